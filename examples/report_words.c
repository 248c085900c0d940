/*
 * What the report's areas have in common to say: see report_words.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report_words.h"

#include "fail.h"
#include "report_print.h"

#include <stdio.h>
#include <string.h>

/* Texts of several numbers in one sentence. */
struct texts {
    char text[8][PRINT_TEXT];
    int used;
};

static const char *number(struct texts *texts, const nkt_indicator *figure, double value) {
    return print_number(figure, value, texts->text[texts->used++]);
}

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

int has(const struct book *book, int unit, int year, int32_t figure) {
    return year >= 0 && book_cell(book, unit, year, figure)->state == NKT_STATE_VALUE &&
           !book_is_few(book, unit, year, figure);
}

double value(const struct book *book, int unit, int year, int32_t figure) {
    return book_cell(book, unit, year, figure)->value;
}

/* Where the municipality stands among the others and beside the nation. */
void say_place(const struct book *book, int32_t id) {
    const nkt_indicator *figure = nkt_indicator_by_id(id);
    int year = book_latest(book, book->own, id);
    struct texts texts = {.used = 0};
    char nation[2 * PRINT_TEXT] = "";
    book_spread spread;
    const char *own;

    if (year < 0) {
        print_bullet("%s: there is no value to show.", figure->title_en);
        return;
    }
    spread = book_spread_of(book, year, id);
    own = number(&texts, figure, value(book, book->own, year, id));
    if (has(book, BOOK_NATION, year, id))
        snprintf(nation, sizeof nation, "riket %s, ",
                 number(&texts, figure, value(book, BOOK_NATION, year, id)));
    print_bullet("%s %d: %s%s; %smedian %s. Higher in %d of %d municipalities%s%s.",
                 figure->title_en, book->years[year], own, in_unit(figure), nation,
                 number(&texts, figure, spread.median), spread.above, spread.n,
                 figure->better == NKT_DIRECTION_HIGH  ? " (high is better)"
                 : figure->better == NKT_DIRECTION_LOW ? " (low is better)"
                                                       : "",
                 quarter_of(book, year, id));
}

/* From the first year with a value to the last. */
void say_development(const struct book *book, int32_t id) {
    const nkt_indicator *figure = nkt_indicator_by_id(id);
    int last = book_latest(book, book->own, id), first = 0, highest = last;
    struct texts texts = {.used = 0};

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
                 number(&texts, figure, value(book, book->own, first, id)), book->years[first],
                 number(&texts, figure, value(book, book->own, last, id)), book->years[last],
                 number(&texts, figure, value(book, book->own, highest, id)), book->years[highest]);
    say_trend(book, id);
}

/* Adds a figure to a list: "Certified sfi teachers 38.7 (median 35.8)". */
static void list_figure(const struct book *book, const nkt_indicator *figure, int year,
                        double median, char *list, size_t size) {
    struct texts texts = {.used = 0};
    size_t used = strlen(list);

    snprintf(list + used, size - used, "%s%s %s (median %s, %d)", used ? "; " : "",
             figure->title_en, number(&texts, figure, value(book, book->own, year, figure->id)),
             number(&texts, figure, median), book->years[year]);
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

const char *years_in(int n_years, int width, char *text, size_t size) {
    text[0] = '\0';
    if (n_years < width)
        snprintf(text, size, "; %d of these years have figures", n_years);
    return text;
}

const char *list_shares(const nkt_estimate *shares, const char *const *names, int n, char *text,
                        size_t size) {
    size_t used = 0;

    text[0] = '\0';
    for (int i = 0; i < n && used < size; i++)
        if (shares[i].state == NKT_STATE_VALUE)
            used += (size_t)snprintf(text + used, size - used, "%s%s %.0f per cent",
                                     used ? ", " : "", names[i], shares[i].value);
    return text;
}
