"""The enums of the headers as a table in C, for the accessors of codes.h, and as text, for bindings.

SPDX-License-Identifier: GPL-3.0-or-later
"""


def prefix_of(enum):
    """What all constants of an enum begin with, up to an underscore: NKT_STATE_."""
    split = [code.constant.split("_") for code in enum.codes]
    if len(split) == 1:
        return "NKT_"
    n = 0
    while all(len(words) > n + 1 and words[n] == split[0][n] for words in split):
        n += 1
    return "_".join(split[0][:n]) + "_"


def name_of(enum, code):
    return code.constant[len(prefix_of(enum)):].lower()


def short(enum):
    """What an enum is called: its tag, less what keeps tags and types apart in C++."""
    return enum.tag.removeprefix("nkt_").removesuffix("_code")


def are_flags(enum):
    """Whether several of the codes may be added together: the enum's comment says so."""
    return "added together" in enum.comment


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def table(enums):
    """src/base/codes_table.c"""
    out = ["/*",
           " * Written by lib/describe from the public headers: do not edit.",
           " *",
           " * SPDX-License-Identifier: GPL-3.0-or-later",
           " */",
           '#include "base/codes.h"',
           "",
           "/* clang-format off */",
           ""]
    enums = sorted(enums, key=short)
    for enum in enums:
        out.append(f"static const nkt_code {short(enum)}[] = {{")
        for code in enum.codes:
            out.append(f"    {{{code.value}, {quoted(name_of(enum, code))}, {quoted(code.constant)},")
            out.append(f"     {quoted(code.text)}}},")
        out += ["};", ""]
    out.append("const nkt_enum nkt_i_enums[] = {")
    for enum in enums:
        name = short(enum)
        out.append(f"    {{{quoted(name)}, {name}, (int64_t)(sizeof {name} / sizeof {name}[0]), "
                   f"{int(are_flags(enum))}, 0}},")
    out += ["};", "",
            "const int64_t nkt_i_n_enums = (int64_t)(sizeof nkt_i_enums / sizeof nkt_i_enums[0]);", ""]
    return "\n".join(out)


def listed(enums):
    """lib/constants.tsv"""
    rows = ["enum\tconstant\tvalue\tname\tflags\ttext"]
    for enum in sorted(enums, key=short):
        for code in enum.codes:
            rows.append("\t".join([short(enum), code.constant, str(code.value), name_of(enum, code),
                                   str(int(are_flags(enum))), code.text]))
    return "\n".join(rows) + "\n"
