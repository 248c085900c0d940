/*
 * What the files of the expected-value model share: the layout of a model, and its steps.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_EXPECTED_H
#define NKT_EXPECTED_H

#include "model/basis.h"

#include "nyckeltal/expected.h"

/* ---- the model -------------------------------------------------------------------------------------- */

#define NKT_I_EXPECTED UINT64_C(0x315058454b544b4e) /* "NKTKEXP1", native */

/* The lists, in the order of their ids. */
enum {
    NKT_I_PUBLISHED_LISTS = NKT_EXPECTED_ROW_OLS_UPPER - NKT_EXPECTED_ROW_USE + 1,
    NKT_I_BENCHMARK_LISTS = NKT_EXPECTED_ROW_OUTLYING_Q - NKT_EXPECTED_ROW_VARIANCE + 1,
    NKT_I_ROW_LISTS = NKT_I_PUBLISHED_LISTS + NKT_I_BENCHMARK_LISTS
};

/*
 * Behind the struct: the least-squares fit, coefficients and their errors (2 of n_terms + 1), and
 * the row lists, each of n_rows doubles.
 */
typedef struct nkt_i_expected {
    uint64_t magic, size;
    int64_t n_terms, n_rows;
    int64_t used, with_size, small, not_included, missing, invalid, nation;
    double tau2, tau2_lower, tau2_upper, q, q_df, q_p;
} nkt_i_expected;

/* 0 where it does not fit in memory. */
int nkt_i_expected_bytes(int64_t n_terms, int64_t n_rows, size_t *size);

nkt_i_ols_fit *nkt_i_expected_fit(const nkt_i_expected *model);
double *nkt_i_expected_coefficients(const nkt_i_expected *model); /* then their errors */
double *nkt_i_expected_list(const nkt_i_expected *model, int32_t what);

nkt_status nkt_i_expected_options(const nkt_expected_options *options, int32_t argument,
                                  nkt_expected_options *out, nkt_error *error);

/* ---- a call ------------------------------------------------------------------------------------------ */

/* Its columns. */
typedef struct nkt_i_expected_input {
    const nkt_column *response, *terms, *size, *unit, *include;
    int64_t n_terms, n_rows;
} nkt_i_expected_input;

/* Its work area: one after the other, and at its end what only one step needs at a time. */
typedef struct nkt_i_expected_work {
    double *sizes; /* of the groups; NaN: not known */
    int64_t *order, *scratch;
    int8_t *candidate; /* 1: nothing speaks against the row so far */
    double *basis;
    char *step; /* the state with the work area of its fit, a block of rows, the draws */
} nkt_i_expected_work;

/* Its rows with bad data. */
typedef struct nkt_i_expected_bad {
    nkt_error first;
    int64_t rows;
} nkt_i_expected_bad;

nkt_i_ols_shape nkt_i_expected_shape(int64_t n_terms);

/* 0 where it does not fit in memory. */
int nkt_i_expected_work_bytes(int64_t n_terms, int64_t n_rows, int64_t draws, size_t *bytes);
nkt_i_expected_work nkt_i_expected_place(void *memory, int64_t n_terms, int64_t n_rows);

/* n_terms and n_rows are the parameters with these numbers. */
nkt_status nkt_i_expected_counts(int64_t n_terms, int64_t n_rows, int32_t argument,
                                 int32_t rows_argument, nkt_error *error);
nkt_status nkt_i_expected_refuse_size(nkt_error *error, int32_t argument);

/* The use of each row, the sizes and the candidates. */
void nkt_i_expected_judge(const nkt_i_expected_input *in, const nkt_expected_options *options,
                          nkt_i_expected *model, nkt_i_expected_work *w, nkt_i_expected_bad *bad);

/* The candidates as a column of inclusion. */
nkt_column nkt_i_expected_candidates(const nkt_i_expected_work *w);

/* Feeds the candidates and fits; then the lists. */
nkt_status nkt_i_expected_least_squares(const nkt_i_expected_input *in,
                                        const nkt_expected_options *options, nkt_i_expected *model,
                                        const nkt_i_expected_work *w, nkt_i_expected_bad *bad,
                                        nkt_error *error);
void nkt_i_expected_published(const nkt_i_expected_input *in, const nkt_expected_options *options,
                              nkt_i_expected *model, const nkt_i_expected_work *w);

/* Parameter numbers of nkt_ols_add become those of nkt_expected_fit. Returns the status. */
nkt_status nkt_i_expected_arguments(nkt_status status, nkt_error *error);

/* ---- tau² ----------------------------------------------------------------------------------------------- */

/* Whether the rows determine the coefficients, and then tau² with its limits, into the model. */
int nkt_i_expected_tau(nkt_i_basis *basis, const nkt_expected_options *options,
                       nkt_i_expected *model);

/* ---- the lists -------------------------------------------------------------------------------------- */

/* Quarters of the deviations of the rows used. order, scratch: n_rows row numbers each. */
void nkt_i_expected_quarters(nkt_i_expected *model, int64_t *order, int64_t *scratch);

/* Adjusts the p-values of the benchmark's rows. order, scratch as above. */
void nkt_i_expected_adjust(nkt_i_expected *model, int64_t *order, int64_t *scratch);

/* Ranks and their limits. Numbers that the draws need beside order and scratch. */
int nkt_i_expected_rank_numbers(int64_t n_rows, int64_t draws, size_t *numbers);
void nkt_i_expected_ranks(nkt_i_expected *model, const nkt_i_basis *basis,
                          const nkt_expected_options *options, int64_t *order, int64_t *scratch,
                          double *room);

/* Every list of the benchmark but ranks and adjusted p-values. */
void nkt_i_expected_benchmark(nkt_i_expected *model, const nkt_i_basis *basis,
                              const nkt_expected_options *options);

#endif
