/*
 * Huber's M-fit: the steps, the scale, the standard errors.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/irls.h"

/* Of a normal distribution, the median of absolute values: so the scale is its standard deviation. */
#define MEDIAN_OF_NORMAL 0.6745

static int comes_first(const void *context, int64_t a, int64_t b) {
    const double *values = (const double *)context;
    return values[a] < values[b];
}

/* The residual of row i as the method sees it: times the root of its weight. */
static double residual_of(const nkt_i_irls_task *task, int64_t i) {
    return task->basis.left[i] * sqrt(task->basis.variance[i]);
}

/* The median of the absolute residuals / 0.6745. */
static double scale_of(const nkt_i_irls_task *task) {
    const int64_t n = task->basis.n_rows;
    double *size = task->room;
    int64_t *order = (int64_t *)(void *)(size + n);

    for (int64_t i = 0; i < n; i++) {
        size[i] = fabs(residual_of(task, i));
        order[i] = i;
    }
    nkt_i_sort(order, order + n, n, comes_first, size);
    return (size[order[(n - 1) / 2]] + size[order[n / 2]]) / 2 / MEDIAN_OF_NORMAL;
}

/* What a row counts for: 1, or less in proportion to how far it is beyond k. */
static double counts_for(double residual, double scale, double k) {
    const double size = fabs(residual) / scale;
    return size <= k ? 1 : k / size;
}

/* The change of the residuals since they were kept, relative to what they were. */
static double change_of(const nkt_i_basis *basis, double *before) {
    double change = 0, size = 0;

    for (int64_t i = 0; i < basis->n_rows; i++) {
        const double step = basis->left[i] - before[i];
        change += basis->variance[i] * step * step;
        size += basis->variance[i] * before[i] * before[i];
        before[i] = basis->left[i];
    }
    return sqrt(change / fmax(size, 1e-20));
}

/*
 * Huber 1981, section 7.6: K² · sum of psi² / (n - r) / (mean psi')² · (X'X)^-1, where
 * K = 1 + r var(psi') / (n (mean psi')²).
 */
static void put_errors(nkt_i_irls_task *task) {
    const nkt_i_irls *result = task->result;
    nkt_i_basis *basis = &task->basis;
    const double n = (double)basis->n_rows, r = (double)basis->rank, scale = result->scale;
    double inside = 0, squares = 0, mean, variance, factor;
    double unused[NKT_OLS_TERMS_MAX + 1];

    for (int64_t i = 0; i < basis->n_rows; i++) {
        const double e = residual_of(task, i), w = counts_for(e, scale, task->options->k);
        squares += w * e * w * e;
        inside += fabs(e) <= task->options->k * scale;
    }
    mean = inside / n;
    variance = mean * (1 - mean) * n / (n - 1);
    factor = (1 + r * variance / (n * mean * mean)) * sqrt(squares / (n - r)) / mean;
    for (int64_t i = 0; i < basis->n_rows; i++)
        basis->weight[i] = basis->variance[i];
    if (!nkt_i_basis_solve(basis))
        return;
    nkt_i_basis_coefficients(basis, task->terms, NULL, unused,
                             nkt_i_irls_list(result, NKT_IRLS_COEFFICIENT_SE));
    for (int64_t k = 0; k <= result->n_terms; k++)
        nkt_i_irls_list(result, NKT_IRLS_COEFFICIENT_SE)[k] *= factor;
}

static void put_rows(const nkt_i_irls_task *task) {
    const nkt_i_basis *basis = &task->basis;
    const double scale = task->result->scale;

    for (int64_t i = 0; i < basis->n_rows; i++) {
        const int64_t row = basis->row[i];
        nkt_i_irls_list(task->result, NKT_IRLS_ROW_FITTED)[row] = basis->actual[i] - basis->left[i];
        nkt_i_irls_list(task->result, NKT_IRLS_ROW_RESIDUAL)[row] = basis->left[i];
        nkt_i_irls_list(task->result, NKT_IRLS_ROW_WEIGHT)[row] =
            scale > 0 ? counts_for(residual_of(task, i), scale, task->options->k) : NAN;
    }
}

/* Half of the residuals are nothing but rounding: of numbers as large as the responses are. */
static int is_nothing(const nkt_i_basis *basis, double scale) {
    double largest = 0;

    for (int64_t i = 0; i < basis->n_rows; i++)
        largest = fmax(largest, fabs(basis->actual[i]) * sqrt(basis->variance[i]));
    return !(scale > 0x1p-46 * largest);
}

void nkt_i_irls_huber(nkt_i_irls_task *task) {
    nkt_i_irls *result = task->result;
    nkt_i_basis *basis = &task->basis;
    double *before = task->room + 3 * basis->n_rows;
    int perfect = 0, solved;

    for (int64_t i = 0; i < basis->n_rows; i++)
        basis->weight[i] = basis->variance[i];
    solved = nkt_i_basis_solve(basis); /* least squares, to begin with */
    change_of(basis, before);
    while (solved && !result->converged && result->steps < task->options->iterations) {
        result->scale = scale_of(task);
        perfect = is_nothing(basis, result->scale);
        if (perfect)
            break;
        for (int64_t i = 0; i < basis->n_rows; i++)
            basis->weight[i] = basis->variance[i] *
                               counts_for(residual_of(task, i), result->scale, task->options->k);
        solved = nkt_i_basis_solve(basis);
        result->steps++;
        result->converged = solved && change_of(basis, before) <= task->options->tolerance;
    }
    if (perfect)
        result->scale = 0;
    nkt_i_basis_coefficients(basis, task->terms,
                             nkt_i_ols_list(task->terms, NKT_OLS_LIST_COEFFICIENT),
                             nkt_i_irls_list(result, NKT_IRLS_COEFFICIENT), NULL);
    put_rows(task);
    if (perfect) {
        nkt_i_irls_remark(task, NKT_PERFECT_FIT, NKT_REASON_NOTHING_LEFT,
                          "leaves no residual in half of the rows: the scale is 0");
    } else if (!result->converged) {
        nkt_i_irls_remark(task, NKT_NOT_CONVERGED, NKT_REASON_NOT_CONVERGED,
                          "is not fitted by Huber's weights: the iteration did not converge");
    } else if (basis->n_rows > basis->rank) {
        put_errors(task);
        nkt_i_irls_inference(task);
    }
}
