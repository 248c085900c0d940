/*
 * What a whole is made of: the shares of its parts, the remainder that no part accounts for, and
 * whether parts and whole agree.
 *
 * nkt_composition serves any parts of any whole; nkt_composition_of those of the guide's areas, which
 * are rows of a table that can be read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_COMPOSITION_H
#define NYCKELTAL_COMPOSITION_H

#include "estimate.h"
#include "table.h"
#include "target.h"

NKT_BEGIN

/* How the parts of a row and their whole agree. Pinned for ever. */
enum nkt_sum {
    NKT_SUM_NONE = -128,       /* cannot be told: the whole has no value, there is bad data, or the
                                  row is left out; the same as NKT_NO_CODE */
    NKT_SUM_EQUAL = 0,         /* the parts make up the whole */
    NKT_SUM_BELOW = 1,         /* they are less: there is a remainder */
    NKT_SUM_ABOVE = 2,         /* they are more than the whole */
    NKT_SUM_PARTS_MISSING = 3, /* some part has no value, and the others are not more */
    NKT_SUM_ALL_ZERO = 4       /* every part is 0 and the whole is not: often missing values that
                                  were stored as zero */
};

/*
 * The composition of a whole: item k of a row is the share 100 · part k / whole, and the last item,
 * after the parts, the remainder 100 · (whole - Σ parts) / whole: unknown, other, whatever is not
 * among the parts.
 *
 * parts      columns of numbers, 0 or more, in the order of the items; without groups
 * whole      what the parts are parts of, 0 or more. NULL: their sum, and then a remainder is
 *            NKT_STATE_NOT_APPLICABLE. The ids of parts and whole are those of inputs or figures of
 *            the catalogue, by whose names messages then call them, or 0
 * options    NULL: the defaults. Set mode to NKT_MODE_DESCRIPTIVE for no intervals: it is for the
 *            caller to say whether these persons are the outcome of a process
 * out        n_columns + 1 items
 * sums       codes: NKT_SUM_* of each row. NULL: not wanted
 *
 * Missing data: a part without a value has none as a share either, and neither has the remainder,
 * which is not 0 then; the other shares stand. Each keeps its own reason; the remainder has the
 * worst of the parts' and the whole's. A part that is NKT_STATE_NOT_APPLICABLE adds nothing and
 * takes nothing from the remainder, unless no part applies. Where the whole is the sum, one missing
 * part leaves no whole to take shares of.
 * Secret parts stay secret, and the remainder with them. What is shown may still give them away:
 * where all but one share is shown and the remainder is known to be 0, the secret one is what they
 * leave of 100. That is for whoever publishes the figures to prevent.
 * Parts that add up to more than their whole, as in perturbed tables: with NKT_PART_ABOVE_FLAGGED
 * every share of the row has NKT_FLAG_PARTS_DIFFER, a single part above the whole
 * NKT_FLAG_NUMERATOR_ABOVE_DENOMINATOR, and the remainder, which is negative, both and no interval;
 * with NKT_PART_ABOVE_INVALID the row is NKT_STATE_INVALID, and so are a bad part, its share and the
 * remainder, all but what is secret or not applicable, which is worse. Differences of some 2^-50 of the whole
 * are rounding, and none. With options.noise_variance the remainder has no interval: it bears the
 * noise of every part.
 *
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_OPTION,
 * NKT_E_OPTIONS_SIZE, NKT_E_CAPACITY, NKT_E_STRIDE, NKT_E_SIZE. Uses about 20 kB of stack.
 */
NKT_API nkt_status nkt_composition(const nkt_table *parts, const nkt_column *whole,
                                   const nkt_options *options, const nkt_estimates *out,
                                   const nkt_target *sums, nkt_error *error);

/* The compositions that the guide asks for. Their items are in the headers of their areas. */
enum nkt_composition_id {
    NKT_COMPOSITION_RECEIVED_AGES = 1,  /* ages of those received: NKT_ITEM_RECEIVED_AGE_* */
    NKT_COMPOSITION_ASYLUM_AGES = 2,    /* ages of asylum seekers: NKT_ITEM_ASYLUM_AGE_* */
    NKT_COMPOSITION_ASYLUM_HOUSING = 3, /* how they live: NKT_ITEM_ASYLUM_HOUSING_* */
    NKT_COMPOSITION_SFI_OUTCOMES = 4,   /* of beginners in sfi: NKT_ITEM_SFI_OUTCOME_* */
    NKT_COMPOSITION_SFI_AFTER_INTERRUPTION = 5, /* what they do then: NKT_ITEM_SFI_AFTER_* */
    NKT_COMPOSITION_ENROLLED_EDUCATION = 6,     /* of those in the establishment programme:
                                                   NKT_ITEM_ENROLLED_EDUCATION_* */
    NKT_COMPOSITION_LEFT_STATUS = 7             /* of those who left it: NKT_ITEM_LEFT_STATUS_* */
};

/* How many inputs and items a composition may have. */
enum nkt_composition_limit {
    NKT_COMPOSITION_MOST = 8 /* inputs, and items */
};

/*
 * One composition of the guide. Read it through the pointer that an accessor returns; later releases
 * may add members at the end. Strings are constant.
 */
typedef struct nkt_composition_entry {
    int32_t id;       /* NKT_COMPOSITION_* */
    int32_t area;     /* NKT_AREA_* */
    int32_t process;  /* 1: the counts can be seen as the outcome of a process: intervals */
    int32_t adds_up;  /* 1: parts of one whole and a remainder, and so sums; 0: items made of counts
                         that overlap, which have no sums */
    int32_t n_inputs; /* how many inputs it is made of, */
    int32_t n_items;  /*   and how many items it has */
    int32_t inputs[NKT_COMPOSITION_MOST];    /* NKT_IN_*; where it adds up the parts in the order of
                                                the items, and the whole last */
    const char *items[NKT_COMPOSITION_MOST]; /* names of the items: "0_5", "unknown" */
    const char *name;                        /* as in the enum, in lower case: "received_ages" */
    const char *title_en;                    /* "Ages of those received" */
} nkt_composition_entry;

/*
 * How many compositions there are; the one at a position, in order of id; that of an id or a name.
 * NULL where there is none.
 */
NKT_API int64_t nkt_composition_count(void);
NKT_API const nkt_composition_entry *nkt_composition_at(int64_t position);
NKT_API const nkt_composition_entry *nkt_composition_by_id(int32_t id);
NKT_API const nkt_composition_entry *nkt_composition_by_name(const char *name);

/*
 * A composition of the guide: nkt_composition with the inputs that the table of compositions names.
 *
 * table        columns as for nkt_compute, in any order; those that the composition does not need
 *              are not looked at. Without groups
 * composition  NKT_COMPOSITION_*
 * options      NULL: the defaults. There are intervals where a process stands behind the counts
 * out          an item for each of the composition's
 * sums         codes: NKT_SUM_* of each row. NULL: not wanted. Refused where the items do not add up
 *
 * An input that is not among the columns is missing in every row, and NKT_INPUTS_LACK names it, with
 * its id in error.id; what can be made without it is made. Missing, secret and bad data as in
 * nkt_composition; of items that overlap, as their header says (sfi.h, establishment.h).
 * Returns as nkt_composition; NKT_INPUTS_LACK, NKT_E_ID also for composition, NKT_E_DUPLICATE.
 * Source: the guide. Uses about 40 kB of stack.
 */
NKT_API nkt_status nkt_composition_of(const nkt_table *table, int32_t composition,
                                      const nkt_options *options, const nkt_estimates *out,
                                      const nkt_target *sums, nkt_error *error);

/*
 * Checks published shares that together are the whole: NKT_SUM_EQUAL where |Σ shares - 100| is at
 * most n_columns / 2 units of their last decimal, which is as much as rounding them one by one can
 * make. So with three shares without decimals 99 and 101 are in order.
 *
 * shares     1 or more columns, in per cent, 0 or more; ids as for nkt_composition. Without groups
 * decimals   of the shares as published, 0 to 15
 * sums       codes: NKT_SUM_* of each row. NKT_SUM_ALL_ZERO: every share that has a value is 0, and
 *            the others are plainly missing (not secret): shares of nobody, or a missing value
 *            stored as zero
 * states     codes: NKT_STATE_* of each row, the worst of the shares; NKT_STATE_MISSING where they are
 *            all zero. It can serve as the reasons of a column wherever the shares are wanted all
 *            together or not at all. NULL: not wanted
 *
 * A share that is NKT_STATE_NOT_APPLICABLE adds nothing. Negative and infinite shares are bad data.
 * The outcomes of sfi (figures 201, 202, 203) were rounded one by one to whole per cents before 2017
 * and in 2019: check those with 0 decimals. NKT_SUM_ALL_ZERO finds the nation of 2013 and 2014, where
 * passed is stored as 0 and the other two are missing.
 * Returns NKT_OK, NKT_ROWS_INVALID, NKT_E_NULL, NKT_E_COUNT, NKT_E_TYPE, NKT_E_ID, NKT_E_DOMAIN
 * (decimals), NKT_E_CAPACITY, NKT_E_STRIDE, NKT_E_SIZE.
 */
NKT_API nkt_status nkt_composition_check(const nkt_table *shares, int32_t decimals,
                                         const nkt_target *sums, const nkt_target *states,
                                         nkt_error *error);

NKT_END

#endif
