/*
 * Names and meanings of the statuses.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "base/base.h"

/* clang-format off */
static const struct {
    nkt_status status;
    const char *name, *text;
} statuses[] = {
    {NKT_OK,             "NKT_OK",             "done"},
    {NKT_ROWS_INVALID,   "NKT_ROWS_INVALID",   "done, but some rows hold bad data"},
    {NKT_TERM_DROPPED,        "NKT_TERM_DROPPED",      "done, but a term that is a combination of others was dropped"},
    {NKT_NEARLY_COLLINEAR,    "NKT_NEARLY_COLLINEAR",  "done, but some term is nearly a combination of others"},
    {NKT_PERFECT_FIT,         "NKT_PERFECT_FIT",       "done, but the fit is perfect: t and F are undefined"},
    {NKT_CONSTANT_RESPONSE,   "NKT_CONSTANT_RESPONSE", "done, but the response is constant: R² is undefined"},
    {NKT_NOT_ESTIMABLE,       "NKT_NOT_ESTIMABLE",     "done, but there are no rows left to estimate errors from"},
    {NKT_LEVERAGE_ONE,        "NKT_LEVERAGE_ONE",      "done, but some row decides a coefficient alone"},
    {NKT_NOT_CONVERGED,       "NKT_NOT_CONVERGED",     "done, but the iteration did not converge"},
    {NKT_SEEMS_PROPORTIONS,   "NKT_SEEMS_PROPORTIONS", "done, but shares seem to be given as proportions, not in per cent"},
    {NKT_INPUTS_LACK,         "NKT_INPUTS_LACK",       "done, but something cannot be made from the columns given"},
    {NKT_PARTS_ABOVE,         "NKT_PARTS_ABOVE",       "done, but a part is above its whole in every row"},
    {NKT_E_NULL,         "NKT_E_NULL",         "a pointer that is needed is NULL"},
    {NKT_E_COUNT,        "NKT_E_COUNT",        "a count is negative or too large"},
    {NKT_E_TYPE,         "NKT_E_TYPE",         "a column has an unknown type code"},
    {NKT_E_ID,           "NKT_E_ID",           "an id is unknown"},
    {NKT_E_DUPLICATE,    "NKT_E_DUPLICATE",    "an id or a key appears twice"},
    {NKT_E_OPTION,       "NKT_E_OPTION",       "an option lies outside its range"},
    {NKT_E_OPTIONS_SIZE, "NKT_E_OPTIONS_SIZE", "the options set a field that this library does not have"},
    {NKT_E_STRIDE,       "NKT_E_STRIDE",       "the strides of the output make elements overlap"},
    {NKT_E_DOMAIN,       "NKT_E_DOMAIN",       "a number lies outside the range of the function"},
    {NKT_E_MEASURE,      "NKT_E_MEASURE",      "the operation does not fit what the input measures"},
    {NKT_E_CAPACITY,     "NKT_E_CAPACITY",     "the output or the work area is too small"},
    {NKT_E_ALIGNMENT,    "NKT_E_ALIGNMENT",    "a state or a work area is not 8-byte aligned"},
    {NKT_E_STATE,        "NKT_E_STATE",        "a state was not initialised, or is damaged"},
    {NKT_E_SIZE,         "NKT_E_SIZE",         "the size needed does not fit in memory"},
    {NKT_E_TOO_FEW_ROWS,      "NKT_E_TOO_FEW_ROWS",    "there are fewer rows than coefficients"},
    {NKT_E_COLLINEAR,         "NKT_E_COLLINEAR",       "a term is a combination of others"},
    {NKT_E_SHAPE,             "NKT_E_SHAPE",           "states, fits or packed bytes belong to different models"},
    {NKT_E_PACKED,            "NKT_E_PACKED",          "packed bytes are damaged, cut short, foreign or of a later version"},
    {NKT_E_CLUSTERS,          "NKT_E_CLUSTERS",        "there are fewer than two clusters"},
};
/* clang-format on */

#define N_STATUSES (sizeof statuses / sizeof statuses[0])

const char *nkt_status_name(nkt_status status) {
    for (size_t i = 0; i < N_STATUSES; i++)
        if (statuses[i].status == status)
            return statuses[i].name;
    return "";
}

const char *nkt_status_text(nkt_status status) {
    for (size_t i = 0; i < N_STATUSES; i++)
        if (statuses[i].status == status)
            return statuses[i].text;
    return "unknown status";
}
