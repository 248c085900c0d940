/*
 * An integral that halves its panels where the function bends.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "numeric/numeric.h"

enum { DEPTH = 30 };

/* What two halves may differ from their whole by. */
#define AGREES 1e-12

/* Gauss & Legendre's seven points, exact for polynomials to degree 13. */
static double panel(nkt_i_function *f, const void *context, double from, double to) {
    static const double at[] = {0.405845151377397166906606412076961,
                                0.741531185599394439863864773280788,
                                0.949107912342758524526189684047851};
    static const double weight[] = {0.381830050505118944950369775488975,
                                    0.279705391489276667901467771423780,
                                    0.129484966168869693270611432679082};
    const double middle = (from + to) / 2, half = (to - from) / 2;
    double sum = 0.417959183673469387755102040816327 * f(middle, context);

    for (int k = 0; k < 3; k++)
        sum += weight[k] * (f(middle - half * at[k], context) + f(middle + half * at[k], context));
    return half * sum;
}

static double refined(nkt_i_function *f, const void *context, double from, double to, double whole,
                      int depth) {
    const double middle = (from + to) / 2;
    const double left = panel(f, context, from, middle), right = panel(f, context, middle, to);

    if (depth == 0 || fabs(left + right - whole) <= AGREES)
        return left + right;
    return refined(f, context, from, middle, left, depth - 1) +
           refined(f, context, middle, to, right, depth - 1);
}

double nkt_i_integral(nkt_i_function *f, const void *context, double from, double to,
                      int32_t panels) {
    double sum = 0;

    for (int32_t k = 0; k < panels; k++) {
        const double a = from + (to - from) * k / panels, b = from + (to - from) * (k + 1) / panels;
        sum += refined(f, context, a, b, panel(f, context, a, b), DEPTH);
    }
    return sum;
}
