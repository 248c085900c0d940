/*
 * SKL 2017: what the meeting places save, and what they can have cost.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>

#include "programmes.h"
#include "report_print.h"

void programme_2017(const char *folder) {
    csv_table table;
    nkt_payback payback;
    nkt_error error;

    print_heading('-', "2017: meeting places (SKL)");
    open_in_folder(&table, folder, "meeting_places_2017.csv");
    need(nkt_cost_payback(table_number(&table, "saved per person", "number"),
                          table_number(&table, "persons", "number"),
                          table_number(&table, "months", "number"), NAN,
                          table_number(&table, "repaid within months", "number"), &payback, &error),
         &error);
    print_bullet(
        "They save %s kronor in a year. Repaid within %.0f months, they cost at most %s: the "
        "guide does not print what.",
        kronor(payback.saving), table_number(&table, "repaid within months", "number"),
        kronor(payback.highest_cost));
    csv_free(&table);
}
