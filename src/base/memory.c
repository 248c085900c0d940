/*
 * Sizes that cannot overflow unnoticed.
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
