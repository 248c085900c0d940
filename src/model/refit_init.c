/*
 * Preparing refits: the rows of a fit in its orthonormal basis, and their products.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/refit.h"

#define TILE NKT_I_TILE

/* ---- layout ------------------------------------------------------------------------------------------ */

static int64_t in_tiles(int64_t numbers) {
    return (numbers + TILE - 1) / TILE;
}

int64_t nkt_i_refit_square_tiles(int64_t rank) {
    return in_tiles(nkt_i_triangle(rank, 0));
}

int64_t nkt_i_refit_tiles(int64_t rank) {
    return nkt_i_refit_square_tiles(rank) + in_tiles(rank);
}

/* A row that stands for several cannot be drawn or left out as one. */
static void check_weights(nkt_i_call *call, const nkt_i_ols_fit *fit) {
    if (fit && fit->shape.weights == NKT_OLS_WEIGHTS_FREQUENCY)
        nkt_i_refuse_path(call, NKT_E_OPTION, NKT_REASON_NOT_TAKEN, "fit",
                          "is of frequencies: refits take every row as one");
}

static nkt_i_bytes bytes_of(int64_t n_rows, int64_t used, int64_t rank, int64_t n_coefficients) {
    nkt_i_bytes bytes = {0, 0};

    nkt_i_bytes_add(&bytes, 1, sizeof(nkt_i_refit));
    nkt_i_bytes_add(&bytes, n_coefficients * (rank + 1), sizeof(double));
    nkt_i_bytes_add(&bytes, n_rows, sizeof(int64_t));
    nkt_i_bytes_add(&bytes, used, (size_t)(nkt_i_refit_tiles(rank) * TILE + 1) * sizeof(double));
    return bytes;
}

nkt_i_refit_parts nkt_i_refit_places(const nkt_i_refit *refit) {
    const int64_t p = refit->n_coefficients;
    nkt_i_refit_parts parts;

    /* The caller's memory may be const; then what is found here is only read. */
    parts.coefficient = (double *)(uintptr_t)(refit + 1);
    parts.back = parts.coefficient + p;
    parts.rest = parts.back + p * refit->rank;
    parts.place = (int64_t *)(void *)(parts.rest + refit->used);
    parts.products = (double *)(void *)(parts.place + refit->n_rows);
    return parts;
}

/* Each row that is used has a place among them. */
static int places_are_sound(const nkt_i_refit *refit) {
    const int64_t *place = nkt_i_refit_places(refit).place;

    for (int64_t row = 0; row < refit->n_rows; row++)
        if (place[row] < -1 || place[row] >= refit->used)
            return 0;
    return 1;
}

static int are_refits(const nkt_i_refit *refit, size_t room) {
    nkt_i_bytes bytes;

    if (refit->magic != NKT_I_REFIT || refit->n_rows < 0 || refit->used < 0 ||
        refit->used > refit->n_rows || refit->rank < 0 || refit->rank > refit->n_coefficients ||
        refit->n_coefficients < 1 || refit->n_coefficients > NKT_OLS_TERMS_MAX + 1)
        return 0;
    bytes = bytes_of(refit->n_rows, refit->used, refit->rank, refit->n_coefficients);
    return !bytes.overflow && refit->size == bytes.total && refit->size <= room &&
           places_are_sound(refit);
}

nkt_i_refit *nkt_i_refit_open(nkt_i_call *call, const char *path, const nkt_memory *memory) {
    const nkt_i_refit *refit = nkt_i_held(call, path, memory, sizeof *refit);

    if (nkt_i_call_refused(call))
        return NULL;
    if (!are_refits(refit, memory->size)) {
        nkt_i_refuse_path(call, NKT_E_STATE, NKT_REASON_NO_STATE, path, NULL);
        return NULL;
    }
    return memory->data;
}

void nkt_i_refit_check(nkt_i_call *call, const char *path, const nkt_memory *memory) {
    nkt_i_refit_open(call, path, memory);
}

/* ---- rows -------------------------------------------------------------------------------------------- */

/* The coefficients, and how a change in the basis comes back to them. */
static void put_coefficients(nkt_i_refit *refit, const nkt_i_ols_pass *pass) {
    const nkt_i_refit_parts parts = nkt_i_refit_places(refit);
    const double *coefficients = nkt_i_ols_list(pass->fit, NKT_OLS_LIST_COEFFICIENT);

    for (int64_t k = 0; k < refit->n_coefficients; k++) {
        const double scale = pass->down[k] * pass->down_again[k];
        int64_t a = 0;
        parts.coefficient[k] = coefficients[k];
        for (int64_t i = 0; i < refit->n_coefficients; i++) {
            const int none = i < k || pass->dropped[k] != 0;
            if (pass->dropped[i] == 0)
                parts.back[k * refit->rank + a++] =
                    none ? 0 : pass->parts.m_high[nkt_i_triangle(i, k)] * scale;
        }
    }
}

/* The products of one row. */
static void put_row(const nkt_i_refit *refit, const nkt_i_ols_pass *pass, const nkt_i_ols_row *row,
                    int64_t at) {
    const nkt_i_refit_parts parts = nkt_i_refit_places(refit);
    const int64_t r = refit->rank, square = nkt_i_refit_square_tiles(r) * TILE;
    const double root = sqrt(row->weight), e = row->residual * root;
    double q[NKT_OLS_TERMS_MAX + 1];
    int64_t n = 0;

#define PRODUCT(number)                                                                            \
    parts.products[((number) / TILE * refit->used + at) * TILE + (number) % TILE]
    for (int64_t i = 0; i < refit->n_coefficients; i++)
        if (pass->dropped[i] == 0)
            q[n++] = row->z[i] * root;
    for (int64_t number = 0; number < nkt_i_refit_tiles(r) * TILE; number++)
        PRODUCT(number) = 0;
    for (int64_t a = 0; a < r; a++) {
        for (int64_t b = 0; b <= a; b++)
            PRODUCT(nkt_i_triangle(a, b)) = q[a] * q[b];
        PRODUCT(square + a) = q[a] * e;
    }
#undef PRODUCT
    parts.rest[at] = row->rest;
}

/*
 * How many rows are used. Bad data is noted here, and not again when the rows are put: what is in
 * the caller's memory stays there until it is known that these are the rows of the fit.
 */
static int64_t count_rows(nkt_i_call *call, const nkt_i_ols_fit *fit, const nkt_design *design,
                          double *work) {
    const int64_t n_rows = design->rows.n_rows;
    nkt_i_ols_block block;
    int64_t used = 0;

    nkt_i_ols_block_place(&block, &fit->shape, work);
    for (int64_t first = 0; first < n_rows; first += NKT_I_OLS_ROWS) {
        const int64_t count = nkt_i_ols_block_count(n_rows, first);
        nkt_i_ols_block_load(&block, &fit->shape, design, first, count, call);
        for (int64_t r = 0; r < count; r++)
            used += block.use[r] == NKT_USE_USED;
    }
    return used;
}

/* Rows of leverage 1. */
typedef struct decisive {
    int64_t first, count;
} decisive;

/* Passes over the rows. */
static decisive put_rows(nkt_i_refit *refit, const nkt_i_ols_fit *fit, const nkt_design *design,
                         double *work) {
    const nkt_i_refit_parts parts = nkt_i_refit_places(refit);
    const int64_t n_rows = design->rows.n_rows;
    nkt_i_ols_pass pass;
    nkt_i_ols_block block;
    decisive d = {-1, 0};
    int64_t at = 0;

    nkt_i_ols_pass_begin(&pass, fit);
    nkt_i_ols_block_place(&block, &fit->shape, work);
    put_coefficients(refit, &pass);
    for (int64_t first = 0; first < n_rows; first += NKT_I_OLS_ROWS) {
        const int64_t count = nkt_i_ols_block_count(n_rows, first);
        nkt_i_ols_block_load(&block, &fit->shape, design, first, count, NULL);
        for (int64_t r = 0; r < count; r++) {
            nkt_i_ols_row row;
            parts.place[first + r] = -1;
            if (block.use[r] != NKT_USE_USED)
                continue;
            nkt_i_ols_row_make(&pass, &block, r, block.weights[r], &row);
            if (row.rest == 0) {
                d.first = d.count ? d.first : first + r;
                d.count++;
            }
            parts.place[first + r] = at;
            put_row(refit, &pass, &row, at++);
        }
    }
    return d;
}

/* ---- the call ------------------------------------------------------------------------------------------ */

static void check_used(nkt_i_call *call, int64_t used, const nkt_i_ols_fit *fit) {
    nkt_i_fault fault = NKT_I_AT("design.rows");

    if (used == fit->used)
        return;
    fault.value = (double)used;
    fault.bound = (double)fit->used;
    nkt_i_refuse(call, NKT_E_TOO_FEW_ROWS, NKT_REASON_TOO_FEW, fault,
                 "rows can be used, not as many as the fit has");
}

static void remark(nkt_i_call *call, decisive d) {
    nkt_i_fault fault = NKT_I_AT("design.rows");

    if (!d.count || call->bad_rows)
        return;
    fault.row = d.first;
    nkt_i_remark_rows(call, NKT_LEVERAGE_ONE, NKT_REASON_DECISIVE, fault, d.count,
                      "decides a coefficient alone: its leverage is 1");
}

nkt_status nkt_refit_init(nkt_memory *refit, const nkt_memory *fit, const nkt_design *design,
                          nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "refit fit design work error");
    const nkt_i_ols_fit *from = nkt_i_ols_fit_open(&call, "fit", fit);
    nkt_i_bytes kept, scratch = {0, 0};
    nkt_i_refit *live;
    double *numbers;
    decisive d;

    nkt_i_ols_design_check(&call, design, from ? &from->shape : NULL, NKT_I_OLS_RESPONSE);
    check_weights(&call, from);
    nkt_i_distinct(&call, "refit", refit, fit);
    nkt_i_distinct(&call, "work", work, refit);
    nkt_i_distinct(&call, "work", work, fit);
    if (nkt_i_call_refused(&call))
        return call.status;
    kept = bytes_of(design->rows.n_rows, from->used, from->rank, from->n_coefficients);
    nkt_i_ols_pass_bytes(&scratch, &from->shape);
    live = nkt_i_claim(&call, "refit", refit, kept);
    numbers = nkt_i_claim(&call, "work", work, scratch);
    if (nkt_i_call_refused(&call))
        return call.status;
    check_used(&call, count_rows(&call, from, design, numbers), from);
    if (nkt_i_call_refused(&call))
        return call.status;
    *live = (nkt_i_refit){NKT_I_REFIT, kept.total, design->rows.n_rows,
                          from->used,  from->rank, from->n_coefficients};
    d = put_rows(live, from, design, numbers);
    remark(&call, d);
    return nkt_i_call_end(&call);
}
