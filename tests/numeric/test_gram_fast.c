/*
 * The exact Gram matrix: every path of the fast way against the plain one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/gram_help.h"

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

Suite *nkt_suite_gram_fast(void) {
    Suite *suite = suite_create("gram_fast");
    TCase *tcase = tcase_create("gram_fast");
    tcase_add_test(tcase, fast_and_plain_agree);
    tcase_add_test(tcase, every_mix_agrees_with_the_plain_way);
    tcase_add_test(tcase, every_length_agrees_with_the_plain_way);
    tcase_add_test(tcase, the_greatest_sums_fit);
    suite_add_tcase(suite, tcase);
    return suite;
}
