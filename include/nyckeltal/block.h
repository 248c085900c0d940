/*
 * What lives in a memory: a least-squares state, a fit, a panel, ... What it is can be asked, and all
 * of them are packed and unpacked by one pair of functions, for files, databases, other machines, and
 * whatever a language calls pickling.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_BLOCK_H
#define NYCKELTAL_BLOCK_H

#include "error.h"
#include "memory.h"

NKT_BEGIN

/* What a block is. Pinned for ever. */
enum nkt_block {
    NKT_BLOCK_OLS_STATE = 1,  /* sums of least squares, of nkt_ols_init */
    NKT_BLOCK_OLS_FIT = 2,    /* a fit, of nkt_ols or nkt_ols_fit */
    NKT_BLOCK_OLS_SCORES = 3, /* sums of a second pass, of nkt_ols_scores_init */
    NKT_BLOCK_REFIT = 4,      /* rows ready to be fitted again, of nkt_refit_init */
    NKT_BLOCK_IRLS = 5,       /* a robust or logit fit, of nkt_irls */
    NKT_BLOCK_EXPECTED = 6,   /* a model of expected values, of nkt_expected */
    NKT_BLOCK_PANEL = 7       /* units and years, of nkt_panel_init */
};

/*
 * What a block is, and how much of its memory it takes.
 *
 * block  the memory
 * what   receives NKT_BLOCK_*
 * size   receives the bytes of it. NULL: not wanted
 *
 * How many terms, rows, units it has, and what its options were, its own functions say (nkt_ols_get,
 * nkt_expected_get, nkt_panel_get, ...).
 * Returns NKT_OK, NKT_E_NULL, NKT_E_ALIGNMENT, NKT_E_STATE (nothing that this library made).
 */
NKT_API nkt_status nkt_block_what(const nkt_memory *block, int32_t *what, int64_t *size,
                                  nkt_error *error);

/*
 * Packs a block of any kind: little-endian, versioned, with a check of its bytes.
 *
 * block   what is packed; it stays as it is
 * packed  receives the bytes; packed.needed says how many they are
 *
 * Two least-squares states of the same rows pack to the same bytes, in whatever order and split the
 * rows were added; such a state takes far fewer bytes than live.
 * Returns NKT_OK, NKT_E_NULL, NKT_E_STATE, NKT_E_ALIGNMENT, NKT_E_CAPACITY, NKT_E_DUPLICATE (both the
 * same memory).
 */
NKT_API nkt_status nkt_pack(const nkt_memory *block, nkt_memory *packed, nkt_error *error);

/*
 * Makes a live block of packed bytes. These are not trusted: magic, version, kind, length, check and
 * shape are looked at before anything is written; only bytes that were forged, so that their check fits
 * and their numbers are impossible, are found out in `block`, which then holds no block.
 *
 * packed  the bytes, any alignment; packed.size says how many: those of nkt_pack, or more
 * block   receives the live block
 *
 * Returns NKT_OK, NKT_E_NULL, NKT_E_PACKED, NKT_E_CAPACITY, NKT_E_ALIGNMENT, NKT_E_DUPLICATE.
 */
NKT_API nkt_status nkt_unpack(const nkt_memory *packed, nkt_memory *block, nkt_error *error);

NKT_END

#endif
