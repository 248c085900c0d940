#!/bin/sh
# Shares of groups that have persons in common: see overlap.c.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/../abi/common.inc"
folder=$BUILD/accuracy
mkdir -p "$folder"
$CC -O2 -std=c11 -Iinclude -o "$folder/overlap" tests/accuracy/overlap.c "$LIB/libnyckeltal.so" \
    -Wl,-rpath,"$LIB" -lm
exec "$folder/overlap"
