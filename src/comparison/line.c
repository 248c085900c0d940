/*
 * Least squares through years whose chance goes together: whitened, then orthogonalised column by
 * column.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/line.h"

enum { ONE, YEAR, BEND, N_COLUMNS };

#define ROUNDING 1e-20 /* of squares: what is smaller than this is no number of its own */

/*
 * Makes chance the same and independent in every element (a first-order autoregression over the years
 * between). Where it adds up from year to year the first year says nothing. Returns how many there are.
 */
static int64_t whiten(const nkt_i_points *p, const double *x, double *to) {
    int64_t n = 0;

    if (p->together < 1)
        to[n++] = x[0] / p->spread[0];
    for (int64_t i = 1; i < p->n; i++) {
        const double apart = p->year[i] - p->year[i - 1];
        const double now = x[i] / p->spread[i], before = x[i - 1] / p->spread[i - 1];
        const double r = p->together > 0 ? pow(p->together, apart) : 0;
        to[n++] = p->together < 1 ? (now - r * before) / sqrt((1 - r) * (1 + r))
                                  : (now - before) / sqrt(apart);
    }
    return n;
}

static double product(const double *a, const double *b, int64_t n) {
    double sum = 0;

    for (int64_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

/* Takes a column out of another; returns how much of it there was. */
static double take_out(const double *column, double squares, double *from, int64_t n) {
    const double much = squares > 0 ? product(column, from, n) / squares : 0;

    for (int64_t i = 0; i < n; i++)
        from[i] -= much * column[i];
    return much;
}

/* The columns of the model, whitened, each without those before it. */
typedef struct basis {
    int64_t n;
    double at[N_COLUMNS][NKT_I_YEARS], squares[N_COLUMNS];
    double year_in_bend; /* how much of the year's column was taken out of that of the bend */
    int rank;
} basis;

static void set_column(const nkt_i_points *p, double bend_year, int column, basis *b) {
    double x[NKT_I_YEARS], size;

    for (int64_t i = 0; i < p->n; i++) {
        const double from = p->year[i] - (column == BEND ? bend_year : p->year[0]);
        x[i] = column == ONE ? 1 : column == YEAR ? from : fabs(from);
    }
    b->n = whiten(p, x, b->at[column]);
    size = product(b->at[column], b->at[column], b->n);
    for (int before = 0; before < column; before++) {
        const double much = take_out(b->at[before], b->squares[before], b->at[column], b->n);
        if (before == YEAR)
            b->year_in_bend = much;
    }
    b->squares[column] = product(b->at[column], b->at[column], b->n);
    if (!(b->squares[column] > ROUNDING * size))
        b->squares[column] = 0;
    b->rank += b->squares[column] > 0;
}

nkt_i_fit nkt_i_line(const nkt_i_points *p, double bend_year) {
    const int last = isnan(bend_year) ? YEAR : BEND;
    double y[NKT_I_YEARS], coefficients[N_COLUMNS] = {0};
    nkt_i_fit fit = {0};
    basis b = {0};

    for (int column = ONE; column <= last; column++)
        set_column(p, bend_year, column, &b);
    whiten(p, p->value, y);
    for (int column = ONE; column <= last; column++) {
        if (column == YEAR)
            fit.size = product(y, y, b.n);
        coefficients[column] = take_out(b.at[column], b.squares[column], y, b.n);
    }
    fit.bend = coefficients[BEND];
    fit.slope = coefficients[YEAR] - fit.bend * b.year_in_bend;
    fit.variance = 1 / b.squares[last];
    fit.rest = product(y, y, b.n);
    fit.df = (double)(b.n - b.rank);
    return fit;
}

double nkt_i_about_mean(const nkt_i_points *p) {
    double y[NKT_I_YEARS];
    basis b = {0};

    set_column(p, NAN, ONE, &b);
    whiten(p, p->value, y);
    take_out(b.at[ONE], b.squares[ONE], y, b.n);
    return product(y, y, b.n);
}

double nkt_i_dispersion_of(const nkt_i_fit *fit, int is_known, const nkt_i_dispersion *given,
                           double *df) {
    const double prior = is_known && given->factor > 0 ? given->df : 0;

    if (is_known && given->factor > 0 && given->df == 0) {
        *df = INFINITY;
        return given->factor;
    }
    *df = fit->df + prior;
    if (*df < 1)
        return NAN;
    /* What is known of others and what this series shows, each with its degrees of freedom. */
    return fmax((fit->rest + prior * given->factor) / *df, is_known);
}

/* Student's test of a coefficient of a fit. */
static nkt_test test_of(const nkt_i_points *p, const nkt_i_fit *fit, double coefficient,
                        const nkt_i_dispersion *given) {
    nkt_test test = nkt_i_no_test(p->n);
    double df;
    const double factor = nkt_i_dispersion_of(fit, p->is_known, given, &df);
    const double rounding = ROUNDING * fit->size;

    if (isnan(factor) || isinf(fit->variance))
        return test;
    if (coefficient * coefficient <= rounding * fit->variance) {
        if (fit->rest <= rounding && !p->is_known)
            return test; /* nothing varies */
        coefficient = 0;
    }
    test.sign = (coefficient > 0) - (coefficient < 0);
    test.statistic = coefficient == 0 ? 0 : coefficient / sqrt(factor * fit->variance);
    if (isinf(df)) {
        test.p = 2 * nkt_i_normal_sf(fabs(test.statistic));
        test.method = NKT_TEST_ASYMPTOTIC;
    } else {
        test.df = df;
        test.p = 2 * nkt_i_t_sf(fabs(test.statistic), df);
        test.method = NKT_TEST_STUDENT;
    }
    return test;
}

nkt_test nkt_i_slope_test(const nkt_i_points *p, const nkt_i_dispersion *given, double shrink) {
    nkt_i_fit fit;

    if (p->n < 3)
        return nkt_i_no_test(p->n);
    fit = nkt_i_line(p, NAN);
    return test_of(p, &fit, shrink * fit.slope, given);
}

/* Years on either side of a turn: a first or last year that lies apart is no turn. */
enum { ARM = 2 };

nkt_test nkt_i_turn_test(const nkt_i_points *p, const nkt_i_dispersion *given, int64_t *turn_year) {
    const double n_places = (double)(p->n - 2 * ARM);
    nkt_test best = nkt_i_no_test(p->n);

    *turn_year = 0;
    for (int64_t k = ARM; k < p->n - ARM; k++) {
        const nkt_i_fit fit = nkt_i_line(p, p->year[k]);
        const nkt_test test = test_of(p, &fit, fit.bend, given);
        if (fabs(fit.bend) > fabs(fit.slope) && (isnan(best.p) || test.p < best.p)) {
            best = test;
            *turn_year = (int64_t)p->year[k];
        }
    }
    if (best.method != NKT_TEST_NONE)
        best.p = fmin(1, best.p * n_places);
    return best;
}
