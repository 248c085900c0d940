/*
 * The cell-key method against a naive one, and against what noise must be.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "disclosure/rounding_help.h"

static double keys[ROWS];

static double uniform(void) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(seed >> 11) * 0x1p-53;
}

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
    ck_assert_str_eq(error.message, "counts: row 6: 1.5 is no whole number");
    for (int i = 0; i < 5; i++)
        ck_assert_double_eq(out[i].value, wanted[i]);
    ck_assert_int_eq(out[5].state, NKT_STATE_MISSING);
    ck_assert_int_eq(out[6].state, NKT_STATE_INVALID);
    ck_assert_int_eq(out[7].state, NKT_STATE_MISSING);
}
END_TEST

/* ---- refusals -------------------------------------------------------------------------------- */

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

Suite *nkt_suite_cell_keys(void) {
    Suite *suite = suite_create("cell_keys");
    TCase *tcase = tcase_create("cell_keys");
    tcase_add_test(tcase, keys_of_cells_are_exact_sums);
    tcase_add_test(tcase, bad_keys_are_reported);
    tcase_add_test(tcase, keys_pick_from_the_table);
    tcase_add_test(tcase, the_ends_of_the_table);
    tcase_add_test(tcase, records_of_any_type);
    tcase_add_loop_test(tcase, tables_are_checked, 0, 8);
    suite_add_tcase(suite, tcase);
    return suite;
}
