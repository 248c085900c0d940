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
#include "table.h"
#include "target.h"

NKT_BEGIN

/* Which class a value belongs to that equals a cut point. Pinned for ever. */
enum nkt_closed {
    NKT_CLOSED_RIGHT = 1, /* the lower one: "at most 0.7", "above 0.7" */
    NKT_CLOSED_LEFT = 2   /* the upper one: "below 0.7", "0.7 or more" */
};

/* Instead of a number of decimals. */
enum nkt_unrounded {
    NKT_UNROUNDED = 127 /* values as they are */
};

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
 */
NKT_API double nkt_round_half_away(double value, int32_t decimals);

/* How classes are formed: NKT_CLASSING(cuts, closed, decimals) from an array. There is no default. */
typedef struct nkt_classing {
    const double *cuts;   /* n_cuts finite numbers in ascending order, no two equal. NULL only if
                             n_cuts is 0 */
    const void *reserved; /* NULL */
    int64_t n_cuts;       /* 0 to 2^31 - 2 */
    int32_t closed;       /* NKT_CLOSED_RIGHT or NKT_CLOSED_LEFT */
    int32_t decimals;     /* to how many values are rounded before they are compared, -9 to 15, by
                             nkt_round_half_away; NKT_UNROUNDED: not at all */
} nkt_classing;

/*
 * The class of each row: how many cut points its value, rounded, lies above (NKT_CLOSED_RIGHT), or
 * lies above or on (NKT_CLOSED_LEFT). So the lowest class is the first, and there are n_cuts + 1.
 *
 * column    numbers; its id is an input or figure of the catalogue, or 0
 * rows      without groups
 * classing  the cut points, which are not rounded; but a rounded value within 2^-50 of one is on it:
 *           3 · 0.1 is the cut 0.3
 * classes   numbering: the class of each row; none where the row has no value, or is left out
 * states    codes: NKT_STATE_* of each row, so that it can be the reasons of a column of the classes.
 *           NULL: not wanted
 *
 * Infinite values are bad data.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID (column; closed),
 * NKT_E_DOMAIN (a cut point, with its place in error.item; decimals), NKT_E_OPTION (groups),
 * NKT_E_CAPACITY, NKT_E_STRIDE, NKT_E_SIZE.
 */
NKT_API nkt_status nkt_classify(const nkt_column *column, const nkt_rows *rows,
                                const nkt_classing *classing, const nkt_target *classes,
                                const nkt_target *states, nkt_error *error);

/*
 * How many rows are in each class, and their share: 100 · rows in the class / rows in any class.
 *
 * classes     class numbers, as of nkt_classify or any codes: whole numbers, counted from
 *             rows.first_group; smaller ones count as missing. Its id is not looked at
 * rows        without groups; first_group is what the first class is called, 0 or (as in R) 1
 * n_classes   1 or more; with n_cuts cut points n_cuts + 1
 * counts      receives the number of rows in each of the n_classes classes
 * shares      a row for each class: its share in per cent, with the number of rows in any class as
 *             basis; NKT_STATE_NO_DENOMINATOR where there are none. It has no interval:
 *             municipalities are no sample. NULL: not wanted
 * by_state    receives 6 numbers of rows: by_state[NKT_STATE_VALUE] are in a class, the others, by
 *             kind, are in none. NULL: not wanted
 *
 * Bad data: a number that is not whole, or of no class, is NKT_STATE_INVALID. Rows that are left out
 * are not counted at all.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups),
 * NKT_E_CAPACITY, NKT_E_STRIDE, NKT_E_SIZE.
 */
NKT_API nkt_status nkt_class_distribution(const nkt_column *classes, const nkt_rows *rows,
                                          int64_t n_classes, int64_t *counts,
                                          const nkt_estimates *shares, int64_t *by_state,
                                          nkt_error *error);

/*
 * How rows moved between classes from one year to another.
 *
 * before, now  class numbers of the same rows, as for nkt_class_distribution; rows that have both
 *              count
 * rows         without groups; first_group is what the first class is called
 * n_classes    1 to 46340 (the square of it is the number of counts)
 * counts       receives n_classes · n_classes numbers of rows: counts[b · n_classes + n] were in
 *              class b and are in class n
 * changed      receives the share of rows in another class than before, in per cent, its basis the
 *              number of rows that have both. It has no interval: municipalities are no sample
 *
 * Bad data: a number that is not whole, or of no class; such rows do not count.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups).
 */
NKT_API nkt_status nkt_class_changes(const nkt_column *before, const nkt_column *now,
                                     const nkt_rows *rows, int64_t n_classes, int64_t *counts,
                                     nkt_estimate *changed, nkt_error *error);

NKT_END

/* NKT_CLASSING(cuts, closed, decimals): the array `cuts` (no pointer), as an initialiser. */
#define NKT_CLASSING(cuts, closed, decimals)                                                       \
    { (cuts), NULL, (int64_t)(sizeof(cuts) / sizeof(cuts)[0]), (closed), (decimals) }

#endif
