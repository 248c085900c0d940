#!/bin/sh
# The program in docs/models.md compiles without a warning, and says of each row how far it is from
# what is expected.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/../abi/common.inc"
folder=$(fresh_folder models)
sed -n '/^```c$/,/^```$/p' docs/models.md | sed '/^```/d' >"$folder/program.c"
[ "$(wc -l <"$folder/program.c")" -lt 30 ] || fail "the program has become long"
$CC -O2 -std=c11 -Wall -Wextra -Wno-missing-field-initializers -Werror -Iinclude -o "$folder/program" \
    "$folder/program.c" "$LIB/libnyckeltal.so" -Wl,-rpath,"$LIB" || fail 'the program does not compile'
"$folder/program" >"$folder/out" 2>"$folder/err" || fail 'the program fails'
[ ! -s "$folder/err" ] || fail "the program complains: $(cat "$folder/err")"
[ "$(grep -cE '^[A-H] [+-][0-9.]+ (above|below|uncertain)$' "$folder/out")" -eq 8 ] ||
    fail "eight deviations: $(cat "$folder/out")"
