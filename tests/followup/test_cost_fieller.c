/*
 * Fieller's limits against their definition.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/cost_help.h"

/* Student's t for 95 %: with 10 degrees of freedom, from printed tables; and normal. */
#define T_10   2.228138851964939
#define NORMAL 1.959963984540054

static int is_in(double r, double x, double y, const double *v, double t) {
    return (x - r * y) * (x - r * y) <= t * t * (v[0] - 2 * r * v[2] + r * r * v[1]);
}

static int says(const nkt_fieller *f, double r) {
    switch (f->kind) {
    case NKT_FIELLER_OUTSIDE:
        return r <= f->upper || r >= f->lower;
    case NKT_FIELLER_WHOLE_LINE:
        return 1;
    default:
        return r >= f->lower && r <= f->upper;
    }
}

START_TEST(fieller_is_its_definition) {
    int kinds[6] = {0};

    for (int set = 0; set < 3000; set++) {
        const double x = 4 * normal(), y = 2 * normal(), scale = exp(2 * normal());
        const double v[3] = {scale * uniform(), scale * uniform(), 0};
        const double cov = (2 * uniform() - 1) * sqrt(v[0] * v[1]);
        const double all[3] = {v[0], v[1], cov}, df = set % 2 ? 10 : INFINITY;
        nkt_fieller f;
        ck_assert_int_eq(fieller(x, y, all[0], all[1], cov, df, 0.95, &f), NKT_OK);
        kinds[f.kind]++;
        ck_assert_double_eq(f.ratio, x / y);
        for (int i = 0; i < 400; i++) {
            const double r = tan(3.14159 * (uniform() - 0.5)) * 3;
            const double lower = fabs(r - f.lower), upper = fabs(r - f.upper);
            if (fmin(lower, upper) > 1e-9 * (1 + fabs(r)))
                ck_assert_int_eq(says(&f, r), is_in(r, x, y, all, set % 2 ? T_10 : NORMAL));
        }
    }
    ck_assert_int_gt(kinds[NKT_FIELLER_BOUNDED], 300);
    ck_assert_int_gt(kinds[NKT_FIELLER_OUTSIDE], 300);
    ck_assert_int_gt(kinds[NKT_FIELLER_WHOLE_LINE], 300);
}
END_TEST

START_TEST(fieller_at_its_ends) {
    nkt_fieller f;

    fieller(6, 2, 1, 0, 0, INFINITY, 0, &f); /* a known denominator */
    ck_assert_int_eq(f.kind, NKT_FIELLER_BOUNDED);
    ck_assert_double_eq_tol(f.lower, 3 - NORMAL / 2, 1e-12);
    ck_assert_double_eq_tol(f.upper, 3 + NORMAL / 2, 1e-12);
    fieller(6, 0, 1, 1, 0, INFINITY, 0, &f);
    ck_assert_double_nan(f.ratio);
    ck_assert_int_eq(f.kind, NKT_FIELLER_OUTSIDE); /* it is large, but its sign is not known */
    ck_assert_double_eq_tol(f.lower, -f.upper, 1e-12);
    ck_assert_double_gt(f.lower, 0);
    fieller(0, 0, 1, 1, 0, INFINITY, 0, &f);
    ck_assert_int_eq(f.kind, NKT_FIELLER_WHOLE_LINE);
    fieller(3, 0, 1, 0, 0, INFINITY, 0, &f); /* x / 0 for certain */
    ck_assert_int_eq(f.kind, NKT_FIELLER_NONE);
    ck_assert_double_nan(f.lower);
    fieller(NAN, 2, 1, 1, 0, 5, 0, &f);
    ck_assert_int_eq(f.kind, NKT_FIELLER_NONE);
    ck_assert_double_nan(f.ratio);
    fieller(6e300, 2e300, 1e300, 1e300, 1e299, 5, 0, &f); /* nothing overflows */
    ck_assert_int_eq(f.kind, NKT_FIELLER_BOUNDED);
    ck_assert_double_eq_tol(f.lower, 3, 1e-12);
    fieller(0, 1e308, 0, 0, 0, 5, 0, &f);
    ck_assert_double_eq(f.lower, 0);
    ck_assert_double_eq(f.upper, 0);
}
END_TEST

/* Where t · sqrt(var_y) is |y| to the last bit, one end is at infinity. */
START_TEST(fieller_of_a_half_line) {
    nkt_fieller f;
    int seen[6] = {0};

    for (int k = 1; k <= 4000; k++) {
        const double confidence = 0.5 + k / 8100.0, sign = k % 2 ? 1 : -1;
        double y;
        fieller(0, 1, 1, 0, 0, INFINITY, confidence, &f);
        y = f.upper; /* t */
        ck_assert_int_eq(fieller(sign * 9, y, 1, 1, 0, INFINITY, confidence, &f), NKT_OK);
        seen[f.kind]++;
        if (f.kind == NKT_FIELLER_ABOVE)
            ck_assert(isfinite(f.lower) && f.upper == INFINITY && f.lower < 9 / y);
        if (f.kind == NKT_FIELLER_BELOW)
            ck_assert(isfinite(f.upper) && f.lower == -INFINITY && f.upper > -9 / y);
    }
    ck_assert_int_gt(seen[NKT_FIELLER_ABOVE] + seen[NKT_FIELLER_BELOW], 0);
    ck_assert_int_gt(seen[NKT_FIELLER_BOUNDED], 0);
    ck_assert_int_gt(seen[NKT_FIELLER_OUTSIDE], 0);
}
END_TEST

Suite *nkt_suite_cost_fieller(void) {
    Suite *suite = suite_create("cost_fieller");
    TCase *tcase = tcase_create("cost_fieller");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_test(tcase, fieller_is_its_definition);
    tcase_add_test(tcase, fieller_at_its_ends);
    tcase_add_test(tcase, fieller_of_a_half_line);
    suite_add_tcase(suite, tcase);
    return suite;
}
