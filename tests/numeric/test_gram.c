/*
 * The exact Gram matrix: against exact sums, against wide products at the ends of the range,
 * merging, packing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/gram_help.h"

START_TEST(sums_are_those_of_exact_sums) {
    block b;
    for (int trial = 0; trial < 50; trial++) {
        nkt_i_gram *gram = new_gram();
        fill(&b, trial * 6 + 1, 0, 0);
        nkt_i_gram_add_plain(gram, &b.rows);
        for (int j = 0; j < COLUMNS; j++)
            for (int i = 0; i <= j; i++) {
                nkt_i_exact_sum sum;
                nkt_i_wide got = nkt_i_gram_get(gram, j, i);
                nkt_i_exact_sum_init(&sum);
                for (int r = 0; r < ROWS; r++) {
                    double p, e;
                    nkt_i_two_product(b.high[i * NKT_I_GRAM_ROWS + r],
                                      b.high[j * NKT_I_GRAM_ROWS + r], &p, &e);
                    nkt_i_exact_sum_add(&sum, p);
                    nkt_i_exact_sum_add(&sum, e);
                }
                ck_assert_double_eq(nkt_i_wide_round(&got), nkt_i_exact_sum_round(&sum));
            }
        free(gram);
    }
}
END_TEST

static nkt_i_wide product_of(double w, double x, double y) {
    nkt_i_wide a = nkt_i_wide_from_double(w), b = nkt_i_wide_from_double(x),
               c = nkt_i_wide_from_double(y);
    b = nkt_i_wide_multiply(&a, &b);
    return nkt_i_wide_multiply(&b, &c);
}

START_TEST(no_finite_number_is_beyond_range) {
    static const double ends[] = {0x1.fffffffffffffp+1023,
                                  -0x1.fffffffffffffp+1023,
                                  0x1p-1074,
                                  -0x1p-1074,
                                  0x1.8p-1030,
                                  1,
                                  -3,
                                  1e200,
                                  -1e-200};
    enum { N = sizeof ends / sizeof ends[0] };
    for (int w = 0; w < N; w++)
        for (int x = 0; x < N; x++)
            for (int y = 0; y < N; y++) {
                block b;
                nkt_i_gram *gram = new_gram();
                nkt_i_wide want = product_of(fabs(ends[w]), ends[x], ends[y]), got;
                memset(&b, 0, sizeof b);
                b.high[0] = ends[x];
                b.high[2 * NKT_I_GRAM_ROWS] = ends[y];
                b.weights[0] = fabs(ends[w]);
                b.rows = (nkt_i_gram_rows){b.high, NULL, b.weights, 1};
                nkt_i_gram_add_plain(gram, &b.rows);
                got = nkt_i_gram_get(gram, 0, 2);
                ck_assert_int_eq(nkt_i_wide_compare(&got, &want), 0);
                got = nkt_i_gram_get(gram, 1, 2);
                ck_assert_int_eq(got.sign, 0);
                free(gram);
            }
}
END_TEST

START_TEST(far_apart_products_cancel_exactly) {
    /* 1e308² + 5e-324² - 1e308² = 5e-324² */
    block b;
    nkt_i_gram *gram = new_gram();
    nkt_i_wide got, want = product_of(1, 0x1p-1074, 0x1p-1074);
    memset(&b, 0, sizeof b);
    b.high[0] = b.high[1] = 1e308;
    b.high[NKT_I_GRAM_ROWS] = 1e308;
    b.high[NKT_I_GRAM_ROWS + 1] = -1e308;
    b.high[2] = b.high[NKT_I_GRAM_ROWS + 2] = 0x1p-1074;
    b.rows = (nkt_i_gram_rows){b.high, NULL, NULL, 3};
    nkt_i_gram_add(gram, &b.rows, scratch);
    got = nkt_i_gram_get(gram, 0, 1);
    ck_assert_int_eq(nkt_i_wide_compare(&got, &want), 0);
    free(gram);
}
END_TEST

START_TEST(low_parts_and_weights_are_counted) {
    /* 3 · (1 + 2^-60) · (1 - 2^-70), exactly */
    block b;
    nkt_i_gram *gram = new_gram();
    nkt_i_wide got, want, p;
    memset(&b, 0, sizeof b);
    b.high[0] = b.high[NKT_I_GRAM_ROWS] = 1;
    b.low[0] = 0x1p-60;
    b.low[NKT_I_GRAM_ROWS] = -0x1p-70;
    b.weights[0] = 3;
    b.rows = (nkt_i_gram_rows){b.high, b.low, b.weights, 1};
    nkt_i_gram_add_plain(gram, &b.rows);
    got = nkt_i_gram_get(gram, 1, 0);
    want = product_of(3, 1, 1);
    p = product_of(3, 1, 0x1p-60);
    want = nkt_i_wide_add(&want, &p);
    p = product_of(3, 1, -0x1p-70);
    want = nkt_i_wide_add(&want, &p);
    p = product_of(3, 0x1p-60, -0x1p-70);
    want = nkt_i_wide_add(&want, &p);
    ck_assert_int_eq(nkt_i_wide_compare(&got, &want), 0);
    free(gram);
}
END_TEST

START_TEST(merging_in_any_order_is_the_same) {
    enum { PARTS = 6 };
    nkt_i_gram *part[PARTS], *forward = new_gram(), *backward = new_gram(), *tree = new_gram();
    nkt_i_gram *all = new_gram(), *half = new_gram();
    for (int p = 0; p < PARTS; p++) {
        block b;
        fill(&b, 40 + 50 * p, p & 1, p & 2);
        part[p] = new_gram();
        nkt_i_gram_add(part[p], &b.rows, scratch);
        nkt_i_gram_add(all, &b.rows, scratch);
    }
    for (int p = 0; p < PARTS; p++) {
        nkt_i_gram_merge(forward, part[p]);
        nkt_i_gram_merge(backward, part[PARTS - 1 - p]);
        nkt_i_gram_merge(p < 3 ? tree : half, part[p]);
    }
    nkt_i_gram_merge(tree, half);
    same_sums(forward, all);
    same_sums(backward, all);
    same_sums(tree, all);
    nkt_i_gram_init(half, COLUMNS);
    nkt_i_gram_merge(tree, half); /* an empty one changes nothing */
    same_sums(tree, all);
    nkt_i_gram_merge(half, all);
    same_sums(half, all);
    for (int p = 0; p < PARTS; p++)
        free(part[p]);
    free(forward);
    free(backward);
    free(tree);
    free(all);
    free(half);
}
END_TEST

START_TEST(carries_keep_the_sum) {
    /* Doubling by merging with itself, past the count at which digits are carried: 2^40 · x. */
    block b;
    nkt_i_gram *gram = new_gram(), *copy = new_gram();
    nkt_i_wide one, many;
    fill(&b, 100, 1, 1);
    nkt_i_gram_add_plain(gram, &b.rows);
    one = nkt_i_gram_get(gram, 1, 2);
    for (int i = 0; i < 40; i++) {
        memcpy(copy, gram, nkt_i_gram_size(COLUMNS));
        nkt_i_gram_merge(gram, copy);
        gram->since_carry += INT64_C(1) << 28; /* as after so many rows */
    }
    many = nkt_i_gram_get(gram, 1, 2);
    one = nkt_i_wide_scale(one, 40);
    ck_assert_int_eq(nkt_i_wide_compare(&one, &many), 0);
    free(gram);
    free(copy);
}
END_TEST

START_TEST(packing_comes_back_and_damage_is_seen) {
    static unsigned char bytes[PACKED_MOST], again[PACKED_MOST];
    block b;
    nkt_i_gram *gram = new_gram(), *back = new_gram();
    size_t size;
    fill(&b, 500, 1, 1);
    nkt_i_gram_add_plain(gram, &b.rows);
    size = packed(gram, bytes);
    ck_assert_ptr_eq(nkt_i_gram_unpack(back, bytes, bytes + size), bytes + size);
    same_sums(gram, back);
    for (size_t cut = 0; cut < size; cut++) {
        nkt_i_gram_init(back, COLUMNS);
        ck_assert_ptr_null(nkt_i_gram_unpack(back, bytes, bytes + cut));
    }
    /* Whatever byte is changed: refused, or another number whose packed form is those bytes. */
    for (size_t at = 0; at < size; at++) {
        const unsigned char *end;
        bytes[at] ^= (unsigned char)(1 + next() % 255);
        nkt_i_gram_init(back, COLUMNS);
        end = nkt_i_gram_unpack(back, bytes, bytes + size);
        if (end) {
            const size_t length = packed(back, again);
            ck_assert_uint_eq(length, (size_t)(end - bytes));
            ck_assert_mem_eq(again, bytes, length);
        }
        fill(&b, 500, 1, 1);
        nkt_i_gram_init(gram, COLUMNS);
        nkt_i_gram_add_plain(gram, &b.rows);
        size = packed(gram, bytes);
    }
    free(gram);
    free(back);
}
END_TEST

Suite *nkt_suite_gram(void) {
    Suite *suite = suite_create("gram");
    TCase *tcase = tcase_create("gram");
    tcase_add_test(tcase, sums_are_those_of_exact_sums);
    tcase_add_test(tcase, no_finite_number_is_beyond_range);
    tcase_add_test(tcase, far_apart_products_cancel_exactly);
    tcase_add_test(tcase, low_parts_and_weights_are_counted);
    tcase_add_test(tcase, merging_in_any_order_is_the_same);
    tcase_add_test(tcase, carries_keep_the_sum);
    tcase_add_test(tcase, packing_comes_back_and_damage_is_seen);
    suite_add_tcase(suite, tcase);
    return suite;
}
