/*
 * From the exact sums to coefficients: elimination in wide numbers.
 *
 * Columns are taken in the caller's order, the intercept first, which centres the others. The
 * arithmetic is wide enough that no other order would be more accurate, and this one says of
 * collinear terms what readers of R expect: the last one is dropped.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

/* The matrix that is eliminated: coefficients first, then the response, then, without an intercept,
   the ones, to see whether they lie in the column space. */
typedef struct matrix {
    nkt_i_wide *at; /* triangle */
    int64_t n;
} matrix;

static int64_t gram_column(const nkt_i_ols_fit *fit, int64_t position) {
    if (position < fit->n_coefficients)
        return position + 1 - fit->intercept;
    return position == fit->n_coefficients ? fit->shape.n_columns + 1 : 0;
}

static void load(const nkt_i_ols_state *state, const nkt_i_ols_fit *fit, matrix *m) {
    const nkt_i_gram *gram = nkt_i_ols_gram_const(state);

    for (int64_t i = 0; i < m->n; i++)
        for (int64_t j = 0; j <= i; j++)
            m->at[nkt_i_triangle(i, j)] =
                nkt_i_gram_get(gram, gram_column(fit, i), gram_column(fit, j));
}

static void keep_lengths(const matrix *m, nkt_i_ols_fit *fit) {
    nkt_i_ols_parts parts = nkt_i_ols_fit_parts(fit);
    const int64_t p = fit->n_coefficients;

    for (int64_t i = 0; i < p; i++) {
        parts.length2[i] = m->at[nkt_i_triangle(i, i)];
        parts.spread2[i] = fit->intercept ? nkt_i_wide_zero() : parts.length2[i];
    }
    fit->tss = m->at[nkt_i_triangle(p, p)];
}

/* Scaled to length 1; a column of zeros stays one. */
static void keep_correlation(const matrix *m, const nkt_i_ols_fit *fit) {
    nkt_i_ols_parts parts = nkt_i_ols_fit_parts(fit);

    for (int64_t i = 0; i < fit->n_coefficients; i++)
        for (int64_t j = 0; j <= i; j++) {
            nkt_i_wide a = m->at[nkt_i_triangle(i, j)], b;
            /* Even powers of two first, so that the square root of a product is that of doubles. */
            const int64_t e = (parts.length2[i].exponent + 256) & ~1,
                          f = (parts.length2[j].exponent + 256) & ~1;
            double x, y;
            b = nkt_i_wide_scale(parts.length2[i], -e);
            x = sqrt(nkt_i_wide_round(&b));
            b = nkt_i_wide_scale(parts.length2[j], -f);
            y = sqrt(nkt_i_wide_round(&b));
            a = nkt_i_wide_scale(a, -(e / 2 + f / 2));
            parts.correlation[nkt_i_triangle(i, j)] = a.sign ? nkt_i_wide_round(&a) / (x * y) : 0;
        }
}

/* Takes column c out of all that follow it: their row c becomes the multiplier. */
static void eliminate(const matrix *m, int64_t c, const double *dropped, int64_t p,
                      const nkt_i_wide *reciprocal) {
    nkt_i_wide column[NKT_OLS_TERMS_MAX + 3];

    for (int64_t i = c + 1; i < m->n; i++) {
        nkt_i_wide *a = &m->at[nkt_i_triangle(i, c)];
        column[i] = *a;
        *a = nkt_i_wide_multiply(a, reciprocal);
    }
    for (int64_t i = c + 1; i < m->n; i++) {
        const nkt_i_wide *multiplier = &m->at[nkt_i_triangle(i, c)];
        if (i < p && dropped[i] != 0)
            continue;
        for (int64_t j = c + 1; multiplier->sign && j <= i; j++) {
            nkt_i_wide *a = &m->at[nkt_i_triangle(i, j)];
            *a = nkt_i_wide_subtract_product(a, multiplier, &column[j]);
        }
    }
}

/* Whether what is left of a column is no more than that share of its length. */
static int is_used_up(const nkt_i_wide *left, const nkt_i_wide *length2, double share) {
    const nkt_i_wide s = nkt_i_wide_from_double(share);
    nkt_i_wide limit = nkt_i_wide_multiply(&s, &s);

    limit = nkt_i_wide_multiply(&limit, length2);
    return left->sign <= 0 || nkt_i_wide_compare(left, &limit) <= 0;
}

static void factor(const matrix *m, double tolerance, nkt_i_ols_fit *fit) {
    nkt_i_ols_parts parts = nkt_i_ols_fit_parts(fit);
    double *dropped = nkt_i_ols_list(fit, NKT_OLS_LIST_DROPPED);
    const nkt_i_wide one = nkt_i_wide_from_integer(1);
    const int64_t p = fit->n_coefficients;

    fit->rank = 0;
    for (int64_t c = 0; c < p; c++) {
        const nkt_i_wide *pivot = &m->at[nkt_i_triangle(c, c)];
        dropped[c] = is_used_up(pivot, &parts.length2[c], tolerance);
        parts.reciprocal[c] = dropped[c] != 0 ? nkt_i_wide_zero() : nkt_i_wide_divide(&one, pivot);
        if (dropped[c] != 0)
            continue;
        fit->rank++;
        eliminate(m, c, dropped, p, &parts.reciprocal[c]);
        if (c == 0 && fit->intercept) { /* what is left now is what lies about the mean */
            for (int64_t i = 1; i < p; i++)
                parts.spread2[i] = m->at[nkt_i_triangle(i, i)];
            fit->tss = m->at[nkt_i_triangle(p, p)];
        }
    }
}

/* N = L^-1, column by column. */
static void invert(const matrix *m, const nkt_i_ols_fit *fit) {
    nkt_i_ols_parts parts = nkt_i_ols_fit_parts(fit);
    const double *dropped = nkt_i_ols_list(fit, NKT_OLS_LIST_DROPPED);
    const int64_t p = fit->n_coefficients;

    for (int64_t j = 0; j < p; j++)
        for (int64_t i = j; i < p; i++) {
            nkt_i_wide sum = nkt_i_wide_from_integer(i == j);
            if (dropped[i] != 0 || dropped[j] != 0)
                sum = nkt_i_wide_zero();
            else
                for (int64_t k = j; k < i; k++)
                    if (dropped[k] == 0)
                        sum = nkt_i_wide_subtract_product(&sum, &m->at[nkt_i_triangle(i, k)],
                                                          &parts.inverse[nkt_i_triangle(k, j)]);
            parts.inverse[nkt_i_triangle(i, j)] = sum;
        }
}

/* The response's multipliers are its coefficients on the orthogonal columns: b = N' of them. */
static void find_coefficients(const matrix *m, const nkt_i_ols_fit *fit) {
    nkt_i_ols_parts parts = nkt_i_ols_fit_parts(fit);
    const double *dropped = nkt_i_ols_list(fit, NKT_OLS_LIST_DROPPED);
    const int64_t p = fit->n_coefficients;

    for (int64_t j = 0; j < p; j++) {
        nkt_i_wide sum = nkt_i_wide_zero();
        for (int64_t k = j; k < p; k++)
            if (dropped[k] == 0)
                sum = nkt_i_wide_add_product(&sum, &m->at[nkt_i_triangle(p, k)],
                                             &parts.inverse[nkt_i_triangle(k, j)]);
        parts.coefficient[j] = sum;
    }
}

/* Σ w (y - mean)², where no intercept has taken the mean out. */
static nkt_i_wide centred_tss(const nkt_i_ols_state *state) {
    const nkt_i_gram *gram = nkt_i_ols_gram_const(state);
    const int64_t y = state->shape.n_columns + 1;
    const nkt_i_wide weights = nkt_i_gram_get(gram, 0, 0), sum = nkt_i_gram_get(gram, 0, y),
                     squares = nkt_i_gram_get(gram, y, y);
    const nkt_i_wide mean = nkt_i_wide_divide(&sum, &weights);
    return nkt_i_wide_subtract_product(&squares, &mean, &sum);
}

void nkt_i_ols_solve(const nkt_i_ols_state *state, double tolerance, nkt_i_ols_fit *fit,
                     nkt_i_wide *work) {
    const int64_t p = fit->n_coefficients;
    matrix m = {work, p + (fit->intercept ? 1 : 2)};

    load(state, fit, &m);
    keep_lengths(&m, fit);
    keep_correlation(&m, fit);
    factor(&m, tolerance, fit);
    invert(&m, fit);
    find_coefficients(&m, fit);
    fit->rss = m.at[nkt_i_triangle(p, p)];
    fit->tss_is_centred = fit->intercept;
    if (!fit->intercept) {
        const nkt_i_wide ones = nkt_i_gram_get(nkt_i_ols_gram_const(state), 0, 0);
        fit->tss_is_centred = is_used_up(&m.at[nkt_i_triangle(p + 1, p + 1)], &ones, tolerance);
        if (fit->tss_is_centred)
            fit->tss = centred_tss(state);
    }
}

nkt_i_wide nkt_i_ols_unscaled(const nkt_i_ols_fit *fit, int64_t i, int64_t j) {
    nkt_i_ols_parts parts = nkt_i_ols_fit_parts(fit);
    nkt_i_wide sum = nkt_i_wide_zero();

    for (int64_t k = i > j ? i : j; k < fit->n_coefficients; k++) {
        nkt_i_wide term = parts.inverse[nkt_i_triangle(k, i)];
        if (!parts.reciprocal[k].sign || !term.sign)
            continue;
        term = nkt_i_wide_multiply(&term, &parts.reciprocal[k]);
        sum = nkt_i_wide_add_product(&sum, &term, &parts.inverse[nkt_i_triangle(k, j)]);
    }
    return sum;
}
