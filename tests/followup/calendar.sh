#!/bin/sh
# Every day from 1990 to 2099 by the three rules, against the statutes written in Python with Easter
# from dateutil.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/../abi/common.inc"

python=
for candidate in python3 /usr/bin/python3; do
    "$candidate" -c 'import ctypes, dateutil.easter' 2>/dev/null && python=$candidate && break
done
[ -n "$python" ] || skip 'python3 with dateutil is not installed'

"$python" -B - "$LIB/libnyckeltal.so" <<'END' || fail 'a day is free that should not be, or the other way round'
import ctypes
import sys
from datetime import date, timedelta

from dateutil.easter import easter

library = ctypes.CDLL(sys.argv[1])


class Calendar(ctypes.Structure):
    _fields_ = [("free_days", ctypes.c_void_p), ("n_free_days", ctypes.c_int64),
                ("rule", ctypes.c_int32), ("unit", ctypes.c_int32)]


def next_working(rule, day):
    out = ctypes.c_int64()
    calendar = Calendar(rule=rule)
    status = library.nkt_next_working_day(ctypes.byref(calendar), ctypes.c_int64(day),
                                          ctypes.byref(out), None)
    return out.value if status == 0 else None


def after(year, days):
    return easter(year) + timedelta(days)


def sweden(year):
    saturday = next(date(year, 6, d) for d in range(20, 27) if date(year, 6, d).weekday() == 5)
    days = {date(year, m, d) for m, d in [(1, 1), (1, 6), (5, 1), (12, 24), (12, 25), (12, 26), (12, 31)]}
    days |= {after(year, n) for n in (-2, 1, 39)} | {saturday - timedelta(1)}
    return days | ({date(year, 6, 6)} if year >= 2005 else {after(year, 50)})


def denmark(year):
    days = {date(year, m, d) for m, d in [(1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31)]}
    days |= {after(year, n) for n in (-3, -2, 1, 39, 50)}
    return days | ({after(year, 26)} if year <= 2023 else set())


for rule, first, free in [(1, 1990, lambda year: set()), (2, 1990, sweden), (3, 2008, denmark)]:
    later = None  # the working day that follows
    for year in range(2099, first - 1, -1):
        days = free(year)
        day = date(year, 12, 31)
        while day.year == year:
            if day.weekday() < 5 and day not in days:
                later = day
            number = (day - date(1970, 1, 1)).days
            wanted = (later - date(1970, 1, 1)).days if later else None
            found = next_working(rule, number)
            if rule != 1 or later:
                assert found == wanted, (rule, day, found, later)
            day -= timedelta(1)
END
