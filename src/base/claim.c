/*
 * The caller's memory: how much is needed, and getting it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"

size_t nkt_i_bytes_add(nkt_i_bytes *bytes, int64_t n, size_t size) {
    const size_t at = bytes->total;
    size_t more;

    if (n < 0 || (uint64_t)n > SIZE_MAX || !nkt_i_size_mul((size_t)n, size, &more) ||
        !nkt_i_size_align8(more, &more) || !nkt_i_size_add(at, more, &bytes->total))
        bytes->overflow = 1;
    return at;
}

static void refuse_room(nkt_i_call *call, int32_t reason, const char *path, size_t size,
                        size_t needed) {
    nkt_i_fault fault = NKT_I_AT(path);
    char sentence[64];
    nkt_i_text text = nkt_i_text_begin(sentence, sizeof sentence);

    if (reason == NKT_REASON_NOT_GROWN) {
        nkt_i_text_add(&text, "bytes could not be grown to ");
        nkt_i_text_double(&text, (double)needed);
    } else {
        nkt_i_text_add(&text, "bytes are too few");
    }
    fault.value = (double)size;
    fault.bound = (double)needed;
    nkt_i_refuse(call, NKT_E_CAPACITY, reason, fault, sentence);
}

void *nkt_i_claim(nkt_i_call *call, const char *path, nkt_memory *memory, nkt_i_bytes bytes) {
    if (nkt_i_call_refused(call)) {
        if (call->status == NKT_E_CAPACITY && memory && !bytes.overflow)
            memory->needed = bytes.total;
        return NULL;
    }
    if (bytes.overflow) {
        nkt_i_refuse_path(call, NKT_E_SIZE, NKT_REASON_BEYOND_MEMORY, path, NULL);
        return NULL;
    }
    if (!memory) {
        if (bytes.total > 0)
            nkt_i_refuse_path(call, NKT_E_NULL, NKT_REASON_NULL, path, NULL);
        return NULL;
    }
    memory->needed = bytes.total;
    if (bytes.total == 0)
        return memory->data;
    if (!memory->data || memory->size < bytes.total) {
        if (!memory->grow) {
            refuse_room(call, NKT_REASON_TOO_LITTLE_ROOM, path, memory->data ? memory->size : 0,
                        bytes.total);
            return NULL;
        }
        if (!memory->grow(memory, bytes.total) || !memory->data || memory->size < bytes.total) {
            refuse_room(call, NKT_REASON_NOT_GROWN, path, memory->data ? memory->size : 0,
                        bytes.total);
            return NULL;
        }
    }
    if (!nkt_i_is_aligned8(memory->data)) {
        nkt_i_refuse_path(call, NKT_E_ALIGNMENT, NKT_REASON_MISALIGNED, path, NULL);
        return NULL;
    }
    return memory->data;
}

const void *nkt_i_held(nkt_i_call *call, const char *path, const nkt_memory *memory, size_t least) {
    nkt_i_needed(call, path, memory);
    if (nkt_i_call_refused(call))
        return NULL;
    if (!memory->data)
        nkt_i_refuse_path(call, NKT_E_NULL, NKT_REASON_NULL, path,
                          "holds nothing: its data is NULL");
    else if (!nkt_i_is_aligned8(memory->data))
        nkt_i_refuse_path(call, NKT_E_ALIGNMENT, NKT_REASON_MISALIGNED, path, NULL);
    else if (memory->size < least)
        nkt_i_refuse_path(call, NKT_E_STATE, NKT_REASON_NO_STATE, path, NULL);
    return nkt_i_call_refused(call) ? NULL : memory->data;
}

void nkt_i_distinct(nkt_i_call *call, const char *path, const nkt_memory *a, const nkt_memory *b) {
    if (a && b && (a == b || (a->data && a->data == b->data)))
        nkt_i_refuse_path(call, NKT_E_DUPLICATE, NKT_REASON_TWICE, path,
                          "is the same block as another memory of the call");
}

static int is_inside(const nkt_memory *memory, const void *p) {
    const uintptr_t from = (uintptr_t)memory->data, at = (uintptr_t)p;

    return p && at >= from && at - from < memory->size;
}

void nkt_i_not_inside(nkt_i_call *call, const char *path, const nkt_memory *memory,
                      const nkt_table *table) {
    for (int64_t i = 0; memory && memory->data && i < table->n_columns; i++)
        if (is_inside(memory, table->columns[i].values) ||
            is_inside(memory, table->columns[i].rows)) {
            nkt_i_refuse_path(call, NKT_E_DUPLICATE, NKT_REASON_TWICE, path,
                              "holds what the table's columns point at");
            return;
        }
}
