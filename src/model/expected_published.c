/*
 * The layer as published: least squares, every unit counting the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected.h"

/* Each in the order of the lists that it fills, which follow one another in the model. */
static const int32_t of_expected[] = {NKT_OLS_ROW_FITTED, NKT_OLS_ROW_RESIDUAL};
static const int32_t of_leverage[] = {NKT_OLS_ROW_LEVERAGE, NKT_OLS_ROW_LOO_PREDICTION,
                                      NKT_OLS_ROW_LOO_DEVIATION, NKT_OLS_ROW_PREDICTION_LOWER,
                                      NKT_OLS_ROW_PREDICTION_UPPER};

/* As Kolada has it: the deviation is that from the rounded value. */
static void round_lists(const nkt_column *response, const nkt_i_expected *model) {
    double *expected = nkt_i_expected_list(model, NKT_EXPECTED_ROW_EXPECTED);
    double *deviation = nkt_i_expected_list(model, NKT_EXPECTED_ROW_DEVIATION);

    for (int64_t row = 0; row < model->n_rows; row++) {
        int8_t state;
        if (!isfinite(expected[row]))
            continue;
        expected[row] = nkt_i_round_half_away(expected[row], 1);
        deviation[row] = nkt_i_column_value(response, row, &state) - expected[row];
    }
}

void nkt_i_expected_published(nkt_i_inner *inner, nkt_i_expected *model,
                              const nkt_i_expected_work *w) {
    const nkt_i_ols_fit *fit = nkt_i_expected_fit(model);
    double *use = nkt_i_expected_list(model, NKT_EXPECTED_ROW_USE);

    for (int64_t row = 0; row < model->n_rows; row++)
        use[row] = w->use[row];
    nkt_i_inner_rows(inner, fit, of_expected, 2,
                     nkt_i_expected_list(model, NKT_EXPECTED_ROW_EXPECTED));
    nkt_i_inner_rows(inner, fit, of_leverage, 5,
                     nkt_i_expected_list(model, NKT_EXPECTED_ROW_LEVERAGE));
    if (model->decimals == NKT_DECIMALS_ONE)
        round_lists(inner->given->response, model);
}
