/*
 * What hidden cells give away through the sums they are part of, and which others have to be hidden
 * with them.
 *
 *     nkt_suppression_totals, nkt_suppression_windows   relations between the cells of a table
 *     nkt_suppression_audit                             what can be found out of every hidden cell
 *     nkt_suppression_choose                            which cells to hide besides
 *     nkt_suppression_sums                              whether what hidden cells add up to says too much
 *
 * A table is a column of cells, counts of persons or amounts in whole kronor or thousands, in any order;
 * margins are cells too. Whatever is known to add up is a relation: women and men to both,
 * municipalities to counties and counties to the nation, years to a rolling window, the parts of a
 * figure to the figure. Who reads the published table knows the cells that are shown, the relations,
 * and that counts are whole numbers of 0 or more: a cell is feasible between the smallest and the
 * largest WHOLE number that agrees with all of that.
 *
 * Of amounts it is not enough that a cell is not known exactly: whoever can bound the sum can bound its
 * largest contributor. So a hidden amount has levels of protection, need_above and need_below. What
 * hidden cells add up to is known as well, and whoever contributes to one of them knows his own part:
 * nkt_suppression_sums judges such sums. One that is to be protected is a cell of its own: append it
 * to the table, hidden, with a relation that says what it is the sum of and with its own levels. What
 * one contributor sees is an audit in which the cells that are his alone are shown, and least is his part
 * of the others; what is to be hidden from him is a choice with the same, and no loss of those cells.
 *
 * Source: Hundepool et al. 2012, Statistical Disclosure Control, chapter 4; Willenborg & de Waal 2001,
 * Elements of Statistical Disclosure Control; Cox 1981 (levels of protection); Fischetti & Salazar
 * 2000 (cells found by a linear program); Bareiss 1968 (exact elimination in whole numbers).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_SUPPRESSION_H
#define NYCKELTAL_SUPPRESSION_H

#include "disclosure.h"
#include "memory.h"
#include "table.h"
#include "target.h"

NKT_BEGIN

/*
 * What is done with a cell. These are no NKT_STATE_*, and their numbers are none of those: handed on
 * as the reasons of a column they are bad data, not "missing". nkt_disclosure_publish takes a column
 * of them as `hidden` and makes NKT_STATE_SECRET of both kinds. Pinned for ever.
 */
enum nkt_cell {
    NKT_CELL_SHOWN = 0,     /* it is published */
    NKT_CELL_PRIMARY = 11,  /* hidden for its own sake */
    NKT_CELL_SECONDARY = 12 /* hidden to protect others */
};

/* What an audit finds of a cell. Pinned for ever. */
enum nkt_feasible_verdict {
    NKT_FEASIBLE_SHOWN = 0, /* the cell is not hidden */
    NKT_FEASIBLE_SAFE = 1,  /* two tables, as far apart as wanted, are proven to be possible, and
                                   tables as far above and below the count as the cell needs */
    NKT_FEASIBLE_DISCLOSED = 2, /* it is proven that they are not: the cell is known too well */
    NKT_FEASIBLE_UNPROVEN = 3   /* neither: do not take it for safe */
};

/* How hard to look. */
enum nkt_effort {
    NKT_EFFORT_SOLVE = 0,  /* solve linear programs, up to options.tableau */
    NKT_EFFORT_BOUNDS = 1, /* only what single relations say, one after the other */
    NKT_EFFORT_QUICK = 2   /* the same as SOLVE, but nkt_suppression_choose takes nothing back */
};

/*
 * Relations: the cells of relation r, each times its sign, add up to sums[r]. Zeros: there are none.
 * Cell numbers go from 0. As with nkt_column, the memory stays the caller's; no element is read
 * that n_relations and n_elements do not allow.
 */
typedef struct nkt_relations {
    const int64_t
        *first; /* n_relations + 1: relation r has the elements first[r] ... first[r + 1] - 1
                             of cells; first[0] is 0, the last one n_elements. NULL where there are
                             none */
    const int64_t *cells; /* n_elements numbers of cells */
    const int8_t
        *signs; /* n_elements, 1 or -1, beside cells; NULL: the first cell of each relation is
                             the sum of its others */
    const double *sums;  /* n_relations whole numbers, such as 100; NULL: 0 */
    int64_t n_relations; /* 0 or more */
    int64_t n_elements;  /* 0 or more, of all relations together */
} nkt_relations;

/*
 * A table of counts, of which some cells are hidden: a row per cell. Zero is "not given" for every
 * member but counts and hidden. A column that a call has no use for is refused: nkt_suppression_audit
 * takes no losses, nkt_suppression_sums hidden and relations alone.
 */
typedef struct nkt_cells {
    const nkt_column *counts; /* whole numbers, 0 ... 2^40, the true ones */
    const nkt_column
        *hidden; /* to audit: NKT_CELL_* of each cell. To choose: not 0, or missing, where
                                 the cell is to be hidden for its own sake: sums of NKT_HIDE_* */
    const nkt_column
        *least; /* what the reader knows beforehand of each cell, such as that a hidden */
    const nkt_column *most; /*   one is above 0 and below the minimum. Whole numbers, the count
                                   among them; missing, or a most that is infinite: nothing. NULL:
                                   0 or more */
    const nkt_column *need_above; /* of amounts: how far above the count the largest feasible number
                                   must lie where the cell is hidden: 0 or more, in the unit of the
                                   counts, a fraction is rounded up; missing: not known, so a hidden
                                   cell is never safe. NULL: 0. nkt_disclosure_levels */
    const nkt_column
        *need_below; /* likewise how far below it the smallest; often the same column */
    const nkt_column
        *losses; /* to choose: what is lost if the cell is hidden, 0 or more; missing: the
                                 cell must not be hidden. NULL: the counts */
    const nkt_relations *relations; /* among the cells; NULL: none */
    int64_t n_cells;                /* 0 or more */
} nkt_cells;

/*
 * What can be found out of a cell. 40 bytes, frozen for ever. As columns (NKT_FIELD) lower and upper
 * serve as least and most of another table.
 */
typedef struct nkt_feasible {
    double lower, upper;  /* nothing below or above is feasible; upper may be infinite */
    double reached_lower; /* the smallest and the largest count proven to be feasible: lower and */
    double reached_upper; /* upper where the answer is exact; NaN where nothing is proven */
    int32_t verdict;      /* NKT_FEASIBLE_* */
    int32_t exact;        /* 1: lower and upper are feasible themselves; 0: outer bounds */
} nkt_feasible;

/* Pass NULL for all defaults; otherwise set size first. Zero is the default of every field. */
typedef struct nkt_suppression_options {
    uint32_t size;  /* sizeof (nkt_suppression_options) as the caller compiled it; not 0 */
    int32_t effort; /* NKT_EFFORT_* */
    double width;   /* upper - lower of a primary cell must be at least that; a whole number of 1 or
                       more; 0: 1, so that it cannot be known exactly. Of the others it must be 1.
                       What cells.need_above and need_below ask holds besides */
    int64_t pivots; /* steps of one linear program at most, 1 or more; 0: 100000 */
    int64_t tableau; /* numbers in the largest linear program that is solved: about its hidden cells
                        times their relations, twice as many to choose. What is larger is left
                        unproven. 0: 4194304, or what the table needs where that is less; -1: none is
                        solved */
} nkt_suppression_options;

/*
 * Appends relations from a table in which each cell is part of one total at most: call it once for
 * women and men, once for counties and the nation. In each relation the total comes first.
 *
 * relations  what is there already: zeros, the caller's own, or what an earlier call left; receives
 *            the same with the new ones, in room
 * total_of   of each cell the number of the total it is part of, of any integer type; -1 or missing:
 *            none
 * n_cells    0 or more
 * room       receives the block that relations then lies in, signs and sums too where there are any;
 *            relations that lie in another block are copied, and are the caller's as before. Keep
 *            it, and use it for nothing else, as long as relations is used
 *
 * A number that is no cell, or is the cell itself, refuses the call: a relation that is missing
 * would make cells look safe that are not.
 * Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (total_of, error.row; a relation
 * that is there already, error.item), NKT_E_CAPACITY, NKT_E_SIZE, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_suppression_totals(nkt_relations *relations, const nkt_column *total_of,
                                          int64_t n_cells, nkt_memory *room, nkt_error *error);

/*
 * Appends relations of rolling windows: the window that ends in year t is the sum of width years.
 * Two windows that overlap give back differences of single years.
 *
 * relations  as for nkt_suppression_totals
 * years      of each year, in order, the number of its cell; a year that is never published is a
 *            cell too: mark it as hidden
 * windows    of each year the number of the cell of the window that ends in it; -1 or missing: not
 *            published
 * n_years    0 or more
 * width      1 or more; the first width - 1 years end no window
 * room       as for nkt_suppression_totals
 *
 * Returns NKT_OK, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_DOMAIN (years, windows: no cell),
 * NKT_E_CAPACITY, NKT_E_SIZE, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_suppression_windows(nkt_relations *relations, const nkt_column *years,
                                           const nkt_column *windows, int64_t n_years,
                                           int64_t width, nkt_memory *room, nkt_error *error);

/*
 * The feasible interval of every cell that is hidden.
 *
 * Cells that are connected by relations are solved together: exactly, by a linear program in whole
 * numbers, where that fits in options.tableau, in options.pivots and in 64 bits. A solution that is
 * a whole number in every cell is exact; otherwise, and where nothing is solved, the interval is an
 * outer bound, and the cell is safe only if two tables as far apart as wanted were found.
 *
 * cells    the table, without losses
 * options  NULL: the defaults
 * out      receives an interval per cell
 * stride   bytes between them; 0: one after another
 * work     scratch: the table, and the largest linear program
 *
 * A count that is missing is known to nobody: its cell is audited as if hidden. A bad one
 * (infinite, negative, not whole, too large; least or most that the count contradicts; a bad need) is
 * reported, and no cell that is connected with it is called safe.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_DOMAIN (a relation of counts that does not add up, such
 * as after perturbation, names no cell, or has other signs or sums: error.item), NKT_E_ID (hidden
 * is no NKT_CELL_*: error.row), NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_OPTION (losses among
 * them), NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_CAPACITY, NKT_E_ALIGNMENT, NKT_E_SIZE.
 */
NKT_API nkt_status nkt_suppression_audit(const nkt_cells *cells,
                                         const nkt_suppression_options *options, nkt_feasible *out,
                                         int64_t stride, nkt_memory *work, nkt_error *error);

/*
 * Chooses cells to hide so that primary ones cannot be found out, with little loss: for each in
 * turn, a linear program finds the cheapest change of the table that moves the cell by
 * options.width, and one each way by what it needs, and leaves every sum as it is; the cells that move
 * are hidden. Where none is found,
 * the cheapest cells of its relations are. When all are safe, those that turn out not to be needed
 * are shown again, which takes an audit for each cell. Little loss, not least: on small tables a
 * tenth more.
 *
 * cells       the table
 * options     NULL: the defaults
 * states      codes: NKT_CELL_* of each cell
 * out         receives what nkt_suppression_audit finds; NULL: not wanted
 * stride      bytes between them; 0: one after another
 * n_not_safe  receives how many hidden cells are not NKT_FEASIBLE_SAFE: look at out
 * work        scratch: the table, and the largest linear program
 *
 * Bad counts as above; a bad loss (infinite, negative) is reported, and that cell is not hidden.
 * Returns the same as nkt_suppression_audit.
 */
NKT_API nkt_status nkt_suppression_choose(const nkt_cells *cells,
                                          const nkt_suppression_options *options,
                                          const nkt_target *states, nkt_feasible *out,
                                          int64_t stride, int64_t *n_not_safe, nkt_memory *work,
                                          nkt_error *error);

/*
 * Applies the rules for sums of amounts to what the hidden cells of each relation add up to: that sum is
 * known from those that are shown. Contributions of one respondent to several of them are one. So two
 * hidden cells of a single contributor each, of whom either knows the other's amount, break the p %
 * rule, however wide an audit finds them; and so does one respondent who dominates all that is hidden.
 *
 * cells        hidden (NKT_CELL_*), relations and n_cells
 * amounts      contributions, 0 or more, in long form: one to a cell and to its margins is a row for
 *              each, as for nkt_disclosure_magnitudes
 * respondents  whole numbers, of each contribution who it is from; negative or missing: somebody who
 *              has no other. NULL: all are so
 * rows         groups: the cell that each contribution belongs to, n_groups being n_cells
 * options      the rules; NULL: the defaults
 * hide         codes, in a type of 16 bits or more: the sum of NKT_HIDE_* of each relation
 *              (cells->relations->n_relations of them), 0: no rule is broken; NKT_NO_CODE where none of its
 *              cells is hidden, or some are on either side, as a hidden total with a hidden part: that
 *              is no sum of contributions
 * work         scratch: the rows in order of cells
 *
 * A sum with a contribution that is missing or bad (infinite, negative), or with a hidden cell that no
 * row belongs to, is NKT_HIDE_UNKNOWN: where nobody contributes, say so by a row of 0. A respondent
 * that is no number is reported and taken for somebody who has no other. Looked at are the sums of
 * single relations, not what can be made of several.
 * Source: Hundepool et al. 2012, section 4.2 (singletons, and where levels of protection are not
 * sufficient); Cox 2001.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT (rows.n_groups is not n_cells), NKT_E_TYPE,
 * NKT_E_ID (hidden is no NKT_CELL_*: error.row), NKT_E_DOMAIN (a relation that names no cell, or has
 * other signs or sums: error.item), NKT_E_OPTION (a rule; a column of cells that is not taken),
 * NKT_E_OPTIONS_SIZE, NKT_E_STRIDE, NKT_E_SIZE, NKT_E_CAPACITY, NKT_E_ALIGNMENT.
 */
NKT_API nkt_status nkt_suppression_sums(const nkt_cells *cells, const nkt_column *amounts,
                                        const nkt_column *respondents, const nkt_rows *rows,
                                        const nkt_disclosure_options *options,
                                        const nkt_target *hide, nkt_memory *work, nkt_error *error);

NKT_END

#endif
