/*
 * The representation area's own question: how municipalities distribute over classes of the balance
 * index.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/classes.h"
#include "nyckeltal/representation.h"

#include "figures/classify.h"

const char *nkt_representation_class_name(int32_t representation_class) {
    switch (representation_class) {
    case NKT_REPRESENTATION_UNDER:
        return "under-represented";
    case NKT_REPRESENTATION_SIMILAR:
        return "similar";
    case NKT_REPRESENTATION_OVER:
        return "over-represented";
    default:
        return "";
    }
}

nkt_status nkt_representation_classes(const nkt_column *balance, int64_t n_rows, const double *cuts,
                                      int64_t n_cuts, int32_t *classes, int64_t classes_stride,
                                      int32_t *states, int64_t states_stride, nkt_error *error) {
    static const double guide[] = {0.7, 1.0};
    const nkt_i_target target =
        nkt_i_target_of(classes, sizeof *classes, n_rows, classes_stride, "classes", 5);
    nkt_i_classes rule = {
        cuts,
        n_cuts,
        NKT_CLOSED_RIGHT,
        1,
        NKT_I_NOT_NEGATIVE,
        "balance",
        nkt_i_target_of(states, sizeof *states, n_rows, states_stride, "states", 7)};

    nkt_i_error_clear(error);
    if (!cuts && n_cuts == 0) {
        rule.cuts = guide;
        rule.n_cuts = 2;
    }
    return nkt_i_classify(balance, n_rows, &rule, &target, error);
}
