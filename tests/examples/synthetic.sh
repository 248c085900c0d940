#!/bin/sh
# The synthetic panel: the same everywhere, consistent, and complete for keyfigures.
# SPDX-License-Identifier: GPL-3.0-or-later
. tests/examples/checks

run 0 synthetic
err_is_empty synthetic
cp "$work/out" "$work/panel.csv"
run 0 synthetic --seed 2017
cmp -s "$work/out" "$work/panel.csv" || fail 'the same seed gives another panel'
run 0 synthetic --seed 1
cmp -s "$work/out" "$work/panel.csv" && fail 'another seed gives the same panel'
run 0 synthetic --operations
cp "$work/out" "$work/operations.csv"
run 2 synthetic --seed many
run 2 synthetic --what
err_has 'usage: synthetic'

# The bits are pinned: arithmetic that rounds elsewhere, or another draw, shows here.
cksum <"$work/panel.csv" >"$work/sum"
[ "$(cat "$work/sum")" = '2641794945 156822' ] || fail "another panel than before: $(cat "$work/sum")"

# Women and men make the total, municipalities the nation, parts their wholes, and the value of the
# year before is that of the row of the year before.
awk -F, '
    function is_number(text) { return text ~ /^[0-9.]*[0-9]$/ }
    function v(name) { return $(column[name]) }
    function wrong(what) { printf "line %d: %s\n", FNR, what; bad++ }
    function same(what, a, b) {
        if (is_number(a) && is_number(b) && (a - b > 1e-6 || b - a > 1e-6)) wrong(what ": " a " and " b)
    }
    function part(a, b) { if (is_number(v(a)) && is_number(v(b)) && v(a) > v(b)) wrong(a " above " b) }
    function lag(name, before) {
        if ($2 > 2012) same(name, v(name), previous[before, $1, $3])
        if ($2 > 2012) lags++
    }
    FNR == 1 {
        for (i = 1; i <= NF; i++) column[$i] = i
        if (NF != 92) wrong("92 columns")
        next
    }
    {
        rows++
        if ($4 != "SYNTHETIC") wrong("not called synthetic")
        for (i = 5; i <= NF; i++) {
            kinds[is_number($i) ? "number" : $i]++
            if (is_number($i) && $i != int($i) && index($0, ".") && i != column["sfi_teachers"] &&
                i != column["sfi_teachers_with_degree"] && i != column["sfi_teachers_certified"])
                wrong("column " i " is no whole number: " $i)
            cell[$1, $2, $3, i] = $i
            if ($1 != "0" && is_number($i)) sum[$2, $3, i] += $i
            if ($1 != "0" && $i == "..") hidden[$2, $3, i]++
        }
        lag("population_previous_year", "population")
        lag("received_previous_year", "received")
        previous["population", $1, $3] = v("population")
        previous["received", $1, $3] = v("received")
        same("population", v("population"), v("population_0_19") + v("population_20_64") + v("population_65_plus"))
        same("population_dependent", v("population_dependent"), v("population_0_19") + v("population_65_plus"))
        same("asylum seekers by age", v("asylum_seekers"), v("asylum_seekers_0_17") + v("asylum_seekers_18_plus"))
        same("asylum seekers by housing", v("asylum_seekers"), v("asylum_seekers_abo") + v("asylum_seekers_ebo") + v("asylum_seekers_other"))
        if (v("received_0_5") + v("received_6_15") + v("received_16_17") + v("received_18_19") + v("received_20_64") > v("received"))
            wrong("ages of the received")
        same("sfi outcomes", v("sfi_beginners"), v("sfi_passed") + v("sfi_continuing") + v("sfi_interrupted"))
        same("sfi tracks", v("sfi_participants"), v("sfi_track_1") + v("sfi_track_2") + v("sfi_track_3"))
        if (v("enrolled_lower_secondary") + v("enrolled_upper_secondary") + v("enrolled_post_secondary") > v("enrolled"))
            wrong("education of the enrolled")
        part("received_assigned", "received"); part("foreign_born", "population")
        part("foreign_born_18_64", "foreign_born"); part("foreign_born_18_64", "population_18_64")
        part("foreign_born_outside_eu_efta", "foreign_born"); part("native_born_unemployed", "native_born_20_64")
        part("sfi_interrupted_employed", "sfi_interrupted_employed_or_studying")
        part("sfi_interrupted_studying", "sfi_interrupted_employed_or_studying")
        part("sfi_interrupted_employed_or_studying", "sfi_interrupted")
        part("sfi_pupils_refugees", "sfi_pupils"); part("sfi_pupils_schooling_0_6", "sfi_pupils")
        part("sfi_teachers_with_degree", "sfi_teachers"); part("sfi_teachers_certified", "sfi_teachers")
        part("left", "enrolled"); part("left_employed", "left_employed_or_studying")
        part("left_studying", "left_employed_or_studying"); part("left_employed_or_studying", "left")
        part("left_in_programme", "left"); part("refugees_employed", "refugees_employed_or_studying")
        part("refugees_studying", "refugees_employed_or_studying")
        part("refugees_employed_or_studying", "refugees_20_64"); part("refugees_20_25", "refugees_20_64")
        part("refugees_20_25_neet", "refugees_20_25"); part("employees_55_64", "employees")
        part("employees_18_64_foreign_born", "employees_18_64"); part("elected_foreign_born", "elected")
        part("council_foreign_born", "council"); part("council", "elected")
        part("rental_dwellings_public", "rental_dwellings"); part("residents_in_dwellings", "population")
        part("native_born_20_64", "population_20_64")
    }
    END {
        for (m = 0; m <= 20; m++) for (y = 2012; y <= 2018; y++) for (i = 5; i <= 83; i++) {
            unit = m ? 9900 + m : 0
            t = cell[unit, y, "T", i]; k = cell[unit, y, "K", i]; n = cell[unit, y, "M", i]
            if (is_number(t) && is_number(k) && is_number(n) && t != k + n) { print "sexes", unit, y, i; bad++ }
            if ((k == "..") != (n == "..")) { print "one sex hidden", unit, y, i; bad++ }
            if (t == ".." && k != "..") { print "total hidden, sexes shown", unit, y, i; bad++ }
        }
        for (y = 2012; y <= 2018; y++) for (i = 5; i <= 83; i++)
            for (s = 1; s <= 3; s++) {
                sex = substr("TKM", s, 1)
                t = cell[0, y, sex, i]
                if (hidden[y, sex, i] == 1) { print "one municipality alone is hidden", y, sex, i; bad++ }
                if (hidden[y, sex, i] + 0 == 0 && is_number(t)) { same("nation " y " " sex " " i, t, sum[y, sex, i]); nations++ }
            }
        if (rows != 441 || lags != 756 || nations < 1000) { print "counted", rows, lags, nations; bad++ }
        if (!kinds["-"] || !kinds["."] || !kinds[".."]) { print "a kind of missing does not occur"; bad++ }
        for (kind in kinds) if (kind != "number" && kind != "-" && kind != "." && kind != "..") { print "what is", kind; bad++ }
        exit bad > 0
    }' "$work/panel.csv" >"$work/faults" || fail "inconsistent: $(head -n 5 "$work/faults")"

# Employees by area of operation make those of the panel.
awk -F, '
    FNR == 1 && NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
    FNR == 1 { second = 1; next }
    !second { if ($3 == "T") { all[$1, $2] = $(column["employees"]); old[$1, $2] = $(column["employees_55_64"]) } next }
    { all[$1, $2] -= $5; old[$1, $2] -= $6; n++ }
    END { for (key in all) bad += all[key] != 0 || old[key] != 0; exit bad || n != 882 }
    ' "$work/panel.csv" "$work/operations.csv" || fail 'areas of operation do not make the total'

# keyfigures reads it: every figure but those of the model's expected value has values.
run 0 keyfigures "$work/panel.csv"
err_is_empty 'keyfigures on the panel'
cp "$work/out" "$work/figures"
awk -F, 'FNR > 1 { rows[$4]++; if ($10 == "value") values[$4]++ }
    END {
        for (figure in rows) {
            figures++
            if (rows[figure] != 441) { print figure, rows[figure], "rows"; bad++ }
            if (figure != 403 && values[figure] < 140) { print figure, values[figure] + 0, "values"; bad++ }
        }
        if (figures != 80) { print figures, "figures"; bad++ }
        exit bad > 0
    }' "$work/figures" >"$work/faults" || fail "keyfigures on the panel: $(cat "$work/faults")"
# A figure computed from its counts, by hand.
awk -F, '
    FNR == 1 && NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
    FNR == NR { part[$1, $2, $3] = $(column["sfi_passed"]); whole[$1, $2, $3] = $(column["sfi_beginners"]); next }
    $4 == 201 && $10 == "value" {
        n++
        wanted = 100 * part[$1, $2, $3] / whole[$1, $2, $3]
        bad += $6 - wanted > 1e-12 || wanted - $6 > 1e-12 || $7 > $6 + 1e-12 || $8 < $6 - 1e-12 || $9 != whole[$1, $2, $3]
    }
    END { exit bad || n < 400 }' "$work/panel.csv" "$work/figures" || fail 'sfi passed differs from its counts'

# Without the inputs of the year before they are derived: the same figures from the second year on.
awk -F, -v OFS=, '
    FNR == 1 { for (i = 1; i <= NF; i++) if ($i ~ /previous_year/) $i = "unused_" $i }
    { print }' "$work/panel.csv" >"$work/without.csv"
run 0 keyfigures "$work/without.csv"
awk -F, '$2 > 2012' "$work/figures" >"$work/a"
awk -F, '$2 > 2012' "$work/out" >"$work/b"
cmp -s "$work/a" "$work/b" || fail 'derived inputs of the year before differ from the given ones'
awk -F, '$2 == 2012 && ($4 == 106 || $4 == 118) && $10 != "missing" { bad++ } END { exit bad > 0 }' "$work/out" ||
    fail 'a year before the first one was found'

# Areas of operation are keys.
run 0 keyfigures "$work/operations.csv" --indicator 503
head -n 1 "$work/out" | grep -q '^municipality,year,area_of_operation,indicator' || fail 'area_of_operation is no key'
awk -F, 'FNR > 1 && $6 != "" { n++ } END { exit n != 882 }' "$work/out" || fail 'shares by area of operation'

finish
