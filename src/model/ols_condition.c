/*
 * The scaled condition number: the largest eigenvalue of the scaled matrix of products, and of its
 * inverse. Each comes from a matrix that is exact to the last bit, so each is accurate, where the
 * smallest eigenvalue of the first would be lost in rounding.
 *
 * Source: Belsley, Kuh & Welsch, Regression Diagnostics (1980), chapter 3.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

enum { MOST = NKT_OLS_TERMS_MAX + 1, SWEEPS = 40 };

/* One Jacobi rotation that makes a[p][q] zero. */
static void rotate(double *a, int64_t n, int64_t p, int64_t q) {
    const double theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
    const double t = (theta >= 0 ? 1 : -1) / (fabs(theta) + sqrt(theta * theta + 1));
    const double c = 1 / sqrt(t * t + 1), s = t * c;

    for (int64_t k = 0; k < n; k++) {
        const double x = a[k * n + p], y = a[k * n + q];
        a[k * n + p] = c * x - s * y;
        a[k * n + q] = s * x + c * y;
    }
    for (int64_t k = 0; k < n; k++) {
        const double x = a[p * n + k], y = a[q * n + k];
        a[p * n + k] = c * x - s * y;
        a[q * n + k] = s * x + c * y;
    }
}

/* The largest eigenvalue of a symmetric n x n matrix, by cyclic Jacobi sweeps. */
static double largest_eigenvalue(double *a, int64_t n) {
    double largest = 0;

    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        double off = 0, diagonal = 0;
        for (int64_t p = 0; p < n; p++) {
            diagonal = fmax(diagonal, fabs(a[p * n + p]));
            for (int64_t q = p + 1; q < n; q++)
                off = fmax(off, fabs(a[p * n + q]));
        }
        if (off <= 0x1p-54 * diagonal)
            break;
        for (int64_t p = 0; p < n; p++)
            for (int64_t q = p + 1; q < n; q++)
                if (a[p * n + q] != 0)
                    rotate(a, n, p, q);
    }
    for (int64_t p = 0; p < n; p++)
        largest = fmax(largest, a[p * n + p]);
    return largest;
}

double nkt_i_ols_condition(const nkt_i_ols_fit *fit) {
    nkt_i_ols_parts parts = nkt_i_ols_fit_parts(fit);
    const double *dropped = nkt_i_ols_list(fit, NKT_OLS_LIST_DROPPED);
    nkt_i_wide length[MOST];
    double a[MOST * MOST], direct, inverse;
    int64_t kept[MOST], n = 0;

    for (int64_t k = 0; k < fit->n_coefficients; k++)
        if (dropped[k] == 0) {
            kept[n] = k;
            length[n++] = nkt_i_wide_root(&parts.length2[k]);
        }
    if (n == 0)
        return NAN;
    for (int64_t i = 0; i < n; i++)
        for (int64_t j = 0; j <= i; j++)
            a[i * n + j] = a[j * n + i] = parts.correlation[nkt_i_triangle(kept[i], kept[j])];
    direct = largest_eigenvalue(a, n);
    for (int64_t i = 0; i < n; i++)
        for (int64_t j = 0; j <= i; j++) {
            nkt_i_wide g = nkt_i_ols_unscaled(fit, kept[i], kept[j]);
            g = nkt_i_wide_multiply(&g, &length[i]);
            g = nkt_i_wide_multiply(&g, &length[j]);
            a[i * n + j] = a[j * n + i] = nkt_i_wide_round(&g);
        }
    inverse = largest_eigenvalue(a, n);
    return sqrt(direct) * sqrt(inverse);
}
