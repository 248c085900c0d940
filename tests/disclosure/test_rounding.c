/*
 * Rounding against its definition and its mean.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <math.h>

#include "disclosure/rounding_help.h"

static nkt_estimate again[ROWS];

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
    nkt_estimates backwards = NKT_ESTIMATES_N(&again[ROWS - 1], 0);
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
    ck_assert_str_eq(error.message, "rows.groups: row 0: -2 is no such code, the last one is 0");
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

Suite *nkt_suite_rounding(void) {
    Suite *suite = suite_create("rounding");
    TCase *tcase = tcase_create("rounding");
    tcase_add_loop_test(tcase, nearest_multiples, 0, 3);
    tcase_add_test(tcase, small_counts_only);
    tcase_add_loop_test(tcase, random_rounding_is_right_on_average, 0, 3);
    tcase_add_test(tcase, the_same_cell_is_rounded_the_same);
    tcase_add_test(tcase, bad_counts_are_reported);
    tcase_add_test(tcase, calls_are_checked);
    tcase_add_test(tcase, random_rounding_needs_a_seed);
    tcase_add_test(tcase, rows_and_columns);
    suite_add_tcase(suite, tcase);
    return suite;
}
