# The rules of includes, applied to the files given: rooms.sh says what they are.
# SPDX-License-Identifier: GPL-3.0-or-later
BEGIN {
    # A room may use those of a lower level, and itself.
    level["base"] = 1
    level["numeric"] = 2; level["catalogue"] = 2
    level["rows"] = 3
    level["figures"] = 4; level["model"] = 4
    level["comparison"] = 5; level["disclosure"] = 5; level["followup"] = 5; level["register"] = 5
    level["blocks"] = 6

    # What a room shows to others.
    for (room in level) shown[room "/" room ".h"] = 1
    shown["base/float.h"] = 1
    shown["base/bytes.h"] = 1
    shown["rows/order.h"] = 1
    shown["model/blocks.h"] = 1

    # The room that each public header belongs to.
    split("export version status error codes memory realloc gsl column table target options estimate", names); own(names, "base")
    own_one("block", "blocks")
    split("catalogue reception sfi establishment employment demography representation", names)
    own(names, "catalogue")
    split("total group panel distribution", names); own(names, "rows")
    split("compute kinds renewal text composition classes gap", names); own(names, "figures")
    split("design ols refit irls expected", names); own(names, "model")
    split("stability similar rank trend standardise", names); own(names, "comparison")
    split("disclosure rounding suppression", names); own(names, "disclosure")
    split("funding audit satisfaction calendar timeliness concentration cost cohort survey", names)
    own(names, "followup")

    split("stddef stdint limits float math string", names)
    for (i in names) computing[names[i] ".h"] = 1
    split("stddef stdint", names)
    for (i in names) computing_public[names[i] ".h"] = 1
}

function own_one(name, room) { owner["nyckeltal/" name ".h"] = room }

function own(names, room,    i) {
    for (i in names) { owner["nyckeltal/" names[i] ".h"] = room; delete names[i] }
}

function fault(sentence) {
    printf "%s:%d: %s: %s\n", FILENAME, FNR, $0, sentence
    faults++
}

# The room of the file that is being read.
FNR == 1 {
    files++
    split(FILENAME, part, "/")
    public = part[1] == "include"
    if (public) {
        name = substr(FILENAME, length("include/") + 1)
        whole = name == "nyckeltal.h"
        room = owner[name]
        if (!whole && !room) {
            printf "%s: which room does it belong to? Say so in tests/abi/rooms.awk\n", FILENAME
            faults++
        }
    } else {
        whole = 0
        room = part[2]
        if (!(room in level)) {
            printf "%s: which level is the room %s on? Say so in tests/abi/rooms.awk\n", FILENAME, room
            faults++
        }
    }
}

/^[ \t]*#[ \t]*(include|include_next|import|embed)/ {
    includes++
    if (match($0, /"[^"]*"/)) { own_header($0); next }
    if (match($0, /<[^>]*>/)) { system_header($0); next }
    fault("an include that is no plain name")
}

function own_header(line,    target, of) {
    target = substr(line, RSTART + 1, RLENGTH - 2)
    # Public headers name each other as neighbours, so that they can be installed anywhere.
    if (public && !whole) target = "nyckeltal/" target
    if (target ~ /^nyckeltal\//) {
        of = owner[target]
        if (!of) { fault("no public header of that name is known"); return }
        if (whole) return
    } else {
        if (public) { fault("a public header includes an internal one"); return }
        if (target !~ /^[a-z]+\/[a-z0-9_]+\.(h|inc)$/) {
            fault("say which room: \"room/name.h\"")
            return
        }
        of = target
        sub(/\/.*/, "", of)
        if (!(of in level)) { fault("there is no such room"); return }
        if (of != room && !(target in shown)) { fault("that header is internal to " of); return }
    }
    if (of != room && level[of] >= level[room]) fault(room " may not use " of)
}

function system_header(line,    target) {
    target = substr(line, RSTART + 1, RLENGTH - 2)
    # The header for those who have realloc is compiled in their programs, not here.
    if (FILENAME == "include/nyckeltal/realloc.h" && target == "stdlib.h") return
    if (target ~ /^gsl\//) {
        if (FILENAME != "src/numeric/dist.c") fault("GSL belongs to src/numeric/dist.c")
    } else if (target ~ /^nyckeltal/) {
        fault("the project's own headers go in quotes")
    } else if (public ? !(target in computing_public) : !(target in computing)) {
        fault("not one of the headers of C that only compute")
    }
}

END {
    if (!files || !includes) { print "no includes are found"; faults++ }
    exit faults ? 1 : 0
}
