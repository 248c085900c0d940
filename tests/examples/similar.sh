#!/bin/sh
# similar: published groups, distances by hand, what is left out, what it complains of.
# SPDX-License-Identifier: GPL-3.0-or-later
. tests/examples/checks
data=$(cd "$DATA" 2>/dev/null && pwd)
cd "$work" || exit 1

# ---- by hand ---------------------------------------------------------------------------------------
cat >units.csv <<'EOF'
municipality,a,b
0,99,99
0114,0,0
0115,3,4
0117,1,0
0120,,1
0123,0,1
EOF
run 0 similar units.csv --variables a,b --scales 1,2
err_has 'similar: left out: 0120, without a'
out_is 'city block' <<'EOF'
focus,position,member,distance,a,b
0114,1,0123,0.5,0,0.5
0114,2,0117,1,1,0
0114,3,0115,5,3,2
0115,1,0117,4,2,2
0115,2,0123,4.5,3,1.5
0115,3,0114,5,3,2
0117,1,0114,1,1,0
0117,2,0123,1.5,1,0.5
0117,3,0115,4,2,2
0123,1,0114,0.5,0,0.5
0123,2,0117,1.5,1,0.5
0123,3,0115,4.5,3,1.5
EOF
run 0 similar units.csv --variables a,b --scales 1,1 --metric euclid --focus 0115 --k 1
out_is 'Euclidean: the squares' <<'EOF'
focus,position,member,distance,a,b
0115,1,0123,4.2426406871192848,9,9
EOF
# Standard deviations of a: 0 3 1 0, and of b: 0 4 0 1.
run 0 similar units.csv --variables a,b --scales sd --focus 0114 --k 1
awk -F, 'END { exit ($3 != "0123" || ($4 - 1 / sqrt((17 - 25 / 4) / 3)) ^ 2 > 1e-28) }' out || fail 'scales are no standard deviations'
sed 's/municipality/unit/' units.csv >key.csv
run 0 similar key.csv --key unit --variables a --k 2
[ "$(wc -l <out)" -eq 9 ] || fail 'two members for each of four'

# ---- complaints --------------------------------------------------------------------------------------
run 1 similar units.csv --variables a,c
err_has 'units.csv: there is no column c'
run 1 similar key.csv --variables a
err_has 'key.csv: there is no column municipality'
sed 's/0117/0115/' units.csv >double.csv
run 1 similar double.csv --variables a
err_has 'double.csv:5: municipality 0115 has two rows (the other: line 4)'
run 1 similar units.csv --variables a --focus 9999
err_has 'units.csv: there is no municipality 9999'
run 1 similar units.csv --variables a,b --scales 1,0
err_has 'scales[1]: 0 is not above 0'
run 2 similar units.csv
run 2 similar units.csv --variables a,b --scales 1
run 2 similar units.csv --variables a --metric taxi
run 2 similar units.csv --variables a --k 0
run 2 similar units.csv --variables a --nonsense 1
printf 'municipality,a\n' >none.csv
run 0 similar none.csv --variables a

# ---- published groups -----------------------------------------------------------------------------------
if [ ! -f "$data/similar_integration_inputs_2021.csv" ]; then
    echo "published groups are skipped: there are no published data"
    finish
fi
run 0 similar "$data/similar_integration_inputs_2021.csv" --variables N01951,N02006,N01993,N02925 \
    --scales 1,3.093e-5,6.647e-5,26.02e-5
awk -F, 'NR > 1 { print $1 "," $3 }' out | sort >found
tail -n +2 "$data/similar_integration_published_2021.csv" | tr -d '\r' | sort >published
diff published found >/dev/null || fail 'the groups are not those that Kolada published'
sed '/^0139,/s/,[^,]*$/,/' "$data/similar_integration_inputs_2021.csv" >without.csv
run 0 similar without.csv --variables N01951,N02006,N01993,N02925 --scales 1,3.093e-5,6.647e-5,26.02e-5
err_has 'similar: left out: 0139, without N02925'
grep -qE "^(0139|[0-9]*,[0-9]*,0139)," out && fail 'a municipality without a variable is compared'
finish
