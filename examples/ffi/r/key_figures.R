# Key figures from R: libnyckeltal through .Call and shim.c, which hands R's own vectors on without
# copying them. NA is missing, in double, integer, logical and integer64 vectors. What the library
# refuses is an error; rows with bad data are a warning, which tells the first one.
#
#   make && make install prefix=$HOME/.local
#   export PKG_CONFIG_PATH=$HOME/.local/lib/pkgconfig
#   R CMD SHLIB shim.c
#   Rscript key_figures.R
#
# SPDX-License-Identifier: GPL-3.0-or-later

dyn.load("shim.so")

# A data frame with a row per figure and row of `data`: a data frame, or a list of vectors, with the
# names of inputs. `figures`: names of figures.
key_figures <- function(figures, data, confidence = 0.95) {
  stopifnot(is.character(figures), is.list(data), !is.null(names(data)), is.numeric(confidence))
  estimates <- .Call("key_figures", figures, data, confidence, PACKAGE = "shim")
  row <- seq_len(max(0, lengths(data)))
  cbind(expand.grid(row = row, figure = figures, stringsAsFactors = FALSE), list2DF(estimates))
}

municipalities <- data.frame(  # no such places: the numbers are made up
  code                     = c("9901", "9902", "9903", "9904"),
  asylum_seekers           = c(512, 3804, NA, 166),
  population_previous_year = c(43891L, 935619L, 556640L, 3336L),
  refugees_20_64           = c(1402L, 30467L, 19320L, 0L),
  refugees_employed        = c(623, 15871, 8449, 0))

print(key_figures(c("asylum_seekers_per_1000", "refugees_employed_share"), municipalities[-1]),
      digits = 11)
