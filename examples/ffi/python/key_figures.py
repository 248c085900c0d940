"""Key figures from Python: libnyckeltal through cffi, on NumPy's own memory.

Nothing is copied: a column is a view of an array, whatever its strides, and the estimates land in
the caller's structured array, or in the columns of a data frame. NaN is missing, and so is what a
masked array masks.

    make && make install prefix=$HOME/.local
    PKG_CONFIG_PATH=$HOME/.local/lib/pkgconfig python3 key_figures.py

Needs cffi, NumPy, pkg-config, and the C preprocessor, by which the installed header becomes the
declarations. Copy what stands above example().

SPDX-License-Identifier: GPL-3.0-or-later
"""

import subprocess
import warnings

import cffi
import numpy as np


def say(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def installed(variable):
    return say("pkg-config", f"--variable={variable}", "nyckeltal")


ffi = cffi.FFI()
ffi.cdef(say("cc", "-E", "-P", "-DNKT_NO_STD_INCLUDES", f"{installed('includedir')}/nyckeltal.h"))
nkt = ffi.dlopen(f"{installed('libdir')}/libnyckeltal.so")

# nkt_estimate, as NumPy sees it.
ESTIMATE = np.dtype([("value", "f8"), ("lower", "f8"), ("upper", "f8"), ("basis", "f8"),
                     ("state", "i4"), ("flags", "i4")])
assert ESTIMATE.itemsize == ffi.sizeof("nkt_estimate")

TYPES = {"f8": nkt.NKT_FLOAT64, "f4": nkt.NKT_FLOAT32, "b1": nkt.NKT_BOOL,
         "i8": nkt.NKT_INT64, "i4": nkt.NKT_INT32, "i2": nkt.NKT_INT16, "i1": nkt.NKT_INT8,
         "u8": nkt.NKT_UINT64, "u4": nkt.NKT_UINT32, "u2": nkt.NKT_UINT16, "u1": nkt.NKT_UINT8}


class Located:
    """What nkt_error says; .row counts from 0, -1 where no row is at fault."""

    def __init__(self, error):
        super().__init__(ffi.string(error.message).decode())
        self.status, self.row, self.value = error.status, error.row, error.value


class Refused(Located, ValueError):
    """The call was refused, and nothing was written."""


class Remark(Located, UserWarning):
    """Something to know of: an input that lacks, or parts and wholes that look swapped."""


class RowsInvalid(Remark):
    """Some rows hold bad data: their state is NKT_STATE_INVALID, the others have their figures."""


def address(array, ctype):
    """Where element 0 lies: also of a[::2], a[::-1] and a field of a structured array."""
    return ffi.cast(ctype, array.ctypes.data)


def column(name, array):
    """A view of one variable, and what it keeps alive; it must not outlive the array."""
    found = nkt.nkt_input_by_name(name.encode()) or nkt.nkt_indicator_by_name(name.encode())
    if not found:
        raise KeyError(f"{name}: no such input")
    if array.ndim != 1 or not array.dtype.isnative or array.dtype.str[1:] not in TYPES:
        raise TypeError(f"{name}: {array.ndim} dimensions of {array.dtype} are no column")
    view = {"id": found.id, "type": TYPES[array.dtype.str[1:]], "stride": array.strides[0],
            "values": address(array, "void *")}
    mask = np.ma.getmask(array)
    reasons = None
    if mask is not np.ma.nomask:  # True is 1, and 1 is NKT_STATE_MISSING
        reasons = mask.astype(np.int32)
        view |= {"reasons": address(reasons, "int32_t *"), "reasons_stride": reasons.strides[0]}
    return view, reasons


def estimates(out):
    """A view of where estimates go, and their shape: an array of ESTIMATE, or a dict of arrays of
    numbers with some of its fields as keys, all of shape (rows, figures), or (rows,)."""
    fields = ESTIMATE.fields if isinstance(out, np.ndarray) else out
    if not fields or (isinstance(out, np.ndarray) and out.dtype != ESTIMATE):
        raise TypeError("out is no array of ESTIMATE, and no dict of its fields")
    view, shape, seen = {}, None, {}
    for name in fields:
        array = out[name][:, np.newaxis] if out[name].ndim == 1 else out[name]
        state = name in ("state", "flags")
        if array.dtype != ESTIMATE[name] or not array.flags.writeable:
            raise TypeError(f"{name} is no array of {ESTIMATE[name]} that can be written to")
        if array.shape != (shape or array.shape) or array.strides != seen.setdefault(state, array.strides):
            raise ValueError("the fields of out differ in shape or strides")
        shape = array.shape
        view[name] = address(array, "int32_t *" if state else "double *")
    for state, prefix in ((False, ""), (True, "state_")):
        if state in seen:
            view |= {f"{prefix}stride": seen[state][0], f"{prefix}item_stride": seen[state][1]}
    return view, shape


def compute(figures, inputs, out, confidence=0.95):
    """Writes the figures (names) made of inputs (names to arrays) to out (see estimates)."""
    views = [column(*item) for item in inputs.items()]  # with what must live through the call
    columns = ffi.new("nkt_column[]", [view for view, _ in views])
    found = [nkt.nkt_indicator_by_name(name.encode()) for name in figures]
    if not all(found):
        raise KeyError(f"{figures[found.index(ffi.NULL)]}: no such figure")
    view, (n_rows, n_figures) = estimates(out)
    if n_figures != len(figures) or any(len(array) != n_rows for array in inputs.values()):
        raise ValueError("figures, inputs and out differ in length")

    table = ffi.new("nkt_table *", {"rows": {"n_rows": n_rows}, "columns": columns,
                                    "n_columns": len(columns)})
    options = ffi.new("nkt_options *", {"size": ffi.sizeof("nkt_options"),
                                        "confidence": confidence})
    error = ffi.new("nkt_error *")
    status = nkt.nkt_compute(table, [figure.id for figure in found], n_figures, options,
                             ffi.new("nkt_estimates *", view), error)
    if status < 0:
        raise Refused(error)
    if status > 0:
        warnings.warn((RowsInvalid if status == nkt.NKT_ROWS_INVALID else Remark)(error))
    return out


def example():
    municipality = np.dtype([("code", "U4"), ("asylum", "f8"), ("pop_last_year", "i4"),
                             ("refugees", "i4"), ("employed", "f8"),
                             ("per_1000", ESTIMATE), ("employed_share", ESTIMATE)])
    rows = np.zeros(4, municipality)
    rows["code"] = "9901", "9902", "9903", "9904"  # no such places: the numbers are made up
    rows["asylum"] = 512, 3804, np.nan, 166
    rows["pop_last_year"] = 43891, 935619, 556640, 3336
    rows["refugees"] = 1402, 30467, 19320, 0
    rows["employed"] = 623, 15871, 8449, 0

    compute(["asylum_seekers_per_1000"],
            {"asylum_seekers": rows["asylum"], "population_previous_year": rows["pop_last_year"]},
            rows["per_1000"])
    compute(["refugees_employed_share"],
            {"refugees_employed": rows["employed"], "refugees_20_64": rows["refugees"]},
            rows["employed_share"])

    print("asylum seekers per 1 000 inhabitants; refugees employed, per cent, 95 % interval")
    for row in rows:
        print(row["code"], show(row["per_1000"]), show(row["employed_share"]), sep=", ")


def show(estimate):
    value, lower, upper, _, state, _ = estimate
    if state != nkt.NKT_STATE_VALUE:
        return ffi.string(nkt.nkt_code_name(b"state", state)).decode()
    return f"{value:.9f}" + (f" ({lower:.9f} to {upper:.9f})" if lower == lower else "")


if __name__ == "__main__":
    example()
