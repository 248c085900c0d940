/*
 * Alvesta 2018: nine control objectives, graded in the text of the audit and again in its table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdlib.h>

#include "columns.h"
#include "programmes.h"
#include "report_print.h"

enum { TEXT, TABLE, N_PLACES, MOST = 16 };

static const char *grade_name(int32_t grade) {
    return grade == NKT_GRADE_NOT      ? "not fulfilled"
           : grade == NKT_GRADE_PARTLY ? "partly"
                                       : "fulfilled";
}

/* Aimed at and reached, as the audit prints them; how many answered it does not say. */
static void say_attainment(void) {
    const nkt_aim aim = {.target = 90, .reached = 82, .n = 50};
    const nkt_attain_options options = {.size = sizeof options, .most = 1000};
    nkt_attainment a;
    nkt_error error;

    need(nkt_satisfaction_attain(&aim, &options, &a, &error), &error);
    print_bullet(
        "Satisfaction: aimed at 90 per cent, reached 82, of a number that is not printed. Of "
        "50 answers so low a share would come with a probability of %.0f per cent though "
        "the true one were 90; it takes %d for less than 5 per cent.",
        100 * a.probability, (int)a.smallest);
}

void programme_2018(const char *folder) {
    nkt_contradiction found[MOST];
    nkt_audit_grades grades[N_PLACES];
    nkt_column places[N_PLACES];
    double *numbers[N_PLACES];
    csv_table table;
    nkt_error error;
    nkt_table both;
    int64_t n_found;

    print_heading('-', "2018: audit of the reception of refugees (Alvesta)");
    open_in_folder(&table, folder, "audit_2018.csv");
    numbers[TEXT] = read_column(&table, "text");
    numbers[TABLE] = read_column(&table, "table");
    for (int k = 0; k < N_PLACES; k++)
        places[k] = NKT_ARRAY_N(0, numbers[k], (int64_t)table.n_rows);
    both = (nkt_table)NKT_TABLE(places, (int64_t)table.n_rows);
    need(nkt_audit_summary(&both, grades, 0, &error), &error);
    for (int k = 0; k < N_PLACES; k++)
        print_bullet("In the %s: %d fulfilled, %d partly, %d not.", k == TEXT ? "text" : "table",
                     (int)grades[k].fulfilled, (int)grades[k].partly, (int)grades[k].not_fulfilled);
    need(nkt_audit_contradictions(&both, found, 0, MOST, &n_found, &error), &error);
    for (int64_t i = 0; i < n_found; i++)
        print_bullet("The two contradict each other on objective %d: %s, %s.",
                     (int)found[i].objective + 1, grade_name(found[i].lowest),
                     grade_name(found[i].highest));
    say_attainment();
    free(numbers[TEXT]);
    free(numbers[TABLE]);
    csv_free(&table);
}
