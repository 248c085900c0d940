#!/bin/sh
# A gap that stays as it is, while the level moves: see gap_trend.c.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/../abi/common.inc"
folder=$BUILD/accuracy
mkdir -p "$folder"
$CC -O2 -std=c11 -Iinclude -o "$folder/gap_trend" tests/accuracy/gap_trend.c "$LIB/libnyckeltal.so" \
    -Wl,-rpath,"$LIB" -lm
exec "$folder/gap_trend"
