/*
 * Panels and groups on published values: the nation against the sum of its municipalities, last
 * year's population, figures by both routes, the unweighted mean.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "data.h"
#include "nyckeltal.h"
#include "nyckeltal/realloc.h"

enum { MOST = 2100, YEARS = 7, FIRST_YEAR = 2012, MUNICIPALITIES = 290 };

static csv_table *table;
static int64_t n;
static double codes[MOST], years[MOST], values[MOST];
static int16_t municipal[MOST]; /* the group of a municipality's row: its year; the nation: none */
static int64_t nation[YEARS];
static nkt_memory panel = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC, block = NKT_MEMORY_REALLOC;
static nkt_column groups, municipality;
static nkt_rows all; /* by year, without the nation */

static int load(void) {
    const char *path = data_path("kolada_2012_2018.csv");
    int64_t n_groups;

    if (!path)
        return 0;
    table = csv_read(path);
    ck_assert_ptr_nonnull(table);
    n = csv_rows(table);
    ck_assert_int_eq(n, YEARS * (MUNICIPALITIES + 1));
    for (int r = 0; r < n; r++) {
        codes[r] = csv_number(table, r, csv_column(table, "municipality"));
        years[r] = csv_number(table, r, csv_column(table, "year"));
    }
    nkt_column year = NKT_ARRAY(0, years);
    nkt_table keys = NKT_TABLE_OF(&year, 1, n);
    ck_assert_int_eq(nkt_group_keys(&keys, &NKT_TO(municipal), &n_groups, &work, NULL), NKT_OK);
    ck_assert_int_eq(n_groups, YEARS);
    for (int64_t r = 0; r < n; r++)
        if (codes[r] == 0) {
            nation[municipal[r]] = r;
            municipal[r] = -1;
        }
    groups = NKT_ARRAY(0, municipal);
    municipality = NKT_ARRAY(0, codes);
    all = (nkt_rows){.groups = &groups, .n_rows = n, .n_groups = YEARS};
    return 1;
}

static nkt_column published(const char *kolada, double *into) {
    nkt_column column = {.values = into, .stride = sizeof *into, .type = NKT_FLOAT64};
    int c = csv_column(table, kolada);

    ck_assert_int_ge(c, 0);
    for (int r = 0; r < n; r++)
        into[r] = csv_number(table, r, c);
    return column;
}

static void make_panel(void) {
    nkt_column key = NKT_ARRAY(0, codes), year = NKT_ARRAY(0, years);
    nkt_table keys = NKT_TABLE_OF(&key, 1, n);
    nkt_error error;

    ck_assert_msg(nkt_panel_init(&panel, &keys, &year, &work, &error) == NKT_OK, "%s",
                  error.message);
}

START_TEST(the_nation_is_the_sum_of_its_municipalities) {
    static const char *const counts[] = {"N01951", "N01976", "N01955"};
    nkt_total totals[YEARS];

    if (!load())
        return;
    for (int i = 0; i < 3; i++) {
        nkt_column column = published(counts[i], values);
        column.id = nkt_input_by_kolada(counts[i])->id;
        ck_assert_int_eq(nkt_group_sum(&column, &all, totals, 0, &work, NULL), NKT_OK);
        for (int y = 0; y < YEARS; y++) {
            ck_assert_double_gt(values[nation[y]], 4e6);
            ck_assert_double_eq(totals[y].value, values[nation[y]]);
            ck_assert_int_eq(totals[y].contributors, MUNICIPALITIES);
            ck_assert_int_eq(totals[y].flags, 0);
        }
    }
    csv_free(table);
}
END_TEST

START_TEST(the_lag_is_the_value_of_the_year_before) {
    int64_t found[MOST], units, with = 0;
    nkt_column column;

    if (!load())
        return;
    make_panel();
    nkt_panel_get(&panel, NKT_PANEL_UNITS, &units, NULL);
    ck_assert_int_eq(units, MUNICIPALITIES + 1);
    column = published("N01951", values);
    ck_assert_int_eq(nkt_panel_lag(&panel, 1, &NKT_TO(found), NULL), NKT_OK);
    column.rows = found;
    for (int64_t r = 0; r < n; r++) {
        double lagged, before = NAN;
        int32_t state;
        for (int64_t i = 0; i < n; i++)
            if (codes[i] == codes[r] && years[i] == years[r] - 1)
                before = values[i];
        nkt_column_get(&column, r, &lagged, &state, NULL);
        ck_assert_int_eq(state, years[r] == FIRST_YEAR ? NKT_STATE_MISSING : NKT_STATE_VALUE);
        if (state == NKT_STATE_VALUE) {
            ck_assert_double_eq(lagged, before);
            with++;
        }
    }
    ck_assert_int_eq(with, (YEARS - 1) * (MUNICIPALITIES + 1));
    csv_free(table);
}
END_TEST

START_TEST(the_dependency_ratio_of_the_nation_is_sum_by_sum) {
    static double ratios[MOST];
    const int32_t figure = NKT_DEPENDENCY_RATIO;
    nkt_total totals[2][YEARS], mean[YEARS];
    nkt_estimate estimates[YEARS];
    nkt_column sums[] = {NKT_TOTALS(NKT_IN_POPULATION_DEPENDENT, totals[0]),
                         NKT_TOTALS(NKT_IN_POPULATION_20_64, totals[1])};
    nkt_column column;

    if (!load())
        return;
    column = published("N01976", values);
    nkt_group_sum(&column, &all, totals[0], 0, &work, NULL);
    column = published("N01955", values);
    nkt_group_sum(&column, &all, totals[1], 0, &work, NULL);
    ck_assert_int_eq(nkt_compute(&(nkt_table)NKT_TABLE_OF(sums, 2, YEARS), &figure, 1, NULL,
                                 &NKT_ESTIMATES(estimates), NULL),
                     NKT_OK);
    column = published("N00927", ratios);
    column.id = NKT_DEPENDENCY_RATIO;
    ck_assert_int_eq(nkt_group_mean(&column, &all, mean, 0, &work, NULL), NKT_OK);
    for (int y = 0; y < YEARS; y++) {
        ck_assert_double_le(fabs(estimates[y].value - ratios[nation[y]]), 0.5e-8 + 1e-14);
        /* The typical municipality is older than the inhabitants' nation. */
        ck_assert_int_eq(mean[y].contributors, MUNICIPALITIES);
        ck_assert_double_gt(mean[y].value - ratios[nation[y]], 0.05);
    }
    csv_free(table);
}
END_TEST

/*
 * Persons assigned are published for 267 of the municipalities in 2017: their sum is partial and
 * below the nation's, and a share must be of those received in the same 267.
 */
START_TEST(a_partial_sum_says_so_and_can_be_matched) {
    static double received[MOST], assigned[MOST];
    enum { IN_2017 = 2017 - FIRST_YEAR };
    nkt_total totals[2][YEARS];
    nkt_column in[2];
    nkt_table both = NKT_TABLE(in, 0);
    double expected = 0;

    if (!load())
        return;
    in[0] = published("N01987", assigned);
    in[1] = published("N01986", received);
    in[0].id = NKT_IN_RECEIVED_ASSIGNED;
    in[1].id = NKT_IN_RECEIVED;
    nkt_group_sum(&in[0], &all, totals[0], 0, &work, NULL);
    ck_assert_int_eq(totals[0][0].state, NKT_STATE_MISSING); /* not published for 2012 */
    ck_assert_int_eq(totals[0][IN_2017].flags, NKT_FLAG_PARTIAL);
    ck_assert_int_eq(totals[0][IN_2017].contributors, 267);
    ck_assert_int_eq(totals[0][IN_2017].members, MUNICIPALITIES);
    ck_assert_double_lt(totals[0][IN_2017].value, assigned[nation[IN_2017]]);
    both.rows.n_rows = n;
    ck_assert_int_eq(nkt_total_match(&both, in, &block, NULL), NKT_OK);
    nkt_group_sum(&in[1], &all, totals[1], 0, &work, NULL);
    for (int64_t r = 0; r < n; r++)
        if (municipal[r] == IN_2017 && !isnan(assigned[r]))
            expected += received[r]; /* whole numbers: exact */
    ck_assert_double_eq(totals[1][IN_2017].value, expected);
    ck_assert_int_eq(totals[1][IN_2017].contributors, 267);
    ck_assert_double_lt(totals[1][IN_2017].value, received[nation[IN_2017]]);
    csv_free(table);
}
END_TEST

/* Three years of received persons, by window over each municipality and by plain addition. */
START_TEST(pooled_years_are_sums_of_their_years) {
    static nkt_total totals[MOST];
    nkt_column column;

    if (!load())
        return;
    make_panel();
    column = published("N01986", values);
    column.id = NKT_IN_RECEIVED;
    ck_assert_int_eq(nkt_panel_window(&panel, &column, 3, 0, totals, 0, NULL), NKT_OK);
    for (int64_t r = 0; r < n; r++) {
        double sum = 0;
        int64_t contributors = 0;
        for (int64_t i = 0; i < n; i++)
            if (codes[i] == codes[r] && years[i] <= years[r] && years[i] > years[r] - 3 &&
                !isnan(values[i])) {
                sum += values[i];
                contributors++;
            }
        ck_assert_int_eq(totals[r].contributors, contributors);
        ck_assert_int_eq(totals[r].members, 3);
        ck_assert_int_eq(totals[r].state, contributors ? NKT_STATE_VALUE : NKT_STATE_MISSING);
        ck_assert_int_eq(totals[r].flags,
                         contributors == 1 || contributors == 2 ? NKT_FLAG_PARTIAL : 0);
        if (contributors)
            ck_assert_double_eq(totals[r].value, sum);
    }
    csv_free(table);
}
END_TEST

Suite *nkt_suite_published_panel(void) {
    Suite *suite = suite_create("published_panel");
    TCase *tcase = tcase_create("published_panel");
    tcase_add_test(tcase, the_nation_is_the_sum_of_its_municipalities);
    tcase_add_test(tcase, the_lag_is_the_value_of_the_year_before);
    tcase_add_test(tcase, the_dependency_ratio_of_the_nation_is_sum_by_sum);
    tcase_add_test(tcase, a_partial_sum_says_so_and_can_be_matched);
    tcase_add_test(tcase, pooled_years_are_sums_of_their_years);
    suite_add_tcase(suite, tcase);
    return suite;
}
