/*
 * The report's tables: see report.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { YEARS = 4, CELLS = YEARS + 5 };

static const int widths[CELLS] = {9, 8, 8, 8, 9, 8, 7, 5, 3};

static const struct {
    const char *english, *swedish;
} titles[] = {
    [NKT_AREA_RECEPTION] = {"Asylum seekers and persons received", "Asyl- och flyktingmottagande"},
    [NKT_AREA_SFI] = {"Swedish for immigrants", "Utbildning i svenska för invandrare (sfi)"},
    [NKT_AREA_ESTABLISHMENT] = {"The establishment programme",
                                "Arbetsförmedlingens etableringsuppdrag för nyanlända"},
    [NKT_AREA_EMPLOYMENT] = {"Refugees in work and studies",
                             "Flyktingars etablering i arbete och studier"},
    [NKT_AREA_DEMOGRAPHY] = {"Demography and housing", "Demografi och bostäder"},
    [NKT_AREA_REPRESENTATION] = {"Foreign-born employees and politicians",
                                 "Representation av utrikes födda"},
};

void report_legend(const struct book *book) {
    print_heading('-', "How to read the tables");
    print_paragraph(
        "Columns: the last years of the municipality; then, for the latest year in which it has a "
        "value (named where it is not the last), riket (the nation, a sum over a sum), the median "
        "municipality, and the unweighted mean of the municipalities (ovägt medel).");
    print_paragraph(
        "Signs: - not reported   . not applicable   .. secret   0/0 a share of nobody   "
        "few: fewer than 10 persons left the programme, not shown   ↑ high is better   "
        "↓ low is better   (no arrow: the figure describes and does not grade)");
    if (book->from_counts)
        print_paragraph("Below a figure that rests on persons stand its 95 per cent limits: the "
                        "counts seen as one outcome of a process that could have turned out "
                        "otherwise. Figures of allotted persons, dwellings, posts and kronor have "
                        "none.");
    else
        print_paragraph(
            "c: computed here from published figures; everything else is as published. "
            "Published shares are not turned back into counts, so they have no limits; "
            "below a ratio of published counts of persons stand its 95 per cent limits.");
}

static const char *shown(const struct book *book, int unit, int year, const nkt_indicator *figure) {
    return book_is_few(book, unit, year, figure->id)
               ? "few"
               : print_value(figure, book_cell(book, unit, year, figure->id));
}

static int has_any_value(const struct book *book, int32_t figure) {
    for (int unit = 0; unit < book->n_units; unit++)
        if (book_latest(book, unit, figure) >= 0)
            return 1;
    return 0;
}

static void print_limits(const nkt_indicator *figure, const nkt_estimate *estimate) {
    if (estimate->state == NKT_STATE_VALUE && !isnan(estimate->lower))
        printf("    %s to %s; rests on %s%s\n", print_number(figure, estimate->lower),
               print_number(figure, estimate->upper), print_count(estimate->basis),
               estimate->basis < 30 ? ": read several years together" : "");
}

static void print_figure(const struct book *book, const nkt_indicator *figure) {
    char year_shown[PRINT_TEXT] = "", signs[PRINT_TEXT] = "";
    const char *cells[CELLS] = {[YEARS + 1] = "-", "-", year_shown, signs};
    int last = book->n_years - 1, year = book_latest(book, book->own, figure->id);
    book_spread spread;

    for (int i = 0; i < YEARS; i++) {
        int column = last - YEARS + 1 + i;
        cells[i] = column < 0 ? "" : shown(book, book->own, column, figure);
    }
    if (year >= 0 && year < last)
        snprintf(year_shown, sizeof year_shown, "%d", book->years[year]);
    if (year < 0)
        year = last;
    spread = book_spread_of(book, year, figure->id);
    cells[YEARS] = shown(book, BOOK_NATION, year, figure);
    if (spread.n) {
        cells[YEARS + 1] = print_number(figure, spread.median);
        cells[YEARS + 2] = print_number(figure, spread.mean);
    }
    if (!book->from_counts && has(book, book->own, year, figure->id) &&
        book_origin(book, book->own, year, figure->id) == BOOK_COMPUTED)
        strcat(signs, "c");
    if (figure->better != NKT_DIRECTION_NONE)
        strcat(signs, figure->better == NKT_DIRECTION_HIGH ? "↑" : "↓");
    print_row(figure->title_en, cells, widths, CELLS);
    print_limits(figure, book_cell(book, book->own, year, figure->id));
}

static void print_columns(const struct book *book) {
    char texts[YEARS][PRINT_TEXT] = {""};
    const char *cells[CELLS] = {"", "", "", "", "riket", "median", "mean", "", ""};

    for (int i = 0; i < YEARS; i++) {
        int column = book->n_years - YEARS + i;
        if (column >= 0)
            snprintf(texts[i], PRINT_TEXT, "%d", book->years[column]);
        cells[i] = texts[i];
    }
    print_row("", cells, widths, CELLS);
}

void report_table(const struct book *book, int32_t area) {
    char absent[2000] = "";

    print_heading('=', "%d. %s (%s)%s", (int)area, titles[area].english, titles[area].swedish,
                  book->from_counts ? " SYNTHETIC" : "");
    print_columns(book);
    for (int i = 0; i < book->n_figures; i++) {
        const nkt_indicator *figure = nkt_indicator_at(i);
        if (figure->area != area)
            continue;
        if (has_any_value(book, figure->id))
            print_figure(book, figure);
        else if (strlen(absent) + strlen(figure->title_en) + 3 < sizeof absent) {
            strcat(absent, absent[0] ? "; " : "");
            strcat(absent, figure->title_en);
        }
    }
    if (absent[0])
        print_paragraph("No figures: %s.", absent);
    putchar('\n');
}
