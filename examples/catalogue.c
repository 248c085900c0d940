/*
 * catalogue: prints every key figure and every input as Markdown, from the library's own catalogue.
 * docs/key-figures.md is its output (make docs), and a test holds the two together.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <nyckeltal.h>
#include <stdio.h>

static const char *or_dash(const char *text) {
    return text[0] ? text : "–";
}

/* The name of an operand: an input, or the id of a figure. */
static void print_operand(int32_t id) {
    const nkt_input *input = nkt_input_by_id(id);
    if (input)
        printf("`%s`", input->name);
    else
        printf("figure %d", (int)id);
}

static void print_numerator(const nkt_indicator *figure) {
    int in_brackets = figure->numerator[1] && figure->denominator;

    fputs(in_brackets ? "(" : "", stdout);
    print_operand(figure->numerator[0]);
    if (figure->numerator[1]) {
        printf(" + ");
        print_operand(figure->numerator[1]);
    }
    if (figure->numerator_whole) {
        printf(", or ");
        print_operand(figure->numerator_whole);
    }
    fputs(in_brackets ? ")" : "", stdout);
}

/* The definition as a formula. */
static void print_formula(const nkt_indicator *figure) {
    if (figure->kind == NKT_KIND_MODEL) {
        printf("from the model");
        return;
    }
    if (figure->unit == NKT_UNIT_PER_CENT)
        printf("100 · ");
    if (figure->unit == NKT_UNIT_PER_1000)
        printf("1000 · ");
    print_numerator(figure);
    if (figure->denominator) {
        fputs(figure->kind == NKT_KIND_DIFFERENCE ? " − " : " / ", stdout);
        print_operand(figure->denominator);
    }
}

/* What an input measures, in words; the library's names of the codes are shorter. */
static const char *measure(int32_t code) {
    static const char *const words[] = {[NKT_MEASURE_STOCK] = "stock",
                                        [NKT_MEASURE_FLOW] = "flow",
                                        [NKT_MEASURE_COHORT] = "cohort",
                                        [NKT_MEASURE_FTE] = "full-time equivalents",
                                        [NKT_MEASURE_AMOUNT_FLOW] = "amount per year",
                                        [NKT_MEASURE_AMOUNT_STOCK] = "amount at a point in time"};
    return words[code];
}

/* Where a figure comes from. */
static const char *origin(int32_t code) {
    static const char *const words[] = {[NKT_ORIGIN_GUIDE] = "guide",
                                        [NKT_ORIGIN_GUIDE_AGE] = "guide, an age",
                                        [NKT_ORIGIN_KOLADA] = "Kolada",
                                        [NKT_ORIGIN_ADDED] = "added"};
    return words[code];
}

static int count_of(int32_t code) {
    int n = 0;

    for (int64_t i = 0; i < nkt_indicator_count(); i++)
        n += nkt_indicator_at(i)->origin == code;
    return n;
}

static void print_title(const nkt_indicator *figure) {
    printf("%s (%s", figure->title_en, figure->title_sv);
    if (figure->today_sv[0])
        printf("; today: %s", figure->today_sv);
    printf(")");
}

static void print_area(int32_t area) {
    printf("\n## %d. %s\n\n", (int)area, nkt_code_name("area", area));
    printf(
        "| id | name | Kolada | from | title | definition | unit | better | interval | note |\n");
    printf("|---|---|---|---|---|---|---|---|---|---|\n");
    for (int64_t i = 0; i < nkt_indicator_count(); i++) {
        const nkt_indicator *figure = nkt_indicator_at(i);
        if (figure->area != area)
            continue;
        printf("| %d | `%s` | %s | %s | ", (int)figure->id, figure->name, or_dash(figure->kolada),
               origin(figure->origin));
        print_title(figure);
        printf(" | ");
        print_formula(figure);
        printf(" | %s | %s | %s | %s |\n", nkt_code_of("unit", figure->unit)->text,
               figure->better == NKT_DIRECTION_NONE ? "–"
                                                    : nkt_code_name("direction", figure->better),
               figure->process ? "yes" : "no", or_dash(figure->note));
    }
}

static void print_inputs(void) {
    printf("\n## Inputs\n\n");
    printf("| id | name | Kolada | measure | who or what | when | municipality by | source |\n");
    printf("|---|---|---|---|---|---|---|---|\n");
    for (int64_t i = 0; i < nkt_input_count(); i++) {
        const nkt_input *input = nkt_input_at(i);
        printf("| %d | `%s` | %s | %s | %s | %s | %s | %s |\n", (int)input->id, input->name,
               or_dash(input->kolada), measure(input->measure), input->what, input->when,
               input->municipality_by, input->source);
    }
}

/* The figures that have a break, by their ids. */
static void print_broken(const nkt_break *at) {
    const char *comma = "";

    for (int64_t i = 0; i < nkt_indicator_count(); i++) {
        const int32_t id = nkt_indicator_at(i)->id;
        for (int64_t k = 0; k < nkt_break_count_of(id); k++)
            if (nkt_break_of(id, k) == at) {
                printf("%s%d", comma, (int)id);
                comma = ", ";
            }
    }
}

static void print_breaks(void) {
    printf("\n## Breaks\n\n"
           "From the year on, the figures are another series: trends and windows of years stop "
           "there.\n\n");
    printf("| id | from | kind | what changed | figures | verified | source |\n");
    printf("|---|---|---|---|---|---|---|\n");
    for (int64_t i = 0; i < nkt_break_count(); i++) {
        const nkt_break *at = nkt_break_at(i);
        printf("| %d | %d | %s | %s (%s) | ", (int)at->id, (int)at->year,
               nkt_code_name("break_kind", at->kind), at->reason_en, at->reason_sv);
        print_broken(at);
        printf(" | %s | %s |\n", at->verified ? "yes" : "no", at->source);
    }
}

int main(void) {
    printf("# Key figures and inputs\n\n"
           "Written by `make docs` from the library's catalogue (version %s): do not edit.\n"
           "In C a figure is `NKT_` and its name in capitals, an input `NKT_IN_` and its name.\n"
           "*Interval*: whether the counts can be seen as the outcome of a process "
           "([methods.md](methods.md)).\n\n"
           "%d figures from %d inputs: the %d of the guide's lists, word for word; %d ages of its "
           "lines that say\n\"åldersindelad\"; %d that Kolada has besides; %d added here.\n",
           nkt_version_string(), (int)nkt_indicator_count(), (int)nkt_input_count(),
           count_of(NKT_ORIGIN_GUIDE), count_of(NKT_ORIGIN_GUIDE_AGE), count_of(NKT_ORIGIN_KOLADA),
           count_of(NKT_ORIGIN_ADDED));
    for (int32_t area = NKT_AREA_RECEPTION; area <= NKT_AREA_REPRESENTATION; area++)
        print_area(area);
    print_inputs();
    print_breaks();
    return ferror(stdout) || fflush(stdout) ? 1 : 0;
}
