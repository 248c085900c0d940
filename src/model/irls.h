/*
 * What the files of iteratively reweighted least squares share: the layout of a result, and the two
 * methods.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_IRLS_H
#define NKT_IRLS_H

#include "model/basis.h"

#include "nyckeltal/irls.h"

#define NKT_I_IRLS UINT64_C(0x31534c52494b544e) /* native */

enum {
    NKT_I_IRLS_COEFFICIENT_LISTS = NKT_IRLS_EFFECT_SE - NKT_IRLS_COEFFICIENT + 1,
    NKT_I_IRLS_ROW_LISTS = NKT_IRLS_ROW_WEIGHT - NKT_IRLS_ROW_FITTED + 1
};

/* Behind the struct: lists of n_terms + 1, then lists of n_rows. */
typedef struct nkt_i_irls {
    uint64_t magic, size;
    int64_t n_terms, n_rows;
    int64_t used, rank, left_out, invalid, iterations, converged;
    double scale, deviance;
} nkt_i_irls;

/* 0 where it does not fit in memory. */
int nkt_i_irls_bytes(int64_t n_terms, int64_t n_rows, size_t *size);
double *nkt_i_irls_list(const nkt_i_irls *result, int32_t what);

/* A fit at work. The variances of the basis are the caller's weights here. */
typedef struct nkt_i_irls_task {
    nkt_i_irls *result;
    nkt_i_basis basis;
    const nkt_i_ols_fit *terms; /* least squares on the same terms: rank and basis */
    const nkt_irls_options *options;
    double *room; /* four numbers for each row */
} nkt_i_irls_task;

/* Each iterates and fills the result. Returns NKT_OK, or a remark with error filled in. */
nkt_status nkt_i_irls_logit(nkt_i_irls_task *task, nkt_error *error);
nkt_status nkt_i_irls_huber(nkt_i_irls_task *task, nkt_error *error);

/* z, p and limits from coefficients and their errors. */
void nkt_i_irls_inference(const nkt_i_irls_task *task);

#endif
