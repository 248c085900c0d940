/*
 * Satisfaction of respondents and of groups of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/satisfaction.h"

#include "numeric/numeric.h"
#include "followup/followup.h"

double nkt_satisfaction_of_mean(double mean) {
    return mean >= 1 && mean <= 10 ? (mean - 1) * 100 / 9 : NAN;
}

/* The index of a row, NaN where it has none. */
static double respondent(const nkt_column *answers, int64_t n_questions, const double *weights,
                         int64_t minimum, int64_t row, nkt_i_bad_rows *bad) {
    double sum = 0, weight = 0, mean;
    int64_t answered = 0;

    for (int64_t q = 0; q < n_questions; q++) {
        const double w = weights ? weights[q] : 1;
        int8_t state;
        const double answer = nkt_i_column_value(&answers[q], row, &state);
        if (state == NKT_STATE_INVALID ||
            (state == NKT_STATE_VALUE && !(answer >= 1 && answer <= 10))) {
            nkt_i_bad_rows_note(bad, 1, (int32_t)q, row, answer, "answers", "is not 1 to 10");
            return NAN;
        }
        if (state != NKT_STATE_VALUE)
            continue;
        answered++;
        sum += w * answer;
        weight += w;
    }
    if (answered < minimum || !(weight > 0))
        return NAN;
    mean = sum / weight;
    return nkt_satisfaction_of_mean(mean < 1 ? 1 : mean > 10 ? 10 : mean); /* rounding */
}

nkt_status nkt_satisfaction_respondents(const nkt_column *answers, int64_t n_questions,
                                        const double *weights, int64_t minimum, int64_t n_rows,
                                        double *out, int64_t stride, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(4);
    nkt_i_bad_rows bad = {0};
    nkt_status status;

    nkt_i_error_clear(error);
    if (!answers)
        return nkt_i_refuse_null(error, 1, "answers");
    if (n_questions < 1 || n_questions > NKT_SATISFACTION_QUESTIONS_MAX)
        return nkt_i_error_set(error, NKT_E_COUNT, NKT_I_FAULT(2), "n_questions",
                               "is not 1 to 1024");
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 5, "n_rows", n_rows);
    status = nkt_i_columns_check(answers, n_questions, n_rows, 1, "answers", error);
    if (!status)
        status = nkt_i_weights_check(weights, n_questions, 3, error);
    fault.value = (double)minimum;
    if (!status && (minimum < 1 || minimum > n_questions))
        status =
            nkt_i_error_value(error, NKT_E_DOMAIN, fault, "minimum", "is not 1 to n_questions");
    if (!status && !out && n_rows > 0)
        status = nkt_i_refuse_null(error, 6, "out");
    if (!status)
        status = nkt_i_stride_check(stride, (int64_t)sizeof *out, n_rows, 7, "stride", error);
    if (status)
        return status;
    for (int64_t row = 0; row < n_rows; row++) {
        const double index = respondent(answers, n_questions, weights, minimum, row, &bad);
        memcpy((char *)out + row * stride, &index, sizeof index);
    }
    return nkt_i_bad_rows_end(&bad, error);
}

/* ---- groups ---------------------------------------------------------------------------------- */

static nkt_status read_options(const nkt_satisfaction_options *options, nkt_satisfaction_options *o,
                               nkt_error *error) {
    const nkt_status status = nkt_i_options_copy(
        options, 6, o, sizeof *o,
        "is no size of options: set it to sizeof (nkt_satisfaction_options)", error);

    if (status)
        return status;
    if (o->confidence == 0)
        o->confidence = 0.95;
    if (o->approved == 0)
        o->approved = 40;
    if (o->very == 0)
        o->very = 75;
    if (o->reserved != 0)
        return nkt_i_refuse_option(error, 6, o->reserved, "options.reserved", "is not 0");
    if (!(o->confidence > 0 && o->confidence < 1))
        return nkt_i_refuse_option(error, 6, o->confidence, "options.confidence",
                                   "is not between 0 and 1");
    if (!(o->approved > 0 && o->approved < 100))
        return nkt_i_refuse_option(error, 6, o->approved, "options.approved",
                                   "is not between 0 and 100");
    if (!(o->very > o->approved && o->very <= 100))
        return nkt_i_refuse_option(error, 6, o->very, "options.very",
                                   "is not above options.approved, at most 100");
    return NKT_OK;
}

static nkt_satisfaction load(const nkt_satisfaction *out, int64_t stride, int64_t group) {
    nkt_satisfaction s;
    memcpy(&s, (const char *)out + group * stride, sizeof s);
    return s;
}

static void store(nkt_satisfaction *out, int64_t stride, int64_t group, nkt_satisfaction s) {
    memcpy((char *)out + group * stride, &s, sizeof s);
}

/* Means in index, sums of squares about them in se, updated row by row (Welford 1962). */
static void sum_rows(const nkt_column *indices, const int64_t *groups, int64_t n_rows,
                     int64_t n_groups, nkt_satisfaction *out, int64_t stride, nkt_i_bad_rows *bad) {
    for (int64_t row = 0; row < n_rows; row++) {
        const int64_t group = groups ? groups[row] : 0;
        nkt_satisfaction s;
        int8_t state;
        double index, step;
        if (group < -1 || group >= n_groups) {
            nkt_i_bad_rows_note(bad, 2, -1, row, (double)group, "groups",
                                "is no number of a group");
            continue;
        }
        if (group < 0)
            continue;
        index = nkt_i_column_value(indices, row, &state);
        s = load(out, stride, group);
        if (state == NKT_STATE_VALUE && index >= 0 && index <= 100) {
            step = index - s.index;
            s.n++;
            s.index += step / (double)s.n;
            s.se += step * (index - s.index);
        } else {
            s.n_without++;
            if (state == NKT_STATE_VALUE || state == NKT_STATE_INVALID)
                nkt_i_bad_rows_note(bad, 1, -1, row, index, "indices", "is not 0 to 100");
        }
        store(out, stride, group, s);
    }
}

static int level_of(double index, const nkt_satisfaction_options *o) {
    const double most = index * (1 + NKT_I_ROUNDING);

    return most >= o->very       ? NKT_SATISFACTION_VERY_SATISFIED
           : most >= o->approved ? NKT_SATISFACTION_APPROVED
                                 : NKT_SATISFACTION_NOT_APPROVED;
}

/* From the sums of a group; population NaN: infinite. */
static nkt_satisfaction finish(nkt_satisfaction s, double population,
                               const nkt_satisfaction_options *o) {
    const double n = (double)s.n, squares = s.se;
    const double correction = isnan(population) ? 1 : 1 - n / population;

    s.se = s.margin = NAN;
    if (s.n == 0) {
        s.index = NAN;
        s.state = NKT_STATE_MISSING;
        return s;
    }
    s.level = level_of(s.index, o);
    if (s.n > 1) {
        s.se = sqrt(squares / (n - 1) / n * correction);
        s.margin = nkt_i_t_quantile(0.5 + o->confidence / 2, n - 1) * s.se;
    }
    return s;
}

static nkt_status check_groups(const nkt_column *indices, int64_t n_rows,
                               const nkt_column *populations, int64_t n_groups,
                               const nkt_satisfaction *out, int64_t stride, nkt_error *error) {
    nkt_status status;

    if (!indices)
        return nkt_i_refuse_null(error, 1, "indices");
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 3, "n_rows", n_rows);
    if (n_groups < 0)
        return nkt_i_refuse_count(error, 5, "n_groups", n_groups);
    status = nkt_i_column_check(indices, n_rows, NKT_I_FAULT(1), "indices", error);
    if (!status && populations)
        status = nkt_i_column_check(populations, n_groups, NKT_I_FAULT(4), "populations", error);
    if (!status && !out && n_groups > 0)
        status = nkt_i_refuse_null(error, 7, "out");
    if (!status)
        status = nkt_i_stride_check(stride, (int64_t)sizeof *out, n_groups, 8, "stride", error);
    return status;
}

nkt_status nkt_satisfaction_groups(const nkt_column *indices, const int64_t *groups, int64_t n_rows,
                                   const nkt_column *populations, int64_t n_groups,
                                   const nkt_satisfaction_options *options, nkt_satisfaction *out,
                                   int64_t stride, nkt_error *error) {
    nkt_satisfaction_options o;
    nkt_i_bad_rows bad = {0};
    nkt_i_bad_rows bad_groups = {0};
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_groups(indices, n_rows, populations, n_groups, out, stride, error);
    if (!status)
        status = read_options(options, &o, error);
    if (status)
        return status;
    for (int64_t g = 0; g < n_groups; g++)
        store(out, stride, g, (nkt_satisfaction){.level = -1});
    sum_rows(indices, groups, n_rows, n_groups, out, stride, &bad);
    for (int64_t g = 0; g < n_groups; g++) {
        nkt_satisfaction s = load(out, stride, g);
        int8_t state = NKT_STATE_MISSING;
        double population = populations ? nkt_i_column_value(populations, g, &state) : NAN;
        if (state == NKT_STATE_INVALID ||
            (state == NKT_STATE_VALUE && (population < (double)s.n || population < 0))) {
            nkt_i_bad_rows_note(&bad_groups, 4, -1, g, population, "populations",
                                "are fewer than have answered, or no number");
            s.index = s.se = s.margin = NAN;
            s.state = NKT_STATE_INVALID;
        } else {
            s = finish(s, state == NKT_STATE_VALUE ? population : NAN, &o);
        }
        store(out, stride, g, s);
    }
    return bad.rows ? nkt_i_bad_rows_end(&bad, error) : nkt_i_bad_rows_end(&bad_groups, error);
}
