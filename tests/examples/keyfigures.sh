#!/bin/sh
# keyfigures on small files: what it reads, what it writes, what it complains of.
# SPDX-License-Identifier: GPL-3.0-or-later
. tests/examples/checks
cd "$work" || exit 1

header='indicator,kolada,value,lower,upper,basis,state,flags'

# ---- a panel: rows in any order, the year before looked up ----------------------------------------
cat >panel.csv <<'EOF'
year,municipality,N01990,population,name
2016,0114,20,1000,A
2015,0114,10,800,A
2015,0115,5,500,"B, C"
2017,0115,7,700,"B, C"
EOF
run 0 keyfigures panel.csv --indicator 106,101
err_is_empty panel
# The keys stand in their usual order. 2016: 1000 * 20 / 800. 0115 has no row of 2016.
out_is panel <<EOF
municipality,year,$header
0114,2016,106,N01993,25,,,800,value,
0114,2016,101,N01990,20,,,20,value,
0114,2015,106,N01993,,,,,missing,
0114,2015,101,N01990,10,,,10,value,
0115,2015,106,N01993,,,,,missing,
0115,2015,101,N01990,5,,,5,value,
0115,2017,106,N01993,,,,,missing,
0115,2017,101,N01990,7,,,7,value,
EOF

# An input of the year before that the file has itself is left as it is.
sed -e '1s/population/population,population_previous_year/' -e '2,$s/,\([0-9]*\),\([A"]\)/,\1,400,\2/' \
    panel.csv >given.csv
run 0 keyfigures given.csv --indicator N01993
out_has '0114,2016,106,N01993,50,,,400,value,'

# Other units have other last years: sex tells rows apart.
cat >sex.csv <<'EOF'
municipality,year,sex,asylum_seekers,population
1,2015,K,1,100
1,2015,M,1,200
1,2016,K,1,100
1,2016,M,1,200
EOF
run 0 keyfigures sex.csv --indicator asylum_seekers_per_1000
out_is sex <<EOF
municipality,year,sex,$header
1,2015,K,106,N01993,,,,,missing,
1,2015,M,106,N01993,,,,,missing,
1,2016,K,106,N01993,10,,,100,value,
1,2016,M,106,N01993,5,,,200,value,
EOF

# Without a year nothing is derived. A year alone is a panel of one unit.
printf 'municipality,asylum_seekers,population\n1,5,100\n' >no_year.csv
run 0 keyfigures no_year.csv --indicator 106
out_has '1,106,N01993,,,,,missing,'
printf 'year,asylum_seekers,population\n2015,5,100\n2016,6,100\n' >years.csv
run 0 keyfigures years.csv --indicator 106
out_has '2016,106,N01993,60,,,100,value,'

# ---- which figures -------------------------------------------------------------------------------
# Every figure with an input here, in order of id; those of operand figures too; nothing else.
printf 'municipality,N00220,N00221,other,N00217\n1,10,20,9,9\n' >operands.csv
run 0 keyfigures operands.csv
out_is operands <<EOF
municipality,$header
1,604,N00217,0.5,,,,value,operand_given
EOF
printf 'municipality,N00700,N00485\n1,55.5,50\n2,40,50\n' >deviation.csv
run 0 keyfigures deviation.csv
out_is deviation <<EOF
municipality,$header
1,402,N00485,50,,,,value,operand_given
1,403,N00486,5.5,,,,value,operand_given
2,402,N00485,50,,,,value,operand_given
2,403,N00486,-10,,,,value,operand_given
EOF
# An operand figure by its number; and a balance from its counts is one of its figures.
printf '601,603\n10,20\n' >numbers.csv
run 0 keyfigures numbers.csv
out_has '604,N00217,0.5,,,,value,operand_given'
printf 'employees_18_64_foreign_born,employees_18_64\n10,100\n' >counts.csv
run 0 keyfigures counts.csv
out_has '601,N00220,10,'
interval_is 601 5.5229137060675094 17.436566150491345 # R: prop.test(10, 100, correct = FALSE)
out_has '604,N00217,,,,,missing,'
[ "$(wc -l <out)" -eq 3 ] || fail 'counts.csv: figures 601 and 604 only'
# A sum from its parts or from the whole.
printf 'population_0_19,population_65_plus,population_20_64\n30,40,100\n' >parts.csv
run 0 keyfigures parts.csv --indicator 501 --interval none
out_has '501,N00927,0.69999999999999996,,,100,value,'
printf 'N01976,N01955\n4186842,5664175\n' >whole.csv
run 0 keyfigures whole.csv --indicator N00927 --interval none
out_has '501,N00927,0.73917949215905232,,,5664175,value,'
# A figure that was asked for has rows even if it has no input; the same figure twice, twice.
run 0 keyfigures whole.csv --indicator 401,501,401 --interval none
out_is asked <<EOF
$header
401,N00700,,,,,missing,
501,N00927,0.73917949215905232,,,5664175,value,
401,N00700,,,,,missing,
EOF

# ---- intervals -----------------------------------------------------------------------------------
printf 'sfi_passed,sfi_beginners\n3,10\n' >share.csv
run 0 keyfigures share.csv --indicator 201
interval_is 201 10.779126740630104 60.322185253885452 # R: prop.test(3, 10, correct = FALSE)
run 0 keyfigures share.csv --indicator 201 --interval default
interval_is 201 10.779126740630104 60.322185253885452
run 0 keyfigures share.csv --indicator 201 --interval none
out_has '201,N18409,30,,,10,value,'
run 0 keyfigures share.csv --indicator 201 --interval clopper-pearson
interval_is 201 6.6739511177734495 65.245285005999731 # R: binom.test(3, 10)
run 0 keyfigures share.csv --indicator=201 --confidence=0.99 --interval=wilson
interval_is 201 7.9566316523065797 67.997532079889733 # R: prop.test(..., conf.level = 0.99)

# ---- the kinds of missing stay apart --------------------------------------------------------------
cat >missing.csv <<'EOF'
municipality,left,left_employed
1,,1
2,-,1
3,.,1
4,..,1
5,NA,1
6,nan,1
7,0,0
8,..,.
9,10,
EOF
run 0 keyfigures missing.csv --indicator 302
err_is_empty missing
out_is missing <<EOF
municipality,$header
1,302,N00971,,,,,missing,
2,302,N00971,,,,,missing,
3,302,N00971,,,,,not_applicable,
4,302,N00971,,,,,secret,
5,302,N00971,,,,,missing,
6,302,N00971,,,,,missing,
7,302,N00971,,,,0,no_denominator,
8,302,N00971,,,,,secret,
9,302,N00971,,,,,missing,
EOF

# ---- bad data: located, and nobody else's figure suffers -------------------------------------------
cat >bad.csv <<'EOF'
municipality,year,N01990,population
0114,2015,ten,1000
0114,2016,20,-5
0114,2017,30,1000
0115,2016,"1,5",1000
0116,2016,1e999,1000
0117,2016,7,1000
EOF
run 0 keyfigures bad.csv --indicator 101,106,504
err_is bad <<'EOF'
bad.csv:2: N01990: 'ten' is no number
bad.csv:5: N01990: '1,5' is no number
bad.csv:3: population: -5 is negative
bad.csv:3: population: -5 is negative
bad.csv:6: N01990: infinity is no finite number
EOF
out_is bad <<EOF
municipality,year,$header
0114,2015,101,N01990,,,,,invalid,
0114,2015,106,N01993,,,,,invalid,
0114,2015,504,N02925,,,,,missing,
0114,2016,101,N01990,20,,,20,value,
0114,2016,106,N01993,20,,,1000,value,
0114,2016,504,N02925,,,,,invalid,
0114,2017,101,N01990,30,,,30,value,
0114,2017,106,N01993,,,,,invalid,
0114,2017,504,N02925,,,,,missing,
0115,2016,101,N01990,,,,,invalid,
0115,2016,106,N01993,,,,,invalid,
0115,2016,504,N02925,,,,,missing,
0116,2016,101,N01990,,,,,invalid,
0116,2016,106,N01993,,,,,invalid,
0116,2016,504,N02925,,,,,missing,
0117,2016,101,N01990,7,,,7,value,
0117,2016,106,N01993,,,,,missing,
0117,2016,504,N02925,,,,,missing,
EOF
printf 'left,left_employed\n10,12\n' >above.csv
run 0 keyfigures above.csv --indicator 302
out_has '302,N00971,120,,,10,value,numerator_above_denominator'

# ---- files as programs write them ------------------------------------------------------------------
printf '\357\273\277"area_of_operation", municipality ,employees,"employees_55_64"\r\n"old ""and"" young, both",01,100,25\r\n\r\nx,02,10,1' >odd.csv
run 0 keyfigures odd.csv --indicator 503 --interval none
out_is odd <<EOF
municipality,area_of_operation,$header
01,"old ""and"" young, both",503,N00245,25,,,100,value,
02,x,503,N00245,10,,,10,value,
EOF
"$BUILD/examples/keyfigures" - --indicator 502 <odd.csv >out 2>err || fail 'standard input'
out_has '02,x,502,N00247,1,,,1,value,'
cp odd.csv ./-odd.csv
run 0 keyfigures --indicator 502 -- -odd.csv
out_has '02,x,502,N00247,1,,,1,value,'
printf 'municipality,left\n' >empty.csv
run 0 keyfigures empty.csv
out_is 'no rows' <<EOF
municipality,$header
EOF

# ---- keys ----------------------------------------------------------------------------------------
printf 'region,year,wave,population,asylum_seekers\nX,2015,1,100,1\nX,2015,2,200,1\nX,2016,2,200,3\n' >keys.csv
run 0 keyfigures keys.csv --key wave,year,region --indicator 106
out_is keys <<EOF
wave,year,region,$header
1,2015,X,106,N01993,,,,,missing,
2,2015,X,106,N01993,,,,,missing,
2,2016,X,106,N01993,15,,,200,value,
EOF
run 0 keyfigures keys.csv --key region --indicator 101
out_has 'X,101,N01990,3,,,3,value,'
run 2 keyfigures keys.csv --key region,county
err_has "keys.csv has no column 'county' to be a key"
run 2 keyfigures keys.csv --key region,region
err_has "'region' stands twice"

# ---- refusals --------------------------------------------------------------------------------------
refuse() {
    wanted=$1
    text=$2
    shift 2
    run "$wanted" keyfigures "$@"
    err_has "$text"
    [ ! -s out ] || fail "$*: it wrote something before it refused"
}
refuse 1 'keys.csv:3: the same unit and year as in line 2' keys.csv
printf 'municipality,year,left\n1,2015,1\n2,2015,1\n1,2016,1\n\n2,2015,2\n' >twice.csv
refuse 1 'twice.csv:6: the same unit and year as in line 3' twice.csv
printf 'municipality,population,N01951\n1,1,1\n' >same.csv
refuse 1 "same.csv:1: the columns 'population' and 'N01951' are the same input" same.csv
printf 'municipality,municipality,left\n1,1,1\n' >keytwice.csv
refuse 1 "keytwice.csv:1: two columns are called 'municipality'" keytwice.csv
printf 'municipality,year,left\n1,2015,1\n1,next year,1\n' >year.csv
refuse 1 "year.csv:3: year: 'next year' is no year" year.csv
printf 'municipality,left\n1,2\n1,2,3\n' >ragged.csv
refuse 1 'ragged.csv:3: 3 cells, but the header has 2' ragged.csv
printf 'municipality,left\n1,"2\n1,2\n' >quote.csv
refuse 1 'quote.csv:2: a quoted cell begins here and does not end' quote.csv
printf 'municipality;year;left\n1;2015;3\n' >semicolon.csv
refuse 1 'semicolon.csv:1: no column is named after an input' semicolon.csv
: >nothing.csv
refuse 1 'nothing.csv: the file is empty' nothing.csv
refuse 1 'no/such.csv: No such file or directory' no/such.csv
refuse 1 '.: Is a directory' .
refuse 2 'which file?'
refuse 2 'usage: keyfigures'
refuse 2 'more than one file' share.csv parts.csv
refuse 2 'unknown option --colour' share.csv --colour
refuse 2 'usage: keyfigures' share.csv --colour
refuse 2 "--indicator: there is no figure 'N99999'" share.csv --indicator 201,N99999
refuse 2 "--indicator: there is no figure ''" share.csv --indicator 201,
refuse 2 "--indicator: there is no figure '9999999999'" share.csv --indicator 9999999999
refuse 2 '--indicator: its value is missing' share.csv --indicator
refuse 2 "--interval: there is no method 'wald'" share.csv --interval wald
for confidence in 0 1 95 -0.5 abc nan ''; do
    refuse 2 "--confidence: '$confidence' is no number between 0 and 1" share.csv --confidence "$confidence"
done
run 0 keyfigures --help
out_has 'usage: keyfigures'
err_is_empty help
run 0 keyfigures -h

# ---- an output that cannot be written ---------------------------------------------------------------
if [ -w /dev/full ]; then
    "$BUILD/examples/keyfigures" share.csv >/dev/full 2>err
    [ $? -eq 1 ] || fail 'a full disk goes unnoticed'
    err_has 'the output could not be written'
fi
"$BUILD/examples/keyfigures" share.csv >&- 2>err && fail 'a closed output goes unnoticed'

# ---- a locale with a decimal comma -------------------------------------------------------------------
run 0 keyfigures share.csv
cp out plain
locales=$BUILD/tests/out/locale # where the tests in C put theirs
mkdir -p "$locales"
[ -d "$locales/sv_SE.UTF-8" ] || localedef -i sv_SE -f UTF-8 "$locales/sv_SE.UTF-8" >/dev/null 2>&1
if [ -d "$locales/sv_SE.UTF-8" ]; then
    LOCPATH=$locales LC_ALL=sv_SE.UTF-8 "$BUILD/examples/keyfigures" share.csv --confidence 0.95 >out 2>err
    cmp -s out plain || fail 'the output depends on the locale'
else
    echo 'skipped: no locale with a decimal comma can be had'
fi

# ---- many rows -----------------------------------------------------------------------------------
awk 'BEGIN {
    print "municipality,year,N01990,N01951"
    for (i = 0; i < 100000; i++)
        printf "%04d,%d,%d,%d\n", i % 4000, 2000 + int(i / 4000), i % 97, 1000 + i % 1013
}' >many.csv
run 0 keyfigures many.csv --indicator 106
awk -F, 'NR == FNR { if (FNR > 1) { asylum[FNR] = $3; population[FNR] = $4 }; next }
    FNR > 4001 {
        wanted = 1000 * asylum[FNR] / population[FNR - 4000]
        if ($9 != "value" || $5 - wanted > 1e-12 || wanted - $5 > 1e-12) bad++
    }
    FNR > 1 && FNR <= 4001 && $9 != "missing" { bad++ }
    END { exit bad || FNR != 100001 }' many.csv out || fail '100 000 rows'

finish
