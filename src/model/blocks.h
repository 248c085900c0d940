/*
 * What lives in memories of this room, for the room that packs them: their first words, and who
 * checks them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef NKT_MODEL_BLOCKS_H
#define NKT_MODEL_BLOCKS_H

#include "model/expected.h"
#include "model/irls.h"
#include "model/model.h"
#include "model/refit.h"

#endif
