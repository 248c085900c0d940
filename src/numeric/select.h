/*
 * Single numbers of an order, without sorting all of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_SELECT_H
#define NKT_SELECT_H

#include "numeric/sort_keyed.h"

enum { NKT_I_SELECT_DIGITS = 1 << 16, NKT_I_SELECT_BYTES = NKT_I_SELECT_DIGITS * 8 };

/* A set of keys that is asked for several ranks. */
typedef struct nkt_i_selection {
    const uint64_t *keys;
    int64_t n;
    uint64_t *scratch; /* n of them: the keys of one bucket */
    int64_t *starts;   /* NKT_I_SELECT_DIGITS of them: how many keys begin with a lower digit */
    int64_t bucket;    /* the digit whose keys are in scratch; -1: none */
} nkt_i_selection;

/* Counts the keys by their first 16 bits: one pass, and another for each bucket that is asked for. */
void nkt_i_selection_begin(nkt_i_selection *s, const uint64_t *keys, int64_t n, uint64_t *scratch,
                           int64_t *starts);

/* The key of rank i, 0 ... n - 1. Cheapest for ranks near the one before. */
uint64_t nkt_i_selection_key(nkt_i_selection *s, int64_t i);

#endif
