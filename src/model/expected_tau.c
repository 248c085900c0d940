/*
 * How much units differ beyond their terms and beyond chance: tau², and its limits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected.h"

/* Sum w e², which falls as tau² rises. */
static double weighted_squares(nkt_i_basis *basis, double tau2) {
    double sum = 0;

    if (!nkt_i_basis_at(basis, tau2))
        return NAN;
    for (int64_t i = 0; i < basis->n_rows; i++)
        sum += basis->weight[i] * basis->left[i] * basis->left[i];
    return sum;
}

/*
 * Twice the derivative of the restricted log likelihood by tau²: sum (w e)² - trace P, where
 * P = W - W X (X'WX)^-1 X'W, so that trace P = sum w (1 - h), h the leverages.
 */
static double restricted_score(nkt_i_basis *basis, double tau2) {
    double sum = 0;

    if (!nkt_i_basis_at(basis, tau2))
        return NAN;
    for (int64_t i = 0; i < basis->n_rows; i++) {
        const double w = basis->weight[i], pull = w * basis->left[i];
        const double h = w * nkt_i_basis_form(basis, basis->q + i * basis->rank);
        sum += pull * pull - w * (1 - h);
    }
    return sum;
}

typedef double measure(nkt_i_basis *basis, double tau2);

/*
 * The tau² at which the measure meets the level, 0 where it is below it from the start. The bracket
 * grows until the measure is below, then shrinks by false position (Illinois), which never leaves
 * it.
 */
static double meet(nkt_i_basis *basis, measure *what, double level) {
    double low = 0, at_low = what(basis, 0) - level, high = 0, at_high, scale = 0;

    if (isnan(at_low) || at_low <= 0)
        return isnan(at_low) ? NAN : 0;
    for (int64_t i = 0; i < basis->n_rows; i++)
        scale = fmax(scale, basis->residual[i] * basis->residual[i]);
    high = scale > 0 ? scale : 1;
    for (int step = 0; (at_high = what(basis, high) - level) > 0; step++) {
        if (step == 200)
            return NAN;
        low = high;
        at_low = at_high;
        high *= 2;
    }
    for (int step = 0, side = 0; step < 200 && at_high != 0; step++) {
        double next = low + (high - low) * (at_low / (at_low - at_high)), at;
        if (!(next > low && next < high) || step % 8 == 7)
            next = low + (high - low) / 2;
        if (!(next > low && next < high) || high - low <= 0x1p-51 * high)
            break;
        at = what(basis, next) - level;
        if (at > 0) {
            low = next;
            at_low = at;
            at_high *= side == 1 ? 0.5 : 1;
            side = 1;
        } else {
            high = next;
            at_high = at;
            at_low *= side == -1 ? 0.5 : 1;
            side = -1;
        }
    }
    return high;
}

int nkt_i_expected_tau(nkt_i_basis *basis, nkt_i_expected *model) {
    const double df = (double)(basis->n_rows - basis->rank), tail = (1 - model->confidence) / 2;

    if (basis->n_rows <= basis->rank || basis->rank == 0)
        return 0;
    model->q = weighted_squares(basis, 0);
    if (isnan(model->q))
        return 0;
    model->q_df = df;
    model->q_p = nkt_i_chi2_sf(model->q, df);
    model->tau2_lower = meet(basis, weighted_squares, 2 * nkt_i_gamma_quantile_upper(tail, df / 2));
    model->tau2_upper = meet(basis, weighted_squares, 2 * nkt_i_gamma_quantile(tail, df / 2));
    model->tau2 = model->tau2_method == NKT_TAU2_REML ? meet(basis, restricted_score, 0)
                                                      : meet(basis, weighted_squares, df);
    return !isnan(model->tau2) && nkt_i_basis_at(basis, model->tau2);
}
