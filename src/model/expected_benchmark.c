/*
 * The benchmark of each row: its shrunken deviation, how sure that is, and its limits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected.h"

/* The variance of the estimate of tau² (Datta, Rao & Smith 2005). */
static double variance_of_tau2(const nkt_i_basis *basis, int64_t method) {
    const double m = (double)basis->n_rows;
    double weights = 0, squares = 0;

    for (int64_t i = 0; i < basis->n_rows; i++) {
        weights += basis->weight[i];
        squares += basis->weight[i] * basis->weight[i];
    }
    return method == NKT_TAU2_REML ? 2 / squares : 2 * m / (weights * weights);
}

static int32_t class_of(double p_below_by, double p_below, double p_above, double p_above_by,
                        const nkt_i_expected *model, double *p) {
    const int far = model->above_by > 0;

    if (far && p_above_by >= model->certainty) {
        *p = p_above_by;
        return NKT_BENCHMARK_CLASS_FAR_ABOVE;
    }
    if (far && p_below_by >= model->certainty) {
        *p = p_below_by;
        return NKT_BENCHMARK_CLASS_FAR_BELOW;
    }
    *p = fmax(p_above, p_below);
    if (*p < model->certainty)
        return NKT_BENCHMARK_CLASS_UNCERTAIN;
    return p_above > p_below ? NKT_BENCHMARK_CLASS_ABOVE : NKT_BENCHMARK_CLASS_BELOW;
}

/* What the rows of a model have in common. */
typedef struct common {
    const nkt_i_expected *model;
    double z, tau2_variance;
} common;

static void put(const common *c, int32_t what, int64_t row, double value) {
    nkt_i_expected_list(c->model, what)[row] = value;
}

/* Two limits whose ids follow each other. */
static void put_limits(const common *c, int32_t lower, int64_t row, double middle,
                       double variance) {
    const double reach = c->z * sqrt(variance);
    put(c, lower, row, middle - reach);
    put(c, lower + 1, row, middle + reach);
}

static void put_deviation(const common *c, int64_t row, double deviation, double v, double form) {
    const double tau2 = c->model->tau2, by = c->model->above_by, w = 1 / (tau2 + v);
    const double share = tau2 * w, shrunken = share * deviation;
    const double g3 = v * v * w * w * w * c->tau2_variance;
    const double mse = share * v + share * share * form + 2 * g3, se = sqrt(mse);
    double p;

    put(c, NKT_EXPECTED_ROW_WEIGHT, row, share);
    put(c, NKT_EXPECTED_ROW_SHRUNKEN, row, shrunken);
    put(c, NKT_EXPECTED_ROW_SE, row, se);
    put_limits(c, NKT_EXPECTED_ROW_SHRUNKEN_LOWER, row, shrunken, mse);
    put(c, NKT_EXPECTED_ROW_P_ABOVE, row, nkt_i_normal_cdf(shrunken / se));
    put(c, NKT_EXPECTED_ROW_P_ABOVE_BY, row, nkt_i_normal_cdf((shrunken - by) / se));
    put(c, NKT_EXPECTED_ROW_CLASS, row,
        class_of(nkt_i_normal_sf((shrunken + by) / se), nkt_i_normal_sf(shrunken / se),
                 nkt_i_normal_cdf(shrunken / se), nkt_i_normal_cdf((shrunken - by) / se), c->model,
                 &p));
    put(c, NKT_EXPECTED_ROW_CLASS_P, row, p);
}

/* What a fit without the row says of it. rest: 1 - leverage. */
static void put_left_out(const common *c, int64_t row, double actual, double deviation,
                         double variance, double form, double rest) {
    const double away = deviation / rest, of_away = variance + form / rest;

    put_limits(c, NKT_EXPECTED_ROW_LOWER, row, actual - away, of_away);
    put(c, NKT_EXPECTED_ROW_OUTLYING_P, row, 2 * nkt_i_normal_sf(fabs(away) / sqrt(of_away)));
}

void nkt_i_expected_benchmark(nkt_i_expected *model, const nkt_i_basis *basis) {
    const common c = {model, nkt_i_normal_quantile(0.5 + model->confidence / 2),
                      variance_of_tau2(basis, model->tau2_method)};
    const nkt_i_ols_fit *fit = nkt_i_expected_fit(model);
    double *coefficients = nkt_i_expected_coefficients(model);

    for (int64_t i = 0; i < basis->n_rows; i++) {
        const int64_t row = basis->row[i];
        const double v = basis->variance[i], deviation = basis->left[i];
        const double variance = model->tau2 + v;
        const double form = nkt_i_basis_form(basis, basis->q + i * basis->rank);
        const double rest = 1 - basis->weight[i] * form;
        const double expected = basis->actual[i] - deviation;

        put(&c, NKT_EXPECTED_ROW_VARIANCE, row, v);
        put(&c, NKT_EXPECTED_ROW_BENCHMARK, row, expected);
        put(&c, NKT_EXPECTED_ROW_FROM_BENCHMARK, row, deviation);
        put_deviation(&c, row, deviation, v, form);
        put_limits(&c, NKT_EXPECTED_ROW_FUNNEL_LOWER, row, expected, v);
        put_limits(&c, NKT_EXPECTED_ROW_FUNNEL_TAU_LOWER, row, expected, variance);
        if (rest > 0x1p-40)
            put_left_out(&c, row, basis->actual[i], deviation, variance, form, rest);
    }
    nkt_i_basis_coefficients(basis, fit, nkt_i_ols_list(fit, NKT_OLS_LIST_COEFFICIENT),
                             coefficients, coefficients + model->n_terms + 1);
}
