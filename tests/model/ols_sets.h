/*
 * Data sets for merging and packing least squares, and a state in bytes that depend on its rows
 * alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_TESTS_OLS_SETS_H
#define NKT_TESTS_OLS_SETS_H

#include <stdio.h>

#include "data.h"
#include "model/model.h"
#include "model/ols_help.h"

enum { MOST_ROWS = 300, TERMS = 3, TRIALS = 3400, MOST_PARTS = 12, MOST_BYTES = 20000 };

static double table[MOST_ROWS][2 + TERMS]; /* response, terms, weight */
static int n_rows;

static uint64_t seed = UINT64_C(2463534242);

static inline uint64_t next(void) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

static inline double number(int spread) {
    return ldexp((double)(int64_t)next(), (int)(next() % (uint64_t)spread) - spread / 2 - 63);
}

/* Three data sets: published values; numbers of very different size; counts with gaps. */
static inline int make_set(int set) {
    static const char *const columns[] = {"y", "n00704", "n00706", "n00708"};
    if (set == 0) {
        const char *path = data_path("golden/ols_2018.csv");
        csv_table *csv = path ? csv_read(path) : NULL;
        if (!csv)
            return 0;
        n_rows = csv_rows(csv);
        for (int r = 0; r < n_rows; r++) {
            for (int c = 0; c <= TERMS; c++)
                table[r][c] = csv_number(csv, r, csv_column(csv, columns[c]));
            table[r][1 + TERMS] = 1 + r % 7;
        }
        csv_free(csv);
        return 1;
    }
    n_rows = 60 + 40 * set;
    for (int r = 0; r < n_rows; r++)
        for (int c = 0; c < 2 + TERMS; c++) {
            double *x = &table[r][c];
            *x = set == 1 ? number(c == 2 ? 400 : 30) : (double)(next() % 1000);
            if (c == 1 + TERMS)
                *x = fabs(*x);
            if (set == 2 && next() % 20 == 0)
                *x = next() % 3 ? NAN : c == 1 ? INFINITY : 0;
        }
    return 1;
}

static inline const nkt_ols_options *options_of(int set) {
    static nkt_ols_options powers = {.size = sizeof powers, .degree = {1, 3}};
    return set == 0 ? &powers : NULL;
}

/* Rows in the order given, from `first`, into a state. */
static inline void add_rows(nkt_memory *state, const int64_t *order, int first, int count) {
    nkt_column columns[2 + TERMS];
    nkt_design design;
    nkt_error error;
    for (int c = 0; c < 2 + TERMS; c++)
        columns[c] = (nkt_column){.values = &table[0][c],
                                  .stride = sizeof table[0],
                                  .rows = order + first,
                                  .type = NKT_FLOAT64};
    design = design_of(&columns[0], columns + 1, TERMS, &columns[1 + TERMS], NULL, count);
    if (nkt_ols_add(state, &design, &error) < 0)
        ck_abort_msg("%s", error.message);
}

/* The one place that packs: what it calls has no checks of its own. */
static inline size_t packed(const nkt_memory *state, unsigned char *out) {
    nkt_i_call call = nkt_i_call_begin(NULL, "state");
    size_t size;
    nkt_i_ols_state_check(&call, "state", state);
    /* No check macro for what goes well a hundred thousand times: each one writes a message. */
    if (call.status || (size = nkt_i_ols_state_packed_size(state)) > MOST_BYTES)
        ck_abort_msg("the state is not packed");
    nkt_i_ols_state_pack(state, out);
    return size;
}

/* Everything that can be read off a fit, as bits. */
static inline void read_fit(model *m, double out[200]) {
    const nkt_status status = model_fit(m, NULL);
    int at = 0;
    memset(out, 0, 200 * sizeof *out);
    out[at++] = status;
    for (int32_t what = NKT_OLS_N; what <= NKT_OLS_OWN_SHARE; what++)
        nkt_ols_get(&m->fit, what, &out[at++], NULL);
    for (int32_t what = NKT_OLS_LIST_COEFFICIENT; what <= NKT_OLS_LIST_VIF; what++, at += 8)
        ck_assert_int_eq(nkt_ols_copy(&m->fit, what, &NKT_TO_N(&out[at], 8), NULL), NKT_OK);
}

#endif
