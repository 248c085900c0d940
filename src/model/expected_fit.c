/*
 * The fit of expected values: the layer as published, then the benchmark.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/expected.h"

/* The share of the whole that chance is reckoned with is kept this far from none and all. */
#define LEAST_SHARE 0.02

/* ---- the benchmark ------------------------------------------------------------------------------------ */

/* What the variance of chance depends on beside the fitted value. */
typedef struct groups {
    const double *sizes;
    double whole;
} groups;

/* p (whole - p) / size; NaN where the size is not known. */
static double chance(const void *context, int64_t row, double fitted) {
    const groups *g = context;
    const double p = fmin(fmax(fitted, LEAST_SHARE * g->whole), (1 - LEAST_SHARE) * g->whole);

    return g->sizes[row] > 0 ? p * (g->whole - p) / g->sizes[row] : NAN;
}

static void make_benchmark(nkt_i_inner *inner, nkt_i_expected *model, const nkt_i_expected_work *w,
                           uint64_t seed) {
    const groups context = {w->sizes, model->whole};
    nkt_i_fault fault = NKT_I_AT("design.size");
    nkt_i_spread spread = nkt_i_spread_place(model->n_terms + 1, w->spread);
    nkt_i_basis basis;

    nkt_i_basis_place(&basis, model->n_rows, model->n_terms + 1, w->basis);
    nkt_i_inner_fill(inner, nkt_i_expected_fit(model), chance, &context, &basis);
    model->with_size = basis.n_rows;
    if (!nkt_i_expected_tau(&basis, model)) {
        fault.id = inner->given->size->id;
        fault.name = inner->given->size->name;
        nkt_i_remark(inner->call, NKT_NOT_ESTIMABLE, NKT_REASON_TOO_FEW, fault,
                     "is known for too few rows to form a benchmark");
        return;
    }
    nkt_i_spread_make(&spread, &basis, model->tau2, model->whole, model->tau2_method);
    nkt_i_expected_benchmark(model, &basis, &spread);
    nkt_i_expected_adjust(model, w->order, w->scratch);
    if (spread.n > 0)
        nkt_i_expected_ranks(model, &basis, &spread, seed, w->order, w->scratch, w->step);
}

/* ---- the call ------------------------------------------------------------------------------------------- */

/* A model of which nothing is known but its rows and options. */
static nkt_i_expected nothing_found(const nkt_design *design, const nkt_expected_options *options,
                                    size_t size) {
    nkt_i_expected m;

    memset(&m, 0, sizeof m);
    m.magic = NKT_I_EXPECTED;
    m.size = size;
    m.n_terms = design->n_terms;
    m.n_rows = design->rows.n_rows;
    m.intercept = 1;
    m.decimals = options->decimals;
    m.tau2_method = options->tau2_method;
    m.direction = options->direction;
    m.draws = options->draws;
    m.whole = options->whole;
    m.minimum_persons = options->minimum_persons;
    m.confidence = options->confidence;
    m.certainty = options->certainty;
    m.above_by = options->above_by;
    m.tau2 = m.tau2_lower = m.tau2_upper = m.q = m.q_df = m.q_p = NAN;
    return m;
}

/* Puts it into the caller's memory, where it replaces whatever was there. */
static void begin(nkt_i_expected *model, const nkt_i_expected *found) {
    double *numbers;
    int64_t n_numbers;

    *model = *found;
    numbers = nkt_i_expected_coefficients(model);
    n_numbers = NKT_I_ROW_LISTS * model->n_rows + 2 * (model->n_terms + 1);
    for (int64_t i = 0; i < n_numbers; i++)
        numbers[i] = NAN;
}

nkt_status nkt_expected(const nkt_design *design, const nkt_expected_options *options,
                        nkt_memory *model, nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "design options model work error");
    nkt_i_bytes bytes = {0, 0};
    nkt_i_expected_work w;
    nkt_i_inner_range range;
    nkt_expected_options read;
    nkt_i_expected found, *made;
    nkt_i_inner inner;

    nkt_i_inner_check(&call, design, NKT_I_TAKES_SIZE);
    read = nkt_i_expected_options(&call, options);
    nkt_i_distinct(&call, "work", model, work);
    if (nkt_i_call_refused(&call))
        return call.status;
    bytes = nkt_i_expected_bytes(design->n_terms, design->rows.n_rows);
    made = nkt_i_claim(&call, "model", model, bytes);
    w = nkt_i_expected_claim(&call, design->n_terms, design->rows.n_rows, read.draws, work);
    if (nkt_i_call_refused(&call))
        return call.status;

    /* Up to here the model that may be in the memory is as it was; from here on nothing is refused. */
    found = nothing_found(design, &read, bytes.total);
    range = nkt_i_expected_judge(&call, design, &read, &w, &found);
    nkt_i_inner_enough(&call, &range, design->n_terms);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_inner_scale(&call, design, &range, read.whole);
    begin(made, &found);
    nkt_i_inner_begin(&inner, &call, design, w.candidate, w.step);
    nkt_i_inner_fit(&inner, read.confidence, NKT_I_REMARKS_ALL, nkt_i_expected_fit(made));
    nkt_i_expected_published(&inner, made, &w);
    nkt_i_expected_quarters(made, w.order, w.scratch);
    if (design->size)
        make_benchmark(&inner, made, &w, read.seed);
    return nkt_i_call_end(&call);
}
