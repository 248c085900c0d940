/*
 * Fractional logit: the steps, the robust covariance, the mean effects.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/irls.h"

/* A share this near to none or all is there: the likelihood still grows, but nothing else changes. */
#define AT_THE_END 1e-10

static double share_of(double eta) {
    return eta < 0 ? exp(eta) / (1 + exp(eta)) : 1 / (1 + exp(-eta));
}

/* y log (y / mu), which is 0 where y is. */
static double gap(double y, double mu) {
    return y > 0 ? y * log(y / mu) : 0;
}

static double response_of(const nkt_i_irls_task *task, int64_t i) {
    return task->basis.actual[i] / task->options->whole;
}

/* What is to be explained and its weight, from the shares mu; log odds eta. */
static void set_step(nkt_i_irls_task *task, int64_t i, double eta, double mu) {
    const double spread = mu * (1 - mu);

    task->basis.residual[i] = eta + (response_of(task, i) - mu) / spread;
    task->basis.weight[i] = task->basis.variance[i] * spread;
}

/* The log odds of the solution, the deviance, and how many shares are at none or all. */
static double judge_step(nkt_i_irls_task *task, int64_t *at_the_end) {
    double deviance = 0;

    *at_the_end = 0;
    for (int64_t i = 0; i < task->basis.n_rows; i++) {
        const double eta = task->basis.residual[i] - task->basis.left[i], mu = share_of(eta);
        const double y = response_of(task, i);
        task->room[i] = eta;
        deviance += 2 * task->basis.variance[i] * (gap(y, mu) + gap(1 - y, 1 - mu));
        *at_the_end += mu < AT_THE_END || 1 - mu < AT_THE_END;
    }
    return deviance;
}

/* The middle of the robust covariance A^-1 B A^-1, A = Q'WQ: B = sum of w² (y - mu)² q q'. */
static void scores(const nkt_i_irls_task *task, double *b) {
    const nkt_i_basis *basis = &task->basis;

    memset(b, 0, (size_t)nkt_i_triangle(basis->rank, 0) * sizeof *b);
    for (int64_t i = 0; i < basis->n_rows; i++) {
        const double e = basis->variance[i] * (response_of(task, i) - share_of(task->room[i]));
        const double *q = basis->q + i * basis->rank;
        for (int64_t a = 0; a < basis->rank; a++)
            for (int64_t c = 0; c <= a; c++)
                b[nkt_i_triangle(a, c)] += e * e * q[a] * q[c];
    }
}

/* v'A^-1 B A^-1 v. */
static double robust_form(const nkt_i_basis *basis, const double *b, const double *v) {
    double x[NKT_OLS_TERMS_MAX + 1], sum = 0;

    nkt_i_basis_apply(basis, v, x);
    for (int64_t a = 0; a < basis->rank; a++)
        for (int64_t c = 0; c <= a; c++)
            sum += (a == c ? 1 : 2) * b[nkt_i_triangle(a, c)] * x[a] * x[c];
    return sum;
}

/*
 * In the basis, the gradient of sum of w mu (1 - mu) (1 - 2 mu) / sum of w: how the mean slope changes.
 * The mean is of what the weights count, as the fit is: with persons as weights, over persons.
 */
static double mean_slope(const nkt_i_irls_task *task, double *gradient) {
    const nkt_i_basis *basis = &task->basis;
    double sum = 0, weights = 0;

    for (int64_t i = 0; i < basis->n_rows; i++)
        weights += basis->variance[i];
    memset(gradient, 0, (size_t)basis->rank * sizeof *gradient);
    for (int64_t i = 0; i < basis->n_rows; i++) {
        const double mu = share_of(task->room[i]), share = basis->variance[i] / weights;
        const double spread = mu * (1 - mu);
        sum += share * spread;
        for (int64_t a = 0; a < basis->rank; a++)
            gradient[a] += share * spread * (1 - 2 * mu) * basis->q[i * basis->rank + a];
    }
    return sum;
}

static void put_errors(const nkt_i_irls_task *task, double dispersion) {
    const nkt_i_irls *result = task->result;
    const nkt_i_basis *basis = &task->basis;
    const double n = (double)basis->n_rows, r = (double)basis->rank, whole = task->options->whole;
    const double factor = task->options->robust == NKT_ROBUST_HC1 ? n / (n - r) : 1;
    const double *coefficient = nkt_i_irls_list(result, NKT_IRLS_COEFFICIENT);
    double b[(NKT_OLS_TERMS_MAX + 1) * (NKT_OLS_TERMS_MAX + 2) / 2];
    double gradient[NKT_OLS_TERMS_MAX + 1], slope = mean_slope(task, gradient);
    nkt_i_ols_pass pass;

    scores(task, b);
    nkt_i_ols_pass_begin(&pass, task->terms);
    for (int64_t k = 0; k <= result->n_terms; k++) {
        double column[NKT_OLS_TERMS_MAX + 1], effect[NKT_OLS_TERMS_MAX + 1];
        if (pass.dropped[k] != 0)
            continue;
        nkt_i_basis_column(&pass, k, column);
        nkt_i_irls_list(result, NKT_IRLS_COEFFICIENT_SE)[k] =
            sqrt(factor * robust_form(basis, b, column));
        nkt_i_irls_list(result, NKT_IRLS_COEFFICIENT_SE_MODEL)[k] =
            sqrt(dispersion * nkt_i_basis_form(basis, column));
        if (k == 0)
            continue; /* an intercept has no effect */
        for (int64_t a = 0; a < basis->rank; a++)
            effect[a] = slope * column[a] + coefficient[k] * gradient[a];
        nkt_i_irls_list(result, NKT_IRLS_COEFFICIENT_EFFECT)[k] = whole * slope * coefficient[k];
        nkt_i_irls_list(result, NKT_IRLS_COEFFICIENT_EFFECT_SE)[k] =
            whole * sqrt(factor * robust_form(basis, b, effect));
    }
}

/* Rows, and the Pearson statistic over its degrees of freedom. */
static double put_rows(const nkt_i_irls_task *task) {
    const nkt_i_basis *basis = &task->basis;
    const double whole = task->options->whole;
    double sum = 0;

    for (int64_t i = 0; i < basis->n_rows; i++) {
        const double mu = share_of(task->room[i]), e = response_of(task, i) - mu;
        const int64_t row = basis->row[i];
        nkt_i_irls_list(task->result, NKT_IRLS_ROW_FITTED)[row] = whole * mu;
        nkt_i_irls_list(task->result, NKT_IRLS_ROW_RESIDUAL)[row] = basis->actual[i] - whole * mu;
        nkt_i_irls_list(task->result, NKT_IRLS_ROW_WEIGHT)[row] =
            basis->variance[i] * mu * (1 - mu);
        sum += basis->variance[i] * e * e / (mu * (1 - mu));
    }
    return sum / (double)(basis->n_rows - basis->rank);
}

/* Whether all responses are none, or all are all. */
static int is_at_one_end(const nkt_i_irls_task *task) {
    const double *y = task->basis.actual;

    for (int64_t i = 0; i < task->basis.n_rows; i++)
        if (y[i] != y[0] || (y[i] != 0 && y[i] != task->options->whole))
            return 0;
    return 1;
}

static void not_converged(const nkt_i_irls_task *task, int64_t at_the_end) {
    task->result->converged = 0;
    if (is_at_one_end(task))
        nkt_i_irls_remark(task, NKT_NOT_CONVERGED, NKT_REASON_CONSTANT,
                          "is 0, or the whole, in every row: there is no greatest likelihood");
    else if (at_the_end)
        nkt_i_irls_remark(task, NKT_NOT_CONVERGED, NKT_REASON_NOT_CONVERGED,
                          "is separated into 0 and 100 per cent by the terms: there is no greatest "
                          "likelihood");
    else
        nkt_i_irls_remark(task, NKT_NOT_CONVERGED, NKT_REASON_NOT_CONVERGED,
                          "is not fitted by a logit: the iteration did not converge");
}

void nkt_i_irls_logit(nkt_i_irls_task *task) {
    nkt_i_irls *result = task->result;
    nkt_i_basis *basis = &task->basis;
    double before = INFINITY, deviance = 0, dispersion;
    int64_t at_the_end = 0;

    for (int64_t i = 0; i < basis->n_rows; i++) { /* halfway from the response to one half */
        const double mu = (response_of(task, i) + 0.5) / 2;
        set_step(task, i, log(mu / (1 - mu)), mu);
    }
    for (int64_t step = 0; !result->converged && step < task->options->iterations; step++) {
        if (!nkt_i_basis_solve(basis))
            break;
        deviance = judge_step(task, &at_the_end);
        result->steps++;
        if (at_the_end)
            break;
        result->converged =
            fabs(deviance - before) <= task->options->tolerance * (fabs(deviance) + 0.1);
        before = deviance;
        for (int64_t i = 0; !result->converged && i < basis->n_rows; i++)
            set_step(task, i, task->room[i], share_of(task->room[i]));
    }
    nkt_i_basis_coefficients(basis, task->terms, NULL,
                             nkt_i_irls_list(result, NKT_IRLS_COEFFICIENT), NULL);
    result->deviance = deviance;
    dispersion = put_rows(task);
    if (!result->converged) {
        not_converged(task, at_the_end);
    } else if (basis->n_rows > basis->rank) {
        result->scale = sqrt(dispersion);
        put_errors(task, dispersion);
        nkt_i_irls_inference(task);
    }
}
