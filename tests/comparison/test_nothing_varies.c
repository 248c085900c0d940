/*
 * Components of variance where nothing varies.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "draw.h"
#include "nyckeltal/realloc.h"
#include "nyckeltal/stability.h"

enum { UNITS = 3, ROWS = 6 };

static double d[ROWS], v[ROWS];
static int32_t units[ROWS] = {0, 0, 1, 1, 2, 2};
static nkt_components c;
static nkt_estimate persistent[UNITS];
static nkt_error error;

static nkt_status split(double correlation, int32_t mode) {
    const nkt_stability_options options = {
        .size = sizeof options, .correlation = correlation, .mode = mode};
    const nkt_column deviations = doubles(d), variances = doubles(v), group = NKT_ARRAY(0, units);
    const nkt_rows rows = {.groups = &group, .n_rows = ROWS, .n_groups = UNITS};
    nkt_estimates to = NKT_ESTIMATES(persistent);
    nkt_memory work = NKT_MEMORY_REALLOC;
    const nkt_status status =
        nkt_stability_components(&deviations, &variances, &rows, &options, &c, &to, &work, &error);

    nkt_memory_free(&work);
    return status;
}

/* No deviation and no chance: nothing persists, and that is known. A number with its state, always. */
START_TEST(nothing_persists) {
    for (double chance = 0; chance <= 4; chance += 4)
        for (double correlation = 0; correlation <= 1; correlation += 0.5) {
            for (int i = 0; i < ROWS; i++) {
                d[i] = 0;
                v[i] = chance;
            }
            ck_assert_int_eq(split(correlation, NKT_MODE_PROCESS), NKT_OK);
            ck_assert_double_eq(c.persistent, 0);
            ck_assert_double_eq(c.transitory, 0);
            ck_assert_double_eq(c.chance, chance);
            for (int u = 0; u < UNITS; u++) {
                ck_assert_int_eq(persistent[u].state, NKT_STATE_VALUE);
                ck_assert_double_eq(persistent[u].value, 0);
                ck_assert_double_eq(persistent[u].lower, 0);
                ck_assert_double_eq(persistent[u].upper, 0);
                ck_assert_double_eq(persistent[u].basis, 2);
            }
        }
    split(0, NKT_MODE_DESCRIPTIVE);
    ck_assert_double_eq(persistent[0].value, 0);
    ck_assert_double_nan(persistent[0].lower);
}
END_TEST

/* Units that stay where they are, with no chance at all: each is where it is. */
START_TEST(all_persists) {
    for (int i = 0; i < ROWS; i++) {
        d[i] = units[i] - 1;
        v[i] = 0;
    }
    ck_assert_int_eq(split(0, NKT_MODE_PROCESS), NKT_OK);
    ck_assert_double_eq(c.transitory, 0);
    for (int u = 0; u < UNITS; u++)
        ck_assert_double_eq_tol(persistent[u].value, u - 1, 1e-9);
}
END_TEST

Suite *nkt_suite_nothing_varies(void) {
    Suite *suite = suite_create("nothing_varies");
    TCase *tcase = tcase_create("nothing_varies");
    tcase_add_test(tcase, nothing_persists);
    tcase_add_test(tcase, all_persists);
    suite_add_tcase(suite, tcase);
    return suite;
}
