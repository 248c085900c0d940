/*
 * The arithmetic that the library is written for: IEEE double, no contraction, no reassociation.
 *
 * Included first by every internal header, so that a build without our flags either computes the
 * same bits or does not compile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_BASE_FLOAT_H
#define NKT_BASE_FLOAT_H

#include <float.h>

#ifdef __FAST_MATH__
#error "libnyckeltal cannot be built with -ffast-math: NaN is a value here, and sums are exact"
#endif

/*
 * x87 arithmetic rounds twice: on i386 compile with -msse2 -mfpmath=sse. Where float is computed as
 * double (1: s390x), nothing changes: the library computes in double only.
 */
#if FLT_EVAL_METHOD != 0 && FLT_EVAL_METHOD != 1
#error "libnyckeltal needs FLT_EVAL_METHOD 0 or 1 (on i386: -msse2 -mfpmath=sse)"
#endif

/* A fused multiply-add rounds once where the source says twice. */
#if defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#elif defined(__GNUC__)
#pragma GCC optimize("fp-contract=off")
#endif

#endif
