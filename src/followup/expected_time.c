/*
 * The time that could be expected of groups: least squares on pseudo-values.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/cohort.h"

#include "model/model.h"
#include "followup/followup.h"

static nkt_status sizes(int64_t n_terms, int32_t argument, nkt_i_fit_parts *p, nkt_error *error) {
    if (n_terms < 0 || n_terms > NKT_OLS_TERMS_MAX)
        return nkt_i_error_set(error, NKT_E_COUNT, NKT_I_FAULT(argument), "n_terms",
                               "is not 0 to 64");
    *p = nkt_i_fit_parts_of(n_terms);
    return NKT_OK;
}

nkt_status nkt_cohort_expected_work_size(int64_t n_terms, size_t *size, nkt_error *error) {
    nkt_status status;
    nkt_i_fit_parts p;

    nkt_i_error_clear(error);
    status = sizes(n_terms, 1, &p, error);
    if (!status && !size)
        status = nkt_i_refuse_null(error, 2, "size");
    if (!status)
        *size = p.state + p.fit + p.work;
    return status;
}

/* The columns of the call. */
typedef struct persons {
    const nkt_column *pseudo, *terms;
    int64_t n_terms;
    const int64_t *groups;
    int64_t n_rows, n_groups;
} persons;

static nkt_status check(const persons *in, nkt_i_fit_parts *p, nkt_error *error) {
    nkt_status status = sizes(in->n_terms, 3, p, error);

    if (!status && !in->pseudo)
        status = nkt_i_refuse_null(error, 1, "pseudo");
    if (!status && in->n_terms > 0 && !in->terms)
        status = nkt_i_refuse_null(error, 2, "terms");
    if (!status && in->n_rows < 0)
        status = nkt_i_refuse_count(error, 5, "n_rows", in->n_rows);
    if (!status && in->n_groups < 1)
        status = nkt_i_error_set(error, NKT_E_COUNT, NKT_I_FAULT(6), "n_groups", "is less than 1");
    if (!status)
        status = nkt_i_column_check(in->pseudo, in->n_rows, NKT_I_FAULT(1), "pseudo", error);
    if (!status)
        status = nkt_i_columns_check(in->terms, in->n_terms, in->n_rows, 2, "terms", error);
    return status;
}

/* Whether a row has everything: the pseudo-value, then terms. Bad data and bad groups are noted. */
static int read_row(const persons *in, int64_t row, double *x, nkt_i_bad_rows *bad) {
    const int64_t group = in->groups ? in->groups[row] : 0;
    int complete = 1;

    if (group < -1 || group >= in->n_groups) {
        if (bad)
            nkt_i_bad_rows_note(bad, 4, -1, row, (double)group, "groups",
                                "is no number of a group");
        return 0;
    }
    for (int64_t k = -1; k < in->n_terms; k++) {
        int8_t state;
        x[k + 1] = nkt_i_column_value(k < 0 ? in->pseudo : &in->terms[k], row, &state);
        if (state == NKT_STATE_INVALID && bad)
            nkt_i_bad_rows_note(bad, k < 0 ? 1 : 2, (int32_t)k, row, x[k + 1],
                                k < 0 ? "pseudo" : "terms", "is no finite number");
        if (state == NKT_STATE_INVALID)
            return 0;
        complete &= state == NKT_STATE_VALUE;
    }
    return complete;
}

static nkt_status add_rows(const persons *in, void *state, nkt_i_bad_rows *bad) {
    nkt_column columns[1 + NKT_OLS_TERMS_MAX] = {{0}};
    double x[1 + NKT_OLS_TERMS_MAX];

    for (int64_t k = 0; k <= in->n_terms; k++) {
        columns[k].values = &x[k];
        columns[k].stride = sizeof x[0];
        columns[k].type = NKT_FLOAT64;
    }
    for (int64_t row = 0; row < in->n_rows; row++) {
        nkt_status status;
        if (!read_row(in, row, x, bad))
            continue;
        status = nkt_ols_add(state, &columns[0], &columns[1], in->n_terms, NULL, NULL, 1, NULL);
        if (status)
            return status;
    }
    return NKT_OK;
}

/* What the model says of a row; a term that was dropped has no coefficient, and is left out. */
static double predict(const double *coefficients, const double *x, int64_t n_terms) {
    double sum = coefficients[0];

    for (int64_t k = 1; k <= n_terms; k++)
        sum += isnan(coefficients[k]) ? 0 : coefficients[k] * x[k];
    return sum;
}

static nkt_expected_time finish(nkt_expected_time sums) {
    const double n = (double)sums.n, z = -nkt_i_normal_quantile(0.025);
    nkt_expected_time t = {.n = sums.n};

    t.observed = sums.observed / n; /* NaN where n is 0 */
    t.expected = sums.expected / n;
    t.deviation = t.observed - t.expected;
    t.se = sqrt(sums.se) / n;
    t.lower = t.deviation - z * t.se;
    t.upper = t.deviation + z * t.se;
    return t;
}

/* Sums by group: of what was observed, of what was expected, and of squares in se. */
static void sum_groups(const persons *in, const double *coefficients, const nkt_i_target *target) {
    const nkt_expected_time nobody = {0};
    double x[1 + NKT_OLS_TERMS_MAX];

    for (int64_t g = 0; g < in->n_groups; g++)
        nkt_i_target_put(target, g, 0, &nobody);
    for (int64_t row = 0; row < in->n_rows; row++) {
        const int64_t group = in->groups ? in->groups[row] : 0;
        nkt_expected_time t;
        double expected;
        if (group < 0 || !read_row(in, row, x, NULL))
            continue;
        expected = predict(coefficients, x, in->n_terms);
        memcpy(&t, target->at + group * target->row_stride, sizeof t);
        t.observed += x[0];
        t.expected += expected;
        t.se += (x[0] - expected) * (x[0] - expected);
        t.n++;
        nkt_i_target_put(target, group, 0, &t);
    }
    for (int64_t g = 0; g < in->n_groups; g++) {
        nkt_expected_time t;
        memcpy(&t, target->at + g * target->row_stride, sizeof t);
        t = finish(t);
        nkt_i_target_put(target, g, 0, &t);
    }
}

nkt_status nkt_cohort_expected(const nkt_column *pseudo, const nkt_column *terms, int64_t n_terms,
                               const int64_t *groups, int64_t n_rows, int64_t n_groups,
                               nkt_expected_time *out, int64_t stride, void *work, size_t work_size,
                               nkt_error *error) {
    const persons in = {pseudo, terms, n_terms, groups, n_rows, n_groups};
    const nkt_i_target target = nkt_i_target_of(out, sizeof *out, n_groups, stride, "out", 7);
    double coefficients[1 + NKT_OLS_TERMS_MAX];
    char *state = work, *fit, *scratch;
    nkt_i_bad_rows bad;
    nkt_status status;
    nkt_i_fit_parts p = {0};

    nkt_i_error_clear(error);
    status = check(&in, &p, error);
    if (!status)
        status = nkt_i_target_check(&target, 1, error);
    if (!status)
        status = nkt_i_memory_check(work, work_size, p.state + p.fit + p.work, 9, "work", error);
    if (status)
        return status;
    fit = state + p.state;
    scratch = fit + p.fit;
    nkt_i_bad_rows_begin(&bad);
    status = nkt_ols_init(state, p.state, n_terms, NULL, error);
    if (!status)
        status = add_rows(&in, state, &bad);
    if (!status)
        status = nkt_ols_fit(state, NULL, fit, p.fit, scratch, p.work, error);
    if (status < 0) {
        if (error) /* the rows are this call's, not that of the fit */
            error->argument = 5;
        return status;
    }
    nkt_ols_copy(fit, NKT_OLS_COEFFICIENT, coefficients, sizeof coefficients[0], n_terms + 1, NULL);
    sum_groups(&in, coefficients, &target);
    return bad.rows ? nkt_i_bad_rows_end(&bad, error) : status;
}
