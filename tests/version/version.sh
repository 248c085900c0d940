#!/bin/sh
# The version is written in one place, and make refuses to build where the export map, the change
# log or the number in the SONAME say another one.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/../abi/common.inc"

folder=$(fresh_folder version)

# A copy of the tree that can be spoiled.
copy() {
    rm -rf "$folder/tree"
    mkdir -p "$folder/tree/lib" "$folder/tree/tests"
    cp -R Makefile CHANGELOG.md include src pkgconfig examples "$folder/tree"
    cp -R tests/*.mk tests/bench "$folder/tree/tests"
    cp lib/nyckeltal.map "$folder/tree/lib"
}

# edit FILE SED-EXPRESSION: it must change something, or the test tests nothing
edit() {
    sed "$2" "$folder/tree/$1" >"$folder/edited"
    ! cmp -s "$folder/edited" "$folder/tree/$1" || fail "nothing to edit in $1: $2"
    cp "$folder/edited" "$folder/tree/$1"
}

set_version() { # MAJOR MINOR PATCH
    edit include/nyckeltal/version.h "/define NKT_VERSION_MAJOR/s/[0-9]*\$/$1/
/define NKT_VERSION_MINOR/s/[0-9]*\$/$2/; /define NKT_VERSION_PATCH/s/[0-9]*\$/$3/"
}
set_node() { edit lib/nyckeltal.map "s/^NYCKELTAL_$node {/NYCKELTAL_$1 {/"; }
set_log() { edit CHANGELOG.md "s/^## $version/## $1/"; }
set_abi() { edit Makefile "s/^ABI\( *\):= .*/ABI\1:= $1/"; }

make_there() { (cd "$folder/tree" && project_make BUILD=build LIB=lib "$@"); }

# refuses WORDS: make stops before it does anything, and its message holds the words
refuses() {
    if make_there -n all >"$folder/log" 2>&1; then
        fail "make builds, instead of: $1"
    fi
    grep -qF "$1" "$folder/log" || fail "make does not say \"$1\": $(cat "$folder/log")"
    copy
}

# What the files themselves say; the environment has it from make.
version=$(version_part MAJOR).$(version_part MINOR).$(version_part PATCH)
node=$(version_part MAJOR).$(version_part MINOR)
other=$(($(version_part MINOR) + 1))
major=$(version_part MAJOR)

copy
make_there -n all >"$folder/log" 2>&1 || fail "make refuses the tree as it is: $(cat "$folder/log")"

set_version "$major" $other 0
refuses "version.h says $major.$other.0, but the last node of lib/nyckeltal.map is NYCKELTAL_$node"
set_node "$major.$other"
refuses "version.h says $version, but the last node of lib/nyckeltal.map is NYCKELTAL_$major.$other"
set_version "$major" "$(version_part MINOR)" 99
refuses "version.h says $node.99, but the newest entry of CHANGELOG.md is $version"
set_log "$major.$other.0"
refuses "version.h says $version, but the newest entry of CHANGELOG.md is $major.$other.0"
set_abi 77
refuses "version.h says $version, but the Makefile's ABI number is 77"
edit include/nyckeltal/version.h '/define NKT_VERSION_PATCH/d'
refuses "version.h says $node., but"

# All of them together make another version, down to what is installed.
set_version 77 8 9
set_node 77.8
set_log 77.8.9
set_abi 77
make_there -n shared >"$folder/log" 2>&1 || fail "make refuses 77.8.9: $(cat "$folder/log")"
grep -q -- '-soname,libnyckeltal\.so\.77 .*-o lib/libnyckeltal\.so\.77\.8\.9 ' "$folder/log" ||
    sed -n 's/\\$//p' "$folder/log" | grep -q -- '-soname,libnyckeltal\.so\.77 ' ||
    fail 'the shared library is not libnyckeltal.so.77.8.9'
make_there install-pc prefix="$folder/prefix" || fail 'make install-pc'
grep -qx 'Version: 77.8.9' "$folder/prefix/lib/pkgconfig/nyckeltal.pc" ||
    fail 'nyckeltal.pc does not follow'
printf '%s\n' '#include <nyckeltal/version.h>' \
    '_Static_assert(NKT_VERSION == 770809, "");' 'int32_t file_is_not_empty;' |
    $CC -std=c11 -fsyntax-only -I"$folder/tree/include" -x c - || fail 'NKT_VERSION does not follow'
$CC -std=c11 -E -P -I"$folder/tree/include" -I"$folder/tree/src" "$folder/tree/src/base/version.c" |
    grep -qF '"77" "." "8" "." "9"' || fail 'nkt_version_string does not follow'
