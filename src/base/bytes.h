/*
 * Numbers in packed bytes, the same on every machine: little-endian; and a check over them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_BYTES_H
#define NKT_BYTES_H

#include "base/float.h"

#include <stddef.h>
#include <stdint.h>

/* The lowest n bytes of a number, 1 ... 8. */
void nkt_i_bytes_put(unsigned char *to, uint64_t value, int n);
uint64_t nkt_i_bytes_take(const unsigned char *from, int n);

/* FNV-1a: each step is one-to-one, so any one changed byte is seen. */
uint64_t nkt_i_bytes_sum(const unsigned char *bytes, size_t size);

#endif
