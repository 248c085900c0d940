/*
 * The time that could be expected of groups: least squares on pseudo-values.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/cohort.h"
#include "nyckeltal/codes.h"

#include "model/model.h"
#include "followup/followup.h"
#include "rows/rows.h"

/* The columns of the call. */
typedef struct persons {
    const nkt_column *pseudo;
    const nkt_table *terms;
    int64_t n_rows, n_groups, n_terms;
} persons;

/* The work area: who takes part, the rows put together by group, and the model. */
typedef struct workspace {
    uint8_t *takes_part;
    nkt_i_grouping by;
    nkt_memory state, fit, scratch;
    nkt_i_fit_parts parts;
} workspace;

static workspace claim(nkt_i_call *call, const persons *in, nkt_memory *work) {
    workspace w = {.parts = nkt_i_fit_parts_of(nkt_i_call_refused(call) ? 0 : in->n_terms)};
    nkt_i_bytes bytes = {0, 0};
    const size_t takes_part = nkt_i_bytes_add(&bytes, in->n_rows, sizeof(uint8_t));
    const size_t by = nkt_i_grouping_bytes(&bytes, in->n_rows, in->n_groups);
    const size_t state = nkt_i_bytes_add(&bytes, 1, w.parts.state);
    const size_t fit = nkt_i_bytes_add(&bytes, 1, w.parts.fit);
    const size_t scratch = nkt_i_bytes_add(&bytes, 1, w.parts.work);
    char *at = nkt_i_claim(call, "work", work, bytes);

    if (at) {
        w.takes_part = (uint8_t *)(at + takes_part);
        w.by = nkt_i_grouping_at(at + by, in->n_rows, in->n_groups);
        w.state = nkt_i_fit_memory(at + state, w.parts.state);
        w.fit = nkt_i_fit_memory(at + fit, w.parts.fit);
        w.scratch = nkt_i_fit_memory(at + scratch, w.parts.work);
    }
    return w;
}

/* ---- who takes part ------------------------------------------------------------------------------ */

/*
 * Reads the pseudo-value, then the terms. Returns 1 where all are there; bad data are noted unless
 * call is NULL.
 */
static int read_row(nkt_i_call *call, const persons *in, int64_t row, double *x) {
    int complete = 1;

    for (int64_t k = -1; k < in->n_terms; k++) {
        const nkt_column *column = k < 0 ? in->pseudo : &in->terms->columns[k];
        int8_t state;
        x[k + 1] = nkt_i_column_value(column, row, &state);
        if (state == NKT_STATE_INVALID && call)
            nkt_i_bad_element(call, k < 0 ? "pseudo" : "terms.columns", (int32_t)k, NULL, column,
                              row, NKT_REASON_NOT_FINITE);
        if (state == NKT_STATE_INVALID)
            return 0;
        complete &= state == NKT_STATE_VALUE;
    }
    return complete;
}

/* Finds who takes part, and the group of each of them; -1: none, or takes no part. */
static void find_persons(nkt_i_call *call, const persons *in, workspace *w) {
    const nkt_rows *rows = &in->terms->rows;
    double x[1 + NKT_OLS_TERMS_MAX];

    for (int64_t row = 0; row < in->n_rows; row++) {
        const int64_t noted = call->bad_rows;
        w->takes_part[row] = 0;
        w->by.groups[row] = -1;
        if (!nkt_i_row_included(call, "terms.rows.include", rows, row))
            continue;
        w->by.groups[row] = nkt_i_row_group(call, "terms.rows.groups", rows, row);
        if (call->bad_rows > noted) /* a number that is no group, unlike none, leaves the row out */
            continue;
        w->takes_part[row] = (uint8_t)read_row(call, in, row, x);
        if (!w->takes_part[row])
            w->by.groups[row] = -1;
    }
}

/* ---- the model ------------------------------------------------------------------------------------ */

/* Least squares of the pseudo-values on the terms over those who take part. */
static nkt_status fit(const persons *in, workspace *w, double *coefficients, nkt_error *error) {
    const nkt_column include = {.values = w->takes_part, .stride = 1, .type = NKT_UINT8};
    const nkt_design design = {.rows = {.include = &include, .n_rows = in->n_rows},
                               .response = in->pseudo,
                               .terms = in->terms->columns,
                               .n_terms = in->n_terms};
    nkt_status status;

    nkt_ols_init(&w->state, in->n_terms, NULL, NULL);
    nkt_ols_add(&w->state, &design, NULL);
    status = nkt_ols_fit(&w->state, NULL, &w->fit, &w->scratch, error);
    if (status >= 0)
        nkt_ols_copy(&w->fit, NKT_OLS_LIST_COEFFICIENT, &NKT_TO_N(coefficients, in->n_terms + 1),
                     NULL);
    return status;
}

/* What is said of the fit, in the words of this call. */
static void say(nkt_i_call *call, nkt_status status, const nkt_error *of_fit) {
    nkt_i_fault fault = NKT_I_AT(status == NKT_CONSTANT_RESPONSE ? "pseudo" : "terms.columns");

    fault.value = of_fit->value;
    fault.item = of_fit->item;
    if (status == NKT_E_TOO_FEW_ROWS)
        nkt_i_refuse_path(call, status, NKT_REASON_TOO_FEW, "terms.rows",
                          "are fewer complete ones than coefficients");
    else if (status < 0)
        nkt_i_refuse(call, status, of_fit->reason, fault, nkt_code_of("status", status)->text);
    else if (status > 0)
        nkt_i_remark(call, status,
                     status == NKT_TERM_DROPPED        ? NKT_REASON_COLLINEAR
                     : status == NKT_CONSTANT_RESPONSE ? NKT_REASON_CONSTANT
                                                       : of_fit->reason,
                     fault, nkt_code_of("status", status)->text);
}

/* What the model says of a row; a term that was dropped has no coefficient, and is left out. */
static double predict(const double *coefficients, const double *x, int64_t n_terms) {
    double sum = coefficients[0];

    for (int64_t k = 1; k <= n_terms; k++)
        sum += isnan(coefficients[k]) ? 0 : coefficients[k] * x[k];
    return sum;
}

/* ---- groups --------------------------------------------------------------------------------------- */

/* Exact sums over the persons of a group. */
typedef struct sums {
    nkt_i_exact_sum observed, expected, squares;
} sums;

static nkt_expected_time time_of(const persons *in, const int64_t *rows, int64_t n,
                                 const double *coefficients, double z) {
    nkt_expected_time t = {NAN, NAN, NAN, NAN, NAN, NAN, n, NKT_STATE_NO_DENOMINATOR, 0};
    double x[1 + NKT_OLS_TERMS_MAX];
    sums s;

    if (n == 0)
        return t;
    nkt_i_exact_sum_init(&s.observed);
    nkt_i_exact_sum_init(&s.expected);
    nkt_i_exact_sum_init(&s.squares);
    for (int64_t i = 0; i < n; i++) {
        double expected;
        read_row(NULL, in, rows[i], x);
        expected = predict(coefficients, x, in->n_terms);
        nkt_i_exact_sum_add(&s.observed, x[0]);
        nkt_i_exact_sum_add(&s.expected, expected);
        nkt_i_exact_sum_add(&s.squares, (x[0] - expected) * (x[0] - expected));
    }
    t.observed = nkt_i_exact_sum_round(&s.observed) / (double)n;
    t.expected = nkt_i_exact_sum_round(&s.expected) / (double)n;
    t.deviation = t.observed - t.expected;
    t.se = sqrt(nkt_i_exact_sum_round(&s.squares)) / (double)n;
    t.lower = t.deviation - z * t.se;
    t.upper = t.deviation + z * t.se;
    t.state = NKT_STATE_VALUE;
    return t;
}

/* ---- the call ------------------------------------------------------------------------------------- */

static double read_options(nkt_i_call *call, const nkt_expected_time_options *options) {
    nkt_expected_time_options read;

    nkt_i_options_open(call, options, &read, sizeof read);
    nkt_i_confidence_option(call, &read.confidence);
    nkt_i_reserved(call, "options.reserved", read.reserved);
    return read.confidence;
}

nkt_status nkt_cohort_expected(const nkt_column *pseudo, const nkt_table *terms,
                               const nkt_expected_time_options *options, nkt_expected_time *out,
                               int64_t stride, nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "pseudo terms options out stride work error");
    const persons in = {pseudo, terms, terms ? terms->rows.n_rows : 0,
                        terms ? nkt_i_n_groups(&terms->rows) : 0, terms ? terms->n_columns : 0};
    double coefficients[1 + NKT_OLS_TERMS_MAX], z, confidence;
    nkt_error of_fit;
    nkt_i_array to;
    workspace w;

    nkt_i_table_check(&call, "terms", terms, NKT_I_WITH_GROUPS);
    nkt_i_count(&call, "terms.n_columns", in.n_terms, 0, NKT_OLS_TERMS_MAX);
    nkt_i_column_needed(&call, "pseudo", pseudo, in.n_rows);
    confidence = read_options(&call, options);
    to = nkt_i_array_open(&call, "out", out, sizeof *out, "stride", stride, in.n_groups, 1);
    w = claim(&call, &in, work);
    if (nkt_i_call_refused(&call))
        return call.status;
    find_persons(&call, &in, &w);
    say(&call, fit(&in, &w, coefficients, &of_fit), &of_fit);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_grouping_sort(&w.by); /* groups are known already */
    z = -nkt_i_normal_quantile((1 - confidence) / 2);
    for (int64_t g = 0; g < in.n_groups; g++) {
        const nkt_expected_time t = time_of(&in, w.by.rows + w.by.starts[g],
                                            w.by.starts[g + 1] - w.by.starts[g], coefficients, z);
        nkt_i_array_put(&to, g, &t);
    }
    return nkt_i_call_end(&call);
}
