/*
 * The catalogue: lookups, consistency, agreement with the headers' constants and, where it is at
 * hand, with the table of figures that the project was specified by.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/counts.h"
#include "data.h"
#include "nyckeltal.h"

START_TEST(figures_are_found_by_every_key) {
    ck_assert_int_eq(nkt_indicator_count(), N_FIGURES);
    for (int64_t i = 0; i < nkt_indicator_count(); i++) {
        const nkt_indicator *f = nkt_indicator_at(i);
        ck_assert_ptr_eq(nkt_indicator_by_id(f->id), f);
        ck_assert_ptr_eq(nkt_indicator_by_name(f->name), f);
        if (f->kolada[0])
            ck_assert_ptr_eq(nkt_indicator_by_kolada(f->kolada), f);
        if (i)
            ck_assert_int_gt(f->id, nkt_indicator_at(i - 1)->id);
    }
    ck_assert_ptr_null(nkt_indicator_at(-1));
    ck_assert_ptr_null(nkt_indicator_at(N_FIGURES));
    ck_assert_ptr_null(nkt_indicator_by_id(0));
    ck_assert_ptr_null(nkt_indicator_by_id(408));
    ck_assert_ptr_null(nkt_indicator_by_id(INT32_MAX));
    ck_assert_ptr_null(nkt_indicator_by_name(""));
    ck_assert_ptr_null(nkt_indicator_by_name(NULL));
    ck_assert_ptr_null(nkt_indicator_by_name("Received"));
    ck_assert_ptr_null(nkt_indicator_by_kolada(""));
    ck_assert_ptr_null(nkt_indicator_by_kolada(NULL));
    ck_assert_int_eq(nkt_indicator_by_kolada("N01993")->id, NKT_ASYLUM_SEEKERS_PER_1000);
    ck_assert_int_eq(nkt_indicator_by_kolada("N09221")->id, NKT_EMPLOYEES_55_64);
    ck_assert_int_eq(nkt_indicator_by_kolada("N30227")->id, NKT_EMPLOYEES_55_64);
    ck_assert_int_eq(nkt_indicator_by_kolada("N17219")->id, NKT_EMPLOYEES_55_64_SHARE);
}
END_TEST

START_TEST(inputs_are_found_by_every_key) {
    ck_assert_int_eq(nkt_input_count(), N_INPUTS);
    for (int64_t i = 0; i < nkt_input_count(); i++) {
        const nkt_input *input = nkt_input_at(i);
        ck_assert_ptr_eq(nkt_input_by_id(input->id), input);
        ck_assert_ptr_eq(nkt_input_by_name(input->name), input);
        if (input->kolada[0] && !input->lag_of)
            ck_assert_ptr_eq(nkt_input_by_kolada(input->kolada), input);
        if (i)
            ck_assert_int_gt(input->id, nkt_input_at(i - 1)->id);
        /* A column's id must not be ambiguous. */
        ck_assert_ptr_null(nkt_indicator_by_id(input->id));
        if (input->lag_of) {
            const nkt_input *base = nkt_input_by_id(input->lag_of);
            ck_assert_ptr_nonnull(base);
            ck_assert_str_eq(base->kolada, input->kolada);
            ck_assert_int_eq(base->measure, input->measure);
        }
    }
    ck_assert_ptr_null(nkt_input_at(-1));
    ck_assert_ptr_null(nkt_input_at(N_INPUTS));
    ck_assert_ptr_null(nkt_input_by_id(0));
    ck_assert_ptr_null(nkt_input_by_name(NULL));
    ck_assert_ptr_null(nkt_input_by_kolada(""));
    ck_assert_int_eq(nkt_input_by_kolada("N01951")->id, NKT_IN_POPULATION);
    ck_assert_int_eq(nkt_input_by_id(NKT_IN_POPULATION_PREVIOUS_YEAR)->lag_of, NKT_IN_POPULATION);
    ck_assert_int_eq(nkt_input_by_id(NKT_IN_RECEIVED_PREVIOUS_YEAR)->lag_of, NKT_IN_RECEIVED);
}
END_TEST

START_TEST(figures_are_made_of_what_exists) {
    int used[N_INPUTS] = {0};
    for (int64_t i = 0; i < nkt_indicator_count(); i++) {
        const nkt_indicator *f = nkt_indicator_at(i);
        const int32_t operands[] = {f->numerator[0], f->numerator[1], f->numerator_whole,
                                    f->denominator};
        int of_figures = f->kind == NKT_KIND_BALANCE || f->kind == NKT_KIND_DIFFERENCE ||
                         f->kind == NKT_KIND_MODEL;
        int with_denominator = f->kind != NKT_KIND_COUNT && f->kind != NKT_KIND_MODEL;

        ck_assert_int_ne(f->numerator[0], 0);
        ck_assert_int_eq(f->denominator != 0, with_denominator);
        ck_assert_str_ne(nkt_code_name("area", f->area), "");
        ck_assert_str_ne(nkt_code_name("kind", f->kind), "");
        ck_assert_str_ne(nkt_code_of("unit", f->unit)->text, "");
        ck_assert_int_eq(f->area, f->id / 100);
        ck_assert(f->better >= -1 && f->better <= 1);
        ck_assert(f->process == 0 || f->process == 1);
        ck_assert(f->title_sv[0] && f->title_en[0] && f->note);
        if (f->kind == NKT_KIND_SHARE)
            ck_assert_int_eq(f->unit, NKT_UNIT_PER_CENT);
        for (int k = 0; k < 4; k++) {
            const nkt_input *input = nkt_input_by_id(operands[k]);
            if (!operands[k])
                continue;
            ck_assert_ptr_nonnull(of_figures ? (const void *)nkt_indicator_by_id(operands[k])
                                             : (const void *)input);
            for (int j = 0; input && j < N_INPUTS; j++)
                used[j] |= nkt_input_at(j) == input;
        }
    }
    for (int i = 0; i < N_INPUTS; i++)
        ck_assert_msg(used[i], "no figure uses %s", nkt_input_at(i)->name);
}
END_TEST

START_TEST(unknown_codes_have_no_name) {
    ck_assert_str_eq(nkt_code_name("area", 0), "");
    ck_assert_str_eq(nkt_code_name("area", 7), "");
    ck_assert_str_eq(nkt_code_name("kind", 0), "");
    ck_assert_str_eq(nkt_code_name("kind", 9), "");
    ck_assert_str_eq(nkt_code_name("unit", 0), "");
    ck_assert_str_eq(nkt_code_name("unit", 7), "");
    ck_assert_str_eq(nkt_code_name("measure", 0), "");
    ck_assert_str_eq(nkt_code_name("measure", 7), "");
    for (int i = 1; i <= 6; i++)
        ck_assert_str_ne(nkt_code_name("measure", i), "");
}
END_TEST

/* Whether a header has the line "    NKT_NAME = id" for this name and id. */
static int header_has(const char *path, const char *prefix, const char *name, int32_t id) {
    char line[512], constant[128], number[32];
    FILE *header = fopen(path, "r");
    int found = 0;

    ck_assert_msg(header != NULL, "cannot open %s", path);
    snprintf(constant, sizeof constant, "%s%s", prefix, name);
    for (char *at = constant; *at; at++)
        *at = (char)toupper((unsigned char)*at);
    snprintf(number, sizeof number, "= %d", id);
    while (!found && fgets(line, sizeof line, header)) {
        const char *at = strstr(line, constant);
        size_t length = strlen(constant);
        found = at && (at[length] == ' ') && strstr(at, number) &&
                strchr(", \n", strstr(at, number)[strlen(number)]);
    }
    fclose(header);
    return found;
}

START_TEST(headers_name_what_the_table_holds) {
    char path[128];
    for (int64_t i = 0; i < nkt_indicator_count(); i++) {
        const nkt_indicator *f = nkt_indicator_at(i);
        snprintf(path, sizeof path, "include/nyckeltal/%s.h", nkt_code_name("area", f->area));
        ck_assert_msg(header_has(path, "NKT_", f->name, f->id), "%s lacks %s", path, f->name);
    }
    for (int64_t i = 0; i < nkt_input_count(); i++) {
        const nkt_input *input = nkt_input_at(i);
        snprintf(path, sizeof path, "include/nyckeltal/%s.h", nkt_code_name("area", input->area));
        ck_assert_msg(header_has(path, "NKT_IN_", input->name, input->id), "%s lacks %s", path,
                      input->name);
    }
}
END_TEST

/* Cuts a line of tab-separated cells; the cells point into the line. */
static int cells_of(char *line, char **cells, int most) {
    int n = 0;
    line[strcspn(line, "\r\n")] = '\0';
    for (char *at = line; n < most; at++) {
        cells[n++] = at;
        at += strcspn(at, "\t");
        if (!*at)
            break;
        *at = '\0';
    }
    return n;
}

static const char *operand_name(int32_t id) {
    static char buffer[16];
    const nkt_input *input = nkt_input_by_id(id);
    if (input)
        return input->name;
    snprintf(buffer, sizeof buffer, "%d", id);
    return buffer;
}

/* What a register says of who its persons are has no limits (docs/methods.md), though the table does. */
static int tells_who_they_are(int32_t id) {
    static const int32_t ids[] = {206, 207, 208, 209, 210, 305, 306, 307, 410, 411,
                                  412, 413, 414, 415, 501, 503, 504, 505, 603};

    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
        if (ids[i] == id)
            return 1;
    return 0;
}

START_TEST(catalogue_is_the_one_specified) {
    static const char *const units[] = {
        "", "number", "per cent", "per 1 000", "ratio", "percentage points", "m2 per person"};
    const char *path = data_path("../catalogue.tsv");
    char line[4096], *c[16], numerator[256];
    FILE *file;
    int n = 0;

    if (!path)
        return;
    file = fopen(path, "r");
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file)) {
        const nkt_indicator *f;
        ck_assert_int_eq(cells_of(line, c, 16), 12);
        f = nkt_indicator_by_id(atoi(c[0]));
        ck_assert_msg(f != NULL, "figure %s is missing", c[0]);
        ck_assert_str_eq(nkt_code_name("area", f->area), c[1]);
        ck_assert_str_eq(nkt_code_name("kind", f->kind), c[2]);
        ck_assert_str_eq(units[f->unit], c[3]);
        snprintf(numerator, sizeof numerator, "%s",
                 f->kind == NKT_KIND_MODEL ? "expected" : operand_name(f->numerator[0]));
        if (f->numerator[1])
            strcat(strcat(numerator, "+"), operand_name(f->numerator[1]));
        if (f->numerator_whole)
            strcat(strcat(numerator, "|"), operand_name(f->numerator_whole));
        ck_assert_str_eq(numerator, c[4]);
        /* The specification takes the population of the year itself; see the figure's note. */
        if (f->id != NKT_RECEIVED_2_YEARS_PER_1000)
            ck_assert_str_eq(f->denominator ? operand_name(f->denominator) : "", c[5]);
        ck_assert_str_eq(f->better == 0 ? "" : f->better > 0 ? "high" : "low", c[6]);
        ck_assert_str_eq(f->process ? "yes" : "no", tells_who_they_are(f->id) ? "no" : c[7]);
        ck_assert_str_eq(f->kolada, c[8]);
        n++; /* titles are those of the documents: test_origins.c */
    }
    fclose(file);
    ck_assert_int_eq(n, 71);
}
END_TEST

START_TEST(inputs_are_those_specified) {
    static const char *const measures[] = {
        "", "stock", "flow", "cohort", "full-time equivalents", "amount, SEK", "amount, m²"};
    const char *path = data_path("../inputs.tsv");
    char line[4096], *c[16];
    FILE *file;
    int n = 0;

    if (!path)
        return;
    file = fopen(path, "r");
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file)) {
        const nkt_input *input;
        ck_assert_int_eq(cells_of(line, c, 16), 7);
        input = nkt_input_by_name(c[0]);
        ck_assert_msg(input != NULL, "input %s is missing", c[0]);
        ck_assert_str_eq(input->kolada, c[1]);
        ck_assert_str_eq(measures[input->measure], c[2]);
        ck_assert_str_eq(input->when, c[4]);
        ck_assert_str_eq(input->municipality_by, c[5]);
        ck_assert_str_eq(input->source, c[6]);
        n++;
    }
    fclose(file);
    ck_assert_int_eq(n, 79);
}
END_TEST

START_TEST(areas_list_their_figures) {
    int32_t ids[N_FIGURES];
    nkt_error error;
    int64_t n;

    for (int32_t area = 0; area <= 6; area++) {
        int64_t expected = 0;
        for (int64_t i = 0; i < nkt_indicator_count(); i++)
            expected += area == 0 || nkt_indicator_at(i)->area == area;
        n = -1;
        ck_assert_int_eq(nkt_area_figures(area, NULL, 0, &n, &error), NKT_OK);
        ck_assert_int_eq(n, expected);
        ck_assert_int_eq(nkt_area_figures(area, ids, n, &n, &error), NKT_OK);
        for (int64_t i = 0; i < n; i++) {
            ck_assert(area == 0 || nkt_indicator_by_id(ids[i])->area == area);
            ck_assert(i == 0 || ids[i] > ids[i - 1]);
        }
    }
    n = -1;
    ids[0] = -7;
    ck_assert_int_eq(nkt_area_figures(7, ids, N_FIGURES, &n, &error), NKT_E_ID);
    ck_assert_str_eq(error.message, "area: 7 is no area");
    ck_assert_int_eq(nkt_area_figures(1, ids, -1, &n, &error), NKT_E_COUNT);
    ck_assert_int_eq(nkt_area_figures(1, NULL, 5, &n, &error), NKT_E_NULL);
    ck_assert_int_eq(error.argument, 2);
    ck_assert_int_eq(nkt_area_figures(1, ids, N_FIGURES, NULL, &error), NKT_E_NULL);
    ck_assert_int_eq(error.argument, 4);
    ck_assert_int_eq(nkt_area_figures(1, ids, 18, &n, &error), NKT_E_CAPACITY);
    ck_assert_str_eq(error.message, "capacity: 18 ids of room are too few, needed are 19");
    ck_assert_int_eq(n, -1);
    ck_assert_int_eq(ids[0], -7);
}
END_TEST

Suite *nkt_suite_catalogue(void) {
    Suite *suite = suite_create("catalogue");
    TCase *tcase = tcase_create("catalogue");
    tcase_add_test(tcase, figures_are_found_by_every_key);
    tcase_add_test(tcase, inputs_are_found_by_every_key);
    tcase_add_test(tcase, figures_are_made_of_what_exists);
    tcase_add_test(tcase, unknown_codes_have_no_name);
    tcase_add_test(tcase, headers_name_what_the_table_holds);
    tcase_add_test(tcase, catalogue_is_the_one_specified);
    tcase_add_test(tcase, inputs_are_those_specified);
    tcase_add_test(tcase, areas_list_their_figures);
    suite_add_tcase(suite, tcase);
    return suite;
}
