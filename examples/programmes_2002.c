/*
 * Integrationsverket 2002: grants, the balance of the appropriation, statements that disagree.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <nyckeltal/realloc.h>

#include "columns.h"
#include "fail.h"
#include "programmes.h"
#include "report_print.h"

static void say_grants(const char *folder, const char *file, const char *name) {
    const int32_t decision = NKT_DECISION_GRANTED;
    const nkt_column decisions = NKT_CONSTANT(0, decision);
    nkt_memory work = NKT_MEMORY_REALLOC;
    nkt_funding_part parts[NKT_FUNDING_PARTS];
    csv_table table;
    nkt_summary spread;
    nkt_error error;
    nkt_column amounts;
    double *granted;
    nkt_rows rows;

    open_in_folder(&table, folder, file);
    granted = read_column(&table, "granted");
    amounts = NKT_ARRAY(0, granted);
    rows = (nkt_rows)NKT_ROWS((int64_t)table.n_rows);
    need(nkt_funding_summary(NULL, &amounts, &decisions, &rows, parts, &error), &error);
    need(nkt_summarise(&amounts, NULL, &rows, &spread, &work, &error), &error);
    print_bullet("%s: %d grants, %s kronor together; the largest %s, the median %s.", name,
                 (int)spread.n, kronor(parts[NKT_DECISION_GRANTED].granted), kronor(spread.maximum),
                 kronor(spread.median));
    nkt_memory_free(&work);
    free(granted);
    csv_free(&table);
}

static void say_share(const csv_table *stated, const char *part, const char *whole,
                      const char *sentence) {
    nkt_estimate share;

    nkt_share(table_number(stated, part, "number"), table_number(stated, whole, "number"), NULL,
              &share, NULL);
    print_bullet("%s: %.0f of %.0f, %s.", sentence, table_number(stated, part, "number"),
                 table_number(stated, whole, "number"), share_text(&share));
}

/* A figure as the document states it; "about" and "over" allow half a million either way, or more. */
static nkt_stated figure(const csv_table *table, const char *what) {
    const char *how = csv_cell(table, table_row(table, what), need_column(table, "stated"));
    nkt_stated s = {table_number(table, what, "number"), 0, NKT_STATED_EXACTLY, 0};

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

    need(nkt_funding_balance(table_number(stated, "appropriation", "number"), total.value,
                             table_number(stated, "not begun", "number"),
                             table_number(stated, "further", "number"), &balance, &error),
         &error);
    print_bullet(
        "Of the appropriation of %s kronor %.0f per cent are tied up. Were all that waits "
        "granted, %s would be lacking; of the further %s at the government's disposal that "
        "would take %s.",
        kronor(table_number(stated, "appropriation", "number")), balance.tied_share,
        kronor(-balance.after), kronor(table_number(stated, "further", "number")),
        kronor(balance.needed));
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
    left = table_number(&stated, "applications", "number") -
           table_number(&stated, "granted or reserved", "number") -
           table_number(&stated, "rejected", "number");
    print_bullet("Not yet decided: %.0f. Applied for, of project costs of %s: %.0f per cent.", left,
                 kronor(table_number(&stated, "project costs", "number")),
                 100 * table_number(&stated, "applied for", "number") /
                     table_number(&stated, "project costs", "number"));
    say_share(&stated, "finished", "projects of 2001", "Projects of 2001 that are finished");
    say_share(&stated, "received newcomers", "municipalities",
              "Municipalities that received newcomers in 2001");
    nkt_share(table_number(&stated, "others with immigration", "number"),
              table_number(&stated, "municipalities", "number") -
                  table_number(&stated, "received newcomers", "number"),
              NULL, &others, NULL);
    print_bullet("Of the other %.0f, %.0f had immigration of other newcomers.", others.basis,
                 table_number(&stated, "others with immigration", "number"));
    say_balance(&stated);
    csv_free(&stated);
}
