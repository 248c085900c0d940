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

#include "blocks/every_kind.h"

static nkt_error error;

START_TEST(what_is_packed_comes_back) {
    const int32_t kind = NKT_BLOCK_OLS_STATE + _i;
    nkt_memory block = NKT_MEMORY_REALLOC, fit = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC;
    nkt_memory packed = NKT_MEMORY_REALLOC, back = NKT_MEMORY_REALLOC, none = {0};
    int32_t what;
    int64_t bytes;

    ck_assert_int_ge(make_block(kind, &block, &fit, &work), 0);
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
        (make_block(kind, &block, &fit, &work), nkt_pack(&block, &packed, &error), packed.needed);
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

/* The check of packed bytes, made anew as a forger would: FNV-1a, little-endian. */
static void forge(unsigned char *bytes, size_t length) {
    uint64_t sum = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < length - 8; i++)
        sum = (sum ^ bytes[i]) * UINT64_C(0x100000001b3);
    for (int i = 0; i < 8; i++)
        bytes[length - 8 + (size_t)i] = (unsigned char)(sum >> (8 * i));
}

/* Reads all that can be read of a block without other input: nothing may crash. */
static void read_all(int32_t kind, const nkt_memory *block) {
    double number, list[64];
    int64_t whole;
    const nkt_target to = NKT_TO(list);

    for (int32_t what = 0; what < 130; what++) {
        nkt_ols_get(block, what, &number, &error);
        nkt_irls_get(block, what, &number, &error);
        nkt_panel_get(block, what, &whole, &error);
        if (kind == NKT_BLOCK_OLS_FIT)
            nkt_ols_copy(block, what, &to, &error);
    }
    for (int32_t what = 300; what < 420; what++) {
        nkt_expected_get(block, what, &number, &error);
        if (kind == NKT_BLOCK_EXPECTED)
            nkt_expected_copy(block, what, &to, &error);
    }
}

/* Every word in turn becomes what it cannot be, with a check that fits. */
START_TEST(forged_blocks_lead_nowhere) {
    static const unsigned char odd[] = {0xFF, 0x7F, 0x00, 0x80};
    const int32_t kind = NKT_BLOCK_OLS_STATE + _i;
    nkt_memory block = NKT_MEMORY_REALLOC, fit = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC;
    nkt_memory packed = NKT_MEMORY_REALLOC, back = NKT_MEMORY_REALLOC;
    unsigned char *bytes, *kept;
    size_t length, step;
    int32_t what;

    ck_assert_int_ge(make_block(kind, &block, &fit, &work), 0);
    ck_assert_int_eq(nkt_pack(&block, &packed, &error), NKT_OK);
    bytes = packed.data;
    length = packed.needed;
    step = length > 6000 ? 8 * (1 + length / 6000) : 8;
    kept = malloc(length);
    memcpy(kept, bytes, length);
    for (size_t at = 32; at + 8 < length; at += at < 1000 ? 8 : step)
        for (size_t k = 0; k < sizeof odd; k++) {
            nkt_status status;
            memset(bytes + at, odd[k], 8);
            if (k > 1) /* the least and the largest whole number */
                memset(bytes + at, k == 2 ? 0 : 0xFF, 7);
            bytes[at + 7] = k == 3 ? 0x7F : odd[k];
            forge(bytes, length);
            status = nkt_unpack(&packed, &back, &error);
            ck_assert(status == NKT_OK || status == NKT_E_PACKED);
            if (status == NKT_E_PACKED) {
                ck_assert_int_eq(error.argument, 1);
                /* A state is examined before it is written; any other block is gone. */
                if (kind != NKT_BLOCK_OLS_STATE && back.data)
                    ck_assert_int_lt(nkt_block_what(&back, &what, NULL, &error), 0);
            } else {
                read_all(kind, &back);
            }
            memcpy(bytes, kept, length);
        }
    free(kept);
    nkt_memory_free(&back);
    nkt_memory_free(&packed);
    nkt_memory_free(&work);
    nkt_memory_free(&fit);
    nkt_memory_free(&block);
}
END_TEST

START_TEST(the_memory_is_blamed_for_its_size) {
    const int32_t kind = NKT_BLOCK_OLS_STATE + _i;
    nkt_memory block = NKT_MEMORY_REALLOC, fit = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC;
    nkt_memory packed = NKT_MEMORY_REALLOC, none = {0};

    ck_assert_int_ge(make_block(kind, &block, &fit, &work), 0);
    ck_assert_int_eq(nkt_pack(&block, &packed, &error), NKT_OK);
    ck_assert_int_eq(nkt_unpack(&packed, &none, &error), NKT_E_CAPACITY);
    ck_assert_int_eq(error.argument, 2);
    ck_assert_str_eq(error.subject, "block");
    ck_assert_double_eq(error.bound, (double)none.needed);
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
    tcase_add_loop_test(tcase, forged_blocks_lead_nowhere, 0, 7);
    tcase_add_loop_test(tcase, the_memory_is_blamed_for_its_size, 0, 7);
    tcase_add_test(tcase, calls_are_checked);
    suite_add_tcase(suite, tcase);
    return suite;
}
