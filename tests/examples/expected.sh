#!/bin/sh
# expected: what it reads, what it writes, what it complains of; and that real years agree with R.
# SPDX-License-Identifier: GPL-3.0-or-later
. tests/examples/checks
root=$PWD
data=$(cd "$DATA" 2>/dev/null && pwd)
cd "$work" || exit 1

header=municipality,actual,expected,deviation,leverage,loo_deviation,ols_lower,ols_upper
header=$header,lower,upper,shrunken,se,p_above,rank,rank_lower,rank_upper,class

# ---- a straight line: 1, 3, 5 and 8 at 0, 1, 2, 3 ---------------------------------------------------
cat >line.csv <<'EOF'
municipality,year,name,N00700,x,persons,published
0,2015,Riket,99,9,9999,1
0114,2015,A,1,0,50,1
0115,2015,B,3,1,60,1
0116,2014,C,77,7,70,1
0117,2015,C,5,2,,1
0118,2015,"D, E",8,3,40,1
0119,2015,F,,4,40,1
EOF
run 0 expected line.csv --year 2015 --terms x
err_has 'left out: 0119 (without a response or a term: 1)'
[ "$(head -n 1 out)" = "$header" ] || fail 'the header is another'
# b = 2.3, a = 0.8; leverages .7 .3 .3 .7; without sizes there is no benchmark
awk -F, 'NR > 1 {
    n++; x = n - 1; e = 0.8 + 2.3 * x; h = (x == 0 || x == 3) ? 0.7 : 0.3
    if (NF != 17 || !near($3, e) || !near($4, $2 - e) || !near($5, h) ||
        !near($6, ($2 - e) / (1 - h)) || $9 $10 $11 $12 $13 $14 $15 $16 $17 != "") bad++
}
function near(a, b) { return (a - b) ^ 2 < 1e-20 }
END { exit bad || n != 4 }' out || fail 'least squares by hand differ'

run 0 expected line.csv --year 2015 --terms x --size persons
[ "$(awk -F, 'NR > 1 && $11 != ""' out | wc -l)" -eq 3 ] || fail 'three have a benchmark'
run 0 expected line.csv --year 2015 --terms x --size persons --minimum 50
err_has 'left out: 0118 0119 (below the minimum size: 2)'
[ "$(wc -l <out)" -eq 4 ] || fail 'a missing size is not a small one'
sed '6s/,1$/,/' line.csv >rows.csv
run 0 expected rows.csv --year 2015 --terms x --rows published
err_has 'left out: 0117 (without a value in --rows: 1)'

# ---- sizes in a file of their own ----------------------------------------------------------------------
printf 'municipality,year,n\n0114,2015,50\n0115,2015,60\n0118,2015,40\n0118,2014,7\n' >sizes.csv
run 0 expected line.csv --year 2015 --terms x --size persons
cp out by_column
run 0 expected line.csv --year 2015 --terms x --size sizes.csv
cmp -s out by_column || fail 'sizes from a file give something else'

# ---- complaints ---------------------------------------------------------------------------------------------
run 1 expected line.csv --year 2015
err_has 'line.csv: there is no column N00704'
run 1 expected line.csv --year 2019 --terms x
err_has 'line.csv: there is no municipality with the year 2019'
run 1 expected line.csv --year 2015 --terms x --size nobody.csv
err_has '--size nobody.csv: no column of line.csv has that name, and as a file:'
run 1 expected line.csv --year 2015 --terms name
err_has 'line.csv:3: name: "A" is no number'
sed 's/^0115/0114/' line.csv >double.csv
run 1 expected double.csv --year 2015 --terms x
err_has 'double.csv:4: municipality 0114 has two rows for the year 2015 (the other: line 3)'
run 2 expected line.csv
run 2 expected line.csv --year twelve
run 2 expected line.csv --year 2015 --minimum 40
run 2 expected line.csv --year 2015 --nonsense 1
# (the others have sizes enough for a benchmark: that there is none would be remarked first)
sed 's/,60,/,-60,/; s/C,5,2,,/C,5,2,55,/' line.csv >negative.csv
run 0 expected negative.csv --year 2015 --terms x --size persons
err_has 'expected: group_size: row 1: -60 is no size of a group'
err_has 'left out: 0115 (bad data: 1)'

# ---- published years -------------------------------------------------------------------------------------------
if [ ! -f "$data/kolada_2012_2018.csv" ]; then
    echo "published years are skipped: there are no published data"
    finish
fi
for year in 2015 2018; do
    education=N00707
    [ $year = 2018 ] && education=N00706
    run 0 expected "$data/kolada_2012_2018.csv" --year $year --terms N00704,$education,N00708 \
        --rows N00485 --size "$data/refugee_group_size_2014_2018.csv"
    cp out "model_$year.csv"
    # Columns of R: 1 municipality, 6 fitted, 7 resid, 8 hat, 12 and 13 prediction limits.
    awk -F, 'FNR == NR { for (c = 1; c <= NF; c++) r[$1, c] = $c; next }
        FNR > 1 { n++; if (!near($3, r[$1, 6]) || !near($4, r[$1, 7]) || !near($5, r[$1, 8]) ||
                           !near($7, r[$1, 12]) || !near($8, r[$1, 13])) bad++ }
        function near(a, b) { return a != "" && b != "" && (a - b) ^ 2 < 1e-18 }
        END { exit bad || n < 285 }' "$data/golden/ols_$year.csv" out ||
        fail "$year differs from R"
done
if command -v Rscript >/dev/null; then
    Rscript --vanilla "$root/tests/accuracy/expected.R" "$data" model_2018.csv 2018 N00706 ||
        fail 'the benchmark of 2018 differs from R'
else
    echo "the benchmark against R is skipped: there is no R"
fi
finish
