"""What the description cannot know: values that make sense together. By member or parameter name, by
"struct.member", or by "function.parameter", the last first.

SPDX-License-Identifier: GPL-3.0-or-later
"""

NULL = object()

# Columns by name; all others hold 1.5, 2.5, ... .
COLUMNS = {
    "years": lambda n: [2000 + i for i in range(n)],
    "include": lambda n: [1] * n,
    "groups": lambda n: [i % 2 for i in range(n)],
    "cluster": lambda n: [i % 4 for i in range(n)],
    "parts": lambda n: [10 + i for i in range(n)],
    "wholes": lambda n: [100 + i for i in range(n)],
    "size": lambda n: [50 + i for i in range(n)],
    "weight": lambda n: [1] * n,
    "weights": lambda n: [1] * n,
    "response": lambda n: [30 + (i * 7) % 11 for i in range(n)],
    "members": lambda n: [1, 2, 3, 4] + [5] * (n - 4),
    "breaks": lambda n: [0] * n,
}


def column(name, n):
    if name in COLUMNS:
        return COLUMNS[name](n)
    return [1.5 + i for i in range(n)]


VALUES = {
    "n_groups": 2,
    "confidence": 0.9,
    "options.size": 0,
}

# Functions that make a block of each kind, and the parameter that receives it.
MAKERS = {
    "ols_state": ("nkt_ols_init", "state"),
    "ols_fit": ("nkt_ols", "fit"),
    "ols_scores": ("nkt_ols_scores_init", "scores"),
    "refit": ("nkt_refit_init", "refit"),
    "irls": ("nkt_irls", "result"),
    "expected": ("nkt_expected", "model"),
    "panel": ("nkt_panel_init", "panel"),
}

# Functions that change a block which exists already, rather than make one.
CHANGES = {"nkt_ols_add", "nkt_ols_merge", "nkt_ols_scores_add", "nkt_ols_scores_merge",
           "nkt_ols_scores_apply", "nkt_ols_robust"}

# Structs that a function fills, but which need something in them beforehand.
FILLED = set()

# Pointers that may be NULL because there is nothing to read or write in the call that is made.
MAY_BE_NULL = set()

# Numbers that name an enum in their comment and take other numbers too.
OPEN = set()

# Members of options that are looked at only in some cases.
UNCHECKED = set()


def is_array(line):
    return False
