/*
 * Bad calls of panels, groups and totals, one fault at a time: the status, the parameter and the
 * sentence, and that nothing is written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "rows/rows_calls.h"

static const nkt_column no_type = {.values = values, .stride = 8, .type = 99};
static const nkt_column no_values = {.type = NKT_FLOAT64};

static nkt_status panel_init(void) {
    return nkt_panel_init(c.made_, c.table_, c.years_, c.scratch_, &c.error);
}
static nkt_status panel_get(void) {
    return nkt_panel_get(c.used, c.what, c.out_, &c.error);
}

static nkt_status panel_table(void) {
    return nkt_panel_table(c.used, c.inputs_, c.columns_, c.capacity, c.n_, c.made_, &c.error);
}
static nkt_status panel_find(void) {
    return nkt_panel_find(c.used, c.row, 2015, c.out_, &c.error);
}
static nkt_status panel_unit_rows(void) {
    return nkt_panel_unit_rows(c.used, c.row, c.target_, c.n_, &c.error);
}

static nkt_status group_keys(void) {
    return nkt_group_keys(c.table_, c.target_, c.n_, c.scratch_, &c.error);
}
static nkt_status group_sum(void) {
    return nkt_group_sum(c.column_, c.rows_, c.out_, c.stride, c.scratch_, &c.error);
}
static nkt_status group_mean(void) {
    return nkt_group_mean(c.column_, c.rows_, c.out_, c.stride, c.scratch_, &c.error);
}
static nkt_status group_table(void) {
    return nkt_group_table(c.inputs_, c.columns_, c.made_, c.scratch_, &c.error);
}

static nkt_status total_column(void) {
    return nkt_total_column(c.totals_, c.stride, 0, c.out_, &c.error);
}
static nkt_status total_match(void) {
    return nkt_total_match(c.inputs_, c.columns_, c.made_, &c.error);
}

#define FAULT(name, statement)                                                                     \
    static void name(void) {                                                                       \
        statement;                                                                                 \
    }
FAULT(none, (void)0)
FAULT(memory_null, c.made_ = NULL)
FAULT(memory_misaligned, c.made.data = (char *)c.state + 4; c.made.size -= 8)
FAULT(memory_small, c.made.size = 7 * 8 + (5 * N + 1) * 8 - 1)
FAULT(memory_none, c.made = (nkt_memory){0})
FAULT(memory_same, c.scratch_ = &c.made)
FAULT(memory_used, c.made.data = c.panel)
FAULT(keys_null, c.table_ = NULL)
FAULT(keys_columns_null, c.table.columns = NULL)
FAULT(keys_none, c.table.n_columns = 0)
FAULT(keys_negative, c.table.n_columns = -1)
FAULT(keys_nine, c.table.n_columns = 9)
FAULT(keys_type, c.table.n_columns = 3; c.keys[2] = no_type)
FAULT(keys_empty, c.keys[0] = no_values)
FAULT(keys_groups, c.table.rows.groups = &c.of)
FAULT(keys_include, c.table.rows.include = &no_type)
FAULT(keys_rows_negative, c.table.rows.n_rows = -1)
FAULT(keys_rows_huge, c.table.rows.n_rows = INT64_MAX)
FAULT(years_null, c.years_ = NULL)
FAULT(years_type, c.years = no_type)
FAULT(rows_null, c.rows_ = NULL)
FAULT(rows_negative, c.rows.n_rows = -1)
FAULT(rows_huge, c.rows.n_rows = INT64_MAX)
FAULT(include_type, c.rows.include = &no_type)
FAULT(panel_null, c.used = NULL)
FAULT(panel_empty, c.good = (nkt_memory){0})
FAULT(panel_misaligned, c.good.data = (char *)c.panel + 4)
FAULT(panel_short, c.good.size = 7 * 8 + (5 * N + 1) * 8 - 1)
FAULT(panel_tiny, c.good.size = 55)
FAULT(panel_zero, c.good.data = c.work; memset(c.work, 0, sizeof c.work))
FAULT(panel_size, c.panel[1]++)
FAULT(panel_head, c.panel[2] = 1000000)
FAULT(panel_body, c.panel[8] ^= 1)
FAULT(what_zero, c.what = 0)
FAULT(what_four, c.what = 4)
FAULT(out_null, c.out_ = NULL)
FAULT(n_null, c.n_ = NULL)
FAULT(target_null, c.target_ = NULL)
FAULT(target_empty, c.target.values = NULL)
FAULT(target_type, c.target.type = NKT_UINT32)
FAULT(target_first, c.target.first = 2)
FAULT(target_overlap, c.target.stride = 7)
FAULT(target_far, c.target.stride = INT64_MIN)
FAULT(capacity_negative, c.target.capacity = -1)
FAULT(capacity_small, c.target.capacity = N - 1)
FAULT(capacity_one, c.target.capacity = 1)
FAULT(capacity_zero, c.target.capacity = 0)
FAULT(row_negative, c.row = -1)
FAULT(row_beyond, c.row = N)
FAULT(column_null, c.column_ = NULL)
FAULT(column_type, c.column.type = 0)
FAULT(column_empty, c.column.values = NULL)
FAULT(column_id, c.column.id = 77)
FAULT(column_stock, c.column.id = NKT_IN_POPULATION)
FAULT(column_figure, c.column.id = NKT_DEPENDENCY_RATIO)
FAULT(width_zero, c.width = 0)
FAULT(width_negative, c.width = -3)
FAULT(stride_small, c.stride = 31)
FAULT(stride_back, c.stride = -31)
FAULT(stride_huge, c.stride = INT64_MIN)
FAULT(groups_negative, c.rows.n_groups = -1)
FAULT(groups_type, c.of = no_type)
FAULT(groups_lacking, c.rows.groups = NULL)
FAULT(groups_first, c.rows.first_group = 2)
FAULT(work_null, c.scratch_ = NULL)
FAULT(work_misaligned, c.scratch.data = (char *)c.work + 4; c.scratch.size -= 8)
FAULT(keys_work_small, c.scratch.size = 3 * N * 8 - 1)
FAULT(sum_work_small, c.scratch.size = (2 * N + 3) * 8 + 7)
FAULT(inputs_null, c.inputs_ = NULL)
FAULT(inputs_negative, c.inputs.n_columns = -1)
FAULT(inputs_columns_null, c.inputs.columns = NULL)
FAULT(inputs_rows, c.inputs.rows.n_rows = N - 1)
FAULT(inputs_rows_negative, c.inputs.rows.n_rows = -1)
FAULT(columns_null, c.columns_ = NULL)
FAULT(columns_few, c.column.id = NKT_IN_POPULATION; c.capacity = 1)
FAULT(columns_negative, c.capacity = -1)
FAULT(totals_null, c.totals_ = NULL)
FAULT(totals_small, c.made.size = 2 * 32 - 1)
FAULT(lag_small, c.column.id = NKT_IN_POPULATION; c.made.size = N * 8 - 1)
FAULT(match_small, c.made.size = N * 8 - 1)

/* What is wrong: the status, the path, and the sentence where it is worth a test. */
static const struct bad {
    nkt_status (*call)(void);
    void (*fault)(void);
    nkt_status status;
    int32_t argument;
    const char *subject, *message;
} bad[] = {
    {panel_init, memory_null, NKT_E_NULL, 1, "panel", "panel: is NULL"},
    {panel_init, memory_misaligned, NKT_E_ALIGNMENT, 1, "panel", "panel: is not 8-byte aligned"},
    {panel_init, memory_small, NKT_E_CAPACITY, 1, "panel",
     "panel: 223 bytes are too few, needed are 224"},
    {panel_init, memory_none, NKT_E_CAPACITY, 1, "panel", NULL},
    {panel_init, memory_same, NKT_E_DUPLICATE, 4, "work", NULL},
    {panel_init, keys_null, NKT_E_NULL, 2, "keys", "keys: is NULL"},
    {panel_init, keys_columns_null, NKT_E_NULL, 2, "keys.columns", "keys.columns: is NULL"},
    {panel_init, keys_none, NKT_E_COUNT, 2, "keys.n_columns", "keys.n_columns: 0 is less than 1"},
    {panel_init, keys_negative, NKT_E_COUNT, 2, "keys.n_columns", "keys.n_columns: -1 is negative"},
    {panel_init, keys_nine, NKT_E_COUNT, 2, "keys.n_columns", "keys.n_columns: 9 is more than 8"},
    {panel_init, keys_type, NKT_E_TYPE, 2, "keys.columns[2]",
     "keys.columns[2]: 99 is no type: NKT_FLOAT64, NKT_INT32, ..."},
    {panel_init, keys_empty, NKT_E_NULL, 2, "keys.columns[0]", NULL},
    {panel_init, keys_groups, NKT_E_OPTION, 2, "keys.rows.groups", NULL},
    {panel_init, keys_include, NKT_E_TYPE, 2, "keys.rows.include", NULL},
    {panel_init, keys_rows_negative, NKT_E_COUNT, 2, "keys.rows.n_rows",
     "keys.rows.n_rows: -1 is negative"},
    {panel_init, keys_rows_huge, NKT_E_SIZE, 1, "panel", NULL},
    {panel_init, years_null, NKT_E_NULL, 3, "years", "years: is NULL"},
    {panel_init, years_type, NKT_E_TYPE, 3, "years",
     "years: 99 is no type: NKT_FLOAT64, NKT_INT32, ..."},
    {panel_init, work_null, NKT_E_NULL, 4, "work", "work: is NULL"},
    {panel_init, work_misaligned, NKT_E_ALIGNMENT, 4, "work", NULL},
    {panel_init, keys_work_small, NKT_E_CAPACITY, 4, "work",
     "work: 95 bytes are too few, needed are 96"},

    {panel_get, panel_null, NKT_E_NULL, 1, "panel", "panel: is NULL"},
    {panel_get, panel_empty, NKT_E_NULL, 1, "panel", NULL},
    {panel_get, panel_misaligned, NKT_E_ALIGNMENT, 1, "panel", "panel: is not 8-byte aligned"},
    {panel_get, panel_zero, NKT_E_STATE, 1, "panel",
     "panel: was not initialised, or by another version of the library"},
    {panel_get, panel_short, NKT_E_STATE, 1, "panel", "panel: is damaged, or cut short"},
    {panel_get, panel_tiny, NKT_E_STATE, 1, "panel", NULL},
    {panel_get, panel_size, NKT_E_STATE, 1, "panel", "panel: is damaged, or cut short"},
    {panel_get, panel_head, NKT_E_STATE, 1, "panel", "panel: is damaged, or cut short"},
    {panel_get, what_zero, NKT_E_ID, 2, "what", NULL},
    {panel_get, what_four, NKT_E_ID, 2, "what", "what: 4 is no code: these are 1 ... 3"},
    {panel_get, out_null, NKT_E_NULL, 3, "value", "value: is NULL"},

    {panel_lag, panel_null, NKT_E_NULL, 1, "panel", "panel: is NULL"},
    {panel_lag, panel_misaligned, NKT_E_ALIGNMENT, 1, "panel", "panel: is not 8-byte aligned"},
    {panel_lag, panel_zero, NKT_E_STATE, 1, "panel", NULL},
    {panel_lag, panel_short, NKT_E_STATE, 1, "panel", NULL},
    {panel_lag, panel_head, NKT_E_STATE, 1, "panel", NULL},
    {panel_lag, panel_body, NKT_E_STATE, 1, "panel", "panel: is damaged"},
    {panel_lag, target_null, NKT_E_NULL, 3, "rows", "rows: is NULL"},
    {panel_lag, target_empty, NKT_E_NULL, 3, "rows", "rows: is NULL"},
    {panel_lag, target_type, NKT_E_TYPE, 3, "rows", NULL},
    {panel_lag, target_first, NKT_E_COUNT, 3, "rows", NULL},
    {panel_lag, target_overlap, NKT_E_STRIDE, 3, "rows", NULL},
    {panel_lag, target_far, NKT_E_SIZE, 3, "rows", NULL},
    {panel_lag, capacity_negative, NKT_E_CAPACITY, 3, "rows", NULL},
    {panel_lag, capacity_small, NKT_E_CAPACITY, 3, "rows",
     "rows: 3 rows of room are too few, needed are 4"},

    {panel_table, panel_null, NKT_E_NULL, 1, "panel", "panel: is NULL"},
    {panel_table, panel_body, NKT_E_STATE, 1, "panel", "panel: is damaged"},
    {panel_table, inputs_null, NKT_E_NULL, 2, "table", "table: is NULL"},
    {panel_table, inputs_columns_null, NKT_E_NULL, 2, "table.columns", NULL},
    {panel_table, inputs_negative, NKT_E_COUNT, 2, "table.n_columns", NULL},
    {panel_table, inputs_rows, NKT_E_COUNT, 2, "table.rows.n_rows",
     "table.rows.n_rows: 3 is not how many rows the panel has"},
    {panel_table, column_type, NKT_E_TYPE, 2, "table.columns[0]", NULL},
    {panel_table, columns_null, NKT_E_NULL, 3, "columns", NULL},
    {panel_table, columns_negative, NKT_E_COUNT, 4, "capacity", NULL},
    {panel_table, columns_few, NKT_E_CAPACITY, 4, "capacity",
     "capacity: 1 columns of room are too few, needed are 2"},
    {panel_table, n_null, NKT_E_NULL, 5, "n_columns", NULL},
    {panel_table, lag_small, NKT_E_CAPACITY, 6, "lag", NULL},
    {panel_table, memory_used, NKT_E_DUPLICATE, 6, "lag", NULL},

    {panel_find, panel_null, NKT_E_NULL, 1, "panel", "panel: is NULL"},
    {panel_find, panel_zero, NKT_E_STATE, 1, "panel", NULL},
    {panel_find, row_negative, NKT_E_COUNT, 2, "row", "row: -1 is negative"},
    {panel_find, row_beyond, NKT_E_COUNT, 2, "row", "row: 4 is no row of the panel"},
    {panel_find, out_null, NKT_E_NULL, 4, "found", "found: is NULL"},

    {panel_unit_rows, panel_null, NKT_E_NULL, 1, "panel", "panel: is NULL"},
    {panel_unit_rows, panel_misaligned, NKT_E_ALIGNMENT, 1, "panel", NULL},
    {panel_unit_rows, row_negative, NKT_E_COUNT, 2, "row", "row: -1 is negative"},
    {panel_unit_rows, row_beyond, NKT_E_COUNT, 2, "row", "row: 4 is no row of the panel"},
    {panel_unit_rows, target_type, NKT_E_TYPE, 3, "rows", NULL},
    {panel_unit_rows, capacity_negative, NKT_E_CAPACITY, 3, "rows", NULL},
    {panel_unit_rows, capacity_zero, NKT_E_CAPACITY, 3, "rows", NULL},
    {panel_unit_rows, capacity_one, NKT_E_CAPACITY, 3, "rows",
     "rows: 1 rows of room are too few, needed are 2"},
    {panel_unit_rows, n_null, NKT_E_NULL, 4, "n", "n: is NULL"},

    {panel_window, panel_null, NKT_E_NULL, 1, "panel", "panel: is NULL"},
    {panel_window, panel_misaligned, NKT_E_ALIGNMENT, 1, "panel", NULL},
    {panel_window, panel_zero, NKT_E_STATE, 1, "panel", NULL},
    {panel_window, panel_body, NKT_E_STATE, 1, "panel", "panel: is damaged"},
    {panel_window, column_null, NKT_E_NULL, 2, "values", "values: is NULL"},
    {panel_window, column_type, NKT_E_TYPE, 2, "values",
     "values: 0 is no type: NKT_FLOAT64, NKT_INT32, ..."},
    {panel_window, column_empty, NKT_E_NULL, 2, "values", "values: values is NULL"},
    {panel_window, column_id, NKT_E_ID, 2, "values",
     "values: 77 is the id of no input and no figure"},
    {panel_window, column_stock, NKT_E_MEASURE, 2, "values", NULL},
    {panel_window, column_figure, NKT_E_MEASURE, 2, "values", NULL},
    {panel_window, width_zero, NKT_E_COUNT, 3, "width", "width: 0 is less than 1"},
    {panel_window, width_negative, NKT_E_COUNT, 3, "width", "width: -3 is negative"},
    {panel_window, out_null, NKT_E_NULL, 5, "out", "out: is NULL"},
    {panel_window, stride_small, NKT_E_STRIDE, 6, "stride", NULL},
    {panel_window, stride_back, NKT_E_STRIDE, 6, "stride", NULL},
    {panel_window, stride_huge, NKT_E_SIZE, 6, "stride", NULL},

    {group_keys, keys_null, NKT_E_NULL, 1, "keys", "keys: is NULL"},
    {group_keys, keys_none, NKT_E_COUNT, 1, "keys.n_columns", "keys.n_columns: 0 is less than 1"},
    {group_keys, keys_nine, NKT_E_COUNT, 1, "keys.n_columns", "keys.n_columns: 9 is more than 8"},
    {group_keys, keys_type, NKT_E_TYPE, 1, "keys.columns[2]", NULL},
    {group_keys, keys_empty, NKT_E_NULL, 1, "keys.columns[0]", NULL},
    {group_keys, keys_groups, NKT_E_OPTION, 1, "keys.rows.groups", NULL},
    {group_keys, keys_rows_negative, NKT_E_COUNT, 1, "keys.rows.n_rows", NULL},
    {group_keys, keys_rows_huge, NKT_E_CAPACITY, 2, "groups", NULL},
    {group_keys, target_null, NKT_E_NULL, 2, "groups", "groups: is NULL"},
    {group_keys, target_type, NKT_E_TYPE, 2, "groups", NULL},
    {group_keys, target_overlap, NKT_E_STRIDE, 2, "groups", NULL},
    {group_keys, capacity_small, NKT_E_CAPACITY, 2, "groups", NULL},
    {group_keys, n_null, NKT_E_NULL, 3, "n_groups", "n_groups: is NULL"},
    {group_keys, work_null, NKT_E_NULL, 4, "work", "work: is NULL"},
    {group_keys, work_misaligned, NKT_E_ALIGNMENT, 4, "work", "work: is not 8-byte aligned"},
    {group_keys, keys_work_small, NKT_E_CAPACITY, 4, "work",
     "work: 95 bytes are too few, needed are 96"},

    {group_sum, column_null, NKT_E_NULL, 1, "values", "values: is NULL"},
    {group_sum, column_type, NKT_E_TYPE, 1, "values",
     "values: 0 is no type: NKT_FLOAT64, NKT_INT32, ..."},
    {group_sum, column_empty, NKT_E_NULL, 1, "values", "values: values is NULL"},
    {group_sum, column_id, NKT_E_ID, 1, "values", "values: 77 is the id of no input and no figure"},
    {group_sum, column_figure, NKT_E_MEASURE, 1, "values", NULL},
    {group_sum, rows_null, NKT_E_NULL, 2, "rows", "rows: is NULL"},
    {group_sum, rows_negative, NKT_E_COUNT, 2, "rows.n_rows", "rows.n_rows: -1 is negative"},
    {group_sum, rows_huge, NKT_E_SIZE, 5, "work", NULL},
    {group_sum, include_type, NKT_E_TYPE, 2, "rows.include", NULL},
    {group_sum, groups_negative, NKT_E_COUNT, 2, "rows.n_groups", "rows.n_groups: -1 is negative"},
    {group_sum, groups_type, NKT_E_TYPE, 2, "rows.groups", NULL},
    {group_sum, groups_lacking, NKT_E_COUNT, 2, "rows.n_groups", NULL},
    {group_sum, groups_first, NKT_E_COUNT, 2, "rows.first_group", NULL},
    {group_sum, out_null, NKT_E_NULL, 3, "out", "out: is NULL"},
    {group_sum, stride_small, NKT_E_STRIDE, 4, "stride", NULL},
    {group_sum, stride_huge, NKT_E_SIZE, 4, "stride", NULL},
    {group_sum, work_null, NKT_E_NULL, 5, "work", "work: is NULL"},
    {group_sum, work_misaligned, NKT_E_ALIGNMENT, 5, "work", "work: is not 8-byte aligned"},
    {group_sum, sum_work_small, NKT_E_CAPACITY, 5, "work",
     "work: 95 bytes are too few, needed are 96"},
    {group_mean, column_null, NKT_E_NULL, 1, "values", "values: is NULL"},
    {group_mean, rows_null, NKT_E_NULL, 2, "rows", "rows: is NULL"},
    {group_mean, out_null, NKT_E_NULL, 3, "out", "out: is NULL"},
    {group_mean, stride_back, NKT_E_STRIDE, 4, "stride", NULL},
    {group_mean, work_null, NKT_E_NULL, 5, "work", "work: is NULL"},
    {group_mean, sum_work_small, NKT_E_CAPACITY, 5, "work", NULL},

    {group_table, inputs_null, NKT_E_NULL, 1, "table", "table: is NULL"},
    {group_table, inputs_columns_null, NKT_E_NULL, 1, "table.columns", NULL},
    {group_table, inputs_rows_negative, NKT_E_COUNT, 1, "table.rows.n_rows", NULL},
    {group_table, column_id, NKT_E_ID, 1, "table.columns[0]",
     "table.columns[0]: 77 is the id of no input and no figure"},
    {group_table, column_figure, NKT_E_MEASURE, 1, "table.columns[0]", NULL},
    {group_table, column_type, NKT_E_TYPE, 1, "table.columns[0]", NULL},
    {group_table, columns_null, NKT_E_NULL, 2, "columns", NULL},
    {group_table, memory_null, NKT_E_NULL, 3, "totals", NULL},
    {group_table, totals_small, NKT_E_CAPACITY, 3, "totals", NULL},
    {group_table, memory_same, NKT_E_DUPLICATE, 4, "work", NULL},
    {group_table, work_null, NKT_E_NULL, 4, "work", NULL},
    {group_table, sum_work_small, NKT_E_CAPACITY, 4, "work", NULL},

    {group_first, rows_null, NKT_E_NULL, 1, "rows", "rows: is NULL"},
    {group_first, rows_negative, NKT_E_COUNT, 1, "rows.n_rows", "rows.n_rows: -1 is negative"},
    {group_first, groups_negative, NKT_E_COUNT, 1, "rows.n_groups", NULL},
    {group_first, groups_type, NKT_E_TYPE, 1, "rows.groups", NULL},
    {group_first, target_null, NKT_E_NULL, 2, "first_rows", "first_rows: is NULL"},
    {group_first, target_type, NKT_E_TYPE, 2, "first_rows", NULL},
    {group_first, capacity_one, NKT_E_CAPACITY, 2, "first_rows", NULL},

    {total_column, totals_null, NKT_E_NULL, 1, "totals", "totals: is NULL"},
    {total_column, stride_small, NKT_E_STRIDE, 2, "stride", NULL},
    {total_column, out_null, NKT_E_NULL, 4, "out", "out: is NULL"},

    {total_match, inputs_null, NKT_E_NULL, 1, "table", "table: is NULL"},
    {total_match, inputs_columns_null, NKT_E_NULL, 1, "table.columns", NULL},
    {total_match, inputs_negative, NKT_E_COUNT, 1, "table.n_columns", NULL},
    {total_match, inputs_rows_negative, NKT_E_COUNT, 1, "table.rows.n_rows", NULL},
    {total_match, column_type, NKT_E_TYPE, 1, "table.columns[0]", NULL},
    {total_match, column_id, NKT_E_ID, 1, "table.columns[0]", NULL},
    {total_match, columns_null, NKT_E_NULL, 2, "columns", NULL},
    {total_match, memory_null, NKT_E_NULL, 3, "rows", NULL},
    {total_match, match_small, NKT_E_CAPACITY, 3, "rows", NULL},
};

/* A single test, because a process for each of a hundred faults takes its time. */
START_TEST(every_fault_is_refused) {
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        const struct bad *row = &bad[i];
        nkt_status status;

        reset();
        none();
        ck_assert_msg(row->call() == NKT_OK, "case %d: %s", (int)i, c.error.message);
        ck_assert_str_eq(c.error.message, "");
        ck_assert_int_eq(c.error.row, -1);
        reset();
        row->fault();
        status = row->call();
        ck_assert_msg(status == row->status, "case %d: %d: %s", (int)i, status, c.error.message);
        ck_assert_int_eq(c.error.status, row->status);
        ck_assert_msg(c.error.argument == row->argument, "case %d: argument %d", (int)i,
                      c.error.argument);
        ck_assert_str_eq(c.error.subject, row->subject);
        ck_assert_int_ne(c.error.reason, NKT_REASON_NONE);
        if (row->message)
            ck_assert_str_eq(c.error.message, row->message);
        else
            ck_assert_str_ne(c.error.message, "");
        ck_assert_msg(is_untouched(c.out, sizeof c.out), "case %d wrote", (int)i);
        ck_assert_msg(is_untouched(c.state, sizeof c.state), "case %d wrote", (int)i);
        ck_assert_msg(is_untouched(c.columns, sizeof c.columns), "case %d wrote", (int)i);
    }
}
END_TEST

START_TEST(the_error_may_be_left_out) {
    int64_t n = 42;

    reset();
    ck_assert_int_eq(nkt_panel_init(NULL, c.table_, c.years_, c.scratch_, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_panel_get(&c.made, NKT_PANEL_UNITS, &n, NULL), NKT_E_STATE);
    c.table.n_columns = 0;
    ck_assert_int_eq(nkt_group_keys(c.table_, c.target_, &n, c.scratch_, NULL), NKT_E_COUNT);
    c.table.n_columns = 1;
    ck_assert_int_eq(n, 42);
    /* Repeated rows and bad rows, too. */
    c.years.stride = 0;
    ck_assert_int_eq(nkt_panel_init(&c.made, c.table_, c.years_, c.scratch_, NULL),
                     NKT_E_DUPLICATE);
    c.column.id = NKT_IN_RECEIVED;
    const double negative = -1;
    c.column.values = &negative;
    c.column.stride = 0;
    ck_assert_int_eq(
        nkt_panel_window(c.used, &c.column, 2, 0, (nkt_total *)(void *)c.out, 32, NULL),
        NKT_ROWS_INVALID);
}
END_TEST

Suite *nkt_suite_rows_bad(void) {
    Suite *suite = suite_create("rows_bad");
    TCase *tcase = tcase_create("rows_bad");
    tcase_add_test(tcase, every_fault_is_refused);
    tcase_add_test(tcase, the_error_may_be_left_out);
    suite_add_tcase(suite, tcase);
    return suite;
}
