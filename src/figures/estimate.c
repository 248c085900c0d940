/*
 * The kinds of figures as functions of plain numbers: blocks of one row.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/figures.h"

const char *nkt_flag_name(int32_t flag) {
    switch (flag) {
    case NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR:
        return "numerator_above_denominator";
    case NKT_FLAG_BASIS_BELOW_MINIMUM:
        return "basis_below_minimum";
    case NKT_FLAG_SERIES_BREAK:
        return "series_break";
    case NKT_FLAG_PARTIAL:
        return "partial";
    case NKT_FLAG_OPERAND_GIVEN:
        return "operand_given";
    case NKT_FLAG_PARTS_DIFFER:
        return "parts_differ";
    default:
        return "";
    }
}

/* One scalar call: its method, its faults, and the row that comes out. */
struct call {
    nkt_i_method method;
    nkt_i_faults faults;
    nkt_i_block block;
};

/* options and out are parameters number `argument` and the next. */
static nkt_status begin_call(struct call *call, const nkt_options *options, const nkt_estimate *out,
                             int32_t argument, nkt_error *error) {
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_method_read(options, argument, &call->method, error);
    if (status)
        return status;
    if (!out)
        return nkt_i_refuse_null(error, argument + 1, "out");
    nkt_i_faults_begin(&call->faults);
    return NKT_OK;
}

/* One number as an operand. */
static void take(struct call *call, nkt_i_operand *operand, double value, int32_t lowest,
                 int32_t argument, const char *name) {
    nkt_i_fault fault = NKT_I_FAULT(argument);
    const char *wrong = NULL;

    if (isinf(value))
        wrong = "is not finite";
    else if (value < 0 && lowest == NKT_I_NOT_NEGATIVE)
        wrong = "is negative";
    fault.value = value;
    if (wrong)
        nkt_i_faults_add(&call->faults, 0, name, wrong, fault);
    operand->states[0] = NKT_STATE_VALUE;
    if (wrong)
        operand->states[0] = NKT_STATE_INVALID;
    else if (isnan(value))
        operand->states[0] = NKT_STATE_MISSING;
    operand->values[0] = operand->states[0] == NKT_STATE_VALUE ? value : NAN;
}

static nkt_status end_call(struct call *call, nkt_estimate *out, nkt_error *error) {
    *out = nkt_i_block_estimate(&call->block, 0);
    /* Bad together though each number is fine by itself: a part above its whole, a spread below 0. */
    if (out->state == NKT_STATE_INVALID && !call->faults.sentence) {
        int above = out->flags & NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR;
        nkt_i_faults_add(&call->faults, 0, NULL,
                         above ? "a part is above its whole"
                               : "the sum of squares is too small for the sum",
                         NKT_I_FAULT(above ? 1 : 2));
    }
    return nkt_i_faults_end(&call->faults, error);
}

nkt_status nkt_count(double count, const nkt_options *options, nkt_estimate *out,
                     nkt_error *error) {
    struct call call;
    nkt_i_operand operand;
    nkt_status status = begin_call(&call, options, out, 2, error);

    if (status)
        return status;
    take(&call, &operand, count, NKT_I_NOT_NEGATIVE, 1, "count");
    nkt_i_block_count(&operand, 1, 1, &call.method, &call.block);
    return end_call(&call, out, error);
}

nkt_status nkt_share(double part, double whole, const nkt_options *options, nkt_estimate *out,
                     nkt_error *error) {
    struct call call;
    nkt_i_operand a, n;
    nkt_status status = begin_call(&call, options, out, 3, error);

    if (status)
        return status;
    take(&call, &a, part, NKT_I_NOT_NEGATIVE, 1, "part");
    take(&call, &n, whole, NKT_I_NOT_NEGATIVE, 2, "whole");
    nkt_i_block_share(&a, &n, 1, 1, &call.method, &call.block);
    return end_call(&call, out, error);
}

nkt_status nkt_rate(double events, double population, double per, const nkt_options *options,
                    nkt_estimate *out, nkt_error *error) {
    struct call call;
    nkt_i_operand a, n;
    nkt_status status = begin_call(&call, options, out, 4, error);

    if (status)
        return status;
    if (!(per > 0) || isinf(per)) {
        nkt_i_fault fault = NKT_I_FAULT(3);
        fault.value = per;
        return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "per",
                                 "is not a finite number above 0");
    }
    take(&call, &a, events, NKT_I_NOT_NEGATIVE, 1, "events");
    take(&call, &n, population, NKT_I_NOT_NEGATIVE, 2, "population");
    nkt_i_block_rate(&a, &n, per, 1, 1, &call.method, &call.block);
    return end_call(&call, out, error);
}

nkt_status nkt_ratio(double numerator, double denominator, const nkt_options *options,
                     nkt_estimate *out, nkt_error *error) {
    struct call call;
    nkt_i_operand a, b;
    nkt_status status = begin_call(&call, options, out, 3, error);

    if (status)
        return status;
    take(&call, &a, numerator, NKT_I_NOT_NEGATIVE, 1, "numerator");
    take(&call, &b, denominator, NKT_I_NOT_NEGATIVE, 2, "denominator");
    nkt_i_block_ratio(&a, &b, 1, 1, &call.method, &call.block);
    return end_call(&call, out, error);
}

nkt_status nkt_odds(double numerator, double denominator, const nkt_options *options,
                    nkt_estimate *out, nkt_error *error) {
    struct call call;
    nkt_i_operand a, b;
    nkt_status status = begin_call(&call, options, out, 3, error);

    if (status)
        return status;
    take(&call, &a, numerator, NKT_I_NOT_NEGATIVE, 1, "numerator");
    take(&call, &b, denominator, NKT_I_NOT_NEGATIVE, 2, "denominator");
    nkt_i_block_odds(&a, &b, 1, 1, &call.method, &call.block);
    return end_call(&call, out, error);
}

nkt_status nkt_mean(double sum, double sum_of_squares, double n, const nkt_options *options,
                    nkt_estimate *out, nkt_error *error) {
    struct call call;
    nkt_i_operand a, squares, b;
    nkt_status status = begin_call(&call, options, out, 4, error);

    if (status)
        return status;
    take(&call, &a, sum, NKT_I_ANY_FINITE, 1, "sum");
    take(&call, &squares, sum_of_squares, NKT_I_NOT_NEGATIVE, 2, "sum_of_squares");
    take(&call, &b, n, NKT_I_NOT_NEGATIVE, 3, "n");
    nkt_i_block_mean(&a, &squares, &b, 1, &call.method, &call.block);
    return end_call(&call, out, error);
}

/* Balance and difference take the same four numbers. */
typedef void pair_kind(const nkt_i_operand *part_1, const nkt_i_operand *whole_1,
                       const nkt_i_operand *part_2, const nkt_i_operand *whole_2, int64_t count,
                       int interval, const nkt_i_method *method, nkt_i_block *block);

static nkt_status pair(pair_kind *kind, const double numbers[4], const nkt_options *options,
                       nkt_estimate *out, nkt_error *error) {
    static const char *const names[] = {"part_1", "whole_1", "part_2", "whole_2"};
    struct call call;
    nkt_i_operand operands[4];
    nkt_status status = begin_call(&call, options, out, 5, error);

    if (status)
        return status;
    for (int i = 0; i < 4; i++)
        take(&call, &operands[i], numbers[i], NKT_I_NOT_NEGATIVE, i + 1, names[i]);
    kind(&operands[0], &operands[1], &operands[2], &operands[3], 1, 1, &call.method, &call.block);
    return end_call(&call, out, error);
}

nkt_status nkt_balance(double part_1, double whole_1, double part_2, double whole_2,
                       const nkt_options *options, nkt_estimate *out, nkt_error *error) {
    const double numbers[] = {part_1, whole_1, part_2, whole_2};
    return pair(nkt_i_block_balance, numbers, options, out, error);
}

nkt_status nkt_difference(double part_1, double whole_1, double part_2, double whole_2,
                          const nkt_options *options, nkt_estimate *out, nkt_error *error) {
    const double numbers[] = {part_1, whole_1, part_2, whole_2};
    return pair(nkt_i_block_difference, numbers, options, out, error);
}
