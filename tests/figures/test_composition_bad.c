/*
 * Calls of compositions and of their check that are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "areas_test.h"

/* ---- bad calls ---------------------------------------------------------------------------------------------- */

typedef struct composition_call {
    double a[4], b[4], whole[4];
    nkt_column parts[2], all;
    nkt_options options;
    uint64_t after_options;
    nkt_estimate out[4][3];
    int32_t sums[4];
} composition_call;

static nkt_estimates with_room(nkt_estimate *out, int64_t row, int64_t item, int64_t capacity) {
    nkt_estimates view = estimates_at(out, row, item);
    view.capacity = capacity;
    return view;
}

#define COMPOSE(parts_, n_, whole_, rows_, options_, out_, capacity_, row_, item_, sums_, stride_) \
    nkt_composition(TABLE(parts_, n_, rows_), whole_, options_,                                    \
                    (nkt_estimates[]){with_room(out_, row_, item_, capacity_)},                    \
                    TO(sums_, stride_), &error)

#define REFUSED(call_, status_, subject_, message_)                                                \
    do {                                                                                           \
        before = c;                                                                                \
        ck_assert_int_eq(call_, status_);                                                          \
        ck_assert_str_eq(error.subject, subject_);                                                 \
        ck_assert_str_eq(error.message, message_);                                                 \
        ck_assert_mem_eq(&c, &before, sizeof c);                                                   \
    } while (0)

START_TEST(bad_calls_are_refused) {
    static composition_call c, before;
    const int64_t row = sizeof c.out[0], item = sizeof c.out[0][0];
    nkt_error error;

    memset(&c, 0x5A, sizeof c);
    memset(&c.options, 0, sizeof c.options);
    c.options.size = sizeof c.options;
    for (int i = 0; i < 4; i++) {
        c.a[i] = c.b[i] = 1;
        c.whole[i] = 2;
    }
    c.parts[0] = (nkt_column)NKT_ARRAY(0, c.a);
    c.parts[1] = (nkt_column)NKT_ARRAY(0, c.b);
    c.all = (nkt_column)NKT_ARRAY(0, c.whole);
    REFUSED(nkt_composition(NULL, &c.all, NULL, AT(c.out[0], row, item), NULL, &error), NKT_E_NULL,
            "parts", "parts: is NULL");
    REFUSED(COMPOSE(NULL, 2, &c.all, 4, NULL, c.out[0], 3, row, item, c.sums, 4), NKT_E_NULL,
            "parts.columns", "parts.columns: is NULL");
    REFUSED(COMPOSE(c.parts, -1, &c.all, 4, NULL, c.out[0], 3, row, item, c.sums, 4), NKT_E_COUNT,
            "parts.n_columns", "parts.n_columns: -1 is negative");
    REFUSED(COMPOSE(c.parts, INT64_MAX, &c.all, 4, NULL, c.out[0], 3, row, item, c.sums, 4),
            NKT_E_COUNT, "parts.n_columns",
            "parts.n_columns: 9.22337204e+18 is more than 2147483647");
    REFUSED(COMPOSE(c.parts, 2, &c.all, -4, NULL, c.out[0], 3, row, item, c.sums, 4), NKT_E_COUNT,
            "parts.rows.n_rows", "parts.rows.n_rows: -4 is negative");
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, NULL, 3, row, item, c.sums, 4), NKT_E_NULL, "out",
            "out: is NULL");
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, c.out[0], 2, row, item, c.sums, 4), NKT_E_CAPACITY,
            "out", "out: 2 items of room in a row are too few, needed are 3");
    ck_assert_double_eq(error.bound, 3);
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, c.out[0], -1, row, item, c.sums, 4),
            NKT_E_CAPACITY, "out", "out: -1 items of room in a row are too few, needed are 3");
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, c.out[0], 3, 4, item, c.sums, 4), NKT_E_STRIDE,
            "out", "out: has strides that make elements overlap");
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, c.out[0], 3, 80, 40, c.sums, 4), NKT_E_STRIDE,
            "out", "out: has strides that make elements overlap");
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, c.out[0], 3, INT64_MAX, item, c.sums, 4),
            NKT_E_SIZE, "out", "out: has strides that reach beyond memory");
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, c.out[0], 3, row, item, c.sums, 3), NKT_E_STRIDE,
            "sums", "sums: has strides that make elements overlap");
    c.parts[1].type = 0;
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, c.out[0], 3, row, item, c.sums, 4), NKT_E_TYPE,
            "parts.columns[1]", "parts.columns[1]: 0 is no type: NKT_FLOAT64, NKT_INT32, ...");
    ck_assert_int_eq(error.item, 1);
    c.parts[1].type = NKT_FLOAT64;
    c.parts[0].id = 4711;
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, c.out[0], 3, row, item, c.sums, 4), NKT_E_ID,
            "parts.columns[0]", "parts.columns[0]: 4711 is the id of no input and no figure");
    c.parts[0].id = 0;
    c.all.values = NULL;
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, c.out[0], 3, row, item, c.sums, 4), NKT_E_NULL,
            "whole", "whole: values is NULL");
    c.all.values = c.whole;
    c.options.size += 8;
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, &c.options, c.out[0], 3, row, item, c.sums, 4),
            NKT_E_OPTIONS_SIZE, "options.size",
            "options.size: 64 bytes set a field that this library does not have");
    c.options.size -= 8;
    c.options.mode = 2;
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, &c.options, c.out[0], 3, row, item, c.sums, 4),
            NKT_E_OPTION, "options.mode", "options.mode: 2 is no mode");
    c.options.mode = 0;
    ck_assert_int_eq(COMPOSE(c.parts, 2, &c.all, 4, &c.options, c.out[0], 3, row, item, c.sums, 4),
                     NKT_OK);
    ck_assert_int_eq(COMPOSE(c.parts, 2, &c.all, 0, NULL, NULL, 3, 0, 0, (int32_t *)NULL, 0),
                     NKT_OK);
}
END_TEST

/* ---- the check of shares --------------------------------------------------------------------------------------- */

START_TEST(bad_checks_are_refused) {
    struct {
        double a[2];
        nkt_column share;
        int32_t sums[2];
        int32_t states[2];
    } c, before;
    nkt_error error;

    memset(&c, 0x5A, sizeof c);
    c.a[0] = c.a[1] = 100;
    c.share = (nkt_column)NKT_ARRAY(0, c.a);
#define CHECK(shares_, n_, rows_, decimals_, sums_, stride_, states_, stride_2_)                   \
    nkt_composition_check(TABLE(shares_, n_, rows_), decimals_, TO(sums_, stride_),                \
                          TO(states_, stride_2_), &error)
    REFUSED(nkt_composition_check(NULL, 0, TO(c.sums, 4), NULL, &error), NKT_E_NULL, "shares",
            "shares: is NULL");
    REFUSED(CHECK(NULL, 1, 2, 0, c.sums, 4, c.states, 4), NKT_E_NULL, "shares.columns",
            "shares.columns: is NULL");
    REFUSED(CHECK(&c.share, 0, 2, 0, c.sums, 4, c.states, 4), NKT_E_COUNT, "shares.n_columns",
            "shares.n_columns: 0 is less than 1");
    REFUSED(CHECK(&c.share, -5, 2, 0, c.sums, 4, c.states, 4), NKT_E_COUNT, "shares.n_columns",
            "shares.n_columns: -5 is negative");
    REFUSED(CHECK(&c.share, INT64_MAX, 2, 0, c.sums, 4, c.states, 4), NKT_E_COUNT,
            "shares.n_columns", "shares.n_columns: 9.22337204e+18 is more than 2147483647");
    REFUSED(CHECK(&c.share, 1, -2, 0, c.sums, 4, c.states, 4), NKT_E_COUNT, "shares.rows.n_rows",
            "shares.rows.n_rows: -2 is negative");
    REFUSED(CHECK(&c.share, 1, 2, -1, c.sums, 4, c.states, 4), NKT_E_DOMAIN, "decimals",
            "decimals: -1 is not within 0 and 15");
    REFUSED(CHECK(&c.share, 1, 2, 16, c.sums, 4, c.states, 4), NKT_E_DOMAIN, "decimals",
            "decimals: 16 is not within 0 and 15");
    REFUSED(CHECK(&c.share, 1, 2, 0, (int32_t *)NULL, 4, c.states, 4), NKT_E_NULL, "sums",
            "sums: is NULL");
    REFUSED(CHECK(&c.share, 1, 2, 0, c.sums, 2, c.states, 4), NKT_E_STRIDE, "sums",
            "sums: has strides that make elements overlap");
    REFUSED(CHECK(&c.share, 1, 2, 0, c.sums, 4, c.states, 3), NKT_E_STRIDE, "states",
            "states: has strides that make elements overlap");
    c.share.type = -1;
    REFUSED(CHECK(&c.share, 1, 2, 0, c.sums, 4, c.states, 4), NKT_E_TYPE, "shares.columns[0]",
            "shares.columns[0]: -1 is no type: NKT_FLOAT64, NKT_INT32, ...");
    c.share.type = NKT_FLOAT64;
    c.share.id = 4711;
    REFUSED(CHECK(&c.share, 1, 2, 0, c.sums, 4, c.states, 4), NKT_E_ID, "shares.columns[0]",
            "shares.columns[0]: 4711 is the id of no input and no figure");
    c.share.id = NKT_SFI_PASSED_SHARE;
    ck_assert_int_eq(CHECK(&c.share, 1, 2, 0, c.sums, 4, (int32_t *)NULL, 0), NKT_OK);
    c.a[1] = -4;
    ck_assert_int_eq(CHECK(&c.share, 1, 2, 0, c.sums, 4, (int32_t *)NULL, 0), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "sfi_passed_share: row 1: -4 is negative");
}
END_TEST

Suite *nkt_suite_composition_bad(void) {
    Suite *suite = suite_create("composition_bad");
    TCase *tcase = tcase_create("composition_bad");
    tcase_add_test(tcase, bad_calls_are_refused);
    tcase_add_test(tcase, bad_checks_are_refused);
    suite_add_tcase(suite, tcase);
    return suite;
}
