"""Least squares against the exact rational solution of the given doubles.

NIST's sets (where they are found) and 500 seeded random problems: n 5-400, 1-12 terms, condition
numbers up to 1e14, some weighted, some without an intercept, some with powers, columns of very
different size. At least 14 digits of every coefficient and 13 of every standard error.

usage: ols_exact.py LIBRARY [DATA_FOLDER]
SPDX-License-Identifier: GPL-3.0-or-later
"""
import ctypes as ct
import decimal
import math
import os
import random
import re
import sys
from fractions import Fraction

import numpy as np

PROBLEMS = 500
decimal.getcontext().prec = 60


class Column(ct.Structure):
    _fields_ = [("values", ct.c_void_p), ("validity", ct.c_void_p), ("reasons", ct.c_void_p),
                ("flags", ct.c_void_p), ("rows", ct.c_void_p), ("name", ct.c_void_p),
                ("stride", ct.c_int64), ("reasons_stride", ct.c_int64),
                ("validity_offset", ct.c_int64), ("length", ct.c_int64), ("type", ct.c_int32), ("id", ct.c_int32)]


class Options(ct.Structure):
    _fields_ = [("size", ct.c_uint32), ("intercept", ct.c_int32), ("collinear", ct.c_int32),
                ("reserved", ct.c_int32), ("confidence", ct.c_double), ("tolerance", ct.c_double),
                ("degree", ct.c_uint8 * 64)]


class Rows(ct.Structure):
    _fields_ = [("include", ct.c_void_p), ("groups", ct.c_void_p), ("n_rows", ct.c_int64),
                ("n_groups", ct.c_int64), ("first_group", ct.c_int32), ("reserved", ct.c_int32)]


class Design(ct.Structure):
    _fields_ = [("rows", Rows), ("response", ct.POINTER(Column)), ("terms", ct.POINTER(Column)),
                ("n_terms", ct.c_int64), ("weight", ct.POINTER(Column)), ("cluster", ct.c_void_p),
                ("size", ct.c_void_p), ("reserved", ct.c_void_p)]


class Memory(ct.Structure):
    _fields_ = [("data", ct.c_void_p), ("size", ct.c_size_t), ("needed", ct.c_size_t),
                ("grow", ct.c_void_p), ("context", ct.c_void_p)]


class Target(ct.Structure):
    _fields_ = [("values", ct.c_void_p), ("stride", ct.c_int64), ("item_stride", ct.c_int64),
                ("capacity", ct.c_int64), ("type", ct.c_int32), ("first", ct.c_int32)]


class Error(ct.Structure):
    _fields_ = [("status", ct.c_int32), ("reason", ct.c_int32), ("argument", ct.c_int32),
                ("item", ct.c_int32), ("id", ct.c_int32), ("reserved", ct.c_int32),
                ("row", ct.c_int64), ("rows_affected", ct.c_int64), ("value", ct.c_double),
                ("bound", ct.c_double), ("subject", ct.c_char * 64), ("message", ct.c_char * 200)]


FLOAT64, CAPACITY, COEFFICIENT, SE = 1, -201, 101, 102


def column(values):
    return Column(values=values.ctypes.data, stride=8, type=FLOAT64)


class Library:
    def __init__(self, path):
        self.lib = ct.CDLL(path)
        self.error = Error()

    def call(self, name, *arguments):
        return getattr(self.lib, name)(*[ct.byref(a) if isinstance(a, ct.Structure) else a
                                         for a in arguments], ct.byref(self.error))

    def demand(self, name, *arguments):
        if self.call(name, *arguments) < 0:
            raise RuntimeError("%s: %s" % (name, self.error.message.decode()))

    def fit(self, y, terms, weights, intercept, degree):
        options = Options(size=ct.sizeof(Options), intercept=0 if intercept else 1)
        for k, d in enumerate(degree):
            options.degree[k] = d
        columns = (Column * max(1, len(terms)))(*[column(t) for t in terms])
        design = Design(rows=Rows(n_rows=len(y)), response=ct.pointer(column(y)), terms=columns,
                        n_terms=len(terms))
        if weights is not None:
            design.weight = ct.pointer(column(weights))
        fit, work = Memory(), Memory()
        if self.call("nkt_ols", design, options, fit, work) == CAPACITY:
            blocks = [np.zeros(m.needed // 8 + 1) for m in (fit, work)]
            for memory, block in zip((fit, work), blocks):
                memory.data, memory.size = block.ctypes.data, memory.needed
        self.demand("nkt_ols", design, options, fit, work)
        p = sum(max(1, d) for d in degree) + int(intercept)
        b, se = np.zeros(p), np.zeros(p)
        for what, out in ((COEFFICIENT, b), (SE, se)):
            target = Target(values=out.ctypes.data, capacity=p, type=FLOAT64)
            self.demand("nkt_ols_copy", fit, ct.c_int32(what), target)
        return b, se


def whole_numbers(fractions):
    """Numbers times one power of two that makes all of them whole; that power."""
    power = max(f.denominator for f in fractions)
    return [int(f * power) for f in fractions], power


def exact(y, terms, weights, intercept, degree):
    """Coefficients, and squares of their standard errors, as fractions."""
    n = len(y)
    columns = [[Fraction(1)] * n] if intercept else []
    for term, d in zip(terms, degree):
        x = [Fraction(float(v)) for v in term]
        columns += [[v ** k for v in x] for k in range(1, max(1, d) + 1)]
    columns.append([Fraction(float(v)) for v in y])
    w = [Fraction(float(v)) for v in weights] if weights is not None else [Fraction(1)] * n
    scaled = [whole_numbers(c) for c in columns]
    w, w_power = whole_numbers(w)
    p = len(columns) - 1
    gram = [[sum(a * b * c for a, b, c in zip(w, x, z)) for z, _ in scaled] for x, _ in scaled]
    # [X'WX | X'Wy | I], eliminated without fractions (Bareiss), rows forwards and backwards
    a = [gram[i] + [int(i == j) for j in range(p)] for i in range(p)]
    previous = 1
    for k in range(p):
        pivot = next(i for i in range(k, p) if a[i][k])
        a[k], a[pivot] = a[pivot], a[k]
        for i in range(p):
            if i != k:
                f = a[i][k]
                a[i] = [(a[k][k] * u - f * v) // previous for u, v in zip(a[i], a[k])]
        previous = a[k][k]
    det = previous
    b = [Fraction(a[i][p], det) for i in range(p)]
    rss = gram[p][p] - sum(b[i] * gram[i][p] for i in range(p))
    degrees = sum(1 for v in w if v) - p
    y_power = scaled[p][1]
    estimates, variances = [], []
    for i in range(p):
        power = scaled[i][1]
        estimates.append(b[i] * power / y_power)
        variances.append(rss / degrees * Fraction(a[i][p + 1 + i], det) * power * power
                         / (y_power * y_power) if degrees else None)
    return estimates, variances


def decimal_of(f):
    return decimal.Decimal(f.numerator) / decimal.Decimal(f.denominator)


def digits(got, wanted):
    got = decimal.Decimal(float(got))
    if got == wanted:
        return 17.0
    if wanted == 0:
        return -math.log10(abs(got))
    return min(17.0, -float(abs((got - wanted) / wanted).log10()))


def compare(library, problem):
    b, se = library.fit(*problem)
    estimates, variances = exact(*problem)
    least_b = min(digits(u, decimal_of(v)) for u, v in zip(b, estimates))
    least_se = 17.0
    if variances[0] is not None:
        least_se = min(digits(u, decimal_of(v).sqrt()) for u, v in zip(se, variances))
    return least_b, least_se


def condition(terms, weights, intercept, degree):
    columns = [np.ones(len(terms[0]))] if intercept else []
    for t, d in zip(terms, degree):
        columns += [t ** k for k in range(1, max(1, d) + 1)]
    x = np.column_stack(columns)
    if weights is not None:
        x = x * np.sqrt(weights)[:, None]
    s = np.linalg.svd(x / np.sqrt((x * x).sum(0)), compute_uv=False)
    return s[0] / max(s[-1], 1e-300)


def random_problem(rng):
    """Terms of which some are others plus a little, so that conditions spread over 1 ... 1e14."""
    while True:
        p = rng.randint(1, 12)
        intercept = rng.random() < 0.8
        n = rng.randint(max(5, p + intercept), rng.choice([20, 60, 400]))
        normal = np.random.RandomState(rng.randrange(2 ** 32))
        closeness = 10.0 ** -rng.uniform(0, 14)
        terms, degree = [], []
        for k in range(p):
            t = normal.standard_normal(n)
            if terms and rng.random() < 0.5:
                t = sum(rng.uniform(-1, 1) * u for u in terms) + closeness * t
            elif rng.random() < 0.3:
                t = t + 10.0 ** rng.uniform(0, 6)
            terms.append(t)
            degree.append(1)
        terms = [t * 10.0 ** rng.randint(-6, 6) for t in terms]
        if rng.random() < 0.15:
            terms, degree = [normal.uniform(-2, 9, n)], [rng.randint(2, 7)]
        if rng.random() < 0.2:
            terms = [np.round(t, 3) for t in terms]
        if any(not t.any() for t in terms) or n < sum(degree) + intercept:
            continue
        weights = normal.uniform(0.1, 500, n) if rng.random() < 0.3 else None
        y = sum(rng.uniform(-3, 3) * t for t in terms) + rng.uniform(-100, 100)
        y = y + normal.standard_normal(n) * 10.0 ** rng.uniform(-3, 2) * (1 + abs(y).mean())
        c = condition(terms, weights, intercept, degree)
        if c <= 1e14:
            terms = [np.ascontiguousarray(t) for t in terms]
            return c, (np.ascontiguousarray(y), terms, weights, intercept, degree)


def strd_problem(path):
    lines = open(path, encoding="latin-1").read().splitlines()
    head = "\n".join(lines[:60])
    first, last = map(int, re.search(r"Data\s+\(lines (\d+) to (\d+)\)", head).groups())
    parameters = re.findall(r"^\s+B(\d+)\s", head, re.M)
    data = np.array([[float(x) for x in line.split()] for line in lines[first - 1:last]])
    terms = [np.ascontiguousarray(data[:, c]) for c in range(1, data.shape[1])]
    intercept = "0" in parameters
    degree = [1] * len(terms)
    if len(terms) == 1:
        degree = [len(parameters) - intercept]
    return np.ascontiguousarray(data[:, 0]), terms, None, intercept, degree


def main():
    library = Library(sys.argv[1])
    folder = sys.argv[2] if len(sys.argv) > 2 else ""
    failed = 0
    for name in sorted(os.listdir(folder)) if folder and os.path.isdir(folder) else []:
        least_b, least_se = compare(library, strd_problem(os.path.join(folder, name)))
        perfect = name.startswith(("Wampler1", "Wampler2"))  # errors of 0, and a remark
        print("%-14s %.1f digits of coefficients, %.1f of standard errors"
              % (name, least_b, least_se))
        failed += least_b < 14 or (least_se < 13 and not perfect)
    rng = random.Random(20240917)
    worst_b, worst_se, largest = 17.0, 17.0, 0.0
    for number in range(PROBLEMS):
        c, problem = random_problem(rng)
        least_b, least_se = compare(library, problem)
        largest = max(largest, c)
        worst_b, worst_se = min(worst_b, least_b), min(worst_se, least_se)
        if least_b < 14 or least_se < 13:
            failed += 1
            print("problem %d: n %d, terms %d, condition %.1e: %.1f and %.1f digits"
                  % (number, len(problem[0]), len(problem[1]), c, least_b, least_se))
    print("%d random problems, conditions up to %.1e: at least %.1f digits of coefficients, "
          "%.1f of standard errors" % (PROBLEMS, largest, worst_b, worst_se))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
