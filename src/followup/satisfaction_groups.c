/*
 * Satisfaction of groups of respondents.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/satisfaction.h"

#include "followup/followup.h"
#include "rows/rows.h"
#include "numeric/numeric.h"

static void read_options(nkt_i_call *call, const nkt_satisfaction_options *options,
                         nkt_satisfaction_options *o) {
    nkt_i_options_open(call, options, o, sizeof *o);
    nkt_i_confidence_option(call, &o->confidence);
    if (o->approved == 0)
        o->approved = 40;
    if (o->very == 0)
        o->very = 75;
    nkt_i_reserved(call, "options.reserved", o->reserved);
    nkt_i_between(call, "options.approved", o->approved, 0, 100);
    if (!(o->very > o->approved && o->very <= 100))
        nkt_i_refuse_value(call, NKT_E_OPTION, NKT_REASON_OUT_OF_RANGE, "options.very", o->very,
                           "is not above options.approved, at most 100");
}

/* The index of a row; NaN where it has none. call NULL: bad data were noted before. */
static double index_of(nkt_i_call *call, const nkt_column *indices, int64_t row) {
    int8_t state;
    const double index = nkt_i_column_value(indices, row, &state);

    if (state == NKT_STATE_VALUE && index >= 0 && index <= 100)
        return index;
    if (call && (state == NKT_STATE_VALUE || state == NKT_STATE_INVALID))
        nkt_i_note_outside(call, "indices", -1, indices, row, "is not 0 to 100");
    return NAN;
}

static int level_of(double index, const nkt_satisfaction_options *o) {
    const double most = index * (1 + NKT_I_ROUNDING);

    return most >= o->very       ? NKT_LEVEL_VERY_SATISFIED
           : most >= o->approved ? NKT_LEVEL_APPROVED
                                 : NKT_LEVEL_NOT_APPROVED;
}

/* The sum of squares of n rows about their mean. */
static double squares_about(const nkt_column *indices, const int64_t *rows, int64_t n,
                            double mean) {
    nkt_i_exact_sum squares;

    nkt_i_exact_sum_init(&squares);
    for (int64_t i = 0; i < n; i++) {
        const double d = index_of(NULL, indices, rows[i]) - mean;
        if (!isnan(d))
            nkt_i_exact_sum_add(&squares, d * d);
    }
    return nkt_i_exact_sum_round(&squares);
}

/* A group of n rows. population NaN: infinite. */
static void measure(const nkt_column *indices, const int64_t *rows, int64_t n, double population,
                    const nkt_satisfaction_options *o, nkt_satisfaction *s) {
    const double of = (double)s->n, correction = isnan(population) ? 1 : 1 - of / population;
    nkt_i_exact_sum sum;

    if (s->n == 0) {
        s->state = NKT_STATE_MISSING;
        return;
    }
    nkt_i_exact_sum_init(&sum);
    for (int64_t i = 0; i < n; i++) {
        const double index = index_of(NULL, indices, rows[i]);
        if (!isnan(index))
            nkt_i_exact_sum_add(&sum, index);
    }
    s->index = nkt_i_exact_sum_round(&sum) / of;
    s->level = level_of(s->index, o);
    if (s->n > 1) {
        s->se = sqrt(squares_about(indices, rows, n, s->index) / (of - 1) / of * correction);
        s->margin = nkt_i_t_quantile(0.5 + o->confidence / 2, of - 1) * s->se;
    }
}

static nkt_satisfaction group_of(nkt_i_call *call, const nkt_column *indices,
                                 const nkt_column *populations, int64_t group, const int64_t *rows,
                                 int64_t n, const nkt_satisfaction_options *o) {
    nkt_satisfaction s = {NAN, NAN, NAN, 0, 0, NKT_STATE_VALUE, NKT_LEVEL_NONE};
    int8_t state = NKT_STATE_MISSING;
    double population = NAN;

    for (int64_t i = 0; i < n; i++)
        s.n += !isnan(index_of(NULL, indices, rows[i]));
    s.n_without = n - s.n;
    if (populations)
        population = nkt_i_column_value(populations, group, &state);
    if (state == NKT_STATE_INVALID ||
        (state == NKT_STATE_VALUE && (population < (double)s.n || population < 0))) {
        nkt_i_note_outside(call, "populations", -1, populations, group,
                           "are fewer than have answered, or no number");
        s.state = NKT_STATE_INVALID;
        return s;
    }
    measure(indices, rows, n, state == NKT_STATE_VALUE ? population : NAN, o, &s);
    return s;
}

nkt_status nkt_satisfaction_groups(const nkt_column *indices, const nkt_rows *rows,
                                   const nkt_column *populations,
                                   const nkt_satisfaction_options *options, nkt_satisfaction *out,
                                   int64_t stride, nkt_memory *work, nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "indices rows populations options out stride work error");
    const int64_t n_groups = rows ? nkt_i_n_groups(rows) : 0;
    nkt_satisfaction_options o;
    nkt_i_array to;
    nkt_i_grouping by;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITH_GROUPS);
    nkt_i_column_needed(&call, "indices", indices, rows ? rows->n_rows : 0);
    nkt_i_column_optional(&call, "populations", populations, n_groups);
    read_options(&call, options, &o);
    to = nkt_i_array_open(&call, "out", out, sizeof *out, "stride", stride, n_groups, 1);
    by = nkt_i_grouping_claim(&call, rows ? rows->n_rows : 0, n_groups, work);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_grouping_read(&call, "rows.include", "rows.groups", &by, rows);
    for (int64_t row = 0; row < rows->n_rows; row++)
        if (by.groups[row] >= 0)
            index_of(&call, indices, row);
    nkt_i_bad_rows_of_another_kind(&call); /* after respondents, groups */
    for (int64_t g = 0; g < n_groups; g++) {
        const nkt_satisfaction s = group_of(&call, indices, populations, g, by.rows + by.starts[g],
                                            by.starts[g + 1] - by.starts[g], &o);
        nkt_i_array_put(&to, g, &s);
    }
    return nkt_i_call_end(&call);
}
