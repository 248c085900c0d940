/*
 * Standardised figures and Kitagawa's decomposition.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/standardise.h"
#include "nyckeltal/kinds.h"

#include "rows/rows.h"

enum { MOST_COLUMNS = 4 };

/* The columns of a call, and how they are called. */
typedef struct strata {
    const nkt_column *columns[MOST_COLUMNS];
    const char *names[MOST_COLUMNS];
    int n_columns;
    int32_t first_argument;
    int64_t n;
} strata;

static nkt_status check_strata(const strata *s, nkt_error *error) {
    for (int c = 0; c < s->n_columns; c++) {
        const int32_t argument = s->first_argument + c;
        nkt_status status;
        if (!s->columns[c])
            return nkt_i_refuse_null(error, argument, s->names[c]);
        status = nkt_i_column_check(s->columns[c], s->n < 0 ? 0 : s->n, NKT_I_FAULT(argument),
                                    s->names[c], error);
        if (status)
            return status;
    }
    return s->n < 1 ? nkt_i_refuse_count(error, s->first_argument + s->n_columns, "n_strata", s->n)
                    : NKT_OK;
}

/* Reads a stratum. Returns its state; bad data are noted. */
static int8_t read_stratum(const strata *s, int64_t row, double *numbers, nkt_i_bad_rows *bad) {
    int8_t worst = NKT_STATE_VALUE;

    for (int c = 0; c < s->n_columns; c++) {
        const char *sentence = NULL;
        int8_t state;
        numbers[c] = nkt_i_column_value(s->columns[c], row, &state);
        if (state == NKT_STATE_INVALID)
            sentence = "is no finite number";
        else if (numbers[c] < 0)
            sentence = "is negative";
        if (sentence && bad) {
            nkt_i_bad_rows_note(bad, s->first_argument + c, -1, row, numbers[c], s->names[c],
                                sentence);
            return NKT_STATE_INVALID;
        }
        worst = nkt_i_state_worst(worst, sentence ? NKT_STATE_INVALID : state);
    }
    return worst;
}

/* ---- direct -------------------------------------------------------------------------------------------- */

/* Sums over the strata. */
typedef struct sums {
    double parts, wholes, standard, figure, variance;
    int32_t flags; /* of the figure */
    int8_t state;
} sums;

/*
 * The variance of a share or rate. Half a person more on each side, as Jeffreys has it, because
 * nobody of five is no proof of none.
 */
static double variance_of(double part, double whole, int32_t kind) {
    /* in perturbed tables a part may exceed its whole */
    const double share = part < whole ? (part + 0.5) / (whole + 1) : (whole + 0.5) / (whole + 1);

    return kind == NKT_STANDARD_SHARE ? share * (1 - share) / whole : (part + 0.5) / whole / whole;
}

static void add_stratum(sums *t, const double n[3], int32_t kind) {
    t->standard += n[2];
    t->parts += n[0];
    t->wholes += n[1];
    if (n[2] == 0)
        return;
    if (n[1] == 0) {
        t->state = nkt_i_state_worst(t->state, NKT_STATE_NO_DENOMINATOR);
        return;
    }
    if (kind == NKT_STANDARD_SHARE && n[0] > n[1])
        t->flags |= NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR;
    t->figure += n[2] * (n[0] / n[1]);
    t->variance += n[2] * n[2] * variance_of(n[0], n[1], kind);
}

static nkt_estimate standardised(const sums *t, int32_t kind, const nkt_options *options) {
    const double per = kind == NKT_STANDARD_SHARE ? 100 : 1000;
    double stretch;
    nkt_estimate crude, e = {NAN, NAN, NAN, t->wholes, t->state, 0};

    if (t->state == NKT_STATE_VALUE && !(t->standard > 0))
        e.state = NKT_STATE_NO_DENOMINATOR;
    if (e.state != NKT_STATE_VALUE)
        return e;
    if (kind == NKT_STANDARD_SHARE)
        nkt_share(t->parts, t->wholes, options, &crude, NULL);
    else
        nkt_rate(t->parts, t->wholes, per, options, &crude, NULL);
    e.value = per * t->figure / t->standard;
    e.flags = crude.flags | t->flags;
    stretch = sqrt(t->variance / variance_of(t->parts, t->wholes, kind)) / t->standard;
    e.lower = e.value - stretch * (crude.value - crude.lower);
    e.upper = e.value + stretch * (crude.upper - crude.value);
    if (e.lower < 0)
        e.lower = 0;
    if (kind == NKT_STANDARD_SHARE && e.upper > 100)
        e.upper = 100;
    return e;
}

nkt_status nkt_standardise_direct(const nkt_column *parts, const nkt_column *wholes,
                                  const nkt_column *standard, int64_t n_strata, int32_t kind,
                                  const nkt_options *options, nkt_estimate *out, nkt_error *error) {
    const strata s = {{parts, wholes, standard}, {"parts", "wholes", "standard"}, 3, 1, n_strata};
    sums t = {0, 0, 0, 0, 0, 0, NKT_STATE_VALUE};
    nkt_i_fault fault = NKT_I_FAULT(5);
    nkt_options read;
    nkt_i_bad_rows bad;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_strata(&s, error);
    fault.value = kind;
    if (!status && kind != NKT_STANDARD_SHARE && kind != NKT_STANDARD_RATE)
        status = nkt_i_error_value(error, NKT_E_DOMAIN, fault, "kind", "is no kind of figure");
    if (!status)
        status = nkt_i_options_read(options, 6, &read, error);
    if (!status && !out)
        status = nkt_i_refuse_null(error, 7, "out");
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    for (int64_t row = 0; row < n_strata; row++) {
        double numbers[MOST_COLUMNS];
        const int8_t state = read_stratum(&s, row, numbers, &bad);
        t.state = nkt_i_state_worst(t.state, state);
        if (state == NKT_STATE_VALUE)
            add_stratum(&t, numbers, kind);
    }
    *out = standardised(&t, kind, &read);
    return nkt_i_bad_rows_end(&bad, error);
}

/* ---- indirect ------------------------------------------------------------------------------------------- */

static nkt_estimate in_per_cent_of(double observed, double expected, const nkt_options *options) {
    nkt_estimate count, e = {NAN, NAN, NAN, expected, NKT_STATE_NO_DENOMINATOR, 0};

    if (!(expected > 0))
        return e;
    nkt_count(observed, options, &count, NULL);
    e.state = count.state;
    e.flags = count.flags & ~NKT_FLAG_BASIS_BELOW_MINIMUM;
    if (expected < options->minimum_basis)
        e.flags |= NKT_FLAG_BASIS_BELOW_MINIMUM;
    e.value = 100 * count.value / expected;
    e.lower = 100 * count.lower / expected;
    e.upper = 100 * count.upper / expected;
    return e;
}

nkt_status nkt_standardise_indirect(double observed, const nkt_column *wholes,
                                    const nkt_column *standard_parts,
                                    const nkt_column *standard_wholes, int64_t n_strata,
                                    const nkt_options *options, nkt_estimate *out, double *expected,
                                    nkt_error *error) {
    const strata s = {{wholes, standard_parts, standard_wholes},
                      {"wholes", "standard_parts", "standard_wholes"},
                      3,
                      2,
                      n_strata};
    int8_t worst = NKT_STATE_VALUE;
    nkt_i_fault fault = NKT_I_FAULT(1);
    double sum = 0;
    nkt_options read;
    nkt_i_bad_rows bad;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_strata(&s, error);
    if (!status)
        status = nkt_i_options_read(options, 6, &read, error);
    if (!status && !out)
        status = nkt_i_refuse_null(error, 7, "out");
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    for (int64_t row = 0; row < n_strata; row++) {
        double n[MOST_COLUMNS];
        int8_t state = read_stratum(&s, row, n, &bad);
        if (state == NKT_STATE_VALUE && n[2] == 0 && n[0] > 0)
            state = NKT_STATE_NO_DENOMINATOR;
        else if (state == NKT_STATE_VALUE && n[0] > 0)
            sum += n[0] * (n[1] / n[2]);
        worst = nkt_i_state_worst(worst, state);
    }
    fault.value = observed;
    if (observed < 0 || isinf(observed)) {
        nkt_i_bad_rows_add(&bad, fault, "observed", "is no number of persons");
        worst = nkt_i_state_worst(worst, NKT_STATE_INVALID);
    } else if (isnan(observed)) {
        worst = nkt_i_state_worst(worst, NKT_STATE_MISSING);
    }
    *out = worst == NKT_STATE_VALUE ? in_per_cent_of(observed, sum, &read)
                                    : (nkt_estimate){NAN, NAN, NAN, NAN, worst, 0};
    if (expected)
        *expected = worst == NKT_STATE_VALUE ? sum : NAN;
    return nkt_i_bad_rows_end(&bad, error);
}

/* ---- Kitagawa ------------------------------------------------------------------------------------------- */

/* Both groups: their sizes, and the state of their strata together. */
static int8_t add_groups(const strata *s, double size[2], nkt_i_bad_rows *bad) {
    int8_t worst = NKT_STATE_VALUE;

    size[0] = size[1] = 0;
    for (int64_t row = 0; row < s->n; row++) {
        double n[MOST_COLUMNS];
        const int8_t state = read_stratum(s, row, n, bad);
        worst = nkt_i_state_worst(worst, state);
        if (state == NKT_STATE_VALUE) {
            size[0] += n[1];
            size[1] += n[3];
        }
    }
    if (worst == NKT_STATE_VALUE && !(size[0] > 0 && size[1] > 0))
        worst = NKT_STATE_NO_DENOMINATOR;
    return worst;
}

/* What a stratum adds to both parts, percentage points. */
static void decompose(const double n[MOST_COLUMNS], const double size[2], double *composition,
                      double *rates) {
    const double c_a = n[1] / size[0], c_b = n[3] / size[1];
    const double s_a = n[1] > 0 ? n[0] / n[1] : n[3] > 0 ? n[2] / n[3] : 0;
    const double s_b = n[3] > 0 ? n[2] / n[3] : s_a;

    *composition = 100 * (c_a - c_b) * (s_a + s_b) / 2;
    *rates = 100 * (s_a - s_b) * (c_a + c_b) / 2;
}

nkt_status nkt_kitagawa(const nkt_column *parts_a, const nkt_column *wholes_a,
                        const nkt_column *parts_b, const nkt_column *wholes_b, int64_t n_strata,
                        nkt_decomposition *out, int32_t *state, double *composition, double *rates,
                        nkt_error *error) {
    const strata s = {{parts_a, wholes_a, parts_b, wholes_b},
                      {"parts_a", "wholes_a", "parts_b", "wholes_b"},
                      4,
                      1,
                      n_strata};
    double size[2];
    int8_t worst;
    nkt_i_bad_rows bad;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_strata(&s, error);
    if (!status && !out)
        status = nkt_i_refuse_null(error, 6, "out");
    if (!status && !state)
        status = nkt_i_refuse_null(error, 7, "state");
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    worst = add_groups(&s, size, &bad);
    *state = worst;
    *out = worst == NKT_STATE_VALUE ? (nkt_decomposition){0, 0, 0}
                                    : (nkt_decomposition){NAN, NAN, NAN};
    for (int64_t row = 0; row < n_strata; row++) {
        double n[MOST_COLUMNS], c = NAN, r = NAN;
        if (worst == NKT_STATE_VALUE) {
            read_stratum(&s, row, n, NULL);
            decompose(n, size, &c, &r);
        }
        out->composition += c;
        out->rates += r;
        if (composition)
            composition[row] = c;
        if (rates)
            rates[row] = r;
    }
    out->difference = out->composition + out->rates;
    return nkt_i_bad_rows_end(&bad, error);
}
