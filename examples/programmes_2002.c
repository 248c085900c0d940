/*
 * Integrationsverket 2002: grants, the balance of the appropriation, statements that disagree.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "columns.h"
#include "fail.h"
#include "programmes.h"
#include "report_print.h"

static void say_grants(const char *folder, const char *file, const char *name) {
    const int32_t decision = NKT_DECISION_GRANTED;
    const nkt_column decisions = NKT_CONSTANT(0, decision);
    nkt_funding_part parts[NKT_FUNDING_PARTS];
    csv_table table;
    nkt_summary spread;
    nkt_error error;
    nkt_column amounts;
    double *granted;
    nkt_rows rows;

    open_in_folder(&table, folder, file);
    granted = read_column(&table, "granted");
    amounts = NKT_ARRAY_N(0, granted, (int64_t)table.n_rows);
    rows = (nkt_rows)NKT_ROWS((int64_t)table.n_rows);
    need(nkt_funding_summary(NULL, &amounts, &decisions, &rows, parts, &error), &error);
    need(nkt_summarise(&amounts, NULL, &rows, &spread, &scratch, &error), &error);
    print_bullet("%s: %d grants, %s kronor together; the largest %s, the median %s.", name,
                 (int)spread.n, kronor(parts[NKT_DECISION_GRANTED].granted), kronor(spread.maximum),
                 kronor(spread.median));
    free(granted);
    csv_free(&table);
}

static double stated_number(const csv_table *stated, const char *what) {
    return table_number(stated, what, "number");
}

static void say_share(const csv_table *stated, const char *part, const char *whole,
                      const char *sentence) {
    nkt_estimate share;

    nkt_share(stated_number(stated, part), stated_number(stated, whole), NULL, &share, NULL);
    print_bullet("%s: %.0f of %.0f, %s.", sentence, stated_number(stated, part),
                 stated_number(stated, whole), share_text(&share));
}

/* A figure as the document states it; "about" and "over" allow half a million either way, or more. */
static nkt_stated figure(const csv_table *table, const char *what) {
    const char *how = csv_cell(table, table_row(table, what), need_column(table, "stated"));
    nkt_stated s = {stated_number(table, what), 0, NKT_STATED_EXACTLY, 0};

    if (strcmp(how, "about") == 0) {
        s.precision = NKT_STATED_ABOUT;
        s.slack = 50000; /* half a unit of the last digit printed */
    } else if (strcmp(how, "over") == 0) {
        s.precision = NKT_STATED_OVER;
        s.slack = INFINITY;
    }
    return s;
}

static void say_balance(const csv_table *stated) {
    const nkt_stated parts[] = {figure(stated, "decided or reserved"),
                                figure(stated, "in final preparation")};
    const nkt_stated total = figure(stated, "tied up");
    nkt_appropriation balance;
    nkt_agreement agreement;
    nkt_error error;

    need(nkt_funding_balance(stated_number(stated, "appropriation"), total.value,
                             stated_number(stated, "not begun"), stated_number(stated, "further"),
                             &balance, &error),
         &error);
    print_bullet(
        "Of the appropriation of %s kronor %.0f per cent are tied up. Were all that waits "
        "granted, %s would be lacking; of the further %s at the government's disposal that "
        "would take %s.",
        kronor(stated_number(stated, "appropriation")), balance.tied_share, kronor(-balance.after),
        kronor(stated_number(stated, "further")), kronor(balance.needed));
    need(nkt_funding_agree(parts, 0, 2, &total, &agreement, &error), &error);
    print_bullet("Over %s decided and over %s in preparation %s about %s tied up.",
                 kronor(parts[0].value), kronor(parts[1].value),
                 agreement.agrees ? "agree with" : "do NOT agree with", kronor(total.value));
}

void programme_2002(const char *folder) {
    csv_table stated;
    nkt_estimate others;
    double left;

    print_heading('-', "2002: improved introduction (Integrationsverket, interim report)");
    say_grants(folder, "grants_2002.csv", "Development grants");
    say_grants(folder, "refugee_fund_2002.csv", "The European refugee fund");
    open_in_folder(&stated, folder, "stated_2002.csv");
    say_share(&stated, "fund approved", "fund applications", "Applications to the fund approved");
    say_share(&stated, "granted or reserved", "applications", "Applications for grants approved");
    left = stated_number(&stated, "applications") - stated_number(&stated, "granted or reserved") -
           stated_number(&stated, "rejected");
    print_bullet("Not yet decided: %.0f. Applied for, of project costs of %s: %.0f per cent.", left,
                 kronor(stated_number(&stated, "project costs")),
                 100 * stated_number(&stated, "applied for") /
                     stated_number(&stated, "project costs"));
    say_share(&stated, "finished", "projects of 2001", "Projects of 2001 that are finished");
    say_share(&stated, "received newcomers", "municipalities",
              "Municipalities that received newcomers in 2001");
    nkt_share(stated_number(&stated, "others with immigration"),
              stated_number(&stated, "municipalities") -
                  stated_number(&stated, "received newcomers"),
              NULL, &others, NULL);
    print_bullet("Of the other %.0f, %.0f had immigration of other newcomers.", others.basis,
                 stated_number(&stated, "others with immigration"));
    say_balance(&stated);
    csv_free(&stated);
}
