/*
 * How much memory a model of expected values takes, and how its work area is divided.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected.h"

static size_t largest(size_t a, size_t b) {
    return a > b ? a : b;
}

nkt_i_ols_shape nkt_i_expected_shape(int64_t n_terms) {
    nkt_i_ols_shape shape;
    memset(&shape, 0, sizeof shape);
    shape.n_terms = n_terms;
    shape.n_columns = n_terms;
    for (int64_t k = 0; k < n_terms; k++)
        shape.degree[k] = 1;
    return shape;
}

/* What one step needs at most; 0 where that is too much. */
static int step_bytes(int64_t n_terms, int64_t n_rows, int64_t draws, size_t *bytes) {
    const nkt_i_ols_shape shape = nkt_i_expected_shape(n_terms);
    const size_t rows = (size_t)nkt_i_ols_block_numbers(&shape) * sizeof(double);
    size_t numbers, ranks;

    if (!nkt_i_expected_rank_numbers(n_rows, draws, &numbers) ||
        !nkt_i_size_mul(numbers, sizeof(double), &ranks))
        return 0;
    *bytes = largest(largest(nkt_i_ols_state_size(&shape) + nkt_i_ols_fit_work_bytes(&shape), rows),
                     ranks);
    return 1;
}

int nkt_i_expected_work_bytes(int64_t n_terms, int64_t n_rows, int64_t draws, size_t *bytes) {
    size_t basis, numbers, step;

    return nkt_i_basis_numbers(n_rows, n_terms + 1, &basis) &&
           nkt_i_size_mul((size_t)n_rows, 4, &numbers) && /* sizes, order, scratch, candidates */
           nkt_i_size_add(numbers, basis, &numbers) &&
           nkt_i_size_mul(numbers, sizeof(double), &numbers) &&
           step_bytes(n_terms, n_rows, draws, &step) && nkt_i_size_add(numbers, step, bytes);
}

nkt_i_expected_work nkt_i_expected_place(void *memory, int64_t n_terms, int64_t n_rows) {
    nkt_i_expected_work w;
    size_t basis;

    nkt_i_basis_numbers(n_rows, n_terms + 1, &basis);
    w.sizes = (double *)memory;
    w.order = (int64_t *)(void *)(w.sizes + n_rows);
    w.scratch = w.order + n_rows;
    w.candidate = (int8_t *)(w.scratch + n_rows);
    w.basis = (double *)(void *)(w.scratch + 2 * n_rows);
    w.step = (char *)(w.basis + basis);
    return w;
}

/* n_terms and n_rows are parameters number argument and following. */
nkt_status nkt_i_expected_counts(int64_t n_terms, int64_t n_rows, int32_t argument,
                                 int32_t rows_argument, nkt_error *error) {
    if (n_terms < 0 || n_terms > NKT_OLS_TERMS_MAX)
        return nkt_i_refuse_count(error, argument, "n_terms", n_terms);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, rows_argument, "n_rows", n_rows);
    return NKT_OK;
}

nkt_status nkt_i_expected_refuse_size(nkt_error *error, int32_t argument) {
    return nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(argument), "n_rows",
                           "is more than memory can hold");
}

nkt_status nkt_expected_size(int64_t n_terms, int64_t n_rows, size_t *size, nkt_error *error) {
    nkt_status status;
    size_t bytes;

    nkt_i_error_clear(error);
    status = nkt_i_expected_counts(n_terms, n_rows, 1, 2, error);
    if (!status && !size)
        status = nkt_i_refuse_null(error, 3, "size");
    if (!status && !nkt_i_expected_bytes(n_terms, n_rows, &bytes))
        status = nkt_i_expected_refuse_size(error, 2);
    if (!status)
        *size = bytes;
    return status;
}

nkt_status nkt_expected_work_size(int64_t n_terms, int64_t n_rows,
                                  const nkt_expected_options *options, size_t *size,
                                  nkt_error *error) {
    nkt_expected_options read;
    nkt_status status;
    size_t bytes;

    nkt_i_error_clear(error);
    status = nkt_i_expected_counts(n_terms, n_rows, 1, 2, error);
    if (!status)
        status = nkt_i_expected_options(options, 3, &read, error);
    if (!status && !size)
        status = nkt_i_refuse_null(error, 4, "size");
    if (!status && !nkt_i_expected_work_bytes(n_terms, n_rows, read.draws, &bytes))
        status = nkt_i_expected_refuse_size(error, 2);
    if (!status)
        *size = bytes;
    return status;
}
