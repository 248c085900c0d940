/*
 * Integrationsverket 2001: what a follow-up of persons would show. The proposal prints no figures, so
 * the persons are SYNTHETIC.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <stdlib.h>

#include <nyckeltal/realloc.h>

#include "data/random.h"
#include "fail.h"
#include "programmes.h"
#include "report_print.h"

enum { PERSONS = 400, PLACES = 4, OBSERVED = 36 /* months */, QUESTIONS = 3 };

/* How it ended, as nkt_cohort_incidence takes it. */
enum { STILL_WAITING, FIRST_JOB, MOVED };

typedef struct person {
    int64_t place;
    double months, ending;
    double academic;
    double mentor; /* 1: the way of working that is tried */
    double cost;
    double plan, degree, together;
    double answers[QUESTIONS];
} person;

static double chance(random_state *state, double probability) {
    return random_between(state, 0, 1) < probability;
}

static void make_persons(person *persons) {
    random_state state = 2001;

    for (int i = 0; i < PERSONS; i++) {
        person *p = &persons[i];
        p->place = i % PLACES;
        p->academic = chance(&state, 0.3);
        p->mentor = i % 2;
        p->months = OBSERVED;
        for (int month = 1; month <= OBSERVED && p->ending == STILL_WAITING; month++) {
            if (chance(&state, 0.015 + 0.015 * p->academic + 0.01 * p->mentor) == 1)
                p->ending = FIRST_JOB;
            else if (chance(&state, 0.006) == 1)
                p->ending = MOVED;
            if (p->ending != STILL_WAITING)
                p->months = month;
        }
        p->cost = floor(1000 * (3 * p->months + 25 * p->mentor + random_between(&state, 10, 40)));
        p->plan = chance(&state, 0.65 + 0.08 * (double)p->place);
        p->degree = random_between(&state, 20, 70 + 7 * (double)p->place);
        p->together = random_between(&state, 10, 80);
        for (int q = 0; q < QUESTIONS; q++)
            p->answers[q] = floor(random_between(&state, 3, 11));
    }
}

/* ---- the parts ------------------------------------------------------------------------------------- */

static void say_waiting(const person *persons, nkt_memory *work) {
    const nkt_column months = NKT_FIELD(0, persons, months), ending = NKT_FIELD(0, persons, ending);
    const nkt_cases cases = {NKT_ROWS(PERSONS), &months, &ending};
    const nkt_cohort_options options = {.size = sizeof options, .horizon = OBSERVED};
    nkt_curve_point points[OBSERVED];
    nkt_curve curve = {points, 0, OBSERVED, 0};
    const nkt_curve_point *last;
    nkt_waiting waiting;
    nkt_error error;

    need(nkt_cohort_waiting(&cases, &options, NULL, &waiting, work, &error), &error);
    need(nkt_cohort_incidence(&cases, FIRST_JOB, &options, &curve, work, &error), &error);
    last = &points[curve.n - 1];
    print_bullet(
        "Waiting ends, by a first job or by moving away, after %.0f months for half of them "
        "(%.0f to %.0f); within three years they wait %.1f months in the mean (%.1f to %.1f).",
        waiting.median, waiting.median_lower, waiting.median_upper, waiting.mean,
        waiting.mean_lower, waiting.mean_upper);
    print_bullet(
        "A first job within three years, while they live there: %.1f per cent (%.1f to %.1f).",
        last->value, last->lower, last->upper);
}

static void say_expected(const person *persons, nkt_memory *work) {
    const nkt_column months = NKT_FIELD(0, persons, months), ending = NKT_FIELD(0, persons, ending),
                     place = NKT_FIELD(0, persons, place);
    const nkt_column academic[] = {NKT_FIELD(0, persons, academic)};
    const nkt_cases cases = {NKT_ROWS(PERSONS), &months, &ending};
    nkt_table terms = NKT_TABLE(academic, PERSONS);
    nkt_expected_time places[PLACES];
    double pseudo[PERSONS];
    const nkt_column values = NKT_ARRAY(0, pseudo);
    nkt_error error;

    terms.rows.groups = &place;
    terms.rows.n_groups = PLACES;
    need(nkt_cohort_pseudo(&cases, NULL, &NKT_TO(pseudo), work, &error), &error);
    need(nkt_cohort_expected(&values, &terms, NULL, places, 0, work, &error), &error);
    for (int k = 0; k < PLACES; k++)
        print_bullet(
            "Municipality %c: %.1f months, where %.1f could be expected of such persons: %+.1f "
            "(%+.1f to %+.1f).",
            'A' + k, places[k].observed, places[k].expected, places[k].deviation, places[k].lower,
            places[k].upper);
}

static void say_costs(const person *persons) {
    const nkt_column cost = NKT_FIELD(0, persons, cost), mentor = NKT_FIELD(0, persons, mentor);
    double has_job[PERSONS], other[PERSONS];
    const nkt_column outcome = NKT_ARRAY(0, has_job), without = NKT_ARRAY(0, other);
    const nkt_rows with_mentor = {.include = &mentor, .n_rows = PERSONS};
    const nkt_rows without_mentor = {.include = &without, .n_rows = PERSONS};
    nkt_cost_outcome ways[2];
    nkt_cost_incremental more;
    nkt_error error;

    for (int i = 0; i < PERSONS; i++) {
        has_job[i] = persons[i].ending == FIRST_JOB;
        other[i] = 1 - persons[i].mentor;
    }
    need(nkt_cost_per_outcome(&cost, &outcome, &with_mentor, NULL, &ways[0], &error), &error);
    need(nkt_cost_per_outcome(&cost, &outcome, &without_mentor, NULL, &ways[1], &error), &error);
    need(nkt_cost_compare(&ways[0], &ways[1], NULL, &more, &error), &error);
    for (int k = 0; k < 2; k++)
        print_bullet("A first job costs %s kronor %s a mentor (%s to %s).",
                     kronor(ways[k].per_outcome.ratio), k == 0 ? "with" : "without",
                     kronor(ways[k].per_outcome.lower), kronor(ways[k].per_outcome.upper));
    if (more.standing == NKT_COST_STANDING_DOMINATES)
        print_bullet("With a mentor more get a job, at no higher cost.");
    else if (more.standing == NKT_COST_STANDING_BUYS &&
             more.per_outcome.kind == NKT_FIELLER_BOUNDED)
        print_bullet("One more job by way of a mentor costs %s kronor (%s to %s).",
                     kronor(more.per_outcome.ratio), kronor(more.per_outcome.lower),
                     kronor(more.per_outcome.upper));
    else
        print_bullet("What one more job by way of a mentor costs, so few persons cannot tell: the "
                     "difference in jobs may be none.");
}

static void say_survey(const person *persons, nkt_memory *work) {
    const nkt_column plan = NKT_FIELD(0, persons, plan), degree = NKT_FIELD(0, persons, degree),
                     together = NKT_FIELD(0, persons, together),
                     place = NKT_FIELD(0, persons, place);
    const nkt_survey_answers answers = {&plan, &degree, &together};
    const nkt_rows rows = {.groups = &place, .n_rows = PERSONS, .n_groups = PLACES};
    nkt_survey_difference difference;
    nkt_survey places[PLACES];
    nkt_error error;

    need(nkt_survey_groups(&answers, &rows, NULL, places, 0, work, &error), &error);
    for (int k = 0; k < PLACES; k++)
        print_bullet("Municipality %c: an individual plan have %s; individualisation %.0f of 100, "
                     "co-operation %.0f.",
                     'A' + k, share_text(&places[k].plan), places[k].individualisation.value,
                     places[k].cooperation.value);
    need(nkt_survey_compare(places, 0, PLACES, NKT_SURVEY_FIGURE_INDIVIDUALISATION, &difference,
                            &error),
         &error);
    print_bullet(
        "That they differ as much in individualisation by chance has the probability %.2g.",
        difference.p);
}

static void say_satisfaction(const person *persons) {
    const nkt_survey_scale scale = {.lowest = 1, .highest = 10, .minimum = 2};
    const nkt_rows rows = NKT_ROWS(PERSONS);
    nkt_memory work = NKT_MEMORY_REALLOC;
    nkt_column answers[QUESTIONS], indices;
    double index[PERSONS];
    nkt_satisfaction group;
    nkt_error error;

    for (int q = 0; q < QUESTIONS; q++)
        answers[q] = NKT_FIELD(0, persons, answers[q]);
    indices = NKT_ARRAY(0, index);
    need(
        nkt_survey_degrees(&(nkt_table)NKT_TABLE(answers, PERSONS), &scale, &NKT_TO(index), &error),
        &error);
    need(nkt_satisfaction_groups(&indices, &rows, NULL, NULL, &group, 0, &work, &error), &error);
    print_bullet("Satisfaction index of three questions: %.0f of 100, with a margin of %.1f.",
                 group.index, group.margin);
    nkt_memory_free(&work);
}

void programme_2001(void) {
    person *persons = allocate(PERSONS, sizeof *persons);
    nkt_memory work = NKT_MEMORY_REALLOC;

    make_persons(persons);
    print_heading('-', "2001: follow-up of persons (Integrationsverket, proposal). SYNTHETIC");
    print_paragraph(
        "The proposal prints no figures. These %d persons in %d municipalities are made by "
        "a generator, and show what such a follow-up can say.",
        PERSONS, PLACES);
    say_waiting(persons, &work);
    say_expected(persons, &work);
    say_costs(persons);
    say_survey(persons, &work);
    say_satisfaction(persons);
    nkt_memory_free(&work);
    free(persons);
}
