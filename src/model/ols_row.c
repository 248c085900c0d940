/*
 * One row against a fit: its prediction and its place in the space of the terms, in numbers of two
 * doubles, so that they hold at condition numbers that would leave a double nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

#define ROWS NKT_I_OLS_ROWS

/* A leverage this close to 1 is 1: without the row, the terms would be collinear. */
#define NEARLY_ONE 0x1p-50

typedef struct pair {
    double high, low;
} pair;

/* sum += a · b, each of two doubles. */
static inline void add_product(pair *sum, double a, double a_low, double b, double b_low) {
    double product, error, carry;

    nkt_i_two_product(a, b, &product, &error);
    nkt_i_two_sum(sum->high, product, &sum->high, &carry);
    sum->low += carry + (error + (a * b_low + a_low * b));
}

static inline pair settled(pair sum) {
    pair result;
    nkt_i_two_sum(sum.high, sum.low, &result.high, &result.low);
    return result;
}

void nkt_i_ols_pass_begin(nkt_i_ols_pass *pass, const nkt_i_ols_fit *fit) {
    pass->fit = fit;
    pass->parts = nkt_i_ols_fit_parts(fit);
    pass->dropped = nkt_i_ols_list(fit, NKT_OLS_LIST_DROPPED);
    for (int64_t k = 0; k < fit->n_coefficients; k++) {
        /* Two steps: the whole power may lie beyond the range of a double. */
        const int e = (int)pass->parts.exponent[k];
        double sum = 0;
        pass->down[k] = ldexp(1, -(e / 2));
        pass->down_again[k] = ldexp(1, -(e - e / 2));
        for (int64_t i = k; i < fit->n_coefficients; i++) {
            const double m = pass->parts.m_high[nkt_i_triangle(i, k)];
            sum += m * m;
        }
        pass->column_length[k] = sqrt(sum);
    }
}

void nkt_i_ols_row_make(const nkt_i_ols_pass *pass, const nkt_i_ols_block *block, int64_t r,
                        double weight, nkt_i_ols_row *row) {
    const nkt_i_ols_fit *fit = pass->fit;
    const nkt_i_ols_parts *parts = &pass->parts;
    const int64_t p = fit->n_coefficients, first = 1 - fit->intercept;
    double x[NKT_OLS_TERMS_MAX + 1], x_low[NKT_OLS_TERMS_MAX + 1], y, sum, error;
    pair fitted = {0, 0}, length2 = {0, 0};

    for (int64_t k = 0; k < p; k++) {
        const int64_t at = (first + k) * ROWS + r;
        x[k] = block->high[at] * pass->down[k] * pass->down_again[k];
        x_low[k] = block->low ? block->low[at] * pass->down[k] * pass->down_again[k] : 0;
        if (pass->dropped[k] == 0)
            add_product(&fitted, parts->b_high[k], parts->b_low[k], x[k], x_low[k]);
    }
    for (int64_t i = 0; i < p; i++) {
        const double *high = parts->m_high + nkt_i_triangle(i, 0);
        const double *low = parts->m_low + nkt_i_triangle(i, 0);
        pair z = {0, 0};
        for (int64_t j = 0; pass->dropped[i] == 0 && j <= i; j++)
            add_product(&z, high[j], low[j], x[j], x_low[j]);
        z = settled(z);
        row->z[i] = z.high;
        add_product(&length2, z.high, z.low, z.high, z.low);
    }
    fitted = settled(fitted);
    length2 = settled(length2);
    row->fitted = fitted.high;
    row->fitted_low = fitted.low;
    row->length2 = length2.high;
    row->weight = weight;
    nkt_i_two_product(weight, length2.high, &row->leverage, &error);
    row->rest = (1 - row->leverage) - (error + weight * length2.low);
    if (row->rest < NEARLY_ONE) {
        row->leverage = 1;
        row->rest = 0;
    }
    y = block->high[(fit->shape.n_columns + 1) * ROWS + r];
    nkt_i_two_sum(y, -fitted.high, &sum, &error);
    row->residual = sum + (error - fitted.low);
}

double nkt_i_ols_row_back(const nkt_i_ols_pass *pass, const nkt_i_ols_row *row, int64_t k) {
    double sum = 0;
    for (int64_t i = k; i < pass->fit->n_coefficients; i++)
        sum += pass->parts.m_high[nkt_i_triangle(i, k)] * row->z[i];
    return sum;
}
