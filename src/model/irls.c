/*
 * Iteratively reweighted least squares: the call, its rows, and the basis that its steps are solved
 * in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/irls.h"

enum { ITERATIONS = 200, MOST_ITERATIONS = 1000000 };

/* ---- options -------------------------------------------------------------------------------------------- */

static nkt_status check_options(const nkt_irls_options *o, nkt_error *error) {
    enum { ARGUMENT = 7 };

    if (o->method != NKT_IRLS_LOGIT && o->method != NKT_IRLS_HUBER)
        return nkt_i_refuse_option(error, ARGUMENT, o->method, "options.method", "is not 0 or 1");
    if (o->robust != NKT_IRLS_HC0 && o->robust != NKT_IRLS_HC1)
        return nkt_i_refuse_option(error, ARGUMENT, o->robust, "options.robust", "is not 0 or 1");
    if (o->iterations < 1 || o->iterations > MOST_ITERATIONS)
        return nkt_i_refuse_option(error, ARGUMENT, o->iterations, "options.iterations",
                                   "is not 0 to 1000000");
    if (!(o->whole > 0) || isinf(o->whole))
        return nkt_i_refuse_option(error, ARGUMENT, o->whole, "options.whole", "is not above 0");
    if (!(o->k > 0) || isinf(o->k))
        return nkt_i_refuse_option(error, ARGUMENT, o->k, "options.k", "is not above 0");
    if (!(o->tolerance > 0 && o->tolerance < 1))
        return nkt_i_refuse_option(error, ARGUMENT, o->tolerance, "options.tolerance",
                                   "is not 0 or more and below 1");
    if (!(o->confidence > 0 && o->confidence < 1))
        return nkt_i_refuse_option(error, ARGUMENT, o->confidence, "options.confidence",
                                   "is not between 0 and 1");
    return NKT_OK;
}

static nkt_status read_options(const nkt_irls_options *options, nkt_irls_options *out,
                               nkt_error *error) {
    nkt_status status =
        nkt_i_options_copy(options, 7, out, sizeof *out,
                           "is no size of options: set it to sizeof (nkt_irls_options)", error);

    if (status)
        return status;
    out->iterations = out->iterations == 0 ? ITERATIONS : out->iterations;
    out->whole = out->whole == 0 ? 100 : out->whole;
    out->k = out->k == 0 ? 1.345 : out->k;
    out->tolerance = out->tolerance == 0 ? 1e-13 : out->tolerance;
    out->confidence = out->confidence == 0 ? 0.95 : out->confidence;
    return check_options(out, error);
}

/* ---- memory --------------------------------------------------------------------------------------------- */

static nkt_i_ols_shape shape_of(int64_t n_terms) {
    nkt_i_ols_shape shape;
    memset(&shape, 0, sizeof shape);
    shape.n_terms = n_terms;
    shape.n_columns = n_terms;
    for (int64_t k = 0; k < n_terms; k++)
        shape.degree[k] = 1;
    return shape;
}

/* The parts of the work area, in bytes. */
typedef struct layout {
    size_t fit, use, basis, room, step, whole;
} layout;

static int lay_out(int64_t n_terms, int64_t n_rows, layout *l) {
    const nkt_i_ols_shape shape = shape_of(n_terms);
    const size_t n = (size_t)n_rows;
    size_t basis, bytes;

    l->fit = nkt_i_ols_fit_bytes(&shape);
    l->step = nkt_i_ols_state_size(&shape) + nkt_i_ols_fit_work_bytes(&shape);
    return nkt_i_size_align8(n, &l->use) && nkt_i_basis_numbers(n_rows, n_terms + 1, &basis) &&
           nkt_i_size_mul(basis, sizeof(double), &l->basis) &&
           nkt_i_size_mul(n, 4 * sizeof(double), &l->room) &&
           nkt_i_size_add(l->fit, l->use, &bytes) && nkt_i_size_add(bytes, l->basis, &bytes) &&
           nkt_i_size_add(bytes, l->room, &bytes) && nkt_i_size_add(bytes, l->step, &l->whole);
}

static nkt_status check_counts(int64_t n_terms, int64_t n_rows, int32_t argument,
                               int32_t rows_argument, nkt_error *error) {
    if (n_terms < 0 || n_terms > NKT_OLS_TERMS_MAX)
        return nkt_i_refuse_count(error, argument, "n_terms", n_terms);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, rows_argument, "n_rows", n_rows);
    return NKT_OK;
}

static nkt_status refuse_size(nkt_error *error, int32_t argument) {
    return nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(argument), "n_rows",
                           "is more than memory can hold");
}

nkt_status nkt_irls_size(int64_t n_terms, int64_t n_rows, size_t *size, nkt_error *error) {
    nkt_status status;
    size_t bytes;

    nkt_i_error_clear(error);
    status = check_counts(n_terms, n_rows, 1, 2, error);
    if (!status && !size)
        status = nkt_i_refuse_null(error, 3, "size");
    if (!status && !nkt_i_irls_bytes(n_terms, n_rows, &bytes))
        status = refuse_size(error, 2);
    if (!status)
        *size = bytes;
    return status;
}

nkt_status nkt_irls_work_size(int64_t n_terms, int64_t n_rows, size_t *size, nkt_error *error) {
    nkt_status status;
    layout l;

    nkt_i_error_clear(error);
    status = check_counts(n_terms, n_rows, 1, 2, error);
    if (!status && !size)
        status = nkt_i_refuse_null(error, 3, "size");
    if (!status && !lay_out(n_terms, n_rows, &l))
        status = refuse_size(error, 2);
    if (!status)
        *size = l.whole;
    return status;
}

/* ---- rows ----------------------------------------------------------------------------------------------- */

/*
 * Which rows can be fitted, into use[]: 1 where nothing is missing or bad. Bad data are told; a
 * response that is no share is bad data for the logit.
 */
static void judge(const nkt_i_ols_input *input, const nkt_i_ols_shape *shape,
                  const nkt_irls_options *options, int8_t *use, double *numbers, nkt_i_irls *result,
                  nkt_i_ols_faults *faults) {
    nkt_i_ols_block block;

    nkt_i_ols_block_place(&block, shape, numbers);
    for (int64_t first = 0; first < input->n_rows; first += NKT_I_OLS_ROWS) {
        const int64_t left = input->n_rows - first;
        const int64_t count = left < NKT_I_OLS_ROWS ? left : NKT_I_OLS_ROWS;
        const double *y = block.high + (shape->n_columns + 1) * NKT_I_OLS_ROWS;
        nkt_i_ols_block_load(&block, shape, input, first, count, faults);
        for (int64_t r = 0; r < count; r++) {
            int8_t verdict = block.use[r];
            if (verdict == NKT_I_ROW_USED && options->method == NKT_IRLS_LOGIT &&
                !(y[r] >= 0 && y[r] <= options->whole)) {
                nkt_i_ols_faults_response(faults, 1, input->response->id, first + r, y[r],
                                          "is not between none and all");
                verdict = NKT_I_ROW_INVALID;
            }
            use[first + r] = verdict == NKT_I_ROW_USED;
            result->invalid += verdict == NKT_I_ROW_INVALID;
            result->left_out += verdict != NKT_I_ROW_USED && verdict != NKT_I_ROW_INVALID;
        }
    }
}

/* The rows in the basis, and their weights as variances. */
static void fill(const nkt_i_ols_input *input, const nkt_i_ols_fit *fit, double *numbers,
                 nkt_i_basis *basis) {
    nkt_i_ols_block block;
    nkt_i_ols_faults ignored; /* they were told of when the rows were judged */
    nkt_i_ols_pass pass;

    nkt_i_ols_faults_begin(&ignored);
    nkt_i_ols_pass_begin(&pass, fit);
    nkt_i_ols_block_place(&block, &fit->shape, numbers);
    basis->rank = fit->rank;
    for (int64_t first = 0; first < input->n_rows; first += NKT_I_OLS_ROWS) {
        const int64_t left = input->n_rows - first;
        const int64_t count = left < NKT_I_OLS_ROWS ? left : NKT_I_OLS_ROWS;
        nkt_i_ols_block_load(&block, &fit->shape, input, first, count, &ignored);
        for (int64_t r = 0; r < count; r++) {
            nkt_i_ols_row row;
            if (block.use[r] != NKT_I_ROW_USED)
                continue;
            basis->variance[basis->n_rows] = block.weights[r];
            nkt_i_basis_add(basis, &pass, &block, r, first + r, &row);
        }
    }
}

/* ---- the call -------------------------------------------------------------------------------------------- */

void nkt_i_irls_inference(const nkt_i_irls_task *task) {
    const nkt_i_irls *result = task->result;
    const double z = nkt_i_normal_quantile(0.5 + task->options->confidence / 2);

    for (int64_t k = 0; k <= result->n_terms; k++) {
        const double b = nkt_i_irls_list(result, NKT_IRLS_COEFFICIENT)[k];
        const double se = nkt_i_irls_list(result, NKT_IRLS_SE)[k];
        nkt_i_irls_list(result, NKT_IRLS_Z)[k] = b / se;
        nkt_i_irls_list(result, NKT_IRLS_P)[k] = 2 * nkt_i_normal_sf(fabs(b / se));
        nkt_i_irls_list(result, NKT_IRLS_LOWER)[k] = b - z * se;
        nkt_i_irls_list(result, NKT_IRLS_UPPER)[k] = b + z * se;
    }
}

static void begin(nkt_i_irls *result, size_t size, const nkt_i_ols_input *input) {
    const int64_t lists =
        NKT_I_IRLS_COEFFICIENT_LISTS * (input->n_terms + 1) + NKT_I_IRLS_ROW_LISTS * input->n_rows;

    memset(result, 0, sizeof *result);
    result->size = size;
    result->n_terms = input->n_terms;
    result->n_rows = input->n_rows;
    result->scale = result->deviance = NAN;
    for (int64_t i = 0; i < lists; i++)
        nkt_i_irls_list(result, NKT_IRLS_COEFFICIENT)[i] = NAN;
}

/* Least squares of the same rows, for rank and basis. The weights do not matter to either. */
static nkt_status fit_terms(const nkt_i_ols_input *input, const nkt_i_ols_shape *shape,
                            const nkt_column *include, void *state, nkt_i_ols_fit *fit,
                            nkt_error *error) {
    const size_t state_size = nkt_i_ols_state_size(shape);
    nkt_status status;

    nkt_i_ols_state_init((nkt_i_ols_state *)state, shape);
    nkt_ols_add(state, input->response, input->terms, input->n_terms, NULL, include, input->n_rows,
                NULL);
    status = nkt_ols_fit(state, NULL, fit, nkt_i_ols_fit_bytes(shape), (char *)state + state_size,
                         nkt_i_ols_fit_work_bytes(shape), error);
    if (status < 0 && error)
        error->argument = 1;
    /* What least squares remarks about the response is of no concern here. */
    return status < 0 || status == NKT_TERM_DROPPED || status == NKT_NOT_ESTIMABLE ? status
                                                                                   : NKT_OK;
}

static nkt_status iterate(const nkt_i_ols_input *input, const nkt_irls_options *options,
                          nkt_i_irls *result, char *work, nkt_error *error) {
    const nkt_i_ols_shape shape = shape_of(input->n_terms);
    nkt_i_ols_input rows = *input;
    nkt_i_irls_task task = {.result = result, .options = options};
    nkt_i_ols_faults faults;
    nkt_column include;
    nkt_status status, second;
    int8_t *use;
    layout l;
    char *step;

    lay_out(input->n_terms, input->n_rows, &l);
    use = (int8_t *)(work + l.fit);
    step = work + l.fit + l.use + l.basis + l.room;
    task.terms = (const nkt_i_ols_fit *)(void *)work;
    task.room = (double *)(void *)(work + l.fit + l.use + l.basis);
    nkt_i_basis_place(&task.basis, input->n_rows, input->n_terms + 1,
                      (double *)(void *)(work + l.fit + l.use));
    nkt_i_ols_faults_begin(&faults);
    judge(input, &shape, options, use, (double *)(void *)step, result, &faults);
    include = (nkt_column){.values = use, .stride = 1, .type = NKT_INT8};
    status = fit_terms(input, &shape, &include, step, (nkt_i_ols_fit *)(void *)work, error);
    if (status < 0)
        return status;
    rows.include = &include;
    fill(&rows, task.terms, (double *)(void *)step, &task.basis);
    result->used = task.basis.n_rows;
    result->rank = task.basis.rank;
    second = options->method == NKT_IRLS_LOGIT ? nkt_i_irls_logit(&task, status ? NULL : error)
                                               : nkt_i_irls_huber(&task, status ? NULL : error);
    result->magic = NKT_I_IRLS;
    if (faults.sentence)
        return nkt_i_ols_faults_end(&faults, error);
    return status ? status : second;
}

nkt_status nkt_irls_fit(const nkt_column *response, const nkt_column *terms, int64_t n_terms,
                        const nkt_column *weight, const nkt_column *include, int64_t n_rows,
                        const nkt_irls_options *options, void *result, size_t result_size,
                        void *work, size_t work_size, nkt_error *error) {
    const nkt_i_ols_input input = {response, terms, weight, include, n_terms, n_rows,
                                   1,        2,     4,      5,       6};
    nkt_irls_options read;
    nkt_i_ols_shape shape;
    nkt_status status;
    size_t size = 0;
    layout l = {0};

    nkt_i_error_clear(error);
    status = check_counts(n_terms, n_rows, 3, 6, error);
    if (!status)
        status = read_options(options, &read, error);
    if (!status && !response)
        status = nkt_i_refuse_null(error, 1, "response");
    if (status)
        return status;
    shape = shape_of(n_terms);
    status = nkt_i_ols_input_check(&input, &shape, error);
    if (!status && (!nkt_i_irls_bytes(n_terms, n_rows, &size) || !lay_out(n_terms, n_rows, &l)))
        status = refuse_size(error, 6);
    if (!status)
        status = nkt_i_memory_check(result, result_size, size, 8, "result", error);
    if (!status)
        status = nkt_i_memory_check(work, work_size, l.whole, 10, "work", error);
    if (status)
        return status;
    begin((nkt_i_irls *)result, size, &input);
    return iterate(&input, &read, (nkt_i_irls *)result, (char *)work, error);
}
