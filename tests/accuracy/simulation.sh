#!/bin/sh
# The benchmark of expected.h where the truth is known: see simulation.c.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/../abi/common.inc"
folder=$BUILD/accuracy
mkdir -p "$folder"
$CC -O2 -std=c11 -Iinclude -o "$folder/simulation" tests/accuracy/simulation.c "$LIB/libnyckeltal.so" \
    -Wl,-rpath,"$LIB" -lm
exec "$folder/simulation"
