/*
 * What the benchmarks share: see bench_common.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench_common.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

_Noreturn void bench_fail(const char *format, ...) {
    va_list arguments;

    fflush(stdout);
    fputs("bench: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputs("\n", stderr);
    exit(EXIT_FAILURE);
}

double bench_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return 1e3 * (double)now.tv_sec + 1e-6 * (double)now.tv_nsec;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double bench_median(double *numbers, size_t n) {
    qsort(numbers, n, sizeof *numbers, ascending);
    return (numbers[(n - 1) / 2] + numbers[n / 2]) / 2;
}

void *bench_allocate(size_t size) {
    void *memory = malloc(size);
    if (!memory)
        bench_fail("not enough memory");
    memset(memory, 1, size);
    return memory;
}

FILE *bench_open(const char *folder, const char *name, const char *mode) {
    char path[4096];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, mode);
    if (!file)
        bench_fail("%s cannot be opened", path);
    return file;
}

void bench_write(const char *folder, const char *name, const double *numbers, size_t n) {
    FILE *file = bench_open(folder, name, "wb");
    size_t written = fwrite(numbers, sizeof *numbers, n, file);
    if (fclose(file) || written != n)
        bench_fail("%s/%s cannot be written", folder, name);
}

void bench_read(const char *folder, const char *name, double *numbers, size_t n) {
    FILE *file = bench_open(folder, name, "rb");
    size_t found = fread(numbers, sizeof *numbers, n, file);
    int more = fgetc(file) != EOF;
    fclose(file);
    if (found != n || more)
        bench_fail("%s/%s does not hold %zu numbers", folder, name, n);
}
