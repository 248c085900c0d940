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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data.h"
#include "nyckeltal.h"
#include "nyckeltal/classes.h"
#include "nyckeltal/composition.h"
#include "nyckeltal/gap.h"
#include "figures/views.h"

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

typedef nkt_status question_function(const nkt_table *table, const nkt_options *options,
                                     const nkt_estimates *out, const nkt_target *codes,
                                     nkt_error *error);

enum { Q_ROWS = 5, Q_ITEMS = 8, Q_INPUTS = 8 };

/* A question of the table of compositions, or one with a function of its own. */
typedef struct question {
    question_function *own; /* NULL: the composition */
    int32_t composition;
    int n_items, n_inputs;
    int32_t ids[Q_INPUTS];
    double good[Q_INPUTS]; /* an ordinary row, by input */
    const char *codes;     /* the name of the codes as a parameter; NULL: it has none */
} question;

typedef struct question_call {
    double values[Q_INPUTS][Q_ROWS];
    nkt_column inputs[Q_INPUTS];
    nkt_table table;
    const nkt_table *table_at;
    nkt_options options;
    uint64_t after_options;
    const nkt_options *options_at;
    nkt_estimate out[Q_ROWS][Q_ITEMS];
    nkt_estimates out_view;
    int32_t codes[Q_ROWS];
    nkt_target codes_target;
    const nkt_target *codes_at;
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
    c->table = (nkt_table)NKT_TABLE_OF(c->inputs, q->n_inputs, Q_ROWS);
    c->table_at = &c->table;
    c->options_at = &c->options;
    c->out_view = estimates_at(c->out[0], sizeof c->out[0], sizeof c->out[0][0]);
    c->out_view.capacity = q->n_items;
    c->codes_target = NKT_TO(c->codes);
    c->codes_at = q->codes ? &c->codes_target : NULL;
}

static inline nkt_status question_ask(const question *q, const question_call *c, nkt_error *error) {
    if (q->own)
        return q->own(c->table_at, c->options_at, &c->out_view, c->codes_at, error);
    return nkt_composition_of(c->table_at, q->composition, c->options_at, &c->out_view, c->codes_at,
                              error);
}

enum {
    BAD_NULL_TABLE,
    BAD_NULL_INPUTS,
    BAD_NULL_VALUES,
    BAD_N_INPUTS,
    BAD_N_ROWS,
    BAD_GROUPS,
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
    BAD_CODES_TYPE,
    BAD_CODES_CAPACITY,
    N_BAD
};

/* Spoils one thing; what is to be said of it. */
static inline nkt_status question_spoil(question_call *c, const question *q, int how,
                                        const char **subject) {
    switch (how) {
    case BAD_NULL_TABLE:
        c->table_at = NULL;
        *subject = "table";
        return NKT_E_NULL;
    case BAD_NULL_INPUTS:
        c->table.columns = NULL;
        *subject = "table.columns";
        return NKT_E_NULL;
    case BAD_NULL_VALUES:
        c->inputs[1].values = NULL;
        *subject = "table.columns[1]";
        return NKT_E_NULL;
    case BAD_N_INPUTS:
        c->table.n_columns = -1;
        *subject = "table.n_columns";
        return NKT_E_COUNT;
    case BAD_N_ROWS:
        c->table.rows.n_rows = INT64_MIN;
        *subject = "table.rows.n_rows";
        return NKT_E_COUNT;
    case BAD_GROUPS:
        c->table.rows.groups = &c->inputs[0];
        *subject = "table.rows.groups";
        return NKT_E_OPTION;
    case BAD_TYPE:
        c->inputs[1].type = 15;
        *subject = "table.columns[1]";
        return NKT_E_TYPE;
    case BAD_ID:
        c->inputs[0].id = 4711;
        *subject = "table.columns[0]";
        return NKT_E_ID;
    case BAD_NO_ID:
        c->inputs[1].id = 0;
        *subject = "table.columns[1]";
        return NKT_E_ID;
    case BAD_DUPLICATE:
        c->inputs[1].id = c->inputs[0].id;
        *subject = "table.columns[1]";
        return NKT_E_DUPLICATE;
    case BAD_OPTIONS_SIZE:
        c->options.size = 0;
        *subject = "options.size";
        return NKT_E_OPTIONS_SIZE;
    case BAD_OPTIONS_NEWER:
        c->options.size = sizeof c->options + 8; /* what follows is not zero */
        *subject = "options.size";
        return NKT_E_OPTIONS_SIZE;
    case BAD_CONFIDENCE:
        c->options.confidence = 95;
        *subject = "options.confidence";
        return NKT_E_OPTION;
    case BAD_NULL_OUT:
        memset(&c->out_view, 0, sizeof c->out_view);
        *subject = "out";
        return NKT_E_NULL;
    case BAD_CAPACITY:
        c->out_view.capacity = q->n_items - 1;
        *subject = "out";
        return NKT_E_CAPACITY;
    case BAD_CAPACITY_NEGATIVE:
        c->out_view.capacity = -1;
        *subject = "out";
        return NKT_E_CAPACITY;
    case BAD_ROW_STRIDE:
        c->out_view.stride = (int64_t)sizeof(nkt_estimate) * (q->n_items - 1);
        *subject = "out";
        return NKT_E_STRIDE;
    case BAD_ITEM_STRIDE:
        c->out_view.item_stride = -7;
        *subject = "out";
        return NKT_E_STRIDE;
    case BAD_ENDLESS_STRIDE:
        c->out_view.stride = INT64_MIN;
        *subject = "out";
        return NKT_E_SIZE;
    case BAD_CODES_STRIDE:
        c->codes_target.stride = 3;
        *subject = q->codes;
        return NKT_E_STRIDE;
    case BAD_CODES_TYPE:
        c->codes_target.type = NKT_UINT8;
        *subject = q->codes;
        return NKT_E_TYPE;
    default:
        c->codes_target.capacity = Q_ROWS - 1;
        *subject = q->codes;
        return NKT_E_CAPACITY;
    }
}

/* Bad call number `how` is refused, located, and writes nothing. */
static inline void question_refuses(const question *q, int how) {
    question_call c, before;
    nkt_error error;
    const char *subject;
    nkt_status expected;

    if (how >= BAD_CODES_STRIDE && !q->codes)
        return;
    question_good(&c, q);
    expected = question_spoil(&c, q, how, &subject);
    memcpy(&before, &c, sizeof c);
    ck_assert_int_eq(question_ask(q, &c, &error), expected);
    ck_assert_int_eq(error.status, expected);
    ck_assert_str_eq(error.subject, subject);
    ck_assert_int_ge(error.argument, 1);
    ck_assert_int_gt(error.reason, 0);
    ck_assert(error.message[0] != '\0');
    ck_assert_int_eq(error.row, -1);
    if (how == BAD_NULL_VALUES || how == BAD_TYPE || how == BAD_NO_ID || how == BAD_DUPLICATE)
        ck_assert_int_eq(error.item, 1);
    ck_assert_int_eq(question_ask(q, &c, NULL), expected);
    ck_assert_mem_eq(&c, &before, sizeof c);
}

/* Items that do not add up have no sums: they are not wanted rather than not written. */
static inline void question_refuses_codes(const question *q) {
    question_call c;
    nkt_error error;

    if (q->codes)
        return;
    question_good(&c, q);
    c.codes_at = &c.codes_target;
    ck_assert_int_eq(question_ask(q, &c, &error), NKT_E_OPTION);
    ck_assert_str_eq(error.subject, "sums");
    ck_assert_int_eq(error.reason, NKT_REASON_NOT_TAKEN);
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
    ck_assert_int_eq(question_ask(q, &again, NULL), NKT_OK);
    for (int r = 0; r < Q_ROWS; r++)
        for (int k = 0; k < q->n_items; k++)
            ck_assert_same(again.out[r][k], c.out[r][k], "without options");
    question_good(&c, q);
    c.table.rows.n_rows = 0;
    memset(&c.out_view, 0, sizeof c.out_view);
    c.inputs[0].values = NULL;
    ck_assert_int_eq(question_ask(q, &c, &error), NKT_OK);
}

/* What is forgotten is reported, whichever it is. */
static inline void question_misses_inputs(const question *q) {
    question_call c;
    nkt_error error;

    question_good(&c, q);
    c.table.columns = NULL;
    c.table.n_columns = 0;
    ck_assert_int_eq(question_ask(q, &c, &error), NKT_INPUTS_LACK);
    for (int r = 0; r < Q_ROWS; r++)
        for (int k = 0; k < q->n_items; k++)
            ck_assert_same(c.out[r][k], ((nkt_estimate[]){none(NKT_STATE_MISSING)})[0],
                           "without inputs");
    for (int lacking = 0; lacking < q->n_inputs; lacking++) {
        question_good(&c, q);
        c.inputs[lacking] = c.inputs[q->n_inputs - 1];
        c.table.n_columns--;
        ck_assert_int_eq(question_ask(q, &c, &error), NKT_INPUTS_LACK);
        ck_assert_int_eq(error.reason, NKT_REASON_LACKING);
        ck_assert_int_eq(error.id, q->ids[lacking]);
        ck_assert_ptr_nonnull(strstr(error.message, nkt_input_by_id(q->ids[lacking])->name));
    }
}

/* Strides backwards, items outermost; columns of a data frame; codes as int8 and as float. */
static inline void question_follows_views(const question *q) {
    question_call c;
    nkt_estimate turned[Q_ITEMS][Q_ROWS];
    double value[Q_ITEMS][Q_ROWS], lower[Q_ITEMS][Q_ROWS];
    int32_t codes[Q_ROWS], state[Q_ITEMS][Q_ROWS];
    int8_t small[Q_ROWS];
    float real[Q_ROWS];
    nkt_target small_target = NKT_TO(small), real_target = NKT_TO(real);
    const question_call *at = &c;

    question_good(&c, q);
    for (int k = 0; k < q->n_inputs; k++)
        for (int r = 0; r < Q_ROWS; r++)
            c.values[k][r] = q->good[k] * (r + 1);
    ck_assert_int_eq(question_ask(q, &c, NULL), NKT_OK);
    c.out_view =
        estimates_at(&turned[0][Q_ROWS - 1], -(int64_t)sizeof turned[0][0], sizeof turned[0]);
    c.codes_target = *TO(&codes[Q_ROWS - 1], -(int64_t)sizeof codes[0]);
    ck_assert_int_eq(question_ask(q, at, NULL), NKT_OK);
    c.out_view = (nkt_estimates){.value = value[0],
                                 .lower = lower[0],
                                 .state = state[0],
                                 .stride = sizeof value[0][0],
                                 .item_stride = sizeof value[0],
                                 .state_stride = sizeof state[0][0],
                                 .state_item_stride = sizeof state[0]};
    c.codes_target = small_target;
    ck_assert_int_eq(question_ask(q, at, NULL), NKT_OK);
    c.codes_target = real_target;
    ck_assert_int_eq(question_ask(q, at, NULL), NKT_OK);
    for (int r = 0; r < Q_ROWS; r++) {
        for (int k = 0; k < q->n_items; k++) {
            ck_assert_same(turned[k][Q_ROWS - 1 - r], c.out[r][k], "turned");
            ck_assert(same_number(value[k][r], c.out[r][k].value));
            ck_assert(same_number(lower[k][r], c.out[r][k].lower));
            ck_assert_int_eq(state[k][r], c.out[r][k].state);
        }
        if (!q->codes)
            continue;
        ck_assert_int_eq(codes[Q_ROWS - 1 - r], c.codes[r]);
        ck_assert_int_eq(small[r], c.codes[r]);
        ck_assert_float_eq(real[r], (float)c.codes[r]);
    }
}

/* Rows that are left out have nothing, and what is wrong with them is nobody's matter. */
static inline void question_leaves_out(const question *q) {
    static const int8_t include_8[Q_ROWS] = {1, 0, 1, 1, 0};
    static const double include_f[Q_ROWS] = {1, NAN, 2, -1, 0};
    const nkt_column includes[] = {NKT_ARRAY(0, include_8), NKT_ARRAY(0, include_f)};
    question_call good, c;

    question_good(&good, q);
    question_ask(q, &good, NULL);
    for (int t = 0; t < 2; t++) {
        question_good(&c, q);
        c.table.rows.include = &includes[t];
        for (int k = 0; k < q->n_inputs; k++)
            c.values[k][1] = -3;
        ck_assert_int_eq(question_ask(q, &c, NULL), NKT_OK);
        for (int r = 0; r < Q_ROWS; r++)
            for (int k = 0; k < q->n_items; k++)
                if (include_8[r])
                    ck_assert_same(c.out[r][k], good.out[r][k], "taking part");
                else
                    ck_assert_same(c.out[r][k],
                                   ((nkt_estimate[]){none(NKT_STATE_NOT_APPLICABLE)})[0],
                                   "left out");
        for (int r = 0; q->codes && r < Q_ROWS; r++)
            ck_assert_int_eq(c.codes[r], include_8[r] ? good.codes[r] : NKT_NO_CODE);
    }
}

/* The flags of a column stay with what is made of it. */
static inline void question_keeps_flags(const question *q) {
    static const int32_t flags[Q_ROWS] = {0, NKT_FLAG_PARTIAL, 0,
                                          NKT_FLAG_PARTIAL | NKT_FLAG_SERIES_BREAK, 0};
    question_call good, c;

    question_good(&good, q);
    question_ask(q, &good, NULL);
    for (int input = 0; input < q->n_inputs; input++) {
        int flagged = 0;
        question_good(&c, q);
        c.inputs[input].flags = flags;
        c.inputs[input].reasons_stride = sizeof flags[0];
        ck_assert_int_eq(question_ask(q, &c, NULL), NKT_OK);
        for (int r = 0; r < Q_ROWS; r++)
            for (int k = 0; k < q->n_items; k++) {
                const int32_t more = c.out[r][k].flags & ~good.out[r][k].flags;
                ck_assert(more == 0 || more == flags[r]);
                flagged += more != 0;
            }
        ck_assert_int_ge(flagged, 2);
    }
}

/* One bad number: its row is told and invalid in every item that uses it, the others are as ever. */
static inline void question_locates(const question *q, int input) {
    static const double bad[] = {-3, INFINITY};
    static const char *const said[] = {"-3 is negative", "infinity is no finite number"};
    static const int32_t reasons[] = {NKT_REASON_NEGATIVE, NKT_REASON_NOT_FINITE};
    question_call good, c;
    nkt_error error;
    char message[NKT_ERROR_MESSAGE_SIZE], subject[NKT_ERROR_SUBJECT_SIZE];

    for (int b = 0; b < 2; b++) {
        int invalid = 0;
        question_good(&good, q);
        question_ask(q, &good, NULL);
        question_good(&c, q);
        c.values[input][2] = bad[b];
        ck_assert_int_eq(question_ask(q, &c, &error), NKT_ROWS_INVALID);
        snprintf(message, sizeof message, "%s: row 2: %s", nkt_input_by_id(q->ids[input])->name,
                 said[b]);
        snprintf(subject, sizeof subject, "table.columns[%d]", input);
        ck_assert_str_eq(error.message, message);
        ck_assert_str_eq(error.subject, subject);
        ck_assert_int_eq(error.reason, reasons[b]);
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
        question_refuses_codes(&(questions)[_i]);                                                  \
        question_misses_inputs(&(questions)[_i]);                                                  \
        question_follows_views(&(questions)[_i]);                                                  \
        question_leaves_out(&(questions)[_i]);                                                     \
        question_keeps_flags(&(questions)[_i]);                                                    \
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
