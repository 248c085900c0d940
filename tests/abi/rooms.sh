#!/bin/sh
# Includes run one way: base <- numeric <- indicators, model <- compare, programmes, register. A room
# uses another through a public header or the other's one internal header, GSL stays in one file,
# and only headers of C that compute are used.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/common.inc"

find src include -type f -name '*.[chi]*' | sort | xargs awk -f tests/abi/rooms.awk >&2 ||
    fail 'includes go the wrong way'
