/*
 * What the guide of 2017 lists: its six lists "NYCKELTAL:", line by line as they are printed there, and
 * the figures that stand for them. And what each Kolada id of the published data is here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "data.h"
#include "nyckeltal.h"

/* Typed from the guide, not made from the table. */
static const struct {
    int32_t figure;
    const char *line;
} guide[] = {
    /* Asyl- och flyktingmottagande */
    {101, "Antal asylsökande (åldersindelad)"},
    {104, "Antal asylsökande i abo"},
    {105, "Antal asylsökande i ebo"},
    {106, "Antal asylsökande per 1 000 invånare i kommunen"},
    {107, "Antal anvisade asylsökande barn"},
    {108, "Antal kommunmottagna i flyktingmottagandet under året (åldersindelad)"},
    {114, "Antal kommunmottagna i flyktingmottagandet efter anvisning till en kommun"},
    {116, "Antal kommunmottagna i flyktingmottagandet de senaste 2 åren"},
    {117, "Antal kommunmottagna per 1 000 invånare i kommunen de senaste 2 åren"},
    /* Utbildning i svenska för invandrare */
    {201, "Andel elever på sfi som klarat högsta kurs på studievägen av nybörjare två år tidigare"},
    {202,
     "Andel elever på sfi som fortsätter utbildningen men ej klarat högsta kurs av nybörjare två "
     "år tidigare"},
    {203, "Andel elever på sfi som avbrutit utan att klara sin högsta kurs av nybörjare två år "
          "tidigare"},
    {204, "Andel som förvärvsarbetar eller studerar av elever som avbrutit och ej klarat högsta "
          "kursen på studievägen av nybörjare två år tidigare"},
    {205, "Antal elever i utbildning på sfi under året"},
    {206, "Andel elever på sfi som är skyddsbehövande och anhöriga till skyddsbehövande"},
    {207, "Andel elever på sfi med 0–6 års tidigare utbildning"},
    {208, "Andel sfi-elever på studieväg 1"},
    {209, "Andel sfi-elever på studieväg 2"},
    {210, "Andel sfi-elever på studieväg 3"},
    {211, "Andel lärare i sfi med pedagogisk högskoleexamen"},
    {212, "Andel lärare på sfi med lärarlegitimation"},
    {213, "Elever per lärare i sfi, heltidstjänster"},
    /* Etableringsuppdraget för nyanlända */
    {301, "Andel som lämnat etableringsuppdraget och börjat arbeta eller studera"},
    {302, "Andel som lämnat etableringsuppdraget och börjat arbeta"},
    {303, "Andel som lämnat etableringsuppdraget och börjat studera"},
    {304, "Antal inskrivna i etableringsuppdraget under året"},
    {305, "Andel inskrivna i etableringsuppdraget med eftergymnasial utbildning"},
    {306, "Andel inskrivna i etableringsuppdraget med gymnasial utbildning"},
    {307, "Andel inskrivna i etableringsuppdraget med grundskoleutbildning eller kortare"},
    {308, "Antal som lämnat etableringsprogrammet under året"},
    /* Flyktingars etablering i arbete och studier */
    {401, "Andel förvärvsarbetande skyddsbehövande och anhöriga (flyktingar) 20–64 år"},
    {402, "Förväntat värde, andel förvärvsarbetande skyddsbehövande och anhöriga 20–64 år"},
    {403,
     "Avvikelse från förväntat värde, förvärvsarbetande skyddsbehövande och anhöriga 20–64 år"},
    {404, "Andel skyddsbehövande och anhöriga 20–64 år som studerar (studiemedelsberättigande "
          "utbildning)"},
    {405,
     "Försörjningsstöd bland skyddsbehövande och anhöriga 20–64 år som andel av nettoinkomsten"},
    {406, "Andel skyddsbehövande och anhöriga 20–25 år som varken arbetar eller studerar"},
    {411, "Andel skyddsbehövande och anhöriga med kort vistelsetid i Sverige (0–2 år)"},
    {412, "Andel skyddsbehövande och anhöriga med kort vistelsetid i Sverige (3–6 år)"},
    {413, "Andel skyddsbehövande och anhöriga med förgymnasial utbildning"},
    {414, "Andel skyddsbehövande och anhöriga med gymnasial utbildning"},
    {415, "Andel skyddsbehövande och anhöriga med eftergymnasial utbildning"},
    {416, "Lokal arbetsmarknad – andel arbetslösa bland inrikes födda 20–64 år"},
    /* Demografi och bostäder */
    {501, "Demografisk försörjningskvot"},
    {502, "Antal anställda i kommunen som är över 55 år, efter verksamhetsområde"},
    {503, "Andel anställda i kommunen som är över 55 år, efter verksamhetsområde"},
    {504, "Andel utrikes födda exklusive EU/EFTA-medborgare"},
    {505, "Andel utrikes födda"},
    {506, "Antal bostäder med hyresrätter per 1 000 invånare"},
    {508, "Genomsnittlig boyta i kvm per invånare"},
    /* Representation av utrikes födda */
    {601, "Andel anställda utrikes födda 18–64 år i kommunen"},
    {602, "Andel utrikes födda förtroendevalda kommunpolitiker"},
    {603, "Andel utrikes födda 18–64 år totalt i kommunen"},
    {604,
     "Anställda utrikes födda 18–64 år i relation till deras andel av befolkningen (balanstal)"},
};

enum { N_GUIDE = sizeof guide / sizeof guide[0] };

static int is_in_guide(int32_t id) {
    for (int i = 0; i < N_GUIDE; i++)
        if (guide[i].figure == id)
            return 1;
    return 0;
}

START_TEST(titles_are_the_lines_of_the_guide) {
    ck_assert_int_eq(N_GUIDE, 53);
    for (int i = 0; i < N_GUIDE; i++) {
        const nkt_indicator *figure = nkt_indicator_by_id(guide[i].figure);
        ck_assert_ptr_nonnull(figure);
        ck_assert_str_eq(figure->title_sv, guide[i].line);
    }
    for (int64_t i = 0; i < nkt_indicator_count(); i++) {
        const nkt_indicator *figure = nkt_indicator_at(i);
        ck_assert_msg(is_in_guide(figure->id) == (figure->origin == NKT_ORIGIN_GUIDE), "%s",
                      figure->name);
        ck_assert_str_ne(nkt_code_name("origin", figure->origin), "");
        if (figure->origin == NKT_ORIGIN_KOLADA)
            ck_assert_str_ne(figure->kolada, "");
    }
}
END_TEST

/* The lines are those of the document itself, where it is at hand. */
START_TEST(the_guide_has_these_lines) {
    const char *path = data_path("../sources/002_8091a87ed2c25ed6.txt");
    static char text[1 << 20];
    FILE *file;
    size_t n;

    if (!path)
        return;
    file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    n = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[n] = '\0';
    for (int i = 0; i < N_GUIDE; i++) {
        char line[400];
        snprintf(line, sizeof line, "%s\n", guide[i].line);
        ck_assert_msg(strstr(text, line) != NULL, "not in the guide: %s", guide[i].line);
    }
}
END_TEST

/* Whoever reads a title alone must see whom it is about. */
START_TEST(titles_say_whom_they_are_about) {
    for (int64_t i = 0; i < nkt_indicator_count(); i++) {
        const nkt_indicator *figure = nkt_indicator_at(i);
        const int of_refugees = strstr(figure->name, "refugees") != NULL ||
                                strcmp(figure->name, "social_assistance_to_net_income") == 0;

        if (of_refugees) {
            ck_assert_msg(strstr(figure->title_sv, "skyddsbehövande") != NULL, "%s", figure->name);
            ck_assert_msg(strstr(figure->title_en, "refugees and their relatives") != NULL, "%s",
                          figure->name);
        }
        if (figure->area == NKT_AREA_ESTABLISHMENT) {
            ck_assert_msg(strstr(figure->title_en, "establishment programme") != NULL, "%s",
                          figure->name);
            if (strstr(figure->title_sv, "etableringsuppdraget"))
                ck_assert_msg(strstr(figure->today_sv, "etableringsprogrammet") != NULL, "%s",
                              figure->name);
        }
        if (strstr(figure->title_sv, "högsta kurs"))
            ck_assert_msg(strstr(figure->today_sv, "minst två kurser") != NULL, "%s", figure->name);
        ck_assert_ptr_null(strstr(figure->today_sv, "åldersindelad"));
        ck_assert_str_ne(figure->today_sv, figure->title_sv);
    }
}
END_TEST

START_TEST(ages_have_titles_of_their_own) {
    ck_assert_str_eq(nkt_indicator_by_id(NKT_RECEIVED_6_15)->title_sv,
                     "Antal kommunmottagna i flyktingmottagandet under året, 6–15 år");
    ck_assert_int_eq(nkt_indicator_by_id(NKT_RECEIVED_6_15)->origin, NKT_ORIGIN_GUIDE_AGE);
    ck_assert_str_eq(nkt_indicator_by_id(NKT_ASYLUM_SEEKERS_0_17)->title_sv,
                     "Antal asylsökande, 0–17 år");
}
END_TEST

START_TEST(kolada_ids_lead_to_their_area_of_operation) {
    ck_assert_int_eq(nkt_operation_by_kolada("N00247"), NKT_OPERATION_ALL);
    ck_assert_int_eq(nkt_operation_by_kolada("N00245"), NKT_OPERATION_ALL);
    ck_assert_int_eq(nkt_operation_by_kolada("N09221"), NKT_OPERATION_CULTURE_AND_LEISURE);
    ck_assert_int_eq(nkt_operation_by_kolada("N11221"), NKT_OPERATION_PRESCHOOL);
    ck_assert_int_eq(nkt_operation_by_kolada("N15221"), NKT_OPERATION_COMPULSORY_SCHOOL);
    ck_assert_int_eq(nkt_operation_by_kolada("N17221"), NKT_OPERATION_UPPER_SECONDARY_SCHOOL);
    ck_assert_int_eq(nkt_operation_by_kolada("N20257"), NKT_OPERATION_ELDERLY_AND_DISABILITY);
    ck_assert_int_eq(nkt_operation_by_kolada("N30227"), NKT_OPERATION_INDIVIDUALS_AND_FAMILIES);
    ck_assert_int_eq(nkt_operation_by_kolada("N30219"), NKT_OPERATION_INDIVIDUALS_AND_FAMILIES);
    ck_assert_int_eq(nkt_operation_by_kolada("N00700"), NKT_NO_CODE);
    ck_assert_int_eq(nkt_operation_by_kolada(""), NKT_NO_CODE);
    ck_assert_int_eq(nkt_operation_by_kolada(NULL), NKT_NO_CODE);
    ck_assert_str_eq(nkt_code_name("operation", NKT_OPERATION_PRESCHOOL), "preschool");
}
END_TEST

/* Each id of the published data is a figure, an input, or here with the reason why it is neither. */
START_TEST(every_published_id_is_known) {
    static const char *const neither[] = {
        "N02268", /* employment of the foreign-born: no value in any of these years */
    };
    const char *path = data_path("kolada_2012_2018.csv");
    char header[4096];
    FILE *file;
    int n = 0;

    if (!path)
        return;
    file = fopen(path, "r");
    ck_assert_ptr_nonnull(fgets(header, sizeof header, file));
    fclose(file);
    for (char *id = strtok(header, ",\r\n"); id; id = strtok(NULL, ",\r\n")) {
        int is_neither = 0;
        if (strlen(id) != 6 || (id[0] != 'N' && id[0] != 'U'))
            continue;
        for (size_t k = 0; k < sizeof neither / sizeof neither[0]; k++)
            is_neither |= strcmp(id, neither[k]) == 0;
        ck_assert_msg(is_neither || nkt_indicator_by_kolada(id) || nkt_input_by_kolada(id),
                      "%s leads nowhere", id);
        n++;
    }
    ck_assert_int_eq(n, 64);
}
END_TEST

Suite *nkt_suite_origins(void) {
    Suite *suite = suite_create("origins");
    TCase *tcase = tcase_create("origins");

    tcase_add_test(tcase, titles_are_the_lines_of_the_guide);
    tcase_add_test(tcase, the_guide_has_these_lines);
    tcase_add_test(tcase, titles_say_whom_they_are_about);
    tcase_add_test(tcase, ages_have_titles_of_their_own);
    tcase_add_test(tcase, kolada_ids_lead_to_their_area_of_operation);
    tcase_add_test(tcase, every_published_id_is_known);
    suite_add_tcase(suite, tcase);
    return suite;
}
