# Benchmark: least squares in R.
#
#     Rscript ols_r.R NAME FOLDER
#
# SPDX-License-Identifier: GPL-3.0-or-later

folder <- commandArgs(trailingOnly = TRUE)[2]
rows <- matrix(readBin(file.path(folder, "ols.bin"), "double", 290 * 8), ncol = 8)
y <- rows[, 8]
X <- cbind(1, rows[, 1:7])
frame <- as.data.frame(rows)

tasks <- list(
  ".lm.fit" = function() .lm.fit(X, y),
  "lm.fit" = function() lm.fit(X, y),
  "lm" = function() summary(lm(V8 ~ ., frame)))

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

# 1 000 of the 10 000, and ten times their time.
refits <- function() {
  start <- processor_time()
  for (i in 1:1000) {
    drawn <- sample.int(290, replace = TRUE)
    .lm.fit(X[drawn, ], y[drawn])$coefficients
  }
  1e4 * (processor_time() - start)
}

cat(paste("R", getRversion()), "\n", sep = "")
asked <- file("stdin", "r")
while (length(task <- readLines(asked, 1)) > 0)
  cat(if (task == "refits") refits() else if (is.null(tasks[[task]])) "-" else took(tasks[[task]]),
      "\n", sep = "")
