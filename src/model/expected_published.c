/*
 * The layer as published: least squares, every unit counting the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected.h"

nkt_column nkt_i_expected_candidates(const nkt_i_expected_work *w) {
    nkt_column column;
    memset(&column, 0, sizeof column);
    column.values = w->candidate;
    column.stride = 1;
    column.type = NKT_INT8;
    return column;
}

/* The numbers of parameters of nkt_ols_add and nkt_ols_fit, as those of nkt_expected_fit. */
nkt_status nkt_i_expected_arguments(nkt_status status, nkt_error *error) {
    if (error && error->argument == 2)
        error->argument = 1;
    else if (error && error->argument == 3)
        error->argument = 2;
    else if (error && error->argument == 4)
        error->argument = 3;
    return status;
}

/* Feeds the candidates and fits; faults of theirs join those found before. */
nkt_status nkt_i_expected_least_squares(const nkt_i_expected_input *in,
                                        const nkt_expected_options *options, nkt_i_expected *model,
                                        const nkt_i_expected_work *w, nkt_i_expected_bad *bad,
                                        nkt_error *error) {
    const nkt_i_ols_shape shape = nkt_i_expected_shape(in->n_terms);
    const size_t state_size = nkt_i_ols_state_size(&shape);
    const nkt_column include = nkt_i_expected_candidates(w);
    nkt_i_ols_fit *fit = nkt_i_expected_fit(model);
    nkt_ols_options ols;
    nkt_error told;
    nkt_status status;

    memset(&ols, 0, sizeof ols);
    ols.size = sizeof ols;
    ols.confidence = options->confidence;
    nkt_i_ols_state_init((nkt_i_ols_state *)(void *)w->step, &shape);
    status = nkt_ols_add(w->step, in->response, in->terms, in->n_terms, NULL, &include, in->n_rows,
                         &told);
    nkt_i_expected_arguments(status, &told);
    if (status == NKT_ROWS_INVALID) {
        if (!bad->rows || told.row < bad->first.row)
            bad->first = told;
        bad->rows += told.rows_affected;
    }
    status = nkt_ols_fit(w->step, &ols, fit, nkt_i_ols_fit_bytes(&shape), w->step + state_size,
                         nkt_i_ols_fit_work_bytes(&shape), error);
    if (status < 0)
        return status;
    model->used = fit->used;
    model->missing = fit->missing;
    model->invalid += fit->invalid;
    return status;
}

/* The lists of the layer as published. */
void nkt_i_expected_published(const nkt_i_expected_input *in, const nkt_expected_options *options,
                              nkt_i_expected *model, const nkt_i_expected_work *w) {
    static const int32_t whats[] = {NKT_OLS_ROW_USE,
                                    NKT_OLS_ROW_FITTED,
                                    NKT_OLS_ROW_RESIDUAL,
                                    NKT_OLS_ROW_LEVERAGE,
                                    NKT_OLS_ROW_LOO_PREDICTION,
                                    NKT_OLS_ROW_LOO_DEVIATION,
                                    NKT_OLS_ROW_PREDICTION_LOWER,
                                    NKT_OLS_ROW_PREDICTION_UPPER};
    static const int32_t lists[] = {NKT_EXPECTED_ROW_USE,          NKT_EXPECTED_ROW_EXPECTED,
                                    NKT_EXPECTED_ROW_DEVIATION,    NKT_EXPECTED_ROW_LEVERAGE,
                                    NKT_EXPECTED_ROW_LOO_EXPECTED, NKT_EXPECTED_ROW_LOO_DEVIATION,
                                    NKT_EXPECTED_ROW_OLS_LOWER,    NKT_EXPECTED_ROW_OLS_UPPER};
    const nkt_i_ols_fit *fit = nkt_i_expected_fit(model);
    const nkt_column include = nkt_i_expected_candidates(w);
    const size_t rows_work = (size_t)nkt_i_ols_block_numbers(&fit->shape) * sizeof(double);
    double *expected = nkt_i_expected_list(model, NKT_EXPECTED_ROW_EXPECTED);
    double *deviation = nkt_i_expected_list(model, NKT_EXPECTED_ROW_DEVIATION);
    double *use = nkt_i_expected_list(model, NKT_EXPECTED_ROW_USE);

    for (size_t k = 0; k < sizeof whats / sizeof whats[0]; k++) {
        double *list = nkt_i_expected_list(model, lists[k]);
        if (lists[k] == NKT_EXPECTED_ROW_USE)
            list =
                (double *)(void *)w->order; /* until it is known which of the two verdicts holds */
        nkt_ols_rows(fit, in->response, in->terms, in->n_terms, NULL, &include, in->n_rows,
                     &whats[k], 1, list, sizeof *list, 0, w->step, rows_work, NULL);
    }
    for (int64_t row = 0; row < in->n_rows; row++) {
        const double verdict = ((const double *)(const void *)w->order)[row];
        if (use[row] == NKT_EXPECTED_USED)
            use[row] = verdict; /* missing or invalid: the same codes */
        if (options->rounding == NKT_EXPECTED_ONE_DECIMAL && isfinite(expected[row])) {
            int8_t state;
            expected[row] = nkt_i_round_half_away(expected[row], 1);
            deviation[row] = nkt_i_column_value(in->response, row, &state) - expected[row];
        }
    }
}
