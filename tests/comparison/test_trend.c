/*
 * Trends: tests against R and against all orders of the values, Theil and Sen's limits against the test
 * that they invert, the verdict where the truth is known, breaks and revisions by hand, bad input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "draw.h"
#include "data.h"
#include "nyckeltal/kinds.h"
#include "nyckeltal/trend.h"

enum { MOST = NKT_TREND_YEARS_MAX };

static double year[MOST + 1], y[MOST + 1], part[MOST + 1], whole[MOST + 1], is_break[MOST + 1];
static nkt_column years, values, parts, wholes, breaks;
static nkt_error error;
static nkt_test test;
static nkt_estimate estimate;
static nkt_trend_result result;

static void setup(void) {
    years = doubles(year);
    values = doubles(y);
    parts = doubles(part);
    wholes = doubles(whole);
    breaks = doubles(is_break);
    seed = 5;
}

static double binomial(double n, double p) {
    double found = 0;
    for (double person = 0; person < n; person++)
        found += uniform() < p;
    return found;
}

static void draw(int n, int with_ties) {
    for (int i = 0; i < n; i++) {
        year[i] = 2000 + i + (i > n / 2 ? 2 : 0); /* a gap */
        y[i] = with_ties ? floor(4 * uniform()) : 50 + 10 * uniform();
        whole[i] = 20 + floor(200 * uniform());
        part[i] = binomial(whole[i], 0.3);
    }
}

/* ---- Mann and Kendall, Theil and Sen ---------------------------------------------------------------------- */

static double s_of(const double *v, int n) {
    double s = 0;
    for (int a = 0; a < n; a++)
        for (int b = a + 1; b < n; b++)
            s += (v[b] > v[a]) - (v[b] < v[a]);
    return s;
}

/* How many of all orders of v[k...] have |S| of at least `least`; n! of them. */
static double count_orders(double *v, int n, int k, double least) {
    double found = 0;
    if (k == n)
        return fabs(s_of(v, n)) >= least;
    for (int i = k; i < n; i++) {
        double kept = v[k];
        v[k] = v[i], v[i] = kept;
        found += count_orders(v, n, k + 1, least);
        kept = v[k], v[k] = v[i], v[i] = kept;
    }
    return found;
}

static double exact_p(const double *v, int n) {
    double copy[MOST], orders = 1;
    memcpy(copy, v, (size_t)n * sizeof *v);
    for (int i = 2; i <= n; i++)
        orders *= i;
    return count_orders(copy, n, 0, fabs(s_of(v, n))) / orders;
}

START_TEST(kendall_is_that_of_all_orders) {
    const int n = 3 + _i / 2, with_ties = _i % 2;
    const int rounds = n < 8 ? 10 : 1;

    for (int round = 0; round < rounds; round++) {
        draw(n, with_ties);
        if (with_ties)
            y[0] = 1, y[1] = 2; /* not all alike */
        ck_assert_int_eq(nkt_mann_kendall(&years, &values, n, 0, &test, &error), NKT_OK);
        ck_assert_int_eq(test.method, NKT_TEST_EXACT);
        ck_assert_int_eq(test.n, n);
        ck_assert_double_eq(test.statistic, s_of(y, n));
        ck_assert_double_eq_tol(test.p, exact_p(y, n), 1e-14);
    }
}
END_TEST

START_TEST(kendall_of_the_methods) {
    static const double ties[] = {1, 2, 2, 3, 3},
                        smallest[] = {NAN, NAN, NAN, 1.0 / 3, 1.0 / 12, 1.0 / 60};

    for (int i = 0; i < 12; i++)
        year[i] = 2010 - i; /* the order of the rows does not matter */
    for (int i = 0; i < 5; i++)
        y[i] = -ties[i];
    nkt_mann_kendall(&years, &values, 5, 0, &test, &error);
    ck_assert_double_eq_tol(test.p, 2 / 30.0, 1e-14);
    ck_assert_int_eq(test.sign, 1);
    for (int i = 0; i < 12; i++)
        y[i] = i;
    for (int n = 3; n <= 5; n++) {
        nkt_mann_kendall(&years, &values, n, 0, &test, &error);
        ck_assert_double_eq_tol(test.p, smallest[n], 1e-14);
        ck_assert_int_eq(test.sign, -1);
    }
    nkt_mann_kendall(&years, &values, 2, 0, &test, &error);
    ck_assert_int_eq(test.method, NKT_TEST_NONE);
    ck_assert_double_nan(test.p);
    nkt_mann_kendall(&years, &values, 12, 0, &test, &error); /* S = -66, variance 212.67 */
    ck_assert_int_eq(test.method, NKT_TEST_ASYMPTOTIC);
    ck_assert_double_eq_tol(test.p, erfc(65 / sqrt(12 * 11 * 29 / 18.0) / sqrt(2)), 1e-14);
    nkt_mann_kendall(&years, &values, 12, 0.5, &test, &error);
    ck_assert_double_eq_tol(test.p, erfc(65 / sqrt(3 * 12 * 11 * 29 / 18.0) / sqrt(2)), 1e-14);
}
END_TEST

/* Whether the exact test rejects that the slope is b. */
static int rejects(int n, double b, double alpha) {
    double rest[MOST];
    for (int i = 0; i < n; i++)
        rest[i] = y[i] - b * (year[i] - year[0]);
    return exact_p(rest, n) <= alpha;
}

START_TEST(theil_sen_limits_invert_the_test) {
    for (int n = 5; n <= 7; n++)
        for (int round = 0; round < 5; round++) {
            double width;
            draw(n, 0);
            ck_assert_int_eq(
                nkt_slope(&years, &values, n, NKT_SLOPE_THEIL_SEN, NULL, &estimate, &error),
                NKT_OK);
            width = estimate.upper - estimate.lower;
            ck_assert(estimate.lower <= estimate.value && estimate.value <= estimate.upper);
            ck_assert(!rejects(n, estimate.lower + 1e-9 * width, 0.05));
            ck_assert(!rejects(n, estimate.upper - 1e-9 * width, 0.05));
            ck_assert(rejects(n, estimate.lower - 1e-9 * width, 0.05));
            ck_assert(rejects(n, estimate.upper + 1e-9 * width, 0.05));
        }
    ck_assert_int_eq(nkt_slope(&years, &values, 4, NKT_SLOPE_THEIL_SEN, NULL, &estimate, &error),
                     NKT_OK);
    ck_assert_double_nan(estimate.lower);
    ck_assert_int_eq(estimate.state, NKT_STATE_VALUE);
}
END_TEST

START_TEST(theil_sen_is_the_median_of_pairs) {
    for (int n = 2; n <= MOST; n += 7) {
        int below = 0, above = 0, pairs = n * (n - 1) / 2;
        draw(n, 0);
        nkt_slope(&years, &values, n, NKT_SLOPE_THEIL_SEN, NULL, &estimate, &error);
        for (int a = 0; a < n; a++)
            for (int b = a + 1; b < n; b++) {
                const double slope = (y[b] - y[a]) / (year[b] - year[a]);
                below += slope < estimate.value - 1e-12;
                above += slope > estimate.value + 1e-12;
            }
        ck_assert_int_eq(below, pairs / 2);
        ck_assert_int_eq(above, pairs / 2);
        ck_assert_double_eq(estimate.basis, n);
    }
    ck_assert_int_eq(nkt_slope(&years, &values, 1, NKT_SLOPE_THEIL_SEN, NULL, &estimate, &error),
                     NKT_OK);
    ck_assert_int_eq(estimate.state, NKT_STATE_MISSING);
}
END_TEST

/* ---- against R ---------------------------------------------------------------------------------------------- */

enum { SETS = 12 };

static int n_of(int set) {
    return set < 8 ? 3 + set : 11 + 5 * (set - 8);
}

static void draw_set(int set) {
    seed = (uint64_t)set + 100;
    draw(n_of(set), 0);
    if (set == 3) /* expected counts below 5 */
        for (int i = 0; i < n_of(set); i++) {
            whole[i] = 6 + i;
            part[i] = i % 3;
        }
}

static double found_of(const char *what) {
    if (strcmp(what, "slope") == 0)
        return estimate.value;
    if (strcmp(what, "lower") == 0)
        return estimate.lower;
    return estimate.upper;
}

START_TEST(tests_are_those_of_r) {
    char in[512], out[512], command[1200];
    int compared = 0;
    csv_table *csv;
    FILE *to;

    if (!have_program("Rscript", "trends against R"))
        return;
    snprintf(in, sizeof in, "%s", output_path("trend_in.csv"));
    snprintf(out, sizeof out, "%s", output_path("trend_out.csv"));
    to = fopen(in, "w");
    ck_assert_ptr_nonnull(to);
    fprintf(to, "set,year,y,part,whole\n");
    for (int set = 0; set < SETS; set++) {
        draw_set(set);
        for (int i = 0; i < n_of(set); i++)
            fprintf(to, "%d,%g,%.17g,%g,%g\n", set, year[i], y[i], part[i], whole[i]);
    }
    ck_assert_int_eq(fclose(to), 0);
    snprintf(command, sizeof command, "Rscript tests/accuracy/trend.R '%s' '%s'", in, out);
    ck_assert_int_eq(system(command), 0);
    csv = csv_read(out);
    for (int r = 0; r < csv_rows(csv); r++) {
        const char *what = csv_text(csv, r, 0);
        const int set = (int)csv_number(csv, r, 1), n = n_of(set);
        const double wanted = csv_number(csv, r, 2);
        double found, tolerance = 1e-10;
        draw_set(set);
        if (strncmp(what, "armitage", 8) == 0) {
            nkt_cochran_armitage(&years, &parts, &wholes, n, &test, &error);
            found = strcmp(what, "armitage") == 0 ? test.statistic : test.p;
        } else if (strncmp(what, "pearson", 7) == 0) {
            nkt_heterogeneity(&years, &parts, &wholes, n, -1, 0, &test, &error);
            ck_assert_int_eq(test.method, NKT_TEST_ASYMPTOTIC);
            found = strcmp(what, "pearson") == 0 ? test.statistic : test.p;
        } else if (strcmp(what, "drawn_p") == 0) {
            nkt_heterogeneity(&years, &parts, &wholes, n, 50000, 9, &test, &error);
            if (test.method != NKT_TEST_PERMUTATION)
                continue;
            found = test.p;
            tolerance = 4 * sqrt(2 * wanted * (1 - wanted) / 50000) + 2e-5;
        } else if (strcmp(what, "kendall_p") == 0) {
            nkt_mann_kendall(&years, &values, n, 0, &test, &error);
            found = test.p;
        } else {
            nkt_slope(&years, &values, n, NKT_SLOPE_LEAST_SQUARES, NULL, &estimate, &error);
            found = found_of(what);
        }
        compared++;
        ck_assert_msg(fabs(found - wanted) <= tolerance * fmax(1, fabs(wanted)),
                      "set %d, %s: %.17g, and R says %.17g", set, what, found, wanted);
    }
    csv_free(csv);
    ck_assert_int_ge(compared, SETS * 7 + 9); /* 8 exact tests of Kendall's, one drawn at least */
}
END_TEST

/* ---- two years ------------------------------------------------------------------------------------------------ */

START_TEST(the_change_of_shares_is_their_difference) {
    for (int k = 0; k < 50; k++) {
        const double n = 1 + floor(300 * uniform()), m = 1 + floor(300 * uniform());
        const double a = floor(uniform() * (n + 1)), b = floor(uniform() * (m + 1));
        const nkt_options options = {.size = sizeof options, .correlation = 2 * uniform() - 1};
        nkt_estimate before, now, wanted;
        nkt_share(a, n, NULL, &before, &error);
        nkt_share(b, m, NULL, &now, &error);
        nkt_difference(b, m, a, n, &options, &wanted, &error);
        ck_assert_int_eq(nkt_change(&before, &now, options.correlation, &estimate, &error), NKT_OK);
        ck_assert_double_eq_tol(estimate.value, wanted.value, 1e-12);
        ck_assert_double_eq_tol(estimate.lower, wanted.lower, 1e-6);
        ck_assert_double_eq_tol(estimate.upper, wanted.upper, 1e-6);
        ck_assert_double_eq(estimate.basis, wanted.basis);
    }
}
END_TEST

START_TEST(changes_without_limits_or_values) {
    const nkt_estimate a = {5, NAN, NAN, 10, NKT_STATE_VALUE, NKT_FLAG_PARTIAL};
    const nkt_estimate b = {7, 6, 9, 20, NKT_STATE_VALUE, 0};
    const nkt_estimate secret = {NAN, NAN, NAN, NAN, NKT_STATE_SECRET, 0};
    int32_t arrow;

    nkt_change(&a, &b, 0, &estimate, &error);
    ck_assert_double_eq(estimate.value, 2);
    ck_assert_double_nan(estimate.lower);
    ck_assert_double_nan(estimate.upper);
    ck_assert_int_eq(estimate.flags, NKT_FLAG_PARTIAL);
    ck_assert_int_eq(nkt_arrow(&estimate, 0, &arrow, &error), NKT_OK);
    ck_assert_int_eq(arrow, 1);
    nkt_arrow(&estimate, 2, &arrow, &error);
    ck_assert_int_eq(arrow, 0);
    nkt_change(&b, &a, 0, &estimate, &error);
    nkt_arrow(&estimate, 1, &arrow, &error);
    ck_assert_int_eq(arrow, -1);
    nkt_change(&secret, &b, 0, &estimate, &error);
    ck_assert_int_eq(estimate.state, NKT_STATE_SECRET);
    ck_assert_double_nan(estimate.value);
    nkt_arrow(&estimate, 1, &arrow, &error);
    ck_assert_int_eq(arrow, 0);
}
END_TEST

/* The difference that can be detected is detected as often as it says. */
START_TEST(power_is_what_it_is_called) {
    const double n = 400, m = 250;
    double points, found = 0;
    int32_t n_years;

    ck_assert_int_eq(nkt_detectable_difference(50, n, m, 0, 0, 0.8, &points, &error), NKT_OK);
    for (int k = 0; k < 4000; k++) {
        const double a = binomial(n, 0.5 - points / 200) / n,
                     b = binomial(m, 0.5 + points / 200) / m;
        const double all = (a * n + b * m) / (n + m);
        found += fabs(a - b) / sqrt(all * (1 - all) * (1 / n + 1 / m)) > 1.959963984540054;
    }
    ck_assert_double_eq_tol(found / 4000, 0.8, 0.03);
    /* A trend of 2 points a year in groups of 300: found in so many years, and not in fewer. */
    ck_assert_int_eq(nkt_years_to_show(50, 300, 2, 0, 0.8, &n_years, &error), NKT_OK);
    for (int less = 0; less < 2; less++) {
        found = 0;
        for (int k = 0; k < 2000; k++) {
            for (int i = 0; i < n_years - less; i++) {
                year[i] = i;
                whole[i] = 300;
                part[i] = binomial(300, 0.5 + 0.02 * (i - (n_years - less - 1) / 2.0));
            }
            nkt_cochran_armitage(&years, &parts, &wholes, n_years - less, &test, &error);
            found += test.p < 0.05;
        }
        ck_assert(less ? found / 2000 < 0.82 : found / 2000 > 0.78);
    }
    nkt_years_to_show(50, 1, 1e-6, 0, 0.8, &n_years, &error);
    ck_assert_int_eq(n_years, -1);
}
END_TEST

/* ---- the verdict ------------------------------------------------------------------------------------------------- */

static nkt_status judge(int n, const nkt_trend_options *options) {
    return nkt_trend(&years, NULL, &parts, &wholes, &breaks, n, options, &result, &error);
}

START_TEST(verdicts_by_hand) {
    nkt_trend_options options = {.size = sizeof options};
    static const double up[] = {40, 45, 50, 55, 60}, away[] = {50, 70, 30, 70, 50};

    for (int i = 0; i < 6; i++) {
        year[i] = 2014 + i;
        whole[i] = 400;
        part[i] = 200 + i % 2;
    }
    ck_assert_int_eq(judge(5, NULL), NKT_OK);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_RANDOM);
    ck_assert_int_eq(result.first_year, 2014);
    ck_assert_int_eq(result.last_year, 2018);
    options.dead_band = 10;
    judge(5, &options);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_STABLE);
    ck_assert_int_eq(result.arrow, 0);
    options.dead_band = 0;
    judge(2, &options);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_TOO_FEW_YEARS);
    ck_assert_double_eq_tol(result.change.value, 0.25, 1e-12);
    for (int i = 0; i < 5; i++)
        part[i] = 4 * up[i];
    judge(5, &options);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_UP);
    ck_assert_int_eq(result.arrow, 1);
    ck_assert_double_eq_tol(result.slope.value, 5, 1e-12);
    is_break[2] = 1; /* what lies before 2016 is another figure */
    judge(5, &options);
    ck_assert_int_eq(result.first_year, 2016);
    ck_assert_double_eq_tol(result.change.value, 10, 1e-12);
    options.across_breaks = 1;
    judge(5, &options);
    ck_assert_int_eq(result.first_year, 2014);
    options.across_breaks = 0;
    is_break[2] = 0;
    for (int i = 0; i < 5; i++)
        part[i] = 400 - 4 * up[i];
    judge(5, &options);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_DOWN);
    options.is_stock = 1; /* five years of one order: exact p = 1 / 60 */
    judge(5, &options);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_DOWN);
    ck_assert_int_eq(result.monotone.method, NKT_TEST_EXACT);
    ck_assert_int_eq(result.differ.method, NKT_TEST_NONE);
    judge(4, &options);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_TOO_FEW_YEARS);
    options.is_stock = 0;
    for (int i = 0; i < 5; i++)
        part[i] = 4 * away[i];
    judge(5, &options);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_CHANGED);
    for (int i = 0; i < 6; i++)
        y[i] = i;
    ck_assert_int_eq(nkt_trend(&years, &values, NULL, NULL, NULL, 6, &options, &result, &error),
                     NKT_OK);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_UP);
    ck_assert_double_nan(result.change.lower);
    ck_assert_int_eq(nkt_trend(&years, &values, NULL, NULL, NULL, 0, NULL, &result, &error),
                     NKT_OK);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_TOO_FEW_YEARS);
    ck_assert_str_eq(nkt_verdict_name(NKT_VERDICT_CHANGED), "changed without trend");
    ck_assert_str_eq(nkt_verdict_name(6), "");
}
END_TEST

enum { UNITS = 300 };

/* Sizes of the groups of one year after the other: published shares betray them. */
static int read_sizes(double sizes[UNITS][4]) {
    static char codes[UNITS][8];
    const char *path = data_path("refugee_group_size_2014_2018.csv");
    csv_table *csv = path ? csv_read(path) : NULL;
    int n = 0;

    if (!csv)
        return 0;
    for (int r = 0; r < csv_rows(csv); r++) {
        const char *code = csv_text(csv, r, csv_column(csv, "municipality"));
        const int when = (int)csv_number(csv, r, csv_column(csv, "year")) - 2014;
        const double size = csv_number(csv, r, csv_column(csv, "refugees_20_64"));
        int unit = 0;
        while (unit < n && strcmp(codes[unit], code) != 0)
            unit++;
        if (unit == n && n < UNITS)
            snprintf(codes[n++], sizeof codes[0], "%s", code);
        if (unit < UNITS && when >= 0 && when < 5 && when != 2)
            sizes[unit][when > 2 ? when - 1 : when] = size;
    }
    csv_free(csv);
    return n;
}

START_TEST(constant_shares_seldom_show_a_trend) {
    static double sizes[UNITS][4];
    static const double when[4] = {2014, 2015, 2017, 2018};
    const int n_units = read_sizes(sizes);
    double trends[2] = {0}, judged = 0;

    if (n_units == 0)
        return;
    for (int round = 0; round < 100; round++)
        for (int unit = 0; unit < n_units; unit++) {
            const double share = 0.3 + 0.4 * uniform();
            int complete = 1;
            for (int i = 0; i < 4; i++)
                complete &= sizes[unit][i] > 0 && sizes[unit][i] < 3000;
            if (!complete)
                continue;
            judged++;
            for (int rising = 0; rising < 2; rising++) {
                for (int i = 0; i < 4; i++) {
                    year[i] = when[i];
                    whole[i] = sizes[unit][i];
                    part[i] = binomial(whole[i], share + rising * 0.02 * (when[i] - 2016));
                }
                ck_assert_int_eq(judge(4, NULL), NKT_OK);
                trends[rising] +=
                    result.verdict == NKT_VERDICT_UP || result.verdict == NKT_VERDICT_DOWN;
            }
        }
    printf(
        "  trend seen where there is none: %.2f %% of %.0f; where it is 2 points a year: %.0f %%\n",
        100 * trends[0] / judged, judged, 100 * trends[1] / judged);
    ck_assert_double_gt(judged, 20000);
    ck_assert_double_le(trends[0] / judged, 0.05);
    ck_assert_double_gt(trends[1] / judged, 0.3);
}
END_TEST

/* ---- breaks and revisions ------------------------------------------------------------------------------------------- */

START_TEST(series_are_spliced) {
    const double old_series[] = {10, 20, 30, 40, NAN}, new_series[] = {NAN, NAN, 33, 45, 50};
    const nkt_column o = doubles(old_series), n = doubles(new_series);
    double out[5], step;
    int64_t overlap;

    ck_assert_int_eq(nkt_splice(&o, &n, 5, NKT_SPLICE_DIFFERENCE, out, 8, &step, &overlap, &error),
                     NKT_OK);
    ck_assert_int_eq(overlap, 2);
    ck_assert_double_eq(step, 4);
    ck_assert_double_eq(out[0], 14);
    ck_assert_double_eq(out[2], 33);
    ck_assert_double_eq(out[4], 50);
    ck_assert_int_eq(nkt_splice(&o, &n, 5, NKT_SPLICE_RATIO, out, 8, &step, &overlap, &error),
                     NKT_OK);
    ck_assert_double_eq_tol(step, 78 / 70.0, 1e-15);
    ck_assert_double_eq_tol(out[1], 20 * 78 / 70.0, 1e-13);
    ck_assert_int_eq(nkt_splice(&o, &n, 2, NKT_SPLICE_RATIO, out, 8, &step, &overlap, &error),
                     NKT_NOT_ESTIMABLE);
    ck_assert_double_nan(out[0]);
    ck_assert_double_nan(step);
}
END_TEST

START_TEST(revisions_are_measured) {
    const double was[] = {10, 20, 30, NAN, 50, 60}, is[] = {10.04, 21, 28, 5, NAN, 60};
    const nkt_column earlier = doubles(was), later = doubles(is);
    nkt_revision r;

    ck_assert_int_eq(nkt_revision_of(&earlier, &later, 6, 0.05, &r, &error), NKT_OK);
    ck_assert_int_eq(r.n, 4);
    ck_assert_int_eq(r.n_changed, 2);
    ck_assert_int_eq(r.n_lost, 2);
    ck_assert_double_eq(r.largest, -2);
    ck_assert_int_eq(r.largest_row, 2);
    ck_assert_double_eq_tol(r.mean, (0.04 + 1 - 2) / 4, 1e-12);
    ck_assert_double_eq_tol(r.mean_absolute, 3.04 / 4, 1e-12);
    nkt_revision_of(&earlier, &later, 0, 0, &r, &error);
    ck_assert_int_eq(r.largest_row, -1);
    ck_assert_double_nan(r.mean);
}
END_TEST

/* ---- bad data and calls --------------------------------------------------------------------------------------------- */

START_TEST(bad_years_are_told_and_left_out) {
    draw(8, 0);
    part[1] = whole[1] + 1; /* as perturbed tables have it */
    part[2] = -1;
    whole[3] = INFINITY;
    whole[4] = 0; /* no share: a gap */
    part[5] = NAN;
    year[6] = 2010.5;
    ck_assert_int_eq(judge(8, NULL), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "parts: row 2: -1 is negative");
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_int_eq(result.monotone.n, 3);
}
END_TEST

START_TEST(years_may_come_in_any_order_but_once) {
    nkt_trend_result sorted;

    draw(9, 0);
    judge(9, NULL);
    sorted = result;
    for (int i = 0; i < 4; i++) { /* the other way round */
        double *const all[] = {year, part, whole};
        for (int k = 0; k < 3; k++) {
            const double kept = all[k][i];
            all[k][i] = all[k][8 - i];
            all[k][8 - i] = kept;
        }
    }
    judge(9, NULL);
    ck_assert_mem_eq(&result, &sorted, sizeof sorted);
    year[7] = year[3];
    ck_assert_int_eq(judge(9, NULL), NKT_E_DUPLICATE);
    ck_assert_int_eq(error.row, 7);
    ck_assert_int_eq(error.argument, 1);
}
END_TEST

static void refused(nkt_status got, nkt_status status, int argument, const char *message) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
    if (message)
        ck_assert_str_eq(error.message, message);
    ck_assert_int_eq(result.verdict, 4711);
}

START_TEST(calls_are_checked) {
    nkt_trend_options options = {.size = sizeof options};
    const nkt_options odd_options = {.size = sizeof odd_options, .confidence = 2};
    nkt_column odd = values;
    nkt_revision revision;
    double x[3];
    int64_t n;
    int32_t k;

    draw(9, 0);
    odd.type = 99;
    result.verdict = 4711;
#define TREND(t, v, p, w, b, rows, o, to) nkt_trend(t, v, p, w, b, rows, o, to, &error)
    refused(TREND(NULL, &values, NULL, NULL, NULL, 9, NULL, &result), NKT_E_NULL, 1,
            "years: is NULL");
    refused(TREND(&odd, &values, NULL, NULL, NULL, 9, NULL, &result), NKT_E_TYPE, 1, NULL);
    refused(TREND(&years, NULL, NULL, NULL, NULL, 9, NULL, &result), NKT_E_NULL, 2, NULL);
    refused(TREND(&years, &odd, NULL, NULL, NULL, 9, NULL, &result), NKT_E_TYPE, 2, NULL);
    refused(TREND(&years, NULL, NULL, &wholes, NULL, 9, NULL, &result), NKT_E_NULL, 3, NULL);
    refused(TREND(&years, NULL, &parts, NULL, NULL, 9, NULL, &result), NKT_E_NULL, 4, NULL);
    refused(TREND(&years, NULL, &parts, &wholes, &odd, 9, NULL, &result), NKT_E_TYPE, 5, NULL);
    refused(TREND(&years, &values, NULL, NULL, NULL, -1, NULL, &result), NKT_E_COUNT, 6, NULL);
    refused(TREND(&years, &values, NULL, NULL, NULL, MOST + 1, NULL, &result), NKT_E_COUNT, 6,
            NULL);
    refused(TREND(&years, &values, NULL, NULL, NULL, 9, NULL, NULL), NKT_E_NULL, 8, NULL);
#define OPTION(field, wrong)                                                                       \
    options = (nkt_trend_options){.size = sizeof options, .field = wrong};                         \
    refused(TREND(&years, &values, NULL, NULL, NULL, 9, &options, &result), NKT_E_OPTION, 7, NULL)
    OPTION(is_stock, 2);
    OPTION(dead_band, -1);
    OPTION(confidence, 1);
    OPTION(correlation, 2);
    OPTION(autocorrelation, 1);
    OPTION(draws, -2);
    OPTION(across_breaks, 3);
    OPTION(reserved, 1);
    options.size = 3;
    refused(TREND(&years, &values, NULL, NULL, NULL, 9, &options, &result), NKT_E_OPTIONS_SIZE, 7,
            NULL);
    refused(nkt_mann_kendall(&years, NULL, 9, 0, &test, &error), NKT_E_NULL, 2, NULL);
    refused(nkt_mann_kendall(&years, &values, 9, 1, &test, &error), NKT_E_DOMAIN, 4, NULL);
    refused(nkt_mann_kendall(&years, &values, 9, 0, NULL, &error), NKT_E_NULL, 5, NULL);
    refused(nkt_cochran_armitage(&years, NULL, &wholes, 9, &test, &error), NKT_E_NULL, 2, NULL);
    refused(nkt_cochran_armitage(&years, &parts, NULL, 9, &test, &error), NKT_E_NULL, 3, NULL);
    refused(nkt_cochran_armitage(&years, &parts, &wholes, 99, &test, &error), NKT_E_COUNT, 4, NULL);
    refused(nkt_cochran_armitage(&years, &parts, &wholes, 9, NULL, &error), NKT_E_NULL, 5, NULL);
    refused(nkt_heterogeneity(&years, &parts, &wholes, 9, -2, 0, &test, &error), NKT_E_DOMAIN, 5,
            NULL);
    refused(nkt_heterogeneity(&years, &parts, &wholes, 9, 0, 0, NULL, &error), NKT_E_NULL, 7, NULL);
    refused(nkt_slope(&years, &values, 9, 2, NULL, &estimate, &error), NKT_E_DOMAIN, 4, NULL);
    refused(nkt_slope(&years, &values, 9, 0, &odd_options, &estimate, &error), NKT_E_OPTION, 5,
            NULL);
    refused(nkt_slope(&years, &values, 9, 0, NULL, NULL, &error), NKT_E_NULL, 6, NULL);
    refused(nkt_change(NULL, &estimate, 0, &estimate, &error), NKT_E_NULL, 1, NULL);
    refused(nkt_change(&estimate, NULL, 0, &estimate, &error), NKT_E_NULL, 2, NULL);
    refused(nkt_change(&estimate, &estimate, 1.5, &estimate, &error), NKT_E_DOMAIN, 3,
            "correlation: 1.5 is not -1 to 1");
    refused(nkt_change(&estimate, &estimate, 0, NULL, &error), NKT_E_NULL, 4, NULL);
    refused(nkt_arrow(NULL, 0, &k, &error), NKT_E_NULL, 1, NULL);
    refused(nkt_arrow(&estimate, NAN, &k, &error), NKT_E_DOMAIN, 2, NULL);
    refused(nkt_arrow(&estimate, 0, NULL, &error), NKT_E_NULL, 3, NULL);
#define DETECT(share, a, b, r, c, p, to) nkt_detectable_difference(share, a, b, r, c, p, to, &error)
    refused(DETECT(101, 9, 9, 0, 0, 0, x), NKT_E_DOMAIN, 1, NULL);
    refused(DETECT(50, 0, 9, 0, 0, 0, x), NKT_E_DOMAIN, 2, NULL);
    refused(DETECT(50, 9, NAN, 0, 0, 0, x), NKT_E_DOMAIN, 3, NULL);
    refused(DETECT(50, 9, 9, 2, 0, 0, x), NKT_E_DOMAIN, 4, NULL);
    refused(DETECT(50, 9, 9, 0, 1, 0, x), NKT_E_DOMAIN, 5, NULL);
    refused(DETECT(50, 9, 9, 0, 0, 1, x), NKT_E_DOMAIN, 6, NULL);
    refused(DETECT(50, 9, 9, 0, 0, 0, NULL), NKT_E_NULL, 7, NULL);
    refused(nkt_years_to_show(50, 0, 1, 0, 0, &k, &error), NKT_E_DOMAIN, 2, NULL);
    refused(nkt_years_to_show(50, 9, 0, 0, 0, &k, &error), NKT_E_DOMAIN, 3, NULL);
    refused(nkt_years_to_show(50, 9, 1, 2, 0, &k, &error), NKT_E_DOMAIN, 4, NULL);
    refused(nkt_years_to_show(50, 9, 1, 0, 0, NULL, &error), NKT_E_NULL, 6, NULL);
    refused(nkt_splice(NULL, &values, 3, 0, x, 8, x, &n, &error), NKT_E_NULL, 1, NULL);
    refused(nkt_splice(&values, &odd, 3, 0, x, 8, x, &n, &error), NKT_E_TYPE, 2, NULL);
    refused(nkt_splice(&values, &values, -3, 0, x, 8, x, &n, &error), NKT_E_COUNT, 3, NULL);
    refused(nkt_splice(&values, &values, 3, 7, x, 8, x, &n, &error), NKT_E_DOMAIN, 4, NULL);
    refused(nkt_splice(&values, &values, 3, 0, NULL, 8, x, &n, &error), NKT_E_NULL, 5, NULL);
    refused(nkt_splice(&values, &values, 3, 0, x, 4, x, &n, &error), NKT_E_STRIDE, 6, NULL);
    refused(nkt_splice(&values, &values, 3, 0, x, 8, NULL, &n, &error), NKT_E_NULL, 7, NULL);
    refused(nkt_splice(&values, &values, 3, 0, x, 8, x, NULL, &error), NKT_E_NULL, 8, NULL);
    refused(nkt_revision_of(&values, NULL, 3, 0, &revision, &error), NKT_E_NULL, 2, NULL);
    refused(nkt_revision_of(&values, &values, 3, -1, &revision, &error), NKT_E_DOMAIN, 4, NULL);
    refused(nkt_revision_of(&values, &values, 3, 0, NULL, &error), NKT_E_NULL, 5, NULL);
}
END_TEST

Suite *nkt_suite_trend(void) {
    Suite *suite = suite_create("trend");
    TCase *tcase = tcase_create("trend");
    tcase_set_timeout(tcase, 120);
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_loop_test(tcase, kendall_is_that_of_all_orders, 0, 16);
    tcase_add_test(tcase, kendall_of_the_methods);
    tcase_add_test(tcase, theil_sen_limits_invert_the_test);
    tcase_add_test(tcase, theil_sen_is_the_median_of_pairs);
    tcase_add_test(tcase, tests_are_those_of_r);
    tcase_add_test(tcase, the_change_of_shares_is_their_difference);
    tcase_add_test(tcase, changes_without_limits_or_values);
    tcase_add_test(tcase, power_is_what_it_is_called);
    tcase_add_test(tcase, verdicts_by_hand);
    tcase_add_test(tcase, constant_shares_seldom_show_a_trend);
    tcase_add_test(tcase, series_are_spliced);
    tcase_add_test(tcase, revisions_are_measured);
    tcase_add_test(tcase, bad_years_are_told_and_left_out);
    tcase_add_test(tcase, years_may_come_in_any_order_but_once);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
