/*
 * Ankestyrelsen 2019 (Denmark): offers against the deadline of one month.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "programmes.h"
#include "report_print.h"

static nkt_estimate share_of(const csv_table *table, const char *what) {
    const nkt_options exact = {.size = sizeof exact,
                               .share_interval = NKT_INTERVAL_CLOPPER_PEARSON};
    nkt_estimate share;

    nkt_share(table_number(table, what, "done"), table_number(table, what, "cases"), &exact, &share,
              NULL);
    return share;
}

void programme_2019(const char *folder) {
    static const char in_time[] = "offer in time",
                      late[] = "late offers within four weeks after the deadline";
    const int64_t start = 17927; /* 31 January 2019, in days since 1 January 1970 */
    csv_table table;
    nkt_estimate share;
    nkt_error error;
    int64_t due;

    print_heading('-', "2019: offers within a month (Ankestyrelsen, Denmark)");
    open_in_folder(&table, folder, "timeliness_2019.csv");
    share = share_of(&table, in_time);
    print_bullet("In time: %.0f of %.0f cases, %s.", table_number(&table, in_time, "done"),
                 share.basis, share_text(&share));
    share = share_of(&table, late);
    print_bullet("Of those late, within four more weeks: %.0f of %.0f, %s.",
                 table_number(&table, late, "done"), share.basis, share_text(&share));
    need(nkt_add_months(start, 1, &due, &error), &error);
    print_bullet(
        "A month from 31 January 2019 is %d days long: its last day in time is 28 February.",
        (int)(due - start));
    print_paragraph(
        "These cases were chosen, not drawn (besides them %.0f contracts and %.0f moves "
        "were read, in seven municipalities): the limits illustrate how little so few "
        "cases can say, and do not estimate.",
        table_number(&table, "contracts", "cases"),
        table_number(&table, "moves between municipalities", "cases"));
    csv_free(&table);
}
