/*
 * Groups against naive references on random rows: numbering, sums, unweighted means; order of rows,
 * layouts, and the nation as sum by sum.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "nyckeltal.h"
#include "nyckeltal/realloc.h"

enum { N = 300, TRIALS = 12 };

static uint64_t seed = 1;

static uint64_t draw(uint64_t below) {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (seed >> 33) % below;
}

struct row {
    int64_t county;
    uint8_t sex;
    float year; /* NaN: missing */
    double value;
    int32_t reason;
};

static struct row rows[N];
static int64_t groups[N], n_groups;
static nkt_memory work = NKT_MEMORY_REALLOC;
static nkt_error error;

/* Rows by an array of group numbers. */
static const nkt_rows *by(const int64_t *numbers, int64_t n_rows, int64_t n) {
    static nkt_column column;
    static nkt_rows of;

    column = NKT_ARRAY_N(0, numbers, 0);
    of = (nkt_rows){.groups = &column, .n_rows = n_rows, .n_groups = n};
    return &of;
}

static nkt_status number(const nkt_column *keys, int64_t n_keys, int64_t n_rows) {
    const nkt_table table = NKT_TABLE_OF(keys, n_keys, n_rows);
    return nkt_group_keys(&table, &NKT_TO(groups), &n_groups, &work, &error);
}

static void make_rows(int trial) {
    seed = 19850101 + (uint64_t)trial; /* every trial runs in a process of its own */
    memset(rows, 0, sizeof rows);
    for (int r = 0; r < N; r++) {
        rows[r] = (struct row){.county = (int64_t)draw(5) * 7000000000 - 9000000000,
                               .sex = (uint8_t)draw(2),
                               .year = draw(12) ? (float)(2012 + draw(3)) : (float)NAN,
                               .value = (double)draw(100000) / 8};
        if (draw(20) == 0)
            rows[r].reason = (int32_t)(1 + draw(4));
        if (draw(40) == 0)
            rows[r].value = NAN;
    }
}

static nkt_column value_of(int32_t id) {
    nkt_column column = NKT_FIELD(id, rows, value);
    column.reasons = &rows[0].reason;
    column.reasons_stride = sizeof rows[0];
    return column;
}

static void number_groups(void) {
    const nkt_column keys[] = {NKT_FIELD(0, rows, year), NKT_FIELD(0, rows, county),
                               NKT_FIELD(0, rows, sex)};

    ck_assert_int_eq(number(keys, 3, N), NKT_OK);
}

/* Below 0, 0, above 0, as the keys of a come before, with, after those of b. */
static int compare(const struct row *a, const struct row *b) {
    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    if (a->county != b->county)
        return a->county < b->county ? -1 : 1;
    return a->sex - b->sex;
}

static int sign(int x) {
    return (x > 0) - (x < 0);
}

START_TEST(groups_are_numbered_in_order_of_their_keys) {
    int64_t most = -1;

    make_rows(_i);
    number_groups();
    for (int i = 0; i < N; i++) {
        most = groups[i] > most ? groups[i] : most;
        ck_assert_int_eq(groups[i] < 0, isnan(rows[i].year));
        ck_assert_int_ge(groups[i], -1);
        for (int j = 0; j < N; j++) {
            int order = compare(&rows[i], &rows[j]);
            if (groups[i] >= 0 && groups[j] >= 0 && /* an assertion for each pair is slow */
                sign(order) != (groups[i] > groups[j]) - (groups[i] < groups[j]))
                ck_abort_msg("rows %d and %d stand in the wrong order", i, j);
        }
    }
    ck_assert_int_eq(n_groups, most + 1);
    ck_assert_int_ge(n_groups, 20);
    /* Dense: every number has a row, and the first one represents it. */
    int64_t first[N];
    ck_assert_int_eq(nkt_group_first(by(groups, N, n_groups), &NKT_TO(first), NULL), NKT_OK);
    for (int64_t g = 0; g < n_groups; g++) {
        ck_assert_int_ge(first[g], 0);
        ck_assert_int_eq(groups[first[g]], g);
        for (int64_t r = 0; r < first[g]; r++)
            ck_assert_int_ne(groups[r], g);
    }
}
END_TEST

struct counts {
    int64_t eighths, present, missing, secret, not_applicable;
};

static struct counts count_group(int64_t g) {
    struct counts c = {0, 0, 0, 0, 0};
    for (int r = 0; r < N; r++) {
        if (groups[r] != g)
            continue;
        if (rows[r].reason == NKT_STATE_SECRET)
            c.secret++;
        else if (rows[r].reason == NKT_STATE_NOT_APPLICABLE)
            c.not_applicable++;
        else if (rows[r].reason || isnan(rows[r].value))
            c.missing++;
        else
            c.present++, c.eighths += (int64_t)(rows[r].value * 8);
    }
    return c;
}

START_TEST(sums_and_means_are_those_of_a_search) {
    nkt_total sums[N], means[N];
    nkt_column column;
    const nkt_rows *of;

    make_rows(_i);
    number_groups();
    column = value_of(NKT_IN_RECEIVED);
    of = by(groups, N, n_groups);
    ck_assert_int_eq(nkt_group_sum(&column, of, sums, 0, &work, NULL), NKT_OK);
    ck_assert_int_eq(nkt_group_mean(&column, of, means, 0, &work, NULL), NKT_OK);
    for (int64_t g = 0; g < n_groups; g++) {
        struct counts c = count_group(g);
        int64_t members = c.present + c.missing + c.secret;
        ck_assert_int_eq(sums[g].members, members);
        ck_assert_int_eq(means[g].members, members);
        ck_assert_int_eq(sums[g].contributors, c.present);
        if (c.secret)
            ck_assert_int_eq(sums[g].state, NKT_STATE_SECRET);
        else
            ck_assert_double_eq(sums[g].value, (double)c.eighths / 8);
        ck_assert_int_eq(sums[g].flags, !c.secret && c.missing ? NKT_FLAG_PARTIAL : 0);
        ck_assert_double_eq(means[g].value, (double)c.eighths / 8 / (double)c.present);
        ck_assert_int_eq(means[g].flags, c.missing + c.secret ? NKT_FLAG_PARTIAL : 0);
    }
}
END_TEST

START_TEST(the_order_of_rows_changes_no_bit) {
    static double values[N];
    nkt_total before[10], after[10];
    nkt_column column = NKT_ARRAY(0, values);

    for (int r = 0; r < N; r++) {
        groups[r] = (int64_t)draw(10);
        values[r] = ldexp((double)draw(1u << 30) + 1, (int)draw(400) - 200) * (r % 2 ? 1 : -1);
    }
    for (int mean = 0; mean < 2; mean++) {
        nkt_status (*total)(const nkt_column *, const nkt_rows *, nkt_total *, int64_t,
                            nkt_memory *, nkt_error *) = mean ? nkt_group_mean : nkt_group_sum;
        total(&column, by(groups, N, 10), before, 0, &work, NULL);
        for (uint64_t i = N - 1; i > 0; i--) {
            uint64_t j = draw(i + 1);
            double value = values[i];
            int64_t group = groups[i];
            values[i] = values[j];
            groups[i] = groups[j];
            values[j] = value;
            groups[j] = group;
        }
        total(&column, by(groups, N, 10), after, 0, &work, NULL);
        ck_assert_mem_eq(before, after, sizeof before);
    }
}
END_TEST

START_TEST(rows_in_order_and_out_of_order_agree) {
    static const int32_t ascending[] = {1, 1, 2, 3, 3}, mixed[] = {3, 1, 2, 3, 1};
    static const int64_t in_order[] = {0, 0, 1, 2, 2}, out_of_order[] = {2, 0, 1, 2, 0};
    nkt_column key = NKT_ARRAY(0, ascending);

    number(&key, 1, 5);
    ck_assert_mem_eq(groups, in_order, sizeof in_order);
    key = NKT_ARRAY(0, mixed);
    number(&key, 1, 5);
    ck_assert_mem_eq(groups, out_of_order, sizeof out_of_order);
    ck_assert_int_eq(n_groups, 3);
    /* One code for all rows: one group. */
    key = (nkt_column)NKT_CONSTANT(0, mixed[0]);
    number(&key, 1, 5);
    ck_assert_int_eq(n_groups, 1);
    ck_assert_int_eq(groups[4], 0);
}
END_TEST

START_TEST(bad_keys_are_told_and_are_in_no_group) {
    float codes[] = {3, (float)NAN, 2.5f, 3, -INFINITY, -4};
    static const int64_t expected[] = {1, -1, -1, 1, -1, 0};
    nkt_column key = NKT_ARRAY(0, codes);

    ck_assert_int_eq(number(&key, 1, 6), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "keys.columns[0]: row 2: 2.5 is no whole number");
    ck_assert_int_eq(error.argument, 1);
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_WHOLE);
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(n_groups, 2);
    ck_assert_mem_eq(groups, expected, sizeof expected);
}
END_TEST

START_TEST(the_first_bad_row_is_told_whatever_its_group) {
    static const double values[] = {1, -2, -3, -4};
    static const int64_t of[] = {0, 1, 0, 1};
    nkt_column column = NKT_ARRAY(NKT_IN_RECEIVED, values);
    nkt_total totals[2];

    ck_assert_int_eq(nkt_group_mean(&column, by(of, 4, 2), totals, 0, &work, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "received: row 1: -2 is negative");
    ck_assert_int_eq(error.rows_affected, 3);
}
END_TEST

/* Rows in no group are not looked at, groups without rows are missing, totals may lie anywhere. */
START_TEST(layouts_and_empty_groups) {
    static const double values[] = {1, -5, 2, INFINITY, 4};
    static const int64_t of[] = {2, -1, 0, -1, 2};
    char memory[4 * 37 + 1];
    nkt_column column = NKT_ARRAY(NKT_IN_RECEIVED, values);
    nkt_total total;
    int64_t first[4];

    memset(memory, 0x55, sizeof memory);
    ck_assert_int_eq(nkt_group_sum(&column, by(of, 5, 4),
                                   (nkt_total *)(void *)(memory + 1 + 3 * 37), -37, &work, NULL),
                     NKT_OK);
    for (int g = 0; g < 4; g++) {
        memcpy(&total, memory + 1 + (3 - g) * 37, sizeof total);
        ck_assert_int_eq(total.state, g % 2 ? NKT_STATE_MISSING : NKT_STATE_VALUE);
        ck_assert_int_eq(total.members, g == 2 ? 2 : g == 0);
        ck_assert_int_eq(total.flags, 0);
        if (g % 2 == 0)
            ck_assert_double_eq(total.value, g == 0 ? 2 : 5);
        for (int i = 32; i < 37 && g > 0; i++)
            ck_assert_int_eq(memory[1 + (3 - g) * 37 + i], 0x55);
    }
    ck_assert_int_eq(memory[0], 0x55);
    nkt_group_first(by(of, 5, 4), &NKT_TO(first), NULL);
    ck_assert_int_eq(first[0], 2);
    ck_assert_int_eq(first[1], -1);
    ck_assert_int_eq(first[2], 0);
    ck_assert_int_eq(first[3], -1);
    /* Nothing to do is done. */
    const nkt_table nothing = NKT_TABLE_OF(&column, 1, 0);
    ck_assert_int_eq(nkt_group_sum(&column, by(of, 0, 0), NULL, 0, &work, NULL), NKT_OK);
    ck_assert_int_eq(nkt_group_first(by(of, 0, 0), NULL, NULL), NKT_OK);
    ck_assert_int_eq(nkt_group_keys(&nothing, NULL, &n_groups, NULL, NULL), NKT_OK);
    ck_assert_int_eq(n_groups, 0);
}
END_TEST

START_TEST(figures_are_averaged_and_not_added) {
    static const double values[] = {0.5, 0.75};
    static const int64_t of[] = {0, 0};
    nkt_column column = NKT_ARRAY(NKT_DEPENDENCY_RATIO, values);
    nkt_total total = {.state = 0x55};

    ck_assert_int_eq(nkt_group_sum(&column, by(of, 2, 1), &total, 0, &work, &error), NKT_E_MEASURE);
    ck_assert_str_eq(error.message, "dependency_ratio: is a key figure and no count: sum what it "
                                    "is made of, or take the mean");
    ck_assert_int_eq(total.state, 0x55);
    ck_assert_int_eq(nkt_group_mean(&column, by(of, 2, 1), &total, 0, &work, &error), NKT_OK);
    ck_assert_double_eq(total.value, 0.625);
    for (int64_t i = 0; i < nkt_indicator_count(); i++) {
        const nkt_indicator *figure = nkt_indicator_at(i);
        column.id = figure->id;
        ck_assert_int_eq(nkt_group_sum(&column, by(of, 2, 1), &total, 0, &work, NULL),
                         figure->kind == NKT_KIND_COUNT ? NKT_OK : NKT_E_MEASURE);
        ck_assert_int_eq(nkt_group_mean(&column, by(of, 2, 1), &total, 0, &work, NULL), NKT_OK);
    }
    for (int64_t i = 0; i < nkt_input_count(); i++) {
        column.id = nkt_input_at(i)->id;
        ck_assert_int_eq(nkt_group_sum(&column, by(of, 2, 1), &total, 0, &work, NULL), NKT_OK);
    }
}
END_TEST

/* The route that group.h shows, and its two traps: missing members, and the mean of ratios. */
START_TEST(the_nation_is_sum_by_sum) {
    static const int32_t dependent[] = {40, 30, 500, 90, 60}, working[] = {50, 40, 1000, 100, 80};
    static const int32_t year_of[] = {2015, 2016, 2015, 2016, 2016};
    int32_t reasons[5] = {0};
    nkt_column year = NKT_ARRAY(0, year_of);
    nkt_column in[] = {NKT_ARRAY(NKT_IN_POPULATION_DEPENDENT, dependent),
                       NKT_ARRAY(NKT_IN_POPULATION_20_64, working)};
    const int32_t figure = NKT_DEPENDENCY_RATIO;
    nkt_total totals[2][2], mean[2];
    nkt_estimate nation[2], each[5];
    nkt_memory matched = NKT_MEMORY_REALLOC;
    const nkt_table both = NKT_TABLE(in, 5);
    nkt_column sums[2], ratio = NKT_FIELD(NKT_DEPENDENCY_RATIO, each, value);

    number(&year, 1, 5);
    ck_assert_int_eq(n_groups, 2);
    for (int turn = 0; turn < 3; turn++) {
        /* Turn 1: a working population is missing; turn 2: matched, so are its dependants. */
        reasons[4] = turn ? NKT_STATE_MISSING : NKT_STATE_VALUE;
        in[1].reasons = reasons;
        in[1].reasons_stride = sizeof(int32_t);
        if (turn == 2)
            ck_assert_int_eq(nkt_total_match(&both, in, &matched, NULL), NKT_OK);
        for (int i = 0; i < 2; i++) {
            nkt_group_sum(&in[i], by(groups, 5, 2), totals[i], 0, &work, NULL);
            sums[i] = NKT_TOTALS(in[i].id, totals[i]);
        }
        ck_assert_int_eq(nkt_compute(&(nkt_table)NKT_TABLE_OF(sums, 2, 2), &figure, 1, NULL,
                                     &NKT_ESTIMATES(nation), NULL),
                         NKT_OK);
        ck_assert_double_eq(nation[0].value, 540.0 / 1050);
        ck_assert_double_eq(nation[1].value, turn == 0   ? 180.0 / 220
                                             : turn == 1 ? 180.0 / 140
                                                         : 120.0 / 140);
        ck_assert_int_eq(totals[0][1].flags, turn == 2 ? NKT_FLAG_PARTIAL : 0);
        ck_assert_int_eq(totals[1][1].flags, turn ? NKT_FLAG_PARTIAL : 0);
        ck_assert_int_eq(totals[1][1].contributors, turn ? 2 : 3);
    }
    in[0].rows = in[1].rows = NULL;
    in[1].reasons = NULL;
    nkt_compute(&(nkt_table)NKT_TABLE_OF(in, 2, 5), &figure, 1, NULL, &NKT_ESTIMATES(each), NULL);
    nkt_group_mean(&ratio, by(groups, 5, 2), mean, 0, &work, NULL);
    nkt_memory_free(&matched);
    ck_assert_double_eq_tol(mean[0].value, (0.8 + 0.5) / 2, 1e-15);
    ck_assert_double_eq_tol(mean[1].value, (0.75 + 0.9 + 0.75) / 3, 1e-15);
}
END_TEST

START_TEST(a_secret_unit_makes_the_nation_secret) {
    static const double received[] = {10, 20, 30}, assigned[] = {5, NAN, 6};
    static const int32_t reasons[] = {0, NKT_STATE_SECRET, 0};
    static const int64_t of[] = {0, 0, 0};
    nkt_column in[] = {NKT_ARRAY(NKT_IN_RECEIVED, received),
                       NKT_ARRAY(NKT_IN_RECEIVED_ASSIGNED, assigned)};
    const int32_t figure = NKT_RECEIVED_ASSIGNED_SHARE;
    nkt_total totals[2];
    nkt_estimate nation;

    in[1].reasons = reasons;
    in[1].reasons_stride = sizeof(int32_t);
    for (int i = 0; i < 2; i++) {
        nkt_group_sum(&in[i], by(of, 3, 1), &totals[i], 0, &work, NULL);
        in[i] = NKT_TOTALS_N(in[i].id, &totals[i], 0);
    }
    ck_assert_int_eq(nkt_compute(&(nkt_table)NKT_TABLE_OF(in, 2, 1), &figure, 1, NULL,
                                 &NKT_ESTIMATES_N(&nation, 0), NULL),
                     NKT_OK);
    ck_assert_int_eq(nation.state, NKT_STATE_SECRET);
    ck_assert_double_nan(nation.value);
}
END_TEST

Suite *nkt_suite_group(void) {
    Suite *suite = suite_create("group");
    TCase *tcase = tcase_create("group");
    tcase_add_loop_test(tcase, groups_are_numbered_in_order_of_their_keys, 0, TRIALS);
    tcase_add_loop_test(tcase, sums_and_means_are_those_of_a_search, 0, TRIALS);
    tcase_add_test(tcase, the_order_of_rows_changes_no_bit);
    tcase_add_test(tcase, rows_in_order_and_out_of_order_agree);
    tcase_add_test(tcase, bad_keys_are_told_and_are_in_no_group);
    tcase_add_test(tcase, the_first_bad_row_is_told_whatever_its_group);
    tcase_add_test(tcase, layouts_and_empty_groups);
    tcase_add_test(tcase, figures_are_averaged_and_not_added);
    tcase_add_test(tcase, the_nation_is_sum_by_sum);
    tcase_add_test(tcase, a_secret_unit_makes_the_nation_secret);
    suite_add_tcase(suite, tcase);
    return suite;
}
