/*
 * An audit: control objectives and their grades, in one place of a report or in several; goals and
 * what was reached.
 *
 * Source: the audit of the introduction of newly arrived persons in Alvesta, 2018, which grades
 * nine objectives in its text and again in a table, and contradicts itself on the ninth.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_AUDIT_H
#define NYCKELTAL_AUDIT_H

#include "options.h"
#include "table.h"
#include "target.h"

NKT_BEGIN

/* Grades of a control objective, the better the higher. Pinned for ever. */
enum nkt_grade {
    NKT_GRADE_NOT = 1,      /* not fulfilled */
    NKT_GRADE_PARTLY = 2,   /* partly fulfilled */
    NKT_GRADE_FULFILLED = 3 /* fulfilled */
};

enum nkt_audit_limit { NKT_AUDIT_PLACES_MAX = 1024 }; /* the most places that grades may stand in */

/* How the objectives of one place are graded. 32 bytes, frozen for ever. */
typedef struct nkt_audit_grades {
    int64_t fulfilled;
    int64_t partly;
    int64_t not_fulfilled;
    int64_t without; /* objectives with no grade, or a bad one */
} nkt_audit_grades;

/*
 * How many objectives have each grade, place by place.
 *
 * grades  a row per objective, without groups; a column of NKT_GRADE_* for each place, such as the
 *         text and the table: 1 ... NKT_AUDIT_PLACES_MAX. Ids are not looked at
 * out     receives the counts of each place
 * stride  bytes
 *
 * A missing grade counts as without; so does bad data (any other number), which is reported, with
 * the place in error.item.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups),
 * NKT_E_STRIDE, NKT_E_SIZE.
 */
NKT_API nkt_status nkt_audit_summary(const nkt_table *grades, nkt_audit_grades *out, int64_t stride,
                                     nkt_error *error);

/* An objective that is graded differently in different places. 24 bytes, frozen for ever. */
typedef struct nkt_contradiction {
    int64_t objective; /* its row */
    int32_t lowest;    /* NKT_GRADE_*: the grades that are furthest apart */
    int32_t highest;
    int32_t lowest_place; /* the first place that has each, from 0 */
    int32_t highest_place;
} nkt_contradiction;

/*
 * The objectives on which the places contradict each other.
 *
 * grades    as for nkt_audit_summary, without groups
 * out       receives the contradictions in order of their objectives. NULL only if capacity is 0
 * stride    bytes
 * capacity  how many fit: those that do not are counted, not written
 * n_found   receives how many there are
 *
 * A missing grade contradicts nothing; bad data is reported as by nkt_audit_summary.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups),
 * NKT_E_STRIDE, NKT_E_SIZE.
 */
NKT_API nkt_status nkt_audit_contradictions(const nkt_table *grades, nkt_contradiction *out,
                                            int64_t stride, int64_t capacity, int64_t *n_found,
                                            nkt_error *error);

/* What became of the objectives since an earlier audit. 40 bytes, frozen for ever. */
typedef struct nkt_audit_changes {
    int64_t better, same, worse;
    int64_t only_before; /* graded then, not now */
    int64_t only_now;
} nkt_audit_changes;

/*
 * The change of grades since an earlier audit.
 *
 * before, now  NKT_GRADE_* of each objective
 * rows         the objectives, without groups
 * out          receives how many are better, the same, worse
 * steps        codes: now - before, -2 ... 2; where one of them is missing, NKT_NO_CODE, in a float
 *              NaN, under the types of R NA. NULL: not wanted
 *
 * An objective with bad data counts nowhere and is reported.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups),
 * NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY.
 */
NKT_API nkt_status nkt_audit_change(const nkt_column *before, const nkt_column *now,
                                    const nkt_rows *rows, nkt_audit_changes *out,
                                    const nkt_target *steps, nkt_error *error);

/* A goal and what came of it. 24 bytes, frozen for ever. */
typedef struct nkt_goal {
    double margin;   /* high: outcome - target; low: target - outcome. Below 0: missed */
    double attained; /* high: 100 · outcome / target; low: 100 · target / outcome; NaN where
                        that is a division by 0 or too large */
    int32_t state;   /* NKT_STATE_VALUE, or why there is none: then both are NaN */
    int32_t reached; /* 1: the margin is 0 or more; otherwise 0 */
} nkt_goal;

/*
 * Goals: was the target reached, and by how much was it missed.
 *
 * targets, outcomes  numbers, 0 or more, each goal in a unit of its own
 * directions  of each goal NKT_DIRECTION_HIGH: the target is the least, or _LOW: it is the most;
 *             NULL: all are high
 * rows        the goals, without groups
 * out         receives the goals, a row each
 * stride      bytes
 *
 * Where an outcome and its target differ by less than 2^-50 of themselves, the target is reached.
 * Missing in gives missing out; bad data (negative, infinite, another direction) makes the goal
 * NKT_STATE_INVALID and is reported.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups),
 * NKT_E_STRIDE, NKT_E_SIZE.
 */
NKT_API nkt_status nkt_audit_goals(const nkt_column *targets, const nkt_column *outcomes,
                                   const nkt_column *directions, const nkt_rows *rows,
                                   nkt_goal *out, int64_t stride, nkt_error *error);

NKT_END

#endif
