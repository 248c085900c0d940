/*
 * One figure of the catalogue over one block of rows, from the caller's columns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_INDICATORS_FIGURE_H
#define NKT_INDICATORS_FIGURE_H

#include "figures/figures.h"

/* What a call asked for, checked. */
typedef struct nkt_i_request {
    const nkt_column *inputs;
    int64_t n_inputs;
    int32_t argument; /* the number of the inputs among the parameters of the public call */
    nkt_i_method method;
} nkt_i_request;

/* Rows first ... first + count - 1, count <= NKT_I_BLOCK. */
void nkt_i_figure_block(const nkt_indicator *figure, const nkt_i_request *request, int64_t first,
                        int64_t count, nkt_i_block *block, nkt_i_faults *faults);

#endif
