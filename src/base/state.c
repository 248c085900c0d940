/*
 * The kinds of missing: their names, and which one shows where several meet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"

/* How strongly a state shows, by its code. */
static const int8_t precedence[] = {
    [NKT_STATE_VALUE] = 0,   [NKT_STATE_NO_DENOMINATOR] = 1, [NKT_STATE_MISSING] = 2,
    [NKT_STATE_INVALID] = 3, [NKT_STATE_NOT_APPLICABLE] = 4, [NKT_STATE_SECRET] = 5,
};

int8_t nkt_i_state_worst(int8_t a, int8_t b) {
    return precedence[a] >= precedence[b] ? a : b;
}

static int8_t known(int32_t state) {
    return (int8_t)(state < NKT_STATE_VALUE || state > NKT_STATE_INVALID ? NKT_STATE_INVALID
                                                                         : state);
}

int32_t nkt_state_worst(int32_t a, int32_t b) {
    return nkt_i_state_worst(known(a), known(b));
}
