/*
 * A figure with its interval, and the remarks on it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_ESTIMATE_H
#define NYCKELTAL_ESTIMATE_H

#include "column.h"
#include "options.h"

NKT_BEGIN

/* Remarks on one estimate; several are added together. Pinned for ever. */
enum {
    NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR = 1, /* a part above its whole, as in perturbed tables */
    NKT_FLAG_BASIS_BELOW_MINIMUM = 2,         /* fewer than options.minimum_basis */
    NKT_FLAG_SERIES_BREAK = 4,                /* not comparable with earlier years */
    NKT_FLAG_PARTIAL = 8,                     /* a sum or mean of those present; some are missing */
    NKT_FLAG_OPERAND_GIVEN = 16, /* made from figures as given, not from counts: no interval */
    NKT_FLAG_PARTS_DIFFER = 32   /* a whole and the sum of its parts were given and differ */
};

/* 40 bytes, the same on every machine, frozen for ever. */
typedef struct nkt_estimate {
    double value;  /* in the unit of the figure; NaN unless state is NKT_STATE_VALUE */
    double lower;  /* confidence limits in the same unit; NaN where there is no interval */
    double upper;
    double basis;  /* the denominator: how many the figure rests on; NaN where not known */
    int32_t state; /* NKT_STATE_* */
    int32_t flags; /* NKT_FLAG_* */
} nkt_estimate;

/*
 * The name of a single flag: "numerator_above_denominator", "basis_below_minimum", "series_break",
 * "partial", "operand_given", "parts_differ"; "" for none or several. Constant string.
 * Thread-safe. Since 0.1.
 */
NKT_API const char *nkt_flag_name(int32_t flag);

NKT_END

#endif
