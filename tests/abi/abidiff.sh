#!/bin/sh
# The binary interface is that of the recorded one: no function, parameter or struct member gone,
# moved or changed. Public headers are not shown to abidiff: with them it hides changed sizes.
#   sh tests/abi/abidiff.sh --write    records the interface anew, in lib/nyckeltal.abi
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/common.inc"

have abidiff || skip 'abigail-tools is not installed'
[ "$(getconf LONG_BIT)" = 64 ] || skip 'the recorded interface is that of 64-bit machines'
baseline=lib/nyckeltal.abi
[ -f $baseline ] || [ "${1:-}" = --write ] ||
    skip "no interface is recorded yet: sh tests/abi/abidiff.sh --write"

# One compiler for record and comparison, because each describes the same type in its own way.
# Without optimisation, because that leaves every parameter in place.
installed_of gcc
[ -n "$found" ] || skip 'gcc is not installed, which made the recorded interface'
folder=$BUILD/abi/abidiff
mkdir -p "$folder"
CC=gcc BUILD=$folder LIB=$folder/lib
project_make shared CFLAGS='-O0 -g' >"$folder/make.log" 2>&1 || {
    cat "$folder/make.log" >&2
    fail 'the library does not build with -O0 -g'
}
shared=$LIB/libnyckeltal.so.$VERSION

if [ "${1:-}" = --write ]; then
    # Nothing of this machine, its compiler version or its GSL.
    abidw --no-corpus-path --no-comp-dir-path --no-show-locs --no-architecture --no-elf-needed \
        --no-parameter-names --no-write-default-sizes --exported-interfaces-only \
        --type-id-style hash --out-file $baseline "$shared" ||
        fail 'abidw does not read the library'
    ! grep -n "$ROOT" $baseline >&2 || fail "$baseline holds a path of this machine"
    exit 0
fi

status=0
abidiff --no-architecture --no-corpus-path --exported-interfaces-only "$baseline" "$shared" \
    >"$folder/report" 2>&1 || status=$?
[ $status -ne 0 ] || exit 0
cat "$folder/report" >&2
# Bits of abidiff's status: 1 and 2 it failed itself, 4 changed, 8 changed so that programs break.
[ $((status & 3)) -eq 0 ] || fail "abidiff failed itself (status $status)"
if [ $((status & 8)) -ne 0 ] && [ "${VERSION%%.*}" != 0 ]; then
    fail 'programs that ran would break: since 1.0.0 that is not allowed'
fi
fail 'the binary interface has changed. Additions: record them with sh tests/abi/abidiff.sh --write.' \
    'Anything else, before 1.0.0: say so in CHANGELOG.md as well'
