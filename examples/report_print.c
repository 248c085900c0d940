/*
 * The report's layout: see report_print.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "report_print.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST = 4000 };

/* How many characters the first `size` bytes are: in UTF-8 a byte 10xxxxxx continues one. */
static int characters(const char *text, size_t size) {
    int n = 0;
    for (size_t i = 0; i < size; i++)
        n += (text[i] & 0xC0) != 0x80;
    return n;
}

static int width_of(const char *text) {
    return characters(text, strlen(text));
}

/* How many bytes of the text fit on a line; at least one word. */
static size_t line_of(const char *text, int width) {
    size_t fits = strcspn(text, " ");

    while (text[fits]) {
        size_t next = fits + 1 + strcspn(text + fits + 1, " ");
        if (characters(text, next) > width)
            break;
        fits = next;
    }
    return fits;
}

/* Prints text from column `indent` on; the cursor stands there already. */
static void print_wrapped(const char *text, int indent) {
    while (*text) {
        size_t line = line_of(text, PRINT_WIDTH - indent);
        printf("%.*s\n", (int)line, text);
        text += line + (text[line] == ' ');
        if (*text)
            printf("%*s", indent, "");
    }
}

void print_heading(char underline, const char *format, ...) {
    char text[LONGEST];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    printf("\n%s\n", text);
    for (int i = 0; i < width_of(text); i++)
        putchar(underline);
    putchar('\n');
}

void print_paragraph(const char *format, ...) {
    char text[LONGEST];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    print_wrapped(text, 0);
}

void print_bullet(const char *format, ...) {
    char text[LONGEST];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    printf("  * ");
    print_wrapped(text, 4);
}

void print_row(const char *title, const char *const *cells, const int *widths, int n_cells) {
    const int indent = 2;
    size_t line = line_of(title, PRINT_TITLE);

    while (n_cells > 0 && !cells[n_cells - 1][0])
        n_cells--; /* no blanks at the end of a line */
    printf("%.*s%*s", (int)line, title, PRINT_TITLE - characters(title, line), "");
    for (int i = 0; i < n_cells; i++)
        printf("%*s%s", widths[i] - width_of(cells[i]), "", cells[i]);
    putchar('\n');
    for (title += line; *title; title += line) {
        title++;
        line = line_of(title, PRINT_TITLE - indent);
        printf("%*s%.*s\n", indent, "", (int)line, title);
    }
}

/* Room for one of the texts of a sentence, or of a row of a table. */
static char *next_text(void) {
    static char texts[16][PRINT_TEXT];
    static int used;

    used = (used + 1) % 16;
    return texts[used];
}

const char *print_count(double value) {
    char digits[40], *text = next_text(), *to = text;
    int n = snprintf(digits, sizeof digits, "%.0f", fabs(value));

    if (value < 0)
        *to++ = '-';
    for (int i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            *to++ = ' ';
        *to++ = digits[i];
    }
    *to = '\0';
    return text;
}

const char *print_number(const nkt_indicator *figure, double value) {
    const char *format = "%.1f";
    char *text = next_text();

    if (!(fabs(value) < 1e15))
        format = "%g";
    else if (figure->unit == NKT_UNIT_NUMBER)
        return print_count(value);
    else if (figure->unit == NKT_UNIT_RATIO && fabs(value) < 10)
        format = "%.2f";
    else if (figure->unit == NKT_UNIT_PERCENTAGE_POINTS)
        format = "%+.1f";
    snprintf(text, PRINT_TEXT, format, value);
    return text;
}

const char *print_value(const nkt_indicator *figure, const nkt_estimate *estimate) {
    static const char *const signs[] = {[NKT_STATE_MISSING] = "-",
                                        [NKT_STATE_NOT_APPLICABLE] = ".",
                                        [NKT_STATE_SECRET] = "..",
                                        [NKT_STATE_NO_DENOMINATOR] = "0/0",
                                        [NKT_STATE_INVALID] = "bad"};

    return estimate->state == NKT_STATE_VALUE ? print_number(figure, estimate->value)
                                              : signs[estimate->state];
}
