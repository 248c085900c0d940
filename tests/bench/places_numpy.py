"""Benchmark: nearest units, quantiles and ranks in NumPy, SciPy and scikit-learn.

    places_numpy.py NAME FOLDER

SPDX-License-Identifier: GPL-3.0-or-later
"""
import sys
import time

try:
    import numpy as np
except ImportError as missing:
    sys.exit(f"{missing}")
try:
    import scipy
    from scipy.spatial import cKDTree
    from scipy.stats import rankdata
except ImportError:
    scipy = None
try:
    import sklearn
    from sklearn.neighbors import BallTree
except ImportError:
    sklearn = None

NAME, FOLDER = sys.argv[1:3]
variables = np.fromfile(f"{FOLDER}/variables.bin").reshape(-1, 4)
numbers = np.fromfile(f"{FOLDER}/numbers.bin")
K = 7


def scaled(n):
    return variables[:n] / variables[:n].std(axis=0, ddof=1)


def dist(n):
    x = scaled(n)
    d = np.abs(x[:, None, :] - x[None, :, :]).sum(axis=2)
    np.fill_diagonal(d, np.inf)
    return np.argsort(d, axis=1, kind="stable")[:, :K]


def tree(n):
    x = scaled(n)
    return cKDTree(x).query(x, K + 1, p=1)[1][:, 1:]


def ball(n):
    x = scaled(n)
    return BallTree(x, metric="manhattan").query(x, K + 1)[1][:, 1:]


def quantiles():
    return np.quantile(numbers, [0.025, 0.25, 0.5, 0.75, 0.975])


def ranks():
    if scipy:
        return rankdata(numbers)
    found, inverse, counts = np.unique(numbers, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return ((ends - counts + 1 + ends) / 2)[inverse]


TASKS = {"dist_290": lambda: dist(290), "quantiles": quantiles, "ranks": ranks}
if scipy:
    TASKS["tree_290"] = lambda: tree(290)
    TASKS["tree_50000"] = lambda: tree(50000)
if sklearn:
    TASKS["ball_50000"] = lambda: ball(50000)


def took(task):
    times = 1
    while True:
        start = time.process_time()
        for _ in range(times):
            task()
        passed = time.process_time() - start
        if passed >= 0.02:
            return 1e3 * passed / times
        times *= 4


np.concatenate([
    dist(290).ravel(),
    tree(50000).ravel() if scipy else np.full(50000 * K, -1),
    quantiles(),
    ranks()[:1000],
]).astype(float).tofile(f"{FOLDER}/{NAME}.bin")
title = f"NumPy {np.__version__}"
if scipy:
    title += f", SciPy {scipy.__version__}"
if sklearn:
    title += f", scikit-learn {sklearn.__version__}"
print(title, flush=True)
for line in sys.stdin:
    name = line.strip()
    print(took(TASKS[name]) if name in TASKS else "-", flush=True)
