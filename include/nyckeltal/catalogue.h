/*
 * The catalogue of key figures, and of the inputs that they are made from.
 *
 * The ids of figures (NKT_...) and inputs (NKT_IN_...) are in the header of their area:
 * reception.h, sfi.h, establishment.h, employment.h, demography.h, representation.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_CATALOGUE_H
#define NYCKELTAL_CATALOGUE_H

#include "options.h"

NKT_BEGIN

/* The six areas of the guide. Pinned for ever. */
enum nkt_area {
    NKT_AREA_RECEPTION = 1,     /* asylum seekers and persons received */
    NKT_AREA_SFI = 2,           /* Swedish for immigrants */
    NKT_AREA_ESTABLISHMENT = 3, /* the establishment programme */
    NKT_AREA_EMPLOYMENT = 4,    /* refugees in work and studies */
    NKT_AREA_DEMOGRAPHY = 5,    /* demography and housing */
    NKT_AREA_REPRESENTATION = 6 /* foreign-born among employees and elected politicians */
};

/* What kind of figure. Pinned for ever. */
enum nkt_kind {
    NKT_KIND_COUNT = 1,      /* numerator */
    NKT_KIND_SHARE = 2,      /* 100 · numerator / denominator: a part of a whole */
    NKT_KIND_RATE = 3,       /* 1000 · numerator / denominator */
    NKT_KIND_RATIO = 4,      /* numerator / denominator */
    NKT_KIND_MEAN = 5,       /* sum / number */
    NKT_KIND_BALANCE = 6,    /* figure / figure */
    NKT_KIND_DIFFERENCE = 7, /* figure - figure */
    NKT_KIND_MODEL = 8       /* comes from a model; taken from the caller's column */
};

/* The unit of a figure. Pinned for ever. */
enum nkt_unit {
    NKT_UNIT_NUMBER = 1,            /* number */
    NKT_UNIT_PER_CENT = 2,          /* per cent */
    NKT_UNIT_PER_1000 = 3,          /* per 1 000 */
    NKT_UNIT_RATIO = 4,             /* ratio */
    NKT_UNIT_PERCENTAGE_POINTS = 5, /* percentage points */
    NKT_UNIT_M2_PER_PERSON = 6      /* m2 per person */
};

/* What an input measures, and so whether years may be added. Pinned for ever. */
enum nkt_measure {
    NKT_MEASURE_STOCK = 1,  /* those there at a point in time: neighbouring years are the same
                              persons */
    NKT_MEASURE_FLOW = 2,   /* those concerned during a year: years add up */
    NKT_MEASURE_COHORT = 3, /* followed from their first year: each year another cohort, years add
                               up */
    NKT_MEASURE_FTE = 4,    /* full-time equivalents at a point in time */
    NKT_MEASURE_AMOUNT_FLOW = 5, /* kronor during a year: years add up */
    NKT_MEASURE_AMOUNT_STOCK = 6 /* square metres at a point in time */
};

/* Where a figure comes from. Pinned for ever. */
enum nkt_origin {
    NKT_ORIGIN_GUIDE = 1,     /* a line of the lists in the guide of 2017 */
    NKT_ORIGIN_GUIDE_AGE = 2, /* an age of a line that the guide calls "åldersindelad" */
    NKT_ORIGIN_KOLADA = 3,    /* in Kolada beside the guide's */
    NKT_ORIGIN_ADDED = 4      /* of this library, from what the others are made of */
};

/*
 * One key figure. Read it through the pointer that an accessor returns; later releases may add
 * members at the end. Strings are UTF-8, constant, never NULL, "" where there is nothing to say.
 */
typedef struct nkt_indicator {
    int32_t id;     /* NKT_ASYLUM_SEEKERS_PER_1000, ...; also the id of a column that holds it */
    int32_t area;   /* NKT_AREA_* */
    int32_t kind;   /* NKT_KIND_* */
    int32_t unit;   /* NKT_UNIT_* */
    int32_t better; /* NKT_DIRECTION_*: which values are the better ones */
    int32_t
        process; /* 1: its counts can be seen as the outcome of a process, so it has an interval */
    int32_t origin;          /* NKT_ORIGIN_* */
    int32_t decimals;        /* how many are usually shown */
    int32_t numerator[2];    /* the inputs (or figures, for balance, difference and model) that are
                                added to form the numerator; 0: none */
    int32_t numerator_whole; /* an input that holds that sum and may be given instead; 0: none */
    int32_t denominator;     /* input or figure; 0: none */
    const char *name;        /* as in the header, in lower case: "asylum_seekers_per_1000" */
    const char *kolada;      /* id in Kolada, "N01993"; "" where Kolada has none (any more) */
    const char *title_sv;    /* Swedish; of NKT_ORIGIN_GUIDE word for word that of its list */
    const char *today_sv;    /* what it is called today; "" where that is the same */
    const char *title_en;    /* English */
    const char *note;        /* what a reader must know: cohort, break, denominator year, ... */
} nkt_indicator;

/* One input. As for nkt_indicator. */
typedef struct nkt_input {
    int32_t id;         /* NKT_IN_* */
    int32_t area;       /* NKT_AREA_*: the area it is used in most */
    int32_t measure;    /* NKT_MEASURE_* */
    int32_t lag_of;     /* the input of which this is the value of the year before; 0: none */
    const char *name;   /* as in the header, in lower case: "asylum_seekers" */
    const char *kolada; /* id in Kolada; "" where Kolada does not publish it */
    const char *what;   /* who or what is counted */
    const char *when;   /* point in time or period */
    const char *municipality_by; /* what decides which municipality it is counted in */
    const char *source;          /* who produces it */
} nkt_input;

/* Why a series breaks. Pinned for ever. */
enum nkt_break_kind {
    NKT_BREAK_LAW = 1,        /* the law behind what is counted changed */
    NKT_BREAK_REGISTER = 2,   /* another register, or another rule of reading it */
    NKT_BREAK_DEFINITION = 3, /* others are counted: other ages, another population */
    NKT_BREAK_PERTURBED = 4,  /* noise is added to the counts before they are published */
    NKT_BREAK_MODEL = 5       /* a model of other terms */
};

/* What is done at breaks. Pinned for ever. */
enum nkt_across {
    NKT_ACROSS_NONE = 0,     /* years on both sides of a break are not brought together */
    NKT_ACROSS_ALL = 1,      /* they are, all the same */
    NKT_ACROSS_CATALOGUE = 2 /* they are at the catalogue's breaks, not at the caller's own */
};

/* A break in what figures and inputs are made of. As for nkt_indicator. */
typedef struct nkt_break {
    int32_t id;   /* 1, 2, ...: later releases add breaks behind these */
    int32_t year; /* first year of the new series: what lies before is another one */
    int32_t kind; /* NKT_BREAK_* */
    int32_t
        verified; /* 1: the documents or published values that the catalogue was made from show it;
                     0: reported, and not found in them */
    const char *reason_en; /* what changed, in English */
    const char *reason_sv; /* in Swedish */
    const char *source;    /* what says so */
} nkt_break;

/*
 * How many figures the catalogue has.
 */
NKT_API int64_t nkt_indicator_count(void);

/*
 * The figure at a position, in order of id; NULL outside 0 ... count - 1.
 */
NKT_API const nkt_indicator *nkt_indicator_at(int64_t position);

/*
 * The figure of that id, name, or Kolada id; NULL where there is none, or name is NULL or "".
 * Names and Kolada ids are matched exactly. Figures that Kolada publishes once for each area of
 * operation (502, 503) are found by each of these ids too.
 */
NKT_API const nkt_indicator *nkt_indicator_by_id(int32_t id);
NKT_API const nkt_indicator *nkt_indicator_by_name(const char *name);
NKT_API const nkt_indicator *nkt_indicator_by_kolada(const char *kolada);

/*
 * The same for inputs. A Kolada id that serves a year and the year before (N01951, N01986) finds
 * the input of the year itself.
 */
NKT_API int64_t nkt_input_count(void);
NKT_API const nkt_input *nkt_input_at(int64_t position);
NKT_API const nkt_input *nkt_input_by_id(int32_t id);
NKT_API const nkt_input *nkt_input_by_name(const char *name);
NKT_API const nkt_input *nkt_input_by_kolada(const char *kolada);

/*
 * How many breaks the catalogue knows; the one at a position, in order of id, and of an id; NULL
 * where there is none.
 */
NKT_API int64_t nkt_break_count(void);
NKT_API const nkt_break *nkt_break_at(int64_t position);
NKT_API const nkt_break *nkt_break_by_id(int32_t id);

/*
 * The breaks of one figure or input, in order of year: how many, and the one at a position. A figure
 * has its own and those of all that it is made from. 0 and NULL where there are none, and for an id
 * that is neither. Before which year to stop is what trends and windows ask here (NKT_ACROSS_*).
 */
NKT_API int64_t nkt_break_count_of(int32_t id);
NKT_API const nkt_break *nkt_break_of(int32_t id, int64_t position);

/*
 * Are two years of a figure or input comparable? The last break that parts them; NULL: none does, or
 * there is no such id. In which order the years are given does not matter.
 */
NKT_API const nkt_break *nkt_break_between(int32_t id, int64_t year, int64_t other);

NKT_END

#endif
