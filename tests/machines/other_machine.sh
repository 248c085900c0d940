#!/bin/sh
# On other machines, emulated: s390x has the other byte order, armhf pointers of 32 bits. What is
# read byte by byte (columns of every type, structs fed back, packed blocks) is tested there with the
# suites that look at it; blocks packed on each machine are read on the other.
#   make check-machines   runs every suite on s390x, aarch64 and armhf
# Needs a cross compiler, qemu-user and what tests/foreign-libraries.sh fetches.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/../abi/common.inc"

here=$CC
suites=${SUITES:-base call claim codes column out rows row_groups gsl text blocks ols_pack tables total window}
build_libraries
programs=$(fresh_folder machines)
includes='-std=c11 -O1 -ffp-contract=off -Iinclude -Itests'
# shellcheck disable=SC2086 # flags are meant to be split
{
    flags="$includes $(pkg-config --cflags gsl)"
    $here $flags tests/machines/blocks.c "$LIB/libnyckeltal.a" $(pkg-config --libs gsl) -lm \
        -o "$programs/blocks"
}
mkdir -p "$programs/here"
"$programs/blocks" write "$programs/here"
"$programs/blocks" read "$programs/here" >"$programs/here.txt"
[ -s "$programs/here.txt" ] || fail 'no block can be read'

# run_suites COMMAND...: the suites, in the emulated runner
run_suites() {
    [ "$suites" != all ] || {
        NYCKELTAL_SCRIPTS=none CK_FORK=no "$@"
        return
    }
    for suite in $suites; do
        NYCKELTAL_SCRIPTS=none CK_FORK=no CK_RUN_SUITE=$suite "$@" || return
    done
}

# other MACHINE: everything on one of them
other() {
    machine=$1 libraries=$ROOT/build/foreign/$1
    case $machine in
    arm-*) emulator=qemu-arm ;;
    *) emulator=qemu-${machine%%-*} ;;
    esac
    for program in "$machine-gcc" "$emulator"; do
        have "$program" || {
            missing="$missing $program"
            return 0
        }
    done
    [ -f "$libraries/usr/include/gsl/gsl_math.h" ] || {
        missing="$missing tests/foreign-libraries.sh:$machine"
        return 0
    }
    gsl="-L$(dirname "$(find "$libraries/usr/lib" -name libgsl.a)") -lgsl -lgslcblas"
    built=$BUILD/$machine
    (
        BUILD=$built LIB=$built/lib CC=$machine-gcc
        mkdir -p "$BUILD"
        project_make -j"$(getconf _NPROCESSORS_ONLN)" "${BUILD#"$ROOT"/}/tests/run" CFLAGS='-O1 -g' \
            AR="$machine-ar" LDFLAGS=-static GSL_CFLAGS="-isystem $libraries/usr/include" \
            GSL_LIBS="$gsl" CHECK_LIBS='-lcheck -lsubunit -lpthread -lrt -lm'
    ) >"$programs/$machine.log" 2>&1 || {
        cat "$programs/$machine.log" >&2
        fail "it does not build for $machine"
    }
    run_suites "$emulator" "$built/tests/run" >"$programs/$machine.txt" 2>&1 || {
        cat "$programs/$machine.txt" >&2
        fail "tests fail on $machine"
    }
    grep -q 'Checks: [1-9]' "$programs/$machine.txt" && ! grep -q 'Checks: 0' "$programs/$machine.txt" ||
        fail "a suite has no tests on $machine"

    # Packed there and read here, packed here and read there.
    # shellcheck disable=SC2086
    "$machine-gcc" -static $includes tests/machines/blocks.c "$built/lib/libnyckeltal.a" \
        $gsl -lm -o "$programs/$machine.blocks"
    mkdir -p "$programs/$machine"
    "$emulator" "$programs/$machine.blocks" write "$programs/$machine"
    "$emulator" "$programs/$machine.blocks" read "$programs/$machine" >"$programs/$machine.there"
    "$programs/blocks" read "$programs/$machine" >"$programs/$machine.here"
    cmp -s "$programs/$machine.there" "$programs/$machine.here" ||
        fail "what $machine packs is read otherwise here"
    "$emulator" "$programs/$machine.blocks" read "$programs/here" | cmp -s - "$programs/here.txt" ||
        fail "what is packed here is read otherwise on $machine"
    # Sums, fits, refits and panels are the same bytes; robust fits and models of expected values may
    # differ by what another exponential function or logarithm rounds.
    for kind in 1 2 3 4 7; do
        cmp -s "$programs/here/$kind.pack" "$programs/$machine/$kind.pack" ||
            fail "a block of kind $kind packs to other bytes on $machine"
    done
    tried="${tried:-} $machine"
}

for machine in ${MACHINES:-s390x-linux-gnu}; do
    other "$machine"
done
[ -n "${tried:-}" ] || skip "nothing could be tried; this machine lacks:$missing"
[ "$suites" != all ] || echo "every suite passes on:$tried"
passed
