/*
 * Timeliness: offers against a legal deadline, gaps between offers, programmes that last too long.
 *
 * A date is a number of days since 1 January 1970 in the Gregorian calendar.
 *
 * Source: Ankestyrelsen 2019 (Denmark): an offer within one calendar month, at most six weeks between
 * offers, a programme of at most five years, a placement of at most 13 weeks. Of its 12 cases one
 * had an offer in time; 24 cases with contracts and seven of moving were read, in seven
 * municipalities. All were chosen, not drawn, so such shares illustrate and do not estimate.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_TIMELINESS_H
#define NYCKELTAL_TIMELINESS_H

#include "estimate.h"

NKT_BEGIN

/* Dates of offers lie within this many days of 1970: some 2.7 million years. */
#define NKT_DAY_MAX 1000000000

/*
 * The day that lies so many calendar months after another: the same day of the month, or the last day
 * of a month that is too short for it. So one month after 31 January is 28 or 29 February, and one month
 * after 28 February is 28 March.
 *
 * day     -NKT_DAY_MAX ... NKT_DAY_MAX
 * months  -12000 ... 12000
 * out     receives the day
 * Returns NKT_OK, NKT_E_NULL, NKT_E_DOMAIN. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_add_months(int64_t day, int32_t months, int64_t *out, nkt_error *error);

/* What became of a case. Pinned for ever. */
enum {
    NKT_CASE_UNKNOWN = 0, /* no start is known, or bad data */
    NKT_CASE_IN_TIME = 1, /* the first offer came on the deadline or before */
    NKT_CASE_LATE = 2,    /* it came after the deadline */
    NKT_CASE_OVERDUE = 3, /* none has come, and the deadline has passed */
    NKT_CASE_NOT_DUE = 4  /* none has come, and the deadline has not passed */
};

/* Remarks on a case; several are added together. Pinned for ever. */
enum {
    NKT_CASE_UNSORTED = 1, /* its offers do not stand in the order of their dates; they were taken
                               in that order all the same */
    NKT_CASE_OPEN_GAP = 2, /* longer without an offer, at the end of observation, than allowed */
    NKT_CASE_NO_OFFER = 4  /* none until the end of observation */
};

/* Pass NULL for all defaults; otherwise set size first. Zero is the default of every field. */
typedef struct nkt_timeliness_options {
    uint32_t size;  /* sizeof (nkt_timeliness_options) as the caller compiled it; not 0 */
    int32_t months; /* of the deadline, 0 ... 1200; with days 0 as well: 1 */
    int32_t days;   /* more, after the months, 0 ... 36500 */
    int32_t gap;    /* days allowed between offers; 0: 42, six weeks; -1: any */
    int64_t until;  /* the last day observed; later offers are not looked at. 0: NKT_DAY_MAX,
                        that is, all there is to observe was */
} nkt_timeliness_options;

/* One case. 56 bytes, frozen for ever. Days are 0 where there are none: look at status and flags. */
typedef struct nkt_case_time {
    int64_t deadline;    /* the last day in time */
    int64_t first_offer; /* its day */
    int64_t delay;       /* days from the deadline to the first offer, or, without one, to the last
                            day observed (0 where that is NKT_DAY_MAX); below 0: so many days
                            before it */
    int64_t longest_gap; /* days from one offer to the next, or to the last day observed */
    int64_t n_gaps;      /* gaps above the limit, the open one included */
    int64_t n_offers;    /* those looked at */
    int32_t status;      /* NKT_CASE_* */
    int32_t flags;       /* NKT_CASE_UNSORTED, ... */
} nkt_case_time;

/*
 * The deadline, delay and gaps of each case.
 *
 * starts    n_cases days: when the municipality took over the responsibility
 * offsets   n_cases + 1 of them: the offers of case k are numbers offsets[k] ... offsets[k + 1] - 1;
 *           none may decrease, the first is 0 or more
 * offers    n_offers days, at least offsets[n_cases]; a missing one is not looked at
 * ends      n_offers days, the last of each offer: a gap begins after it; NULL: offers have no length
 * options   NULL: the defaults
 * out       receives case k at (char *) out + k · stride
 * stride    bytes, at least sizeof (nkt_case_time) in size, may be negative
 *
 * A case without a start is NKT_CASE_UNKNOWN; so is one with bad data, which is told with the number
 * of the case: a date that is no whole number or beyond NKT_DAY_MAX, an offer before the start, an end
 * before its offer. Offers may stand in any order; that is remarked. Takes n² steps for the n offers
 * of a case that are not in order.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (offsets that
 * decrease or reach beyond n_offers, with the place in error.row), NKT_E_OPTION, NKT_E_OPTIONS_SIZE,
 * NKT_E_STRIDE, NKT_E_SIZE. On refusal nothing is written. Thread-safe on distinct outputs. Since 0.1.
 */
NKT_API nkt_status nkt_timeliness_cases(const nkt_column *starts, const int64_t *offsets,
                                        int64_t n_cases, const nkt_column *offers,
                                        const nkt_column *ends, int64_t n_offers,
                                        const nkt_timeliness_options *options, nkt_case_time *out,
                                        int64_t stride, nkt_error *error);

/* The cases of a group. 152 bytes, frozen for ever. */
typedef struct nkt_timeliness {
    nkt_estimate in_time; /* share of those due, per cent: in time / (in time + late + overdue) */
    nkt_estimate without_gap; /* share of those with an offer that had no gap above the limit */
    int64_t n_in_time;
    int64_t n_late;
    int64_t n_overdue;
    int64_t n_not_due;
    int64_t n_unknown;
    int64_t n_gaps;
    int64_t n_open_gaps;
    int64_t n_unsorted;
    double mean_delay; /* of the late ones, days; NaN without any */
} nkt_timeliness;

/*
 * How timely groups of cases are, such as municipalities.
 *
 * cases     n_cases of them, as nkt_timeliness_cases gives them, case k at (const char *) cases + k ·
 *           stride
 * groups    of each case the number of its group, 0 ... n_groups - 1; -1: none. NULL: all are in
 *           group 0
 * n_groups  1 or more
 * bands     n_bands ascending numbers of days after the deadline, such as 28; NULL only if there are
 *           none
 * options   of the intervals; NULL: the defaults, but exact limits (Clopper & Pearson), because cases
 *           are few
 * out       receives the n_groups groups
 * by_band   receives, for group g, the late cases by delay, from by_band[g · (n_bands + 1)] on: up to
 *           the first band, up to the second, ..., beyond the last. NULL: not wanted
 *
 * A group that is no number of one leaves the case out, and is told.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_DOMAIN
 * (bands, with the place in error.item), NKT_E_OPTION, NKT_E_OPTIONS_SIZE. On refusal nothing is
 * written. Thread-safe on distinct outputs. Since 0.1.
 */
NKT_API nkt_status nkt_timeliness_groups(const nkt_case_time *cases, int64_t stride,
                                         int64_t n_cases, const int64_t *groups, int64_t n_groups,
                                         const int64_t *bands, int64_t n_bands,
                                         const nkt_options *options, nkt_timeliness *out,
                                         int64_t *by_band, nkt_error *error);

/*
 * The share of cases in which something was done, by municipality: goals set in the contract, goals
 * followed up (of those with goals), responsibility taken over in time when a person moved.
 *
 * done      n_rows of 1 (it was) or 0; a missing one is in no share
 * include   a case takes part where this is neither 0 nor missing, such as `goals set` for those
 *           followed up; NULL: every case does
 * groups    of each case the number of its group, 0 ... n_groups - 1; -1: none. NULL: all are in
 *           group 0
 * n_rows    0 or more
 * n_groups  1 or more
 * options   of the intervals; NULL: the defaults, but exact limits (Clopper & Pearson), because cases
 *           are few
 * out       receives group g at (char *) out + g · stride
 * stride    bytes, at least sizeof (nkt_estimate) in size, may be negative
 *
 * What is neither 0 nor 1, or a group that is no number of one, leaves the case out, and is told.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE. On refusal nothing is written. Thread-safe on distinct
 * outputs. Since 0.1.
 */
NKT_API nkt_status nkt_timeliness_shares(const nkt_column *done, const nkt_column *include,
                                         const int64_t *groups, int64_t n_rows, int64_t n_groups,
                                         const nkt_options *options, nkt_estimate *out,
                                         int64_t stride, nkt_error *error);

/*
 * Whether something lasts longer than it may: a programme of at most 60 months, a placement of at
 * most 91 days.
 *
 * starts, ends  n_rows days, the first and the last; a missing end: it lasts on, until `until`
 * months, days  0 or more, one of them above 0: the last day allowed is the day before start + months +
 *               days
 * until         the last day observed
 * exceeds       receives days beyond the last one allowed, of row r at (char *) exceeds + r · stride;
 *               below 0: days that are left; NaN without a start
 * n_exceeding   receives how many exceed it. NULL: not wanted
 *
 * Bad data: a date that is no whole number or beyond NKT_DAY_MAX, an end before its start.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN, NKT_E_STRIDE,
 * NKT_E_SIZE. On refusal nothing is written. Thread-safe on distinct outputs. Since 0.1.
 */
NKT_API nkt_status nkt_timeliness_lengths(const nkt_column *starts, const nkt_column *ends,
                                          int64_t n_rows, int32_t months, int32_t days,
                                          int64_t until, double *exceeds, int64_t stride,
                                          int64_t *n_exceeding, nkt_error *error);

NKT_END

#endif
