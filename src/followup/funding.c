/*
 * Applications by what became of them, and shares approved.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/funding.h"
#include "nyckeltal/kinds.h"

#include "numeric/numeric.h"
#include "followup/followup.h"

/* Three columns of applications, and exact sums of each kind. */
typedef struct columns {
    const nkt_column *applied, *granted, *decisions;
} columns;

typedef struct sums {
    nkt_i_exact_sum applied[NKT_FUNDING_PARTS], granted[NKT_FUNDING_PARTS];
} sums;

/* An amount of a row; NaN where it is missing. 0: it is bad data, and was noted. */
static int read_amount(nkt_i_call *call, const nkt_column *column, const char *path, int64_t row,
                       double *amount) {
    int8_t state = NKT_STATE_MISSING;

    *amount = column ? nkt_i_column_value(column, row, &state) : NAN;
    if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && *amount < 0)) {
        nkt_i_bad_element(call, path, -1, NULL, column, row, NKT_REASON_NEGATIVE);
        return 0;
    }
    if (state != NKT_STATE_VALUE)
        *amount = NAN;
    return 1;
}

/* The decision of a row, NKT_DECISION_ALL where it is missing; -1: bad data. */
static int read_decision(nkt_i_call *call, const nkt_column *column, int64_t row) {
    nkt_i_fault fault = NKT_I_AT("decisions");
    int8_t state;
    const double value = nkt_i_column_value(column, row, &state);

    if (state == NKT_STATE_VALUE)
        for (int d = NKT_DECISION_GRANTED; d <= NKT_DECISION_NOT_BEGUN; d++)
            if (value == d)
                return d;
    if (state != NKT_STATE_VALUE && state != NKT_STATE_INVALID)
        return NKT_DECISION_ALL;
    fault.row = row;
    fault.value = value;
    fault.name = column->name;
    nkt_i_bad_row(call, NKT_REASON_UNKNOWN_CODE, fault, "is no decision");
    return -1;
}

static void count_row(nkt_funding_part *part, nkt_i_exact_sum *applied, nkt_i_exact_sum *granted,
                      const double amounts[2]) {
    part->n++;
    if (!isnan(amounts[0])) {
        part->n_applied++;
        nkt_i_exact_sum_add(applied, amounts[0]);
    }
    if (!isnan(amounts[1])) {
        part->n_granted++;
        nkt_i_exact_sum_add(granted, amounts[1]);
    }
}

static void sum_rows(nkt_i_call *call, const columns *in, const nkt_rows *rows,
                     nkt_funding_part *parts, sums *s) {
    for (int p = 0; p < NKT_FUNDING_PARTS; p++) {
        nkt_i_exact_sum_init(&s->applied[p]);
        nkt_i_exact_sum_init(&s->granted[p]);
    }
    for (int64_t row = 0; row < rows->n_rows; row++) {
        double amounts[2];
        int decision;
        if (!nkt_i_row_included(call, "rows.include", rows, row) ||
            !read_amount(call, in->applied, "applied", row, &amounts[0]) ||
            !read_amount(call, in->granted, "granted", row, &amounts[1]))
            continue;
        decision = read_decision(call, in->decisions, row);
        if (decision < 0)
            continue;
        count_row(&parts[0], &s->applied[0], &s->granted[0], amounts);
        if (decision)
            count_row(&parts[decision], &s->applied[decision], &s->granted[decision], amounts);
    }
    for (int p = 0; p < NKT_FUNDING_PARTS; p++) {
        parts[p].applied = nkt_i_exact_sum_round(&s->applied[p]);
        parts[p].granted = nkt_i_exact_sum_round(&s->granted[p]);
    }
}

nkt_status nkt_funding_summary(const nkt_column *applied, const nkt_column *granted,
                               const nkt_column *decisions, const nkt_rows *rows,
                               nkt_funding_part *parts, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "applied granted decisions rows parts error");
    const columns in = {applied, granted, decisions};
    const int64_t n_rows = rows ? rows->n_rows : 0;
    nkt_funding_part found[NKT_FUNDING_PARTS] = {{0}};
    sums s;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_optional(&call, "applied", applied, n_rows);
    nkt_i_column_optional(&call, "granted", granted, n_rows);
    nkt_i_column_needed(&call, "decisions", decisions, n_rows);
    nkt_i_needed(&call, "parts", parts);
    if (nkt_i_call_refused(&call))
        return call.status;
    sum_rows(&call, &in, rows, found, &s);
    if (!isfinite(found[0].applied) || !isfinite(found[0].granted)) {
        nkt_i_refuse_path(&call, NKT_E_DOMAIN, NKT_REASON_OVERFLOW,
                          isfinite(found[0].applied) ? "granted" : "applied",
                          "sum to more than the largest double");
        return call.status;
    }
    memcpy(parts, found, sizeof found);
    return nkt_i_call_end(&call);
}

/* ---- approval -------------------------------------------------------------------------------- */

static void check_part(nkt_i_call *call, const nkt_funding_part *parts, int p) {
    const double amount = p == 0 ? parts[0].applied : p < 3 ? parts[p].granted : 0;
    nkt_i_fault fault = NKT_I_AT("parts");

    fault.item = p;
    if (parts[p].n < 0) {
        fault.value = (double)parts[p].n;
        nkt_i_refuse(call, NKT_E_COUNT, NKT_REASON_NEGATIVE, fault, NULL);
    } else if (amount < 0 || isinf(amount)) {
        fault.value = amount;
        nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, fault, "is no amount");
    }
}

nkt_status nkt_funding_approve(const nkt_funding_part *parts, const nkt_options *options,
                               nkt_funding_approval *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "parts options out error");
    nkt_funding_approval found;
    nkt_options read;
    double n;

    nkt_i_needed(&call, "parts", parts);
    for (int p = 0; parts && p <= NKT_DECISION_REJECTED; p++)
        check_part(&call, parts, p);
    nkt_i_figure_options(&call, options, NKT_INTERVAL_WILSON, &read);
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;
    n = (double)parts[NKT_DECISION_GRANTED].n + (double)parts[NKT_DECISION_RESERVED].n;
    nkt_share(n, (double)parts[0].n, &read, &found.of_all, NULL);
    nkt_share(n, n + (double)parts[NKT_DECISION_REJECTED].n, &read, &found.of_decided, NULL);
    read.mode = NKT_MODE_DESCRIPTIVE;
    nkt_share(parts[NKT_DECISION_GRANTED].granted + parts[NKT_DECISION_RESERVED].granted,
              parts[0].applied, &read, &found.by_amount, NULL);
    if (parts[0].n_applied < parts[0].n ||
        parts[NKT_DECISION_GRANTED].n_granted < parts[NKT_DECISION_GRANTED].n ||
        parts[NKT_DECISION_RESERVED].n_granted < parts[NKT_DECISION_RESERVED].n)
        found.by_amount.flags |= NKT_FLAG_PARTIAL;
    *out = found;
    return nkt_i_call_end(&call);
}
