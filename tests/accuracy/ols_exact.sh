#!/bin/sh
# Least squares against exact rational arithmetic: see ols_exact.py.
# SPDX-License-Identifier: GPL-3.0-or-later
set -eu
python3=/usr/bin/python3
[ -x "$python3" ] || python3=python3
if ! "$python3" -c 'import numpy' 2>/dev/null; then
    echo "python3 with numpy is not installed"
    exit 77
fi
exec "$python3" "$(dirname "$0")/ols_exact.py" "$LIB/libnyckeltal.so" \
    "${NYCKELTAL_DATA:-../shared/data}/strd"
