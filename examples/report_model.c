/*
 * The report's model of expected employment: what is to be expected of a municipality with these
 * conditions, what its deviation from that is worth, and what of it stays.
 *
 * The model is fitted here, each year anew, on public terms, to the municipalities that have a
 * published expected value, or to all where there are none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report.h"

#include <math.h>
#include <stdio.h>

enum { TERMS = 3, FEWEST = 10, TEXT = 200 };

/* A year's cross-section, seen in the book: row u is unit u; and its fit. */
typedef struct year_model {
    const struct book *book;
    int year; /* its number in the book */
    nkt_column share, size, include, terms[TERMS];
    int8_t *is_included;
    double n, n_sizes; /* municipalities of the fit, those of known size; n 0: there is no fit */
    nkt_memory model;
} year_model;

/* The columns of a year, and the terms that have public figures. The share of education was another
   one until 2017. */
static void view_year(year_model *m) {
    const int32_t expected = NKT_REFUGEES_EMPLOYED_EXPECTED;
    const struct book *book = m->book;
    int n_published = 0;

    m->share = book_column(book, m->year, NKT_REFUGEES_EMPLOYED_SHARE);
    m->terms[0] = book_column(book, m->year, NKT_REFUGEES_RESIDENCE_0_6_SHARE);
    m->terms[1] = book_column(book, m->year,
                              book->years[m->year] < 2018 ? NKT_REFUGEES_POST_SECONDARY_SHARE
                                                          : NKT_REFUGEES_UPPER_SECONDARY_SHARE);
    m->terms[2] = book_column(book, m->year, NKT_NATIVE_BORN_UNEMPLOYED_SHARE);
    m->size = NKT_ARRAY_N(0, &book->group_sizes[book_unit_year(book, 0, m->year)], book->n_units);
    m->is_included = allocate((size_t)book->n_units, sizeof *m->is_included);
    for (int unit = BOOK_NATION + 1; unit < book->n_units; unit++)
        n_published += has(book, unit, m->year, expected);
    for (int unit = BOOK_NATION + 1; unit < book->n_units; unit++)
        m->is_included[unit] = n_published == 0 || has(book, unit, m->year, expected);
    m->include = NKT_ARRAY_N(0, m->is_included, book->n_units);
}

static nkt_design design_of(const year_model *m) {
    return (nkt_design){.rows = {.include = &m->include, .n_rows = m->book->n_units},
                        .response = &m->share,
                        .terms = m->terms,
                        .n_terms = TERMS};
}

static double number_of(const year_model *m, int32_t what) {
    double found;

    must(nkt_expected_get(&m->model, what, &found, &fault));
    return found;
}

static year_model year_model_make(const struct book *book, int year) {
    year_model m = {.book = book, .year = year, .model = NKT_MEMORY_REALLOC};
    nkt_design design;
    nkt_status status;

    view_year(&m);
    design = design_of(&m);
    design.size = &m.size;
    status = nkt_expected(&design, NULL, &m.model, &scratch, &fault);
    if (status == NKT_E_TOO_FEW_ROWS)
        return m;
    must(status);
    m.n = number_of(&m, NKT_EXPECTED_N);
    m.n_sizes = number_of(&m, NKT_EXPECTED_N_BENCHMARK);
    if (m.n < FEWEST)
        m.n = m.n_sizes = 0;
    return m;
}

static void year_model_free(year_model *m) {
    free(m->is_included);
    nkt_memory_free(&m->model);
}

static void copy_list(const year_model *m, int32_t what, double *to) {
    must(nkt_expected_copy(&m->model, what, &NKT_TO_N(to, m->book->n_units), &fault));
}

/* What the model says of the report's own municipality. */
static double own(const year_model *m, int32_t what) {
    double *list = allocate((size_t)m->book->n_units, sizeof *list), found;

    copy_list(m, what, list);
    found = list[m->book->own];
    free(list);
    return found;
}

static double own_size(const year_model *m) {
    return m->book->group_sizes[book_unit_year(m->book, m->book->own, m->year)];
}

/* ---- as published ---------------------------------------------------------------------------------------- */

static const char *side(double deviation) {
    return deviation < 0 ? "below" : "above";
}

static void say_fit(const year_model *m) {
    const double deviation = own(m, NKT_EXPECTED_ROW_DEVIATION);
    nkt_memory least_squares = {0};
    double r2;

    must(nkt_expected_ols(&m->model, &least_squares, &fault));
    must(nkt_ols_get(&least_squares, NKT_OLS_R2, &r2, &fault));
    print_bullet(
        "A model fitted here to the %.0f municipalities with figures for %d (least squares; terms: "
        "residence 0–6 years, %s education, unemployed among the native-born) explains %.0f per "
        "cent of the differences between them. Of this municipality it expects %.1f per cent: it "
        "lies %.1f points %s.",
        m->n, m->book->years[m->year],
        m->book->years[m->year] < 2018 ? "post-secondary" : "upper-secondary", 100 * r2,
        own(m, NKT_EXPECTED_ROW_EXPECTED), fabs(deviation), side(deviation));
}

/* The same with the share taken for the share that it is, and with outliers counting for less. */
static void say_other_fits(const year_model *m) {
    const nkt_design design = design_of(m);
    nkt_memory result = NKT_MEMORY_REALLOC;
    double expected[2], *fitted = allocate((size_t)m->book->n_units, sizeof *fitted);

    for (int32_t method = NKT_IRLS_METHOD_LOGIT; method <= NKT_IRLS_METHOD_HUBER; method++) {
        const nkt_irls_options options = {.size = sizeof options, .method = method};
        must(nkt_irls(&design, &options, &result, &scratch, &fault));
        must(nkt_irls_copy(&result, NKT_IRLS_ROW_FITTED, &NKT_TO_N(fitted, m->book->n_units),
                           &fault));
        expected[method] = fitted[m->book->own];
    }
    print_bullet("Other ways of fitting expect %.1f (fractional logit) and %.1f per cent (Huber's, "
                 "in which outliers count for less).",
                 expected[NKT_IRLS_METHOD_LOGIT], expected[NKT_IRLS_METHOD_HUBER]);
    free(fitted);
    nkt_memory_free(&result);
}

/* ---- the benchmark ----------------------------------------------------------------------------------------- */

static void say_chance(const year_model *m) {
    const double chance = 1.96 * sqrt(own(m, NKT_EXPECTED_ROW_VARIANCE));
    const double lower = own(m, NKT_EXPECTED_ROW_LOWER), upper = own(m, NKT_EXPECTED_ROW_UPPER);
    const double share = value(m->book, m->book->own, m->year, NKT_REFUGEES_EMPLOYED_SHARE);

    print_bullet("The share rests on %s persons; in a group of that size chance alone moves it by "
                 "%.1f points up or down. Of 100 such groups under these conditions 95 lie between "
                 "%.1f and %.1f per cent; this one lies %s.",
                 print_count(own_size(m)), chance, lower, upper,
                 share < lower   ? "below"
                 : share > upper ? "above"
                                 : "within");
}

static void say_verdict(const year_model *m) {
    const double shrunken = own(m, NKT_EXPECTED_ROW_SHRUNKEN), p = own(m, NKT_EXPECTED_ROW_P_ABOVE);
    const double lower = own(m, NKT_EXPECTED_ROW_SHRUNKEN_LOWER);
    const double upper = own(m, NKT_EXPECTED_ROW_SHRUNKEN_UPPER);
    const double class_of = own(m, NKT_EXPECTED_ROW_CLASS);
    char sure[TEXT];

    if (class_of == NKT_BENCHMARK_CLASS_UNCERTAIN)
        snprintf(sure, sizeof sure, "Whether it lies above or below cannot be told");
    else
        snprintf(sure, sizeof sure, "It lies %s what is expected", side(class_of));
    print_bullet("%s: less what chance may have done, the deviation is %+.1f points (%+.1f to "
                 "%+.1f), and the probability that it is above 0 is %s%.0f per cent.",
                 sure, shrunken, lower, upper,
                 p > 0.995   ? "over "
                 : p < 0.005 ? "under "
                             : "",
                 fmin(fmax(100 * p, 1), 99));
    print_bullet("Ordered by that, it is number %.0f of %.0f municipalities; anything from %.0f to "
                 "%.0f fits the figures as well.",
                 own(m, NKT_EXPECTED_ROW_RANK), m->n_sizes, own(m, NKT_EXPECTED_ROW_RANK_LOWER),
                 own(m, NKT_EXPECTED_ROW_RANK_UPPER));
}

/* ---- what stays ------------------------------------------------------------------------------------------- */

/* Of those that were above or below with certainty a year before, how many are so still. */
static void say_flags(const year_model *before, const year_model *now) {
    const struct book *book = before->book;
    double *classes[2] = {allocate((size_t)book->n_units, sizeof *classes[0]),
                          allocate((size_t)book->n_units, sizeof *classes[1])};
    const nkt_column b = NKT_ARRAY_N(0, classes[0], book->n_units),
                     n = NKT_ARRAY_N(0, classes[1], book->n_units);
    const nkt_rows rows = book_rows(book);
    nkt_estimate share;
    int64_t counts[9];

    copy_list(before, NKT_EXPECTED_ROW_CLASS, classes[0]);
    copy_list(now, NKT_EXPECTED_ROW_CLASS, classes[1]);
    must(nkt_stability_sides(&b, &n, &rows, NULL, counts, &share, NULL, &fault));
    if (share.state == NKT_STATE_VALUE)
        print_bullet("Of the %.0f municipalities that lay above or below in %d with a probability "
                     "of 95 per cent, %.0f per cent did so in %d too, on the same side.",
                     share.basis, book->years[before->year], share.value, book->years[now->year]);
    free(classes[0]);
    free(classes[1]);
}

/* The deviations of all years, and which part of what is not chance stays from year to year. */
static void say_components(const year_model *models, int n_models) {
    const struct book *book = models[0].book;
    const int64_t n_units = book->n_units, n_rows = n_units * n_models;
    double *deviations = allocate((size_t)n_rows, sizeof *deviations);
    double *variances = allocate((size_t)n_rows, sizeof *variances);
    int64_t *units = allocate((size_t)n_rows, sizeof *units);
    nkt_estimate *persistent = allocate((size_t)n_units, sizeof *persistent), *here;
    const nkt_column d = NKT_ARRAY_N(0, deviations, n_rows), v = NKT_ARRAY_N(0, variances, n_rows);
    const nkt_column of_units = NKT_ARRAY_N(0, units, n_rows);
    const nkt_rows rows = {.groups = &of_units, .n_rows = n_rows, .n_groups = n_units};
    nkt_components parts;

    for (int i = 0; i < n_models; i++) {
        copy_list(&models[i], NKT_EXPECTED_ROW_FROM_BENCHMARK, deviations + i * n_units);
        copy_list(&models[i], NKT_EXPECTED_ROW_VARIANCE, variances + i * n_units);
    }
    for (int64_t row = 0; row < n_rows; row++)
        units[row] = row % n_units;
    must(nkt_stability_components(&d, &v, &rows, NULL, &parts,
                                  &NKT_ESTIMATES_N(persistent, n_units), &scratch, &fault));
    here = &persistent[book->own];
    if (parts.persistent + parts.transitory > 0 && here->state == NKT_STATE_VALUE)
        print_bullet(
            "%d–%d, what chance does not explain of the deviations stays from year to year to "
            "at most %.0f per cent. What stays of this municipality's: %+.1f points (%+.1f to "
            "%+.1f), from %.0f years. A council can act on that part; neighbouring years are "
            "largely the same persons, so some of it is their chance still.",
            book->years[models[0].year], book->years[models[n_models - 1].year], parts.share,
            here->value, here->lower, here->upper, here->basis);
    free(deviations);
    free(variances);
    free(units);
    free(persistent);
}

static void say_stability(const struct book *book) {
    static year_model models[BOOK_MOST_YEARS];
    int n = 0;

    for (int year = 0; year < book->n_years; year++) {
        models[n] = year_model_make(book, year);
        if (models[n].n_sizes >= FEWEST)
            n++;
        else
            year_model_free(&models[n]);
    }
    if (n >= 2) {
        say_flags(&models[n - 2], &models[n - 1]);
        say_components(models, n);
    }
    while (n > 0)
        year_model_free(&models[--n]);
}

/* ---- for comparisons ------------------------------------------------------------------------------------------ */

nkt_estimate *model_deviations(const struct book *book, int year) {
    year_model m = year_model_make(book, year);
    nkt_estimate *estimates = NULL;

    if (m.n_sizes >= FEWEST) {
        estimates = allocate((size_t)book->n_units, sizeof *estimates);
        must(nkt_expected_copy(&m.model, NKT_EXPECTED_ROW_SHRUNKEN, &NKT_TO_FIELD(estimates, value),
                               &fault));
        must(nkt_expected_copy(&m.model, NKT_EXPECTED_ROW_SHRUNKEN_LOWER,
                               &NKT_TO_FIELD(estimates, lower), &fault));
        must(nkt_expected_copy(&m.model, NKT_EXPECTED_ROW_SHRUNKEN_UPPER,
                               &NKT_TO_FIELD(estimates, upper), &fault));
    }
    year_model_free(&m);
    return estimates;
}

/* ---- all of it ---------------------------------------------------------------------------------------------- */

/* The last year for which the model says something of the municipality; without a model, none. */
static year_model find_model(const struct book *book) {
    for (int year = book->n_years - 1; year >= 0; year--) {
        year_model m = year_model_make(book, year);
        if (m.n > 0 && own(&m, NKT_EXPECTED_ROW_USE) == NKT_USE_USED)
            return m;
        year_model_free(&m);
    }
    return (year_model){.book = book, .year = -1};
}

void say_model(const struct book *book) {
    year_model m = find_model(book);

    if (m.year < 0) {
        print_bullet("Fewer than %d municipalities have the figures that the model of expected "
                     "employment is fitted to, or this one lacks them.",
                     FEWEST);
        return;
    }
    say_fit(&m);
    say_other_fits(&m);
    if (isnan(own_size(&m)) || isnan(own(&m, NKT_EXPECTED_ROW_SHRUNKEN))) {
        print_bullet("How much of the deviation may be chance depends on how many persons the "
                     "share rests on, which is not known here: give it with --size.");
    } else {
        say_chance(&m);
        say_verdict(&m);
        say_stability(book);
    }
    year_model_free(&m);
}
