/*
 * All nine definitions of a quantile against exact fractions: 1 ... n at every thousandth.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "nyckeltal/distribution.h"
#include "nyckeltal/realloc.h"

enum { MOST = 1000, PARTS = 1000 };

static double values[MOST], probabilities[PARTS + 1], found[PARTS + 1];
static nkt_memory memory = NKT_MEMORY_REALLOC;
static nkt_error error;

/*
 * The rank as a fraction of 24000 from Hyndman & Fan's definitions, for p = k / 1000: all that
 * occurs (halves, thirds, eighths) is whole there.
 */
static int64_t rank_of(int64_t n, int64_t k, int type) {
    /* a + p (n + 1 - a - b) with a = b, in 24ths; type 4: a = 0, b = 1 */
    static const int64_t ends[10] = {[5] = 12, [6] = 0, [7] = 24, [8] = 8, [9] = 9};
    const int64_t one = 24 * PARTS, whole = k * n * 24 / one;
    const int64_t rest = k * n * 24 - whole * one;
    int64_t rank;

    switch (type) {
    case 1: /* the first number with at least p of all up to it */
        rank = (whole + (rest > 0)) * one;
        break;
    case 2: /* the same, but the middle where n p is whole */
        rank = rest > 0 ? (whole + 1) * one : whole * one + one / 2;
        if (rest == 0 && (whole == 0 || whole == n))
            rank = (whole == 0 ? 1 : n) * one;
        break;
    case 3: { /* the nearest, of two equally near the even one */
        const int64_t twice = 2 * k * n * 24;
        const int64_t down = twice / (2 * one), distance = twice - down * 2 * one;
        rank = (distance > one || (distance == one && down % 2 != 0) ? down + 1 : down) * one;
        break;
    }
    case 4:
        rank = k * n * 24;
        break;
    default:
        rank = ends[type] * PARTS + k * (24 * (n + 1) - 2 * ends[type]);
    }
    return rank < one ? one : rank > n * one ? n * one : rank;
}

static void setup(void) {
    for (int i = 0; i < MOST; i++)
        values[i] = i + 1;
    for (int k = 0; k <= PARTS; k++)
        probabilities[k] = k / (double)PARTS; /* the double nearest to the decimal */
}

static void teardown(void) {
    nkt_memory_free(&memory);
}

START_TEST(every_type_at_every_thousandth) {
    const nkt_column column = NKT_ARRAY(0, values);
    const int type = _i;

    for (int64_t n = 1; n <= MOST; n += n < 60 ? 1 : 19) {
        ck_assert_int_eq(nkt_quantiles(&column, &(nkt_rows)NKT_ROWS(n), probabilities, PARTS + 1,
                                       type, found, &memory, &error),
                         NKT_OK);
        for (int64_t k = 0; k <= PARTS; k++) {
            const double exact = (double)rank_of(n, k, type) / (24.0 * PARTS);
            if (type <= 3)
                ck_assert_msg(found[k] == exact, "n %d, p %.3f, type %d: %g, not %g", (int)n,
                              probabilities[k], type, found[k], exact);
            else
                ck_assert_double_eq_tol(found[k], exact, 1e-14 * exact);
        }
    }
}
END_TEST

/* Typed from the report: where n · p in doubles is not the whole number that it stands for. */
START_TEST(decimals_that_are_no_doubles) {
    const nkt_column column = NKT_ARRAY(0, values);
    double p = 0.07, q;

    nkt_quantiles(&column, &(nkt_rows)NKT_ROWS(100), &p, 1, 1, &q, &memory, &error);
    ck_assert_double_eq(q, 7);
    p = 0.7;
    nkt_quantiles(&column, &(nkt_rows)NKT_ROWS(45), &p, 1, 3, &q, &memory, &error);
    ck_assert_double_eq(q, 32);
    p = 0.07 * (1 + 1e-12); /* but this is more */
    nkt_quantiles(&column, &(nkt_rows)NKT_ROWS(100), &p, 1, 1, &q, &memory, &error);
    ck_assert_double_eq(q, 8);
}
END_TEST

Suite *nkt_suite_quantile_ranks(void) {
    Suite *suite = suite_create("quantile_ranks");
    TCase *tcase = tcase_create("quantile_ranks");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_add_loop_test(tcase, every_type_at_every_thousandth, 1, 10);
    tcase_add_test(tcase, decimals_that_are_no_doubles);
    suite_add_tcase(suite, tcase);
    return suite;
}
