/*
 * The published view: which figures may be shown, and how much of them.
 *
 *     nkt_disclosure_shares, nkt_disclosure_magnitudes   the rules: why a cell has to be hidden
 *     nkt_disclosure_levels                              how uncertain a sum of amounts must stay
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
#include "memory.h"
#include "table.h"
#include "target.h"

NKT_BEGIN

/* Why a cell is to be hidden; several are added together, and 0 may be shown. Pinned for ever. */
enum nkt_hide {
    NKT_HIDE_NUMERATOR = 1,     /* fewer than minimum_numerator, but some */
    NKT_HIDE_DENOMINATOR = 2,   /* fewer than minimum_denominator, but some */
    NKT_HIDE_COMPLEMENT = 4,    /* fewer than minimum_complement without it, but some */
    NKT_HIDE_NOBODY = 8,        /* 0 %: what nobody in the group has */
    NKT_HIDE_EVERYBODY = 16,    /* 100 %: what everybody in the group has */
    NKT_HIDE_CONTRIBUTORS = 32, /* fewer than minimum_contributors, but some */
    NKT_HIDE_DOMINANCE = 64,    /* a few make up too much of the sum */
    NKT_HIDE_P_PERCENT = 128,   /* one can estimate another too well */
    NKT_HIDE_UNKNOWN = 256      /* something is missing or bad: the rules cannot be applied */
};

/* The 0 %/100 % rule. */
enum nkt_extremes {
    NKT_EXTREMES_HIDDEN = 0, /* 0 % and 100 % say of every member of the group what they are */
    NKT_EXTREMES_SHOWN = 1   /* they are shown like other shares */
};

/* What of a shown estimate goes with its value; LIMITS and BASIS may be added together. */
enum nkt_publish {
    NKT_PUBLISH_VALUE = 0,  /* the value alone */
    NKT_PUBLISH_LIMITS = 1, /* its limits too, rounded like it */
    NKT_PUBLISH_BASIS = 2   /* its basis too */
};

/*
 * The rules. Pass NULL for all defaults; otherwise set size first. Zero is the default of every
 * field, and -1 switches off a rule that has a number.
 */
typedef struct nkt_disclosure_options {
    uint32_t size;              /* sizeof (nkt_disclosure_options) as the caller compiled it */
    int32_t extremes;           /* NKT_EXTREMES_HIDDEN or NKT_EXTREMES_SHOWN */
    double minimum_numerator;   /* 0: 3; -1: none */
    double minimum_denominator; /* 0: 10; -1: none */
    double minimum_complement;  /* 0: 3; -1: none */
    double dominance_percent;   /* k of the (n, k) rule, above 0 to 100; 0: 85; -1: no such rule */
    double p_percent;           /* p of the p % rule, above 0; 0: 10; -1: no such rule */
    int32_t minimum_contributors; /* 0: 3; -1: none */
    int32_t dominance_n;          /* n of the (n, k) rule, 1 ... 16; 0: 2 */
} nkt_disclosure_options;

/*
 * The rules of those who publish such figures, for shares and counts. Whether they are enough is for
 * who publishes to judge: a minimum alone does not protect a share of 0 or 100 per cent. Pinned for
 * ever.
 */
enum nkt_disclosure_preset {
    NKT_PRESET_KOLADA = 1, /* Kolada: groups of fewer than 10 are not shown. As it is known to
                                     the users of Kolada; in none of the five documents */
    NKT_PRESET_GUIDE_LEAVERS = 2, /* the guide of 2017, diagram of those who left the establishment
                                     programme: not municipalities with fewer than 10 of them */
    NKT_PRESET_SCB = 3,           /* SCB, Registerdata för integration: groups of more than 20
                                     persons, of whom more than 5 have the property; so nobody (0 per
                                     cent) is hidden, and with it everybody. In none of the five
                                     documents */
    NKT_PRESET_SSB = 4            /* Statistics Norway: counts of 1 and 2 are not shown. In none of
                                     the five documents */
};

/*
 * Sets the rules for shares and counts (extremes and the three minima) to those of a publisher. The
 * others stay as they are.
 *
 * preset   NKT_PRESET_*
 * options  receives the rules; its size is set by the caller
 * Returns NKT_OK, NKT_E_NULL, NKT_E_ID (no such preset), NKT_E_OPTIONS_SIZE.
 */
NKT_API nkt_status nkt_disclosure_preset(int32_t preset, nkt_disclosure_options *options,
                                         nkt_error *error);

/*
 * Applies the rules to shares of persons, or to counts.
 *
 * A numerator a, a denominator b and a complement b - a that are above 0 are to reach their
 * minimum; a = 0 and a = b fall under the 0 %/100 % rule. An empty group (b = 0) has nobody to
 * protect. Without wholes the parts are counts that stand alone: minimum_numerator applies.
 *
 * parts    numerators, 0 or more
 * wholes   denominators; NULL: the parts are counts
 * rows     without groups
 * options  the rules; NULL: the defaults
 * hide     codes, in a type of 16 bits or more: the sum of NKT_HIDE_* of each row, 0: may be shown;
 *          NKT_NO_CODE where it is left out. Made for nkt_disclosure_publish and nkt_cells.hidden;
 *          these are not the reasons of a column, which are states
 *
 * A row that misses a number is NKT_HIDE_UNKNOWN, not safe; so is a bad one (infinite, negative),
 * which is reported. A part above its whole, as in perturbed tables, has no complement: the 100 %
 * rule applies.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (a rule, or
 * groups), NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY.
 */
NKT_API nkt_status nkt_disclosure_shares(const nkt_column *parts, const nkt_column *wholes,
                                         const nkt_rows *rows,
                                         const nkt_disclosure_options *options,
                                         const nkt_target *hide, nkt_error *error);

/*
 * Applies the rules to sums of amounts, such as costs by county: minimum_contributors; (n, k)
 * dominance: the n largest contributors make up more than k per cent of the sum; p %: the sum
 * without its two largest contributors is less than p per cent of the largest, so that the second
 * can estimate the largest too well.
 *
 * amounts  contributions, 0 or more; one of 0 is no contributor. What one respondent contributes to a
 *          cell is one of them: add it up beforehand (nkt_group_sum)
 * rows     groups: the cell that each contribution belongs to
 * options  the rules; NULL: the defaults
 * hide     codes, in a type of 16 bits or more: the sum of NKT_HIDE_* of each cell (rows->n_groups
 *          of them, 1 without groups), 0: may be shown
 * work     scratch: the rows in order of cells
 *
 * A cell with a contribution that is missing or bad (infinite, negative: reported) is
 * NKT_HIDE_UNKNOWN. Sums are exact: the order of rows does not matter.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_disclosure_magnitudes(const nkt_column *amounts, const nkt_rows *rows,
                                             const nkt_disclosure_options *options,
                                             const nkt_target *hide, nkt_memory *work,
                                             nkt_error *error);

/*
 * The upper protection level of sums of amounts: how far above the sum the largest number that a
 * reader thinks possible must lie, so that no contributor can be estimated better than the rules
 * allow; the larger of
 *
 *     p %     (p / 100) x1 - (X - x1 - x2)
 *     (n, k)  (100 / k) (x1 + ... + xn) - X
 *
 * of a sum X of contributions x1 >= x2 >= ..., and 0 where neither is above 0: above 0 where
 * nkt_disclosure_magnitudes says NKT_HIDE_P_PERCENT or NKT_HIDE_DOMINANCE. A minimum of contributors
 * asks for no level: it keeps the sum from being known exactly. Made for nkt_cells.need_above.
 *
 * amounts  contributions, as for nkt_disclosure_magnitudes
 * rows     groups: the cell that each contribution belongs to
 * options  the rules; NULL: the defaults
 * levels   numbers, in the unit of the amounts: the level of each cell (rows->n_groups of them, 1
 *          without groups); NaN where it is unknown because a contribution is missing or bad
 * work     scratch: the rows in order of cells
 *
 * Source: Hundepool et al. 2012, chapter 4, table of upper protection levels.
 * Returns the same as nkt_disclosure_magnitudes.
 */
NKT_API nkt_status nkt_disclosure_levels(const nkt_column *amounts, const nkt_rows *rows,
                                         const nkt_disclosure_options *options,
                                         const nkt_target *levels, nkt_memory *work,
                                         nkt_error *error);

/*
 * What the public sees of estimates. A hidden one loses value, limits, basis and flags, and is
 * NKT_STATE_SECRET; one that is shown is rounded (halves away from 0), and so are its limits.
 *
 * A share with eight decimals gives away how many it rests on, and so do unrounded Wilson limits;
 * nkt_disclosure_pairs says how much a rounded value still gives away. A basis that is shown gives
 * away the numerator, whatever the rounding. What is published stays secret in whatever is computed
 * from it, where it is handed on with its states (NKT_ESTIMATE_COLUMN).
 *
 * estimates  an estimate per row
 * rows       without groups
 * hidden     0 where the estimate is shown; anything else, missing and bad included, hides it: sums
 *            of NKT_HIDE_*, or NKT_CELL_*. NULL: none is hidden
 * decimals   of value and limits, -9 ... 15
 * show       NKT_PUBLISH_VALUE, or the sum of NKT_PUBLISH_LIMITS and NKT_PUBLISH_BASIS
 * out        receives the published estimates; may be the same view as estimates. A row that is left
 *            out is NKT_STATE_NOT_APPLICABLE
 *
 * An estimate without a value keeps its state; the flag NKT_FLAG_BASIS_BELOW_MINIMUM goes with
 * the basis. A state that is none, a value that is not finite though its state says there is one, or
 * an infinite limit or basis that is to be shown, is bad data: NKT_STATE_INVALID, and reported.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups),
 * NKT_E_STRIDE, NKT_E_DOMAIN (decimals), NKT_E_ID (show), NKT_E_SIZE, NKT_E_CAPACITY.
 */
NKT_API nkt_status nkt_disclosure_publish(const nkt_estimates *estimates, const nkt_rows *rows,
                                          const nkt_column *hidden, int32_t decimals, int32_t show,
                                          const nkt_estimates *out, nkt_error *error);

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
 *
 * Returns NKT_OK; NKT_E_NULL; NKT_E_DOMAIN (printed, decimals, per); NKT_E_COUNT (from, to; or per
 * · 10^decimals · to beyond 10¹⁸).
 */
NKT_API nkt_status nkt_disclosure_pairs(double printed, int32_t decimals, int64_t per, int64_t from,
                                        int64_t to, nkt_disclosed_pairs *out, nkt_error *error);

NKT_END

#endif
