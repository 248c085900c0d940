/*
 * Amounts so large that something on the way is no double.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "nyckeltal/cost.h"
#include "nyckeltal/trend.h"

static nkt_error error;

START_TEST(prices) {
    const double amount[] = {1e308, 0, 1e-300, 5}, level[] = {1e308, 1e-300, 1e-300, 1e-300};
    const nkt_column amounts = NKT_ARRAY(0, amount), index = NKT_ARRAY(0, level);
    const nkt_rows rows = NKT_ROWS(4);
    double out[4];

    ck_assert_int_eq(nkt_cost_prices(&amounts, &index, &rows, 1e300, &NKT_TO(out), &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(error.reason, NKT_REASON_OVERFLOW);
    ck_assert_int_eq(error.row, 3);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_double_le(fabs(out[0] / 1e300 - 1), 1e-14);
    ck_assert_double_eq(out[1], 0);
    ck_assert_double_le(fabs(out[2] / 1e300 - 1), 1e-14);
    ck_assert_double_nan(out[3]);
}
END_TEST

START_TEST(payback) {
    nkt_payback p = {.saving = 4711};

    ck_assert_int_eq(nkt_cost_payback(1e300, 1e300, 12, 1, 1, &p, &error), NKT_E_DOMAIN);
    ck_assert_int_eq(error.reason, NKT_REASON_OVERFLOW);
    ck_assert_double_eq(p.saving, 4711);
    ck_assert_int_eq(nkt_cost_payback(1e-300, 1, 12, 1e300, 1, &p, &error), NKT_E_DOMAIN);
    ck_assert_int_eq(nkt_cost_payback(1, 1e300, 12, 1e-300, 1, &p, &error), NKT_E_DOMAIN);
    ck_assert_int_eq(nkt_cost_payback(1e300, 1, 1e300, 1e300, 1e300, &p, &error), NKT_OK);
    ck_assert_double_le(fabs(p.months / 1e300 - 1), 1e-14);
    ck_assert_double_le(fabs(p.highest_cost / 1e300 - 1), 1e-14);
    ck_assert_int_eq(nkt_cost_payback(-1, 1, 12, 5, 1, &p, &error), NKT_OK);
    ck_assert_double_eq(p.months, INFINITY);
}
END_TEST

START_TEST(revisions) {
    const double old[] = {-1e308, 1, -8e307, -8e307, -8e307},
                 new[] = {1e308, 2, 8e307, 8e307, 8e307};
    const nkt_column earlier = NKT_ARRAY(0, old), later = NKT_ARRAY(0, new);
    const nkt_rows rows = NKT_ROWS(5);
    nkt_revision r;

    ck_assert_int_eq(nkt_revision_of(&earlier, &later, &rows, 0, &r, &error), NKT_ROWS_INVALID);
    ck_assert_int_eq(error.reason, NKT_REASON_OVERFLOW);
    ck_assert_int_eq(error.row, 0);
    ck_assert_int_eq(r.n, 4);
    ck_assert_double_eq(r.largest, 1.6e308);
    ck_assert_double_le(fabs(r.mean / 1.2e308 - 1), 1e-14);
    ck_assert_double_le(fabs(r.mean_absolute / 1.2e308 - 1), 1e-14);
}
END_TEST

START_TEST(splices) {
    const double old[] = {1e308, 1.5e308, 1.5e308}, new[] = {NAN, 1.7e308, 1.7e308};
    const double small[] = {1, 1e-300, 1e-300}, large[] = {NAN, 1e300, 1e300};
    const nkt_column a = NKT_ARRAY(0, old), b = NKT_ARRAY(0, new);
    const nkt_column c = NKT_ARRAY(0, small), d = NKT_ARRAY(0, large);
    const nkt_rows rows = NKT_ROWS(3);
    double out[3], step;
    int64_t n;

    ck_assert_int_eq(
        nkt_splice(&a, &b, &rows, NKT_CONTRAST_DIFFERENCE, &NKT_TO(out), &step, &n, &error),
        NKT_OK);
    ck_assert_double_le(fabs(step / 2e307 - 1), 1e-14);
    ck_assert_double_le(fabs(out[0] / 1.2e308 - 1), 1e-14);
    ck_assert_int_eq(nkt_splice(&a, &b, &rows, NKT_CONTRAST_RATIO, &NKT_TO(out), &step, &n, &error),
                     NKT_OK);
    ck_assert_double_le(fabs(step / (1.7 / 1.5) - 1), 1e-14);
    ck_assert_int_eq(nkt_splice(&c, &d, &rows, NKT_CONTRAST_RATIO, &NKT_TO(out), &step, &n, &error),
                     NKT_NOT_ESTIMABLE);
    ck_assert_int_eq(error.reason, NKT_REASON_OVERFLOW);
    ck_assert_double_nan(out[0]);
    ck_assert_int_eq(
        nkt_splice(&a, &d, &rows, NKT_CONTRAST_DIFFERENCE, &NKT_TO(out), &step, &n, &error),
        NKT_OK);
}
END_TEST

Suite *nkt_suite_cost_large(void) {
    Suite *suite = suite_create("cost_large");
    TCase *tcase = tcase_create("cost_large");
    tcase_add_test(tcase, prices);
    tcase_add_test(tcase, payback);
    tcase_add_test(tcase, revisions);
    tcase_add_test(tcase, splices);
    suite_add_tcase(suite, tcase);
    return suite;
}
