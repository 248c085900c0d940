/*
 * The money of a programme: what was applied for, granted, rejected; what is left of an
 * appropriation; and whether printed sums and statements agree with each other.
 *
 * Source: Integrationsverket 2002:6, interim report on the introduction of newly arrived
 * immigrants. Its shares (16 of 61 applications approved) are those of nkt_share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_FUNDING_H
#define NYCKELTAL_FUNDING_H

#include "estimate.h"
#include "table.h"

NKT_BEGIN

/* What became of an application. Pinned for ever. */
enum nkt_decision {
    NKT_DECISION_ALL = 0,            /* number of the part that all applications are in */
    NKT_DECISION_GRANTED = 1,        /* granted */
    NKT_DECISION_RESERVED = 2,       /* set aside, not yet granted */
    NKT_DECISION_REJECTED = 3,       /* rejected */
    NKT_DECISION_IN_PREPARATION = 4, /* being prepared */
    NKT_DECISION_NOT_BEGUN = 5       /* not yet looked at */
};

enum nkt_funding_limit {
    NKT_FUNDING_PARTS = 6
}; /* parts of a summary: one for each NKT_DECISION_* */

/* Applications of one kind. 40 bytes, frozen for ever. */
typedef struct nkt_funding_part {
    int64_t n;         /* applications */
    int64_t n_applied; /* of them with an amount applied for */
    int64_t n_granted; /* of them with an amount granted or reserved */
    double applied;    /* exact sums, rounded once */
    double granted;
} nkt_funding_part;

/*
 * Applications and amounts by what became of them.
 *
 * applied    amounts applied for, 0 or more, in any currency. NULL: none are known
 * granted    amounts granted or reserved, 0 or more. NULL: none are known
 * decisions  NKT_DECISION_GRANTED, ... of each application; one that has none counts in part 0 alone
 * rows       the applications, without groups
 * parts      receives NKT_FUNDING_PARTS parts, by their decision; a sum of no amounts is 0
 *
 * A missing amount is left out of the sum: n_applied and n_granted tell how many are in it. A row
 * with bad data (an amount negative or infinite, an unknown decision) counts in no part, and is
 * reported. How amounts distribute, nkt_summarise says.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups),
 * NKT_E_DOMAIN (a sum is beyond the largest double).
 */
NKT_API nkt_status nkt_funding_summary(const nkt_column *applied, const nkt_column *granted,
                                       const nkt_column *decisions, const nkt_rows *rows,
                                       nkt_funding_part *parts, nkt_error *error);

/* What share was approved. 120 bytes, frozen for ever. */
typedef struct nkt_funding_approval {
    nkt_estimate of_all;     /* 100 · (granted + reserved) / all applications */
    nkt_estimate of_decided; /* 100 · (granted + reserved) / (those + rejected) */
    nkt_estimate by_amount;  /* 100 · amount granted / amount applied for by all; no interval: no
                                count lies behind it */
} nkt_funding_approval;

/*
 * Shares approved, by number and by amount.
 *
 * parts    NKT_FUNDING_PARTS parts, of nkt_funding_summary or the caller's own: n of parts 0 to 3,
 *          applied of part 0, granted of parts 1 and 2 are looked at; NaN amounts are missing
 * options  of the shares by number; NULL: the defaults
 * out      receives the shares. Where an amount of some application is missing, by_amount has
 *          NKT_FLAG_PARTIAL
 * Returns NKT_OK; NKT_E_NULL; NKT_E_COUNT (a number is negative: error.item says in which part);
 * NKT_E_DOMAIN (an amount is negative or infinite); NKT_E_OPTION, NKT_E_OPTIONS_SIZE.
 */
NKT_API nkt_status nkt_funding_approve(const nkt_funding_part *parts, const nkt_options *options,
                                       nkt_funding_approval *out, nkt_error *error);

/* What is left of an appropriation. 40 bytes, frozen for ever. */
typedef struct nkt_appropriation {
    double left;       /* appropriation - tied; negative: overspent */
    double tied_share; /* 100 · tied / appropriation; NaN for an appropriation of 0 */
    double after;      /* left - waiting: what would be left if all that waits were granted */
    double with_more;  /* after + more */
    double needed;     /* how much of more that would take: 0 ... more */
} nkt_appropriation;

/*
 * The balance of an appropriation.
 *
 * appropriation  the year's, 0 or more
 * tied           granted, reserved, and about to be
 * waiting        applied for in applications not yet looked at
 * more           further means that could be asked for
 * out            receives the balance
 * Returns NKT_OK; NKT_E_NULL; NKT_E_DOMAIN (an amount is negative or not finite, or a balance is
 * beyond the largest double).
 */
NKT_API nkt_status nkt_funding_balance(double appropriation, double tied, double waiting,
                                       double more, nkt_appropriation *out, nkt_error *error);

/* How a figure is stated. Pinned for ever. */
enum nkt_precision {
    NKT_STATED_EXACTLY = 1, /* value ± slack, the slack 0 or half a unit of the last digit */
    NKT_STATED_ABOUT = 2,   /* value ± slack */
    NKT_STATED_OVER = 3,    /* above value, by at most slack */
    NKT_STATED_UNDER = 4    /* below value, by at most slack, and not below 0 */
};

/* A figure as a document states it. 24 bytes, frozen for ever. */
typedef struct nkt_stated {
    double value; /* 0 or more */
    double slack; /* 0 or more for NKT_STATED_EXACTLY, otherwise above 0. How much "about" or "over"
                     allows no document says: it is the caller's. INFINITY: no bound */
    int32_t precision; /* NKT_STATED_* */
    int32_t reserved;  /* 0 */
} nkt_stated;

/* Whether stated parts give a stated total. 40 bytes, frozen for ever. */
typedef struct nkt_agreement {
    double parts_lower, parts_upper; /* what the parts may sum to */
    double left_lower, left_upper;   /* what the total less the parts may be */
    int32_t agrees;                  /* 1 where 0 is possible there, otherwise 0 */
    int32_t reserved;
} nkt_agreement;

/*
 * Whether parts can sum to their total as both are stated: the sum of the parts' intervals and the
 * total's have a number in common. The ends of "over" and "under" do not belong to them: over 7 and
 * over 3 are never exactly 10. Two statements of one figure are a total with one part; what is
 * undecided is what a total leaves (left_lower, left_upper).
 *
 * parts     n_parts statements; NULL only if n_parts is 0
 * stride    bytes
 * n_parts   0 or more
 * total     the statement that they are held against
 * out       receives the answer. Ends within 2^-50 of each other are taken as equal
 * Returns NKT_OK; NKT_E_NULL; NKT_E_COUNT; NKT_E_ID (a precision that is none), NKT_E_DOMAIN (a
 * statement that is none), both with the number of the part in error.item; NKT_E_STRIDE, NKT_E_SIZE.
 */
NKT_API nkt_status nkt_funding_agree(const nkt_stated *parts, int64_t stride, int64_t n_parts,
                                     const nkt_stated *total, nkt_agreement *out, nkt_error *error);

NKT_END

#endif
