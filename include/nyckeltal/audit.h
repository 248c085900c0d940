/*
 * An audit: control objectives and their grades, in one place of a report or in several; goals and
 * what was reached; cases per case worker.
 *
 * Source: the audit of the introduction of newly arrived persons in Alvesta, 2018, which grades
 * nine objectives in its text and again in a table, and contradicts itself on the ninth.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_AUDIT_H
#define NYCKELTAL_AUDIT_H

#include "column.h"

NKT_BEGIN

/* Grades of a control objective, the better the higher. Pinned for ever. */
enum { NKT_AUDIT_NOT = 1, NKT_AUDIT_PARTLY = 2, NKT_AUDIT_FULFILLED = 3 };

/* The most places that grades may stand in. */
#define NKT_AUDIT_PLACES_MAX 1024

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
 * grades    n_places columns of n_objectives rows: NKT_AUDIT_NOT, _PARTLY, _FULFILLED
 * n_places  such as the text and the table: 1 ... NKT_AUDIT_PLACES_MAX
 * n_objectives  0 or more
 * out       receives the counts of each of the n_places places
 *
 * A missing grade counts as without; so does bad data (any other number), which is told, with the
 * place in error.item.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE. On refusal nothing is
 * written. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_audit_summary(const nkt_column *grades, int64_t n_places,
                                     int64_t n_objectives, nkt_audit_grades *out, nkt_error *error);

/* An objective that is graded differently in different places. 24 bytes, frozen for ever. */
typedef struct nkt_contradiction {
    int64_t objective; /* from 0 */
    int32_t lowest;    /* the grades that are furthest apart */
    int32_t highest;
    int32_t lowest_place; /* the first place that has each, from 0 */
    int32_t highest_place;
} nkt_contradiction;

/*
 * The objectives on which the places contradict each other.
 *
 * grades, n_places, n_objectives  as for nkt_audit_summary
 * out       receives the contradictions in order of their objectives. NULL only if capacity is 0
 * capacity  how many fit: those that do not are counted, not written
 * n_found   receives how many there are
 *
 * A missing grade contradicts nothing; bad data is told as by nkt_audit_summary.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE. On refusal nothing is
 * written. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_audit_contradictions(const nkt_column *grades, int64_t n_places,
                                            int64_t n_objectives, nkt_contradiction *out,
                                            int64_t capacity, int64_t *n_found, nkt_error *error);

/* What became of the objectives since an earlier audit. 40 bytes, frozen for ever. */
typedef struct nkt_audit_changes {
    int64_t better, same, worse;
    int64_t only_before; /* graded then, not now */
    int64_t only_now;
} nkt_audit_changes;

/*
 * The change of grades since an earlier audit.
 *
 * before, now   n_objectives grades each
 * n_objectives  0 or more
 * out           receives how many are better, the same, worse
 * steps         receives now - before of objective k, -2 ... 2, at (char *) steps + k · stride; NaN
 *               where one of them is missing. NULL: not wanted
 * stride        bytes, at least 8 in size, may be negative
 *
 * An objective with bad data counts nowhere and is told.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_STRIDE, NKT_E_SIZE.
 * On refusal nothing is written. Thread-safe on distinct outputs. Since 0.1.
 */
NKT_API nkt_status nkt_audit_change(const nkt_column *before, const nkt_column *now,
                                    int64_t n_objectives, nkt_audit_changes *out, double *steps,
                                    int64_t stride, nkt_error *error);

/* Which way a goal is better. Pinned for ever. */
enum { NKT_GOAL_AT_LEAST = 1, NKT_GOAL_AT_MOST = 2 };

/* A goal and what came of it. 24 bytes, frozen for ever. */
typedef struct nkt_goal {
    double margin;   /* at least: outcome - target; at most: target - outcome. Below 0: missed */
    double attained; /* at least: 100 · outcome / target; at most: 100 · target / outcome; NaN where
                        that is a division by 0 or too large */
    int32_t state;   /* NKT_STATE_VALUE, or why there is none: then both are NaN */
    int32_t reached; /* 1: the margin is 0 or more; otherwise 0 */
} nkt_goal;

/*
 * Goals: was the target reached, and by how much was it missed.
 *
 * targets, outcomes  n_goals numbers each, 0 or more, each goal in a unit of its own
 * directions  NKT_GOAL_AT_LEAST or NKT_GOAL_AT_MOST of each goal; NULL: all NKT_GOAL_AT_LEAST
 * n_goals     0 or more
 * out         receives goal k at (char *) out + k · stride
 * stride      bytes, at least sizeof (nkt_goal) in size, may be negative
 *
 * Where an outcome and its target differ by less than 2^-50 of themselves, the target is reached.
 * Missing in gives missing out; bad data (negative, infinite, an unknown direction) makes the goal
 * NKT_STATE_INVALID and is told.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_STRIDE, NKT_E_SIZE.
 * On refusal nothing is written. Thread-safe on distinct outputs. Since 0.1.
 */
NKT_API nkt_status nkt_audit_goals(const nkt_column *targets, const nkt_column *outcomes,
                                   const nkt_column *directions, int64_t n_goals, nkt_goal *out,
                                   int64_t stride, nkt_error *error);

/* Cases per case worker. 32 bytes, frozen for ever. */
typedef struct nkt_caseload {
    double per_worker; /* cases / workers */
    double of_norm;    /* 100 · per_worker / norm; NaN without a norm */
    double needed;     /* workers that the cases would take at the norm: cases / norm */
    int32_t state;     /* NKT_STATE_VALUE, _NO_DENOMINATOR (no workers), ... */
    int32_t above;     /* 1: per_worker is above the norm; otherwise 0 */
} nkt_caseload;

/*
 * Cases per case worker, held against a norm.
 *
 * cases    n_rows numbers of cases (or assignments), 0 or more
 * workers  n_rows numbers of workers, 0 or more, in full-time equivalents if they are known; NULL:
 *          1, for cases that are told per worker
 * n_rows   0 or more
 * norm     the most cases that one worker should have, above 0: the caller's, no document states
 *          one. NaN: none
 * out      receives row k at (char *) out + k · stride
 * stride   bytes, at least sizeof (nkt_caseload) in size, may be negative
 *
 * Missing in gives missing out; bad data (negative, infinite) makes the row NKT_STATE_INVALID and
 * is told.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (norm),
 * NKT_E_STRIDE, NKT_E_SIZE. On refusal nothing is written. Thread-safe on distinct outputs.
 * Since 0.1.
 */
NKT_API nkt_status nkt_audit_caseload(const nkt_column *cases, const nkt_column *workers,
                                      int64_t n_rows, double norm, nkt_caseload *out,
                                      int64_t stride, nkt_error *error);

NKT_END

#endif
