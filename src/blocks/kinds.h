/*
 * The kinds of blocks: how each is told by its first word, and who checks it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_BLOCKS_KINDS_H
#define NKT_BLOCKS_KINDS_H

#include "base/base.h"
#include "nyckeltal/block.h"

/* Refuses a memory that does not hold such a block, so that no reader is led out of it. */
typedef void nkt_i_block_checker(nkt_i_call *call, const char *path, const nkt_memory *memory);

typedef struct nkt_i_block_kind {
    int32_t what;   /* NKT_BLOCK_* */
    uint64_t magic; /* the first word of a live one; the second is its size in bytes */
    nkt_i_block_checker *check;
} nkt_i_block_kind;

/* NULL where there is none. */
const nkt_i_block_kind *nkt_i_block_kind_of(int32_t what);
const nkt_i_block_kind *nkt_i_block_kind_by_magic(uint64_t magic);

/* Checks a live block; NULL where the call is refused. */
const nkt_i_block_kind *nkt_i_block_open(nkt_i_call *call, const char *path,
                                         const nkt_memory *memory);

/* The size that a live block says it has. */
uint64_t nkt_i_block_size(const nkt_memory *memory);

#endif
