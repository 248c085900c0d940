# Quantiles of every set of a file (set,x), of all nine types: set,type,p,quantile.
#   Rscript quantiles.R IN.csv OUT.csv
# SPDX-License-Identifier: GPL-3.0-or-later
files <- commandArgs(trailingOnly = TRUE)
d <- read.csv(files[1])
probabilities <- c(0, 0.025, 0.1, 0.25, 1 / 3, 0.5, 0.75, 0.9, 0.975, 1)
rows <- lapply(split(d$x, d$set), function(x)
    lapply(1:9, function(type) quantile(x, probabilities, na.rm = TRUE, type = type, names = FALSE)))
sink(files[2])
cat("set,type,k,quantile\n")
for (set in names(rows))
    for (type in 1:9)
        cat(sprintf("%s,%d,%d,%.17g\n", set, type, seq_along(probabilities) - 1, rows[[set]][[type]]), sep = "")
sink()
