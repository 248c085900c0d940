/*
 * The memory of a fit by least squares.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"
#include "followup/followup.h"

nkt_i_fit_parts nkt_i_fit_parts_of(int64_t n_terms) {
    const nkt_i_ols_shape shape = nkt_i_ols_shape_plain(n_terms);
    nkt_i_fit_parts parts;

    parts.state = nkt_i_ols_state_size(&shape);
    parts.fit = nkt_i_ols_fit_bytes(&shape);
    /* nkt_ols_fit makes the fit in its work area, and copies it when nothing can be refused. */
    parts.work = nkt_i_ols_fit_bytes(&shape) + nkt_i_ols_fit_work_bytes(&shape);
    return parts;
}

nkt_memory nkt_i_fit_memory(void *at, size_t size) {
    return (nkt_memory){.data = at, .size = size};
}
