/*
 * What the report's areas have in common to say: see report.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report.h"

#include <stdio.h>
#include <string.h>

static const char *in_unit(const nkt_indicator *figure) {
    switch (figure->unit) {
    case NKT_UNIT_PER_CENT:
        return " per cent";
    case NKT_UNIT_PERCENTAGE_POINTS:
        return " percentage points";
    case NKT_UNIT_M2_PER_PERSON:
        return " square metres";
    default:
        return "";
    }
}

/* Where the municipality stands among the others and beside the nation. */
void say_place(const struct book *book, int32_t id) {
    const nkt_indicator *figure = nkt_indicator_by_id(id);
    int year = book_latest(book, book->own, id);
    char nation[2 * PRINT_TEXT] = "";
    book_spread spread;
    const char *own;

    if (year < 0) {
        print_bullet("%s: there is no value to show.", figure->title_en);
        return;
    }
    spread = book_spread_of(book, year, id);
    own = print_number(figure, value(book, book->own, year, id));
    if (has(book, BOOK_NATION, year, id))
        snprintf(nation, sizeof nation, "riket %s, ",
                 print_number(figure, value(book, BOOK_NATION, year, id)));
    print_bullet("%s %d: %s%s; %smedian %s. Higher in %d of %d municipalities%s%s.",
                 figure->title_en, book->years[year], own, in_unit(figure), nation,
                 print_number(figure, spread.median), spread.above, spread.n,
                 figure->better == NKT_DIRECTION_HIGH  ? " (high is better)"
                 : figure->better == NKT_DIRECTION_LOW ? " (low is better)"
                                                       : "",
                 quarter_of(book, year, id));
}

/* From the first year with a value to the last. */
void say_development(const struct book *book, int32_t id) {
    const nkt_indicator *figure = nkt_indicator_by_id(id);
    int last = book_latest(book, book->own, id), first = 0, highest = last;

    if (last < 0)
        return;
    while (!has(book, book->own, first, id))
        first++;
    if (first == last)
        return;
    for (int year = first; year < last; year++)
        if (has(book, book->own, year, id) &&
            value(book, book->own, year, id) > value(book, book->own, highest, id))
            highest = year;
    print_bullet("%s over time: %s in %d, %s in %d; the highest, %s, in %d.", figure->title_en,
                 print_number(figure, value(book, book->own, first, id)), book->years[first],
                 print_number(figure, value(book, book->own, last, id)), book->years[last],
                 print_number(figure, value(book, book->own, highest, id)), book->years[highest]);
    say_trend(book, id);
}

/* Adds a figure to a list: "Certified sfi teachers 38.7 (median 35.8)". */
static void list_figure(const struct book *book, const nkt_indicator *figure, int year,
                        double median, char *list, size_t size) {
    size_t used = strlen(list);

    snprintf(list + used, size - used, "%s%s %s (median %s, %d)", used ? "; " : "",
             figure->title_en, print_number(figure, value(book, book->own, year, figure->id)),
             print_number(figure, median), book->years[year]);
}

void say_in_short(const struct book *book) {
    char better[3000] = "", worse[3000] = "";

    for (int i = 0; i < book->n_figures; i++) {
        const nkt_indicator *figure = nkt_indicator_at(i);
        int year = book_latest(book, book->own, figure->id);
        double median, difference;
        if (figure->better == NKT_DIRECTION_NONE || year < 0)
            continue;
        median = book_spread_of(book, year, figure->id).median;
        difference = (value(book, book->own, year, figure->id) - median) * figure->better;
        if (difference > 0)
            list_figure(book, figure, year, median, better, sizeof better);
        else if (difference < 0)
            list_figure(book, figure, year, median, worse, sizeof worse);
    }
    print_heading('-', "In short");
    print_paragraph("Of the figures that have a direction, in the latest year of each:");
    print_bullet("Better than the median municipality: %s.", better[0] ? better : "none");
    print_bullet("Worse than the median municipality: %s.", worse[0] ? worse : "none");
    print_paragraph(
        "The median knows nothing of conditions, and in small groups a difference may be "
        "chance: read on before you judge.");
}

const char *years_in(int n_years, int width) {
    static char text[PRINT_TEXT];

    text[0] = '\0';
    if (n_years < width)
        snprintf(text, sizeof text, "; %d of these years have figures", n_years);
    return text;
}

composed compose(const struct book *book, int year, int32_t composition, const char *const *names,
                 int n_names) {
    composed c = {.sum = NKT_SUM_NONE};
    nkt_column inputs[BOOK_MOST_INPUTS];
    const int adds_up = nkt_composition_by_id(composition)->adds_up;
    size_t used = 0;
    nkt_table row;

    if (year < 0)
        return c;
    row = book_inputs(book, book->own, year, inputs);
    must(nkt_composition_of(&row, composition, NULL, &NKT_ESTIMATES(c.items),
                            adds_up ? &NKT_TO_N(&c.sum, 1) : NULL, &fault));
    for (int i = 0; i < n_names && used < sizeof c.text; i++)
        if (c.items[i].state == NKT_STATE_VALUE)
            used += (size_t)snprintf(c.text + used, sizeof c.text - used, "%s%s %.0f per cent",
                                     used ? ", " : "", names[i], c.items[i].value);
    return c;
}

const char *name_of(const struct book *book, int64_t unit) {
    return book->names[unit][0] ? book->names[unit] : book->codes[unit];
}

const char *list_units(const struct book *book, const int64_t *units, int64_t n,
                       const nkt_estimate *of, int32_t figure) {
    static char text[600];
    size_t used = 0;

    text[0] = '\0';
    for (int64_t i = 0; i < n && used < sizeof text; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s (%s)", i ? ", " : "",
                                 name_of(book, units[i]),
                                 print_number(nkt_indicator_by_id(figure), of[units[i]].value));
    return text;
}
