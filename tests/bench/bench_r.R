# Benchmark: the whole catalogue in vectorised base R.
#
#     Rscript bench_r.R NAME FOLDER
#
# As bench_numpy.py: every input is looked at once per run, states are ranks, so that the worst of
# several is their maximum. Value, limits, basis and state of every figure; not its flags.
# SPDX-License-Identifier: GPL-3.0-or-later

options(warn = -1)  # a part above its whole has a negative number under the root
arguments <- commandArgs(trailingOnly = TRUE)
name <- arguments[1]
folder <- arguments[2]
z <- 1.959963984540054
zz <- z * z

# Why there is no value, the worst last, and the codes of the library for them.
no_denominator <- 1L
missing_value <- 2L
invalid <- 3L
codes <- c(0L, 4L, 1L, 5L)

# A column with NaN where it has no value, and ranks.
input <- function(numbers) {
  odd <- which(is.na(numbers) | numbers < 0 | numbers == Inf)
  ranks <- integer(length(numbers))
  is_missing <- is.na(numbers[odd])
  ranks[odd] <- ifelse(is_missing, missing_value, invalid)
  if (!all(is_missing)) numbers[odd] <- NaN
  list(numbers = numbers, ranks = ranks)
}

sum_of <- function(a, b) list(numbers = a$numbers + b$numbers, ranks = pmax.int(a$ranks, b$ranks))

unless <- function(parts, whole) {
  there <- which(whole$ranks == 0L)
  parts$numbers[there] <- whole$numbers[there]
  parts$ranks[there] <- 0L
  parts
}

# The numbers of a denominator with NaN for 0, and ranks that say so.
divide_by <- function(whole, ranks) {
  zero <- which(whole$numbers == 0)
  n <- whole$numbers
  n[zero] <- NaN
  ranks[zero] <- pmax.int(ranks[zero], no_denominator)
  list(n = n, ranks = ranks)
}

estimate <- function(value, lower, upper, ranks, whole) {
  whole[ranks >= missing_value] <- NaN
  list(value = value, lower = lower, upper = upper, basis = whole, state = codes[ranks + 1L])
}

# Limits of shares; textbook form.
wilson <- function(share, n, above) {
  over <- zz / n
  half <- z * sqrt((share * (1 - share) + over / 4) / n)
  middle <- share + over / 2
  scale <- 1 + over
  lower <- (middle - half) / scale
  upper <- (middle + half) / scale
  lower[above] <- NaN
  upper[above] <- NaN
  list(lower = lower, upper = upper)
}

quotient <- function(part, whole, scale) {
  by <- divide_by(whole, pmax.int(part$ranks, whole$ranks))
  estimate(scale * part$numbers / by$n, nothing, nothing, by$ranks, whole$numbers)
}

share <- function(part, whole) {
  by <- divide_by(whole, pmax.int(part$ranks, whole$ranks))
  p <- part$numbers / by$n
  limits <- wilson(p, by$n, which(part$numbers > by$n))
  estimate(100 * p, 100 * limits$lower, 100 * limits$upper, by$ranks, whole$numbers)
}

odds <- function(part, whole) {
  by <- divide_by(whole, pmax.int(part$ranks, whole$ranks))
  everybody <- part$numbers + by$n
  limits <- wilson(part$numbers / everybody, everybody, integer(0))
  estimate(part$numbers / by$n, limits$lower / (1 - limits$lower),
           limits$upper / (1 - limits$upper), by$ranks, whole$numbers)
}

balance <- function(part_1, whole_1, part_2, whole_2) {
  by_1 <- divide_by(whole_1, pmax.int(part_1$ranks, whole_1$ranks, part_2$ranks, whole_2$ranks))
  by_2 <- divide_by(whole_2, by_1$ranks)
  by_b <- divide_by(part_2, by_2$ranks)
  p1 <- part_1$numbers / by_1$n
  p2 <- by_b$n / by_2$n
  above <- which(part_1$numbers > by_1$n | by_b$n > by_2$n)
  l1 <- wilson(p1, by_1$n, above)
  l2 <- wilson(p2, by_2$n, above)
  product <- p1 * p2
  square <- product * product
  below <- l1$lower * (2 * p1 - l1$lower)
  beyond <- l1$upper * (2 * p1 - l1$upper)
  least <- l2$lower * (2 * p2 - l2$lower)
  value <- p1 / p2
  lower <- below / (product + sqrt(square - below * l2$upper * (2 * p2 - l2$upper)))
  upper <- (product + sqrt(square - beyond * least)) / least
  lower[which(part_1$numbers == 0 & !is.na(upper))] <- 0
  basis <- pmin.int(whole_1$numbers, whole_2$numbers)
  basis[by_b$ranks == no_denominator] <- 0
  estimate(value, lower, upper, by_b$ranks, basis)
}

# A share less a modelled value.
difference <- function(part, whole, expected) {
  by <- divide_by(whole, pmax.int(part$ranks, whole$ranks))
  estimate(100 * part$numbers / by$n - expected$numbers, nothing, nothing,
           pmax.int(by$ranks, expected$ranks), whole$numbers)
}

compute <- function() {
  inputs <- lapply(seq_len(ncol(numbers)), function(i) input(numbers[, i]))
  lapply(seq_len(nrow(catalogue)), function(i) {
    figure <- catalogue[i, ]
    part <- inputs[[figure$part + 1]]
    if (figure$part_2 >= 0) part <- sum_of(part, inputs[[figure$part_2 + 1]])
    if (figure$whole >= 0) part <- unless(part, inputs[[figure$whole + 1]])
    if (figure$denominator >= 0) whole <- inputs[[figure$denominator + 1]]
    switch(figure$kind,
      count = estimate(part$numbers, nothing, nothing, part$ranks, part$numbers),
      model = estimate(part$numbers, nothing, nothing, part$ranks, nothing),
      balance = balance(part, whole, inputs[[figure$part_b + 1]], inputs[[figure$whole_b + 1]]),
      difference = difference(part, whole, inputs[[figure$part_b + 1]]),
      if (!figure$interval) quotient(part, whole, figure$scale)
      else if (figure$kind == "share") share(part, whole)
      else odds(part, whole))
  })
}

catalogue <- read.delim(file.path(folder, "catalogue.tsv"))
path <- file.path(folder, "inputs.bin")
numbers <- readBin(path, "double", file.size(path) / 8)
dim(numbers) <- c(length(numbers) / (1 + max(catalogue[-(1:3)])), 1 + max(catalogue[-(1:3)]))
nothing <- rep(NaN, nrow(numbers))

writeBin(as.double(unlist(compute())), file.path(folder, paste0(name, ".bin")))
processor_time <- function() sum(proc.time()[1:2])
out <- stdout()
cat(paste("R", getRversion()), "\n", sep = "", file = out)
flush(out)
tasks <- file("stdin", "r")
while (length(task <- readLines(tasks, 1)) > 0) {
  start <- processor_time()
  if (task == "catalogue") compute() # everything; it knows no other task
  cat(if (task == "catalogue") 1e3 * (processor_time() - start) else "-", "\n", sep = "", file = out)
  flush(out)
}
