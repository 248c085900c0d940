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

/* 0 where it does not fit in memory. Room for n_rows rows is made, however many are used. */
static int bytes_of(int64_t n_rows, int64_t rank, int64_t n_coefficients, size_t *size) {
    size_t numbers;

    return nkt_i_size_mul((size_t)n_rows, (size_t)(nkt_i_refit_tiles(rank) * TILE + 3), &numbers) &&
           nkt_i_size_add(numbers, (size_t)(n_coefficients * (rank + 1)), &numbers) &&
           nkt_i_size_mul(numbers, sizeof(double), &numbers) &&
           nkt_i_size_add(numbers, sizeof(nkt_i_refit), size);
}

nkt_i_refit_parts nkt_i_refit_places(const nkt_i_refit *refit) {
    const int64_t n = refit->n_rows, p = refit->n_coefficients;
    nkt_i_refit_parts parts;

    /* The caller's memory may be const; then what is found here is only read. */
    parts.coefficient = (double *)(uintptr_t)(refit + 1);
    parts.back = parts.coefficient + p;
    parts.residual = parts.back + p * refit->rank;
    parts.rest = parts.residual + n;
    parts.place = (int64_t *)(void *)(parts.rest + n);
    parts.products = (double *)(void *)(parts.place + n);
    return parts;
}

nkt_status nkt_i_refit_check(const void *refit, nkt_error *error) {
    const nkt_i_refit *live = (const nkt_i_refit *)refit;
    nkt_i_fault fault = NKT_I_FAULT(1);
    size_t size;

    if (!refit)
        return nkt_i_refuse_null(error, 1, "refit");
    if (!nkt_i_is_aligned8(refit))
        return nkt_i_error_set(error, NKT_E_ALIGNMENT, fault, "refit", "is not 8-byte aligned");
    if (live->magic != NKT_I_REFIT || live->n_rows < 0 || live->rank < 0 ||
        live->n_coefficients < live->rank || live->n_coefficients > NKT_OLS_TERMS_MAX + 1 ||
        !bytes_of(live->n_rows, live->rank, live->n_coefficients, &size) || live->size != size)
        return nkt_i_error_set(error, NKT_E_STATE, fault, "refit",
                               "was not initialised, or is damaged");
    return NKT_OK;
}

nkt_status nkt_refit_size(const void *fit, int64_t n_rows, size_t *size, nkt_error *error) {
    const nkt_i_ols_fit *live = (const nkt_i_ols_fit *)fit;
    nkt_status status;
    size_t bytes;

    nkt_i_error_clear(error);
    status = nkt_i_ols_fit_check(fit, 1, error);
    if (status)
        return status;
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 2, "n_rows", n_rows);
    if (!size)
        return nkt_i_refuse_null(error, 3, "size");
    if (!bytes_of(n_rows, live->rank, live->n_coefficients, &bytes))
        return nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(2), "n_rows",
                               "is more than memory can hold");
    *size = bytes;
    return NKT_OK;
}

/* ---- rows -------------------------------------------------------------------------------------------- */

/* The coefficients, and how a change in the basis comes back to them. */
static void put_coefficients(nkt_i_refit *refit, const nkt_i_ols_pass *pass) {
    const nkt_i_refit_parts parts = nkt_i_refit_places(refit);
    const double *coefficients = nkt_i_ols_list(pass->fit, NKT_OLS_COEFFICIENT);

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

/* The products of one row; tiles lie `used` rows apart, and their number is not known until the
 * end: hence n_rows apart at first. */
static void put_row(const nkt_i_refit *refit, const nkt_i_ols_pass *pass, const nkt_i_ols_row *row,
                    int64_t at) {
    const nkt_i_refit_parts parts = nkt_i_refit_places(refit);
    const int64_t r = refit->rank, square = nkt_i_refit_square_tiles(r) * TILE;
    const double root = sqrt(row->weight), e = row->residual * root;
    double q[NKT_OLS_TERMS_MAX + 1];
    int64_t n = 0;

#define PRODUCT(number)                                                                            \
    parts.products[((number) / TILE * refit->n_rows + at) * TILE + (number) % TILE]
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
    parts.residual[at] = row->residual;
    parts.rest[at] = row->rest;
}

/* Moves the tiles together, now that it is known how many rows are used. */
static void close_ranks(nkt_i_refit *refit) {
    const nkt_i_refit_parts parts = nkt_i_refit_places(refit);

    for (int64_t t = 1; t < nkt_i_refit_tiles(refit->rank); t++)
        memmove(parts.products + t * refit->used * TILE, parts.products + t * refit->n_rows * TILE,
                (size_t)(refit->used * TILE) * sizeof(double));
}

/* Passes over the rows. Returns the first row of leverage 1, -1: none. */
static int64_t put_rows(nkt_i_refit *refit, const nkt_i_ols_fit *fit, const nkt_i_ols_input *input,
                        double *work, nkt_i_ols_faults *faults) {
    const nkt_i_refit_parts parts = nkt_i_refit_places(refit);
    nkt_i_ols_pass pass;
    nkt_i_ols_block block;
    int64_t decisive = -1;

    nkt_i_ols_pass_begin(&pass, fit);
    nkt_i_ols_block_place(&block, &fit->shape, work);
    put_coefficients(refit, &pass);
    for (int64_t first = 0; first < input->n_rows; first += NKT_I_OLS_ROWS) {
        const int64_t left = input->n_rows - first;
        const int64_t count = left < NKT_I_OLS_ROWS ? left : NKT_I_OLS_ROWS;
        nkt_i_ols_block_load(&block, &fit->shape, input, first, count, faults);
        for (int64_t r = 0; r < count; r++) {
            nkt_i_ols_row row;
            parts.place[first + r] = -1;
            if (block.use[r] != NKT_I_ROW_USED)
                continue;
            nkt_i_ols_row_make(&pass, &block, r, block.weights[r], &row);
            if (row.rest == 0 && decisive < 0)
                decisive = first + r;
            parts.place[first + r] = refit->used;
            put_row(refit, &pass, &row, refit->used++);
        }
    }
    close_ranks(refit);
    return decisive;
}

/* ---- the call ------------------------------------------------------------------------------------------ */

static nkt_status check(const nkt_i_ols_fit *fit, const nkt_i_ols_input *input, const void *refit,
                        size_t refit_size, const void *work, size_t work_size, size_t *size,
                        nkt_error *error) {
    const size_t rows_work = (size_t)nkt_i_ols_block_numbers(&fit->shape) * sizeof(double);
    nkt_status status;

    if (!input->response)
        return nkt_i_refuse_null(error, 4, "response");
    status = nkt_i_ols_input_check(input, &fit->shape, error);
    if (!status && !bytes_of(input->n_rows, fit->rank, fit->n_coefficients, size))
        status = nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(9), "n_rows",
                                 "is more than memory can hold");
    if (!status)
        status = nkt_i_memory_check(refit, refit_size, *size, 1, "refit", error);
    return status ? status : nkt_i_memory_check(work, work_size, rows_work, 10, "work", error);
}

nkt_status nkt_refit_init(void *refit, size_t refit_size, const void *fit,
                          const nkt_column *response, const nkt_column *terms, int64_t n_terms,
                          const nkt_column *weight, const nkt_column *include, int64_t n_rows,
                          void *work, size_t work_size, nkt_error *error) {
    const nkt_i_ols_input input = {response, terms, weight, include, n_terms, n_rows,
                                   4,        5,     7,      8,       9};
    const nkt_i_ols_fit *from = (const nkt_i_ols_fit *)fit;
    nkt_i_refit *live = (nkt_i_refit *)refit;
    nkt_i_fault fault = NKT_I_FAULT(9);
    nkt_i_ols_faults faults;
    nkt_status status;
    size_t size = 0;

    nkt_i_error_clear(error);
    status = nkt_i_ols_fit_check(fit, 3, error);
    if (!status)
        status = check(from, &input, refit, refit_size, work, work_size, &size, error);
    if (status)
        return status;
    *live = (nkt_i_refit){0, size, n_rows, 0, from->rank, from->n_coefficients};
    nkt_i_ols_faults_begin(&faults);
    fault.row = put_rows(live, from, &input, (double *)work, &faults);
    if (live->used != from->used) {
        fault.row = -1;
        fault.value = (double)live->used;
        return nkt_i_error_value(error, NKT_E_TOO_FEW_ROWS, fault, "n_rows",
                                 "rows can be used, not as many as the fit has");
    }
    live->magic = NKT_I_REFIT;
    if (faults.sentence)
        return nkt_i_ols_faults_end(&faults, error);
    if (fault.row < 0)
        return NKT_OK;
    return nkt_i_error_set(error, NKT_LEVERAGE_ONE, fault, NULL,
                           "decides a coefficient alone: its leverage is 1");
}
