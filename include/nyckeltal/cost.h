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

#include "column.h"

NKT_BEGIN

/* ---- costs and income -------------------------------------------------------------------------- */

/* What a column of accounts holds: set nkt_column.id to it. Pinned for ever. */
enum {
    NKT_COST_ASSISTANCE = 1,    /* kronor, without introduction benefit */
    NKT_COST_BENEFIT = 2,       /* introduction benefit, kronor */
    NKT_COST_BOTH = 3,          /* the two together, where they are not kept apart */
    NKT_COST_INCOME = 4,        /* kronor, without what the state reimburses */
    NKT_COST_REIMBURSEMENT = 5, /* by the state, kronor */
    NKT_COST_INHABITANTS = 6,
    NKT_COST_RECIPIENTS = 7,
    NKT_COST_PERSON_YEARS = 8, /* persons times years of follow-up */
    NKT_COST_REFERENCE = 9     /* what the same measure is expected to cost, kronor in all */
};

/* Which cost is set against persons and the reference. Pinned for ever. */
enum {
    NKT_COST_GROSS = 1, /* assistance and benefit */
    NKT_COST_NET = 2,   /* gross less income */
    NKT_COST_OWN = 3    /* net less reimbursement: what the municipality bears */
};

/* Remarks on a cost; several are added together. Pinned for ever. */
enum {
    NKT_COST_PARTS_DIFFER = 1, /* both together and the sum of the two were given, and differ; the
                                  sum was taken */
    NKT_COST_BAD_ROW = 2       /* a row of it holds bad data */
};

/* Costs of one municipality, cohort, year. 96 bytes, frozen for ever. NaN: not known, or no persons. */
typedef struct nkt_cost {
    double gross;            /* kronor */
    double net;              /* kronor */
    double own;              /* kronor */
    double benefit_share;    /* of gross, per cent */
    double reimbursed_share; /* of gross, per cent */
    double per_inhabitant;   /* of the measure asked for, kronor */
    double per_recipient;
    double per_person_year;
    double reference; /* kronor */
    double deviation; /* (measure - reference) / reference, per cent */
    int64_t n_rows;
    int32_t flags; /* NKT_COST_PARTS_DIFFER, ... */
    int32_t reserved;
} nkt_cost;

/* How many bytes of work area nkt_cost_follow_up takes. Returns NKT_OK, NKT_E_COUNT, NKT_E_NULL,
 * NKT_E_SIZE. Thread-safe. Since 0.1. */
NKT_API nkt_status nkt_cost_work_size(int64_t n_rows, int64_t n_groups, size_t *size,
                                      nkt_error *error);

/*
 * Costs of groups of rows, such as the years of a cohort in a municipality.
 *
 * inputs, n_inputs  columns of n_rows rows, each with the id of what it holds (NKT_COST_ASSISTANCE,
 *                   ...), in any order, none twice. A column that is not there is missing in every
 *                   row; for what does not exist, give a 0 (stride 0)
 * n_rows            0 or more
 * groups            of each row the number of its group, as of nkt_group_keys; -1: none. NULL: each
 *                   row is a group of its own, and n_groups is n_rows
 * n_groups          0 or more
 * measure           NKT_COST_GROSS, _NET or _OWN
 * out               receives group g at (char *) out + g · stride
 * stride            bytes, at least sizeof (nkt_cost) in size, may be negative
 * work              scratch; work_size as nkt_cost_work_size said
 *
 * A group's sums are exact, and NaN where a row misses what they need: a sum of some rows would be
 * too low without saying so. Kronor per person are sums over the rows divided by persons summed over
 * the rows, so with a row per year they are per person and year. A share of 0 kronor and a
 * deviation from 0 are NaN. Bring rows of several years to one price level first (nkt_cost_prices).
 *
 * Bad data: an amount, persons or a reference that is negative or infinite makes all numbers of its
 * group NaN, and is told; a group that is no number of one leaves its row out, and is told.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_DUPLICATE,
 * NKT_E_DOMAIN (measure), NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT. On refusal
 * nothing is written but work. Thread-safe on distinct outputs and work areas. Since 0.1.
 */
NKT_API nkt_status nkt_cost_follow_up(const nkt_column *inputs, int64_t n_inputs, int64_t n_rows,
                                      const int64_t *groups, int64_t n_groups, int32_t measure,
                                      nkt_cost *out, int64_t stride, void *work, size_t work_size,
                                      nkt_error *error);

/*
 * Amounts in the prices of one year: amount · base / index.
 *
 * amounts  n_rows numbers of any sign
 * index    of each row the caller's price index, above 0
 * n_rows   0 or more
 * base     the index of the year whose prices are wanted, above 0
 * out      receives row r at (char *) out + r · stride; NaN where something is missing or bad
 * stride   bytes, at least 8 in size, may be negative; the output may be the amounts themselves
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (base),
 * NKT_E_STRIDE, NKT_E_SIZE. On refusal nothing is written. Thread-safe on distinct outputs.
 * Since 0.1.
 */
NKT_API nkt_status nkt_cost_prices(const nkt_column *amounts, const nkt_column *index,
                                   int64_t n_rows, double base, double *out, int64_t stride,
                                   nkt_error *error);

/* ---- cost per outcome -------------------------------------------------------------------------- */

/* What set of numbers an interval by Fieller's theorem is. Pinned for ever. */
enum {
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

/*
 * The ratio of two estimates and the set of numbers r that its interval is: those with
 * (x - r·y)² <= t² (var_x - 2 r cov + r² var_y).
 *
 * x, y          estimates, finite; a ratio to 0 is NaN, and its interval is what it is
 * var_x, var_y  their variances, 0 or more
 * cov           their covariance, |cov| at most sqrt(var_x · var_y)
 * df            degrees of freedom of t, above 0; INFINITY: the normal distribution
 * confidence    between 0 and 1; 0: 0.95
 * out           receives the ratio; all NaN, kind NKT_FIELLER_NONE, where x, y or a (co)variance is
 *               NaN
 * Returns NKT_OK, NKT_E_NULL, NKT_E_DOMAIN. Source: Fieller 1954. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_cost_fieller(double x, double y, double var_x, double var_y, double cov,
                                    double df, double confidence, nkt_fieller *out,
                                    nkt_error *error);

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
 * Cost per outcome (employed, self-supporting, passed) from records of persons.
 *
 * costs       n_rows amounts, 0 or more
 * outcomes    n_rows of them, 0 or more, such as 0 and 1
 * include     a person takes part where this is neither 0 nor missing, such as who is in a way of
 *             working; NULL: everybody
 * n_rows      0 or more
 * confidence  of the interval (n - 1 degrees of freedom), between 0 and 1; 0: 0.95
 * out         receives means, variances of means and the ratio
 *
 * Who misses cost or outcome takes no part in either and is counted. Bad data (negative or infinite)
 * take no part and are told.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (confidence).
 * On refusal nothing is written. Thread-safe on distinct outputs. Since 0.1.
 */
NKT_API nkt_status nkt_cost_per_outcome(const nkt_column *costs, const nkt_column *outcomes,
                                        const nkt_column *include, int64_t n_rows,
                                        double confidence, nkt_cost_outcome *out, nkt_error *error);

/* How a way of working stands against another. Pinned for ever. */
enum {
    NKT_COST_UNKNOWN = 0,
    NKT_COST_DOMINATES = 1, /* not dearer and not worse, and not the same in both */
    NKT_COST_DOMINATED = 2, /* not cheaper and not better, and not the same in both */
    NKT_COST_BUYS = 3,      /* dearer and better: the ratio is what one more outcome costs */
    NKT_COST_SAVES = 4,     /* cheaper and worse: the ratio is what one outcome fewer saves */
    NKT_COST_SAME = 5
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
    int32_t standing;        /* NKT_COST_DOMINATES, ..., by the estimates themselves */
    int32_t reserved;
} nkt_cost_incremental;

/*
 * The incremental cost of a way of working: what one more outcome costs beside another way.
 *
 * first, second  of distinct persons, from nkt_cost_per_outcome
 * confidence     between 0 and 1; 0: 0.95
 * out            receives the differences. t has the smaller n less 1 degrees of freedom, which is
 *                never too many when the groups vary differently
 * Where a group has fewer than 2 persons, limits are NaN. Read the ratio by `standing`: where one
 * way dominates, it says nothing.
 * Returns NKT_OK, NKT_E_NULL, NKT_E_DOMAIN. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_cost_compare(const nkt_cost_outcome *first, const nkt_cost_outcome *second,
                                    double confidence, nkt_cost_incremental *out, nkt_error *error);

/* ---- the frontier ------------------------------------------------------------------------------ */

/* One unit and the frontier. 48 bytes, frozen for ever. */
typedef struct nkt_frontier {
    double input;  /* the share of all its inputs that a peer needs, 0 ... 1; NaN: not a unit */
    double output; /* how many times all its outputs a peer has, 1 or more; may be infinite */
    int64_t input_peer; /* the unit that shows it; itself where input is 1; -1: not a unit */
    int64_t output_peer;
    int64_t dominated_by; /* a unit with no more of any input and no less of any output, that is
                             better in one: the first of them; -1: none, it is on the frontier */
    int64_t n_dominating; /* how many do that */
} nkt_frontier;

/*
 * Which units do most with least, by free disposal hull: a unit is compared with real units only,
 * never with mixtures of them.
 *
 * inputs, n_inputs    1 or more columns of n_units numbers, 0 or more: what is spent
 * outputs, n_outputs  1 or more columns of n_units numbers, 0 or more: what comes of it
 * n_units             0 or more
 * out                 receives unit u at (char *) out + u · stride
 * stride              bytes, at least sizeof (nkt_frontier) in size, may be negative
 *
 * input  = least, over units with no less of any output, of the largest ratio of their inputs to
 *          its own; output = greatest, over units with no more of any input, of the smallest ratio
 *          of their outputs to its own. Ties: the unit itself, then the smaller number. An input or
 *          output that both lack binds nothing; one that only the unit lacks cannot be reached (input)
 *          or is reached infinitely often (output).
 * A unit that misses a number is neither judged nor a peer. Bad data (negative, infinite) likewise,
 * and told. Takes n_units² comparisons.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_STRIDE, NKT_E_SIZE.
 * On refusal nothing is written. Thread-safe on distinct outputs.
 * Source: Deprins, Simar & Tulkens 1984. Since 0.1.
 */
NKT_API nkt_status nkt_cost_frontier(const nkt_column *inputs, int64_t n_inputs,
                                     const nkt_column *outputs, int64_t n_outputs, int64_t n_units,
                                     nkt_frontier *out, int64_t stride, nkt_error *error);

/* ---- payback ----------------------------------------------------------------------------------- */

/* What a way of working saves. 40 bytes, frozen for ever. */
typedef struct nkt_payback {
    double saving;       /* in the period, kronor */
    double net;          /* saving less cost; NaN: the cost is not known */
    double per_krona;    /* saving / cost */
    double months;       /* until the cost is repaid; infinite where nothing is saved */
    double highest_cost; /* that is repaid within the limit: saving · limit / period */
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
 * Returns NKT_OK, NKT_E_NULL, NKT_E_DOMAIN. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_cost_payback(double saving_per_case, double cases, double period,
                                    double cost, double limit, nkt_payback *out, nkt_error *error);

NKT_END

#endif
