/*
 * How many pairs (part, whole) a printed share allows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "disclosure/disclosure.h"

#define MOST_DECIMALS 8
#define MOST_PER      1000000
#define MOST_WHOLE    1000000000
#define MOST_WHOLES   100000000
/* Products of three numbers below this, and twice them, fit in 64 bits. */
#define MOST_PRODUCT INT64_C(1000000000000000000)

/* A value in units of its last decimal, of which `scale` are per. */
typedef struct printed_value {
    int64_t scale, last_place;
} printed_value;

static printed_value check(nkt_i_call *call, double printed, int32_t decimals, int64_t per,
                           int64_t from, int64_t to) {
    printed_value p = {per, 0};

    nkt_i_within(call, "decimals", decimals, 0, MOST_DECIMALS);
    nkt_i_within(call, "per", (double)per, 1, MOST_PER);
    nkt_i_count(call, "from", from, 1, MOST_WHOLE);
    if (nkt_i_call_refused(call))
        return p;
    nkt_i_count(call, "to", to, from,
                from < MOST_WHOLE - MOST_WHOLES ? from + MOST_WHOLES : MOST_WHOLE);
    if (nkt_i_call_refused(call))
        return p;
    for (int32_t d = 0; d < decimals; d++)
        p.scale *= 10;
    if (p.scale > MOST_PRODUCT / to)
        nkt_i_refuse_value(call, NKT_E_COUNT, NKT_REASON_TOO_LARGE, "to", (double)to,
                           "is too large for so many decimals");
    nkt_i_within(call, "printed", printed, 0, (double)per);
    if (nkt_i_call_refused(call))
        return p;
    if (fabs(nkt_i_round_half_away(printed, decimals) - printed) > NKT_I_ROUNDING * printed)
        nkt_i_refuse_value(call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, "printed", printed,
                           "has more decimals than that");
    p.last_place = (int64_t)floor(printed * ((double)p.scale / (double)per) + 0.5);
    return p;
}

/* The least whole number at or above a / b; b is above 0, a may be below. */
static int64_t ceiling(int64_t a, int64_t b) {
    return a <= 0 ? -(-a / b) : (a - 1) / b + 1;
}

nkt_status nkt_disclosure_pairs(double printed, int32_t decimals, int64_t per, int64_t from,
                                int64_t to, nkt_disclosed_pairs *out, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "printed decimals per from to out error");
    const printed_value p = check(&call, printed, decimals, per, from, to);
    const int64_t scale = p.scale, last = p.last_place;
    nkt_disclosed_pairs found = {0, 0, -1, -1};

    nkt_i_needed(&call, "out", out);
    if (nkt_i_call_refused(&call))
        return call.status;
    /* last - 1/2 <= scale · a / b < last + 1/2 */
    for (int64_t b = from; b <= to; b++) {
        int64_t least = ceiling((2 * last - 1) * b, 2 * scale);
        int64_t most = ceiling((2 * last + 1) * b, 2 * scale) - 1;
        if (least < 0)
            least = 0;
        if (most > b)
            most = b;
        if (least > most)
            continue;
        if (found.pairs == 0) {
            found.part = least;
            found.whole = b;
        }
        found.pairs += most - least + 1;
        found.wholes++;
    }
    *out = found;
    return nkt_i_call_end(&call);
}
