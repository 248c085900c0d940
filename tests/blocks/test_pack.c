/*
 * Blocks are told apart, packed and unpacked: the same bytes come back, damage anywhere is noticed, and
 * a refused call leaves the memory as it was.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "nyckeltal.h"
#include "nyckeltal/realloc.h"

enum { ROWS = 8 };

static const double y[ROWS] = {3, 5, 4, 8, 9, 7, 12, 11}, x[ROWS] = {1, 2, 3, 4, 5, 6, 7, 8};
static const double size[ROWS] = {50, 60, 70, 80, 90, 100, 110, 120};
static const int32_t unit[ROWS] = {1, 1, 2, 2, 3, 3, 4, 4}, year[ROWS] = {1, 2, 1, 2, 1, 2, 1, 2};
static nkt_error error;

/* A block of each kind, in the order of NKT_BLOCK_*. */
static nkt_status make(int32_t what, nkt_memory *block, nkt_memory *fit, nkt_memory *work) {
    const nkt_column response = NKT_ARRAY(0, y), term = NKT_ARRAY(0, x),
                     persons = NKT_ARRAY(0, size);
    const nkt_column key = NKT_ARRAY(0, unit), years = NKT_ARRAY(0, year);
    const nkt_table keys = NKT_TABLE_OF(&key, 1, ROWS);
    nkt_design design = {
        .rows = NKT_ROWS(ROWS), .response = &response, .terms = &term, .n_terms = 1};

    ck_assert_int_ge(nkt_ols(&design, NULL, fit, work, &error), 0);
    switch (what) {
    case NKT_BLOCK_OLS_STATE:
        ck_assert_int_eq(nkt_ols_init(block, 1, NULL, &error), NKT_OK);
        return nkt_ols_add(block, &design, &error);
    case NKT_BLOCK_OLS_FIT:
        return nkt_ols(&design, NULL, block, work, &error);
    case NKT_BLOCK_OLS_SCORES:
        ck_assert_int_eq(nkt_ols_scores_init(block, fit, NKT_ROBUST_HC3, 0, &error), NKT_OK);
        return nkt_ols_scores_add(block, fit, &design, work, &error);
    case NKT_BLOCK_REFIT:
        return nkt_refit_init(block, fit, &design, work, &error);
    case NKT_BLOCK_IRLS:
        return nkt_irls(&design, NULL, block, work, &error);
    case NKT_BLOCK_EXPECTED:
        design.size = &persons;
        return nkt_expected(&design, NULL, block, work, &error);
    default:
        return nkt_panel_init(block, &keys, &years, work, &error);
    }
}

START_TEST(what_is_packed_comes_back) {
    const int32_t kind = NKT_BLOCK_OLS_STATE + _i;
    nkt_memory block = NKT_MEMORY_REALLOC, fit = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC;
    nkt_memory packed = NKT_MEMORY_REALLOC, back = NKT_MEMORY_REALLOC, none = {0};
    int32_t what;
    int64_t bytes;

    ck_assert_int_ge(make(kind, &block, &fit, &work), 0);
    ck_assert_int_eq(nkt_block_what(&block, &what, &bytes, &error), NKT_OK);
    ck_assert_int_eq(what, kind);
    ck_assert_int_eq(nkt_pack(&block, &none, &error), NKT_E_CAPACITY);
    ck_assert_int_eq(nkt_pack(&block, &packed, &error), NKT_OK);
    ck_assert_uint_eq(packed.needed, none.needed);
    ck_assert_mem_eq(packed.data, "NKT-PACK\1\0\0\0\0\0\0\0", 16);
    ck_assert_int_eq(((unsigned char *)packed.data)[16], kind);
    ck_assert_int_eq(nkt_unpack(&packed, &back, &error), NKT_OK);
    ck_assert_int_eq(nkt_block_what(&back, &what, NULL, &error), NKT_OK);
    ck_assert_int_eq(what, kind);
    if (kind == NKT_BLOCK_OLS_STATE) { /* its scratch is not packed: it packs to the same bytes */
        nkt_memory again = NKT_MEMORY_REALLOC;
        ck_assert_int_eq(nkt_pack(&back, &again, &error), NKT_OK);
        ck_assert_mem_eq(again.data, packed.data, packed.needed);
        nkt_memory_free(&again);
    } else {
        ck_assert_mem_eq(back.data, block.data, (size_t)bytes);
    }
    nkt_memory_free(&back);
    nkt_memory_free(&packed);
    nkt_memory_free(&work);
    nkt_memory_free(&fit);
    nkt_memory_free(&block);
}
END_TEST

START_TEST(damage_is_noticed) {
    const int32_t kind = NKT_BLOCK_OLS_STATE + _i;
    nkt_memory block = NKT_MEMORY_REALLOC, fit = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC;
    nkt_memory packed = NKT_MEMORY_REALLOC, back = {0};
    const size_t length =
        (make(kind, &block, &fit, &work), nkt_pack(&block, &packed, &error), packed.needed);
    unsigned char *bytes = packed.data;

    for (size_t i = 0; i<length; i += length> 4000 ? 97 : 1) {
        bytes[i] ^= 0x10;
        ck_assert_int_eq(nkt_unpack(&packed, &back, &error), NKT_E_PACKED);
        bytes[i] ^= 0x10;
    }
    for (size_t cut = 1; cut<length; cut += length> 4000 ? 89 : 1) {
        packed.size = length - cut;
        ck_assert_int_eq(nkt_unpack(&packed, &back, &error), NKT_E_PACKED);
    }
    ck_assert_uint_eq(back.needed, 0);
    nkt_memory_free(&packed);
    nkt_memory_free(&work);
    nkt_memory_free(&fit);
    nkt_memory_free(&block);
}
END_TEST

START_TEST(calls_are_checked) {
    int64_t rubbish[32] = {0};
    nkt_memory held = {rubbish, sizeof rubbish, 0, NULL, NULL}, none = {0};
    int32_t what = 4711;

    ck_assert_int_eq(nkt_block_what(&held, &what, NULL, &error), NKT_E_STATE);
    ck_assert_int_eq(nkt_block_what(&none, &what, NULL, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_block_what(NULL, &what, NULL, &error), NKT_E_NULL);
    ck_assert_int_eq(what, 4711);
    ck_assert_int_eq(nkt_pack(&held, &none, &error), NKT_E_STATE);
    ck_assert_int_eq(nkt_pack(NULL, &none, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_unpack(&held, &held, &error), NKT_E_DUPLICATE);
    ck_assert_int_eq(nkt_unpack(&held, &none, &error), NKT_E_PACKED);
    ck_assert_int_eq(nkt_unpack(&none, &held, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_unpack(&held, NULL, &error), NKT_E_NULL);
}
END_TEST

Suite *nkt_suite_blocks(void) {
    Suite *suite = suite_create("blocks");
    TCase *tcase = tcase_create("blocks");

    tcase_set_timeout(tcase, 60);
    tcase_add_loop_test(tcase, what_is_packed_comes_back, 0, 7);
    tcase_add_loop_test(tcase, damage_is_noticed, 0, 7);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
