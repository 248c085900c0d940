/*
 * Quantiles by the nine definitions of Hyndman & Fan.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/distribution.h"
#include "rows/order.h"

/* What rounding may leave of n · p that is a whole number: as R has it. */
#define FUZZ (4 * 0x1p-52)

/* A quantile lies at (1 - weight) of rank `below` and weight of the next one; ranks from 1. */
typedef struct position {
    double below, weight;
} position;

/* Types 1 to 3 jump from one number to the next. */
static position discontinuous(double n, double p, int32_t type) {
    const double at = type == 3 ? n * p - 0.5 : n * p;
    position q;

    q.below = floor(at + FUZZ);
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

/* Types 4 to 9 are piecewise linear: rank a + p (n + 1 - a - b). */
static position continuous(double n, double p, int32_t type) {
    static const double ends[10][2] = {
        [4] = {0, 1}, [5] = {0.5, 0.5},         [6] = {0, 0},
        [7] = {1, 1}, [8] = {1.0 / 3, 1.0 / 3}, [9] = {3.0 / 8, 3.0 / 8}};
    const double a = ends[type][0], b = ends[type][1], at = a + p * (n + 1 - a - b);
    position q;

    q.below = floor(at + FUZZ);
    q.weight = at - q.below;
    if (fabs(q.weight) < FUZZ)
        q.weight = 0;
    return q;
}

static double number_of_rank(nkt_i_selection *s, double rank) {
    const int64_t i = rank < 1 ? 0 : rank > (double)s->n ? s->n - 1 : (int64_t)rank - 1;
    return nkt_i_key_value(nkt_i_selection_key(s, i));
}

static double quantile(nkt_i_selection *s, double p, int32_t type) {
    const double n = (double)s->n;
    const position q = type <= 3 ? discontinuous(n, p, type) : continuous(n, p, type);
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

void nkt_i_ordered_quantiles(nkt_i_ordered *ordered, const double *probabilities, int64_t n,
                             int32_t type, double *out) {
    uint64_t *keys = (uint64_t *)(void *)ordered->scratch;
    nkt_i_selection s;

    for (int64_t i = 0; i < ordered->n; i++)
        keys[i] = ordered->items[i].key;
    nkt_i_selection_begin(&s, keys, ordered->n, (uint64_t *)(void *)ordered->items,
                          ordered->starts);
    for (int64_t k = 0; k < n; k++)
        out[k] = ordered->n > 0 ? quantile(&s, probabilities[k], type) : NAN;
}

static nkt_status check_type(int32_t type, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(5);

    if (type >= 1 && type <= 9)
        return NKT_OK;
    fault.value = type;
    return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "type", "is not 1 to 9");
}

static nkt_status check_probabilities(const double *probabilities, int64_t n, const double *out,
                                      nkt_error *error) {
    if (n < 0)
        return nkt_i_refuse_count(error, 4, "n_probabilities", n);
    if (n > 0 && !probabilities)
        return nkt_i_refuse_null(error, 3, "probabilities");
    for (int64_t k = 0; k < n; k++)
        if (!(probabilities[k] >= 0 && probabilities[k] <= 1)) {
            nkt_i_fault fault = NKT_I_FAULT(3);
            fault.item = k > INT32_MAX ? INT32_MAX : (int32_t)k;
            fault.value = probabilities[k];
            return nkt_i_error_value(error, NKT_E_DOMAIN, fault, "probabilities", "is not 0 to 1");
        }
    return n > 0 && !out ? nkt_i_refuse_null(error, 6, "out") : NKT_OK;
}

nkt_status nkt_quantiles(const nkt_column *values, int64_t n_rows, const double *probabilities,
                         int64_t n_probabilities, int32_t type, double *out, void *work,
                         size_t work_size, nkt_error *error) {
    nkt_i_ordered ordered;
    nkt_i_bad_rows bad;
    nkt_status status;

    nkt_i_error_clear(error);
    status = nkt_i_ordered_begin(&ordered, n_rows, 2, work, work_size, 7, error);
    if (!status)
        status = nkt_i_ordered_check(values, n_rows, 1, "values", error);
    if (!status)
        status = check_probabilities(probabilities, n_probabilities, out, error);
    if (!status)
        status = check_type(type, error);
    if (status)
        return status;
    nkt_i_bad_rows_begin(&bad);
    nkt_i_ordered_read(&ordered, values, n_rows, 0, 1, "values", &bad);
    nkt_i_ordered_quantiles(&ordered, probabilities, n_probabilities, type, out);
    return nkt_i_bad_rows_end(&bad, error);
}
