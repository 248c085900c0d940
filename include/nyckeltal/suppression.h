/*
 * What hidden cells give away through the sums they are part of, and which others have to be hidden
 * with them.
 *
 *     nkt_suppression_totals, nkt_suppression_windows   relations between the cells of a table
 *     nkt_suppression_audit                             what can be found out of every hidden cell
 *     nkt_suppression_choose                            which cells to hide besides
 *     nkt_suppression_work_size
 *
 * A table is a column of cells, counts of persons, in any order; margins are cells too. Whatever is
 * known to add up is a relation: women and men to both, municipalities to counties and counties to
 * the nation, years to a rolling window, the parts of a figure to the figure. Who reads the
 * published table knows the cells that are shown, the relations, and that counts are whole numbers
 * of 0 or more: a cell is feasible between the smallest and the largest WHOLE number that agrees
 * with all of that.
 *
 * Source: Hundepool et al. 2012, Statistical Disclosure Control, chapter 4; Fischetti & Salazar
 * 2000 (cells found by a linear programme); Bareiss 1968 (exact elimination in whole numbers).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_SUPPRESSION_H
#define NYCKELTAL_SUPPRESSION_H

#include "column.h"

NKT_BEGIN

/* What is done with a cell. Pinned for ever. */
enum {
    NKT_CELL_SHOWN = 0,
    NKT_CELL_PRIMARY = 1,  /* hidden for its own sake */
    NKT_CELL_SECONDARY = 2 /* hidden to protect others */
};

/* What an audit finds. Pinned for ever. */
enum {
    NKT_AUDIT_SHOWN = 0,
    NKT_AUDIT_SAFE = 1,      /* two tables, as far apart as wanted, are proven to be possible */
    NKT_AUDIT_DISCLOSED = 2, /* it is proven that they are not: the cell is known too well */
    NKT_AUDIT_UNPROVEN = 3   /* neither: do not take it for safe */
};

/* How hard to look. */
enum {
    NKT_AUDIT_SOLVE = 0,  /* solve what fits in the work area */
    NKT_AUDIT_BOUNDS = 1, /* only what single relations tell, one after the other */
    NKT_AUDIT_QUICK = 2   /* the same as SOLVE, but nkt_suppression_choose takes nothing back */
};

/*
 * Relations: the cells of relation r, each times its sign, add up to sums[r]. As with nkt_column,
 * the memory stays the caller's. Cell numbers go from 0.
 */
typedef struct nkt_relations {
    const int64_t
        *first; /* n_relations + 1: relation r has the elements first[r] ... first[r + 1] - 1
                             of cells; first[0] is 0. NULL where there are none */
    const int64_t *cells; /* numbers of cells */
    const int8_t *signs;  /* 1 or -1, beside cells; NULL: the first cell of each relation is the sum
                             of its others */
    const double *sums;   /* whole numbers, such as 100; NULL: 0 */
    int64_t n_relations;  /* 0 or more */
} nkt_relations;

/* What can be found out of a cell. 40 bytes, frozen for ever. */
typedef struct nkt_feasible {
    double lower, upper;  /* nothing below or above is feasible; upper may be infinite */
    double reached_lower; /* the smallest and the largest count proven to be feasible: lower and */
    double reached_upper; /* upper where the answer is exact; NaN where nothing is proven */
    int32_t verdict;      /* NKT_AUDIT_* */
    int32_t exact;        /* 1: lower and upper are feasible themselves; 0: outer bounds */
} nkt_feasible;

/* Pass NULL for all defaults; otherwise set size first. Zero is the default of every field. */
typedef struct nkt_suppression_options {
    uint32_t size;  /* sizeof (nkt_suppression_options) as the caller compiled it; not 0 */
    int32_t effort; /* NKT_AUDIT_SOLVE, _BOUNDS or _QUICK */
    double width;   /* upper - lower of a primary cell must be at least that; a whole number of 1 or
                       more; 0: 1, so that it cannot be known exactly. Of the others it must be 1 */
    int64_t pivots; /* steps of one linear programme at most; 0: 100000 */
} nkt_suppression_options;

/*
 * Relations from a table in which each cell is part of one total at most: call it once for women
 * and men, once for counties and the nation.
 *
 * total_of     of each cell the number of the total it is part of, -1: none
 * n_cells      0 or more
 * first        n_relations + 1 of what is there already (0 for the first call, which sets
 *              first[0]), to which the new ones are appended, with the total first; room for
 *              room_first
 * cells        the same; room for room_cells
 * n_relations  receives the new number of relations
 * work         2 · n_cells int64_t; work_size in bytes
 *
 * Returns NKT_OK; NKT_E_NULL, NKT_E_COUNT, NKT_E_DOMAIN (no cell; a cell that is its own total),
 * NKT_E_CAPACITY (room_first, room_cells, work), NKT_E_SIZE, NKT_E_ALIGNMENT. On refusal nothing is
 * written but work. Thread-safe on distinct outputs and work areas. Since 0.1.
 */
NKT_API nkt_status nkt_suppression_totals(const int64_t *total_of, int64_t n_cells, int64_t *first,
                                          int64_t room_first, int64_t *cells, int64_t room_cells,
                                          int64_t *n_relations, void *work, size_t work_size,
                                          nkt_error *error);

/*
 * Relations of rolling windows: the window that ends in year t is the sum of width years. Two
 * windows that overlap give back differences of single years.
 *
 * years        of each year, in order, the number of its cell; a year that is never published is a
 *              cell too: mark it as hidden
 * windows      of each year the number of the cell of the window that ends in it, -1: not published
 * n_years      0 or more
 * width        1 or more; the first width - 1 years end no window
 * first, room_first, cells, room_cells, n_relations   as above
 *
 * Returns NKT_OK; NKT_E_NULL, NKT_E_COUNT, NKT_E_DOMAIN (no cell), NKT_E_CAPACITY. On refusal
 * nothing is written. Thread-safe on distinct outputs. Since 0.1.
 */
NKT_API nkt_status nkt_suppression_windows(const int64_t *years, const int64_t *windows,
                                           int64_t n_years, int64_t width, int64_t *first,
                                           int64_t room_first, int64_t *cells, int64_t room_cells,
                                           int64_t *n_relations, nkt_error *error);

/*
 * The feasible interval of every cell that is hidden.
 *
 * Cells that hang together by relations are solved together: exactly, by a linear programme in
 * whole numbers, where that fits in the work area, in options.pivots and in 64 bits. A solution
 * that is a whole number in every cell is exact; otherwise, and where nothing is solved, the
 * interval is an outer bound, and the cell is safe only if two tables as far apart as wanted were
 * found.
 *
 * counts       n_cells whole numbers, 0 ... 2^40, the true ones
 * n_cells      0 or more
 * relations    among them; NULL: none
 * states       n_cells of NKT_CELL_*
 * least, most  what the reader knows beforehand of each cell, such as that a primary one is above 0
 *              and below the minimum; missing: nothing. NULL: 0 or more. Whole numbers, the count
 *              among them
 * options      NULL: the defaults
 * out          receives n_cells intervals
 * work         scratch; work_size as nkt_suppression_work_size said
 *
 * A count that is missing is known to nobody: its cell is audited as if hidden. A bad one
 * (infinite, negative, not whole, too large; least or most that the count contradicts) is told, and
 * no cell that hangs together with it is called safe.
 * Returns NKT_OK; NKT_ROWS_INVALID; NKT_E_DOMAIN (a relation of counts that does not add up, such
 * as after perturbation, names no cell, or has other signs or sums; a state that is none:
 * error.item or error.row says which), NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT, NKT_E_SIZE. On refusal nothing is written
 * but work. Thread-safe on distinct outputs and work areas. Since 0.1.
 */
NKT_API nkt_status nkt_suppression_audit(const nkt_column *counts, int64_t n_cells,
                                         const nkt_relations *relations, const int32_t *states,
                                         const nkt_column *least, const nkt_column *most,
                                         const nkt_suppression_options *options, nkt_feasible *out,
                                         void *work, size_t work_size, nkt_error *error);

/*
 * Chooses cells to hide so that primary ones cannot be found out, with little loss: for each in
 * turn, a linear programme finds the cheapest change of the table that moves the cell by
 * options.width and leaves every sum as it is; the cells that move are hidden. Where none is found,
 * the cheapest cells of its relations are. When all are safe, those that turn out not to be needed
 * are shown again, which takes an audit for each cell. Little loss, not least: on small tables a
 * tenth more.
 *
 * counts, n_cells, relations, least, most, options   as for nkt_suppression_audit
 * primary     n_cells of them: not 0 where a cell is to be hidden, such as reasons of
 *             nkt_disclosure_shares
 * losses      n_cells: what is lost if the cell is hidden, 0 or more; missing: the cell must not be
 *             hidden. NULL: the counts
 * states      receives n_cells of NKT_CELL_*
 * out         receives what nkt_suppression_audit finds; NULL: not wanted
 * n_not_safe  receives how many hidden cells are not NKT_AUDIT_SAFE: look at out
 * work        scratch; work_size as nkt_suppression_work_size said
 *
 * Bad counts as above; a bad loss (infinite, negative) is told, and that cell is not hidden.
 * Returns the same as nkt_suppression_audit. Thread-safe on distinct outputs and work areas.
 * Since 0.1.
 */
NKT_API nkt_status nkt_suppression_choose(const nkt_column *counts, int64_t n_cells,
                                          const nkt_relations *relations, const int32_t *primary,
                                          const nkt_column *losses, const nkt_column *least,
                                          const nkt_column *most,
                                          const nkt_suppression_options *options, int32_t *states,
                                          nkt_feasible *out, int64_t *n_not_safe, void *work,
                                          size_t work_size, nkt_error *error);

/*
 * How many bytes of work area both take; the more, the larger what is solved.
 *
 * n_cells          of the table
 * n_relations      of the table
 * n_elements       first[n_relations]
 * solve_cells, solve_relations   the largest linear programme to be solved: the hidden cells that
 *                  hang together, and the relations they stand in; for nkt_suppression_choose all
 *                  cells around one that is to be protected. 0: none is solved, all is unproven
 * size             receives the number of bytes, about 16 for each cell times relation solved
 * Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT, NKT_E_SIZE. Thread-safe. Since 0.1.
 */
NKT_API nkt_status nkt_suppression_work_size(int64_t n_cells, int64_t n_relations,
                                             int64_t n_elements, int64_t solve_cells,
                                             int64_t solve_relations, size_t *size,
                                             nkt_error *error);

NKT_END

#endif
