"""Benchmark: least squares in NumPy and, where it is installed, statsmodels.

    ols_numpy.py NAME FOLDER

SPDX-License-Identifier: GPL-3.0-or-later
"""
import sys
import time

try:
    import numpy as np
except ImportError as missing:
    sys.exit(f"{missing}")
try:
    import statsmodels
    from statsmodels.regression.linear_model import OLS
except ImportError:
    OLS = None

FOLDER = sys.argv[2]
rows = np.fromfile(f"{FOLDER}/ols.bin").reshape(8, 290).T
y = np.ascontiguousarray(rows[:, 7])
X = np.ascontiguousarray(np.column_stack([np.ones(290), rows[:, :7]]))


def inference():
    fit = OLS(y, X).fit()
    return fit.params, fit.bse, fit.tvalues, fit.pvalues, fit.conf_int(), fit.rsquared, fit.f_pvalue


TASKS = {"lstsq": lambda: np.linalg.lstsq(X, y, rcond=None)}
if OLS:
    TASKS["statsmodels"] = lambda: OLS(y, X).fit().params
    TASKS["statsmodels+inference"] = inference


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


def refits():
    """1 000 of the 10 000, and ten times their time."""
    random = np.random.default_rng(1)
    start = time.process_time()
    for _ in range(1000):
        drawn = random.integers(0, 290, 290)
        np.linalg.lstsq(X[drawn], y[drawn], rcond=None)
    return 1e4 * (time.process_time() - start)


title = f"NumPy {np.__version__}"
if OLS:
    title += f", statsmodels {statsmodels.__version__}"
print(title, flush=True)
for line in sys.stdin:
    name = line.strip()
    if name == "refits":
        print(refits(), flush=True)
    else:
        print(took(TASKS[name]) if name in TASKS else "-", flush=True)
