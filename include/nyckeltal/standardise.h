/*
 * Comparing groups that are composed differently: standardised figures, and the part of a gap that
 * composition explains.
 *
 * Strata are what the groups are composed of: ages, levels of education, years of residence. Each
 * call has a row per stratum; a stratum that is left out is none of the group's. A missing stratum
 * makes the result missing; bad data (negative, infinite) make it invalid and are reported. A part
 * may exceed its whole, as in perturbed tables: a standardised share is then flagged, and its limits
 * are those about 100 per cent at most. On refusal nothing is written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_STANDARDISE_H
#define NYCKELTAL_STANDARDISE_H

#include "estimate.h"
#include "table.h"
#include "target.h"

NKT_BEGIN

/* What is counted in each stratum. Pinned for ever. */
enum nkt_standard {
    NKT_STANDARD_SHARE = 0, /* persons of a whole: per cent, binomial */
    NKT_STANDARD_RATE = 1   /* events in a population: per 1 000, Poisson */
};

/* The counts of a group, or of the standard, in each stratum; both are needed. */
typedef struct nkt_strata {
    const nkt_column *parts;  /* 0 or more */
    const nkt_column *wholes; /* 0 or more */
} nkt_strata;

/*
 * Directly standardised: the figure that the group would have with the standard's composition,
 * sum standard · part / whole over sum standard.
 *
 * group     the group's counts
 * standard  weights of the strata, 0 or more, such as the nation's numbers; only their proportions
 *           matter. Of a stratum of weight 0 nothing counts, neither in the figure nor in its
 *           limits, basis or state
 * rows      the strata, 1 or more, without groups
 * kind      NKT_STANDARD_*
 * options   mode, confidence, and the interval of the crude figure; NULL: the defaults
 * out       receives the figure; its basis is the group's size in the strata that count. Limits:
 *           those of the crude figure about it, moved, and stretched by the ratio of the standard
 *           errors, with half a person added on each side of every stratum (after Dobson et al.
 *           1991), and with options.noise_variance on the counts of each.
 *           NKT_STATE_NO_DENOMINATOR where a stratum that counts has nobody
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID (kind), NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE.
 */
NKT_API nkt_status nkt_standardise_direct(const nkt_strata *group, const nkt_column *standard,
                                          const nkt_rows *rows, int32_t kind,
                                          const nkt_options *options, nkt_estimate *out,
                                          nkt_error *error);

/*
 * Indirectly standardised: how many there are, in per cent of those that there would be with the
 * standard's share in each stratum: 100 · observed / sum whole · standard part / standard whole.
 *
 * observed  how many there are in the group, all strata together; 0 or more. A number that cannot
 *           be is bad data of no row (error.row -1)
 * wholes    the group's counts. A stratum in which it has nobody changes nothing
 * standard  the standard's counts
 * rows      the strata, 1 or more, without groups
 * kind      NKT_STANDARD_*: what limits rest on
 * options   mode, confidence; share_interval, noise_variance, part_above_whole for shares,
 *           rate_interval for rates; NULL: the defaults
 * out       receives the percentage; its basis is the expected number, which is taken as known.
 *           Limits: of a share those of `observed` of the whole group, binomial and so at least as
 *           wide as the mixture of strata needs (Hoeffding 1956); of a rate those of a count
 *
 * Returns as nkt_standardise_direct.
 */
NKT_API nkt_status nkt_standardise_indirect(double observed, const nkt_column *wholes,
                                            const nkt_strata *standard, const nkt_rows *rows,
                                            int32_t kind, const nkt_options *options,
                                            nkt_estimate *out, nkt_error *error);

/* A gap and its two parts, percentage points: difference = composition + rates. 32 bytes. */
typedef struct nkt_decomposition {
    double difference;  /* share of a - share of b; NaN unless state is NKT_STATE_VALUE */
    double composition; /* because they are composed differently */
    double rates;       /* because those who are alike fare differently */
    int32_t state;      /* NKT_STATE_*: NKT_STATE_NO_DENOMINATOR where a group has nobody */
    int32_t reserved;   /* 0 */
} nkt_decomposition;

/*
 * Kitagawa's decomposition (1955) of the gap between two groups, two years, or a municipality and
 * the nation: with the compositions c and shares s of the strata,
 * composition = sum (c_a - c_b) (s_a + s_b) / 2 and rates = sum (s_a - s_b) (c_a + c_b) / 2.
 *
 * a, b        counts of the two groups. Where one group has nobody in a stratum, its share there is
 *             taken to be the other's
 * rows        the strata, 1 or more, without groups
 * out         receives the decomposition
 * by_stratum  numbers, two items: what each stratum adds to composition and to rates; NaN where it
 *             is left out. NULL: not wanted
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_STRIDE, NKT_E_SIZE,
 * NKT_E_CAPACITY.
 */
NKT_API nkt_status nkt_kitagawa(const nkt_strata *a, const nkt_strata *b, const nkt_rows *rows,
                                nkt_decomposition *out, const nkt_target *by_stratum,
                                nkt_error *error);

NKT_END

#endif
