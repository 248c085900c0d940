/*
 * The memory of a fit by least squares.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model/model.h"
#include "programmes/programmes.h"

static size_t whole_words(size_t bytes) {
    return (bytes + 7) & ~(size_t)7;
}

nkt_i_fit_parts nkt_i_fit_parts_of(int64_t n_terms) {
    const nkt_ols_options plain = {.size = sizeof plain};
    nkt_i_ols_shape shape;

    nkt_i_ols_shape_make(n_terms, &plain, &shape, NULL);
    return (nkt_i_fit_parts){whole_words(nkt_i_ols_state_size(&shape)),
                             whole_words(nkt_i_ols_fit_bytes(&shape)),
                             whole_words(nkt_i_ols_fit_work_bytes(&shape))};
}
