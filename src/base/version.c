/*
 * The version of the library that runs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "nyckeltal/version.h"

#define TEXT_(x) #x
#define TEXT(x)  TEXT_(x)

int32_t nkt_version(void) {
    return NKT_VERSION;
}

const char *nkt_version_string(void) {
    return TEXT(NKT_VERSION_MAJOR) "." TEXT(NKT_VERSION_MINOR) "." TEXT(NKT_VERSION_PATCH);
}
