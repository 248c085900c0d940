/*
 * The synthetic panel: draws every municipality, adds up sexes and nation through the library, and
 * withholds small numbers. See synthetic.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "synthetic.h"

#include "synthetic_draw.h"

#include <nyckeltal.h>
#include <nyckeltal/realloc.h>
#include <string.h>

enum { TOTAL, WOMEN, MEN };

static size_t row_of(int municipality, int year, int sex) {
    return (size_t)((municipality * SYNTHETIC_YEARS + year) * SYNTHETIC_SEXES + sex);
}

static size_t operation_of(int municipality, int year, int area) {
    return (size_t)((municipality * SYNTHETIC_YEARS + year) * SYNTHETIC_OPERATIONS + area);
}

int64_t synthetic_position(int32_t input) {
    for (int64_t i = 0; i < SYNTHETIC_INPUTS; i++)
        if (nkt_input_at(i)->id == input)
            return i;
    return -1;
}

void synthetic_view(const synthetic_row *rows, nkt_column *columns) {
    for (int64_t i = 0; i < SYNTHETIC_INPUTS; i++) {
        columns[i] = NKT_FIELD(nkt_input_at(i)->id, rows, values[i]);
        columns[i].reasons = &rows->reasons[i];
        columns[i].reasons_stride = sizeof *rows;
    }
}

const char *synthetic_area_name(int32_t area) {
    static const char *const names[SYNTHETIC_OPERATIONS] = {
        "care of the elderly and disabled",
        "compulsory school",
        "pre-school",
        "upper-secondary school",
        "individual and family care",
        "culture and administration",
    };
    return area >= 0 && area < SYNTHETIC_OPERATIONS ? names[area] : "";
}

/* ---- drawing ----------------------------------------------------------------------------------- */

static void name_rows(synthetic_row *rows, synthetic_operation *operations) {
    for (int m = 0; m <= SYNTHETIC_MUNICIPALITIES; m++)
        for (int year = 0; year < SYNTHETIC_YEARS; year++) {
            int32_t code = m ? 9900 + m : 0;
            for (int sex = 0; sex < SYNTHETIC_SEXES; sex++) {
                synthetic_row *row = &rows[row_of(m, year, sex)];
                row->municipality = code;
                row->year = SYNTHETIC_FIRST_YEAR + year;
                row->sex = "TKM"[sex];
            }
            for (int area = 0; area < SYNTHETIC_OPERATIONS; area++) {
                synthetic_operation *operation = &operations[operation_of(m, year, area)];
                operation->municipality = code;
                operation->year = SYNTHETIC_FIRST_YEAR + year;
                operation->area = area;
            }
        }
}

/* Women and men of one municipality. A year before the first one is drawn and thrown away: it gives
   the first one its "year before". */
static void draw_municipality(random_state *random, const synthetic_traits *traits, int m,
                              synthetic_row *rows, synthetic_operation *operations) {
    synthetic_operation unused[SYNTHETIC_OPERATIONS] = {{0}};
    synthetic_row before[2] = {{0}};

    for (int sex = 0; sex < 2; sex++) {
        before[sex].year = SYNTHETIC_FIRST_YEAR - 1;
        before[sex].sex = "KM"[sex];
    }
    synthetic_draw_year(random, traits, NULL, before, unused);
    for (int year = 0; year < SYNTHETIC_YEARS; year++) {
        synthetic_row *now = &rows[row_of(m, year, WOMEN)];
        synthetic_draw_year(random, traits, year ? now - SYNTHETIC_SEXES : before, now,
                            &operations[operation_of(m, year, 0)]);
    }
}

/* ---- adding up --------------------------------------------------------------------------------- */

/*
 * Adds up all inputs: groups[r] is the row that row r counts towards, -1: none. Rows towards which
 * none counts stay as they are.
 */
static int add_up(synthetic_row *rows, const int64_t *groups) {
    nkt_column columns[SYNTHETIC_INPUTS];
    const nkt_column by = NKT_ARRAY_N(0, groups, SYNTHETIC_ROWS);
    nkt_table table = NKT_TABLE(columns, SYNTHETIC_ROWS);
    nkt_memory totals = NKT_MEMORY_REALLOC, work = NKT_MEMORY_REALLOC;
    nkt_status status;

    synthetic_view(rows, columns);
    table.rows.groups = &by;
    table.rows.n_groups = SYNTHETIC_ROWS;
    status = nkt_group_table(&table, columns, &totals, &work, NULL);
    for (int64_t input = 0; status == NKT_OK && input < SYNTHETIC_INPUTS; input++) {
        const nkt_total *sums = (const nkt_total *)totals.data + input * SYNTHETIC_ROWS;
        for (int64_t r = 0; r < SYNTHETIC_ROWS; r++)
            if (groups[r] >= 0) {
                const nkt_total *sum = &sums[groups[r]];
                rows[groups[r]].values[input] = sum->state == NKT_STATE_VALUE ? sum->value : 0;
                rows[groups[r]].reasons[input] = sum->state;
            }
    }
    nkt_memory_free(&totals);
    nkt_memory_free(&work);
    return status == NKT_OK ? 0 : -1;
}

/* Women and men to totals. */
static int add_sexes(synthetic_row *rows) {
    int64_t groups[SYNTHETIC_ROWS];

    for (int64_t r = 0; r < SYNTHETIC_ROWS; r++)
        groups[r] = r % SYNTHETIC_SEXES && rows[r].municipality ? r - r % SYNTHETIC_SEXES : -1;
    return add_up(rows, groups);
}

/* Municipalities to the nation, whose rows come first. */
static int add_municipalities(synthetic_row *rows) {
    int64_t groups[SYNTHETIC_ROWS];

    for (int64_t r = 0; r < SYNTHETIC_ROWS; r++)
        groups[r] = rows[r].municipality ? r % (SYNTHETIC_YEARS * SYNTHETIC_SEXES) : -1;
    return add_up(rows, groups);
}

static void add_operations(synthetic_operation *operations) {
    const int per_municipality = SYNTHETIC_YEARS * SYNTHETIC_OPERATIONS;

    for (int i = per_municipality; i < SYNTHETIC_OPERATION_ROWS; i++) {
        operations[i % per_municipality].employees += operations[i].employees;
        operations[i % per_municipality].employees_55_64 += operations[i].employees_55_64;
    }
}

/* ---- what is not there ------------------------------------------------------------------------- */

static void mark(synthetic_row *row, int32_t input, int32_t state) {
    int64_t position = synthetic_position(input);
    row->values[position] = 0;
    row->reasons[position] = state;
}

/* What synthetic_draw_total draws is not told by sex. */
static void mark_total_only(synthetic_row *rows) {
    static const int32_t inputs[] = {
        NKT_IN_RENTAL_DWELLINGS, NKT_IN_RENTAL_DWELLINGS_PUBLIC,  NKT_IN_FLOOR_AREA,
        NKT_IN_SFI_TEACHERS,     NKT_IN_SFI_TEACHERS_WITH_DEGREE, NKT_IN_SFI_TEACHERS_CERTIFIED};

    for (int64_t r = 0; r < SYNTHETIC_ROWS; r++)
        for (size_t i = 0; rows[r].sex != 'T' && i < sizeof inputs / sizeof inputs[0]; i++)
            mark(&rows[r], inputs[i], NKT_STATE_NOT_APPLICABLE);
}

/* Two municipalities did not report everything. */
static void mark_not_reported(synthetic_row *rows) {
    static const int32_t teachers[] = {NKT_IN_SFI_TEACHERS, NKT_IN_SFI_TEACHERS_WITH_DEGREE,
                                       NKT_IN_SFI_TEACHERS_CERTIFIED};

    for (int i = 0; i < 3; i++)
        mark(&rows[row_of(1, 2, TOTAL)], teachers[i], NKT_STATE_MISSING);
    for (int sex = 0; sex < SYNTHETIC_SEXES; sex++)
        mark(&rows[row_of(4, 3, sex)], NKT_IN_SFI_PUPILS_SCHOOLING_0_6, NKT_STATE_MISSING);
}

static double leavers(const synthetic_row *rows, int municipality, int year, int sex) {
    return rows[row_of(municipality, year, sex)].values[synthetic_position(NKT_IN_LEFT)];
}

static int is_small(double number) {
    return number > 0 && number < 5;
}

/* What became of those who left the establishment programme. */
static void hide(synthetic_row *row) {
    mark(row, NKT_IN_LEFT_EMPLOYED, NKT_STATE_SECRET);
    mark(row, NKT_IN_LEFT_STUDYING, NKT_STATE_SECRET);
    mark(row, NKT_IN_LEFT_EMPLOYED_OR_STUDYING, NKT_STATE_SECRET);
    mark(row, NKT_IN_LEFT_IN_PROGRAMME, NKT_STATE_SECRET);
}

/* Women and men are hidden together, or one would follow from the other and the total. */
static void hide_sexes(synthetic_row *rows, int municipality, int year) {
    hide(&rows[row_of(municipality, year, WOMEN)]);
    hide(&rows[row_of(municipality, year, MEN)]);
}

/* The municipality with the fewest leavers that are not few themselves; 0: none. */
static int next_smallest(const synthetic_row *rows, int year) {
    int found = 0;

    for (int m = 1; m <= SYNTHETIC_MUNICIPALITIES; m++) {
        double here = leavers(rows, m, year, TOTAL);
        if (here >= 5 && (!found || here < leavers(rows, found, year, TOTAL)))
            found = m;
    }
    return found;
}

/* Fewer than five leavers are secret; and where that is one municipality alone, another is too, or
   the one would follow from the nation. */
static void hide_small_numbers(synthetic_row *rows) {
    for (int year = 0; year < SYNTHETIC_YEARS; year++) {
        int hidden = 0, other = next_smallest(rows, year);
        for (int m = 1; m <= SYNTHETIC_MUNICIPALITIES; m++) {
            int small = is_small(leavers(rows, m, year, TOTAL));
            if (small)
                hide(&rows[row_of(m, year, TOTAL)]);
            if (small || is_small(leavers(rows, m, year, WOMEN)) ||
                is_small(leavers(rows, m, year, MEN)))
                hide_sexes(rows, m, year);
            hidden += small;
        }
        if (hidden == 1 && other) {
            hide(&rows[row_of(other, year, TOTAL)]);
            hide_sexes(rows, other, year);
        }
    }
}

int synthetic_panel(uint64_t seed, synthetic_row *rows, synthetic_operation *operations) {
    synthetic_traits traits[SYNTHETIC_MUNICIPALITIES + 1];
    random_state random = seed;

    if (nkt_input_count() != SYNTHETIC_INPUTS)
        return -1;
    memset(rows, 0, SYNTHETIC_ROWS * sizeof *rows);
    memset(operations, 0, SYNTHETIC_OPERATION_ROWS * sizeof *operations);
    name_rows(rows, operations);
    for (int m = 1; m <= SYNTHETIC_MUNICIPALITIES; m++) {
        synthetic_draw_traits(&random, m, &traits[m]);
        draw_municipality(&random, &traits[m], m, rows, operations);
    }
    mark_total_only(rows);
    if (add_sexes(rows) != 0)
        return -1;
    for (int m = 1; m <= SYNTHETIC_MUNICIPALITIES; m++)
        for (int year = 0; year < SYNTHETIC_YEARS; year++)
            synthetic_draw_total(&random, &traits[m], &rows[row_of(m, year, TOTAL)]);
    for (int64_t r = 0; r < SYNTHETIC_ROWS; r += SYNTHETIC_SEXES)
        memset(rows[r].reasons, 0, sizeof rows[r].reasons);
    mark_not_reported(rows);
    if (add_municipalities(rows) != 0)
        return -1;
    add_operations(operations);
    hide_small_numbers(rows);
    return 0;
}
