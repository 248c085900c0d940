/*
 * Inside the synthetic panel: draws one municipality, year by year, women and men apart.
 *
 * The chances are invented. They are of the size that one meets in Sweden, so that small groups are
 * as small as they are there; nothing may be concluded from them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "synthetic_draw.h"

#include <math.h>
#include <nyckeltal.h>

/* How many come in a year, set against a usual one; the year before the panel's first one leads. */
static const double wave[SYNTHETIC_YEARS + 1] = {0.6, 0.7, 0.9, 1.3, 2.2, 1.8, 1.2, 0.7};

static const double area_sizes[SYNTHETIC_OPERATIONS] = {0.26, 0.24, 0.22, 0.12, 0.10, 0.06};

static void set(synthetic_row *row, int32_t input, double value) {
    row->values[synthetic_position(input)] = value;
}

static double get(const synthetic_row *row, int32_t input) {
    return row->values[synthetic_position(input)];
}

/* Draws a part of a number, sets the input to it, and returns it. */
static double draw(random_state *state, synthetic_row *row, int32_t input, double of,
                   double chance) {
    double part = random_part(state, of, chance);
    set(row, input, part);
    return part;
}

/* How many of `all` are in a or in b: some are in both, more if there is no room otherwise. */
static double either(random_state *state, double all, double a, double b) {
    double both = random_part(state, fmin(a, b), 0.25);
    return fmin(a + b - both, all);
}

/*
 * A part of a stock. Most of the whole are those of last year and are what they were then; for the
 * others the chance is drawn. Without a year before it is drawn for all.
 */
static double draw_stock(random_state *state, const synthetic_row *before, synthetic_row *row,
                         int32_t input, int32_t of, double chance) {
    double whole = get(row, of), stayed = 0, part = 0;

    if (before) {
        stayed = floor(0.85 * fmin(get(before, of), whole));
        part = fmin(random_part(state, get(before, input), 0.85), stayed);
    }
    part += random_part(state, whole - stayed, chance);
    set(row, input, part);
    return part;
}

static double wave_of(const synthetic_row *row) {
    return wave[row->year - SYNTHETIC_FIRST_YEAR + 1];
}

void synthetic_draw_traits(random_state *state, int number, synthetic_traits *traits) {
    traits->population = 2400;
    for (int i = 0; i < (number * 7 + 18) % SYNTHETIC_MUNICIPALITIES; i++)
        traits->population *= 1.24;
    traits->growth = random_between(state, 0.995, 1.012);
    traits->young = random_between(state, 0.20, 0.26);
    traits->old = random_between(state, 0.17, 0.29);
    traits->foreign_born = random_between(state, 0.07, 0.22);
    traits->outside_eu = random_between(state, 0.45, 0.75);
    traits->asylum = random_between(state, 0.002, 0.010);
    traits->agency_housing = random_between(state, 0.1, 0.8);
    traits->received = random_between(state, 0.002, 0.007);
    traits->assigned = random_between(state, 0.1, 0.6);
    traits->passes = random_between(state, 0.30, 0.60);
    traits->interrupts = random_between(state, 0.30, 0.55);
    traits->works = random_between(state, 0.40, 0.68);
    traits->studies = random_between(state, 0.08, 0.18);
    traits->unemployed = random_between(state, 0.03, 0.09);
    traits->hires_foreign_born = random_between(state, 0.5, 1.1);
    traits->elects_foreign_born = random_between(state, 0.3, 0.9);
    traits->rentals = random_between(state, 0.08, 0.22);
    traits->floor_area = random_between(state, 39, 48);
    traits->council = 31 + 2 * floor(random_between(state, 0, 16));
}

static void draw_demography(random_state *state, const synthetic_traits *traits,
                            const synthetic_row *before, synthetic_row *row) {
    double half = row->sex == 'M' ? 0.503 : 0.497;
    double all = floor(traits->population * half + 0.5), young, old, rest, foreign, foreign_adults;

    for (int year = SYNTHETIC_FIRST_YEAR - 1; year < row->year; year++)
        all = floor(all * traits->growth + 0.5);
    set(row, NKT_IN_POPULATION, all);
    set(row, NKT_IN_POPULATION_PREVIOUS_YEAR, before ? get(before, NKT_IN_POPULATION) : all);
    young = draw(state, row, NKT_IN_POPULATION_0_19, all, traits->young);
    old = draw(state, row, NKT_IN_POPULATION_65_PLUS, all - young, traits->old);
    rest = all - young - old;
    set(row, NKT_IN_POPULATION_DEPENDENT, young + old);
    set(row, NKT_IN_POPULATION_20_64, rest);
    set(row, NKT_IN_POPULATION_18_64, rest + random_part(state, young, 0.1));
    foreign = draw_stock(state, before, row, NKT_IN_FOREIGN_BORN, NKT_IN_POPULATION,
                         traits->foreign_born);
    draw_stock(state, before, row, NKT_IN_FOREIGN_BORN_OUTSIDE_EU_EFTA, NKT_IN_FOREIGN_BORN,
               traits->outside_eu);
    foreign_adults = fmin(random_part(state, foreign, 0.75), rest);
    set(row, NKT_IN_FOREIGN_BORN_18_64, foreign_adults);
    set(row, NKT_IN_NATIVE_BORN_20_64, rest - random_part(state, foreign_adults, 0.96));
    draw(state, row, NKT_IN_NATIVE_BORN_UNEMPLOYED, get(row, NKT_IN_NATIVE_BORN_20_64),
         traits->unemployed);
    draw(state, row, NKT_IN_RESIDENTS_IN_DWELLINGS, all, 0.98);
}

static void draw_reception(random_state *state, const synthetic_traits *traits,
                           const synthetic_row *before, synthetic_row *row) {
    static const struct {
        int32_t input;
        double share; /* of those who are in no younger age group */
    } ages[] = {{NKT_IN_RECEIVED_0_5, 0.16},
                {NKT_IN_RECEIVED_6_15, 0.24},
                {NKT_IN_RECEIVED_16_17, 0.10},
                {NKT_IN_RECEIVED_18_19, 0.11}};
    double all = get(row, NKT_IN_POPULATION);
    double asylum = random_part(state, all, traits->asylum * wave_of(row));
    double received = random_part(state, all, traits->received * wave_of(row));
    double left, abo, ebo;

    set(row, NKT_IN_ASYLUM_SEEKERS, asylum);
    draw(state, row, NKT_IN_ASYLUM_SEEKERS_0_17, asylum, 0.35);
    set(row, NKT_IN_ASYLUM_SEEKERS_18_PLUS, asylum - get(row, NKT_IN_ASYLUM_SEEKERS_0_17));
    abo = draw(state, row, NKT_IN_ASYLUM_SEEKERS_ABO, asylum, traits->agency_housing);
    ebo = draw(state, row, NKT_IN_ASYLUM_SEEKERS_EBO, asylum - abo, 0.8);
    set(row, NKT_IN_ASYLUM_SEEKERS_OTHER, asylum - abo - ebo);
    draw(state, row, NKT_IN_ASSIGNED_UNACCOMPANIED_CHILDREN, asylum, 0.05);

    set(row, NKT_IN_RECEIVED, received);
    set(row, NKT_IN_RECEIVED_PREVIOUS_YEAR, before ? get(before, NKT_IN_RECEIVED) : received);
    draw(state, row, NKT_IN_RECEIVED_ASSIGNED, received, traits->assigned);
    left = received;
    for (int i = 0; i < 4; i++)
        left -= draw(state, row, ages[i].input, left, ages[i].share);
    draw(state, row, NKT_IN_RECEIVED_20_64, left, 0.98); /* the others are 65 and over */
}

static void draw_sfi(random_state *state, const synthetic_traits *traits, synthetic_row *row) {
    double men = row->sex == 'M';
    double beginners = random_part(state, get(row, NKT_IN_FOREIGN_BORN), 0.03);
    double passed, interrupted, employed, studying, pupils, participants;

    set(row, NKT_IN_SFI_BEGINNERS, beginners);
    passed = draw(state, row, NKT_IN_SFI_PASSED, beginners, traits->passes - 0.06 * men);
    interrupted = draw(state, row, NKT_IN_SFI_INTERRUPTED, beginners - passed, traits->interrupts);
    set(row, NKT_IN_SFI_CONTINUING, beginners - passed - interrupted);
    employed = draw(state, row, NKT_IN_SFI_INTERRUPTED_EMPLOYED, interrupted, 0.32 + 0.14 * men);
    studying = draw(state, row, NKT_IN_SFI_INTERRUPTED_STUDYING, interrupted, 0.16);
    set(row, NKT_IN_SFI_INTERRUPTED_EMPLOYED_OR_STUDYING,
        either(state, interrupted, employed, studying));

    pupils = draw(state, row, NKT_IN_SFI_PUPILS, get(row, NKT_IN_FOREIGN_BORN),
                  0.06 + 0.02 * wave_of(row));
    draw(state, row, NKT_IN_SFI_PUPILS_REFUGEES, pupils, 0.6);
    draw(state, row, NKT_IN_SFI_PUPILS_SCHOOLING_0_6, pupils, 0.2);
    draw(state, row, NKT_IN_SFI_PUPILS_OWN, pupils, 0.9);
    participants = pupils + random_part(state, pupils, 0.2);
    set(row, NKT_IN_SFI_PARTICIPANTS, participants);
    draw(state, row, NKT_IN_SFI_TRACK_1, participants, 0.16);
    draw(state, row, NKT_IN_SFI_TRACK_2, participants - get(row, NKT_IN_SFI_TRACK_1), 0.52);
    set(row, NKT_IN_SFI_TRACK_3,
        participants - get(row, NKT_IN_SFI_TRACK_1) - get(row, NKT_IN_SFI_TRACK_2));
}

/* The stock of refugees: those of last year who stayed, and those received now. */
static void draw_refugees(random_state *state, const synthetic_traits *traits,
                          const synthetic_row *before, synthetic_row *row) {
    double came = get(row, NKT_IN_RECEIVED_20_64), all, employed, studying, youths, lower, upper;

    if (before)
        all = random_part(state, get(before, NKT_IN_REFUGEES_20_64), 0.96) + came;
    else
        all = came + random_part(state, get(row, NKT_IN_FOREIGN_BORN_18_64), 0.3);
    set(row, NKT_IN_REFUGEES_20_64, all);
    employed = draw(state, row, NKT_IN_REFUGEES_EMPLOYED, all, traits->works - 0.04 * wave_of(row));
    studying = draw(state, row, NKT_IN_REFUGEES_STUDYING, all, traits->studies);
    set(row, NKT_IN_REFUGEES_EMPLOYED_OR_STUDYING, either(state, all, employed, studying));
    youths = draw(state, row, NKT_IN_REFUGEES_20_25, all, 0.15);
    draw(state, row, NKT_IN_REFUGEES_20_25_NEET, youths, 0.28 - traits->studies);
    draw(state, row, NKT_IN_REFUGEES_RESIDENCE_0_2, all, 0.08 + 0.05 * wave_of(row));
    draw(state, row, NKT_IN_REFUGEES_RESIDENCE_3_6, all - get(row, NKT_IN_REFUGEES_RESIDENCE_0_2),
         0.2);
    lower = draw(state, row, NKT_IN_REFUGEES_LOWER_SECONDARY, all, 0.3);
    upper = draw(state, row, NKT_IN_REFUGEES_UPPER_SECONDARY, all - lower, 0.53);
    draw(state, row, NKT_IN_REFUGEES_POST_SECONDARY, all - lower - upper, 0.93);
    set(row, NKT_IN_SOCIAL_ASSISTANCE,
        floor((all - employed) * random_between(state, 11000, 15000)));
    set(row, NKT_IN_NET_INCOME,
        floor(employed * random_between(state, 170000, 185000) + (all - employed) * 90000));
}

static void draw_establishment(random_state *state, const synthetic_traits *traits,
                               synthetic_row *row) {
    double enrolled = random_part(state, get(row, NKT_IN_REFUGEES_RESIDENCE_0_2), 0.9);
    double left = random_part(state, enrolled, 0.3), lower, upper, employed, studying;

    set(row, NKT_IN_ENROLLED, enrolled);
    lower = draw(state, row, NKT_IN_ENROLLED_LOWER_SECONDARY, enrolled, 0.46);
    upper = draw(state, row, NKT_IN_ENROLLED_UPPER_SECONDARY, enrolled - lower, 0.5);
    draw(state, row, NKT_IN_ENROLLED_POST_SECONDARY, enrolled - lower - upper, 0.9);
    set(row, NKT_IN_LEFT, left);
    employed = draw(state, row, NKT_IN_LEFT_EMPLOYED, left,
                    traits->works - 0.28 + (row->sex == 'M' ? 0.08 : 0));
    studying = draw(state, row, NKT_IN_LEFT_STUDYING, left - employed, 0.08);
    set(row, NKT_IN_LEFT_EMPLOYED_OR_STUDYING, employed + studying);
    draw(state, row, NKT_IN_LEFT_IN_PROGRAMME, left - employed - studying, 0.7);
}

static void draw_employees(random_state *state, const synthetic_traits *traits,
                           const synthetic_row *before, synthetic_row *row,
                           synthetic_operation operations[SYNTHETIC_OPERATIONS]) {
    double work_force = get(row, NKT_IN_POPULATION) * (row->sex == 'M' ? 0.03 : 0.13);
    double employees = 0, senior = 0, adults;

    for (int i = 0; i < SYNTHETIC_OPERATIONS; i++) {
        double here = random_part(state, floor(work_force), area_sizes[i]);
        double senior_here = random_part(state, here, 0.18 + 0.02 * i);
        operations[i].employees += here;
        operations[i].employees_55_64 += senior_here;
        employees += here;
        senior += senior_here;
    }
    set(row, NKT_IN_EMPLOYEES, employees);
    set(row, NKT_IN_EMPLOYEES_55_64, senior);
    adults = employees + random_part(state, employees, 0.22);
    set(row, NKT_IN_EMPLOYEES_18_64, adults);
    draw_stock(state, before, row, NKT_IN_EMPLOYEES_18_64_FOREIGN_BORN, NKT_IN_EMPLOYEES_18_64,
               traits->foreign_born * traits->hires_foreign_born);
}

/* Elections were held in the autumns of 2010, 2014 and 2018; in between the figures stand. */
static void draw_politicians(random_state *state, const synthetic_traits *traits,
                             const synthetic_row before[2], synthetic_row now[2]) {
    static const int32_t kept[] = {NKT_IN_ELECTED, NKT_IN_ELECTED_FOREIGN_BORN, NKT_IN_COUNCIL,
                                   NKT_IN_COUNCIL_FOREIGN_BORN};
    double chance = traits->foreign_born * traits->elects_foreign_born;
    double women = random_part(state, traits->council, 0.44);

    for (int sex = 0; sex < 2; sex++) {
        double seats = sex == 0 ? women : traits->council - women, elected;
        if (before && now[sex].year % 4 != 2) {
            for (int i = 0; i < 4; i++)
                set(&now[sex], kept[i], get(&before[sex], kept[i]));
            continue;
        }
        elected = seats * 4;
        set(&now[sex], NKT_IN_COUNCIL, seats);
        draw(state, &now[sex], NKT_IN_COUNCIL_FOREIGN_BORN, seats, chance);
        set(&now[sex], NKT_IN_ELECTED, elected);
        set(&now[sex], NKT_IN_ELECTED_FOREIGN_BORN,
            get(&now[sex], NKT_IN_COUNCIL_FOREIGN_BORN) +
                random_part(state, elected - seats, chance));
    }
}

/* What Kolada has besides the guide. Drawn from a state of its own: the rest does not depend on it. */
static void draw_besides(random_state own, const synthetic_traits *traits, synthetic_row *row) {
    const double foreign = get(row, NKT_IN_FOREIGN_BORN_18_64);
    const double aged_20_64 = get(row, NKT_IN_POPULATION_20_64);
    const double abroad_20_64 = aged_20_64 - get(row, NKT_IN_NATIVE_BORN_20_64);
    const double some_years = random_part(&own, get(row, NKT_IN_REFUGEES_RESIDENCE_3_6), 0.75);
    const double working_abroad = random_part(&own, abroad_20_64, traits->works + 0.05);

    set(row, NKT_IN_REFUGEES_RESIDENCE_4_6, some_years);
    draw(&own, row, NKT_IN_REFUGEES_RESIDENCE_4_6_EMPLOYED, some_years, traits->works - 0.1);
    set(row, NKT_IN_FOREIGN_BORN_20_64, abroad_20_64);
    set(row, NKT_IN_FOREIGN_BORN_EMPLOYED, working_abroad);
    set(row, NKT_IN_POPULATION_EMPLOYED,
        working_abroad + random_part(&own, get(row, NKT_IN_NATIVE_BORN_20_64), 0.85));
    draw(&own, row, NKT_IN_POPULATION_SOCIAL_ASSISTANCE, get(row, NKT_IN_POPULATION), 0.04);
    draw(&own, row, NKT_IN_ENROLLED_NO_SCHOOLING, get(row, NKT_IN_ENROLLED_LOWER_SECONDARY), 0.25);
    draw(&own, row, NKT_IN_CROWDED, get(row, NKT_IN_RESIDENTS_IN_DWELLINGS), 0.15);
    draw(&own, row, NKT_IN_FOREIGN_BORN_18_64_RESIDENCE_0_5, foreign, 0.25);
}

void synthetic_draw_year(random_state *state, const synthetic_traits *traits,
                         const synthetic_row before[2], synthetic_row now[2],
                         synthetic_operation operations[SYNTHETIC_OPERATIONS]) {
    for (int sex = 0; sex < 2; sex++) {
        const synthetic_row *last = before ? &before[sex] : NULL;
        draw_demography(state, traits, last, &now[sex]);
        draw_reception(state, traits, last, &now[sex]);
        draw_sfi(state, traits, &now[sex]);
        draw_refugees(state, traits, last, &now[sex]);
        draw_establishment(state, traits, &now[sex]);
        draw_employees(state, traits, last, &now[sex], operations);
        draw_besides(*state, traits, &now[sex]);
    }
    draw_politicians(state, traits, before, now);
}

void synthetic_draw_total(random_state *state, const synthetic_traits *traits,
                          synthetic_row *total) {
    double rentals = random_part(state, get(total, NKT_IN_POPULATION), traits->rentals);
    /* Tenths of full-time posts. */
    double posts = floor(get(total, NKT_IN_SFI_PUPILS_OWN) * random_between(state, 0.4, 0.5)) + 5;

    set(total, NKT_IN_RENTAL_DWELLINGS, rentals);
    draw(state, total, NKT_IN_RENTAL_DWELLINGS_PUBLIC, rentals, 0.5);
    set(total, NKT_IN_FLOOR_AREA,
        floor(get(total, NKT_IN_RESIDENTS_IN_DWELLINGS) * traits->floor_area *
              random_between(state, 0.995, 1.005)));
    set(total, NKT_IN_SFI_TEACHERS, posts / 10);
    set(total, NKT_IN_SFI_TEACHERS_WITH_DEGREE, random_part(state, posts, 0.75) / 10);
    set(total, NKT_IN_SFI_TEACHERS_CERTIFIED, random_part(state, posts, 0.4) / 10);
}
