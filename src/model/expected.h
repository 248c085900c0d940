/*
 * What the files of the expected-value model share: the layout of a model, and its steps.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_EXPECTED_H
#define NKT_EXPECTED_H

#include "model/inner.h"

#include "nyckeltal/expected.h"

/* ---- the model -------------------------------------------------------------------------------------- */

#define NKT_I_EXPECTED UINT64_C(0x335058454b544b4e) /* "NKTKEXP3", native */

/* The lists, in the order of their ids. */
enum {
    NKT_I_PUBLISHED_LISTS = NKT_EXPECTED_ROW_OLS_UPPER - NKT_EXPECTED_ROW_USE + 1,
    NKT_I_BENCHMARK_LISTS = NKT_EXPECTED_ROW_PLUG_IN_SE - NKT_EXPECTED_ROW_VARIANCE + 1,
    NKT_I_ROW_LISTS = NKT_I_PUBLISHED_LISTS + NKT_I_BENCHMARK_LISTS
};

/*
 * Behind the struct: the least-squares fit, coefficients and their errors (2 of n_terms + 1), and
 * the row lists, each of n_rows doubles. Every member has 8 bytes, so a model can be packed word by
 * word.
 */
typedef struct nkt_i_expected {
    uint64_t magic, size;
    int64_t n_terms, n_rows;
    int64_t used, with_size, small, not_included, missing, invalid;
    int64_t intercept, decimals, tau2_method, direction, draws; /* the options it was made with */
    double whole, minimum_persons, confidence, certainty, above_by;
    double tau2, tau2_lower, tau2_upper, q, q_df, q_p;
} nkt_i_expected;

nkt_i_bytes nkt_i_expected_bytes(int64_t n_terms, int64_t n_rows);

nkt_i_ols_fit *nkt_i_expected_fit(const nkt_i_expected *model);
double *nkt_i_expected_coefficients(const nkt_i_expected *model); /* then their errors */
double *nkt_i_expected_list(const nkt_i_expected *model, int32_t what);
int64_t nkt_i_expected_list_number(int32_t what); /* from 0; -1: no list of rows has that id */

/* The model that a memory holds; NULL where the call is refused, because it holds none. */
const nkt_i_expected *nkt_i_expected_open(nkt_i_call *call, const char *path,
                                          const nkt_memory *memory);

/* The same check alone: what passes it leads no reader out of its memory, whatever its numbers are. */
void nkt_i_expected_check(nkt_i_call *call, const char *path, const nkt_memory *memory);

/* The caller's options with defaults filled in, checked. */
nkt_expected_options nkt_i_expected_options(nkt_i_call *call, const nkt_expected_options *options);

/* ---- a call ------------------------------------------------------------------------------------------ */

/* Its work area; and at its end what only one step needs at a time. */
typedef struct nkt_i_expected_work {
    double *sizes; /* of the groups; NaN: not known */
    double *use;   /* NKT_USE_* of each row */
    int64_t *order, *scratch;
    int8_t *candidate; /* 1: inclusion, size and scale of the row allow a fit */
    double *basis;
    double *spread; /* nkt_i_spread_numbers */
    char *step;     /* least squares, or the draws */
} nkt_i_expected_work;

nkt_i_expected_work nkt_i_expected_claim(nkt_i_call *call, int64_t n_terms, int64_t n_rows,
                                         int64_t draws, nkt_memory *work);

/*
 * The use of each row, the sizes and the candidates, into the work area; counts into found. Bad data
 * is noted. Returns the responses that are fitted.
 */
nkt_i_inner_range nkt_i_expected_judge(nkt_i_call *call, const nkt_design *design,
                                       const nkt_expected_options *options,
                                       const nkt_i_expected_work *w, nkt_i_expected *found);

/* The lists of the layer as published, once the model has its fit and the use of its rows. */
void nkt_i_expected_published(nkt_i_inner *inner, nkt_i_expected *model,
                              const nkt_i_expected_work *w);

/* ---- tau² ----------------------------------------------------------------------------------------------- */

/* Whether the rows determine the coefficients, and then tau² with its limits, into the model. */
int nkt_i_expected_tau(nkt_i_basis *basis, nkt_i_expected *model);

/* ---- what else tau² may be --------------------------------------------------------------------------- */

enum { NKT_I_SPREAD_NODES = 48 };

/*
 * Values of tau² with their probabilities, and the solution at each: the factor and the change of the
 * basis, node after node. n is 0 where the rows do not determine every coefficient.
 */
typedef struct nkt_i_spread {
    int64_t n;
    double *tau2, *probability, *factor, *change;
} nkt_i_spread;

int64_t nkt_i_spread_numbers(int64_t n_coefficients);
nkt_i_spread nkt_i_spread_place(int64_t n_coefficients, double *room);

/* The basis comes back at tau². */
void nkt_i_spread_make(nkt_i_spread *spread, nkt_i_basis *basis, double tau2, double whole,
                       int64_t method);

/* The deviation of one unit: a normal distribution for each node. */
typedef struct nkt_i_mixture {
    const nkt_i_spread *spread;
    double middle[NKT_I_SPREAD_NODES], error[NKT_I_SPREAD_NODES];
    double mean, se;
    double share; /* the mean of tau² / (tau² + v) */
} nkt_i_mixture;

void nkt_i_spread_of(const nkt_i_spread *spread, const nkt_i_basis *basis, int64_t i,
                     nkt_i_mixture *mixture);

/* The probability of more than that; and where it is so much. */
double nkt_i_mixture_above(const nkt_i_mixture *mixture, double at);
double nkt_i_mixture_quantile(const nkt_i_mixture *mixture, double above);

/* ---- the lists -------------------------------------------------------------------------------------- */

/* Quarters of the deviations of the rows used. order, scratch: n_rows row numbers each. */
void nkt_i_expected_quarters(nkt_i_expected *model, int64_t *order, int64_t *scratch);

/* Adjusts the p-values of the benchmark's rows. order, scratch as above. */
void nkt_i_expected_adjust(nkt_i_expected *model, int64_t *order, int64_t *scratch);

/* Ranks and their limits. rank_bytes: what the draws need beside order and scratch. */
nkt_i_bytes nkt_i_expected_rank_bytes(int64_t n_rows, int64_t draws);
void nkt_i_expected_ranks(nkt_i_expected *model, const nkt_i_basis *basis,
                          const nkt_i_spread *spread, uint64_t seed, int64_t *order,
                          int64_t *scratch, char *room);

/* Every list of the benchmark but ranks and adjusted p-values. */
void nkt_i_expected_benchmark(nkt_i_expected *model, const nkt_i_basis *basis,
                              const nkt_i_spread *spread);

#endif
