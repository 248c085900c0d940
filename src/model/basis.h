/*
 * Weighted least squares over and over, of rows that a fit was made of: in its orthonormal columns,
 * where other weights leave the equations well conditioned, so plain doubles are enough.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_BASIS_H
#define NKT_BASIS_H

#include "model/model.h"

/*
 * Rows in the orthonormal columns of a least-squares fit. One solution has weights w, a change c of
 * the coefficients in that basis, and residuals.
 */
typedef struct nkt_i_basis {
    int64_t n_rows, rank;
    int64_t *row;     /* which row of the caller each one is */
    double *q;        /* row by row, rank numbers each */
    double *actual;   /* y */
    double *residual; /* of least squares: y - x'b */
    double *variance; /* v */
    double *weight;   /* w */
    double *left;     /* y - x'b - q'c: residuals of the solution */
    double *factor;   /* Cholesky factor of Q'WQ, lower triangle */
    double *change;   /* c */
} nkt_i_basis;

/* How many doubles a basis takes for so many rows and coefficients; 0 where that is too many. */
int nkt_i_basis_numbers(int64_t n_rows, int64_t n_coefficients, size_t *numbers);
void nkt_i_basis_place(nkt_i_basis *basis, int64_t n_rows, int64_t n_coefficients, double *room);

/* Solves for the weights; 0 where the rows do not determine every coefficient. */
int nkt_i_basis_solve(nkt_i_basis *basis);

/* q'(Q'WQ)^-1 q of a vector of rank numbers. */
double nkt_i_basis_form(const nkt_i_basis *basis, const double *q);

/* (Q'WQ)^-1 v. */
void nkt_i_basis_apply(const nkt_i_basis *basis, const double *v, double *to);

/* x becomes L'^-1 x, L the factor: of independent x with variance 1 it makes (Q'WQ)^-1. */
void nkt_i_basis_backward(const nkt_i_basis *basis, double *x);

/* The weights 1 / (tau² + v), solved. */
int nkt_i_basis_at(nkt_i_basis *basis, double tau2);

/* Adds row r of a block, which is row number `row` of the caller, but for its variance and weight. */
void nkt_i_basis_add(nkt_i_basis *basis, const nkt_i_ols_pass *pass, const nkt_i_ols_block *block,
                     int64_t r, int64_t row, nkt_i_ols_row *made);

/*
 * The coefficients start + M'c, or M'c alone where start is NULL, and the roots of the diagonal of
 * M'(Q'WQ)^-1 M: NaN for dropped ones. errors may be NULL.
 */
void nkt_i_basis_coefficients(const nkt_i_basis *basis, const nkt_i_ols_fit *fit,
                              const double *start, double *coefficients, double *errors);

/* Column k of M, as nkt_i_basis_form takes it; dropped coefficients have none. */
void nkt_i_basis_column(const nkt_i_ols_pass *pass, int64_t k, double *column);

#endif
