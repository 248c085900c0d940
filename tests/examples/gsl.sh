#!/bin/sh
# gsl: the same model by GSL and by this library, on the same memory. It is built here, since it
# needs the headers of GSL, which the library's own users do not.
# SPDX-License-Identifier: GPL-3.0-or-later
. tests/examples/checks
CC=${CC:-cc}
stage=$(cd "$BUILD" && pwd)/stage
flags=$(PKG_CONFIG_PATH="$stage/lib/pkgconfig" pkg-config --cflags --libs nyckeltal 2>/dev/null)
gsl=$(pkg-config --cflags --libs gsl 2>/dev/null || echo -lgsl -lgslcblas -lm)

printf '#include <gsl/gsl_multifit.h>\nint main(void) { return 0; }\n' >"$work/try.c"
# shellcheck disable=SC2086 # lists of flags
if ! $CC "$work/try.c" -o "$work/try" $gsl 2>/dev/null; then
    echo 'the headers of GSL are not there'
    exit 77
fi
# shellcheck disable=SC2086
$CC -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror examples/gsl.c examples/fail.c \
    -o "$work/gsl" $flags $gsl -Wl,-rpath,"$stage/lib" -lm 2>"$work/err" ||
    { fail "gsl does not build: $(cat "$work/err")"; finish; }
"$work/gsl" >"$work/out" 2>"$work/err" || fail "gsl fails: $(cat "$work/err")"

# Both columns of numbers agree to 10 digits, and there are as many as there should be.
awk -F, 'NR == 1 { next }
    { n++; for (c = 2; c <= 3; c++) if (($c - $(c + 2)) ^ 2 > ($c * 1e-10) ^ 2 || $c == "") {
          print "  " $1 ": " $c " is not " $(c + 2); bad = 1 } }
    END { exit bad || n != 3 }' "$work/out" || fail "GSL finds another model: $(cat "$work/out")"
finish
