/*
 * Breaks of figures and inputs, against lists that were typed from what is known of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <string.h>

#include "nyckeltal.h"

/* What is known: which figures break in which year, and why. */
typedef struct known {
    int32_t id, year, kind;
} known;

static const known of_figures[] = {
    {NKT_ENROLLED, 2018, NKT_BREAK_LAW},
    {NKT_ENROLLED_POST_SECONDARY_SHARE, 2018, NKT_BREAK_LAW},
    {NKT_ENROLLED_UPPER_SECONDARY_SHARE, 2018, NKT_BREAK_LAW},
    {NKT_ENROLLED_LOWER_SECONDARY_SHARE, 2018, NKT_BREAK_LAW},
    {NKT_LEFT, 2018, NKT_BREAK_LAW},
    {NKT_LEFT_EMPLOYED_SHARE, 2018, NKT_BREAK_LAW},
    {NKT_LEFT_STUDYING_SHARE, 2018, NKT_BREAK_LAW},
    {NKT_LEFT_EMPLOYED_OR_STUDYING_SHARE, 2018, NKT_BREAK_LAW},
    {NKT_LEFT_IN_PROGRAMME_SHARE, 2018, NKT_BREAK_LAW},
    {NKT_REFUGEES_EMPLOYED_EXPECTED, 2018, NKT_BREAK_MODEL},
    {NKT_REFUGEES_EMPLOYED_DEVIATION, 2018, NKT_BREAK_MODEL},
    {NKT_REFUGEES_EMPLOYED_SHARE, 2022, NKT_BREAK_REGISTER},
    {NKT_REFUGEES_EMPLOYED_OR_STUDYING_SHARE, 2022, NKT_BREAK_REGISTER},
    {NKT_REFUGEES_20_25_NEET_SHARE, 2022, NKT_BREAK_REGISTER},
    {NKT_REFUGEES_EMPLOYED_EXPECTED, 2022, NKT_BREAK_REGISTER},
    {NKT_REFUGEES_EMPLOYED_DEVIATION, 2022, NKT_BREAK_REGISTER},
    {NKT_SFI_INTERRUPTED_EMPLOYED_SHARE, 2022, NKT_BREAK_REGISTER},
    {NKT_SFI_INTERRUPTED_EMPLOYED_OR_STUDYING_SHARE, 2022, NKT_BREAK_REGISTER},
    {NKT_RECEIVED_20_64, 2024, NKT_BREAK_DEFINITION},
    {NKT_DEPENDENCY_RATIO, 2025, NKT_BREAK_PERTURBED},
    {NKT_FOREIGN_BORN_SHARE, 2025, NKT_BREAK_PERTURBED},
    {NKT_FOREIGN_BORN_OUTSIDE_EU_EFTA_SHARE, 2025, NKT_BREAK_PERTURBED},
    {NKT_POPULATION_18_64_FOREIGN_BORN_SHARE, 2025, NKT_BREAK_PERTURBED},
    {NKT_EMPLOYEES_FOREIGN_BORN_BALANCE, 2025, NKT_BREAK_PERTURBED},
    {NKT_COUNCIL_FOREIGN_BORN_BALANCE, 2025, NKT_BREAK_PERTURBED},
    {NKT_RENTAL_DWELLINGS_PER_1000, 2025, NKT_BREAK_PERTURBED},
    {NKT_RENTAL_DWELLINGS_PUBLIC_PER_1000, 2025, NKT_BREAK_PERTURBED},
    {NKT_POPULATION_20_64_SHARE, 2025, NKT_BREAK_PERTURBED},
    {NKT_ENROLLED_NO_SCHOOLING_SHARE, 2018, NKT_BREAK_LAW},
    {NKT_FOREIGN_BORN_EMPLOYED_SHARE, 2022, NKT_BREAK_REGISTER},
    {NKT_POPULATION_EMPLOYED_SHARE, 2022, NKT_BREAK_REGISTER},
    {NKT_REFUGEES_RESIDENCE_4_6_EMPLOYED_SHARE, 2022, NKT_BREAK_REGISTER},
    {NKT_RECEIVED_2_YEARS_PER_1000, 2026, NKT_BREAK_PERTURBED},
    {NKT_RECEIVED_PER_1000, 2026, NKT_BREAK_PERTURBED},
    {NKT_ASYLUM_SEEKERS_PER_1000, 2026, NKT_BREAK_PERTURBED},
};

/* Without any. */
static const int32_t unbroken[] = {NKT_ASYLUM_SEEKERS,
                                   NKT_RECEIVED,
                                   NKT_RECEIVED_ASSIGNED_SHARE,
                                   NKT_SFI_PASSED_SHARE,
                                   NKT_SFI_PUPILS,
                                   NKT_REFUGEES_STUDYING_SHARE,
                                   NKT_EMPLOYEES_55_64_SHARE,
                                   NKT_EMPLOYEES_FOREIGN_BORN_SHARE,
                                   NKT_COUNCIL_FOREIGN_BORN_SHARE,
                                   NKT_FLOOR_AREA_PER_PERSON};

enum { N_KNOWN = sizeof of_figures / sizeof of_figures[0] };

START_TEST(every_figure_breaks_where_it_is_known_to) {
    for (int k = 0; k < N_KNOWN; k++) {
        const known *want = &of_figures[k];
        int found = 0;
        for (int64_t i = 0; i < nkt_break_count_of(want->id); i++) {
            const nkt_break *at = nkt_break_of(want->id, i);
            found += at->year == want->year && at->kind == want->kind;
        }
        ck_assert_msg(found == 1, "%s %d: %d", nkt_indicator_by_id(want->id)->name, want->year,
                      found);
    }
    for (size_t k = 0; k < sizeof unbroken / sizeof unbroken[0]; k++)
        ck_assert_int_eq(nkt_break_count_of(unbroken[k]), 0);
}
END_TEST

/* No figure of the establishment programme, of those in work, or of the population is forgotten. */
START_TEST(none_is_forgotten) {
    for (int64_t i = 0; i < nkt_indicator_count(); i++) {
        const nkt_indicator *figure = nkt_indicator_at(i);
        int law = 0;
        for (int64_t k = 0; k < nkt_break_count_of(figure->id); k++)
            law += nkt_break_of(figure->id, k)->kind == NKT_BREAK_LAW;
        ck_assert_msg(law == (figure->area == NKT_AREA_ESTABLISHMENT), "%s", figure->name);
    }
    for (int64_t i = 0; i < nkt_input_count(); i++) {
        const nkt_input *input = nkt_input_at(i);
        const int is_employed =
            strstr(input->what, "employed") && !strstr(input->what, "unemployed") &&
            strncmp(input->source, "SCB", 3) == 0 && !strstr(input->source, "Arbetsf");
        const int is_population = strcmp(input->source, "SCB") == 0 &&
                                  strcmp(input->municipality_by, "residence") == 0 &&
                                  (strncmp(input->name, "population", 10) == 0 ||
                                   strncmp(input->name, "foreign_born", 12) == 0);
        if (is_employed || is_population)
            ck_assert_msg(nkt_break_count_of(input->id) >= 1, "%s", input->name);
        if (input->lag_of) { /* a year later than what it is the value of */
            ck_assert_int_eq(nkt_break_count_of(input->id), nkt_break_count_of(input->lag_of));
            for (int64_t k = 0; k < nkt_break_count_of(input->id); k++)
                ck_assert_int_eq(nkt_break_of(input->id, k)->year,
                                 nkt_break_of(input->lag_of, k)->year + 1);
        }
    }
}
END_TEST

START_TEST(a_break_says_what_it_is) {
    ck_assert_int_gt(nkt_break_count(), 0);
    ck_assert_ptr_null(nkt_break_at(-1));
    ck_assert_ptr_null(nkt_break_at(nkt_break_count()));
    ck_assert_ptr_null(nkt_break_by_id(0));
    ck_assert_ptr_null(nkt_break_by_id(INT32_MIN));
    ck_assert_ptr_null(nkt_break_by_id(INT32_MAX));
    for (int64_t i = 0; i < nkt_break_count(); i++) {
        const nkt_break *at = nkt_break_at(i);
        int concerned = 0;
        ck_assert_int_eq(at->id, i + 1);
        ck_assert_ptr_eq(nkt_break_by_id(at->id), at);
        ck_assert(at->year >= 2018 && at->year <= 2026);
        ck_assert(at->kind >= NKT_BREAK_LAW && at->kind <= NKT_BREAK_MODEL);
        ck_assert(at->verified == (at->kind != NKT_BREAK_REGISTER));
        ck_assert(strlen(at->reason_en) > 20 && strlen(at->reason_sv) > 20);
        ck_assert(strcmp(at->reason_en, at->reason_sv) != 0 && at->source[0]);
        for (int64_t k = 0; k < nkt_indicator_count(); k++)
            concerned += nkt_break_between(nkt_indicator_at(k)->id, at->year - 1, at->year) != NULL;
        ck_assert_int_gt(concerned, 0);
    }
}
END_TEST

/* A figure of figures has the breaks of all of them, each once, in order of year. */
START_TEST(a_figure_has_the_breaks_of_what_it_is_made_from) {
    const int32_t id = NKT_REFUGEES_EMPLOYED_DEVIATION;

    ck_assert_int_eq(nkt_break_count_of(id), 2);
    ck_assert_int_eq(nkt_break_of(id, 0)->year, 2018);
    ck_assert_int_eq(nkt_break_of(id, 1)->year, 2022);
    ck_assert_ptr_null(nkt_break_of(id, 2));
    ck_assert_ptr_null(nkt_break_of(id, -1));
    ck_assert_int_eq(nkt_break_count_of(0), 0);
    ck_assert_int_eq(nkt_break_count_of(4711), 0);
    ck_assert_ptr_null(nkt_break_of(4711, 0));
}
END_TEST

START_TEST(years_are_comparable_or_not) {
    const int32_t id = NKT_REFUGEES_EMPLOYED_DEVIATION;

    ck_assert_ptr_null(nkt_break_between(id, 2013, 2017));
    ck_assert_ptr_null(nkt_break_between(id, 2018, 2021));
    ck_assert_ptr_null(nkt_break_between(id, 2018, 2018));
    ck_assert_int_eq(nkt_break_between(id, 2017, 2018)->kind, NKT_BREAK_MODEL);
    ck_assert_int_eq(nkt_break_between(id, 2018, 2017)->kind, NKT_BREAK_MODEL);
    ck_assert_int_eq(nkt_break_between(id, 2013, 2022)->kind, NKT_BREAK_REGISTER); /* the last */
    ck_assert_int_eq(nkt_break_between(id, INT64_MIN, INT64_MAX)->year, 2022);
    ck_assert_ptr_null(nkt_break_between(0, 2000, 2030));
    ck_assert_ptr_null(nkt_break_between(4711, 2000, 2030));
}
END_TEST

Suite *nkt_suite_breaks(void) {
    Suite *suite = suite_create("breaks");
    TCase *tcase = tcase_create("breaks");
    tcase_add_test(tcase, every_figure_breaks_where_it_is_known_to);
    tcase_add_test(tcase, none_is_forgotten);
    tcase_add_test(tcase, a_break_says_what_it_is);
    tcase_add_test(tcase, a_figure_has_the_breaks_of_what_it_is_made_from);
    tcase_add_test(tcase, years_are_comparable_or_not);
    suite_add_tcase(suite, tcase);
    return suite;
}
