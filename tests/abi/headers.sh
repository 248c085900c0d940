#!/bin/sh
# Every public header, alone and twice, compiles in every language that it promises, without a
# warning; nyckeltal.h reaches all of them.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/common.inc"

folder=$(fresh_folder abi/headers)
warnings='-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wundef -Werror'

headers=$(cd include && echo nyckeltal.h nyckeltal/*.h)
for header in $headers; do
    name=$(echo "$header" | tr / _)
    for suffix in c cc; do
        {
            printf '#include <%s>\n#include <%s>\n' "$header" "$header"
            printf 'typedef int file_is_not_empty;\n'
        } >"$folder/${name%.h}.$suffix"
    done
done

# compiles COMPILER STANDARD SUFFIX FLAGS...
compiles() {
    compiler=$1 standard=$2 suffix=$3
    shift 3
    # shellcheck disable=SC2086 # a list of flags
    "$compiler" "-std=$standard" -fsyntax-only -Iinclude $warnings "$@" "$folder"/*."$suffix" ||
        fail "a header does not compile alone with $compiler -std=$standard"
}

# The newest language of each is tried where the compiler knows it.
knows() { "$1" "-std=$2" -fsyntax-only -x "$3" /dev/null 2>/dev/null; }

installed_of gcc clang
for compiler in $found; do
    for standard in c99 c11 c17 c2x; do
        [ $standard != c2x ] || knows "$compiler" c2x c || continue
        compiles "$compiler" $standard c -Wstrict-prototypes
    done
done
installed_of g++ clang++
for compiler in $found; do
    for standard in c++11 c++17 c++20; do
        [ $standard != c++20 ] || knows "$compiler" c++20 c++ || continue
        compiles "$compiler" $standard cc -Wold-style-cast -Wzero-as-null-pointer-constant
    done
done

# Two are for those who ask for them: they need what the library itself does not.
reached=$($CC -M -Iinclude include/nyckeltal.h)
for header in $headers; do
    case $header in nyckeltal/realloc.h | nyckeltal/gsl.h) continue ;; esac
    case "$reached " in
    *"include/$header "* | *"include/$header
"*) ;;
    *) fail "nyckeltal.h does not include $header" ;;
    esac
done
passed
