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
    "foci": [1] * 12, "nkt_cells.hidden": [0] * 12,
    "nkt_trend_options.measure": 2,
    "nkt_relations.n_relations": 0, "nkt_relations.n_elements": 0, "nkt_relations.first": NULL,
    "nkt_relations.cells": NULL, "nkt_relations.signs": NULL, "nkt_relations.sums": NULL,
    "nkt_ols_predict.response": NULL, "nkt_ols_scores_init.clusters": 0,
    "nkt_design.cluster": NULL, "nkt_design.size": NULL,
    "nkt_expected.size": [50 + i for i in range(12)], "nkt_expected.weight": NULL,
    "nkt_better_options.direction": 1, "nkt_rank_options.direction": 1,
    "total_of": [-1] + [0] * 11, "windows": [-1] * 12,
    "nkt_offers.offsets": NULL, "nkt_offers.cases": [i % 3 for i in range(12)],
    "nkt_satisfaction_attain.n": 100, "nkt_satisfaction_attain.reached": 82.0,
    "nkt_cost_follow_up.columns": {9201: [100 + i for i in range(12)],
                                   9202: [10 + i for i in range(12)]},
    "nkt_cohort_years.columns": {9101: [i % 3 for i in range(12)], 9102: [1] * 12},
    "nkt_survey_scale.highs": NULL, "nkt_survey_scale.highest": 20.0,
    "nkt_survey_scale.weights": NULL,
    "nkt_satisfaction_drivers.columns": {0: [1 + (i * 5) % 7 for i in range(12)]},
    "nkt_satisfaction_drivers.n_columns": 1,
    "nkt_block_what.block": "ols_fit", "nkt_pack.block": "ols_fit", "nkt_unpack.packed": "packed",
    "nkt_flags_text.enumeration": "flag",
    "nkt_table.columns": {1001: [500 + i for i in range(12)], 1008: [90 + i for i in range(12)]},
    "n_columns": 2,
    "nkt_compute.figures": [108], "nkt_compute_groups.figures": [108], "nkt_gap.figures": [115], "nkt_gap_rows.figures": [115],
    "nkt_lacking.figure": 106,
    "n_terms": 1, "nkt_ols_init.n_terms": 1,
    "nkt_cells.losses": NULL,
    "nkt_suppression_sums.counts": NULL, "nkt_suppression_sums.least": NULL,
    "nkt_suppression_sums.most": NULL, "nkt_suppression_sums.need_above": NULL,
    "nkt_suppression_sums.need_below": NULL, "nkt_suppression_sums.n_cells": 2,
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
    "packed": ("nkt_pack", "packed"),
}

# What is added to such a block before it is used.
FILLERS = {"ols_state": "nkt_ols_add", "ols_scores": "nkt_ols_scores_add"}

# Functions that change a block which exists already, rather than make one.
CHANGES = {"nkt_ols_add", "nkt_ols_merge", "nkt_ols_scores_add", "nkt_ols_scores_merge",
           "nkt_ols_scores_apply", "nkt_ols_robust"}

# Structs that a function fills, but which need something in them beforehand.
FILLED = {"nkt_relations", "nkt_curve"}

# Pointers that may be NULL because there is nothing to read or write in the call that is made.
MAY_BE_NULL = {("nkt_suppression_sums", "hide")}

# Numbers that name an enum in their comment and take other numbers too.
OPEN = set()

# Members of options that are looked at only in some cases.
UNCHECKED = {("nkt_timeliness_options", "gap")}


# Numbers that say how much the caller has room for: not to be spoilt upwards.
ROOM = {("nkt_similar_task", "k")}


def is_array(line):
    return False
