/*
 * How rows distribute over classes of a figure, formed from the figure as it is published: first
 * rounded, then compared with the cut points.
 *
 * The order matters. A balance index of 0.74 is published as 0.7 and belongs to "at most 0.7";
 * compared unrounded it would not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_CLASSES_H
#define NYCKELTAL_CLASSES_H

#include "estimate.h"

NKT_BEGIN

/* Which class a value belongs to that equals a cut point. Pinned for ever. */
enum {
    NKT_CLOSED_RIGHT = 1, /* the lower one: "at most 0.7", "above 0.7" */
    NKT_CLOSED_LEFT = 2   /* the upper one: "below 0.7", "0.7 or more" */
};

/* Instead of a number of decimals: values as they are. */
#define NKT_UNROUNDED 127

/*
 * A number rounded to so many decimals, half away from zero, as figures are rounded in print:
 * 0.05 gives 0.1, and -0.05 gives -0.1. The result is the double nearest to the decimal.
 *
 * Most decimal halves are no doubles: 2.675 is stored as 2.67499999999999982. A number that lies
 * within 2^-50 of itself (4 to 8 units of its last place) below a half is therefore taken as that
 * half, so that numbers round as they are printed, and as the ratio that they were computed from.
 *
 * value     any number; NaN and infinities come back as they are
 * decimals  -9 (to thousand millions) to 15; outside the result is NaN
 * A result of 0 is +0. Numbers so large that they have no such decimals come back as they are.
 * Thread-safe. Since 0.1.
 */
NKT_API double nkt_round_half_away(double value, int32_t decimals);

/*
 * The class of each row: how many cut points its value, rounded, lies above (NKT_CLOSED_RIGHT), or
 * lies above or on (NKT_CLOSED_LEFT). So class 0 is the lowest, n_cuts the highest.
 *
 * column      n_rows rows of numbers; its id is an input or figure of the catalogue, or 0
 * n_rows      0 or more
 * cuts        n_cuts finite numbers in ascending order, no two equal. NULL only if n_cuts is 0
 * n_cuts      0 to 2^31 - 2
 * closed      NKT_CLOSED_RIGHT or NKT_CLOSED_LEFT; there is no default
 * decimals    to how many the values are rounded before they are compared, -9 to 15, by
 *             nkt_round_half_away; NKT_UNROUNDED: not at all. The cut points are not rounded, but a
 *             rounded value within 2^-50 of one is on it: 3 · 0.1 is the cut 0.3
 * classes     receives the class of row r at (char *) classes + r · classes_stride; -1 where the
 *             row has no value. NULL only if n_rows is 0
 * states      receives NKT_STATE_* of row r at states + r · states_stride, so that it can be the
 *             reasons of a column of the classes. NULL: not wanted
 * classes_stride, states_stride
 *             bytes, may be negative
 *
 * Returns NKT_OK; NKT_ROWS_INVALID (infinite values); NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE,
 * NKT_E_ID, NKT_E_DOMAIN (a cut point, with its place in error.item; closed; decimals),
 * NKT_E_STRIDE, NKT_E_SIZE. On refusal nothing is written. Outputs may not overlap each other or
 * the inputs. Thread-safe on distinct outputs. Since 0.1.
 */
NKT_API nkt_status nkt_classify(const nkt_column *column, int64_t n_rows, const double *cuts,
                                int64_t n_cuts, int32_t closed, int32_t decimals, int32_t *classes,
                                int64_t classes_stride, int32_t *states, int64_t states_stride,
                                nkt_error *error);

/*
 * How many rows are in each class, and their share: 100 · rows in the class / rows in any class.
 *
 * classes     n_rows class numbers, as of nkt_classify or any codes from 0 on: a column of whole
 *             numbers, negative ones counting as missing. Its id is not looked at
 * n_rows      0 or more
 * n_classes   1 or more; with n_cuts cut points n_cuts + 1
 * counts      receives the number of rows in each of the n_classes classes
 * shares      receives the share of class k at (char *) shares + k · stride, in per cent, with the
 *             number of rows in any class as its basis; NKT_STATE_NO_DENOMINATOR where there are
 *             none. It has no interval: municipalities are no sample. NULL: not wanted
 * stride      bytes, may be negative
 * by_state    receives 6 numbers of rows: by_state[NKT_STATE_VALUE] are in a class, the others, by
 *             kind, are in none. NULL: not wanted
 *
 * Bad data: a number that is not whole, or that is n_classes or more, is NKT_STATE_INVALID.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_STRIDE, NKT_E_SIZE.
 * On refusal nothing is written. Outputs may not overlap each other or the input. Thread-safe on
 * distinct outputs. Since 0.1.
 */
NKT_API nkt_status nkt_class_distribution(const nkt_column *classes, int64_t n_rows,
                                          int64_t n_classes, int64_t *counts, nkt_estimate *shares,
                                          int64_t stride, int64_t *by_state, nkt_error *error);

/*
 * How rows moved between classes from one year to another.
 *
 * before, now  n_rows class numbers each, as for nkt_class_distribution; rows that have both count
 * n_rows       0 or more
 * n_classes    1 to 46340 (the square of it is the number of counts)
 * counts       receives n_classes · n_classes numbers of rows: counts[b · n_classes + n] were in
 *              class b and are in class n
 * changed      receives the share of rows in another class than before, in per cent, its basis the
 *              number of rows that have both. It has no interval: municipalities are no sample
 *
 * Bad data: a number that is not whole, or that is n_classes or more; such rows do not count.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE. On refusal nothing is
 * written. Outputs may not overlap each other or the inputs. Thread-safe on distinct outputs. Since
 * 0.1.
 */
NKT_API nkt_status nkt_class_changes(const nkt_column *before, const nkt_column *now,
                                     int64_t n_rows, int64_t n_classes, int64_t *counts,
                                     nkt_estimate *changed, nkt_error *error);

NKT_END

#endif
