/*
 * Numbers and estimates as text, the same in every locale: for tables, CSV and messages.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NYCKELTAL_TEXT_H
#define NYCKELTAL_TEXT_H

#include "estimate.h"

NKT_BEGIN

/* How a number is written; LIMITS and COMMA may be added together. Pinned for ever. */
enum nkt_text {
    NKT_TEXT_VALUE = 0,  /* the value alone, with a decimal point: 41.3 */
    NKT_TEXT_LIMITS = 1, /* an estimate with its limits, where it has any: 41.3 [38.2; 44.5] */
    NKT_TEXT_COMMA = 2   /* with a decimal comma: 41,3 */
};

/*
 * A number as text, rounded as nkt_round_half_away does, so that a published number reads as it was
 * rounded. All digits are written: there is no exponent, and no sign before a nought.
 *
 * number    "-" where it is NaN, "inf" or "-inf" where it is infinite
 * decimals  -9 ... 15; below 0 tens, hundreds, ... are rounded to
 * style     NKT_TEXT_VALUE or NKT_TEXT_COMMA; LIMITS changes nothing
 * text      receives the text and a NUL; NULL only if size is 0
 * size      bytes of room
 * needed    receives how many bytes the text takes, its NUL included, also where they are too few.
 *           NULL: not wanted
 *
 * Returns NKT_OK, NKT_E_DOMAIN (decimals), NKT_E_ID (style), NKT_E_NULL, NKT_E_CAPACITY (size: text is
 * not written).
 */
NKT_API nkt_status nkt_number_text(double number, int32_t decimals, int32_t style, char *text,
                                   size_t size, size_t *needed, nkt_error *error);

/*
 * An estimate as text: its value, or why there is none, as Kolada shows it: "-" missing, "." not
 * applicable, ".." secret. Besides "." where there is no denominator, and "?" for bad data.
 *
 * estimate  a value that is NaN is missing, an infinite one and a state that is none are bad data
 * decimals, style, text, size  as for nkt_number_text
 * needed    as there. NULL: not wanted
 *
 * Returns as nkt_number_text.
 */
NKT_API nkt_status nkt_estimate_text(const nkt_estimate *estimate, int32_t decimals, int32_t style,
                                     char *text, size_t size, size_t *needed, nkt_error *error);

NKT_END

#endif
