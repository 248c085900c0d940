/*
 * Where results go: the caller's own memory, by strides in bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"

nkt_i_target nkt_i_target_of(void *at, size_t size, int64_t n_rows, int64_t stride,
                             const char *name, int32_t argument) {
    return (nkt_i_target){.at = at,
                          .size = (int64_t)size,
                          .n_rows = n_rows,
                          .n_items = 1,
                          .row_stride = stride,
                          .name = name,
                          .argument = argument,
                          .stride_argument = argument + 1};
}

static uint64_t magnitude(int64_t stride) {
    return stride < 0 ? 0 - (uint64_t)stride : (uint64_t)stride;
}

/*
 * Whether no two elements overlap: each stride that counts is at least an element, and the smaller
 * one, repeated, stays within the larger one.
 */
static int are_apart(const nkt_i_target *target) {
    uint64_t rows = magnitude(target->row_stride), items = magnitude(target->item_stride);
    uint64_t size = (uint64_t)target->size, inner, inner_count, outer;

    if (target->n_rows > 1 && rows < size)
        return 0;
    if (target->n_items > 1 && items < size)
        return 0;
    if (target->n_rows <= 1 || target->n_items <= 1)
        return 1;
    inner = rows < items ? rows : items;
    outer = rows < items ? items : rows;
    inner_count = (uint64_t)(rows < items ? target->n_rows : target->n_items);
    return outer >= size && inner_count - 1 <= (outer - size) / inner;
}

/* Whether every offset fits: count - 1 strides, in both directions together. */
static int offsets_fit(const nkt_i_target *target) {
    uint64_t rows = magnitude(target->row_stride), items = magnitude(target->item_stride);
    uint64_t limit = (uint64_t)PTRDIFF_MAX / 2;

    return (target->n_rows < 2 || rows <= limit / (uint64_t)(target->n_rows - 1)) &&
           (target->n_items < 2 || items <= limit / (uint64_t)(target->n_items - 1));
}

nkt_status nkt_i_target_check(const nkt_i_target *target, int needed, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(target->stride_argument);

    if (target->n_rows == 0 || target->n_items == 0)
        return NKT_OK;
    if (!target->at)
        return needed ? nkt_i_refuse_null(error, target->argument, target->name) : NKT_OK;
    if (!are_apart(target))
        return nkt_i_error_set(error, NKT_E_STRIDE, fault, target->name,
                               "its strides make elements overlap");
    if (!offsets_fit(target))
        return nkt_i_error_set(error, NKT_E_SIZE, fault, target->name,
                               "its strides reach beyond memory");
    return NKT_OK;
}

nkt_status nkt_i_capacity_check(int64_t capacity, int64_t needed, int32_t argument,
                                nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(argument);
    char sentence[64];
    nkt_i_text text = nkt_i_text_begin(sentence, sizeof sentence);

    if (capacity < 0)
        return nkt_i_refuse_count(error, argument, "capacity", capacity);
    if (capacity >= needed)
        return NKT_OK;
    nkt_i_text_add(&text, "is too little, ");
    nkt_i_text_integer(&text, needed);
    nkt_i_text_add(&text, " are needed");
    fault.value = (double)capacity;
    return nkt_i_error_value(error, NKT_E_CAPACITY, fault, "capacity", sentence);
}

void nkt_i_target_put(const nkt_i_target *target, int64_t row, int64_t item, const void *element) {
    if (target->at)
        memcpy(target->at + row * target->row_stride + item * target->item_stride, element,
               (size_t)target->size);
}
