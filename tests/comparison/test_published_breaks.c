/*
 * The published series of every figure, 2012-2018, across the breaks that lie in these years: trends
 * and pooling stop there, say so, and go on where they are asked to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "data.h"
#include "nyckeltal.h"
#include "nyckeltal/realloc.h"

enum { YEARS = 7, MOST = 2100 };

static csv_table *table;

static int load(void) {
    const char *path = data_path("kolada_2012_2018.csv");

    if (path)
        table = csv_read(path);
    return path != NULL;
}

/* The Kolada ids that break in 2018, typed from what is known of them. */
static int breaks_in_2018(const char *kolada) {
    static const char *const ids[] = {"N00960", "N00961", "N00962", "N00963", "N00964", "N00971",
                                      "N00972", "N00973", "N00991", "N00485", "N00486"};

    for (size_t k = 0; k < sizeof ids / sizeof ids[0]; k++)
        if (strcmp(kolada, ids[k]) == 0)
            return 1;
    return 0;
}

START_TEST(every_figure_stops_where_it_breaks) {
    const nkt_trend_options all = {.size = sizeof all, .across_breaks = NKT_ACROSS_ALL};
    int64_t n_stopped = 0, n_series = 0;

    if (!load())
        return;
    for (int64_t f = 0; f < nkt_indicator_count(); f++) {
        const nkt_indicator *figure = nkt_indicator_at(f);
        const int c = figure->kolada[0] ? csv_column(table, figure->kolada) : -1;
        for (int r = 0; c >= 0 && r < csv_rows(table); r += YEARS) {
            double y[YEARS], year[YEARS], first = NAN, last = NAN;
            const nkt_column values = NKT_ARRAY(figure->id, y), years = NKT_ARRAY(0, year);
            const nkt_series series = {.rows = NKT_ROWS(YEARS), .years = &years, .values = &values};
            nkt_trend_result stopped, whole;
            nkt_estimate slope;
            int crosses;
            for (int i = 0; i < YEARS; i++) {
                year[i] = csv_number(table, r + i, csv_column(table, "year"));
                y[i] = csv_number(table, r + i, c);
                if (!isnan(y[i]))
                    last = year[i];
                if (!isnan(y[i]) && isnan(first))
                    first = year[i];
            }
            crosses = breaks_in_2018(figure->kolada) && first < 2018 && last == 2018;
            ck_assert_int_ge(nkt_trend(&series, NULL, &stopped, NULL), 0);
            ck_assert_int_ge(nkt_trend(&series, &all, &whole, NULL), 0);
            nkt_slope(&series, NKT_SLOPE_THEIL_SEN, NULL, &slope, NULL);
            if (isnan(first))
                continue;
            n_series++;
            n_stopped += crosses;
            ck_assert_int_eq(whole.first_year, (int64_t)first);
            ck_assert_int_eq(whole.last_year, (int64_t)last);
            ck_assert_int_eq(stopped.first_year, crosses ? 2018 : (int64_t)first);
            ck_assert_int_eq(stopped.break_year, crosses ? 2018 : 0);
            ck_assert_int_eq(whole.break_year, crosses ? 2018 : 0);
            ck_assert_int_eq(whole.change.flags, crosses ? NKT_FLAG_SERIES_BREAK : 0);
            ck_assert_int_eq(slope.flags, crosses ? NKT_FLAG_SERIES_BREAK : 0);
            if (crosses)
                ck_assert_int_eq(stopped.verdict, NKT_VERDICT_TOO_FEW_YEARS);
        }
    }
    ck_assert_int_gt(n_series, 10000);
    ck_assert_int_gt(n_stopped, 1500);
    csv_free(table);
}
END_TEST

START_TEST(pooling_stops_at_the_programme) {
    static double codes[MOST], years[MOST], left[MOST];
    static nkt_total stopped[MOST], whole[MOST];
    nkt_memory panel = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC;
    int64_t n, n_crossed = 0;

    if (!load())
        return;
    n = csv_rows(table);
    for (int r = 0; r < n; r++) {
        codes[r] = csv_number(table, r, csv_column(table, "municipality"));
        years[r] = csv_number(table, r, csv_column(table, "year"));
        left[r] = csv_number(table, r, csv_column(table, "N00964"));
    }
    const nkt_column key = NKT_ARRAY_N(0, codes, n), year = NKT_ARRAY_N(0, years, n),
                     column = NKT_ARRAY_N(NKT_IN_LEFT, left, n);
    const nkt_table keys = NKT_TABLE_OF(&key, 1, n);
    ck_assert_int_eq(nkt_panel_init(&panel, &keys, &year, &work, NULL), NKT_OK);
    ck_assert_int_ge(nkt_panel_window(&panel, &column, 3, NKT_ACROSS_NONE, stopped, 0, NULL), 0);
    ck_assert_int_ge(nkt_panel_window(&panel, &column, 3, NKT_ACROSS_ALL, whole, 0, NULL), 0);
    for (int64_t r = 0; r < n; r++) {
        if (years[r] < 2018) {
            ck_assert_mem_eq(&stopped[r], &whole[r], sizeof stopped[r]);
            ck_assert_int_eq(whole[r].flags & NKT_FLAG_SERIES_BREAK, 0);
        } else if (!isnan(left[r])) {
            n_crossed++;
            ck_assert_double_eq(stopped[r].value, left[r]);
            ck_assert_int_eq(stopped[r].contributors, 1);
            ck_assert_int_eq(stopped[r].members, 3);
            ck_assert_int_eq(stopped[r].flags, NKT_FLAG_SERIES_BREAK | NKT_FLAG_PARTIAL);
            ck_assert_int_eq(whole[r].flags & NKT_FLAG_SERIES_BREAK, NKT_FLAG_SERIES_BREAK);
        }
        if (codes[r] == 0 && years[r] == 2018) {
            ck_assert_double_eq(stopped[r].value, 38366);
            ck_assert_double_eq(whole[r].value, 21863 + 26312 + 38366);
            ck_assert_int_eq(whole[r].flags, NKT_FLAG_SERIES_BREAK);
        }
    }
    ck_assert_int_gt(n_crossed, 200);
    nkt_memory_free(&panel);
    nkt_memory_free(&work);
    csv_free(table);
}
END_TEST

Suite *nkt_suite_published_breaks(void) {
    Suite *suite = suite_create("published_breaks");
    TCase *tcase = tcase_create("published_breaks");
    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, every_figure_stops_where_it_breaks);
    tcase_add_test(tcase, pooling_stops_at_the_programme);
    suite_add_tcase(suite, tcase);
    return suite;
}
