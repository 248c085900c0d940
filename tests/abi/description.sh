#!/bin/sh
# What machines read of the interface says what the headers say, in both directions; and the names
# that functions count their parameters by are those of the headers.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/common.inc"

have python3 || skip 'python3 is not installed'
python3 -B lib/describe --check >&2 || fail 'the description is not that of the headers'
python3 -B tests/abi/parameters.py >&2 || fail 'parameters are counted by other names than the header has'
python3 -B tests/abi/counts.py >&2 || fail 'the change log counts otherwise: python3 tests/abi/counts.py --write'
