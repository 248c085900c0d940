/*
 * What the benchmarks share: a clock, medians, memory, files, giving up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef BENCH_COMMON_H
#define BENCH_COMMON_H

#include <stddef.h>
#include <stdio.h>

/* Says why, and ends the program. */
_Noreturn void bench_fail(const char *format, ...);

/*
 * Milliseconds of processor time that this program has used: every side has one thread, and what
 * else runs on the machine is not to count.
 */
double bench_clock(void);

/* The middle one of n numbers, which it sorts. */
double bench_median(double *numbers, size_t n);

/* Memory that has been written to, so that the first touch of a page is not what is timed. */
void *bench_allocate(size_t size);

/* FOLDER/NAME, opened. */
FILE *bench_open(const char *folder, const char *name, const char *mode);

/* Writes or reads n doubles as FOLDER/NAME. */
void bench_write(const char *folder, const char *name, const double *numbers, size_t n);
void bench_read(const char *folder, const char *name, double *numbers, size_t n);

#endif
