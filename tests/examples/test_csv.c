/*
 * The CSV reader and writer of the examples.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "data.h"

/* The tests have a plainer reader of their own under these names. */
#define csv_table  examples_csv_table
#define csv_read   examples_csv_read
#define csv_free   examples_csv_free
#define csv_number examples_csv_number
#include "../../examples/csv.c"

#include <check.h>
#include <stdint.h>

static csv_table table;

static void teardown(void) {
    csv_free(&table);
}

static int read_bytes(const char *bytes, size_t size) {
    const char *path = output_path("test.csv");
    FILE *file = fopen(path, "wb");
    int status;

    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    fclose(file);
    csv_free(&table);
    status = csv_read(&table, path);
    /* What is left of the problem is the line and the sentence. */
    if (strncmp(table.problem, path, strlen(path)) == 0)
        memmove(table.problem, table.problem + strlen(path),
                strlen(table.problem + strlen(path)) + 1);
    return status;
}

static int read_text(const char *text) {
    return read_bytes(text, strlen(text));
}

static void expect_cells(const char *text, size_t n_rows, size_t n_columns,
                         const char *const *cells) {
    ck_assert_msg(read_text(text) == 0, "%s", table.problem);
    ck_assert_uint_eq(table.n_rows, n_rows);
    ck_assert_uint_eq(table.n_columns, n_columns);
    for (size_t i = 0; i < (n_rows + 1) * n_columns; i++)
        ck_assert_str_eq(table.cells[i], cells[i]);
}

START_TEST(line_ends) {
    static const char *const cells[] = {"a", "b", "1", "2", "3", ""};
    static const char *const files[] = {
        "a,b\n1,2\n3,\n",
        "a,b\n1,2\n3,",
        "a,b\r\n1,2\r\n3,\r\n",
        "a,b\r\n1,2\r\n3,",
        "a,b\r1,2\r3,\r",
        "\n\na,b\n\n1,2\n\n3,\n\n",
        ("\xEF\xBB\xBF"
         "a,b\n1,2\n3,\n"),
        "\"a\",\"b\"\r\n\"1\",2\r\n3,\"\"\r\n",
        "a,b\n1,2\r\n\r\n3,",
    };
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        expect_cells(files[i], 2, 2, cells);
}
END_TEST

START_TEST(quotes) {
    static const char *const cells[] = {
        "name", "text", "A, B", "he said \"no\"", "two\nlines\r\nor 3", "5\" pipe"};
    expect_cells("name,text\n\"A, B\",\"he said \"\"no\"\"\"\n\"two\nlines\r\nor 3\",5\" pipe\n", 2,
                 2, cells);
    ck_assert_uint_eq(csv_line(&table, 0), 2);
    ck_assert_uint_eq(csv_line(&table, 1), 3);
    ck_assert_int_eq(read_text("a,b\n\"x\ny\",1\n2,3\n4,5,6\n"), -1);
    ck_assert_str_eq(table.problem, ":5: 3 cells, but the header has 2");
}
END_TEST

START_TEST(one_column) {
    static const char *const cells[] = {"a", "1", "", "3"};
    expect_cells("a\n1\n\n3\n", 3, 1, cells);
    expect_cells("a\n1\n\"\"\n3", 3, 1, cells);
}
END_TEST

START_TEST(header) {
    ck_assert_int_eq(read_text(" a ,\tb\n1, 2 \n"), 0);
    ck_assert_int_eq(csv_find(&table, "a"), 0);
    ck_assert_int_eq(csv_find(&table, "b"), 1);
    ck_assert_int_eq(csv_find(&table, "c"), -1);
    ck_assert_str_eq(csv_cell(&table, 0, 1), " 2 ");
    ck_assert_int_eq(read_text("a,b\n"), 0);
    ck_assert_uint_eq(table.n_rows, 0);
}
END_TEST

static const struct {
    const char *text, *problem;
} faulty[] = {
    {"", ": the file is empty: a header is needed"},
    {"\n\r\n", ": the file is empty: a header is needed"},
    {"a,b\n1\n", ":2: 1 cells, but the header has 2"},
    {"a,b\n1,2\n\n1,2,3\n", ":4: 3 cells, but the header has 2"},
    {"a,b\n1,\"2\n3,4\n", ":2: a quoted cell begins here and does not end"},
    {"a,b\n1,\"2\"x\n", ":2: text follows the closing quote of a cell"},
    {"a,b\n1,\"", ":2: a quoted cell begins here and does not end"},
};

START_TEST(faults_are_located) {
    ck_assert_int_eq(read_text(faulty[_i].text), -1);
    ck_assert_str_eq(table.problem, faulty[_i].problem);
}
END_TEST

START_TEST(no_utf8) {
    static const char utf_16[] = {'a', 0, ',', 0, 'b', 0, '\n', 0};
    ck_assert_int_eq(read_bytes(utf_16, sizeof utf_16), -1);
    ck_assert_str_eq(table.problem, ":1: a NUL byte: the file is not UTF-8");
}
END_TEST

START_TEST(unreadable) {
    ck_assert_int_eq(csv_read(&table, "no/such/file.csv"), -1);
    ck_assert_str_eq(table.problem, "no/such/file.csv: No such file or directory");
    ck_assert_int_eq(csv_read(&table, "."), -1);
    ck_assert_str_eq(table.problem, ".: Is a directory");
}
END_TEST

/* Larger than any buffer the reader begins with. */
START_TEST(large) {
    enum { ROWS = 5000, COLUMNS = 70 };
    char *text = malloc(ROWS * COLUMNS * 8 + COLUMNS * 8), *at = text;
    int wrong = 0;

    for (int row = 0; row <= ROWS; row++)
        for (int column = 0; column < COLUMNS; column++)
            at += sprintf(at, "%d%c", row * COLUMNS + column, column == COLUMNS - 1 ? '\n' : ',');
    ck_assert_msg(read_text(text) == 0, "%s", table.problem);
    free(text);
    ck_assert_uint_eq(table.n_rows, ROWS);
    for (int cell = 0; cell < (ROWS + 1) * COLUMNS; cell++)
        wrong += atoi(table.cells[cell]) != cell;
    ck_assert_int_eq(wrong, 0);
    ck_assert_uint_eq(csv_line(&table, ROWS - 1), ROWS + 1);
}
END_TEST

static const struct {
    const char *cell;
    enum csv_kind kind;
    double value;
} cells[] = {
    {"0", CSV_NUMBER, 0},
    {"17", CSV_NUMBER, 17},
    {" 17\t", CSV_NUMBER, 17},
    {"+1.5", CSV_NUMBER, 1.5},
    {"-3", CSV_NUMBER, -3},
    {".5", CSV_NUMBER, 0.5},
    {"5.", CSV_NUMBER, 5},
    {"0.1", CSV_NUMBER, 0.1},
    {"1e3", CSV_NUMBER, 1000},
    {"1.25E-2", CSV_NUMBER, 0.0125},
    {"2e+2", CSV_NUMBER, 200},
    {"9007199254740993", CSV_NUMBER, 9007199254740992.0},
    {"4.940656458412465e-324", CSV_NUMBER, 0x1p-1074},
    {"0.1000000000000000055511151231257827021181583404541015625", CSV_NUMBER, 0.1},
    {"", CSV_MISSING, NAN},
    {"  ", CSV_MISSING, NAN},
    {"-", CSV_MISSING, NAN},
    {"NA", CSV_MISSING, NAN},
    {"na", CSV_MISSING, NAN},
    {"NaN", CSV_MISSING, NAN},
    {"nan", CSV_MISSING, NAN},
    {".", CSV_NOT_APPLICABLE, NAN},
    {"..", CSV_SECRET, NAN},
    {"...", CSV_NO_NUMBER, NAN},
    {"--", CSV_NO_NUMBER, NAN},
    {"-.", CSV_NO_NUMBER, NAN},
    {"+", CSV_NO_NUMBER, NAN},
    {"1,5", CSV_NO_NUMBER, NAN},
    {"1 000", CSV_NO_NUMBER, NAN},
    {"1.2.3", CSV_NO_NUMBER, NAN},
    {"1e", CSV_NO_NUMBER, NAN},
    {"e5", CSV_NO_NUMBER, NAN},
    {"0x10", CSV_NO_NUMBER, NAN},
    {"inf", CSV_NO_NUMBER, NAN},
    {"Infinity", CSV_NO_NUMBER, NAN},
    {"nano", CSV_NO_NUMBER, NAN},
    {"N", CSV_NO_NUMBER, NAN},
    {"12 persons", CSV_NO_NUMBER, NAN},
    {"secret", CSV_NO_NUMBER, NAN},
};

static void expect_numbers(void) {
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        double value = 99;
        ck_assert_msg(csv_number(cells[i].cell, &value) == cells[i].kind, "'%s'", cells[i].cell);
        ck_assert_msg(value == cells[i].value || (isnan(value) && isnan(cells[i].value)),
                      "'%s' became %a", cells[i].cell, value);
    }
}

static void expect_written(double value, const char *expected) {
    const char *path = output_path("number.txt");
    FILE *file = fopen(path, "w+b");
    char text[64] = "";

    csv_write_number(file, value);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    fclose(file);
    ck_assert_str_eq(text, expected);
}

static void expect_writing(void) {
    expect_written(0, "0");
    expect_written(17, "17");
    expect_written(-2.5, "-2.5");
    expect_written(0.1, "0.10000000000000001");
    expect_written(4186842.0 / 5664175.0, "0.73917949215905232");
    expect_written(1e300, "1.0000000000000001e+300");
    expect_written(1e-7, "9.9999999999999995e-08");
    expect_written(NAN, "");
}

START_TEST(numbers) {
    double value;
    char longest[3000];

    expect_numbers();
    expect_writing();
    ck_assert_int_eq(csv_number("1e999", &value), CSV_NUMBER);
    ck_assert(isinf(value));
    memset(longest, '1', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    ck_assert_int_eq(csv_number(longest, &value), CSV_NO_NUMBER);
    ck_assert(isnan(value));
}
END_TEST

static const char *comma_locale(void) {
    static const char *const names[] = {"sv_SE.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8", "nb_NO.UTF-8"};
    char command[8192];
    const char *folder;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (setlocale(LC_ALL, names[i]))
            return names[i];
    folder = output_path("locale");
    snprintf(command, sizeof command,
             "mkdir -p '%s' && cd '%s' && "
             "{ [ -d sv_SE.UTF-8 ] || localedef -i sv_SE -f UTF-8 ./sv_SE.UTF-8 2>/dev/null; }",
             folder, folder);
    if (system(command) != 0)
        return NULL;
    setenv("LOCPATH", folder, 1);
    return setlocale(LC_ALL, "sv_SE.UTF-8");
}

/* The same under a locale whose decimal point is a comma. */
START_TEST(numbers_in_a_comma_locale) {
    char shown[32];

    if (!comma_locale()) {
        printf("skipped: no locale with a decimal comma can be had\n");
        fflush(stdout);
        return;
    }
    snprintf(shown, sizeof shown, "%.1f", 1.5);
    ck_assert_str_eq(shown, "1,5");
    expect_numbers();
    expect_writing();
}
END_TEST

static void expect_text(const char *text, const char *expected) {
    const char *path = output_path("text.txt");
    FILE *file = fopen(path, "w+b");
    char back[128] = "";

    csv_write_text(file, text);
    rewind(file);
    back[fread(back, 1, sizeof back - 1, file)] = '\0';
    fclose(file);
    ck_assert_str_eq(back, expected);
}

START_TEST(text) {
    expect_text("", "");
    expect_text("Växjö", "Växjö");
    expect_text("A, B", "\"A, B\"");
    expect_text("he said \"no\"", "\"he said \"\"no\"\"\"");
    expect_text("two\nlines", "\"two\nlines\"");
    expect_text("two\rlines", "\"two\rlines\"");
}
END_TEST

Suite *nkt_suite_csv(void) {
    Suite *suite = suite_create("csv");
    TCase *tcase = tcase_create("csv");

    tcase_add_checked_fixture(tcase, NULL, teardown);
    tcase_add_test(tcase, line_ends);
    tcase_add_test(tcase, quotes);
    tcase_add_test(tcase, one_column);
    tcase_add_test(tcase, header);
    tcase_add_loop_test(tcase, faults_are_located, 0, sizeof faulty / sizeof faulty[0]);
    tcase_add_test(tcase, no_utf8);
    tcase_add_test(tcase, unreadable);
    tcase_add_test(tcase, large);
    tcase_add_test(tcase, numbers);
    tcase_add_test(tcase, numbers_in_a_comma_locale);
    tcase_add_test(tcase, text);
    suite_add_tcase(suite, tcase);
    return suite;
}
