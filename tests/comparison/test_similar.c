/*
 * Similar units: Kolada's published groups, member for member; the definition, by comparing all
 * with all; restrictions; what is left out; bad input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draw.h"
#include "data.h"
#include "nyckeltal/realloc.h"
#include "nyckeltal/similar.h"
#include "nyckeltal/status.h"

enum { UNITS = 700, VARIABLES = 4, MOST_K = UNITS + 5, MOST = UNITS * MOST_K };

static double x[VARIABLES][UNITS], weights[VARIABLES], scales[VARIABLES], used[VARIABLES];
static double population[UNITS], distances[MOST], contributions[MOST * VARIABLES];
static double region[UNITS];
static int64_t members[MOST];
static int32_t states[UNITS];
static nkt_column columns[VARIABLES], regions, populations;
static nkt_similar_options options;
static nkt_memory work = NKT_MEMORY_REALLOC;
static nkt_error error;

static const nkt_target to_members = {.values = members, .type = NKT_INT64},
                        to_distances = {.values = distances, .type = NKT_FLOAT64},
                        to_contributions = {.values = contributions, .type = NKT_FLOAT64},
                        to_states = {.values = states, .type = NKT_INT32};

static void setup(void) {
    for (int v = 0; v < VARIABLES; v++)
        columns[v] = doubles(x[v]);
    regions = doubles(region);
    populations = doubles(population);
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    seed = 7;
}

static void teardown(void) {
    nkt_memory_free(&work);
}

/* ---- the definition --------------------------------------------------------------------------------- */

static double distance_of(int a, int b, double *terms) {
    double sum = 0;

    for (int v = 0; v < VARIABLES; v++) {
        const double difference = fabs(x[v][a] - x[v][b]) / used[v];
        terms[v] = used[v] == 0 ? 0
                                : weights[v] * (options.metric == NKT_METRIC_EUCLIDEAN
                                                    ? difference * difference
                                                    : difference);
        sum += terms[v];
    }
    return options.metric == NKT_METRIC_EUCLIDEAN ? sqrt(sum) : sum;
}

static int is_complete(int unit, int with_region) {
    for (int v = 0; v < VARIABLES; v++)
        if (isnan(x[v][unit]))
            return 0;
    return !(with_region && isnan(region[unit])) && !(options.band != 0 && isnan(population[unit]));
}

/* Compares all with all. */
static void expect_nearest(int n, int k, int with_region) {
    for (int focus = 0; focus < n; focus++) {
        char taken[UNITS] = {0};
        ck_assert_int_eq(states[focus],
                         is_complete(focus, with_region) ? NKT_STATE_VALUE : NKT_STATE_MISSING);
        for (int j = 0; j < k; j++) {
            const int at = focus * k + j;
            double nearest = INFINITY, terms[VARIABLES];
            int found = -1;
            for (int unit = 0; is_complete(focus, with_region) && unit < n; unit++) {
                double d;
                if (unit == focus || taken[unit] || !is_complete(unit, with_region) ||
                    (with_region && region[unit] != region[focus]) ||
                    (options.band != 0 && (population[unit] > options.band * population[focus] ||
                                           population[focus] > options.band * population[unit])))
                    continue;
                d = distance_of(focus, unit, terms);
                if (d < nearest) {
                    nearest = d;
                    found = unit;
                }
            }
            ck_assert_int_eq(members[at], found);
            if (found < 0) {
                ck_assert_double_nan(distances[at]);
                ck_assert_double_nan(contributions[at * VARIABLES]);
                continue;
            }
            taken[found] = 1;
            ck_assert_double_eq(distances[at], distance_of(focus, found, terms));
            ck_assert_mem_eq(&contributions[at * VARIABLES], terms, sizeof terms);
        }
    }
}

/* Numbers of few decimals make ties; some are missing. */
static void draw(int n, double decimals) {
    for (int unit = 0; unit < n; unit++) {
        for (int v = 0; v < VARIABLES; v++) {
            x[v][unit] = floor(decimals * (uniform() + uniform() * uniform() * v)) / decimals;
            if (uniform() < 0.01)
                x[v][unit] = NAN;
        }
        region[unit] = floor(4 * uniform());
        population[unit] = floor(exp(6 + 5 * uniform()));
        if (uniform() < 0.01)
            region[unit] = NAN;
        if (uniform() < 0.01)
            population[unit] = NAN;
    }
    for (int v = 0; v < VARIABLES; v++) {
        weights[v] = v == 2 ? 0 : 0.3 + v;
        scales[v] = v == 1 ? 3 : 0.1 + uniform();
    }
}

static nkt_status find(int n, int k, int with_region, const double *by) {
    return nkt_similar(
        &(nkt_similar_task){.variables = NKT_TABLE(columns, n),
                            .scales = by,
                            .weights = weights,
                            .region = with_region ? &regions : NULL,
                            .population = &populations,
                            .k = k},
        &options,
        &(nkt_similar_result){to_members, to_distances, to_contributions, to_states, used}, &work,
        &error);
}

START_TEST(they_are_the_nearest) {
    static const int sizes[] = {2, 3, 16, 17, 33, 290};
    const int n = sizes[_i % 6], with_region = _i / 6 % 2;

    options.metric = _i / 12 % 2;
    options.band = _i / 24 % 2 ? 1.8 : 0;
    for (int round = 0; round < 3; round++) {
        draw(n, round == 0 ? 3 : round == 1 ? 50 : 1e15);
        ck_assert_int_eq(find(n, 7, with_region, scales), NKT_OK);
        ck_assert_mem_eq(used, scales, sizeof scales);
        expect_nearest(n, 7, with_region);
    }
}
END_TEST

START_TEST(all_others_can_be_asked_for) {
    options.metric = _i;
    draw(120, 5);
    ck_assert_int_eq(find(120, 125, 0, scales), NKT_OK);
    expect_nearest(120, 125, 0);
}
END_TEST

START_TEST(large_numbers_close_together) {
    draw(UNITS, 1e15);
    for (int unit = 0; unit < UNITS; unit++) /* what differs are the last bits */
        x[0][unit] = 1e6 + floor(8 * uniform()) * 0x1p-30;
    for (int v = 0; v < VARIABLES; v++)
        weights[v] = v == 0;
    ck_assert_int_eq(find(UNITS, 7, 0, scales), NKT_OK);
    expect_nearest(UNITS, 7, 0);
}
END_TEST

START_TEST(scales_are_what_they_are_called) {
    double mean = 0, square = 0, sorted[UNITS];
    const int n = 101;

    draw(n, 1e15);
    for (int unit = 0; unit < n; unit++)
        for (int v = 0; v < VARIABLES; v++)
            x[v][unit] = isnan(x[v][unit]) ? 0.5 : x[v][unit];
    for (int unit = 0; unit < n; unit++)
        mean += x[3][unit] / n;
    for (int unit = 0; unit < n; unit++)
        square += (x[3][unit] - mean) * (x[3][unit] - mean) / (n - 1);
    options.scaling = NKT_SCALING_SD;
    ck_assert_int_eq(find(n, 7, 0, NULL), NKT_OK);
    ck_assert_double_eq_tol(used[3], sqrt(square), 1e-14);
    expect_nearest(n, 7, 0);
    options.scaling = NKT_SCALING_MEAN;
    ck_assert_int_eq(find(n, 7, 0, NULL), NKT_OK);
    ck_assert_double_eq_tol(used[3], mean, 1e-14);
    options.scaling = NKT_SCALING_RANGE;
    ck_assert_int_eq(find(n, 7, 0, NULL), NKT_OK);
    for (int pass = 0; pass < 2; pass++) { /* the median, then that of the distances from it */
        for (int unit = 0; unit < n; unit++)
            sorted[unit] = pass ? fabs(x[3][unit] - mean) : x[3][unit];
        for (int i = 1; i < n; i++)
            for (int j = i; j > 0 && sorted[j] < sorted[j - 1]; j--) {
                const double kept = sorted[j];
                sorted[j] = sorted[j - 1];
                sorted[j - 1] = kept;
            }
        if (pass == 0)
            ck_assert_double_eq(used[3], sorted[n - 1] - sorted[0]);
        mean = sorted[n / 2];
    }
    options.scaling = NKT_SCALING_MAD;
    ck_assert_int_eq(find(n, 7, 0, NULL), NKT_OK);
    ck_assert_double_eq_tol(used[3], 1.482602218505602 * mean, 1e-14);
    expect_nearest(n, 7, 0);
}
END_TEST

START_TEST(a_variable_in_which_all_are_alike_contributes_nothing) {
    draw(50, 9);
    for (int unit = 0; unit < 50; unit++)
        x[1][unit] = 42;
    ck_assert_int_eq(find(50, 7, 0, NULL), NKT_OK);
    ck_assert_double_eq(used[1], 0);
    expect_nearest(50, 7, 0);
}
END_TEST

START_TEST(chosen_foci_are_those_of_all) {
    static int64_t all[UNITS * 7];
    const int64_t foci[] = {17, 3, 17, 99};

    draw(100, 20);
    ck_assert_int_eq(find(100, 7, 0, scales), NKT_OK);
    memcpy(all, members, sizeof all);
    ck_assert_int_eq(nkt_similar(&(nkt_similar_task){.variables = NKT_TABLE(columns, 100),
                                                     .scales = scales,
                                                     .weights = weights,
                                                     .foci = &NKT_ARRAY(0, foci),
                                                     .n_foci = 4,
                                                     .k = 7},
                                 NULL, &(nkt_similar_result){.members = to_members}, &work, &error),
                     NKT_OK);
    for (int f = 0; f < 4; f++)
        ck_assert_mem_eq(members + 7 * f, all + 7 * foci[f], 7 * sizeof *all);
}
END_TEST

/* ---- published ---------------------------------------------------------------------------------------- */

static int n_published;
static char codes[UNITS][8];

static int read_published(void) {
    static const char *const names[VARIABLES] = {"N01951", "N02006", "N01993", "N02925"};
    const char *path = data_path("similar_integration_inputs_2021.csv");
    csv_table *csv = path ? csv_read(path) : NULL;

    if (!csv)
        return 0;
    n_published = csv_rows(csv);
    for (int r = 0; r < n_published; r++) {
        snprintf(codes[r], sizeof codes[r], "%s",
                 csv_text(csv, r, csv_column(csv, "municipality")));
        for (int v = 0; v < VARIABLES; v++)
            x[v][r] = csv_number(csv, r, csv_column(csv, names[v]));
    }
    csv_free(csv);
    scales[0] = 1;
    scales[1] = 3.093e-5;
    scales[2] = 6.647e-5;
    scales[3] = 26.02e-5;
    return 1;
}

static nkt_status find_published(void) {
    return nkt_similar(
        &(nkt_similar_task){.variables = NKT_TABLE(columns, n_published), .scales = scales, .k = 7},
        NULL, &(nkt_similar_result){.members = to_members, .states = to_states}, &work, &error);
}

static int unit_of(const char *code) {
    for (int r = 0; r < n_published; r++)
        if (strcmp(codes[r], code) == 0)
            return r;
    return -1;
}

START_TEST(published_groups_are_found) {
    static int listed[UNITS], right[UNITS];
    csv_table *csv;
    int groups = 0;

    if (!read_published())
        return;
    ck_assert_int_eq(find_published(), NKT_OK);
    csv = csv_read(data_path("similar_integration_published_2021.csv"));
    for (int r = 0; r < csv_rows(csv); r++) {
        const int focus = unit_of(csv_text(csv, r, csv_column(csv, "focus")));
        const int member = unit_of(csv_text(csv, r, csv_column(csv, "member")));
        ck_assert(focus >= 0 && member >= 0);
        listed[focus]++;
        for (int j = 0; j < 7; j++)
            right[focus] += members[7 * focus + j] == member;
    }
    csv_free(csv);
    for (int unit = 0; unit < n_published; unit++) {
        groups += listed[unit] == 7;
        ck_assert_int_eq(listed[unit], states[unit] == NKT_STATE_VALUE ? 7 : 0);
        ck_assert_int_eq(right[unit], listed[unit]);
    }
    ck_assert_int_eq(groups, 282);
}
END_TEST

START_TEST(a_municipality_without_a_variable_is_left_out_and_reported) {
    int gone;

    if (!read_published())
        return;
    gone = unit_of("0139"); /* the nearest of 0114 */
    x[2][gone] = NAN;
    ck_assert_int_eq(find_published(), NKT_OK);
    ck_assert_int_eq(states[gone], NKT_STATE_MISSING);
    for (int64_t i = 0; i < 7 * (int64_t)n_published; i++)
        ck_assert_int_ne(members[i], gone);
    for (int j = 0; j < 7; j++)
        ck_assert_int_eq(members[7 * gone + j], -1);
}
END_TEST

/* ---- bad data and calls ------------------------------------------------------------------------------- */

START_TEST(bad_units_are_reported_and_left_out) {
    draw(60, 9);
    for (int unit = 0; unit < 60; unit++) {
        for (int v = 0; v < VARIABLES; v++)
            x[v][unit] = isnan(x[v][unit]) ? 1 : x[v][unit];
        region[unit] = 1;
        population[unit] = 100;
    }
    x[2][5] = INFINITY;
    x[1][6] = 1e200;
    x[1][7] = 1e149;
    population[8] = 0;
    region[9] = 0.5;
    options.band = 2;
    options.metric = NKT_METRIC_EUCLIDEAN;
    ck_assert_int_eq(find(60, 70, 1, scales), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message,
                     "task.variables.columns[2]: row 5: infinity is no finite number");
    ck_assert_int_eq(error.item, 2);
    ck_assert_int_eq(error.rows_affected, 5);
    for (int unit = 0; unit < 60; unit++) {
        ck_assert_int_eq(states[unit],
                         unit >= 5 && unit < 10 ? NKT_STATE_INVALID : NKT_STATE_VALUE);
        ck_assert_int_eq(members[70 * unit + 53],
                         unit >= 5 && unit < 10 ? -1 : members[70 * unit + 53]);
        ck_assert_int_eq(members[70 * unit + 54], -1);
    }
}
END_TEST

START_TEST(none_can_be_compared) {
    draw(20, 9);
    for (int unit = 0; unit < 20; unit++)
        x[unit % VARIABLES][unit] = NAN;
    ck_assert_int_eq(find(20, 7, 0, NULL), NKT_OK);
    for (int i = 0; i < 20 * 7; i++)
        ck_assert_int_eq(members[i], -1);
    ck_assert_int_eq(find(0, 7, 0, NULL), NKT_OK);
}
END_TEST

static void refused(nkt_status got, nkt_status status, int argument, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    if (message)
        ck_assert_str_eq(error.message, message);
    ck_assert_int_eq(members[0], 4711);
}

static int32_t does_not_grow(nkt_memory *lent, size_t needed) {
    (void)lent;
    (void)needed;
    return 0;
}

START_TEST(calls_are_checked) {
    static const int64_t foci[] = {0, 10};
    static const double zeros[VARIABLES] = {0};
    const nkt_similar_task whole = {.variables = NKT_TABLE(columns, 10), .scales = scales, .k = 7};
    const nkt_column of_foci = NKT_ARRAY(0, foci);
    nkt_similar_result result = {.members = to_members};
    nkt_similar_task task = whole;
    nkt_memory lent = {0};
    nkt_column odd[VARIABLES];

    draw(10, 9);
    memcpy(odd, columns, sizeof odd);
    odd[1].type = 99;
    members[0] = 4711;
#define CALL(o) nkt_similar(&task, o, &result, &work, &error)
#define TASK(member, wrong, status, message)                                                       \
    task = whole;                                                                                  \
    task.member = wrong;                                                                           \
    refused(CALL(NULL), status, 1, message)
    TASK(variables.columns, NULL, NKT_E_NULL, "task.variables.columns: is NULL");
    TASK(variables.columns, odd, NKT_E_TYPE, NULL);
    ck_assert_int_eq(error.item, 1);
    TASK(variables.n_columns, 0, NKT_E_COUNT, "task.variables.n_columns: 0 is less than 1");
    task = whole;
    {
        nkt_column many[65];
        for (int v = 0; v < 65; v++)
            many[v] = columns[0];
        task.variables = (nkt_table)NKT_TABLE(many, 10);
        refused(CALL(NULL), NKT_E_COUNT, 1, "task.variables.n_columns: 65 is more than 64");
    }
    TASK(variables.rows.n_rows, -1, NKT_E_COUNT, NULL);
    TASK(variables.rows.n_groups, 2, NKT_E_OPTION, NULL);
    TASK(k, 0, NKT_E_COUNT, "task.k: 0 is less than 1");
    TASK(k, -1, NKT_E_COUNT, "task.k: -1 is negative");
    TASK(scales, zeros, NKT_E_DOMAIN, "task.scales[0]: 0 is not above 0");
    TASK(weights, zeros, NKT_E_DOMAIN, "task.weights: are all 0");
    TASK(region, &odd[1], NKT_E_TYPE, NULL);
    TASK(n_foci, 9, NKT_E_COUNT, NULL);
    task = whole;
    task.foci = &of_foci;
    task.n_foci = 2;
    refused(CALL(NULL), NKT_E_DOMAIN, 1, "task.foci[1]: 10 is no number of a unit");
    ck_assert_int_eq(error.item, 1);
    task.n_foci = -1;
    refused(CALL(NULL), NKT_E_COUNT, 1, NULL);
    task = whole;
    options.metric = 2;
    refused(CALL(&options), NKT_E_OPTION, 2, NULL);
    options.metric = 0;
    options.scaling = 5;
    refused(CALL(&options), NKT_E_OPTION, 2, NULL);
    options.scaling = 0;
    options.band = 0.5;
    refused(CALL(&options), NKT_E_OPTION, 2, "options.band: 0.5 is less than 1");
    options.band = 2;
    refused(CALL(&options), NKT_E_NULL, 1, NULL);
    ck_assert_str_eq(error.subject, "task.population");
    options.band = 0;
    options.size = 2;
    refused(CALL(&options), NKT_E_OPTIONS_SIZE, 2, NULL);
    task.variables.rows.n_rows = INT64_MAX;
    refused(CALL(NULL), NKT_E_SIZE, 3, NULL);
    task = whole;
    result.members.values = NULL;
    refused(CALL(NULL), NKT_E_NULL, 3, "result.members: is NULL");
    result.members = to_members;
    result.members.capacity = 9;
    refused(CALL(NULL), NKT_E_CAPACITY, 3, NULL);
    result.members.capacity = 0;
    result.members.stride = 8; /* seven members do not fit between two rows */
    refused(CALL(NULL), NKT_E_STRIDE, 3, NULL);
    result.members = to_members;
    refused(nkt_similar(NULL, NULL, &result, &work, &error), NKT_E_NULL, 1, "task: is NULL");
    refused(nkt_similar(&task, NULL, NULL, &work, &error), NKT_E_NULL, 3, "result: is NULL");
    refused(nkt_similar(&task, NULL, &result, NULL, &error), NKT_E_NULL, 4, NULL);
    refused(nkt_similar(&task, NULL, &result, &lent, &error), NKT_E_CAPACITY, 4, NULL);
    lent.grow = does_not_grow;
    refused(nkt_similar(&task, NULL, &result, &lent, &error), NKT_E_CAPACITY, 4, NULL);
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_GROWN);
    lent.data = malloc(lent.needed);
    lent.size = lent.needed;
    ck_assert_int_eq(nkt_similar(&task, NULL, &result, &lent, &error), NKT_OK);
    free(lent.data);
}
END_TEST

/* Numbers of rows from 1, into integers of R; the row of the country is like none. */
START_TEST(the_country_is_like_no_municipality) {
    enum { N = 40, K = 3 };
    static int8_t include[N];
    static int32_t found[2][K];
    static float apart[2][K];
    static int8_t why[N];
    static const int16_t foci[] = {5, N};
    const nkt_column of_include = NKT_ARRAY(0, include), of_foci = NKT_ARRAY(0, foci);
    nkt_similar_task task = {.variables = NKT_TABLE(columns, N),
                             .scales = scales,
                             .foci = &of_foci,
                             .n_foci = 2,
                             .k = K,
                             .first_row = 1};
    const nkt_similar_result result = {
        .members = {.values = found, .type = NKT_INT32_R, .first = 1},
        .distances = {.values = apart, .type = NKT_FLOAT32},
        .states = NKT_TO(why)};

    draw(N, 9);
    for (int unit = 0; unit < N; unit++) {
        for (int v = 0; v < VARIABLES; v++)
            x[v][unit] = isnan(x[v][unit]) ? 1 : x[v][unit];
        include[unit] = unit < N - 1;
    }
    for (int v = 0; v < VARIABLES; v++) /* nothing is nearer to the focus */
        x[v][N - 1] = x[v][4];
    task.variables.rows.include = &of_include;
    ck_assert_int_eq(nkt_similar(&task, NULL, &result, &work, &error), NKT_OK);
    ck_assert_int_eq(why[N - 1], NKT_STATE_NOT_APPLICABLE);
    for (int j = 0; j < K; j++) {
        ck_assert_int_ne(found[0][j], N);
        ck_assert_int_eq(found[1][j], INT32_MIN);
        ck_assert_float_nan(apart[1][j]);
    }
    ck_assert_int_eq(find(N - 1, K, 0, scales), NKT_OK);
    task.variables.rows = (nkt_rows)NKT_ROWS(N);
    ck_assert_int_eq(nkt_similar(&task, NULL, &result, &work, &error), NKT_OK);
    ck_assert_int_eq(found[0][0], N); /* as a row like the others it would be the first */
}
END_TEST

Suite *nkt_suite_similar(void) {
    Suite *suite = suite_create("similar");
    TCase *tcase = tcase_create("similar");
    tcase_set_timeout(tcase, 60);
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, they_are_the_nearest, 0, 48);
    tcase_add_loop_test(tcase, all_others_can_be_asked_for, 0, 2);
    tcase_add_test(tcase, large_numbers_close_together);
    tcase_add_test(tcase, scales_are_what_they_are_called);
    tcase_add_test(tcase, a_variable_in_which_all_are_alike_contributes_nothing);
    tcase_add_test(tcase, chosen_foci_are_those_of_all);
    tcase_add_test(tcase, published_groups_are_found);
    tcase_add_test(tcase, a_municipality_without_a_variable_is_left_out_and_reported);
    tcase_add_test(tcase, bad_units_are_reported_and_left_out);
    tcase_add_test(tcase, none_can_be_compared);
    tcase_add_test(tcase, calls_are_checked);
    tcase_add_test(tcase, the_country_is_like_no_municipality);
    suite_add_tcase(suite, tcase);
    return suite;
}
