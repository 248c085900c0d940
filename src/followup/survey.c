/*
 * The survey of introduction in groups of cases.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/survey.h"
#include "nyckeltal/kinds.h"

#include "numeric/numeric.h"
#include "followup/followup.h"
#include "rows/rows.h"

enum { PLAN, INDIVIDUALISATION, COOPERATION, N_COLUMNS };

static const char *const paths[N_COLUMNS] = {"answers.plans", "answers.individualisation",
                                             "answers.cooperation"};

/* The columns of the call; NULL: not asked. */
typedef struct questions {
    const nkt_column *column[N_COLUMNS];
} questions;

/* One row; NaN: not known. Returns 0 where something is bad, which is noted unless call is NULL. */
static int read_row(nkt_i_call *call, const questions *in, int64_t row, double *x) {
    for (int k = 0; k < N_COLUMNS; k++) {
        int8_t state = NKT_STATE_MISSING;
        int is_bad;
        x[k] = in->column[k] ? nkt_i_column_value(in->column[k], row, &state) : NAN;
        is_bad = k == PLAN ? x[k] != 0 && x[k] != 1 : !(x[k] >= 0 && x[k] <= 100);
        if (state == NKT_STATE_INVALID || (state == NKT_STATE_VALUE && is_bad)) {
            if (call)
                nkt_i_bad_element(call, paths[k], -1, NULL, in->column[k], row,
                                  NKT_REASON_OUT_OF_RANGE);
            return 0;
        }
        if (state != NKT_STATE_VALUE)
            x[k] = NAN;
    }
    return 1;
}

/* What a group's cases add up to; sums are exact. */
typedef struct sums {
    int64_t n;
    double known[N_COLUMNS], with_plan;
    nkt_i_exact_sum degrees[N_COLUMNS], squares[N_COLUMNS]; /* squares: about the mean */
    double mean[N_COLUMNS];
} sums;

/* First the means, then on a second pass the squares about them. Bad rows are noted on the first. */
static void add_up(nkt_i_call *call, const questions *in, const int64_t *rows, int64_t n, sums *s) {
    double x[N_COLUMNS];

    s->n = 0;
    s->with_plan = 0;
    for (int k = 0; k < N_COLUMNS; k++) {
        s->known[k] = 0;
        nkt_i_exact_sum_init(&s->degrees[k]);
        nkt_i_exact_sum_init(&s->squares[k]);
    }
    for (int64_t i = 0; i < n; i++) {
        if (!read_row(call, in, rows[i], x))
            continue;
        s->n++;
        s->with_plan += x[PLAN] == 1;
        for (int k = 0; k < N_COLUMNS; k++)
            if (!isnan(x[k])) {
                s->known[k]++;
                nkt_i_exact_sum_add(&s->degrees[k], x[k]);
            }
    }
    for (int k = 0; k < N_COLUMNS; k++)
        s->mean[k] = nkt_i_exact_sum_round(&s->degrees[k]) / s->known[k];
    for (int64_t i = 0; i < n; i++) {
        if (!read_row(NULL, in, rows[i], x))
            continue;
        for (int k = INDIVIDUALISATION; k < N_COLUMNS; k++)
            if (!isnan(x[k]))
                nkt_i_exact_sum_add(&s->squares[k], (x[k] - s->mean[k]) * (x[k] - s->mean[k]));
    }
}

/* The mean of a degree, and in sd the deviation between cases. */
static nkt_estimate mean_of(const sums *s, int k, int is_asked, const nkt_options *options,
                            double *sd) {
    const double n = s->known[k], squares = nkt_i_exact_sum_round(&s->squares[k]);
    nkt_estimate mean;

    nkt_mean(is_asked ? nkt_i_exact_sum_round(&s->degrees[k]) : NAN, NAN, n, options, &mean, NULL);
    *sd = n > 1 ? sqrt(squares / (n - 1)) : NAN;
    if (mean.state != NKT_STATE_VALUE)
        return mean;
    mean.value = s->mean[k];
    if (options->mode == NKT_MODE_PROCESS) {
        const double half = nkt_i_mean_half(squares, n, (1 - options->confidence) / 2);
        mean.lower = mean.value - half;
        mean.upper = mean.value + half;
    }
    return mean;
}

static nkt_survey survey_of(nkt_i_call *call, const questions *in, const int64_t *rows, int64_t n,
                            const nkt_options *options) {
    nkt_survey survey = {.n = 0};
    sums s;

    add_up(call, in, rows, n, &s);
    survey.n = s.n;
    nkt_share(in->column[PLAN] ? s.with_plan : NAN, s.known[PLAN], options, &survey.plan, NULL);
    survey.individualisation = mean_of(&s, INDIVIDUALISATION, in->column[INDIVIDUALISATION] != NULL,
                                       options, &survey.individualisation_sd);
    survey.cooperation =
        mean_of(&s, COOPERATION, in->column[COOPERATION] != NULL, options, &survey.cooperation_sd);
    return survey;
}

nkt_status nkt_survey_groups(const nkt_survey_answers *answers, const nkt_rows *rows,
                             const nkt_options *options, nkt_survey *out, int64_t stride,
                             nkt_memory *work, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "answers rows options out stride work error");
    const int64_t n_rows = rows ? rows->n_rows : 0, n_groups = rows ? nkt_i_n_groups(rows) : 0;
    questions in = {{NULL, NULL, NULL}};
    nkt_options read;
    nkt_i_array to;
    nkt_i_grouping by;

    nkt_i_needed(&call, "answers", answers);
    if (answers) {
        in.column[PLAN] = answers->plans;
        in.column[INDIVIDUALISATION] = answers->individualisation;
        in.column[COOPERATION] = answers->cooperation;
    }
    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITH_GROUPS);
    for (int k = 0; k < N_COLUMNS; k++)
        nkt_i_column_optional(&call, paths[k], in.column[k], n_rows);
    nkt_i_figure_options(&call, options, NKT_INTERVAL_WILSON, &read);
    to = nkt_i_array_open(&call, "out", out, sizeof *out, "stride", stride, n_groups, 1);
    by = nkt_i_grouping_claim(&call, n_rows, n_groups, work);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_grouping_read(&call, "rows.include", "rows.groups", &by, rows);
    for (int64_t g = 0; g < n_groups; g++) {
        const nkt_survey s =
            survey_of(&call, &in, by.rows + by.starts[g], by.starts[g + 1] - by.starts[g], &read);
        nkt_i_array_put(&to, g, &s);
    }
    return nkt_i_call_end(&call);
}
