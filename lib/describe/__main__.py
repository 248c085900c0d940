"""Writes what machines read of the interface, from the public headers:

    src/base/codes_table.c   every enum, for codes.h
    lib/constants.tsv        the same as text
    lib/interface.tsv        every function, parameter, struct and member

    python3 lib/describe           writes them anew
    python3 lib/describe --check   says what would change, and fails where something would

SPDX-License-Identifier: GPL-3.0-or-later
"""
import difflib
import pathlib
import sys

import codes
import headers
import interface

ROOT = pathlib.Path(__file__).resolve().parents[2]


def files():
    enums, structs, functions = headers.read(ROOT / "include")
    described = interface.Interface(enums, structs, functions)
    written = {
        "src/base/codes_table.c": codes.table(enums),
        "lib/constants.tsv": codes.listed(enums),
        "lib/interface.tsv": described.text(),
    }
    if described.faults:
        raise headers.Fault("\n".join(described.faults))
    return written


def main(arguments):
    differ = 0
    for name, text in files().items():
        path = ROOT / name
        old = path.read_text("utf-8") if path.exists() else ""
        if old == text:
            continue
        differ = 1
        if "--check" in arguments:
            sys.stdout.writelines(difflib.unified_diff(
                old.splitlines(True), text.splitlines(True), name, name + ", from the headers", n=0))
        else:
            path.write_text(text, "utf-8")
    if differ and "--check" in arguments:
        print("the headers have changed: python3 lib/describe")
        return 1
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except headers.Fault as fault:
        sys.exit(f"lib/describe: {fault}")
