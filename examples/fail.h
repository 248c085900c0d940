/*
 * How the examples give up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef FAIL_H
#define FAIL_H

#include <stddef.h>

/* Exit codes. */
enum { FAILED = 1, MISUSED = 2 };

/* Says why on the standard error, and ends the program with that code. */
_Noreturn void fail(int code, const char *format, ...);

/* n elements of memory, all zero; fails where there is none. */
void *allocate(size_t n, size_t size);

/* Fails if something written to the standard output did not get there: disk full, pipe closed. */
void check_output(void);

#endif
