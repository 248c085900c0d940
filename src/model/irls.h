/*
 * What the files of iteratively reweighted least squares share: the layout of a result, and the two
 * methods.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_IRLS_H
#define NKT_IRLS_H

#include "model/inner.h"

#include "nyckeltal/irls.h"

#define NKT_I_IRLS UINT64_C(0x32534c52494b544e) /* "NTKIRLS2", native */

enum {
    NKT_I_IRLS_COEFFICIENT_LISTS = NKT_IRLS_COEFFICIENT_EFFECT_SE - NKT_IRLS_COEFFICIENT + 1,
    NKT_I_IRLS_ROW_LISTS = NKT_IRLS_ROW_WEIGHT - NKT_IRLS_ROW_FITTED + 1
};

/*
 * Behind the struct: lists of n_terms + 1, then lists of n_rows. Every member has 8 bytes, so a
 * result can be packed word by word.
 */
typedef struct nkt_i_irls {
    uint64_t magic, size;
    int64_t n_terms, n_rows;
    int64_t used, rank, left_out, invalid, steps, converged;
    double scale, deviance;
    int64_t intercept, method, robust, iterations; /* the options it was made with */
    double whole, k, tolerance, confidence;
} nkt_i_irls;

nkt_i_bytes nkt_i_irls_bytes(int64_t n_terms, int64_t n_rows);
double *nkt_i_irls_list(const nkt_i_irls *result, int32_t what);

/* The result that a memory holds; NULL where the call is refused, because it holds none. */
const nkt_i_irls *nkt_i_irls_open(nkt_i_call *call, const char *path, const nkt_memory *memory);

/* The same check alone: what passes it leads no reader out of its memory, whatever its numbers are. */
void nkt_i_irls_check(nkt_i_call *call, const char *path, const nkt_memory *memory);

/* The caller's options with defaults filled in, checked. */
nkt_irls_options nkt_i_irls_options(nkt_i_call *call, const nkt_irls_options *options);

/* A fit at work. The variances of the basis are the caller's weights here. */
typedef struct nkt_i_irls_task {
    nkt_i_call *call;
    nkt_i_irls *result;
    nkt_i_basis basis;
    const nkt_i_ols_fit *terms; /* least squares on the same terms: rank and basis */
    const nkt_irls_options *options;
    const nkt_column *response;
    double *room; /* four numbers for each row */
} nkt_i_irls_task;

/* Each iterates and fills the result, remarks what there is to remark. */
void nkt_i_irls_logit(nkt_i_irls_task *task);
void nkt_i_irls_huber(nkt_i_irls_task *task);

/* z, p and limits from coefficients and their errors. */
void nkt_i_irls_inference(const nkt_i_irls_task *task);

/* A remark on the iteration: what became of the response. */
void nkt_i_irls_remark(const nkt_i_irls_task *task, nkt_status status, int32_t reason,
                       const char *sentence);

#endif
