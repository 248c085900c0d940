/*
 * Satisfaction of respondents.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/satisfaction.h"

#include "followup/followup.h"

/* Weights of questions: 0 or more, finite, and together above 0. */
static void check_weights(nkt_i_call *call, const double *weights, int64_t n) {
    double sum = 0;

    for (int64_t q = 0; weights && q < n && !nkt_i_call_refused(call); q++) {
        nkt_i_fault fault = NKT_I_AT("weights");
        fault.item = (int32_t)q;
        fault.value = weights[q];
        sum += weights[q];
        if (!(weights[q] >= 0) || isinf(weights[q]))
            nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, fault,
                         "is no weight: it is not 0 or more, and finite");
    }
    if (weights && (!(sum > 0) || isinf(10 * sum))) /* answers go up to 10 */
        nkt_i_refuse_path(call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, "weights",
                          "do not sum to a weight");
}

/* The index of a row, NaN where it has none. */
static double respondent(nkt_i_call *call, const nkt_table *answers, const double *weights,
                         int64_t minimum, int64_t row) {
    double sum = 0, weight = 0, mean;
    int64_t answered = 0;

    for (int32_t q = 0; q < answers->n_columns; q++) {
        const nkt_column *column = &answers->columns[q];
        const double w = weights ? weights[q] : 1;
        int8_t state;
        const double answer = nkt_i_column_value(column, row, &state);
        if (state == NKT_STATE_INVALID ||
            (state == NKT_STATE_VALUE && !(answer >= 1 && answer <= 10))) {
            nkt_i_note_outside(call, "answers.columns", q, column, row, "is not 1 to 10");
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
    return ((mean < 1 ? 1 : mean > 10 ? 10 : mean) - 1) * 100 / 9; /* rounding */
}

nkt_status nkt_satisfaction_respondents(const nkt_table *answers, const double *weights,
                                        int64_t minimum, const nkt_target *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "answers weights minimum out error");
    const int64_t n_questions = answers ? answers->n_columns : 0;
    nkt_i_out to;

    nkt_i_table_check(&call, "answers", answers, NKT_I_WITHOUT_GROUPS);
    nkt_i_count(&call, "answers.n_columns", n_questions, 1, NKT_SATISFACTION_QUESTIONS_MAX);
    if (!nkt_i_call_refused(&call))
        check_weights(&call, weights, n_questions);
    nkt_i_count(&call, "minimum", minimum, 1, n_questions);
    to = nkt_i_target_open(&call, "out", out, NKT_I_CONTENT_NUMBERS,
                           answers ? answers->rows.n_rows : 0, 1, 1);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t row = 0; row < answers->rows.n_rows; row++)
        nkt_i_put_number(&to, row, 0,
                         nkt_i_row_included(&call, "answers.rows.include", &answers->rows, row)
                             ? respondent(&call, answers, weights, minimum, row)
                             : NAN);
    return nkt_i_call_end(&call);
}
