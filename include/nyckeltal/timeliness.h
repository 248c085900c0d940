/*
 * Timeliness: offers against a legal deadline, gaps between offers, programmes that last too long.
 *
 * Dates are those of calendar.h, in days, seconds or parts of them, as options.unit says.
 *
 * Source: Ankestyrelsen 2019 (Denmark): an offer within one calendar month, at most six weeks between
 * offers, a programme of at most five years, a placement of at most 13 weeks. Of its 12 cases one
 * had an offer in time; 24 cases with contracts and seven of moving were read, in seven
 * municipalities. All were chosen, not drawn, so such shares illustrate and do not estimate.
 *
 * In how many cases something was done (goals set, followed up) is a sum by group, nkt_group_sum of
 * a column of 0 and 1, and nkt_share of its value and its contributors.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_TIMELINESS_H
#define NYCKELTAL_TIMELINESS_H

#include "calendar.h"
#include "estimate.h"
#include "memory.h"
#include "table.h"
#include "target.h"

NKT_BEGIN

/* What can be said of a period besides a number, since 0 is the default. Pinned for ever. */
enum nkt_period {
    NKT_PERIOD_UNLIMITED = -1, /* no deadline; any gap */
    NKT_PERIOD_ZERO = -2       /* 0 months, 0 days */
};

/* What became of a case. Pinned for ever. */
enum nkt_case_status {
    NKT_CASE_UNKNOWN = 0,    /* no start is known, bad data, or left out: nkt_case_time.state */
    NKT_CASE_IN_TIME = 1,    /* the first offer came on the deadline or before */
    NKT_CASE_LATE = 2,       /* it came after the deadline */
    NKT_CASE_OVERDUE = 3,    /* none has come, and the deadline has passed */
    NKT_CASE_NOT_DUE = 4,    /* none has come, and the deadline has not passed */
    NKT_CASE_NO_DEADLINE = 5 /* options.months is NKT_PERIOD_UNLIMITED */
};

/* Remarks on a case; several are added together. Pinned for ever. */
enum nkt_offers_remark {
    NKT_OFFERS_UNSORTED =
        1, /* they do not stand in the order of their dates; they were taken in that
                                order all the same */
    NKT_OFFERS_OPEN_GAP = 2, /* longer without an offer, at the end of observation, than allowed */
    NKT_OFFERS_NONE = 4,     /* none until the end of observation */
    NKT_OFFERS_MOVED = 8 /* the deadline is a later day than that of the period: the next working
                                day by nkt_offers.calendar */
};

/* Cases and the offers made in them. Zero is "not given" for every member. */
typedef struct nkt_offers {
    nkt_rows rows; /* the cases, without groups */
    const nkt_column
        *starts;             /* the date when the municipality took over the responsibility, of each
                                  case */
    const nkt_column *dates; /* of each offer; a missing one is not looked at */
    const nkt_column *ends;  /* of each offer, the last day: a gap is the days after it and before
                                  the next offer; missing: it lasts on. NULL: offers have no length, a
                                  gap is from one to the next */
    const nkt_column *cases; /* of each offer the number of its case, of any integer type; -1 or
                                  missing: of none. The offers stand in any order */
    const int64_t *offsets; /* instead of cases: rows.n_rows + 1 of them, the offers of case k being
                                  numbers offsets[k] ... offsets[k + 1] - 1 */
    const nkt_calendar *calendar; /* by which a deadline that ends on a day that is free moves to
                                  the next working day; NULL: none moves */
    int64_t n_offers;             /* 0 or more; with 0 no column of offers is needed */
    int32_t first_case;           /* what the first case's number is, in cases: 0, or 1 as in R */
    int32_t reserved;             /* 0 */
} nkt_offers;

/* Pass NULL for all defaults; otherwise set size first. Zero is the default of every field. */
typedef struct nkt_timeliness_options {
    uint32_t size;       /* sizeof (nkt_timeliness_options) as the caller compiled it; not 0 */
    int32_t unit;        /* NKT_TIME_*, of starts, dates, ends and until */
    int32_t months;      /* of the deadline, at most 1200; 0: 1, or none where there are days;
                            NKT_PERIOD_ZERO: none, so with no days the deadline is the day of the
                            start; NKT_PERIOD_UNLIMITED: there is no deadline */
    int32_t days;        /* more, after the months, 0 ... 36500 */
    int32_t gap;         /* days allowed between offers; 0: 42, six weeks; NKT_PERIOD_ZERO: none;
                            NKT_PERIOD_UNLIMITED: any */
    int32_t until_given; /* 1: an until of 0 is meant, the first day of 1970 */
    int64_t until; /* the last day observed; later offers are not looked at. 0: all there is to
                            observe was, unless until_given is 1 */
} nkt_timeliness_options;

/*
 * One case. 56 bytes, frozen for ever. Its numbers are days, NaN where there are none, so its members
 * are columns as they stand: NKT_FIELD(0, cases, delay).
 */
typedef struct nkt_case_time {
    double deadline;    /* the last day in time, since 1970; moved, where flags say so */
    double first_offer; /* its day, since 1970 */
    double delay;       /* from the deadline to the first offer, or, without one, to the last day
                           observed; below 0: so many days before it */
    double
        longest_gap; /* days from one offer to the next, or to the last day observed; with ends, days
                           without an offer between two, or up to the last day observed and with it;
                           0: there is none */
    int32_t n_gaps;  /* gaps above the limit, the open one included */
    int32_t n_offers; /* those looked at */
    int32_t status;   /* NKT_CASE_* */
    int32_t flags;    /* NKT_OFFERS_*, added together */
    int32_t state;    /* NKT_STATE_VALUE; _MISSING or another reason: no start; _INVALID: bad data;
                           _NOT_APPLICABLE: left out */
    int32_t reserved; /* 0 */
} nkt_case_time;

/*
 * The deadline, delay and gaps of each case.
 *
 * offers   the cases and their offers
 * options  NULL: the defaults
 * out      receives the cases, a row each
 * stride   bytes
 * work     scratch, in which offers are brought together by case and sorted
 *
 * A deadline moves by offers.calendar alone: the statutes speak of the day by which something is to be
 * done. A gap is so many days without an offer, whichever days they are, and does not move.
 *
 * Bad data: a start, date or end that is no date; an offer before the start, an end before its offer; a
 * deadline outside the years of the calendar: the case is NKT_STATE_INVALID, and reported by its row,
 * with the number of the offer in error.item.
 * An offer whose case is none of them is left out and reported too, by its own number as the row.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (offsets that
 * decrease or reach beyond n_offers, days of the calendar that are none or not in order, with the place
 * in error.item), NKT_E_ID (the calendar's rule or unit), NKT_E_OPTION (groups; cases and offsets
 * together), NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_timeliness_cases(const nkt_offers *offers,
                                        const nkt_timeliness_options *options, nkt_case_time *out,
                                        int64_t stride, nkt_memory *work, nkt_error *error);

/* Bands of days after the deadline, and how many late cases are in each. */
typedef struct nkt_bands {
    const int64_t *limits; /* n_bands ascending numbers of days, such as 28; NULL only if there are
                              none */
    int64_t n_bands;
    int64_t
        *by_band; /* receives, for group g, the late cases by delay, from by_band[g · (n_bands + 1)]
                         on: up to the first limit, up to the second, ..., beyond the last */
} nkt_bands;

/* The cases of a group. 192 bytes, frozen for ever. */
typedef struct nkt_timeliness {
    nkt_estimate in_time; /* share of those due, per cent: in time / (in time + late + overdue) */
    nkt_estimate without_gap; /* share of those with an offer that had no gap above the limit */
    int64_t n_in_time;
    int64_t n_late;
    int64_t n_overdue;
    int64_t n_not_due;
    int64_t n_no_deadline;
    int64_t n_unknown;
    int64_t n_gaps;
    int64_t n_open_gaps;
    int64_t n_unsorted;
    int64_t n_with_offer;  /* cases with an offer */
    int64_t n_without_gap; /* those of them with no gap above the limit */
    int64_t n_moved;       /* cases whose deadline was moved to a working day */
    int64_t late_days;     /* the delays of the late ones together, exact */
    double mean_delay;     /* late_days / n_late; NaN without any */
} nkt_timeliness;

/*
 * How timely groups of cases are, such as municipalities.
 *
 * cases       as nkt_timeliness_cases gives them, a row each
 * stride      bytes, of cases
 * rows        the cases that take part, and the group of each
 * bands       NULL: not wanted
 * options     of the intervals; NULL: the defaults. The default of share_interval is exact limits
 *             (Clopper & Pearson) here, because cases are few
 * out         receives the groups
 * out_stride  bytes
 *
 * Bad data, left out and reported: a group number that is none; a late case whose delay is no whole
 * number of days above 0.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_STRIDE, NKT_E_SIZE,
 * NKT_E_DOMAIN (limits, with the place in error.item), NKT_E_OPTION, NKT_E_OPTIONS_SIZE.
 */
NKT_API nkt_status nkt_timeliness_groups(const nkt_case_time *cases, int64_t stride,
                                         const nkt_rows *rows, const nkt_bands *bands,
                                         const nkt_options *options, nkt_timeliness *out,
                                         int64_t out_stride, nkt_error *error);

/* Pass NULL for all defaults; otherwise set size first. Zero is the default of every field. */
typedef struct nkt_length_options {
    uint32_t size;  /* sizeof (nkt_length_options) as the caller compiled it; not 0 */
    int32_t unit;   /* NKT_TIME_*, of starts, ends and until */
    int32_t months; /* that something may last, at most 1200; 0: 60, or none where there are days;
                            NKT_PERIOD_ZERO: none, so with no days the whole length is beyond */
    int32_t days;   /* more, after the months, 0 ... 36500 */
    int32_t until_given; /* 1: an until of 0 is meant, the first day of 1970 */
    int32_t reserved;    /* 0 */
    int64_t until;       /* the last day observed, on which lasts what has no end. 0: how long that
                            lasts is not known, unless until_given is 1 */
} nkt_length_options;

/*
 * Whether something lasts longer than it may, such as a programme of at most 60 months or a placement
 * of at most 91 days: end - (start + months + days - 1). No calendar moves the last day: it is no day by
 * which something is to be done, but one after which something may not go on.
 *
 * starts, ends  dates, the first and the last day; a missing end: it lasts on, until options.until
 * rows          without groups
 * options       NULL: the defaults
 * exceeds       numbers: days beyond the last one allowed, which is the day before start + months +
 *               days; below 0: days that are left; NaN where they are not known, the row is left
 *               out, or what has no end begins after options.until: it has not begun
 * n_exceeding   receives how many exceed it. NULL: not wanted
 *
 * Bad data: what is no date, an end before its start.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups),
 * NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY.
 */
NKT_API nkt_status nkt_timeliness_lengths(const nkt_column *starts, const nkt_column *ends,
                                          const nkt_rows *rows, const nkt_length_options *options,
                                          const nkt_target *exceeds, int64_t *n_exceeding,
                                          nkt_error *error);

NKT_END

#endif
