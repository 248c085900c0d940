/*
 * The rules of disclosure against the naive ones, the published view, and printed values against
 * all pairs that print so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "nyckeltal/classes.h"
#include "nyckeltal/disclosure.h"
#include "nyckeltal/kinds.h"

static nkt_error error;
static uint64_t seed = 1;

static int64_t draw(int64_t below) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((seed >> 33) % (uint64_t)below);
}

static void refused(nkt_status got, nkt_status status, int argument, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    if (message)
        ck_assert_str_eq(error.message, message);
}

/* ---- shares ---------------------------------------------------------------------------------- */

START_TEST(shares_follow_the_rules) {
    static const struct {
        double a, b;
        int32_t reasons, shown_extremes;
    } cases[] = {
        {5, 20, 0, 0},
        {2, 20, NKT_DISCLOSURE_NUMERATOR, NKT_DISCLOSURE_NUMERATOR},
        {3, 20, 0, 0},
        {3, 10, 0, 0},
        {3, 9, NKT_DISCLOSURE_DENOMINATOR, NKT_DISCLOSURE_DENOMINATOR},
        {17, 20, 0, 0},
        {18, 20, NKT_DISCLOSURE_COMPLEMENT, NKT_DISCLOSURE_COMPLEMENT},
        {0, 20, NKT_DISCLOSURE_NONE, 0},
        {20, 20, NKT_DISCLOSURE_ALL, 0},
        {21, 20, NKT_DISCLOSURE_ALL, 0},
        {0, 0, 0, 0},
        {1, 0, NKT_DISCLOSURE_NUMERATOR | NKT_DISCLOSURE_DENOMINATOR | NKT_DISCLOSURE_ALL,
         NKT_DISCLOSURE_NUMERATOR | NKT_DISCLOSURE_DENOMINATOR},
        {NAN, 20, NKT_DISCLOSURE_UNKNOWN, NKT_DISCLOSURE_UNKNOWN},
        {5, NAN, NKT_DISCLOSURE_UNKNOWN, NKT_DISCLOSURE_UNKNOWN},
    };
    nkt_disclosure_options o = {.size = sizeof o, .extremes = NKT_EXTREMES_SHOWN};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const nkt_column a = NKT_ARRAY(0, &cases[i].a), b = NKT_ARRAY(0, &cases[i].b);
        int32_t reasons = -1;
        ck_assert_int_eq(nkt_disclosure_shares(&a, &b, 1, NULL, &reasons, &error), NKT_OK);
        ck_assert_msg(reasons == cases[i].reasons, "case %zu: %d", i, reasons);
        ck_assert_int_eq(nkt_disclosure_shares(&a, &b, 1, &o, &reasons, &error), NKT_OK);
        ck_assert_msg(reasons == cases[i].shown_extremes, "case %zu: %d", i, reasons);
    }
}
END_TEST

/* The guide's diagram hides groups of fewer than 10 leavers, and nothing else. */
START_TEST(rules_can_be_switched_off) {
    const double parts[] = {1, 9, 1, 0, 10}, wholes[] = {9, 9, 10, 10, 10};
    const int32_t wanted[] = {2, 2, 0, 0, 0};
    const nkt_column a = NKT_ARRAY(0, parts), b = NKT_ARRAY(0, wholes);
    nkt_disclosure_options o = {.size = sizeof o,
                                .extremes = NKT_EXTREMES_SHOWN,
                                .minimum_numerator = -1,
                                .minimum_complement = -1};
    int32_t reasons[5];

    ck_assert_int_eq(nkt_disclosure_shares(&a, &b, 5, &o, reasons, &error), NKT_OK);
    ck_assert_mem_eq(reasons, wanted, sizeof wanted);
}
END_TEST

START_TEST(counts_stand_alone) {
    const int32_t counts[] = {0, 1, 4, 5, 6};
    const int32_t wanted[] = {0, 1, 1, 0, 0};
    const nkt_column c = NKT_ARRAY(0, counts);
    nkt_disclosure_options o = {.size = sizeof o, .minimum_numerator = 5};
    int32_t reasons[5];

    ck_assert_int_eq(nkt_disclosure_shares(&c, NULL, 5, &o, reasons, &error), NKT_OK);
    ck_assert_mem_eq(reasons, wanted, sizeof wanted);
}
END_TEST

START_TEST(bad_rows_are_told) {
    const double parts[] = {5, -3, INFINITY, 5, -1}, wholes[] = {20, 20, 20, -2, -1};
    const nkt_column a = NKT_ARRAY(0, parts), b = NKT_ARRAY(0, wholes);
    int32_t reasons[5];

    ck_assert_int_eq(nkt_disclosure_shares(&a, &b, 5, NULL, reasons, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "parts: row 1: -3 is negative");
    ck_assert_int_eq(error.rows_affected, 4);
    ck_assert_int_eq(reasons[0], 0);
    for (int i = 1; i < 5; i++)
        ck_assert_int_eq(reasons[i], NKT_DISCLOSURE_UNKNOWN);
}
END_TEST

/* ---- amounts --------------------------------------------------------------------------------- */

enum { ROWS = 400, CELLS = 60 };

static int descending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? 1 : x > y ? -1 : 0;
}

/* The rules as they are written down, for whole amounts. */
static int32_t naive(const double *amounts, const int64_t *cells, int64_t cell,
                     const nkt_disclosure_options *o) {
    double own[ROWS], sum = 0, top = 0;
    int n = 0, contributors = 0;
    int32_t reasons = 0;

    for (int r = 0; r < ROWS; r++)
        if (cells[r] == cell) {
            if (isnan(amounts[r]))
                return NKT_DISCLOSURE_UNKNOWN;
            own[n++] = amounts[r];
            sum += amounts[r];
            contributors += amounts[r] > 0;
        }
    qsort(own, (size_t)n, sizeof own[0], descending);
    for (int i = 0; i < o->dominance_n && i < n; i++)
        top += own[i];
    if (contributors > 0 && contributors < o->minimum_contributors)
        reasons |= NKT_DISCLOSURE_CONTRIBUTORS;
    if (100 * top > o->dominance_percent * sum)
        reasons |= NKT_DISCLOSURE_DOMINANCE;
    if (n > 0 && 100 * (sum - own[0] - (n > 1 ? own[1] : 0)) < o->p_percent * own[0])
        reasons |= NKT_DISCLOSURE_P_PERCENT;
    return reasons;
}

START_TEST(amounts_are_judged_as_by_hand) {
    static double amounts[ROWS];
    static int64_t cells[ROWS];
    int32_t reasons[CELLS], seen = 0;
    size_t size;
    void *work;
    const nkt_column a = NKT_ARRAY(0, amounts);

    ck_assert_int_eq(nkt_disclosure_magnitudes_work_size(ROWS, &size, &error), NKT_OK);
    work = malloc(size);
    for (int repeat = 0; repeat < 50; repeat++) {
        nkt_disclosure_options o = {.size = sizeof o,
                                    .dominance_percent = 50 + (double)draw(50),
                                    .p_percent = 1 + (double)draw(30),
                                    .minimum_contributors = 1 + (int32_t)draw(5),
                                    .dominance_n = 1 + (int32_t)draw(16)};
        for (int r = 0; r < ROWS; r++) {
            const double power = (double)(1 + draw(1000));
            amounts[r] = draw(10) ? power * power : draw(20) ? 0 : NAN;
            cells[r] = draw(CELLS + 1) - 1;
        }
        ck_assert_int_eq(
            nkt_disclosure_magnitudes(&a, cells, ROWS, CELLS, &o, reasons, work, size, &error),
            NKT_OK);
        for (int c = 0; c < CELLS; c++) {
            ck_assert_int_eq(reasons[c], naive(amounts, cells, c, &o));
            seen |= reasons[c];
        }
    }
    ck_assert_int_eq(seen, 32 + 64 + 128 + 256);
    free(work);
}
END_TEST

START_TEST(bounds_of_the_rules_are_kept) {
    /* exactly 85 per cent is not more than that; exactly 10 per cent is not less */
    const double amounts[] = {60, 25, 10, 5, 100, 50, 4, 6, 1e308, 1e308};
    const int64_t cells[] = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2};
    const nkt_column a = NKT_ARRAY(0, amounts);
    int64_t work[20];
    int32_t reasons[3];

    ck_assert_int_eq(
        nkt_disclosure_magnitudes(&a, cells, 10, 3, NULL, reasons, work, sizeof work, &error),
        NKT_OK);
    ck_assert_int_eq(reasons[0], 0);
    ck_assert_int_eq(reasons[1], NKT_DISCLOSURE_DOMINANCE);
    ck_assert_int_eq(reasons[2], NKT_DISCLOSURE_UNKNOWN);
}
END_TEST

/* ---- the published view ---------------------------------------------------------------------- */

START_TEST(the_public_sees_no_more_than_that) {
    nkt_estimate e[4], out[4];
    const int32_t hidden[4] = {0, 2, 0, 0};

    ck_assert_int_eq(nkt_share(5, 21, NULL, &e[0], NULL), NKT_OK);
    ck_assert_int_eq(nkt_share(2, 7, NULL, &e[1], NULL), NKT_OK);
    ck_assert_int_eq(nkt_share(2, 0, NULL, &e[2], NULL), NKT_OK);
    e[3] = e[0];
    e[3].flags = NKT_FLAG_BASIS_BELOW_MINIMUM | NKT_FLAG_SERIES_BREAK;
    ck_assert_int_eq(nkt_disclosure_publish(e, sizeof e[0], 4, hidden, 1, NKT_PUBLISH_VALUE, out,
                                            sizeof out[0], &error),
                     NKT_OK);
    ck_assert_double_eq(out[0].value, 23.8);
    for (int i = 0; i < 4; i++) {
        ck_assert_double_nan(out[i].lower);
        ck_assert_double_nan(out[i].upper);
        ck_assert_double_nan(out[i].basis);
    }
    ck_assert_double_nan(out[1].value);
    ck_assert_int_eq(out[1].state, NKT_STATE_SECRET);
    ck_assert_int_eq(out[2].state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_int_eq(out[3].flags, NKT_FLAG_SERIES_BREAK);
    /* in place, with all that may be shown */
    ck_assert_int_eq(
        nkt_disclosure_publish(e, sizeof e[0], 4, hidden, 0, 3, e, sizeof e[0], &error), NKT_OK);
    ck_assert_double_eq(e[0].value, 24);
    ck_assert_double_eq(e[0].lower, nkt_round_half_away(e[0].lower, 0));
    ck_assert_double_eq(e[0].basis, 21);
    ck_assert_int_eq(e[3].flags, NKT_FLAG_BASIS_BELOW_MINIMUM | NKT_FLAG_SERIES_BREAK);
}
END_TEST

START_TEST(bad_estimates_are_told) {
    nkt_estimate e[] = {{50, 40, 60, 10, 0, 0},
                        {INFINITY, 1, 2, 3, 0, 0},
                        {NAN, 1, 2, 3, 0, 0},
                        {5, 1, 2, 3, 99, 0}},
                 out[4];

    ck_assert_int_eq(
        nkt_disclosure_publish(e, sizeof e[0], 4, NULL, 1, 0, out, sizeof out[0], &error),
        NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "estimates: row 1: infinity is no value");
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_double_eq(out[0].value, 50);
    for (int i = 1; i < 4; i++) {
        ck_assert_int_eq(out[i].state, NKT_STATE_INVALID);
        ck_assert_double_nan(out[i].value);
    }
}
END_TEST

/* ---- pairs ----------------------------------------------------------------------------------- */

START_TEST(pairs_are_all_that_print_so) {
    for (int repeat = 0; repeat < 300; repeat++) {
        static const int64_t pers[] = {1, 100, 1000};
        const int64_t per = pers[draw(3)], from = 1 + draw(40), to = from + draw(150);
        const int64_t whole = from + draw(to - from + 1), part = draw(whole + 1);
        const int32_t decimals = (int32_t)draw(9);
        const double printed =
            nkt_round_half_away((double)per * (double)part / (double)whole, decimals);
        nkt_disclosed_pairs wanted = {0, 0, -1, -1}, found;

        for (int64_t b = from; b <= to; b++) {
            int64_t here = 0;
            for (int64_t a = 0; a <= b; a++)
                if (nkt_round_half_away((double)per * (double)a / (double)b, decimals) == printed) {
                    if (wanted.pairs + here++ == 0) {
                        wanted.part = a;
                        wanted.whole = b;
                    }
                }
            wanted.pairs += here;
            wanted.wholes += here > 0;
        }
        ck_assert_int_eq(nkt_disclosure_pairs(printed, decimals, per, from, to, &found, &error),
                         NKT_OK);
        ck_assert_mem_eq(&found, &wanted, sizeof found);
        ck_assert_int_ge(found.pairs, 1);
    }
}
END_TEST

/* What methods.md warns of: eight decimals give the counts away, one does not. */
START_TEST(eight_decimals_give_the_counts_away) {
    nkt_disclosed_pairs found;

    ck_assert_int_eq(nkt_disclosure_pairs(38.41463415, 8, 100, 1, 300, &found, &error), NKT_OK);
    ck_assert_int_eq(found.wholes, 1); /* 63 of 164, and its double is beyond 300 */
    ck_assert_int_eq(found.part, 63);
    ck_assert_int_eq(found.whole, 164);
    ck_assert_int_eq(nkt_disclosure_pairs(38.4, 1, 100, 1, 300, &found, &error), NKT_OK);
    ck_assert_int_gt(found.pairs, 30);
}
END_TEST

/* ---- refusals -------------------------------------------------------------------------------- */

START_TEST(calls_are_checked) {
    const double one[] = {5};
    const nkt_column a = NKT_ARRAY(0, one);
    nkt_column odd = a;
    nkt_disclosure_options o = {.size = sizeof o};
    int32_t reasons[1];

    odd.type = 99;
#define SHARES(a_, b_, n_, o_, r_) nkt_disclosure_shares(a_, b_, n_, o_, r_, &error)
    refused(SHARES(NULL, &a, 1, NULL, reasons), NKT_E_NULL, 1, "parts: is NULL");
    refused(SHARES(&odd, &a, 1, NULL, reasons), NKT_E_TYPE, 1, NULL);
    refused(SHARES(&a, &odd, 1, NULL, reasons), NKT_E_TYPE, 2, NULL);
    refused(SHARES(&a, &a, -1, NULL, reasons), NKT_E_COUNT, 3, NULL);
    refused(SHARES(&a, &a, 1, NULL, NULL), NKT_E_NULL, 5, "reasons: is NULL");
    o.extremes = 2;
    refused(SHARES(&a, &a, 1, &o, reasons), NKT_E_OPTION, 4, "options.extremes: 2 is not 0 or 1");
    o = (nkt_disclosure_options){.size = sizeof o, .minimum_numerator = -2};
    refused(SHARES(&a, &a, 1, &o, reasons), NKT_E_OPTION, 4, NULL);
    o = (nkt_disclosure_options){.size = sizeof o, .p_percent = NAN};
    refused(SHARES(&a, &a, 1, &o, reasons), NKT_E_OPTION, 4, NULL);
    o = (nkt_disclosure_options){.size = sizeof o, .dominance_percent = 101};
    refused(SHARES(&a, &a, 1, &o, reasons), NKT_E_OPTION, 4, NULL);
    o = (nkt_disclosure_options){.size = sizeof o, .dominance_n = 17};
    refused(SHARES(&a, &a, 1, &o, reasons), NKT_E_OPTION, 4, NULL);
    o = (nkt_disclosure_options){.size = sizeof o, .minimum_contributors = -2};
    refused(SHARES(&a, &a, 1, &o, reasons), NKT_E_OPTION, 4, NULL);
    o = (nkt_disclosure_options){.size = 2};
    refused(SHARES(&a, &a, 1, &o, reasons), NKT_E_OPTIONS_SIZE, 4, NULL);
}
END_TEST

START_TEST(amounts_are_checked) {
    const double one[] = {5};
    const int64_t cells[] = {0}, wrong[] = {3};
    const nkt_column a = NKT_ARRAY(0, one);
    int64_t work[3];
    int32_t reasons[1];
    size_t size;

#define AMOUNTS(a_, cells_, n_, m_, r_, work_, size_)                                              \
    nkt_disclosure_magnitudes(a_, cells_, n_, m_, NULL, r_, work_, size_, &error)
    refused(AMOUNTS(NULL, cells, 1, 1, reasons, work, 16), NKT_E_NULL, 1, NULL);
    refused(AMOUNTS(&a, NULL, 1, 1, reasons, work, 16), NKT_E_NULL, 2, NULL);
    refused(AMOUNTS(&a, wrong, 1, 1, reasons, work, 16), NKT_E_DOMAIN, 2,
            "cells: row 0: 3 is no cell");
    refused(AMOUNTS(&a, cells, -1, 1, reasons, work, 16), NKT_E_COUNT, 3, NULL);
    refused(AMOUNTS(&a, cells, 1, -1, reasons, work, 16), NKT_E_COUNT, 4, NULL);
    refused(AMOUNTS(&a, cells, 1, 1, NULL, work, 16), NKT_E_NULL, 6, NULL);
    refused(AMOUNTS(&a, cells, 1, 1, reasons, NULL, 16), NKT_E_NULL, 7, NULL);
    refused(AMOUNTS(&a, cells, 1, 1, reasons, (char *)work + 1, 16), NKT_E_ALIGNMENT, 7, NULL);
    refused(AMOUNTS(&a, cells, 1, 1, reasons, work, 15), NKT_E_CAPACITY, 8, NULL);
    refused(nkt_disclosure_magnitudes_work_size(-1, &size, &error), NKT_E_COUNT, 1, NULL);
    refused(nkt_disclosure_magnitudes_work_size(1, NULL, &error), NKT_E_NULL, 2, NULL);
    refused(nkt_disclosure_magnitudes_work_size(INT64_MAX, &size, &error), NKT_E_SIZE, 1, NULL);
}
END_TEST

START_TEST(views_and_pairs_are_checked) {
    nkt_estimate e[2] = {{50, 40, 60, 10, 0, 0}, {50, 40, 60, 10, 0, 0}}, out[2];
    nkt_disclosed_pairs found;

#define PUBLISH(e_, s_, n_, d_, show_, out_, t_)                                                   \
    nkt_disclosure_publish(e_, s_, n_, NULL, d_, show_, out_, t_, &error)
    refused(PUBLISH(NULL, 40, 2, 1, 0, out, 40), NKT_E_NULL, 1, NULL);
    refused(PUBLISH(e, 39, 2, 1, 0, out, 40), NKT_E_STRIDE, 2, NULL);
    refused(PUBLISH(e, INT64_MIN, 2, 1, 0, out, 40), NKT_E_SIZE, 2, NULL);
    refused(PUBLISH(e, 40, -2, 1, 0, out, 40), NKT_E_COUNT, 3, NULL);
    refused(PUBLISH(e, 40, 2, 16, 0, out, 40), NKT_E_DOMAIN, 5, "decimals: 16 is not -9 to 15");
    refused(PUBLISH(e, 40, 2, 1, 4, out, 40), NKT_E_DOMAIN, 6, NULL);
    refused(PUBLISH(e, 40, 2, 1, 0, NULL, 40), NKT_E_NULL, 7, NULL);
    refused(PUBLISH(e, 40, 2, 1, 0, out, 8), NKT_E_STRIDE, 8, NULL);
#define PAIRS(v_, d_, per_, from_, to_, out_)                                                      \
    nkt_disclosure_pairs(v_, d_, per_, from_, to_, out_, &error)
    refused(PAIRS(NAN, 1, 100, 1, 9, &found), NKT_E_DOMAIN, 1, NULL);
    refused(PAIRS(100.1, 1, 100, 1, 9, &found), NKT_E_DOMAIN, 1, NULL);
    refused(PAIRS(12.34, 1, 100, 1, 9, &found), NKT_E_DOMAIN, 1,
            "printed: 12.34 has more decimals than that");
    refused(PAIRS(12, 9, 100, 1, 9, &found), NKT_E_DOMAIN, 2, NULL);
    refused(PAIRS(12, 1, 0, 1, 9, &found), NKT_E_DOMAIN, 3, NULL);
    refused(PAIRS(12, 1, 100, 0, 9, &found), NKT_E_COUNT, 4, NULL);
    refused(PAIRS(12, 1, 100, 5, 4, &found), NKT_E_COUNT, 5, NULL);
    refused(PAIRS(12, 6, 1000000, 5, 1000000, &found), NKT_OK, 0, NULL);
    refused(PAIRS(12, 8, 1000000, 99999999, 100000000, &found), NKT_E_COUNT, 5, NULL);
    refused(PAIRS(12, 1, 100, 1, 9, NULL), NKT_E_NULL, 6, NULL);
}
END_TEST

Suite *nkt_suite_disclosure(void) {
    Suite *suite = suite_create("disclosure");
    TCase *tcase = tcase_create("disclosure");
    tcase_add_test(tcase, shares_follow_the_rules);
    tcase_add_test(tcase, rules_can_be_switched_off);
    tcase_add_test(tcase, counts_stand_alone);
    tcase_add_test(tcase, bad_rows_are_told);
    tcase_add_test(tcase, amounts_are_judged_as_by_hand);
    tcase_add_test(tcase, bounds_of_the_rules_are_kept);
    tcase_add_test(tcase, the_public_sees_no_more_than_that);
    tcase_add_test(tcase, bad_estimates_are_told);
    tcase_add_test(tcase, pairs_are_all_that_print_so);
    tcase_add_test(tcase, eight_decimals_give_the_counts_away);
    tcase_add_test(tcase, calls_are_checked);
    tcase_add_test(tcase, amounts_are_checked);
    tcase_add_test(tcase, views_and_pairs_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
