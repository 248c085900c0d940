/*
 * Shares and incomes of a cohort by years since reception, and calls about years and groups that
 * are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/cohort_persons.h"

/* ---- by years ----------------------------------------------------------------------------------------- */

enum { ROWS = 12, COLUMNS = 6 };

/* since, resident, employed, studying, self-supporting, income */
static double rows[COLUMNS][ROWS] = {
    {0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 7},
    {1, 1, 1, 1, 0, 1, 1, 0, NAN, 1, 0, 1},
    {0, 1, 0, NAN, 1, 1, 1, 1, 1, 0, NAN, 1},
    {1, 0, 0, 1, 1, 0, 0, 0, 1, 1, NAN, 0},
    {0, 1, 0, 0, 1, 1, 0, 1, 1, 0, NAN, 0},
    {100, 250, NAN, 130, 9999, 200, 180, 9999, 9999, -50, NAN, 1},
};
static nkt_column inputs[COLUMNS];
static nkt_table table;
static nkt_cohort_year years[4];

static nkt_status by_years(int n_inputs) {
    for (int k = 0; k < COLUMNS; k++) {
        inputs[k] = doubles(rows[k]);
        inputs[k].id = NKT_COHORT_IN_SINCE + k;
    }
    table = (nkt_table)NKT_TABLE_OF(inputs, n_inputs, ROWS);
    return nkt_cohort_years(&table, 4, NULL, years, 0, &memory, &error);
}

START_TEST(years_since_reception) {
    ck_assert_int_eq(by_years(COLUMNS), NKT_OK);
    ck_assert_int_eq(years[0].n, 5);
    ck_assert_double_eq(years[0].resident.value, 80);
    ck_assert_double_eq_tol(years[0].employed.value, 100 / 3.0, 1e-12);
    ck_assert_double_eq(years[0].employed.basis, 3);
    ck_assert_double_eq(years[0].studying.value, 50);
    ck_assert_double_eq(years[0].self_supporting.value, 25);
    ck_assert_double_eq(years[0].income_median, 130); /* 100 130 250 */
    ck_assert_double_eq(years[0].income_lower_quartile, 115);
    ck_assert_double_eq(years[0].income_upper_quartile, 190);
    ck_assert_int_eq(years[0].n_income, 3);
    ck_assert_int_eq(years[1].n, 5); /* one has moved, of one it is not known */
    ck_assert_double_eq(years[1].resident.value, 75);
    ck_assert_double_eq_tol(years[1].employed.value, 200 / 3.0, 1e-12);
    ck_assert_double_eq(years[1].income_median, 180);
    ck_assert_double_eq(years[2].resident.value, 0); /* nobody is left */
    ck_assert_int_eq(years[2].employed.state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_double_nan(years[2].income_median);
    ck_assert_int_eq(years[3].n, 0);
    ck_assert_int_eq(years[3].resident.state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_int_eq(by_years(1), NKT_OK); /* only the years: nothing else is known */
    ck_assert_int_eq(years[0].n, 5);
    ck_assert_int_eq(years[0].resident.state, NKT_STATE_MISSING);
    ck_assert_int_eq(years[0].employed.state, NKT_STATE_MISSING);
}
END_TEST

START_TEST(without_residence_all_count) {
    by_years(COLUMNS);
    inputs[1] = inputs[2];
    inputs[2] = inputs[5];
    table.n_columns = 3;
    ck_assert_int_eq(nkt_cohort_years(&table, 4, NULL, years, 0, &memory, &error), NKT_OK);
    ck_assert_int_eq(years[0].resident.state, NKT_STATE_MISSING);
    ck_assert_double_eq(years[0].employed.value, 50);
    ck_assert_int_eq(years[0].n_income, 4);
}
END_TEST

START_TEST(bad_years) {
    rows[0][3] = 1.5;
    rows[2][4] = 2;
    rows[5][0] = INFINITY;
    ck_assert_int_eq(by_years(COLUMNS), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "table.columns[5]: row 0: infinity is no finite number");
    ck_assert_int_eq(error.item, 5);
    ck_assert_int_eq(error.id, NKT_COHORT_IN_INCOME);
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_int_eq(years[0].n, 2);
    rows[5][0] = 100;
    ck_assert_int_eq(by_years(COLUMNS), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "table.columns[0]: row 3: 1.5 is no whole number");
    rows[0][3] = 0;
    ck_assert_int_eq(by_years(COLUMNS), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "table.columns[2]: row 4: 2 lies outside its range");
    rows[2][4] = 1;
}
END_TEST

/* Codes of a byte, who takes part as a logical of R, years in the caller's structs; other limits. */
START_TEST(years_of_some) {
    struct {
        int32_t n;
        nkt_cohort_year year;
    } own[3];
    int8_t since[] = {0, 0, 0, 1, 2, -1}, employed[] = {1, 0, 1, 1, 0, 1};
    int32_t include[] = {1, 1, 0, 1, INT32_MIN, 0};
    nkt_column columns[] = {NKT_ARRAY(NKT_COHORT_IN_SINCE, since),
                            NKT_ARRAY(NKT_COHORT_IN_EMPLOYED, employed)};
    nkt_column in = {.values = include, .stride = 4, .type = NKT_INT32_R};
    nkt_table of = NKT_TABLE(columns, 6);
    nkt_options wide = {.size = sizeof wide, .confidence = 0.99};
    nkt_estimate upper;

    of.rows.include = &in;
    ck_assert_int_eq(nkt_cohort_years(&of, 3, &wide, &own[0].year, sizeof own[0], &memory, &error),
                     NKT_OK);
    ck_assert_int_eq(own[0].year.n, 2);
    ck_assert_double_eq(own[0].year.employed.value, 50);
    ck_assert_double_eq(own[1].year.employed.value, 100);
    ck_assert_int_eq(own[2].year.n, 0);
    upper = own[0].year.employed;
    ck_assert_int_eq(nkt_cohort_years(&of, 3, NULL, &own[0].year, sizeof own[0], &memory, &error),
                     NKT_OK);
    ck_assert_double_gt(upper.upper, own[0].year.employed.upper);
    include[5] = 1;
    ck_assert_int_eq(nkt_cohort_years(&of, 3, NULL, &own[0].year, sizeof own[0], &memory, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "table.columns[0]: row 5: -1 is negative");
}
END_TEST

/* ---- what is refused ------------------------------------------------------------------------------------ */

START_TEST(years_and_groups_are_checked) {
    nkt_expected_time e = {.n = 4711};
    nkt_expected_time_options bad = {.size = sizeof bad, .confidence = 1};
    nkt_column odd[2], x;
    nkt_memory none = {0};
    nkt_table of, terms;

    by_years(COLUMNS);
    years[0].n = 4711;
#define YEARS(of, n_years, to, stride, lent)                                                       \
    nkt_cohort_years(of, n_years, NULL, to, stride, lent, &error)
    refused(YEARS(NULL, 4, years, 0, &memory), NKT_E_NULL, "table");
    of = (nkt_table)NKT_TABLE_OF(NULL, 2, 5);
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_NULL, "table.columns");
    of = (nkt_table)NKT_TABLE_OF(inputs, -2, 5);
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_COUNT, "table.n_columns");
    of = (nkt_table)NKT_TABLE_OF(inputs, 2, -5);
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_COUNT, "table.rows.n_rows");
    of = (nkt_table)NKT_TABLE_OF(inputs, 2, 5);
    refused(YEARS(&of, -4, years, 0, &memory), NKT_E_COUNT, "n_years");
    of.rows.groups = &inputs[0];
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_OPTION, "table.rows.groups");
    of = (nkt_table)NKT_TABLE_OF(inputs + 1, 2, 5);
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_ID, "table.columns");
    ck_assert_int_eq(error.id, NKT_COHORT_IN_SINCE);
    ck_assert_int_eq(error.reason, NKT_REASON_LACKING);
    of = (nkt_table)NKT_TABLE(odd, 5);
    odd[0] = odd[1] = inputs[0];
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_DUPLICATE, "table.columns[1]");
    odd[1].id = 1; /* as in earlier versions, and as a figure of the catalogue */
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_ID, "table.columns[1]");
    odd[1].id = NKT_COHORT_IN_INCOME + 1;
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_ID, "table.columns[1]");
    ck_assert_str_eq(error.message, "table.columns[1]: 9107 is no id of this table");
    odd[0].type = 99;
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_TYPE, "table.columns[0]");
    of = (nkt_table)NKT_TABLE_OF(inputs, 2, 5);
    refused(YEARS(&of, 4, NULL, 0, &memory), NKT_E_NULL, "out");
    refused(YEARS(&of, 4, years, 100, &memory), NKT_E_STRIDE, "stride");
    refused(YEARS(&of, 4, years, 0, NULL), NKT_E_NULL, "work");
    refused(YEARS(&of, 4, years, 0, &none), NKT_E_CAPACITY, "work");
    ck_assert_uint_gt(none.needed, 0);
    ck_assert_int_eq(years[0].n, 4711);
    of.rows.n_rows = INT64_MAX;
    refused(YEARS(&of, 4, years, 0, &memory), NKT_E_SIZE, "work");
    of.rows.n_rows = 5;
    none.data = malloc(none.needed);
    none.size = none.needed;
    ck_assert_int_eq(YEARS(&of, 4, years, 0, &none), NKT_OK);
    free(none.data);
    none = (nkt_memory){0};

    x = doubles(times);
    terms = (nkt_table)NKT_TABLE_OF(&x, 1, N);
#define EXPECTED(p, terms, o, to, stride, lent)                                                    \
    nkt_cohort_expected(p, terms, o, to, stride, lent, &error)
    refused(EXPECTED(NULL, &terms, NULL, &e, 0, &memory), NKT_E_NULL, "pseudo");
    refused(EXPECTED(&x, NULL, NULL, &e, 0, &memory), NKT_E_NULL, "terms");
    refused(EXPECTED(&odd[0], &terms, NULL, &e, 0, &memory), NKT_E_TYPE, "pseudo");
    refused(EXPECTED(&x, &terms, &bad, &e, 0, &memory), NKT_E_OPTION, "options.confidence");
    bad = (nkt_expected_time_options){.size = sizeof bad, .reserved = 1};
    refused(EXPECTED(&x, &terms, &bad, &e, 0, &memory), NKT_E_OPTION, "options.reserved");
    refused(EXPECTED(&x, &terms, NULL, NULL, 0, &memory), NKT_E_NULL, "out");
    refused(EXPECTED(&x, &terms, NULL, &e, 0, NULL), NKT_E_NULL, "work");
    refused(EXPECTED(&x, &terms, NULL, &e, 0, &none), NKT_E_CAPACITY, "work");
    terms.rows.groups = &x;
    terms.rows.n_groups = 2;
    refused(EXPECTED(&x, &terms, NULL, &e, 8, &memory), NKT_E_STRIDE, "stride");
    terms.rows.n_groups = -1;
    refused(EXPECTED(&x, &terms, NULL, &e, 0, &memory), NKT_E_COUNT, "terms.rows.n_groups");
    terms = (nkt_table)NKT_TABLE_OF(NULL, 1, N);
    refused(EXPECTED(&x, &terms, NULL, &e, 0, &memory), NKT_E_NULL, "terms.columns");
    terms = (nkt_table)NKT_TABLE_OF(&x, 1, -1);
    refused(EXPECTED(&x, &terms, NULL, &e, 0, &memory), NKT_E_COUNT, "terms.rows.n_rows");
    terms = (nkt_table)NKT_TABLE_OF(odd, 1, N);
    refused(EXPECTED(&x, &terms, NULL, &e, 0, &memory), NKT_E_TYPE, "terms.columns[0]");
    ck_assert_int_eq(e.n, 4711);
}
END_TEST

Suite *nkt_suite_cohort_years(void) {
    Suite *suite = suite_create("cohort_years");
    TCase *tcase = tcase_create("cohort_years");
    tcase_add_checked_fixture(tcase, setup, teardown);
    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, years_since_reception);
    tcase_add_test(tcase, without_residence_all_count);
    tcase_add_test(tcase, bad_years);
    tcase_add_test(tcase, years_of_some);
    tcase_add_test(tcase, years_and_groups_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
