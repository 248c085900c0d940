/*
 * Times to an event in ascending order, step by step.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/survival.h"

static int bytes_of(int64_t n_rows, size_t *bytes) {
    return nkt_i_size_mul((size_t)n_rows, 2 * sizeof(nkt_i_keyed), bytes);
}

nkt_status nkt_cohort_work_size(int64_t n_rows, size_t *size, nkt_error *error) {
    nkt_i_error_clear(error);
    if (n_rows < 0)
        return nkt_i_refuse_count(error, 1, "n_rows", n_rows);
    if (!size)
        return nkt_i_refuse_null(error, 2, "size");
    if (!bytes_of(n_rows, size))
        return nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(1), "n_rows",
                               "is more than memory can hold");
    return NKT_OK;
}

/* ---- what is refused ----------------------------------------------------------------------------- */

static nkt_status read_options(const nkt_cohort_options *options, int32_t argument,
                               nkt_cohort_options *o, nkt_error *error) {
    const nkt_status status =
        nkt_i_options_copy(options, argument, o, sizeof *o,
                           "is no size of options: set it to sizeof (nkt_cohort_options)", error);

    if (status)
        return status;
    if (o->confidence == 0)
        o->confidence = 0.95;
    if (o->limits < NKT_LIMITS_LOG || o->limits > NKT_LIMITS_PLAIN)
        return nkt_i_refuse_option(error, argument, o->limits, "options.limits",
                                   "is no NKT_LIMITS_ scale");
    if (!(o->confidence > 0 && o->confidence < 1))
        return nkt_i_refuse_option(error, argument, o->confidence, "options.confidence",
                                   "is not between 0 and 1");
    if (!(o->horizon >= 0 && isfinite(o->horizon)))
        return nkt_i_refuse_option(error, argument, o->horizon, "options.horizon",
                                   "is not 0 or more");
    return NKT_OK;
}

nkt_status nkt_i_curve_check(const nkt_i_curve_call *call, const nkt_cohort_options *options,
                             nkt_cohort_options *read, nkt_error *error) {
    nkt_status status;
    size_t bytes = 0;

    if (!call->times)
        return nkt_i_refuse_null(error, 1, "times");
    if (!call->causes)
        return nkt_i_refuse_null(error, 2, "causes");
    if (call->n_rows < 0)
        return nkt_i_refuse_count(error, 4, "n_rows", call->n_rows);
    status = nkt_i_column_check(call->times, call->n_rows, NKT_I_FAULT(1), "times", error);
    if (!status)
        status = nkt_i_column_check(call->causes, call->n_rows, NKT_I_FAULT(2), "causes", error);
    if (!status && call->include)
        status = nkt_i_column_check(call->include, call->n_rows, NKT_I_FAULT(3), "include", error);
    if (!status)
        status = read_options(options, call->options_argument, read, error);
    if (!status && !bytes_of(call->n_rows, &bytes))
        status = nkt_i_error_set(error, NKT_E_SIZE, NKT_I_FAULT(4), "n_rows",
                                 "is more than memory can hold");
    if (!status)
        status = nkt_i_memory_check(call->work, call->work_size, bytes, call->work_argument, "work",
                                    error);
    if (!status && call->capacity > 0 && !call->points)
        status = nkt_i_refuse_null(error, call->points_argument, "points");
    return status;
}

/* ---- reading -------------------------------------------------------------------------------------- */

nkt_status nkt_i_times_read(const nkt_i_curve_call *call, nkt_i_times *times, nkt_i_bad_rows *bad,
                            nkt_error *error) {
    nkt_i_bad_rows_begin(bad);
    *times = (nkt_i_times){.items = call->work, .causes = call->causes};
    for (int64_t row = 0; row < call->n_rows; row++) {
        int8_t state, time_state, cause_state;
        double time;
        int64_t cause;
        if (call->include &&
            !(nkt_i_column_value(call->include, row, &state) != 0 && state == NKT_STATE_VALUE))
            continue;
        time = nkt_i_column_value(call->times, row, &time_state);
        cause = nkt_i_column_code(call->causes, row, &cause_state);
        if (time_state == NKT_STATE_INVALID || (time_state == NKT_STATE_VALUE && time < 0))
            nkt_i_bad_rows_note(bad, 1, -1, row, time, "times",
                                time < 0 ? "is negative" : "is no finite number");
        else if (cause_state == NKT_STATE_INVALID || (cause_state == NKT_STATE_VALUE && cause < 0))
            nkt_i_bad_rows_note(bad, 2, -1, row, nkt_i_column_value(call->causes, row, &state),
                                "causes", "is no whole number of 0 or more");
        else if (time_state != NKT_STATE_VALUE || cause_state != NKT_STATE_VALUE)
            times->n_without++;
        else
            times->items[times->n++] = (nkt_i_keyed){nkt_i_key_of(time), row};
    }
    nkt_i_sort_keyed(times->items, times->items + call->n_rows, times->n);
    return call->capacity == 0 ? NKT_OK
                               : nkt_i_capacity_check(call->capacity, nkt_i_times_count(times),
                                                      call->points_argument + 1, error);
}

int64_t nkt_i_times_cause(const nkt_i_times *times, int64_t row) {
    int8_t state;

    return nkt_i_column_code(times->causes, row, &state);
}

int nkt_i_step_at(const nkt_i_times *times, int64_t first, int64_t cause, nkt_i_step *step) {
    uint64_t key;

    if (first >= times->n)
        return 0;
    key = times->items[first].key;
    *step = (nkt_i_step){.time = nkt_i_key_value(key), .first = first, .at_risk = times->n - first};
    for (int64_t i = first; i < times->n && times->items[i].key == key; i++) {
        const int64_t of = nkt_i_times_cause(times, times->items[i].row);
        step->n++;
        step->n_censored += of == 0;
        step->n_events += of != 0 && (cause == 0 || of == cause);
        step->n_other += of != 0 && cause != 0 && of != cause;
    }
    return 1;
}

int64_t nkt_i_times_count(const nkt_i_times *times) {
    int64_t count = 0;

    for (int64_t i = 0; i < times->n; i++)
        count += i == 0 || times->items[i].key != times->items[i - 1].key;
    return count;
}

double nkt_i_times_last(const nkt_i_times *times) {
    return times->n > 0 ? nkt_i_key_value(times->items[times->n - 1].key) : NAN;
}

double nkt_i_times_horizon(const nkt_i_times *times, const nkt_cohort_options *options) {
    return options->horizon > 0 ? options->horizon : nkt_i_times_last(times);
}

/* ---- limits --------------------------------------------------------------------------------------- */

static double within(double share) {
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

void nkt_i_point_limits(nkt_curve_point *point, int32_t limits, double z) {
    const double p = point->value, reach = z * point->se;

    if (limits == NKT_LIMITS_PLAIN) {
        point->lower = within(p - reach);
        point->upper = within(p + reach);
    } else if (limits == NKT_LIMITS_LOG) {
        point->lower = within(p * exp(-reach / p));
        point->upper = within(p * exp(reach / p));
    } else {
        const double power = reach / (p * log(p)); /* below 0 */
        point->lower = pow(p, exp(-power));
        point->upper = pow(p, exp(power));
    }
    if (!(p > 0) || isnan(point->se))
        point->se = point->lower = point->upper = NAN;
    else if (p == 1 || point->se == 0)
        point->lower = point->upper = p;
}
