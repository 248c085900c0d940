/*
 * Compositions against a reference that goes row by row, and by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "areas_test.h"

/* ---- against a reference ------------------------------------------------------------------------------ */

enum { ROWS = 700, PARTS = 3 };

typedef struct reference_row {
    double parts[PARTS], whole;
    int32_t part_states[PARTS], whole_state;
} reference_row;

/* What the documentation says, for one row; parts and whole are whole numbers. */
static int32_t reference(const reference_row *row, int has_whole, const nkt_options *options,
                         nkt_estimate *out) {
    double sum = 0, whole = row->whole;
    int state = NKT_STATE_VALUE, whole_state = row->whole_state, applies = 0, positive = 0, above;

    for (int k = 0; k < PARTS; k++) {
        if (row->part_states[k] == NKT_STATE_NOT_APPLICABLE)
            continue;
        applies = 1;
        state = nkt_state_worst(state, row->part_states[k]);
        if (row->part_states[k] == NKT_STATE_VALUE) {
            sum += row->parts[k];
            positive |= row->parts[k] > 0;
        }
    }
    if (!applies)
        state = NKT_STATE_NOT_APPLICABLE;
    if (!has_whole) {
        whole = sum;
        whole_state = state;
    }
    above = has_whole && whole_state == NKT_STATE_VALUE && sum > whole;
    for (int k = 0; k < PARTS; k++) {
        out[k] = share_of(row->parts[k], row->part_states[k], whole, whole_state, options);
        if (above)
            out[k].flags |= NKT_FLAG_PARTS_DIFFER;
    }
    if (!has_whole) {
        out[PARTS] = none(nkt_state_worst(NKT_STATE_NOT_APPLICABLE, whole_state));
        return state == NKT_STATE_VALUE ? NKT_SUM_EQUAL : NKT_SUM_PARTS_MISSING;
    }
    out[PARTS] = share_of(above ? 0 : whole - sum, state, whole, whole_state, options);
    if (above) {
        out[PARTS].flags |= NKT_FLAG_PARTS_DIFFER;
        if (state == NKT_STATE_VALUE) {
            out[PARTS].flags |= NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR;
            out[PARTS].lower = out[PARTS].upper = NAN;
            if (whole > 0)
                out[PARTS].value = 100 * (whole - sum) / whole;
        }
    }
    if (whole_state != NKT_STATE_VALUE)
        return NKT_SUM_NONE;
    if (above)
        return NKT_SUM_ABOVE;
    if (state != NKT_STATE_VALUE)
        return NKT_SUM_PARTS_MISSING;
    if (sum == whole)
        return NKT_SUM_EQUAL;
    return positive ? NKT_SUM_BELOW : NKT_SUM_ALL_ZERO;
}

static void draw_rows(reference_row *rows, uint64_t *seed) {
    for (int r = 0; r < ROWS; r++) {
        double sum = 0;
        int zero = draw(seed, 12) == 0;
        for (int k = 0; k < PARTS; k++) {
            rows[r].parts[k] = zero ? 0 : draw(seed, 40);
            rows[r].part_states[k] = draw_state(seed);
            sum += rows[r].parts[k];
        }
        /* a whole that is the sum, more, less, or 0 */
        rows[r].whole = sum + (draw(seed, 3) == 0 ? 0 : draw(seed, 30));
        if (draw(seed, 10) == 0)
            rows[r].whole = draw(seed, 20);
        rows[r].whole_state = draw_state(seed);
    }
}

START_TEST(rows_agree_with_the_reference) {
    static reference_row rows[ROWS];
    static nkt_estimate out[ROWS][PARTS + 1];
    static int32_t sums[ROWS];
    nkt_options options = {.size = sizeof options, .minimum_basis = 12};
    nkt_column parts[PARTS], whole = NKT_FIELD(0, rows, whole);
    uint64_t seed = 1 + (uint64_t)_i;
    int seen[6] = {0};
    nkt_error error;

    draw_rows(rows, &seed);
    for (int k = 0; k < PARTS; k++) {
        parts[k] = (nkt_column)NKT_FIELD(0, rows, parts[k]);
        parts[k].reasons = &rows[0].part_states[k];
        parts[k].reasons_stride = sizeof rows[0];
    }
    whole.reasons = &rows[0].whole_state;
    whole.reasons_stride = sizeof rows[0];
    if (_i & 2)
        options.share_interval = NKT_INTERVAL_JEFFREYS;
    ck_assert_int_eq(nkt_composition(TABLE(parts, PARTS, ROWS), _i & 1 ? &whole : NULL, &options,
                                     AT(out[0], sizeof out[0], sizeof out[0][0]),
                                     TO(sums, sizeof sums[0]), &error),
                     NKT_OK);
    for (int r = 0; r < ROWS; r++) {
        nkt_estimate expected[PARTS + 1];
        int32_t code = reference(&rows[r], _i & 1, &options, expected);
        for (int k = 0; k <= PARTS; k++)
            ck_assert_same(out[r][k], expected[k], "composition");
        ck_assert_int_eq(sums[r], code);
        seen[code == NKT_SUM_NONE ? 0 : code + 1]++;
    }
    for (int code = -1; (_i & 1) && code <= NKT_SUM_ALL_ZERO; code++) /* -1: none */
        ck_assert_msg(seen[code + 1] > 0, "no row with code %d was drawn", code);
}
END_TEST

/* ---- by hand --------------------------------------------------------------------------------------------- */

/* One row of two parts. */
static nkt_status two(double a, double b, double whole, const nkt_options *options,
                      nkt_estimate *out, int32_t *sum, nkt_error *error) {
    nkt_column parts[] = {NKT_ARRAY_N(0, (&a), 0), NKT_ARRAY_N(0, (&b), 0)};
    nkt_column all = NKT_ARRAY_N(0, (&whole), 0);
    return nkt_composition(TABLE(parts, 2, 1), &all, options, &NKT_ESTIMATES_N(out, 0), TO(sum, 0),
                           error);
}

START_TEST(a_remainder_is_what_is_left) {
    nkt_estimate out[3], rest;
    int32_t sum;

    ck_assert_int_eq(two(30, 50, 100, NULL, out, &sum, NULL), NKT_OK);
    ck_assert_double_eq(out[0].value, 30);
    ck_assert_double_eq(out[1].value, 50);
    ck_assert_double_eq(out[2].value, 20);
    nkt_share(20, 100, NULL, &rest, NULL);
    ck_assert_same(out[2], rest, "remainder");
    ck_assert_int_eq(sum, NKT_SUM_BELOW);
}
END_TEST

START_TEST(no_interval_is_a_mode) {
    nkt_options options = descriptive();
    nkt_estimate out[3];
    ck_assert_int_eq(two(30, 50, 100, &options, out, NULL, NULL), NKT_OK);
    for (int k = 0; k < 3; k++) {
        ck_assert(isnan(out[k].lower) && isnan(out[k].upper));
        ck_assert_double_eq(out[k].basis, 100);
    }
}
END_TEST

START_TEST(full_time_equivalents_leave_no_dust) {
    nkt_estimate out[3];
    int32_t sum;

    /* 0.1 + 0.2 is more than 0.3 by one unit of its last place */
    ck_assert(0.1 + 0.2 > 0.3);
    ck_assert_int_eq(two(0.1, 0.2, 0.3, NULL, out, &sum, NULL), NKT_OK);
    ck_assert_double_eq(out[2].value, 0);
    ck_assert_int_eq(out[2].flags, 0);
    ck_assert_int_eq(sum, NKT_SUM_EQUAL);
    /* a part alone that is more than its whole by rounding only */
    ck_assert_int_eq(two(0.1 + 0.2, 0, 0.3, NULL, out, &sum, NULL), NKT_OK);
    ck_assert_double_eq(out[0].value, 100);
    ck_assert_int_eq(out[0].flags, 0);
    /* one person among ten million is no dust */
    ck_assert_int_eq(two(5e6, 5e6 - 1, 1e7, NULL, out, &sum, NULL), NKT_OK);
    ck_assert_double_eq_tol(out[2].value, 1e-5, 1e-18);
    ck_assert_int_eq(sum, NKT_SUM_BELOW);
}
END_TEST

START_TEST(a_missing_part_spoils_the_remainder_only) {
    nkt_estimate out[3];
    int32_t sum;

    ck_assert_int_eq(two(30, NAN, 100, NULL, out, &sum, NULL), NKT_OK);
    ck_assert_double_eq(out[0].value, 30);
    ck_assert_int_eq(out[1].state, NKT_STATE_MISSING);
    ck_assert_int_eq(out[2].state, NKT_STATE_MISSING);
    ck_assert(isnan(out[2].value));
    ck_assert_int_eq(sum, NKT_SUM_PARTS_MISSING);
    /* a contradiction shows although a part is missing */
    ck_assert_int_eq(two(130, NAN, 100, NULL, out, &sum, NULL), NKT_OK);
    ck_assert_int_eq(sum, NKT_SUM_ABOVE);
}
END_TEST

START_TEST(nobody_is_no_denominator) {
    nkt_estimate out[3];
    int32_t sum;

    ck_assert_int_eq(two(0, 0, 0, NULL, out, &sum, NULL), NKT_OK);
    for (int k = 0; k < 3; k++)
        ck_assert_int_eq(out[k].state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_int_eq(sum, NKT_SUM_EQUAL);
    ck_assert_int_eq(two(0, 1, 0, NULL, out, &sum, NULL), NKT_OK);
    ck_assert_int_eq(out[2].state, NKT_STATE_NO_DENOMINATOR);
    ck_assert_int_eq(sum, NKT_SUM_ABOVE);
}
END_TEST

START_TEST(parts_above_are_flagged_or_invalid) {
    nkt_options options = {.size = sizeof options};
    nkt_estimate out[3];
    nkt_error error;
    int32_t sum;

    ck_assert_int_eq(two(70, 50, 100, &options, out, &sum, &error), NKT_OK);
    ck_assert_double_eq(out[0].value, 70);
    ck_assert_int_eq(out[0].flags, NKT_FLAG_PARTS_DIFFER);
    ck_assert(!isnan(out[0].lower));
    ck_assert_double_eq(out[2].value, -20);
    ck_assert_int_eq(out[2].flags, NKT_FLAG_PARTS_DIFFER | NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR);
    ck_assert(isnan(out[2].lower) && isnan(out[2].upper));
    ck_assert_int_eq(sum, NKT_SUM_ABOVE);

    options.part_above_whole = NKT_PART_ABOVE_INVALID;
    ck_assert_int_eq(two(70, 50, 100, &options, out, &sum, &error), NKT_ROWS_INVALID);
    for (int k = 0; k < 3; k++) {
        ck_assert_int_eq(out[k].state, NKT_STATE_INVALID);
        ck_assert(isnan(out[k].value) && isnan(out[k].lower) && isnan(out[k].basis));
    }
    ck_assert_int_eq(sum, NKT_SUM_ABOVE);
    ck_assert_str_eq(error.message, "whole: row 0: 100 is less than its parts together");
    ck_assert_str_eq(error.subject, "whole");
    ck_assert_int_eq(error.item, -1);
    ck_assert_int_eq(error.rows_affected, 1);
    /* secret is not invalid: what is withheld stays withheld */
    ck_assert_int_eq(two(70, NAN, 60, &options, out, &sum, &error), NKT_ROWS_INVALID);
    ck_assert_int_eq(out[1].state, NKT_STATE_INVALID);
}
END_TEST

START_TEST(noise_takes_the_interval_of_the_remainder) {
    nkt_options options = {.size = sizeof options, .noise_variance = 2};
    nkt_estimate out[3];

    ck_assert_int_eq(two(30, 50, 100, &options, out, NULL, NULL), NKT_OK);
    ck_assert(!isnan(out[0].lower));
    ck_assert(isnan(out[2].lower) && isnan(out[2].upper));
    ck_assert_double_eq(out[2].value, 20);
}
END_TEST

START_TEST(a_part_that_does_not_apply_is_none) {
    double a[] = {30, 30}, b[] = {5, 5}, whole[] = {40, 40};
    int32_t of_b[] = {NKT_STATE_NOT_APPLICABLE, NKT_STATE_SECRET};
    nkt_column parts[] = {NKT_ARRAY(0, a), NKT_ARRAY(0, b)}, all = NKT_ARRAY(0, whole);
    nkt_estimate out[2][3];

    parts[1].reasons = of_b;
    parts[1].reasons_stride = sizeof(int32_t);
    ck_assert_int_eq(nkt_composition(TABLE(parts, 2, 2), &all, NULL,
                                     AT(out[0], sizeof out[0], sizeof out[0][0]), NULL, NULL),
                     NKT_OK);
    ck_assert_int_eq(out[0][1].state, NKT_STATE_NOT_APPLICABLE);
    ck_assert_double_eq(out[0][2].value, 25);
    ck_assert_double_eq(out[1][0].value, 75);
    ck_assert_int_eq(out[1][1].state, NKT_STATE_SECRET);
    ck_assert_int_eq(out[1][2].state, NKT_STATE_SECRET); /* or b would be what is left */
    ck_assert_int_eq(nkt_composition(TABLE(parts, 2, 2), NULL, NULL,
                                     AT(out[0], sizeof out[0], sizeof out[0][0]), NULL, NULL),
                     NKT_OK);
    ck_assert_double_eq(out[0][0].value, 100);
    ck_assert_int_eq(out[0][2].state, NKT_STATE_NOT_APPLICABLE);
    ck_assert_int_eq(out[1][0].state, NKT_STATE_SECRET);
}
END_TEST

START_TEST(bad_parts_are_told_by_name) {
    double a[] = {30, -1, 3}, b[] = {5, 5, INFINITY}, whole[] = {40, 40, 40};
    nkt_column parts[] = {NKT_ARRAY(0, a), NKT_ARRAY(NKT_IN_ELECTED, b)};
    nkt_column all = NKT_ARRAY(0, whole);
    nkt_estimate out[3][3];
    int32_t sums[3];
    nkt_error error;

    ck_assert_int_eq(nkt_composition(TABLE(parts, 2, 3), &all, NULL,
                                     AT(out[0], sizeof out[0], sizeof out[0][0]),
                                     TO(sums, sizeof sums[0]), &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "parts.columns[0]: row 1: -1 is negative");
    ck_assert_int_eq(error.argument, 1);
    ck_assert_int_eq(error.item, 0);
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(out[1][0].state, NKT_STATE_INVALID);
    ck_assert_double_eq(out[1][1].value, 12.5);
    ck_assert_int_eq(out[1][2].state, NKT_STATE_INVALID);
    ck_assert_int_eq(sums[1], NKT_SUM_NONE);
    a[1] = 1;
    ck_assert_int_eq(nkt_composition(TABLE(parts, 2, 3), &all, NULL,
                                     AT(out[0], sizeof out[0], sizeof out[0][0]),
                                     TO(sums, sizeof sums[0]), &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "elected: row 2: infinity is no finite number");
    b[2] = 1;
    whole[0] = -40;
    ck_assert_int_eq(nkt_composition(TABLE(parts, 2, 3), &all, NULL,
                                     AT(out[0], sizeof out[0], sizeof out[0][0]),
                                     TO(sums, sizeof sums[0]), &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "whole: row 0: -40 is negative");
    ck_assert_str_eq(error.subject, "whole");
    /* a sum that no double holds */
    a[0] = b[0] = DBL_MAX;
    whole[0] = DBL_MAX;
    ck_assert_int_eq(nkt_composition(TABLE(parts, 2, 1), &all, NULL, &NKT_ESTIMATES_ROWS(out),
                                     TO(sums, 0), &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message,
                     "parts.columns: row 0: the sum of the parts is beyond the largest number");
    ck_assert_int_eq(out[0][2].state, NKT_STATE_INVALID);
}
END_TEST

START_TEST(no_parts_leave_everything) {
    double whole[] = {40, 0};
    nkt_column all = NKT_ARRAY(0, whole);
    nkt_estimate out[2];
    int32_t sums[2];

    ck_assert_int_eq(nkt_composition(TABLE(NULL, 0, 2), &all, NULL, &NKT_ESTIMATES(out),
                                     TO(sums, sizeof sums[0]), NULL),
                     NKT_OK);
    ck_assert_double_eq(out[0].value, 100);
    ck_assert_int_eq(out[1].state, NKT_STATE_NO_DENOMINATOR);
}
END_TEST

Suite *nkt_suite_composition(void) {
    Suite *suite = suite_create("composition");
    TCase *tcase = tcase_create("composition");
    tcase_add_loop_test(tcase, rows_agree_with_the_reference, 0, 4);
    tcase_add_test(tcase, a_remainder_is_what_is_left);
    tcase_add_test(tcase, no_interval_is_a_mode);
    tcase_add_test(tcase, full_time_equivalents_leave_no_dust);
    tcase_add_test(tcase, a_missing_part_spoils_the_remainder_only);
    tcase_add_test(tcase, nobody_is_no_denominator);
    tcase_add_test(tcase, parts_above_are_flagged_or_invalid);
    tcase_add_test(tcase, noise_takes_the_interval_of_the_remainder);
    tcase_add_test(tcase, a_part_that_does_not_apply_is_none);
    tcase_add_test(tcase, bad_parts_are_told_by_name);
    tcase_add_test(tcase, no_parts_leave_everything);
    suite_add_tcase(suite, tcase);
    return suite;
}
