#!/bin/sh
# What is said to show, found as often as it says: see power.c.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/../abi/common.inc"
folder=$BUILD/accuracy
mkdir -p "$folder"
$CC -O2 -std=c11 -Iinclude -o "$folder/power" tests/accuracy/power.c "$LIB/libnyckeltal.so" \
    -Wl,-rpath,"$LIB" -lm
exec "$folder/power"
