#!/bin/sh
# compare: places, colours and verdicts by hand and on published values; what it complains of.
# SPDX-License-Identifier: GPL-3.0-or-later
. tests/examples/checks
data=$(cd "$DATA" 2>/dev/null && pwd)
cd "$work" || exit 1

# ---- by hand ---------------------------------------------------------------------------------------
# The share of a is steady, that of b rises, that of c jumps about, d has no value in the year.
cat >panel.csv <<'EOF'
municipality,year,x,n
0,2018,50,9999
0114,2016,50,1000
0114,2017,51,1000
0114,2018,50,1000
0115,2014,20,1000
0115,2015,30,1000
0115,2016,40,1000
0115,2018,60,1000
0115,2017,50,1000
0117,2016,30,1000
0117,2017,60,1000
0117,2018,30,1000
0117,2019,90,1000
0120,2017,30,1000
0120,2018,,1000
EOF
run 0 compare panel.csv --indicator x --year 2018 --better high --basis n
err_is_empty 'with a basis nothing is to be said'
out_is 'places and verdicts' <<'EOF'
municipality,value,rank,rank_lower,rank_upper,quarter,colour,change,trend,verdict
0114,50,2,2,2,2,middle,0,0,random
0115,60,1,1,1,1,best,40,10,trend up
0117,30,3,3,3,3,middle,0,0,changed without trend
0120,,,,,,,,,
EOF
sed 's/,1000$/,10/' panel.csv >small.csv # ten persons each: nobody is surely before anybody
run 0 compare small.csv --indicator x --year 2018 --better low --basis n
awk -F, 'NR == 3 { exit ($3 != 3 || $4 != 1 || $5 != 3 || $7 != "middle" || $10 != "random") }' out ||
    fail 'ten persons are too few to tell'
run 0 compare panel.csv --indicator x --year 2018
err_has 'without --basis nobody can tell chance from change'
awk -F, 'NR > 1 && ($4 $5 $7 $10 != "" || (NR < 5 && $9 == "")) { bad = 1 } END { exit bad }' out ||
    fail 'without basis and direction there are ranks, changes and slopes only'
cut -d, -f1,2,4 panel.csv >sizes.csv
cut -d, -f1-3 panel.csv >shares.csv
run 0 compare panel.csv --indicator x --year 2018 --basis n
cp out by_column
run 0 compare shares.csv --indicator x --year 2018 --basis sizes.csv
cmp -s out by_column || fail 'a basis from a file gives something else'
printf 'member\n0117\n0114\n' >group.csv
run 0 compare panel.csv --indicator x --year 2018 --group group.csv --basis n
[ "$(cut -d, -f1,3 out | tr '\n' ' ')" = 'municipality,rank 0114,1 0117,2 ' ] || fail 'not the places in the group'

# ---- complaints ----------------------------------------------------------------------------------------
run 1 compare panel.csv --indicator y --year 2018
err_has 'panel.csv: there is no column y'
run 1 compare panel.csv --indicator x --year 1999
err_has 'panel.csv: there is no municipality with the year 1999'
sed '4s/2017/2016/' panel.csv >double.csv
run 1 compare double.csv --indicator x --year 2018
err_has 'municipality 0114 has two rows for the year 2016'
run 1 compare panel.csv --indicator x --year 2018 --basis nobody.csv
err_has '--basis nobody.csv: no column of panel.csv has that name, and as a file:'
run 1 compare panel.csv --indicator municipality --year 2018 --group nobody.csv
run 2 compare panel.csv --year 2018
run 2 compare panel.csv --indicator x --year soon
run 2 compare panel.csv --indicator x --year 2018 --better much
run 2 compare panel.csv --indicator x --year 2018 --nonsense 1
sed '4s/51/-51/' panel.csv >below.csv
run 0 compare below.csv --indicator x --year 2018 --basis n
err_has 'compare: municipality 0114: series.parts: row 1: -510 is negative'

# ---- published values --------------------------------------------------------------------------------------
if [ ! -f "$data/kolada_2012_2018.csv" ]; then
    echo "published values are skipped: there are no published data"
    finish
fi
# The direction is the catalogue's; the colours are quarters of those with a value.
run 0 compare "$data/kolada_2012_2018.csv" --indicator N18409 --year 2015
awk -F, 'NR > 1 && $2 != "" { n++; c[$7]++; low += $2 < 30; high += $2 > 70 && $2 <= 81 }
    END { q = int((n + 3) / 4)
          exit !(c["best"] >= q && c["best"] <= q + 6 && c["worst"] <= q && c["worst"] >= q - 7 &&
                 c["best"] + c["middle"] + c["worst"] == n && low > 0 && high > 0) }' out ||
    fail 'colours are no quarters, or sfi results do not spread from below 30 to 70-80 per cent'
# Those who left the establishment programme to work or study: 3 to just over 70 per cent in 2015.
run 0 compare "$data/kolada_2012_2018.csv" --indicator N00973 --year 2015 --basis N00964
awk -F, 'FNR == NR { if (FNR == 1) { for (i = 1; i <= NF; i++) c[$i] = i; next }
                     if ($c["year"] == 2015) left[$1] = $c["N00964"]; next }
    FNR > 1 && $2 != "" && left[$1] >= 10 { if (min == "" || $2 < min) min = $2; if ($2 > max) max = $2 }
    END { print min, max; exit !(min > 2 && min < 4 && max > 70 && max < 75) }' "$data/kolada_2012_2018.csv" out >spread ||
    fail "the establishment programme does not spread from 3 to just over 70 per cent: $(cat spread)"
# Across the programme of 2018 nothing is compared, unless it is asked for.
run 0 compare "$data/kolada_2012_2018.csv" --indicator N00973 --year 2018 --basis N00964
awk -F, 'NR > 1 && $10 != "" && $10 != "too few years" { bad = 1 } NR > 1 && $10 != "" { n++ } END { exit bad || n < 200 }' out ||
    fail 'a verdict goes across a break'
run 0 compare "$data/kolada_2012_2018.csv" --indicator N00973 --year 2018 --basis N00964 --across yes
awk -F, '$10 == "random" { n++ } END { exit n < 100 }' out || fail 'no verdict goes across a break'
run 2 compare "$data/kolada_2012_2018.csv" --indicator N00973 --year 2018 --across maybe
finish
