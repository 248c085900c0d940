#!/bin/sh
# What is promised of a group, and of all ranks together: see ranks.c.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/../abi/common.inc"
folder=$BUILD/accuracy
mkdir -p "$folder"
$CC -O2 -std=c11 -Iinclude -o "$folder/ranks" tests/accuracy/ranks.c "$LIB/libnyckeltal.so" \
    -Wl,-rpath,"$LIB" -lm
exec "$folder/ranks" 1 1000
