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
    double *unscaled, *robust; /* (X'X)^-1 and the robust covariance, 0 where a term is dropped */
    nkt_i_exact_sum *terms;    /* of a group's rows, a sum for each coefficient */
} workspace;

static workspace claim(nkt_i_call *call, const persons *in, nkt_memory *work) {
    workspace w = {.parts = nkt_i_fit_parts_of(nkt_i_call_refused(call) ? 0 : in->n_terms)};
    const int64_t q = nkt_i_call_refused(call) ? 0 : in->n_terms + 1;
    nkt_i_bytes bytes = {0, 0};
    const size_t takes_part = nkt_i_bytes_add(&bytes, in->n_rows, sizeof(uint8_t));
    const size_t by = nkt_i_grouping_bytes(&bytes, in->n_rows, in->n_groups);
    const size_t state = nkt_i_bytes_add(&bytes, 1, w.parts.state);
    const size_t fit = nkt_i_bytes_add(&bytes, 1, w.parts.fit);
    const size_t scratch = nkt_i_bytes_add(&bytes, 1, w.parts.work);
    const size_t unscaled = nkt_i_bytes_add(&bytes, q * q, sizeof(double));
    const size_t robust = nkt_i_bytes_add(&bytes, q * q, sizeof(double));
    const size_t terms = nkt_i_bytes_add(&bytes, q, sizeof(nkt_i_exact_sum));
    char *at = nkt_i_claim(call, "work", work, bytes);

    if (at) {
        w.takes_part = (uint8_t *)(at + takes_part);
        w.by = nkt_i_grouping_at(at + by, in->n_rows, in->n_groups);
        w.state = nkt_i_fit_memory(at + state, w.parts.state);
        w.fit = nkt_i_fit_memory(at + fit, w.parts.fit);
        w.scratch = nkt_i_fit_memory(at + scratch, w.parts.work);
        w.unscaled = (double *)(void *)(at + unscaled);
        w.robust = (double *)(void *)(at + robust);
        w.terms = (nkt_i_exact_sum *)(void *)(at + terms);
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

/* A list of pairs of coefficients of the fit; pairs of dropped terms are 0. */
static void copy_pairs(const workspace *w, int32_t what, double *to, int64_t q) {
    const nkt_target target = NKT_TO_N(to, q * q);

    nkt_ols_copy(&w->fit, what, &target, NULL);
    for (int64_t k = 0; k < q * q; k++)
        if (isnan(to[k]))
            to[k] = 0;
}

/* Least squares of the pseudo-values on the terms over those who take part, with robust errors. */
static nkt_status fit(const persons *in, workspace *w, double *coefficients, nkt_error *error) {
    const nkt_column include = {.values = w->takes_part, .stride = 1, .type = NKT_UINT8};
    const nkt_design design = {.rows = {.include = &include, .n_rows = in->n_rows},
                               .response = in->pseudo,
                               .terms = in->terms->columns,
                               .n_terms = in->n_terms};
    nkt_status status, robust;
    nkt_error of_robust;

    nkt_ols_init(&w->state, in->n_terms, NULL, NULL);
    nkt_ols_add(&w->state, &design, NULL);
    status = nkt_ols_fit(&w->state, NULL, &w->fit, &w->scratch, error);
    if (status < 0)
        return status;
    nkt_ols_copy(&w->fit, NKT_OLS_LIST_COEFFICIENT, &NKT_TO_N(coefficients, in->n_terms + 1), NULL);
    robust = nkt_ols_robust(&w->fit, &design, NKT_ROBUST_HC1, &w->scratch, &of_robust);
    if (robust < 0) {
        *error = of_robust;
        return robust;
    }
    copy_pairs(w, NKT_OLS_LIST_UNSCALED, w->unscaled, in->n_terms + 1);
    copy_pairs(w, NKT_OLS_LIST_ROBUST_COVARIANCE, w->robust, in->n_terms + 1);
    return status;
}

/* What is said of the fit, of the parameters of this call. */
static void say(nkt_i_call *call, nkt_status status, const nkt_error *of_fit) {
    if (status == NKT_E_TOO_FEW_ROWS)
        nkt_i_refuse_too_few(call, "terms.rows", of_fit->value, (int64_t)of_fit->bound);
    else if (status)
        nkt_i_fit_says(call, status, status == NKT_CONSTANT_RESPONSE ? "pseudo" : "terms.columns",
                       of_fit);
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
    nkt_i_exact_sum observed, expected;
} sums;

/* Row k of a matrix of q columns times x. */
static double times_row(const double *matrix, int64_t q, int64_t k, const double *x) {
    double sum = 0;

    for (int64_t l = 0; l < q; l++)
        sum += matrix[k * q + l] * x[l];
    return sum;
}

static double form(const double *matrix, int64_t q, const double *x) {
    double sum = 0;

    for (int64_t k = 0; k < q; k++)
        sum += x[k] * times_row(matrix, q, k, x);
    return sum;
}

/* Below this share of what it is without a model, the deviation of a group is the model's own. */
#define NEXT_TO_NOTHING 1e-9

/*
 * The standard error of a deviation, in which every person of the model has a part: with the mean m of
 * the group's terms it is the sum over all persons of c e, c = (1 / n for the group's) - x'(X'X)^-1 m.
 * Its variance is the sum of c² e², with the factor of HC1 for the coefficients that were fitted:
 * m'Vm of all persons, V the robust covariance, and (1 / n² - 2 u / n) e², u = x'(X'X)^-1 m, of the
 * group's. NaN where the model reproduces the group, as it does all persons together: then c is 0.
 */
static double se_of(const persons *in, const workspace *w, const int64_t *rows, int64_t n,
                    const double *coefficients) {
    const int64_t q = in->n_terms + 1;
    const double count = (double)n;
    double x[1 + NKT_OLS_TERMS_MAX], mean[1 + NKT_OLS_TERMS_MAX], b[1 + NKT_OLS_TERMS_MAX];
    double n_rows, df;
    nkt_i_exact_sum own;

    nkt_ols_get(&w->fit, NKT_OLS_N, &n_rows, NULL);
    nkt_ols_get(&w->fit, NKT_OLS_DF, &df, NULL);
    for (int64_t k = 0; k < q; k++)
        mean[k] = k == 0 ? 1 : nkt_i_exact_sum_round(&w->terms[k]) / count;
    if (!(df > 0) || !(1 - count * form(w->unscaled, q, mean) > NEXT_TO_NOTHING))
        return NAN;
    for (int64_t k = 0; k < q; k++)
        b[k] = times_row(w->unscaled, q, k, mean);
    nkt_i_exact_sum_init(&own);
    for (int64_t i = 0; i < n; i++) {
        double e, u = b[0];
        read_row(NULL, in, rows[i], x);
        e = x[0] - predict(coefficients, x, in->n_terms);
        for (int64_t k = 1; k < q; k++)
            u += b[k] * x[k];
        nkt_i_exact_sum_add(&own, (1 / count - 2 * u) / count * e * e);
    }
    return sqrt(fmax(0, nkt_i_exact_sum_round(&own) * (n_rows / df) + form(w->robust, q, mean)));
}

static nkt_expected_time time_of(const persons *in, const workspace *w, int64_t g,
                                 const double *coefficients, double z) {
    const int64_t *rows = w->by.rows + w->by.starts[g];
    const int64_t n = w->by.starts[g + 1] - w->by.starts[g];
    nkt_expected_time t = {NAN, NAN, NAN, NAN, NAN, NAN, n, NKT_STATE_NO_DENOMINATOR, 0};
    double x[1 + NKT_OLS_TERMS_MAX] = {NAN};
    sums s;

    if (n == 0)
        return t;
    nkt_i_exact_sum_init(&s.observed);
    nkt_i_exact_sum_init(&s.expected);
    for (int64_t k = 0; k <= in->n_terms; k++)
        nkt_i_exact_sum_init(&w->terms[k]);
    for (int64_t i = 0; i < n; i++) {
        read_row(NULL, in, rows[i], x);
        nkt_i_exact_sum_add(&s.observed, x[0]);
        nkt_i_exact_sum_add(&s.expected, predict(coefficients, x, in->n_terms));
        for (int64_t k = 1; k <= in->n_terms; k++)
            nkt_i_exact_sum_add(&w->terms[k], x[k]);
    }
    t.observed = nkt_i_exact_sum_round(&s.observed) / (double)n;
    t.expected = nkt_i_exact_sum_round(&s.expected) / (double)n;
    t.deviation = t.observed - t.expected;
    t.se = se_of(in, w, rows, n, coefficients);
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
        const nkt_expected_time t = time_of(&in, &w, g, coefficients, z);
        nkt_i_array_put(&to, g, &t);
    }
    return nkt_i_call_end(&call);
}
