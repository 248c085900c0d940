/*
 * How the examples call the library, and how they give up: see fail.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fail.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void fail(int code, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputs("\n", stderr);
    exit(code);
}

nkt_error fault;
nkt_memory scratch = NKT_MEMORY_REALLOC;

void must(nkt_status status) {
    if (status < 0)
        fail(FAILED, "%s", fault.message);
}

void tell_remark(const char *program) {
    if (fault.status > 0)
        fprintf(stderr, "%s: %s\n", program, fault.message);
}

void *allocate(size_t n, size_t size) {
    void *memory = calloc(n ? n : 1, size);

    if (!memory)
        fail(FAILED, "not enough memory");
    return memory;
}

void check_output(void) {
    errno = 0;
    if (fflush(stdout) != 0 || ferror(stdout))
        fail(FAILED, "the output could not be written: %s", errno ? strerror(errno) : "error");
}
