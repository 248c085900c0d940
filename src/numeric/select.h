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
    int64_t n;
    uint64_t *ordered; /* the keys by their first digit */
    int64_t *ends; /* NKT_I_SELECT_DIGITS of them: how many keys begin with that digit or a lower */
    uint64_t *some; /* room for n: those that are looked through */
} nkt_i_selection;

/*
 * Orders the keys by their first 16 bits, into scratch, which holds n; starts holds
 * NKT_I_SELECT_DIGITS. All three are taken, and the keys are gone.
 */
void nkt_i_selection_begin(nkt_i_selection *s, uint64_t *keys, int64_t n, uint64_t *scratch,
                           int64_t *starts);

/* The key of rank i, 0 ... n - 1: a look through those with the same first 16 bits. */
uint64_t nkt_i_selection_key(nkt_i_selection *s, int64_t i);

#endif
