/*
 * Comparing groups that are composed differently: standardised figures, and the part of a gap that
 * composition explains.
 *
 * Strata are what the groups are composed of: ages, levels of education, years of residence. Each
 * call has a row per stratum. A missing stratum makes the result missing; bad data (negative,
 * infinite) make it invalid and are told. A part may exceed its whole, as in perturbed tables: a
 * standardised share is then flagged. On refusal nothing is written.
 * Thread-safe on distinct outputs. Since 0.1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_STANDARDISE_H
#define NYCKELTAL_STANDARDISE_H

#include "estimate.h"

NKT_BEGIN

/* What is counted in each stratum. */
enum {
    NKT_STANDARD_SHARE = 0, /* persons of a whole: per cent, binomial */
    NKT_STANDARD_RATE = 1   /* events in a population: per 1 000, Poisson */
};

/*
 * Directly standardised: the figure that the group would have with the standard's composition,
 * sum standard · part / whole over sum standard.
 *
 * parts, wholes  n_strata counts of the group, 0 or more
 * standard       n_strata weights, 0 or more, such as the nation's numbers; only their proportions
 *                matter. A stratum of weight 0 adds nothing to the figure
 * n_strata       1 or more
 * kind           NKT_STANDARD_SHARE or _RATE
 * options        mode, confidence, and the interval of the crude figure; NULL: the defaults
 * out            receives the figure; its basis is the group's size. Limits: those of the crude
 *                figure about it, moved, and stretched by the ratio of the standard errors, with
 *                half a person added on each side of every stratum (after Dobson et
 *                al. 1991). NKT_STATE_NO_DENOMINATOR where a stratum that counts has nobody
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (kind),
 * NKT_E_OPTION, NKT_E_OPTIONS_SIZE.
 */
NKT_API nkt_status nkt_standardise_direct(const nkt_column *parts, const nkt_column *wholes,
                                          const nkt_column *standard, int64_t n_strata,
                                          int32_t kind, const nkt_options *options,
                                          nkt_estimate *out, nkt_error *error);

/*
 * Indirectly standardised: how many there are, in per cent of those that there would be with the
 * standard's share in each stratum: 100 · observed / sum whole · standard_part / standard_whole.
 *
 * observed        how many there are in the group, all strata together; 0 or more
 * wholes          n_strata counts of the group
 * standard_parts, standard_wholes  n_strata counts of the standard
 * out             receives the percentage; its basis is the expected number. Limits: those of a
 *                 count (options.rate_interval)
 * expected        receives the expected number. NULL: not wanted
 *
 * Returns as nkt_standardise_direct; NKT_ROWS_INVALID with error.row -1 for observed.
 */
NKT_API nkt_status nkt_standardise_indirect(double observed, const nkt_column *wholes,
                                            const nkt_column *standard_parts,
                                            const nkt_column *standard_wholes, int64_t n_strata,
                                            const nkt_options *options, nkt_estimate *out,
                                            double *expected, nkt_error *error);

/* A gap and its two parts, percentage points: difference = composition + rates. 24 bytes. */
typedef struct nkt_decomposition {
    double difference;  /* share of a - share of b */
    double composition; /* because they are composed differently */
    double rates;       /* because those who are alike fare differently */
} nkt_decomposition;

/*
 * Kitagawa's decomposition (1955) of the gap between two groups, two years, or a municipality and
 * the nation: with the compositions c and shares s of the strata,
 * composition = sum (c_a - c_b) (s_a + s_b) / 2 and rates = sum (s_a - s_b) (c_a + c_b) / 2.
 *
 * parts_a, wholes_a, parts_b, wholes_b  n_strata counts each. Where one group has nobody in a
 *                stratum, its share there is taken to be the other's
 * out            receives the decomposition; NaN where it is not defined
 * state          receives NKT_STATE_*: NKT_STATE_NO_DENOMINATOR where a group has nobody
 * composition, rates  receive the parts of each stratum. NULL: not wanted
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE.
 */
NKT_API nkt_status nkt_kitagawa(const nkt_column *parts_a, const nkt_column *wholes_a,
                                const nkt_column *parts_b, const nkt_column *wholes_b,
                                int64_t n_strata, nkt_decomposition *out, int32_t *state,
                                double *composition, double *rates, nkt_error *error);

NKT_END

#endif
