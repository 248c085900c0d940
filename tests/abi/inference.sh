#!/bin/sh
# The macros that make columns infer the type of every element in C and C++, and refuse a type that
# has no code; in C99 they are not there.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/common.inc"

folder=$(fresh_folder abi/inference)
warnings='-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wundef -Werror'

# compile COMPILER STANDARD ARGUMENTS...: inference.c in the language of the standard
compile() {
    compiler=$1 standard=$2
    shift 2
    language=c
    case $standard in c++*) language=c++ ;; esac
    # shellcheck disable=SC2086 # a list of flags
    "$compiler" "-std=$standard" $warnings -Iinclude -x $language tests/abi/inference.c "$@"
}

# The macro's use compiles with int32, and with nothing else changed does not with a wrong type.
refuses() {
    compiler=$1 standard=$2 right=$3
    shift 3
    compile "$compiler" "$standard" -fsyntax-only "-DWRONG=$right" ||
        fail "$right does not compile with $compiler -std=$standard"
    for wrong in "$@"; do
        if compile "$compiler" "$standard" -fsyntax-only "-DWRONG=$wrong" 2>"$folder/errors"; then
            fail "$wrong compiles with $compiler -std=$standard"
        fi
    done
}

# try COMPILER STANDARDS...
try() {
    with=$1
    shift
    for standard in "$@"; do
        compile "$with" "$standard" -o "$folder/inference" || fail "$with -std=$standard"
        "$folder/inference" >"$folder/found" ||
            fail "$with -std=$standard: $(cat "$folder/found")"
        refuses "$with" "$standard" 'NKT_FIELD(1,others,int32)' 'NKT_FIELD(1,others,character)' \
            'NKT_FIELD(1,others,pointer)' 'NKT_FIELD(1,others,numbers)' \
            'NKT_FIELD(1,others,total)' 'NKT_FIELD(1,others,wide)' 'NKT_FIELD(1,others,absent)'
        refuses "$with" "$standard" 'NKT_ARRAY_N(1,numbers,3)' 'NKT_ARRAY(1,others)' \
            'NKT_ARRAY(1,&numbers)' 'NKT_ARRAY(1,*numbers)'
        refuses "$with" "$standard" 'NKT_TOTALS_N(1,&others->total,1)' 'NKT_TOTALS(1,numbers)' \
            'NKT_TOTALS_FIELD(1,others,int32)'
    done
}

installed_of gcc clang
for compiler in $found; do
    try "$compiler" c11 c17
    printf '%s\n' '#include <nyckeltal.h>' '#ifdef NKT_FIELD' '#error in C99' '#endif' \
        'int file_is_not_empty;' |
        "$compiler" -std=c99 -fsyntax-only -Iinclude -x c - ||
        fail "the macros are offered in C99, which cannot infer types ($compiler)"
done
installed_of g++ clang++
for compiler in $found; do
    try "$compiler" c++11 c++17
done
passed
