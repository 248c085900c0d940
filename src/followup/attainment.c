/*
 * Whether a share below its target is so by chance: exact binomial tails.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/satisfaction.h"

#include "base/base.h"
#include "numeric/numeric.h"

static int64_t nearest(double n, double reached) {
    return (int64_t)floor(n * reached / 100 + 0.5);
}

/* Whether k of n is printed as the share reached: 33 of 40 is 83 per cent, not 82. */
static int gives(double k, double n, const nkt_aim *aim) {
    return nkt_i_round_half_away(100 * k / n, aim->decimals) ==
           nkt_i_round_half_away(aim->reached, aim->decimals);
}

/* P(X <= k) of n with the probability p: 1 - I_p(k + 1, n - k). */
static double tail(double k, double n, double p) {
    return k >= n ? 1 : nkt_i_beta_sf(p, k + 1, n - k);
}

static int64_t look(const nkt_aim *aim, double level, int64_t most) {
    for (int64_t n = 1; n <= most; n++) {
        const double k = (double)nearest((double)n, aim->reached);
        if (gives(k, (double)n, aim) && tail(k, (double)n, aim->target / 100) <= level)
            return n;
    }
    return 0;
}

static void check_aim(nkt_i_call *call, const nkt_aim *aim) {
    nkt_i_needed(call, "aim", aim);
    if (nkt_i_call_refused(call))
        return;
    nkt_i_between(call, "aim.target", aim->target, 0, 100);
    if (!(aim->reached >= 0 && aim->reached <= 100))
        nkt_i_refuse_value(call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, "aim.reached", aim->reached,
                           "is not 0 to 100");
    if (aim->decimals < 0 || aim->decimals > 9)
        nkt_i_refuse_value(call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, "aim.decimals",
                           aim->decimals, "is not 0 to 9");
    else if (fabs(aim->reached - nkt_i_round_half_away(aim->reached, aim->decimals)) >
             NKT_I_ROUNDING * aim->reached)
        nkt_i_refuse_value(call, NKT_E_DOMAIN, NKT_REASON_CONTRADICTION, "aim.reached",
                           aim->reached, "has more decimals than aim.decimals says");
    nkt_i_count(call, "aim.n", aim->n, 1, INT64_C(1) << 53);
    nkt_i_reserved(call, "aim.reserved", aim->reserved);
}

static void read_options(nkt_i_call *call, const nkt_attain_options *options,
                         nkt_attain_options *o) {
    nkt_i_options_open(call, options, o, sizeof *o);
    nkt_i_reserved(call, "options.reserved", o->reserved);
    nkt_i_confidence_option(call, &o->confidence);
    nkt_i_count(call, "options.most", o->most, 0, 1000000);
}

nkt_status nkt_satisfaction_attain(const nkt_aim *aim, const nkt_attain_options *options,
                                   nkt_attainment *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "aim options out error");
    nkt_attain_options o;
    nkt_attainment found;

    check_aim(&call, aim);
    read_options(&call, options, &o);
    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;
    found.k = nearest((double)aim->n, aim->reached);
    if (!gives((double)found.k, (double)aim->n, aim)) {
        nkt_i_refuse_value(&call, NKT_E_DOMAIN, NKT_REASON_CONTRADICTION, "aim.n", (double)aim->n,
                           "persons cannot give the share reached");
        return call.status;
    }
    found.difference = aim->reached - aim->target;
    found.probability = tail((double)found.k, (double)aim->n, aim->target / 100);
    found.smallest = look(aim, 1 - o.confidence, o.most);
    *out = found;
    return nkt_i_call_end(&call);
}
