#!/bin/sh
# Structs have the layout they promise on 64- and 32-bit machines, little- and big-endian, and no
# compiler puts padding into any of them.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/common.inc"

# Freestanding: then the compiler brings the two headers that are needed, for foreign machines too.
flags='-std=c11 -ffreestanding -fsyntax-only -Iinclude -Wall -Wextra -Wpedantic -Wpadded -Werror'

# holds COMPILER FLAGS...
holds() {
    # shellcheck disable=SC2086 # a list of flags
    "$@" $flags tests/abi/layout.c || fail "a layout differs or is padded with $*"
}

# Every struct of the headers has its lines in layout.c.
structs=$($CC -E -P -DNKT_NO_STD_INCLUDES -Iinclude include/nyckeltal.h |
    sed -n 's/.*typedef struct \(nkt_[a-z0-9_]*\) {.*/\1/p')
[ -n "$structs" ] || fail 'no struct is found in the headers'
for struct in $structs; do
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
            holds "$compiler" "--target=$machine"
        else
            missing="$missing clang-for-$target"
        fi
    done
done
passed
