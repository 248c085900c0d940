/*
 * Times to an event in ascending order, step by step.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "followup/survival.h"

/* ---- what is refused ----------------------------------------------------------------------------- */

const nkt_i_cases_paths nkt_i_cases_paths_of_one = {"cases", "cases.rows", "cases.rows.include",
                                                    "cases.times", "cases.causes"};
const nkt_i_cases_paths nkt_i_cases_paths_of_two[2] = {
    {"first", "first.rows", "first.rows.include", "first.times", "first.causes"},
    {"second", "second.rows", "second.rows.include", "second.times", "second.causes"}};

void nkt_i_cases_check_at(nkt_i_call *call, const nkt_i_cases_paths *paths,
                          const nkt_cases *cases) {
    nkt_i_needed(call, paths->cases, cases);
    if (!cases)
        return;
    nkt_i_rows_check(call, paths->rows, &cases->rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(call, paths->times, cases->times, cases->rows.n_rows);
    nkt_i_column_needed(call, paths->causes, cases->causes, cases->rows.n_rows);
}

nkt_cohort_options nkt_i_cases_check(nkt_i_call *call, const nkt_cases *cases,
                                     const nkt_cohort_options *options) {
    nkt_i_cases_check_at(call, &nkt_i_cases_paths_of_one, cases);
    return nkt_i_cohort_options(call, options);
}

nkt_cohort_options nkt_i_cohort_options(nkt_i_call *call, const nkt_cohort_options *options) {
    nkt_cohort_options read;

    nkt_i_options_open(call, options, &read, sizeof read);
    nkt_i_code(call, "options.limits", read.limits, NKT_LIMITS_LOG, NKT_LIMITS_PLAIN);
    nkt_i_confidence_option(call, &read.confidence);
    nkt_i_at_least(call, "options.horizon", read.horizon, 0);
    return read;
}

nkt_i_array nkt_i_curve_open(nkt_i_call *call, const nkt_curve *curve) {
    const int64_t capacity = curve ? curve->capacity : 0;

    nkt_i_count(call, "curve.capacity", capacity, 0, INT64_MAX);
    return nkt_i_array_open(call, "curve.points", capacity > 0 ? curve->points : NULL,
                            sizeof(nkt_curve_point), "curve.stride", curve ? curve->stride : 0,
                            capacity, 1);
}

/* Where the times of some cases lie in the work area. */
typedef struct place {
    size_t items, scratch;
} place;

static place add_bytes(nkt_i_bytes *bytes, const nkt_cases *cases) {
    const int64_t n_rows = cases ? cases->rows.n_rows : 0;
    const size_t items = nkt_i_bytes_add(bytes, n_rows, sizeof(nkt_i_keyed));

    return (place){items, nkt_i_bytes_add(bytes, n_rows, sizeof(nkt_i_keyed))};
}

static nkt_i_times times_at(char *at, place where, const nkt_cases *cases,
                            const nkt_i_cases_paths *paths) {
    nkt_i_times times = {.cases = cases, .paths = paths};

    if (at) {
        times.items = (nkt_i_keyed *)(void *)(at + where.items);
        times.scratch = at + where.scratch;
    }
    return times;
}

nkt_i_times nkt_i_times_claim(nkt_i_call *call, const nkt_cases *cases, nkt_memory *work) {
    nkt_i_bytes bytes = {0, 0};
    const place where = add_bytes(&bytes, cases);

    return times_at(nkt_i_claim(call, "work", work, bytes), where, cases,
                    &nkt_i_cases_paths_of_one);
}

void nkt_i_times_claim_two(nkt_i_call *call, const nkt_cases *const cases[2], nkt_i_times times[2],
                           nkt_memory *work) {
    nkt_i_bytes bytes = {0, 0};
    const place first = add_bytes(&bytes, cases[0]), second = add_bytes(&bytes, cases[1]);
    char *at = nkt_i_claim(call, "work", work, bytes);

    times[0] = times_at(at, first, cases[0], &nkt_i_cases_paths_of_two[0]);
    times[1] = times_at(at, second, cases[1], &nkt_i_cases_paths_of_two[1]);
}

int64_t nkt_i_curve_room(nkt_i_call *call, const nkt_curve *curve, const nkt_i_times *times) {
    nkt_i_fault fault = NKT_I_AT("curve.capacity");
    int64_t count = 0;

    for (int64_t i = 0; i < times->n; i++)
        count += i == 0 || times->items[i].key != times->items[i - 1].key;
    if (curve && curve->capacity > 0 && curve->capacity < count) {
        fault.value = (double)curve->capacity;
        fault.bound = (double)count;
        nkt_i_refuse(call, NKT_E_CAPACITY, NKT_REASON_TOO_LITTLE_ROOM, fault,
                     "points of room are too few");
    }
    return count;
}

/* ---- reading -------------------------------------------------------------------------------------- */

/* What of the mean distinct time may lie between times that are one: as in R's survfit. */
#define SAME_TIME 1.5e-8

/*
 * Makes times that differ by rounding alone one time, the earliest of them: .3 and .1 + .2 are one.
 */
static void join_times(nkt_i_times *times) {
    double sum = 0, n = 0, reach, before = 0, cut = 0;

    for (int64_t i = 0; i < times->n; i++)
        if (i == 0 || times->items[i].key != times->items[i - 1].key) {
            sum += nkt_i_key_value(times->items[i].key);
            n++;
        }
    reach = SAME_TIME * (sum / n);
    for (int64_t i = 0; i < times->n; i++) {
        const double time = nkt_i_key_value(times->items[i].key);
        if (i == 0 || time - before > reach)
            cut = time;
        before = time;
        times->items[i].key = nkt_i_key_of(cut);
    }
    times->beyond = before + reach;
}

void nkt_i_times_read(nkt_i_call *call, nkt_i_times *times) {
    const nkt_rows *rows = &times->cases->rows;
    const nkt_column *causes = times->cases->causes;

    for (int64_t row = 0; row < rows->n_rows; row++) {
        int8_t time_state, cause_state;
        double time;
        int64_t cause;
        if (!nkt_i_row_included(call, times->paths->include, rows, row))
            continue;
        time = nkt_i_column_value(times->cases->times, row, &time_state);
        cause = nkt_i_column_code(causes, row, &cause_state);
        if (time_state == NKT_STATE_INVALID || (time_state == NKT_STATE_VALUE && time < 0))
            nkt_i_bad_element(call, times->paths->times, -1, NULL, times->cases->times, row,
                              NKT_REASON_NEGATIVE);
        else if (cause_state == NKT_STATE_INVALID || (cause_state == NKT_STATE_VALUE && cause < 0))
            nkt_i_bad_element(call, times->paths->causes, -1, NULL, causes, row,
                              cause_state == NKT_STATE_INVALID ? NKT_REASON_NOT_WHOLE
                                                               : NKT_REASON_NEGATIVE);
        else if (time_state != NKT_STATE_VALUE || cause_state != NKT_STATE_VALUE)
            times->n_without++;
        else
            times->items[times->n++] = (nkt_i_keyed){nkt_i_key_of(time), row};
    }
    nkt_i_sort_keyed(times->items, times->scratch, times->n);
    join_times(times);
}

int64_t nkt_i_times_cause(const nkt_i_times *times, int64_t row) {
    int8_t state;

    return nkt_i_column_code(times->cases->causes, row, &state);
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

double nkt_i_times_last(const nkt_i_times *times) {
    return times->n > 0 ? nkt_i_key_value(times->items[times->n - 1].key) : NAN;
}

double nkt_i_times_horizon(const nkt_i_times *times, const nkt_cohort_options *options) {
    const double last = nkt_i_times_last(times);

    if (!(options->horizon > 0))
        return last;
    /* the last time may have become an earlier one that it was told apart from by rounding alone */
    return options->horizon > last && options->horizon <= times->beyond ? last : options->horizon;
}

/* ---- points --------------------------------------------------------------------------------------- */

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

void nkt_i_point_put(const nkt_i_array *points, int64_t k, nkt_curve_point point) {
    point.value *= 100;
    point.se *= 100;
    point.lower *= 100;
    point.upper *= 100;
    nkt_i_array_put(points, k, &point);
}
