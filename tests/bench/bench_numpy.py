"""Benchmark: the whole catalogue in vectorised NumPy, as a skilled user writes it.

    bench_numpy.py ROWS NAME FOLDER

ROWS 0 takes whole columns, which is how NumPy is usually written; another number that many rows at
a time, so that temporaries stay in the cache. Every input is looked at once per run; states are ranks, so that the worst of several is their
maximum; results are written into arrays that exist before, by ufuncs with out= where that saves a
temporary. A task says what is wanted of every figure: "value", "limits" (and the value), or
"catalogue": basis and state too; flags never.

SPDX-License-Identifier: GPL-3.0-or-later
"""

import csv
import sys
import time

try:
    import numpy as np
except ImportError:
    sys.exit(77)

ROWS, NAME, FOLDER = int(sys.argv[1]), *sys.argv[2:]
Z = 1.959963984540054
ZZ = Z * Z

# Why there is no value, the worst last, and the codes of the library for them.
VALUE, NO_DENOMINATOR, MISSING, INVALID = range(4)
CODES = np.array([0, 4, 1, 5], np.int8)

# What is wanted: what nobody wants is not computed.
TASKS = {"value": 0, "limits": 1, "catalogue": 2}
ONLY_VALUE, WITH_LIMITS, ALL = range(3)
wanted = ALL


class Input:
    """A column with NaN where it has no value, and ranks."""

    def __init__(self, numbers):
        odd = np.flatnonzero(~((numbers >= 0) & (numbers < np.inf)))
        missing = np.isnan(numbers[odd])
        self.ranks = None
        if wanted == ALL:
            self.ranks = np.zeros(len(numbers), np.uint8)
            self.ranks[odd] = np.where(missing, MISSING, INVALID)
        if not missing.all():
            numbers = numbers.copy()
            numbers[odd] = np.nan
        self.numbers = numbers

    def __add__(self, other):
        both = object.__new__(Input)
        both.numbers = self.numbers + other.numbers
        both.ranks = worst(self, other)
        return both

    def unless(self, whole):
        """The whole where it has a value, otherwise this."""
        there = whole.numbers == whole.numbers
        both = object.__new__(Input)
        both.numbers = np.where(there, whole.numbers, self.numbers)
        both.ranks = np.where(there, VALUE, self.ranks) if wanted == ALL else None
        return both


def worst(first, *others):
    """Ranks of several inputs together, where they are wanted."""
    if wanted < ALL:
        return None
    ranks = first.ranks
    for other in others:
        ranks = np.maximum(ranks, other.ranks)
    return ranks


def divisor(whole, ranks):
    """The numbers of a denominator with NaN for 0, which its rank then says."""
    zero = whole.numbers == 0
    if not zero.any():
        return whole.numbers
    if ranks is not None:
        np.maximum(ranks, zero.view(np.uint8), out=ranks)
    return np.where(zero, np.nan, whole.numbers)


def finish(estimate, ranks, whole):
    """Basis and states: NaN for what is missing, 0 for no denominator."""
    if wanted < ALL:
        return
    _, _, _, basis, state = estimate
    np.copyto(basis, whole)
    basis[ranks >= MISSING] = np.nan
    np.take(CODES, ranks, out=state)


def wilson(share, n, above):
    """Limits of shares; textbook form."""
    over = ZZ / n
    half = share * (1 - share)
    half += over / 4
    half /= n
    np.sqrt(half, out=half)
    half *= Z
    middle = share + over / 2
    over += 1
    lower, upper = middle - half, middle + half
    lower /= over
    upper /= over
    if above.any():
        lower[above] = upper[above] = np.nan
    return lower, upper


def no_limits(estimate):
    if wanted >= WITH_LIMITS:
        estimate[1].fill(np.nan)
        estimate[2].fill(np.nan)


def count(estimate, part, _):
    estimate[0][:] = part.numbers
    no_limits(estimate)
    finish(estimate, part.ranks, part.numbers)


def model(estimate, part, _):
    count(estimate, part, _)
    if wanted == ALL:
        estimate[3].fill(np.nan)


def quotient(estimate, part, whole, scale):
    """Rates, ratios and means without an interval, and such shares."""
    value = estimate[0]
    ranks = worst(part, whole)
    np.divide(part.numbers, divisor(whole, ranks), out=value)
    if scale != 1:
        value *= scale
    no_limits(estimate)
    finish(estimate, ranks, whole.numbers)


def share(estimate, part, whole):
    value, lower, upper, _, _ = estimate
    ranks = worst(part, whole)
    n = divisor(whole, ranks)
    np.divide(part.numbers, n, out=value)
    if wanted >= WITH_LIMITS:
        low, high = wilson(value, n, part.numbers > n)
        np.multiply(low, 100, out=lower)
        np.multiply(high, 100, out=upper)
    value *= 100
    finish(estimate, ranks, whole.numbers)


def odds(estimate, part, whole):
    value, lower, upper, _, _ = estimate
    ranks = worst(part, whole)
    n = divisor(whole, ranks)
    np.divide(part.numbers, n, out=value)
    if wanted >= WITH_LIMITS:
        everybody = part.numbers + n
        low, high = wilson(part.numbers / everybody, everybody, np.False_)
        np.divide(low, 1 - low, out=lower)
        np.divide(high, 1 - high, out=upper)
    finish(estimate, ranks, whole.numbers)


def balance(estimate, part_1, whole_1, part_2, whole_2):
    value, lower, upper, _, _ = estimate
    ranks = worst(part_1, whole_1, part_2, whole_2)
    m, n, b = divisor(whole_1, ranks), divisor(whole_2, ranks), divisor(part_2, ranks)
    p1, p2 = part_1.numbers / m, b / n
    np.divide(p1, p2, out=value)
    if wanted == ONLY_VALUE:
        return
    above = (part_1.numbers > m) | (b > n)
    low_1, high_1 = wilson(p1, m, above)
    low_2, high_2 = wilson(p2, n, above)
    product = p1 * p2
    square = product * product
    below, beyond = low_1 * (2 * p1 - low_1), high_1 * (2 * p1 - high_1)
    np.divide(below, product + np.sqrt(square - below * high_2 * (2 * p2 - high_2)), out=lower)
    lower[part_1.numbers == 0] = 0
    least = low_2 * (2 * p2 - low_2)
    np.divide(product + np.sqrt(square - beyond * least), least, out=upper)
    lower[np.isnan(value)] = np.nan
    if wanted == ALL:
        finish(estimate, ranks, np.minimum(whole_1.numbers, whole_2.numbers))
        estimate[3][ranks == NO_DENOMINATOR] = 0


def difference(estimate, part, whole, expected):
    """A share less a modelled value."""
    value = estimate[0]
    ranks = worst(part, whole)
    np.divide(part.numbers, divisor(whole, ranks), out=value)
    value *= 100
    value -= expected.numbers
    no_limits(estimate)
    ranks = worst(Ranks(ranks), expected)
    finish(estimate, ranks, whole.numbers)


class Ranks:
    """Ranks of what has been put together."""

    def __init__(self, ranks):
        self.ranks = ranks


def compute(numbers, catalogue, numbers_out, states_out):
    """One pass over the catalogue."""
    inputs = [Input(column) for column in numbers]
    for figure, row in enumerate(catalogue):
        kind, scale, interval, part, part_2, whole, denominator, part_b, whole_b = row
        estimate = (*numbers_out[figure], states_out[figure])
        numerator = inputs[part]
        if part_2 >= 0:
            numerator = numerator + inputs[part_2]
        if whole >= 0:
            numerator = numerator.unless(inputs[whole])
        if kind == "count":
            count(estimate, numerator, None)
        elif kind == "model":
            model(estimate, numerator, None)
        elif kind == "balance":
            balance(estimate, numerator, inputs[denominator], inputs[part_b], inputs[whole_b])
        elif kind == "difference":
            difference(estimate, numerator, inputs[denominator], inputs[part_b])
        elif not interval:
            quotient(estimate, numerator, inputs[denominator], scale)
        elif kind == "share":
            share(estimate, numerator, inputs[denominator])
        else:
            odds(estimate, numerator, inputs[denominator])


with open(f"{FOLDER}/catalogue.tsv", encoding="utf-8", newline="") as file:
    rows = list(csv.reader(file, delimiter="\t"))[1:]
figures = [(kind, *map(int, others)) for kind, *others in rows]
n_columns = 1 + max(max(row[3:]) for row in figures)
data = np.fromfile(f"{FOLDER}/inputs.bin").reshape(n_columns, -1)
estimates = np.zeros((len(figures), 4, data.shape[1]))
states = np.zeros((len(figures), data.shape[1]), np.int8)


def compute_all():
    step = ROWS or data.shape[1]
    for first in range(0, data.shape[1], step):
        rows = slice(first, first + step)
        compute(data[:, rows], figures, estimates[..., rows], states[:, rows])


np.seterr(all="ignore")
compute_all()
np.concatenate([estimates, states[:, np.newaxis]], axis=1).tofile(f"{FOLDER}/{NAME}.bin")
every = estimates.copy()
for wanted in (ONLY_VALUE, WITH_LIMITS):  # the same numbers, whatever else is wanted
    estimates[:] = every
    estimates[:, : 1 + 2 * wanted] = 0
    compute_all()
    assert np.array_equal(estimates, every, equal_nan=True)
print(f"NumPy {np.__version__}" + (f", {ROWS} rows at a time" if ROWS else ""), flush=True)
for task in sys.stdin:
    wanted = TASKS[task.strip()]
    start = time.process_time()
    compute_all()
    print(1e3 * (time.process_time() - start), flush=True)
