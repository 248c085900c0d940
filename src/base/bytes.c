/*
 * Numbers in packed bytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/bytes.h"

void nkt_i_bytes_put(unsigned char *to, uint64_t value, int n) {
    for (int i = 0; i < n; i++)
        to[i] = (unsigned char)(value >> (8 * i));
}

uint64_t nkt_i_bytes_take(const unsigned char *from, int n) {
    uint64_t value = 0;

    for (int i = 0; i < n; i++)
        value |= (uint64_t)from[i] << (8 * i);
    return value;
}

uint64_t nkt_i_bytes_sum(const unsigned char *bytes, size_t size) {
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < size; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    return hash;
}
