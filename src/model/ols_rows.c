/*
 * The pass over rows after a fit: predictions, residuals, influence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

#define ROWS NKT_I_OLS_ROWS

/* Where the numbers go, and which they are. */
typedef struct target {
    const int32_t *what;
    int64_t n_what;
    char *out;
    int64_t row_stride, what_stride;
} target;

/* ---- checks --------------------------------------------------------------------------------------- */

static uint64_t magnitude(int64_t stride) {
    return stride < 0 ? 0 - (uint64_t)stride : (uint64_t)stride;
}

/* Whether no two numbers overlap, and no offset is beyond memory. */
static nkt_status check_strides(const target *t, int64_t n_rows, int32_t argument,
                                nkt_error *error) {
    const uint64_t size = sizeof(double), limit = (uint64_t)PTRDIFF_MAX / 2;
    const uint64_t rows = magnitude(t->row_stride), whats = magnitude(t->what_stride);
    const uint64_t inner = rows < whats ? rows : whats, outer = rows < whats ? whats : rows;
    const uint64_t inner_count = (uint64_t)(rows < whats ? n_rows : t->n_what);
    int apart = (n_rows < 2 || rows >= size) && (t->n_what < 2 || whats >= size);

    if (apart && n_rows > 1 && t->n_what > 1)
        apart = outer >= size && inner_count - 1 <= (outer - size) / inner;
    if (!apart)
        return nkt_i_error_set(error, NKT_E_STRIDE, NKT_I_FAULT(argument), "strides",
                               "make numbers overlap");
    if ((n_rows > 1 && rows > limit / (uint64_t)(n_rows - 1)) ||
        (t->n_what > 1 && whats > limit / (uint64_t)(t->n_what - 1)))
        return nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(argument), "strides",
                               "reach beyond memory");
    return NKT_OK;
}

static int is_prediction(int32_t what) {
    return what == NKT_OLS_ROW_FITTED ||
           (what >= NKT_OLS_ROW_SE_FIT && what <= NKT_OLS_ROW_PREDICTION_UPPER);
}

static int is_row_number(const nkt_i_ols_fit *fit, int32_t what) {
    return (what >= NKT_OLS_ROW_FITTED && what <= NKT_OLS_ROW_USE) ||
           (what >= NKT_OLS_ROW_DFBETAS && what - NKT_OLS_ROW_DFBETAS < fit->n_coefficients);
}

/* what, n_what, out and the strides are parameters number argument and following. */
static nkt_status check_target(const nkt_i_ols_fit *fit, const target *t, int64_t n_rows,
                               int predict, int32_t argument, nkt_error *error) {
    if (t->n_what < 0)
        return nkt_i_refuse_count(error, argument + 1, "n_what", t->n_what);
    if (!t->what && t->n_what > 0)
        return nkt_i_refuse_null(error, argument, "what");
    for (int64_t k = 0; k < t->n_what; k++)
        if (!(predict ? is_prediction(t->what[k]) : is_row_number(fit, t->what[k]))) {
            nkt_i_fault fault = NKT_I_FAULT(argument);
            fault.item = (int32_t)(k > INT32_MAX ? INT32_MAX : k);
            fault.id = t->what[k];
            fault.value = t->what[k];
            return nkt_i_error_value(error, NKT_E_ID, fault, "what",
                                     predict ? "is no prediction" : "is no number of a row");
        }
    if (n_rows == 0 || t->n_what == 0)
        return NKT_OK;
    if (!t->out)
        return nkt_i_refuse_null(error, argument + 2, "out");
    return check_strides(t, n_rows, argument + 3, error);
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
    const int fitted = s->use == NKT_I_ROW_USED;
    const int compared = fitted || s->use == NKT_I_ROW_ZERO || s->use == NKT_I_ROW_EXCLUDED;

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

static void write_row(const nkt_i_ols_pass *pass, const nkt_i_ols_block *block, int64_t first,
                      int64_t r, const target *t, decisive *d) {
    char *at = t->out + (first + r) * t->row_stride;
    const int known = block->terms_known[r];
    nkt_i_ols_row row;
    subject s = {pass, &row, block->weights[r], block->use[r]};

    if (known)
        nkt_i_ols_row_make(pass, block, r, s.use == NKT_I_ROW_USED ? s.weight : 0, &row);
    if (known && s.use == NKT_I_ROW_USED && row.rest == 0) {
        d->first = d->count ? d->first : first + r;
        d->count++;
    }
    for (int64_t k = 0; k < t->n_what; k++) {
        double value = NAN;
        if (t->what[k] == NKT_OLS_ROW_USE)
            value = s.use;
        else if (known)
            value = number(&s, t->what[k]);
        memcpy(at + k * t->what_stride, &value, sizeof value);
    }
}

static nkt_status finish(const nkt_i_ols_faults *faults, const decisive *d, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(0);

    if (faults->sentence)
        return nkt_i_ols_faults_end(faults, error);
    if (!d->count)
        return NKT_OK;
    fault.row = d->first;
    nkt_i_error_set(error, NKT_LEVERAGE_ONE, fault, NULL,
                    "decides a coefficient alone: its leverage is 1");
    if (error)
        error->rows_affected = d->count;
    return NKT_LEVERAGE_ONE;
}

static nkt_status pass_over(const nkt_i_ols_fit *fit, const nkt_i_ols_input *input, const target *t,
                            void *work, nkt_error *error) {
    nkt_i_ols_pass pass;
    nkt_i_ols_block block;
    nkt_i_ols_faults faults;
    decisive d = {-1, 0};

    nkt_i_ols_faults_begin(&faults);
    nkt_i_ols_pass_begin(&pass, fit);
    nkt_i_ols_block_place(&block, &fit->shape, (double *)work);
    for (int64_t first = 0; t->n_what > 0 && first < input->n_rows; first += ROWS) {
        const int64_t left = input->n_rows - first, count = left < ROWS ? left : ROWS;
        nkt_i_ols_block_load(&block, &fit->shape, input, first, count, &faults);
        for (int64_t r = 0; r < count; r++)
            write_row(&pass, &block, first, r, t, &d);
    }
    return finish(&faults, &d, error);
}

static size_t work_bytes(const nkt_i_ols_fit *fit) {
    return (size_t)nkt_i_ols_block_numbers(&fit->shape) * sizeof(double);
}

nkt_status nkt_ols_rows_work_size(const void *fit, size_t *size, nkt_error *error) {
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_fit_check(fit, 1, error);
    if (!status && !size)
        status = nkt_i_refuse_null(error, 2, "size");
    if (!status)
        *size = work_bytes((const nkt_i_ols_fit *)fit);
    return status;
}

nkt_status nkt_ols_rows(const void *fit, const nkt_column *response, const nkt_column *terms,
                        int64_t n_terms, const nkt_column *weight, const nkt_column *include,
                        int64_t n_rows, const int32_t *what, int64_t n_what, void *out,
                        int64_t row_stride, int64_t what_stride, void *work, size_t work_size,
                        nkt_error *error) {
    const nkt_i_ols_input input = {response, terms, weight, include, n_terms, n_rows,
                                   2,        3,     5,      6,       7};
    const target t = {what, n_what, (char *)out, row_stride, what_stride};
    const nkt_i_ols_fit *live = (const nkt_i_ols_fit *)fit;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_fit_check(fit, 1, error);
    if (!status && !response)
        status = nkt_i_refuse_null(error, 2, "response");
    if (!status)
        status = nkt_i_ols_input_check(&input, &live->shape, error);
    if (!status)
        status = check_target(live, &t, n_rows, 0, 8, error);
    if (!status)
        status = nkt_i_memory_check(work, work_size, work_bytes(live), 13, "work", error);
    return status ? status : pass_over(live, &input, &t, work, error);
}

/* New rows: nothing is compared with a response, and no row was part of the fit. */
nkt_status nkt_ols_predict(const void *fit, const nkt_column *terms, int64_t n_terms,
                           const nkt_column *weight, int64_t n_rows, const int32_t *what,
                           int64_t n_what, void *out, int64_t row_stride, int64_t what_stride,
                           void *work, size_t work_size, nkt_error *error) {
    const nkt_i_ols_input input = {NULL, terms, weight, NULL, n_terms, n_rows, 0, 2, 4, 0, 5};
    const target t = {what, n_what, (char *)out, row_stride, what_stride};
    const nkt_i_ols_fit *live = (const nkt_i_ols_fit *)fit;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ols_fit_check(fit, 1, error);
    if (!status)
        status = nkt_i_ols_input_check(&input, &live->shape, error);
    if (!status)
        status = check_target(live, &t, n_rows, 1, 6, error);
    if (!status)
        status = nkt_i_memory_check(work, work_size, work_bytes(live), 11, "work", error);
    return status ? status : pass_over(live, &input, &t, work, error);
}
