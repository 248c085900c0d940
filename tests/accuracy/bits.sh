#!/bin/sh
# The same figures, to the last bit, from gcc and clang at every level of optimisation: the library
# and keyfigures are built with each, run on the same counts, and their outputs compared.
#   BITS=all sh tests/accuracy/bits.sh    (make check-bits) tries all; otherwise a few of them.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/../abi/common.inc"

all=${BITS:-}
folder=$BUILD/bits
mkdir -p "$folder"
jobs=$(getconf _NPROCESSORS_ONLN)

# ---- what is computed ----------------------------------------------------------------------------
# counts ROWS: every input of the catalogue, drawn by a fixed generator. In a row, parts lie between
# 0 and N, wholes between N and 2N, and N runs over six powers of ten; some cells are missing, in
# each of the ways to say so, and amounts have decimals.
counts() {
    sed -n 's/^ *NKT_IN_\([A-Z0-9_]*\) *= .*/\1/p' include/nyckeltal/*.h | tr 'A-Z\n' 'a-z ' |
        awk -v rows="$1" '
            function draw() { state = (16807 * state) % 2147483647; return state / 2147483647 }
            {
                state = 20171231
                split("employees employees_18_64 enrolled left native_born_20_64 net_income " \
                      "population population_18_64 population_20_64 population_previous_year " \
                      "received refugees_20_25 refugees_20_64 residents_in_dwellings sfi_beginners " \
                      "sfi_pupils sfi_participants sfi_teachers council elected", names, " ")
                for (i in names) whole[names[i]]
                whole_of["sfi_interrupted"] = 0.9
                split("|-|.|..", absent, "|")
                header = "municipality,year"
                for (i = 1; i <= NF; i++) header = header "," $i
                print header
                for (row = 0; row < rows; row++) {
                    n = 10 ^ (1 + row % 6)
                    line = sprintf("%04d,%d", int(row / 10), 2000 + row % 10)
                    for (i = 1; i <= NF; i++) {
                        u = draw()
                        cell = int(u * (n + 1))
                        if ($i in whole) cell += n
                        if ($i in whole_of) cell = int(whole_of[$i] * n)
                        if (draw() < 0.02) cell = 0
                        cell = sprintf($i ~ /income|assistance|floor|teachers/ ? "%.1f" : "%.0f",
                                       cell + ($i ~ /income|assistance|floor|teachers/ ? int(10 * u) / 10 : 0))
                        if (draw() < 0.02) cell = absent[1 + int(4 * draw())]
                        line = line "," cell
                    }
                    print line
                }
            }'
}
counts 3000 >"$folder/counts.csv"
counts 60 >"$folder/few.csv"
[ "$(head -n 1 "$folder/few.csv" | tr ',' '\n' | wc -l)" -ge 81 ] || fail 'inputs are missing'

published=${NYCKELTAL_DATA:-../shared/data}/kolada_2012_2018.csv
[ -f "$published" ] || missing="$missing $published"

# computes PROGRAM OUTPUT
computes() {
    {
        "$1" "$folder/counts.csv" --interval wilson
        for interval in clopper-pearson mid-p jeffreys exact-poisson byar exact-or-byar; do
            "$1" "$folder/few.csv" --interval $interval
        done
        [ ! -f "$published" ] || "$1" "$published" --interval wilson
    } >"$2" 2>"$2.err" || {
        cat "$2.err" >&2
        fail "$1 fails"
    }
}

# ---- with what -----------------------------------------------------------------------------------
# same NAME COMPILER FLAGS: builds, runs, compares with the first that ran
reference=
differing=
same() {
    name=$1 CC=$2
    (
        BUILD=$folder/$name LIB=$folder/$name/lib
        mkdir -p "$BUILD"
        project_make -j"$jobs" CFLAGS="$3" "${BUILD#"$ROOT"/}/examples/keyfigures"
    ) >"$folder/$name.log" 2>&1 || {
        cat "$folder/$name.log" >&2
        fail "it does not build with $2 $3"
    }
    computes "$folder/$name/examples/keyfigures" "$folder/$name.csv"
    if [ -z "$reference" ]; then
        reference=$folder/$name.csv
    elif cmp -s "$reference" "$folder/$name.csv"; then
        [ -z "$all" ] || echo "$2 $3: the same bits"
    else
        differing="$differing $name"
        echo "$2 $3: other bits than $(basename "$reference" .csv); the first of them:"
        diff "$reference" "$folder/$name.csv" | head -n 6
    fi
}

installed_of gcc clang
[ -n "$found" ] || skip 'neither gcc nor clang is installed'
for compiler in $found; do
    case $all$compiler in
    all*) levels='-O0 -O1 -O2 -O3' ;;
    gcc) levels='-O0 -O3' ;;
    clang) levels='-O2' ;;
    esac
    for level in $levels; do
        same "$compiler$level" "$compiler" "$level"
    done
done
[ -z "$differing" ] || fail "results depend on the compiler:$differing"

# What was compared must be worth it: nearly every figure with values, and intervals in plenty.
awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
    $at["value"] ~ /[0-9]/ { values++; if (!seen[$at["indicator"]]++) figures++ }
    $at["lower"] ~ /[0-9]/ && $at["upper"] ~ /[0-9]/ {
        intervals++; if (!bounded[$at["indicator"]]++) with_interval++ }
    END { printf "%d values of %d figures, %d intervals of %d figures\n",
                 values, figures, intervals, with_interval
          # Those that tell who persons are have none.
          exit !(figures >= 80 && with_interval >= 24 && intervals > 70000) }' \
    "$reference" >"$folder/coverage" || fail "too little was compared: $(cat "$folder/coverage")"

if [ -n "$all" ]; then
    cat "$folder/coverage"
    # Wider vectors and fused instructions are not promised by default, but they may not matter.
    for compiler in $found; do
        same "$compiler-native" "$compiler" '-O3 -march=native'
    done
    [ -z "$differing" ] || echo "(reported only, no failure:$differing)"
    [ -z "$missing" ] || echo "without what this machine lacks:$missing"
    exit 0
fi
passed
