/*
 * What drives an index: least squares on the grades of its areas, and the priority matrix.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/satisfaction.h"

#include "model/model.h"
#include "followup/followup.h"

/* An effect is told for so many units of the grade. */
#define EFFECT_UNITS 5

static nkt_status sizes(int64_t n_areas, nkt_i_fit_parts *p, nkt_error *error) {
    if (n_areas < 1 || n_areas > NKT_SATISFACTION_AREAS_MAX)
        return nkt_i_error_set(error, NKT_E_COUNT, NKT_I_FAULT(0), "n_areas", "is not 1 to 64");
    *p = nkt_i_fit_parts_of(n_areas);
    return NKT_OK;
}

nkt_status nkt_satisfaction_work_size(int64_t n_areas, size_t *size, nkt_error *error) {
    nkt_status status;
    nkt_i_fit_parts p;

    nkt_i_error_clear(error);
    status = sizes(n_areas, &p, error);
    if (status && error)
        error->argument = 1;
    if (status)
        return status;
    if (!size)
        return nkt_i_refuse_null(error, 2, "size");
    *size = p.state + p.fit + p.work;
    return NKT_OK;
}

/* Whether a row has everything; bad data is noted. values: index, then grades. */
static int read_row(const nkt_column *indices, const nkt_column *areas, int64_t n_areas,
                    int64_t row, double *values, nkt_i_bad_rows *bad) {
    int complete = 1;

    for (int64_t a = -1; a < n_areas; a++) {
        int8_t state;
        const double value = nkt_i_column_value(a < 0 ? indices : &areas[a], row, &state);
        if (state == NKT_STATE_INVALID ||
            (state == NKT_STATE_VALUE && !(value >= 0 && value <= 100))) {
            nkt_i_bad_rows_note(bad, a < 0 ? 1 : 2, (int32_t)a, row, value,
                                a < 0 ? "indices" : "areas", "is not 0 to 100");
            return 0;
        }
        complete &= state == NKT_STATE_VALUE;
        values[a + 1] = value;
    }
    return complete;
}

/* Adds the rows to the state and the sums of their grades to the drivers. */
static nkt_status add_rows(const nkt_column *indices, const nkt_column *areas, int64_t n_areas,
                           int64_t n_rows, void *state, double *grades, nkt_i_bad_rows *bad) {
    double values[1 + NKT_SATISFACTION_AREAS_MAX], n = 0;
    nkt_column columns[1 + NKT_SATISFACTION_AREAS_MAX] = {{0}};

    for (int64_t a = 0; a <= n_areas; a++) {
        columns[a].values = &values[a];
        columns[a].stride = sizeof values[0];
        columns[a].type = NKT_FLOAT64;
        grades[a] = 0;
    }
    for (int64_t row = 0; row < n_rows; row++) {
        nkt_status status;
        if (!read_row(indices, areas, n_areas, row, values, bad))
            continue;
        status = nkt_ols_add(state, &columns[0], &columns[1], n_areas, NULL, NULL, 1, NULL);
        if (status)
            return status;
        n++;
        for (int64_t a = 0; a < n_areas; a++)
            grades[a] += values[a + 1];
    }
    for (int64_t a = 0; a < n_areas; a++)
        grades[a] /= n;
    return NKT_OK;
}

/* The mean of a list, without what is NaN. */
static double mean_of(const nkt_driver *out, int64_t n_areas, int is_effect) {
    double sum = 0, n = 0;

    for (int64_t a = 0; a < n_areas; a++) {
        const double value = is_effect ? out[a].effect : out[a].grade;
        if (isnan(value))
            continue;
        sum += value;
        n++;
    }
    return sum / n;
}

static void judge(nkt_driver *out, int64_t n_areas, double grade_limit, double effect_limit) {
    if (isnan(grade_limit))
        grade_limit = mean_of(out, n_areas, 0);
    if (isnan(effect_limit))
        effect_limit = mean_of(out, n_areas, 1);
    for (int64_t a = 0; a < n_areas; a++) {
        const int is_low = out[a].grade < grade_limit;
        out[a].rank = out[a].priority = 0;
        if (isnan(out[a].effect))
            continue;
        out[a].rank = 1;
        for (int64_t other = 0; other < n_areas; other++)
            out[a].rank += out[other].effect > out[a].effect;
        if (out[a].effect >= effect_limit)
            out[a].priority = is_low ? NKT_PRIORITY_IMPROVE : NKT_PRIORITY_KEEP;
        else
            out[a].priority = is_low ? NKT_PRIORITY_IF_POSSIBLE : NKT_PRIORITY_LAST;
    }
}

static void read_fit(const void *fit, const double *grades, int64_t n_areas, nkt_driver *out) {
    static const int32_t what[] = {NKT_OLS_COEFFICIENT, NKT_OLS_SE, NKT_OLS_LOWER, NKT_OLS_UPPER,
                                   NKT_OLS_P};
    double lists[5][1 + NKT_SATISFACTION_AREAS_MAX];

    for (int k = 0; k < 5; k++)
        nkt_ols_copy(fit, what[k], lists[k], sizeof lists[k][0], n_areas + 1, NULL);
    for (int64_t a = 0; a < n_areas; a++)
        out[a] = (nkt_driver){grades[a],
                              EFFECT_UNITS * lists[0][a + 1],
                              EFFECT_UNITS * lists[1][a + 1],
                              EFFECT_UNITS * lists[2][a + 1],
                              EFFECT_UNITS * lists[3][a + 1],
                              lists[4][a + 1],
                              0,
                              0};
}

static nkt_status check(const nkt_column *indices, const nkt_column *areas, int64_t n_areas,
                        int64_t n_rows, double grade_limit, double effect_limit,
                        const nkt_driver *out, nkt_i_fit_parts *p, nkt_error *error) {
    nkt_status status;

    if (!indices)
        return nkt_i_refuse_null(error, 1, "indices");
    if (!areas)
        return nkt_i_refuse_null(error, 2, "areas");
    status = sizes(n_areas, p, error);
    if (status && error)
        error->argument = 3;
    if (!status && n_rows < 0)
        status = nkt_i_refuse_count(error, 4, "n_rows", n_rows);
    if (!status)
        status = nkt_i_column_check(indices, n_rows, NKT_I_FAULT(1), "indices", error);
    if (!status)
        status = nkt_i_columns_check(areas, n_areas, n_rows, 2, "areas", error);
    if (!status && (isinf(grade_limit) || isinf(effect_limit)))
        status =
            nkt_i_error_set(error, NKT_E_DOMAIN, NKT_I_FAULT(isinf(grade_limit) ? 5 : 6),
                            isinf(grade_limit) ? "grade_limit" : "effect_limit", "is infinite");
    return status || out ? status : nkt_i_refuse_null(error, 7, "out");
}

nkt_status nkt_satisfaction_drivers(const nkt_column *indices, const nkt_column *areas,
                                    int64_t n_areas, int64_t n_rows, double grade_limit,
                                    double effect_limit, nkt_driver *out, void *work,
                                    size_t work_size, nkt_error *error) {
    double grades[1 + NKT_SATISFACTION_AREAS_MAX];
    nkt_i_bad_rows bad = {0};
    nkt_status status;
    char *state = work, *fit, *scratch;
    nkt_i_fit_parts p;

    nkt_i_error_clear(error);
    status = check(indices, areas, n_areas, n_rows, grade_limit, effect_limit, out, &p, error);
    if (!status)
        status = nkt_i_memory_check(work, work_size, p.state + p.fit + p.work, 8, "work", error);
    if (status)
        return status;
    fit = state + p.state;
    scratch = fit + p.fit;
    status = nkt_ols_init(state, p.state, n_areas, NULL, error);
    if (!status)
        status = add_rows(indices, areas, n_areas, n_rows, state, grades, &bad);
    if (!status)
        status = nkt_ols_fit(state, NULL, fit, p.fit, scratch, p.work, error);
    if (status < 0) {
        if (error) /* the rows are this call's, not that of the fit */
            error->argument = 4;
        return status;
    }
    read_fit(fit, grades, n_areas, out);
    judge(out, n_areas, grade_limit, effect_limit);
    return bad.rows ? nkt_i_bad_rows_end(&bad, error) : status;
}
