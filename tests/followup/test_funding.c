/*
 * Funding: every figure of the report of 2002 that can be computed, the disagreement in it, naive
 * references, bad input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "nyckeltal/distribution.h"
#include "nyckeltal/funding.h"
#include "nyckeltal/kinds.h"
#include "nyckeltal/realloc.h"

static nkt_error error;

/* The grants of the first half of 2002, and those of the European Refugee Fund, as printed. */
static const double grants[17] = {400000, 225000, 120000,  420000, 1000000, 450000,
                                  700000, 405000, 1000000, 165000, 210000,  594000,
                                  165600, 180000, 525000,  200000, 300000};
static const double fund[16] = {1229200, 387500,  303375, 325000, 44769,  400000, 61620,  245000,
                                602500,  1233100, 125191, 840000, 368255, 709033, 489000, 100000};

static nkt_column doubles(const double *values) {
    return (nkt_column){.values = values, .stride = sizeof *values, .type = NKT_FLOAT64};
}

static nkt_summary spread_of(const double *values, int64_t n) {
    const nkt_column column = doubles(values);
    nkt_memory work = NKT_MEMORY_REALLOC;
    nkt_summary spread;

    ck_assert_int_eq(nkt_summarise(&column, NULL, &(nkt_rows)NKT_ROWS(n), &spread, &work, &error),
                     NKT_OK);
    nkt_memory_free(&work);
    return spread;
}

/* The sum of amounts that were all granted. */
static double sum_of(const double *values, int64_t n) {
    static const int32_t decision = NKT_DECISION_GRANTED;
    const nkt_column column = doubles(values), decisions = NKT_CONSTANT(0, decision);
    nkt_funding_part parts[NKT_FUNDING_PARTS];

    ck_assert_int_eq(
        nkt_funding_summary(NULL, &column, &decisions, &(nkt_rows)NKT_ROWS(n), parts, &error),
        NKT_OK);
    ck_assert_int_eq(parts[NKT_DECISION_GRANTED].n_granted, n);
    return parts[NKT_DECISION_GRANTED].granted;
}

START_TEST(printed_sums_are_found_again) {
    nkt_summary spread = spread_of(grants, 17);

    ck_assert_int_eq(spread.n, 17);
    ck_assert_double_eq(sum_of(grants, 17), 7059600);
    ck_assert_double_eq(spread.maximum, 1000000);
    ck_assert_double_eq(spread.minimum, 120000);
    ck_assert_double_eq(spread.median, 400000);
    ck_assert_double_eq(spread.mean, 7059600 / 17.0);
    spread = spread_of(fund, 16);
    ck_assert_int_eq(spread.n, 16);
    ck_assert_double_eq(sum_of(fund, 16), 7463543); /* "about 7.5 million" */
    ck_assert_double_eq(spread.maximum, 1233100);
    ck_assert_double_eq(spread.median, (368255 + 387500) / 2.0);
}
END_TEST

/* The smallest number that as many are at or below as at or above. */
START_TEST(medians_are_in_the_middle) {
    double values[101];
    uint64_t seed = 5;

    for (int n = 0; n <= 101; n++) {
        nkt_summary spread;
        double below = 0, above = 0;
        for (int i = 0; i < n; i++) {
            seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            values[i] = (double)(seed >> 58);
        }
        spread = spread_of(values, n);
        if (n == 0) {
            ck_assert_double_nan(spread.median);
            ck_assert_double_eq(sum_of(values, 0), 0);
            continue;
        }
        for (int i = 0; i < n; i++) {
            below += values[i] <= spread.median;
            above += values[i] >= spread.median;
        }
        ck_assert(2 * below >= n && 2 * above >= n);
    }
}
END_TEST

START_TEST(shares_of_the_report) {
    static const struct {
        double part, whole, value;
    } shares[] = {
        {16, 61, 26.229508196721312},   /* approved by the fund */
        {204, 289, 70.588235294117652}, /* municipalities that received newcomers */
        {84, 85, 98.823529411764710},   /* of the others, those with immigration */
        {2, 20, 10},                    /* projects of 2001 that are finished */
        {13, 53, 24.528301886792452},   /* of project costs, applied for */
    };
    for (size_t k = 0; k < sizeof shares / sizeof shares[0]; k++) {
        nkt_estimate share;
        ck_assert_int_eq(nkt_share(shares[k].part, shares[k].whole, NULL, &share, NULL), NKT_OK);
        ck_assert_double_eq_tol(share.value, shares[k].value, 1e-12);
    }
    ck_assert_int_eq(289 - 204, 85);
}
END_TEST

/* 38 applications: 17 granted or reserved, 11 rejected, 10 undecided. */
START_TEST(applications_are_summed_up) {
    double applied[38], granted[38];
    int32_t decisions[38];
    nkt_funding_part parts[NKT_FUNDING_PARTS];
    nkt_funding_approval approval;
    nkt_estimate naive;
    const nkt_column a = doubles(applied), g = doubles(granted), d = NKT_ARRAY(0, decisions);

    for (int i = 0; i < 38; i++) {
        applied[i] = 13e6 / 38;
        granted[i] = i < 17 ? grants[i] : NAN;
        decisions[i] = i < 12   ? NKT_DECISION_GRANTED
                       : i < 17 ? NKT_DECISION_RESERVED
                       : i < 28 ? NKT_DECISION_REJECTED
                       : i < 33 ? NKT_DECISION_IN_PREPARATION
                                : NKT_DECISION_NOT_BEGUN;
    }
    ck_assert_int_eq(nkt_funding_summary(&a, &g, &d, &(nkt_rows)NKT_ROWS(38), parts, &error),
                     NKT_OK);
    ck_assert_int_eq(parts[0].n, 38);
    ck_assert_int_eq(parts[NKT_DECISION_GRANTED].n + parts[NKT_DECISION_RESERVED].n, 17);
    ck_assert_int_eq(parts[NKT_DECISION_REJECTED].n, 11);
    ck_assert_int_eq(parts[NKT_DECISION_IN_PREPARATION].n + parts[NKT_DECISION_NOT_BEGUN].n, 10);
    ck_assert_double_eq_tol(parts[0].applied, 13e6, 1e-6);
    ck_assert_double_eq(parts[0].granted, 7059600);
    ck_assert_double_eq(parts[NKT_DECISION_GRANTED].granted + parts[NKT_DECISION_RESERVED].granted,
                        7059600);
    ck_assert_int_eq(nkt_funding_approve(parts, NULL, &approval, &error), NKT_OK);
    nkt_share(17, 38, NULL, &naive, NULL);
    ck_assert_mem_eq(&approval.of_all, &naive, sizeof naive);
    nkt_share(17, 28, NULL, &naive, NULL);
    ck_assert_mem_eq(&approval.of_decided, &naive, sizeof naive);
    ck_assert_double_eq_tol(approval.by_amount.value, 100 * 7059600 / 13e6, 1e-12);
    ck_assert_double_nan(approval.by_amount.lower);
    ck_assert_int_eq(approval.by_amount.flags, 0);
    applied[3] = NAN;
    decisions[4] = -1; /* no decision; INT32 has no NA, so bad data */
    ck_assert_int_eq(nkt_funding_summary(&a, &g, &d, &(nkt_rows)NKT_ROWS(38), parts, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "decisions: row 4: -1 is no decision");
    ck_assert_int_eq(parts[0].n, 37);
    ck_assert_int_eq(parts[0].n_applied, 36);
    ck_assert_int_eq(nkt_funding_approve(parts, NULL, &approval, &error), NKT_OK);
    ck_assert_int_eq(approval.by_amount.flags, NKT_FLAG_PARTIAL);
}
END_TEST

START_TEST(what_is_left_of_the_appropriation) {
    nkt_appropriation b;

    ck_assert_int_eq(nkt_funding_balance(10, 9.5, 1.6, 4.5, &b, &error), NKT_OK);
    ck_assert_double_eq_tol(b.left, 0.5, 1e-14);
    ck_assert_double_eq_tol(b.tied_share, 95, 1e-12);
    ck_assert_double_eq_tol(b.after, -1.1, 1e-14);
    ck_assert_double_eq_tol(b.with_more, 3.4, 1e-14);
    ck_assert_double_eq_tol(b.needed, 1.1, 1e-14);
    ck_assert_int_eq(nkt_funding_balance(0, 0, 3, 1, &b, &error), NKT_OK);
    ck_assert_double_nan(b.tied_share);
    ck_assert_double_eq(b.needed, 1);
    b.left = 4711;
    ck_assert_int_eq(nkt_funding_balance(10, -1, 3, 1, &b, &error), NKT_E_DOMAIN);
    ck_assert_str_eq(error.message, "tied: -1 is less than 0");
    ck_assert_int_eq(nkt_funding_balance(10, 1, NAN, 1, &b, &error), NKT_E_DOMAIN);
    ck_assert_int_eq(error.argument, 3);
    ck_assert_int_eq(nkt_funding_balance(10, 1e308, 1e308, 1, &b, &error), NKT_E_DOMAIN);
    ck_assert_int_eq(nkt_funding_balance(10, 1, 1, 1, NULL, &error), NKT_E_NULL);
    ck_assert_double_eq(b.left, 4711);
}
END_TEST

#define EXACTLY(v)                                                                                 \
    { (v), 0, NKT_STATED_EXACTLY, 0 }
#define ABOUT(v, s)                                                                                \
    { (v), (s), NKT_STATED_ABOUT, 0 }
#define OVER(v)                                                                                    \
    { (v), INFINITY, NKT_STATED_OVER, 0 }
#define UNDER(v)                                                                                   \
    { (v), INFINITY, NKT_STATED_UNDER, 0 }

START_TEST(statements_are_held_together) {
    static const struct {
        nkt_stated parts[3];
        int n;
        nkt_stated total;
        int agrees;
    } cases[] = {
        /* the report: over 7 and over 3 million are said to be about 9.5 of 10 */
        {{OVER(7), OVER(3)}, 2, ABOUT(9.5, 0.05), 0},
        {{OVER(7), OVER(3)}, 2, ABOUT(9.5, 0.5), 0}, /* 10 itself is not over 7 and over 3 */
        {{OVER(7), OVER(3)}, 2, EXACTLY(10), 0},
        {{OVER(7), OVER(3)}, 2, OVER(10), 1},
        {{{7, 0.5, NKT_STATED_OVER, 0}, {3, 0.5, NKT_STATED_OVER, 0}}, 2, ABOUT(10.5, 0.05), 1},
        {{{7, 0.5, NKT_STATED_OVER, 0}, {3, 0.5, NKT_STATED_OVER, 0}}, 2, ABOUT(12, 0.5), 0},
        /* the printed sums and what the text calls them */
        {{EXACTLY(7.0596)}, 1, OVER(7), 1},
        {{EXACTLY(7.463543)}, 1, ABOUT(7.5, 0.05), 1},
        {{EXACTLY(7.463543)}, 1, OVER(7.5), 0},
        {{EXACTLY(17), EXACTLY(11), EXACTLY(10)}, 3, EXACTLY(38), 1},
        {{EXACTLY(17), EXACTLY(11)}, 2, EXACTLY(38), 0},
        {{EXACTLY(204), EXACTLY(85)}, 2, EXACTLY(289), 1},
        {{EXACTLY(0.1), EXACTLY(0.2)}, 2, EXACTLY(0.3), 1},
        {{UNDER(3)}, 1, EXACTLY(3), 0},
        {{UNDER(3)}, 1, EXACTLY(0), 1},
        {{UNDER(3)}, 1, OVER(3), 0},
        {{UNDER(3)}, 1, ABOUT(3, 0.5), 1},
        {{OVER(3)}, 1, UNDER(4), 1},
        {{EXACTLY(0)}, 0, EXACTLY(0), 1},
        {{EXACTLY(0)}, 0, OVER(0), 0},
    };
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        nkt_agreement a;
        ck_assert_int_eq(
            nkt_funding_agree(cases[k].parts, 0, cases[k].n, &cases[k].total, &a, &error), NKT_OK);
        ck_assert_msg(a.agrees == cases[k].agrees, "case %zu: %g to %g left", k, a.left_lower,
                      a.left_upper);
    }
}
END_TEST

START_TEST(what_is_undecided) {
    const nkt_stated parts[] = {EXACTLY(17), EXACTLY(11)}, total = EXACTLY(38);
    nkt_agreement a;

    ck_assert_int_eq(nkt_funding_agree(parts, 0, 2, &total, &a, &error), NKT_OK);
    ck_assert_double_eq(a.left_lower, 10);
    ck_assert_double_eq(a.left_upper, 10);
    ck_assert_double_eq(a.parts_lower, 28);
}
END_TEST

START_TEST(statements_are_checked) {
    static const nkt_stated bad[] = {{-1, 0, NKT_STATED_EXACTLY, 0},
                                     {NAN, 0, NKT_STATED_EXACTLY, 0},
                                     {INFINITY, 0, 1, 0},
                                     {1, 0, NKT_STATED_ABOUT, 0},
                                     {1, -1, NKT_STATED_EXACTLY, 0},
                                     {1, NAN, NKT_STATED_OVER, 0},
                                     {1, 1, 0, 0},
                                     {1, 1, 5, 0},
                                     {1, 1, NKT_STATED_OVER, 1}};
    const nkt_stated good = EXACTLY(1);
    nkt_agreement a = {.agrees = 4711};

    for (size_t k = 0; k < sizeof bad / sizeof bad[0]; k++) {
        const nkt_stated parts[] = {good, bad[k]};
        const int is_code = bad[k].precision < 1 || bad[k].precision > 4;
        ck_assert_int_eq(nkt_funding_agree(parts, 0, 2, &good, &a, &error),
                         is_code ? NKT_E_ID : NKT_E_DOMAIN);
        ck_assert_str_eq(error.subject, "parts[1]");
        ck_assert_int_eq(error.argument, 1);
        ck_assert_int_eq(error.item, 1);
        ck_assert_int_eq(nkt_funding_agree(&good, 0, 1, &bad[k], &a, &error),
                         is_code ? NKT_E_ID : NKT_E_DOMAIN);
        ck_assert_int_eq(error.argument, 4);
    }
    ck_assert_int_eq(nkt_funding_agree(NULL, 0, 1, &good, &a, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_funding_agree(&good, 0, -1, &good, &a, &error), NKT_E_COUNT);
    ck_assert_int_eq(nkt_funding_agree(&good, 0, 1, NULL, &a, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_funding_agree(&good, 0, 1, &good, NULL, &error), NKT_E_NULL);
    {
        const nkt_stated two[] = {good, good};
        ck_assert_int_eq(nkt_funding_agree(two, 8, 2, &good, &a, &error), NKT_E_STRIDE);
        ck_assert_int_eq(error.argument, 2);
    }
    ck_assert_int_eq(a.agrees, 4711);
}
END_TEST

START_TEST(bad_amounts_are_reported_and_left_out) {
    static const int32_t kinds[] = {1, 1, 1, 1, 1};
    const double values[] = {1, -3, INFINITY, NAN, 5};
    const double include[] = {1, 1, 1, 1, 0};
    const nkt_column column = doubles(values), marks = doubles(include),
                     decisions = NKT_ARRAY(0, kinds);
    const nkt_rows rows = {.include = &marks, .n_rows = 5};
    nkt_funding_part parts[NKT_FUNDING_PARTS];

    ck_assert_int_eq(nkt_funding_summary(NULL, &column, &decisions, &rows, parts, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "granted: row 1: -3 is negative");
    ck_assert_int_eq(error.reason, NKT_REASON_NEGATIVE);
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(parts[0].n, 2);
    ck_assert_int_eq(parts[0].n_granted, 1);
    ck_assert_double_eq(parts[0].granted, 1);
    ck_assert_int_eq(nkt_funding_summary(&column, NULL, &decisions, &rows, parts, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.subject, "applied");
}
END_TEST

/* Doubles would lose the ones. */
START_TEST(amounts_are_summed_exactly) {
    static const double values[] = {0x1p53, 1, 1};

    ck_assert_double_eq(sum_of(values, 3), 9007199254740994);
}
END_TEST

START_TEST(calls_are_checked) {
    const double values[] = {1e308, 1e308};
    const int32_t kinds[] = {1, 1};
    const nkt_column column = doubles(values), decisions = NKT_ARRAY(0, kinds);
    const nkt_rows two = NKT_ROWS(2), less = NKT_ROWS(-2);
    const nkt_options odd_options = {.size = sizeof odd_options, .mode = 9};
    nkt_column odd = column;
    nkt_funding_part parts[NKT_FUNDING_PARTS] = {{.n = 4711}};
    nkt_funding_approval approval;

    odd.type = 99;
#define REFUSED(call, status_, argument_)                                                          \
    do {                                                                                           \
        ck_assert_int_eq(call, status_);                                                           \
        ck_assert_int_eq(error.argument, argument_);                                               \
    } while (0)
#define SUMMARY(a, g, d, r, out) nkt_funding_summary(a, g, d, r, out, &error)
    REFUSED(SUMMARY(&odd, NULL, &decisions, &two, parts), NKT_E_TYPE, 1);
    REFUSED(SUMMARY(NULL, &odd, &decisions, &two, parts), NKT_E_TYPE, 2);
    REFUSED(SUMMARY(NULL, NULL, NULL, &two, parts), NKT_E_NULL, 3);
    REFUSED(SUMMARY(NULL, NULL, &decisions, &less, parts), NKT_E_COUNT, 4);
    REFUSED(SUMMARY(NULL, NULL, &decisions, NULL, parts), NKT_E_NULL, 4);
    REFUSED(SUMMARY(NULL, NULL, &decisions, &two, NULL), NKT_E_NULL, 5);
    REFUSED(SUMMARY(&column, NULL, &decisions, &two, parts), NKT_E_DOMAIN, 1);
    ck_assert_int_eq(error.reason, NKT_REASON_OVERFLOW);
    REFUSED(SUMMARY(NULL, &column, &decisions, &two, parts), NKT_E_DOMAIN, 2);
    ck_assert_int_eq(parts[0].n, 4711);
    REFUSED(nkt_funding_approve(NULL, NULL, &approval, &error), NKT_E_NULL, 1);
    REFUSED(nkt_funding_approve(parts, &odd_options, &approval, &error), NKT_E_OPTION, 2);
    ck_assert_str_eq(error.subject, "options.mode");
    REFUSED(nkt_funding_approve(parts, NULL, NULL, &error), NKT_E_NULL, 3);
    parts[3].n = -1;
    REFUSED(nkt_funding_approve(parts, NULL, &approval, &error), NKT_E_COUNT, 1);
    ck_assert_int_eq(error.item, 3);
    ck_assert_str_eq(error.subject, "parts[3]");
    parts[3].n = 0;
    parts[0].applied = -1;
    REFUSED(nkt_funding_approve(parts, NULL, &approval, &error), NKT_E_DOMAIN, 1);
}
END_TEST

Suite *nkt_suite_funding(void) {
    Suite *suite = suite_create("funding");
    TCase *tcase = tcase_create("funding");
    tcase_add_test(tcase, printed_sums_are_found_again);
    tcase_add_test(tcase, medians_are_in_the_middle);
    tcase_add_test(tcase, shares_of_the_report);
    tcase_add_test(tcase, applications_are_summed_up);
    tcase_add_test(tcase, what_is_left_of_the_appropriation);
    tcase_add_test(tcase, statements_are_held_together);
    tcase_add_test(tcase, what_is_undecided);
    tcase_add_test(tcase, statements_are_checked);
    tcase_add_test(tcase, bad_amounts_are_reported_and_left_out);
    tcase_add_test(tcase, amounts_are_summed_exactly);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
