/*
 * The fit of expected values: the layer as published, then the benchmark.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected.h"

/* The share of the whole that chance is reckoned with is kept this far from none and all. */
#define LEAST_SHARE 0.02

/* ---- the benchmark ------------------------------------------------------------------------------------ */

/* The variance of chance: p (whole - p) / size. */
static double chance(double fitted, double size, double whole) {
    const double p = fmin(fmax(fitted, LEAST_SHARE * whole), (1 - LEAST_SHARE) * whole);
    return p * (whole - p) / size;
}

static void fill_basis(const nkt_i_expected_input *in, const nkt_expected_options *options,
                       const nkt_i_expected *model, const nkt_i_expected_work *w,
                       nkt_i_basis *basis) {
    const nkt_i_ols_fit *fit = nkt_i_expected_fit(model);
    const nkt_column include = nkt_i_expected_candidates(w);
    const nkt_i_ols_input rows = {
        in->response, in->terms, NULL, &include, in->n_terms, in->n_rows, 1, 2, 0, 0, 7};
    nkt_i_ols_block block;
    nkt_i_ols_faults ignored; /* they were told of when the rows were added */
    nkt_i_ols_pass pass;

    nkt_i_ols_faults_begin(&ignored);
    nkt_i_ols_pass_begin(&pass, fit);
    nkt_i_ols_block_place(&block, &fit->shape, (double *)(void *)w->step);
    basis->rank = fit->rank;
    for (int64_t first = 0; first < in->n_rows; first += NKT_I_OLS_ROWS) {
        const int64_t left = in->n_rows - first;
        const int64_t count = left < NKT_I_OLS_ROWS ? left : NKT_I_OLS_ROWS;
        nkt_i_ols_block_load(&block, &fit->shape, &rows, first, count, &ignored);
        for (int64_t r = 0; r < count; r++)
            if (block.use[r] == NKT_I_ROW_USED && w->sizes[first + r] > 0) {
                nkt_i_ols_row row;
                const int64_t at = basis->n_rows;
                nkt_i_basis_add(basis, &pass, &block, r, first + r, &row);
                basis->variance[at] = chance(row.fitted, w->sizes[first + r], options->whole);
            }
    }
}

/* NKT_OK, or NKT_NOT_ESTIMABLE where the rows with sizes are too few or too much alike. */
static nkt_status benchmark(const nkt_i_expected_input *in, const nkt_expected_options *options,
                            nkt_i_expected *model, nkt_i_expected_work *w, nkt_error *error) {
    nkt_i_basis basis;

    nkt_i_basis_place(&basis, in->n_rows, in->n_terms + 1, w->basis);
    fill_basis(in, options, model, w, &basis);
    model->with_size = basis.n_rows;
    if (!nkt_i_expected_tau(&basis, options, model))
        return nkt_i_error_set(error, NKT_NOT_ESTIMABLE, NKT_I_FAULT(4), "group_size",
                               "is known for too few rows to form a benchmark");
    nkt_i_expected_benchmark(model, &basis, options);
    nkt_i_expected_adjust(model, w->order, w->scratch);
    nkt_i_expected_ranks(model, &basis, options, w->order, w->scratch, (double *)(void *)w->step);
    return NKT_OK;
}

/* ---- the call ------------------------------------------------------------------------------------------- */

static nkt_status check_columns(const nkt_i_expected_input *in, nkt_error *error) {
    const nkt_i_ols_shape shape = nkt_i_expected_shape(in->n_terms);
    const nkt_i_ols_input rows = {
        in->response, in->terms, NULL, in->include, in->n_terms, in->n_rows, 1, 2, 0, 6, 7};
    nkt_status status;

    if (!in->response)
        return nkt_i_refuse_null(error, 1, "response");
    status = nkt_i_ols_input_check(&rows, &shape, error);
    if (!status && in->size)
        status = nkt_i_column_check(in->size, in->n_rows, NKT_I_FAULT(4), "group_size", error);
    if (!status && in->unit)
        status = nkt_i_column_check(in->unit, in->n_rows, NKT_I_FAULT(5), "unit", error);
    return status;
}

static void begin(nkt_i_expected *model, size_t size, const nkt_i_expected_input *in) {
    const size_t lists = (size_t)(NKT_I_ROW_LISTS * in->n_rows + 2 * (in->n_terms + 1));
    double *numbers;

    memset(model, 0, sizeof *model);
    model->size = size;
    model->n_terms = in->n_terms;
    model->n_rows = in->n_rows;
    model->tau2 = model->tau2_lower = model->tau2_upper = NAN;
    model->q = model->q_df = model->q_p = NAN;
    numbers = nkt_i_expected_coefficients(model);
    for (size_t i = 0; i < lists; i++)
        numbers[i] = NAN;
}

static nkt_status fit_layers(const nkt_i_expected_input *in, const nkt_expected_options *options,
                             nkt_i_expected *model, nkt_i_expected_work *w, nkt_error *error) {
    nkt_i_expected_bad bad;
    nkt_status status, second = NKT_OK;

    bad.rows = 0;
    nkt_i_expected_judge(in, options, model, w, &bad);
    status = nkt_i_expected_least_squares(in, options, model, w, &bad, error);
    if (status < 0)
        return nkt_i_expected_arguments(status, error);
    nkt_i_expected_published(in, options, model, w);
    nkt_i_expected_quarters(model, w->order, w->scratch);
    if (in->size)
        second = benchmark(in, options, model, w, status ? NULL : error);
    model->magic = NKT_I_EXPECTED;
    if (bad.rows) {
        bad.first.rows_affected = bad.rows;
        if (error)
            *error = bad.first;
        return NKT_ROWS_INVALID;
    }
    return status ? status : second;
}

nkt_status nkt_expected_fit(const nkt_column *response, const nkt_column *terms, int64_t n_terms,
                            const nkt_column *group_size, const nkt_column *unit,
                            const nkt_column *include, int64_t n_rows,
                            const nkt_expected_options *options, void *model, size_t model_size,
                            void *work_area, size_t work_size, nkt_error *error) {
    const nkt_i_expected_input in = {response, terms, group_size, unit, include, n_terms, n_rows};
    nkt_expected_options read;
    size_t size = 0, needed = 0;
    nkt_status status;
    nkt_i_expected_work w;

    nkt_i_error_clear(error);
    status = nkt_i_expected_counts(n_terms, n_rows, 3, 7, error);
    if (!status)
        status = nkt_i_expected_options(options, 8, &read, error);
    if (!status)
        status = check_columns(&in, error);
    if (!status && (!nkt_i_expected_bytes(n_terms, n_rows, &size) ||
                    !nkt_i_expected_work_bytes(n_terms, n_rows, read.draws, &needed)))
        status = nkt_i_expected_refuse_size(error, 7);
    if (!status)
        status = nkt_i_memory_check(model, model_size, size, 9, "model", error);
    if (!status)
        status = nkt_i_memory_check(work_area, work_size, needed, 11, "work", error);
    if (status)
        return status;
    w = nkt_i_expected_place(work_area, n_terms, n_rows);
    begin((nkt_i_expected *)model, size, &in);
    return fit_layers(&in, &read, (nkt_i_expected *)model, &w, error);
}
