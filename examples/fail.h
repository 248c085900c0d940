/*
 * How the examples call the library, and how they give up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef FAIL_H
#define FAIL_H

#include <nyckeltal.h>
#include <nyckeltal/realloc.h>

#include <stddef.h>

/* Exit codes. */
enum { FAILED = 1, MISUSED = 2 };

/* Says why on the standard error, and ends the program with that code. */
_Noreturn void fail(int code, const char *format, ...);

/*
 * A program of one thread that ends where a call is refused needs one error and one scratch memory,
 * which grows to what the largest call takes: must(nkt_rank(..., &scratch, &fault)).
 */
extern nkt_error fault;
extern nkt_memory scratch;

/* Fails, with what `fault` says, where the call was refused. */
void must(nkt_status status);

/* Tells of the remark that the last call made, if it did. */
void tell_remark(const char *program);

/* n elements of memory, all zero; fails where there is none. */
void *allocate(size_t n, size_t size);

/* Fails if something written to the standard output did not get there: disk full, pipe closed. */
void check_output(void);

#endif
