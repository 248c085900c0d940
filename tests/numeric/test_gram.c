/*
 * The exact Gram matrix: against exact sums, against wide products at the ends of the range, the
 * fast way against the plain one, merging, packing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "numeric/gram.h"
#include "numeric/numeric.h"

enum { COLUMNS = 4, ROWS = 50, PACKED_MOST = 10000 };

static int64_t scratch[COLUMNS * NKT_I_GRAM_PARTS * NKT_I_GRAM_ROWS];

static uint64_t seed = UINT64_C(88172645463325252);

static uint64_t next(void) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

/* A double with all its bits in use, its exponent spread over `spread` powers of two. */
static double number(int spread) {
    return ldexp((double)(int64_t)next(), (int)(next() % (uint64_t)spread) - spread / 2 - 63);
}

static nkt_i_gram *new_gram(void) {
    nkt_i_gram *gram = malloc(nkt_i_gram_size(COLUMNS));
    nkt_i_gram_init(gram, COLUMNS);
    return gram;
}

typedef struct block {
    double high[COLUMNS * NKT_I_GRAM_ROWS], low[COLUMNS * NKT_I_GRAM_ROWS],
        weights[NKT_I_GRAM_ROWS];
    nkt_i_gram_rows rows;
} block;

static void fill(block *b, int spread, int weighted, int pairs) {
    memset(b, 0, sizeof *b);
    for (int c = 0; c < COLUMNS; c++)
        for (int r = 0; r < ROWS; r++) {
            double *high = &b->high[c * NKT_I_GRAM_ROWS + r];
            *high = next() % 16 ? number(spread) : 0;
            if (pairs)
                b->low[c * NKT_I_GRAM_ROWS + r] =
                    *high * 0x1p-54 * ((double)(next() % 1000) / 1000);
        }
    for (int r = 0; r < ROWS; r++)
        b->weights[r] = next() % 8 ? fabs(number(spread)) : 0;
    b->rows = (nkt_i_gram_rows){b->high, pairs ? b->low : NULL, weighted ? b->weights : NULL, ROWS};
}

static size_t packed(const nkt_i_gram *gram, unsigned char *out) {
    const size_t size = (size_t)(nkt_i_gram_pack(gram, out) - out);
    ck_assert_uint_eq(size, nkt_i_gram_packed_size(gram));
    ck_assert_uint_le(size, PACKED_MOST);
    return size;
}

static void same_sums(const nkt_i_gram *a, const nkt_i_gram *b) {
    static unsigned char one[PACKED_MOST], other[PACKED_MOST];
    const size_t size = packed(a, one);
    ck_assert_uint_eq(size, packed(b, other));
    ck_assert_mem_eq(one, other, size);
}

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

START_TEST(fast_and_plain_agree) {
    static const int spreads[] = {1, 2, 5, 8, 9, 10, 11, 12, 13, 20, 60, 300, 900};
    for (size_t s = 0; s < sizeof spreads / sizeof spreads[0]; s++)
        for (int kind = 0; kind < 4; kind++)
            for (int trial = 0; trial < 20; trial++) {
                block b;
                nkt_i_gram *fast = new_gram(), *plain = new_gram();
                fill(&b, spreads[s], kind & 1, kind & 2);
                if (trial % 4 == 1) /* whole numbers, and a few that are not */
                    for (int k = 0; k < COLUMNS * NKT_I_GRAM_ROWS; k++)
                        b.high[k] = (double)(int)(next() % 2000) - 1000 + (next() % 99 ? 0 : 1e-9);
                if (trial % 4 == 2) /* one row that does not fit */
                    b.high[NKT_I_GRAM_ROWS + 7] = 0x1p-300;
                if (trial % 4 == 3)
                    memset(b.high, 0, NKT_I_GRAM_ROWS * sizeof b.high[0]);
                nkt_i_gram_add(fast, &b.rows, scratch);
                nkt_i_gram_add_plain(plain, &b.rows);
                same_sums(fast, plain);
                free(fast);
                free(plain);
            }
}
END_TEST

/* ---- every path of the fast way ---------------------------------------------------------------- */

enum { KINDS = 18, WEIGHTS = 9, LOWS = 4 };

/* A number of a column of that kind. */
static double drawn(int kind) {
    const double sign = next() % 2 ? 1 : -1;
    switch (kind) {
    case 0: /* the intercept */
        return 1;
    case 1: /* a constant with all its bits */
        return 0.1;
    case 2: /* counts */
        return (double)(next() % 100000);
    case 3: /* counts of more bits than doubles can sum */
        return sign * (double)(next() % (UINT64_C(1) << 40));
    case 16: /* the most bits that doubles can sum in a block, and one more */
        return sign * (double)(0x3FFFFF - next() % 1000);
    case 17:
        return (double)(0x7FFFFF - next() % 1000);
    case 4: /* percentages of one decimal */
        return (double)(next() % 1000) / 10;
    case 5: /* shares */
        return 100 * (double)(next() >> 11) * 0x1p-53;
    case 6: /* of like magnitude, the grid's greatest among them */
        return sign * (next() % 4 ? number(2) : 0x1.fffffffffffffp-1);
    case 7: /* around 0, as deviates */
        return sign * number(16);
    case 8: /* more than half of them odd */
        return sign * number(100);
    case 9: /* few large numbers beside many small ones that never reach the grid */
        return next() % 50 ? number(4) * 0x1p-90 : number(4);
    case 10: /* subnormal numbers, alone */
        return sign * (double)(next() % 1000) * 0x1p-1074;
    case 11: /* and beside others */
        return next() % 3 ? number(4) : sign * (double)(next() % 1000) * 0x1p-1074;
    case 12: /* as large as can be */
        return sign * (next() % 2 ? 0x1.fffffffffffffp1023 : number(40) * 0x1p1000);
    case 13: /* at the ends of what is scaled */
        return number(2) * (next() % 2 ? 0x1p-849 : 0x1p-1000);
    case 14:
        return number(2) * (next() % 5 ? 0x1p850 : 0x1p-1070);
    default: /* whatever there is */
        return next() % 4 ? number(2000) : sign * 0.0;
    }
}

static double drawn_weight(int kind) {
    switch (kind) {
    case 1:
        return 1;
    case 2:
        return (double)(next() % 20000);
    case 3: /* few bits far from 1 */
        return ldexp((double)(1 + next() % 8), -500);
    case 4:
        return (double)(next() >> 11) * 0x1p-53;
    case 5:
        return fabs(number(100));
    case 6:
        return next() % 2 ? fabs(number(10)) : (double)(next() % 1000) * 0x1p-1074;
    case 7:
        return next() % 9 ? 0x1p1000 : fabs(number(2000));
    default:
        return 0;
    }
}

/* What a column of that kind has below its numbers. */
static double drawn_low(int kind, double high) {
    const double ulp = fabs(high) * 0x1p-53;
    switch (kind) {
    case 1:
        return ulp * number(2) / 2;
    case 2:
        return next() % 8 ? 0 : ulp * number(60) * 0x1p-30;
    default:
        return 0;
    }
}

static void mix(block *b, int64_t n_rows, const int kinds[COLUMNS], int weights, int low) {
    memset(b, 0x7f, sizeof *b); /* what is beyond the last row is not to be read */
    for (int c = 0; c < COLUMNS; c++)
        for (int64_t r = 0; r < n_rows; r++) {
            const int64_t at = c * NKT_I_GRAM_ROWS + r;
            b->high[at] = next() % 40 ? drawn(kinds[c]) : drawn(kinds[c]) * 0;
            b->low[at] = drawn_low(low == 3 ? c % 3 : low, b->high[at]);
        }
    for (int64_t r = 0; r < n_rows; r++)
        b->weights[r] = drawn_weight(weights);
    b->rows = (nkt_i_gram_rows){b->high, low ? b->low : NULL, weights ? b->weights : NULL, n_rows};
}

/* Both ways into Grams that hold something already. */
static void both_ways_agree(const block *b) {
    nkt_i_gram *fast = new_gram(), *plain = new_gram();
    for (int twice = 0; twice < 2; twice++) {
        nkt_i_gram_add(fast, &b->rows, scratch);
        nkt_i_gram_add_plain(plain, &b->rows);
        same_sums(fast, plain);
    }
    free(fast);
    free(plain);
}

START_TEST(every_mix_agrees_with_the_plain_way) {
    static const int64_t lengths[] = {1, 2, 3, 4, 5, 7, 8, 9, 63, 64, 65, 127, 128, 129, 200, 255};
    enum { LENGTHS = sizeof lengths / sizeof lengths[0] };
    static block b;
    for (int kind = 0; kind < KINDS; kind++)
        for (int weights = 0; weights < WEIGHTS; weights++)
            for (int low = 0; low < LOWS; low++) {
                const int kinds[COLUMNS] = {kind, kind, (int)(next() % KINDS),
                                            (int)(next() % KINDS)};
                mix(&b, NKT_I_GRAM_ROWS, kinds, weights, low);
                both_ways_agree(&b);
                mix(&b, lengths[next() % LENGTHS], kinds, weights, low);
                both_ways_agree(&b);
            }
}
END_TEST

START_TEST(every_length_agrees_with_the_plain_way) {
    static const int kinds[][COLUMNS] = {{0, 2, 4, 5}, {0, 2, 2, 2}, {6, 7, 8, 9}};
    static block b;
    for (int64_t n_rows = 1; n_rows <= NKT_I_GRAM_ROWS; n_rows++) {
        mix(&b, n_rows, kinds[n_rows % 3], (int)(n_rows / 3 % 5), n_rows % 7 == 0);
        both_ways_agree(&b);
    }
}
END_TEST

START_TEST(the_greatest_sums_fit) {
    /* Every integer of the grid at its most, in all rows: no sum of a block may overflow. */
    static const double ends[] = {0x1.fffffffffffffp0, -0x1.fffffffffffffp0, 0x1.fffffffffffffp-8,
                                  0x1.fffff8p22};
    static block b;
    for (size_t x = 0; x < 4; x++)
        for (size_t y = 0; y < 4; y++)
            for (int kind = 0; kind < 6; kind++) {
                mix(&b, NKT_I_GRAM_ROWS, (const int[COLUMNS]){0, 0, 0, 0}, 1, 1);
                for (int r = 0; r < NKT_I_GRAM_ROWS; r++) {
                    b.high[r] = b.high[2 * NKT_I_GRAM_ROWS + r] = ends[x];
                    b.high[NKT_I_GRAM_ROWS + r] = b.high[3 * NKT_I_GRAM_ROWS + r] = ends[y];
                    b.weights[r] = kind % 2 ? ends[0] : 0x1.ffffp20;
                    for (int c = 0; c < COLUMNS; c++)
                        b.low[c * NKT_I_GRAM_ROWS + r] = kind < 4 ? 0 : ends[y] * 0x1p-54;
                }
                if (kind >= 2) /* and all but one row of two columns odd */
                    b.high[0] = b.high[NKT_I_GRAM_ROWS] = 0x1p15;
                b.rows.low = kind < 4 ? NULL : b.low;
                both_ways_agree(&b);
                b.rows.weights = NULL;
                both_ways_agree(&b);
            }
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
    tcase_add_test(tcase, fast_and_plain_agree);
    tcase_add_test(tcase, every_mix_agrees_with_the_plain_way);
    tcase_add_test(tcase, every_length_agrees_with_the_plain_way);
    tcase_add_test(tcase, the_greatest_sums_fit);
    tcase_add_test(tcase, merging_in_any_order_is_the_same);
    tcase_add_test(tcase, carries_keep_the_sum);
    tcase_add_test(tcase, packing_comes_back_and_damage_is_seen);
    suite_add_tcase(suite, tcase);
    return suite;
}
