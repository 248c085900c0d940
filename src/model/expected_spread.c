/*
 * What tau² may be besides its estimate: its likelihood, integrated.
 *
 * The likelihood is the method's own, so that it is greatest at the method's estimate: of REML the
 * restricted one, of Paule & Mandel's equation Q^(nu/2) exp(-Q/2), Q the sum that is made nu = m - r;
 * near its top that is as wide as the published error of the estimator, 2 m / (sum w)². Where all
 * variances of chance are equal, the two are the same.
 *
 * The weight of tau before the data were seen is sqrt(tau) d tau, halfway between uniform in tau,
 * whose limits cover some .93 at worst, and uniform in tau², whose limits cover .98 in small
 * counties. tests/accuracy/shrunken.c measures it. tau is at most half of the whole, as is the standard
 * deviation of anything between 0 and the whole: so there is an end to the integral however few rows
 * there are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected.h"

/* Where the density is less than e^-DROP of its greatest, nothing is integrated. */
#define DROP 30

/* In each round of the search for where the density lies. */
enum { CELLS = 24, ROUNDS = 20 };

/* A density in z between 0 and 1: tau = scale z² / (1 - z²), so that it is smooth to both ends. */
typedef struct density {
    nkt_i_basis *basis;
    double scale, df;
    int restricted;
    int failed;
} density;

static double tau2_of(const density *d, double z) {
    const double tau = d->scale * z * z / (1 - z * z);
    return tau * tau;
}

/* Its logarithm; -infinity where there is none. */
static double log_density(density *d, double z) {
    nkt_i_basis *basis = d->basis;
    double q = 0, logs = 0;

    if (!nkt_i_basis_at(basis, tau2_of(d, z))) {
        d->failed = 1;
        return -INFINITY;
    }
    for (int64_t i = 0; i < basis->n_rows; i++) {
        q += basis->weight[i] * basis->left[i] * basis->left[i];
        logs += d->restricted ? log(basis->weight[i]) / 2 : 0;
    }
    for (int64_t a = 0; d->restricted && a < basis->rank; a++)
        logs -= log(basis->factor[nkt_i_triangle(a, a)]);
    logs += d->restricted ? 0 : d->df / 2 * log(q);
    /* sqrt(tau) d tau = 2 scale^1.5 z² (1 - z²)^-2.5 dz */
    return logs - q / 2 + 2 * log(z) - 2.5 * log1p(-z * z);
}

/* Narrows low ... high to where the density lies; mode: a place where it is known to be high. */
static void find_range(density *d, double mode, double *low, double *high) {
    double best = log_density(d, mode);

    for (int round = 0; round < ROUNDS; round++) {
        const double from = *low, step = (*high - from) / CELLS;
        const int at_mode = (int)fmin(fmax((mode - from) / step, 0), CELLS - 1);
        double value[CELLS];
        int first = at_mode, last = at_mode;
        for (int c = 0; c < CELLS; c++) {
            value[c] = log_density(d, from + (c + 0.5) * step);
            best = fmax(best, value[c]);
        }
        for (int c = 0; c < CELLS; c++)
            if (value[c] > best - DROP) {
                first = c < first ? c : first;
                last = c > last ? c : last;
            }
        *low = fmax(*low, from + (first - 1) * step);
        *high = fmin(*high, from + (last + 2) * step);
        if (last - first + 3 > CELLS / 2)
            return;
    }
}

/* Places and weights of Gauss and Legendre's rule of n points on -1 ... 1. */
static void gauss_legendre(int n, double *place, double *weight) {
    for (int i = 0; i < n; i++) {
        double x = cos(3.14159265358979323846 * (i + 0.75) / (n + 0.5)), slope = 1;
        for (int step = 0; step < 6; step++) {
            double before = 1, now = x;
            for (int k = 2; k <= n; k++) {
                const double next = ((2 * k - 1) * x * now - (k - 1) * before) / k;
                before = now;
                now = next;
            }
            slope = n * (x * now - before) / (x * x - 1);
            x -= now / slope;
        }
        place[i] = x;
        weight[i] = 2 / ((1 - x * x) * slope * slope);
    }
}

/* What tau is measured by: a typical error of chance, and its estimate. */
static double scale_of(const nkt_i_basis *basis, double tau2) {
    double precision = 0;

    for (int64_t i = 0; i < basis->n_rows; i++)
        precision += 1 / basis->variance[i];
    return sqrt((double)basis->n_rows / precision + tau2);
}

static void keep_node(nkt_i_spread *spread, const nkt_i_basis *basis, double tau2,
                      double log_probability) {
    const int64_t r = basis->rank, triangle = nkt_i_triangle(r, 0), k = spread->n++;

    spread->tau2[k] = tau2;
    spread->probability[k] = log_probability;
    memcpy(spread->factor + k * triangle, basis->factor, (size_t)triangle * sizeof(double));
    memcpy(spread->change + k * r, basis->change, (size_t)r * sizeof(double));
}

/* Logarithms become probabilities. */
static void normalise(nkt_i_spread *spread) {
    double best = -INFINITY, sum = 0;

    for (int64_t k = 0; k < spread->n; k++)
        best = fmax(best, spread->probability[k]);
    for (int64_t k = 0; k < spread->n; k++)
        sum += spread->probability[k] = exp(spread->probability[k] - best);
    for (int64_t k = 0; k < spread->n; k++)
        spread->probability[k] /= sum;
    if (!isfinite(best))
        spread->n = 0;
}

/* Where tau is. */
static double z_of(const density *d, double tau) {
    return sqrt(tau / (d->scale + tau));
}

void nkt_i_spread_make(nkt_i_spread *spread, nkt_i_basis *basis, double tau2, double whole,
                       int64_t method) {
    double place[NKT_I_SPREAD_NODES], weight[NKT_I_SPREAD_NODES], low = 0, high, q = 0;
    density d = {basis, scale_of(basis, tau2), (double)(basis->n_rows - basis->rank), 0, 0};

    spread->n = 0;
    nkt_i_basis_at(basis, tau2);
    for (int64_t i = 0; i < basis->n_rows; i++)
        q += basis->weight[i] * basis->left[i] * basis->left[i];
    d.restricted = method == NKT_TAU2_REML || !(q > 0);
    high = z_of(&d, whole / 2);
    find_range(&d, tau2 > 0 ? fmin(z_of(&d, sqrt(tau2)), high) : high / 4, &low, &high);
    gauss_legendre(NKT_I_SPREAD_NODES, place, weight);
    for (int k = 0; k < NKT_I_SPREAD_NODES; k++) {
        const double z = low + (high - low) * (1 + place[k]) / 2, value = log_density(&d, z);
        if (!d.failed)
            keep_node(spread, basis, tau2_of(&d, z), value + log(weight[k]));
    }
    if (d.failed)
        spread->n = 0;
    normalise(spread);
    nkt_i_basis_at(basis, tau2);
}

/* ---- one unit ------------------------------------------------------------------------------------ */

void nkt_i_spread_of(const nkt_i_spread *spread, const nkt_i_basis *basis, int64_t i,
                     nkt_i_mixture *mixture) {
    const int64_t r = basis->rank, triangle = nkt_i_triangle(r, 0);
    const double *q = basis->q + i * r, v = basis->variance[i];
    nkt_i_basis at = *basis;
    double squares = 0;

    mixture->spread = spread;
    mixture->mean = mixture->share = 0;
    for (int64_t k = 0; k < spread->n; k++) {
        const double p = spread->probability[k], share = spread->tau2[k] / (spread->tau2[k] + v);
        double left = basis->residual[i], variance;
        at.factor = spread->factor + k * triangle;
        for (int64_t a = 0; a < r; a++)
            left -= q[a] * spread->change[k * r + a];
        variance = share * v + share * share * nkt_i_basis_form(&at, q);
        mixture->middle[k] = share * left;
        mixture->error[k] = sqrt(variance);
        mixture->mean += p * mixture->middle[k];
        mixture->share += p * share;
        squares += p * variance;
    }
    for (int64_t k = 0; k < spread->n; k++) {
        const double away = mixture->middle[k] - mixture->mean;
        squares += spread->probability[k] * away * away;
    }
    mixture->se = sqrt(squares);
}

double nkt_i_mixture_above(const nkt_i_mixture *mixture, double at) {
    double sum = 0;

    for (int64_t k = 0; k < mixture->spread->n; k++)
        sum += mixture->spread->probability[k] *
               nkt_i_normal_cdf((mixture->middle[k] - at) / mixture->error[k]);
    return fmin(sum, 1);
}

/* The density, from which Newton's steps are formed. */
static double density_at(const nkt_i_mixture *mixture, double at) {
    double sum = 0;

    for (int64_t k = 0; k < mixture->spread->n; k++) {
        const double z = (at - mixture->middle[k]) / mixture->error[k];
        sum += mixture->spread->probability[k] * exp(-z * z / 2) / mixture->error[k];
    }
    return sum * 0.39894228040143267794;
}

double nkt_i_mixture_quantile(const nkt_i_mixture *mixture, double above) {
    const double z = -nkt_i_normal_quantile(above);
    double low = INFINITY, high = -INFINITY, x = mixture->mean + z * mixture->se;

    /* Between the least and the greatest of the nodes' own. */
    for (int64_t k = 0; k < mixture->spread->n; k++) {
        low = fmin(low, mixture->middle[k] + z * mixture->error[k]);
        high = fmax(high, mixture->middle[k] + z * mixture->error[k]);
    }
    for (int step = 0; step < 200 && high - low > 0x1p-50 * mixture->se; step++) {
        double excess, next;
        if (!(x > low && x < high))
            x = low + (high - low) / 2;
        excess = nkt_i_mixture_above(mixture, x) - above;
        if (excess > 0)
            low = x;
        else
            high = x;
        next = x + excess / density_at(mixture, x);
        if (fabs(next - x) <= 0x1p-46 * mixture->se)
            return next;
        x = next;
    }
    return x;
}
