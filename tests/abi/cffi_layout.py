"""Parses the preprocessed header with cffi, checks the sizes of the structs whose layout is frozen,
finds every declared function in the shared library, and computes a share through it.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import re
import sys

import cffi

header_path, library_path, version = sys.argv[1:]
with open(header_path, encoding="utf-8") as file:
    header = file.read()

ffi = cffi.FFI()
ffi.cdef(header)

pointer = ffi.sizeof("void *")
sizes = {
    "nkt_column": 6 * pointer + 40,
    "nkt_error": 320,
    "nkt_estimate": 40,
    "nkt_total": 32,
    "nkt_ols_test": 48,
}
faults = []
for name, size in sizes.items():
    if ffi.sizeof(name) != size:
        faults.append(f"{name} has {ffi.sizeof(name)} bytes, not {size}")

library = ffi.dlopen(library_path)
functions = re.findall(r"\b(nkt_\w+)\s*\(", header)
if not functions:
    faults.append("no function is declared")
for name in functions:
    try:
        getattr(library, name)
    except AttributeError:
        faults.append(f"{name} is declared and not in the library")

if not faults:
    running = ffi.string(library.nkt_version_string()).decode()
    if running != version:
        faults.append(f"the library says that it is {running}, not {version}")
    out, error = ffi.new("nkt_estimate *"), ffi.new("nkt_error *")
    status = library.nkt_share(1, 4, ffi.NULL, out, error)
    if (status, out.state, out.value) != (0, library.NKT_STATE_VALUE, 25.0):
        faults.append(f"1 of 4 is {out.value} per cent (status {status}, state {out.state})")

for fault in faults:
    print(f"cffi: {fault}", file=sys.stderr)
sys.exit(1 if faults else 0)
