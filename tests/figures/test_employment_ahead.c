/*
 * Who is ahead: by hand, against a search that is not clever, on published groups of similar
 * municipalities.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "areas_test.h"

/* ---- who is ahead -------------------------------------------------------------------------------------- */

START_TEST(ahead_by_hand) {
    double deviation[] = {1.5, 3, -2, NAN, 1.5, 7, 3, 0.5};
    const nkt_column column = NKT_ARRAY(NKT_REFUGEES_EMPLOYED_DEVIATION, deviation);
    const int64_t similar[] = {6, 1, 3, 5, 2, 4, -1, 0, 7};
    int64_t ahead[9] = {77, 77, 77, 77}, n, missing;
    int32_t state;

    ck_assert_int_eq(nkt_employment_ahead(&column, ROWS(8), PEERS(similar, 9, 0), LIST(ahead, 9),
                                          &n, &missing, &state, NULL),
                     NKT_OK);
    ck_assert_int_eq(n, 3);
    ck_assert_int_eq(ahead[0], 5);
    ck_assert_int_eq(ahead[1], 1); /* equal to 6: the smaller row first */
    ck_assert_int_eq(ahead[2], 6);
    ck_assert_int_eq(ahead[3], 77);
    ck_assert_int_eq(missing, 1);
    ck_assert_int_eq(state, NKT_STATE_VALUE);
    /* a focus below 0: only positive deviations are an example, so not 2 */
    deviation[0] = -5;
    ck_assert_int_eq(nkt_employment_ahead(&column, ROWS(8), PEERS(similar, 9, 0), LIST(ahead, 9),
                                          &n, NULL, NULL, NULL),
                     NKT_OK);
    ck_assert_int_eq(n, 5);
    ck_assert_int_eq(ahead[3], 4);
    ck_assert_int_eq(ahead[4], 7);
    /* a focus without a deviation */
    ck_assert_int_eq(nkt_employment_ahead(&column, ROWS(8), PEERS(similar, 9, 3), LIST(ahead, 9),
                                          &n, &missing, &state, NULL),
                     NKT_OK);
    ck_assert_int_eq(n, 0);
    ck_assert_int_eq(missing, 0); /* it is the focus itself that is missing */
    ck_assert_int_eq(state, NKT_STATE_MISSING);
    /* only how many */
    ck_assert_int_eq(
        nkt_employment_ahead(&column, ROWS(8), PEERS(similar, 9, 0), NULL, &n, NULL, NULL, NULL),
        NKT_OK);
    ck_assert_int_eq(n, 5);
    ck_assert_int_eq(
        nkt_employment_ahead(&column, ROWS(8), PEERS(similar, 0, 0), NULL, &n, NULL, NULL, NULL),
        NKT_OK);
    ck_assert_int_eq(n, 0);
    /* all rows; those that are left out are passed over, and have no deviation as focus */
    {
        const int8_t include[] = {1, 1, 1, 0, 1, 0, 1, 1};
        const nkt_column included = NKT_ARRAY(0, include);
        nkt_rows rows = NKT_ROWS(8);
        int8_t narrow[8];
        float real[8];
        nkt_target from_1 = NKT_TO(narrow);
        from_1.first = 1; /* as in R */
        ck_assert_int_eq(nkt_employment_ahead(&column, ROWS(8),
                                              &(nkt_peers){.focus = 1, .first_row = 1}, &from_1, &n,
                                              &missing, NULL, NULL),
                         NKT_OK);
        ck_assert_int_eq(n, 5);
        ck_assert_int_eq(narrow[0], 6);
        ck_assert_int_eq(narrow[4], 8);
        ck_assert_int_eq(missing, 1);
        rows.include = &included;
        ck_assert_int_eq(nkt_employment_ahead(&column, &rows, PEERS(similar, 9, 0), &NKT_TO(real),
                                              &n, &missing, NULL, NULL),
                         NKT_OK);
        ck_assert_int_eq(n, 4);
        ck_assert_float_eq(real[0], 1);
        ck_assert_float_eq(real[3], 7);
        ck_assert_int_eq(missing, 0);
        nkt_employment_ahead(&column, &rows, PEERS(similar, 9, 5), NULL, &n, NULL, &state, NULL);
        ck_assert_int_eq(state, NKT_STATE_NOT_APPLICABLE);
        ck_assert_int_eq(n, 0);
    }
}
END_TEST

START_TEST(ahead_tells_bad_data) {
    double deviation[] = {1, INFINITY, 5, -INFINITY};
    const nkt_column column = NKT_ARRAY(0, deviation);
    const int64_t similar[] = {3, 2, 1};
    int64_t ahead[3], n, missing;
    int32_t state;
    nkt_error error;

    ck_assert_int_eq(nkt_employment_ahead(&column, ROWS(4), PEERS(similar, 3, 0), LIST(ahead, 3),
                                          &n, &missing, &state, &error),
                     NKT_ROWS_INVALID);
    ck_assert_str_eq(error.message, "deviation: row 1: infinity is no finite number");
    ck_assert_int_eq(error.row, 1);
    ck_assert_int_eq(error.rows_affected, 2);
    ck_assert_int_eq(n, 1);
    ck_assert_int_eq(ahead[0], 2);
    ck_assert_int_eq(missing, 2);
    ck_assert_int_eq(nkt_employment_ahead(&column, ROWS(4), PEERS(similar, 0, 1), LIST(ahead, 3),
                                          &n, &missing, &state, &error),
                     NKT_ROWS_INVALID);
    ck_assert_int_eq(state, NKT_STATE_INVALID);
}
END_TEST

START_TEST(bad_questions_are_refused) {
    struct {
        double deviation[3];
        nkt_column column;
        int64_t similar[3], ahead[3], n, missing;
        int32_t state;
    } c, before;
    nkt_error error;

    memset(&c, 0x5A, sizeof c);
    for (int i = 0; i < 3; i++) {
        c.deviation[i] = i;
        c.similar[i] = i;
    }
    c.column = (nkt_column)NKT_ARRAY(0, c.deviation);
#define AHEAD(column_, rows_, focus_, similar_, n_, ahead_, capacity_, n_ahead_)                   \
    nkt_employment_ahead(column_, ROWS(rows_), PEERS(similar_, n_, focus_),                        \
                         LIST(ahead_, capacity_), n_ahead_, &c.missing, &c.state, &error)
#define REFUSED(call_, status_, subject_, message_)                                                \
    do {                                                                                           \
        before = c;                                                                                \
        ck_assert_int_eq(call_, status_);                                                          \
        ck_assert_str_eq(error.subject, subject_);                                                 \
        ck_assert_str_eq(error.message, message_);                                                 \
        ck_assert_mem_eq(&c, &before, sizeof c);                                                   \
    } while (0)
    REFUSED(AHEAD(NULL, 3, 0, c.similar, 3, c.ahead, 3, &c.n), NKT_E_NULL, "deviation",
            "deviation: is NULL");
    REFUSED(AHEAD(&c.column, -3, 0, c.similar, 3, c.ahead, 3, &c.n), NKT_E_COUNT, "rows.n_rows",
            "rows.n_rows: -3 is negative");
    REFUSED(nkt_employment_ahead(&c.column, NULL, PEERS(c.similar, 3, 0), NULL, &c.n, NULL, NULL,
                                 &error),
            NKT_E_NULL, "rows", "rows: is NULL");
    REFUSED(nkt_employment_ahead(&c.column, ROWS(3), NULL, NULL, &c.n, NULL, NULL, &error),
            NKT_E_NULL, "peers", "peers: is NULL");
    REFUSED(AHEAD(&c.column, 3, 3, c.similar, 3, c.ahead, 3, &c.n), NKT_E_DOMAIN, "peers.focus",
            "peers.focus: 3 is no number of a row");
    REFUSED(AHEAD(&c.column, 3, -1, c.similar, 3, c.ahead, 3, &c.n), NKT_E_DOMAIN, "peers.focus",
            "peers.focus: -1 is no number of a row");
    REFUSED(AHEAD(&c.column, 0, 0, c.similar, 3, c.ahead, 3, &c.n), NKT_E_DOMAIN, "peers.focus",
            "peers.focus: 0 is no number of a row");
    REFUSED(nkt_employment_ahead(&c.column, ROWS(3), &(nkt_peers){.n_members = 3}, NULL, &c.n, NULL,
                                 NULL, &error),
            NKT_E_COUNT, "peers.n_members", "peers.n_members: 3 is more than 0");
    REFUSED(AHEAD(&c.column, 3, 0, c.similar, -3, c.ahead, 3, &c.n), NKT_E_COUNT, "peers.n_members",
            "peers.n_members: -3 is negative");
    REFUSED(AHEAD(&c.column, 3, 0, c.similar, 3, c.ahead, -1, &c.n), NKT_E_CAPACITY, "ahead",
            "ahead: -1 rows of room are too few, needed are 2");
    REFUSED(AHEAD(&c.column, 3, 0, c.similar, 3, c.ahead, 1, &c.n), NKT_E_CAPACITY, "ahead",
            "ahead: 1 rows of room are too few, needed are 2");
    ck_assert_double_eq(error.bound, 2);
    REFUSED(AHEAD(&c.column, 3, 0, c.similar, 3, c.ahead, 3, NULL), NKT_E_NULL, "n_ahead",
            "n_ahead: is NULL");
    c.similar[1] = 3;
    REFUSED(AHEAD(&c.column, 3, 0, c.similar, 3, c.ahead, 3, &c.n), NKT_E_DOMAIN,
            "peers.members[1]", "peers.members[1]: 3 is no number of a row");
    ck_assert_int_eq(error.item, 1);
    c.similar[1] = -2;
    REFUSED(AHEAD(&c.column, 3, 0, c.similar, 3, c.ahead, 3, &c.n), NKT_E_DOMAIN,
            "peers.members[1]", "peers.members[1]: -2 is no number of a row");
    c.similar[1] = 1;
    c.column.type = 0;
    REFUSED(AHEAD(&c.column, 3, 0, c.similar, 3, c.ahead, 3, &c.n), NKT_E_TYPE, "deviation",
            "deviation: 0 is no type: NKT_FLOAT64, NKT_INT32, ...");
    c.column.type = NKT_FLOAT64;
    c.column.id = 4711;
    REFUSED(AHEAD(&c.column, 3, 0, c.similar, 3, c.ahead, 3, &c.n), NKT_E_ID, "deviation",
            "deviation: 4711 is the id of no input and no figure");
    c.column.id = 0;
    ck_assert_int_eq(AHEAD(&c.column, 3, 0, c.similar, 3, c.ahead, 2, &c.n), NKT_OK);
}
END_TEST

START_TEST(long_lists_are_in_order) {
    enum { N = 400 };
    double deviation[N];
    const nkt_column column = NKT_ARRAY(0, deviation);
    int64_t similar[N], ahead[N], n;
    uint64_t seed = 5;

    for (int i = 0; i < N; i++) {
        deviation[i] = draw(&seed, 60) / 4. - 5; /* many are equal */
        similar[i] = (i * 37) % N;
    }
    ck_assert_int_eq(nkt_employment_ahead(&column, ROWS(N), PEERS(similar, N, 7), LIST(ahead, N),
                                          &n, NULL, NULL, NULL),
                     NKT_OK);
    ck_assert_int_ge(n, N / 10);
    for (int64_t i = 0; i < n; i++) {
        ck_assert(deviation[ahead[i]] > 0 && deviation[ahead[i]] > deviation[7]);
        if (i > 0)
            ck_assert(deviation[ahead[i - 1]] > deviation[ahead[i]] ||
                      (deviation[ahead[i - 1]] == deviation[ahead[i]] && ahead[i - 1] < ahead[i]));
    }
    for (int i = 0; i < N; i++)
        n -= deviation[i] > 0 && deviation[i] > deviation[7];
    ck_assert_int_eq(n, 0);
}
END_TEST

/* ---- published figures ------------------------------------------------------------------------------------- */

/* The row of a municipality in 2018. */
static int row_of(const csv_table *table, const char *code) {
    int municipality = csv_column(table, "municipality"), year = csv_column(table, "year");
    for (int r = 0; r < csv_rows(table); r++)
        if (csv_number(table, r, year) == 2018 &&
            strcmp(csv_text(table, r, municipality), code) == 0)
            return r;
    return -1;
}

START_TEST(similar_municipalities_that_are_ahead) {
    const char *path = data_path("kolada_2012_2018.csv");
    csv_table *table = path ? csv_read(path) : NULL;
    csv_table *groups;
    double *deviation;
    nkt_column column;
    int focuses = 0, found = 0;

    path = table ? data_path("similar_integration_published_2021.csv") : NULL;
    groups = path ? csv_read(path) : NULL;
    if (!groups) {
        if (table)
            csv_free(table);
        return;
    }
    deviation = calloc((size_t)csv_rows(table), sizeof *deviation);
    for (int r = 0; r < csv_rows(table); r++)
        deviation[r] = csv_number(table, r, csv_column(table, "N00486"));
    column = (nkt_column)NKT_ARRAY_N(NKT_REFUGEES_EMPLOYED_DEVIATION, deviation, 0);
    for (int g = 0; g < csv_rows(groups);) {
        int64_t similar[16], ahead[16], n, missing, expected_missing = 0;
        int focus = row_of(table, csv_text(groups, g, 0)), members = 0;
        double last = INFINITY;
        int64_t last_row = -1;
        for (int h = g;
             g < csv_rows(groups) && strcmp(csv_text(groups, g, 0), csv_text(groups, h, 0)) == 0;
             g++)
            similar[members++] = row_of(table, csv_text(groups, g, 1));
        ck_assert_int_le(members, 16);
        ck_assert_int_eq(nkt_employment_ahead(&column, ROWS(csv_rows(table)),
                                              PEERS(similar, members, focus), LIST(ahead, 16), &n,
                                              &missing, NULL, NULL),
                         NKT_OK);
        for (int64_t i = 0; i <= n; i++) { /* the largest of those that are left, again and again */
            int64_t best = -1;
            for (int m = 0; m < members; m++) {
                int64_t row = similar[m];
                if (!(deviation[row] > 0 && deviation[row] > deviation[focus]))
                    continue;
                if (deviation[row] > last || (deviation[row] == last && row <= last_row))
                    continue;
                if (best < 0 || deviation[row] > deviation[best] ||
                    (deviation[row] == deviation[best] && row < best))
                    best = row;
            }
            if (i == n) {
                ck_assert_int_eq(best, -1);
                break;
            }
            ck_assert_int_eq(ahead[i], best);
            last = deviation[best];
            last_row = best;
        }
        for (int m = 0; m < members; m++)
            expected_missing += isnan(deviation[similar[m]]);
        ck_assert_int_eq(missing, expected_missing);
        focuses++;
        found += n > 0;
    }
    ck_assert_int_ge(focuses, 280);
    ck_assert(found > focuses / 2 && found < focuses); /* most have somebody to learn from */
    free(deviation);
    csv_free(groups);
    csv_free(table);
}
END_TEST

Suite *nkt_suite_employment_ahead(void) {
    Suite *suite = suite_create("employment_ahead");
    TCase *tcase = tcase_create("employment_ahead");
    tcase_add_test(tcase, ahead_by_hand);
    tcase_add_test(tcase, ahead_tells_bad_data);
    tcase_add_test(tcase, bad_questions_are_refused);
    tcase_add_test(tcase, long_lists_are_in_order);
    tcase_add_test(tcase, similar_municipalities_that_are_ahead);
    suite_add_tcase(suite, tcase);
    return suite;
}
