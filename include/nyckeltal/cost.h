/*
 * Costs and income of assistance and introduction benefit, what an outcome costs, which units do
 * most with least, and when a way of working has repaid itself.
 *
 * Source: Integrationsverket 2001 (annual follow-up of costs and income; cost-effectiveness is
 * announced there and left undefined); SKL 2017 (the meeting places repaid within two months).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_COST_H
#define NYCKELTAL_COST_H

#include "memory.h"
#include "table.h"
#include "target.h"

NKT_BEGIN

/* ---- costs and income -------------------------------------------------------------------------- */

/* What a column of accounts holds: set nkt_column.id to it. No ids of the catalogue. Pinned for ever. */
enum nkt_cost_in {
    NKT_COST_IN_ASSISTANCE = 9201,    /* kronor, without introduction benefit */
    NKT_COST_IN_BENEFIT = 9202,       /* introduction benefit, kronor */
    NKT_COST_IN_BOTH = 9203,          /* the two together, where they are not kept apart */
    NKT_COST_IN_INCOME = 9204,        /* kronor, without what the state reimburses */
    NKT_COST_IN_REIMBURSEMENT = 9205, /* by the state, kronor */
    NKT_COST_IN_INHABITANTS = 9206,   /* persons */
    NKT_COST_IN_RECIPIENTS = 9207,    /* persons */
    NKT_COST_IN_PERSON_YEARS = 9208,  /* persons times years of follow-up */
    NKT_COST_IN_REFERENCE = 9209 /* what the same kind of cost is expected to be, kronor in all */
};

/* Which cost is set against persons and the reference. Pinned for ever. */
enum nkt_cost_kind {
    NKT_COST_KIND_GROSS = 1, /* assistance and benefit */
    NKT_COST_KIND_NET = 2,   /* gross less income */
    NKT_COST_KIND_OWN = 3    /* net less reimbursement: what the municipality bears */
};

/* Costs of one municipality, cohort, year. 96 bytes, frozen for ever. NaN: not known, or no persons. */
typedef struct nkt_cost {
    double gross;            /* kronor */
    double net;              /* kronor */
    double own;              /* kronor */
    double benefit_share;    /* of gross, per cent */
    double reimbursed_share; /* of gross, per cent */
    double per_inhabitant;   /* of the kind asked for, kronor */
    double per_recipient;
    double per_person_year;
    double reference; /* kronor */
    double deviation; /* (cost of the kind - reference) / reference, per cent */
    int64_t n_rows;
    int32_t state; /* NKT_STATE_VALUE; NKT_STATE_MISSING: no rows; _INVALID: a row of it holds bad
                      data */
    int32_t flags; /* NKT_FLAG_PARTS_DIFFER: both together and the sum of the two were given, and
                      differ; the sum was taken. NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR: the benefit or
                      what is reimbursed is more than gross, so a share is above 100 */
} nkt_cost;

/*
 * Costs of groups of rows, such as the years of a cohort in a municipality.
 *
 * table   columns with the ids of what they hold, none twice. A column that is not there is missing
 *         in every row; for what does not exist, give a 0 (stride 0). Without groups all rows are
 *         one group
 * kind    NKT_COST_KIND_*
 * out     receives a struct for each group
 * stride  bytes from one to the next, 0: packed
 * work    scratch: the rows put together by group
 *
 * A group's sums are exact, and NaN where a row misses what they need: a sum of some rows would be
 * too low without saying so. Kronor per person are sums over the rows divided by persons summed over
 * the rows, so with a row per year they are per person and year. A share of 0 kronor and a
 * deviation from 0 are NaN. Bring rows of several years to one price level first (nkt_cost_prices).
 *
 * Bad data (an amount, persons or a reference that is negative or infinite) make all numbers of
 * their group NaN, and are reported.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_DUPLICATE,
 * NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_cost_follow_up(const nkt_table *table, int32_t kind, nkt_cost *out,
                                      int64_t stride, nkt_memory *work, nkt_error *error);

/*
 * Amounts in the prices of one year: amount · base / index.
 *
 * amounts  kronor, of any sign; one that becomes more than the largest double is bad data
 * index    price index of each row's year, above 0
 * rows     without groups
 * base     price index of the year whose prices are wanted, above 0
 * out      receives a number for each row; NaN where one is missing, bad, or the row is left out
 *
 * Bad data: an infinite amount, an index that is 0 or less; reported.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups),
 * NKT_E_DOMAIN (base), NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY.
 */
NKT_API nkt_status nkt_cost_prices(const nkt_column *amounts, const nkt_column *index,
                                   const nkt_rows *rows, double base, const nkt_target *out,
                                   nkt_error *error);

/* ---- cost per outcome -------------------------------------------------------------------------- */

/* Zero is the default of every field; set size first. */
typedef struct nkt_cost_options {
    uint32_t size;     /* sizeof (nkt_cost_options) as the caller compiled it; not 0 */
    int32_t reserved;  /* 0 */
    double confidence; /* of intervals, between 0 and 1; 0: 0.95 */
} nkt_cost_options;

/* What set of numbers an interval by Fieller's theorem is. Pinned for ever. */
enum nkt_fieller_kind {
    NKT_FIELLER_NONE = 0,      /* not known: something is NaN */
    NKT_FIELLER_BOUNDED = 1,   /* from lower to upper */
    NKT_FIELLER_ABOVE = 2,     /* from lower on, without end; upper is infinite */
    NKT_FIELLER_BELOW = 3,     /* up to upper; lower is minus infinity */
    NKT_FIELLER_OUTSIDE = 4,   /* all but what lies between: up to upper, and from lower on */
    NKT_FIELLER_WHOLE_LINE = 5 /* every number: the denominator may well be 0 */
};

/* A ratio with its interval. 32 bytes, frozen for ever. */
typedef struct nkt_fieller {
    double ratio;
    double lower; /* for NKT_FIELLER_OUTSIDE above `upper` */
    double upper;
    int32_t kind; /* NKT_FIELLER_* */
    int32_t reserved;
} nkt_fieller;

/* Two estimates, of which the ratio x / y is asked. 48 bytes, frozen for ever. */
typedef struct nkt_fieller_input {
    double x;     /* finite, or NaN: not known; likewise all but df */
    double y;     /* a ratio to 0 is NaN, and its interval is what it is */
    double var_x; /* variance, 0 or more */
    double var_y;
    double cov; /* covariance, |cov| at most sqrt(var_x · var_y) */
    double df;  /* degrees of freedom of t, 1 or more; INFINITY: the normal distribution */
} nkt_fieller_input;

/*
 * The ratio of two estimates and the set of numbers r that its interval is: those with
 * (x - r·y)² <= t² (var_x - 2 r cov + r² var_y).
 *
 * input    the estimates
 * options  NULL: the defaults
 * out      receives the ratio; all NaN, kind NKT_FIELLER_NONE, where x, y or a (co)variance is NaN
 * Returns NKT_OK, NKT_E_NULL, NKT_E_DOMAIN, NKT_E_OPTION, NKT_E_OPTIONS_SIZE. Source: Fieller 1954.
 */
NKT_API nkt_status nkt_cost_fieller(const nkt_fieller_input *input, const nkt_cost_options *options,
                                    nkt_fieller *out, nkt_error *error);

/* What a way of working cost, and what came of it. 104 bytes, frozen for ever. */
typedef struct nkt_cost_outcome {
    double cost;     /* mean per person, kronor */
    double outcome;  /* mean per person; 0 ... 1 where the outcome is yes or no */
    double var_cost; /* of the means; NaN below 2 persons */
    double var_outcome;
    double cov;
    nkt_fieller per_outcome; /* kronor per outcome: total cost / total outcome */
    int64_t n;               /* persons with both */
    int64_t n_without;       /* those who miss one of them */
    int64_t n_outcome;       /* those whose outcome is above 0 */
    double total;            /* kronor of those with both */
} nkt_cost_outcome;

/*
 * Cost per outcome (employed, self-supporting, passed) from records of persons: total cost / total
 * outcome, with Fieller's interval (n - 1 degrees of freedom).
 *
 * costs     kronor, 0 or more
 * outcomes  0 or more, such as 0 and 1
 * rows      without groups; include: such as who is in a way of working
 * options   NULL: the defaults
 * out       receives means, variances of means and the ratio
 *
 * Who misses cost or outcome takes no part in either and is counted. Bad data (negative or infinite)
 * take no part and are reported.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE.
 */
NKT_API nkt_status nkt_cost_per_outcome(const nkt_column *costs, const nkt_column *outcomes,
                                        const nkt_rows *rows, const nkt_cost_options *options,
                                        nkt_cost_outcome *out, nkt_error *error);

/* How a way of working stands against another. Pinned for ever. */
enum nkt_cost_standing {
    NKT_COST_STANDING_UNKNOWN = 0,   /* something is not known */
    NKT_COST_STANDING_DOMINATES = 1, /* not dearer and not worse, and not the same in both */
    NKT_COST_STANDING_DOMINATED = 2, /* not cheaper and not better, and not the same in both */
    NKT_COST_STANDING_BUYS = 3,  /* dearer and better: the ratio is what one more outcome costs */
    NKT_COST_STANDING_SAVES = 4, /* cheaper and worse: the ratio is what one outcome fewer saves */
    NKT_COST_STANDING_SAME = 5   /* as dear and as good */
};

/* One way of working against another. 88 bytes, frozen for ever. */
typedef struct nkt_cost_incremental {
    double cost; /* difference of the means, first less second, kronor */
    double cost_lower;
    double cost_upper;
    double outcome; /* difference of the means */
    double outcome_lower;
    double outcome_upper;
    nkt_fieller per_outcome; /* cost / outcome */
    int32_t standing;        /* NKT_COST_STANDING_*, by the estimates themselves */
    int32_t reserved;
} nkt_cost_incremental;

/*
 * The incremental cost of a way of working: what one more outcome costs beside another way.
 *
 * first, second  of distinct persons, from nkt_cost_per_outcome
 * options        NULL: the defaults
 * out            receives the differences. t has the smaller n less 1 degrees of freedom, which is
 *                never too many when the groups vary differently
 * Where a group has fewer than 2 persons, limits are NaN. Read the ratio by `standing`: where one
 * way dominates, it says nothing.
 * Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT and NKT_E_DOMAIN (a struct that was not made so),
 * NKT_E_OPTION, NKT_E_OPTIONS_SIZE.
 */
NKT_API nkt_status nkt_cost_compare(const nkt_cost_outcome *first, const nkt_cost_outcome *second,
                                    const nkt_cost_options *options, nkt_cost_incremental *out,
                                    nkt_error *error);

/* ---- the frontier ------------------------------------------------------------------------------ */

/* Units, a row for each, and what they spend and make. */
typedef struct nkt_frontier_units {
    nkt_rows rows;             /* without groups */
    const nkt_column *inputs;  /* n_inputs columns, 0 or more each: what is spent */
    const nkt_column *outputs; /* n_outputs columns, 0 or more each: what comes of it */
    int64_t n_inputs;          /* 1 or more */
    int64_t n_outputs;         /* 1 or more */
} nkt_frontier_units;

/* One unit and the frontier. 56 bytes, frozen for ever. */
typedef struct nkt_frontier {
    double input;  /* the share of all its inputs that a peer needs, 0 ... 100 per cent; NaN: not a
                      unit */
    double output; /* how many times all its outputs a peer has, 1 or more; may be infinite */
    int64_t input_peer; /* the unit that shows it; itself where input is 100; -1: not a unit */
    int64_t output_peer;
    int64_t dominated_by; /* a unit with no more of any input and no less of any output, that is
                             better in one: the first of them; -1: none, it is on the frontier */
    int64_t n_dominating; /* how many do that */
    int32_t state;        /* NKT_STATE_VALUE; why it is not a unit: NKT_STATE_MISSING, _INVALID,
                             _NOT_APPLICABLE (left out) */
    int32_t reserved;     /* 0 */
} nkt_frontier;

/*
 * Which units do most with least, by free disposal hull: a unit is compared with real units only,
 * never with mixtures of them.
 *
 * units   what they spend and make
 * out     receives a struct for each row
 * stride  bytes from one to the next, 0: packed
 *
 * input  = least, over units with no less of any output, of the largest ratio of their inputs to
 *          its own; output = greatest, over units with no more of any input, of the smallest ratio
 *          of their outputs to its own. Ties: the unit itself, then the smaller number. An input or
 *          output that both lack binds nothing; one that only the unit lacks cannot be reached (input)
 *          or is reached infinitely often (output).
 * A unit that misses a number, or is left out, is neither judged nor a peer. Bad data (negative,
 * infinite) likewise, and reported. Takes the square of n_rows comparisons. Peers are row numbers
 * from 0.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (groups),
 * NKT_E_STRIDE, NKT_E_SIZE. Source: Deprins, Simar & Tulkens 1984.
 */
NKT_API nkt_status nkt_cost_frontier(const nkt_frontier_units *units, nkt_frontier *out,
                                     int64_t stride, nkt_error *error);

/* ---- payback ----------------------------------------------------------------------------------- */

/* What a way of working saves. 40 bytes, frozen for ever. */
typedef struct nkt_payback {
    double saving;    /* in the period, kronor */
    double net;       /* saving less cost; NaN: the cost is not known */
    double per_krona; /* saving / cost */
    double months;    /* until the cost is repaid; infinite where nothing is saved */
    double
        highest_cost; /* that is repaid within the limit: saving · limit / period; 0 where nothing
                            is saved: no cost is repaid then */
} nkt_payback;

/*
 * Cost and benefit of a way of working, and when it has repaid itself if it saves evenly.
 *
 * The meeting places of SKL 2017 save 27 000 kronor for each of 1 000 persons in a year, and are
 * repaid within two months: they cost 4.5 million at most, which the guide does not print.
 *
 * saving_per_case  kronor, finite; below 0: it costs more
 * cases            in the period, 0 or more
 * period           months, above 0
 * cost             kronor, 0 or more; NaN: not known
 * limit            months, 0 or more, for highest_cost
 * out              receives the answer
 * Returns NKT_OK, NKT_E_NULL, NKT_E_DOMAIN (also where something is beyond the largest double).
 */
NKT_API nkt_status nkt_cost_payback(double saving_per_case, double cases, double period,
                                    double cost, double limit, nkt_payback *out, nkt_error *error);

NKT_END

#endif
