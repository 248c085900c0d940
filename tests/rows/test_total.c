/*
 * Totals: the rule of a sum for every mix of members, totals as columns, and columns matched.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "nyckeltal.h"
#include "nyckeltal/realloc.h"

enum { MOST = 8 };

static nkt_memory work = NKT_MEMORY_REALLOC;

/* One group of n members. */
static nkt_total total_of(const nkt_column *column, int64_t n, int mean, nkt_status *status,
                          nkt_error *error) {
    const nkt_rows rows = NKT_ROWS(n);
    nkt_total total;

    memset(&total, 0xAA, sizeof total);
    *status = mean ? nkt_group_mean(column, &rows, &total, 0, &work, error)
                   : nkt_group_sum(column, &rows, &total, 0, &work, error);
    return total;
}

/*
 * Members by letter: 1 ... 9 a value, m missing, n no denominator, a not applicable, s secret,
 * i invalid; what sum and mean become.
 */
static const struct rule {
    const char *members;
    double sum;
    int32_t sum_state;
    double mean;
    int32_t mean_state;
    int64_t contributors, count;
} rules[] = {
    {"", NAN, NKT_STATE_MISSING, NAN, NKT_STATE_MISSING, 0, 0},
    {"3", 3, 0, 3, 0, 1, 1},
    {"345", 12, 0, 4, 0, 3, 3},
    {"34m", 7, 0, 3.5, 0, 2, 3},
    {"34n", 7, 0, 3.5, 0, 2, 3},
    {"34a", 7, 0, 3.5, 0, 2, 2},
    {"34am", 7, 0, 3.5, 0, 2, 3},
    {"34s", NAN, NKT_STATE_SECRET, 3.5, 0, 2, 3},
    {"34i", NAN, NKT_STATE_INVALID, NAN, NKT_STATE_INVALID, 2, 3},
    {"34si", NAN, NKT_STATE_SECRET, NAN, NKT_STATE_INVALID, 2, 4},
    {"m", NAN, NKT_STATE_MISSING, NAN, NKT_STATE_MISSING, 0, 1},
    {"nn", NAN, NKT_STATE_MISSING, NAN, NKT_STATE_MISSING, 0, 2},
    {"a", NAN, NKT_STATE_NOT_APPLICABLE, NAN, NKT_STATE_NOT_APPLICABLE, 0, 0},
    {"aam", NAN, NKT_STATE_MISSING, NAN, NKT_STATE_MISSING, 0, 1},
    {"ss", NAN, NKT_STATE_SECRET, NAN, NKT_STATE_SECRET, 0, 2},
    {"sma", NAN, NKT_STATE_SECRET, NAN, NKT_STATE_SECRET, 0, 2},
    {"si", NAN, NKT_STATE_SECRET, NAN, NKT_STATE_INVALID, 0, 2},
    {"ia", NAN, NKT_STATE_INVALID, NAN, NKT_STATE_INVALID, 0, 1},
};

static void read_members(const char *members, double *values, int32_t *reasons) {
    static const char letters[] = "mnasi";
    static const int32_t states[] = {NKT_STATE_MISSING, NKT_STATE_NO_DENOMINATOR,
                                     NKT_STATE_NOT_APPLICABLE, NKT_STATE_SECRET, NKT_STATE_INVALID};

    for (int i = 0; members[i]; i++) {
        const char *letter = strchr(letters, members[i]);
        reasons[i] = letter ? states[letter - letters] : NKT_STATE_VALUE;
        values[i] = letter ? 1e9 : members[i] - '0'; /* behind a reason nothing is looked at */
    }
}

static void expect(const nkt_total *total, double value, int32_t state, const struct rule *rule) {
    int partial = state == NKT_STATE_VALUE && rule->contributors < rule->count;
    ck_assert_msg(total->state == state, "\"%s\": state %d, not %d", rule->members, total->state,
                  state);
    if (isnan(value))
        ck_assert_double_nan(total->value);
    else
        ck_assert_double_eq(total->value, value);
    ck_assert_int_eq(total->contributors, rule->contributors);
    ck_assert_int_eq(total->members, rule->count);
    ck_assert_int_eq(total->flags, partial ? NKT_FLAG_PARTIAL : 0);
}

START_TEST(every_mix_of_members_has_its_rule) {
    const struct rule *rule = &rules[_i];
    double values[MOST];
    int32_t reasons[MOST];
    int64_t n = (int64_t)strlen(rule->members);
    int bad = strchr(rule->members, 'i') != NULL;
    nkt_column column = NKT_ARRAY(NKT_IN_RECEIVED, values);
    nkt_status status;
    nkt_error error;
    nkt_total total;

    read_members(rule->members, values, reasons);
    column.reasons = reasons;
    column.reasons_stride = sizeof(int32_t);
    total = total_of(&column, n, 0, &status, &error);
    expect(&total, rule->sum, rule->sum_state, rule);
    ck_assert_int_eq(status, bad ? NKT_ROWS_INVALID : NKT_OK);
    total = total_of(&column, n, 1, &status, &error);
    expect(&total, rule->mean, rule->mean_state, rule);
    ck_assert_int_eq(status, bad ? NKT_ROWS_INVALID : NKT_OK);
    if (bad) {
        ck_assert_int_eq(error.row, strchr(rule->members, 'i') - rule->members);
        ck_assert_int_eq(error.rows_affected, 1);
        ck_assert_int_eq(error.id, NKT_IN_RECEIVED);
        ck_assert_int_eq(error.argument, 1);
    }
}
END_TEST

START_TEST(bad_data_are_located) {
    double values[] = {4, -3, INFINITY, -1};
    nkt_column column = NKT_ARRAY(NKT_IN_RECEIVED, values);
    nkt_status status;
    nkt_error error;
    nkt_total total = total_of(&column, 4, 0, &status, &error);

    ck_assert_int_eq(status, NKT_ROWS_INVALID);
    ck_assert_int_eq(total.state, NKT_STATE_INVALID);
    ck_assert_str_eq(error.message, "received: row 1: -3 is negative");
    ck_assert_int_eq(error.row, 1);
    ck_assert_double_eq(error.value, -3);
    ck_assert_int_eq(error.rows_affected, 3);
    /* Under id 0 any finite number will do; so it will where a figure has two signs. */
    column.id = 0;
    total = total_of(&column, 2, 0, &status, &error);
    ck_assert_int_eq(status, NKT_OK);
    ck_assert_double_eq(total.value, 1);
    total = total_of(&column, 3, 0, &status, &error);
    ck_assert_str_eq(error.message, "values: row 2: infinity is no finite number");
    column.id = NKT_REFUGEES_EMPLOYED_DEVIATION;
    total = total_of(&column, 2, 1, &status, &error);
    ck_assert_int_eq(status, NKT_OK);
    ck_assert_double_eq(total.value, 0.5);
    column.id = NKT_DEPENDENCY_RATIO;
    total = total_of(&column, 2, 1, &status, &error);
    ck_assert_int_eq(total.state, NKT_STATE_INVALID);
    ck_assert_str_eq(error.message, "dependency_ratio: row 1: -3 is negative");
}
END_TEST

START_TEST(a_sum_beyond_the_largest_double_is_invalid) {
    double values[] = {1.7e308, 1.7e308, -1.7e308, -1.7e308};
    nkt_column column = NKT_ARRAY(0, values);
    nkt_status status;
    nkt_error error;
    nkt_total total = total_of(&column, 2, 0, &status, &error);

    ck_assert_int_eq(status, NKT_ROWS_INVALID);
    ck_assert_int_eq(total.state, NKT_STATE_INVALID);
    ck_assert_double_nan(total.value);
    ck_assert_int_eq(total.contributors, 2);
    ck_assert_str_eq(error.message, "values: row 0: the sum is beyond the largest number");
    ck_assert_int_eq(error.rows_affected, 1);
    /* On its way there it may be beyond it. */
    total = total_of(&column, 3, 0, &status, &error);
    ck_assert_int_eq(status, NKT_OK);
    ck_assert_double_eq(total.value, 1.7e308);
    total = total_of(&column, 4, 0, &status, &error);
    ck_assert_double_eq(total.value, 0);
    ck_assert_int_eq(signbit(total.value), 0);
}
END_TEST

START_TEST(sums_are_rounded_once) {
    double cancel[] = {1, 1e300, 0.5, -1e300, 1e-300};
    double whole[] = {9007199254740992.0, 1, 1, -2, 9007199254740992.0};
    double tenths[] = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
    double zero[] = {-0.0, -0.0};
    nkt_column column = NKT_ARRAY(0, cancel);
    nkt_status status;
    nkt_error error;

    ck_assert_double_eq(total_of(&column, 5, 0, &status, &error).value, 1.5);
    column = NKT_ARRAY(0, whole);
    ck_assert_double_eq(total_of(&column, 2, 0, &status, &error).value, 9007199254740992.0);
    ck_assert_double_eq(total_of(&column, 3, 0, &status, &error).value, 9007199254740994.0);
    ck_assert_double_eq(total_of(&column, 5, 0, &status, &error).value, 18014398509481984.0);
    column = NKT_ARRAY(0, tenths);
    /* A running sum of eight tenths ends at 0.7999999999999999. */
    ck_assert_double_eq(total_of(&column, 8, 0, &status, &error).value, 0.8);
    column = NKT_ARRAY(0, zero);
    ck_assert_int_eq(signbit(total_of(&column, 2, 0, &status, &error).value), 0);
}
END_TEST

START_TEST(totals_are_columns) {
    struct municipality {
        int32_t code;
        nkt_total received;
    } rows[2] = {{7, {.value = 5, .contributors = 1, .members = 1}},
                 {8, {.value = NAN, .state = NKT_STATE_SECRET}}};
    const nkt_total totals[3] = {
        {.value = 5}, {.value = NAN, .state = NKT_STATE_SECRET}, {.value = 7}};
    static const int64_t groups[] = {2, -1, 0, 1};
    nkt_column column = NKT_TOTALS_N(NKT_IN_RECEIVED, totals, 0), other;
    double value;
    int32_t state;
    nkt_error error;

    ck_assert_uint_eq(sizeof(nkt_total), 32);
    ck_assert_int_eq(nkt_total_column(totals, 0, NKT_IN_RECEIVED, &other, &error), NKT_OK);
    ck_assert_mem_eq(&column, &other, sizeof column);
    ck_assert_int_eq(column.id, NKT_IN_RECEIVED);
    nkt_column_get(&column, 2, &value, &state, NULL);
    ck_assert_double_eq(value, 7);
    nkt_column_get(&column, 1, &value, &state, NULL);
    ck_assert_int_eq(state, NKT_STATE_SECRET);
    /* Spread over the rows of the groups. */
    column.rows = groups;
    nkt_column_get(&column, 0, &value, &state, NULL);
    ck_assert_double_eq(value, 7);
    nkt_column_get(&column, 1, &value, &state, NULL);
    ck_assert_int_eq(state, NKT_STATE_MISSING);
    nkt_column_get(&column, 3, &value, &state, NULL);
    ck_assert_int_eq(state, NKT_STATE_SECRET);
    column = NKT_TOTALS_FIELD(0, rows, received);
    ck_assert_int_eq(nkt_total_column(&rows[0].received, sizeof rows[0], 0, &other, &error),
                     NKT_OK);
    ck_assert_mem_eq(&column, &other, sizeof column);
    nkt_column_get(&column, 0, &value, &state, NULL);
    ck_assert_double_eq(value, 5);
    nkt_column_get(&column, 1, &value, &state, NULL);
    ck_assert_int_eq(state, NKT_STATE_SECRET);
}
END_TEST

START_TEST(matched_columns_have_values_in_the_same_rows) {
    double a[] = {1, NAN, 3, 4, 5, -6, 7};
    int32_t b[] = {10, 20, 30, 40, 50, 60, 70};
    int32_t reasons[] = {0, 0, NKT_STATE_SECRET, 0, NKT_STATE_NOT_APPLICABLE, 0, 0};
    int64_t gather[] = {6, 5, 4, 3, 2, 1, -1};
    nkt_column columns[] = {NKT_ARRAY(NKT_IN_RECEIVED_ASSIGNED, a), NKT_ARRAY(NKT_IN_RECEIVED, b)};
    const nkt_column original = columns[1];
    const nkt_table table = NKT_TABLE(columns, 7);
    nkt_column out[2];
    nkt_memory memory = NKT_MEMORY_REALLOC;
    const int64_t *rows;
    static const int64_t expected_a[] = {0, 1, -1, 3, -1, 5, 6};
    static const int64_t expected_b[] = {0, -1, 2, 3, 4, -1, 6};
    nkt_error error;
    nkt_status status;
    nkt_total total;

    columns[1].reasons = reasons;
    columns[1].reasons_stride = sizeof(int32_t);
    ck_assert_int_eq(nkt_total_match(&table, out, &memory, &error), NKT_OK);
    rows = out[0].rows;
    ck_assert_ptr_eq(out[1].rows, rows + 7);
    ck_assert_mem_eq(rows, expected_a, sizeof expected_a);
    ck_assert_mem_eq(rows + 7, expected_b, sizeof expected_b);
    total = total_of(&out[1], 7, 0, &status, &error);
    ck_assert_int_eq(total.state, NKT_STATE_SECRET); /* its own reason is kept */
    total = total_of(&out[0], 7, 0, &status, &error);
    ck_assert_str_eq(error.message, "received_assigned: row 5: -6 is negative");
    /* Columns that are read in another order already. */
    columns[0].rows = gather;
    columns[1] = original;
    columns[1].reasons = reasons;
    columns[1].reasons_stride = sizeof(int32_t);
    /* 0: 7 and 10; 1: bad; 2: 5 and secret; 3: 4 and 40; 4: 3 and not applicable; 5: none; 6: none */
    ck_assert_int_eq(nkt_total_match(&table, out, &memory, &error), NKT_OK);
    rows = out[0].rows;
    ck_assert_ptr_eq(out[1].rows, rows + 7);
    ck_assert_int_eq(rows[0], 6);
    ck_assert_int_eq(rows[7], 0);
    ck_assert_int_eq(rows[1], 5); /* bad data stay, to be told of by the sum */
    ck_assert_int_eq(rows[8], -1);
    ck_assert_int_eq(rows[2], -1);
    ck_assert_int_eq(rows[9], 2);
    ck_assert_int_eq(rows[6], -1);
    ck_assert_int_eq(rows[13], -1);
    /* Both of them, and lagged values among them. */
    columns[1].rows = gather;
    columns[0].rows = NULL;
    ck_assert_int_eq(nkt_total_match(&table, out, &memory, &error), NKT_OK);
    rows = out[0].rows;
    ck_assert_ptr_eq(out[1].rows, rows + 7);
    for (int r = 0; r < 7; r++) {
        double value_a, value_b;
        int32_t state_a, state_b;
        nkt_column_get(&columns[0], r, &value_a, &state_a, NULL);
        nkt_column_get(&columns[1], r, &value_b, &state_b, NULL);
        state_a = value_a < 0 ? NKT_STATE_INVALID : state_a;
        ck_assert_int_eq(rows[r], state_a || !state_b ? r : -1);
        ck_assert_int_eq(rows[7 + r], state_b || !state_a ? gather[r] : -1);
    }
    nkt_memory_free(&memory);
}
END_TEST

/* In a row that is left out nothing is there; a mark that is bad data leaves it out, and is told. */
START_TEST(matching_leaves_rows_out) {
    const double a[] = {1, 2, NAN, 4}, b[] = {5, 6, 7, 8}, include[] = {1, 0, 1, INFINITY};
    const nkt_column take = NKT_ARRAY(0, include);
    nkt_column columns[] = {NKT_ARRAY(0, a), NKT_ARRAY(0, b)};
    nkt_table table = NKT_TABLE(columns, 4);
    nkt_memory memory = NKT_MEMORY_REALLOC;
    nkt_error error;
    static const int64_t expected[] = {0, -1, 2, -1, 0, -1, -1, -1};

    table.rows.include = &take;
    ck_assert_int_eq(nkt_total_match(&table, columns, &memory, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.subject, "table.rows.include");
    ck_assert_int_eq(error.row, 3);
    ck_assert_int_eq(error.rows_affected, 1);
    ck_assert_mem_eq(columns[0].rows, expected, sizeof expected);
    nkt_memory_free(&memory);
}
END_TEST

/* A sum of partial sums is partial, and what is not comparable stays so. */
START_TEST(flags_go_into_sums_and_out_of_windows) {
    nkt_total parts[4] = {
        {.value = 10, .contributors = 3, .members = 3},
        {.value = 20, .contributors = 2, .members = 3, .flags = NKT_FLAG_PARTIAL},
        {.value = 5, .contributors = 1, .members = 1},
        {.value = NAN, .state = NKT_STATE_MISSING, .flags = NKT_FLAG_SERIES_BREAK}};
    static const int32_t years[] = {2014, 2015, 2016, 2017}, unit = 1;
    static const int32_t windows[] = {NKT_FLAG_PARTIAL, NKT_FLAG_PARTIAL, NKT_FLAG_PARTIAL, 0};
    const nkt_column key = {.values = &unit, .type = NKT_INT32}, year = NKT_ARRAY(0, years);
    const nkt_table keys = NKT_TABLE_OF(&key, 1, 4);
    const nkt_column column = NKT_TOTALS(NKT_IN_RECEIVED, parts);
    nkt_memory panel = NKT_MEMORY_REALLOC;
    nkt_total totals[4];
    nkt_status status;
    nkt_error error;
    nkt_total total = total_of(&column, 1, 0, &status, &error);

    ck_assert_int_eq(total.flags, 0);
    for (int mean = 0; mean < 2; mean++) {
        total = total_of(&column, 3, mean, &status, &error);
        ck_assert_double_eq(total.value, mean ? 35.0 / 3 : 35);
        ck_assert_int_eq(total.contributors, total.members);
        ck_assert_int_eq(total.flags, NKT_FLAG_PARTIAL);
    }
    total = total_of(&column, 4, 0, &status, &error); /* a flag of what has no value is nobody's */
    ck_assert_int_eq(total.flags, NKT_FLAG_PARTIAL);
    parts[2].flags = NKT_FLAG_SERIES_BREAK | NKT_FLAG_BASIS_BELOW_MINIMUM;
    total = total_of(&column, 3, 0, &status, &error);
    ck_assert_int_eq(total.flags, NKT_FLAG_PARTIAL | NKT_FLAG_SERIES_BREAK);
    parts[2].flags = 0;
    parts[3] = (nkt_total){.value = 1};
    ck_assert_int_eq(nkt_panel_init(&panel, &keys, &year, &work, &error), NKT_OK);
    ck_assert_int_eq(nkt_panel_window(&panel, &column, 2, 0, totals, 0, &error), NKT_OK);
    for (int r = 0; r < 4; r++)
        ck_assert_int_eq(totals[r].flags, windows[r]);
    nkt_memory_free(&panel);
}
END_TEST

/* Fed back as a column, what was hidden stays hidden: 10 + 20 + secret is not 30. */
START_TEST(a_hidden_estimate_makes_the_sum_secret) {
    nkt_estimate counts[] = {
        {.value = 10}, {.value = 20}, {.value = NAN, .state = NKT_STATE_SECRET}};
    struct {
        int32_t code;
        nkt_estimate count;
    } rows[3];
    nkt_status status;
    nkt_error error;
    nkt_total total;

    for (int i = 0; i < 3; i++)
        rows[i].count = counts[i];
    for (int i = 0; i < 2; i++) {
        const nkt_column column = i ? NKT_ESTIMATE_COLUMN(NKT_IN_RECEIVED, rows, count)
                                    : NKT_ESTIMATE_ARRAY(NKT_IN_RECEIVED, counts);
        total = total_of(&column, 3, 0, &status, &error);
        ck_assert_int_eq(status, NKT_OK);
        ck_assert_int_eq(total.state, NKT_STATE_SECRET);
        ck_assert_double_nan(total.value);
        ck_assert_int_eq(total.flags, 0);
    }
}
END_TEST

Suite *nkt_suite_total(void) {
    Suite *suite = suite_create("total");
    TCase *tcase = tcase_create("total");
    tcase_add_loop_test(tcase, every_mix_of_members_has_its_rule, 0,
                        (int)(sizeof rules / sizeof rules[0]));
    tcase_add_test(tcase, bad_data_are_located);
    tcase_add_test(tcase, a_sum_beyond_the_largest_double_is_invalid);
    tcase_add_test(tcase, sums_are_rounded_once);
    tcase_add_test(tcase, totals_are_columns);
    tcase_add_test(tcase, matched_columns_have_values_in_the_same_rows);
    tcase_add_test(tcase, matching_leaves_rows_out);
    tcase_add_test(tcase, flags_go_into_sums_and_out_of_windows);
    tcase_add_test(tcase, a_hidden_estimate_makes_the_sum_secret);
    suite_add_tcase(suite, tcase);
    return suite;
}
