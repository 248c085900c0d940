#!/bin/sh
# report: the six areas, on bundled figures and, where they are there, on published ones.
# SPDX-License-Identifier: GPL-3.0-or-later
. tests/examples/checks
panel=$DATA/kolada_2012_2018.csv

# A report: all six areas, lines that fit, nothing that looks like a failed computation.
looks_right() {
    err_is_empty "$1"
    for area in '1. Asylum seekers' '2. Swedish for' '3. The establishment' '4. Refugees in' \
        '5. Demography' '6. Foreign-born'; do
        out_has "$area"
    done
    out_has 'In short'
    grep -inE '(^|[^a-z])(nan|inf)([^a-z]|$)' "$work/out" && fail "$1: not a number"
    # Characters, not bytes: in UTF-8 a byte 10xxxxxx continues one.
    tr -d '\200-\277' <"$work/out" | awk -v what="$1" 'length($0) > 100 { print what ": line " NR " is " length($0) " wide"; bad++ }
        / $/ { print what ": line " NR " ends in a blank"; bad++ } END { exit bad > 0 }' || fail "$1: layout"
}

# ---- bundled figures -------------------------------------------------------------------------------
run 0 report
looks_right 'bundled figures'
out_has 'Dependency ratio (försörjningskvot) of riket 2015: 0.74. Computed: 0.7392'
out_has '2015: 7. Computed: 6.70'
out_has 'Kolada today: 45, 32 and 24'
out_has 'Computed: 2.25 times.'
out_has '7 059 600 kronor. Computed from the 17 amounts: 7 059 600.'
out_has '7 463 543 kronor. Computed from the 16 amounts:'
out_has 'Computed: 8.3 per cent'
[ "$(grep -c 'They agree' "$work/out")" -eq 4 ] || fail 'a printed figure and the computed one do not agree'
# What is made up is called so, wherever it begins.
[ "$(grep -cE '^[1-6]\. .* SYNTHETIC$' "$work/out")" -eq 6 ] || fail 'an area is not called SYNTHETIC'
out_has 'SYNTHETIC FIGURES. 9901'
out_has 'the probability that it is above 0 is'
# Its tables are the figures of keyfigures on the same panel.
"$BUILD/examples/synthetic" >"$work/panel.csv"
"$BUILD/examples/keyfigures" "$work/panel.csv" >"$work/figures"
awk -F, '$1 == 9901 && $2 == 2018 && $3 == "T" && $4 == 401 {
    printf "%.1f to %.1f; rests on\n", $7, $8 }' "$work/figures" >"$work/limits"
out_has "    $(cat "$work/limits")"
awk -F, '$1 == "0" && $2 == 2018 && $3 == "T" && $4 == 401 { printf "riket %.1f, median\n", $6 }' \
    "$work/figures" >"$work/riket"
tr '\n' ' ' <"$work/out" | tr -s ' ' | grep -qF "$(cat "$work/riket")" || fail "not riket: $(cat "$work/riket")"
awk -F, '$1 != "0" && $2 == 2018 && $3 == "T" && $4 == 401 { print $6 }' "$work/figures" | sort -n |
    awk '{ v[NR] = $1 } END { printf "median %.1f. Higher in\n", (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }' >"$work/median"
tr '\n' ' ' <"$work/out" | tr -s ' ' | grep -qF "$(cat "$work/median")" || fail "not the median municipality: $(cat "$work/median")"
run 0 report --municipality 9907
looks_right 'another municipality'
out_has 'SYNTHETIC FIGURES. 9907'

# ---- refusals --------------------------------------------------------------------------------------
run 2 report --municipality 0114
err_has "there is no municipality '0114' here"
run 2 report --municipality
err_has 'usage: report'
run 2 report --colour
err_has 'usage: report'
run 2 report --size sizes.csv
err_has '--size goes with --kolada'
run 1 report --kolada no/such.csv
err_has 'no/such.csv: No such file or directory'
run 0 report --help
out_has 'usage: report'
printf 'municipality,N01951\n0114,1\n' >"$work/no_year.csv"
run 2 report --kolada "$work/no_year.csv"
err_has "no column 'year'"
if [ -w /dev/full ]; then
    "$BUILD/examples/report" >/dev/full 2>"$work/err"
    [ $? -eq 1 ] || fail 'a full disk goes unnoticed'
fi

# ---- a small file of published figures --------------------------------------------------------------
# One year only, few columns, kinds of missing, text in a cell.
cat >"$work/small.csv" <<'EOF'
municipality,year,name,N18409,N18410,N18411,N00973,N00964,N01990,N01976,N01955
0,2021,Riket,0,-,-,40,1000,50,700,1000
0114,2021,Upplands Väsby,50,30,20,..,20,.,60,100
0115,2021,Vallentuna,40,40,20,30,9,5,90,100
0117,2021,Österåker,ten,30,20,30,10,6,95,100
EOF
run 0 report --kolada "$work/small.csv" --municipality 115
err_has "small.csv:5: N18409: 'ten' is no number"
out_has '0115 Vallentuna: key figures of integration 2021–2021'
out_has 'In 2021 9 persons left the programme: fewer than ten'
out_has 'sfi outcomes of 2021 are stored as 0'
awk '/^Demographic dependency ratio  / { found = $4 " " $5 " " $6 " " $7 " " $8 } END { exit found != "0.90 0.70 0.90 0.82 c" }' "$work/out" ||
    fail "dependency ratio beside riket, median and mean: $(grep '^Demographic dep' "$work/out")"
awk '/^Left the establishment programme  / { exit $5 != "few" }' "$work/out" || fail 'few individuals are shown'
run 0 report --kolada "$work/small.csv"
out_has '0114 Upplands Väsby'
awk '/^Asylum seekers  / { exit $3 != "." }' "$work/out" || fail 'not applicable is not told apart'
awk '/^Left the establishment programme  / { exit $5 != ".." }' "$work/out" || fail 'secret is not told apart'
run 0 report --kolada "$work/small.csv" --municipality Österåker
out_has '0117 Österåker'

# ---- published figures -----------------------------------------------------------------------------
if [ ! -r "$panel" ]; then
    echo "skipped: reports on $panel, which is not there (set NYCKELTAL_DATA)"
    finish
fi
run 2 report --kolada "$panel" --municipality 9901
err_has 'All 290 of them'
run 1 report --kolada "$DATA/kolada_by_sex_2012_2018.csv"
err_has 'the same unit and year as in line 2'
run 0 report --kolada "$panel"
looks_right 'published figures'
grep -q SYNTHETIC "$work/out" && fail 'published figures are called synthetic'
out_has '0114 Upplands Väsby'
out_has '2014:  58.3 per cent    36.6 per cent     5.2 per cent   of 290'
out_has '2015: 20.4 to 45.2 per cent (20 counties)'
# shellcheck disable=SC1112 # an apostrophe
out_has 'Riket’s sfi outcomes of 2013, 2014 are stored as 0'
# N00964 · N00973 of 0114: the years together, weighted.
awk -F, 'FNR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
    $1 == "0114" && $(column["N00973"]) != "" && $(column["N00964"]) != "" {
        sum += $(column["N00973"]) * $(column["N00964"]); n += $(column["N00964"]) }
    END { printf "together: %.1f per cent of the %d who left\n", sum / n, n }' "$panel" >"$work/together"
out_has "$(cat "$work/together")"
# Computed and published figures agree.
tr '\n' ' ' <"$work/out" | tr -s ' ' | grep -oE 'largest difference is [^ ]*' >"$work/differences"
[ "$(wc -l <"$work/differences")" -eq 7 ] || fail 'seven figures are both computed and published'
grep -vE 'e-(0[7-9]|1[0-9])[.]$' "$work/differences" && fail 'a computed figure differs from the published one'
# The most similar are those of the program similar, by the published figures of the last year.
awk -F, 'FNR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; print "municipality,name,a,b,c,d"; next }
    $c["year"] == 2018 && $1 != "0" {
        print $1 "," $c["name"] "," $c["N01951"] "," $c["N02006"] "," $c["N01993"] "," $c["N02925"] }' \
    "$panel" >"$work/2018.csv"
run 0 report --kolada "$panel"
sed -n '/^The municipalities most like it/,/^Computed here/p' "$work/out" |
    sed -n 's/^  [*] \([^;]*\); what differs most.*/\1/p' >"$work/names"
run 0 similar "$work/2018.csv" --variables a,b,c,d --scales 1,3.093e-5,6.647e-5,26.02e-5 --focus 0114
awk -F, 'FNR == NR { name[$1] = $2; next } FNR > 1 { print name[$3] }' "$work/2018.csv" "$work/out" >"$work/nearest"
[ "$(wc -l <"$work/nearest")" -eq 7 ] || fail 'not seven similar municipalities'
cmp -s "$work/names" "$work/nearest" || fail "other similar municipalities than $(tr '\n' ' ' <"$work/nearest")"
# The model says what the program expected says.
sizes=$DATA/refugee_group_size_2014_2018.csv
run 0 expected "$panel" --year 2018 --terms N00704,N00706,N00708 --rows N00485 --size "$sizes"
awk -F, '$1 == "0114" {
    printf "it expects %.1f per cent: it lies %.1f points above.\n", $3, $4
    printf "95 lie between %.1f and %.1f per cent; this one lies within.\n", $9, $10
    printf "the deviation is %+.1f points\n", $11
    printf "it is number %d of 287 municipalities; anything from %d to %d fits\n", $14, $15, $16
    }' "$work/out" >"$work/sentences"
[ "$(wc -l <"$work/sentences")" -eq 4 ] || fail 'expected says nothing of 0114'
run 0 report --kolada "$panel" --size "$sizes"
looks_right 'the model'
tr '\n' ' ' <"$work/out" | tr -s ' ' >"$work/text"
while read -r sentence; do
    grep -qF "$sentence" "$work/text" || fail "the model does not say: $sentence"
done <"$work/sentences"
printf 'municipality,year,n\n0114,2018,many\n' >"$work/sizes.csv"
run 1 report --kolada "$panel" --size "$work/sizes.csv"
err_has "sizes.csv:2: 'many' is no number of persons"
for municipality in 2506 1480 0980 2031 2422 1737; do
    run 0 report --kolada "$panel" --municipality $municipality
    looks_right "$municipality"
done

finish
