#!/bin/sh
# Every public constant has the value that lib/constants.tsv records, which lib/describe writes and
# bindings read.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/common.inc"

folder=$(fresh_folder abi/constants)
preprocess="$CC -std=c11 -E -Iinclude"

# The bodies of the enums once comments are gone, an enumerator to a line.
$preprocess -P -DNKT_NO_STD_INCLUDES include/nyckeltal.h | tr '\n' ' ' |
    awk 'BEGIN { RS = "}" } match($0, /[^_a-z]enum *[a-z0-9_]* *\{/) { print substr($0, RSTART + RLENGTH) }' |
    tr ',' '\n' | tr -d ' \t' | grep . >"$folder/enumerators"
if grep -v '^NKT_[A-Z0-9_]*=..*$' "$folder/enumerators" >"$folder/unpinned"; then
    fail "enumerators begin with NKT_ and have their value written out: $(cat "$folder/unpinned")"
fi

# Macros without parameters; not those that are syntax, nor the version, which changes by itself
# (tests/version holds it together). A new kind of macro fails to compile below.
$preprocess -dM include/nyckeltal.h |
    sed -n 's/^#define \(NKT_[A-Z0-9_]*\)\( .*\)\{0,1\}$/\1/p' |
    grep -Ev '^NKT_(API|BEGIN|END|VERSION(_MAJOR|_MINOR|_PATCH)?|[A-Z_]*_)$' >"$folder/macros" || true

sed 's/=.*//' "$folder/enumerators" | cat - "$folder/macros" | sort >"$folder/names"
uniq -d "$folder/names" >"$folder/twice"
[ ! -s "$folder/twice" ] || fail "defined twice: $(cat "$folder/twice")"
{
    cat <<'END'
#include <nyckeltal.h>
#include <stdio.h>
static void integer(const char *name, long long value) { printf("%s %lld\n", name, value); }
static void number(const char *name, double value) { printf("%s %.17g\n", name, value); }
static void text(const char *name, const char *value) { printf("%s \"%s\"\n", name, value); }
#define SHOW(name) _Generic((name), double: number, char *: text, default: integer)(#name, name);
int main(void) {
END
    sed 's/.*/    SHOW(&)/' "$folder/names"
    echo '    return 0;'
    echo '}'
} >"$folder/show.c"
$CC -std=c11 -Iinclude "$folder/show.c" -o "$folder/show" || fail 'a constant is no number and no text'
"$folder/show" >"$folder/constants.txt"
[ "$(wc -l <"$folder/constants.txt")" -ge 100 ] || fail 'hardly any constant was found'

tail -n +2 lib/constants.tsv | cut -f 2,3 | tr '\t' ' ' | LC_ALL=C sort >"$folder/recorded"
LC_ALL=C sort "$folder/constants.txt" | diff -u "$folder/recorded" - >"$folder/difference" && exit 0
cat "$folder/difference" >&2
if grep -q '^-NKT_' "$folder/difference"; then
    if [ "${VERSION%%.*}" = 0 ]; then
        fail 'a constant that programs were compiled with is gone or has another value.' \
            'Before 1.0.0: if it is meant, say so in CHANGELOG.md, and record it with' \
            'python3 lib/describe'
    fi
    fail 'a constant that programs were compiled with is gone or has another value:' \
        'since 1.0.0 that is not allowed; give the new meaning a new name and number'
fi
fail 'there are new constants: record them with python3 lib/describe'
