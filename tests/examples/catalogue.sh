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
if ! diff -u "$ROOT/docs/key-figures.md" "$BUILD/tests/out/key-figures.md"; then
    echo "docs/key-figures.md is not what the catalogue says: run 'make docs'"
    exit 1
fi
