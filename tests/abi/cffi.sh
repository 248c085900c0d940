#!/bin/sh
# The header is parsed by cffi, with nothing before or around it, and gives the layouts and the
# functions that it promises.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/common.inc"

python=
for candidate in python3 /usr/bin/python3; do
    "$candidate" -c 'import cffi' 2>/dev/null && python=$candidate && break
done
[ -n "$python" ] || skip 'python3-cffi is not installed'

build_libraries
folder=$(fresh_folder abi/cffi)
# All that a user of cffi needs.
$CC -E -P -DNKT_NO_STD_INCLUDES -Iinclude include/nyckeltal.h >"$folder/nyckeltal.i"
"$python" tests/abi/cffi_layout.py "$folder/nyckeltal.i" "$LIB/libnyckeltal.so" "$VERSION" ||
    fail 'the header does not serve cffi'
