/*
 * Grades of control objectives: how many of each, where places contradict each other, what changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/audit.h"

#include "followup/followup.h"

/* 0: no grade; -1: bad data. *value: what was found. */
static int grade_of(const nkt_column *column, int64_t row, double *value) {
    int8_t state;

    *value = nkt_i_column_value(column, row, &state);
    if (state == NKT_STATE_VALUE)
        for (int grade = NKT_AUDIT_NOT; grade <= NKT_AUDIT_FULFILLED; grade++)
            if (*value == grade)
                return grade;
    return state == NKT_STATE_VALUE || state == NKT_STATE_INVALID ? -1 : 0;
}

static nkt_status check_places(const nkt_column *grades, int64_t n_places, int64_t n_objectives,
                               nkt_error *error) {
    if (!grades)
        return nkt_i_refuse_null(error, 1, "grades");
    if (n_places < 1 || n_places > NKT_AUDIT_PLACES_MAX)
        return nkt_i_error_set(error, NKT_E_COUNT, NKT_I_FAULT(2), "n_places", "is not 1 to 1024");
    if (n_objectives < 0)
        return nkt_i_refuse_count(error, 3, "n_objectives", n_objectives);
    return nkt_i_columns_check(grades, n_places, n_objectives, 1, "grades", error);
}

/* Notes an objective once, at its first bad grade. */
static void note_objective(const nkt_column *grades, int64_t n_places, int64_t objective,
                           nkt_i_bad_rows *bad) {
    for (int64_t p = 0; p < n_places; p++) {
        double value;
        if (grade_of(&grades[p], objective, &value) >= 0)
            continue;
        nkt_i_bad_rows_note(bad, 1, (int32_t)p, objective, value, "grades", "is no grade");
        return;
    }
}

nkt_status nkt_audit_summary(const nkt_column *grades, int64_t n_places, int64_t n_objectives,
                             nkt_audit_grades *out, nkt_error *error) {
    nkt_i_bad_rows bad = {0};
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_places(grades, n_places, n_objectives, error);
    if (!status && !out)
        status = nkt_i_refuse_null(error, 4, "out");
    if (status)
        return status;
    for (int64_t p = 0; p < n_places; p++) {
        nkt_audit_grades found = {0};
        for (int64_t k = 0; k < n_objectives; k++) {
            double value;
            const int grade = grade_of(&grades[p], k, &value);
            found.fulfilled += grade == NKT_AUDIT_FULFILLED;
            found.partly += grade == NKT_AUDIT_PARTLY;
            found.not_fulfilled += grade == NKT_AUDIT_NOT;
            found.without += grade <= 0;
        }
        out[p] = found;
    }
    for (int64_t k = 0; k < n_objectives; k++)
        note_objective(grades, n_places, k, &bad);
    return nkt_i_bad_rows_end(&bad, error);
}

/* The lowest and the highest grade of an objective; both 0 where it has none. */
static nkt_contradiction range_of(const nkt_column *grades, int64_t n_places, int64_t objective) {
    nkt_contradiction c = {objective, 0, 0, 0, 0};

    for (int64_t p = 0; p < n_places; p++) {
        double value;
        const int grade = grade_of(&grades[p], objective, &value);
        if (grade <= 0)
            continue;
        if (c.lowest == 0 || grade < c.lowest) {
            c.lowest = grade;
            c.lowest_place = (int32_t)p;
        }
        if (grade > c.highest) {
            c.highest = grade;
            c.highest_place = (int32_t)p;
        }
    }
    return c;
}

nkt_status nkt_audit_contradictions(const nkt_column *grades, int64_t n_places,
                                    int64_t n_objectives, nkt_contradiction *out, int64_t capacity,
                                    int64_t *n_found, nkt_error *error) {
    nkt_i_bad_rows bad = {0};
    nkt_status status;
    int64_t n = 0;

    nkt_i_error_clear(error);
    status = check_places(grades, n_places, n_objectives, error);
    if (!status && capacity < 0)
        status = nkt_i_refuse_count(error, 5, "capacity", capacity);
    if (!status && !out && capacity > 0)
        status = nkt_i_refuse_null(error, 4, "out");
    if (!status && !n_found)
        status = nkt_i_refuse_null(error, 6, "n_found");
    if (status)
        return status;
    for (int64_t k = 0; k < n_objectives; k++) {
        const nkt_contradiction c = range_of(grades, n_places, k);
        note_objective(grades, n_places, k, &bad);
        if (c.lowest == c.highest)
            continue;
        if (n < capacity)
            out[n] = c;
        n++;
    }
    *n_found = n;
    return nkt_i_bad_rows_end(&bad, error);
}

/* ---- change ---------------------------------------------------------------------------------- */

static nkt_status check_change(const nkt_column *before, const nkt_column *now, int64_t n,
                               const nkt_audit_changes *out, const double *steps, int64_t stride,
                               nkt_error *error) {
    nkt_status status;

    if (!before)
        return nkt_i_refuse_null(error, 1, "before");
    if (!now)
        return nkt_i_refuse_null(error, 2, "now");
    if (n < 0)
        return nkt_i_refuse_count(error, 3, "n_objectives", n);
    status = nkt_i_column_check(before, n, NKT_I_FAULT(1), "before", error);
    if (!status)
        status = nkt_i_column_check(now, n, NKT_I_FAULT(2), "now", error);
    if (!status && !out)
        status = nkt_i_refuse_null(error, 4, "out");
    if (!status && steps)
        status = nkt_i_stride_check(stride, (int64_t)sizeof *steps, n, 6, "stride", error);
    return status;
}

static void count_change(nkt_audit_changes *out, int then, int now) {
    out->better += then && now > then;
    out->same += then && now == then;
    out->worse += now && now < then;
    out->only_before += then && !now;
    out->only_now += !then && now;
}

nkt_status nkt_audit_change(const nkt_column *before, const nkt_column *now, int64_t n_objectives,
                            nkt_audit_changes *out, double *steps, int64_t stride,
                            nkt_error *error) {
    nkt_audit_changes found = {0};
    nkt_i_bad_rows bad = {0};
    nkt_status status;

    nkt_i_error_clear(error);
    status = check_change(before, now, n_objectives, out, steps, stride, error);
    if (status)
        return status;
    for (int64_t k = 0; k < n_objectives; k++) {
        double values[2], step;
        const int then = grade_of(before, k, &values[0]), is = grade_of(now, k, &values[1]);
        if (then < 0)
            nkt_i_bad_rows_note(&bad, 1, -1, k, values[0], "before", "is no grade");
        else if (is < 0)
            nkt_i_bad_rows_note(&bad, 2, -1, k, values[1], "now", "is no grade");
        else
            count_change(&found, then, is);
        step = then > 0 && is > 0 ? (double)(is - then) : NAN;
        if (steps)
            memcpy((char *)steps + k * stride, &step, sizeof step);
    }
    *out = found;
    return nkt_i_bad_rows_end(&bad, error);
}
