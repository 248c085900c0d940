"""Reads the public headers: enums with their codes, structs with their members, functions with their
parameters, and what the comments say of each. Only what this library's style allows is understood;
anything else is a fault, so that nothing is passed over.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import dataclasses
import pathlib
import re


@dataclasses.dataclass
class Code:
    constant: str
    value: int
    text: str = ""


@dataclasses.dataclass
class Enum:
    tag: str
    header: str
    comment: str
    codes: list


@dataclasses.dataclass
class Field:
    """A member of a struct, or a parameter of a function."""
    name: str
    type: str           # "const double *", "double"; of a function pointer: the whole declaration
    length: str = ""    # of a member that is an array
    text: str = ""


@dataclasses.dataclass
class Struct:
    name: str
    header: str
    comment: str
    members: list


@dataclasses.dataclass
class Function:
    name: str
    returns: str
    header: str
    text: str
    parameters: list


class Fault(Exception):
    pass


def words(comment):
    """A comment without its stars, as one line."""
    comment = re.sub(r"^\s*/\*+|\*/\s*$", "", comment)
    return re.sub(r"\s+", " ", re.sub(r"\n\s*\*", "\n", comment)).strip()


def lines(comment):
    """A comment without its stars, line by line, indented as it is."""
    comment = re.sub(r"^\s*/\*", "", re.sub(r"\*/\s*$", "", comment))
    return [re.sub(r"^\s*\* ?", "", line).rstrip() for line in comment.split("\n")]


COMMENT = r"/\*(?:[^*]|\*(?!/))*\*/"


def before(text, position):
    """The comment that ends right before a position; "" where there is none."""
    found = re.search(rf"({COMMENT})\s*\Z", text[:position])
    return found.group(1) if found else ""


def read_enums(text, header):
    for match in re.finditer(r"\benum\s+(\w+)?\s*\{", text):
        end = text.index("}", match.end())
        body = text[match.end():end]
        if not match.group(1):
            raise Fault(f"{header}: an enum has no tag: {body.strip()[:60]}")
        codes = []
        pattern = rf"(NKT_\w+)\s*=\s*([^,/]+?)\s*(?:,|(?=/\*)|$)([ \t]*{COMMENT})?(?:\s*{COMMENT})*"
        rest = re.sub(rf"^\s*(?:{COMMENT}\s*)*", "", body)
        while rest.strip():
            one = re.match(rf"\s*{pattern}", rest)
            if not one:
                raise Fault(f"{header}: enum {match.group(1)}: {rest.strip()[:60]}")
            # A comment on a line of its own heads what follows; it is not the code's.
            codes.append(Code(one.group(1), int(one.group(2), 0), words(one.group(3) or "")))
            rest = rest[one.end():]
        yield Enum(match.group(1), header, words(before(text, match.start())), codes)


def split_declaration(declaration):
    """"const double *x[4]" as ("x", "const double *", "4")."""
    declaration = re.sub(r"\s+", " ", declaration).strip()
    if "(" in declaration:
        return re.search(r"\(\*(\w+)\)", declaration).group(1), declaration, ""
    found = re.match(r"(.*?)(\w+)(?:\[(\w*)\])?$", declaration)
    return found.group(2), found.group(1).strip(), found.group(3) or ""


def read_members(body, header, name):
    members = []
    rest = body
    while True:
        rest = re.sub(rf"^\s*(?:{COMMENT}\s*)?(?=\S)", "", rest) if members == [] else rest
        found = re.match(rf"\s*((?:{COMMENT}\s*)*)([^;/]*(?:{COMMENT}[^;]*)?);((?:[ \t]*{COMMENT})?)", rest)
        if not found:
            if re.sub(COMMENT, "", rest).strip():
                raise Fault(f"{header}: struct {name}: {rest.strip()[:60]}")
            return members
        heading, declaration, trailing = found.groups()
        declaration = re.sub(COMMENT, "", declaration).strip()
        inner = re.findall(COMMENT, heading)
        text = words(trailing) if trailing.strip() else words(inner[-1]) if inner else ""
        base = None
        for part in declaration.split(",") if "(" not in declaration else [declaration]:
            if base is not None and "(" not in part:
                stars = "*" if part.strip().startswith("*") else ""
                part = f"{base} {stars}{part.strip().lstrip('*')}"
            member, kind, length = split_declaration(part)
            if base is None:
                base = kind.rstrip("* ").strip()
            members.append(Field(member, kind, length, text))
        rest = rest[found.end():]


def read_structs(text, header):
    for match in re.finditer(r"typedef struct (\w+) \{(.*?)\n\} \1;", text, re.S):
        yield Struct(match.group(1), header, words(before(text, match.start())),
                     read_members(match.group(2), header, match.group(1)))


def parameter_texts(comment):
    """What the comment says of each parameter: "name, other   text", and the lines indented below."""
    texts, current, indent = {}, None, 0
    for line in lines(comment):
        found = re.match(r"((?:\w+)(?:, \w+)*)(\s{2,}(.*)|,?)$", line)
        if found and (found.group(3) or "_" in line or "," in line):
            current = [name.strip() for name in found.group(1).split(",")]
            for name in current:
                texts.setdefault(name, []).append(found.group(3) or "")
        elif current and line.startswith("  "):
            for name in current:
                texts[name].append(line.strip())
        elif line.strip() == "" or not line.startswith(" "):
            current = None
    return {name: " ".join(text).strip() for name, text in texts.items()}


def what_it_does(comment):
    """The comment of a function before it speaks of parameters and statuses."""
    said = []
    for line in lines(comment):
        if re.match(r"Returns? |The statuses? ", line) or \
                (re.match(r"(?:\w+)(?:, \w+)*\s{2,}\S", line) and not line.startswith(" ")):
            break
        said.append(line)
    return re.sub(r"\s+", " ", " ".join(said)).strip()


def read_functions(text, header):
    comment = ""
    for match in re.finditer(r"NKT_API\s+([^;{(]+?)(\w+)\(([^;]*)\);", text):
        comment = before(text, match.start()) or comment
        texts = parameter_texts(comment)
        parameters = []
        for declaration in match.group(3).split(","):
            if declaration.strip() == "void":
                continue
            name, kind, _ = split_declaration(declaration)
            parameters.append(Field(name, kind, "", texts.get(name, "")))
        yield Function(match.group(2), match.group(1).strip(), header, what_it_does(comment), parameters)


def unconditional(text):
    """What every language sees: without preprocessor lines, and without what stands between #if and
    #endif inside the include guard (macros, and their twins in C++)."""
    kept, depth, continued = [], 0, False
    for line in text.split("\n"):
        if continued or line.startswith("#"):
            if not continued:
                depth += bool(re.match(r"#\s*if", line)) - bool(re.match(r"#\s*endif", line))
            continued = line.endswith("\\")
            kept.append("")
        else:
            kept.append(line if depth == 1 else "")
    return "\n".join(kept)


def read(include):
    """(enums, structs, functions) of every header that nyckeltal.h includes, in its order."""
    include = pathlib.Path(include)
    names = re.findall(r'#include "nyckeltal/(\w+\.h)"', (include / "nyckeltal.h").read_text("utf-8"))
    enums, structs, functions = [], [], []
    for name in names:
        text = (include / "nyckeltal" / name).read_text("utf-8")
        body = unconditional(re.sub(r"/\* clang-format (?:on|off) \*/", "", text))
        enums += read_enums(body, name)
        structs += read_structs(body, name)
        functions += read_functions(body, name)
    return enums, structs, functions
