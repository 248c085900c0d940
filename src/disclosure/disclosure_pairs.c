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

static nkt_status refuse(nkt_error *error, nkt_status status, int32_t argument, const char *name,
                         double value, const char *sentence) {
    nkt_i_fault fault = NKT_I_FAULT(argument);

    fault.value = value;
    return nkt_i_error_value(error, status, fault, name, sentence);
}

/* scale receives per · 10^decimals, last place the printed value in units of its last decimal. */
static nkt_status check(double printed, int32_t decimals, int64_t per, int64_t from, int64_t to,
                        const nkt_disclosed_pairs *out, int64_t *scale, int64_t *last_place,
                        nkt_error *error) {
    double whole;

    if (decimals < 0 || decimals > MOST_DECIMALS)
        return refuse(error, NKT_E_DOMAIN, 2, "decimals", decimals, "is not 0 to 8");
    if (per < 1 || per > MOST_PER)
        return refuse(error, NKT_E_DOMAIN, 3, "per", (double)per, "is not 1 to 1000000");
    if (from < 1)
        return refuse(error, NKT_E_COUNT, 4, "from", (double)from, "is less than 1");
    if (to < from || to > MOST_WHOLE || to - from > MOST_WHOLES)
        return refuse(error, NKT_E_COUNT, 5, "to", (double)to,
                      "is less than from, above 1000000000, or more than 100000000 above from");
    *scale = per;
    for (int32_t d = 0; d < decimals; d++)
        *scale *= 10;
    if (*scale > MOST_PRODUCT / to)
        return refuse(error, NKT_E_COUNT, 5, "to", (double)to, "is too large for so many decimals");
    if (!(printed >= 0 && printed <= (double)per))
        return refuse(error, NKT_E_DOMAIN, 1, "printed", printed, "is not 0 to per");
    whole = floor(printed * ((double)*scale / (double)per) + 0.5);
    if (fabs(nkt_i_round_half_away(printed, decimals) - printed) > NKT_I_ROUNDING * printed)
        return refuse(error, NKT_E_DOMAIN, 1, "printed", printed, "has more decimals than that");
    *last_place = (int64_t)whole;
    return out ? NKT_OK : nkt_i_refuse_null(error, 6, "out");
}

/* The least whole number at or above a / b; b is above 0, a may be below. */
static int64_t ceiling(int64_t a, int64_t b) {
    return a <= 0 ? -(-a / b) : (a - 1) / b + 1;
}

nkt_status nkt_disclosure_pairs(double printed, int32_t decimals, int64_t per, int64_t from,
                                int64_t to, nkt_disclosed_pairs *out, nkt_error *error) {
    nkt_disclosed_pairs found = {0, 0, -1, -1};
    int64_t scale = 1, last = 0;
    nkt_status status;

    nkt_i_error_clear(error);
    status = check(printed, decimals, per, from, to, out, &scale, &last, error);
    if (status)
        return status;
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
    return NKT_OK;
}
