/*
 * What the tests of the areas' questions share: comparing estimates, a small source of random
 * numbers, and a table of bad calls that every question of the same shape must refuse alike.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_TESTS_AREAS_H
#define NKT_TESTS_AREAS_H

#include <check.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "data.h"
#include "nyckeltal.h"
#include "nyckeltal/classes.h"
#include "nyckeltal/composition.h"
#include "nyckeltal/gap.h"

/* ---- estimates ------------------------------------------------------------------------------------ */

static inline int same_number(double a, double b) {
    return (isnan(a) && isnan(b)) || a == b;
}

/* Equal in every member, NaN equal to NaN. */
static inline int same_estimate(const nkt_estimate *a, const nkt_estimate *b) {
    return same_number(a->value, b->value) && same_number(a->lower, b->lower) &&
           same_number(a->upper, b->upper) && same_number(a->basis, b->basis) &&
           a->state == b->state && a->flags == b->flags;
}

#define ck_assert_same(a, b, what)                                                                 \
    ck_assert_msg(same_estimate(&(a), &(b)),                                                       \
                  "%s: %.17g [%.17g, %.17g] of %.17g, state %d, flags %d, but expected %.17g "     \
                  "[%.17g, %.17g] of %.17g, state %d, flags %d",                                   \
                  what, (a).value, (a).lower, (a).upper, (a).basis, (a).state, (a).flags,          \
                  (b).value, (b).lower, (b).upper, (b).basis, (b).state, (b).flags)

/* An estimate that has no value, and why. */
static inline nkt_estimate none(int32_t state) {
    return (nkt_estimate){NAN, NAN, NAN, state == NKT_STATE_NO_DENOMINATOR ? 0 : NAN, state, 0};
}

/* What nkt_share gives for counts, or the worst of their states. */
static inline nkt_estimate share_of(double part, int part_state, double whole, int whole_state,
                                    const nkt_options *options) {
    nkt_estimate estimate;
    int state = nkt_state_worst(part_state, whole_state);
    if (state != NKT_STATE_VALUE)
        return none(state);
    nkt_share(part, whole, options, &estimate, NULL);
    return estimate;
}

static inline nkt_options descriptive(void) {
    nkt_options options = {.size = sizeof options, .mode = NKT_MODE_DESCRIPTIVE};
    return options;
}

/* ---- random numbers ---------------------------------------------------------------------------------- */

/* A whole number from 0 to n - 1, the same on every machine. */
static inline int draw(uint64_t *seed, int n) {
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (int)((*seed >> 33) % (uint64_t)n);
}

/* A state: mostly a value, now and then each kind of missing. */
static inline int32_t draw_state(uint64_t *seed) {
    static const int32_t states[] = {NKT_STATE_MISSING, NKT_STATE_NOT_APPLICABLE, NKT_STATE_SECRET};
    int which = draw(seed, 24);
    return which < 3 ? states[which] : NKT_STATE_VALUE;
}

/* ---- questions of the same shape ----------------------------------------------------------------------- */

typedef nkt_status question_function(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                                     const nkt_options *options, nkt_estimate *out,
                                     int64_t capacity, int64_t row_stride, int64_t item_stride,
                                     int32_t *codes, int64_t codes_stride, nkt_error *error);

enum { Q_ROWS = 5, Q_ITEMS = 8, Q_INPUTS = 8 };

typedef struct question {
    question_function *ask;
    int n_items, n_inputs;
    int32_t ids[Q_INPUTS];
    double good[Q_INPUTS]; /* an ordinary row, by input */
    const char *codes;     /* the name of the codes as a parameter; NULL: it has none */
} question;

typedef struct question_call {
    double values[Q_INPUTS][Q_ROWS];
    nkt_column inputs[Q_INPUTS];
    nkt_options options;
    uint64_t after_options;
    const nkt_column *inputs_at;
    int64_t n_inputs, n_rows;
    const nkt_options *options_at;
    nkt_estimate out[Q_ROWS][Q_ITEMS];
    nkt_estimate *out_at;
    int64_t capacity, row_stride, item_stride;
    int32_t codes[Q_ROWS];
    int32_t *codes_at;
    int64_t codes_stride;
} question_call;

static inline void question_good(question_call *c, const question *q) {
    memset(c, 0x5A, sizeof *c);
    for (int k = 0; k < q->n_inputs; k++) {
        for (int r = 0; r < Q_ROWS; r++)
            c->values[k][r] = q->good[k];
        c->inputs[k] = (nkt_column)NKT_ARRAY(q->ids[k], c->values[k]);
    }
    memset(&c->options, 0, sizeof c->options);
    c->options.size = sizeof c->options;
    c->inputs_at = c->inputs;
    c->n_inputs = q->n_inputs;
    c->n_rows = Q_ROWS;
    c->options_at = &c->options;
    c->out_at = c->out[0];
    c->capacity = q->n_items;
    c->row_stride = sizeof c->out[0];
    c->item_stride = sizeof c->out[0][0];
    c->codes_at = c->codes;
    c->codes_stride = sizeof c->codes[0];
}

static inline nkt_status question_ask(const question *q, question_call *c, nkt_error *error) {
    return q->ask(c->inputs_at, c->n_inputs, c->n_rows, c->options_at, c->out_at, c->capacity,
                  c->row_stride, c->item_stride, c->codes_at, c->codes_stride, error);
}

enum {
    BAD_NULL_INPUTS,
    BAD_NULL_VALUES,
    BAD_N_INPUTS,
    BAD_N_ROWS,
    BAD_TYPE,
    BAD_ID,
    BAD_NO_ID,
    BAD_DUPLICATE,
    BAD_OPTIONS_SIZE,
    BAD_OPTIONS_NEWER,
    BAD_CONFIDENCE,
    BAD_NULL_OUT,
    BAD_CAPACITY,
    BAD_CAPACITY_NEGATIVE,
    BAD_ROW_STRIDE,
    BAD_ITEM_STRIDE,
    BAD_ENDLESS_STRIDE,
    BAD_CODES_STRIDE,
    N_BAD
};

/* Spoils one thing; what is to be said of it. */
static inline nkt_status question_spoil(question_call *c, const question *q, int how,
                                        int *argument) {
    switch (how) {
    case BAD_NULL_INPUTS:
        c->inputs_at = NULL;
        *argument = 1;
        return NKT_E_NULL;
    case BAD_NULL_VALUES:
        c->inputs[1].values = NULL;
        *argument = 1;
        return NKT_E_NULL;
    case BAD_N_INPUTS:
        c->n_inputs = -1;
        *argument = 2;
        return NKT_E_COUNT;
    case BAD_N_ROWS:
        c->n_rows = INT64_MIN;
        *argument = 3;
        return NKT_E_COUNT;
    case BAD_TYPE:
        c->inputs[1].type = 15;
        *argument = 1;
        return NKT_E_TYPE;
    case BAD_ID:
        c->inputs[0].id = 4711;
        *argument = 1;
        return NKT_E_ID;
    case BAD_NO_ID:
        c->inputs[1].id = 0;
        *argument = 1;
        return NKT_E_ID;
    case BAD_DUPLICATE:
        c->inputs[1].id = c->inputs[0].id;
        *argument = 1;
        return NKT_E_DUPLICATE;
    case BAD_OPTIONS_SIZE:
        c->options.size = 0;
        *argument = 4;
        return NKT_E_OPTIONS_SIZE;
    case BAD_OPTIONS_NEWER:
        c->options.size = sizeof c->options + 8; /* what follows is not zero */
        *argument = 4;
        return NKT_E_OPTIONS_SIZE;
    case BAD_CONFIDENCE:
        c->options.confidence = 95;
        *argument = 4;
        return NKT_E_OPTION;
    case BAD_NULL_OUT:
        c->out_at = NULL;
        *argument = 5;
        return NKT_E_NULL;
    case BAD_CAPACITY:
        c->capacity = q->n_items - 1;
        *argument = 6;
        return NKT_E_CAPACITY;
    case BAD_CAPACITY_NEGATIVE:
        c->capacity = -1;
        *argument = 6;
        return NKT_E_COUNT;
    case BAD_ROW_STRIDE:
        c->row_stride = (int64_t)sizeof(nkt_estimate) * (q->n_items - 1);
        *argument = 7;
        return NKT_E_STRIDE;
    case BAD_ITEM_STRIDE:
        c->item_stride = -39;
        *argument = 7;
        return NKT_E_STRIDE;
    case BAD_ENDLESS_STRIDE:
        c->row_stride = INT64_MIN;
        *argument = 7;
        return NKT_E_SIZE;
    default:
        c->codes_stride = 3;
        *argument = 10;
        return NKT_E_STRIDE;
    }
}

/* Bad call number `how` is refused, located, and writes nothing. */
static inline void question_refuses(const question *q, int how) {
    question_call c, before;
    nkt_error error;
    int argument;
    nkt_status expected;

    if (how == BAD_CODES_STRIDE && !q->codes)
        return;
    question_good(&c, q);
    expected = question_spoil(&c, q, how, &argument);
    memcpy(&before, &c, sizeof c);
    ck_assert_int_eq(question_ask(q, &c, &error), expected);
    ck_assert_int_eq(error.status, expected);
    ck_assert_int_eq(error.argument, argument);
    ck_assert(error.message[0] != '\0');
    ck_assert_int_eq(error.row, -1);
    if (how == BAD_NULL_VALUES || how == BAD_TYPE || how == BAD_NO_ID || how == BAD_DUPLICATE)
        ck_assert_int_eq(error.item, 1);
    if (how == BAD_CODES_STRIDE)
        ck_assert(strncmp(error.message, q->codes, strlen(q->codes)) == 0);
    ck_assert_int_eq(question_ask(q, &c, NULL), expected);
    ck_assert_mem_eq(&c, &before, sizeof c);
}

/* The good call succeeds, with and without options, codes and error; and with nothing to do. */
static inline void question_accepts(const question *q) {
    question_call c, again;
    nkt_error error;

    question_good(&c, q);
    ck_assert_int_eq(question_ask(q, &c, &error), NKT_OK);
    ck_assert_str_eq(error.message, "");
    for (int r = 0; r < Q_ROWS; r++)
        for (int k = 0; k < q->n_items; k++)
            ck_assert_int_eq(c.out[r][k].state, NKT_STATE_VALUE);
    for (int r = 0; r < Q_ROWS; r++) /* and nothing beside them is touched */
        for (int k = q->n_items; k < Q_ITEMS; k++)
            for (size_t b = 0; b < sizeof c.out[r][k]; b++)
                ck_assert_int_eq(((unsigned char *)&c.out[r][k])[b], 0x5A);
    question_good(&again, q);
    again.options_at = NULL;
    again.codes_at = NULL;
    again.codes_stride = 0;
    ck_assert_int_eq(question_ask(q, &again, NULL), NKT_OK);
    for (int r = 0; r < Q_ROWS; r++)
        for (int k = 0; k < q->n_items; k++)
            ck_assert_same(again.out[r][k], c.out[r][k], "without options");
    question_good(&c, q);
    c.n_rows = 0;
    c.out_at = NULL;
    c.inputs[0].values = NULL;
    ck_assert_int_eq(question_ask(q, &c, &error), NKT_OK);
    question_good(&c, q);
    c.inputs_at = NULL;
    c.n_inputs = 0;
    ck_assert_int_eq(question_ask(q, &c, &error), NKT_OK);
    for (int r = 0; r < Q_ROWS; r++)
        for (int k = 0; k < q->n_items; k++)
            ck_assert_same(c.out[r][k], ((nkt_estimate[]){none(NKT_STATE_MISSING)})[0],
                           "without inputs");
}

/* Strides backwards, items outermost, one row: the same estimates elsewhere. */
static inline void question_follows_strides(const question *q) {
    question_call c;
    nkt_estimate turned[Q_ITEMS][Q_ROWS];
    int32_t codes[Q_ROWS];
    nkt_error error;

    question_good(&c, q);
    for (int k = 0; k < q->n_inputs; k++)
        for (int r = 0; r < Q_ROWS; r++)
            c.values[k][r] = q->good[k] * (r + 1);
    ck_assert_int_eq(question_ask(q, &c, &error), NKT_OK);
    ck_assert_int_eq(q->ask(c.inputs, c.n_inputs, Q_ROWS, NULL, &turned[0][Q_ROWS - 1], Q_ITEMS,
                            -(int64_t)sizeof turned[0][0], sizeof turned[0],
                            q->codes ? &codes[Q_ROWS - 1] : NULL, -(int64_t)sizeof codes[0],
                            &error),
                     NKT_OK);
    for (int r = 0; r < Q_ROWS; r++) {
        for (int k = 0; k < q->n_items; k++)
            ck_assert_same(turned[k][Q_ROWS - 1 - r], c.out[r][k], "turned");
        if (q->codes)
            ck_assert_int_eq(codes[Q_ROWS - 1 - r], c.codes[r]);
    }
}

/* One bad number: its row is told and invalid in every item that uses it, the others are as ever. */
static inline void question_locates(const question *q, int input) {
    static const double bad[] = {-3, INFINITY};
    static const char *const said[] = {"-3 is negative", "infinity is not finite"};
    question_call good, c;
    nkt_error error;
    char message[NKT_ERROR_MESSAGE_SIZE];

    for (int b = 0; b < 2; b++) {
        int invalid = 0;
        question_good(&good, q);
        question_ask(q, &good, NULL);
        question_good(&c, q);
        c.values[input][2] = bad[b];
        ck_assert_int_eq(question_ask(q, &c, &error), NKT_ROWS_INVALID);
        snprintf(message, sizeof message, "%s: row 2: %s", nkt_input_by_id(q->ids[input])->name,
                 said[b]);
        ck_assert_str_eq(error.message, message);
        ck_assert_int_eq(error.argument, 1);
        ck_assert_int_eq(error.item, input);
        ck_assert_int_eq(error.id, q->ids[input]);
        ck_assert_int_eq(error.row, 2);
        ck_assert_int_eq(error.rows_affected, 1);
        ck_assert_double_eq(error.value, bad[b]);
        for (int k = 0; k < q->n_items; k++)
            invalid += c.out[2][k].state == NKT_STATE_INVALID && isnan(c.out[2][k].value);
        ck_assert_int_ge(invalid, 1);
        for (int r = 0; r < Q_ROWS; r++)
            for (int k = 0; r != 2 && k < q->n_items; k++)
                ck_assert_same(c.out[r][k], good.out[r][k], "another row");
    }
}

/* Nothing but missing values, of each kind, is no error: each kind comes out again. */
static inline void question_respects_reasons(const question *q) {
    static const int32_t reasons[Q_ROWS] = {NKT_STATE_MISSING, NKT_STATE_NOT_APPLICABLE,
                                           NKT_STATE_SECRET, NKT_STATE_NO_DENOMINATOR,
                                           NKT_STATE_MISSING};
    question_call c;
    nkt_error error;

    question_good(&c, q);
    for (int k = 0; k < q->n_inputs; k++) {
        c.inputs[k].reasons = reasons;
        c.inputs[k].reasons_stride = sizeof(int32_t);
        c.inputs[k].values = NULL;
    }
    ck_assert_int_eq(question_ask(q, &c, &error), NKT_OK);
    for (int r = 0; r < Q_ROWS; r++)
        for (int k = 0; k < q->n_items; k++) {
            ck_assert_int_eq(c.out[r][k].state, reasons[r]);
            ck_assert(isnan(c.out[r][k].value));
        }
}

/* For a suite: all of the above, for `questions`, an array. */
#define QUESTION_TESTS(questions)                                                                  \
    START_TEST(bad_calls_are_refused) {                                                            \
        question_refuses(&(questions)[_i / N_BAD], _i % N_BAD);                                    \
    }                                                                                              \
    END_TEST                                                                                       \
    START_TEST(good_calls_are_answered) {                                                          \
        question_accepts(&(questions)[_i]);                                                        \
        question_follows_strides(&(questions)[_i]);                                                \
        question_respects_reasons(&(questions)[_i]);                                               \
    }                                                                                              \
    END_TEST                                                                                       \
    START_TEST(bad_rows_are_located) {                                                             \
        for (int k = 0; k < (questions)[_i].n_inputs; k++)                                         \
            question_locates(&(questions)[_i], k);                                                 \
    }                                                                                              \
    END_TEST

#define ADD_QUESTION_TESTS(tcase, questions)                                                       \
    do {                                                                                           \
        int n_ = (int)(sizeof(questions) / sizeof(questions)[0]);                                  \
        tcase_add_loop_test(tcase, bad_calls_are_refused, 0, n_ *N_BAD);                           \
        tcase_add_loop_test(tcase, good_calls_are_answered, 0, n_);                                \
        tcase_add_loop_test(tcase, bad_rows_are_located, 0, n_);                                   \
    } while (0)

#endif
