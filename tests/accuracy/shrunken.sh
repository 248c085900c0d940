#!/bin/sh
# What the limits of shrunken deviations hold, and whether docs/models.md says the same: see shrunken.c.
# SHRUNKEN=all runs every world; as a test, those of `slice`. Sizes are those of real municipalities.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/../abi/common.inc"
data=${NYCKELTAL_DATA:-../shared/data}/refugee_group_size_2014_2018.csv
if [ ! -f "$data" ]; then
    echo "skipped: $data is not there (set NYCKELTAL_DATA)"
    exit 0
fi
folder=$BUILD/accuracy
mkdir -p "$folder"
awk -F, 'NR > 1 && $2 == 2015 && $3 != "" { print $3 }' "$data" >"$folder/sizes.txt"
$CC -O2 -std=c11 -ffp-contract=off -Iinclude -o "$folder/shrunken" tests/accuracy/shrunken.c \
    "$LIB/libnyckeltal.so" -Wl,-rpath,"$LIB" -lm
"$folder/shrunken" "$folder/sizes.txt" "${SHRUNKEN:-slice}" >"$folder/shrunken.txt" || {
    cat "$folder/shrunken.txt"
    exit 1
}
cat "$folder/shrunken.txt"
# Every row is a row of the table, within .002 (.02 of the few that are called above or below): another
# C library may round a logarithm otherwise.
awk -F'|' '
    function key(i) { return $2 + 0 "/" $3 + 0 }
    function numbers(text, out) { gsub(/–/, "|", text); return split(text, out, "|") }
    FNR == NR { if (NF == 12 && $2 + 0 > 0) table[key()] = $0; next }
    {
        n++
        if (!(key() in table)) { print "not in docs/models.md: " $0; bad = 1; next }
        k = numbers($0, ours)
        if (numbers(table[key()], theirs) != k) bad = 1
        for (i = 2; i < k; i++)
            if ((ours[i] - theirs[i]) ^ 2 > (i == k - 1 ? 0.0201 : 0.00201) ^ 2) bad = 1
        if (bad) { print "docs/models.md says: " table[key()]; exit }
    }
    END { exit bad || n == 0 }' docs/models.md "$folder/shrunken.txt" || {
    echo 'FAILED: the table of docs/models.md is another one'
    exit 1
}
