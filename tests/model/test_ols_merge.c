/*
 * Merging and packing least squares: the same bits for any split, order and tree; packed bytes come
 * back, and damaged ones are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <check.h>
#include <stdio.h>

#include "data.h"
#include "model/ols_help.h"

enum { MOST_ROWS = 300, TERMS = 3, TRIALS = 3400, MOST_PARTS = 12, MOST_BYTES = 20000 };

static double table[MOST_ROWS][2 + TERMS]; /* response, terms, weight */
static int n_rows;

static uint64_t seed = UINT64_C(2463534242);

static uint64_t next(void) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed;
}

static double number(int spread) {
    return ldexp((double)(int64_t)next(), (int)(next() % (uint64_t)spread) - spread / 2 - 63);
}

/* Three data sets: published values; numbers of very different size; counts with gaps. */
static int make_set(int set) {
    static const char *const columns[] = {"y", "n00704", "n00706", "n00708"};
    if (set == 0) {
        const char *path = data_path("golden/ols_2018.csv");
        csv_table *csv = path ? csv_read(path) : NULL;
        if (!csv)
            return 0;
        n_rows = csv_rows(csv);
        for (int r = 0; r < n_rows; r++) {
            for (int c = 0; c <= TERMS; c++)
                table[r][c] = csv_number(csv, r, csv_column(csv, columns[c]));
            table[r][1 + TERMS] = 1 + r % 7;
        }
        csv_free(csv);
        return 1;
    }
    n_rows = 60 + 40 * set;
    for (int r = 0; r < n_rows; r++)
        for (int c = 0; c < 2 + TERMS; c++) {
            double *x = &table[r][c];
            *x = set == 1 ? number(c == 2 ? 400 : 30) : (double)(next() % 1000);
            if (c == 1 + TERMS)
                *x = fabs(*x);
            if (set == 2 && next() % 20 == 0)
                *x = next() % 3 ? NAN : c == 1 ? INFINITY : 0;
        }
    return 1;
}

static const nkt_ols_options *options_of(int set) {
    static nkt_ols_options powers = {.size = sizeof powers, .degree = {1, 3}};
    return set == 0 ? &powers : NULL;
}

/* Rows in the order given, from `first`, into a state. */
static void add(void *state, const int64_t *order, int first, int count) {
    nkt_column columns[2 + TERMS];
    nkt_error error;
    for (int c = 0; c < 2 + TERMS; c++)
        columns[c] = (nkt_column){.values = &table[0][c],
                                  .stride = sizeof table[0],
                                  .rows = order + first,
                                  .type = NKT_FLOAT64};
    if (nkt_ols_add(state, &columns[0], columns + 1, TERMS, &columns[1 + TERMS], NULL, count,
                    &error) < 0)
        ck_abort_msg("%s", error.message);
}

static size_t packed(const void *state, unsigned char *out) {
    size_t size;
    nkt_error error;
    /* No check macro for what goes well a hundred thousand times: each one writes a message. */
    if (nkt_ols_pack_size(state, &size, &error) != NKT_OK || size > MOST_BYTES ||
        nkt_ols_pack(state, out, size, &error) != NKT_OK)
        ck_abort_msg("%s", error.message);
    return size;
}

/* Everything that can be read off a fit, as bits. */
static void read_fit(model *m, const nkt_ols_options *options, double out[200]) {
    const nkt_status status = model_fit(m, options);
    int at = 0;
    memset(out, 0, 200 * sizeof *out);
    out[at++] = status;
    for (int32_t what = NKT_OLS_N; what <= NKT_OLS_OWN_SHARE; what++)
        nkt_ols_get(m->fit, what, &out[at++], NULL);
    for (int32_t what = NKT_OLS_COEFFICIENT; what <= NKT_OLS_VIF; what++, at += 8)
        ck_assert_int_eq(nkt_ols_copy(m->fit, what, &out[at], 8, 8, NULL), NKT_OK);
}

START_TEST(any_split_gives_the_same_bits) {
    static unsigned char whole[MOST_BYTES], got[MOST_BYTES];
    static double wanted[200], found[200];
    const nkt_ols_options *options = options_of(_i);
    int64_t order[MOST_ROWS];
    model all, part[MOST_PARTS];
    size_t size;

    if (!make_set(_i))
        return;
    for (int r = 0; r < n_rows; r++)
        order[r] = r;
    model_init(&all, TERMS, options);
    add(all.state, order, 0, n_rows);
    size = packed(all.state, whole);
    read_fit(&all, options, wanted);
    for (int p = 0; p < MOST_PARTS; p++)
        model_init(&part[p], TERMS, options);
    for (int trial = 0; trial < TRIALS; trial++) {
        int parts = 1 + (int)(next() % MOST_PARTS), first = 0;
        for (int r = n_rows - 1; r > 0; r--) { /* the rows in any order */
            const int other = (int)(next() % (uint64_t)(r + 1));
            const int64_t keep = order[r];
            order[r] = order[other];
            order[other] = keep;
        }
        for (int p = 0; p < parts; p++) {
            const int left = n_rows - first;
            const int count = p == parts - 1 ? left : (int)(next() % (uint64_t)(left + 1));
            if (nkt_ols_init(part[p].state, part[p].state_size, TERMS, options, NULL) != NKT_OK)
                ck_abort_msg("part %d was not made", p);
            add(part[p].state, order, first, count);
            first += count;
        }
        for (int left = parts; left > 1; left--) { /* any two of those left, until one is */
            const int a = (int)(next() % (uint64_t)left);
            const int b = (a + 1 + (int)(next() % (uint64_t)(left - 1))) % left;
            void *const gone = part[b].state;
            if (nkt_ols_merge(part[a].state, gone, NULL) != NKT_OK)
                ck_abort_msg("part %d was not merged", b);
            part[b].state = part[left - 1].state;
            part[left - 1].state = gone;
        }
        ck_assert_uint_eq(packed(part[0].state, got), size);
        ck_assert_mem_eq(got, whole, size);
        if (trial % 50 == 0) {
            read_fit(&part[0], options, found);
            ck_assert_mem_eq(found, wanted, sizeof found);
        }
    }
    for (int p = 0; p < MOST_PARTS; p++)
        model_free(&part[p]);
    model_free(&all);
}
END_TEST

START_TEST(an_empty_state_is_the_identity) {
    static unsigned char before[MOST_BYTES], after[MOST_BYTES];
    int64_t order[MOST_ROWS];
    model a, empty;
    size_t size;

    make_set(2);
    for (int r = 0; r < n_rows; r++)
        order[r] = r;
    model_init(&a, TERMS, NULL);
    model_init(&empty, TERMS, NULL);
    size = packed(empty.state, before);
    ck_assert_int_eq(nkt_ols_merge(a.state, empty.state, NULL), NKT_OK);
    ck_assert_uint_eq(packed(a.state, after), size);
    ck_assert_mem_eq(after, before, size);
    add(a.state, order, 0, n_rows);
    size = packed(a.state, before);
    ck_assert_int_eq(nkt_ols_merge(a.state, empty.state, NULL), NKT_OK);
    ck_assert_uint_eq(packed(a.state, after), size);
    ck_assert_mem_eq(after, before, size);
    ck_assert_int_eq(nkt_ols_merge(empty.state, a.state, NULL), NKT_OK);
    ck_assert_uint_eq(packed(empty.state, after), size);
    ck_assert_mem_eq(after, before, size);
    model_free(&a);
    model_free(&empty);
}
END_TEST

static model packed_model(unsigned char *bytes, size_t *size) {
    int64_t order[MOST_ROWS];
    model m;
    make_set(2);
    for (int r = 0; r < n_rows; r++)
        order[r] = r;
    model_init(&m, TERMS, NULL);
    add(m.state, order, 0, n_rows);
    *size = packed(m.state, bytes);
    return m;
}

START_TEST(packed_states_come_back) {
    static unsigned char bytes[MOST_BYTES + 1], again[MOST_BYTES];
    static double wanted[200], found[200];
    size_t size, needed;
    model m = packed_model(bytes + 1, &size), back; /* at an odd address */
    nkt_error error;

    model_init(&back, TERMS, NULL);
    ck_assert_int_eq(nkt_ols_unpack_size(bytes + 1, size, &needed, &error), NKT_OK);
    ck_assert_uint_eq(needed, m.state_size);
    ck_assert_int_eq(nkt_ols_unpack(back.state, needed, bytes + 1, size, &error), NKT_OK);
    ck_assert_uint_eq(packed(back.state, again), size);
    ck_assert_mem_eq(again, bytes + 1, size);
    read_fit(&m, NULL, wanted);
    read_fit(&back, NULL, found);
    ck_assert_mem_eq(found, wanted, sizeof found);
    ck_assert_int_eq(nkt_ols_merge(back.state, m.state, NULL), NKT_OK);
    ck_assert_int_eq(nkt_ols_merge(m.state, m.state, NULL), NKT_E_DUPLICATE);
    model_free(&m);
    model_free(&back);
}
END_TEST

START_TEST(damage_is_refused) {
    static unsigned char bytes[MOST_BYTES];
    size_t size;
    model m = packed_model(bytes, &size);
    nkt_error error;
    unsigned char *state = m.state, *before = malloc(m.state_size), *cut;

    memcpy(before, state, m.state_size);
    for (size_t at = 0; at < size; at++) {
        const unsigned char keep = bytes[at];
        bytes[at] ^= (unsigned char)(1 + next() % 255);
        ck_assert_int_eq(nkt_ols_unpack(state, m.state_size, bytes, size, &error), NKT_E_PACKED);
        ck_assert_mem_eq(state, before, m.state_size); /* nothing was written */
        bytes[at] = keep;
    }
    for (size_t length = 0; length < size; length++) {
        cut = malloc(length ? length : 1); /* so that reading past it is seen */
        memcpy(cut, bytes, length);
        ck_assert_int_eq(nkt_ols_unpack(state, m.state_size, cut, length, &error), NKT_E_PACKED);
        free(cut);
    }
    ck_assert_int_eq(nkt_ols_unpack(state, m.state_size - 1, bytes, size, &error), NKT_E_CAPACITY);
    ck_assert_int_eq(nkt_ols_unpack(state + 4, m.state_size, bytes, size, &error), NKT_E_ALIGNMENT);
    ck_assert_int_eq(nkt_ols_unpack(NULL, m.state_size, bytes, size, &error), NKT_E_NULL);
    ck_assert_int_eq(nkt_ols_unpack(state, m.state_size, NULL, size, &error), NKT_E_NULL);
    ck_assert_int_eq(error.argument, 3);
    ck_assert_int_eq(nkt_ols_unpack(state, m.state_size, "CSV file", 8, &error), NKT_E_PACKED);
    ck_assert_str_eq(error.message, "packed: is no packed least-squares state");
    free(before);
    model_free(&m);
}
END_TEST

/* Bytes with a right check but wrong contents: whoever made them knew how. */
static void seal(unsigned char *bytes, size_t size) {
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < size - 8; i++)
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    for (int i = 0; i < 8; i++)
        bytes[size - 8 + (size_t)i] = (unsigned char)(hash >> (8 * i));
}

START_TEST(forged_bytes_do_no_harm) {
    static unsigned char bytes[MOST_BYTES], forged[MOST_BYTES], again[MOST_BYTES];
    size_t size;
    model m = packed_model(bytes, &size);
    int accepted = 0;

    for (int trial = 0; trial < 20000; trial++) {
        const size_t at = next() % (size - 8);
        memcpy(forged, bytes, size);
        forged[at] = (unsigned char)next();
        forged[next() % (size - 8)] ^= (unsigned char)next();
        seal(forged, size);
        if (nkt_ols_unpack(m.state, m.state_size, forged, size, NULL) != NKT_OK)
            continue;
        accepted++;
        ck_assert_uint_eq(packed(m.state, again), size); /* another state, and a sound one */
        ck_assert_mem_eq(again, forged, size);
        if (trial % 20 == 0)
            model_fit(&m, NULL);
    }
    ck_assert_int_gt(accepted, 0);
    memcpy(forged, bytes, size);
    forged[8] = 2;
    seal(forged, size);
    ck_assert_int_eq(nkt_ols_unpack(m.state, m.state_size, forged, size, &m.error), NKT_E_PACKED);
    ck_assert_str_eq(m.error.message, "packed: is of a version that this library does not know");
    model_free(&m);
}
END_TEST

Suite *nkt_suite_ols_merge(void) {
    Suite *suite = suite_create("ols_merge");
    TCase *tcase = tcase_create("ols_merge");
    tcase_add_loop_test(tcase, any_split_gives_the_same_bits, 0, 3);
    tcase_add_test(tcase, an_empty_state_is_the_identity);
    tcase_add_test(tcase, packed_states_come_back);
    tcase_add_test(tcase, damage_is_refused);
    tcase_add_test(tcase, forged_bytes_do_no_harm);
    suite_add_tcase(suite, tcase);
    return suite;
}
