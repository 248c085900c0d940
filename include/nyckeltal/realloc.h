/*
 * Memory that grows by realloc: compiled in the caller's program, never part of the library, which
 * does not allocate. nyckeltal.h does not include this header.
 *
 *     nkt_memory work = NKT_MEMORY_REALLOC;
 *     ... any number of calls with &work ...
 *     nkt_memory_free(&work);
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_REALLOC_H
#define NYCKELTAL_REALLOC_H

#include <stdlib.h>

#include "memory.h"

/* The `grow` of a memory that begins as NKT_MEMORY_REALLOC. */
static inline int32_t nkt_memory_realloc(nkt_memory *memory, size_t needed) {
    void *data = realloc(memory->data, needed);

    if (!data)
        return 0;
    memory->data = data;
    memory->size = needed;
    return 1;
}

/* An empty memory, as an initialiser. */
#ifdef __cplusplus
#define NKT_MEMORY_REALLOC                                                                         \
    { nullptr, 0, 0, nkt_memory_realloc, nullptr }
#else
#define NKT_MEMORY_REALLOC                                                                         \
    { NULL, 0, 0, nkt_memory_realloc, NULL }
#endif

/* Gives the block back. The memory may be used again. */
static inline void nkt_memory_free(nkt_memory *memory) {
    nkt_memory empty = NKT_MEMORY_REALLOC;

    free(memory->data);
    memory->data = empty.data;
    memory->size = 0;
}

#endif
