/*
 * The memory of a fit by least squares.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"
#include "followup/followup.h"

nkt_i_fit_parts nkt_i_fit_parts_of(int64_t n_terms) {
    const nkt_ols_options plain = {.size = sizeof plain};
    nkt_i_ols_shape shape;
    nkt_i_fit_parts parts = {0};

    nkt_i_ols_shape_make(n_terms, &plain, &shape, NULL);
    nkt_i_size_align8(nkt_i_ols_state_size(&shape), &parts.state);
    nkt_i_size_align8(nkt_i_ols_fit_bytes(&shape), &parts.fit);
    nkt_i_size_align8(nkt_i_ols_fit_work_bytes(&shape), &parts.work);
    return parts;
}
