/*
 * Least squares inside another model: the design that such models take, which of its rows can be
 * fitted, and the fit whose orthonormal columns everything else is solved in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_INNER_H
#define NKT_INNER_H

#include "model/basis.h"

#include "nyckeltal/design.h"

/* ---- the caller's design ------------------------------------------------------------------------ */

/* What a call takes of a design besides rows, response and terms. */
enum { NKT_I_TAKES_WEIGHT = 1, NKT_I_TAKES_SIZE = 2 };

/* Refuses what can be refused of a design without looking at values. */
void nkt_i_inner_check(nkt_i_call *call, const nkt_design *design, int takes);

/* The responses met so far that are part of a fit. */
typedef struct nkt_i_inner_range {
    int64_t n;
    double least, most;
} nkt_i_inner_range;

/*
 * Whether response and terms of a row allow a fit: NKT_USE_USED, _MISSING or _INVALID; bad data is
 * noted. y receives the response, NaN: none.
 */
int32_t nkt_i_inner_judge(nkt_i_call *call, const nkt_design *design, int64_t row, double *y);

/* Notes a response that is no share: below 0, or above the whole. Returns 0 for a share, or NaN. */
int nkt_i_inner_is_no_share(nkt_i_call *call, const nkt_design *design, int64_t row, double y,
                            double whole);

void nkt_i_inner_widen(nkt_i_inner_range *range, double y);

/* Refuses fewer rows than coefficients. */
void nkt_i_inner_enough(nkt_i_call *call, const nkt_i_inner_range *range, int64_t n_terms);

/* A remark where responses look like proportions and the whole is 100. */
void nkt_i_inner_scale(nkt_i_call *call, const nkt_design *design, const nkt_i_inner_range *range,
                       double whole);

/* ---- the fit --------------------------------------------------------------------------------------- */

/* A fit of the candidates among the rows. It points into itself: do not copy it. */
typedef struct nkt_i_inner {
    nkt_i_call *call;
    const nkt_design *given;
    nkt_design rows;    /* the caller's columns, without weights */
    nkt_column include; /* the candidates */
    nkt_i_ols_shape shape;
    char *step; /* scratch of nkt_i_inner_bytes, of one step at a time */
} nkt_i_inner;

nkt_i_bytes nkt_i_inner_bytes(int64_t n_terms);

/* candidates: 1 for each row that may be part of the fit, as far as response and terms allow it. */
void nkt_i_inner_begin(nkt_i_inner *inner, nkt_i_call *call, const nkt_design *design,
                       const int8_t *candidates, char *step);

/* Which of its remarks are passed on. */
enum { NKT_I_REMARKS_ALL, NKT_I_REMARKS_OF_TERMS };

/* Fits, with an intercept; there are enough rows. The memory of the fit is nkt_i_ols_fit_bytes. */
void nkt_i_inner_fit(nkt_i_inner *inner, double confidence, int remarks, nkt_i_ols_fit *fit);

/* Numbers of all rows, NKT_OLS_ROW_*: list after list of n_rows, from `to` on. */
void nkt_i_inner_rows(nkt_i_inner *inner, const nkt_i_ols_fit *fit, const int32_t *what,
                      int64_t n_what, double *to);

/* The variance of a row that least squares expects so much of; NaN: it is not part of the basis. */
typedef double nkt_i_inner_variance(const void *context, int64_t row, double fitted);

/* Puts the candidates that were fitted and have a variance into an empty basis. */
void nkt_i_inner_fill(nkt_i_inner *inner, const nkt_i_ols_fit *fit, nkt_i_inner_variance *variance,
                      const void *context, nkt_i_basis *basis);

#endif
