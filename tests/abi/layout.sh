#!/bin/sh
# Structs have the layout they promise on 64- and 32-bit machines, little- and big-endian, and no
# compiler puts padding into any of them. Bundles are left out: they are handed over one at a time and
# never stored, so that a hole in them, as some 32-bit machines make, is nobody's matter.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/common.inc"

bundles='nkt_memory nkt_rows nkt_table nkt_peers nkt_target nkt_estimates nkt_design nkt_series nkt_strata
    nkt_similar_task nkt_similar_result nkt_pairs nkt_classing nkt_curve nkt_cases nkt_offers nkt_bands nkt_weighted nkt_calendar
nkt_survey_scale nkt_survey_answers nkt_frontier_units nkt_relations nkt_cells nkt_relation_list
nkt_code nkt_enum nkt_indicator nkt_input nkt_composition_entry'

# Freestanding: then the compiler brings the two headers that are needed, for foreign machines too.
flags='-std=c11 -ffreestanding -fsyntax-only -Iinclude -Wall -Wextra -Wpedantic -Werror'

# holds COMPILER FLAGS...
holds() {
    # shellcheck disable=SC2086 # a list of flags
    "$@" $flags tests/abi/layout.c || fail "a layout differs with $*"
}

# holds, and pads no struct but bundles: clang says which struct it pads
is_not_padded() {
    holds "$@"
    # shellcheck disable=SC2086 # a list of flags
    "$@" $flags -Wpadded -Wno-error=padded tests/abi/layout.c 2>&1 |
        sed -n "s/.*padding [a-z ]*struct '\([a-z0-9_]*\)'.*/\1/p" | sort -u |
        while read -r struct; do
            case " $(echo $bundles) " in
            *" $struct "*) ;;
            *) echo "$struct" ;;
            esac
        done >"$folder/padded"
    [ ! -s "$folder/padded" ] || fail "padded with $*: $(cat "$folder/padded")"
}
folder=$(fresh_folder abi/layout)

# Every struct of the headers has its lines in layout.c.
structs=$($CC -E -P -DNKT_NO_STD_INCLUDES -Iinclude include/nyckeltal.h |
    sed -n 's/.*typedef struct \(nkt_[a-z0-9_]*\) {.*/\1/p')
[ -n "$structs" ] || fail 'no struct is found in the headers'
for struct in $structs; do
    case " $(echo $bundles) " in *" $struct "*) continue ;; esac
    grep -q "^SIZE($struct," tests/abi/layout.c || fail "tests/abi/layout.c does not know $struct"
done

holds "${CC%% *}"
installed_of gcc
for compiler in $found; do
    # -malign-double: the one difference between i386 and other 32-bit machines that shows.
    case $("$compiler" -dumpmachine) in
    x86_64-* | i?86-*)
        for machine in -m64 -m32 '-m32 -malign-double'; do
            # shellcheck disable=SC2086 # two flags
            holds "$compiler" $machine
        done
        ;;
    *) missing="$missing gcc-for-x86" ;;
    esac
done
installed_of clang
for compiler in $found; do
    known=$("$compiler" -print-targets)
    for machine in x86_64-linux-gnu i386-linux-gnu aarch64-linux-gnu arm-linux-gnueabihf \
        s390x-linux-gnu powerpc-linux-gnu riscv32-linux-gnu x86_64-pc-windows-msvc \
        wasm32-unknown-unknown; do
        # A clang may be built with few targets.
        case $machine in
        x86_64-*) target=x86-64 ;;
        i386-*) target=x86 ;;
        s390x-*) target=systemz ;;
        powerpc-*) target=ppc32 ;;
        *) target=${machine%%-*} ;;
        esac
        if echo "$known" | grep -q "^ *$target "; then
            is_not_padded "$compiler" "--target=$machine"
        else
            missing="$missing clang-for-$target"
        fi
    done
done
passed
