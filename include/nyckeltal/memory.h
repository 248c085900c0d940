/*
 * Memory that the caller lends: scratch for one call, or the block that a state, a fit or a model
 * lives in. The library never allocates.
 *
 *     nkt_memory work = {0};                                   a host asks first, ...
 *     nkt_rank(..., &work, &error);                            NKT_E_CAPACITY: work.needed bytes
 *     work.data = buffer; work.size = work.needed;             ... then calls again
 *     nkt_rank(..., &work, &error);
 *
 *     #include <nyckeltal/realloc.h>                           or lets it grow by itself
 *     nkt_memory work = NKT_MEMORY_REALLOC;
 *     nkt_rank(..., &work, &error);
 *     nkt_memory_free(&work);
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_MEMORY_H
#define NYCKELTAL_MEMORY_H

#include "export.h"

NKT_BEGIN

/*
 * A block of the caller's. A call that takes one says in `needed` how many bytes it takes, also
 * where it succeeds. If there are fewer, it asks `grow`; without `grow` it is refused with
 * NKT_E_CAPACITY, and nothing but `needed` is written, here and in any other memory of the call: so
 * a size is asked by the call itself.
 *
 * One memory may serve many calls, one after another. Scratch holds nothing between calls. What a
 * state is lies in its bytes alone, flat and without pointers: they may be copied, and moved by
 * `grow`. Two memories of one call are distinct blocks.
 */
typedef struct nkt_memory {
    void *data;    /* 8-byte aligned; NULL only where size is 0 */
    size_t size;   /* how many bytes there are */
    size_t needed; /* receives how many the last call takes */
    /*
     * Makes data at least `needed` bytes, the first `size` of them as before, and sets data and
     * size. Returns 0 where it cannot, and changes nothing then; otherwise not 0. NULL: the block
     * has the size that it has.
     */
    int32_t (*grow)(struct nkt_memory *memory, size_t needed);
    void *context; /* the caller's own, for grow */
} nkt_memory;

NKT_END

#endif
