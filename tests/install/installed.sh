#!/bin/sh
# Compiles and runs an outside program, in C and C++, against the library that is installed, found
# through pkg-config alone: `make installcheck` calls it, and so does consumer.sh.
#   INSTALLED_PC=/usr/local/lib/pkgconfig [INSTALLED_ROOT=DESTDIR] sh tests/install/installed.sh
# INSTALLED_KINDS, "shared static": what must be there; the default is what is found.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/../abi/common.inc"

[ -n "${INSTALLED_PC:-}" ] ||
    skip 'it looks at an installed library: make installcheck, after make install'
PKG_CONFIG=${PKG_CONFIG:-pkg-config}
have "$PKG_CONFIG" || skip "$PKG_CONFIG is not installed"
root=${INSTALLED_ROOT:-}
folder=$(fresh_folder install/installed)
export PKG_CONFIG_PATH="$root$INSTALLED_PC"
[ -z "$root" ] || export PKG_CONFIG_SYSROOT_DIR="$root"

tell() { "$PKG_CONFIG" --print-errors "$@" nyckeltal || fail "pkg-config $* nyckeltal"; }
[ -f "$root$INSTALLED_PC/nyckeltal.pc" ] || fail "$root$INSTALLED_PC/nyckeltal.pc is not there"
tell --validate
[ "$(tell --modversion)" = "$VERSION" ] || fail "nyckeltal.pc says that it is $(tell --modversion)"
libdir=$(tell --libs-only-L | sed 's/^-L//; s/ *$//')

kinds=${INSTALLED_KINDS:-}
if [ -z "$kinds" ]; then
    [ ! -e "$libdir/libnyckeltal.so" ] || kinds=shared
    [ ! -e "$libdir/libnyckeltal.a" ] || kinds="$kinds static"
    [ -n "$kinds" ] || fail "no library is installed in $libdir"
fi

# Warnings of the reader's own compiler would be ours; headers given by -I are not system headers.
warnings='-Wall -Wextra -Wpedantic -Werror'

# builds LANGUAGE OUTPUT FLAGS...
builds() {
    language=$1 output=$2
    shift 2
    case $language in
    c) set -- "$CC" -std=c11 -x c "$@" ;;
    c++) set -- "$cxx" -std=c++11 -x c++ "$@" ;;
    esac
    command=$1
    shift
    # shellcheck disable=SC2086 # a compiler with its flags; a list of flags
    $command $warnings -o "$output" "$@"
}

runs() {
    said=$(LD_LIBRARY_PATH=$2 "$1") || fail "$1 fails with the installed library"
    [ "$said" = "$VERSION" ] || fail "$1 ran with version $said instead of $VERSION"
}

needs_library() { readelf -dW "$1" | grep -q 'NEEDED.*libnyckeltal'; }

# The C++ compiler that belongs to CC.
case $CC in
*clang*) cxx=clang++ ;;
*) cxx=g++ ;;
esac
languages=c
installed_of "$cxx"
[ -z "$found" ] || languages='c c++'

# SC2046: pkg-config's answers are lists of flags.
# shellcheck disable=SC2046
for language in $languages; do
    program=$folder/$language

    # Without pkg-config's flags there is no such header; without its libraries no such function.
    if echo '#include <nyckeltal.h>' | $CC -E -x c - >"$folder/elsewhere" 2>&1; then
        # Installed where the compiler looks anyway. In a folder of its own it should not be found.
        [ -z "${INSTALLED_KINDS:-}" ] || missing="$missing no-other-nyckeltal.h"
    elif builds "$language" "$program" tests/install/consumer.c 2>"$folder/errors"; then
        fail "a $language program compiles without pkg-config's flags"
    else
        grep -q 'nyckeltal\.h' "$folder/errors" ||
            fail "it is not the missing header that fails: $(cat "$folder/errors")"
    fi
    if builds "$language" "$program" tests/install/consumer.c $(tell --cflags) 2>"$folder/errors"; then
        fail "a $language program links without pkg-config's libraries"
    fi
    grep -q 'nkt_compute' "$folder/errors" ||
        fail "it is not the missing library that fails: $(cat "$folder/errors")"

    for kind in $kinds; do
        if [ "$kind" = shared ]; then
            builds "$language" "$program-shared" tests/install/consumer.c \
                $(tell --cflags --libs) || fail "a $language program does not link"
            needs_library "$program-shared" || fail "$program-shared does not use the shared library"
            runs "$program-shared" "$libdir"
            builds "$language" "$program-rpath" tests/install/consumer.c \
                $(tell --cflags --libs) "-Wl,-rpath,$libdir" || fail 'it does not link with an rpath'
            runs "$program-rpath" ''
        else
            # Where both are installed, the linker prefers the shared one: name the static one.
            builds "$language" "$program-static" tests/install/consumer.c \
                $(tell --static --cflags --libs | sed 's/-lnyckeltal/-l:libnyckeltal.a/') ||
                fail "a $language program does not link with the static library"
            ! needs_library "$program-static" || fail "$program-static needs the shared library"
            runs "$program-static" ''
        fi
    done
    if [ ! -e "$libdir/libnyckeltal.so" ]; then
        # Where the static library stands alone, pkg-config's own words are enough.
        builds "$language" "$program-alone" tests/install/consumer.c \
            $(tell --static --cflags --libs) || fail "pkg-config --static is not enough ($language)"
        ! needs_library "$program-alone" || fail "$program-alone needs the shared library"
        runs "$program-alone" ''
    fi
done
passed
