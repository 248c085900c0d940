/*
 * Breaks: from which year on an input, and so every figure made from it, is another series. A break is
 * one entry here and the list of what it concerns; ids of figures stand in such a list only for what
 * their inputs do not say. New ones are added behind the others, because their number is their id.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "catalogue/breaks.h"

/* clang-format off */

/* The programme itself: who is in it, who leaves it, and what became of those. */
static const int32_t establishment[] = {
    NKT_IN_ENROLLED, NKT_IN_ENROLLED_LOWER_SECONDARY, NKT_IN_ENROLLED_UPPER_SECONDARY,
    NKT_IN_ENROLLED_POST_SECONDARY, NKT_IN_LEFT, NKT_IN_LEFT_EMPLOYED, NKT_IN_LEFT_STUDYING,
    NKT_IN_LEFT_EMPLOYED_OR_STUDYING, NKT_IN_LEFT_IN_PROGRAMME, NKT_IN_ENROLLED_NO_SCHOOLING, 0};

/* Who is employed, by SCB's register. The expected value is a model of these. */
static const int32_t employment_register[] = {
    NKT_IN_REFUGEES_EMPLOYED, NKT_IN_REFUGEES_EMPLOYED_OR_STUDYING, NKT_IN_REFUGEES_20_25_NEET,
    NKT_IN_SFI_INTERRUPTED_EMPLOYED, NKT_IN_SFI_INTERRUPTED_EMPLOYED_OR_STUDYING,
    NKT_IN_REFUGEES_RESIDENCE_4_6_EMPLOYED, NKT_IN_FOREIGN_BORN_EMPLOYED, NKT_IN_POPULATION_EMPLOYED,
    NKT_REFUGEES_EMPLOYED_EXPECTED, 0};

static const int32_t received_20_64[] = {NKT_IN_RECEIVED_20_64, 0};

/* Counts of the population register. */
static const int32_t population[] = {
    NKT_IN_POPULATION, NKT_IN_POPULATION_0_19, NKT_IN_POPULATION_65_PLUS,
    NKT_IN_POPULATION_DEPENDENT, NKT_IN_POPULATION_20_64, NKT_IN_POPULATION_18_64,
    NKT_IN_FOREIGN_BORN, NKT_IN_FOREIGN_BORN_OUTSIDE_EU_EFTA, NKT_IN_FOREIGN_BORN_18_64,
    NKT_IN_FOREIGN_BORN_20_64, NKT_IN_FOREIGN_BORN_18_64_RESIDENCE_0_5, 0};
static const int32_t population_before[] = {NKT_IN_POPULATION_PREVIOUS_YEAR, 0};

static const int32_t expected[] = {NKT_REFUGEES_EMPLOYED_EXPECTED, 0};

const nkt_i_break_entry nkt_i_breaks[] = {
    /* {id, year, kind, verified, reason_en, reason_sv, source}, whom it concerns */
    {{1, 2018, NKT_BREAK_LAW, 1,
      "the establishment programme took the place of the establishment assignment on 1 January 2018",
      "etableringsprogrammet ersatte etableringsuppdraget den 1 januari 2018",
      "Kolada N00964: 26 312 persons left in 2017, 38 366 in 2018"}, establishment},
    {{2, 2018, NKT_BREAK_MODEL, 1,
      "the model of expected employment has upper-secondary education among its terms, to 2017 post-secondary",
      "modellen för förväntad förvärvsfrekvens har gymnasial utbildning bland sina termer, till och med 2017 eftergymnasial",
      "Kolada N00485 and N00486 regressed on the published shares of each year"}, expected},
    {{3, 2022, NKT_BREAK_REGISTER, 0,
      "employed persons are those of the labour market statistics from monthly employer declarations (BAS), to 2021 those of the register RAMS",
      "förvärvsarbetande enligt befolkningens arbetsmarknadsstatus (BAS), till och med 2021 enligt den registerbaserade arbetsmarknadsstatistiken (RAMS)",
      "reported by SCB; the published values that were at hand end before"}, employment_register},
    {{4, 2024, NKT_BREAK_DEFINITION, 1,
      "persons received are counted to the age of 65, to 2023 to that of 64",
      "mottagna räknas till och med 65 år, till och med 2023 till och med 64 år",
      "Kolada's description of N02000"}, received_20_64},
    {{5, 2025, NKT_BREAK_PERTURBED, 1,
      "SCB adds noise to population counts by the cell-key method: parts may exceed their whole",
      "SCB lägger slumpmässigt brus på befolkningens antal med cellnyckelmetoden: delar kan överstiga sin helhet",
      "SCB's population statistics from reference year 2025"}, population},
    {{6, 2026, NKT_BREAK_PERTURBED, 1,
      "the population of the year before is one to whose counts SCB adds noise by the cell-key method",
      "folkmängden året före är en till vars antal SCB lägger slumpmässigt brus med cellnyckelmetoden",
      "SCB's population statistics from reference year 2025"}, population_before},
};

/* clang-format on */

const int64_t nkt_i_break_count = (int64_t)(sizeof nkt_i_breaks / sizeof nkt_i_breaks[0]);
