/*
 * A block of each kind, made of the same few rows: what can be packed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_BLOCKS_EVERY_KIND_H
#define TESTS_BLOCKS_EVERY_KIND_H

#include "nyckeltal.h"
#include "nyckeltal/realloc.h"

enum { KIND_ROWS = 8 };

/* The kind NKT_BLOCK_* in `block`; `fit` receives the fit that some of them rest on. */
static nkt_status make_block(int32_t what, nkt_memory *block, nkt_memory *fit, nkt_memory *work) {
    static const double y[KIND_ROWS] = {3, 5, 4, 8, 9, 7, 12, 11};
    static const double x[KIND_ROWS] = {1, 2, 3, 4, 5, 6, 7, 8};
    static const double size[KIND_ROWS] = {50, 60, 70, 80, 90, 100, 110, 120};
    static const int32_t unit[KIND_ROWS] = {1, 1, 2, 2, 3, 3, 4, 4};
    static const int32_t year[KIND_ROWS] = {1, 2, 1, 2, 1, 2, 1, 2};
    const nkt_column response = NKT_ARRAY(0, y), term = NKT_ARRAY(0, x),
                     persons = NKT_ARRAY(0, size), key = NKT_ARRAY(0, unit),
                     years = NKT_ARRAY(0, year);
    const nkt_table keys = NKT_TABLE_OF(&key, 1, KIND_ROWS);
    nkt_design design = {
        .rows = NKT_ROWS(KIND_ROWS), .response = &response, .terms = &term, .n_terms = 1};
    nkt_status status = nkt_ols(&design, NULL, fit, work, NULL);

    if (status < 0)
        return status;
    switch (what) {
    case NKT_BLOCK_OLS_STATE:
        status = nkt_ols_init(block, 1, NULL, NULL);
        return status < 0 ? status : nkt_ols_add(block, &design, NULL);
    case NKT_BLOCK_OLS_FIT:
        return nkt_ols(&design, NULL, block, work, NULL);
    case NKT_BLOCK_OLS_SCORES:
        status = nkt_ols_scores_init(block, fit, NKT_ROBUST_HC3, 0, NULL);
        return status < 0 ? status : nkt_ols_scores_add(block, fit, &design, work, NULL);
    case NKT_BLOCK_REFIT:
        return nkt_refit_init(block, fit, &design, work, NULL);
    case NKT_BLOCK_IRLS:
        return nkt_irls(&design, NULL, block, work, NULL);
    case NKT_BLOCK_EXPECTED:
        design.size = &persons;
        return nkt_expected(&design, NULL, block, work, NULL);
    default:
        return nkt_panel_init(block, &keys, &years, work, NULL);
    }
}

#endif
