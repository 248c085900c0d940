/*
 * CR2: the covariance by cluster that is unbiased where the model's own variances hold (Bell &
 * McCaffrey 2002), and the degrees of freedom of each coefficient (Satterthwaite; Imbens & Kolesár 2016;
 * Pustejovsky & Tipton 2018).
 *
 * Rows are taken as sqrt(w) x and sqrt(w) y, so that the working model has equal variances: weights
 * are inverse variances. In the orthonormal columns Q a cluster j has S = Q_j'Q_j and the sum of scores
 * g = Q_j'e_j, and its adjusted one, Q_j'(I - Q_j Q_j')^-1/2 e_j, is (I - S)^-1/2 g: so nothing but
 * S and g need be kept of it, and rows can come in any order. Directions that a cluster decides alone
 * (eigenvalues of 1) are left out, as the pseudo-inverse has it.
 *
 * For a coefficient with column d in that basis the variance is a quadratic form of independent
 * residuals whose matrix has the trace of d'S_j d over the clusters, those on its diagonal, and beside it
 * -a_j'a_k, a_j = (I - S_j)^-1/2 S_j d. The degrees of freedom are (trace)² / (sum of squares of all).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"

/* An eigenvalue of S this near to 1 is 1. */
#define DECIDES 0x1p-36

enum { SWEEPS = 40 };

/* Where things lie in the work area. */
typedef struct room {
    double *s, *vectors;      /* p × p */
    double *g, *adjusted, *a; /* p */
    double *outer;            /* for each coefficient a triangle: sum of a a' */
    double *of;               /* for each coefficient: trace, squares on the diagonal, (a'a)² */
    int64_t *order, *scratch; /* slots */
} room;

enum { TRACE, DIAGONAL, OWN, NUMBERS };

void nkt_i_ols_bias_reduced_bytes(nkt_i_bytes *bytes, int64_t p, int64_t slots) {
    nkt_i_bytes_add(bytes, 2 * p * p + (3 + NUMBERS) * p + p * nkt_i_triangle(p, 0),
                    sizeof(double));
    nkt_i_bytes_add(bytes, slots, 2 * sizeof(int64_t));
}

static room place(void *work, int64_t p, int64_t slots) {
    room r;

    r.s = work;
    r.vectors = r.s + p * p;
    r.g = r.vectors + p * p;
    r.adjusted = r.g + p;
    r.a = r.adjusted + p;
    r.of = r.a + p;
    r.outer = r.of + NUMBERS * p;
    r.order = (int64_t *)(void *)(r.outer + p * nkt_i_triangle(p, 0));
    r.scratch = r.order + slots;
    memset(r.of, 0, (size_t)(NUMBERS * p + p * nkt_i_triangle(p, 0)) * sizeof(double));
    return r;
}

/* Jacobi's rotations: s becomes diagonal, the columns of vectors its eigenvectors. */
static void diagonalise(double *s, double *vectors, int64_t p) {
    for (int64_t i = 0; i < p * p; i++)
        vectors[i] = i / p == i % p;
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        double off = 0;
        for (int64_t i = 0; i < p; i++)
            for (int64_t j = 0; j < i; j++)
                off = fmax(off, fabs(s[i * p + j]));
        if (!(off > 0x1p-60))
            return;
        for (int64_t i = 0; i < p; i++)
            for (int64_t j = 0; j < i; j++) {
                const double theta = (s[i * p + i] - s[j * p + j]) / (2 * s[i * p + j]);
                const double t = (theta < 0 ? -1 : 1) / (fabs(theta) + sqrt(theta * theta + 1));
                const double c = 1 / sqrt(t * t + 1), d = t * c;
                if (s[i * p + j] == 0)
                    continue;
                for (int64_t k = 0; k < p; k++) {
                    const double x = s[k * p + j], y = s[k * p + i];
                    s[k * p + j] = c * x - d * y;
                    s[k * p + i] = d * x + c * y;
                }
                for (int64_t k = 0; k < p; k++) {
                    const double x = s[j * p + k], y = s[i * p + k];
                    s[j * p + k] = c * x - d * y;
                    s[i * p + k] = d * x + c * y;
                }
                for (int64_t k = 0; k < p; k++) {
                    const double x = vectors[k * p + j], y = vectors[k * p + i];
                    vectors[k * p + j] = c * x - d * y;
                    vectors[k * p + i] = d * x + c * y;
                }
            }
    }
}

/* to = U diag(f) U' from, f of each eigenvalue; power: of the eigenvalue that f is multiplied by. */
static void apply(const room *r, int64_t p, const double *from, int power, double *to) {
    memset(to, 0, (size_t)p * sizeof *to);
    for (int64_t e = 0; e < p; e++) {
        const double value = r->s[e * p + e], rest = 1 - value;
        double along = 0;
        if (!(rest > DECIDES))
            continue;
        for (int64_t k = 0; k < p; k++)
            along += r->vectors[k * p + e] * from[k];
        along *= (power ? value : 1) / sqrt(rest);
        for (int64_t k = 0; k < p; k++)
            to[k] += r->vectors[k * p + e] * along;
    }
}

/* d'S d without the directions that the cluster decides alone. */
static double own_part(const room *r, int64_t p, const double *d) {
    double sum = 0;

    for (int64_t e = 0; e < p; e++) {
        const double value = r->s[e * p + e];
        double along = 0;
        for (int64_t k = 0; k < p; k++)
            along += r->vectors[k * p + e] * d[k];
        if (1 - value > DECIDES)
            sum += value * along * along;
    }
    return sum;
}

/* Column k of M: coefficient k in the basis. */
static void column_of(const nkt_i_ols_fit *fit, int64_t k, double *column) {
    const nkt_i_ols_parts parts = nkt_i_ols_fit_parts(fit);

    for (int64_t i = 0; i < fit->n_coefficients; i++)
        column[i] = i < k ? 0 : parts.m_high[nkt_i_triangle(i, k)];
}

static void add_cluster(room *r, const nkt_i_ols_fit *fit, const int64_t *slot, double *middle) {
    const int64_t p = fit->n_coefficients, triangle = nkt_i_triangle(p, 0);

    for (int64_t i = 0; i < p; i++) {
        r->g[i] = nkt_i_ols_cluster_sum(slot, i);
        for (int64_t j = 0; j <= i; j++)
            r->s[i * p + j] = r->s[j * p + i] =
                nkt_i_ols_cluster_sum(slot, p + nkt_i_triangle(i, j));
    }
    diagonalise(r->s, r->vectors, p);
    apply(r, p, r->g, 0, r->adjusted);
    for (int64_t i = 0; i < p; i++)
        for (int64_t j = 0; j <= i; j++)
            middle[nkt_i_triangle(i, j)] += r->adjusted[i] * r->adjusted[j];
    for (int64_t k = 0; k < p; k++) {
        double *numbers = r->of + k * NUMBERS, *outer = r->outer + k * triangle, own, square = 0;
        column_of(fit, k, r->g);
        own = own_part(r, p, r->g);
        apply(r, p, r->g, 1, r->a);
        for (int64_t i = 0; i < p; i++) {
            square += r->a[i] * r->a[i];
            for (int64_t j = 0; j <= i; j++)
                outer[nkt_i_triangle(i, j)] += r->a[i] * r->a[j];
        }
        numbers[TRACE] += own;
        numbers[DIAGONAL] += own * own;
        numbers[OWN] += square * square;
    }
}

/* The sum of (a_j'a_k)² over all pairs is that of the squares of sum a a'. */
static double degrees_of_freedom(const room *r, int64_t p, int64_t k) {
    const double *outer = r->outer + k * nkt_i_triangle(p, 0), *numbers = r->of + k * NUMBERS;
    double squares = numbers[DIAGONAL] - numbers[OWN];

    for (int64_t i = 0; i < p; i++)
        for (int64_t j = 0; j <= i; j++)
            squares += (i == j ? 1 : 2) * outer[nkt_i_triangle(i, j)] * outer[nkt_i_triangle(i, j)];
    return numbers[TRACE] > 0 && squares > 0 ? numbers[TRACE] * numbers[TRACE] / squares : NAN;
}

static int by_code(const void *context, int64_t a, int64_t b) {
    const nkt_i_ols_scores *scores = context;
    return nkt_i_ols_slot(scores, a)[1] < nkt_i_ols_slot(scores, b)[1];
}

void nkt_i_ols_bias_reduced(const nkt_i_ols_scores *scores, const nkt_i_ols_fit *fit,
                            double *middle, double *df, void *work) {
    const int64_t p = fit->n_coefficients;
    const double sigma2 = fit->sigma * fit->sigma;
    room r = place(work, p, scores->slots);
    int64_t n = 0;

    /* In the order of their codes, so that it does not matter in which they came. */
    for (int64_t i = 0; i < scores->slots; i++)
        if (nkt_i_ols_slot(scores, i)[2] > 0)
            r.order[n++] = i;
    nkt_i_sort(r.order, r.scratch, n, by_code, scores);
    memset(middle, 0, (size_t)nkt_i_triangle(p, 0) * sizeof *middle);
    for (int64_t i = 0; i < n; i++)
        add_cluster(&r, fit, nkt_i_ols_slot(scores, r.order[i]), middle);
    for (int64_t i = 0; i < nkt_i_triangle(p, 0); i++)
        middle[i] *= sigma2;
    for (int64_t k = 0; k < p; k++)
        df[k] =
            nkt_i_ols_list(fit, NKT_OLS_LIST_DROPPED)[k] != 0 ? NAN : degrees_of_freedom(&r, p, k);
}
