/*
 * The report's model of expected employment: what is to be expected of a municipality with these
 * conditions, what its deviation from that is worth, and what of it stays.
 *
 * The model is fitted here, each year anew, on public terms, to the municipalities that have a
 * published expected value, or to all where there are none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fail.h"
#include "report_print.h"
#include "report_words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { TERMS = 3, FEWEST = 10, TEXT = 200 };

/* A year's cross-section: row u is unit u; and its fit, once it has one. */
typedef struct year_model {
    const struct book *book;
    int year; /* its number in the book */
    double *share, *terms[TERMS], *size, *include;
    int n_sizes;
    nkt_memory model; /* data NULL: there is none */
} year_model;

/* The terms that have public figures. The share of education was another one until 2017. */
static void name_terms(const struct book *book, int year, int32_t terms[TERMS]) {
    terms[0] = NKT_REFUGEES_RESIDENCE_0_6_SHARE;
    terms[1] = book->years[year] < 2018 ? NKT_REFUGEES_POST_SECONDARY_SHARE
                                        : NKT_REFUGEES_UPPER_SECONDARY_SHARE;
    terms[2] = NKT_NATIVE_BORN_UNEMPLOYED_SHARE;
}

static double *figure_of_all(const struct book *book, int year, int32_t figure) {
    double *values = allocate((size_t)book->n_units, sizeof *values);
    for (int unit = 0; unit < book->n_units; unit++)
        values[unit] = has(book, unit, year, figure) ? value(book, unit, year, figure) : NAN;
    return values;
}

/* Returns how many municipalities have all that the model needs. */
static int read_year(year_model *m) {
    const struct book *book = m->book;
    int32_t terms[TERMS];
    int n = 0, n_published = 0;

    name_terms(book, m->year, terms);
    m->share = figure_of_all(book, m->year, NKT_REFUGEES_EMPLOYED_SHARE);
    for (int k = 0; k < TERMS; k++)
        m->terms[k] = figure_of_all(book, m->year, terms[k]);
    m->size = allocate((size_t)book->n_units, sizeof *m->size);
    m->include = allocate((size_t)book->n_units, sizeof *m->include);
    for (int unit = BOOK_NATION + 1; unit < book->n_units; unit++)
        n_published += has(book, unit, m->year, NKT_REFUGEES_EMPLOYED_EXPECTED);
    for (int unit = 0; unit < book->n_units; unit++) {
        m->size[unit] = *book_group_size(book, unit, m->year);
        m->include[unit] =
            unit != BOOK_NATION &&
            (n_published == 0 || has(book, unit, m->year, NKT_REFUGEES_EMPLOYED_EXPECTED));
        if (m->include[unit] == 0 ||
            isnan(m->share[unit] + m->terms[0][unit] + m->terms[1][unit] + m->terms[2][unit]))
            continue;
        n++;
        m->n_sizes += !isnan(m->size[unit]);
    }
    return n;
}

/* The columns of a year, and the design that they make. It points into itself. */
typedef struct columns {
    nkt_column share, size, include, terms[TERMS];
    nkt_design design;
} columns;

static void design_of(const year_model *m, columns *c) {
    *c = (columns){.share = NKT_ARRAY(0, m->share),
                   .size = NKT_ARRAY(0, m->size),
                   .include = NKT_ARRAY(0, m->include)};
    for (int k = 0; k < TERMS; k++)
        c->terms[k] = NKT_ARRAY(0, m->terms[k]);
    c->design = (nkt_design){.rows = NKT_ROWS(m->book->n_units),
                             .response = &c->share,
                             .terms = c->terms,
                             .n_terms = TERMS};
    c->design.rows.include = &c->include;
}

static void fit(year_model *m) {
    columns c;

    design_of(m, &c);
    c.design.size = m->n_sizes ? &c.size : NULL;
    must(nkt_expected(&c.design, NULL, &m->model, &scratch, &fault));
}

static year_model year_model_make(const struct book *book, int year) {
    year_model m = {.book = book, .year = year, .model = NKT_MEMORY_REALLOC};

    if (read_year(&m) >= FEWEST)
        fit(&m);
    return m;
}

static void year_model_free(year_model *m) {
    free(m->share);
    for (int k = 0; k < TERMS; k++)
        free(m->terms[k]);
    free(m->size);
    free(m->include);
    nkt_memory_free(&m->model);
}

static double *list_of(const year_model *m, int32_t what) {
    double *list = allocate((size_t)m->book->n_units, sizeof *list);
    const nkt_target to = NKT_TO_N(list, m->book->n_units);

    must(nkt_expected_copy(&m->model, what, &to, &fault));
    return list;
}

/* What the model says of the report's own municipality. */
static double own(const year_model *m, int32_t what) {
    double *list = list_of(m, what), found = list[m->book->own];
    free(list);
    return found;
}

static double number_of(const year_model *m, int32_t what) {
    double found;

    must(nkt_expected_get(&m->model, what, &found, &fault));
    return found;
}

/* ---- as published ---------------------------------------------------------------------------------------- */

static const char *side(double deviation) {
    return deviation < 0 ? "below" : "above";
}

static void say_fit(const year_model *m) {
    const double deviation = own(m, NKT_EXPECTED_ROW_DEVIATION);
    nkt_memory least_squares;
    double r2;

    must(nkt_expected_ols(&m->model, &least_squares, &fault));
    must(nkt_ols_get(&least_squares, NKT_OLS_R2, &r2, &fault));
    print_bullet(
        "A model fitted here to the %.0f municipalities with figures for %d (least squares; terms: "
        "residence 0–6 years, %s education, unemployed among the native-born) explains %.0f per "
        "cent of the differences between them. Of this municipality it expects %.1f per cent: it "
        "lies %.1f points %s.",
        number_of(m, NKT_EXPECTED_N), m->book->years[m->year],
        m->book->years[m->year] < 2018 ? "post-secondary" : "upper-secondary", 100 * r2,
        own(m, NKT_EXPECTED_ROW_EXPECTED), fabs(deviation), side(deviation));
}

/* The same with the share taken for the share that it is, and with outliers counting for less. */
static void say_other_fits(const year_model *m) {
    nkt_memory result = NKT_MEMORY_REALLOC;
    double expected[2], *fitted = allocate((size_t)m->book->n_units, sizeof *fitted);
    const nkt_target to = NKT_TO_N(fitted, m->book->n_units);
    columns c;

    design_of(m, &c);
    for (int32_t method = NKT_IRLS_METHOD_LOGIT; method <= NKT_IRLS_METHOD_HUBER; method++) {
        const nkt_irls_options options = {.size = sizeof options, .method = method};
        must(nkt_irls(&c.design, &options, &result, &scratch, &fault));
        must(nkt_irls_copy(&result, NKT_IRLS_ROW_FITTED, &to, &fault));
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
    const double size = m->size[m->book->own],
                 chance = 1.96 * sqrt(own(m, NKT_EXPECTED_ROW_VARIANCE));
    const double lower = own(m, NKT_EXPECTED_ROW_LOWER), upper = own(m, NKT_EXPECTED_ROW_UPPER);
    const double share = m->share[m->book->own];
    char text[PRINT_TEXT];

    print_bullet("The share rests on %s persons; in a group of that size chance alone moves it by "
                 "%.1f points up or down. Of 100 such groups under these conditions 95 lie between "
                 "%.1f and %.1f per cent; this one lies %s.",
                 print_count(size, text), chance, lower, upper,
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
                 own(m, NKT_EXPECTED_ROW_RANK), number_of(m, NKT_EXPECTED_N_BENCHMARK),
                 own(m, NKT_EXPECTED_ROW_RANK_LOWER), own(m, NKT_EXPECTED_ROW_RANK_UPPER));
}

/* ---- what stays ------------------------------------------------------------------------------------------- */

/* Of those that were above or below with certainty a year before, how many are so still. */
static void say_flags(const year_model *before, const year_model *now) {
    double *flags_before = list_of(before, NKT_EXPECTED_ROW_CLASS);
    double *flags_now = list_of(now, NKT_EXPECTED_ROW_CLASS);
    const nkt_column b = NKT_ARRAY(0, flags_before), n = NKT_ARRAY(0, flags_now);
    nkt_estimate share;
    int64_t counts[9];

    must(nkt_stability_sides(&b, &n, &(nkt_rows)NKT_ROWS(before->book->n_units), NULL, counts,
                             &share, NULL, &fault));
    if (share.state == NKT_STATE_VALUE)
        print_bullet("Of the %.0f municipalities that lay above or below in %d with a probability "
                     "of 95 per cent, %.0f per cent did so in %d too, on the same side.",
                     share.basis, before->book->years[before->year], share.value,
                     now->book->years[now->year]);
    free(flags_before);
    free(flags_now);
}

/* The deviations of all years, and which part of what is not chance stays from year to year. */
static void say_components(const year_model *models, int n_models) {
    const struct book *book = models[0].book;
    const int64_t n_units = book->n_units, n_rows = n_units * n_models;
    double *deviations = allocate((size_t)n_rows, sizeof *deviations);
    double *variances = allocate((size_t)n_rows, sizeof *variances);
    int64_t *units = allocate((size_t)n_rows, sizeof *units);
    const nkt_column d = NKT_ARRAY(0, deviations), v = NKT_ARRAY(0, variances);
    nkt_estimate *persistent = allocate((size_t)n_units, sizeof *persistent);
    const nkt_column of_units = NKT_ARRAY(0, units);
    const nkt_rows rows = {.groups = &of_units, .n_rows = n_rows, .n_groups = n_units};
    nkt_components parts;

    for (int i = 0; i < n_models; i++) {
        double *of_year = list_of(&models[i], NKT_EXPECTED_ROW_FROM_BENCHMARK);
        double *chance = list_of(&models[i], NKT_EXPECTED_ROW_VARIANCE);
        for (int64_t unit = 0; unit < n_units; unit++) {
            deviations[i * n_units + unit] = of_year[unit];
            variances[i * n_units + unit] = chance[unit];
            units[i * n_units + unit] = unit;
        }
        free(of_year);
        free(chance);
    }
    must(nkt_stability_components(&d, &v, &rows, NULL, &parts, &NKT_ESTIMATES(persistent), &scratch,
                                  &fault));
    if (parts.persistent + parts.transitory > 0 && persistent[book->own].state == NKT_STATE_VALUE)
        print_bullet(
            "%d–%d, what chance does not explain of the deviations stays from year to year to "
            "at most %.0f per cent. What stays of this municipality's: %+.1f points (%+.1f to "
            "%+.1f), from %.0f years. A council can act on that part; neighbouring years are "
            "largely the same persons, so some of it is their chance still.",
            book->years[models[0].year], book->years[models[n_models - 1].year], parts.share,
            persistent[book->own].value, persistent[book->own].lower, persistent[book->own].upper,
            persistent[book->own].basis);
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
        if (models[n].model.data && models[n].n_sizes >= FEWEST)
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

    if (m.model.data && m.n_sizes >= FEWEST) {
        double *value_of = list_of(&m, NKT_EXPECTED_ROW_SHRUNKEN);
        double *lower = list_of(&m, NKT_EXPECTED_ROW_SHRUNKEN_LOWER);
        double *upper = list_of(&m, NKT_EXPECTED_ROW_SHRUNKEN_UPPER);
        estimates = allocate((size_t)book->n_units, sizeof *estimates);
        for (int unit = 0; unit < book->n_units; unit++)
            estimates[unit] =
                (nkt_estimate){value_of[unit],
                               lower[unit],
                               upper[unit],
                               m.size[unit],
                               isnan(value_of[unit]) ? NKT_STATE_MISSING : NKT_STATE_VALUE,
                               0};
        free(value_of);
        free(lower);
        free(upper);
    }
    year_model_free(&m);
    return estimates;
}

/* ---- all of it ---------------------------------------------------------------------------------------------- */

/* The last year for which the model says something of the municipality; without a model, none. */
static year_model find_model(const struct book *book) {
    for (int year = book->n_years - 1; year >= 0; year--) {
        year_model m = year_model_make(book, year);
        if (m.model.data && own(&m, NKT_EXPECTED_ROW_USE) == NKT_USE_USED)
            return m;
        year_model_free(&m);
    }
    return (year_model){.book = book, .year = -1};
}

void say_model(const struct book *book) {
    year_model m = find_model(book);

    if (!m.model.data) {
        print_bullet("Fewer than %d municipalities have the figures that the model of expected "
                     "employment is fitted to, or this one lacks them.",
                     FEWEST);
        return;
    }
    say_fit(&m);
    say_other_fits(&m);
    if (isnan(m.size[book->own]) || isnan(own(&m, NKT_EXPECTED_ROW_SHRUNKEN))) {
        print_bullet("How much of the deviation may be chance depends on how many persons the "
                     "share rests on, which is not known here: give it with --size.");
    } else {
        say_chance(&m);
        say_verdict(&m);
        say_stability(book);
    }
    year_model_free(&m);
}
