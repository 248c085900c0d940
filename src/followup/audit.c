/*
 * Grades of control objectives: how many of each, where places contradict each other, what changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/audit.h"

#include "followup/followup.h"

/* 0: no grade; -1: bad data. */
static int grade_of(const nkt_column *column, int64_t row) {
    int8_t state;
    const double value = nkt_i_column_value(column, row, &state);

    if (state == NKT_STATE_VALUE)
        for (int grade = NKT_GRADE_NOT; grade <= NKT_GRADE_FULFILLED; grade++)
            if (value == grade)
                return grade;
    return state == NKT_STATE_VALUE || state == NKT_STATE_INVALID ? -1 : 0;
}

/* Notes a bad grade. */
static void note_grade(nkt_i_call *call, const char *path, int32_t place, const nkt_column *column,
                       int64_t row) {
    nkt_i_fault fault = NKT_I_AT(path);
    int8_t state;

    fault.item = place;
    fault.row = row;
    fault.id = column->id;
    fault.name = column->name;
    fault.value = nkt_i_column_value(column, row, &state);
    nkt_i_bad_row(call, NKT_REASON_UNKNOWN_CODE, fault, "is no grade");
}

static void check_places(nkt_i_call *call, const nkt_table *grades) {
    nkt_i_table_check(call, "grades", grades, NKT_I_WITHOUT_GROUPS);
    if (!nkt_i_call_refused(call))
        nkt_i_count(call, "grades.n_columns", grades->n_columns, 1, NKT_AUDIT_PLACES_MAX);
}

static int takes_part(nkt_i_call *call, const nkt_table *grades, int64_t objective) {
    return nkt_i_row_included(call, "grades.rows.include", &grades->rows, objective);
}

/* Notes an objective once, at its first bad grade. */
static void note_objective(nkt_i_call *call, const nkt_table *grades, int64_t objective) {
    for (int32_t p = 0; p < grades->n_columns; p++)
        if (grade_of(&grades->columns[p], objective) < 0) {
            note_grade(call, "grades.columns", p, &grades->columns[p], objective);
            return;
        }
}

nkt_status nkt_audit_summary(const nkt_table *grades, nkt_audit_grades *out, int64_t stride,
                             nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "grades out stride error");
    nkt_i_array to;

    check_places(&call, grades);
    to = nkt_i_array_open(&call, "out", out, sizeof *out, "stride", stride,
                          grades ? grades->n_columns : 0, 1);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t p = 0; p < grades->n_columns; p++) {
        nkt_audit_grades found = {0};
        for (int64_t k = 0; k < grades->rows.n_rows; k++) {
            const int grade = grade_of(&grades->columns[p], k);
            if (!takes_part(NULL, grades, k))
                continue;
            found.fulfilled += grade == NKT_GRADE_FULFILLED;
            found.partly += grade == NKT_GRADE_PARTLY;
            found.not_fulfilled += grade == NKT_GRADE_NOT;
            found.without += grade <= 0;
        }
        nkt_i_array_put(&to, p, &found);
    }
    for (int64_t k = 0; k < grades->rows.n_rows; k++)
        if (takes_part(&call, grades, k))
            note_objective(&call, grades, k);
    return nkt_i_call_end(&call);
}

/* The lowest and the highest grade of an objective; both 0 where it has none. */
static nkt_contradiction range_of(const nkt_table *grades, int64_t objective) {
    nkt_contradiction c = {objective, 0, 0, 0, 0};

    for (int32_t p = 0; p < grades->n_columns; p++) {
        const int grade = grade_of(&grades->columns[p], objective);
        if (grade <= 0)
            continue;
        if (c.lowest == 0 || grade < c.lowest) {
            c.lowest = grade;
            c.lowest_place = p;
        }
        if (grade > c.highest) {
            c.highest = grade;
            c.highest_place = p;
        }
    }
    return c;
}

nkt_status nkt_audit_contradictions(const nkt_table *grades, nkt_contradiction *out, int64_t stride,
                                    int64_t capacity, int64_t *n_found, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "grades out stride capacity n_found error");
    nkt_i_array to;
    int64_t n = 0;

    check_places(&call, grades);
    nkt_i_count(&call, "capacity", capacity, 0, INT64_MAX);
    to = nkt_i_array_open(&call, "out", out, sizeof *out, "stride", stride, capacity, 1);
    nkt_i_needed(&call, "n_found", n_found);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t k = 0; k < grades->rows.n_rows; k++) {
        const nkt_contradiction c = range_of(grades, k);
        if (!takes_part(&call, grades, k))
            continue;
        note_objective(&call, grades, k);
        if (c.lowest == c.highest)
            continue;
        if (n < capacity)
            nkt_i_array_put(&to, n, &c);
        n++;
    }
    *n_found = n;
    return nkt_i_call_end(&call);
}

/* ---- change ---------------------------------------------------------------------------------- */

static void count_change(nkt_audit_changes *out, int then, int now) {
    out->better += then && now > then;
    out->same += then && now == then;
    out->worse += now && now < then;
    out->only_before += then && !now;
    out->only_now += !then && now;
}

nkt_status nkt_audit_change(const nkt_column *before, const nkt_column *now, const nkt_rows *rows,
                            nkt_audit_changes *out, const nkt_target *steps, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "before now rows out steps error");
    const int64_t n_rows = rows ? rows->n_rows : 0;
    nkt_audit_changes found = {0};
    nkt_i_out to;

    nkt_i_rows_check(&call, "rows", rows, NKT_I_WITHOUT_GROUPS);
    nkt_i_column_needed(&call, "before", before, n_rows);
    nkt_i_column_needed(&call, "now", now, n_rows);
    nkt_i_needed(&call, "out", out);
    to =
        nkt_i_target_open(&call, "steps", steps, NKT_I_CONTENT_CODES(NKT_NO_CODE, 2), n_rows, 1, 0);
    if (nkt_i_call_refused(&call))
        return call.status;
    for (int64_t k = 0; k < n_rows; k++) {
        int then = 0, is = 0;
        if (nkt_i_row_included(&call, "rows.include", rows, k)) {
            then = grade_of(before, k);
            is = grade_of(now, k);
            if (then < 0)
                note_grade(&call, "before", -1, before, k);
            else if (is < 0)
                note_grade(&call, "now", -1, now, k);
            else
                count_change(&found, then, is);
        }
        nkt_i_put_code(&to, k, 0, then > 0 && is > 0 ? is - then : NKT_NO_CODE);
    }
    *out = found;
    return nkt_i_call_end(&call);
}
