/*
 * What Kolada publishes (N00485 expected, N00486 deviation), each year from 2013 to 2018: that the
 * deviation is the actual value less the expected one, that it was formed with the terms that are
 * known, and how near a fit on the public terms comes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "data.h"
#include "model/expected_help.h"

enum { MOST = 400, FIRST_YEAR = 2013, YEARS = 6, TERMS = 3 };

/* The education share that the year's model has, and the distance of a refit on public terms. */
static const struct {
    const char *education;
    double rmse; /* to two decimals */
    int education_is_known;
} years[YEARS] = {{"N00707", 0.87, 0}, {"N00707", 2.18, 0}, {"N00707", 1.97, 1},
                  {"N00707", 1.59, 1}, {"N00707", 1.40, 1}, {"N00706", 0.64, 1}};

static double actual[MOST], expected_then[MOST], deviation[MOST], terms[TERMS][MOST];
static int n_rows;

/* The municipalities with a published expected value; 0 where the data are not there. */
static int read_year(int year) {
    const char *names[TERMS] = {"N00704", years[year].education, "N00708"};
    const char *path = data_path("kolada_2012_2018.csv");
    csv_table *csv = path ? csv_read(path) : NULL;

    n_rows = 0;
    if (!csv)
        return 0;
    for (int r = 0; r < csv_rows(csv); r++) {
        double e = csv_number(csv, r, csv_column(csv, "N00485"));
        if (csv_number(csv, r, csv_column(csv, "year")) != FIRST_YEAR + year ||
            strcmp(csv_text(csv, r, csv_column(csv, "municipality")), "0") == 0)
            continue;
        expected_then[n_rows] = e;
        actual[n_rows] = csv_number(csv, r, csv_column(csv, "N00700"));
        deviation[n_rows] = csv_number(csv, r, csv_column(csv, "N00486"));
        for (int k = 0; k < TERMS; k++)
            terms[k][n_rows] = csv_number(csv, r, csv_column(csv, names[k]));
        n_rows += !isnan(e);
    }
    csv_free(csv);
    ck_assert_int_gt(n_rows, 270);
    return 1;
}

START_TEST(the_deviation_is_actual_less_expected) {
    if (!read_year(_i))
        return;
    for (int r = 0; r < n_rows; r++)
        if (isnan(actual[r])) /* withheld, and the deviation with it */
            ck_assert_double_nan(deviation[r]);
        else
            ck_assert_double_eq_tol(deviation[r], actual[r] - expected_then[r], 1e-12);
}
END_TEST

/* The correlation of the published deviations with a term, by way of a fit on that term alone. */
static double correlation(int term) {
    const nkt_column response = doubles(deviation), column = doubles(terms[term]);
    double r2, slope[2];
    expected e;

    ck_assert_int_eq(expected_of(&e, &response, &column, 1, NULL, NULL, n_rows, NULL), NKT_OK);
    r2 = ols_number_of(&e, NKT_OLS_R2);
    ols_coefficients_of(&e, slope, 2);
    expected_free(&e);
    return copysign(sqrt(fmax(r2, 0)), slope[1]);
}

START_TEST(published_deviations_do_not_correlate_with_the_terms) {
    if (!read_year(_i))
        return;
    ck_assert_double_lt(fabs(correlation(0)), 0.0015);
    ck_assert_double_lt(fabs(correlation(2)), 0.0015);
    /* before 2015 the education shares were revised after the model had been fitted */
    if (years[_i].education_is_known)
        ck_assert_double_lt(fabs(correlation(1)), 0.0015);
    else
        ck_assert_double_gt(fabs(correlation(1)), 0.0015);
}
END_TEST

START_TEST(a_refit_on_public_terms_comes_this_near) {
    const nkt_column response = doubles(actual);
    nkt_column columns[TERMS];
    double sum = 0;
    expected e;

    if (!read_year(_i))
        return;
    for (int k = 0; k < TERMS; k++)
        columns[k] = doubles(terms[k]);
    ck_assert_int_eq(expected_of(&e, &response, columns, TERMS, NULL, NULL, n_rows, NULL), NKT_OK);
    for (int r = 0; r < n_rows; r++)
        if (cell(&e, NKT_EXPECTED_ROW_USE, r) == NKT_USE_USED)
            sum += pow(cell(&e, NKT_EXPECTED_ROW_EXPECTED, r) - expected_then[r], 2);
    ck_assert_double_eq_tol(sqrt(sum / number_of(&e, NKT_EXPECTED_N)), years[_i].rmse, 0.005);
    expected_free(&e);
}
END_TEST

Suite *nkt_suite_expected_published(void) {
    Suite *suite = suite_create("expected_published");
    TCase *tcase = tcase_create("expected_published");
    tcase_add_loop_test(tcase, the_deviation_is_actual_less_expected, 0, YEARS);
    tcase_add_loop_test(tcase, published_deviations_do_not_correlate_with_the_terms, 0, YEARS);
    tcase_add_loop_test(tcase, a_refit_on_public_terms_comes_this_near, 0, YEARS);
    suite_add_tcase(suite, tcase);
    return suite;
}
