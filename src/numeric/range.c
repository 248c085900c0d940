/*
 * The range of independent normal numbers: the largest less the smallest.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/numeric.h"

typedef struct range {
    double n, width;
} range;

/* The smallest is at u, and all others within the width above it, one of n. */
static double density(double u, const range *r) {
    /* on the side where neither probability is near 1 */
    const double inside = u > 0 ? nkt_i_normal_sf(u) - nkt_i_normal_sf(u + r->width)
                                : nkt_i_normal_cdf(u + r->width) - nkt_i_normal_cdf(u);

    return r->n * exp(-u * u / 2) / sqrt(2 * NKT_I_PI) * pow(inside, r->n - 1);
}

/* A sum of even steps: of so smooth a bump, narrow as it may be for many numbers, it is exact. */
double nkt_i_range_cdf(double width, double n) {
    const double step = 0.1, most = NKT_I_NORMAL_END / step;
    const range r = {n, width};
    double sum = 0;

    for (int k = -(int)most; k <= (int)most; k++)
        sum += density(k * step, &r);
    return width > 0 ? fmin(1, step * sum) : 0;
}

/*
 * False position, an end that stays twice counted half (Illinois): the distribution rises, and is
 * nearly straight where it is looked for.
 */
double nkt_i_range_quantile(double p, double n) {
    double at[2] = {0, 2 * NKT_I_NORMAL_END}, off[2] = {-p, 1 - p}, x = 0, found = 1;
    int before = -1;

    for (int k = 0; k < 100 && fabs(found) > 1e-13 && at[1] - at[0] > 1e-13; k++) {
        int side;
        x = (at[0] * off[1] - at[1] * off[0]) / (off[1] - off[0]);
        found = nkt_i_range_cdf(x, n) - p;
        side = found > 0;
        if (side == before)
            off[1 - side] /= 2;
        at[side] = x;
        off[side] = found;
        before = side;
    }
    return x;
}
