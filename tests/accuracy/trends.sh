#!/bin/sh
# False alarms of verdicts on series, against the table in docs/methods.md: see trends.c.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/../abi/common.inc"
folder=$BUILD/accuracy
data=${NYCKELTAL_DATA:-../shared/data}
mkdir -p "$folder"
$CC -O2 -std=c11 -Iinclude -o "$folder/trends" tests/accuracy/trends.c "$LIB/libnyckeltal.so" \
    -Wl,-rpath,"$LIB" -lm
set --
if [ -f "$data/kolada_2012_2018.csv" ]; then
    set -- "$data/kolada_2012_2018.csv" "$data/refugee_group_size_2014_2018.csv"
else
    echo "published series are skipped: there are no published data"
fi
"$folder/trends" "$@" >"$folder/trends.txt" || {
    grep 'FAILED\|^permuted' "$folder/trends.txt"
    fail "a promise does not hold"
}
grep '^|' "$folder/trends.txt" >"$folder/trends.rows"
[ "${ROWS:-}" = all ] && cat "$folder/trends.rows"
# Each row of the program is one of the table: the same first cells, the last ones within what another
# mathematical library may make of a draw or two. Counts of published verdicts are the same.
awk -F ' *[|] *' '
    function near(a, b, by) { return a == b || (a - b <= by && b - a <= by && a != "" && b != "") }
    FNR == NR { row[$2 "|" ($2 ~ /^published, / ? "" : $3)] = $0; next }
    {
        key = $2 "|" ($2 ~ /^published, / ? "" : $3)
        n = split(row[key], cell, / *[|] */)
        if (!n) { print "docs/methods.md has no row for: " $0; bad = 1; next }
        if ($2 ~ /^published, /) good = row[key] == $0
        else if ($3 ~ /^found/) good = near(cell[n - 1], $(NF - 1), 1.5)
        else good = near(cell[n - 1], $(NF - 1), 0.3) && near(cell[n - 2], $(NF - 2), 0.3) && near(cell[4], $4, 0)
        if (!good) { print "docs/methods.md: " row[key]; print "measured:        " $0; bad = 1 }
    }
    END { exit bad }' docs/methods.md "$folder/trends.rows" || fail "the table is not what was measured"
