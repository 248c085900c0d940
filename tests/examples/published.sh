#!/bin/sh
# keyfigures on published figures: what it computes is what Kolada publishes, to the last decimal.
# SPDX-License-Identifier: GPL-3.0-or-later
. tests/examples/checks
need kolada_2012_2018.csv kolada_by_sex_2012_2018.csv
panel=$DATA/kolada_2012_2018.csv

# The cells are cut at commas below.
grep -q '"' "$panel" && fail "$panel has quoted cells: this test cannot read it"

run 0 keyfigures "$panel"
err_is_empty 'the panel'
cp "$work/out" "$work/computed"

# Rows in the order of the file, within a row in order of figure, as many for each.
awk -F, '
    NR == FNR { if (FNR > 1) key[FNR - 1] = $1 "," $2; n = FNR - 1; next }
    FNR == 1 { next }
    $1 "," $2 != last || $3 + 0 <= figure { if ($1 "," $2 == last) bad++; row++; figures[row] = 0 }
    { last = $1 "," $2; figure = $3 + 0; figures[row]++; bad += last != key[row] }
    END {
        for (i = 1; i <= n; i++)
            bad += figures[i] != figures[1]
        exit bad || row != n || n < 2000
    }' "$panel" "$work/computed" || fail 'the order or number of rows'

# published FIGURE KOLADA DECIMALS YEARS: compares every published cell of those years ("" for all
# that it can have been computed in) with the computed one. Prints: compared, without a computed
# value, cells with a wrong number of decimals, largest difference, differences above half a unit of
# the last decimal.
published() {
    awk -F, -v figure="$2" -v kolada="$3" -v decimals="$4" -v years="$5" '
        NR == FNR { if ($3 == figure) { value[$1, $2] = $5; state[$1, $2] = $9 } next }
        FNR == 1 {
            for (i = 1; i <= NF; i++)
                column[$i] = i
            c = column[kolada]
            m = column["municipality"]
            y = column["year"]
            half = 0.5
            for (i = 0; i < decimals; i++)
                half /= 10
            next
        }
        $c != "" && (years == "" || index(years, $y)) {
            d = index($c, ".") ? length($c) - index($c, ".") : 0
            if (d > most[$y]) most[$y] = d
            if (state[$m, $y] != "value") { without++; next }
            n++
            difference = value[$m, $y] - $c
            if (difference < 0) difference = -difference
            if (difference > largest) largest = difference
            if (difference > half + 1e-14) wrong++
        }
        END {
            for (year in most)
                if (most[year] != decimals) odd++
            printf "%d %d %d %.1e %d\n", n, without, odd, largest, wrong
        }' "$1" "$panel"
}

# agrees FIGURE KOLADA DECIMALS YEARS COMPARED
agrees() {
    found=$(published "$work/computed" "$1" "$2" "$3" "$4")
    # shellcheck disable=SC2086 # five numbers
    set -- "$@" $found
    [ "$6" -eq "$5" ] || fail "$2: $6 values compared instead of $5"
    [ "$7" -eq 0 ] || fail "$2: $7 published values could not be computed"
    [ "$8" -eq 0 ] || fail "$2: $8 years are not published with $3 decimals"
    [ "${10}" -eq 0 ] || fail "$2: ${10} values differ by more than rounding, at most by $9"
}

agrees 501 N00927 8 '' 2037
agrees 604 N00217 8 '' 1161
agrees 606 N05832 8 '2014 2018' 435
# The population of the year before is in the file from 2013 on.
agrees 118 N02006 6 '2013 2014 2015 2016 2017 2018' 1744
agrees 106 N01993 6 '2013 2014 2015 2016 2017 2018' 1453

# Between elections Kolada repeats the index, while the population changes: these differ.
found=$(published "$work/computed" 606 N05832 8 '2015 2016 2017')
# shellcheck disable=SC2086
set -- $found
[ "$5" -gt 500 ] || fail "N05832 between elections agrees ($found): then the test above shows nothing"

# With the population of the same year the rates are wrong, by as much as 4.0 per 1 000.
awk -F, -v OFS=, '
    FNR == 1 { for (i = 1; i <= NF; i++) if ($i == "N01951") c = i; print $0, "population_previous_year"; next }
    { print $0, $c }' "$panel" >"$work/same_year.csv"
run 0 keyfigures "$work/same_year.csv" --indicator 106,118
for figure in '118 N02006' '106 N01993'; do
    # shellcheck disable=SC2086
    found=$(published "$work/out" $figure 6 '')
    # shellcheck disable=SC2086
    set -- $found
    [ "$5" -gt 1000 ] || fail "$figure: the same year's population does not fail ($found)"
    echo "$4" >>"$work/largest"
done
awk '$1 > largest { largest = $1 } END { exit sprintf("%.1f", largest) != "4.0" }' "$work/largest" ||
    fail "the largest error with the same year's population is not 4.0: $(cat "$work/largest")"

# ---- the guide's figures ---------------------------------------------------------------------------
# Chapter 5: the dependency ratio of the nation is 0.74.
awk -F, '$1 == "0" && $2 == 2015 && $3 == 501 { n++; bad += sprintf("%.2f", $5) != "0.74" }
    END { exit bad || n != 1 }' "$work/computed" || fail 'dependency ratio of riket 2015: 0.74'

# Chapter 6: 58 per cent of the municipalities at most 0.7, 5 per cent above 1.0, about a third between.
awk -F, '$1 != "0" && $2 == 2014 && $3 == 604 && $9 == "value" {
        tenths = int($5 * 10 + 0.5)
        n++
        if (tenths <= 7) low++
        else if (tenths <= 10) near++
        else high++
    }
    END {
        shares = sprintf("%.1f %.1f %.1f", 100 * low / n, 100 * near / n, 100 * high / n)
        print shares, n
        exit shares != "58.3 36.6 5.2" || n != 290
    }' "$work/computed" >"$work/classes" || fail "classes of the balance index 2014: $(cat "$work/classes")"

# cell COLUMN: the published figure of the nation in 2015.
cell() {
    awk -F, -v name="$1" 'FNR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i }
        $1 == "0" && $2 == 2015 { print $c + 0 }' "$panel"
}

# Chapter 2: 24 per cent interrupted sfi; 44 passed, where Kolada has 45: an expected mismatch.
[ "$(cell N18411)" = 24 ] || fail "sfi interrupted, riket 2015: $(cell N18411) instead of 24"
[ "$(cell N18409)" = 45 ] || fail "sfi passed, riket 2015: $(cell N18409); it was 45, the guide says 44"

# Chapter 3: seven per cent studied; 20 to 45 per cent by county worked or studied. Gotland (09) has
# too few.
awk -v both="$(cell N00973)" -v work="$(cell N00971)" 'BEGIN {
    exit sprintf("%.1f %.0f", both - work, both - work) != "6.7 7" }' || fail 'seven per cent studied'
awk -F, 'FNR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; share = column["N00973"]; left = column["N00964"]; next }
    $1 != "0" && $2 == 2015 && $share != "" && $left != "" {
        county = substr($1, 1, 2)
        sum[county] += $share * $left
        n[county] += $left
    }
    END {
        low = 100
        for (county in n) if (n[county] >= 10) {
            counties++
            mean = sum[county] / n[county]
            if (mean < low) low = mean
            if (mean > high) high = mean
        }
        found = sprintf("%.1f %.1f", low, high)
        print found, counties
        exit found != "20.4 45.2" || counties != 20 || high / low <= 2
    }' "$panel" >"$work/counties" || fail "counties 2015: $(cat "$work/counties")"

# ---- by sex ----------------------------------------------------------------------------------------
by_sex=$DATA/kolada_by_sex_2012_2018.csv
run 0 keyfigures "$by_sex" --indicator N00927,N02006,N01993
err_is_empty 'by sex'
head -n 1 "$work/out" | grep -q '^municipality,year,sex,indicator,' || fail 'sex is no key'
awk -F, '
    function far(a, b, half) { return a - b > half + 1e-14 || b - a > half + 1e-14 }
    NR == FNR { if (FNR > 1) { value[$1, $2, $3, $5] = $6; state[$1, $2, $3, $5] = $10 } next }
    FNR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
    {
        key = $1 SUBSEP $2 SUBSEP $3
        for (name in half) {
            published = $(column[name])
            if (published == "" || (name != "N00927" && $2 == 2012)) continue
            n[name]++
            if (state[key, name] != "value" || far(value[key, name], published, half[name])) bad[name]++
        }
    }
    BEGIN {
        half["N00927"] = 0.5e-8
        half["N02006"] = half["N01993"] = 0.5e-6
        wanted["N00927"] = 4074
        wanted["N02006"] = 1746
        wanted["N01993"] = 1744
    }
    END {
        for (name in half)
            if (bad[name] || n[name] != wanted[name]) {
                printf "%s: %d of %d wrong (%d wanted)\n", name, bad[name], n[name], wanted[name]
                code = 1
            }
        exit code
    }' "$work/out" "$by_sex" >"$work/sexes" || fail "by sex: $(cat "$work/sexes")"

finish
