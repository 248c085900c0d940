/*
 * The score interval of a difference of two shares.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "figures/figures.h"

/* Two shares, and what their difference is supposed to be. */
typedef struct pair {
    double a, m, b, n; /* a of m, b of n */
    double z;
} pair;

/*
 * The most likely second share q where the first is q + d: the root of Miettinen & Nurminen's cubic
 * k(q) = 0, the derivative of the likelihood times q (1 - q) (q + d) (1 - q - d), which falls from
 * above 0 to below 0 (or is 0) over the q that can be. Newton's steps, kept between what is known to
 * be below and above the root: their closed form has half the digits where two roots meet.
 */
static double likely_second(const pair *p, double d) {
    const double n = p->m + p->n, c = p->a + p->b;
    const double k2 = (p->m + 2 * p->n) * d - n - c;
    const double k1 = (p->n * d - n - 2 * p->b) * d + c;
    const double k0 = p->b * d * (1 - d);
    double low = fmax(0, -d), high = fmin(1, 1 - d), q = (low + high) / 2;

    for (int step = 0; step < 100 && high - low > 1e-16; step++) {
        const double value = ((n * q + k2) * q + k1) * q + k0;
        const double slope = (3 * n * q + 2 * k2) * q + k1;
        double next;
        if (value == 0)
            break;
        if (value > 0)
            low = q;
        else
            high = q;
        next = q - value / slope;
        if (!(next > low && next < high))
            next = (low + high) / 2;
        if (fabs(next - q) <= 1e-16)
            break;
        q = next;
    }
    return q;
}

/* How many standard errors the difference that was seen is from d, under the shares most likely then. */
static double score(const pair *p, double d) {
    const double seen = p->a / p->m - p->b / p->n, all = p->m + p->n;
    const double second = likely_second(p, d);
    const double first = fmin(1, fmax(0, second + d));
    const double variance = first * (1 - first) / p->m + second * (1 - second) / p->n;

    if (seen == d)
        return 0;
    return fabs(seen - d) / sqrt(fmax(0, variance) * (all / (all - 1)));
}

/* The d between the difference that was seen and an end at which the score is z; the end, if none. */
static double limit(const pair *p, double end) {
    double inside = p->a / p->m - p->b / p->n, outside = end;

    if (!(score(p, end) > p->z))
        return end;
    for (int step = 0; step < 60 && fabs(outside - inside) > 1e-16; step++) {
        const double d = (inside + outside) / 2;
        if (score(p, d) > p->z)
            outside = d;
        else
            inside = d;
    }
    return (inside + outside) / 2;
}

nkt_i_limits nkt_i_miettinen_nurminen_limits(double part_1, double whole_1, double part_2,
                                             double whole_2, double z) {
    const pair p = {part_1, whole_1, part_2, whole_2, z};
    /* those who are not among the parts: small shares keep their digits */
    const pair others = {whole_1 - part_1, whole_1, whole_2 - part_2, whole_2, z};

    if (!(whole_1 + whole_2 > 1)) /* one person at most: every difference can be */
        return (nkt_i_limits){-1, 1};
    if (part_1 + part_2 > (whole_1 + whole_2) / 2)
        return (nkt_i_limits){-limit(&others, 1), -limit(&others, -1)};
    return (nkt_i_limits){limit(&p, -1), limit(&p, 1)};
}
