/*
 * Similar units: the definition, by comparing all with all; restrictions; scales; what is left
 * out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>

#include "comparison/similar_units.h"

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

/* ---- bad data and calls ------------------------------------------------------------------------------- */

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
    tcase_add_test(tcase, the_country_is_like_no_municipality);
    suite_add_tcase(suite, tcase);
    return suite;
}
