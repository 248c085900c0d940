/*
 * Where results go: every type, strides, capacities; estimates into structs and into columns, and
 * back again as columns that keep their states.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/base.h"

static nkt_error error;

static nkt_status open_target(const nkt_target *target, nkt_i_content content, int64_t n_rows,
                              int64_t n_items, int needed, nkt_i_out *out) {
    nkt_i_call call = nkt_i_call_begin(&error, "out error");

    *out = nkt_i_target_open(&call, "out", target, content, n_rows, n_items, needed);
    return nkt_i_call_end(&call);
}

/* Codes, a numbering with none, written into an array of a type and read back. */
#define TYPE(ctype, code_, none)                                                                   \
    do {                                                                                           \
        ctype a[3] = {0};                                                                          \
        const nkt_target target = {a, 0, 0, 3, code_, 1};                                          \
        nkt_i_out out;                                                                             \
        ck_assert_int_eq(open_target(&target, NKT_I_CONTENT_CODES(-128, 127), 3, 1, 1, &out),      \
                         NKT_OK);                                                                  \
        nkt_i_put_code(&out, 0, 0, -1);                                                            \
        nkt_i_put_code(&out, 2, 0, 127);                                                           \
        ck_assert(a[0] == (ctype)-1 && a[1] == 0 && a[2] == (ctype)127);                           \
        ck_assert_int_eq(open_target(&target, NKT_I_CONTENT_NUMBERING(99), 3, 1, 1, &out),         \
                         NKT_OK);                                                                  \
        nkt_i_put_numbering(&out, 0, 0, 0);                                                        \
        nkt_i_put_numbering(&out, 1, 0, -1);                                                       \
        nkt_i_put_numbering(&out, 2, 0, 99);                                                       \
        ck_assert(a[0] == (ctype)1 && a[2] == (ctype)100);                                         \
        ck_assert(isnan((double)(none)) ? isnan((double)a[1]) : a[1] == (ctype)(none));            \
    } while (0)

START_TEST(every_type_is_written) {
    TYPE(double, NKT_FLOAT64, NAN);
    TYPE(float, NKT_FLOAT32, NAN);
    TYPE(int64_t, NKT_INT64, -1);
    TYPE(int32_t, NKT_INT32, -1);
    TYPE(int16_t, NKT_INT16, -1);
    TYPE(int8_t, NKT_INT8, -1);
    TYPE(int32_t, NKT_INT32_R, INT32_MIN);
    TYPE(int64_t, NKT_INT64_R, INT64_MIN);
}
END_TEST

START_TEST(types_that_cannot_hold_it) {
    static const int32_t unsigned_types[] = {NKT_UINT8, NKT_UINT16, NKT_UINT32, NKT_UINT64,
                                             NKT_BOOL,  NKT_BITS,   0,          99};
    double room[4];
    nkt_target target = {room, 0, 0, 0, NKT_INT8, 0};
    nkt_i_out out;

#define OPEN(content) open_target(&target, content, 3, 1, 1, &out)
    ck_assert_int_eq(OPEN(NKT_I_CONTENT_NUMBERS), NKT_E_TYPE);
    ck_assert_int_eq(error.reason, NKT_REASON_OTHER_TYPE);
    ck_assert_int_eq(OPEN(NKT_I_CONTENT_NUMBERING(127)), NKT_OK);
    ck_assert_int_eq(OPEN(NKT_I_CONTENT_NUMBERING(128)), NKT_E_TYPE);
    target.first = 1;
    ck_assert_int_eq(OPEN(NKT_I_CONTENT_NUMBERING(126)), NKT_OK);
    ck_assert_int_eq(OPEN(NKT_I_CONTENT_NUMBERING(127)), NKT_E_TYPE);
    ck_assert_int_eq(OPEN(NKT_I_CONTENT_CODES(-129, 0)), NKT_E_TYPE);
    target.type = NKT_INT32_R; /* its least is NA */
    ck_assert_int_eq(OPEN(NKT_I_CONTENT_CODES(INT32_MIN, 0)), NKT_E_TYPE);
    target.type = NKT_FLOAT32;
    ck_assert_int_eq(OPEN(NKT_I_CONTENT_NUMBERING(INT64_C(1) << 25)), NKT_E_TYPE);
    for (size_t i = 0; i < sizeof unsigned_types / sizeof unsigned_types[0]; i++) {
        target.type = unsigned_types[i];
        ck_assert_int_eq(OPEN(NKT_I_CONTENT_CODES(0, 1)), NKT_E_TYPE);
    }
    target.type = NKT_FLOAT64;
    target.first = 2;
    ck_assert_int_eq(OPEN(NKT_I_CONTENT_NUMBERING(3)), NKT_E_COUNT);
#undef OPEN
}
END_TEST

START_TEST(strides_and_capacities_of_targets) {
    double room[12];
    nkt_target target = {room, 0, 0, 0, NKT_FLOAT64, 0};
    nkt_i_out out;

#define OPEN(n_rows, n_items) open_target(&target, NKT_I_CONTENT_NUMBERS, n_rows, n_items, 1, &out)
    ck_assert_int_eq(OPEN(3, 4), NKT_OK); /* row after row */
    nkt_i_put_number(&out, 1, 2, 4711);
    ck_assert_double_eq(room[6], 4711);
    target.item_stride = 24; /* item after item */
    target.stride = 8;
    ck_assert_int_eq(OPEN(3, 4), NKT_OK);
    nkt_i_put_number(&out, 1, 2, 12);
    ck_assert_double_eq(room[7], 12);
    ck_assert_int_eq(OPEN(4, 4), NKT_E_STRIDE);
    ck_assert_int_eq(error.reason, NKT_REASON_OVERLAP);
    ck_assert_str_eq(error.message, "out: has strides that make elements overlap");
    target.stride = 4;
    ck_assert_int_eq(OPEN(2, 1), NKT_E_STRIDE);
    ck_assert_int_eq(OPEN(1, 1), NKT_OK);
    target.stride = INT64_MIN;
    ck_assert_int_eq(OPEN(2, 1), NKT_E_SIZE);
    target.stride = -8;
    target.values = room + 11;
    ck_assert_int_eq(OPEN(12, 1), NKT_OK);
    nkt_i_put_number(&out, 11, 0, 1);
    ck_assert_double_eq(room[0], 1);
    target.stride = 0;
    target.item_stride = 0;
    ck_assert_int_eq(OPEN(INT64_MAX, INT64_MAX), NKT_E_SIZE);
    target.capacity = 11;
    ck_assert_int_eq(OPEN(12, 1), NKT_E_CAPACITY);
    ck_assert_double_eq(error.bound, 12);
    target.capacity = -1;
    ck_assert_int_eq(OPEN(1, 1), NKT_E_CAPACITY);
#undef OPEN
    ck_assert_int_eq(open_target(NULL, NKT_I_CONTENT_NUMBERS, 1, 1, 1, &out), NKT_E_NULL);
    ck_assert_int_eq(open_target(NULL, NKT_I_CONTENT_NUMBERS, 0, 1, 1, &out), NKT_OK);
    ck_assert_int_eq(open_target(NULL, NKT_I_CONTENT_NUMBERS, 1, 1, 0, &out), NKT_OK);
    nkt_i_put_number(&out, 0, 0, 1); /* not wanted: nothing happens */
    nkt_i_put_numbering(&out, 0, 0, 1);
}
END_TEST

/* ---- estimates ---------------------------------------------------------------------------------- */

static nkt_status open_estimates(const nkt_estimates *view, int64_t n_rows, int64_t n_items,
                                 int needed, nkt_estimates *opened) {
    nkt_i_call call = nkt_i_call_begin(&error, "out error");

    *opened = nkt_i_estimates_open(&call, "out", view, n_rows, n_items, needed);
    return nkt_i_call_end(&call);
}

static nkt_estimate some(int row, int item) {
    return (nkt_estimate){row + item / 10.0, row - 1,         row + 1,
                          100 * row + item,  NKT_STATE_VALUE, item};
}

static int same(nkt_estimate a, nkt_estimate b) {
    return memcmp(&a, &b, sizeof a) == 0;
}

START_TEST(estimates_into_structs_and_back) {
    struct {
        char code;
        nkt_estimate figures[2];
    } rows[3];
    nkt_estimate plain[3][2];
    const nkt_estimates views[] = {NKT_ESTIMATES_FIELD(rows, figures[0]),
                                   NKT_ESTIMATES_N(&plain[0][0], 0)};
    nkt_estimates opened;

    for (int k = 0; k < 2; k++) {
        ck_assert_int_eq(open_estimates(&views[k], 3, 2, 1, &opened), NKT_OK);
        for (int row = 0; row < 3; row++)
            for (int item = 0; item < 2; item++) {
                const nkt_estimate e = some(row, item);
                nkt_i_estimates_put(&opened, row, item, &e);
            }
        for (int row = 0; row < 3; row++)
            for (int item = 0; item < 2; item++) {
                ck_assert(same(k ? plain[row][item] : rows[row].figures[item], some(row, item)));
                ck_assert(same(nkt_i_estimates_get(&opened, row, item), some(row, item)));
            }
    }
}
END_TEST

START_TEST(estimates_into_columns) {
    double value[2][3], upper[2][3]; /* a column per item */
    int32_t state[2][3];
    const nkt_estimates view = {&value[0][0],
                                NULL,
                                &upper[0][0],
                                NULL,
                                &state[0][0],
                                NULL,
                                8,
                                sizeof value[0],
                                4,
                                sizeof state[0],
                                2,
                                0};
    nkt_estimates opened;
    nkt_column column;
    int8_t found;

    ck_assert_int_eq(open_estimates(&view, 3, 2, 1, &opened), NKT_OK);
    for (int row = 0; row < 3; row++)
        for (int item = 0; item < 2; item++) {
            nkt_estimate e = some(row, item);
            e.state = row == 1 ? NKT_STATE_SECRET : NKT_STATE_VALUE;
            nkt_i_estimates_put(&opened, row, item, &e);
        }
    ck_assert_double_eq(value[1][2], 2.1);
    ck_assert_double_eq(upper[0][1], 2);
    ck_assert_int_eq(state[1][1], NKT_STATE_SECRET);
    ck_assert_int_eq(nkt_i_estimates_get(&opened, 1, 1).state, NKT_STATE_SECRET);
    ck_assert_double_nan(nkt_i_estimates_get(&opened, 2, 0).lower);

    ck_assert_int_eq(nkt_estimates_column(&view, 1, NKT_MEMBER_UPPER, 403, &column, &error),
                     NKT_OK);
    ck_assert_double_eq(nkt_i_column_value(&column, 2, &found), 3);
    ck_assert_int_eq(found, NKT_STATE_VALUE);
    nkt_i_column_value(&column, 1, &found);
    ck_assert_int_eq(found, NKT_STATE_SECRET);
    ck_assert_int_eq(column.id, 403);
    ck_assert_int_eq(open_estimates(&view, 3, 3, 1, &opened), NKT_E_CAPACITY);
}
END_TEST

START_TEST(what_is_hidden_stays_hidden) {
    nkt_estimate e[] = {{1, 0, 2, 10, NKT_STATE_VALUE, NKT_FLAG_PARTIAL},
                        {NAN, NAN, NAN, NAN, NKT_STATE_SECRET, 0},
                        {NAN, NAN, NAN, NAN, NKT_STATE_NOT_APPLICABLE, 0}};
    struct {
        int32_t code;
        nkt_estimate e;
    } rows[1] = {{7, {1, 0, 2, 10, NKT_STATE_SECRET, NKT_FLAG_SERIES_BREAK}}};
    const nkt_estimates view = NKT_ESTIMATES(e);
    nkt_column columns[2] = {NKT_ESTIMATE_ARRAY(101, e)};
    int8_t state;

    ck_assert_int_eq(nkt_estimates_column(&view, 0, NKT_MEMBER_VALUE, 101, &columns[1], &error),
                     NKT_E_STRIDE); /* strides of 0 are those of doubles; the struct's are said */
    columns[1] = columns[0];
    for (int k = 0; k < 2; k++)
        for (int row = 0; row < 3; row++) {
            nkt_i_column_value(&columns[k], row, &state);
            ck_assert_int_eq(state, e[row].state);
            ck_assert_int_eq(nkt_i_column_flags(&columns[k], row), e[row].flags);
        }
    columns[0] = NKT_ESTIMATE_COLUMN(0, rows, e);
    nkt_i_column_value(&columns[0], 0, &state);
    ck_assert_int_eq(state, NKT_STATE_SECRET);
    ck_assert_int_eq(nkt_i_column_flags(&columns[0], 0), NKT_FLAG_SERIES_BREAK);
}
END_TEST

START_TEST(why_an_estimate_is_bad) {
    double values[] = {1, NAN, INFINITY, NAN, 2, NAN};
    int32_t states[] = {0, 0, 0, NKT_STATE_SECRET, 17, -1};
    const struct {
        int32_t reason, without_states;
        double value;
    } expected[] = {{NKT_REASON_NONE, NKT_REASON_NONE, NAN},
                    {NKT_REASON_MISSING, NKT_REASON_NONE, NAN},
                    {NKT_REASON_NOT_FINITE, NKT_REASON_NOT_FINITE, INFINITY},
                    {NKT_REASON_NONE, NKT_REASON_NONE, NAN},
                    {NKT_REASON_UNKNOWN_STATE, NKT_REASON_NONE, 17},
                    {NKT_REASON_UNKNOWN_STATE, NKT_REASON_NONE, -1}};
    nkt_estimates view = {.value = values, .state = states}, opened;

    ck_assert_int_eq(open_estimates(&view, 6, 1, 1, &opened), NKT_OK);
    for (int row = 0; row < 6; row++) {
        double value = 4711;
        ck_assert_int_eq(nkt_i_estimates_why_invalid(&opened, row, 0, 0, &value),
                         expected[row].reason);
        ck_assert(isnan(expected[row].value) ? isnan(value) : value == expected[row].value);
    }
    view.state = NULL; /* a NaN is missing then */
    ck_assert_int_eq(open_estimates(&view, 6, 1, 1, &opened), NKT_OK);
    for (int row = 0; row < 6; row++) {
        double value;
        ck_assert_int_eq(nkt_i_estimates_why_invalid(&opened, row, 0, 0, &value),
                         expected[row].without_states);
    }
}
END_TEST

START_TEST(views_that_cannot_be) {
    double value[4];
    int32_t state[4];
    nkt_estimates view = {.value = value, .state = state};
    nkt_estimates opened;
    nkt_column column;

    ck_assert_int_eq(open_estimates(NULL, 1, 1, 1, &opened), NKT_E_NULL);
    ck_assert_int_eq(open_estimates(NULL, 1, 1, 0, &opened), NKT_OK);
    ck_assert(!nkt_i_estimates_wanted(&opened));
    ck_assert_int_eq(open_estimates(&view, 4, 1, 1, &opened), NKT_OK);
    ck_assert_int_eq(opened.stride, 8);
    ck_assert_int_eq(opened.state_stride, 4);
    view.stride = 4;
    ck_assert_int_eq(open_estimates(&view, 4, 1, 1, &opened), NKT_E_STRIDE);
    view.stride = 8;
    view.state_stride = 2;
    ck_assert_int_eq(open_estimates(&view, 4, 1, 1, &opened), NKT_E_STRIDE);
    view.state_stride = 4;
    ck_assert_int_eq(nkt_estimates_column(NULL, 0, 1, 0, &column, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_estimates_column(&view, 0, 1, 0, NULL, &error), NKT_E_NULL);
    ck_assert_int_eq(error.argument, 5);
    ck_assert_int_eq(nkt_estimates_column(&view, 0, 5, 0, &column, &error), NKT_E_ID);
    ck_assert_int_eq(nkt_estimates_column(&view, -1, 1, 0, &column, &error), NKT_E_COUNT);
    ck_assert_int_eq(nkt_estimates_column(&view, 0, NKT_MEMBER_LOWER, 0, &column, &error),
                     NKT_E_NULL);
    ck_assert_int_eq(nkt_estimates_column(&view, 1, 1, 0, &column, &error), NKT_E_STRIDE);
    view.flags = state;
    view.state = NULL;
    ck_assert_int_eq(nkt_estimates_column(&view, 0, 1, 0, &column, &error), NKT_E_STRIDE);
}
END_TEST

START_TEST(arrays_of_structs) {
    struct {
        double a, b;
    } rows[3] = {{0, 0}, {0, 0}, {0, 0}}, one = {1, 2}, back;
    nkt_i_call call = nkt_i_call_begin(&error, "out stride error");
    nkt_i_array array = nkt_i_array_open(&call, "out", rows, sizeof one, "stride", 0, 3, 1);

    nkt_i_array_put(&array, 2, &one);
    ck_assert_double_eq(rows[2].b, 2);
    nkt_i_array_get(&array, 2, &back);
    ck_assert_double_eq(back.a, 1);
    array = nkt_i_array_open(&call, "out", NULL, sizeof one, "stride", 0, 3, 0);
    nkt_i_array_put(&array, 0, &one);
    ck_assert_int_eq(nkt_i_call_end(&call), NKT_OK);
    nkt_i_array_open(&call, "out", rows, sizeof one, "stride", 8, 3, 1);
    ck_assert_int_eq(nkt_i_call_end(&call), NKT_E_STRIDE);
    ck_assert_int_eq(error.argument, 2);
    call = nkt_i_call_begin(&error, "out stride error");
    nkt_i_array_open(&call, "out", NULL, sizeof one, "stride", 0, 3, 1);
    ck_assert_int_eq(nkt_i_call_end(&call), NKT_E_NULL);
}
END_TEST

/* A list whose length the call finds: room for none is room for none. */
START_TEST(lists_have_the_room_that_they_have) {
    int64_t rows[3];
    nkt_target target = {.values = rows, .capacity = 2, .type = NKT_INT64};

    for (int64_t n = 0; n <= 3; n++) {
        nkt_i_call call = nkt_i_call_begin(&error, "out error");
        nkt_i_list_open(&call, "out", &target, NKT_I_CONTENT_NUMBERING(9), n, 1);
        ck_assert_int_eq(nkt_i_call_end(&call), n > 2 ? NKT_E_CAPACITY : NKT_OK);
    }
    ck_assert_double_eq(error.bound, 3);
    target.capacity = 0;
    for (int64_t n = 0; n < 2; n++) {
        nkt_i_call call = nkt_i_call_begin(&error, "out error");
        nkt_i_list_open(&call, "out", &target, NKT_I_CONTENT_NUMBERING(9), n, 1);
        ck_assert_int_eq(nkt_i_call_end(&call), n > 0 ? NKT_E_CAPACITY : NKT_OK);
    }
}
END_TEST

/* Peers in any integer type, from 0 or 1, none among them. */
START_TEST(peers_are_rows) {
    static const int8_t from_0[] = {0, -1, 4};
    static const int32_t from_1[] = {1, INT32_MIN, 5};
    const nkt_column plain = {.values = from_0, .stride = 1, .type = NKT_INT8},
                     factor = {.values = from_1, .stride = 4, .type = NKT_INT32_R};
    nkt_peers peers = {.members = &plain, .n_members = 3, .focus = 4};

    for (int first = 0; first < 2; first++) {
        nkt_i_call call = nkt_i_call_begin(&error, "peers error");
        nkt_i_peers_check(&call, "peers", &peers, 5);
        ck_assert_int_eq(nkt_i_call_end(&call), NKT_OK);
        ck_assert_int_eq(nkt_i_focus(&peers), 4);
        ck_assert_int_eq(nkt_i_n_peers(&peers, 5), 3);
        ck_assert_int_eq(nkt_i_peer(&peers, 0), 0);
        ck_assert_int_eq(nkt_i_peer(&peers, 1), -1);
        ck_assert_int_eq(nkt_i_peer(&peers, 2), 4);
        call = nkt_i_call_begin(&error, "peers error");
        nkt_i_peers_check(&call, "peers", &peers, 4);
        ck_assert_int_eq(nkt_i_call_end(&call), NKT_E_DOMAIN);
        ck_assert_str_eq(error.subject, "peers.focus");
        peers = (nkt_peers){.members = &factor, .n_members = 3, .focus = 5, .first_row = 1};
    }
    peers.focus = 1;
    {
        nkt_i_call call = nkt_i_call_begin(&error, "peers error");
        nkt_i_peers_check(&call, "peers", &peers, 4);
        ck_assert_int_eq(nkt_i_call_end(&call), NKT_E_DOMAIN);
        ck_assert_str_eq(error.message, "peers.members[2]: 5 is no number of a row");
    }
    peers.members = NULL;
    peers.n_members = 0;
    ck_assert_int_eq(nkt_i_n_peers(&peers, 5), 5);
}
END_TEST

Suite *nkt_suite_out(void) {
    Suite *suite = suite_create("out");
    TCase *tcase = tcase_create("out");

    tcase_add_test(tcase, every_type_is_written);
    tcase_add_test(tcase, types_that_cannot_hold_it);
    tcase_add_test(tcase, strides_and_capacities_of_targets);
    tcase_add_test(tcase, estimates_into_structs_and_back);
    tcase_add_test(tcase, estimates_into_columns);
    tcase_add_test(tcase, what_is_hidden_stays_hidden);
    tcase_add_test(tcase, why_an_estimate_is_bad);
    tcase_add_test(tcase, views_that_cannot_be);
    tcase_add_test(tcase, arrays_of_structs);
    tcase_add_test(tcase, lists_have_the_room_that_they_have);
    tcase_add_test(tcase, peers_are_rows);
    suite_add_tcase(suite, tcase);
    return suite;
}
