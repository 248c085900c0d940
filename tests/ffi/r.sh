#!/bin/sh
# The R example, its shim compiled against the staged install: what it prints, every type of
# vector, missing values, and errors with their rows. Expected numbers come from R's own prop.test.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck source=tests/abi/common.inc
. "$(dirname "$0")/../abi/common.inc"

have R && have Rscript || skip 'R is not installed'
have pkg-config || skip 'pkg-config is not installed'
[ -f "$(R RHOME)/etc/Makeconf" ] || skip 'R cannot compile: r-base-dev is not installed'

project_make "$BUILD/stage/installed" || fail 'the library cannot be staged'
export PKG_CONFIG_PATH="$BUILD/stage/lib/pkgconfig"
folder=$(fresh_folder ffi/r)
cp examples/ffi/r/* "$folder"
cd "$folder"
MAKE=$MAKE R CMD SHLIB shim.c >shlib.log 2>&1 || {
    cat shlib.log >&2
    fail 'the shim does not compile'
}
Rscript --vanilla key_figures.R >printed || fail 'the example fails'
cat >check.R <<'END'
options(warn = 1)
invisible(capture.output(source("key_figures.R")))
same <- function(found, expected)
  stopifnot(length(found) == length(expected), identical(is.na(found), is.na(expected)),
            all(abs(found - expected) <= 1e-12 * abs(expected), na.rm = TRUE))
wilson <- function(part, whole) 100 * suppressWarnings(prop.test(part, whole, correct = FALSE))$conf.int

# ---- what the program prints ------------------------------------------------------------------
printed <- gsub(" +", " ", trimws(readLines("printed")))
asylum <- c(512, 3804, NA, 166) * 1000 / c(43891, 935619, 556640, 3336)
limits <- cbind(wilson(623, 1402), wilson(15871, 30467), wilson(8449, 19320), NaN)
share <- c(62300 / 1402, 1587100 / 30467, 844900 / 19320, NaN)
expected <- data.frame(
  row = rep(1:4, 2),
  figure = rep(c("asylum_seekers_per_1000", "refugees_employed_share"), each = 4),
  value = c(replace(asylum, 3, NaN), share),
  lower = c(rep(NaN, 4), limits[1, ]), upper = c(rep(NaN, 4), limits[2, ]),
  basis = c(43891, 935619, NaN, 3336, 1402, 30467, 19320, 0),
  state = c("value", "value", "missing", "value", "value", "value", "value", "no_denominator"),
  flags = 0L)
stopifnot(identical(printed, gsub(" +", " ", trimws(capture.output(print(expected, digits = 11))))))
found <- key_figures(unique(expected$figure), municipalities[-1])
stopifnot(identical(names(found), names(expected)), is.data.frame(found))
for (name in c("value", "lower", "upper", "basis")) same(found[[name]], expected[[name]])
for (name in c("row", "figure", "state", "flags"))
  stopifnot(identical(found[[name]], expected[[name]]))

# ---- types, constants, missing values of each ---------------------------------------------------
shares <- function(part, whole, ...)
  key_figures("refugees_employed_share", list(refugees_employed = part, refugees_20_64 = whole), ...)
integer64 <- function(x, na) {  # as the package bit64 stores them: the bits of an integer in a double
  bytes <- lapply(as.integer(x), function(i) writeBin(c(i, 0L), raw(), endian = "little"))
  bytes[na] <- list(as.raw(c(rep(0, 7), 0x80)))
  structure(readBin(unlist(bytes), "double", length(x), endian = "little"), class = "integer64")
}
part <- c(10, NA, 30, 40); whole <- c(40L, 50L, NA, 70L)
for (p in list(part, as.integer(part), integer64(part, 2), replace(part, 2, NaN))) {
  found <- shares(p, whole)
  same(found$value, c(25, NaN, NaN, 4000 / 70))
  same(found$lower, c(wilson(10, 40)[1], NaN, NaN, wilson(40, 70)[1]))
  stopifnot(identical(found$state, c("value", "missing", "missing", "value")))
}
same(shares(c(TRUE, NA, FALSE), 2L)$value, c(50, NaN, 0))
same(shares(1:7, 100)$value, as.numeric(1:7))                 # a constant; a compact sequence
same(shares(part[1], whole[1])$value, 25)
stopifnot(nrow(shares(numeric(0), integer(0))) == 0)
stopifnot(shares(10, 40, confidence = 0.8)$lower > shares(10, 40)$lower)
stopifnot(shares(0, 0)$state == "no_denominator")

# ---- bad rows and refusals ---------------------------------------------------------------------
condition <- function(expression) tryCatch(expression, condition = conditionMessage)
stopifnot(identical(condition(shares(c(1, 2, -3, -4), 9)),
          "refugees_employed: row 2: -3 is negative (rows counted from 0; 2 bad rows)"))
found <- suppressWarnings(shares(c(1, 2, -3, Inf), 10))
same(found$value, c(10, 20, NaN, NaN))
stopifnot(identical(found$state, c("value", "value", "invalid", "invalid")))
refused <- function(words, expression) {
  message <- tryCatch({ expression; "not refused" }, error = conditionMessage)
  if (!grepl(words, message)) stop(words, ": ", message)
}
refused("confidence", shares(part, whole, confidence = 2))
refused("is the figure received_per_1000", key_figures("received", list(received_per_1000 = 1)))
refused("no_such: no such input", key_figures("received", list(no_such = 1)))
refused("no_such: no such figure", key_figures("no_such", list(received = 1)))
refused("received: is a factor", key_figures("received", list(received = factor("7"))))
refused("received: is no numeric", key_figures("received", list(received = "7")))
refused("fewer rows", shares(1:3, 1:2))
refused("names", key_figures("received", list(7)))
# Jumping out of a call, again and again, keeps no memory: 80 MB of estimates each time.
if (file.exists("/proc/self/status")) {
  options(warn = 2)
  many <- list(received = rep(-1, 1e5))
  kilobytes <- function() {
    gc()
    as.numeric(gsub("[^0-9]", "", grep("VmRSS", readLines("/proc/self/status"), value = TRUE)))
  }
  before <- kilobytes()
  for (i in 1:6) refused("negative", key_figures(rep("received", 20), many))
  stopifnot(kilobytes() - before < 160e3)
}
END
Rscript --vanilla check.R || fail 'the example computes something else'
