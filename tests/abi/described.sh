#!/bin/sh
# Every public function is called from the description alone, on input that it takes and on input that
# it does not: none crashes, a refusal names its parameter and writes nothing.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/common.inc"

python=
for candidate in python3 /usr/bin/python3; do
    "$candidate" -c 'import cffi' 2>/dev/null && python=$candidate && break
done
[ -n "$python" ] || skip 'python3-cffi is not installed'

build_libraries
folder=$(fresh_folder abi/described)
$CC -E -P -DNKT_NO_STD_INCLUDES -Iinclude include/nyckeltal.h >"$folder/nyckeltal.cdef"
"$python" -B tests/abi/described.py "$folder/nyckeltal.cdef" "$LIB/libnyckeltal.so" >&2 ||
    fail 'the description does not serve a caller'
