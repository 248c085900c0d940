#!/bin/sh
# Installs into folders of its own, whole and in parts, with and without DESTDIR: exactly the files
# that belong there appear, outside programs compile and run, and uninstall takes all of it away.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/../abi/common.inc"

build_libraries
folder=$(fresh_folder install/consumer)

# installs TARGET VARIABLE=VALUE...
installs() {
    project_make "$@" >"$folder/make.log" 2>&1 || {
        cat "$folder/make.log" >&2
        fail "make $* fails"
    }
}

# holds FOLDER FILE...: these files and no others lie below it, with these rights
holds() {
    where=$1
    shift
    (cd "$where" && find . -type f -o -type l) | sed 's|^\./||' | sort >"$folder/there"
    for file in "$@"; do echo "$file"; done | sort >"$folder/expected"
    diff "$folder/expected" "$folder/there" >"$folder/difference" ||
        fail "$where lacks (<) or has besides (>): $(cat "$folder/difference")"
    find "$where" -type f ! -perm 644 ! -name '*.so.*' >"$folder/rights"
    find "$where" -type f ! -perm 755 -name '*.so.*' >>"$folder/rights"
    [ ! -s "$folder/rights" ] || fail "with other rights: $(cat "$folder/rights")"
}

# The files of each part, below the folder it belongs in.
headers() { for header in nyckeltal.h nyckeltal/*.h; do echo "$1/$header"; done; }
description() { for file in constants.tsv description.md interface.tsv nyckeltal.cdef; do echo "$1/nyckeltal/$file"; done; }
parts() {
    (cd include && headers "$1")
    for name in a so "so.$ABI" "so.$VERSION"; do echo "$2/libnyckeltal.$name"; done
    echo "$3/nyckeltal.pc"
    description share
}
installed_check() {
    INSTALLED_PC=$1 INSTALLED_ROOT=${2:-} INSTALLED_KINDS=${3:-shared static} \
        sh tests/install/installed.sh >"$folder/installed.log" 2>&1 && return
    status=$?
    cat "$folder/installed.log" >&2
    [ $status -eq 77 ] && skipped=$(cat "$folder/installed.log") && return
    fail "the library installed for $1 does not serve an outside program"
}
skipped=

# ---- the whole, in its usual places --------------------------------------------------------------
prefix=$folder/usual
installs install prefix="$prefix"
# shellcheck disable=SC2046 # a list of files
holds "$prefix" $(parts include lib lib/pkgconfig)
for link in libnyckeltal.so "libnyckeltal.so.$ABI"; do
    case $(readlink "$prefix/lib/$link") in
    /*) fail "$link is a link to a place, not to its neighbour" ;;
    esac
done
# shellcheck disable=SC2016 # pkg-config's variable, not the shell's
for line in 'libdir=${prefix}/lib' 'includedir=${prefix}/include'; do
    grep -qxF "$line" "$prefix/lib/pkgconfig/nyckeltal.pc" ||
        fail "nyckeltal.pc cannot be relocated: it lacks $line"
done
installed_check "$prefix/lib/pkgconfig"

# Headers of an older release, other people's files: uninstall leaves what it did not put there.
echo 'not ours' >"$prefix/lib/other"
installs uninstall prefix="$prefix"
holds "$prefix" lib/other
[ ! -d "$prefix/include/nyckeltal" ] || fail 'uninstall leaves the folder of the headers'

# ---- folders of the caller's own -----------------------------------------------------------------
prefix=$folder/own
set -- prefix="$prefix" libdir="$prefix/lib64/nkt" includedir="$folder/apart/headers"
installs install "$@"
# shellcheck disable=SC2046
holds "$folder/apart" $(cd include && headers headers)
installed_check "$prefix/lib64/nkt/pkgconfig"
installs uninstall "$@"
holds "$prefix"
holds "$folder/apart"

# ---- DESTDIR, its name with a space: nothing is written where the prefix itself would be ---------
prefix=$folder/never
staged="$folder/a stage"
installs install DESTDIR="$staged" prefix="$prefix"
# shellcheck disable=SC2046
holds "$staged$prefix" $(parts include lib lib/pkgconfig)
[ "$(find "$staged" -type f | wc -l)" = "$(find "$staged$prefix" -type f | wc -l)" ] ||
    fail 'files lie beside the prefix'
grep -q "^prefix=$prefix\$" "$staged$prefix/lib/pkgconfig/nyckeltal.pc" ||
    fail 'nyckeltal.pc does not tell the prefix, or tells DESTDIR'
installs uninstall DESTDIR="$staged" prefix="$prefix"
holds "$staged"

staged=$folder/stage
installs install DESTDIR="$staged" prefix="$prefix"
installed_check "$prefix/lib/pkgconfig" "$staged"
[ ! -e "$prefix" ] || fail 'with DESTDIR, files were written to the prefix itself'

# ---- each part alone -----------------------------------------------------------------------------
# shellcheck disable=SC2046
for part in headers shared static pc description; do
    prefix=$folder/$part
    installs install-$part prefix="$prefix"
    case $part in
    headers) holds "$prefix" $(cd include && headers include) ;;
    shared) holds "$prefix" $(parts include lib lib/pkgconfig | grep '\.so') ;;
    description) holds "$prefix" $(description share) ;;
    static) holds "$prefix" lib/libnyckeltal.a ;;
    pc) holds "$prefix" lib/pkgconfig/nyckeltal.pc ;;
    esac
done
# The shared library with its headers, and the static one: each is enough.
for part in shared static; do
    prefix=$folder/$part
    installs install-headers install-pc prefix="$prefix"
    installed_check "$prefix/lib/pkgconfig" '' $part
done

# ---- the program in the README ------------------------------------------------------------------
# shellcheck disable=SC2016 # the marks of Markdown
sed -n '/^```c$/,/^```$/p' README.md | grep -v '^```' >"$folder/readme.c"
[ -s "$folder/readme.c" ] || fail 'no program is found in README.md'
# shellcheck disable=SC2046
$CC -std=c11 -Wall -Wextra -Werror "$folder/readme.c" -o "$folder/readme" \
    $(PKG_CONFIG_PATH=$folder/shared/lib/pkgconfig "${PKG_CONFIG:-pkg-config}" --cflags --libs nyckeltal) ||
    fail 'the program in README.md does not compile'
[ "$(wc -l <"$folder/readme.c")" -le 40 ] || fail 'the program in README.md is longer than it says'
LD_LIBRARY_PATH=$folder/shared/lib "$folder/readme" >"$folder/readme.out" ||
    fail 'the program in README.md does not run'
grep -qx 'Alby: 54.4 \[51.8; 57.0\] per cent of the refugees in work, +9.7 points from what is expected, chance taken off' \
    "$folder/readme.out" || fail "the program in README.md says: $(cat "$folder/readme.out")"

[ -z "$skipped" ] || skip "$skipped"
