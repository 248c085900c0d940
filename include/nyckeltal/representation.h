/*
 * Area 6: foreign-born among employees and elected politicians.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_REPRESENTATION_H
#define NYCKELTAL_REPRESENTATION_H

#include "catalogue.h"

NKT_BEGIN

/* clang-format off */

/* The key figures of this area; what each is made of: nkt_indicator_by_id. Pinned for ever. */
enum nkt_representation_figure {
    NKT_EMPLOYEES_FOREIGN_BORN_SHARE        = 601, /* foreign-born among municipal employees aged
                                                      18–64 */
    NKT_ELECTED_FOREIGN_BORN_SHARE          = 602, /* foreign-born among elected municipal
                                                      politicians */
    NKT_POPULATION_18_64_FOREIGN_BORN_SHARE = 603, /* foreign-born in the population aged 18–64 */
    NKT_EMPLOYEES_FOREIGN_BORN_BALANCE      = 604, /* balance index of foreign-born employees */
    NKT_COUNCIL_FOREIGN_BORN_SHARE          = 605, /* foreign-born in the municipal council */
    NKT_COUNCIL_FOREIGN_BORN_BALANCE        = 606  /* balance index of foreign-born council
                                                      members */
};

/* Its inputs; what each counts: nkt_input_by_id. Pinned for ever. */
enum nkt_representation_input {
    NKT_IN_POPULATION_18_64             = 6001, /* aged 18–64 */
    NKT_IN_FOREIGN_BORN_18_64           = 6002, /* born abroad, aged 18–64 */
    NKT_IN_EMPLOYEES_18_64              = 6003, /* municipal employees aged 18–64, monthly and
                                                   hourly paid */
    NKT_IN_EMPLOYEES_18_64_FOREIGN_BORN = 6004, /* of the employees aged 18–64: born abroad */
    NKT_IN_ELECTED                      = 6005, /* elected municipal politicians */
    NKT_IN_ELECTED_FOREIGN_BORN         = 6006, /* of the elected politicians: born abroad */
    NKT_IN_COUNCIL                      = 6007, /* members of the municipal council */
    NKT_IN_COUNCIL_FOREIGN_BORN         = 6008  /* of the council members: born abroad */
};

/* clang-format on */

/*
 * The guide's classes of a balance index (figures 604 and 606), rounded to one decimal as it is
 * published: the numbers that nkt_classify gives with the cuts 0.7 and 1.0,
 *
 *     static const double cuts[] = {0.7, 1.0};
 *     const nkt_classing classing = NKT_CLASSING(cuts, NKT_CLOSED_RIGHT, 1);
 *
 * In 2014 they held 58, 37 and 5 per cent of the municipalities. The guide on what they mean: a
 * balance below 1 need not be a problem; if it is large and lasts, it may be worth looking for
 * structural obstacles. Pinned for ever.
 */
enum nkt_representation {
    NKT_REPRESENTATION_UNDER = 0,   /* at most 0.7: the foreign-born are under-represented */
    NKT_REPRESENTATION_SIMILAR = 1, /* 0.8 to 1.0: as large a share, or nearly */
    NKT_REPRESENTATION_OVER = 2     /* above 1.0: over-represented */
};

NKT_END

#endif
