/*
 * Whether a share below its target is so by chance: exact binomial tails.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/satisfaction.h"

#include "numeric/numeric.h"
#include "followup/followup.h"

static int64_t nearest(double n, double reached) {
    return (int64_t)floor(n * reached / 100 + 0.5);
}

/* Whether k of n is the share reached when rounded to its decimals. */
static int gives(double k, double n, double reached, double half_unit) {
    return fabs(100 * k / n - reached) <= half_unit * (1 + NKT_I_ROUNDING);
}

/* P(X <= k) of n with the probability p: 1 - I_p(k + 1, n - k). */
static double tail(double k, double n, double p) {
    return k >= n ? 1 : nkt_i_beta_sf(p, k + 1, n - k);
}

static int64_t look(double p, double reached, double half_unit, double level, int64_t most) {
    for (int64_t n = 1; n <= most; n++) {
        const double k = (double)nearest((double)n, reached);
        if (gives(k, (double)n, reached, half_unit) && tail(k, (double)n, p) <= level)
            return n;
    }
    return 0;
}

nkt_status nkt_satisfaction_attain(double target, double reached, int32_t decimals, int64_t n,
                                   double level, int64_t most, nkt_attainment *out,
                                   nkt_error *error) {
    double half_unit = 0.5;
    nkt_attainment found;

    nkt_i_error_clear(error);
    if (!(target > 0 && target < 100))
        return nkt_i_refuse_number(1, target, "target", "is not between 0 and 100", error);
    if (!(reached >= 0 && reached <= 100))
        return nkt_i_refuse_number(2, reached, "reached", "is not 0 to 100", error);
    if (decimals < 0 || decimals > 9)
        return nkt_i_refuse_number(3, decimals, "decimals", "is not 0 to 9", error);
    if (n < 1 || n > INT64_C(1) << 53)
        return nkt_i_error_set(error, NKT_E_COUNT, NKT_I_FAULT(4), "n", "is not 1 to 2^53");
    if (!(level > 0 && level < 1))
        return nkt_i_refuse_number(5, level, "level", "is not between 0 and 1", error);
    if (most < 0 || most > 1000000)
        return nkt_i_error_set(error, NKT_E_COUNT, NKT_I_FAULT(6), "most", "is not 0 to 1000000");
    if (!out)
        return nkt_i_refuse_null(error, 7, "out");
    for (int d = 0; d < decimals; d++)
        half_unit /= 10;
    found.k = nearest((double)n, reached);
    if (!gives((double)found.k, (double)n, reached, half_unit))
        return nkt_i_refuse_number(4, (double)n, "n", "persons cannot give the share reached",
                                   error);
    found.difference = reached - target;
    found.probability = tail((double)found.k, (double)n, target / 100);
    found.smallest = look(target / 100, reached, half_unit, level, most);
    *out = found;
    return NKT_OK;
}
