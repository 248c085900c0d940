/*
 * Calls of recruiting need, one fault at a time, and the memory that they need.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/need_call.h"
#include "nyckeltal/realloc.h"

#define SPOIL(name, code)                                                                          \
    static void name(need_call *c) {                                                               \
        code;                                                                                      \
    }
SPOIL(null_table, c->table_at = NULL)
SPOIL(null_columns, c->table.columns = NULL)
SPOIL(negative_columns, c->table.n_columns = -2)
SPOIL(negative_rows, c->table.rows.n_rows = -3)
SPOIL(negative_groups, c->table.rows.n_groups = -1)
SPOIL(wrong_group_type, c->groups_column.type = 0)
SPOIL(negative_horizon, c->horizon = -1)
SPOIL(endless_horizon, c->horizon = INFINITY)
SPOIL(no_horizon, c->horizon = NAN)
SPOIL(bad_confidence, c->options.confidence = 1)
SPOIL(newer_options, c->options.size += 8)
SPOIL(null_out, memset(&c->view, 0, sizeof c->view))
SPOIL(small_out, c->view.capacity = 3)
SPOIL(negative_out, c->view.capacity = -4)
SPOIL(short_rows, c->view.stride = 124)
SPOIL(endless_rows, c->view.stride = INT64_MAX)
SPOIL(short_ranks, c->target.stride = 4)
SPOIL(whole_ranks, c->target.type = NKT_INT64)
SPOIL(null_work, c->work.data = NULL)
SPOIL(odd_work, c->work.data = (char *)buffer + 1)
SPOIL(small_work, c->work.size = 119)
SPOIL(doubled_id, c->inputs[1].id = NKT_IN_EMPLOYEES)
SPOIL(unknown_id, c->inputs[1].id = 9)
SPOIL(wrong_type, c->inputs[1].type = 0)

static const struct {
    void (*spoil)(need_call *);
    nkt_status status;
    const char *subject, *message;
} bad[] = {
    {null_table, NKT_E_NULL, "table", "table: is NULL"},
    {null_columns, NKT_E_NULL, "table.columns", "table.columns: is NULL"},
    {negative_columns, NKT_E_COUNT, "table.n_columns", "table.n_columns: -2 is negative"},
    {negative_rows, NKT_E_COUNT, "table.rows.n_rows", "table.rows.n_rows: -3 is negative"},
    {negative_groups, NKT_E_COUNT, "table.rows.n_groups", "table.rows.n_groups: -1 is negative"},
    {wrong_group_type, NKT_E_TYPE, "table.rows.groups",
     "table.rows.groups: 0 is no type: NKT_FLOAT64, NKT_INT32, ..."},
    {negative_horizon, NKT_E_DOMAIN, "horizon", "horizon: -1 is less than 0"},
    {endless_horizon, NKT_E_DOMAIN, "horizon", "horizon: infinity is no finite number"},
    {no_horizon, NKT_E_DOMAIN, "horizon", "horizon: NaN is no finite number"},
    {bad_confidence, NKT_E_OPTION, "options.confidence",
     "options.confidence: 1 is not between 0 and 1"},
    {newer_options, NKT_E_OPTIONS_SIZE, "options.size",
     "options.size: 64 bytes set a field that this library does not have"},
    {null_out, NKT_E_NULL, "out", "out: is NULL"},
    {small_out, NKT_E_CAPACITY, "out", "out: 3 items of room in a row are too few, needed are 4"},
    {negative_out, NKT_E_CAPACITY, "out",
     "out: -4 items of room in a row are too few, needed are 4"},
    {short_rows, NKT_E_STRIDE, "out", "out: has strides that make elements overlap"},
    {endless_rows, NKT_E_SIZE, "out", "out: has strides that reach beyond memory"},
    {short_ranks, NKT_E_STRIDE, "ranks", "ranks: has strides that make elements overlap"},
    {whole_ranks, NKT_E_TYPE, "ranks",
     "ranks: 3 is no type for numbers: NKT_FLOAT64 or NKT_FLOAT32"},
    {null_work, NKT_E_CAPACITY, "work", "work: 0 bytes are too few, needed are 120"},
    {odd_work, NKT_E_ALIGNMENT, "work", "work: is not 8-byte aligned"},
    {small_work, NKT_E_CAPACITY, "work", "work: 119 bytes are too few, needed are 120"},
    {doubled_id, NKT_E_DUPLICATE, "table.columns[1]", "employees: appears twice among the columns"},
    {unknown_id, NKT_E_ID, "table.columns[1]",
     "table.columns[1]: 9 is the id of no input and no figure"},
    {wrong_type, NKT_E_TYPE, "table.columns[1]",
     "table.columns[1]: 0 is no type: NKT_FLOAT64, NKT_INT32, ..."},
};

START_TEST(bad_calls_are_refused) {
    static need_call c, before;
    nkt_error error;

    good_call(&c);
    bad[_i].spoil(&c);
    before = c;
    ck_assert_int_eq(run(&c, &error), bad[_i].status);
    ck_assert_str_eq(error.subject, bad[_i].subject);
    ck_assert_str_eq(error.message, bad[_i].message);
    ck_assert_int_eq(run(&c, NULL), bad[_i].status);
    before.work.needed = c.work.needed; /* the one thing that is written */
    ck_assert_mem_eq(&c, &before, sizeof c);
}
END_TEST

START_TEST(the_good_call_is_good) {
    need_call c;
    nkt_error error;

    good_call(&c);
    ck_assert_int_eq(run(&c, &error), NKT_OK);
    ck_assert(isnan(c.ranks[0]));
    ck_assert_double_eq(c.ranks[1], 1);
    good_call(&c);
    c.target.values = NULL;
    ck_assert_int_eq(run(&c, NULL), NKT_OK);
    good_call(&c);
    c.table.columns = NULL;
    c.table.n_columns = 0;
    ck_assert_int_eq(run(&c, &error), NKT_INPUTS_LACK);
    ck_assert_int_eq(error.id, NKT_IN_EMPLOYEES_55_64);
    for (int k = 0; k < 4; k++)
        ck_assert_int_eq(c.out[2][k].state, NKT_STATE_MISSING);
    good_call(&c);
    c.table.rows.n_rows = 0;
    memset(&c.view, 0, sizeof c.view);
    ck_assert_int_eq(nkt_recruiting_need(&c.table, 0, NULL, NULL, NULL, NULL, NULL), NKT_OK);
}
END_TEST

static int32_t refuse_to_grow(nkt_memory *memory, size_t needed) {
    (void)memory;
    (void)needed;
    return 0;
}

START_TEST(memory_is_asked_for) {
    need_call c;
    nkt_error error;
    nkt_memory growing = NKT_MEMORY_REALLOC;

    good_call(&c);
    c.work = (nkt_memory){0};
    ck_assert_int_eq(run(&c, &error), NKT_E_CAPACITY);
    ck_assert_uint_eq(c.work.needed, 120);
    ck_assert_int_eq(error.reason, NKT_REASON_TOO_LITTLE_ROOM);
    c.work.data = buffer;
    c.work.size = c.work.needed;
    ck_assert_int_eq(run(&c, &error), NKT_OK); /* what is said is enough */
    c.work = growing;
    ck_assert_int_eq(run(&c, &error), NKT_OK);
    ck_assert_uint_eq(c.work.size, 120);
    nkt_memory_free(&c.work);
    c.work.grow = refuse_to_grow;
    ck_assert_int_eq(run(&c, &error), NKT_E_CAPACITY);
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_GROWN);
    c.table.rows.n_rows = INT64_MAX;
    c.view.capacity = 0;
    c.view.stride = c.view.item_stride = c.view.state_stride = c.view.state_item_stride = 0;
    c.target.capacity = 0;
    ck_assert_int_eq(run(&c, &error), NKT_E_SIZE);
}
END_TEST

Suite *nkt_suite_demography_bad(void) {
    Suite *suite = suite_create("demography_bad");
    TCase *tcase = tcase_create("demography_bad");
    tcase_add_loop_test(tcase, bad_calls_are_refused, 0, (int)(sizeof bad / sizeof bad[0]));
    tcase_add_test(tcase, the_good_call_is_good);
    tcase_add_test(tcase, memory_is_asked_for);
    suite_add_tcase(suite, tcase);
    return suite;
}
