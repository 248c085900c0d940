/*
 * Compositions against a reference that goes row by row, and the check of published shares.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>

#include "areas_test.h"

START_TEST(codes_have_names) {
    ck_assert_str_eq(nkt_code_name("sum", NKT_SUM_NONE), "none");
    ck_assert_str_eq(nkt_code_name("sum", NKT_SUM_EQUAL), "equal");
    ck_assert_str_eq(nkt_code_name("sum", NKT_SUM_BELOW), "below");
    ck_assert_str_eq(nkt_code_name("sum", NKT_SUM_ABOVE), "above");
    ck_assert_str_eq(nkt_code_name("sum", NKT_SUM_PARTS_MISSING), "parts_missing");
    ck_assert_str_eq(nkt_code_name("sum", NKT_SUM_ALL_ZERO), "all_zero");
    ck_assert_str_eq(nkt_code_name("sum", 5), "");
    ck_assert_str_eq(nkt_code_name("sum", INT32_MIN), "");
}
END_TEST

/* ---- the table ------------------------------------------------------------------------------------ */

START_TEST(the_table_can_be_read) {
    ck_assert_int_eq(nkt_composition_count(), 7);
    for (int64_t i = 0; i < nkt_composition_count(); i++) {
        const nkt_composition_entry *entry = nkt_composition_at(i);
        ck_assert_ptr_eq(nkt_composition_by_id(entry->id), entry);
        ck_assert_ptr_eq(nkt_composition_by_name(entry->name), entry);
        ck_assert(i == 0 || entry->id > nkt_composition_at(i - 1)->id);
        ck_assert_str_ne(nkt_code_name("area", entry->area), "");
        ck_assert_str_ne(entry->title_en, "");
        ck_assert_int_le(entry->n_items, NKT_COMPOSITION_MOST);
        for (int k = 0; k < NKT_COMPOSITION_MOST; k++) {
            ck_assert_int_eq(entry->items[k] != NULL, k < entry->n_items);
            ck_assert_int_eq(nkt_input_by_id(entry->inputs[k]) != NULL, k < entry->n_inputs);
        }
        if (entry->adds_up) /* parts and a remainder, of parts and a whole */
            ck_assert_int_eq(entry->n_items, entry->n_inputs);
    }
    ck_assert_ptr_null(nkt_composition_at(-1));
    ck_assert_ptr_null(nkt_composition_at(7));
    ck_assert_ptr_null(nkt_composition_by_id(0));
    ck_assert_ptr_null(nkt_composition_by_name(NULL));
    ck_assert_ptr_null(nkt_composition_by_name(""));
    ck_assert_str_eq(nkt_composition_by_id(NKT_COMPOSITION_LEFT_STATUS)
                         ->items[NKT_ITEM_LEFT_STATUS_IN_PROGRAMME],
                     "in_programme");
    ck_assert_str_eq(
        nkt_composition_by_id(NKT_COMPOSITION_RECEIVED_AGES)->items[NKT_ITEM_RECEIVED_AGE_65_PLUS],
        "65_plus");
}
END_TEST

START_TEST(a_composition_must_be_one) {
    double x[] = {1};
    const nkt_column in[] = {NKT_ARRAY(NKT_IN_RECEIVED, x)};
    nkt_estimate out[8];
    nkt_error error;

    for (int32_t id = -1; id <= 8; id++) {
        if (nkt_composition_by_id(id))
            continue;
        ck_assert_int_eq(
            nkt_composition_of(TABLE(in, 1, 1), id, NULL, &NKT_ESTIMATES(out), NULL, &error),
            NKT_E_ID);
        ck_assert_str_eq(error.subject, "composition");
        ck_assert_int_eq(error.reason, NKT_REASON_UNKNOWN_CODE);
    }
}
END_TEST

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
    nkt_column parts[] = {NKT_ARRAY(0, (&a)), NKT_ARRAY(0, (&b))};
    nkt_column all = NKT_ARRAY(0, (&whole));
    return nkt_composition(TABLE(parts, 2, 1), &all, options, &NKT_ESTIMATES(out), TO(sum, 0),
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
    ck_assert_int_eq(nkt_composition(TABLE(parts, 2, 1), &all, NULL, &NKT_ESTIMATES(out[0]),
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

/* ---- bad calls ---------------------------------------------------------------------------------------------- */

typedef struct composition_call {
    double a[4], b[4], whole[4];
    nkt_column parts[2], all;
    nkt_options options;
    uint64_t after_options;
    nkt_estimate out[4][3];
    int32_t sums[4];
} composition_call;

static nkt_estimates with_room(nkt_estimate *out, int64_t row, int64_t item, int64_t capacity) {
    nkt_estimates view = estimates_at(out, row, item);
    view.capacity = capacity;
    return view;
}

#define COMPOSE(parts_, n_, whole_, rows_, options_, out_, capacity_, row_, item_, sums_, stride_) \
    nkt_composition(TABLE(parts_, n_, rows_), whole_, options_,                                    \
                    (nkt_estimates[]){with_room(out_, row_, item_, capacity_)},                    \
                    TO(sums_, stride_), &error)

#define REFUSED(call_, status_, subject_, message_)                                                \
    do {                                                                                           \
        before = c;                                                                                \
        ck_assert_int_eq(call_, status_);                                                          \
        ck_assert_str_eq(error.subject, subject_);                                                 \
        ck_assert_str_eq(error.message, message_);                                                 \
        ck_assert_mem_eq(&c, &before, sizeof c);                                                   \
    } while (0)

START_TEST(bad_calls_are_refused) {
    static composition_call c, before;
    const int64_t row = sizeof c.out[0], item = sizeof c.out[0][0];
    nkt_error error;

    memset(&c, 0x5A, sizeof c);
    memset(&c.options, 0, sizeof c.options);
    c.options.size = sizeof c.options;
    for (int i = 0; i < 4; i++) {
        c.a[i] = c.b[i] = 1;
        c.whole[i] = 2;
    }
    c.parts[0] = (nkt_column)NKT_ARRAY(0, c.a);
    c.parts[1] = (nkt_column)NKT_ARRAY(0, c.b);
    c.all = (nkt_column)NKT_ARRAY(0, c.whole);
    REFUSED(nkt_composition(NULL, &c.all, NULL, AT(c.out[0], row, item), NULL, &error), NKT_E_NULL,
            "parts", "parts: is NULL");
    REFUSED(COMPOSE(NULL, 2, &c.all, 4, NULL, c.out[0], 3, row, item, c.sums, 4), NKT_E_NULL,
            "parts.columns", "parts.columns: is NULL");
    REFUSED(COMPOSE(c.parts, -1, &c.all, 4, NULL, c.out[0], 3, row, item, c.sums, 4), NKT_E_COUNT,
            "parts.n_columns", "parts.n_columns: -1 is negative");
    REFUSED(COMPOSE(c.parts, INT64_MAX, &c.all, 4, NULL, c.out[0], 3, row, item, c.sums, 4),
            NKT_E_COUNT, "parts.n_columns",
            "parts.n_columns: 9.22337204e+18 is more than 2147483647");
    REFUSED(COMPOSE(c.parts, 2, &c.all, -4, NULL, c.out[0], 3, row, item, c.sums, 4), NKT_E_COUNT,
            "parts.rows.n_rows", "parts.rows.n_rows: -4 is negative");
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, NULL, 3, row, item, c.sums, 4), NKT_E_NULL, "out",
            "out: is NULL");
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, c.out[0], 2, row, item, c.sums, 4), NKT_E_CAPACITY,
            "out", "out: 2 items of room in a row are too few");
    ck_assert_double_eq(error.bound, 3);
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, c.out[0], -1, row, item, c.sums, 4),
            NKT_E_CAPACITY, "out", "out: -1 items of room in a row are too few");
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, c.out[0], 3, 4, item, c.sums, 4), NKT_E_STRIDE,
            "out", "out: has strides that make elements overlap");
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, c.out[0], 3, 80, 40, c.sums, 4), NKT_E_STRIDE,
            "out", "out: has strides that make elements overlap");
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, c.out[0], 3, INT64_MAX, item, c.sums, 4),
            NKT_E_SIZE, "out", "out: has strides that reach beyond memory");
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, c.out[0], 3, row, item, c.sums, 3), NKT_E_STRIDE,
            "sums", "sums: has strides that make elements overlap");
    c.parts[1].type = 0;
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, c.out[0], 3, row, item, c.sums, 4), NKT_E_TYPE,
            "parts.columns[1]", "parts.columns[1]: 0 is no type code");
    ck_assert_int_eq(error.item, 1);
    c.parts[1].type = NKT_FLOAT64;
    c.parts[0].id = 4711;
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, c.out[0], 3, row, item, c.sums, 4), NKT_E_ID,
            "parts.columns[0]", "parts.columns[0]: 4711 is the id of no input and no figure");
    c.parts[0].id = 0;
    c.all.values = NULL;
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, NULL, c.out[0], 3, row, item, c.sums, 4), NKT_E_NULL,
            "whole", "whole: values is NULL");
    c.all.values = c.whole;
    c.options.size += 8;
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, &c.options, c.out[0], 3, row, item, c.sums, 4),
            NKT_E_OPTIONS_SIZE, "options.size",
            "options.size: 64 bytes set a field that this library does not have");
    c.options.size -= 8;
    c.options.mode = 2;
    REFUSED(COMPOSE(c.parts, 2, &c.all, 4, &c.options, c.out[0], 3, row, item, c.sums, 4),
            NKT_E_OPTION, "options.mode", "options.mode: 2 is no mode");
    c.options.mode = 0;
    ck_assert_int_eq(COMPOSE(c.parts, 2, &c.all, 4, &c.options, c.out[0], 3, row, item, c.sums, 4),
                     NKT_OK);
    ck_assert_int_eq(COMPOSE(c.parts, 2, &c.all, 0, NULL, NULL, 3, 0, 0, (int32_t *)NULL, 0),
                     NKT_OK);
}
END_TEST

/* ---- the check of shares --------------------------------------------------------------------------------------- */

static int32_t check_three(double a, double b, double c, int32_t decimals, int32_t *state) {
    nkt_column shares[] = {NKT_ARRAY(0, (&a)), NKT_ARRAY(0, (&b)), NKT_ARRAY(0, (&c))};
    int32_t sum = 99;
    ck_assert_int_ge(
        nkt_composition_check(TABLE(shares, 3, 1), decimals, TO(&sum, 0), TO(state, 0), NULL),
        NKT_OK);
    return sum;
}

START_TEST(rounding_explains_so_much) {
    int32_t state;

    ck_assert_int_eq(check_three(45, 32, 24, 0, &state), NKT_SUM_EQUAL);
    ck_assert_int_eq(state, NKT_STATE_VALUE);
    ck_assert_int_eq(check_three(45, 32, 22, 0, NULL), NKT_SUM_EQUAL);
    ck_assert_int_eq(check_three(45, 32, 25, 0, NULL), NKT_SUM_ABOVE);
    ck_assert_int_eq(check_three(45, 32, 21, 0, NULL), NKT_SUM_BELOW);
    ck_assert_int_eq(check_three(45, 32, 24, 1, NULL), NKT_SUM_ABOVE);
    /* 33.3 three times is 99.9: exactly as far as one decimal may be off is 0.15 */
    ck_assert_int_eq(check_three(33.3, 33.3, 33.3, 1, NULL), NKT_SUM_EQUAL);
    ck_assert_int_eq(check_three(33.3, 33.3, 33.3, 2, NULL), NKT_SUM_BELOW);
    ck_assert_int_eq(check_three(33.25, 33.3, 33.3, 1, NULL), NKT_SUM_EQUAL); /* the edge itself */
    ck_assert_int_eq(check_three(43.67692926, 33.36331107, 22.95975967, 8, NULL), NKT_SUM_EQUAL);
    ck_assert_int_eq(check_three(43.67692926, 33.36331107, 22.95975961, 8, NULL), NKT_SUM_BELOW);
    ck_assert_int_eq(check_three(100. / 3, 100. / 3, 100. / 3, 15, NULL), NKT_SUM_EQUAL);
}
END_TEST

START_TEST(zeros_and_gaps_are_told_apart) {
    int32_t state;

    ck_assert_int_eq(check_three(0, 0, 0, 0, &state), NKT_SUM_ALL_ZERO);
    ck_assert_int_eq(state, NKT_STATE_MISSING);
    ck_assert_int_eq(check_three(0, NAN, NAN, 0, &state), NKT_SUM_ALL_ZERO);
    ck_assert_int_eq(state, NKT_STATE_MISSING);
    ck_assert_int_eq(check_three(0, 0, 100, 0, &state), NKT_SUM_EQUAL);
    ck_assert_int_eq(check_three(NAN, 40, 60, 0, &state), NKT_SUM_PARTS_MISSING);
    ck_assert_int_eq(state, NKT_STATE_MISSING);
    ck_assert_int_eq(check_three(NAN, NAN, NAN, 0, &state), NKT_SUM_PARTS_MISSING);
    ck_assert_int_eq(check_three(NAN, 60, 60, 0, &state), NKT_SUM_ABOVE);
    ck_assert_int_eq(check_three(-1, 60, 41, 0, &state), NKT_SUM_NONE);
    ck_assert_int_eq(state, NKT_STATE_INVALID);
    ck_assert_int_eq(check_three(INFINITY, 60, 40, 0, &state), NKT_SUM_NONE);
}
END_TEST

START_TEST(reasons_are_kept) {
    double a[] = {0, 0, 40, 40}, b[] = {7, 7, 7, 7}, c[] = {0, 0, 60, 50};
    int32_t of_b[] = {NKT_STATE_SECRET, NKT_STATE_MISSING, NKT_STATE_NOT_APPLICABLE,
                      NKT_STATE_NOT_APPLICABLE};
    nkt_column shares[] = {NKT_ARRAY(0, a), NKT_ARRAY(0, b), NKT_ARRAY(0, c)};
    int32_t sums[4];
    int32_t states[8];

    shares[1].reasons = of_b;
    shares[1].reasons_stride = sizeof(int32_t);
    memset(states, 9, sizeof states);
    ck_assert_int_eq(nkt_composition_check(TABLE(shares, 3, 4), 0, TO(sums, sizeof sums[0]),
                                           TO(states, 8), NULL),
                     NKT_OK);
    ck_assert_int_eq(sums[0], NKT_SUM_PARTS_MISSING); /* zeros beside a secret may be true zeros */
    ck_assert_int_eq(states[0], NKT_STATE_SECRET);
    ck_assert_int_eq(sums[1], NKT_SUM_ALL_ZERO);
    ck_assert_int_eq(states[2], NKT_STATE_MISSING);
    ck_assert_int_eq(sums[2], NKT_SUM_EQUAL);
    ck_assert_int_eq(states[4], NKT_STATE_NOT_APPLICABLE);
    ck_assert_int_eq(sums[3], NKT_SUM_BELOW);
    ck_assert_int_eq(states[1], 0x09090909);
}
END_TEST

START_TEST(bad_checks_are_refused) {
    struct {
        double a[2];
        nkt_column share;
        int32_t sums[2];
        int32_t states[2];
    } c, before;
    nkt_error error;

    memset(&c, 0x5A, sizeof c);
    c.a[0] = c.a[1] = 100;
    c.share = (nkt_column)NKT_ARRAY(0, c.a);
#define CHECK(shares_, n_, rows_, decimals_, sums_, stride_, states_, stride_2_)                   \
    nkt_composition_check(TABLE(shares_, n_, rows_), decimals_, TO(sums_, stride_),                \
                          TO(states_, stride_2_), &error)
    REFUSED(nkt_composition_check(NULL, 0, TO(c.sums, 4), NULL, &error), NKT_E_NULL, "shares",
            "shares: is NULL");
    REFUSED(CHECK(NULL, 1, 2, 0, c.sums, 4, c.states, 4), NKT_E_NULL, "shares.columns",
            "shares.columns: is NULL");
    REFUSED(CHECK(&c.share, 0, 2, 0, c.sums, 4, c.states, 4), NKT_E_COUNT, "shares.n_columns",
            "shares.n_columns: 0 is less than 1");
    REFUSED(CHECK(&c.share, -5, 2, 0, c.sums, 4, c.states, 4), NKT_E_COUNT, "shares.n_columns",
            "shares.n_columns: -5 is negative");
    REFUSED(CHECK(&c.share, INT64_MAX, 2, 0, c.sums, 4, c.states, 4), NKT_E_COUNT,
            "shares.n_columns", "shares.n_columns: 9.22337204e+18 is more than 2147483647");
    REFUSED(CHECK(&c.share, 1, -2, 0, c.sums, 4, c.states, 4), NKT_E_COUNT, "shares.rows.n_rows",
            "shares.rows.n_rows: -2 is negative");
    REFUSED(CHECK(&c.share, 1, 2, -1, c.sums, 4, c.states, 4), NKT_E_DOMAIN, "decimals",
            "decimals: -1 is not within 0 and 15");
    REFUSED(CHECK(&c.share, 1, 2, 16, c.sums, 4, c.states, 4), NKT_E_DOMAIN, "decimals",
            "decimals: 16 is not within 0 and 15");
    REFUSED(CHECK(&c.share, 1, 2, 0, (int32_t *)NULL, 4, c.states, 4), NKT_E_NULL, "sums",
            "sums: is NULL");
    REFUSED(CHECK(&c.share, 1, 2, 0, c.sums, 2, c.states, 4), NKT_E_STRIDE, "sums",
            "sums: has strides that make elements overlap");
    REFUSED(CHECK(&c.share, 1, 2, 0, c.sums, 4, c.states, 3), NKT_E_STRIDE, "states",
            "states: has strides that make elements overlap");
    c.share.type = -1;
    REFUSED(CHECK(&c.share, 1, 2, 0, c.sums, 4, c.states, 4), NKT_E_TYPE, "shares.columns[0]",
            "shares.columns[0]: -1 is no type code");
    c.share.type = NKT_FLOAT64;
    c.share.id = 4711;
    REFUSED(CHECK(&c.share, 1, 2, 0, c.sums, 4, c.states, 4), NKT_E_ID, "shares.columns[0]",
            "shares.columns[0]: 4711 is the id of no input and no figure");
    c.share.id = NKT_SFI_PASSED_SHARE;
    ck_assert_int_eq(CHECK(&c.share, 1, 2, 0, c.sums, 4, (int32_t *)NULL, 0), NKT_OK);
    c.a[1] = -4;
    ck_assert_int_eq(CHECK(&c.share, 1, 2, 0, c.sums, 4, (int32_t *)NULL, 0), NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "sfi_passed_share: row 1: -4 is negative");
}
END_TEST

Suite *nkt_suite_composition(void) {
    Suite *suite = suite_create("composition");
    TCase *tcase = tcase_create("composition");
    tcase_add_test(tcase, codes_have_names);
    tcase_add_test(tcase, the_table_can_be_read);
    tcase_add_test(tcase, a_composition_must_be_one);
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
    tcase_add_test(tcase, bad_calls_are_refused);
    tcase_add_test(tcase, rounding_explains_so_much);
    tcase_add_test(tcase, zeros_and_gaps_are_told_apart);
    tcase_add_test(tcase, reasons_are_kept);
    tcase_add_test(tcase, bad_checks_are_refused);
    suite_add_tcase(suite, tcase);
    return suite;
}
