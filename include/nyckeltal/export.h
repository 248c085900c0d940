/*
 * How a public function is declared: C linkage, visible outside the shared library.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_EXPORT_H
#define NYCKELTAL_EXPORT_H

/* A parser that has no C headers of its own (cffi) defines NKT_NO_STD_INCLUDES. */
#ifndef NKT_NO_STD_INCLUDES
#include <stddef.h>
#include <stdint.h>
#endif

#if defined(__GNUC__) && !defined(NKT_NO_STD_INCLUDES)
#define NKT_API __attribute__((visibility("default")))
#else
#define NKT_API
#endif

#ifdef __cplusplus
#define NKT_BEGIN extern "C" {
#define NKT_END   }
#else
#define NKT_BEGIN
#define NKT_END
#endif

#endif
