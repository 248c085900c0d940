/*
 * Sorting by keys against qsort: order, stability, every kind of double.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "numeric/random.h"
#include "numeric/sort_keyed.h"

enum { MOST = 20000 };

static nkt_i_keyed items[MOST], scratch[MOST], wanted[MOST];

static int by_key_and_row(const void *a, const void *b) {
    const nkt_i_keyed *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

START_TEST(they_are_in_order) {
    static const int64_t sizes[] = {0, 1, 2, 63, 64, 65, 1000, MOST};
    const int64_t n = sizes[_i % 8];
    const int kind = _i / 8;
    const uint64_t stream = nkt_i_random_stream(9, (uint64_t)_i);

    for (int64_t i = 0; i < n; i++) {
        const uint64_t bits = nkt_i_random_bits(stream, (uint64_t)i);
        items[i].row = i;
        items[i].key = kind == 0   ? bits
                       : kind == 1 ? bits % 7
                       : kind == 2 ? (bits % 5) << 60
                       : kind == 4 ? (bits % 3) << 62 | bits >> 40
                       : kind == 5 ? bits % 2 << 63 | (bits >> 8) % 4 << 34 | bits >> 50
                                   : nkt_i_key_of((double)(int64_t)(bits % 2001 - 1000) / 8);
    }
    memcpy(wanted, items, sizeof wanted);
    qsort(wanted, (size_t)n, sizeof *wanted, by_key_and_row);
    nkt_i_sort_keyed(items, scratch, n);
    ck_assert_mem_eq(items, wanted, (size_t)n * sizeof *items);
}
END_TEST

START_TEST(keys_are_in_the_order_of_the_numbers) {
    static const double numbers[] = {-INFINITY, -1e308, -1.5, -1, -1e-310, 0,
                                     1e-310,    0.5,    1,    2,  1e308,   INFINITY};
    const size_t n = sizeof numbers / sizeof numbers[0];

    for (size_t i = 0; i + 1 < n; i++)
        ck_assert(nkt_i_key_of(numbers[i]) < nkt_i_key_of(numbers[i + 1]));
    for (size_t i = 0; i < n; i++)
        ck_assert_double_eq(nkt_i_key_value(nkt_i_key_of(numbers[i])), numbers[i]);
    ck_assert(nkt_i_key_of(-0.0) == nkt_i_key_of(0.0));
}
END_TEST

Suite *nkt_suite_sort_keyed(void) {
    Suite *suite = suite_create("sort_keyed");
    TCase *tcase = tcase_create("sort_keyed");
    tcase_add_loop_test(tcase, they_are_in_order, 0, 48);
    tcase_add_test(tcase, keys_are_in_the_order_of_the_numbers);
    suite_add_tcase(suite, tcase);
    return suite;
}
