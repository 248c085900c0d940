/*
 * Weighted least squares of rows that already have an orthonormal basis: see basis.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/basis.h"

/* Below this share of its length, a column is a combination of those before it. */
#define DEPENDENT 1e-10

int nkt_i_basis_numbers(int64_t n_rows, int64_t n_coefficients, size_t *numbers) {
    const size_t p = (size_t)n_coefficients;

    /* Of each row: its number, q, and five more. */
    return nkt_i_size_mul((size_t)n_rows, p + 6, numbers) &&
           nkt_i_size_add(*numbers, p * (p + 1) / 2 + p, numbers);
}

void nkt_i_basis_place(nkt_i_basis *basis, int64_t n_rows, int64_t n_coefficients, double *room) {
    const int64_t p = n_coefficients;

    basis->n_rows = 0;
    basis->rank = 0;
    basis->row = (int64_t *)(void *)room;
    basis->actual = room + n_rows;
    basis->residual = basis->actual + n_rows;
    basis->variance = basis->residual + n_rows;
    basis->weight = basis->variance + n_rows;
    basis->left = basis->weight + n_rows;
    basis->factor = basis->left + n_rows;
    basis->change = basis->factor + p * (p + 1) / 2;
    basis->q = basis->change + p;
}

/* Q'WQ and Q'W residual. */
static void form_equations(nkt_i_basis *basis) {
    const int64_t r = basis->rank;

    memset(basis->factor, 0, (size_t)(r * (r + 1) / 2) * sizeof(double));
    memset(basis->change, 0, (size_t)r * sizeof(double));
    for (int64_t i = 0; i < basis->n_rows; i++) {
        const double *q = basis->q + i * r;
        for (int64_t a = 0; a < r; a++) {
            const double wq = basis->weight[i] * q[a];
            basis->change[a] += wq * basis->residual[i];
            for (int64_t b = 0; b <= a; b++)
                basis->factor[nkt_i_triangle(a, b)] += wq * q[b];
        }
    }
}

/* Cholesky's factor in place; 0 where the columns are dependent. */
static int factorise(nkt_i_basis *basis) {
    double *l = basis->factor;

    for (int64_t a = 0; a < basis->rank; a++)
        for (int64_t b = 0; b <= a; b++) {
            const double whole = l[nkt_i_triangle(a, b)];
            double sum = whole;
            for (int64_t k = 0; k < b; k++)
                sum -= l[nkt_i_triangle(a, k)] * l[nkt_i_triangle(b, k)];
            if (a > b)
                l[nkt_i_triangle(a, b)] = sum / l[nkt_i_triangle(b, b)];
            else if (sum > DEPENDENT * whole)
                l[nkt_i_triangle(a, a)] = sqrt(sum);
            else
                return 0;
        }
    return 1;
}

/* x becomes L^-1 x. */
static void forward(const nkt_i_basis *basis, double *x) {
    for (int64_t a = 0; a < basis->rank; a++) {
        for (int64_t k = 0; k < a; k++)
            x[a] -= basis->factor[nkt_i_triangle(a, k)] * x[k];
        x[a] /= basis->factor[nkt_i_triangle(a, a)];
    }
}

void nkt_i_basis_backward(const nkt_i_basis *basis, double *x) {
    for (int64_t a = basis->rank - 1; a >= 0; a--) {
        for (int64_t k = a + 1; k < basis->rank; k++)
            x[a] -= basis->factor[nkt_i_triangle(k, a)] * x[k];
        x[a] /= basis->factor[nkt_i_triangle(a, a)];
    }
}

int nkt_i_basis_solve(nkt_i_basis *basis) {
    const int64_t r = basis->rank;

    form_equations(basis);
    if (!factorise(basis))
        return 0;
    forward(basis, basis->change);
    nkt_i_basis_backward(basis, basis->change);
    for (int64_t i = 0; i < basis->n_rows; i++) {
        double left = basis->residual[i];
        for (int64_t a = 0; a < r; a++)
            left -= basis->q[i * r + a] * basis->change[a];
        basis->left[i] = left;
    }
    return 1;
}

double nkt_i_basis_form(const nkt_i_basis *basis, const double *q) {
    double x[NKT_OLS_TERMS_MAX + 1], sum = 0;

    memcpy(x, q, (size_t)basis->rank * sizeof x[0]);
    forward(basis, x);
    for (int64_t a = 0; a < basis->rank; a++)
        sum += x[a] * x[a];
    return sum;
}

void nkt_i_basis_apply(const nkt_i_basis *basis, const double *v, double *to) {
    memcpy(to, v, (size_t)basis->rank * sizeof *to);
    forward(basis, to);
    nkt_i_basis_backward(basis, to);
}

int nkt_i_basis_at(nkt_i_basis *basis, double tau2) {
    for (int64_t i = 0; i < basis->n_rows; i++)
        basis->weight[i] = 1 / (tau2 + basis->variance[i]);
    return nkt_i_basis_solve(basis);
}

void nkt_i_basis_add(nkt_i_basis *basis, const nkt_i_ols_pass *pass, const nkt_i_ols_block *block,
                     int64_t r, int64_t row, nkt_i_ols_row *made) {
    const nkt_i_ols_fit *fit = pass->fit;
    double *q = basis->q + basis->n_rows * basis->rank;

    nkt_i_ols_row_make(pass, block, r, 1, made);
    for (int64_t k = 0; k < fit->n_coefficients; k++)
        if (pass->dropped[k] == 0)
            *q++ = made->z[k];
    basis->row[basis->n_rows] = row;
    basis->actual[basis->n_rows] = block->high[(fit->shape.n_columns + 1) * NKT_I_OLS_ROWS + r];
    basis->residual[basis->n_rows] = made->residual;
    basis->n_rows++;
}

void nkt_i_basis_column(const nkt_i_ols_pass *pass, int64_t k, double *column) {
    const double scale = pass->down[k] * pass->down_again[k];

    for (int64_t i = 0; i < pass->fit->n_coefficients; i++)
        if (pass->dropped[i] == 0)
            *column++ = i < k ? 0 : pass->parts.m_high[nkt_i_triangle(i, k)] * scale;
}

void nkt_i_basis_coefficients(const nkt_i_basis *basis, const nkt_i_ols_fit *fit,
                              const double *start, double *coefficients, double *errors) {
    nkt_i_ols_pass pass;

    nkt_i_ols_pass_begin(&pass, fit);
    for (int64_t k = 0; k < fit->n_coefficients; k++) {
        double column[NKT_OLS_TERMS_MAX + 1], change = 0;
        coefficients[k] = NAN;
        if (errors)
            errors[k] = NAN;
        if (pass.dropped[k] != 0)
            continue;
        nkt_i_basis_column(&pass, k, column);
        for (int64_t a = 0; a < basis->rank; a++)
            change += column[a] * basis->change[a];
        coefficients[k] = (start ? start[k] : 0) + change;
        if (errors)
            errors[k] = sqrt(nkt_i_basis_form(basis, column));
    }
}
