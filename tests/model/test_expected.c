/*
 * The layer as published: against R on published data, rounding, quarters, and what becomes of rows
 * that take no part.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "data.h"
#include "model/expected_help.h"

enum { MOST = 300, TERMS = 3 };

static double table[MOST][1 + TERMS];

static nkt_column column_of(int c) {
    return (nkt_column){.values = &table[0][c], .stride = sizeof table[0], .type = NKT_FLOAT64};
}

static const struct {
    const char *file;
    const char *columns[1 + TERMS];
} sets[] = {{"golden/ols_2015.csv", {"y", "n00704", "n00707", "n00708"}},
            {"golden/ols_2018.csv", {"y", "n00704", "n00706", "n00708"}}};

START_TEST(published_years_agree_with_r) {
    static const struct {
        const char *column;
        int32_t what;
    } compared[] = {{"fitted", NKT_EXPECTED_ROW_EXPECTED},
                    {"resid", NKT_EXPECTED_ROW_DEVIATION},
                    {"hat", NKT_EXPECTED_ROW_LEVERAGE},
                    {"pi_lo", NKT_EXPECTED_ROW_OLS_LOWER},
                    {"pi_hi", NKT_EXPECTED_ROW_OLS_UPPER}};
    const char *path = data_path(sets[_i].file);
    csv_table *csv = path ? csv_read(path) : NULL;
    nkt_column columns[1 + TERMS];
    expected e;
    int n;

    if (!csv)
        return;
    n = csv_rows(csv);
    for (int c = 0; c <= TERMS; c++) {
        columns[c] = column_of(c);
        for (int r = 0; r < n; r++)
            table[r][c] = csv_number(csv, r, csv_column(csv, sets[_i].columns[c]));
    }
    ck_assert_int_eq(expected_of(&e, &columns[0], columns + 1, TERMS, NULL, NULL, n, NULL), NKT_OK);
    for (size_t k = 0; k < sizeof compared / sizeof compared[0]; k++)
        for (int r = 0; r < n; r++)
            ck_assert_double_eq_tol(cell(&e, compared[k].what, r),
                                    csv_number(csv, r, csv_column(csv, compared[k].column)), 1e-9);
    for (int r = 0; r < n; r++) {
        const double e_r = csv_number(csv, r, csv_column(csv, "resid"));
        const double h = csv_number(csv, r, csv_column(csv, "hat"));
        ck_assert_double_eq_tol(cell(&e, NKT_EXPECTED_ROW_LOO_DEVIATION, r), e_r / (1 - h), 1e-9);
    }
    expected_free(&e);
    csv_free(csv);
}
END_TEST

/* ---- small data ---------------------------------------------------------------------------------------- */

enum { N = 12 };

static double y[N], x[N], size[N];
static int8_t include[N];
static nkt_column response, term, sizes, included;

static void setup(void) {
    for (int i = 0; i < N; i++) {
        x[i] = i;
        y[i] = 50 + 1.5 * i + (i * 7 % 5 - 2);
        size[i] = 100 + i;
        include[i] = 1;
    }
    response = doubles(y);
    term = doubles(x);
    sizes = doubles(size);
    included = (nkt_column){.values = include, .stride = 1, .type = NKT_BOOL};
}

/* Rows that take no part, in every way, leave the fit of the others as it is. */
START_TEST(rows_that_take_no_part_are_told_apart) {
    static const int32_t use[N] = {NKT_USE_NOT_INCLUDED, NKT_USE_SMALL,        NKT_USE_USED,
                                   NKT_USE_MISSING,      NKT_USE_NOT_INCLUDED, NKT_USE_INVALID,
                                   NKT_USE_USED,         NKT_USE_USED,         NKT_USE_USED,
                                   NKT_USE_USED,         NKT_USE_USED,         NKT_USE_INVALID};
    nkt_expected_options options = {.size = sizeof options, .minimum_persons = 50};
    double few_y[6], few_x[6];
    nkt_column few_response = doubles(few_y), few_term = doubles(few_x);
    expected e, few;
    int n = 0;

    include[0] = 0; /* the nation: no unit */
    size[1] = 49;
    size[2] = NAN; /* not known: not a small one */
    y[3] = NAN;
    include[4] = 0;
    size[5] = -1;
    x[11] = INFINITY;
    ck_assert_int_eq(expected_of(&e, &response, &term, 1, &sizes, &included, N, &options),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(e.error.message, "design.size: row 5: -1 is no size of a group");
    ck_assert_str_eq(e.error.subject, "design.size");
    ck_assert_int_eq(e.error.reason, NKT_REASON_NEGATIVE);
    ck_assert_int_eq(e.error.argument, 1);
    ck_assert_int_eq(e.error.rows_affected, 2);
    for (int i = 0; i < N; i++) {
        ck_assert_double_eq(cell(&e, NKT_EXPECTED_ROW_USE, i), use[i]);
        if (use[i] == NKT_USE_USED) {
            few_y[n] = y[i];
            few_x[n++] = x[i];
        }
    }
    ck_assert_int_eq(n, 6);
    ck_assert_int_eq(expected_of(&few, &few_response, &few_term, 1, NULL, NULL, 6, NULL), NKT_OK);
    for (int i = 0, k = 0; i < N; i++)
        if (use[i] == NKT_USE_USED)
            ck_assert_double_eq(cell(&e, NKT_EXPECTED_ROW_EXPECTED, i),
                                cell(&few, NKT_EXPECTED_ROW_EXPECTED, k++));
    ck_assert_double_eq(number_of(&e, NKT_EXPECTED_N), 6);
    ck_assert_double_eq(number_of(&e, NKT_EXPECTED_N_BENCHMARK), 5);
    ck_assert_double_eq(number_of(&e, NKT_EXPECTED_N_SMALL), 1);
    ck_assert_double_eq(number_of(&e, NKT_EXPECTED_N_MISSING), 1);
    ck_assert_double_eq(number_of(&e, NKT_EXPECTED_N_NOT_INCLUDED), 2);
    ck_assert_double_eq(number_of(&e, NKT_EXPECTED_N_INVALID), 2);
    /* left out, but predicted, and without a quarter or a benchmark */
    ck_assert(!isnan(cell(&e, NKT_EXPECTED_ROW_EXPECTED, 0)));
    ck_assert(!isnan(cell(&e, NKT_EXPECTED_ROW_EXPECTED, 1)));
    ck_assert(!isnan(cell(&e, NKT_EXPECTED_ROW_EXPECTED, 3)));
    ck_assert_double_nan(cell(&e, NKT_EXPECTED_ROW_DEVIATION, 3));
    ck_assert_double_nan(cell(&e, NKT_EXPECTED_ROW_QUARTER, 1));
    ck_assert_double_nan(cell(&e, NKT_EXPECTED_ROW_SHRUNKEN, 1));
    ck_assert_double_nan(cell(&e, NKT_EXPECTED_ROW_EXPECTED, 11));
    expected_free(&e);
    expected_free(&few);
}
END_TEST

START_TEST(a_size_of_nobody_is_bad_data_only_with_a_response) {
    expected e;

    size[2] = 0;
    size[3] = 0;
    y[3] = NAN;
    ck_assert_int_eq(expected_of(&e, &response, &term, 1, &sizes, NULL, N, NULL), NKT_ROWS_INVALID);
    ck_assert_int_eq(e.error.row, 2);
    ck_assert_int_eq(e.error.reason, NKT_REASON_IMPOSSIBLE);
    ck_assert_int_eq(e.error.rows_affected, 1);
    ck_assert_double_eq(cell(&e, NKT_EXPECTED_ROW_USE, 3), NKT_USE_MISSING);
    expected_free(&e);
}
END_TEST

START_TEST(bad_rows_are_reported_in_order_whichever_column_they_stand_in) {
    double codes[N];
    expected e;

    for (int i = 0; i < N; i++)
        codes[i] = i + 1;
    codes[7] = INFINITY;
    included = doubles(codes);
    term.name = "N00708";
    y[4] = -INFINITY;
    ck_assert_int_eq(expected_of(&e, &response, &term, 1, NULL, &included, N, NULL),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(e.error.message, "design.response: row 4: -infinity is no finite number");
    ck_assert_int_eq(e.error.argument, 1);
    ck_assert_int_eq(e.error.rows_affected, 2);
    expected_free(&e);
    y[4] = 50;
    ck_assert_int_eq(expected_of(&e, &response, &term, 1, NULL, &included, N, NULL),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(e.error.message, "design.rows.include: row 7: infinity is no finite number");
    ck_assert_str_eq(e.error.subject, "design.rows.include");
    ck_assert_double_eq(cell(&e, NKT_EXPECTED_ROW_USE, 7), NKT_USE_NOT_INCLUDED);
    expected_free(&e);
    x[2] = INFINITY; /* a column's own name, where it has one */
    ck_assert_int_eq(expected_of(&e, &response, &term, 1, NULL, &included, N, NULL),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(e.error.message, "N00708: row 2: infinity is no finite number");
    ck_assert_str_eq(e.error.subject, "design.terms[0]");
    expected_free(&e);
}
END_TEST

/* ---- responses that are no percentages ----------------------------------------------------------------- */

/* Proportions are off by 100: then chance explains everything, and nobody is above or below. */
START_TEST(proportions_where_per_cent_are_meant_are_remarked) {
    nkt_expected_options options = {.size = sizeof options};
    expected e, per_cent, nothing;

    ck_assert_int_eq(expected_of(&per_cent, &response, &term, 1, &sizes, NULL, N, NULL), NKT_OK);
    for (int i = 0; i < N; i++)
        y[i] /= 100;
    ck_assert_int_eq(expected_of(&e, &response, &term, 1, &sizes, NULL, N, NULL),
                     NKT_SEEMS_PROPORTIONS);
    ck_assert_int_eq(e.error.reason, NKT_REASON_OTHER_SCALE);
    ck_assert_str_eq(e.error.subject, "design.response");
    ck_assert_double_eq(e.error.bound, 100);
    expected_free(&e);
    /* one that is no proportion, of a row that is fitted */
    y[0] = 1.5;
    ck_assert_int_eq(expected_of(&e, &response, &term, 1, &sizes, NULL, N, NULL), NKT_OK);
    expected_free(&e);
    include[0] = 0;
    ck_assert_int_eq(expected_of(&e, &response, &term, 1, &sizes, &included, N, NULL),
                     NKT_SEEMS_PROPORTIONS);
    expected_free(&e);
    /* the caller says that they are proportions */
    y[0] = 0.48;
    options.whole = 1;
    ck_assert_int_eq(expected_of(&e, &response, &term, 1, &sizes, NULL, N, &options), NKT_OK);
    ck_assert_double_eq_tol(1e4 * number_of(&e, NKT_EXPECTED_TAU2),
                            number_of(&per_cent, NKT_EXPECTED_TAU2), 1e-9);
    expected_free(&e);
    for (int i = 0; i < N; i++)
        y[i] = 0;
    ck_assert_int_eq(expected_of(&nothing, &response, &term, 1, NULL, NULL, N, NULL),
                     NKT_CONSTANT_RESPONSE);
    expected_free(&nothing);
    expected_free(&per_cent);
}
END_TEST

/* Where sizes are given the response is a share; otherwise it may be anything. */
START_TEST(a_share_outside_its_whole_is_bad_data) {
    expected e, without;

    y[3] = 100.5;
    y[8] = -0.5;
    ck_assert_int_eq(expected_of(&e, &response, &term, 1, &sizes, NULL, N, NULL), NKT_ROWS_INVALID);
    ck_assert_str_eq(e.error.message, "design.response: row 3: 100.5 is more than its whole");
    ck_assert_int_eq(e.error.reason, NKT_REASON_ABOVE_WHOLE);
    ck_assert_double_eq(e.error.bound, 100);
    ck_assert_int_eq(e.error.rows_affected, 2);
    ck_assert_double_eq(cell(&e, NKT_EXPECTED_ROW_USE, 3), NKT_USE_INVALID);
    ck_assert_double_eq(cell(&e, NKT_EXPECTED_ROW_USE, 8), NKT_USE_INVALID);
    ck_assert_double_eq(number_of(&e, NKT_EXPECTED_N), N - 2);
    ck_assert_int_eq(expected_of(&without, &response, &term, 1, NULL, NULL, N, NULL), NKT_OK);
    ck_assert_double_eq(number_of(&without, NKT_EXPECTED_N), N);
    expected_free(&e);
    expected_free(&without);
}
END_TEST

START_TEST(expected_values_are_rounded_as_published) {
    nkt_expected_options options = {.size = sizeof options, .decimals = NKT_DECIMALS_ONE};
    expected e, plain;

    ck_assert_int_eq(expected_of(&plain, &response, &term, 1, NULL, NULL, N, NULL), NKT_OK);
    ck_assert_int_eq(expected_of(&e, &response, &term, 1, NULL, NULL, N, &options), NKT_OK);
    for (int i = 0; i < N; i++) {
        const double rounded = round(10 * cell(&plain, NKT_EXPECTED_ROW_EXPECTED, i)) / 10;
        ck_assert_double_eq(cell(&e, NKT_EXPECTED_ROW_EXPECTED, i), rounded);
        ck_assert_double_eq(cell(&e, NKT_EXPECTED_ROW_DEVIATION, i), y[i] - rounded);
        ck_assert_double_eq(cell(&e, NKT_EXPECTED_ROW_LOO_EXPECTED, i),
                            cell(&plain, NKT_EXPECTED_ROW_LOO_EXPECTED, i));
    }
    expected_free(&e);
    expected_free(&plain);
}
END_TEST

START_TEST(a_quarter_of_the_units_is_in_each_quarter) {
    int counts[5] = {0};
    expected e;

    ck_assert_int_eq(expected_of(&e, &response, &term, 1, NULL, NULL, N, NULL), NKT_OK);
    for (int i = 0; i < N; i++) {
        const double own = cell(&e, NKT_EXPECTED_ROW_DEVIATION, i);
        int above = 0;
        for (int j = 0; j < N; j++)
            above += cell(&e, NKT_EXPECTED_ROW_DEVIATION, j) > own;
        ck_assert_double_eq(cell(&e, NKT_EXPECTED_ROW_QUARTER, i), 1 + 4 * above / N);
        counts[1 + 4 * above / N]++;
    }
    for (int q = 1; q <= 4; q++)
        ck_assert_int_eq(counts[q], N / 4);
    expected_free(&e);
}
END_TEST

START_TEST(the_inner_fit_is_a_least_squares_fit) {
    double r2, coefficients[2];
    nkt_memory fit = {.grow = nkt_memory_realloc, .context = y};
    expected e;

    ck_assert_int_eq(expected_of(&e, &response, &term, 1, NULL, NULL, N, NULL), NKT_OK);
    r2 = ols_number_of(&e, NKT_OLS_R2);
    ck_assert(r2 > 0.5 && r2 < 1);
    ols_coefficients_of(&e, coefficients, 2);
    ck_assert_double_eq_tol(coefficients[0] + 3 * coefficients[1],
                            cell(&e, NKT_EXPECTED_ROW_EXPECTED, 3), 1e-12);
    /* a view: it lies in the model, and cannot grow */
    ck_assert_int_eq(nkt_expected_ols(&e.model, &fit, &e.error), NKT_OK);
    ck_assert((char *)fit.data > (char *)e.model.data);
    ck_assert((char *)fit.data + fit.size <= (char *)e.model.data + e.model.size);
    ck_assert_uint_eq(fit.needed, fit.size);
    ck_assert(!fit.grow && !fit.context);
    ck_assert_int_eq(nkt_expected_ols(NULL, &fit, &e.error), NKT_E_NULL);
    ck_assert_int_eq(nkt_expected_ols(&e.model, NULL, &e.error), NKT_E_NULL);
    ck_assert_int_eq(nkt_expected_ols(&e.model, &e.model, &e.error), NKT_E_DUPLICATE);
    ck_assert_int_eq(nkt_expected_ols(&fit, &e.work, &e.error), NKT_E_STATE);
    expected_free(&e);
}
END_TEST

/* What least squares remarks comes through; the terms that are left serve the benchmark. */
START_TEST(a_collinear_term_is_dropped_in_both_layers) {
    nkt_column two[2] = {term, term};
    expected e, one;

    ck_assert_int_eq(expected_of(&one, &response, &term, 1, &sizes, NULL, N, NULL), NKT_OK);
    ck_assert_int_eq(expected_of(&e, &response, two, 2, &sizes, NULL, N, NULL), NKT_TERM_DROPPED);
    ck_assert_str_eq(e.error.message,
                     "design.terms[1]: is a combination of the terms before it, and "
                     "was dropped");
    ck_assert_double_nan(list_of(&e, NKT_EXPECTED_COEFFICIENT)[2]);
    ck_assert_double_nan(list_of(&e, NKT_EXPECTED_COEFFICIENT_SE)[2]);
    for (int32_t what = NKT_EXPECTED_ROW_VARIANCE; what <= NKT_EXPECTED_ROW_OUTLYING_Q; what++)
        for (int i = 0; i < N; i++)
            ck_assert_double_eq(cell(&e, what, i), cell(&one, what, i));
    expected_free(&e);
    expected_free(&one);
}
END_TEST

START_TEST(a_model_without_terms_expects_the_mean) {
    expected e;
    double sum = 0;

    ck_assert_int_eq(expected_of(&e, &response, NULL, 0, &sizes, NULL, N, NULL), NKT_OK);
    for (int i = 0; i < N; i++)
        sum += y[i];
    for (int i = 0; i < N; i++)
        ck_assert_double_eq_tol(cell(&e, NKT_EXPECTED_ROW_EXPECTED, i), sum / N, 1e-13);
    expected_free(&e);
}
END_TEST

Suite *nkt_suite_expected(void) {
    Suite *suite = suite_create("expected");
    TCase *tcase = tcase_create("expected");
    tcase_add_checked_fixture(tcase, setup, NULL);
    tcase_add_loop_test(tcase, published_years_agree_with_r, 0, 2);
    tcase_add_test(tcase, rows_that_take_no_part_are_told_apart);
    tcase_add_test(tcase, a_size_of_nobody_is_bad_data_only_with_a_response);
    tcase_add_test(tcase, bad_rows_are_reported_in_order_whichever_column_they_stand_in);
    tcase_add_test(tcase, proportions_where_per_cent_are_meant_are_remarked);
    tcase_add_test(tcase, a_share_outside_its_whole_is_bad_data);
    tcase_add_test(tcase, expected_values_are_rounded_as_published);
    tcase_add_test(tcase, a_quarter_of_the_units_is_in_each_quarter);
    tcase_add_test(tcase, the_inner_fit_is_a_least_squares_fit);
    tcase_add_test(tcase, a_collinear_term_is_dropped_in_both_layers);
    tcase_add_test(tcase, a_model_without_terms_expects_the_mean);
    suite_add_tcase(suite, tcase);
    return suite;
}
