/*
 * The trend of a gap: against normal equations written out, by hand, where the truth is known, bad
 * input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdio.h>

#include "draw.h"
#include "nyckeltal/kinds.h"
#include "nyckeltal/trend.h"

enum { N = 8 };

static double year[N + 1], count[4][N + 1], is_break[N + 1];
static nkt_column years, counts[4], breaks;
static nkt_trend_result result;
static nkt_error error;

static void setup(void) {
    seed = 91;
    years = doubles(year);
    breaks = doubles(is_break);
    for (int k = 0; k < 4; k++)
        counts[k] = doubles(count[k]);
    for (int i = 0; i <= N; i++) {
        year[i] = 2010 + i + (i > 4); /* a gap in the years */
        is_break[i] = 0;
    }
}

static double binomial(double n, double p) {
    double found = 0;
    for (double person = 0; person < n; person++)
        found += uniform() < p;
    return found;
}

static void draw_all(double share_1, double share_2, double step, double size) {
    for (int i = 0; i < N; i++) {
        count[1][i] = floor(size * (0.5 + uniform()));
        count[3][i] = floor(size * (0.5 + uniform()));
        count[0][i] = binomial(count[1][i], share_1 + step * (year[i] - 2014));
        count[2][i] = binomial(count[3][i], share_2);
    }
}

static nkt_series group(int n, int of) {
    return (nkt_series){.rows = NKT_ROWS(n),
                        .years = &years,
                        .parts = &counts[2 * of],
                        .wholes = &counts[2 * of + 1],
                        .breaks = &breaks};
}

/* Of flows, unless the options say otherwise. */
static nkt_status judge(int n, int32_t contrast, const nkt_trend_options *options) {
    const nkt_trend_options flow = {.size = sizeof flow, .measure = NKT_MEASURE_FLOW};
    const nkt_series first = group(n, 0), second = group(n, 1);

    return nkt_trend_gap(&first, &second, contrast, options ? options : &flow, &result, &error);
}

/* ---- against formulas -------------------------------------------------------------------------------- */

/* Shares with half a person more of either outcome: of a year, and of all. */
static double p_of(int k, int i) {
    return (count[k][i] + 0.5) / (count[k + 1][i] + 1);
}

/* The gap of all years: Mantel & Haenszel's. */
static double common(int is_ratio) {
    double above = 0, below = 0, weights = 0;
    for (int i = 0; i < N; i++) {
        const double all = count[1][i] + count[3][i];
        above += count[0][i] * count[3][i] / all;
        below += count[2][i] * count[1][i] / all;
        weights += count[1][i] * count[3][i] / all;
    }
    return is_ratio ? (above + 0.5) / (below + 0.5) : (above - below) / weights;
}

/* Shares with that gap of which both groups together have what they have, half a person more. */
static void shares_of(int i, int is_ratio, double *a, double *b) {
    const double gap = common(is_ratio), n = count[1][i], m = count[3][i];
    const double have = (count[0][i] + count[2][i] + 0.5) / (n + m + 1) * (n + m);
    double low = 0, high = 1;
    for (int k = 0; k < 200; k++) {
        *b = (low + high) / 2;
        *a = is_ratio ? gap * *b : gap + *b;
        if (*a * n + *b * m < have)
            low = *b;
        else
            high = *b;
    }
}

START_TEST(slopes_by_normal_equations) {
    for (int set = 0; set < 40; set++) {
        const int is_ratio = set % 2;
        double w = 0, wt = 0, wg = 0, wtt = 0, wtg = 0, about = 0, determinant, slope, phi;
        /* Student's t with 6 degrees of freedom has .975 below this */
        const double t_6 = 2.446911851144969;
        draw_all(0.45, 0.4, 0.01, 60);
        for (int pass = 0; pass < 2; pass++)
            for (int i = 0; i < N; i++) {
                const double na = count[1][i], nb = count[3][i];
                double a, b, v, g, t;
                shares_of(i, is_ratio, &a, &b);
                v = is_ratio ? (1 - a) / (a * na) + (1 - b) / (b * nb)
                             : 1e4 * (a * (1 - a) / na + b * (1 - b) / nb);
                g = is_ratio ? log(p_of(0, i) / p_of(2, i))
                             : 100 * (count[0][i] / count[1][i] - count[2][i] / count[3][i]);
                t = year[i] - 2014;
                if (pass == 1) {
                    about += (g - wg / w) * (g - wg / w) / v;
                    continue;
                }
                w += 1 / v;
                wt += t / v;
                wg += g / v;
                wtt += t * t / v;
                wtg += t * g / v;
            }
        determinant = w * wtt - wt * wt;
        slope = (w * wtg - wt * wg) / determinant;
        phi = fmax(1, (about - slope * slope * determinant / w) / (N - 2));
        ck_assert_int_eq(judge(N, is_ratio ? NKT_CONTRAST_RATIO : NKT_CONTRAST_DIFFERENCE, NULL),
                         NKT_OK);
        ck_assert_double_eq_tol(is_ratio ? log(result.slope.value) : result.slope.value, slope,
                                1e-10);
        ck_assert_double_eq_tol(result.monotone.statistic, slope * sqrt(determinant / w / phi),
                                1e-8);
        ck_assert_int_eq(result.monotone.method, NKT_TEST_STUDENT);
        ck_assert_double_eq(result.monotone.df, N - 2);
        ck_assert_double_eq_tol(is_ratio ? log(result.slope.upper / result.slope.value)
                                         : result.slope.upper - result.slope.value,
                                t_6 * sqrt(phi * w / determinant), 1e-9);
        ck_assert_double_eq_tol(result.differ.statistic, about, 1e-8);
        ck_assert_double_eq(result.differ.df, N - 1);
        ck_assert_int_eq(result.monotone.n, N);
    }
}
END_TEST

START_TEST(change_is_the_difference_of_differences) {
    nkt_estimate before, now, change;

    draw_all(0.5, 0.3, 0.02, 200);
    judge(N, NKT_CONTRAST_DIFFERENCE, NULL);
    nkt_difference(count[0][0], count[1][0], count[2][0], count[3][0], NULL, &before, NULL);
    nkt_difference(count[0][N - 1], count[1][N - 1], count[2][N - 1], count[3][N - 1], NULL, &now,
                   NULL);
    nkt_change(&before, &now, 0, &change, NULL);
    ck_assert_double_eq_tol(result.change.value, now.value - before.value, 1e-12);
    ck_assert_double_eq_tol(result.change.lower, change.lower, 1e-12);
    ck_assert_double_eq_tol(result.change.upper, change.upper, 1e-12);
    ck_assert_int_eq(result.arrow, 1);
    ck_assert_int_eq(result.first_year, 2010);
    ck_assert_int_eq(result.last_year, 2018);
    judge(N, NKT_CONTRAST_RATIO, NULL);
    ck_assert_double_eq_tol(result.change.value,
                            p_of(0, N - 1) / p_of(2, N - 1) / (p_of(0, 0) / p_of(2, 0)), 1e-12);
    ck_assert(result.change.lower < result.change.value &&
              result.change.value < result.change.upper);
    ck_assert_double_gt(result.change.lower, 0);
}
END_TEST

/* ---- the verdict -------------------------------------------------------------------------------------- */

START_TEST(verdicts) {
    const nkt_trend_options stock = {.size = sizeof stock, .measure = NKT_MEASURE_STOCK},
                            band = {.size = sizeof band,
                                    .measure = NKT_MEASURE_FLOW,
                                    .dead_band = 90},
                            across = {.size = sizeof across,
                                      .measure = NKT_MEASURE_FLOW,
                                      .across_breaks = 1};

    for (int i = 0; i < N; i++) { /* two points a year, of many persons */
        count[1][i] = count[3][i] = 10000;
        count[0][i] = 4000 + 200 * (year[i] - 2010);
        count[2][i] = 4000;
    }
    judge(N, NKT_CONTRAST_DIFFERENCE, NULL);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_UP);
    ck_assert_double_eq_tol(result.slope.value, 2, 1e-12);
    ck_assert_double_eq_tol(result.change.value, 16, 1e-12);
    judge(N, NKT_CONTRAST_DIFFERENCE, &band);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_STABLE);
    judge(N, NKT_CONTRAST_DIFFERENCE, &stock);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_UP);
    ck_assert_int_eq(result.differ.method, NKT_TEST_NONE);
    ck_assert_int_eq(result.monotone.method, NKT_TEST_STUDENT);
    ck_assert_double_nan(result.slope.lower);
    is_break[6] = 1; /* two years are left */
    judge(N, NKT_CONTRAST_DIFFERENCE, NULL);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_TOO_FEW_YEARS);
    ck_assert_int_eq(result.first_year, 2017);
    ck_assert_double_eq_tol(result.change.value, 2, 1e-12);
    judge(N, NKT_CONTRAST_DIFFERENCE, &across);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_UP);
    is_break[6] = 0;
    for (int i = 0; i < N; i++)
        count[2][i] = count[0][i]; /* both rise: the gap does not */
    judge(N, NKT_CONTRAST_DIFFERENCE, NULL);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_RANDOM);
    ck_assert_int_eq(result.arrow, 0);
    for (int i = 0; i < N; i++)
        year[i] = 2010 + i;
    count[0][0] = count[0][N - 1] = 8000; /* the first and the last year are others: no slope */
    count[2][0] = count[2][N - 1] = 5000;
    judge(N, NKT_CONTRAST_RATIO, NULL);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_CHANGED);
    judge(0, NKT_CONTRAST_DIFFERENCE, NULL);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_TOO_FEW_YEARS);
    ck_assert_int_eq(result.change.state, NKT_STATE_MISSING);
    ck_assert_double_nan(result.slope.value);
}
END_TEST

/* Of persons by chance alone, known to be. */
START_TEST(constant_gaps_seldom_show_a_trend) {
    const nkt_trend_options known = {
        .size = sizeof known, .measure = NKT_MEASURE_FLOW, .dispersion = 1};

    for (int measure = NKT_CONTRAST_DIFFERENCE; measure <= NKT_CONTRAST_RATIO; measure++) {
        double seen[2] = {0};
        for (int round = 0; round < 4000; round++)
            for (int opens = 0; opens < 2; opens++) {
                draw_all(0.3 + 0.3 * uniform(), 0.3 + 0.3 * uniform(), 0.02 * opens,
                         20 + 180 * uniform());
                judge(N, measure, &known);
                seen[opens] +=
                    result.verdict == NKT_VERDICT_UP || result.verdict == NKT_VERDICT_DOWN;
            }
        printf(
            "  %s: opening seen where there is none %.2f %%, where it is 2 points a year %.0f %%\n",
            measure == NKT_CONTRAST_RATIO ? "ratio" : "difference", seen[0] / 40, seen[1] / 40);
        ck_assert_double_le(seen[0] / 4000, 0.05 + 1.5 * sqrt(0.05 * 0.95 / 4000));
        ck_assert_double_gt(seen[1] / 4000, 0.3);
    }
}
END_TEST

/* ---- bad input ---------------------------------------------------------------------------------------- */

START_TEST(bad_years_are_reported_and_left_out) {
    draw_all(0.4, 0.4, 0, 50);
    count[0][1] = -1;
    count[3][1] = INFINITY; /* the same row: reported once */
    count[1][2] = 0;        /* nobody: left out */
    count[2][3] = NAN;
    year[4] = 2014.5;
    count[0][5] = count[1][5] + 2; /* a perturbed table */
    ck_assert_int_eq(judge(N, NKT_CONTRAST_RATIO, NULL), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "first.parts: row 1: -1 is negative");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(result.monotone.n, N - 4);
    ck_assert(isfinite(result.slope.value));
    for (int i = 0; i < N; i++) { /* shares of 0 and 100 per cent have a gap too */
        year[i] = 2010 + i;
        count[1][i] = count[3][i] = 20;
        count[0][i] = 20;
        count[2][i] = 0;
    }
    ck_assert_int_eq(judge(N, NKT_CONTRAST_RATIO, NULL), NKT_OK);
    ck_assert_double_eq_tol(result.slope.value, 1, 1e-12);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_RANDOM);
}
END_TEST

static void refused(nkt_status got, nkt_status status, int argument, const char *subject) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    ck_assert_str_eq(error.subject, subject);
    ck_assert_int_eq(result.verdict, 4711);
}

START_TEST(calls_are_checked) {
    const nkt_trend_options odd_options = {.size = sizeof odd_options, .confidence = 2},
                            flow = {.size = sizeof flow, .measure = NKT_MEASURE_FLOW};
    const nkt_series a = group(N, 0), b = group(N, 1);
    nkt_series wrong;
    nkt_column odd = years;

    odd.type = 99;
    draw_all(0.4, 0.4, 0, 50);
    result.verdict = 4711;
#define GAP(first, second, contrast, options, to)                                                  \
    nkt_trend_gap(first, second, contrast, options, to, &error)
#define FIRST(member, bad, status, subject)                                                        \
    wrong = a;                                                                                     \
    wrong.member = bad;                                                                            \
    refused(GAP(&wrong, &b, 1, &flow, &result), status, 1, subject)
#define SECOND(member, bad, status, subject)                                                       \
    wrong = b;                                                                                     \
    wrong.member = bad;                                                                            \
    refused(GAP(&a, &wrong, 1, &flow, &result), status, 2, subject)
    FIRST(years, NULL, NKT_E_NULL, "first.years");
    FIRST(years, &odd, NKT_E_TYPE, "first.years");
    FIRST(parts, NULL, NKT_E_NULL, "first.parts");
    FIRST(wholes, NULL, NKT_E_NULL, "first.wholes");
    SECOND(parts, NULL, NKT_E_NULL, "second.parts");
    SECOND(wholes, NULL, NKT_E_NULL, "second.wholes");
    SECOND(parts, &odd, NKT_E_TYPE, "second.parts");
    SECOND(breaks, &odd, NKT_E_TYPE, "second.breaks");
    FIRST(rows.n_rows, -1, NKT_E_COUNT, "first.rows.n_rows");
    FIRST(rows.n_rows, 61, NKT_E_COUNT, "first.rows");
    refused(GAP(NULL, &b, 1, &flow, &result), NKT_E_NULL, 1, "first");
    refused(GAP(&a, NULL, 1, &flow, &result), NKT_E_NULL, 2, "second");
    refused(GAP(&a, &b, 3, &flow, &result), NKT_E_ID, 3, "contrast");
    refused(GAP(&a, &b, 1, &odd_options, &result), NKT_E_OPTION, 4, "options.confidence");
    refused(GAP(&a, &b, 1, NULL, &result), NKT_E_MEASURE, 4, "options.measure");
    refused(GAP(&a, &b, 1, &flow, NULL), NKT_E_NULL, 5, "out");
    year[3] = year[1];
    refused(GAP(&a, &b, 1, &flow, &result), NKT_E_DUPLICATE, 1, "first.years");
    ck_assert_int_eq(error.row, 3);
}
END_TEST

/* A row per group and year: the groups need not have the same rows, nor the same years. */
START_TEST(groups_are_brought_together_by_year) {
    static double when[2 * N], part[2 * N], whole[2 * N];
    static int8_t is_first[2 * N], is_second[2 * N];
    const nkt_column of_when = doubles(when), of_part = doubles(part), of_whole = doubles(whole),
                     in_first = NKT_ARRAY(0, is_first), in_second = NKT_ARRAY(0, is_second);
    const nkt_trend_options flow = {.size = sizeof flow, .measure = NKT_MEASURE_FLOW};
    nkt_series first = {
        .rows = NKT_ROWS(2 * N), .years = &of_when, .parts = &of_part, .wholes = &of_whole};
    nkt_series second = first;
    nkt_trend_result side_by_side;

    draw_all(0.45, 0.4, 0.01, 60);
    judge(N - 1, NKT_CONTRAST_DIFFERENCE, NULL);
    side_by_side = result;
    for (int i = 0; i < N; i++)
        for (int k = 0; k < 2; k++) {
            const int row = k ? 2 * N - 1 - i : i;
            when[row] = year[i] + (k && i == N - 1 ? 100 : 0); /* the last year of one alone */
            part[row] = count[2 * k][i];
            whole[row] = count[2 * k + 1][i];
            is_first[row] = !k;
            is_second[row] = (int8_t)k;
        }
    first.rows.include = &in_first;
    second.rows.include = &in_second;
    ck_assert_int_eq(
        nkt_trend_gap(&first, &second, NKT_CONTRAST_DIFFERENCE, &flow, &result, &error), NKT_OK);
    ck_assert_mem_eq(&result, &side_by_side, sizeof result);
}
END_TEST

Suite *nkt_suite_gap_trend(void) {
    Suite *suite = suite_create("gap_trend");
    TCase *tcase = tcase_create("gap_trend");
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, slopes_by_normal_equations);
    tcase_add_test(tcase, change_is_the_difference_of_differences);
    tcase_add_test(tcase, verdicts);
    tcase_add_test(tcase, constant_gaps_seldom_show_a_trend);
    tcase_add_test(tcase, bad_years_are_reported_and_left_out);
    tcase_add_test(tcase, calls_are_checked);
    tcase_add_test(tcase, groups_are_brought_together_by_year);
    suite_add_tcase(suite, tcase);
    return suite;
}
