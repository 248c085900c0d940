"""Holds the lists of parameters that calls begin with against the public headers: every function that
takes an error has its list in the sources, word for word, and no list is of no function.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "lib" / "describe"))

import headers  # noqa: E402

_, _, functions = headers.read(ROOT / "include")
expected = {}
for function in functions:
    names = [parameter.name for parameter in function.parameters]
    if "error" in names:
        expected[function.name] = " ".join(names)

faults, lists, inside = [], set(), {}
for path in sorted((ROOT / "src").glob("*/*.c")):
    text = path.read_text("utf-8")
    for match in re.finditer(r"nkt_i_call_begin\(\s*\w+,\s*((?:\"[^\"]*\"\s*)+)", text):
        names = "".join(re.findall(r'"([^"]*)"', match.group(1)))
        if not names:  # a call of nobody, whose faults are passed over
            continue
        lists.add(names)
        starts = list(re.finditer(r"^nkt_status (nkt_\w+)\(", text[:match.start()], re.M))
        # The function that it stands in: the last one that begins before it and has not ended.
        if starts and "\n}\n" not in text[starts[-1].start():match.start()]:
            inside[starts[-1].group(1)] = names
        if names not in expected.values():
            faults.append(f"{path.relative_to(ROOT)}: no public function has the parameters: {names}")
for name, names in expected.items():
    if inside.get(name, names) != names:
        faults.append(f"{name} has the parameters: {names}; it counts by: {inside[name]}")
    elif names not in lists:
        faults.append(f"{name}: no call begins with its parameters: {names}")
for fault in faults:
    print(fault)
print(f"{len(expected)} functions that can refuse, {len(lists)} lists")
sys.exit(1 if faults or not expected else 0)
