/*
 * Degrees of cases and indices of respondents: weighted means of what was answered.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/survey.h"

#include "followup/followup.h"

/* ---- what is refused ----------------------------------------------------------------------------- */

static void check_weights(nkt_i_call *call, const double *weights, int64_t n) {
    nkt_i_fault fault = NKT_I_AT("scale.weights");
    double sum = 0;

    for (int64_t q = 0; weights && q < n && !nkt_i_call_refused(call); q++) {
        sum += weights[q];
        fault.item = (int32_t)q;
        fault.value = weights[q];
        if (!(weights[q] >= 0) || isinf(weights[q]))
            nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, fault,
                         "is not 0 or more, and finite");
    }
    if (weights && (!(sum > 0) || isinf(100 * sum))) /* degrees go up to 100 */
        nkt_i_refuse_value(call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, "scale.weights", sum,
                           "is their sum, which is no weight");
}

static double low_of(const nkt_survey_scale *s, int64_t q) {
    return s->lows ? s->lows[q] : s->lowest;
}

static double high_of(const nkt_survey_scale *s, int64_t q) {
    return s->highs ? s->highs[q] : s->highest;
}

/* Whether sums of answers of this weight are far from the ends of what a double holds. */
static int is_of_middling_size(double weight, double range) {
    return weight == 0 || (weight * range >= 0x1p-900 && weight * range <= 0x1p900);
}

/*
 * The range that all questions share: answers are then added as they are and divided once, so that the
 * degree of whole ones is rounded once. 0: each has its own, or sums might leave what a double holds.
 */
static double shared_range(const nkt_survey_scale *s, int64_t n) {
    const double range = high_of(s, 0) - low_of(s, 0);

    for (int64_t q = 0; q < n; q++)
        if (high_of(s, q) - low_of(s, q) != range ||
            !is_of_middling_size(s->weights ? s->weights[q] : 1, range))
            return 0;
    return range;
}

/* The scale with its defaults filled in. */
static nkt_survey_scale check_scale(nkt_i_call *call, const nkt_survey_scale *scale, int64_t n) {
    nkt_survey_scale s = scale ? *scale : (nkt_survey_scale){0};

    if (s.lowest == 0 && s.highest == 0)
        s.highest = 1;
    if (s.minimum == 0)
        s.minimum = 1;
    if (s.reserved)
        nkt_i_refuse_path(call, NKT_E_OPTION, NKT_REASON_NOT_TAKEN, "scale.reserved", NULL);
    for (int64_t q = 0; q < n && !nkt_i_call_refused(call); q++) {
        const double range = high_of(&s, q) - low_of(&s, q);
        nkt_i_fault fault = NKT_I_AT(s.highs || !s.lows ? "scale.highest" : "scale.lows");
        if (s.highs)
            fault.path = "scale.highs";
        if (s.highs || s.lows)
            fault.item = (int32_t)q;
        fault.value = s.highs || !s.lows ? high_of(&s, q) : low_of(&s, q);
        if (!(range > 0) || isinf(range))
            nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_CONTRADICTION, fault,
                         "leaves no scale between the lowest and the highest answer");
    }
    check_weights(call, s.weights, n);
    if (s.minimum < 1 || s.minimum > n)
        nkt_i_refuse_value(call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, "scale.minimum",
                           (double)s.minimum, "is not 1 to the number of questions");
    return s;
}

/* ---- degrees -------------------------------------------------------------------------------------- */

typedef struct respondents {
    nkt_i_call *call;
    const nkt_table *answers;
    nkt_survey_scale scale;
    double range;      /* see shared_range */
    char sentence[64]; /* about the first bad answer */
} respondents;

static void note_outside(respondents *r, int64_t q, int64_t row) {
    if (r->call->bad_rows == 0) { /* rows come in order, so that the first stays it */
        nkt_i_text text = nkt_i_text_begin(r->sentence, sizeof r->sentence);
        nkt_i_text_add(&text, "is not ");
        nkt_i_text_double(&text, low_of(&r->scale, q));
        nkt_i_text_add(&text, " to ");
        nkt_i_text_double(&text, high_of(&r->scale, q));
    }
    nkt_i_note_outside(r->call, "answers.columns", (int32_t)q, &r->answers->columns[q], row,
                       r->sentence);
}

/* The degree of a row, NaN where it has none. */
static double degree(respondents *r, int64_t row) {
    const nkt_survey_scale *s = &r->scale;
    double sum = 0, weight = 0;
    int64_t answered = 0;

    for (int64_t q = 0; q < r->answers->n_columns; q++) {
        const double low = low_of(s, q), high = high_of(s, q), w = s->weights ? s->weights[q] : 1;
        int8_t state;
        const double answer = nkt_i_column_value(&r->answers->columns[q], row, &state);
        if (state == NKT_STATE_INVALID ||
            (state == NKT_STATE_VALUE && !(answer >= low && answer <= high))) {
            note_outside(r, q, row);
            return NAN;
        }
        if (state != NKT_STATE_VALUE)
            continue;
        answered++;
        sum += w * (r->range > 0 ? answer - low : (answer - low) * 100 / (high - low));
        weight += w;
    }
    if (answered < s->minimum || !(weight > 0))
        return NAN;
    return fmin(r->range > 0 ? sum * 100 / (weight * r->range) : sum / weight, 100);
}

nkt_status nkt_survey_degrees(const nkt_table *answers, const nkt_survey_scale *scale,
                              const nkt_target *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "answers scale out error");
    const int64_t n_rows = answers ? answers->rows.n_rows : 0;
    respondents r = {.call = &call, .answers = answers};
    nkt_i_out to;

    nkt_i_table_check(&call, "answers", answers, NKT_I_WITHOUT_GROUPS);
    if (answers)
        nkt_i_count(&call, "answers.n_columns", answers->n_columns, 1, NKT_SURVEY_QUESTIONS_MAX);
    if (nkt_i_call_refused(&call))
        return call.status;
    r.scale = check_scale(&call, scale, answers->n_columns);
    to = nkt_i_target_open(&call, "out", out, NKT_I_CONTENT_NUMBERS, n_rows, 1, 1);
    if (nkt_i_call_refused(&call))
        return call.status;
    r.range = shared_range(&r.scale, answers->n_columns);
    for (int64_t row = 0; row < n_rows; row++)
        nkt_i_put_number(&to, row, 0,
                         nkt_i_row_included(&call, "answers.rows.include", &answers->rows, row)
                             ? degree(&r, row)
                             : NAN);
    return nkt_i_call_end(&call);
}
