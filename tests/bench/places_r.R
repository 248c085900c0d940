# Benchmark: nearest units, quantiles and ranks in R. The distances of 50 000 units do not fit in
# memory: R is asked for those of 290 only.
#
#     Rscript places_r.R NAME FOLDER
#
# SPDX-License-Identifier: GPL-3.0-or-later

arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[2]
variables <- matrix(readBin(file.path(folder, "variables.bin"), "double", 50000 * 4), ncol = 4, byrow = TRUE)
numbers <- readBin(file.path(folder, "numbers.bin"), "double", 1e6)
k <- 7

nearest <- function(n) {
  x <- variables[1:n, ]
  x <- sweep(x, 2, apply(x, 2, sd), "/")
  d <- as.matrix(dist(x, "manhattan"))
  t(sapply(1:n, function(i) order(d[i, ])[2:(k + 1)])) - 1
}
quantiles <- function() quantile(numbers, c(0.025, 0.25, 0.5, 0.75, 0.975), names = FALSE)

tasks <- list(
  "dist_290" = function() nearest(290),
  "quantiles" = quantiles,
  "ranks" = function() rank(numbers))

processor_time <- function() sum(proc.time()[1:2])

# Milliseconds of one run; R's clock ticks in whole ones, so short tasks are run many times.
took <- function(task) {
  times <- 1
  repeat {
    start <- processor_time()
    for (i in seq_len(times)) task()
    passed <- processor_time() - start
    if (passed >= 0.05) return(1e3 * passed / times)
    times <- 4 * times
  }
}

writeBin(c(t(nearest(290)), rep(-1, 50000 * k), quantiles(), rank(numbers)[1:1000]),
         file.path(folder, paste0(arguments[1], ".bin")))
cat(paste("R", getRversion()), "\n", sep = "")
asked <- file("stdin", "r")
while (length(task <- readLines(asked, 1)) > 0)
  cat(if (is.null(tasks[[task]])) "-" else took(tasks[[task]]), "\n", sep = "")
