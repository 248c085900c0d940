/*
 * Memory that the caller lends: asked for by the call itself, grown by the caller, never left half
 * written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdint.h>

#include "base/base.h"
#include "nyckeltal/realloc.h"

static nkt_error error;

static nkt_i_bytes bytes_for(int64_t n) {
    nkt_i_bytes bytes = {0, 0};
    nkt_i_bytes_add(&bytes, n, sizeof(double));
    return bytes;
}

/* Claims memory for n doubles. */
static nkt_status claim(nkt_memory *memory, int64_t n, void **at) {
    nkt_i_call call = nkt_i_call_begin(&error, "work error");
    void *found = nkt_i_claim(&call, "work", memory, bytes_for(n));

    if (at)
        *at = found;
    return nkt_i_call_end(&call);
}

START_TEST(parts_are_aligned_and_added) {
    nkt_i_bytes bytes = {0, 0};

    ck_assert_uint_eq(nkt_i_bytes_add(&bytes, 3, 1), 0);
    ck_assert_uint_eq(nkt_i_bytes_add(&bytes, 2, 8), 8);
    ck_assert_uint_eq(nkt_i_bytes_add(&bytes, 0, 8), 24);
    ck_assert_uint_eq(bytes.total, 24);
    ck_assert(!bytes.overflow);
    nkt_i_bytes_add(&bytes, INT64_MAX, 16);
    ck_assert(bytes.overflow);
    bytes = (nkt_i_bytes){0, 0};
    nkt_i_bytes_add(&bytes, -1, 1);
    ck_assert(bytes.overflow);
}
END_TEST

START_TEST(a_call_says_what_it_needs) {
    double room[4];
    nkt_memory memory = {0};
    void *at;

    ck_assert_int_eq(claim(&memory, 4, &at), NKT_E_CAPACITY);
    ck_assert_uint_eq(memory.needed, 32);
    ck_assert_int_eq(error.argument, 1);
    ck_assert_int_eq(error.reason, NKT_REASON_TOO_LITTLE_ROOM);
    ck_assert_double_eq(error.value, 0);
    ck_assert_double_eq(error.bound, 32);
    ck_assert_str_eq(error.message, "work: 0 bytes are too few, needed are 32");
    memory.data = room;
    memory.size = sizeof room - 1;
    ck_assert_int_eq(claim(&memory, 4, &at), NKT_E_CAPACITY);
    memory.size = memory.needed;
    ck_assert_int_eq(claim(&memory, 4, &at), NKT_OK);
    ck_assert_ptr_eq(at, room);
    ck_assert_int_eq(claim(&memory, 2, &at), NKT_OK); /* more than is needed will do */
    ck_assert_uint_eq(memory.needed, 16);
    memory.data = (char *)room + 4;
    ck_assert_int_eq(claim(&memory, 2, &at), NKT_E_ALIGNMENT);
    ck_assert_int_eq(error.reason, NKT_REASON_MISALIGNED);
}
END_TEST

START_TEST(nothing_may_be_needed) {
    nkt_memory memory = {0};

    ck_assert_int_eq(claim(NULL, 0, NULL), NKT_OK);
    ck_assert_int_eq(claim(&memory, 0, NULL), NKT_OK);
    ck_assert_int_eq(claim(NULL, 1, NULL), NKT_E_NULL);
    ck_assert_str_eq(error.message, "work: is NULL");
    ck_assert_int_eq(claim(&memory, INT64_MAX, NULL), NKT_E_SIZE);
    ck_assert_int_eq(error.reason, NKT_REASON_BEYOND_MEMORY);
}
END_TEST

START_TEST(memory_grows_by_realloc) {
    nkt_memory memory = NKT_MEMORY_REALLOC;
    void *at;

    ck_assert_int_eq(claim(&memory, 3, &at), NKT_OK);
    ck_assert_uint_eq(memory.size, 24);
    ((double *)at)[2] = 4711;
    ck_assert_int_eq(claim(&memory, 100000, &at), NKT_OK);
    ck_assert_double_eq(((double *)at)[2], 4711); /* what was there is still there */
    ck_assert_int_eq(claim(&memory, 1, &at), NKT_OK);
    ck_assert_uint_eq(memory.size, 800000);
    nkt_memory_free(&memory);
    ck_assert_ptr_null(memory.data);
    ck_assert_int_eq(claim(&memory, 1, &at), NKT_OK); /* and may be used again */
    nkt_memory_free(&memory);
}
END_TEST

static int32_t fails(nkt_memory *memory, size_t needed) {
    (void)needed;
    ++*(int *)memory->context;
    return 0;
}

static int32_t lies(nkt_memory *memory, size_t needed) {
    (void)memory;
    (void)needed;
    return 1;
}

START_TEST(memory_that_cannot_grow) {
    int calls = 0;
    nkt_memory memory = {NULL, 0, 0, fails, &calls};

    ck_assert_int_eq(claim(&memory, 3, NULL), NKT_E_CAPACITY);
    ck_assert_int_eq(calls, 1);
    ck_assert_uint_eq(memory.needed, 24);
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_GROWN);
    ck_assert_str_eq(error.message, "work: 0 bytes could not be grown to 24");
    memory.grow = lies; /* says that it has, and has not */
    ck_assert_int_eq(claim(&memory, 3, NULL), NKT_E_CAPACITY);
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_GROWN);
}
END_TEST

START_TEST(all_sizes_are_told_at_once) {
    nkt_memory first = {0}, second = {0}, third = {0};
    nkt_i_call call = nkt_i_call_begin(&error, "fit work spare error");

    nkt_i_claim(&call, "fit", &first, bytes_for(1));
    nkt_i_claim(&call, "work", &second, bytes_for(2));
    nkt_i_claim(&call, "spare", &third, bytes_for(3));
    ck_assert_int_eq(nkt_i_call_end(&call), NKT_E_CAPACITY);
    ck_assert_uint_eq(first.needed, 8);
    ck_assert_uint_eq(second.needed, 16);
    ck_assert_uint_eq(third.needed, 24);
    ck_assert_int_eq(error.argument, 1);
    /* but nothing is asked for, or said, after another refusal */
    call = nkt_i_call_begin(&error, "fit work spare error");
    third.needed = 0;
    nkt_i_needed(&call, "fit", NULL);
    nkt_i_claim(&call, "spare", &third, bytes_for(3));
    ck_assert_uint_eq(third.needed, 0);
}
END_TEST

START_TEST(blocks_that_hold_something) {
    double room[2] = {1, 2};
    nkt_memory memory = {room, sizeof room, 0, NULL, NULL}, empty = {0};
    nkt_i_call call;

#define HELD(of, least, status)                                                                    \
    call = nkt_i_call_begin(&error, "fit error");                                                  \
    nkt_i_held(&call, "fit", of, least);                                                           \
    ck_assert_int_eq(nkt_i_call_end(&call), status)
    HELD(&memory, 16, NKT_OK);
    HELD(&memory, 17, NKT_E_STATE);
    HELD(&empty, 0, NKT_E_NULL);
    HELD(NULL, 0, NKT_E_NULL);
    memory.data = (char *)room + 1;
    HELD(&memory, 1, NKT_E_ALIGNMENT);
#undef HELD
    call = nkt_i_call_begin(&error, "fit work error");
    nkt_i_distinct(&call, "work", &memory, &empty);
    ck_assert_int_eq(nkt_i_call_end(&call), NKT_OK);
    nkt_i_distinct(&call, "work", &memory, &memory);
    ck_assert_int_eq(nkt_i_call_end(&call), NKT_E_DUPLICATE);
}
END_TEST

Suite *nkt_suite_claim(void) {
    Suite *suite = suite_create("claim");
    TCase *tcase = tcase_create("claim");

    tcase_add_test(tcase, parts_are_aligned_and_added);
    tcase_add_test(tcase, a_call_says_what_it_needs);
    tcase_add_test(tcase, nothing_may_be_needed);
    tcase_add_test(tcase, memory_grows_by_realloc);
    tcase_add_test(tcase, memory_that_cannot_grow);
    tcase_add_test(tcase, all_sizes_are_told_at_once);
    tcase_add_test(tcase, blocks_that_hold_something);
    suite_add_tcase(suite, tcase);
    return suite;
}
