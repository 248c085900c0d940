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
#include "nyckeltal/codes.h"
#include "nyckeltal/kinds.h"
#include "nyckeltal/reception.h"
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
    memset(is_break, 0, sizeof is_break);
    seed = 5;
}

/* The first n rows, with values, with counts. */
static nkt_series of_values(int n) {
    return (nkt_series){.rows = NKT_ROWS(n), .years = &years, .values = &values};
}

static nkt_series of_counts(int n) {
    return (nkt_series){.rows = NKT_ROWS(n), .years = &years, .parts = &parts, .wholes = &wholes};
}

static nkt_status kendall(int n) {
    const nkt_series series = of_values(n);
    return nkt_mann_kendall(&series, NULL, &test, &error);
}

static nkt_status slope(int n, int method) {
    const nkt_series series = of_values(n);
    return nkt_slope(&series, method, NULL, &estimate, &error);
}

static nkt_status armitage(int n) {
    const nkt_series series = of_counts(n);
    return nkt_cochran_armitage(&series, NULL, &test, &error);
}

static nkt_status differ(int n, int64_t draws, uint64_t from) {
    const nkt_series series = of_counts(n);
    const nkt_trend_options options = {.size = sizeof options, .draws = draws, .seed = from};
    return nkt_heterogeneity(&series, &options, &test, &error);
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
        ck_assert_int_eq(kendall(n), NKT_OK);
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
    kendall(5);
    ck_assert_double_eq_tol(test.p, 2 / 30.0, 1e-14);
    ck_assert_int_eq(test.sign, 1);
    for (int i = 0; i < 12; i++)
        y[i] = i;
    for (int n = 3; n <= 5; n++) {
        kendall(n);
        ck_assert_double_eq_tol(test.p, smallest[n], 1e-14);
        ck_assert_int_eq(test.sign, -1);
    }
    kendall(2);
    ck_assert_int_eq(test.method, NKT_TEST_NONE);
    ck_assert_double_nan(test.p);
    kendall(12); /* S = -66, variance 212.67 */
    ck_assert_int_eq(test.method, NKT_TEST_ASYMPTOTIC);
    ck_assert_double_eq_tol(test.p, erfc(65 / sqrt(12 * 11 * 29 / 18.0) / sqrt(2)), 1e-14);
    nkt_mann_kendall(
        &(nkt_series){.rows = NKT_ROWS(12), .years = &years, .values = &values},
        &(nkt_trend_options){.size = sizeof(nkt_trend_options), .autocorrelation = 0.5}, &test,
        &error);
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
            ck_assert_int_eq(slope(n, NKT_SLOPE_THEIL_SEN), NKT_OK);
            width = estimate.upper - estimate.lower;
            ck_assert(estimate.lower <= estimate.value && estimate.value <= estimate.upper);
            ck_assert(!rejects(n, estimate.lower + 1e-9 * width, 0.05));
            ck_assert(!rejects(n, estimate.upper - 1e-9 * width, 0.05));
            ck_assert(rejects(n, estimate.lower - 1e-9 * width, 0.05));
            ck_assert(rejects(n, estimate.upper + 1e-9 * width, 0.05));
        }
    ck_assert_int_eq(slope(4, NKT_SLOPE_THEIL_SEN), NKT_OK);
    ck_assert_double_nan(estimate.lower);
    ck_assert_int_eq(estimate.state, NKT_STATE_VALUE);
}
END_TEST

START_TEST(theil_sen_is_the_median_of_pairs) {
    for (int n = 2; n <= MOST; n += 7) {
        int below = 0, above = 0, pairs = n * (n - 1) / 2;
        draw(n, 0);
        slope(n, NKT_SLOPE_THEIL_SEN);
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
    ck_assert_int_eq(slope(1, NKT_SLOPE_THEIL_SEN), NKT_OK);
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
            armitage(n);
            found = strcmp(what, "armitage") == 0 ? test.statistic : test.p;
        } else if (strncmp(what, "pearson", 7) == 0) {
            differ(n, -1, 0);
            ck_assert_int_eq(test.method, NKT_TEST_ASYMPTOTIC);
            found = strcmp(what, "pearson") == 0 ? test.statistic : test.p;
        } else if (strcmp(what, "drawn_p") == 0) {
            differ(n, 50000, 9);
            if (test.method != NKT_TEST_PERMUTATION)
                continue;
            found = test.p;
            tolerance = 4 * sqrt(2 * wanted * (1 - wanted) / 50000) + 2e-5;
        } else if (strcmp(what, "kendall_p") == 0) {
            kendall(n);
            found = test.p;
        } else {
            slope(n, NKT_SLOPE_LEAST_SQUARES);
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
    double found = 0;
    int32_t n_years;

    /* A trend of 2 points a year in groups of 300: found in so many years, and not in fewer. */
    ck_assert_int_eq(nkt_years_to_show(40, 300, 2, NULL, &n_years, &error), NKT_OK);
    for (int less = 0; less < 2; less++) {
        found = 0;
        for (int k = 0; k < 2000; k++) {
            for (int i = 0; i < n_years - less; i++) {
                year[i] = i;
                whole[i] = 300;
                part[i] = binomial(300, 0.4 + 0.02 * i);
            }
            armitage(n_years - less);
            found += test.p < 0.05;
        }
        ck_assert(less ? found / 2000 < 0.82 : found / 2000 > 0.78);
    }
    nkt_years_to_show(50, 1, 1e-6, NULL, &n_years, &error);
    ck_assert_int_eq(n_years, -1);
}
END_TEST

/* ---- the verdict ------------------------------------------------------------------------------------------------- */

/* Of a flow, unless the options say otherwise. */
static nkt_status judge(int n, const nkt_trend_options *options) {
    const nkt_trend_options flow = {.size = sizeof flow, .measure = NKT_MEASURE_FLOW};
    nkt_series series = of_counts(n);

    series.breaks = &breaks;
    return nkt_trend(&series, options ? options : &flow, &result, &error);
}

static nkt_status judge_values(int n, const nkt_trend_options *options) {
    const nkt_series series = of_values(n);
    return nkt_trend(&series, options, &result, &error);
}

START_TEST(verdicts_by_hand) {
    nkt_trend_options options = {.size = sizeof options, .measure = NKT_MEASURE_FLOW};
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
    options.measure = NKT_MEASURE_STOCK; /* five years of one order: exact p = 1 / 60 */
    judge(5, &options);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_DOWN);
    ck_assert_int_eq(result.monotone.method, NKT_TEST_EXACT);
    ck_assert_int_eq(result.differ.method, NKT_TEST_NONE);
    judge(4, &options);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_TOO_FEW_YEARS);
    options.measure = NKT_MEASURE_FLOW;
    for (int i = 0; i < 5; i++)
        part[i] = 4 * away[i];
    judge(5, &options);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_CHANGED);
    for (int i = 0; i < 6; i++)
        y[i] = i;
    ck_assert_int_eq(judge_values(6, &options), NKT_OK);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_UP);
    ck_assert_double_nan(result.change.lower);
    ck_assert_int_eq(judge_values(0, NULL), NKT_OK);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_TOO_FEW_YEARS);
    ck_assert_str_eq(nkt_code_name("verdict", NKT_VERDICT_CHANGED), "changed");
    ck_assert_str_eq(nkt_code_name("verdict", 6), "");
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

    ck_assert_int_eq(nkt_splice(&o, &n, &(nkt_rows)NKT_ROWS(5), NKT_CONTRAST_DIFFERENCE,
                                &NKT_TO(out), &step, &overlap, &error),
                     NKT_OK);
    ck_assert_int_eq(overlap, 2);
    ck_assert_double_eq(step, 4);
    ck_assert_double_eq(out[0], 14);
    ck_assert_double_eq(out[2], 33);
    ck_assert_double_eq(out[4], 50);
    ck_assert_int_eq(nkt_splice(&o, &n, &(nkt_rows)NKT_ROWS(5), NKT_CONTRAST_RATIO, &NKT_TO(out),
                                &step, &overlap, &error),
                     NKT_OK);
    ck_assert_double_eq_tol(step, 78 / 70.0, 1e-15);
    ck_assert_double_eq_tol(out[1], 20 * 78 / 70.0, 1e-13);
    ck_assert_int_eq(nkt_splice(&o, &n, &(nkt_rows)NKT_ROWS(2), NKT_CONTRAST_RATIO, &NKT_TO(out),
                                &step, &overlap, &error),
                     NKT_NOT_ESTIMABLE);
    ck_assert_double_nan(out[0]);
    ck_assert_double_nan(step);
}
END_TEST

START_TEST(revisions_are_measured) {
    const double was[] = {10, 20, 30, NAN, 50, 60}, is[] = {10.04, 21, 28, 5, NAN, 60};
    const nkt_column earlier = doubles(was), later = doubles(is);
    nkt_revision r;

    ck_assert_int_eq(nkt_revision_of(&earlier, &later, &(nkt_rows)NKT_ROWS(6), 0.05, &r, &error),
                     NKT_OK);
    ck_assert_int_eq(r.n, 4);
    ck_assert_int_eq(r.n_changed, 2);
    ck_assert_int_eq(r.n_lost, 2);
    ck_assert_double_eq(r.largest, -2);
    ck_assert_int_eq(r.largest_row, 2);
    ck_assert_double_eq_tol(r.mean, (0.04 + 1 - 2) / 4, 1e-12);
    ck_assert_double_eq_tol(r.mean_absolute, 3.04 / 4, 1e-12);
    nkt_revision_of(&earlier, &later, &(nkt_rows)NKT_ROWS(0), 0, &r, &error);
    ck_assert_int_eq(r.largest_row, -1);
    ck_assert_double_nan(r.mean);
}
END_TEST

/* ---- bad data and calls --------------------------------------------------------------------------------------------- */

START_TEST(bad_years_are_reported_and_left_out) {
    draw(8, 0);
    part[1] = whole[1] + 1; /* as perturbed tables have it */
    part[2] = -1;
    whole[3] = INFINITY;
    whole[4] = 0; /* no share: a gap */
    part[5] = NAN;
    year[6] = 2010.5;
    ck_assert_int_eq(judge(8, NULL), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "series.parts: row 2: -1 is negative");
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
    const nkt_trend_options flow = {.size = sizeof flow, .measure = NKT_MEASURE_FLOW};
    const nkt_series good = of_values(9), counted = of_counts(9);
    const nkt_rows three = NKT_ROWS(3), negative = NKT_ROWS(-3);
    nkt_trend_options options = flow;
    nkt_power_options power = {.size = sizeof power};
    nkt_column odd = values;
    nkt_revision revision;
    nkt_series series;
    double x[3];
    nkt_detectable detectable = {4711, 4711};
    const nkt_target to = NKT_TO(x);
    nkt_target narrow = to;
    int64_t n;
    int32_t k;

    draw(9, 0);
    odd.type = 99;
    narrow.stride = 4;
    result.verdict = 4711;
#define SERIES(of, member, wrong, status, subject_)                                                \
    series = of;                                                                                   \
    series.member = wrong;                                                                         \
    refused(nkt_trend(&series, &flow, &result, &error), status, 1, NULL);                          \
    ck_assert_str_eq(error.subject, subject_)
    SERIES(good, years, NULL, NKT_E_NULL, "series.years");
    SERIES(good, years, &odd, NKT_E_TYPE, "series.years");
    SERIES(good, values, NULL, NKT_E_NULL, "series.values");
    SERIES(good, values, &odd, NKT_E_TYPE, "series.values");
    SERIES(counted, parts, NULL, NKT_E_NULL, "series.parts");
    SERIES(counted, wholes, NULL, NKT_E_NULL, "series.wholes");
    SERIES(counted, breaks, &odd, NKT_E_TYPE, "series.breaks");
    SERIES(good, rows.n_rows, -1, NKT_E_COUNT, "series.rows.n_rows");
    SERIES(good, rows.n_rows, MOST + 1, NKT_E_COUNT, "series.rows");
    SERIES(good, rows.groups, &odd, NKT_E_OPTION, "series.rows.groups");
    refused(nkt_trend(NULL, &flow, &result, &error), NKT_E_NULL, 1, "series: is NULL");
    refused(nkt_trend(&good, &flow, NULL, &error), NKT_E_NULL, 3, "out: is NULL");
#define OPTION(field, wrong)                                                                       \
    options = flow;                                                                                \
    options.field = wrong;                                                                         \
    refused(nkt_trend(&good, &options, &result, &error), NKT_E_OPTION, 2, NULL);                   \
    ck_assert_str_eq(error.subject, "options." #field)
    OPTION(measure, 7);
    OPTION(measure, -1);
    OPTION(dead_band, -1);
    OPTION(dead_band, NAN);
    OPTION(confidence, 1);
    OPTION(correlation, 2);
    OPTION(autocorrelation, 1);
    OPTION(draws, -2);
    OPTION(across_breaks, 3);
    OPTION(mode, 2);
    options.size = 3;
    refused(nkt_trend(&good, &options, &result, &error), NKT_E_OPTIONS_SIZE, 2, NULL);
    options = flow;
    options.autocorrelation = 1;
    refused(nkt_mann_kendall(&good, &options, &test, &error), NKT_E_OPTION, 2, NULL);
    refused(nkt_mann_kendall(NULL, NULL, &test, &error), NKT_E_NULL, 1, NULL);
    refused(nkt_mann_kendall(&good, NULL, NULL, &error), NKT_E_NULL, 3, NULL);
    refused(nkt_cochran_armitage(&good, NULL, &test, &error), NKT_E_NULL, 1, NULL);
    ck_assert_str_eq(error.subject, "series.parts");
    series = counted;
    series.wholes = NULL;
    refused(nkt_cochran_armitage(&series, NULL, &test, &error), NKT_E_NULL, 1, NULL);
    ck_assert_str_eq(error.subject, "series.wholes");
    series = counted;
    series.rows.n_rows = 99;
    refused(nkt_cochran_armitage(&series, NULL, &test, &error), NKT_E_COUNT, 1, NULL);
    refused(nkt_cochran_armitage(&counted, NULL, NULL, &error), NKT_E_NULL, 3, NULL);
    options = flow;
    options.draws = -2;
    refused(nkt_heterogeneity(&counted, &options, &test, &error), NKT_E_OPTION, 2, NULL);
    refused(nkt_heterogeneity(&counted, NULL, NULL, &error), NKT_E_NULL, 3, NULL);
    refused(nkt_slope(&good, 2, NULL, &estimate, &error), NKT_E_ID, 2, NULL);
    options = flow;
    options.confidence = 2;
    refused(nkt_slope(&good, 0, &options, &estimate, &error), NKT_E_OPTION, 3, NULL);
    refused(nkt_slope(&good, 0, NULL, NULL, &error), NKT_E_NULL, 4, NULL);
    refused(nkt_change(NULL, &estimate, 0, &estimate, &error), NKT_E_NULL, 1, NULL);
    refused(nkt_change(&estimate, NULL, 0, &estimate, &error), NKT_E_NULL, 2, NULL);
    refused(nkt_change(&estimate, &estimate, 1.5, &estimate, &error), NKT_E_DOMAIN, 3,
            "correlation: 1.5 is not within -1 and 1");
    refused(nkt_change(&estimate, &estimate, 0, NULL, &error), NKT_E_NULL, 4, NULL);
    refused(nkt_arrow(NULL, 0, &k, &error), NKT_E_NULL, 1, NULL);
    refused(nkt_arrow(&estimate, NAN, &k, &error), NKT_E_DOMAIN, 2, NULL);
    refused(nkt_arrow(&estimate, 0, NULL, &error), NKT_E_NULL, 3, NULL);
#define DETECT(share, a, b, o, to) nkt_detectable_difference(share, a, b, o, to, &error)
    refused(DETECT(101, 9, 9, NULL, &detectable), NKT_E_DOMAIN, 1, NULL);
    refused(DETECT(50, 0, 9, NULL, &detectable), NKT_E_DOMAIN, 2, NULL);
    refused(DETECT(50, 9, NAN, NULL, &detectable), NKT_E_DOMAIN, 3, NULL);
    power.correlation = 2;
    refused(DETECT(50, 9, 9, &power, &detectable), NKT_E_OPTION, 4, NULL);
    power = (nkt_power_options){.size = sizeof power, .confidence = 1};
    refused(DETECT(50, 9, 9, &power, &detectable), NKT_E_OPTION, 4, NULL);
    power = (nkt_power_options){.size = sizeof power, .power = 1};
    refused(DETECT(50, 9, 9, &power, &detectable), NKT_E_OPTION, 4, NULL);
    refused(DETECT(50, 9, 9, NULL, NULL), NKT_E_NULL, 5, NULL);
    refused(nkt_years_to_show(50, 0, 1, NULL, &k, &error), NKT_E_DOMAIN, 2, NULL);
    refused(nkt_years_to_show(50, 9, 0, NULL, &k, &error), NKT_E_DOMAIN, 3, NULL);
    power = (nkt_power_options){.size = sizeof power, .confidence = 2};
    refused(nkt_years_to_show(50, 9, 1, &power, &k, &error), NKT_E_OPTION, 4, NULL);
    refused(nkt_years_to_show(50, 9, 1, NULL, NULL, &error), NKT_E_NULL, 5, NULL);
#define SPLICE(a, b, rows, c, to, s, n) nkt_splice(a, b, rows, c, to, s, n, &error)
    refused(SPLICE(NULL, &values, &three, 1, &to, x, &n), NKT_E_NULL, 1, NULL);
    refused(SPLICE(&values, &odd, &three, 1, &to, x, &n), NKT_E_TYPE, 2, NULL);
    refused(SPLICE(&values, &values, &negative, 1, &to, x, &n), NKT_E_COUNT, 3, NULL);
    refused(SPLICE(&values, &values, &three, 0, &to, x, &n), NKT_E_ID, 4, NULL);
    refused(SPLICE(&values, &values, &three, 7, &to, x, &n), NKT_E_ID, 4, NULL);
    refused(SPLICE(&values, &values, &three, 1, NULL, x, &n), NKT_E_NULL, 5, NULL);
    refused(SPLICE(&values, &values, &three, 1, &narrow, x, &n), NKT_E_STRIDE, 5, NULL);
    refused(SPLICE(&values, &values, &three, 1, &to, NULL, &n), NKT_E_NULL, 6, NULL);
    refused(SPLICE(&values, &values, &three, 1, &to, x, NULL), NKT_E_NULL, 7, NULL);
    refused(nkt_revision_of(&values, NULL, &three, 0, &revision, &error), NKT_E_NULL, 2, NULL);
    refused(nkt_revision_of(&values, &values, NULL, 0, &revision, &error), NKT_E_NULL, 3, NULL);
    refused(nkt_revision_of(&values, &values, &three, -1, &revision, &error), NKT_E_DOMAIN, 4,
            NULL);
    refused(nkt_revision_of(&values, &values, &three, 0, NULL, &error), NKT_E_NULL, 5, NULL);
}
END_TEST

/* ---- stocks and flows, counts and values -------------------------------------------------------------------- */

/* Whether years may be compared by their counts is never assumed. */
START_TEST(stock_or_flow_is_known_or_refused) {
    nkt_series series = of_counts(9);
    nkt_trend_options options = {.size = sizeof options};

    draw(9, 0);
    result.verdict = 4711;
    refused(nkt_trend(&series, NULL, &result, &error), NKT_E_MEASURE, 2, NULL);
    ck_assert_int_eq(error.reason, NKT_REASON_LACKING);
    ck_assert_str_eq(error.subject, "options.measure");
    parts.id = NKT_IN_ASYLUM_SEEKERS; /* those there at a point in time */
    ck_assert_int_eq(nkt_input_by_id(parts.id)->measure, NKT_MEASURE_STOCK);
    ck_assert_int_eq(nkt_trend(&series, NULL, &result, &error), NKT_OK);
    ck_assert_int_eq(result.differ.method, NKT_TEST_NONE);
    parts.id = NKT_IN_RECEIVED; /* those of a year */
    ck_assert_int_eq(nkt_input_by_id(parts.id)->measure, NKT_MEASURE_FLOW);
    ck_assert_int_eq(nkt_trend(&series, NULL, &result, &error), NKT_OK);
    ck_assert_int_ne(result.differ.method, NKT_TEST_NONE);
    options.measure = NKT_MEASURE_STOCK; /* the caller's word comes first */
    ck_assert_int_eq(nkt_trend(&series, &options, &result, &error), NKT_OK);
    ck_assert_int_eq(result.differ.method, NKT_TEST_NONE);
    parts.id = 0;
    series.values = &values;
    for (int i = 0; i < 9; i++)
        y[i] = 100 * part[i] / whole[i];
    values.id = NKT_ASYLUM_SEEKERS_PER_1000; /* the figure's numerator says it */
    ck_assert_int_eq(nkt_trend(&series, NULL, &result, &error), NKT_OK);
    ck_assert_int_eq(result.differ.method, NKT_TEST_NONE);
    values.id = 0;
    series.parts = series.wholes = NULL; /* without counts nothing depends on it */
    ck_assert_int_eq(nkt_trend(&series, NULL, &result, &error), NKT_OK);
}
END_TEST

/* Years whose counts are not known keep their published values. */
START_TEST(values_without_counts_are_kept) {
    const nkt_trend_options flow = {.size = sizeof flow, .measure = NKT_MEASURE_FLOW},
                            stock = {.size = sizeof stock, .measure = NKT_MEASURE_STOCK};
    nkt_series series = of_counts(8);
    nkt_trend_result counted, of_all;

    for (int i = 0; i < 8; i++) {
        year[i] = 2010 + i;
        whole[i] = 400;
        part[i] = 160 + 10 * i;
        y[i] = 100 * part[i] / whole[i];
    }
    whole[0] = NAN; /* not published */
    part[3] = NAN;
    ck_assert_int_eq(nkt_trend(&series, &flow, &counted, &error), NKT_OK);
    series.values = &values;
    ck_assert_int_eq(nkt_trend(&series, &flow, &result, &error), NKT_OK);
    ck_assert_int_eq(result.first_year, 2010);
    ck_assert_int_eq(counted.first_year, 2011);
    ck_assert_double_eq_tol(result.change.value, 17.5, 1e-12);
    ck_assert_double_nan(result.change.lower); /* the first year has no counts */
    ck_assert_double_eq(result.slope.basis, 8);
    ck_assert_int_eq(result.monotone.n, 6);
    ck_assert_int_eq(result.differ.n, 6);
    ck_assert_double_eq(result.monotone.p, counted.monotone.p);
    ck_assert_int_eq(result.verdict, counted.verdict);
    ck_assert_int_eq(nkt_trend(&series, &stock, &result, &error), NKT_OK);
    ck_assert_int_eq(result.monotone.n, 8);
    series.parts = series.wholes = NULL;
    ck_assert_int_eq(nkt_trend(&series, NULL, &of_all, &error), NKT_OK);
    ck_assert_double_eq(result.monotone.p, of_all.monotone.p);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_UP);
}
END_TEST

START_TEST(a_break_counts_in_a_year_without_value) {
    const nkt_trend_options across = {.size = sizeof across, .across_breaks = 1};
    nkt_series series = of_values(6);

    draw(6, 0);
    series.breaks = &breaks;
    is_break[3] = 1;
    y[3] = NAN;
    ck_assert_int_eq(nkt_trend(&series, NULL, &result, &error), NKT_OK);
    ck_assert_int_eq(result.first_year, (int64_t)year[4]);
    ck_assert_int_eq(nkt_mann_kendall(&series, NULL, &test, &error), NKT_OK);
    ck_assert_int_eq(test.n, 2);
    ck_assert_int_eq(nkt_mann_kendall(&series, &across, &test, &error), NKT_OK);
    ck_assert_int_eq(test.n, 5);
}
END_TEST

/* Years and values of a data frame, rows that are left out, no limits where none are wanted. */
START_TEST(a_series_among_other_rows) {
    static const int16_t when[] = {2014, 2015, 2015, 2016, 2017, 2018, 2019};
    static const int8_t include[] = {1, 1, 0, 1, 1, 1, 1};
    static const float level[] = {10, 11, 99, 12, 13, 14, 15};
    const nkt_column of_when = NKT_ARRAY(0, when), of_include = NKT_ARRAY(0, include),
                     of_level = NKT_ARRAY(0, level);
    const nkt_trend_options bare = {.size = sizeof bare, .mode = NKT_MODE_DESCRIPTIVE};
    nkt_series series = {.rows = NKT_ROWS(7), .years = &of_when, .values = &of_level};
    float spliced[7];
    double step;
    int64_t overlap;
    nkt_revision revision;

    ck_assert_int_eq(nkt_trend(&series, NULL, &result, &error), NKT_E_DUPLICATE);
    ck_assert_int_eq(error.row, 2);
    series.rows.include = &of_include;
    ck_assert_int_eq(nkt_trend(&series, NULL, &result, &error), NKT_OK);
    ck_assert_int_eq(result.verdict, NKT_VERDICT_UP);
    ck_assert_double_eq(result.change.value, 5);
    ck_assert(isfinite(result.slope.lower));
    ck_assert_int_eq(nkt_trend(&series, &bare, &result, &error), NKT_OK);
    ck_assert_double_nan(result.slope.lower);
    ck_assert_int_eq(nkt_splice(&of_level, &of_level, &series.rows, NKT_CONTRAST_RATIO,
                                &NKT_TO(spliced), &step, &overlap, &error),
                     NKT_OK);
    ck_assert_int_eq(overlap, 6);
    ck_assert_float_nan(spliced[2]);
    ck_assert_float_eq(spliced[6], 15);
    ck_assert_int_eq(nkt_revision_of(&of_level, &of_level, &series.rows, 0, &revision, &error),
                     NKT_OK);
    ck_assert_int_eq(revision.n, 6);
    ck_assert_int_eq(revision.n_lost, 0);
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
    tcase_add_test(tcase, bad_years_are_reported_and_left_out);
    tcase_add_test(tcase, years_may_come_in_any_order_but_once);
    tcase_add_test(tcase, calls_are_checked);
    tcase_add_test(tcase, stock_or_flow_is_known_or_refused);
    tcase_add_test(tcase, values_without_counts_are_kept);
    tcase_add_test(tcase, a_break_counts_in_a_year_without_value);
    tcase_add_test(tcase, a_series_among_other_rows);
    suite_add_tcase(suite, tcase);
    return suite;
}
