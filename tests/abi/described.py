"""Calls every public function from the description alone: the declarations, lib/interface.tsv and
lib/constants.tsv say what to hand over. Once with input that it takes, then with each parameter, each
member of a bundle and each option spoilt in turn: nothing may crash, a refusal names its parameter,
and what is not refused is a status that exists.

What a value is, where the description gives a type and no meaning, is in described_values.py.

    described.py CDEF LIBRARY [--trace]

SPDX-License-Identifier: GPL-3.0-or-later
"""
import csv
import math
import pathlib
import re
import sys

import cffi

import described_values as values

ROOT = pathlib.Path(__file__).resolve().parents[2]
N_ROWS, N_ITEMS = 12, 64
TRACE = "--trace" in sys.argv   # says which function is called, for a crash

cdef_path, library_path = sys.argv[1:3]
ffi = cffi.FFI()
ffi.cdef(pathlib.Path(cdef_path).read_text("utf-8"))
lib = ffi.dlopen(library_path)


def read(name):
    with open(ROOT / "lib" / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


INTERFACE, CONSTANTS = read("interface.tsv"), read("constants.tsv")
PARAMETERS, MEMBERS, KINDS = {}, {}, {}
for line in INTERFACE:
    if line["kind"] == "parameter":
        PARAMETERS.setdefault(line["of"], []).append(line)
    elif line["kind"] == "member":
        MEMBERS.setdefault(line["of"], []).append(line)
    elif line["kind"] == "struct":
        KINDS[line["name"]] = line["role"]
FUNCTIONS = {line["name"]: line for line in INTERFACE if line["kind"] == "function"}
CODES = {}
for line in CONSTANTS:
    CODES.setdefault(line["enum"], {})[line["name"]] = int(line["value"])
STATUSES = set(CODES["status"].values())

faults = []


def takes_groups(function, name):
    return next(line["groups"] for line in PARAMETERS[function] if line["name"] == name)


class Call:
    """The arguments of one call, and all that must live as long."""

    def __init__(self, function):
        self.function = function
        self.alive = []
        self.bundles = {}    # (path of a bundle) -> cdata, to spoil its members
        self.memories = []
        self.outputs = []    # what a refused call must leave as it is
        self.arguments = [self.make(line) for line in PARAMETERS.get(function, [])]
        self.before = [bytes(ffi.buffer(output)) for output in self.outputs]

    def keep(self, thing):
        self.alive.append(thing)
        return thing

    def out(self, thing):
        """Memory that a call writes to, with a pattern in it."""
        ffi.buffer(thing)[:] = b"\x5a" * ffi.sizeof(thing)
        self.outputs.append(thing)
        return self.keep(thing)

    def is_untouched(self):
        return all(bytes(ffi.buffer(output)) == before
                   for output, before in zip(self.outputs, self.before))

    def said(self, of, name):
        for key in (f"{self.function}.{name}", f"{of}.{name}", name):
            if key in values.VALUES:
                return values.VALUES[key]
        return None

    # ---- one argument or member -----------------------------------------------------------------

    def make(self, line, path=""):
        of, name, role = line["of"], line["name"], line["role"]
        path = f"{path}.{name}" if path else name
        said = self.said(of, name)
        if of == "nkt_rows" and name in ("groups", "n_groups") and \
                takes_groups(self.function, path.split(".")[0]) not in ("yes", "needed"):
            return ffi.NULL if name == "groups" else 0
        if said is values.NULL:
            return ffi.NULL
        if role == "error":
            self.error = self.keep(ffi.new("nkt_error *"))
            return self.error
        if role in ("work", "block"):
            return self.memory(line)
        if role == "column":
            return self.column(line, said)
        if role == "options":
            return self.options(line, path)
        if role == "estimates":
            return self.estimates(line, path)
        if role == "target":
            return self.target(line, path)
        if role == "struct":
            return self.struct(line, path)
        if role in ("array", "bytes"):
            return self.array(line, said)
        if role == "text":
            if line["direction"] == "in":
                return self.keep(ffi.new("char[]", (said or name).encode()))
            return self.out(ffi.new("char[]", 1024))
        if role == "stride":
            return 0
        if role == "count":
            return self.count(line, said)
        return self.value(line, said)

    def count(self, line, said):
        if line["type"].endswith("*"):
            return self.out(ffi.new(line["type"].replace("const ", "").replace("*", "[1]")))
        if said is not None:
            return said
        if line["name"] in ("n_rows", "n_cells", "n_cases", "n_units"):
            return N_ROWS
        if line["name"] in ("capacity", "size"):
            return 1024
        return 1

    def value(self, line, said):
        if said is not None:
            return said
        if line["enum"] in CODES:
            wanted = {value for value in CODES[line["enum"]].values() if value > 0}
            return min(wanted) if wanted else min(CODES[line["enum"]].values())
        return 1

    def column(self, line, said):
        n = said if isinstance(said, int) else 1
        data = said if isinstance(said, list) else values.column(line["name"], N_ROWS)
        if isinstance(said, dict):      # several columns: ids (or places) to their numbers
            columns = self.keep(ffi.new("nkt_column[]", len(said)))
            for column, (key, numbers) in zip(columns, said.items()):
                self.fill(column, numbers, key if isinstance(key, int) else 0)
            return columns
        columns = self.keep(ffi.new("nkt_column[]", max(n, 1)))
        for column in columns:
            self.fill(column, data, 0)
        return columns

    def fill(self, column, numbers, identity):
        array = self.keep(ffi.new("double[]", [float(x) for x in numbers]))
        column.values, column.stride, column.type = array, 8, lib.NKT_FLOAT64
        column.length, column.id = len(numbers), identity

    def options(self, line, path):
        kind = line["type"].replace("const ", "").rstrip("* ")
        options = self.keep(ffi.new(f"{kind} *"))
        options.size = ffi.sizeof(kind)
        for member in MEMBERS[kind][1:]:
            said = self.said(kind, member["name"])
            if said is not None:
                setattr(options, member["name"], said)
        self.bundles[path] = (kind, options)
        return options

    def estimates(self, line, path):
        view = self.keep(ffi.new("nkt_estimates *"))
        array = self.keep(ffi.new("nkt_estimate[]", N_ROWS * N_ITEMS))
        if line["direction"] == "out":
            self.outputs.append(array)
        for row in range(N_ROWS):
            for item in range(N_ITEMS):
                estimate = array[row * N_ITEMS + item]
                estimate.value, estimate.lower, estimate.upper = row, row - 1, row + 1
                estimate.basis = 50
        size = ffi.sizeof("nkt_estimate")
        for member in ("value", "lower", "upper", "basis", "state", "flags"):
            setattr(view, member, ffi.addressof(array[0], member))
        view.item_stride = view.state_item_stride = size
        view.stride = view.state_stride = size * N_ITEMS
        self.bundles[path] = ("nkt_estimates", view)
        return view

    def target(self, line, path):
        target = self.keep(ffi.new("nkt_target *"))
        if line["content"] == "numbers":
            target.values = self.out(ffi.new("double[]", N_ROWS * N_ITEMS))
            target.type = lib.NKT_FLOAT64
        else:
            target.values = self.out(ffi.new("int64_t[]", N_ROWS * N_ITEMS))
            target.type = lib.NKT_INT64
        target.stride, target.item_stride, target.capacity = 8 * N_ITEMS, 8, N_ROWS
        self.bundles[path] = ("nkt_target", target)
        return target

    def struct(self, line, path):
        kind = line["type"].replace("const ", "").rstrip("* ").strip()
        made = self.said(line["of"], line["name"])
        count = N_ROWS * N_ITEMS if line["type"].endswith("*") else 1
        structs = self.keep(ffi.new(f"{kind}[]", count))
        if line["direction"] == "out":
            if kind not in values.FILLED:
                ffi.buffer(structs)[:] = b"\x5a" * ffi.sizeof(structs)
            self.outputs.append(structs)
        if KINDS[kind] == "options":
            raise AssertionError(kind)
        if line["direction"] == "in" or kind in values.FILLED:
            for i, struct in enumerate(structs[0:1 if not values.is_array(line) else N_ROWS]):
                for member in MEMBERS[kind]:
                    self.member(struct, kind, member, path)
                if i == 0:
                    self.bundles[path] = (kind, struct)
        if callable(made):
            made(ffi, lib, structs, self)
        return structs if line["type"].endswith("*") else structs[0]

    def member(self, struct, kind, member, path):
        name = member["name"]
        if name == "reserved" or "(" in member["type"]:
            return
        value = self.make(member, path)
        field = dict(ffi.typeof(kind).fields)[name].type
        if not isinstance(value, ffi.CData) or value == ffi.NULL:
            if value == ffi.NULL or field.kind != "array":
                setattr(struct, name, value)
            return
        if field.kind == "pointer":
            setattr(struct, name, ffi.cast(field, value))
        elif field.kind != "array":
            setattr(struct, name, value[0] if ffi.typeof(value).kind != "struct" else value)
            inner = f"{path}.{name}"
            if inner in self.bundles:   # what the call reads is the copy
                self.bundles[inner] = (self.bundles[inner][0], getattr(struct, name))

    def array(self, line, said):
        plain = line["type"].replace("const ", "").rstrip("* ").strip()
        if plain == "void":
            plain = "char"
        if isinstance(said, list):
            return self.keep(ffi.new(f"{plain}[]", said))
        if line["enum"] in CODES and line["direction"] == "in":
            return self.keep(ffi.new(f"{plain}[]", [self.value(line, None)] * 4))
        if line["direction"] == "out":
            return self.out(ffi.new(f"{plain}[]", N_ROWS * N_ITEMS))
        return self.keep(ffi.new(f"{plain}[]", [1] * 4))

    def memory(self, line):
        memory = self.keep(ffi.new("nkt_memory *"))
        if line["role"] == "block" and (line["direction"] == "in" or
                                        self.function in values.CHANGES):
            made = make_block(self.said(line["of"], line["name"]) or line["content"])
            memory.data, memory.size = made.data, made.size
            if line["direction"] != "in":
                self.outputs.append(LIVING[made][0])
            self.alive.append(made)
            self.alive.append(LIVING[made])
        else:
            self.memories.append((line, memory))
        return memory

    # ---- calling --------------------------------------------------------------------------------

    def run(self, arguments=None):
        """The status; memories are lent as they are asked for, in a second call."""
        function = getattr(lib, self.function)
        arguments = arguments or self.arguments
        status = function(*arguments)
        if status == lib.NKT_E_CAPACITY and any(memory.grow == ffi.NULL
                                                for _, memory in self.memories):
            for _, memory in self.memories:
                if memory.needed > memory.size:
                    block = self.keep(ffi.new("int64_t[]", memory.needed // 8 + 1))
                    memory.data, memory.size = block, memory.needed
            status = function(*arguments)
        return status


LIVING = {}
BLOCKS = {}


def make_block(content):
    """A block of that kind, made by the function that makes one."""
    if content not in BLOCKS:
        function, name = values.MAKERS[content]
        call = Call(function)
        status = call.run()
        if status < 0:
            raise AssertionError(f"{function}: {ffi.string(call.error.message).decode()}")
        memory = next(memory for line, memory in call.memories if line["name"] == name)
        BLOCKS[content] = (memory, call)
        if content in values.FILLERS:   # with something in it
            call = Call(values.FILLERS[content])
            if call.run() < 0:
                raise AssertionError(ffi.string(call.error.message).decode())
            BLOCKS[content] = (call.arguments[0], call)
    memory, call = BLOCKS[content]
    copy = ffi.new("nkt_memory *")
    bytes_ = ffi.new("int64_t[]", memory.size // 8 + 1)
    ffi.memmove(bytes_, memory.data, memory.size)
    copy.data, copy.size = bytes_, memory.size
    LIVING[copy] = (bytes_, call)
    return copy


# ---- memory that cannot grow -------------------------------------------------------------------------

@ffi.callback("int32_t(nkt_memory *, size_t)")
def grow(memory, needed):
    """Fails at the call whose number is in context, and grows before."""
    left = ffi.cast("int64_t *", memory.context)
    left[0] -= 1
    if left[0] < 0:
        return 0
    block = ffi.new("int64_t[]", needed // 8 + 1)
    GROWN.append(block)
    ffi.memmove(block, memory.data, memory.size)
    memory.data, memory.size = block, needed
    return 1


GROWN = []


def starve(function):
    """Lets each attempt to grow fail in turn: the refusal is clean, and the next call succeeds."""
    for allowed in range(100):
        call = Call(function)
        left = call.keep(ffi.new("int64_t *", allowed))
        for _, memory in call.memories:
            memory.grow, memory.context = grow, left
        if not call.memories:
            return
        status = call.run()
        if left[0] >= 0:
            if status < 0:
                faults.append(f"{function}: refused ({status}) with memory that grows")
            return
        if status != lib.NKT_E_CAPACITY or not call.is_untouched():
            faults.append(f"{function}: {status} where memory cannot grow"
                          f"{'' if call.is_untouched() else ', and something was written'}")
            return
    faults.append(f"{function}: grows memory over and over")


# ---- spoiling -----------------------------------------------------------------------------------------

def expect(call, status, line, what, refused=None):
    name = f"{call.function}, {what}"
    if status not in STATUSES:
        faults.append(f"{name}: {status} is no status")
        return
    if status < 0 and hasattr(call, "error") and call.error.status != status:
        faults.append(f"{name}: error says {call.error.status}, the call {status}")
    if status < 0 and not call.is_untouched():
        faults.append(f"{name}: refused ({status}), but something was written")
    if refused and status >= 0:
        faults.append(f"{name}: is taken ({status})")
    elif refused and hasattr(call, "error") and call.error.argument != int(line["position"]):
        faults.append(f"{name}: parameter {call.error.argument} is blamed, not {line['position']}: "
                      f"{ffi.string(call.error.message).decode()}")


def spoil(function):
    lines = PARAMETERS[function]
    for index, line in enumerate(lines):
        if line["role"] == "error":
            call = Call(function)
            arguments = list(call.arguments)
            arguments[index] = ffi.NULL
            call.run(arguments)
            continue
        if line["type"].endswith("*"):
            call = Call(function)
            arguments = list(call.arguments)
            arguments[index] = ffi.NULL
            optional = line["optional"] == "yes" or (function, line["name"]) in values.MAY_BE_NULL
            for other, argument in enumerate(lines):    # nowhere to write to: no room
                if optional and argument["name"] == "capacity":
                    arguments[other] = 0
            status = call.run(arguments)
            expect(call, status, line, f"{line['name']} NULL", refused=not optional)
            if optional and status == lib.NKT_E_NULL and \
                    call.error.argument == int(line["position"]):
                faults.append(f"{function}, {line['name']} NULL: refused, though it is optional")
        elif line["enum"] in CODES and (function, line["name"]) not in values.OPEN:
            call = Call(function)
            arguments = list(call.arguments)
            arguments[index] = 30000
            expect(call, call.run(arguments), line, f"{line['name']} 30000", refused=True)
        elif line["role"] == "count":
            call = Call(function)
            arguments = list(call.arguments)
            arguments[index] = -1
            if line["type"] == "int64_t":
                expect(call, call.run(arguments), line, f"{line['name']} -1", refused=True)
        elif line["role"] == "stride":
            call = Call(function)
            arguments = list(call.arguments)
            arguments[index] = 1
            expect(call, call.run(arguments), line, f"{line['name']} 1")
        elif line["type"] == "double":
            for odd in (math.nan, math.inf, -math.inf, -1.0, 1e308):
                call = Call(function)
                arguments = list(call.arguments)
                arguments[index] = odd
                expect(call, call.run(arguments), line, f"{line['name']} {odd}")
        elif line["type"] in ("int64_t", "int32_t"):
            for odd in (-1, -(2**31), 2**31 - 1):
                call = Call(function)
                arguments = list(call.arguments)
                arguments[index] = odd
                expect(call, call.run(arguments), line, f"{line['name']} {odd}")
    spoil_bundles(function)


def spoil_bundles(function):
    for path, (kind, _) in list(Call(function).bundles.items()):
        line = next(x for x in PARAMETERS[function] if x["name"] == path.split(".")[0])
        for member in MEMBERS[kind]:
            for odd, refused in odd_values(kind, member):
                call = Call(function)
                struct = call.bundles[path][1]
                try:
                    setattr(struct, member["name"], odd)
                except (TypeError, OverflowError):
                    continue
                call.before = [bytes(ffi.buffer(output)) for output in call.outputs]
                if TRACE:
                    print(f"  {path}.{member['name']} {odd}", file=sys.stderr, flush=True)
                status = call.run()
                what = f"{path}.{member['name']} {odd}"
                if (kind, member["name"]) in values.UNCHECKED or \
                        (line["direction"] == "inout" and member["name"] != "size"):
                    refused = False
                expect(call, status, line, what, refused=refused)


def odd_values(kind, member):
    if "(" in member["type"] or member["name"] == "reserved":
        return
    if (kind, member["name"]) in values.ROOM:
        return
    if member["role"] == "stride":  # the caller's word: the library cannot know what lies there
        return
    if member["type"].endswith("*"):
        yield ffi.NULL, False
    elif KINDS.get(kind) == "options" and member["name"] == "size":
        yield 0, True
        yield 12345, True
    elif member["enum"] in CODES and member["type"] in ("int32_t", "int64_t"):
        yield 30000, KINDS.get(kind) == "options"
    elif member["role"] == "count" or member["name"] == "capacity":
        yield -1, False
    elif member["type"] == "double":
        for odd in (math.nan, math.inf, -math.inf, -7.5):
            yield odd, False
    elif member["type"] in ("int32_t", "int64_t"):
        for odd in (-(2**31), 2**31 - 1, 77):
            yield odd, False


def group_rows(function):
    """Rows with groups where the description says that there are none: refused, or not looked at."""
    for path, (kind, _) in list(Call(function).bundles.items()):
        line = next(x for x in PARAMETERS[function] if x["name"] == path.split(".")[0])
        if kind != "nkt_rows" or line["groups"] not in ("no", "ignored", "needed"):
            continue
        call = Call(function)
        rows = call.bundles[path][1]
        if line["groups"] == "needed":
            rows.groups = ffi.NULL
        else:
            rows.groups, rows.n_groups = call.column({"name": "groups"}, None), 2
        status = call.run()
        expect(call, status, line, f"{path} with groups: {line['groups']}",
               refused=line["groups"] != "ignored")
        if line["groups"] == "ignored" and status < 0:
            faults.append(f"{function}: {path}.groups are not ignored ({status})")


class Shape:
    """What a shape says in the terms of one call."""

    def __init__(self, call):
        self.call = call
        self.named = dict(zip((line["name"] for line in PARAMETERS[call.function]), call.arguments))

    def count(self, shape):
        """None where it cannot be said without the function's own words ("by what")."""
        if shape in ("by what", "call", "caller", "coefficients", "n_items") or ".NKT_" in shape:
            return None
        return eval(re.sub(r"[A-Za-z_][\w.]*", lambda word: str(self.term(word.group())), shape))

    def term(self, path):
        if path.startswith("NKT_"):
            return getattr(lib, path)
        names = path.split(".")
        thing = self.named[names[0]]
        if len(names) == 1:     # a count, perhaps one that the call itself wrote
            return thing[0] if isinstance(thing, ffi.CData) else thing
        if isinstance(thing, ffi.CData) and ffi.typeof(thing).kind == "array":
            thing = thing[0]
        for name in names[1:]:
            if name not in dir(thing):    # table.n_columns, figures.rows.n_rows: through a member
                thing = thing.rows
            thing = getattr(thing, name)
        if names[-1] == "n_groups" and len(names) > 1:
            return max(thing, 1)
        return thing


def shapes(function):
    """A call writes as many elements as the description says, and none beyond."""
    call = Call(function)
    if call.run() < 0:
        return
    for line, argument in zip(PARAMETERS[function], call.arguments):
        if line["direction"] != "out" or line["role"] not in ("array", "struct", "target", "estimates"):
            continue
        wanted = Shape(call).count(line["shape"])
        if wanted is None or argument == ffi.NULL:
            continue
        elements, size = argument, ffi.sizeof(ffi.typeof(argument).item)
        if line["role"] == "target":
            elements, size = argument.values, 8 * N_ITEMS
        elif line["role"] == "estimates":
            elements, size = argument.value, ffi.sizeof("nkt_estimate") * N_ITEMS
        output = next((x for x in call.outputs if ffi.cast("char *", x) == ffi.cast("char *", elements)),
                      None)
        if output is None:
            faults.append(f"{function}.{line['name']}: no output of the test")
            continue
        before = call.before[[id(x) for x in call.outputs].index(id(output))]
        now = bytes(ffi.buffer(output))
        changed = [at for at in range(len(now)) if now[at] != before[at]]
        written = changed[-1] // size + 1 if changed else 0
        if written != wanted:
            faults.append(f"{function}.{line['name']}: {written} written, {line['shape']} is {wanted}")
        items = Shape(call).count(line["items"]) if line["items"] else None
        if items is not None:
            width = size // N_ITEMS
            seen = max((at % size // width + 1 for at in changed), default=0)
            if wanted and seen != items:
                faults.append(f"{function}.{line['name']}: {seen} items, {line['items']} is {items}")


def works(function):
    call = Call(function)
    returns = FUNCTIONS[function]["type"]
    if returns != "nkt_status":
        getattr(lib, function)(*call.arguments)
        return
    status = call.run()
    if status < 0:
        faults.append(f"{function}: {ffi.string(call.error.message).decode()} ({status})")
    for line, memory in call.memories:
        if memory.needed > memory.size:
            faults.append(f"{function}: {line['name']} needs {memory.needed} after a second call")


for name in FUNCTIONS:
    if TRACE:
        print(name, file=sys.stderr, flush=True)
    if name not in PARAMETERS:
        getattr(lib, name)()
        continue
    try:
        works(name)
        if FUNCTIONS[name]["type"] == "nkt_status":
            shapes(name)
            group_rows(name)
            starve(name)
            spoil(name)
    except Exception as problem:  # the name of the function says more than a traceback
        faults.append(f"{name}: {type(problem).__name__}: {problem}")

for fault in faults:
    print(fault)
print(f"{len(FUNCTIONS)} functions called, {len(faults)} faults")
sys.exit(1 if faults or not FUNCTIONS else 0)
