/*
 * Refits under other weights, given or drawn, solved in the orthonormal basis of the fit.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/refit.h"

#include "numeric/numeric.h"

enum { REFITS = NKT_I_REFITS, TILE = NKT_I_TILE };

/* Below this share of its length, a column of the basis is a combination of those before it. */
#define DEPENDENT 1e-11

/* The work area: weights row by row, REFITS each; the sums of each. */
static nkt_i_bytes work_bytes(const nkt_i_refit *refit) {
    nkt_i_bytes bytes = {0, 0};

    nkt_i_bytes_add(&bytes, refit->used, REFITS * sizeof(double));
    nkt_i_bytes_add(&bytes, REFITS * nkt_i_refit_tiles(refit->rank) * TILE, sizeof(double));
    return bytes;
}

/* ---- where coefficients go ----------------------------------------------------------------------------- */

/* Coefficients from the change in the basis; NULL: none can be told. */
static void put(const nkt_i_refit *refit, const nkt_i_out *out, int64_t number,
                const double *change) {
    const nkt_i_refit_parts parts = nkt_i_refit_places(refit);

    for (int64_t k = 0; k < refit->n_coefficients; k++) {
        double value = change ? parts.coefficient[k] : NAN;
        for (int64_t a = 0; change && a < refit->rank; a++)
            value += parts.back[k * refit->rank + a] * change[a];
        nkt_i_put_number(out, number, k, value);
    }
}

/* ---- solving ------------------------------------------------------------------------------------------- */

/* Cholesky in place of the lower triangle; 0 where the columns are dependent. */
static int factorise(double *l, int64_t rank) {
    for (int64_t a = 0; a < rank; a++)
        for (int64_t b = 0; b <= a; b++) {
            const double whole = l[nkt_i_triangle(a, b)];
            double sum = whole;
            for (int64_t k = 0; k < b; k++)
                sum -= l[nkt_i_triangle(a, k)] * l[nkt_i_triangle(b, k)];
            if (a > b)
                l[nkt_i_triangle(a, b)] = sum / l[nkt_i_triangle(b, b)];
            else if (sum > DEPENDENT * whole)
                l[nkt_i_triangle(a, a)] = sqrt(sum);
            else
                return 0;
        }
    return 1;
}

/* x becomes (L L')^-1 x. */
static void substitute(const double *l, int64_t rank, double *x) {
    for (int64_t a = 0; a < rank; a++) {
        for (int64_t k = 0; k < a; k++)
            x[a] -= l[nkt_i_triangle(a, k)] * x[k];
        x[a] /= l[nkt_i_triangle(a, a)];
    }
    for (int64_t a = rank - 1; a >= 0; a--) {
        for (int64_t k = a + 1; k < rank; k++)
            x[a] -= l[nkt_i_triangle(k, a)] * x[k];
        x[a] /= l[nkt_i_triangle(a, a)];
    }
}

/* ---- refits in groups ------------------------------------------------------------------------------------ */

/* Refits that found no solution. */
typedef struct failures {
    int64_t first, count;
} failures;

static void count_failure(failures *f, int64_t number) {
    if (f->count++ == 0)
        f->first = number;
}

/* Solves a group of refits from their weights; known[k] 0: its weights are bad data. */
static void solve_group(const nkt_i_refit *refit, double *weights, const int8_t *known,
                        const nkt_i_out *out, int64_t first, int64_t count, failures *f) {
    const int64_t tiles = nkt_i_refit_tiles(refit->rank), numbers = tiles * TILE;
    const int64_t square = nkt_i_refit_square_tiles(refit->rank) * TILE;
    double *sums = weights + REFITS * refit->used;

    nkt_i_refit_sums(nkt_i_refit_places(refit).products, tiles, weights, refit->used, sums);
    for (int64_t k = 0; k < count; k++) {
        double *factor = sums + k * numbers, *change = factor + square;
        if (known[k] && factorise(factor, refit->rank)) {
            substitute(factor, refit->rank, change);
            put(refit, out, first + k, change);
        } else {
            put(refit, out, first + k, NULL);
            if (known[k])
                count_failure(f, first + k);
        }
    }
}

/* Signs change the response only, so the basis stays orthonormal: nothing is to be solved. */
static void change_signs(const nkt_i_refit *refit, double *weights, const nkt_i_out *out,
                         int64_t first, int64_t count) {
    const int64_t squares = nkt_i_refit_square_tiles(refit->rank);
    const int64_t tiles = nkt_i_refit_tiles(refit->rank) - squares;
    double *sums = weights + REFITS * refit->used;

    nkt_i_refit_sums(nkt_i_refit_places(refit).products + squares * refit->used * TILE, tiles,
                     weights, refit->used, sums);
    for (int64_t k = 0; k < count; k++)
        put(refit, out, first + k, sums + k * tiles * TILE);
}

/* Bad weights come before refits without a solution. */
static void remark(nkt_i_call *call, const char *path, const failures *f) {
    nkt_i_fault fault = NKT_I_AT(path);

    if (!f->count || call->bad_rows)
        return;
    fault.item = (int32_t)(f->first > INT32_MAX ? INT32_MAX : f->first);
    fault.name = path ? NULL : "refit";
    nkt_i_remark_rows(call, NKT_NOT_ESTIMABLE, NKT_REASON_TOO_FEW, fault, f->count,
                      "leaves too few rows to determine every coefficient");
}

/* ---- given weights ----------------------------------------------------------------------------------- */

static void check_weights(nkt_i_call *call, const nkt_i_refit *refit, const nkt_table *weights) {
    nkt_i_fault fault = NKT_I_AT("weights.rows.n_rows");

    nkt_i_table_check(call, "weights", weights, NKT_I_WITHOUT_GROUPS);
    if (nkt_i_call_refused(call) || weights->rows.n_rows == refit->n_rows)
        return;
    fault.value = (double)weights->rows.n_rows;
    fault.bound = (double)refit->n_rows;
    nkt_i_refuse(call, NKT_E_COUNT, NKT_REASON_OTHER_SHAPE, fault,
                 "is not the number of rows that the refits were made of");
}

/* A weight of a row, NaN where it is bad. Rows that are left out weigh nothing. */
static double weight_of(const nkt_table *weights, const nkt_column *column, int64_t row) {
    int8_t state;
    double v;

    if (!nkt_i_row_included(NULL, NULL, &weights->rows, row))
        return 0;
    v = nkt_i_column_value(column, row, &state);
    return state == NKT_STATE_VALUE && v >= 0 ? v : NAN;
}

/* Says what is wrong with a weight: there is none, or it is negative or infinite. */
static void note_weight(nkt_i_call *call, const nkt_column *column, int64_t number, int64_t row) {
    int8_t state;
    const double v = nkt_i_column_value(column, row, &state);
    const int32_t item = (int32_t)(number > INT32_MAX ? INT32_MAX : number);

    nkt_i_bad_element(call, "weights.columns", item, NULL, column, row,
                      state == NKT_STATE_VALUE && v < 0 ? NKT_REASON_NEGATIVE : NKT_REASON_MISSING);
}

/* Notes bad weights, window by window, so that a row with several of them counts once. */
static void note_weights(nkt_i_call *call, const nkt_i_refit *refit, const nkt_table *weights) {
    const int64_t *place = nkt_i_refit_places(refit).place;
    const int64_t n = refit->n_rows;

    for (int64_t row = 0; weights->rows.include && row < n; row++)
        nkt_i_row_included(call, "weights.rows.include", &weights->rows, row);
    for (int64_t first = 0; first < n; first += NKT_I_BAD_WINDOW) {
        const int64_t end = n - first < NKT_I_BAD_WINDOW ? n : first + NKT_I_BAD_WINDOW;
        for (int64_t k = 0; k < weights->n_columns; k++)
            for (int64_t row = first; row < end; row++)
                if (place[row] >= 0 && isnan(weight_of(weights, &weights->columns[k], row)))
                    note_weight(call, &weights->columns[k], k, row);
    }
}

/* Reads one column of weights into its place in the group; 0 where there are bad ones. */
static int read_weights(const nkt_i_refit *refit, const nkt_table *weights, int64_t number,
                        double *to) {
    const int64_t *place = nkt_i_refit_places(refit).place;
    int good = 1;

    for (int64_t row = 0; row < refit->n_rows; row++) {
        double v;
        if (place[row] < 0)
            continue;
        v = weight_of(weights, &weights->columns[number], row);
        good &= !isnan(v);
        to[place[row] * REFITS] = isnan(v) ? 0 : v;
    }
    return good;
}

nkt_status nkt_refit_weights(const nkt_memory *refit, const nkt_table *weights,
                             const nkt_target *out, nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "refit weights out work error");
    const nkt_i_refit *live = nkt_i_refit_open(&call, "refit", refit);
    failures f = {0, 0};
    int64_t n_refits;
    double *group;
    nkt_i_out to;

    check_weights(&call, live, weights);
    if (nkt_i_call_refused(&call))
        return call.status;
    n_refits = weights->n_columns;
    to = nkt_i_target_open(&call, "out", out, NKT_I_CONTENT_NUMBERS, n_refits, live->n_coefficients,
                           1);
    nkt_i_distinct(&call, "work", work, refit);
    group = nkt_i_claim(&call, "work", work, work_bytes(live));
    if (nkt_i_call_refused(&call))
        return call.status;
    note_weights(&call, live, weights);
    for (int64_t first = 0; first < n_refits; first += REFITS) {
        const int64_t left = n_refits - first, count = left < REFITS ? left : REFITS;
        int8_t known[REFITS] = {0};
        memset(group, 0, (size_t)(REFITS * live->used) * sizeof *group);
        for (int64_t k = 0; k < count; k++)
            known[k] = (int8_t)read_weights(live, weights, first + k, group + k);
        solve_group(live, group, known, &to, first, count, &f);
    }
    remark(&call, "weights.columns", &f);
    return nkt_i_call_end(&call);
}

/* ---- drawn weights ------------------------------------------------------------------------------------ */

/* A number below n, all equally likely: the upper word of a product; the few products whose lower word is among
 * the surplus are drawn again (Lemire 2019). */
static int64_t draw_below(uint64_t n, uint64_t stream, uint64_t *position) {
    const uint64_t surplus = (0 - n) % n;
    uint64_t high, low;

    do
        low = nkt_i_multiply64(nkt_i_random_bits(stream, (*position)++), n, &high);
    while (low < surplus);
    return (int64_t)high;
}

static void draw_cases(int64_t used, uint64_t stream, double *weights) {
    uint64_t position = 0;

    for (int64_t i = 0; i < used; i++)
        weights[draw_below((uint64_t)used, stream, &position) * REFITS]++;
}

/* 64 signs from each random number. */
static void draw_signs(const nkt_i_refit *refit, int32_t kind, uint64_t stream, double *weights) {
    const double *rest = nkt_i_refit_places(refit).rest;
    uint64_t bits = 0;

    for (int64_t i = 0; i < refit->used; i++) {
        double size = 1;
        if (i % 64 == 0)
            bits = nkt_i_random_bits(stream, (uint64_t)(i / 64));
        if (kind != NKT_REFIT_WILD && rest[i] > 0) /* at leverage 1 there is no residual */
            size = kind == NKT_REFIT_WILD_HC2 ? 1 / sqrt(rest[i]) : 1 / rest[i];
        weights[i * REFITS] = bits >> (i % 64) & 1 ? size : -size;
    }
}

static void draw_group(const nkt_i_refit *refit, int32_t kind, uint64_t seed, int64_t first,
                       int64_t count, double *group) {
    memset(group, 0, (size_t)(REFITS * refit->used) * sizeof *group);
    for (int64_t k = 0; k < count; k++) {
        const uint64_t stream = nkt_i_random_stream(seed, (uint64_t)(first + k));
        if (kind == NKT_REFIT_CASES)
            draw_cases(refit->used, stream, group + k);
        else
            draw_signs(refit, kind, stream, group + k);
    }
}

/* Every refit has a number, which its draws come from. */
static void check_last(nkt_i_call *call, int64_t first, int64_t n_refits) {
    nkt_i_fault fault = NKT_I_AT("n_refits");

    if (nkt_i_call_refused(call) || n_refits <= INT64_MAX - first)
        return;
    fault.value = (double)n_refits;
    fault.bound = (double)(INT64_MAX - first);
    nkt_i_refuse(call, NKT_E_COUNT, NKT_REASON_TOO_LARGE, fault,
                 "refits from `first` on have no number each: 2^63 - 1 is the last one");
}

nkt_status nkt_refit_bootstrap(const nkt_memory *refit, int32_t kind, uint64_t seed, int64_t first,
                               int64_t n_refits, const nkt_target *out, nkt_memory *work,
                               nkt_error *error) {
    static const int8_t known[REFITS] = {1, 1, 1, 1};
    nkt_i_call call = nkt_i_call_begin(error, "refit kind seed first n_refits out work error");
    const nkt_i_refit *live = nkt_i_refit_open(&call, "refit", refit);
    failures f = {0, 0};
    double *group;
    nkt_i_out to;

    nkt_i_code(&call, "kind", kind, NKT_REFIT_CASES, NKT_REFIT_WILD_HC3);
    nkt_i_count(&call, "first", first, 0, INT64_MAX);
    nkt_i_count(&call, "n_refits", n_refits, 0, INT64_MAX);
    check_last(&call, first, n_refits);
    if (nkt_i_call_refused(&call))
        return call.status;
    to = nkt_i_target_open(&call, "out", out, NKT_I_CONTENT_NUMBERS, n_refits, live->n_coefficients,
                           1);
    nkt_i_distinct(&call, "work", work, refit);
    group = nkt_i_claim(&call, "work", work, work_bytes(live));
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t at = 0; at < n_refits; at += REFITS) {
        const int64_t left = n_refits - at, count = left < REFITS ? left : REFITS;
        draw_group(live, kind, seed, first + at, count, group);
        if (kind == NKT_REFIT_CASES)
            solve_group(live, group, known, &to, at, count, &f);
        else
            change_signs(live, group, &to, at, count);
    }
    remark(&call, NULL, &f); /* what was drawn is no argument */
    return nkt_i_call_end(&call);
}
