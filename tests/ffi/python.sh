#!/bin/sh
# The Python example, against the staged install: what it prints, views of every shape, missing
# values, and errors with their rows. Expected numbers come from exact fractions.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/../abi/common.inc"

python=
for candidate in python3 /usr/bin/python3; do
    "$candidate" -c 'import cffi, numpy' 2>/dev/null && python=$candidate && break
done
[ -n "$python" ] || skip 'python3 with cffi and numpy is not installed'
have pkg-config || skip 'pkg-config is not installed'

project_make "$BUILD/stage/installed" || fail 'the library cannot be staged'
export PKG_CONFIG_PATH="$BUILD/stage/lib/pkgconfig" PYTHONPATH="$ROOT/examples/ffi/python"
export PYTHONDONTWRITEBYTECODE=1

"$python" "$PYTHONPATH/key_figures.py" >"$(fresh_folder ffi/python)/printed" ||
    fail 'the example fails'
"$python" - "$BUILD/ffi/python/printed" <<'END' || fail 'the example computes something else'
import math
import sys
import warnings
from fractions import Fraction

import numpy as np

import key_figures as kf
from key_figures import ESTIMATE, compute, nkt

Z = 1.959963984540054


def wilson(part, whole):
    """Textbook form, from an exact share."""
    share, over = float(Fraction(part, whole)), Z * Z / whole
    middle = share + over / 2
    half = Z * math.sqrt((share * (1 - share) + over / 4) / whole)
    return 100 * share, 100 * (middle - half) / (1 + over), 100 * (middle + half) / (1 + over)


def close(found, expected):
    assert abs(found - expected) <= 1e-12 * abs(expected), (found, expected)


# ---- what the program prints -----------------------------------------------------------------
def line(code, asylum, population, employed, refugees):
    rate = f"{float(Fraction(1000 * asylum, population)):.9f}" if asylum is not None else "missing"
    share = "no_denominator"
    if refugees:
        share = "{:.9f} ({:.9f} to {:.9f})".format(*wilson(employed, refugees))
    return f"{code}, {rate}, {share}"


with open(sys.argv[1], encoding="utf-8") as file:
    printed = file.read().splitlines()
expected = [line("9901", 512, 43891, 623, 1402), line("9902", 3804, 935619, 15871, 30467),
            line("9903", None, 556640, 8449, 19320), line("9904", 166, 3336, 0, 0)]
assert printed[1:] == expected, (printed, expected)

# ---- views: the array itself, every other element, backwards, a field, other types -------------
SHARE = ["refugees_employed_share"]
refugees = np.array([40, 0, 50, 0, 60, 0, 70, 0])
employed = np.array([10, 0, 20, 0, 30, 0, 40, 0])


def shares(part, whole, **options):
    out = np.empty(len(part), ESTIMATE)
    compute(SHARE, {"refugees_employed": part, "refugees_20_64": whole}, out, **options)
    return out


def same(out, pairs):
    assert len(out) == len(pairs)
    for estimate, pair in zip(out, pairs):
        assert estimate["state"] == nkt.NKT_STATE_VALUE and estimate["basis"] == pair[1], estimate
        for found, wanted in zip(list(estimate)[:3], wilson(*pair)):
            close(found, wanted)


pairs = [(10, 40), (20, 50), (30, 60), (40, 70)]
same(shares(employed[::2], refugees[::2]), pairs)
same(shares(employed[-2::-2], refugees[-2::-2]), pairs[::-1])
for dtype in "f8 f4 i8 i4 i2 i1 u8 u4 u2 u1".split():
    same(shares(employed[::2].astype(dtype), refugees[::2].astype(dtype)), pairs)
fields = np.zeros(4, [("odd", "u1"), ("part", "f4"), ("whole", "i8")])
fields["part"], fields["whole"] = employed[::2], refugees[::2]
same(shares(fields["part"], fields["whole"]), pairs)
constant = np.broadcast_to(np.int16(80), 4)  # stride 0
same(shares(employed[::2], constant), [(part, 80) for part, _ in pairs])
assert int(kf.ffi.cast("intptr_t", kf.column("refugees_employed", employed[::2])[0]["values"])) \
    == employed.ctypes.data, "copied"

# ---- estimates in the caller's own structs, and several figures, by row or by figure ------------
own = np.zeros(4, [("code", "S3"), ("share", ESTIMATE), ("tail", "u1")])
own["tail"] = 7
compute(SHARE, {"refugees_employed": employed[::2], "refugees_20_64": refugees[::2]}, own["share"])
same(own["share"], pairs)
assert (own["tail"] == 7).all() and (own["code"] == b"").all()
both = SHARE + ["refugees_studying_share"]
inputs = {"refugees_employed": employed[::2], "refugees_20_64": refugees[::2],
          "refugees_studying": employed[::2] + 1}
by_row = compute(both, inputs, np.empty((4, 2), ESTIMATE))
by_figure = compute(both, inputs, np.empty((2, 4), ESTIMATE).T)
same(by_row[:, 0], pairs)
same(by_row[:, 1], [(part + 1, whole) for part, whole in pairs])
assert (by_row == by_figure).all()
frame = {name: np.empty((2, 4), ESTIMATE[name]).T for name in ("value", "upper", "state")}
compute(both, inputs, frame)  # columns of a data frame, and not all of them
for name, array in frame.items():
    assert (array == by_row[name]).all(), name
narrow = shares(employed[::2], refugees[::2], confidence=0.8)
assert (narrow["lower"] > own["share"]["lower"]).all()

# ---- missing: NaN, masked, an input that is not there; a denominator of 0 -----------------------
part = np.array([10, np.nan, 30, 40])
out = shares(part, refugees[::2])
assert out["state"].tolist() == [0, nkt.NKT_STATE_MISSING, 0, 0]
assert np.isnan([out[name][1] for name in ("value", "lower", "upper", "basis")]).all()
same(out[[0, 2, 3]], [pairs[0], pairs[2], pairs[3]])
masked = np.ma.masked_equal(employed, 20)
out = shares(masked[::2], refugees[::2])
assert out["state"].tolist() == [0, nkt.NKT_STATE_MISSING, 0, 0]
same(shares(np.ma.array(employed[::2]), refugees[::2]), pairs)  # nothing masked
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    out = compute(SHARE, {"refugees_employed": part}, np.empty(4, ESTIMATE))
assert (out["state"] == nkt.NKT_STATE_MISSING).all()
(remark,) = [warning.message for warning in caught]
assert remark.status == nkt.NKT_INPUTS_LACK and "refugees_20_64" in str(remark), remark
out = shares(np.zeros(2), np.array([0, 5]))
assert out["state"].tolist() == [nkt.NKT_STATE_NO_DENOMINATOR, 0] and out["basis"][0] == 0

# ---- bad rows and refusals --------------------------------------------------------------------
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    out = shares(np.array([10, 20, -3, np.inf]), refugees[::2])
same(out[:2], pairs[:2])
assert out["state"].tolist() == [0, 0, nkt.NKT_STATE_INVALID, nkt.NKT_STATE_INVALID]
(remark,) = [warning.message for warning in caught]
assert isinstance(remark, kf.RowsInvalid) and remark.status == nkt.NKT_ROWS_INVALID
assert (remark.row, remark.value) == (2, -3)
assert str(remark) == "refugees_employed: row 2: -3 is negative", remark


def refused(kind, words, call, *arguments, **options):
    try:
        call(*arguments, **options)
    except kind as error:
        assert words in str(error), error
        return error
    raise AssertionError(f"not refused: {words}")


error = refused(kf.Refused, "confidence", shares, part, refugees[::2], confidence=2)
assert error.status == nkt.NKT_E_OPTION and error.row == -1
refused(kf.Refused, "is the figure received_per_1000", compute, SHARE, {"received_per_1000": part}, np.empty(4, ESTIMATE))
refused(KeyError, "no_such_input", kf.column, "no_such_input", part)
refused(KeyError, "no_such_figure", compute, ["no_such_figure"], {}, np.empty(4, ESTIMATE))
refused(TypeError, "complex", kf.column, "received", np.zeros(4, complex))
refused(TypeError, ">f8", kf.column, "received", np.zeros(4, ">f8"))
refused(TypeError, "2 dimensions", kf.column, "received", np.zeros((4, 2)))
refused(TypeError, "ESTIMATE", compute, SHARE, {}, np.empty(4))
refused(TypeError, "written", compute, SHARE, {}, np.broadcast_to(np.zeros((), ESTIMATE), 4))
refused(ValueError, "length", shares, part, refugees)
END
