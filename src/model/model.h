/*
 * What the files of the model room share: the layout of a least-squares state and of a fit, and the
 * reading of the caller's rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_MODEL_H
#define NKT_MODEL_H

#include "base/base.h"
#include "numeric/numeric.h"

#include "nyckeltal/ols.h"

/* ---- lists --------------------------------------------------------------------------------------- */

/*
 * Copies a list to the caller, whose out, stride and capacity are parameters 3, 4 and 5, after they
 * are checked.
 */
nkt_status nkt_i_list_copy(const double *list, int64_t count, void *out, int64_t stride,
                           int64_t capacity, nkt_error *error);

/* ---- options and shape -------------------------------------------------------------------------- */

/* The caller's options with defaults filled in, checked; parameter number `argument`. */
nkt_status nkt_i_ols_options(const nkt_ols_options *options, int32_t argument, nkt_ols_options *out,
                             nkt_error *error);

/* What the columns of a model are made from. */
typedef struct nkt_i_ols_shape {
    int64_t n_terms;                   /* the caller's columns */
    int64_t n_columns;                 /* with powers */
    uint8_t degree[NKT_OLS_TERMS_MAX]; /* 1 or more for the terms, 0 after them */
} nkt_i_ols_shape;

/* Parameter 1 is n_terms. */
nkt_status nkt_i_ols_shape_make(int64_t n_terms, const nkt_ols_options *options,
                                nkt_i_ols_shape *shape, nkt_error *error);
int nkt_i_ols_shape_same(const nkt_i_ols_shape *a, const nkt_i_ols_shape *b);
int nkt_i_ols_shape_has_powers(const nkt_i_ols_shape *shape);

/* ---- the state ---------------------------------------------------------------------------------- */

#define NKT_I_OLS_STATE UINT64_C(0x3153544c4f544b4e) /* "NKTOLTS1", native */

/* Columns of the Gram matrix: ones, the terms, the response. */
typedef struct nkt_i_ols_state {
    uint64_t magic, size;
    nkt_i_ols_shape shape;
    int64_t used, missing, invalid, zero_weight, excluded; /* rows */
    double response_min, response_max;                     /* of the rows used */
    nkt_i_exact_sum log_weights;                           /* of the rows used */
} nkt_i_ols_state;

/* The parts behind the struct. */
nkt_i_gram *nkt_i_ols_gram(nkt_i_ols_state *state);
const nkt_i_gram *nkt_i_ols_gram_const(const nkt_i_ols_state *state);

size_t nkt_i_ols_state_size(const nkt_i_ols_shape *shape);
void nkt_i_ols_state_init(nkt_i_ols_state *state, const nkt_i_ols_shape *shape);

/* Whether that is a live state; parameter number `argument`, called name. */
nkt_status nkt_i_ols_state_check(const void *state, int32_t argument, const char *name,
                                 nkt_error *error);

/* ---- the caller's rows ---------------------------------------------------------------------------- */

enum { NKT_I_OLS_ROWS = NKT_I_GRAM_ROWS };

/* What a row is good for. */
enum {
    NKT_I_ROW_USED,     /* part of the fit */
    NKT_I_ROW_ZERO,     /* weight 0: predicted only */
    NKT_I_ROW_EXCLUDED, /* not included */
    NKT_I_ROW_MISSING,
    NKT_I_ROW_INVALID
};

/* The columns of a call, and which of its parameters they are. */
typedef struct nkt_i_ols_input {
    const nkt_column *response, *terms, *weight, *include; /* NULL: there is none */
    int64_t n_terms, n_rows;
    int32_t response_argument, terms_argument, weight_argument, include_argument, rows_argument;
} nkt_i_ols_input;

/* Refuses what can be refused without looking at values. */
nkt_status nkt_i_ols_input_check(const nkt_i_ols_input *input, const nkt_i_ols_shape *shape,
                                 nkt_error *error);

/* Bad rows met so far. */
typedef struct nkt_i_ols_faults {
    nkt_i_fault first;
    char subject[24];
    const char *sentence; /* NULL: none so far */
    int64_t rows;
} nkt_i_ols_faults;

void nkt_i_ols_faults_begin(nkt_i_ols_faults *faults);
/* A response that was read well, but cannot be one here; its row counts as bad. */
void nkt_i_ols_faults_response(nkt_i_ols_faults *faults, int32_t argument, int32_t id, int64_t row,
                               double value, const char *sentence);
/* NKT_OK, or NKT_ROWS_INVALID with the error filled in. */
nkt_status nkt_i_ols_faults_end(const nkt_i_ols_faults *faults, nkt_error *error);

/*
 * A block of rows. high and low hold NKT_I_OLS_ROWS numbers for each column: ones, terms with their
 * powers, response. Memory for them is the caller's: nkt_i_ols_block_numbers doubles.
 */
typedef struct nkt_i_ols_block {
    double *high, *low; /* low: NULL where the shape has no powers */
    double weights[NKT_I_OLS_ROWS];
    int8_t use[NKT_I_OLS_ROWS];            /* NKT_I_ROW_* */
    int8_t terms_known[NKT_I_OLS_ROWS];    /* 1: every term has a value */
    int8_t response_known[NKT_I_OLS_ROWS]; /* 1: the response has one */
} nkt_i_ols_block;

int64_t nkt_i_ols_block_numbers(const nkt_i_ols_shape *shape);
void nkt_i_ols_block_place(nkt_i_ols_block *block, const nkt_i_ols_shape *shape, double *numbers);

/*
 * Reads rows first ... first + count - 1 and judges each. Numbers that are missing are NaN.
 */
void nkt_i_ols_block_load(nkt_i_ols_block *block, const nkt_i_ols_shape *shape,
                          const nkt_i_ols_input *input, int64_t first, int64_t count,
                          nkt_i_ols_faults *faults);

/* ---- the fit ---------------------------------------------------------------------------------------- */

#define NKT_I_OLS_FIT UINT64_C(0x3146534c4f544b4e) /* "NKTOLSF1", native */

enum { NKT_I_OLS_LISTS = 13 }; /* of doubles, one per coefficient */

/* Behind the struct lie the arrays of nkt_i_ols_parts. p: coefficients, dropped ones among them. */
typedef struct nkt_i_ols_fit {
    uint64_t magic, size;
    nkt_i_ols_shape shape;
    int64_t n_coefficients, intercept; /* intercept: 1 or 0 */
    int64_t rank, df;
    int64_t used, missing, invalid, zero_weight, excluded;
    int64_t weighted; /* 1: some weight was not 1 */
    int64_t tss_is_centred, remarks;
    nkt_i_wide rss, tss;
    double confidence, t_quantile;
    double sigma, r2, r2_adjusted, f, f_p, log_likelihood, aic, bic, own_share;
    /* of the scores, once applied */
    double press, r2_predictive, bp, bp_df, bp_p, robust_kind, robust_df, n_clusters;
} nkt_i_ols_fit;

/*
 * z = N x are the columns made orthogonal, N unit lower triangular, Σ w z² = 1 / reciprocal;
 * (X'WX)^-1 = N' diag(reciprocal) N. Rows and columns of dropped coefficients are 0.
 * Triangles hold row i, column j <= i at i (i + 1) / 2 + j.
 */
typedef struct nkt_i_ols_parts {
    nkt_i_wide *coefficient; /* p */
    nkt_i_wide *reciprocal;  /* p */
    nkt_i_wide *length2;     /* p: Σ w x² */
    nkt_i_wide *spread2;     /* p: the same about the mean, if there is an intercept */
    nkt_i_wide *inverse;     /* triangle: N */
    double *list;            /* NKT_I_OLS_LISTS of p each */
    double *correlation;     /* triangle: Σ w x y of columns scaled to length 1 */
    double *robust;          /* triangle: robust covariance */
    double *b_high, *b_low;  /* p: coefficient in two doubles, times 2^exponent */
    double *m_high, *m_low;  /* triangle: sqrt(reciprocal) N in two doubles, times 2^exponent[j] */
    int64_t *exponent;       /* p: what the column is divided by so that it is near 1 */
} nkt_i_ols_parts;

nkt_i_ols_parts nkt_i_ols_fit_parts(const nkt_i_ols_fit *fit);
size_t nkt_i_ols_fit_bytes(const nkt_i_ols_shape *shape);

static inline int64_t nkt_i_triangle(int64_t i, int64_t j) {
    return i * (i + 1) / 2 + j;
}

/* Whether that is a fit; parameter number `argument`. */
nkt_status nkt_i_ols_fit_check(const void *fit, int32_t argument, nkt_error *error);

/* One list of the fit: NKT_OLS_COEFFICIENT ... _VIF, NKT_OLS_ROBUST_SE ... _UPPER. */
double *nkt_i_ols_list(const nkt_i_ols_fit *fit, int32_t what);

/* How many numbers the work area of a fit holds. */
int64_t nkt_i_ols_solve_numbers(const nkt_i_ols_shape *shape);

/* The bytes of that work area. */
size_t nkt_i_ols_fit_work_bytes(const nkt_i_ols_shape *shape);

/*
 * Eliminates: fills coefficient, reciprocal, length2, spread2, inverse, correlation, rss, tss,
 * rank, tss_is_centred and the list of what is dropped.
 */
void nkt_i_ols_solve(const nkt_i_ols_state *state, double tolerance, nkt_i_ols_fit *fit,
                     nkt_i_wide *work);

/* (X'WX)^-1 of coefficients i and j. */
nkt_i_wide nkt_i_ols_unscaled(const nkt_i_ols_fit *fit, int64_t i, int64_t j);

/* Fills the numbers and lists that follow, and the parts that the row pass uses. */
void nkt_i_ols_summarise(const nkt_i_ols_state *state, nkt_i_ols_fit *fit);

/* t, p and limits from coefficients and their errors, in lists se ... se + 4. */
void nkt_i_ols_inference(nkt_i_ols_fit *fit, int32_t se, double df);

/* The scaled condition number. */
double nkt_i_ols_condition(const nkt_i_ols_fit *fit);

/* ---- one row against a fit ---------------------------------------------------------------------------- */

/* What a pass over rows needs of a fit, laid out once. */
typedef struct nkt_i_ols_pass {
    const nkt_i_ols_fit *fit;
    nkt_i_ols_parts parts;
    const double *dropped;
    double down[NKT_OLS_TERMS_MAX + 1], down_again[NKT_OLS_TERMS_MAX + 1]; /* 2^-exponent */
    double column_length[NKT_OLS_TERMS_MAX + 1]; /* of M: sqrt of the diagonal of (X'WX)^-1 */
} nkt_i_ols_pass;

void nkt_i_ols_pass_begin(nkt_i_ols_pass *pass, const nkt_i_ols_fit *fit);

/* One row: z = M x, so that x'(X'WX)^-1 x = Σ z². */
typedef struct nkt_i_ols_row {
    double fitted, fitted_low;       /* x'b, in two doubles */
    double z[NKT_OLS_TERMS_MAX + 1]; /* 0 for dropped coefficients */
    double length2;                  /* Σ z² */
    double weight, leverage, rest;   /* w, h, 1 - h; h is 1 exactly, or rest > 0 */
    double residual;
} nkt_i_ols_row;

/* Row r of a block whose terms are known. The weight of a row that was not fitted is 0. */
void nkt_i_ols_row_make(const nkt_i_ols_pass *pass, const nkt_i_ols_block *block, int64_t r,
                        double weight, nkt_i_ols_row *row);

/* (M'z)[k]: coefficient k of (X'WX)^-1 x, times 2^exponent[k]. */
double nkt_i_ols_row_back(const nkt_i_ols_pass *pass, const nkt_i_ols_row *row, int64_t k);

/* ---- scores ------------------------------------------------------------------------------------------ */

#define NKT_I_OLS_SCORES UINT64_C(0x3143534c4f544b4e) /* "NKTOLSC1", native */

/*
 * Behind the struct: one exact sum for each coefficient (of z q), then for HC a Gram matrix of the
 * scores with its scratch and a block of rows, for CR1 the table of clusters.
 */
typedef struct nkt_i_ols_scores {
    uint64_t magic, size, fit_mark;
    int64_t n_coefficients, kind, capacity, slots, clusters;
    int64_t used, decisive, foreign; /* rows added; of leverage 1; that cannot be rows of the fit */
    nkt_i_exact_sum press, q, q2;    /* Σ w d²; of q = e² / sigma² */
} nkt_i_ols_scores;

nkt_i_exact_sum *nkt_i_ols_scores_zq(const nkt_i_ols_scores *scores);
nkt_i_gram *nkt_i_ols_scores_gram(const nkt_i_ols_scores *scores);
int64_t *nkt_i_ols_scores_table(const nkt_i_ols_scores *scores);
nkt_status nkt_i_ols_scores_check(const void *scores, int32_t argument, const char *name,
                                  nkt_error *error);
uint64_t nkt_i_ols_fit_mark(const nkt_i_ols_fit *fit);

/*
 * The table of clusters: open addressing, slots of nkt_i_ols_slot_numbers integers: whether it is
 * taken, the cluster's code, its rows, and for each coefficient a sum in fixed point.
 */
int64_t nkt_i_ols_slot_numbers(int64_t n_coefficients);
/* The slot of a cluster; make: takes one where there is none. NULL: none, or no room. */
int64_t *nkt_i_ols_cluster(nkt_i_ols_scores *scores, int64_t code, int make);
/* Slots taken since the last call of either become kept, or free again. */
void nkt_i_ols_clusters_keep(nkt_i_ols_scores *scores);
void nkt_i_ols_clusters_undo(nkt_i_ols_scores *scores);
/* Adds a score in units of sigma; 0 where it is too large for any row of the fit. */
int nkt_i_ols_cluster_add(int64_t *slot, int64_t coefficient, double score);
double nkt_i_ols_cluster_sum(const int64_t *slot, int64_t coefficient);
/* Adds the source's clusters, all of which have a slot. */
void nkt_i_ols_clusters_merge(nkt_i_ols_scores *scores, const nkt_i_ols_scores *source);

#endif
