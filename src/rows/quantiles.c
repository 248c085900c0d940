/*
 * Quantiles by the nine definitions of Hyndman & Fan.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/distribution.h"
#include "numeric/numeric.h"
#include "rows/order.h"

/*
 * What is within rounding of a whole number is that number: n · p of a decimal p is seldom the whole
 * number that it stands for. `size` is what was rounded; its reach is bounded, as large products
 * would all be whole.
 */
static double settled(double at, double size) {
    const double whole = floor(at + 0.5), reach = NKT_I_ROUNDING * fmax(1, size);

    return fabs(at - whole) <= fmin(reach, 0.001) ? whole : at;
}

/* Types 1 to 3 jump from one number to the next. */
static nkt_i_position discontinuous(double n, double p, int32_t type) {
    const double at = settled(type == 3 ? n * p - 0.5 : n * p, n * p);
    nkt_i_position q;

    q.below = floor(at);
    switch (type) {
    case 1:
        q.weight = at > q.below;
        break;
    case 2:
        q.weight = at > q.below ? 1 : 0.5;
        break;
    default:
        q.weight = at != q.below || fmod(q.below, 2) == 1;
    }
    return q;
}

const double nkt_i_quantile_ends[10][2] = {
    [4] = {0, 1}, [5] = {0.5, 0.5},         [6] = {0, 0},
    [7] = {1, 1}, [8] = {1.0 / 3, 1.0 / 3}, [9] = {3.0 / 8, 3.0 / 8}};

/* Types 4 to 9 are piecewise linear. */
static nkt_i_position continuous(double n, double p, int32_t type) {
    const double a = nkt_i_quantile_ends[type][0], b = nkt_i_quantile_ends[type][1];
    const double exact = a + p * (n + 1 - a - b), at = settled(exact, exact);
    nkt_i_position q;

    q.below = floor(at);
    q.weight = at - q.below;
    return q;
}

nkt_i_position nkt_i_quantile_position(double n, double p, int32_t type) {
    return type <= 3 ? discontinuous(n, p, type) : continuous(n, p, type);
}

static double number_of_rank(nkt_i_selection *s, double rank) {
    const int64_t i = rank < 1 ? 0 : rank > (double)s->n ? s->n - 1 : (int64_t)rank - 1;
    return nkt_i_key_value(nkt_i_selection_key(s, i));
}

static double quantile(nkt_i_selection *s, double p, int32_t type) {
    const nkt_i_position q = nkt_i_quantile_position((double)s->n, p, type);
    double below, above;

    if (q.weight == 0)
        return number_of_rank(s, q.below);
    above = number_of_rank(s, q.below + 1);
    if (q.weight == 1)
        return above;
    below = number_of_rank(s, q.below);
    if (below == above)
        return below;
    return (1 - q.weight) * below + q.weight * above;
}

void nkt_i_key_quantiles(nkt_i_ordered *ordered, const double *probabilities, int64_t n,
                         int32_t type, double *out) {
    nkt_i_selection s;

    nkt_i_selection_begin(&s, (uint64_t *)(void *)ordered->scratch, ordered->n,
                          (uint64_t *)(void *)ordered->items, ordered->starts);
    for (int64_t k = 0; k < n; k++)
        out[k] = ordered->n > 0 ? quantile(&s, probabilities[k], type) : NAN;
}

void nkt_i_ordered_quantiles(nkt_i_ordered *ordered, const double *probabilities, int64_t n,
                             int32_t type, double *out) {
    uint64_t *keys = (uint64_t *)(void *)ordered->scratch;

    for (int64_t i = 0; i < ordered->n; i++)
        keys[i] = ordered->items[i].key;
    nkt_i_key_quantiles(ordered, probabilities, n, type, out);
}

void nkt_i_probabilities_check(nkt_i_call *call, const double *probabilities, int64_t n,
                               int32_t type, const double *out) {
    nkt_i_count(call, "n_probabilities", n, 0, INT32_MAX);
    if (n > 0)
        nkt_i_needed(call, "probabilities", probabilities);
    for (int64_t k = 0; k < n && !nkt_i_call_refused(call); k++)
        if (!(probabilities[k] >= 0 && probabilities[k] <= 1)) {
            nkt_i_fault fault = NKT_I_AT("probabilities");
            fault.item = (int32_t)k;
            fault.value = probabilities[k];
            nkt_i_refuse(call, NKT_E_DOMAIN, NKT_REASON_OUT_OF_RANGE, fault, "is not 0 to 1");
        }
    nkt_i_code(call, "type", type, 1, 9);
    if (n > 0)
        nkt_i_needed(call, "out", out);
}

nkt_status nkt_quantiles(const nkt_column *values, const nkt_rows *rows,
                         const double *probabilities, int64_t n_probabilities, int32_t type,
                         double *out, nkt_memory *work, nkt_error *error) {
    nkt_i_call call =
        nkt_i_call_begin(error, "values rows probabilities n_probabilities type out work error");
    nkt_i_ordered ordered;

    nkt_i_order_check(&call, values, rows);
    nkt_i_probabilities_check(&call, probabilities, n_probabilities, type, out);
    ordered = nkt_i_order_claim(&call, rows ? rows->n_rows : 0, work);
    if (nkt_i_call_refused(&call))
        return call.status;
    nkt_i_order_read_keys(&call, &ordered, values, rows);
    nkt_i_key_quantiles(&ordered, probabilities, n_probabilities, type, out);
    return nkt_i_call_end(&call);
}
