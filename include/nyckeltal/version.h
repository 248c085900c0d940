/*
 * Which version this is. The three numbers below are the only place where it is written: the
 * Makefile reads them, and refuses to build when the export map or the change log disagrees.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_VERSION_H
#define NYCKELTAL_VERSION_H

#include "export.h"

#define NKT_VERSION_MAJOR 0
#define NKT_VERSION_MINOR 2
#define NKT_VERSION_PATCH 0

/* Major · 10000 + minor · 100 + patch: the version that a program was compiled against. */
#define NKT_VERSION (NKT_VERSION_MAJOR * 10000 + NKT_VERSION_MINOR * 100 + NKT_VERSION_PATCH)

/* Whether the headers are those of that version or a later one, for #if. */
#define NKT_VERSION_AT_LEAST(major, minor, patch)                                                  \
    (NKT_VERSION >= (major)*10000 + (minor)*100 + (patch))

NKT_BEGIN

/*
 * The version of the library that is running, in the form of NKT_VERSION.
 *
 * It differs from NKT_VERSION where the program was compiled against another release.
 */
NKT_API int32_t nkt_version(void);

/*
 * The same as text, "0.2.0". The string is constant and lives as long as the library.
 */
NKT_API const char *nkt_version_string(void);

NKT_END

#endif
