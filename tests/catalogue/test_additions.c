/*
 * The figures that were added to those of the guide, against what Kolada publishes of them: the counts
 * behind a published share are whole numbers only if its denominator is the right one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data.h"
#include "nyckeltal.h"

static csv_table *table;

static int load(void) {
    const char *path = data_path("kolada_2012_2018.csv");

    table = path ? csv_read(path) : NULL;
    return table != NULL;
}

/* How many decimals are printed. Some values are cut there, others rounded: so one unit, not half. */
static int decimals_of(const char *text) {
    const char *point = strchr(text, '.');
    return point ? (int)strlen(point + 1) : 0;
}

/* Figures whose denominator is published too. */
static const struct {
    int32_t figure;
    const char *denominator;
} shares[] = {{NKT_POPULATION_20_64_SHARE, "N01951"},
              {NKT_POPULATION_65_PLUS_SHARE, "N01951"},
              {NKT_POPULATION_EMPLOYED_SHARE, "N01955"},
              {NKT_SOCIAL_ASSISTANCE_SHARE, "N01951"},
              {NKT_ENROLLED_NO_SCHOOLING_SHARE, "N00960"}};

START_TEST(parts_of_published_shares_are_whole) {
    const nkt_indicator *figure = nkt_indicator_by_id(shares[_i].figure);
    int rows = 0;

    if (!load())
        return;
    for (int r = 0; r < csv_rows(table); r++) {
        const int at = csv_column(table, figure->kolada);
        const double share = csv_number(table, r, at);
        const double whole = csv_number(table, r, csv_column(table, shares[_i].denominator));
        const int decimals = decimals_of(csv_text(table, r, at));
        const double part = round(share * whole / 100);
        nkt_column columns[2];
        nkt_table given = NKT_TABLE(columns, 1);
        nkt_estimate estimate;

        /* The nation's denominators are so large that the decimals tell nothing of them. */
        if (isnan(share) || isnan(whole) || decimals < 6 || whole > 2e5)
            continue;
        columns[0] = (nkt_column)NKT_CONSTANT(figure->numerator[0], part);
        columns[1] = (nkt_column)NKT_CONSTANT(figure->denominator, whole);
        ck_assert_int_eq(
            nkt_compute(&given, &figure->id, 1, NULL, &NKT_ESTIMATES_N(&estimate, 1), NULL),
            NKT_OK);
        ck_assert_msg(fabs(estimate.value - share) <= 1.0001 * pow(10, -decimals),
                      "%s, row %d: %.10g, published %.10g", figure->name, r, estimate.value, share);
        rows++;
    }
    ck_assert_int_gt(rows, 200);
    csv_free(table);
}
END_TEST

/* Whether a share, as printed, is a whole number of so many. */
static int can_be_of(double share, int decimals, double whole) {
    const double part = round(share * whole / 100);
    return fabs(100 * part / whole - share) <= 1.0001 * pow(10, -decimals);
}

/*
 * U01805 and N00221 (the share of the foreign-born aged 18-64) have one denominator: in each small
 * municipality some number between those aged 20-64 and a little more gives both.
 */
START_TEST(newly_arrived_are_a_share_of_those_aged_18_to_64) {
    int rows = 0, fits = 0;

    if (!load())
        return;
    for (int r = 0; r < csv_rows(table); r++) {
        const int a = csv_column(table, "U01805"), b = csv_column(table, "N00221");
        const double first = csv_number(table, r, a), second = csv_number(table, r, b);
        const int first_decimals = decimals_of(csv_text(table, r, a));
        const int second_decimals = decimals_of(csv_text(table, r, b));
        const double aged_20_64 = csv_number(table, r, csv_column(table, "N01955"));
        int found = 0;

        if (isnan(first) || isnan(second) || first_decimals < 8 || second_decimals < 6 ||
            aged_20_64 > 5000 || csv_number(table, r, csv_column(table, "year")) != 2018)
            continue;
        for (double whole = aged_20_64; whole < 1.12 * aged_20_64; whole++)
            found |= can_be_of(first, first_decimals, whole) &&
                     can_be_of(second, second_decimals, whole);
        fits += found;
        rows++;
    }
    ck_assert_int_gt(rows, 30);
    ck_assert_int_eq(fits, rows);
    csv_free(table);
}
END_TEST

Suite *nkt_suite_additions(void) {
    Suite *suite = suite_create("additions");
    TCase *tcase = tcase_create("additions");

    tcase_add_loop_test(tcase, parts_of_published_shares_are_whole, 0,
                        (int)(sizeof shares / sizeof shares[0]));
    tcase_add_test(tcase, newly_arrived_are_a_share_of_those_aged_18_to_64);
    suite_add_tcase(suite, tcase);
    return suite;
}
