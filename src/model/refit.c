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
static size_t work_bytes(const nkt_i_refit *refit) {
    return (size_t)(REFITS * (refit->used + nkt_i_refit_tiles(refit->rank) * TILE)) *
           sizeof(double);
}

nkt_status nkt_refit_work_size(const void *refit, size_t *size, nkt_error *error) {
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_refit_check(refit, error);
    if (!status && !size)
        status = nkt_i_refuse_null(error, 2, "size");
    if (!status)
        *size = work_bytes((const nkt_i_refit *)refit);
    return status;
}

/* ---- where coefficients go ----------------------------------------------------------------------------- */

typedef struct target {
    char *out;
    int64_t refit_stride, coefficient_stride;
} target;

static uint64_t magnitude(int64_t stride) {
    return stride < 0 ? 0 - (uint64_t)stride : (uint64_t)stride;
}

/* out and the strides are parameters number argument and following. */
static nkt_status check_target(const target *t, int64_t n_refits, int64_t n_coefficients,
                               int32_t argument, nkt_error *error) {
    const uint64_t a = magnitude(t->refit_stride), b = magnitude(t->coefficient_stride);
    const uint64_t inner = a < b ? a : b, outer = a < b ? b : a, limit = (uint64_t)PTRDIFF_MAX / 2;
    const uint64_t count = (uint64_t)(a < b ? n_refits : n_coefficients);
    int apart = (n_refits < 2 || a >= 8) && (n_coefficients < 2 || b >= 8);

    if (n_refits == 0 || n_coefficients == 0)
        return NKT_OK;
    if (!t->out)
        return nkt_i_refuse_null(error, argument, "out");
    if (apart && n_refits > 1 && n_coefficients > 1)
        apart = outer >= 8 && count - 1 <= (outer - 8) / inner;
    if (!apart)
        return nkt_i_error_set(error, NKT_E_STRIDE, NKT_I_FAULT(argument + 1), "strides",
                               "make numbers overlap");
    if ((n_refits > 1 && a > limit / (uint64_t)(n_refits - 1)) ||
        (n_coefficients > 1 && b > limit / (uint64_t)(n_coefficients - 1)))
        return nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(argument + 1), "strides",
                               "reach beyond memory");
    return NKT_OK;
}

/* Coefficients from the change in the basis; NULL: none can be told. */
static void put(const nkt_i_refit *refit, const target *t, int64_t number, const double *change) {
    const nkt_i_refit_parts parts = nkt_i_refit_places(refit);

    for (int64_t k = 0; k < refit->n_coefficients; k++) {
        double value = change ? parts.coefficient[k] : NAN;
        for (int64_t a = 0; change && a < refit->rank; a++)
            value += parts.back[k * refit->rank + a] * change[a];
        memcpy(t->out + number * t->refit_stride + k * t->coefficient_stride, &value, sizeof value);
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

/* What refits that found no solution have in common. */
typedef struct failures {
    int64_t first, count;
} failures;

static void count_failure(failures *f, int64_t number) {
    if (f->count++ == 0)
        f->first = number;
}

/* Solves a group of refits from their weights; known[k] 0: its weights are bad data. */
static void solve_group(const nkt_i_refit *refit, double *weights, const int8_t *known,
                        const target *t, int64_t first, int64_t count, failures *f) {
    const int64_t tiles = nkt_i_refit_tiles(refit->rank), numbers = tiles * TILE;
    const int64_t square = nkt_i_refit_square_tiles(refit->rank) * TILE;
    double *sums = weights + REFITS * refit->used;

    nkt_i_refit_sums(nkt_i_refit_places(refit).products, tiles, weights, refit->used, sums);
    for (int64_t k = 0; k < count; k++) {
        double *factor = sums + k * numbers, *change = factor + square;
        if (known[k] && factorise(factor, refit->rank)) {
            substitute(factor, refit->rank, change);
            put(refit, t, first + k, change);
        } else {
            put(refit, t, first + k, NULL);
            if (known[k])
                count_failure(f, first + k);
        }
    }
}

/* Signs change the response only, so the basis stays orthonormal: nothing is to be solved. */
static void change_signs(const nkt_i_refit *refit, double *weights, const target *t, int64_t first,
                         int64_t count) {
    const int64_t squares = nkt_i_refit_square_tiles(refit->rank);
    const int64_t tiles = nkt_i_refit_tiles(refit->rank) - squares;
    double *sums = weights + REFITS * refit->used;

    nkt_i_refit_sums(nkt_i_refit_places(refit).products + squares * refit->used * TILE, tiles,
                     weights, refit->used, sums);
    for (int64_t k = 0; k < count; k++)
        put(refit, t, first + k, sums + k * tiles * TILE);
}

static nkt_status finish(const failures *f, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(0);

    if (!f->count)
        return NKT_OK;
    fault.item = (int32_t)(f->first > INT32_MAX ? INT32_MAX : f->first);
    nkt_i_error_set(error, NKT_NOT_ESTIMABLE, fault, "refit",
                    "leaves too few rows to determine every coefficient");
    if (error)
        error->rows_affected = f->count;
    return NKT_NOT_ESTIMABLE;
}

/* ---- given weights ----------------------------------------------------------------------------------- */

/* Reads one column of weights into its place in the group; 0 where there are bad ones. */
static int read_weights(const nkt_i_refit *refit, const nkt_column *column, int64_t number,
                        double *weights, nkt_i_fault *first) {
    const int64_t *place = nkt_i_refit_places(refit).place;
    int good = 1;

    for (int64_t row = 0; row < refit->n_rows; row++) {
        int8_t state;
        double v;
        if (place[row] < 0)
            continue;
        v = nkt_i_column_value(column, row, &state);
        if (state != NKT_STATE_VALUE || v < 0) {
            if (good && first->row < 0) {
                first->item = (int32_t)(number > INT32_MAX ? INT32_MAX : number);
                first->row = row;
                first->value = v;
            }
            good = 0;
            v = 0;
        }
        weights[place[row] * REFITS] = v;
    }
    return good;
}

static nkt_status refuse_weights(nkt_error *error, nkt_i_fault first, int64_t bad) {
    nkt_i_error_value(error, NKT_ROWS_INVALID, first, "weights", "is no weight");
    if (error)
        error->rows_affected = bad;
    return NKT_ROWS_INVALID;
}

nkt_status nkt_refit_weights(const void *refit, const nkt_column *weights, int64_t n_refits,
                             double *out, int64_t refit_stride, int64_t coefficient_stride,
                             void *work, size_t work_size, nkt_error *error) {
    const nkt_i_refit *live = (const nkt_i_refit *)refit;
    const target t = {(char *)out, refit_stride, coefficient_stride};
    nkt_i_fault first_bad = NKT_I_FAULT(2);
    int64_t bad = 0;
    failures f = {0, 0};
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_refit_check(refit, error);
    if (!status && n_refits < 0)
        status = nkt_i_refuse_count(error, 3, "n_refits", n_refits);
    if (!status && !weights && n_refits > 0)
        status = nkt_i_refuse_null(error, 2, "weights");
    if (!status)
        status = nkt_i_columns_check(weights, n_refits, live->n_rows, 2, "weights", error);
    if (!status)
        status = check_target(&t, n_refits, live->n_coefficients, 4, error);
    if (!status)
        status = nkt_i_memory_check(work, work_size, work_bytes(live), 7, "work", error);
    if (status)
        return status;
    for (int64_t first = 0; first < n_refits; first += REFITS) {
        const int64_t left = n_refits - first, count = left < REFITS ? left : REFITS;
        double *group = (double *)work;
        int8_t known[REFITS] = {0};
        memset(group, 0, (size_t)(REFITS * live->used) * sizeof *group);
        for (int64_t k = 0; k < count; k++) {
            known[k] =
                (int8_t)read_weights(live, &weights[first + k], first + k, group + k, &first_bad);
            bad += !known[k];
        }
        solve_group(live, group, known, &t, first, count, &f);
    }
    return bad ? refuse_weights(error, first_bad, bad) : finish(&f, error);
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

nkt_status nkt_refit_bootstrap(const void *refit, int32_t kind, uint64_t seed, int64_t first,
                               int64_t n_refits, double *out, int64_t refit_stride,
                               int64_t coefficient_stride, void *work, size_t work_size,
                               nkt_error *error) {
    static const int8_t known[REFITS] = {1, 1, 1, 1};
    const nkt_i_refit *live = (const nkt_i_refit *)refit;
    const target t = {(char *)out, refit_stride, coefficient_stride};
    nkt_i_fault fault = NKT_I_FAULT(2);
    failures f = {0, 0};
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_refit_check(refit, error);
    fault.value = kind;
    if (!status && (kind < NKT_REFIT_CASES || kind > NKT_REFIT_WILD_HC3))
        status = nkt_i_error_value(error, NKT_E_ID, fault, "kind", "is no kind of resampling");
    if (!status && first < 0)
        status = nkt_i_refuse_count(error, 4, "first", first);
    if (!status && (n_refits < 0 || n_refits > INT64_MAX - first))
        status = nkt_i_refuse_count(error, 5, "n_refits", n_refits);
    if (!status)
        status = check_target(&t, n_refits, live->n_coefficients, 6, error);
    if (!status)
        status = nkt_i_memory_check(work, work_size, work_bytes(live), 9, "work", error);
    if (status)
        return status;
    for (int64_t at = 0; at < n_refits; at += REFITS) {
        const int64_t left = n_refits - at, count = left < REFITS ? left : REFITS;
        double *group = (double *)work;
        memset(group, 0, (size_t)(REFITS * live->used) * sizeof *group);
        for (int64_t k = 0; k < count; k++) {
            const uint64_t stream = nkt_i_random_stream(seed, (uint64_t)(first + at + k));
            if (kind == NKT_REFIT_CASES)
                draw_cases(live->used, stream, group + k);
            else
                draw_signs(live, kind, stream, group + k);
        }
        if (kind == NKT_REFIT_CASES)
            solve_group(live, group, known, &t, at, count, &f);
        else
            change_signs(live, group, &t, at, count);
    }
    return finish(&f, error);
}

/* ---- leaving one out ------------------------------------------------------------------------------------ */

nkt_status nkt_refit_leave_one_out(const void *refit, double *out, int64_t stride, int64_t capacity,
                                   nkt_error *error) {
    const nkt_i_refit *live = (const nkt_i_refit *)refit;
    nkt_i_refit_parts parts;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_refit_check(refit, error);
    if (status)
        return status;
    if (capacity < 0)
        return nkt_i_refuse_count(error, 4, "capacity", capacity);
    if (capacity < live->n_rows) {
        nkt_i_fault fault = NKT_I_FAULT(4);
        fault.value = (double)capacity;
        return nkt_i_error_value(error, NKT_E_CAPACITY, fault, "capacity",
                                 "is less than there are rows");
    }
    if (live->n_rows == 0)
        return NKT_OK;
    status = check_target(&(target){(char *)out, stride, 0}, live->n_rows, 1, 2, error);
    if (status)
        return status;
    parts = nkt_i_refit_places(live);
    for (int64_t row = 0; row < live->n_rows; row++) {
        const int64_t at = parts.place[row];
        const double value =
            at >= 0 && parts.rest[at] > 0 ? parts.residual[at] / parts.rest[at] : NAN;
        memcpy((char *)out + row * stride, &value, sizeof value);
    }
    return NKT_OK;
}
