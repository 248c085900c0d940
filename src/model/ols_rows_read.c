/*
 * The caller's design: checked, then read block by block, each row judged, powers formed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

#define ROWS NKT_I_OLS_ROWS

/* ---- checks without values ------------------------------------------------------------------------ */

static void check_terms(nkt_i_call *call, const nkt_design *design, const nkt_i_ols_shape *shape) {
    nkt_i_fault fault = NKT_I_AT("design.n_terms");

    nkt_i_count(call, "design.n_terms", design->n_terms, 0, NKT_OLS_TERMS_MAX);
    if (shape && design->n_terms != shape->n_terms) {
        fault.value = (double)design->n_terms;
        fault.bound = (double)shape->n_terms;
        nkt_i_refuse(call, NKT_E_COUNT, NKT_REASON_OTHER_SHAPE, fault,
                     "is not what the model was made for");
    }
    nkt_i_columns(call, "design.terms", design->terms, "design.n_terms", design->n_terms,
                  NKT_OLS_TERMS_MAX, design->rows.n_rows);
}

void nkt_i_ols_design_check(nkt_i_call *call, const nkt_design *design,
                            const nkt_i_ols_shape *shape, int takes) {
    nkt_i_needed(call, "design", design);
    if (nkt_i_call_refused(call))
        return;
    nkt_i_rows_check(call, "design.rows", &design->rows, NKT_I_WITHOUT_GROUPS);
    if (takes & NKT_I_OLS_RESPONSE)
        nkt_i_column_needed(call, "design.response", design->response, design->rows.n_rows);
    else
        nkt_i_not_taken(call, "design.response", design->response);
    check_terms(call, design, shape);
    nkt_i_column_optional(call, "design.weight", design->weight, design->rows.n_rows);
    if (takes & NKT_I_OLS_CLUSTER) {
        if (!design->cluster)
            nkt_i_refuse_path(call, NKT_E_NULL, NKT_REASON_NULL, "design.cluster",
                              "is NULL, and this covariance is by cluster");
        nkt_i_column_optional(call, "design.cluster", design->cluster, design->rows.n_rows);
    } else
        nkt_i_not_taken(call, "design.cluster", design->cluster);
    nkt_i_not_taken(call, "design.size", design->size);
    nkt_i_not_taken(call, "design.reserved", design->reserved);
}

/* ---- blocks ------------------------------------------------------------------------------------------- */

/* Where a column stands in the design. */
typedef struct source {
    const nkt_column *column;
    const char *path;
    int32_t item;
    int64_t first, count; /* rows */
    nkt_i_call *call;     /* NULL: bad data is not noted */
} source;

/* Notes row r of the block for what is wrong with this column. */
static void note(const source *s, int64_t r, int32_t reason) {
    if (s->call)
        nkt_i_bad_element(s->call, s->path, s->item, NULL, s->column, s->first + r, reason);
}

/*
 * Reads a column into to[]; rows that are not excluded are marked missing or invalid where it is.
 * known: cleared where there is no value.
 */
static void read(const source *s, double *to, int8_t *known, nkt_i_ols_block *block) {
    int8_t states[ROWS], odd = 0;

    nkt_i_column_load(s->column, s->first, s->count, to, states);
    for (int64_t r = 0; r < s->count; r++)
        odd |= states[r];
    for (int64_t r = 0; odd && r < s->count; r++) {
        if (states[r] == NKT_STATE_VALUE)
            continue;
        known[r] = 0;
        to[r] = NAN;
        if (block->use[r] == NKT_USE_NOT_INCLUDED)
            continue;
        if (states[r] == NKT_STATE_INVALID) {
            note(s, r, NKT_REASON_NOT_FINITE);
            block->use[r] = NKT_USE_INVALID;
        } else if (block->use[r] != NKT_USE_INVALID) {
            block->use[r] = NKT_USE_MISSING;
        }
    }
}

static void read_include(const source *s, nkt_i_ols_block *block) {
    double values[ROWS];
    int8_t states[ROWS];

    if (!s->column)
        return;
    nkt_i_column_load(s->column, s->first, s->count, values, states);
    for (int64_t r = 0; r < s->count; r++) {
        if (states[r] == NKT_STATE_INVALID)
            note(s, r, NKT_REASON_NOT_FINITE);
        if (states[r] != NKT_STATE_VALUE || values[r] == 0)
            block->use[r] = NKT_USE_NOT_INCLUDED;
    }
}

/* The most that a row may occur: what is counted stays far below 2^63. */
#define MOST_TIMES 0x1p32

/* Weights that say how often a row occurs. */
static void read_times(const source *s, nkt_i_ols_block *block) {
    for (int64_t r = 0; r < s->count; r++) {
        const double times = block->weights[r];
        const int is_whole = times == floor(times);
        block->weights[r] = 1;
        if (block->use[r] != NKT_USE_USED)
            continue;
        block->times[r] = times;
        if (is_whole && times <= MOST_TIMES)
            continue;
        note(s, r, is_whole ? NKT_REASON_TOO_LARGE : NKT_REASON_NOT_WHOLE);
        block->use[r] = NKT_USE_INVALID;
    }
}

static void read_weight(const source *s, nkt_i_ols_block *block, int64_t meaning) {
    int8_t known[ROWS];

    for (int64_t r = 0; r < s->count; r++)
        block->weights[r] = block->times[r] = 1;
    if (!s->column)
        return;
    read(s, block->weights, known, block);
    for (int64_t r = 0; r < s->count; r++) {
        if (block->weights[r] < 0 && block->use[r] != NKT_USE_NOT_INCLUDED) {
            note(s, r, NKT_REASON_NEGATIVE);
            block->use[r] = NKT_USE_INVALID;
        }
        if (block->weights[r] == 0 && block->use[r] == NKT_USE_USED)
            block->use[r] = NKT_USE_ZERO_WEIGHT;
    }
    if (meaning == NKT_OLS_WEIGHTS_FREQUENCY)
        read_times(s, block);
}

/* A power that is no number makes the row bad. */
static void refuse_power(const source *s, int64_t r, nkt_i_ols_block *block) {
    block->terms_known[r] = 0;
    if (block->use[r] == NKT_USE_NOT_INCLUDED)
        return;
    note(s, r, NKT_REASON_OVERFLOW);
    block->use[r] = NKT_USE_INVALID;
}

/* The powers 2 ... degree of one column, from wide numbers, so each is off by at most 2^-106. */
static void form_powers(const source *s, int64_t column, int64_t degree, nkt_i_ols_block *block) {
    const double *from = block->high + column * ROWS;

    for (int64_t r = 0; r < s->count; r++) {
        const int known = block->terms_known[r] && !isnan(from[r]);
        const nkt_i_wide x = known ? nkt_i_wide_from_double(from[r]) : nkt_i_wide_zero();
        nkt_i_wide power = x;
        for (int64_t d = 1; d < degree; d++) {
            double *high = block->high + (column + d) * ROWS + r;
            double *low = block->low + (column + d) * ROWS + r;
            power = nkt_i_wide_multiply(&power, &x);
            nkt_i_wide_round_pair(&power, high, low);
            if (!isfinite(*high)) {
                refuse_power(s, r, block);
                break;
            }
        }
    }
}

static void read_terms(const nkt_i_ols_shape *shape, const nkt_design *design, source s,
                       nkt_i_ols_block *block) {
    int64_t column = 1;

    s.path = "design.terms";
    for (int64_t k = 0; k < shape->n_terms; k++) {
        s.column = &design->terms[k];
        s.item = (int32_t)k;
        read(&s, block->high + column * ROWS, block->terms_known, block);
        if (shape->degree[k] > 1)
            form_powers(&s, column, shape->degree[k], block);
        column += shape->degree[k];
    }
}

static void begin(nkt_i_ols_block *block, const nkt_i_ols_shape *shape, int64_t count) {
    double *response = block->high + (shape->n_columns + 1) * ROWS;

    if (block->low)
        memset(block->low, 0, (size_t)(shape->n_columns + 2) * ROWS * sizeof *block->low);
    for (int64_t r = 0; r < count; r++) {
        block->high[r] = 1;
        block->use[r] = NKT_USE_USED;
        block->terms_known[r] = block->response_known[r] = 1;
        response[r] = NAN;
    }
}

void nkt_i_ols_block_load(nkt_i_ols_block *block, const nkt_i_ols_shape *shape,
                          const nkt_design *design, int64_t first, int64_t count,
                          nkt_i_call *call) {
    const source include = {design->rows.include, "design.rows.include", -1, first, count, call};
    const source weight = {design->weight, "design.weight", -1, first, count, call};
    const source response = {design->response, "design.response", -1, first, count, call};

    begin(block, shape, count);
    read_include(&include, block);
    if (design->response)
        read(&response, block->high + (shape->n_columns + 1) * ROWS, block->response_known, block);
    else
        memset(block->response_known, 0, (size_t)count);
    read_terms(shape, design, response, block);
    read_weight(&weight, block, shape->weights);
    for (int64_t r = 0; !design->response && r < count; r++)
        if (block->use[r] == NKT_USE_USED)
            block->use[r] = NKT_USE_NOT_INCLUDED; /* a new row is part of no fit */
}
