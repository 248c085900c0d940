/*
 * Satisfaction: naive references, drivers against R, binomial tails summed term by term, bad input.
 * The indices of respondents are degrees: test_degrees.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "data.h"
#include "nyckeltal/realloc.h"
#include "nyckeltal/satisfaction.h"

enum { N = 60 };

static nkt_error error;
static double y[N], x[3][N];
static nkt_column index_column, areas[3];
static nkt_driver drivers[3];
static nkt_memory memory = NKT_MEMORY_REALLOC;

static nkt_column doubles(const double *values) {
    return (nkt_column){.values = values, .stride = sizeof *values, .type = NKT_FLOAT64};
}

static void setup(void) {
    uint64_t seed = 7;

    for (int i = 0; i < N; i++)
        for (int k = 0; k < 4; k++) {
            double u;
            seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            u = (double)(seed >> 11) * 0x1p-53;
            if (k < 3)
                x[k][i] = 20 * k + 60 * u;
            else
                y[i] = 0.2 * x[0][i] + 0.5 * x[1][i] + 0.05 * x[2][i] + 15 * u;
        }
    index_column = doubles(y);
    for (int k = 0; k < 3; k++)
        areas[k] = doubles(x[k]);
}

static void teardown(void) {
    nkt_memory_free(&memory);
}

/* NaN: the mean over the areas. */
static nkt_status drive(double grade_limit, double effect_limit) {
    const nkt_driver_options options = {.size = sizeof options,
                                        .grade_limit = isnan(grade_limit) ? 0 : grade_limit,
                                        .grade_limit_given = !isnan(grade_limit),
                                        .effect_limit = isnan(effect_limit) ? 0 : effect_limit,
                                        .effect_limit_given = !isnan(effect_limit)};

    return nkt_satisfaction_drivers(&index_column, &(nkt_table)NKT_TABLE(areas, N), &options,
                                    drivers, 0, &memory, &error);
}

START_TEST(groups_have_mean_error_and_margin) {
    const double values[] = {50, 60, 70, 100, 75, NAN, 39, 20};
    const int32_t groups[] = {1, 1, 1, 1, 2, 2, 3, INT32_MIN}; /* as factors of R */
    const double population[] = {10, 1, NAN, 5};
    const nkt_column indices = doubles(values), populations = doubles(population);
    nkt_column group = NKT_ARRAY(0, groups);
    const nkt_rows rows = {.groups = &group, .n_rows = 8, .n_groups = 4, .first_group = 1};
    nkt_satisfaction s[4];

    group.type = NKT_INT32_R;
    ck_assert_int_eq(
        nkt_satisfaction_groups(&indices, &rows, &populations, NULL, s, 0, &memory, &error),
        NKT_OK);
    ck_assert_double_eq_tol(s[0].index, 70, 1e-12); /* squares 400, 100, 0, 900; t(.975, 3) */
    ck_assert_double_eq_tol(s[0].se, sqrt(1400 / 3.0 / 4 * 0.6), 1e-12);
    ck_assert_double_eq_tol(s[0].margin, 3.1824463052842629 * s[0].se, 1e-9);
    ck_assert_int_eq(s[0].level, NKT_LEVEL_APPROVED);
    ck_assert_int_eq(s[1].level, NKT_LEVEL_VERY_SATISFIED);
    ck_assert_int_eq(s[1].n_without, 1);
    ck_assert_double_nan(s[1].se);
    ck_assert_int_eq(s[2].level, NKT_LEVEL_NOT_APPROVED);
    ck_assert_int_eq(s[3].state, NKT_STATE_MISSING);
    ck_assert_int_eq(s[3].level, NKT_LEVEL_NONE);
    ck_assert_double_nan(s[3].index);
    ck_assert_int_eq(nkt_satisfaction_groups(&indices, &(nkt_rows)NKT_ROWS(5), NULL, NULL, s, 0,
                                             &memory, &error),
                     NKT_OK);
    ck_assert_double_eq_tol(s[0].se, sqrt(1420 / 4.0 / 5), 1e-12); /* mean 71 */
}
END_TEST

START_TEST(bad_groups_are_reported) {
    const double values[] = {50, 101, 60, 70, INFINITY};
    const int8_t groups[] = {0, 0, 2, 0, 0};
    const double population[] = {1};
    const nkt_column indices = doubles(values), populations = doubles(population),
                     group = NKT_ARRAY(0, groups);
    const nkt_rows rows = {.groups = &group, .n_rows = 5, .n_groups = 1};
    nkt_satisfaction s;

    ck_assert_int_eq(nkt_satisfaction_groups(&indices, &rows, NULL, NULL, &s, 0, &memory, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "indices: row 1: 101 is not 0 to 100");
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_double_eq(s.index, 60);
    ck_assert_int_eq(nkt_satisfaction_groups(&indices, &(nkt_rows)NKT_ROWS(1), &populations, NULL,
                                             &s, 0, &memory, &error),
                     NKT_OK);
    ck_assert_int_eq(nkt_satisfaction_groups(&indices, &(nkt_rows)NKT_ROWS(4), &populations, NULL,
                                             &s, 0, &memory, &error),
                     NKT_ROWS_INVALID);
    ck_assert_double_eq(s.n, 3);
    ck_assert_int_eq(s.state, NKT_STATE_INVALID);
}
END_TEST

START_TEST(drivers_agree_with_r) {
    char in[512], out[512], command[1200];
    csv_table *csv;
    FILE *to;

    if (!have_program("Rscript", "drivers of satisfaction against R"))
        return;
    snprintf(in, sizeof in, "%s", output_path("drivers_in.csv"));
    snprintf(out, sizeof out, "%s", output_path("drivers_out.csv"));
    to = fopen(in, "w");
    fprintf(to, "y,a,b,c\n");
    for (int i = 0; i < N; i++)
        fprintf(to, "%.17g,%.17g,%.17g,%.17g\n", y[i], x[0][i], x[1][i], x[2][i]);
    ck_assert_int_eq(fclose(to), 0);
    snprintf(command, sizeof command, "Rscript tests/accuracy/drivers_reference.R '%s' '%s'", in,
             out);
    ck_assert_int_eq(system(command), 0);
    csv = csv_read(out);
    ck_assert_int_eq(csv_rows(csv), 3);
    ck_assert_int_eq(drive(NAN, NAN), NKT_OK);
    for (int k = 0; k < 3; k++) {
        const double got[] = {drivers[k].effect / 5, drivers[k].effect_se / 5, drivers[k].lower / 5,
                              drivers[k].upper / 5, drivers[k].p};
        for (int c = 0; c < 5; c++) {
            const double wanted = csv_number(csv, k, c);
            ck_assert_double_le(fabs(got[c] - wanted), 1e-10 * fabs(wanted));
        }
    }
    csv_free(csv);
}
END_TEST

START_TEST(the_priority_matrix) {
    ck_assert_int_eq(drive(50.5, NAN), NKT_OK); /* grades about 30, 50, 70 */
    ck_assert_int_eq(drivers[1].rank, 1);
    ck_assert_int_eq(drivers[0].rank, 2);
    ck_assert_int_eq(drivers[2].rank, 3);
    ck_assert_int_eq(drivers[0].priority, NKT_PRIORITY_IF_POSSIBLE);
    ck_assert_int_eq(drivers[2].priority, NKT_PRIORITY_LAST);
    ck_assert_int_eq(drive(90, -9), NKT_OK);
    for (int k = 0; k < 3; k++)
        ck_assert_int_eq(drivers[k].priority, NKT_PRIORITY_IMPROVE);
    ck_assert_int_eq(drive(0, -9), NKT_OK);
    ck_assert_int_eq(drivers[0].priority, NKT_PRIORITY_KEEP);
}
END_TEST

START_TEST(bad_drivers) {
    y[3] = 101;
    x[2][4] = NAN;
    ck_assert_int_eq(drive(NAN, NAN), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "indices: row 3: 101 is not 0 to 100");
    for (int i = 0; i < N; i++)
        x[1][i] = x[0][i];
    y[3] = 50;
    ck_assert_int_eq(drive(NAN, NAN), NKT_TERM_DROPPED);
    ck_assert_double_nan(drivers[1].effect);
    ck_assert_int_eq(drivers[1].priority, 0);
    ck_assert_int_eq(drivers[1].rank, 0);
    ck_assert_int_eq(drivers[1].state, NKT_STATE_MISSING);
    ck_assert_int_eq(nkt_satisfaction_drivers(&index_column, &(nkt_table)NKT_TABLE(areas, 2), NULL,
                                              drivers, 0, &memory, &error),
                     NKT_E_TOO_FEW_ROWS);
    ck_assert_int_eq(error.argument, 2);
    ck_assert_int_eq(error.reason, NKT_REASON_TOO_FEW);
    ck_assert_int_eq(drive(INFINITY, NAN), NKT_E_OPTION);
    ck_assert_str_eq(error.subject, "options.grade_limit");
}
END_TEST

/* Which rows, which confidence, and how much memory. */
START_TEST(drivers_of_some_rows) {
    static const int8_t include[N] = {[0] = 0};
    const nkt_driver_options wide = {.size = sizeof wide, .confidence = 0.99};
    const nkt_column taken = NKT_ARRAY(0, include);
    nkt_table table = NKT_TABLE(areas, N);
    nkt_memory lent = {0};
    double width;

    ck_assert_int_eq(drive(NAN, NAN), NKT_OK);
    width = drivers[0].upper - drivers[0].lower;
    ck_assert_int_eq(
        nkt_satisfaction_drivers(&index_column, &table, &wide, drivers, 0, &lent, &error),
        NKT_E_CAPACITY);
    lent.data = malloc(lent.needed);
    lent.size = lent.needed;
    ck_assert_int_eq(
        nkt_satisfaction_drivers(&index_column, &table, &wide, drivers, 0, &lent, &error), NKT_OK);
    ck_assert_double_gt(drivers[0].upper - drivers[0].lower, 1.3 * width);
    lent.size--;
    ck_assert_int_eq(
        nkt_satisfaction_drivers(&index_column, &table, &wide, drivers, 0, &lent, &error),
        NKT_E_CAPACITY);
    free(lent.data);
    table.rows.include = &taken; /* none */
    ck_assert_int_eq(
        nkt_satisfaction_drivers(&index_column, &table, NULL, drivers, 0, &memory, &error),
        NKT_E_TOO_FEW_ROWS);
}
END_TEST

/* Added to 64 one by one, the small ones would be lost. */
START_TEST(indices_are_summed_exactly) {
    const double values[] = {64, 0x1p-47, 0x1p-47, 0x1p-47, 0x1p-47};
    const double backwards[] = {0x1p-47, 0x1p-47, 0x1p-47, 0x1p-47, 64};
    const nkt_column a = doubles(values), b = doubles(backwards);
    nkt_satisfaction s[2];

    for (int k = 0; k < 2; k++)
        ck_assert_int_eq(nkt_satisfaction_groups(k ? &b : &a, &(nkt_rows)NKT_ROWS(5), NULL, NULL,
                                                 &s[k], 0, &memory, &error),
                         NKT_OK);
    ck_assert_mem_eq(&s[0], &s[1], sizeof s[0]);
    ck_assert_double_eq(s[0].index, (64 + 0x1p-45) / 5);
}
END_TEST

/* P(X <= k), term by term. */
static double naive_tail(int k, int n, double p) {
    double sum = 0;
    for (int i = 0; i <= k; i++)
        sum += exp(lgamma(n + 1.0) - lgamma(i + 1.0) - lgamma(n - i + 1.0) + i * log(p) +
                   (n - i) * log1p(-p));
    return sum;
}

static nkt_status attain(double target, double reached, int decimals, int64_t n, double confidence,
                         int64_t most, nkt_attainment *a) {
    const nkt_aim aim = {target, reached, n, decimals, 0};
    const nkt_attain_options options = {
        .size = sizeof options, .confidence = confidence, .most = most};

    return nkt_satisfaction_attain(&aim, &options, a, &error);
}

/* The report aims at 90 %, reaches 82 %, and prints no n. */
START_TEST(a_target_is_missed_by_chance_or_not) {
    nkt_attainment a;
    int smallest = 0;

    for (int n = 1; n <= 300; n++) {
        const int k = (int)floor(n * 0.82 + 0.5);
        const int possible = 200 * k >= 163 * n && 200 * k < 165 * n; /* 81.5 up to 82.5 */
        const nkt_status status = attain(90, 82, 0, n, 0, 300, &a);
        ck_assert_int_eq(status, possible ? NKT_OK : NKT_E_DOMAIN);
        if (!possible)
            continue;
        ck_assert_int_eq(a.k, k);
        ck_assert_double_eq_tol(a.probability, naive_tail(k, n, 0.9), 1e-11);
        ck_assert_double_eq(a.difference, -8);
        if (!smallest && naive_tail(k, n, 0.9) <= 0.05)
            smallest = n;
    }
    ck_assert_int_gt(smallest, 0);
    ck_assert_int_eq(a.smallest, smallest);
    ck_assert_int_eq(attain(90, 82, 0, 50, 0, 0, &a), NKT_OK);
    ck_assert_int_eq(a.smallest, 0);
    ck_assert_int_eq(attain(90, 82, 0, 7, 0, 0, &a), NKT_E_DOMAIN);
    ck_assert_str_eq(error.message, "aim.n: 7 persons cannot give the share reached");
    ck_assert_int_eq(attain(100, 82, 0, 50, 0, 0, &a), NKT_E_DOMAIN);
    ck_assert_int_eq(attain(90, NAN, 0, 50, 0, 0, &a), NKT_E_DOMAIN);
    ck_assert_int_eq(attain(90, 82, 10, 50, 0, 0, &a), NKT_E_DOMAIN);
    ck_assert_str_eq(error.subject, "aim.decimals");
    ck_assert_int_eq(attain(90, 82, 0, 0, 0, 0, &a), NKT_E_COUNT);
    ck_assert_int_eq(attain(90, 82, 0, 50, 1, 0, &a), NKT_E_OPTION);
    ck_assert_str_eq(error.subject, "options.confidence");
    ck_assert_int_eq(attain(90, 82, 0, 50, 0, -1, &a), NKT_E_OPTION);
    ck_assert_int_eq(attain(90, 82, 0, 50, 0, 0, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_satisfaction_attain(NULL, NULL, &a, &error), NKT_E_NULL);
}
END_TEST

static int32_t grow_not(nkt_memory *lent, size_t needed) {
    return lent && needed == 0;
}

START_TEST(calls_are_checked) {
    const nkt_satisfaction_options options = {.size = sizeof options, .very = 30};
    const nkt_table good = NKT_TABLE(areas, 2);
    const nkt_rows two = {.groups = &index_column, .n_rows = 2, .n_groups = 2}, less = NKT_ROWS(-2);
    nkt_memory none = {0}, stuck = {.grow = grow_not};
    nkt_column odd = index_column;
    nkt_satisfaction s[2];

    odd.type = 99;
#define REFUSED(call, status_, argument_)                                                          \
    do {                                                                                           \
        ck_assert_int_eq(call, status_);                                                           \
        ck_assert_int_eq(error.argument, argument_);                                               \
    } while (0)
#define GROUPS(i, r, p, opt, o, stride, lent)                                                      \
    nkt_satisfaction_groups(i, r, p, opt, o, stride, lent, &error)
    REFUSED(GROUPS(NULL, &two, NULL, NULL, s, 0, &memory), NKT_E_NULL, 1);
    REFUSED(GROUPS(&index_column, NULL, NULL, NULL, s, 0, &memory), NKT_E_NULL, 2);
    REFUSED(GROUPS(&index_column, &less, NULL, NULL, s, 0, &memory), NKT_E_COUNT, 2);
    REFUSED(GROUPS(&index_column, &two, &odd, NULL, s, 0, &memory), NKT_E_TYPE, 3);
    REFUSED(GROUPS(&index_column, &two, NULL, &options, s, 0, &memory), NKT_E_OPTION, 4);
    ck_assert_str_eq(error.subject, "options.very");
    REFUSED(GROUPS(&index_column, &two, NULL, NULL, NULL, 0, &memory), NKT_E_NULL, 5);
    REFUSED(GROUPS(&index_column, &two, NULL, NULL, s, 47, &memory), NKT_E_STRIDE, 6);
    REFUSED(GROUPS(&index_column, &two, NULL, NULL, s, 0, NULL), NKT_E_NULL, 7);
    REFUSED(GROUPS(&index_column, &two, NULL, NULL, s, 0, &none), NKT_E_CAPACITY, 7);
    ck_assert_uint_eq(none.needed, (2 * 2 + 3) * sizeof(int64_t));
    REFUSED(GROUPS(&index_column, &two, NULL, NULL, s, 0, &stuck), NKT_E_CAPACITY, 7);
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_GROWN);
#define DRIVERS(i, a, opt, o, stride, lent)                                                        \
    nkt_satisfaction_drivers(i, a, opt, o, stride, lent, &error)
    REFUSED(DRIVERS(NULL, &good, NULL, drivers, 0, &memory), NKT_E_NULL, 1);
    REFUSED(DRIVERS(&index_column, NULL, NULL, drivers, 0, &memory), NKT_E_NULL, 2);
    REFUSED(
        DRIVERS(&index_column, &(nkt_table)NKT_TABLE_OF(areas, 0, 2), NULL, drivers, 0, &memory),
        NKT_E_COUNT, 2);
    {
        nkt_column many[65];
        for (int k = 0; k < 65; k++)
            many[k] = index_column;
        REFUSED(DRIVERS(&index_column, &(nkt_table)NKT_TABLE(many, 2), NULL, drivers, 0, &memory),
                NKT_E_COUNT, 2);
    }
    REFUSED(DRIVERS(&index_column, &good,
                    &((nkt_driver_options){.size = sizeof(nkt_driver_options), .confidence = 1}),
                    drivers, 0, &memory),
            NKT_E_OPTION, 3);
    REFUSED(DRIVERS(&index_column, &good, NULL, NULL, 0, &memory), NKT_E_NULL, 4);
    REFUSED(DRIVERS(&index_column, &good, NULL, drivers, 8, &memory), NKT_E_STRIDE, 5);
    REFUSED(DRIVERS(&index_column, &good, NULL, drivers, 0, NULL), NKT_E_NULL, 6);
}
END_TEST

Suite *nkt_suite_satisfaction(void) {
    Suite *suite = suite_create("satisfaction");
    TCase *tcase = tcase_create("satisfaction");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, groups_have_mean_error_and_margin);
    tcase_add_test(tcase, bad_groups_are_reported);
    tcase_add_test(tcase, drivers_agree_with_r);
    tcase_add_test(tcase, the_priority_matrix);
    tcase_add_test(tcase, bad_drivers);
    tcase_add_test(tcase, drivers_of_some_rows);
    tcase_add_test(tcase, indices_are_summed_exactly);
    tcase_add_test(tcase, a_target_is_missed_by_chance_or_not);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
