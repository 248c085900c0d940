/*
 * What drives an index: least squares on the grades of its areas, and the priority matrix.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/satisfaction.h"
#include "nyckeltal/codes.h"

#include <float.h>

#include "followup/followup.h"
#include "model/model.h"

/* An effect is told for so many units of the grade. */
#define EFFECT_UNITS 5

/* Where the parts of the work area lie. */
typedef struct parts {
    nkt_i_fit_parts sizes;
    nkt_memory state, fit, scratch;
    nkt_i_exact_sum *sums; /* of the grades of each area */
} parts;

static parts claim(nkt_i_call *call, int64_t n_areas, nkt_memory *work) {
    const int fits = n_areas >= 1 && n_areas <= NKT_SATISFACTION_AREAS_MAX;
    parts p = {.sums = NULL};
    nkt_i_bytes bytes = {0, 0};
    size_t fit, scratch, sums;
    char *at;

    if (fits)
        p.sizes = nkt_i_fit_parts_of(n_areas);
    nkt_i_bytes_add(&bytes, 1, p.sizes.state);
    fit = nkt_i_bytes_add(&bytes, 1, p.sizes.fit);
    scratch = nkt_i_bytes_add(&bytes, 1, p.sizes.work);
    sums = nkt_i_bytes_add(&bytes, n_areas, sizeof *p.sums);
    at = nkt_i_claim(call, "work", work, bytes);
    if (nkt_i_call_refused(call))
        return p;
    p.state = nkt_i_fit_memory(at, p.sizes.state);
    p.fit = nkt_i_fit_memory(at + fit, p.sizes.fit);
    p.scratch = nkt_i_fit_memory(at + scratch, p.sizes.work);
    p.sums = (nkt_i_exact_sum *)(void *)(at + sums);
    return p;
}

/* Whether a row has everything; bad data is noted. values: index, then grades. */
static int read_row(nkt_i_call *call, const nkt_column *indices, const nkt_table *areas,
                    int64_t row, double *values) {
    int complete = 1;

    for (int32_t a = -1; a < areas->n_columns; a++) {
        const nkt_column *column = a < 0 ? indices : &areas->columns[a];
        int8_t state;
        const double value = nkt_i_column_value(column, row, &state);
        if (state == NKT_STATE_INVALID ||
            (state == NKT_STATE_VALUE && !(value >= 0 && value <= 100))) {
            nkt_i_note_outside(call, a < 0 ? "indices" : "areas.columns", a, column, row,
                               "is not 0 to 100");
            return 0;
        }
        complete &= state == NKT_STATE_VALUE;
        values[a + 1] = value;
    }
    return complete;
}

/* Adds the rows to the state, and finds the means of their grades. */
static nkt_status add_rows(nkt_i_call *call, const nkt_column *indices, const nkt_table *areas,
                           parts *p, double *grades) {
    const int64_t n_areas = areas->n_columns;
    double values[1 + NKT_SATISFACTION_AREAS_MAX], n = 0;
    nkt_column columns[1 + NKT_SATISFACTION_AREAS_MAX] = {{0}};
    const nkt_design one_row = {
        .rows = NKT_ROWS(1), .response = &columns[0], .terms = &columns[1], .n_terms = n_areas};

    for (int64_t a = 0; a <= n_areas; a++)
        columns[a] = NKT_ARRAY_N(0, &values[a], 0);
    for (int64_t a = 0; a < n_areas; a++)
        nkt_i_exact_sum_init(&p->sums[a]);
    for (int64_t row = 0; row < areas->rows.n_rows; row++) {
        nkt_status status;
        if (!nkt_i_row_included(call, "areas.rows.include", &areas->rows, row) ||
            !read_row(call, indices, areas, row, values))
            continue;
        status = nkt_ols_add(&p->state, &one_row, NULL);
        if (status)
            return status;
        n++;
        for (int64_t a = 0; a < n_areas; a++)
            nkt_i_exact_sum_add(&p->sums[a], values[a + 1]);
    }
    for (int64_t a = 0; a < n_areas; a++)
        grades[a] = nkt_i_exact_sum_round(&p->sums[a]) / n;
    return NKT_OK;
}

/*
 * Fits the index to the grades. Remarks of the fit are those of the call; what it refuses is said of
 * the areas.
 */
static void fit_rows(nkt_i_call *call, const nkt_column *indices, const nkt_table *areas, parts *p,
                     double confidence, double *grades) {
    const nkt_ols_options ols = {.size = sizeof ols, .confidence = confidence};
    nkt_error error;
    nkt_status status = nkt_ols_init(&p->state, areas->n_columns, NULL, &error);

    if (!status)
        status = add_rows(call, indices, areas, p, grades);
    if (!status)
        status = nkt_ols_fit(&p->state, &ols, &p->fit, &p->scratch, &error);
    if (status == NKT_OK)
        return;
    if (status == NKT_E_TOO_FEW_ROWS)
        nkt_i_refuse_too_few(call, "areas.rows", error.value, (int64_t)error.bound);
    else if (status < 0 || call->bad_rows == 0) /* bad rows come before remarks */
        nkt_i_fit_says(call, status, "areas", &error);
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

/* A limit of 0 that is not given stands for the mean over the areas. */
static double limit_of(double limit, int32_t is_given, const nkt_driver *out, int64_t n_areas,
                       int is_effect) {
    return limit == 0 && !is_given ? mean_of(out, n_areas, is_effect) : limit;
}

static void judge(nkt_driver *out, int64_t n_areas, const nkt_driver_options *o) {
    const double grade_limit = limit_of(o->grade_limit, o->grade_limit_given, out, n_areas, 0);
    const double effect_limit = limit_of(o->effect_limit, o->effect_limit_given, out, n_areas, 1);

    for (int64_t a = 0; a < n_areas; a++) {
        const int is_low = out[a].grade < grade_limit;
        if (isnan(out[a].effect))
            continue;
        out[a].state = NKT_STATE_VALUE;
        out[a].rank = 1;
        for (int64_t other = 0; other < n_areas; other++)
            out[a].rank += out[other].effect > out[a].effect;
        if (out[a].effect >= effect_limit)
            out[a].priority = is_low ? NKT_PRIORITY_IMPROVE : NKT_PRIORITY_KEEP;
        else
            out[a].priority = is_low ? NKT_PRIORITY_IF_POSSIBLE : NKT_PRIORITY_LAST;
    }
}

static void read_fit(const nkt_memory *fit, const double *grades, int64_t n_areas,
                     nkt_driver *out) {
    static const int32_t what[] = {NKT_OLS_LIST_COEFFICIENT, NKT_OLS_LIST_SE, NKT_OLS_LIST_LOWER,
                                   NKT_OLS_LIST_UPPER, NKT_OLS_LIST_P};
    double lists[5][1 + NKT_SATISFACTION_AREAS_MAX];

    for (int k = 0; k < 5; k++)
        nkt_ols_copy(fit, what[k], &NKT_TO(lists[k]), NULL);
    for (int64_t a = 0; a < n_areas; a++)
        out[a] = (nkt_driver){.grade = grades[a],
                              .effect = EFFECT_UNITS * lists[0][a + 1],
                              .effect_se = EFFECT_UNITS * lists[1][a + 1],
                              .lower = EFFECT_UNITS * lists[2][a + 1],
                              .upper = EFFECT_UNITS * lists[3][a + 1],
                              .p = lists[4][a + 1],
                              .priority = NKT_PRIORITY_NONE,
                              .state = NKT_STATE_MISSING};
}

static void read_options(nkt_i_call *call, const nkt_driver_options *options,
                         nkt_driver_options *o) {
    nkt_i_options_open(call, options, o, sizeof *o);
    nkt_i_code(call, "options.grade_limit_given", o->grade_limit_given, 0, 1);
    nkt_i_code(call, "options.effect_limit_given", o->effect_limit_given, 0, 1);
    nkt_i_reserved(call, "options.reserved", o->reserved);
    nkt_i_at_least(call, "options.grade_limit", o->grade_limit, -DBL_MAX);
    nkt_i_at_least(call, "options.effect_limit", o->effect_limit, -DBL_MAX);
    nkt_i_confidence_option(call, &o->confidence);
}

nkt_status nkt_satisfaction_drivers(const nkt_column *indices, const nkt_table *areas,
                                    const nkt_driver_options *options, nkt_driver *out,
                                    int64_t stride, nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "indices areas options out stride work error");
    const int64_t n_areas = areas ? areas->n_columns : 0;
    double grades[NKT_SATISFACTION_AREAS_MAX];
    nkt_driver drivers[NKT_SATISFACTION_AREAS_MAX];
    nkt_driver_options o;
    nkt_i_array to;
    parts p;

    nkt_i_table_check(&call, "areas", areas, NKT_I_WITHOUT_GROUPS);
    nkt_i_count(&call, "areas.n_columns", n_areas, 1, NKT_SATISFACTION_AREAS_MAX);
    nkt_i_column_needed(&call, "indices", indices, areas ? areas->rows.n_rows : 0);
    read_options(&call, options, &o);
    to = nkt_i_array_open(&call, "out", out, sizeof *out, "stride", stride, n_areas, 1);
    p = claim(&call, n_areas, work);
    if (nkt_i_call_refused(&call))
        return call.status;
    fit_rows(&call, indices, areas, &p, o.confidence, grades);
    if (nkt_i_call_refused(&call))
        return call.status;
    read_fit(&p.fit, grades, n_areas, drivers);
    judge(drivers, n_areas, &o);
    for (int64_t a = 0; a < n_areas; a++)
        nkt_i_array_put(&to, a, &drivers[a]);
    return nkt_i_call_end(&call);
}
