#!/bin/sh
# Writes lib/nyckeltal.map from what the public headers declare, in the order of nyckeltal.h.
#   sh lib/export-map.sh
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu
cd "$(dirname "$0")/.."
version_part() { sed -n "s/^#define NKT_VERSION_$1 //p" include/nyckeltal/version.h; }

{
    sed '/^NYCKELTAL_/,$d' lib/nyckeltal.map
    echo "NYCKELTAL_$(version_part MAJOR).$(version_part MINOR) {"
    echo 'global:'
    sed -n 's/^#include "nyckeltal\/\(.*\)"$/\1/p' include/nyckeltal.h | while read -r header; do
        symbols=$(sed -n 's/^NKT_API .*\b\(nkt_[a-z0-9_]*\)(.*/    \1;/p' "include/nyckeltal/$header")
        [ -z "$symbols" ] || printf '    /* %s */\n%s\n' "$header" "$symbols"
    done
    printf 'local:\n    *;\n};\n'
} >lib/nyckeltal.map.new
mv lib/nyckeltal.map.new lib/nyckeltal.map
