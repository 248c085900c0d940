#!/bin/sh
# The reference page of figures and inputs is what the library's catalogue says.
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu
ROOT=${ROOT:-$(cd "$(dirname "$0")/../.." && pwd)}
BUILD=${BUILD:-$ROOT/build}
program=$BUILD/examples/catalogue

if [ ! -x "$program" ]; then
    echo "$program is not built (make examples)"
    exit 77
fi
mkdir -p "$BUILD/tests/out"
"$program" >"$BUILD/tests/out/key-figures.md"
figures=$(sed -n 's/^\([0-9]*\) figures from \([0-9]*\) inputs: the \([0-9]*\) of.*/\3 figures of the guide of 2017, \1 in all, from \2 inputs/p' \
    "$BUILD/tests/out/key-figures.md")
if ! grep -qF "$figures" "$ROOT/README.md"; then
    echo "README.md does not say: $figures"
    exit 1
fi
if ! diff -u "$ROOT/docs/key-figures.md" "$BUILD/tests/out/key-figures.md"; then
    echo "docs/key-figures.md is not what the catalogue says: run 'make docs'"
    exit 1
fi
