# Benchmark: interval limits in base R, each method over all pairs at once.
#
#     Rscript intervals_r.R NAME FOLDER
#
# SPDX-License-Identifier: GPL-3.0-or-later

folder <- commandArgs(trailingOnly = TRUE)[2]
path <- file.path(folder, "pairs.bin")
pairs <- matrix(readBin(path, "double", file.size(path) / 8), ncol = 2)
a <- pairs[, 1]
n <- pairs[, 2]
z <- qnorm(0.975)

# There is no vectorised mid-P interval in base R. Each gives the lower limits, then the upper ones.
methods <- list(
  "wilson" = function() {
    middle <- a / n + z^2 / (2 * n)
    half <- z * sqrt((a / n * (1 - a / n) + z^2 / (4 * n)) / n)
    100 * c(middle - half, middle + half) / (1 + z^2 / n)
  },
  "clopper-pearson" = function()
    100 * c(qbeta(0.025, a, n - a + 1), qbeta(0.025, a + 1, n - a, lower.tail = FALSE)),
  "jeffreys" = function() {
    lower <- pmin(a / n, qbeta(0.025, a + 0.5, n - a + 0.5))
    upper <- pmax(a / n, qbeta(0.025, a + 0.5, n - a + 0.5, lower.tail = FALSE))
    100 * c(ifelse(a == 0, 0, lower), ifelse(a == n, 1, upper))
  },
  "exact-poisson" = function()
    c(qgamma(0.025, a), qgamma(0.025, a + 1, lower.tail = FALSE)),
  "byar" = function() {
    lower <- ifelse(a == 0, 0, a * pmax(0, 1 - 1 / (9 * a) - z / (3 * sqrt(a)))^3)
    c(lower, (a + 1) * (1 - 1 / (9 * (a + 1)) + z / (3 * sqrt(a + 1)))^3)
  })

processor_time <- function() sum(proc.time()[1:2])

# Milliseconds; R's clock ticks in whole ones, so short tasks are run many times.
took <- function(method) {
  times <- 1
  repeat {
    start <- processor_time()
    for (i in seq_len(times)) method()
    passed <- processor_time() - start
    if (passed >= 0.05) return(1e3 * passed / times)
    times <- 4 * times
  }
}

for (name in names(methods))
  writeBin(methods[[name]](), file.path(folder, paste0(name, ".bin")))
cat(paste("R", getRversion()), "\n", sep = "")
tasks <- file("stdin", "r")
while (length(task <- readLines(tasks, 1)) > 0)
  cat(if (is.null(methods[[task]])) "-" else took(methods[[task]]), "\n", sep = "")
