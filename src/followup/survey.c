/*
 * The survey of introduction, case by case and in groups.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/survey.h"
#include "nyckeltal/kinds.h"

#include "followup/followup.h"

/* ---- degrees of cases ------------------------------------------------------------------------------ */

static nkt_status check_highest(const double *highest, int64_t n, nkt_error *error) {
    for (int64_t q = 0; highest && q < n; q++)
        if (!(highest[q] > 0) || isinf(highest[q])) {
            nkt_i_fault fault = NKT_I_FAULT(3);
            fault.item = (int32_t)q;
            fault.value = highest[q];
            return nkt_i_error_set(error, NKT_E_DOMAIN, fault, "highest",
                                   "holds one that is not above 0, and finite");
        }
    return NKT_OK;
}

/* The degree of a row, NaN where it has none. */
static double degree(const nkt_column *answers, int64_t n_questions, const double *highest,
                     const double *weights, int64_t minimum, int64_t row, nkt_i_bad_rows *bad) {
    double sum = 0, weight = 0;
    int64_t answered = 0;

    for (int64_t q = 0; q < n_questions; q++) {
        const double top = highest ? highest[q] : 1, w = weights ? weights[q] : 1;
        int8_t state;
        const double answer = nkt_i_column_value(&answers[q], row, &state);
        if (state == NKT_STATE_INVALID ||
            (state == NKT_STATE_VALUE && !(answer >= 0 && answer <= top))) {
            nkt_i_bad_rows_note(bad, 1, (int32_t)q, row, answer, "answers",
                                "is not 0 to the highest answer");
            return NAN;
        }
        if (state != NKT_STATE_VALUE)
            continue;
        answered++;
        sum += w * (answer / top);
        weight += w;
    }
    return answered >= minimum && weight > 0 ? fmin(100 * (sum / weight), 100) : NAN;
}

nkt_status nkt_survey_degrees(const nkt_column *answers, int64_t n_questions, const double *highest,
                              const double *weights, int64_t minimum, int64_t n_rows, double *out,
                              int64_t stride, nkt_error *error) {
    const nkt_i_target target = nkt_i_target_of(out, sizeof *out, n_rows, stride, "out", 7);
    nkt_i_bad_rows bad;
    nkt_status status;

    nkt_i_error_clear(error);
    if (!answers)
        return nkt_i_refuse_null(error, 1, "answers");
    if (n_questions < 1 || n_questions > NKT_SURVEY_QUESTIONS_MAX)
        return nkt_i_error_set(error, NKT_E_COUNT, NKT_I_FAULT(2), "n_questions",
                               "is not 1 to 1024");
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 6, "n_rows", n_rows);
    status = nkt_i_columns_check(answers, n_questions, n_rows, 1, "answers", error);
    if (!status)
        status = check_highest(highest, n_questions, error);
    if (!status)
        status = nkt_i_weights_check(weights, n_questions, 4, error);
    if (!status && (minimum < 1 || minimum > n_questions))
        status =
            nkt_i_refuse_number(5, (double)minimum, "minimum", "is not 1 to n_questions", error);
    if (!status)
        status = nkt_i_target_check(&target, 1, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    for (int64_t row = 0; row < n_rows; row++) {
        const double value = degree(answers, n_questions, highest, weights, minimum, row, &bad);
        nkt_i_target_put(&target, row, 0, &value);
    }
    return nkt_i_bad_rows_end(&bad, error);
}

/* ---- groups ------------------------------------------------------------------------------------------- */

enum { PLAN, INDIVIDUALISATION, COOPERATION, N_COLUMNS };

static const char *const names[N_COLUMNS] = {"plans", "individualisation", "cooperation"};

/* One row; NaN: not known. Returns 0, with a note, where something is bad. */
static int read_row(const nkt_column *const *columns, int64_t row, double *x, nkt_i_bad_rows *bad) {
    for (int k = 0; k < N_COLUMNS; k++) {
        int8_t state = NKT_STATE_MISSING;
        int is_bad;
        x[k] = columns[k] ? nkt_i_column_value(columns[k], row, &state) : NAN;
        is_bad = k == PLAN ? x[k] != 0 && x[k] != 1 : !(x[k] >= 0 && x[k] <= 100);
        if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && is_bad)) {
            nkt_i_bad_rows_note(bad, k + 1, -1, row, x[k], names[k],
                                k == PLAN ? "is neither 0 nor 1" : "is not 0 to 100");
            return 0;
        }
        if (state != NKT_STATE_VALUE)
            x[k] = NAN;
    }
    return 1;
}

/* A mean in value, how many in basis, and the sum of squares about it, row by row (Welford 1962). */
static void add_degree(nkt_estimate *mean, double *squares, double x) {
    const double step = x - mean->value;

    if (isnan(x))
        return;
    mean->basis++;
    mean->value += step / mean->basis;
    *squares += step * (x - mean->value);
}

static void finish_degree(nkt_estimate *mean, double *squares, int is_asked,
                          const nkt_options *options) {
    const double n = mean->basis, about = mean->value, sum = is_asked ? n * about : NAN;

    nkt_mean(sum, *squares + sum * about, n, options, mean, NULL);
    if (mean->state == NKT_STATE_VALUE)
        mean->value = about;
    *squares = n > 1 ? sqrt(*squares / (n - 1)) : NAN;
}

static void sum_rows(const nkt_column *const *columns, const int64_t *groups, int64_t n_rows,
                     int64_t n_groups, const nkt_i_target *target, nkt_i_bad_rows *bad) {
    for (int64_t row = 0; row < n_rows; row++) {
        const int64_t group = groups ? groups[row] : 0;
        double x[N_COLUMNS];
        nkt_survey s;
        if (group < -1 || group >= n_groups)
            nkt_i_bad_rows_note(bad, 4, -1, row, (double)group, "groups",
                                "is no number of a group");
        if (group < 0 || group >= n_groups || !read_row(columns, row, x, bad))
            continue;
        memcpy(&s, target->at + group * target->row_stride, sizeof s);
        s.n++;
        s.plan.basis += !isnan(x[PLAN]);
        s.plan.value += x[PLAN] == 1;
        add_degree(&s.individualisation, &s.individualisation_sd, x[INDIVIDUALISATION]);
        add_degree(&s.cooperation, &s.cooperation_sd, x[COOPERATION]);
        nkt_i_target_put(target, group, 0, &s);
    }
}

nkt_status nkt_survey_groups(const nkt_column *plans, const nkt_column *individualisation,
                             const nkt_column *cooperation, const int64_t *groups, int64_t n_rows,
                             int64_t n_groups, const nkt_options *options, nkt_survey *out,
                             int64_t stride, nkt_error *error) {
    const nkt_column *const columns[] = {plans, individualisation, cooperation};
    const nkt_i_target target = nkt_i_target_of(out, sizeof *out, n_groups, stride, "out", 8);
    const nkt_survey nothing = {.n = 0};
    nkt_status status = NKT_OK;
    nkt_i_bad_rows bad;
    nkt_options read;

    nkt_i_error_clear(error);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 5, "n_rows", n_rows);
    if (n_groups < 1)
        return nkt_i_error_set(error, NKT_E_COUNT, NKT_I_FAULT(6), "n_groups", "is less than 1");
    for (int k = 0; k < N_COLUMNS && !status; k++)
        if (columns[k])
            status = nkt_i_column_check(columns[k], n_rows, NKT_I_FAULT(k + 1), names[k], error);
    if (!status)
        status = nkt_i_options_read(options, 7, &read, error);
    if (!status)
        status = nkt_i_target_check(&target, 1, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    for (int64_t g = 0; g < n_groups; g++)
        nkt_i_target_put(&target, g, 0, &nothing);
    sum_rows(columns, groups, n_rows, n_groups, &target, &bad);
    for (int64_t g = 0; g < n_groups; g++) {
        nkt_survey s;
        memcpy(&s, target.at + g * stride, sizeof s);
        nkt_share(plans ? s.plan.value : NAN, s.plan.basis, &read, &s.plan, NULL);
        finish_degree(&s.individualisation, &s.individualisation_sd, individualisation != NULL,
                      &read);
        finish_degree(&s.cooperation, &s.cooperation_sd, cooperation != NULL, &read);
        nkt_i_target_put(&target, g, 0, &s);
    }
    return nkt_i_bad_rows_end(&bad, error);
}
