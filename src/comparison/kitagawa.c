/*
 * Kitagawa's decomposition of a gap.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "comparison/strata.h"

enum { COMPOSITION, RATES, ITEMS };

/* Both groups: their sizes, and the state of their strata together. Bad data are noted. */
static int8_t add_groups(nkt_i_call *call, const nkt_i_strata *s, double size[2]) {
    int8_t worst = NKT_STATE_VALUE;

    size[0] = size[1] = 0;
    for (int64_t row = 0; row < s->rows->n_rows; row++) {
        double n[NKT_I_STRATA_COLUMNS];
        int is_in;
        const int8_t state = nkt_i_stratum(call, s, row, n, &is_in);
        if (!is_in)
            continue;
        worst = nkt_i_state_worst(worst, state);
        if (state == NKT_STATE_VALUE) {
            size[0] += n[1];
            size[1] += n[3];
        }
    }
    if (worst == NKT_STATE_VALUE && !(size[0] > 0 && size[1] > 0))
        worst = NKT_STATE_NO_DENOMINATOR;
    return worst;
}

/* What a stratum adds to both parts, percentage points. */
static void decompose(const double n[NKT_I_STRATA_COLUMNS], const double size[2],
                      double *composition, double *rates) {
    const double c_a = n[1] / size[0], c_b = n[3] / size[1];
    const double s_a = n[1] > 0 ? n[0] / n[1] : n[3] > 0 ? n[2] / n[3] : 0;
    const double s_b = n[3] > 0 ? n[2] / n[3] : s_a;

    *composition = 100 * (c_a - c_b) * (s_a + s_b) / 2;
    *rates = 100 * (s_a - s_b) * (c_a + c_b) / 2;
}

nkt_status nkt_kitagawa(const nkt_strata *a, const nkt_strata *b, const nkt_rows *rows,
                        nkt_decomposition *out, const nkt_target *by_stratum, nkt_error *error) {
    nkt_i_call call = nkt_i_call_begin(error, "a b rows out by_stratum error");
    const nkt_i_strata strata = {
        {a ? a->parts : NULL, a ? a->wholes : NULL, b ? b->parts : NULL, b ? b->wholes : NULL},
        {"a.parts", "a.wholes", "b.parts", "b.wholes"},
        4,
        rows};
    nkt_decomposition found = {NAN, NAN, NAN, NKT_STATE_VALUE, 0};
    nkt_i_out to;
    double size[2];

    nkt_i_needed(&call, "a", a);
    nkt_i_needed(&call, "b", b);
    nkt_i_strata_check(&call, &strata);
    nkt_i_needed(&call, "out", out);
    to = nkt_i_target_open(&call, "by_stratum", by_stratum, NKT_I_CONTENT_NUMBERS,
                           rows ? rows->n_rows : 0, ITEMS, 0);
    if (nkt_i_call_refused(&call))
        return call.status;

    found.state = add_groups(&call, &strata, size);
    if (found.state == NKT_STATE_VALUE)
        found.composition = found.rates = 0;
    for (int64_t row = 0; row < rows->n_rows; row++) {
        double n[NKT_I_STRATA_COLUMNS], composition = NAN, rates = NAN;
        int is_in = 1;
        if (found.state == NKT_STATE_VALUE)
            nkt_i_stratum(&call, &strata, row, n, &is_in);
        if (found.state == NKT_STATE_VALUE && is_in) {
            decompose(n, size, &composition, &rates);
            found.composition += composition;
            found.rates += rates;
        }
        nkt_i_put_number(&to, row, COMPOSITION, composition);
        nkt_i_put_number(&to, row, RATES, rates);
    }
    found.difference = found.composition + found.rates;
    *out = found;
    return nkt_i_call_end(&call);
}
