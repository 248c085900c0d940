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

#define ROWS_OF(n) (&(nkt_rows)NKT_ROWS(n))

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

static nkt_status rounded(const nkt_column *c, const nkt_column *k, int64_t n, int64_t base,
                          int32_t method, int32_t which, uint64_t with, const nkt_estimates *to) {
    const nkt_rounding_options o = {sizeof o, (int32_t)base, method, which, with};

    return nkt_rounding_base(c, k, ROWS_OF(n), &o, to, &error);
}

/* ---- to a base ------------------------------------------------------------------------------- */

START_TEST(nearest_multiples) {
    static const int64_t bases[] = {3, 5, 10};
    const int64_t base = bases[_i];
    const nkt_column c = doubles(counts);

    for (int i = 0; i < 200; i++)
        counts[i] = i / 2.0;
    ck_assert_int_eq(
        rounded(&c, NULL, 200, base, NKT_ROUNDING_NEAREST, NKT_ROUNDED_ALL, 0, &NKT_ESTIMATES(out)),
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
        rounded(&c, NULL, 7, 3, NKT_ROUNDING_NEAREST, NKT_ROUNDED_SMALL, 0, &NKT_ESTIMATES(out)),
        NKT_OK);
    for (int i = 0; i < 7; i++)
        ck_assert_double_eq(out[i].value, wanted[i]);
    ck_assert_int_eq(
        rounded(&c, NULL, 7, 3, NKT_ROUNDING_RANDOM, NKT_ROUNDED_SMALL, 4, &NKT_ESTIMATES(out)),
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
        ck_assert_int_eq(rounded(&c, NULL, ROWS, bases[_i], NKT_ROUNDING_RANDOM, NKT_ROUNDED_ALL, 7,
                                 &NKT_ESTIMATES(out)),
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
    nkt_estimates backwards = NKT_ESTIMATES(&again[ROWS - 1]);
    int differ = 0;

    backwards.stride = backwards.state_stride = -(int64_t)sizeof out[0];

    for (int i = 0; i < ROWS; i++) {
        counts[i] = reversed[ROWS - 1 - i] = (double)draw(100);
        names[i] = reversed_names[ROWS - 1 - i] = draw(1 << 30) - (1 << 29);
    }
    ck_assert_int_eq(rounded(&c, &n, ROWS, 5, 1, 0, 9, &NKT_ESTIMATES(out)), NKT_OK);
    ck_assert_int_eq(rounded(&r, &rn, ROWS, 5, 1, 0, 9, &backwards), NKT_OK);
    for (int i = 0; i < ROWS; i++)
        ck_assert_double_eq(out[i].value, again[i].value);
    ck_assert_int_eq(rounded(&c, &n, ROWS, 5, 1, 0, 10, &NKT_ESTIMATES(again)), NKT_OK);
    for (int i = 0; i < ROWS; i++)
        differ += out[i].value != again[i].value;
    ck_assert_int_gt(differ, ROWS / 5);
}
END_TEST

START_TEST(bad_counts_are_reported) {
    const double given[] = {7, NAN, -1, 8, 8, INFINITY}, names[] = {1, 2, 3, NAN, 0.5, 6};
    const nkt_column c = doubles(given), n = doubles(names);
    const int32_t states[] = {0, 1, 5, 1, 5, 5};

    ck_assert_int_eq(rounded(&c, &n, 6, 5, 1, 0, 1, &NKT_ESTIMATES(out)), NKT_ROWS_INVALID);
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
    const nkt_column of_rows = NKT_ARRAY(0, cells), of_shuffled = NKT_ARRAY(0, shuffled_cells);
    nkt_rows rows = {.groups = &of_rows, .n_rows = ROWS, .n_groups = CELLS};

    for (int i = 0; i < ROWS; i++) {
        const double key = uniform();
        keys[i] = draw(3) ? key : key * 1e-9;
        cells[i] = draw(CELLS + 1) - 1;
        shuffled[ROWS - 1 - i] = keys[i];
        shuffled_cells[ROWS - 1 - i] = cells[i];
        if (cells[i] >= 0)
            sums[cells[i]] += (uint64_t)(keys[i] * 0x1p53);
    }
    ck_assert_int_eq(nkt_rounding_cell_keys(&k, &rows, &NKT_TO(found), &error), NKT_OK);
    rows.groups = &of_shuffled;
    ck_assert_int_eq(nkt_rounding_cell_keys(&s, &rows, &NKT_TO(other), &error), NKT_OK);
    for (int c = 0; c < CELLS; c++) {
        ck_assert_double_eq(found[c], (double)(sums[c] & ((UINT64_C(1) << 53) - 1)) * 0x1p-53);
        ck_assert_double_eq(found[c], other[c]);
    }
}
END_TEST

START_TEST(bad_keys_are_reported) {
    const double given[] = {0.5, 1, 0.25, NAN, 0.75, -0.1, INFINITY};
    const int64_t cells[] = {0, 1, 0, 2, 0, -1, 3};
    const nkt_column k = doubles(given), groups = NKT_ARRAY(0, cells);
    const nkt_rows rows = {.groups = &groups, .n_rows = 7, .n_groups = 4};
    double found[4];

    ck_assert_int_eq(nkt_rounding_cell_keys(&k, &rows, &NKT_TO(found), &error), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "record_keys: row 1: 1 is no key: 0 or more, and below 1");
    ck_assert_int_eq(error.rows_affected, 3);
    ck_assert_double_eq(found[0], 0.5);
    for (int c = 1; c < 4; c++)
        ck_assert_double_nan(found[c]);
}
END_TEST

/* Changes without bias, of bounded size; small counts never become 1. */
static const nkt_noise noise[] = {
    {1, -1, 2.0 / 3}, {1, 2, 1.0 / 3}, {2, -2, 1.0 / 3}, {2, 1, 2.0 / 3},
    {3, -1, 0.125},   {3, 0, 0.75},    {3, 1, 0.125},    {4, -2, 0.1},
    {4, -1, 0.2},     {4, 0, 0.4},     {4, 1, 0.2},      {4, 2, 0.1},
};
enum { LINES = sizeof noise / sizeof noise[0] };

static double naive(double count, double key) {
    double sum = 0;

    for (int i = 0; i < LINES; i++)
        if (noise[i].count == fmin(count, 4)) {
            sum += noise[i].probability;
            if (key < sum)
                return count + (double)noise[i].change;
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
    ck_assert_int_eq(
        nkt_rounding_perturb(&c, &k, ROWS_OF(ROWS), noise, LINES, &NKT_ESTIMATES(out), &error),
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

    ck_assert_int_eq(nkt_rounding_perturb(&c, &k, ROWS_OF(8), ends, 6, &NKT_ESTIMATES(out), &error),
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
    const int64_t none[] = {-2, 0};
    const nkt_column groups = NKT_ARRAY(0, none);
    nkt_rows cells = {.groups = &groups, .n_rows = 1, .n_groups = 1};
    nkt_rounding_options o = {.size = 3};
    const nkt_estimates to = NKT_ESTIMATES(out);
    nkt_estimates overlapping = to;
    nkt_column odd = c;
    double found[1];
    float narrow[1];

    odd.type = 99;
    overlapping.stride = 4;
    out[0].value = 4711;
#define BASE(c_, k_, n_, base_, m_, out_) rounded(c_, k_, n_, base_, m_, 0, 1, out_)
    refused(BASE(NULL, NULL, 2, 3, 0, &to), NKT_E_NULL, 1);
    refused(BASE(&odd, NULL, 2, 3, 0, &to), NKT_E_TYPE, 1);
    refused(BASE(&c, &odd, 2, 3, 0, &to), NKT_E_TYPE, 2);
    refused(BASE(&c, NULL, -1, 3, 0, &to), NKT_E_COUNT, 3);
    refused(BASE(&c, NULL, 2, 1, 0, &to), NKT_E_OPTION, 4);
    ck_assert_str_eq(error.message, "options.base: 1 is not within 2 and 1000");
    refused(BASE(&c, NULL, 2, 1001, 0, &to), NKT_E_OPTION, 4);
    refused(BASE(&c, NULL, 2, 3, 4, &to), NKT_E_OPTION, 4);
    ck_assert_str_eq(error.subject, "options.method");
    refused(rounded(&c, NULL, 2, 3, 0, 2, 1, &to), NKT_E_OPTION, 4);
    refused(nkt_rounding_base(&c, NULL, ROWS_OF(2), &o, &to, &error), NKT_E_OPTIONS_SIZE, 4);
    refused(nkt_rounding_base(&c, NULL, &cells, NULL, &to, &error), NKT_E_OPTION, 3);
    refused(BASE(&c, NULL, 2, 3, 0, NULL), NKT_E_NULL, 5);
    refused(BASE(&c, NULL, 2, 3, 0, &overlapping), NKT_E_STRIDE, 5);
#define CELLS_(k_, rows_, out_) nkt_rounding_cell_keys(k_, rows_, out_, &error)
    refused(CELLS_(NULL, &cells, &NKT_TO(found)), NKT_E_NULL, 1);
    refused(CELLS_(&c, NULL, &NKT_TO(found)), NKT_E_NULL, 2);
    cells.n_rows = -1;
    refused(CELLS_(&c, &cells, &NKT_TO(found)), NKT_E_COUNT, 2);
    cells.n_rows = 1;
    cells.n_groups = -1;
    refused(CELLS_(&c, &cells, &NKT_TO(found)), NKT_E_COUNT, 2);
    cells.n_groups = 1;
    refused(CELLS_(&c, &cells, NULL), NKT_E_NULL, 3);
    refused(CELLS_(&c, &cells, &NKT_TO(narrow)), NKT_E_TYPE, 3);
    /* a number that is no cell is bad data of its row */
    counts[0] = 0.25;
    refused(CELLS_(&c, &cells, &NKT_TO(found)), NKT_ROWS_INVALID, 2);
    ck_assert_str_eq(error.message, "rows.groups: row 0: -2 is no such code");
    ck_assert_double_eq(found[0], 0);
#define PERTURB(c_, k_, n_, t_, l_, out_)                                                          \
    nkt_rounding_perturb(c_, k_, ROWS_OF(n_), t_, l_, out_, &error)
    refused(PERTURB(NULL, &c, 2, noise, LINES, &to), NKT_E_NULL, 1);
    refused(PERTURB(&c, NULL, 2, noise, LINES, &to), NKT_E_NULL, 2);
    refused(PERTURB(&c, &c, -2, noise, LINES, &to), NKT_E_COUNT, 3);
    refused(PERTURB(&c, &c, 2, NULL, LINES, &to), NKT_E_NULL, 4);
    refused(PERTURB(&c, &c, 2, noise, 0, &to), NKT_E_COUNT, 5);
    refused(PERTURB(&c, &c, 2, noise, LINES, NULL), NKT_E_NULL, 6);
    refused(PERTURB(&c, &c, 2, noise, LINES, &overlapping), NKT_E_STRIDE, 6);
    ck_assert_double_eq(out[0].value, 4711);
    ck_assert_int_eq(nkt_rounding_base(NULL, NULL, NULL, NULL, NULL, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_rounding_cell_keys(NULL, NULL, NULL, NULL), NKT_E_NULL);
    ck_assert_int_eq(nkt_rounding_perturb(NULL, NULL, NULL, NULL, 0, NULL, NULL), NKT_E_NULL);
}
END_TEST

/* A seed that was left out is known to everybody who reads this. */
START_TEST(random_rounding_needs_a_seed) {
    const nkt_column c = doubles(counts);

    refused(rounded(&c, NULL, 2, 3, NKT_ROUNDING_RANDOM, 0, 0, &NKT_ESTIMATES(out)), NKT_E_OPTION,
            4);
    ck_assert_str_eq(error.subject, "options.seed");
    ck_assert_int_eq(error.reason, NKT_REASON_LACKING);
    ck_assert_int_eq(rounded(&c, NULL, 2, 3, NKT_ROUNDING_NEAREST, 0, 0, &NKT_ESTIMATES(out)),
                     NKT_OK);
}
END_TEST

/* The defaults, columns as outputs, rows that are left out, and flags that stay. */
START_TEST(rows_and_columns) {
    const double given[] = {7, 8, 2, NAN};
    const int8_t taken[] = {1, 0, 1, 1};
    const int32_t reasons[] = {0, 0, 0, NKT_STATE_SECRET}, marks[] = {NKT_FLAG_PARTIAL, 0, 0, 0};
    const double own[] = {0.1, 0.1, 0.9, 0.1};
    const nkt_column c = {.values = given,
                          .reasons = reasons,
                          .flags = marks,
                          .stride = sizeof *given,
                          .reasons_stride = sizeof *reasons,
                          .type = NKT_FLOAT64};
    const nkt_column k = doubles(own), include = NKT_ARRAY(0, taken);
    const nkt_rows rows = {.include = &include, .n_rows = 4};
    double values[4];
    int32_t states[4], flags[4];
    const nkt_estimates to = {.value = values, .state = states, .flags = flags};

    ck_assert_int_eq(nkt_rounding_base(&c, NULL, &rows, NULL, &to, &error), NKT_OK);
    ck_assert(values[0] == 6 && values[2] == 3);
    ck_assert(flags[0] == NKT_FLAG_PARTIAL && flags[2] == 0);
    ck_assert_int_eq(states[1], NKT_STATE_NOT_APPLICABLE);
    ck_assert_int_eq(states[3], NKT_STATE_SECRET);
    ck_assert_double_nan(values[1]);
    ck_assert_int_eq(nkt_rounding_perturb(&c, &k, &rows, noise, LINES, &to, &error), NKT_OK);
    ck_assert(values[0] == 6 && values[2] == 3);
    ck_assert_int_eq(flags[0], NKT_FLAG_PARTIAL);
    ck_assert_int_eq(states[1], NKT_STATE_NOT_APPLICABLE);
    ck_assert_int_eq(states[3], NKT_STATE_SECRET);
}
END_TEST

/* Records in cells of other types, and some that are left out. */
START_TEST(records_of_any_type) {
    const double given[] = {0.5, 0.75, 0.25, 7};
    const int8_t narrow[] = {0, 1, 0, 0}, taken[] = {1, 1, 1, 0};
    const int32_t factor[] = {1, 2, 1, INT32_MIN};
    const nkt_column k = doubles(given), groups = NKT_ARRAY(0, narrow);
    const nkt_column of_r = {.values = factor, .stride = 4, .type = NKT_INT32_R};
    const nkt_column include = NKT_ARRAY(0, taken);
    nkt_rows rows = {.include = &include, .groups = &groups, .n_rows = 4, .n_groups = 2};
    struct {
        int32_t id;
        double key;
    } cells[2];

    for (int pass = 0; pass < 2; pass++) {
        ck_assert_int_eq(nkt_rounding_cell_keys(&k, &rows, &NKT_TO_FIELD(cells, key), &error),
                         NKT_OK);
        ck_assert(cells[0].key == 0.75 && cells[1].key == 0.75);
        rows = (nkt_rows){.groups = &of_r, .n_rows = 4, .n_groups = 2, .first_group = 1};
    }
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

    ck_assert_int_eq(
        nkt_rounding_perturb(&c, &c, ROWS_OF(1), cases[_i], 3, &NKT_ESTIMATES(out), &error),
        NKT_E_DOMAIN);
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
    tcase_add_test(tcase, bad_counts_are_reported);
    tcase_add_test(tcase, keys_of_cells_are_exact_sums);
    tcase_add_test(tcase, bad_keys_are_reported);
    tcase_add_test(tcase, keys_pick_from_the_table);
    tcase_add_test(tcase, the_ends_of_the_table);
    tcase_add_test(tcase, calls_are_checked);
    tcase_add_test(tcase, random_rounding_needs_a_seed);
    tcase_add_test(tcase, rows_and_columns);
    tcase_add_test(tcase, records_of_any_type);
    tcase_add_loop_test(tcase, tables_are_checked, 0, 8);
    suite_add_tcase(suite, tcase);
    return suite;
}
