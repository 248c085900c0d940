/*
 * Going through the rows of a call block by block: reading columns that were checked, leaving out what
 * takes no part, noting bad rows, and writing estimates where the caller wants them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_WALK_H
#define NKT_WALK_H

#include "figures/figures.h"

/* ---- the caller's columns ----------------------------------------------------------------------- */

/* What the ids of columns may be. */
enum {
    NKT_I_IDS_OF_INPUTS = 0,  /* inputs, and figures that are operands; each once */
    NKT_I_IDS_OF_FIGURES = 1, /* inputs and figures; each once */
    NKT_I_IDS_OR_NONE = 2     /* inputs, figures and 0; more than once */
};

/*
 * Checks a table whose columns have ids, with the path and that of its columns: "table",
 * "table.columns".
 */
void nkt_i_columns_open(nkt_i_call *call, const char *path, const char *columns_path,
                        const nkt_table *table, int with_groups, int ids);

/* A single column, which is needed, with the id of an input or figure, or 0. */
void nkt_i_named_column(nkt_i_call *call, const char *path, const nkt_column *column,
                        int64_t n_rows);

/* What messages call a column: its own name, or that of its id; NULL: by its place. */
const char *nkt_i_name_of(const nkt_column *column);

/*
 * Remarks that a column of a figure in per cent, or in points of them, seems to hold proportions: three
 * rows or more have a number, and all of these lie between 0 and 1. Bad rows come before.
 */
void nkt_i_remark_proportions(nkt_i_call *call, const char *columns_path, const nkt_table *table);

/* The column with that id, or NULL; id 0: NULL. */
const nkt_column *nkt_i_column_of(const nkt_table *table, int32_t id);

/* n ids of figures that are to be computed. */
/* What is said of an id that is no figure's. */
const char *nkt_i_no_figure(int32_t id);
void nkt_i_figures_check(nkt_i_call *call, const int32_t *figures, int64_t n_figures);

/* ---- what can be made of them, in possible.c ----------------------------------------------------- */

/* Whether a figure made of inputs has them all among the columns. */
int nkt_i_has_inputs(const nkt_table *table, const nkt_indicator *figure);

/* The ids that lack for a figure; returns how many. */
enum { NKT_I_MOST_LACKING = 8 };
int64_t nkt_i_lacking(const nkt_table *table, const nkt_indicator *figure,
                      int32_t lacking[NKT_I_MOST_LACKING]);

/* ---- the walk ----------------------------------------------------------------------------------- */

typedef struct nkt_i_walk {
    nkt_i_call *call;
    const nkt_table *table;
    const char *path;         /* of its columns: "table.columns" */
    const char *include_path; /* "table.rows.include" */
    int64_t n_rows;
    nkt_i_method method;
    nkt_estimates out;
    int are_structs; /* out is an array of nkt_estimate, which is written at once */
    int is_direct;   /* out is columns, in which results can be put as they are computed */
    nkt_i_out codes;

    /* The block that is being worked on. */
    int64_t first, count;
    int some_left_out;
    uint8_t left_out[NKT_I_BLOCK];
} nkt_i_walk;

/* A walk over a table that was checked; the members after n_rows are the caller's to open. */
nkt_i_walk nkt_i_walk_over(nkt_i_call *call, const nkt_table *table);

/* Opens the estimates that the walk writes. */
void nkt_i_walk_out(nkt_i_walk *walk, const char *path, const nkt_estimates *out, int64_t n_items);

/* Answers the question for the block. */
typedef void nkt_i_step(nkt_i_walk *walk, const void *context);

/* Goes through all rows. */
void nkt_i_walk_rows(nkt_i_walk *walk, nkt_i_step *step, const void *context);

/* What an operand may be: only a modelled value, and what has no id, may be negative. */
enum { NKT_I_NOT_NEGATIVE = 0, NKT_I_ANY_FINITE = 1 };

/*
 * Reads the block of a column: infinite numbers, and negative ones if lowest says so, become INVALID
 * and are noted. column NULL: all missing. place: path, item and name of the column. from: the row of
 * the column that the block begins with, walk->first but where columns are looked through.
 */
void nkt_i_walk_read(nkt_i_walk *walk, const nkt_column *column, int64_t from, int32_t lowest,
                     nkt_i_fault place, nkt_i_operand *operand);

/* The column of the table with that id; missing where there is none. */
void nkt_i_walk_load(nkt_i_walk *walk, int32_t id, nkt_i_operand *operand);

/*
 * A row of the block, from 0, whose columns contradict each other, reported at one of them and its
 * number there. sentence NULL: that of the reason.
 */
void nkt_i_walk_bad(nkt_i_walk *walk, int64_t i, int32_t id, double value, int32_t reason,
                    const char *sentence);

/* The block as item `item` of its rows; values that no double holds are noted. */
void nkt_i_walk_write(const nkt_i_walk *walk, nkt_i_block *block, int64_t item);

/* A block of estimates by member; NULL: nobody wants it. */
typedef struct nkt_i_lines {
    double *value, *lower, *upper, *basis;
    int32_t *state, *flags;
} nkt_i_lines;

typedef struct nkt_i_line_room {
    double numbers[4][NKT_I_BLOCK];
    int32_t codes[2][NKT_I_BLOCK];
} nkt_i_line_room;

/*
 * Where to put the members of item `item` from row `first` on that are wanted: in the caller's columns
 * where they are direct, otherwise in the room, from which nkt_i_walk_put takes them.
 */
nkt_i_lines nkt_i_walk_lines(const nkt_i_walk *walk, int64_t first, int64_t item,
                             nkt_i_line_room *room);
void nkt_i_walk_put(const nkt_i_walk *walk, const nkt_i_lines *lines, int64_t first, int64_t count,
                    int64_t item);

/* The code of a row of the block. */
static inline void nkt_i_walk_code(const nkt_i_walk *walk, int64_t i, int32_t code) {
    nkt_i_put_code(&walk->codes, walk->first + i, 0, code);
}

/*
 * Remarks that an input lacks for what is called `name`: at path and item; id: what is reported.
 * Bad rows come before: a walk is over when this is called.
 */
void nkt_i_remark_lacking(nkt_i_call *call, const char *path, int32_t item, int32_t id,
                          const char *name, int32_t lacking);

/* The same for the inputs that a question of an area needs: the first that lacks, if one does. */
void nkt_i_walk_needs(nkt_i_walk *walk, const char *name, const int32_t *ids, int64_t n);

/* ---- one figure of the catalogue, in figure.c ----------------------------------------------------- */

/* 100 for a figure in per cent, 1000 for one per 1000. */
double nkt_i_figure_scale(const nkt_indicator *figure);

void nkt_i_figure_block(nkt_i_walk *walk, const nkt_indicator *figure, nkt_i_block *block);

/* ---- divisions: a whole and its parts, in composition.c ------------------------------------------ */

typedef struct nkt_i_division {
    const int32_t *ids; /* inputs: the parts, then the whole; NULL: the columns of the walk, and: */
    int64_t n_parts;    /* the whole not counted */
    const nkt_column *whole; /* NULL: the sum of the parts */
    int interval;            /* 0: no process stands behind these figures */
} nkt_i_division;

/* A step of which the context is a division: n_parts shares, the remainder, and NKT_SUM_* as code. */
void nkt_i_division_step(nkt_i_walk *walk, const void *context);

/*
 * The share of a remainder, whole - parts, which is negative where the parts are above the whole:
 * flagged then, without limits.
 */
void nkt_i_block_remainder(const nkt_i_operand *remainder, const nkt_i_operand *whole,
                           int64_t count, int interval, const nkt_i_method *method,
                           nkt_i_block *block);

/* ---- two statuses that one person may have both of, in overlap.c ---------------------------------- */

/* A step of which the context is an nkt_composition_entry whose items do not add up. */
void nkt_i_overlap_step(nkt_i_walk *walk, const void *context);

#endif
