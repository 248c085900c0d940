/*
 * keyfigures: every key figure that a CSV file has the inputs for, as CSV.
 *
 * The header names inputs, by name or Kolada id: usage is below, the names in docs/key-figures.md.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fail.h"
#include "panel_file.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_FIGURES = 1000 };

static const char usage[] =
    "usage: keyfigures FILE.csv [--indicator ID|KOLADA|NAME,...] [--key A,B,...]\n"
    "                  [--confidence 0.95] [--interval NAME]\n"
    "\n"
    "Computes key figures from the columns whose header names an input, by name or by\n"
    "Kolada id, or a figure that others are made of. Other columns are ignored.\n"
    "FILE.csv may be -, the standard input.\n"
    "\n"
    "  --indicator   these figures, in this order; otherwise all that have an input here\n"
    "  --key         the columns that tell rows apart; otherwise those of municipality,\n"
    "                year, sex, area_of_operation that are there. With a year among them,\n"
    "                inputs of the year before are taken from the rows of that year.\n"
    "  --confidence  of the intervals, between 0 and 1\n"
    "  --interval    wilson (the default), clopper-pearson, mid-p, jeffreys; exact-or-byar\n"
    "                (the default), exact-poisson, byar; newcombe (the default),\n"
    "                agresti-caffo; default; none for no intervals\n"
    "\n"
    "A cell that is empty or - is missing, . is not applicable, .. is secret.\n";

struct request {
    const char *path;
    char *keys; /* NULL: the usual ones */
    int32_t figures[MOST_FIGURES];
    int64_t n_figures; /* 0: all that have an input */
    nkt_options options;
};

/* ---- arguments --------------------------------------------------------------------------------- */

static void read_figures(struct request *request, char *list) {
    const char *word;

    while ((word = next_word(&list))) {
        const nkt_indicator *figure = find_figure(word);
        if (!figure)
            fail(MISUSED, "--indicator: there is no figure '%s'", word);
        if (request->n_figures == MOST_FIGURES)
            fail(MISUSED, "--indicator: more than %d figures", MOST_FIGURES);
        request->figures[request->n_figures++] = figure->id;
    }
}

static void read_confidence(struct request *request, const char *text) {
    double value;

    if (csv_number(text, &value) != CSV_NUMBER || !(value > 0 && value < 1))
        fail(MISUSED, "--confidence: '%s' is no number between 0 and 1", text);
    request->options.confidence = value;
}

/* "clopper-pearson" and the like: names of codes have underscores. */
static int32_t method_called(const char *name) {
    const nkt_code *code;
    char called[32] = "";

    for (size_t i = 0; name[i] && i < sizeof called - 1; i++)
        called[i] = name[i] == '-' ? '_' : name[i];
    code = nkt_code_by_name("interval", called);
    return code ? (int32_t)code->value : -1;
}

static void read_interval(struct request *request, const char *name) {
    const int32_t interval = method_called(name);
    nkt_options *options = &request->options;

    if (strcmp(name, "none") == 0)
        options->mode = NKT_MODE_DESCRIPTIVE;
    else if (interval < 0)
        fail(MISUSED, "--interval: there is no method '%s'", name);
    else if (interval == NKT_INTERVAL_DEFAULT)
        options->share_interval = options->rate_interval = options->difference_interval = interval;
    else if (interval < NKT_INTERVAL_EXACT_OR_BYAR)
        options->share_interval = interval;
    else if (interval < NKT_INTERVAL_NEWCOMBE)
        options->rate_interval = interval;
    else
        options->difference_interval = interval;
}

/* The value in --name VALUE or --name=VALUE; NULL where argv[*i] is another option. */
static char *option_value(char **argv, int *i, const char *name) {
    size_t length = strlen(name);

    if (strncmp(argv[*i], name, length) != 0)
        return NULL;
    if (argv[*i][length] == '=')
        return argv[*i] + length + 1;
    if (argv[*i][length])
        return NULL;
    if (!argv[*i + 1])
        fail(MISUSED, "%s: its value is missing\n\n%s", name, usage);
    return argv[++*i];
}

static void read_arguments(struct request *request, char **argv) {
    int options_end = 0;
    char *value;

    for (int i = 1; argv[i]; i++) {
        if (options_end || argv[i][0] != '-' || !argv[i][1]) {
            if (request->path)
                fail(MISUSED, "more than one file: %s and %s\n\n%s", request->path, argv[i], usage);
            request->path = argv[i];
        } else if (strcmp(argv[i], "--") == 0) {
            options_end = 1;
        } else if (strcmp(argv[i], "-h") == 0 || strcmp(argv[i], "--help") == 0) {
            fputs(usage, stdout);
            check_output();
            exit(EXIT_SUCCESS);
        } else if ((value = option_value(argv, &i, "--indicator"))) {
            read_figures(request, value);
        } else if ((value = option_value(argv, &i, "--key"))) {
            request->keys = value;
        } else if ((value = option_value(argv, &i, "--confidence"))) {
            read_confidence(request, value);
        } else if ((value = option_value(argv, &i, "--interval"))) {
            read_interval(request, value);
        } else {
            fail(MISUSED, "unknown option %s\n\n%s", argv[i], usage);
        }
    }
    if (!request->path)
        fail(MISUSED, "which file?\n\n%s", usage);
}

/* ---- figures ----------------------------------------------------------------------------------- */

/* Whether the file has an operand of this figure, or one of an operand that is a figure. */
static int has_operand(const panel_file *panel, const nkt_indicator *figure) {
    const int32_t operands[] = {figure->numerator[0], figure->numerator[1], figure->numerator_whole,
                                figure->denominator};

    for (int i = 0; i < 4; i++) {
        const nkt_indicator *operand = nkt_indicator_by_id(operands[i]);
        if (operands[i] && panel_file_input(panel, operands[i]))
            return 1;
        if (operand && operand != figure && has_operand(panel, operand))
            return 1;
    }
    return 0;
}

static void choose_figures(const panel_file *panel, struct request *request) {
    for (int64_t i = 0; i < nkt_indicator_count() && i < MOST_FIGURES; i++)
        if (has_operand(panel, nkt_indicator_at(i)))
            request->figures[request->n_figures++] = nkt_indicator_at(i)->id;
}

/* Says where the bad data of a row are. What was no number has been told of when it was read. */
static void complain(panel_file *panel, size_t row) {
    const char *sentence = strrchr(fault.message, ':');
    const nkt_column *input;
    size_t element;

    if (fault.item < 0) { /* it concerns no single column */
        fprintf(stderr, "%s:%zu: %s\n", panel->path, csv_line(&panel->table, row), fault.message);
        return;
    }
    input = &panel->inputs[fault.item];
    element = input->rows ? (size_t)input->rows[row] : row;
    if (input->reasons[element] != NKT_STATE_INVALID &&
        panel_file_complain(panel, element, panel->source[fault.item]))
        fprintf(stderr, "%s\n", sentence ? sentence + 2 : fault.message);
}

/* Computes the figures of a row. Each is a call of its own, which so tells of its bad data. */
static void compute(const struct request *request, panel_file *panel, size_t row,
                    nkt_estimate *estimates) {
    nkt_column inputs[MOST_INPUTS];
    const nkt_table table = NKT_TABLE_OF(inputs, panel->n_inputs, 1);
    const int64_t number = (int64_t)row;
    nkt_status status;

    /* The columns, seen through the number of the row, or of that of the year before. */
    memcpy(inputs, panel->inputs, sizeof inputs);
    for (int64_t i = 0; i < panel->n_inputs; i++)
        inputs[i].rows = inputs[i].rows ? inputs[i].rows + row : &number;
    status = nkt_compute(&table, request->figures, request->n_figures, &request->options,
                         &NKT_ESTIMATES_N(estimates, request->n_figures), &fault);
    if (status < 0)
        fail(FAILED, "%s: %s", panel->path, fault.message);
    if (status == NKT_ROWS_INVALID)
        complain(panel, row);
}

/* ---- output ------------------------------------------------------------------------------------ */

static void write_header(const panel_file *panel) {
    for (size_t i = 0; i < panel->n_keys; i++) {
        csv_write_text(stdout, csv_name(&panel->table, panel->keys[i]));
        putchar(',');
    }
    puts("indicator,kolada,value,lower,upper,basis,state,flags");
}

static void write_flags(int32_t flags) {
    int32_t left = flags;

    for (int32_t flag = 1; left; flag *= 2) {
        if (left & flag)
            printf("%s%s", left == flags ? "" : "+", nkt_code_name("flag", flag));
        left &= ~flag;
    }
}

static void write_estimate(const panel_file *panel, size_t row, const nkt_indicator *figure,
                           const nkt_estimate *estimate) {
    const double numbers[] = {estimate->value, estimate->lower, estimate->upper, estimate->basis};

    for (size_t i = 0; i < panel->n_keys; i++) {
        csv_write_text(stdout, csv_cell(&panel->table, row, panel->keys[i]));
        putchar(',');
    }
    printf("%d,%s,", (int)figure->id, figure->kolada);
    for (int i = 0; i < 4; i++) {
        csv_write_number(stdout, numbers[i]);
        putchar(',');
    }
    printf("%s,", nkt_code_name("state", estimate->state));
    write_flags(estimate->flags);
    putchar('\n');
}

static void write_figures(const struct request *request, panel_file *panel) {
    nkt_estimate *estimates = allocate((size_t)request->n_figures, sizeof *estimates);

    for (size_t row = 0; row < panel->table.n_rows; row++) {
        compute(request, panel, row, estimates);
        for (int64_t i = 0; i < request->n_figures; i++)
            write_estimate(panel, row, nkt_indicator_by_id(request->figures[i]), &estimates[i]);
    }
    free(estimates);
}

int main(int argc, char **argv) {
    static struct request request = {.options = {.size = sizeof request.options}};
    static panel_file panel;

    (void)argc;
    read_arguments(&request, argv);
    panel_file_read(&panel, request.path, request.keys);
    if (panel.n_inputs == 0)
        fail(FAILED, "%s:1: no column is named after an input (a comma separates columns)",
             panel.path);
    if (request.n_figures == 0)
        choose_figures(&panel, &request);
    write_header(&panel);
    write_figures(&request, &panel);
    check_output();
    return EXIT_SUCCESS;
}
