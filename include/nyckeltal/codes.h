/*
 * Every enum of the library at run time: its codes, their names, what they mean. For messages, for
 * options that come as words, and for languages that read no headers.
 *
 * An enum is called by its tag without nkt_: "state", "direction", "interval". The name of a code is
 * its constant without what all constants of the enum begin with, in lower case:
 * NKT_STATE_NOT_APPLICABLE is "not_applicable". All strings are constant, UTF-8, and never NULL.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_CODES_H
#define NYCKELTAL_CODES_H

#include "error.h"

NKT_BEGIN

/* One code. Read it through the pointer that an accessor returns; members may be added at the end. */
typedef struct nkt_code {
    int64_t value;
    const char *name;     /* "not_applicable" */
    const char *constant; /* "NKT_STATE_NOT_APPLICABLE" */
    const char *text;     /* what it means, in a few words; "" where the name says it */
} nkt_code;

/* One enum. As for nkt_code. */
typedef struct nkt_enum {
    const char *name;      /* "state" */
    const nkt_code *codes; /* n_codes of them, as in the header */
    int64_t n_codes;
    int32_t are_flags; /* 1: several codes may be added together */
    int32_t reserved;  /* 0 */
} nkt_enum;

/* How many enums there are. */
NKT_API int64_t nkt_enum_count(void);

/* The enum at a position, in order of name; NULL outside 0 ... count - 1. */
NKT_API const nkt_enum *nkt_enum_at(int64_t position);

/* The enum of that name, with or without nkt_ before it; NULL where there is none, or name is NULL. */
NKT_API const nkt_enum *nkt_enum_by_name(const char *name);

/*
 * The code of that value; NULL where there is none. So nkt_code_of("status", status)->text is what a
 * status means.
 *
 * enumeration  the name of the enum; NULL: no enum has it
 * value        the code
 */
NKT_API const nkt_code *nkt_code_of(const char *enumeration, int64_t value);

/*
 * The name of a code; "" where there is none of that value.
 *
 * enumeration  the name of the enum; NULL: no enum has it
 * value        the code
 */
NKT_API const char *nkt_code_name(const char *enumeration, int64_t value);

/*
 * The code of that name, or of that constant: "wilson", "NKT_INTERVAL_WILSON". NULL where there is
 * none.
 *
 * enumeration  the name of the enum; NULL: no enum has it
 * name         matched exactly; NULL: no code has it
 */
NKT_API const nkt_code *nkt_code_by_name(const char *enumeration, const char *name);

/*
 * The names of several codes that were added together: "partial, series_break".
 *
 * enumeration  the name of an enum whose codes are flags
 * flags        their sum; "" for 0. A bit that no code has is shown as a number
 * text         receives the words and a closing NUL. NULL only if size is 0
 * size         bytes of room
 * needed       receives how many bytes it takes, the NUL included, also where there are too few.
 *              NULL: not wanted
 * Returns NKT_OK, NKT_E_NULL, NKT_E_ID (no such enum, or its codes are no flags), NKT_E_CAPACITY.
 */
NKT_API nkt_status nkt_flags_text(const char *enumeration, int64_t flags, char *text, size_t size,
                                  size_t *needed, nkt_error *error);

NKT_END

#endif
