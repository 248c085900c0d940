/*
 * Ranks that hold together: by definition, and in close fields.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "draw.h"
#include "nyckeltal/rank.h"
#include "nyckeltal/realloc.h"

enum { MOST = 60 };

static nkt_estimate e[MOST];
static double limits[MOST][2];
static nkt_memory memory = NKT_MEMORY_REALLOC;
static nkt_error error;
static const nkt_target to = {.values = limits, .type = NKT_FLOAT64};

static void teardown(void) {
    nkt_memory_free(&memory);
}

static nkt_estimate of(double value, double down, double up) {
    const double z = 1.959963984540054;

    return (nkt_estimate){value, value - z * down, value + z * up, 100, NKT_STATE_VALUE, 0};
}

static nkt_status rank(int n, int direction, double joint) {
    const nkt_rows rows = NKT_ROWS(n);
    const nkt_rank_options options = {
        .size = sizeof options, .direction = direction, .joint = joint};

    return nkt_rank_limits_joint(&NKT_ESTIMATES(e), &rows, &options, &to, &memory, &error);
}

/* The largest of n less the smallest: the smallest at u, the others above it and within the width. */
static double range_at_most(double width, int n) {
    double sum = 0;

    for (double u = -9; u < 9; u += 0.01)
        sum +=
            n * exp(-u * u / 2) * pow(0.5 * (erf((u + width) / sqrt(2)) - erf(u / sqrt(2))), n - 1);
    return 0.01 * sum / sqrt(2 * acos(-1));
}

static double critical_value(double p, int n) {
    double low = 0, high = 12;

    for (int k = 0; k < 50; k++)
        *(range_at_most((low + high) / 2, n) < p ? &low : &high) = (low + high) / 2;
    return low / sqrt(2);
}

/* Every pair by definition; limits that are wider on one side. */
START_TEST(by_definition) {
    seed = 5;
    for (int round = 0; round < 20; round++)
        for (int direction = -1; direction <= 1; direction += 2) {
            const int n = 2 + round;
            double down[MOST], up[MOST];
            const double c = critical_value(0.8, n);
            for (int i = 0; i < n; i++) {
                down[i] = 0.2 + uniform();
                up[i] = 0.2 + uniform();
                e[i] = of(8 * uniform(), down[i], up[i]);
            }
            ck_assert_int_eq(rank(n, direction, 0.8), NKT_OK);
            for (int i = 0; i < n; i++) {
                int best = 1, worst = n;
                for (int j = 0; j < n; j++) {
                    const double above = e[j].value - e[i].value;
                    const int is_above = above > c * hypot(down[j], up[i]);
                    const int is_below = -above > c * hypot(up[j], down[i]);
                    best += direction == NKT_DIRECTION_HIGH ? is_above : is_below;
                    worst -= direction == NKT_DIRECTION_HIGH ? is_below : is_above;
                }
                ck_assert_double_eq(limits[i][0], best);
                ck_assert_double_eq(limits[i][1], worst);
            }
        }
}
END_TEST

START_TEST(who_takes_no_part) {
    static const int8_t include[] = {1, 1, 0, 1, 1, 1};
    const nkt_column taken = NKT_ARRAY(0, include);
    const nkt_rows rows = {.include = &taken, .n_rows = 6};
    const nkt_rank_options options = {.size = sizeof options, .direction = NKT_DIRECTION_HIGH};

    for (int i = 0; i < 6; i++)
        e[i] = of(100.0 * i, 1, 1);
    e[3].upper = NAN;
    e[4].state = NKT_STATE_SECRET;
    e[5].lower = 900;
    ck_assert_int_eq(
        nkt_rank_limits_joint(&NKT_ESTIMATES(e), &rows, &options, &to, &memory, &error),
        NKT_ROWS_INVALID);
    ck_assert_int_eq(error.row, 5);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_double_eq(limits[0][0], 2);
    ck_assert_double_eq(limits[0][1], 2);
    ck_assert_double_eq(limits[1][1], 1);
    for (int i = 2; i < 6; i++)
        ck_assert_double_nan(limits[i][0]);
    rank(1, NKT_DIRECTION_HIGH, 0); /* one alone is first, and last */
    ck_assert_double_eq(limits[0][0], 1);
    ck_assert_double_eq(limits[0][1], 1);
    ck_assert_int_eq(rank(0, NKT_DIRECTION_HIGH, 0), NKT_OK);
    for (int i = 0; i < 3; i++)
        e[i] = of(i / 2, 0, 0); /* no error: ties keep the ranks that they share */
    rank(3, NKT_DIRECTION_HIGH, 0);
    ck_assert_double_eq(limits[2][1], 1);
    ck_assert_double_eq(limits[0][0], 2);
    ck_assert_double_eq(limits[0][1], 3);
}
END_TEST

/* ---- close fields --------------------------------------------------------------------------------- */

/* How often some unit, and how often the true first, lies outside its limits. 0 is the true first. */
static void outside(int n, double step, int draws, double *any, double *first) {
    int some = 0, of_first = 0;

    for (int k = 0; k < draws; k++) {
        int one = 0;
        for (int i = 0; i < n; i++)
            e[i] = of(-step * i + normal(), 1, 1);
        rank(n, NKT_DIRECTION_HIGH, 0);
        for (int i = 0; i < n; i++)
            one |= step > 0 ? limits[i][0] > i + 1 || limits[i][1] < i + 1
                            : limits[i][0] > 1 || limits[i][1] < n;
        some += one;
        of_first += limits[0][0] > 1;
    }
    *any = some / (double)draws;
    *first = of_first / (double)draws;
}

/* 3 000 draws: three standard errors are .012. */
START_TEST(they_hold_together) {
    double any, first;

    seed = 1953;
    outside(7, 0, 3000, &any, &first);
    ck_assert_double_eq_tol(any, 0.05, 0.012);
    outside(50, 0, 3000, &any, &first);
    ck_assert_double_eq_tol(any, 0.05, 0.012);
    ck_assert_double_le(first, 0.02);
    outside(50, 0.01, 3000, &any, &first);
    ck_assert_double_le(any, 0.05 + 0.012);
    outside(50, 1, 1000, &any, &first);
    ck_assert_double_le(any, 0.05 + 0.02);
}
END_TEST

START_TEST(calls_are_checked) {
    const nkt_estimates from = NKT_ESTIMATES(e);
    const nkt_rows rows = NKT_ROWS(4),
                   grouped = {.n_rows = 4, .n_groups = 1, .groups = &(nkt_column){0}};
    nkt_rank_options o = {.size = sizeof o, .direction = NKT_DIRECTION_LOW};
    nkt_memory none = {0};

    for (int i = 0; i < 4; i++)
        e[i] = of(i, 1, 1);
    limits[0][0] = 4711;
#define REFUSED(call, status, number)                                                              \
    do {                                                                                           \
        ck_assert_int_eq(call, status);                                                            \
        ck_assert_int_eq(error.argument, number);                                                  \
        ck_assert_double_eq(limits[0][0], 4711);                                                   \
    } while (0)
#define CALL(from, rows, o, to, lent) nkt_rank_limits_joint(from, rows, o, to, lent, &error)
    REFUSED(CALL(NULL, &rows, &o, &to, &memory), NKT_E_NULL, 1);
    REFUSED(CALL(&from, NULL, &o, &to, &memory), NKT_E_NULL, 2);
    REFUSED(CALL(&from, &grouped, &o, &to, &memory), NKT_E_OPTION, 2);
    REFUSED(CALL(&from, &rows, NULL, &to, &memory), NKT_E_OPTION, 3);
    REFUSED(CALL(&from, &rows, &o, NULL, &memory), NKT_E_NULL, 4);
    REFUSED(CALL(&from, &rows, &o, &to, NULL), NKT_E_NULL, 5);
    REFUSED(CALL(&from, &rows, &o, &to, &none), NKT_E_CAPACITY, 5);
    ck_assert_uint_gt(none.needed, 0);
    o.direction = 0;
    REFUSED(CALL(&from, &rows, &o, &to, &memory), NKT_E_OPTION, 3);
    o.direction = 1;
    o.confidence = 1;
    REFUSED(CALL(&from, &rows, &o, &to, &memory), NKT_E_OPTION, 3);
    o.confidence = 0;
    o.joint = 1;
    REFUSED(CALL(&from, &rows, &o, &to, &memory), NKT_E_OPTION, 3);
    ck_assert_str_eq(error.subject, "options.joint");
    o.joint = -0.1;
    REFUSED(CALL(&from, &rows, &o, &to, &memory), NKT_E_OPTION, 3);
    o.joint = 0;
    o.size = 3;
    REFUSED(CALL(&from, &rows, &o, &to, &memory), NKT_E_OPTIONS_SIZE, 3);
    none.data = malloc(none.needed);
    none.size = none.needed;
    o.size = sizeof o;
    ck_assert_int_eq(CALL(&from, &rows, &o, &to, &none), NKT_OK);
    free(none.data);
}
END_TEST

Suite *nkt_suite_rank_joint(void) {
    Suite *suite = suite_create("rank_joint");
    TCase *tcase = tcase_create("rank_joint");
    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, NULL, teardown);
    tcase_add_test(tcase, by_definition);
    tcase_add_test(tcase, who_takes_no_part);
    tcase_add_test(tcase, they_hold_together);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
