/*
 * Sizes that cannot overflow unnoticed, and the checks of memory that the caller lends.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"

int nkt_i_size_add(size_t a, size_t b, size_t *out) {
    if (a > SIZE_MAX - b)
        return 0;
    *out = a + b;
    return 1;
}

int nkt_i_size_mul(size_t a, size_t b, size_t *out) {
    if (b && a > SIZE_MAX / b)
        return 0;
    *out = a * b;
    return 1;
}

int nkt_i_size_align8(size_t size, size_t *out) {
    size_t padded;
    if (!nkt_i_size_add(size, 7, &padded))
        return 0;
    *out = padded & ~(size_t)7;
    return 1;
}

int nkt_i_is_aligned8(const void *memory) {
    return (uintptr_t)memory % 8 == 0;
}

nkt_status nkt_i_memory_check(const void *memory, size_t size, size_t needed, int32_t argument,
                              const char *name, nkt_error *error) {
    nkt_i_fault fault = NKT_I_FAULT(argument);

    if (needed == 0)
        return NKT_OK;
    if (!memory)
        return nkt_i_refuse_null(error, argument, name);
    if (!nkt_i_is_aligned8(memory))
        return nkt_i_error_set(error, NKT_E_ALIGNMENT, fault, name, "is not 8-byte aligned");
    if (size < needed) {
        char sentence[64];
        nkt_i_text text = nkt_i_text_begin(sentence, sizeof sentence);
        nkt_i_text_add(&text, "bytes are too few, ");
        nkt_i_text_double(&text, (double)needed);
        nkt_i_text_add(&text, " are needed");
        fault.argument = argument + 1;
        fault.value = (double)size;
        return nkt_i_error_value(error, NKT_E_CAPACITY, fault, name, sentence);
    }
    return NKT_OK;
}
