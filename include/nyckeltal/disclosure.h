/*
 * The published view: which figures may be shown, and how much of them.
 *
 *     nkt_disclosure_shares, nkt_disclosure_magnitudes   the rules: why a cell has to be hidden
 *     nkt_disclosure_publish                             what the public sees of an estimate
 *     nkt_disclosure_pairs                               what a printed value gives away
 *
 * What the rules hide may be found again from the sums it is part of: suppression.h hides more,
 * until it cannot. No other function of the library hides anything: this is a call of its own.
 *
 * Source: Hundepool et al. 2012, Statistical Disclosure Control, chapters 4 and 5; Kolada's
 * definitions, of which 28 state a minimum, most often 10.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_DISCLOSURE_H
#define NYCKELTAL_DISCLOSURE_H

#include "estimate.h"

NKT_BEGIN

/* Why a cell is to be hidden; several are added together. Pinned for ever. */
enum {
    NKT_DISCLOSURE_NUMERATOR = 1,     /* fewer than minimum_numerator, but some */
    NKT_DISCLOSURE_DENOMINATOR = 2,   /* fewer than minimum_denominator, but some */
    NKT_DISCLOSURE_COMPLEMENT = 4,    /* fewer than minimum_complement without it, but some */
    NKT_DISCLOSURE_NONE = 8,          /* 0 %: what nobody in the group has */
    NKT_DISCLOSURE_ALL = 16,          /* 100 %: what everybody in the group has */
    NKT_DISCLOSURE_CONTRIBUTORS = 32, /* fewer than minimum_contributors, but some */
    NKT_DISCLOSURE_DOMINANCE = 64,    /* a few make up too much of the sum */
    NKT_DISCLOSURE_P_PERCENT = 128,   /* one can estimate another too well */
    NKT_DISCLOSURE_UNKNOWN = 256      /* something is missing or bad: the rules cannot be applied */
};

/* The 0 %/100 % rule. */
enum {
    NKT_EXTREMES_HIDDEN = 0, /* 0 % and 100 % say of every member of the group what they are */
    NKT_EXTREMES_SHOWN = 1
};

/* What of a shown estimate goes with its value. */
enum { NKT_PUBLISH_VALUE = 0, NKT_PUBLISH_LIMITS = 1, NKT_PUBLISH_BASIS = 2 };

/*
 * The rules. Pass NULL for all defaults; otherwise set size first. Zero is the default of every
 * field, and -1 switches off a rule that has a number.
 */
typedef struct nkt_disclosure_options {
    uint32_t size;                /* sizeof (nkt_disclosure_options) as the caller compiled it */
    int32_t extremes;             /* NKT_EXTREMES_HIDDEN or NKT_EXTREMES_SHOWN */
    double minimum_numerator;     /* 0: 3 */
    double minimum_denominator;   /* 0: 10 */
    double minimum_complement;    /* 0: 3 */
    double dominance_percent;     /* k of the (n, k) rule, above 0 to 100; 0: 85 */
    double p_percent;             /* p of the p % rule, above 0; 0: 10 */
    int32_t minimum_contributors; /* 0: 3 */
    int32_t dominance_n;          /* n of the (n, k) rule, 1 ... 16; 0: 2 */
} nkt_disclosure_options;

/*
 * Applies the rules to shares of persons, or to counts.
 *
 * A numerator a, a denominator b and a complement b - a that are above 0 are to reach their
 * minimum; a = 0 and a = b fall under the 0 %/100 % rule. An empty group (b = 0) has nobody to
 * protect. Without wholes the parts are counts that stand alone: minimum_numerator applies.
 *
 * parts    n_rows numerators, 0 or more
 * wholes   n_rows denominators; NULL: the parts are counts
 * n_rows   0 or more
 * options  the rules; NULL: the defaults
 * reasons  receives n_rows sums of NKT_DISCLOSURE_*; 0: may be shown
 *
 * A row that misses a number is NKT_DISCLOSURE_UNKNOWN, not safe; so is a bad one (infinite,
 * negative), which is told. A part above its whole, as in perturbed tables, has no complement: the
 * 100 % rule applies.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE. On refusal nothing is written. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_disclosure_shares(const nkt_column *parts, const nkt_column *wholes,
                                         int64_t n_rows, const nkt_disclosure_options *options,
                                         int32_t *reasons, nkt_error *error);

/*
 * Applies the rules to sums of amounts, such as costs by county: minimum_contributors; (n, k)
 * dominance: the n largest contributors make up more than k per cent of the sum; p %: the sum
 * without its two largest contributors is less than p per cent of the largest, so that the second
 * can estimate the largest too well.
 *
 * amounts  n_rows contributions, 0 or more; one of 0 is no contributor
 * cells    of each row the number of its cell, 0 ... n_cells - 1, as nkt_group_keys gives them; -1:
 *          none
 * n_rows, n_cells  0 or more
 * options  the rules; NULL: the defaults
 * reasons  receives n_cells sums of NKT_DISCLOSURE_*; 0: may be shown
 * work     scratch; work_size as nkt_disclosure_magnitudes_work_size said
 *
 * A cell with a contribution that is missing or bad (infinite, negative: told) is
 * NKT_DISCLOSURE_UNKNOWN. Sums are exact: the order of rows does not matter.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (a cell
 * number that is none), NKT_E_SIZE, NKT_E_OPTION, NKT_E_OPTIONS_SIZE, NKT_E_CAPACITY,
 * NKT_E_ALIGNMENT. On refusal nothing is written but work. Thread-safe on distinct outputs and work
 * areas. Since 0.1.
 */
NKT_API nkt_status nkt_disclosure_magnitudes(const nkt_column *amounts, const int64_t *cells,
                                             int64_t n_rows, int64_t n_cells,
                                             const nkt_disclosure_options *options,
                                             int32_t *reasons, void *work, size_t work_size,
                                             nkt_error *error);

/* How many bytes of work area that takes. Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT, NKT_E_SIZE.
 * Thread-safe. Since 0.1. */
NKT_API nkt_status nkt_disclosure_magnitudes_work_size(int64_t n_rows, size_t *size,
                                                       nkt_error *error);

/*
 * What the public sees of estimates. A hidden one loses value, limits, basis and flags, and is
 * NKT_STATE_SECRET; one that is shown is rounded (halves away from 0), and so are its limits.
 *
 * A share with eight decimals gives away how many it rests on, and so do unrounded Wilson limits;
 * nkt_disclosure_pairs tells how much a rounded value still gives away. A basis that is shown gives
 * away the numerator, whatever the rounding.
 *
 * estimates  n_rows of them; number i lies at (const char *) estimates + i · stride
 * stride     bytes, at least sizeof (nkt_estimate) in size, may be negative
 * n_rows     0 or more
 * hidden     n_rows of them: not 0 where the estimate is hidden, such as reasons or states; NULL:
 *            none is
 * decimals   of value and limits, -9 ... 15
 * show       NKT_PUBLISH_VALUE, or the sum of NKT_PUBLISH_LIMITS and NKT_PUBLISH_BASIS
 * out        receives n_rows estimates at (char *) out + i · out_stride; may be the estimates
 *            themselves, with the same stride
 *
 * An estimate without a value keeps its state; the flag NKT_FLAG_BASIS_BELOW_MINIMUM goes with
 * the basis. A state that is none, or a value that is not finite though its state says there is
 * one, is bad data: NKT_STATE_INVALID, and told.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_NULL, NKT_E_COUNT, NKT_E_STRIDE, NKT_E_DOMAIN (decimals,
 * show), NKT_E_SIZE. On refusal nothing is written. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_disclosure_publish(const nkt_estimate *estimates, int64_t stride,
                                          int64_t n_rows, const int32_t *hidden, int32_t decimals,
                                          int32_t show, nkt_estimate *out, int64_t out_stride,
                                          nkt_error *error);

/* What a printed value allows. 32 bytes, frozen for ever. */
typedef struct nkt_disclosed_pairs {
    int64_t pairs;  /* how many pairs (a, b) print so */
    int64_t wholes; /* how many different b are among them */
    int64_t part;   /* a and b of the first pair, that with the smallest b, then a; -1: none */
    int64_t whole;
} nkt_disclosed_pairs;

/*
 * Counts the pairs of whole numbers (a, b), 0 <= a <= b, for which per · a / b, rounded to that
 * many decimals (exactly, halves up), prints as the given value. One pair: the counts are public.
 *
 * printed   the value as printed, 0 ... per: within rounding a number of that many decimals
 * decimals  0 ... 8
 * per       100 for per cent, 1000 for per thousand, 1 ... 1000000
 * from, to  the b that are thought possible, 1 ... 10⁹; to - from at most 10⁸, which takes a second
 * out       receives what was found
 * Returns NKT_OK; NKT_E_NULL; NKT_E_DOMAIN (printed, decimals, per); NKT_E_COUNT (from, to; or per
 * · 10^decimals · to beyond 10¹⁸). On refusal nothing is written. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_disclosure_pairs(double printed, int32_t decimals, int64_t per, int64_t from,
                                        int64_t to, nkt_disclosed_pairs *out, nkt_error *error);

NKT_END

#endif
