/*
 * The pass over rows after a fit: predictions, residuals, influence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

#define ROWS NKT_I_OLS_ROWS

/* ---- checks --------------------------------------------------------------------------------------- */

static int is_prediction(int32_t what) {
    return what == NKT_OLS_ROW_FITTED ||
           (what >= NKT_OLS_ROW_SE_FIT && what <= NKT_OLS_ROW_PREDICTION_UPPER);
}

static int is_row_number(const nkt_i_ols_fit *fit, int32_t what) {
    return (what >= NKT_OLS_ROW_FITTED && what <= NKT_OLS_ROW_USE) ||
           (what >= NKT_OLS_ROW_DFBETAS && what - NKT_OLS_ROW_DFBETAS < fit->n_coefficients);
}

static void check_what(nkt_i_call *call, const nkt_i_ols_fit *fit, const int32_t *what,
                       int64_t n_what, int predict) {
    nkt_i_count(call, "n_what", n_what, 0, INT32_MAX);
    if (n_what > 0)
        nkt_i_needed(call, "what", what);
    for (int64_t k = 0; k < n_what && !nkt_i_call_refused(call); k++)
        if (!(predict ? is_prediction(what[k]) : is_row_number(fit, what[k]))) {
            nkt_i_fault fault = NKT_I_AT("what");
            fault.item = (int32_t)k;
            fault.id = what[k];
            fault.value = what[k];
            nkt_i_refuse(call, NKT_E_ID, NKT_REASON_UNKNOWN_CODE, fault,
                         predict ? "is no prediction" : "is no number of a row");
        }
}

/* Uses alone are codes; beside numbers they are numbers themselves. */
static nkt_i_content content_of(const int32_t *what, int64_t n_what) {
    for (int64_t k = 0; k < n_what; k++)
        if (what[k] != NKT_OLS_ROW_USE)
            return NKT_I_CONTENT_NUMBERS;
    return NKT_I_CONTENT_CODES(NKT_USE_USED, NKT_USE_INVALID);
}

/* ---- numbers of one row ------------------------------------------------------------------------------ */

/* A row, and what it is asked about. */
typedef struct subject {
    const nkt_i_ols_pass *pass;
    const nkt_i_ols_row *row;
    double weight; /* as given, also where the row was not fitted */
    int8_t use;
} subject;

/* sigma of a fit without the row: (nu s² - w e² / (1 - h)) / (nu - 1). */
static double loo_sigma(const subject *s) {
    const nkt_i_ols_fit *fit = s->pass->fit;
    const nkt_i_ols_row *row = s->row;
    const double df = (double)fit->df;
    double left;

    if (row->rest == 0 || fit->df < 2)
        return NAN;
    left = df * fit->sigma * fit->sigma - row->weight * row->residual * row->residual / row->rest;
    return sqrt(fmax(left, 0) / (df - 1));
}

/* 0 / 0 where nothing is left over: undefined, as the header says. */
static double quotient(double a, double b) {
    return b > 0 ? a / b : NAN;
}

static double studentised(const subject *s, double sigma) {
    const nkt_i_ols_row *row = s->row;
    return quotient(row->residual * sqrt(row->weight), sigma * sqrt(row->rest));
}

static double dfbetas(const subject *s, int64_t k) {
    const nkt_i_ols_row *row = s->row;
    const double change = nkt_i_ols_row_back(s->pass, row, k) * row->weight * row->residual;

    if (s->pass->dropped[k] != 0)
        return NAN;
    return quotient(change, row->rest * loo_sigma(s) * s->pass->column_length[k]);
}

/* What only a row of the fit has. */
static double influence(const subject *s, int32_t what) {
    const nkt_i_ols_fit *fit = s->pass->fit;
    const nkt_i_ols_row *row = s->row;
    const double h = row->leverage, rank = (double)fit->rank;
    double r;

    if (what >= NKT_OLS_ROW_DFBETAS)
        return dfbetas(s, what - NKT_OLS_ROW_DFBETAS);
    switch (what) {
    case NKT_OLS_ROW_STUDENTISED:
        return studentised(s, fit->sigma);
    case NKT_OLS_ROW_DELETED:
        return studentised(s, loo_sigma(s));
    case NKT_OLS_ROW_COOK:
        r = studentised(s, fit->sigma);
        return r * r * h / (rank * row->rest);
    case NKT_OLS_ROW_DFFITS:
        return studentised(s, loo_sigma(s)) * sqrt(h / row->rest);
    case NKT_OLS_ROW_COVRATIO:
        r = quotient(loo_sigma(s), fit->sigma);
        return quotient(pow(r, 2 * rank), row->rest);
    default: /* NKT_OLS_ROW_LOO_SIGMA */
        return loo_sigma(s);
    }
}

static double limit(const subject *s, double variance, int upper) {
    const nkt_i_ols_fit *fit = s->pass->fit;
    const double reach = fit->t_quantile * fit->sigma * sqrt(variance);
    return upper ? s->row->fitted + reach : s->row->fitted - reach;
}

/* A row whose terms are known; the residual is NaN where there is no response. */
static double number(const subject *s, int32_t what) {
    const nkt_i_ols_row *row = s->row;
    const int fitted = s->use == NKT_USE_USED;
    const int compared = fitted || s->use == NKT_USE_ZERO_WEIGHT || s->use == NKT_USE_NOT_INCLUDED;

    switch (what) {
    case NKT_OLS_ROW_FITTED:
        return row->fitted;
    case NKT_OLS_ROW_RESIDUAL:
        return row->residual;
    case NKT_OLS_ROW_LEVERAGE:
        return compared ? row->leverage : NAN;
    case NKT_OLS_ROW_LOO_DEVIATION: /* a row that was not fitted is already left out */
        return row->rest > 0 ? row->residual / row->rest : NAN;
    case NKT_OLS_ROW_LOO_PREDICTION: /* y - e / (1 - h) = x'b - e h / (1 - h) */
        if (!fitted)
            return row->fitted;
        return row->rest > 0 ? row->fitted - row->residual * (row->leverage / row->rest) : NAN;
    case NKT_OLS_ROW_SE_FIT:
        return s->pass->fit->sigma * sqrt(row->length2);
    case NKT_OLS_ROW_CONFIDENCE_LOWER:
    case NKT_OLS_ROW_CONFIDENCE_UPPER:
        return limit(s, row->length2, what == NKT_OLS_ROW_CONFIDENCE_UPPER);
    case NKT_OLS_ROW_PREDICTION_LOWER:
    case NKT_OLS_ROW_PREDICTION_UPPER:
        if (!(s->weight > 0))
            return NAN;
        return limit(s, 1 / s->weight + row->length2, what == NKT_OLS_ROW_PREDICTION_UPPER);
    default:
        return fitted ? influence(s, what) : NAN;
    }
}

/* ---- the pass ------------------------------------------------------------------------------------------ */

/* Rows of the fit that decide a coefficient alone. */
typedef struct decisive {
    int64_t first, count;
} decisive;

/* What is asked, and where it goes. */
typedef struct request {
    const int32_t *what;
    int64_t n_what;
    const nkt_i_out *out;
} request;

static void put(const request *q, int64_t row, int64_t k, double value) {
    if (q->what[k] == NKT_OLS_ROW_USE)
        nkt_i_put_code(q->out, row, k, (int64_t)value);
    else
        nkt_i_put_number(q->out, row, k, value);
}

static void write_row(const nkt_i_ols_pass *pass, const nkt_i_ols_block *block, int64_t first,
                      int64_t r, const request *q, decisive *d) {
    const int known = block->terms_known[r];
    nkt_i_ols_row row;
    subject s = {pass, &row, block->weights[r], block->use[r]};

    if (known)
        nkt_i_ols_row_make(pass, block, r, s.use == NKT_USE_USED ? s.weight : 0, &row);
    if (known && s.use == NKT_USE_USED && row.rest == 0) {
        d->first = d->count ? d->first : first + r;
        d->count++;
    }
    for (int64_t k = 0; k < q->n_what; k++) {
        double value = NAN;
        if (q->what[k] == NKT_OLS_ROW_USE)
            value = s.use;
        else if (known)
            value = number(&s, q->what[k]);
        put(q, first + r, k, value);
    }
}

static decisive pass_over(nkt_i_call *call, const nkt_i_ols_fit *fit, const nkt_design *design,
                          const request *q, double *work) {
    const int64_t n_rows = design->rows.n_rows;
    nkt_i_ols_pass pass;
    nkt_i_ols_block block;
    decisive d = {-1, 0};

    nkt_i_ols_pass_begin(&pass, fit);
    nkt_i_ols_block_place(&block, &fit->shape, work);
    for (int64_t first = 0; q->n_what > 0 && first < n_rows; first += ROWS) {
        const int64_t count = nkt_i_ols_block_count(n_rows, first);
        nkt_i_ols_block_load(&block, &fit->shape, design, first, count, call);
        for (int64_t r = 0; r < count; r++)
            write_row(&pass, &block, first, r, q, &d);
    }
    return d;
}

void nkt_i_ols_rows_into(const nkt_i_ols_fit *fit, const nkt_design *design, const int32_t *what,
                         int64_t n_what, double *to, double *work) {
    const nkt_i_out lists = {(char *)to, sizeof *to, design->rows.n_rows * (int64_t)sizeof *to,
                             NKT_FLOAT64, 0};
    pass_over(NULL, fit, design, &(request){what, n_what, &lists}, work);
}

/* Bad data comes before a leverage of 1. */
static void remark(nkt_i_call *call, const decisive *d) {
    nkt_i_fault fault = NKT_I_AT("design.rows");

    if (!d->count || call->bad_rows)
        return;
    fault.row = d->first;
    nkt_i_remark_rows(call, NKT_LEVERAGE_ONE, NKT_REASON_DECISIVE, fault, d->count,
                      "decides a coefficient alone: its leverage is 1");
}

static nkt_status run(const nkt_memory *fit, const nkt_design *design, const int32_t *what,
                      int64_t n_what, const nkt_target *out, nkt_memory *work, int predict,
                      nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "fit design what n_what out work error");
    const nkt_i_ols_fit *live = nkt_i_ols_fit_open(&call, "fit", fit);
    nkt_i_bytes bytes = {0, 0};
    double *numbers;
    decisive d;
    nkt_i_out to;

    nkt_i_ols_design_check(&call, design, live ? &live->shape : NULL,
                           predict ? 0 : NKT_I_OLS_RESPONSE);
    check_what(&call, live, what, n_what, predict);
    if (nkt_i_call_refused(&call))
        return call.status;
    to = nkt_i_target_open(&call, "out", out, content_of(what, n_what), design->rows.n_rows, n_what,
                           1);
    nkt_i_distinct(&call, "work", work, fit);
    nkt_i_ols_pass_bytes(&bytes, &live->shape);
    numbers = nkt_i_claim(&call, "work", work, bytes);
    if (nkt_i_call_refused(&call))
        return call.status;
    d = pass_over(&call, live, design, &(request){what, n_what, &to}, numbers);
    remark(&call, &d);
    return nkt_i_call_end(&call);
}

nkt_status nkt_ols_rows(const nkt_memory *fit, const nkt_design *design, const int32_t *what,
                        int64_t n_what, const nkt_target *out, nkt_memory *work, nkt_error *error) {
    return run(fit, design, what, n_what, out, work, 0, error);
}

/* New rows: nothing is compared with a response, and no row was part of the fit. */
nkt_status nkt_ols_predict(const nkt_memory *fit, const nkt_design *design, const int32_t *what,
                           int64_t n_what, const nkt_target *out, nkt_memory *work,
                           nkt_error *error) {
    return run(fit, design, what, n_what, out, work, 1, error);
}
