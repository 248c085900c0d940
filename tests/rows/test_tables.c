/*
 * Tables in one call: the nation and other groups as sums, last year's inputs as columns; groups and
 * include in types of all kinds, results where the caller wants them, memory that grows or does not.
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

enum { N = 7 };

static nkt_memory work = NKT_MEMORY_REALLOC, block = NKT_MEMORY_REALLOC, panel = NKT_MEMORY_REALLOC;
static nkt_error error;

/* Two counties in two years, the country among them, and a row of neither. */
static const struct row {
    int16_t unit, year;
    int8_t group, include;
    double received, assigned;
    int32_t population;
} rows[N] = {
    {1, 2016, 1, 1, 10, 4, 1000},  {0, 2016, 1, 0, 9999, 999, 9999}, {2, 2016, 0, 1, 30, NAN, 2000},
    {1, 2015, 1, 1, 20, 6, 800},   {2, 2015, 0, 1, 5, 5, 1600},      {3, 2015, -1, 1, 7, 7, 70},
    {0, 2015, 1, 0, NAN, 1, 8888},
};

/* ---- groups ----------------------------------------------------------------------------------- */

static void expect_sums(const nkt_total *totals) {
    ck_assert_double_eq(totals[0].value, 35);
    ck_assert_double_eq(totals[1].value, 30);
    ck_assert_int_eq(totals[0].members, 2);
    ck_assert_int_eq(totals[1].members, 2);
    ck_assert_int_eq(totals[0].flags | totals[1].flags, 0);
}

/* The same groups and marks, whatever they are stored in. */
START_TEST(groups_and_include_of_any_type) {
    const nkt_column values = NKT_FIELD(NKT_IN_RECEIVED, rows, received);
    int64_t wide[N];
    int32_t r[N], from_1[N];
    double number[N];
    _Bool marks[N];
    nkt_column groups[5], includes[3] = {NKT_FIELD(0, rows, include)};
    static const int32_t firsts[5] = {0, 0, 0, 1, 0};
    nkt_total totals[2];

    for (int i = 0; i < N; i++) {
        wide[i] = rows[i].group;
        r[i] = rows[i].group < 0 ? INT32_MIN : rows[i].group;
        from_1[i] = rows[i].group < 0 ? INT32_MIN : rows[i].group + 1;
        number[i] = rows[i].group < 0 ? NAN : rows[i].group;
        marks[i] = rows[i].include;
    }
    groups[0] = NKT_FIELD(0, rows, group);
    groups[1] = NKT_ARRAY(0, wide);
    groups[2] = NKT_ARRAY_AS(NKT_INT32_R, 0, r, 0);
    groups[3] = NKT_ARRAY_AS(NKT_INT32_R, 0, from_1, 0);
    groups[4] = NKT_ARRAY(0, number);
    includes[1] = NKT_ARRAY_AS(NKT_BOOL, 0, marks, 0);
    includes[2] = NKT_FIELD(0, rows, unit); /* 0 is the country */
    for (int g = 0; g < 5; g++)
        for (int k = 0; k < 3; k++) {
            const nkt_rows of = {&includes[k], &groups[g], N, 2, firsts[g], 0};
            int8_t first[2];
            ck_assert_int_eq(nkt_group_sum(&values, &of, totals, 0, &work, &error), NKT_OK);
            expect_sums(totals);
            ck_assert_int_eq(nkt_group_mean(&values, &of, totals, 0, &work, &error), NKT_OK);
            ck_assert_double_eq(totals[0].value, 17.5);
            ck_assert_int_eq(nkt_group_first(&of, &NKT_TO(first), &error), NKT_OK);
            ck_assert_int_eq(first[0], 2);
            ck_assert_int_eq(first[1], 0);
        }
}
END_TEST

/* Groups are numbered in a byte as long as they fit, however many rows there are. */
START_TEST(groups_are_numbered_in_the_type_of_the_caller) {
    enum { MANY = 300 };
    int16_t unit[MANY];
    int8_t narrow[MANY];
    float number[MANY];
    int32_t r[MANY];
    const nkt_column key = NKT_ARRAY(0, unit);
    const nkt_table keys = NKT_TABLE_OF(&key, 1, MANY);
    nkt_target to_r = NKT_TO(r);
    int64_t n = 42;

    for (int i = 0; i < MANY; i++)
        unit[i] = (int16_t)(1000 + i % 128);
    ck_assert_int_eq(nkt_group_keys(&keys, &NKT_TO(narrow), &n, &work, &error), NKT_OK);
    ck_assert_int_eq(n, 128);
    ck_assert_int_eq(narrow[127], 127);
    ck_assert_int_eq(narrow[128], 0);
    ck_assert_int_eq(nkt_group_keys(&keys, &NKT_TO(number), &n, &work, &error), NKT_OK);
    ck_assert_float_eq(number[127], 127);
    to_r.type = NKT_INT32_R;
    to_r.first = 1;
    ck_assert_int_eq(nkt_group_keys(&keys, &to_r, &n, &work, &error), NKT_OK);
    ck_assert_int_eq(r[127], 128);
    unit[299] = 1128; /* the 129th */
    memset(narrow, 0x55, sizeof narrow);
    n = 42;
    ck_assert_int_eq(nkt_group_keys(&keys, &NKT_TO(narrow), &n, &work, &error), NKT_E_TYPE);
    ck_assert_str_eq(error.subject, "groups");
    ck_assert_int_eq(n, 42);
    for (int i = 0; i < MANY; i++)
        ck_assert_int_eq(narrow[i], 0x55);
}
END_TEST

START_TEST(rows_left_out_are_in_no_group) {
    const nkt_column key = NKT_FIELD(0, rows, unit), take = NKT_FIELD(0, rows, include);
    nkt_table keys = NKT_TABLE_OF(&key, 1, N);
    int32_t groups[N];
    int64_t n;
    static const int32_t expected[N] = {0, -1, 1, 0, 1, 2, -1};

    keys.rows.include = &take;
    ck_assert_int_eq(nkt_group_keys(&keys, &NKT_TO(groups), &n, &work, &error), NKT_OK);
    ck_assert_int_eq(n, 3);
    ck_assert_mem_eq(groups, expected, sizeof expected);
}
END_TEST

/* Every column as nkt_group_sum has it; a row that is bad in several is counted once. */
START_TEST(a_table_is_summed_column_by_column) {
    const nkt_column groups = NKT_FIELD(0, rows, group), take = NKT_FIELD(0, rows, include);
    double odd[N] = {1, 2, 3, -4, 5, 6, 7}, odder[N] = {-1, 2, 3, -4, 5, 6, 7};
    nkt_column in[] = {NKT_FIELD(NKT_IN_RECEIVED, rows, received),
                       NKT_FIELD(NKT_IN_RECEIVED_ASSIGNED, rows, assigned),
                       NKT_ARRAY(NKT_IN_ASYLUM_SEEKERS, odd), NKT_ARRAY(NKT_IN_POPULATION, odder)};
    nkt_table table = NKT_TABLE(in, N);
    nkt_column out[4];
    nkt_total totals[2];

    table.rows = (nkt_rows){&take, &groups, N, 2, 0, 0};
    in[0].name = "received persons";
    ck_assert_int_eq(nkt_group_table(&table, out, &block, &work, &error), NKT_ROWS_INVALID);
    ck_assert_int_eq(error.row, 0);
    ck_assert_int_eq(error.item, 3);
    ck_assert_str_eq(error.subject, "table.columns[3]");
    ck_assert_str_eq(error.message, "population: row 0: -1 is negative");
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_uint_eq(block.needed, 4 * 2 * sizeof(nkt_total));
    for (int c = 0; c < 4; c++) {
        ck_assert_int_eq(out[c].id, in[c].id);
        nkt_group_sum(&in[c], &table.rows, totals, 0, &work, NULL);
        ck_assert_mem_eq(out[c].values, totals, sizeof totals);
    }
    ck_assert_str_eq(out[0].name, "received persons");
    /* A partial sum stays so in a sum of sums, here and in the figure that is made of it. */
    table = (nkt_table)NKT_TABLE(out, 2);
    ck_assert_int_eq(nkt_group_sum(&out[1], &table.rows, totals, 0, &work, &error), NKT_OK);
    ck_assert_double_eq(totals[0].value, 15);
    ck_assert_int_eq(totals[0].flags, NKT_FLAG_PARTIAL);
    ck_assert_int_eq(totals[0].contributors, 2);
}
END_TEST

/* The array of columns may be the table's own; without groups all rows are one. */
START_TEST(a_table_is_summed_in_its_place) {
    nkt_column in[] = {NKT_FIELD(NKT_IN_RECEIVED, rows, received),
                       NKT_FIELD(NKT_IN_POPULATION, rows, population)};
    const nkt_column take = NKT_FIELD(0, rows, include);
    nkt_table table = NKT_TABLE(in, N);
    double value;
    int32_t state;

    table.rows.include = &take;
    ck_assert_int_eq(nkt_group_table(&table, in, &block, &work, &error), NKT_OK);
    nkt_column_get(&in[0], 0, &value, &state, NULL);
    ck_assert_double_eq(value, 72);
    nkt_column_get(&in[1], 0, &value, &state, NULL);
    ck_assert_double_eq(value, 5470);
}
END_TEST

/* ---- last year's inputs ------------------------------------------------------------------------ */

static void make_panel(void) {
    const nkt_column key = NKT_FIELD(0, rows, unit), years = NKT_FIELD(0, rows, year);
    const nkt_table keys = NKT_TABLE_OF(&key, 1, N);
    ck_assert_int_eq(nkt_panel_init(&panel, &keys, &years, &work, &error), NKT_OK);
}

START_TEST(last_years_inputs_are_added) {
    static const int64_t backwards[N] = {6, 5, 4, 3, 2, 1, 0};
    const int32_t figure = NKT_ASYLUM_SEEKERS_PER_1000;
    nkt_column in[] = {NKT_FIELD(NKT_IN_ASYLUM_SEEKERS, rows, received),
                       NKT_FIELD(NKT_IN_POPULATION, rows, population)};
    nkt_column explicit_[2], out[4];
    nkt_table table = NKT_TABLE(in, N), both;
    nkt_estimate given[N], found[N];
    int64_t lag[N], through[N], n;

    make_panel();
    ck_assert_int_eq(nkt_panel_lag(&panel, 1, &NKT_TO(lag), &error), NKT_OK);
    /* As it stands, and with a column that is read in an order of its own. */
    for (int turn = 0; turn < 2; turn++) {
        if (turn)
            in[1].rows = backwards;
        for (int r = 0; r < N; r++)
            through[r] = lag[r] < 0 ? -1 : turn ? backwards[lag[r]] : lag[r];
        explicit_[0] = in[0];
        explicit_[1] = NKT_FIELD(NKT_IN_POPULATION_PREVIOUS_YEAR, rows, population);
        explicit_[1].rows = through;
        ck_assert_int_eq(nkt_panel_table(&panel, &table, NULL, 0, &n, NULL, &error), NKT_OK);
        ck_assert_int_eq(n, 3);
        ck_assert_int_eq(nkt_panel_table(&panel, &table, out, 4, &n, &block, &error), NKT_OK);
        ck_assert_int_eq(n, 3);
        ck_assert_mem_eq(out, in, sizeof in);
        ck_assert_int_eq(out[2].id, NKT_IN_POPULATION_PREVIOUS_YEAR);
        ck_assert_mem_eq(out[2].rows, through, sizeof through);
        both = (nkt_table)NKT_TABLE_OF(out, n, N);
        table = (nkt_table)NKT_TABLE(explicit_, N);
        nkt_compute(&table, &figure, 1, NULL, &NKT_ESTIMATES(given), NULL);
        nkt_compute(&both, &figure, 1, NULL, &NKT_ESTIMATES(found), NULL);
        ck_assert_mem_eq(given, found, sizeof given);
        if (turn == 0) {
            ck_assert_double_eq(found[0].value, 1000 * 10.0 / 800);
            ck_assert_int_eq(found[3].state, NKT_STATE_MISSING);
        }
        table = (nkt_table)NKT_TABLE(in, N);
    }
    /* What the table has itself is not added. */
    in[0].id = NKT_IN_POPULATION_PREVIOUS_YEAR;
    ck_assert_int_eq(nkt_panel_table(&panel, &table, out, 4, &n, &block, &error), NKT_OK);
    ck_assert_int_eq(n, 2);
    /* In its place. */
    out[0] = NKT_FIELD(NKT_IN_POPULATION, rows, population);
    table = (nkt_table)NKT_TABLE_OF(out, 1, N);
    ck_assert_int_eq(nkt_panel_table(&panel, &table, out, 4, &n, &block, &error), NKT_OK);
    ck_assert_int_eq(n, 2);
    ck_assert_int_eq(out[1].id, NKT_IN_POPULATION_PREVIOUS_YEAR);
}
END_TEST

/* ---- memory ------------------------------------------------------------------------------------ */

static int32_t grow_not(nkt_memory *memory, size_t needed) {
    (void)memory;
    (void)needed;
    return 0;
}

/* A call asks for its own size, is refused where memory cannot grow, and then has what it asked for. */
START_TEST(memory_is_asked_for_by_the_call_itself) {
    const nkt_column key = NKT_FIELD(0, rows, unit), years = NKT_FIELD(0, rows, year);
    const nkt_column in[] = {NKT_FIELD(NKT_IN_POPULATION, rows, population)};
    const nkt_table keys = NKT_TABLE_OF(&key, 1, N), table = NKT_TABLE(in, N);
    nkt_column out[2];
    nkt_total total;
    int32_t groups[N];
    int64_t n;

    make_panel();
    for (int call = 0; call < 6; call++)
        for (int fails = 0; fails < 2; fails++) {
            nkt_memory a = {.grow = fails ? grow_not : NULL}, b = {0};
            for (int turn = 0; turn < 2; turn++) {
                const nkt_status status =
                    call == 0   ? nkt_panel_init(&a, &keys, &years, &b, &error)
                    : call == 1 ? nkt_group_keys(&keys, &NKT_TO(groups), &n, &a, &error)
                    : call == 2 ? nkt_group_sum(in, &table.rows, &total, 0, &a, &error)
                    : call == 3 ? nkt_group_table(&table, out, &a, &b, &error)
                    : call == 4 ? nkt_total_match(&table, out, &a, &error)
                                : nkt_panel_table(&panel, &table, out, 2, &n, &a, &error);
                ck_assert_int_eq(status, turn ? NKT_OK : NKT_E_CAPACITY);
                if (turn == 0)
                    ck_assert_int_eq(error.reason,
                                     fails ? NKT_REASON_NOT_GROWN : NKT_REASON_TOO_LITTLE_ROOM);
                if (turn)
                    break;
                a.data = calloc(1, a.needed);
                a.size = a.needed;
                b.data = b.needed ? calloc(1, b.needed) : NULL;
                b.size = b.needed;
            }
            free(a.data);
            free(b.data);
        }
}
END_TEST

/* ---- published figures -------------------------------------------------------------------------- */

enum { MOST = 2100, YEARS = 7 };

static double column_of[4][MOST], years[MOST], codes[MOST];

/* The nation from its municipalities in two calls, against what is published for the nation. */
START_TEST(the_published_nation_in_two_calls) {
    static const char *const kolada[] = {"N01976", "N01955", "N01951", "N00927"};
    const int32_t figure = NKT_DEPENDENCY_RATIO;
    const nkt_column year = NKT_ARRAY(0, years), municipality = NKT_ARRAY(0, codes);
    const char *path = data_path("kolada_2012_2018.csv");
    nkt_column in[3], out[3], groups;
    nkt_table table = NKT_TABLE(in, 0), keys, nation;
    nkt_estimate found[YEARS];
    int8_t group[MOST];
    csv_table *csv;
    int64_t n;

    if (!path)
        return;
    csv = csv_read(path);
    n = csv_rows(csv);
    for (int r = 0; r < n; r++) {
        codes[r] = csv_number(csv, r, csv_column(csv, "municipality")); /* 0: the nation */
        years[r] = csv_number(csv, r, csv_column(csv, "year"));
        for (int c = 0; c < 4; c++)
            column_of[c][r] = csv_number(csv, r, csv_column(csv, kolada[c]));
    }
    csv_free(csv);
    for (int c = 0; c < 3; c++) {
        in[c] = NKT_ARRAY(0, column_of[c]);
        in[c].id = nkt_input_by_kolada(kolada[c])->id;
    }
    groups = NKT_ARRAY(0, group);
    keys = (nkt_table)NKT_TABLE_OF(&year, 1, n);
    ck_assert_int_eq(nkt_group_keys(&keys, &NKT_TO(group), &table.rows.n_groups, &work, &error),
                     NKT_OK);
    ck_assert_int_eq(table.rows.n_groups, YEARS);
    table.rows.n_rows = n;
    table.rows.groups = &groups;
    table.rows.include = &municipality;
    ck_assert_int_eq(nkt_group_table(&table, out, &block, &work, &error), NKT_OK);
    nation = (nkt_table)NKT_TABLE(out, YEARS);
    ck_assert_int_eq(nkt_compute(&nation, &figure, 1, NULL, &NKT_ESTIMATES(found), &error), NKT_OK);
    for (int64_t r = 0; r < n; r++) {
        double sum;
        int32_t state;
        if (codes[r] != 0)
            continue;
        for (int c = 0; c < 3; c++) {
            nkt_column_get(&out[c], group[r], &sum, &state, NULL);
            ck_assert_double_eq(sum, column_of[c][r]);
        }
        ck_assert_double_le(fabs(found[group[r]].value - column_of[3][r]), 0.5e-8 + 1e-14);
        ck_assert_int_eq(found[group[r]].flags & NKT_FLAG_PARTIAL, 0);
    }
}
END_TEST

START_TEST(memory_that_columns_lie_in_is_refused) {
    const double received[] = {3, NAN, 5}, population[] = {10, 20, 30};
    const int32_t unit[] = {1, 1, 2}, year[] = {2015, 2016, 2016};
    const nkt_column in[] = {NKT_ARRAY(NKT_IN_RECEIVED, received),
                             NKT_ARRAY(NKT_IN_POPULATION, population)};
    const nkt_column key = NKT_ARRAY(0, unit), of_years = NKT_ARRAY(0, year);
    const nkt_table table = NKT_TABLE(in, 3), keys = NKT_TABLE_OF(&key, 1, 3);
    nkt_column out[2], lagged[4];
    const nkt_table again = NKT_TABLE(out, 3);
    nkt_memory elements = NKT_MEMORY_REALLOC, totals = NKT_MEMORY_REALLOC,
               scratch = NKT_MEMORY_REALLOC;
    nkt_memory made = NKT_MEMORY_REALLOC, lag = NKT_MEMORY_REALLOC;
    nkt_table sums = NKT_TABLE(out, 1);
    int64_t n;

    ck_assert_int_eq(nkt_total_match(&table, out, &elements, &error), NKT_OK);
    ck_assert_int_eq(nkt_total_match(&again, out, &elements, &error), NKT_E_DUPLICATE);
    ck_assert_str_eq(error.message, "rows: holds what the table's columns point at");
    ck_assert_int_eq(nkt_group_table(&again, out, &totals, &scratch, &error), NKT_OK);
    ck_assert_int_eq(nkt_group_table(&sums, out, &totals, &scratch, &error), NKT_E_DUPLICATE);
    ck_assert_str_eq(error.subject, "totals");

    ck_assert_int_eq(nkt_panel_init(&made, &keys, &of_years, &scratch, &error), NKT_OK);
    lag.needed = 777; /* asked with nothing to write to: how many columns, and how much memory */
    ck_assert_int_eq(nkt_panel_table(&made, &table, NULL, 0, &n, &lag, &error), NKT_OK);
    ck_assert_int_eq(n, 4);
    ck_assert_uint_ne(lag.needed, 777);
    ck_assert_int_eq(nkt_panel_table(&made, &table, lagged, 4, &n, &lag, &error), NKT_OK);
    ck_assert_uint_eq(lag.needed, lag.size);
    nkt_memory_free(&elements);
    nkt_memory_free(&totals);
    nkt_memory_free(&scratch);
    nkt_memory_free(&made);
    nkt_memory_free(&lag);
}
END_TEST

Suite *nkt_suite_tables(void) {
    Suite *suite = suite_create("tables");
    TCase *tcase = tcase_create("tables");
    tcase_add_test(tcase, groups_and_include_of_any_type);
    tcase_add_test(tcase, groups_are_numbered_in_the_type_of_the_caller);
    tcase_add_test(tcase, rows_left_out_are_in_no_group);
    tcase_add_test(tcase, a_table_is_summed_column_by_column);
    tcase_add_test(tcase, a_table_is_summed_in_its_place);
    tcase_add_test(tcase, last_years_inputs_are_added);
    tcase_add_test(tcase, memory_is_asked_for_by_the_call_itself);
    tcase_add_test(tcase, the_published_nation_in_two_calls);
    tcase_add_test(tcase, memory_that_columns_lie_in_is_refused);
    suite_add_tcase(suite, tcase);
    return suite;
}
