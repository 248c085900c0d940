/*
 * Rounding against its definition and its mean; the cell-key method against a naive one, and
 * against what noise must be.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "nyckeltal/rounding.h"

enum { ROWS = 20000 };

static nkt_error error;
static uint64_t seed = 1;
static double counts[ROWS], keys[ROWS];
static nkt_estimate out[ROWS], again[ROWS];

static int64_t draw(int64_t below) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((seed >> 33) % (uint64_t)below);
}

static double uniform(void) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(seed >> 11) * 0x1p-53;
}

static nkt_column doubles(const double *values) {
    return (nkt_column){.values = values, .stride = sizeof *values, .type = NKT_FLOAT64};
}

/* ---- to a base ------------------------------------------------------------------------------- */

START_TEST(nearest_multiples) {
    static const int64_t bases[] = {3, 5, 10};
    const int64_t base = bases[_i];
    const nkt_column c = doubles(counts);

    for (int i = 0; i < 200; i++)
        counts[i] = i / 2.0;
    ck_assert_int_eq(
        nkt_rounding_base(&c, NULL, 200, base, NKT_ROUNDING_NEAREST, 0, out, sizeof out[0], &error),
        NKT_OK);
    for (int i = 0; i < 200; i++) {
        ck_assert_double_eq(out[i].value, floor(counts[i] / (double)base + 0.5) * (double)base);
        ck_assert_double_nan(out[i].lower);
        ck_assert_double_nan(out[i].basis);
    }
}
END_TEST

/* As Statistics Norway does: 1 and 2 become 0 or 3, all else stays. */
START_TEST(small_counts_only) {
    const double wanted[] = {0, 0, 3, 3, 4, 5, 100};
    const double given[] = {0, 1, 2, 3, 4, 5, 100};
    const nkt_column c = doubles(given);

    ck_assert_int_eq(
        nkt_rounding_base(&c, NULL, 7, 3, NKT_ROUNDING_SMALL, 0, out, sizeof out[0], &error),
        NKT_OK);
    for (int i = 0; i < 7; i++)
        ck_assert_double_eq(out[i].value, wanted[i]);
    ck_assert_int_eq(nkt_rounding_base(&c, NULL, 7, 3, NKT_ROUNDING_SMALL | NKT_ROUNDING_RANDOM, 4,
                                       out, sizeof out[0], &error),
                     NKT_OK);
    for (int i = 0; i < 7; i++)
        if (given[i] == 1 || given[i] == 2)
            ck_assert(out[i].value == 0 || out[i].value == 3);
        else
            ck_assert_double_eq(out[i].value, given[i]);
}
END_TEST

START_TEST(random_rounding_is_right_on_average) {
    static const int64_t bases[] = {3, 5, 10};
    const double base = (double)bases[_i];
    const nkt_column c = doubles(counts);

    for (double count = 0; count <= 2 * base; count++) {
        const double p = fmod(count, base) / base;
        double sum = 0;
        for (int i = 0; i < ROWS; i++)
            counts[i] = count;
        ck_assert_int_eq(nkt_rounding_base(&c, NULL, ROWS, bases[_i], NKT_ROUNDING_RANDOM, 7, out,
                                           sizeof out[0], &error),
                         NKT_OK);
        for (int i = 0; i < ROWS; i++) {
            ck_assert(fmod(out[i].value, base) == 0 && fabs(out[i].value - count) < base);
            sum += out[i].value;
        }
        ck_assert(fabs(sum / ROWS - count) <= 4.5 * base * sqrt(p * (1 - p) / ROWS));
    }
}
END_TEST

START_TEST(the_same_cell_is_rounded_the_same) {
    static int64_t names[ROWS];
    static double reversed[ROWS];
    static int64_t reversed_names[ROWS];
    const nkt_column c = doubles(counts), r = doubles(reversed);
    const nkt_column n = NKT_ARRAY(0, names), rn = NKT_ARRAY(0, reversed_names);
    int differ = 0;

    for (int i = 0; i < ROWS; i++) {
        counts[i] = reversed[ROWS - 1 - i] = (double)draw(100);
        names[i] = reversed_names[ROWS - 1 - i] = draw(1 << 30) - (1 << 29);
    }
    ck_assert_int_eq(nkt_rounding_base(&c, &n, ROWS, 5, 1, 9, out, sizeof out[0], &error), NKT_OK);
    ck_assert_int_eq(nkt_rounding_base(&r, &rn, ROWS, 5, 1, 9, &again[ROWS - 1],
                                       -(int64_t)sizeof out[0], &error),
                     NKT_OK);
    for (int i = 0; i < ROWS; i++)
        ck_assert_double_eq(out[i].value, again[i].value);
    ck_assert_int_eq(nkt_rounding_base(&c, &n, ROWS, 5, 1, 10, again, sizeof out[0], &error),
                     NKT_OK);
    for (int i = 0; i < ROWS; i++)
        differ += out[i].value != again[i].value;
    ck_assert_int_gt(differ, ROWS / 5);
}
END_TEST

START_TEST(bad_counts_are_told) {
    const double given[] = {7, NAN, -1, 8, 8, INFINITY}, names[] = {1, 2, 3, NAN, 0.5, 6};
    const nkt_column c = doubles(given), n = doubles(names);
    const int32_t states[] = {0, 1, 5, 1, 5, 5};

    ck_assert_int_eq(nkt_rounding_base(&c, &n, 6, 5, 1, 0, out, sizeof out[0], &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "counts: row 2: -1 is negative");
    ck_assert_int_eq(error.rows_affected, 3);
    for (int i = 0; i < 6; i++)
        ck_assert_int_eq(out[i].state, states[i]);
}
END_TEST

/* ---- cell keys ------------------------------------------------------------------------------- */

START_TEST(keys_of_cells_are_exact_sums) {
    enum { CELLS = 50 };
    static int64_t cells[ROWS], shuffled_cells[ROWS];
    static double shuffled[ROWS];
    uint64_t sums[CELLS] = {0};
    double found[CELLS], other[CELLS];
    const nkt_column k = doubles(keys), s = doubles(shuffled);

    for (int i = 0; i < ROWS; i++) {
        const double key = uniform();
        keys[i] = draw(3) ? key : key * 1e-9;
        cells[i] = draw(CELLS + 1) - 1;
        shuffled[ROWS - 1 - i] = keys[i];
        shuffled_cells[ROWS - 1 - i] = cells[i];
        if (cells[i] >= 0)
            sums[cells[i]] += (uint64_t)(keys[i] * 0x1p53);
    }
    ck_assert_int_eq(nkt_rounding_cell_keys(&k, cells, ROWS, CELLS, found, &error), NKT_OK);
    ck_assert_int_eq(nkt_rounding_cell_keys(&s, shuffled_cells, ROWS, CELLS, other, &error),
                     NKT_OK);
    for (int c = 0; c < CELLS; c++) {
        ck_assert_double_eq(found[c], (double)(sums[c] & ((UINT64_C(1) << 53) - 1)) * 0x1p-53);
        ck_assert_double_eq(found[c], other[c]);
    }
}
END_TEST

START_TEST(bad_keys_are_told) {
    const double given[] = {0.5, 1, 0.25, NAN, 0.75, -0.1, INFINITY};
    const int64_t cells[] = {0, 1, 0, 2, 0, -1, 3};
    const nkt_column k = doubles(given);
    double found[4];

    ck_assert_int_eq(nkt_rounding_cell_keys(&k, cells, 7, 4, found, &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "record_keys: row 1: 1 is no key: 0 or more, and below 1");
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_double_eq(found[0], 0.5);
    for (int c = 1; c < 4; c++)
        ck_assert_double_nan(found[c]);
}
END_TEST

/* Changes without bias, of bounded size; small counts never become 1. */
static const nkt_noise table[] = {
    {1, -1, 2.0 / 3}, {1, 2, 1.0 / 3}, {2, -2, 1.0 / 3}, {2, 1, 2.0 / 3},
    {3, -1, 0.125},   {3, 0, 0.75},    {3, 1, 0.125},    {4, -2, 0.1},
    {4, -1, 0.2},     {4, 0, 0.4},     {4, 1, 0.2},      {4, 2, 0.1},
};
enum { LINES = sizeof table / sizeof table[0] };

static double naive(double count, double key) {
    double sum = 0;

    for (int i = 0; i < LINES; i++)
        if (table[i].count == fmin(count, 4)) {
            sum += table[i].probability;
            if (key < sum)
                return count + (double)table[i].change;
        }
    return count;
}

START_TEST(keys_pick_from_the_table) {
    const nkt_column c = doubles(counts), k = doubles(keys);
    double sum[7] = {0}, rows[7] = {0};

    for (int i = 0; i < ROWS; i++) {
        counts[i] = (double)draw(7);
        keys[i] = uniform();
    }
    ck_assert_int_eq(nkt_rounding_perturb(&c, &k, ROWS, table, LINES, out, sizeof out[0], &error),
                     NKT_OK);
    for (int i = 0; i < ROWS; i++) {
        ck_assert_double_eq(out[i].value, naive(counts[i], keys[i]));
        ck_assert_double_ge(out[i].value, 0);
        sum[(int)counts[i]] += out[i].value - counts[i];
        rows[(int)counts[i]]++;
    }
    ck_assert_double_eq(sum[0], 0);
    for (int n = 1; n < 7; n++)
        ck_assert_double_eq_tol(sum[n] / rows[n], 0, 4.5 * 1.5 / sqrt(rows[n]));
}
END_TEST

START_TEST(the_ends_of_the_table) {
    /* thirds do not sum to 1 in doubles; 0 has a line; 1 - 2^-53 is the largest key */
    const nkt_noise ends[] = {
        {0, 0, 0.9}, {0, 1, 0.1}, {1, -1, 1.0 / 3}, {1, 0, 1.0 / 3}, {1, 1, 1.0 / 3 - 1e-10},
        {1, 9, 0}};
    const double given[] = {0, 0, 1, 1, 1000, NAN, 1.5, 1},
                 own[] = {0.5, 0.95, 0, 1 - 0x1p-53, 0.5, 0.5, 0.5, NAN};
    const double wanted[] = {0, 1, 0, 2, 1000};
    const nkt_column c = doubles(given), k = doubles(own);

    ck_assert_int_eq(nkt_rounding_perturb(&c, &k, 8, ends, 6, out, sizeof out[0], &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "counts: row 6: 1.5 is no whole number below 2^53");
    for (int i = 0; i < 5; i++)
        ck_assert_double_eq(out[i].value, wanted[i]);
    ck_assert_int_eq(out[5].state, NKT_STATE_MISSING);
    ck_assert_int_eq(out[6].state, NKT_STATE_INVALID);
    ck_assert_int_eq(out[7].state, NKT_STATE_MISSING);
}
END_TEST

/* ---- refusals -------------------------------------------------------------------------------- */

static void refused(nkt_status got, nkt_status status, int argument) {
    ck_assert_int_eq(got, status);
    ck_assert_int_eq(error.argument, argument);
}

START_TEST(calls_are_checked) {
    const nkt_column c = doubles(counts);
    const int64_t wrong[] = {-2};
    nkt_column odd = c;
    double found[1];

    odd.type = 99;
#define BASE(c_, k_, n_, base_, m_, out_, s_)                                                      \
    nkt_rounding_base(c_, k_, n_, base_, m_, 1, out_, s_, &error)
    refused(BASE(NULL, NULL, 2, 3, 0, out, 40), NKT_E_NULL, 1);
    refused(BASE(&odd, NULL, 2, 3, 0, out, 40), NKT_E_TYPE, 1);
    refused(BASE(&c, &odd, 2, 3, 0, out, 40), NKT_E_TYPE, 2);
    refused(BASE(&c, NULL, -1, 3, 0, out, 40), NKT_E_COUNT, 3);
    refused(BASE(&c, NULL, 2, 1, 0, out, 40), NKT_E_DOMAIN, 4);
    refused(BASE(&c, NULL, 2, 1001, 0, out, 40), NKT_E_DOMAIN, 4);
    refused(BASE(&c, NULL, 2, 3, 4, out, 40), NKT_E_DOMAIN, 5);
    refused(BASE(&c, NULL, 2, 3, 0, NULL, 40), NKT_E_NULL, 7);
    refused(BASE(&c, NULL, 2, 3, 0, out, 0), NKT_E_STRIDE, 8);
#define CELLS_(k_, cells_, n_, m_, out_) nkt_rounding_cell_keys(k_, cells_, n_, m_, out_, &error)
    refused(CELLS_(NULL, wrong, 1, 1, found), NKT_E_NULL, 1);
    refused(CELLS_(&c, NULL, 1, 1, found), NKT_E_NULL, 2);
    refused(CELLS_(&c, wrong, 1, 1, found), NKT_E_DOMAIN, 2);
    refused(CELLS_(&c, wrong, -1, 1, found), NKT_E_COUNT, 3);
    refused(CELLS_(&c, wrong, 1, -1, found), NKT_E_COUNT, 4);
    refused(CELLS_(&c, wrong, 1, 1, NULL), NKT_E_NULL, 5);
#define PERTURB(c_, k_, n_, t_, l_, out_, s_)                                                      \
    nkt_rounding_perturb(c_, k_, n_, t_, l_, out_, s_, &error)
    refused(PERTURB(NULL, &c, 2, table, LINES, out, 40), NKT_E_NULL, 1);
    refused(PERTURB(&c, NULL, 2, table, LINES, out, 40), NKT_E_NULL, 2);
    refused(PERTURB(&c, &c, -2, table, LINES, out, 40), NKT_E_COUNT, 3);
    refused(PERTURB(&c, &c, 2, NULL, LINES, out, 40), NKT_E_NULL, 4);
    refused(PERTURB(&c, &c, 2, table, 0, out, 40), NKT_E_COUNT, 5);
    refused(PERTURB(&c, &c, 2, table, LINES, NULL, 40), NKT_E_NULL, 6);
    refused(PERTURB(&c, &c, 2, table, LINES, out, 39), NKT_E_STRIDE, 7);
}
END_TEST

START_TEST(tables_are_checked) {
    static const nkt_noise cases[][3] = {
        {{2, 0, 1}, {3, 0, 1}, {4, 0, 1}},                /* does not begin at 0 or 1 */
        {{1, 0, 1}, {3, 0, 1}, {4, 0, 1}},                /* a gap */
        {{1, 0, 0.5}, {0, 0, 1}, {1, 0, 0.5}},            /* descends */
        {{1, -2, 1}, {2, 0, 1}, {3, 0, 1}},               /* below 0 */
        {{1, 0, -0.5}, {1, 0, 1.5}, {2, 0, 1}},           /* no probability */
        {{1, 0, NAN}, {1, 0, 1}, {2, 0, 1}},              /* nor that */
        {{1, 0, 1}, {2, 0, 0.9}, {3, 0, 1}},              /* does not sum to 1 */
        {{INT64_MAX, 0, 1}, {INT64_MIN, 0, 1}, {3, 0, 1}} /* differences overflow */
    };
    const int items[] = {0, 1, 0, 0, 0, 0, 1, 0};
    const nkt_column c = doubles(counts);

    ck_assert_int_eq(nkt_rounding_perturb(&c, &c, 1, cases[_i], 3, out, 40, &error), NKT_E_DOMAIN);
    ck_assert_int_eq(error.argument, 4);
    ck_assert_int_eq(error.item, items[_i]);
}
END_TEST

Suite *nkt_suite_rounding(void) {
    Suite *suite = suite_create("rounding");
    TCase *tcase = tcase_create("rounding");
    tcase_add_loop_test(tcase, nearest_multiples, 0, 3);
    tcase_add_test(tcase, small_counts_only);
    tcase_add_loop_test(tcase, random_rounding_is_right_on_average, 0, 3);
    tcase_add_test(tcase, the_same_cell_is_rounded_the_same);
    tcase_add_test(tcase, bad_counts_are_told);
    tcase_add_test(tcase, keys_of_cells_are_exact_sums);
    tcase_add_test(tcase, bad_keys_are_told);
    tcase_add_test(tcase, keys_pick_from_the_table);
    tcase_add_test(tcase, the_ends_of_the_table);
    tcase_add_test(tcase, calls_are_checked);
    tcase_add_loop_test(tcase, tables_are_checked, 0, 8);
    suite_add_tcase(suite, tcase);
    return suite;
}
