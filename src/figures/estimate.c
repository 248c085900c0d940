/*
 * The kinds of figures as functions of plain numbers: blocks of one row.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/walk.h"

/* One scalar call: its method, what is wrong with it, and the row that comes out. */
typedef struct scalar {
    nkt_i_call call;
    nkt_i_method method;
    nkt_i_block block;
} scalar;

static void begin(scalar *s, nkt_i_call call, const nkt_options *options, const nkt_estimate *out) {
    s->call = call;
    nkt_i_method_open(&s->call, options, &s->method);
    nkt_i_needed(&s->call, "out", out);
}

/* One number as an operand. */
static void take(scalar *s, nkt_i_operand *operand, double value, int32_t lowest,
                 const char *name) {
    nkt_i_fault fault = NKT_I_AT(name);
    int32_t wrong = NKT_REASON_NONE;

    if (isinf(value))
        wrong = NKT_REASON_NOT_FINITE;
    else if (value < 0 && lowest == NKT_I_NOT_NEGATIVE)
        wrong = NKT_REASON_NEGATIVE;
    fault.value = value;
    fault.row = 0;
    if (wrong)
        nkt_i_bad_row(&s->call, wrong, fault, NULL);
    operand->states[0] = NKT_STATE_VALUE;
    operand->flagged = 0;
    if (wrong)
        operand->states[0] = NKT_STATE_INVALID;
    else if (isnan(value))
        operand->states[0] = NKT_STATE_MISSING;
    operand->values[0] = operand->states[0] == NKT_STATE_VALUE ? value : NAN;
}

/* suspect: which number is at fault where they are bad together. */
static nkt_status end(scalar *s, const char *suspect, nkt_estimate *out) {
    *out = nkt_i_block_estimate(&s->block, 0);
    /* Bad together though each number is fine by itself: a part above its whole, a spread below 0. */
    if (out->state == NKT_STATE_INVALID && s->call.bad_rows == 0 && nkt_i_is_beyond(&s->block, 0)) {
        nkt_i_fault fault = NKT_I_AT(suspect);
        fault.row = 0;
        nkt_i_bad_row(&s->call, NKT_REASON_OVERFLOW, fault, NULL);
    } else if (out->state == NKT_STATE_INVALID && s->call.bad_rows == 0) {
        const int above = out->flags & NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR;
        nkt_i_fault fault = NKT_I_AT(suspect);
        fault.row = 0;
        nkt_i_bad_row(&s->call, above ? NKT_REASON_ABOVE_WHOLE : NKT_REASON_IMPOSSIBLE, fault,
                      above ? NULL : "is too small for the sum");
    }
    return nkt_i_call_end(&s->call);
}

nkt_status nkt_count(double count, const nkt_options *options, nkt_estimate *out,
                     nkt_error *error) {
    scalar s;
    nkt_i_operand operand;

    begin(&s, nkt_i_call_begin(error, "count options out error"), options, out);
    if (nkt_i_call_refused(&s.call))
        return s.call.status;
    take(&s, &operand, count, NKT_I_NOT_NEGATIVE, "count");
    nkt_i_block_count(&operand, 1, 1, &s.method, &s.block);
    return end(&s, "count", out);
}

nkt_status nkt_share(double part, double whole, const nkt_options *options, nkt_estimate *out,
                     nkt_error *error) {
    scalar s;
    nkt_i_operand a, n;

    begin(&s, nkt_i_call_begin(error, "part whole options out error"), options, out);
    if (nkt_i_call_refused(&s.call))
        return s.call.status;
    take(&s, &a, part, NKT_I_NOT_NEGATIVE, "part");
    take(&s, &n, whole, NKT_I_NOT_NEGATIVE, "whole");
    nkt_i_block_share(&a, &n, 1, 1, &s.method, &s.block);
    return end(&s, "part", out);
}

nkt_status nkt_rate(double events, double population, double per, const nkt_options *options,
                    nkt_estimate *out, nkt_error *error) {
    scalar s;
    nkt_i_operand a, n;

    begin(&s, nkt_i_call_begin(error, "events population per options out error"), options, out);
    nkt_i_above_0(&s.call, "per", per);
    if (nkt_i_call_refused(&s.call))
        return s.call.status;
    take(&s, &a, events, NKT_I_NOT_NEGATIVE, "events");
    take(&s, &n, population, NKT_I_NOT_NEGATIVE, "population");
    nkt_i_block_rate(&a, &n, per, 1, 1, &s.method, &s.block);
    return end(&s, "events", out);
}

nkt_status nkt_ratio(double numerator, double denominator, const nkt_options *options,
                     nkt_estimate *out, nkt_error *error) {
    scalar s;
    nkt_i_operand a, b;

    begin(&s, nkt_i_call_begin(error, "numerator denominator options out error"), options, out);
    if (nkt_i_call_refused(&s.call))
        return s.call.status;
    take(&s, &a, numerator, NKT_I_NOT_NEGATIVE, "numerator");
    take(&s, &b, denominator, NKT_I_NOT_NEGATIVE, "denominator");
    nkt_i_block_ratio(&a, &b, 1, 1, &s.method, &s.block);
    return end(&s, "numerator", out);
}

nkt_status nkt_odds(double numerator, double denominator, const nkt_options *options,
                    nkt_estimate *out, nkt_error *error) {
    scalar s;
    nkt_i_operand a, b;

    begin(&s, nkt_i_call_begin(error, "numerator denominator options out error"), options, out);
    if (nkt_i_call_refused(&s.call))
        return s.call.status;
    take(&s, &a, numerator, NKT_I_NOT_NEGATIVE, "numerator");
    take(&s, &b, denominator, NKT_I_NOT_NEGATIVE, "denominator");
    nkt_i_block_odds(&a, &b, 1, 1, &s.method, &s.block);
    return end(&s, "numerator", out);
}

nkt_status nkt_mean(double sum, double sum_of_squares, double n, const nkt_options *options,
                    nkt_estimate *out, nkt_error *error) {
    scalar s;
    nkt_i_operand a, squares, b;

    begin(&s, nkt_i_call_begin(error, "sum sum_of_squares n options out error"), options, out);
    if (nkt_i_call_refused(&s.call))
        return s.call.status;
    take(&s, &a, sum, NKT_I_ANY_FINITE, "sum");
    take(&s, &squares, sum_of_squares, NKT_I_NOT_NEGATIVE, "sum_of_squares");
    take(&s, &b, n, NKT_I_NOT_NEGATIVE, "n");
    nkt_i_block_mean(&a, &squares, &b, 1, &s.method, &s.block);
    return end(&s, "sum_of_squares", out);
}

/* Balance and difference take the same four numbers. */
typedef void pair_kind(const nkt_i_operand *part_1, const nkt_i_operand *whole_1,
                       const nkt_i_operand *part_2, const nkt_i_operand *whole_2, int64_t count,
                       int interval, const nkt_i_method *method, nkt_i_block *block);

static nkt_status pair(pair_kind *kind, nkt_i_call call, const double numbers[4],
                       const nkt_options *options, nkt_estimate *out) {
    static const char *const names[] = {"part_1", "whole_1", "part_2", "whole_2"};
    scalar s;
    nkt_i_operand operands[4];

    begin(&s, call, options, out);
    if (nkt_i_call_refused(&s.call))
        return s.call.status;
    for (int i = 0; i < 4; i++)
        take(&s, &operands[i], numbers[i], NKT_I_NOT_NEGATIVE, names[i]);
    kind(&operands[0], &operands[1], &operands[2], &operands[3], 1, 1, &s.method, &s.block);
    return end(&s, numbers[0] > numbers[1] ? "part_1" : "part_2", out);
}

nkt_status nkt_balance(double part_1, double whole_1, double part_2, double whole_2,
                       const nkt_options *options, nkt_estimate *out, nkt_error *error) {
    const double numbers[] = {part_1, whole_1, part_2, whole_2};
    return pair(nkt_i_block_balance,
                nkt_i_call_begin(error, "part_1 whole_1 part_2 whole_2 options out error"), numbers,
                options, out);
}

nkt_status nkt_difference(double part_1, double whole_1, double part_2, double whole_2,
                          const nkt_options *options, nkt_estimate *out, nkt_error *error) {
    const double numbers[] = {part_1, whole_1, part_2, whole_2};
    return pair(nkt_i_block_difference,
                nkt_i_call_begin(error, "part_1 whole_1 part_2 whole_2 options out error"), numbers,
                options, out);
}
