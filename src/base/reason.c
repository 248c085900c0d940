/*
 * What is said of each reason, unless a function knows better words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"

const char *nkt_i_reason_sentence(int32_t reason) {
    switch (reason) {
    case NKT_REASON_NULL:
        return "is NULL";
    case NKT_REASON_NEGATIVE:
        return "is negative";
    case NKT_REASON_TOO_SMALL:
        return "is too small";
    case NKT_REASON_TOO_LARGE:
        return "is too large";
    case NKT_REASON_OUT_OF_RANGE:
        return "lies outside its range";
    case NKT_REASON_NOT_FINITE:
        return "is no finite number";
    case NKT_REASON_NOT_WHOLE:
        return "is no whole number";
    case NKT_REASON_UNKNOWN_CODE:
        return "is no such code";
    case NKT_REASON_TWICE:
        return "appears twice";
    case NKT_REASON_NOT_TAKEN:
        return "is not taken by this function: leave it NULL";
    case NKT_REASON_LACKING:
        return "is needed here";
    case NKT_REASON_CONTRADICTION:
        return "contradicts something else that is given";
    case NKT_REASON_OVERLAP:
        return "has strides that make elements overlap";
    case NKT_REASON_BEYOND_MEMORY:
        return "needs more memory than there can be";
    case NKT_REASON_TOO_LITTLE_ROOM:
        return "has too little room";
    case NKT_REASON_MISALIGNED:
        return "is not 8-byte aligned";
    case NKT_REASON_NOT_GROWN:
        return "could not be grown";
    case NKT_REASON_NO_STATE:
        return "was not initialised, or is damaged";
    case NKT_REASON_OTHER_SHAPE:
        return "belongs to something else";
    case NKT_REASON_OTHER_TYPE:
        return "is of a type that cannot hold what is written";
    case NKT_REASON_OTHER_SIZE:
        return "is no size of these options: set it to their sizeof";
    case NKT_REASON_OTHER_MEASURE:
        return "measures something that this does not fit";
    case NKT_REASON_DAMAGED:
        return "is damaged, cut short, foreign or of a later version";
    case NKT_REASON_ABOVE_WHOLE:
        return "is more than its whole";
    case NKT_REASON_BEYOND_COLUMN:
        return "is no element of the column";
    case NKT_REASON_UNKNOWN_STATE:
        return "has a state that is none";
    case NKT_REASON_MARKED:
        return "is marked as invalid";
    case NKT_REASON_MISSING:
        return "is missing";
    case NKT_REASON_OVERFLOW:
        return "leads beyond the largest number";
    case NKT_REASON_NOT_SORTED:
        return "is not in order";
    case NKT_REASON_IMPOSSIBLE:
        return "cannot be, given the rest of its row";
    case NKT_REASON_TOO_FEW:
        return "has too few";
    case NKT_REASON_COLLINEAR:
        return "is a combination of others";
    case NKT_REASON_CONSTANT:
        return "is the same in all rows";
    case NKT_REASON_OTHER_SCALE:
        return "looks as if it were given on another scale";
    case NKT_REASON_NOT_CONVERGED:
        return "did not converge";
    case NKT_REASON_DECISIVE:
        return "decides something alone";
    case NKT_REASON_NOTHING_LEFT:
        return "is explained to the last bit";
    default:
        return "is wrong";
    }
}
