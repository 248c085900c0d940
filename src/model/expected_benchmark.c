/*
 * The benchmark of each row: its shrunken deviation, how sure that is, and its limits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected.h"

/*
 * Variance and bias of the estimate of tau², to the second order: of REML 2 / sum w² and none
 * (Prasad & Rao 1990; Datta & Lahiri 2000), of Paule & Mandel's equation, which is that of Fay &
 * Herriot, 2 m / (sum w)² and 2 (m sum w² - (sum w)²) / (sum w)³ (Datta, Rao & Smith 2005).
 */
typedef struct moments {
    double variance, bias;
} moments;

static moments moments_of_tau2(const nkt_i_basis *basis, int64_t method) {
    const double m = (double)basis->n_rows;
    double sum = 0, squares = 0;

    for (int64_t i = 0; i < basis->n_rows; i++) {
        sum += basis->weight[i];
        squares += basis->weight[i] * basis->weight[i];
    }
    if (method == NKT_TAU2_REML)
        return (moments){2 / squares, 0};
    return (moments){2 * m / (sum * sum), 2 * (m * squares - sum * sum) / (sum * sum * sum)};
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
    const nkt_i_basis *basis;
    const nkt_i_spread *spread;
    double z;
    moments of_tau2;
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

/* The deviation, and how sure it is, over all that tau² may be. */
static void put_deviation(const common *c, int64_t i, int64_t row) {
    const double tail = (1 - c->model->confidence) / 2, by = c->model->above_by;
    double p_above, p_above_by, p;
    nkt_i_mixture mixture;

    nkt_i_spread_of(c->spread, c->basis, i, &mixture);
    p_above = nkt_i_mixture_above(&mixture, 0);
    p_above_by = nkt_i_mixture_above(&mixture, by);
    put(c, NKT_EXPECTED_ROW_WEIGHT, row, mixture.share);
    put(c, NKT_EXPECTED_ROW_SHRUNKEN, row, mixture.mean);
    put(c, NKT_EXPECTED_ROW_SE, row, mixture.se);
    put(c, NKT_EXPECTED_ROW_SHRUNKEN_LOWER, row, nkt_i_mixture_quantile(&mixture, 1 - tail));
    put(c, NKT_EXPECTED_ROW_SHRUNKEN_UPPER, row, nkt_i_mixture_quantile(&mixture, tail));
    put(c, NKT_EXPECTED_ROW_P_ABOVE, row, p_above);
    put(c, NKT_EXPECTED_ROW_P_ABOVE_BY, row, p_above_by);
    put(c, NKT_EXPECTED_ROW_CLASS, row,
        class_of(1 - nkt_i_mixture_above(&mixture, -by), 1 - p_above, p_above, p_above_by, c->model,
                 &p));
    put(c, NKT_EXPECTED_ROW_CLASS_P, row, p);
}

/* The same with the estimate of tau² in the place of tau², and the published error. */
static void put_plug_in(const common *c, int64_t row, double deviation, double v, double form) {
    const double tau2 = c->model->tau2, w = 1 / (tau2 + v), share = tau2 * w;
    const double g3 = v * v * w * w * w * c->of_tau2.variance;
    const double mse =
        share * v + share * share * form + 2 * g3 - (1 - share) * (1 - share) * c->of_tau2.bias;

    put(c, NKT_EXPECTED_ROW_PLUG_IN, row, share * deviation);
    put(c, NKT_EXPECTED_ROW_PLUG_IN_SE, row, mse >= 0 ? sqrt(mse) : NAN);
}

/* What a fit without the row says of it. rest: 1 - leverage. */
static void put_left_out(const common *c, int64_t row, double actual, double deviation,
                         double variance, double form, double rest) {
    const double away = deviation / rest, of_away = variance + form / rest;

    put_limits(c, NKT_EXPECTED_ROW_LOWER, row, actual - away, of_away);
    put(c, NKT_EXPECTED_ROW_OUTLYING_P, row, 2 * nkt_i_normal_sf(fabs(away) / sqrt(of_away)));
}

void nkt_i_expected_benchmark(nkt_i_expected *model, const nkt_i_basis *basis,
                              const nkt_i_spread *spread) {
    const common c = {model, basis, spread, nkt_i_normal_quantile(0.5 + model->confidence / 2),
                      moments_of_tau2(basis, model->tau2_method)};
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
        if (spread->n > 0)
            put_deviation(&c, i, row);
        put_plug_in(&c, row, deviation, v, form);
        put_limits(&c, NKT_EXPECTED_ROW_FUNNEL_LOWER, row, expected, v);
        put_limits(&c, NKT_EXPECTED_ROW_FUNNEL_TAU_LOWER, row, expected, variance);
        if (rest > 0x1p-40)
            put_left_out(&c, row, basis->actual[i], deviation, variance, form, rest);
    }
    nkt_i_basis_coefficients(basis, fit, nkt_i_ols_list(fit, NKT_OLS_LIST_COEFFICIENT),
                             coefficients, coefficients + model->n_terms + 1);
}
