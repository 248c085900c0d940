"""The interface for machines: a line for every function, parameter, struct and member, with what a
binding must know of it. Most follows from types and names, which mean one thing everywhere; the rest
is read from the comments, and a few lines are said in EXCEPTIONS.

SPDX-License-Identifier: GPL-3.0-or-later
"""
import re

import codes
import corrections

COLUMNS = ["kind", "of", "name", "position", "type", "role", "direction", "shape", "content", "enum",
           "optional", "default", "off", "groups", "items", "since", "text"]

# What lives in a memory, by the parameter's name.
BLOCKS = {"state": "ols_state", "fit": "ols_fit", "scores": "ols_scores", "refit": "refit",
          "result": "irls", "model": "expected", "panel": "panel"}

SCALARS = {"double", "float", "int8_t", "int16_t", "int32_t", "int64_t", "uint8_t", "uint32_t",
           "uint64_t", "size_t", "nkt_status"}


# Types that a code may have.
WHOLE = {"int32_t", "int64_t", "nkt_status"}


class Interface:
    def __init__(self, enums, structs, functions):
        self.enums, self.structs, self.functions = enums, structs, functions
        self.struct = {struct.name: struct for struct in structs}
        self.constant = {code.constant: codes.short(enum) for enum in enums for code in enum.codes}
        self.faults = []
        self.given = self.given_structs()

    def given_structs(self):
        """The structs that some call reads, as parameters or as members of such; the others are results."""
        given = {parameter.type.replace("const ", "").rstrip("* ")
                 for function in self.functions for parameter in function.parameters
                 if parameter.type.startswith("const ") or not parameter.type.endswith("*")}
        given |= {"nkt_memory", "nkt_relations", "nkt_curve"}    # the caller fills them before the call
        while True:
            members = {member.type.replace("const ", "").rstrip("* ")
                       for name in given & set(self.struct) for member in self.struct[name].members}
            if members <= given:
                return given
            given |= members

    # ---- from the comments ----------------------------------------------------------------------

    def enum_of(self, text):
        """The enum that a comment names: NKT_TIES_*, NKT_DIRECTION_HIGH or _LOW, NKT_FLOAT64, ..."""
        found = []
        for word in re.findall(r"NKT_[A-Z0-9_]+", text):
            enum = self.constant.get(word)
            if enum in ("status", "no"):    # what is returned, or what stands where there is none
                continue
            if not enum:
                stems = {e for constant, e in self.constant.items() if constant.startswith(word)}
                exact = {codes.short(e) for e in self.enums if codes.prefix_of(e) == word}
                stems = exact or stems
                enum = stems.pop() if len(stems) == 1 and word.endswith("_") else None
            if enum and enum not in found:
                found.append(enum)
        return found[0] if found else ""

    @staticmethod
    def default_of(text):
        found = re.search(r"(?:^|[;,.(]\s?)0: ([^;.]+(?:\.\d[^;.]*)?)", text)
        return found.group(1).strip(" )") if found else ""

    @staticmethod
    def off_of(text):
        found = re.search(r"(-1|NKT_[A-Z_]+): ((?:none|no |not |off|without|any)[^;.]*)", text)
        return f"{found.group(1)}: {found.group(2).strip()}" if found else ""

    @staticmethod
    def is_optional(text):
        return bool(re.search(r"\bNULL(?: or zeros)?(?: \([^)]*\))?:", text) or
                    re.search(r"\bor NULL\b|may be NULL|NULL to ask", text))

    # ---- one parameter or member ----------------------------------------------------------------

    def role_of(self, kind, name):
        """(role, direction) from type and name."""
        plain = kind.replace("const ", "").rstrip("* ").strip()
        pointer = kind.endswith("*")
        constant = kind.startswith("const ")
        if plain == "nkt_error":
            return "error", "out"
        if plain == "nkt_memory":
            if name == "work":
                return "work", "scratch"
            return "block", "in" if constant else "inout"
        if plain == "nkt_column" and pointer and constant:
            return "column", "in"
        if plain == "nkt_estimates":
            return "estimates", "in" if name == "estimates" else "out"
        if plain == "nkt_target":
            return "target", "out"
        if plain.endswith("options"):
            return "options", "in"
        if plain in self.struct:
            return "struct", "in" if constant or not pointer else "out"
        if plain == "char":
            return "text", "in" if constant else "out"
        if plain == "void":
            return "bytes", "in" if constant else "out"
        if pointer and plain in SCALARS:
            return ("array", "in") if constant else ("array", "out")
        if plain in SCALARS:
            if name.startswith("n_") or name in ("capacity", "size", "length", "count"):
                return "count", "in"
            if name.endswith("stride"):
                return "stride", "in"
            return "value", "in"
        self.faults.append(f"{name}: no role for {kind}")
        return "", ""

    def rows_of(self, fields):
        """How the number of rows is written among these fields."""
        names = {field.name: field.type for field in fields}
        for name, kind in names.items():
            plain = kind.replace("const ", "").rstrip("* ")
            if plain == "nkt_rows":
                return f"{name}.n_rows"
            struct = self.struct.get(plain)
            if struct and not plain.endswith("options"):
                if any(member.type == "nkt_rows" for member in struct.members):
                    return f"{name}.rows.n_rows"
        if "n_rows" in names:
            return "n_rows"
        return ""

    def shape_of(self, field, role, fields):
        names = [other.name for other in fields]
        stem = field.name
        for count in (f"n_{stem}", f"n_{stem}s"):
            if count in names and field.type.endswith("*"):
                return count
        if field.length:
            return field.length
        said = re.match(r"(n_\w+)(?: of them| columns| numbers| ids| elements)", field.text)
        if said and said.group(1) in names:
            return said.group(1)
        if role in ("column", "estimates", "target"):
            rows = self.rows_of(fields)
            if rows:
                return rows
        if role == "struct" and "stride" in names and field.type.endswith("*"):
            groups = re.search(r"(n_\w+) of them|of (?:group|row|unit)", field.text)
            return groups.group(1) if groups and groups.group(1) else self.rows_of(fields) or "1"
        return "1"

    def has_rows(self, plain):
        struct = self.struct.get(plain)
        return plain == "nkt_rows" or \
            bool(struct and any(member.type == "nkt_rows" for member in struct.members))

    def groups_of(self, plain, text):
        """Whether the rows of a bundle may have groups: yes, no, needed, ignored."""
        if not self.has_rows(plain):
            return ""
        if re.search(r"\b[Gg]roups are not looked at", text):
            return "ignored"
        if re.search(r"\b[Gg]roups are [^.;]*\bneeded", text):
            return "needed"
        if re.search(r"\b[Ww]ithout groups\b(?! all)", text):
            return "no"
        if re.search(r"\bgroups?\b", text) and plain in ("nkt_rows", "nkt_table"):
            return "yes"
        return "?" if plain in ("nkt_rows", "nkt_table") else "no"

    def line(self, kind, of, field, position, fields, since):
        role, direction = self.role_of(field.type, field.name) if "(" not in field.type else \
            ("function", "in")
        plain = field.type.replace("const ", "").rstrip("* ")
        enum = self.enum_of(field.text) if plain in WHOLE else ""
        content = ""
        if role == "target":
            said = re.match(r"(?:receives )?(?:an? )?(numbering|numbers?|codes?)\b", field.text)
            content = {"number": "numbers", "code": "codes"}.get(said.group(1), said.group(1)) \
                if said else ""
            enum = self.enum_of(field.text) if content == "codes" else ""
        if role == "block":
            content = BLOCKS.get(field.name, "")
        if role == "array" and not field.type.startswith("const") and field.name.startswith("n_"):
            role = "count"
        result = kind == "member" and of not in self.given
        if result:
            direction = "out"
        optional = role in ("options", "error") or \
            (field.type.endswith("*") and self.is_optional(field.text))
        said = {
            "kind": kind, "of": of, "name": field.name, "position": str(position),
            "type": field.type, "role": role, "direction": direction,
            "shape": corrections.SHAPES.get((of, field.name)) or
            self.shape_of(field, role, fields),
            "content": content, "enum": enum,
            "optional": "yes" if optional else "no",
            "default": self.default_of(field.text) if not field.type.endswith("*") and
            direction != "out" else "",
            "off": self.off_of(field.text) if direction != "out" else "", "since": since, "text": field.text,
            "groups": self.groups_of(plain, field.text) if kind == "parameter" else "",
        }
        if kind == "parameter" and role in ("target", "estimates"):
            said["items"] = corrections.ITEMS.get((of, field.name), "1")
        said.update(corrections.OTHERS.get((of, field.name), {}))
        if said["groups"] == "?":
            self.faults.append(f"{of}: say of {field.name} whether its rows may have groups")
        if role in ("target", "block") and kind == "parameter" and not said["content"]:
            self.faults.append(f"{of}: say what {field.name} holds: numbers, codes, a numbering, or "
                               "in lib/describe/corrections.py")
        return said

    # ---- all ------------------------------------------------------------------------------------

    def struct_kind(self, struct):
        if struct.members and struct.members[0].name == "size" and \
                struct.members[0].type == "uint32_t":
            return "options"
        return "struct"

    def lines(self, since="0.2"):
        for struct in self.structs:
            yield {"kind": "struct", "name": struct.name, "role": self.struct_kind(struct),
                   "type": struct.header, "since": since, "text": struct.comment}
            for position, member in enumerate(struct.members):
                yield self.line("member", struct.name, member, position, struct.members, since)
        for function in self.functions:
            yield {"kind": "function", "name": function.name, "type": function.returns,
                   "role": function.header, "since": since, "text": function.text}
            for position, parameter in enumerate(function.parameters, 1):
                yield self.line("parameter", function.name, parameter, position,
                                function.parameters, since)

    def text(self):
        rows = ["\t".join(COLUMNS)]
        lines = list(self.lines())
        rows += ["\t".join(line.get(column, "") for column in COLUMNS) for line in lines]
        there = {(line.get("of"), line["name"]) for line in lines}
        self.faults += [f"{of}.{name}: lib/describe speaks of it, the headers do not"
                        for of, name in corrections.SPOKEN_OF if (of, name) not in there]
        return "\n".join(rows) + "\n"
