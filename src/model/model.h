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

/*
 * What lives in the caller's memory (a state, a fit, scores) begins with its magic and its size, is
 * flat, and consists of members of 8 bytes: so it can be packed word by word, and come back on a
 * machine of another byte order.
 */

/* ---- options and shape -------------------------------------------------------------------------- */

/* The caller's options with defaults filled in, checked. A tolerance of 0 stays: it depends on how
   many coefficients there are. */
nkt_ols_options nkt_i_ols_options(nkt_i_call *call, const nkt_ols_options *options);

/* The tolerance of a fit of so many coefficients. */
double nkt_i_ols_tolerance(const nkt_ols_options *options, int64_t n_coefficients);

/* What the columns of a model are made from. */
typedef struct nkt_i_ols_shape {
    int64_t n_terms;                   /* the caller's columns */
    int64_t n_columns;                 /* with powers */
    int64_t degree[NKT_OLS_TERMS_MAX]; /* 1 or more for the terms, 0 after them */
    int64_t weights;                   /* NKT_OLS_WEIGHTS_*: what a row's weight is */
} nkt_i_ols_shape;

/* path: of n_terms. The degrees are those of the options. */
nkt_i_ols_shape nkt_i_ols_shape_make(nkt_i_call *call, const char *path, int64_t n_terms,
                                     const nkt_ols_options *options);

/* The shape of plain terms, 0 ... NKT_OLS_TERMS_MAX of them. */
nkt_i_ols_shape nkt_i_ols_shape_plain(int64_t n_terms);

int nkt_i_ols_shape_same(const nkt_i_ols_shape *a, const nkt_i_ols_shape *b);
int nkt_i_ols_shape_has_powers(const nkt_i_ols_shape *shape);

/* Whether that can be a shape at all. */
int nkt_i_ols_shape_is_sound(const nkt_i_ols_shape *shape);

/* Which term a column with powers belongs to (from 0), and which power of it (from 1) it is. */
typedef struct nkt_i_ols_place {
    int64_t term, power;
} nkt_i_ols_place;
nkt_i_ols_place nkt_i_ols_place_of(const nkt_i_ols_shape *shape, int64_t column);

/* ---- the state ---------------------------------------------------------------------------------- */

#define NKT_I_OLS_STATE UINT64_C(0x3353544c4f544b4e) /* "NKTOLTS3", native */

/* Columns of the Gram matrix: ones, the terms, the response. */
typedef struct nkt_i_ols_state {
    uint64_t magic, size;
    nkt_i_ols_shape shape;
    int64_t intercept, collinear; /* the options that it was made with */
    double tolerance, confidence;
    int64_t used, missing, invalid, zero_weight, excluded; /* rows */
    double response_min, response_max;                     /* of the rows used */
    nkt_i_exact_sum log_weights;                           /* of the rows used */
} nkt_i_ols_state;

/* The parts behind the struct. */
nkt_i_gram *nkt_i_ols_gram(nkt_i_ols_state *state);
const nkt_i_gram *nkt_i_ols_gram_const(const nkt_i_ols_state *state);
int64_t *nkt_i_ols_integers(nkt_i_ols_state *state); /* scratch of the Gram matrix */
double *nkt_i_ols_numbers(nkt_i_ols_state *state);   /* scratch for a block of rows */

size_t nkt_i_ols_state_size(const nkt_i_ols_shape *shape);

/* options: filled in. */
void nkt_i_ols_state_init(nkt_i_ols_state *state, const nkt_i_ols_shape *shape,
                          const nkt_ols_options *options);

/* The options that a state was made with. */
nkt_ols_options nkt_i_ols_state_options(const nkt_i_ols_state *state);

/* The state that a memory holds; NULL where the call is refused. */
nkt_i_ols_state *nkt_i_ols_state_open(nkt_i_call *call, const char *path, const nkt_memory *memory);

/* ---- the caller's rows ---------------------------------------------------------------------------- */

enum { NKT_I_OLS_ROWS = NKT_I_GRAM_ROWS };

/* What a call takes of a design besides rows, terms and weight; the rest is refused. */
enum { NKT_I_OLS_RESPONSE = 1, NKT_I_OLS_CLUSTER = 2 };

/*
 * Refuses what can be refused of "design" without looking at values. What is taken is needed. shape
 * NULL: any number of terms.
 */
void nkt_i_ols_design_check(nkt_i_call *call, const nkt_design *design,
                            const nkt_i_ols_shape *shape, int takes);

/*
 * A block of rows. high and low hold NKT_I_OLS_ROWS numbers for each column: ones, terms with their
 * powers, response. Memory for them is the caller's: nkt_i_ols_block_numbers doubles.
 */
typedef struct nkt_i_ols_block {
    double *high, *low;                    /* low: NULL where the shape has no powers */
    double weights[NKT_I_OLS_ROWS];        /* analytic ones; 1 under frequencies */
    double times[NKT_I_OLS_ROWS];          /* how often a row occurs; 1 under analytic weights */
    int8_t use[NKT_I_OLS_ROWS];            /* NKT_USE_* */
    int8_t terms_known[NKT_I_OLS_ROWS];    /* 1: every term has a value */
    int8_t response_known[NKT_I_OLS_ROWS]; /* 1: the response has one */
} nkt_i_ols_block;

int64_t nkt_i_ols_block_numbers(const nkt_i_ols_shape *shape);
void nkt_i_ols_block_place(nkt_i_ols_block *block, const nkt_i_ols_shape *shape, double *numbers);

/*
 * Reads rows first ... first + count - 1 of a checked design and judges each: bad data is noted,
 * unless call is NULL. Numbers that are missing are NaN. A design without a response has new rows,
 * which are NKT_USE_NOT_INCLUDED.
 */
void nkt_i_ols_block_load(nkt_i_ols_block *block, const nkt_i_ols_shape *shape,
                          const nkt_design *design, int64_t first, int64_t count, nkt_i_call *call);

/* How many of the rows from first on belong to the next block. */
static inline int64_t nkt_i_ols_block_count(int64_t n_rows, int64_t first) {
    return n_rows - first < NKT_I_OLS_ROWS ? n_rows - first : NKT_I_OLS_ROWS;
}

/* Adds all rows of a checked design to a state. call NULL: bad data is not noted. */
void nkt_i_ols_add_rows(nkt_i_call *call, nkt_i_ols_state *state, const nkt_design *design);

/* ---- the fit ---------------------------------------------------------------------------------------- */

#define NKT_I_OLS_FIT UINT64_C(0x3346534c4f544b4e) /* "NKTOLSF3", native */

enum { NKT_I_OLS_LISTS = 14 }; /* of doubles, one per coefficient */

/* Behind the struct lie the arrays of nkt_i_ols_parts. p: coefficients, dropped ones among them. */
typedef struct nkt_i_ols_fit {
    uint64_t magic, size;
    nkt_i_ols_shape shape;
    int64_t n_coefficients, intercept; /* intercept: 1 or 0 */
    int64_t rank, df;
    int64_t used, missing, invalid, zero_weight, excluded;
    int64_t weighted; /* 1: some weight was not 1 */
    int64_t tss_is_centred, remarks;
    int64_t least_own; /* the coefficient that own_share is of */
    nkt_i_wide rss, tss;
    double confidence, t_quantile, tolerance;
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

/* The fit that a memory holds; NULL where the call is refused. */
nkt_i_ols_fit *nkt_i_ols_fit_open(nkt_i_call *call, const char *path, const nkt_memory *memory);

/* Refuses a memory that holds no fit, or one whose numbers could lead a reader out of it. */
void nkt_i_ols_fit_check(nkt_i_call *call, const char *path, const nkt_memory *memory);

/* One list of the fit: NKT_OLS_LIST_COEFFICIENT ... _VIF, _ROBUST_SE ... _ROBUST_UPPER, _ROBUST_DF. */
double *nkt_i_ols_list(const nkt_i_ols_fit *fit, int32_t what);

/*
 * What the refusals and remarks of a fit call what they speak of: the rows, the response and the
 * terms, by path; design: whose columns may have names. NULL: there is none any more.
 */
typedef struct nkt_i_ols_names {
    const char *rows, *response, *terms;
    const nkt_design *design;
} nkt_i_ols_names;

/* The bytes that nkt_i_ols_fit_make works in. */
size_t nkt_i_ols_fit_work_bytes(const nkt_i_ols_shape *shape);

/*
 * Fits, into nkt_i_ols_fit_bytes of memory: no fit stands there where the call is refused for what
 * the rows are like. options: filled in.
 */
void nkt_i_ols_fit_make(nkt_i_call *call, const nkt_i_ols_names *names,
                        const nkt_i_ols_state *state, const nkt_ols_options *options,
                        nkt_i_ols_fit *fit, nkt_i_wide *work);

/* Makes the first of the remarks that there are on a fit; which: NKT_I_OLS_REMARK of each, added. */
#define NKT_I_OLS_REMARK(status) (INT64_C(1) << (status))
#define NKT_I_OLS_REMARKS        INT64_MAX /* all */
void nkt_i_ols_remark(nkt_i_call *call, const nkt_i_ols_names *names, const nkt_i_ols_fit *fit,
                      int64_t which);

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

/* The same, with degrees of freedom for each. */
void nkt_i_ols_inference_each(nkt_i_ols_fit *fit, int32_t se, const double *df);

/* The share of a term's length that is its own, below which a remark is made. */
#define NKT_I_OLS_NEARLY_COLLINEAR 1e-7

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

/*
 * Numbers of all rows of a checked design, NKT_OLS_ROW_*: list after list of n_rows, from `to` on.
 * Bad data is not noted. work: nkt_i_ols_block_numbers.
 */
void nkt_i_ols_rows_into(const nkt_i_ols_fit *fit, const nkt_design *design, const int32_t *what,
                         int64_t n_what, double *to, double *work);

/* ---- scores ------------------------------------------------------------------------------------------ */

#define NKT_I_OLS_SCORES UINT64_C(0x3343534c4f544b4e) /* "NKTOLSC3", native */

/*
 * Behind the struct: one exact sum for each coefficient (of z q), then for HC a Gram matrix of the
 * scores with its scratch and a block of rows, for CR1 and CR2 the table of clusters.
 */
typedef struct nkt_i_ols_scores {
    uint64_t magic, size, fit_mark;
    int64_t n_coefficients, kind, capacity, slots, clusters;
    int64_t used, decisive, foreign; /* rows added; of leverage 1; that cannot be rows of the fit */
    nkt_i_exact_sum press, q, q2;    /* Σ w d²; of q = e² / sigma² */
} nkt_i_ols_scores;

static inline int nkt_i_ols_is_clustered(int64_t kind) {
    return kind == NKT_ROBUST_CR1 || kind == NKT_ROBUST_CR2;
}

nkt_i_exact_sum *nkt_i_ols_scores_zq(const nkt_i_ols_scores *scores);
nkt_i_gram *nkt_i_ols_scores_gram(const nkt_i_ols_scores *scores);
int64_t *nkt_i_ols_scores_scratch(const nkt_i_ols_scores *scores); /* of the Gram matrix */
double *nkt_i_ols_scores_block(const nkt_i_ols_scores *scores);
int64_t *nkt_i_ols_scores_table(const nkt_i_ols_scores *scores);

/* The most clusters that a state of scores may have room for; and how many slots it has for so many:
   there is always a free one. */
#define NKT_I_OLS_CLUSTERS_MAX (INT64_C(1) << 40)
int64_t nkt_i_ols_slots_for(int64_t clusters);

/* Adds what scores take to bytes. */
void nkt_i_ols_scores_bytes(nkt_i_bytes *bytes, int64_t n_coefficients, int64_t kind,
                            int64_t clusters);

/* The scores that a memory holds; NULL where the call is refused. */
nkt_i_ols_scores *nkt_i_ols_scores_open(nkt_i_call *call, const char *path,
                                        const nkt_memory *memory);

/* Refuses a memory that holds no scores, or such as could lead a reader out of it. */
void nkt_i_ols_scores_check(nkt_i_call *call, const char *path, const nkt_memory *memory);

/* The steps of a second pass, for scores and a fit that were checked. */
void nkt_i_ols_scores_begin(nkt_i_ols_scores *scores, size_t size, const nkt_i_ols_fit *fit,
                            int32_t kind, int64_t clusters);
/* Room for every cluster of the rows that are to be added, or a refusal. */
void nkt_i_ols_scores_take(nkt_i_call *call, nkt_i_ols_scores *scores, const nkt_design *design);
void nkt_i_ols_scores_rows(nkt_i_call *call, nkt_i_ols_scores *scores, const nkt_i_ols_fit *fit,
                           const nkt_design *design, double *work);
/* rows: what the rows added are called; path of the fit: "fit". work: nkt_i_ols_finish_bytes. */
void nkt_i_ols_scores_finish(nkt_i_call *call, const char *rows, const nkt_i_ols_scores *scores,
                             nkt_i_ols_fit *fit, double *work);
void nkt_i_ols_finish_bytes(nkt_i_bytes *bytes, int64_t n_coefficients, int64_t kind,
                            int64_t slots);

/* The middle of CR2, and the degrees of freedom of each coefficient. */
void nkt_i_ols_bias_reduced_bytes(nkt_i_bytes *bytes, int64_t n_coefficients, int64_t slots);
void nkt_i_ols_bias_reduced(const nkt_i_ols_scores *scores, const nkt_i_ols_fit *fit,
                            double *middle, double *df, void *work);

uint64_t nkt_i_ols_fit_mark(const nkt_i_ols_fit *fit);

/* Adds to bytes what a pass over rows works in: a block, also where only a triangle is needed. */
void nkt_i_ols_pass_bytes(nkt_i_bytes *bytes, const nkt_i_ols_shape *shape);

/*
 * The table of clusters: open addressing, slots of nkt_i_ols_slot_numbers integers: whether it is
 * taken, the cluster's code, its rows, and for each coefficient a sum in fixed point; for CR2 also one
 * for each pair of coefficients.
 */
int64_t nkt_i_ols_slot_sums(int64_t n_coefficients, int64_t kind);
int64_t nkt_i_ols_slot_numbers(int64_t n_coefficients, int64_t kind);
int64_t *nkt_i_ols_slot(const nkt_i_ols_scores *scores, int64_t number);
/* The slot of a cluster; make: takes one where there is none. NULL: none, or no room. */
int64_t *nkt_i_ols_cluster(nkt_i_ols_scores *scores, int64_t code, int make);
/* Slots taken since the last call of either become kept, or free again. */
void nkt_i_ols_clusters_keep(nkt_i_ols_scores *scores);
void nkt_i_ols_clusters_undo(nkt_i_ols_scores *scores);
/* Adds to a sum a score in units of sigma, so often; 0 where it is too large for any row of the fit. */
int nkt_i_ols_cluster_add(int64_t *slot, int64_t sum, double score, int64_t times);
double nkt_i_ols_cluster_sum(const int64_t *slot, int64_t sum);
/* Adds the source's clusters, all of which have a slot. */
void nkt_i_ols_clusters_merge(nkt_i_ols_scores *scores, const nkt_i_ols_scores *source);

/* Whether the table is one that these functions may have made. */
int nkt_i_ols_clusters_are_sound(const nkt_i_ols_scores *scores);

/* ---- packing ----------------------------------------------------------------------------------------- */

/* How many bytes a state that was checked takes when packed; and packing it. */
size_t nkt_i_ols_state_packed_size(const nkt_memory *state);
void nkt_i_ols_state_pack(const nkt_memory *state, unsigned char *out);

/* Refuses a memory that holds no state. */
void nkt_i_ols_state_check(nkt_i_call *call, const char *path, const nkt_memory *memory);

/*
 * Makes a live state of packed bytes, parameter "packed", which are not trusted: they are examined
 * wholly before the memory is claimed. path: of the memory.
 */
void nkt_i_ols_state_unpack(nkt_i_call *call, const unsigned char *packed, size_t size,
                            const char *path, nkt_memory *state);

#endif
