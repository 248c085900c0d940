/*
 * What lasts longer than it may.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/dates.h"

enum { FIVE_YEARS = 60 };

/* A call, once it was checked. */
typedef struct task {
    const nkt_column *starts, *ends;
    const nkt_rows *rows;
    nkt_length_options o;
    int64_t until; /* NKT_DAY_MAX: not known */
} task;

static void read_options(nkt_i_call *call, const nkt_length_options *options, task *t) {
    int is_unlimited;

    nkt_i_options_open(call, options, &t->o, sizeof t->o);
    nkt_i_time_unit(call, t->o.unit);
    nkt_i_period(call, &t->o.months, t->o.days, FIVE_YEARS, &is_unlimited);
    if (is_unlimited)
        nkt_i_refuse_value(call, NKT_E_OPTION, NKT_REASON_OUT_OF_RANGE, "options.months",
                           NKT_PERIOD_UNLIMITED, "is no limit, and one is needed here");
    nkt_i_reserved(call, "options.reserved", t->o.reserved);
    t->until = nkt_i_until(call, t->o.until, t->o.until_given, t->o.unit);
}

/* The days beyond the limit; NaN where they are not known. Bad data are noted. */
static double beyond_limit(nkt_i_call *call, const task *t, int64_t row) {
    nkt_i_fault fault = NKT_I_AT("starts");
    int64_t start, end;
    int found = nkt_i_read_date(t->starts, row, t->o.unit, &start);

    fault.row = row;
    if (found == NKT_I_DATE_BAD)
        nkt_i_note_date(call, fault, t->starts, row);
    if (found != NKT_I_DATE_THERE)
        return NAN;
    fault.path = "ends";
    found = nkt_i_read_date(t->ends, row, t->o.unit, &end);
    if (found == NKT_I_DATE_BAD) {
        nkt_i_note_date(call, fault, t->ends, row);
        return NAN;
    }
    if (found == NKT_I_DATE_NONE) {
        if (t->until == NKT_DAY_MAX || start > t->until) /* it has not begun */
            return NAN;
        end = t->until;
    } else if (end < start) {
        nkt_i_note_order(call, fault, t->ends, row, "is before the start");
        return NAN;
    }
    return (double)(end - (nkt_i_add_months(start, t->o.months) + t->o.days - 1));
}

nkt_status nkt_timeliness_lengths(const nkt_column *starts, const nkt_column *ends,
                                  const nkt_rows *rows, const nkt_length_options *options,
                                  const nkt_target *exceeds, int64_t *n_exceeding,
                                  nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "starts ends rows options exceeds n_exceeding error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    task t = {.starts = starts, .ends = ends, .rows = rows};
    int64_t n = 0;
    nkt_i_out out;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(&call, "starts", starts, n_rows);
    nkt_i_column_needed(&call, "ends", ends, n_rows);
    read_options(&call, options, &t);
    out = nkt_i_target_open(&call, "exceeds", exceeds, NKT_I_CONTENT_NUMBERS, n_rows, 1, 1);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t row = 0; row < n_rows; row++) {
        const double beyond = nkt_i_row_included(&call, "rows.include", rows, row)
                                  ? beyond_limit(&call, &t, row)
                                  : NAN;
        nkt_i_put_number(&out, row, 0, beyond);
        n += beyond > 0;
    }
    if (n_exceeding)
        *n_exceeding = n;
    return nkt_i_call_end(&call);
}
