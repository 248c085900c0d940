/*
 * Bad calls of panels, groups and totals, one fault at a time: the status, the parameter and the
 * sentence, and that nothing is written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdint.h>
#include <string.h>

#include "nyckeltal.h"

enum { N = 4, WORDS = 64 };

static const int32_t units[] = {1, 1, 2, 2}, year_of[] = {2015, 2016, 2015, 2016};
static const double values[] = {1, 2, 3, 4};
static const nkt_column no_type = {.values = values, .stride = 8, .type = 99};
static const nkt_column no_values = {.type = NKT_FLOAT64};

/* The arguments of all functions: a test changes one of them before the call. */
static struct call {
    int64_t panel[WORDS], state[WORDS], out[WORDS], work[WORDS]; /* panel: a good one */
    void *memory;                                                /* to make one in */
    const void *used;
    size_t memory_size, work_size;
    nkt_column keys[9], years, column;
    const nkt_column *keys_, *years_, *column_;
    int64_t groups[N];
    const int64_t *groups_;
    int64_t n_keys, n_rows, n_groups, row, capacity, width, stride, n_columns;
    void *out_, *n_, *work_;
    nkt_error error;
} c;

static nkt_status panel_size(void) {
    return nkt_panel_size(c.n_rows, (size_t *)c.out_, &c.error);
}
static nkt_status panel_init(void) {
    return nkt_panel_init(c.memory, c.memory_size, c.keys_, c.n_keys, c.years_, c.n_rows, &c.error);
}
static nkt_status panel_units(void) {
    return nkt_panel_units(c.used, c.out_, &c.error);
}
static nkt_status panel_left_out(void) {
    return nkt_panel_left_out(c.used, c.out_, &c.error);
}
static nkt_status panel_lag(void) {
    return nkt_panel_lag(c.used, 1, c.out_, c.capacity, &c.error);
}
static nkt_status panel_find(void) {
    return nkt_panel_find(c.used, c.row, 2015, c.out_, &c.error);
}
static nkt_status panel_unit_rows(void) {
    return nkt_panel_unit_rows(c.used, c.row, c.out_, c.capacity, c.n_, &c.error);
}
static nkt_status panel_window(void) {
    return nkt_panel_window(c.used, c.column_, c.width, c.out_, c.stride, &c.error);
}
static nkt_status keys_work_size(void) {
    return nkt_group_keys_work_size(c.n_rows, c.out_, &c.error);
}
static nkt_status sum_work_size(void) {
    return nkt_group_sum_work_size(c.n_rows, c.n_groups, c.out_, &c.error);
}
static nkt_status mean_work_size(void) {
    return nkt_group_mean_work_size(c.n_rows, c.n_groups, c.out_, &c.error);
}
static nkt_status group_keys(void) {
    return nkt_group_keys(c.keys_, c.n_keys, c.n_rows, c.out_, c.n_, c.work_, c.work_size,
                          &c.error);
}
static nkt_status group_sum(void) {
    return nkt_group_sum(c.column_, c.groups_, c.n_rows, c.n_groups, c.out_, c.stride, c.work_,
                         c.work_size, &c.error);
}
static nkt_status group_mean(void) {
    return nkt_group_mean(c.column_, c.groups_, c.n_rows, c.n_groups, c.out_, c.stride, c.work_,
                          c.work_size, &c.error);
}
static nkt_status group_first(void) {
    return nkt_group_first(c.groups_, c.n_rows, c.n_groups, c.out_, &c.error);
}
static nkt_status total_column(void) {
    return nkt_total_column((const nkt_total *)c.used, 0, c.out_, &c.error);
}
static nkt_status total_match(void) {
    return nkt_total_match(c.column_, c.n_columns, c.n_rows, c.out_, c.capacity, &c.error);
}

static void reset(void) {
    memset(&c, 0, sizeof c);
    for (int k = 0; k < 9; k++)
        c.keys[k] = NKT_ARRAY(0, units);
    c.years = NKT_ARRAY(0, year_of);
    c.column = NKT_ARRAY(NKT_IN_RECEIVED, values);
    c.keys_ = c.keys;
    c.years_ = &c.years;
    c.column_ = &c.column;
    c.n_keys = c.n_columns = 1;
    c.n_rows = c.capacity = N;
    ck_assert_int_eq(nkt_panel_init(c.panel, sizeof c.panel, c.keys_, 1, c.years_, N, &c.error),
                     NKT_OK);
    c.memory = c.state;
    c.memory_size = sizeof c.state;
    c.used = c.panel;
    c.groups[1] = c.groups[3] = 1;
    c.groups_ = c.groups;
    c.n_groups = c.width = 2;
    c.stride = sizeof(nkt_total);
    c.out_ = c.out;
    c.n_ = &c.out[WORDS - 1];
    c.work_ = c.work;
    c.work_size = sizeof c.work;
    memset(c.out, 0x55, sizeof c.out);
    memset(c.state, 0x55, sizeof c.state);
}

/* ---- one fault each ------------------------------------------------------------------------------- */

#define FAULT(name, statement)                                                                     \
    static void name(void) {                                                                       \
        statement;                                                                                 \
    }
FAULT(none, (void)0)
FAULT(memory_null, c.memory = NULL)
FAULT(memory_misaligned, c.memory = (char *)c.state + 4)
FAULT(memory_small, c.memory_size = 7 * 8 + (5 * N + 1) * 8 - 1)
FAULT(keys_null, c.keys_ = NULL)
FAULT(keys_none, c.n_keys = 0)
FAULT(keys_negative, c.n_keys = -1)
FAULT(keys_nine, c.n_keys = 9)
FAULT(keys_type, c.n_keys = 3; c.keys[2] = no_type)
FAULT(keys_empty, c.keys[0] = no_values)
FAULT(years_null, c.years_ = NULL)
FAULT(years_type, c.years = no_type)
FAULT(rows_negative, c.n_rows = -1)
FAULT(rows_huge, c.n_rows = INT64_MAX)
FAULT(panel_null, c.used = NULL)
FAULT(panel_misaligned, c.used = (char *)c.panel + 4)
FAULT(panel_zero, c.used = c.work)
FAULT(panel_version, c.panel[1]++)
FAULT(panel_head, c.panel[2] = 1000000)
FAULT(panel_body, c.panel[8] ^= 1)
FAULT(out_null, c.out_ = NULL)
FAULT(n_null, c.n_ = NULL)
FAULT(capacity_negative, c.capacity = -1)
FAULT(capacity_small, c.capacity = N - 1)
FAULT(capacity_one, c.capacity = 1)
FAULT(row_negative, c.row = -1)
FAULT(row_beyond, c.row = N)
FAULT(column_null, c.column_ = NULL)
FAULT(column_type, c.column.type = 0)
FAULT(column_empty, c.column.values = NULL)
FAULT(column_id, c.column.id = 77)
FAULT(column_stock, c.column.id = NKT_IN_POPULATION)
FAULT(column_figure, c.column.id = NKT_DEPENDENCY_RATIO)
FAULT(columns_negative, c.n_columns = -1)
FAULT(width_zero, c.width = 0)
FAULT(width_negative, c.width = -3)
FAULT(stride_small, c.stride = 31)
FAULT(stride_zero, c.stride = 0)
FAULT(stride_back, c.stride = -31)
FAULT(stride_huge, c.stride = INT64_MIN)
FAULT(groups_null, c.groups_ = NULL)
FAULT(groups_negative, c.n_groups = -1)
FAULT(groups_beyond, c.groups[2] = 2)
FAULT(groups_below, c.groups[3] = -2)
FAULT(work_null, c.work_ = NULL)
FAULT(work_misaligned, c.work_ = (char *)c.work + 4)
FAULT(keys_work_small, c.work_size = 2 * N * 8 - 1)
FAULT(sum_work_small, c.work_size = (N + 2) * 8 - 1)

static const struct bad {
    nkt_status (*call)(void);
    void (*fault)(void);
    nkt_status status;
    int32_t argument;
    const char *message;
} bad[] = {
    {panel_size, rows_negative, NKT_E_COUNT, 1, "n_rows: -1 is negative"},
    {panel_size, rows_huge, NKT_E_SIZE, 1,
     "n_rows: 9.22337204e+18 rows need more memory than there can be"},
    {panel_size, out_null, NKT_E_NULL, 2, "size: is NULL"},

    {panel_init, memory_null, NKT_E_NULL, 1, "panel: is NULL"},
    {panel_init, memory_misaligned, NKT_E_ALIGNMENT, 1, "panel: is not 8-byte aligned"},
    {panel_init, memory_small, NKT_E_CAPACITY, 2, "panel: 223 bytes are too few, 224 are needed"},
    {panel_init, keys_null, NKT_E_NULL, 3, "keys: is NULL"},
    {panel_init, keys_none, NKT_E_COUNT, 4, "n_keys: 0 is not between 1 and 8"},
    {panel_init, keys_negative, NKT_E_COUNT, 4, "n_keys: -1 is not between 1 and 8"},
    {panel_init, keys_nine, NKT_E_COUNT, 4, "n_keys: 9 is not between 1 and 8"},
    {panel_init, keys_type, NKT_E_TYPE, 3, "keys: 99 is no type code"},
    {panel_init, keys_empty, NKT_E_NULL, 3, "keys: values is NULL"},
    {panel_init, years_null, NKT_E_NULL, 5, "years: is NULL"},
    {panel_init, years_type, NKT_E_TYPE, 5, "years: 99 is no type code"},
    {panel_init, rows_negative, NKT_E_COUNT, 6, "n_rows: -1 is negative"},
    {panel_init, rows_huge, NKT_E_SIZE, 6,
     "n_rows: 9.22337204e+18 rows need more memory than there can be"},

    {panel_units, panel_null, NKT_E_NULL, 1, "panel: is NULL"},
    {panel_units, panel_misaligned, NKT_E_ALIGNMENT, 1, "panel: is not 8-byte aligned"},
    {panel_units, panel_zero, NKT_E_STATE, 1, "panel: was not initialised"},
    {panel_units, panel_version, NKT_E_STATE, 1,
     "panel: was made by another version of the library"},
    {panel_units, panel_head, NKT_E_STATE, 1, "panel: is damaged"},
    {panel_units, out_null, NKT_E_NULL, 2, "n_units: is NULL"},
    {panel_left_out, panel_null, NKT_E_NULL, 1, "panel: is NULL"},
    {panel_left_out, panel_head, NKT_E_STATE, 1, "panel: is damaged"},
    {panel_left_out, out_null, NKT_E_NULL, 2, "n_rows: is NULL"},

    {panel_lag, panel_null, NKT_E_NULL, 1, "panel: is NULL"},
    {panel_lag, panel_misaligned, NKT_E_ALIGNMENT, 1, "panel: is not 8-byte aligned"},
    {panel_lag, panel_zero, NKT_E_STATE, 1, "panel: was not initialised"},
    {panel_lag, panel_head, NKT_E_STATE, 1, "panel: is damaged"},
    {panel_lag, panel_body, NKT_E_STATE, 1, "panel: is damaged"},
    {panel_lag, out_null, NKT_E_NULL, 3, "rows: is NULL"},
    {panel_lag, capacity_negative, NKT_E_COUNT, 4, "capacity: -1 is negative"},
    {panel_lag, capacity_small, NKT_E_CAPACITY, 4, "capacity: 3 is less than the panel has rows"},

    {panel_find, panel_null, NKT_E_NULL, 1, "panel: is NULL"},
    {panel_find, panel_zero, NKT_E_STATE, 1, "panel: was not initialised"},
    {panel_find, row_negative, NKT_E_COUNT, 2, "row: -1 is no row of the panel"},
    {panel_find, row_beyond, NKT_E_COUNT, 2, "row: 4 is no row of the panel"},
    {panel_find, out_null, NKT_E_NULL, 4, "found: is NULL"},

    {panel_unit_rows, panel_null, NKT_E_NULL, 1, "panel: is NULL"},
    {panel_unit_rows, panel_misaligned, NKT_E_ALIGNMENT, 1, "panel: is not 8-byte aligned"},
    {panel_unit_rows, row_negative, NKT_E_COUNT, 2, "row: -1 is no row of the panel"},
    {panel_unit_rows, row_beyond, NKT_E_COUNT, 2, "row: 4 is no row of the panel"},
    {panel_unit_rows, out_null, NKT_E_NULL, 3, "rows: is NULL"},
    {panel_unit_rows, capacity_negative, NKT_E_COUNT, 4, "capacity: -1 is negative"},
    {panel_unit_rows, capacity_one, NKT_E_CAPACITY, 4,
     "capacity: 1 is less than the unit has rows"},
    {panel_unit_rows, n_null, NKT_E_NULL, 5, "n: is NULL"},

    {panel_window, panel_null, NKT_E_NULL, 1, "panel: is NULL"},
    {panel_window, panel_misaligned, NKT_E_ALIGNMENT, 1, "panel: is not 8-byte aligned"},
    {panel_window, panel_zero, NKT_E_STATE, 1, "panel: was not initialised"},
    {panel_window, panel_body, NKT_E_STATE, 1, "panel: is damaged"},
    {panel_window, column_null, NKT_E_NULL, 2, "column: is NULL"},
    {panel_window, column_type, NKT_E_TYPE, 2, "received: 0 is no type code"},
    {panel_window, column_empty, NKT_E_NULL, 2, "received: values is NULL"},
    {panel_window, column_id, NKT_E_ID, 2, "column: 77 is the id of no input and no figure"},
    {panel_window, column_stock, NKT_E_MEASURE, 2, NULL},
    {panel_window, column_figure, NKT_E_MEASURE, 2, NULL},
    {panel_window, width_zero, NKT_E_COUNT, 3, "width: 0 is less than 1"},
    {panel_window, width_negative, NKT_E_COUNT, 3, "width: -3 is less than 1"},
    {panel_window, out_null, NKT_E_NULL, 4, "out: is NULL"},
    {panel_window, stride_small, NKT_E_STRIDE, 5, "stride: 31 makes totals overlap"},
    {panel_window, stride_zero, NKT_E_STRIDE, 5, "stride: 0 makes totals overlap"},
    {panel_window, stride_back, NKT_E_STRIDE, 5, "stride: -31 makes totals overlap"},
    {panel_window, stride_huge, NKT_E_SIZE, 5, "stride: -9.22337204e+18 reaches beyond memory"},

    {keys_work_size, rows_negative, NKT_E_COUNT, 1, "n_rows: -1 is negative"},
    {keys_work_size, rows_huge, NKT_E_SIZE, 1, NULL},
    {keys_work_size, out_null, NKT_E_NULL, 2, "size: is NULL"},
    {sum_work_size, rows_negative, NKT_E_COUNT, 1, "n_rows: -1 is negative"},
    {sum_work_size, groups_negative, NKT_E_COUNT, 2, "n_groups: -1 is negative"},
    {sum_work_size, rows_huge, NKT_E_SIZE, 1, NULL},
    {sum_work_size, out_null, NKT_E_NULL, 3, "size: is NULL"},
    {mean_work_size, rows_negative, NKT_E_COUNT, 1, "n_rows: -1 is negative"},
    {mean_work_size, out_null, NKT_E_NULL, 3, "size: is NULL"},

    {group_keys, keys_null, NKT_E_NULL, 1, "keys: is NULL"},
    {group_keys, keys_none, NKT_E_COUNT, 2, "n_keys: 0 is not between 1 and 8"},
    {group_keys, keys_nine, NKT_E_COUNT, 2, "n_keys: 9 is not between 1 and 8"},
    {group_keys, keys_type, NKT_E_TYPE, 1, "keys: 99 is no type code"},
    {group_keys, keys_empty, NKT_E_NULL, 1, "keys: values is NULL"},
    {group_keys, rows_negative, NKT_E_COUNT, 3, "n_rows: -1 is negative"},
    {group_keys, rows_huge, NKT_E_SIZE, 3, NULL},
    {group_keys, out_null, NKT_E_NULL, 4, "groups: is NULL"},
    {group_keys, n_null, NKT_E_NULL, 5, "n_groups: is NULL"},
    {group_keys, work_null, NKT_E_NULL, 6, "work: is NULL"},
    {group_keys, work_misaligned, NKT_E_ALIGNMENT, 6, "work: is not 8-byte aligned"},
    {group_keys, keys_work_small, NKT_E_CAPACITY, 7, "work: 63 bytes are too few, 64 are needed"},

    {group_sum, column_null, NKT_E_NULL, 1, "column: is NULL"},
    {group_sum, column_type, NKT_E_TYPE, 1, "received: 0 is no type code"},
    {group_sum, column_empty, NKT_E_NULL, 1, "received: values is NULL"},
    {group_sum, column_id, NKT_E_ID, 1, "column: 77 is the id of no input and no figure"},
    {group_sum, column_figure, NKT_E_MEASURE, 1, NULL},
    {group_sum, groups_null, NKT_E_NULL, 2, "groups: is NULL"},
    {group_sum, groups_beyond, NKT_E_DOMAIN, 2,
     "groups: row 2: 2 is no group: neither -1 nor below n_groups"},
    {group_sum, groups_below, NKT_E_DOMAIN, 2,
     "groups: row 3: -2 is no group: neither -1 nor below n_groups"},
    {group_sum, rows_negative, NKT_E_COUNT, 3, "n_rows: -1 is negative"},
    {group_sum, groups_negative, NKT_E_COUNT, 4, "n_groups: -1 is negative"},
    {group_sum, out_null, NKT_E_NULL, 5, "out: is NULL"},
    {group_sum, stride_small, NKT_E_STRIDE, 6, "stride: 31 makes totals overlap"},
    {group_sum, stride_huge, NKT_E_SIZE, 6, "stride: -9.22337204e+18 reaches beyond memory"},
    {group_sum, work_null, NKT_E_NULL, 7, "work: is NULL"},
    {group_sum, work_misaligned, NKT_E_ALIGNMENT, 7, "work: is not 8-byte aligned"},
    {group_sum, sum_work_small, NKT_E_CAPACITY, 8, "work: 47 bytes are too few, 48 are needed"},
    {group_mean, column_null, NKT_E_NULL, 1, "column: is NULL"},
    {group_mean, groups_null, NKT_E_NULL, 2, "groups: is NULL"},
    {group_mean, out_null, NKT_E_NULL, 5, "out: is NULL"},
    {group_mean, stride_zero, NKT_E_STRIDE, 6, "stride: 0 makes totals overlap"},
    {group_mean, work_null, NKT_E_NULL, 7, "work: is NULL"},
    {group_mean, sum_work_small, NKT_E_CAPACITY, 8, "work: 47 bytes are too few, 48 are needed"},

    {group_first, groups_null, NKT_E_NULL, 1, "groups: is NULL"},
    {group_first, groups_beyond, NKT_E_DOMAIN, 1,
     "groups: row 2: 2 is no group: neither -1 nor below n_groups"},
    {group_first, rows_negative, NKT_E_COUNT, 2, "n_rows: -1 is negative"},
    {group_first, groups_negative, NKT_E_COUNT, 3, "n_groups: -1 is negative"},
    {group_first, out_null, NKT_E_NULL, 4, "rows: is NULL"},

    {total_column, panel_null, NKT_E_NULL, 1, "totals: is NULL"},
    {total_column, out_null, NKT_E_NULL, 3, "out: is NULL"},
    {total_match, column_null, NKT_E_NULL, 1, "columns: is NULL"},
    {total_match, column_type, NKT_E_TYPE, 1, "received: 0 is no type code"},
    {total_match, column_id, NKT_E_ID, 1, "column: 77 is the id of no input and no figure"},
    {total_match, columns_negative, NKT_E_COUNT, 2, "n_columns: -1 is negative"},
    {total_match, rows_negative, NKT_E_COUNT, 3, "n_rows: -1 is negative"},
    {total_match, out_null, NKT_E_NULL, 4, "rows: is NULL"},
    {total_match, capacity_negative, NKT_E_COUNT, 5, "capacity: -1 is negative"},
    {total_match, capacity_small, NKT_E_CAPACITY, 5,
     "capacity: 3 is less than there are rows in all columns"},
};

static int is_untouched(const void *memory, size_t size) {
    const char *bytes = (const char *)memory;
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != 0x55)
            return 0;
    return 1;
}

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
        if (row->message)
            ck_assert_str_eq(c.error.message, row->message);
        else
            ck_assert_str_ne(c.error.message, "");
        ck_assert_msg(is_untouched(c.out, sizeof c.out), "case %d wrote", (int)i);
        ck_assert_msg(is_untouched(c.state, sizeof c.state), "case %d wrote", (int)i);
    }
}
END_TEST

/* No word of a panel can change without one of its functions saying so, or staying within it. */
START_TEST(damage_anywhere_is_noticed) {
    size_t size;
    int64_t n;

    reset();
    nkt_panel_size(N, &size, NULL);
    for (size_t word = 0; word < 7 + 4 * N + 3; word++)
        for (int bit = 0; bit < 64; bit += 7) {
            reset();
            c.panel[word] ^= (int64_t)(UINT64_C(1) << bit);
            ck_assert_int_eq(panel_lag(), NKT_E_STATE);
            ck_assert_int_eq(panel_window(), NKT_E_STATE);
            ck_assert(is_untouched(c.out, sizeof c.out));
            for (int64_t row = 0; row < N; row++) {
                int64_t found[N] = {0};
                if (nkt_panel_find(c.panel, row, 2016, &n, NULL) == NKT_OK)
                    ck_assert(n >= -1 && n < N);
                if (nkt_panel_unit_rows(c.panel, row, found, N, &n, NULL) == NKT_OK) {
                    ck_assert(n >= 0 && n <= N);
                    for (int64_t i = 0; i < n; i++)
                        ck_assert(found[i] >= 0 && found[i] < N);
                }
            }
        }
    ck_assert_uint_eq(size, (7 + 5 * N + 1) * 8);
}
END_TEST

START_TEST(the_error_may_be_left_out) {
    int64_t n = 42;

    reset();
    ck_assert_int_eq(nkt_panel_init(NULL, 0, c.keys_, 1, c.years_, N, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_panel_units(c.work, &n, NULL), NKT_E_STATE);
    ck_assert_int_eq(nkt_group_keys(c.keys_, 0, N, c.out, &n, c.work, sizeof c.work, NULL),
                     NKT_E_COUNT);
    ck_assert_int_eq(n, 42);
    /* Repeated rows and bad rows, too. */
    c.years.stride = 0;
    ck_assert_int_eq(nkt_panel_init(c.state, sizeof c.state, c.keys_, 1, c.years_, N, NULL),
                     NKT_E_DUPLICATE);
    c.column.id = NKT_IN_RECEIVED;
    const double negative = -1;
    c.column.values = &negative;
    c.column.stride = 0;
    ck_assert_int_eq(nkt_panel_window(c.panel, &c.column, 2, (nkt_total *)(void *)c.out, 32, NULL),
                     NKT_ROWS_INVALID);
}
END_TEST

Suite *nkt_suite_compare_bad(void) {
    Suite *suite = suite_create("compare_bad");
    TCase *tcase = tcase_create("compare_bad");
    tcase_add_test(tcase, every_fault_is_refused);
    tcase_add_test(tcase, damage_anywhere_is_noticed);
    tcase_add_test(tcase, the_error_may_be_left_out);
    suite_add_tcase(suite, tcase);
    return suite;
}
