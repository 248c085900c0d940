"""Counts what the change log says of the interface, and holds its table against that.

    counts.py [--write]

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import re
import statistics
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "lib" / "describe"))

import headers  # noqa: E402

_, _, functions = headers.read(ROOT / "include")
parameters = [len(function.parameters) for function in functions]
sources = [path for path in (ROOT / "examples").rglob("*.[ch]")]
counted = {
    "public functions": len(functions),
    "parameters, median": f"{statistics.median(parameters):g}",
    "parameters, most": max(parameters),
    "functions with more than 8 parameters": sum(n > 8 for n in parameters),
    "functions that only tell a size": sum(f.name.endswith("_size") for f in functions),
    "lines of `examples/` in C": sum(path.read_text("utf-8").count("\n") for path in sources),
}

path = ROOT / "CHANGELOG.md"
text, faults = path.read_text("utf-8"), 0
for what, number in counted.items():
    line = re.compile(rf"(\| {re.escape(what)} \| [^|]* \| )([^|]*)( \|)")
    found = line.search(text)
    if not found:
        sys.exit(f"CHANGELOG.md does not tell: {what}")
    if found.group(2) != str(number):
        faults += 1
        print(f"{what}: {number}, CHANGELOG.md says {found.group(2)}")
        text = line.sub(rf"\g<1>{number}\g<3>", text, count=1)
if "--write" in sys.argv:
    path.write_text(text, "utf-8")
    faults = 0
sys.exit(1 if faults else 0)
