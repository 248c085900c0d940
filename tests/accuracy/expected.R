# The benchmark that the program expected prints, against the same formulas in R.
# Usage: Rscript expected.R DATA FILE YEAR EDUCATION
# SPDX-License-Identifier: GPL-3.0-or-later
given <- commandArgs(TRUE)
year <- as.integer(given[3])
read <- function(path) read.csv(path, colClasses = c(municipality = "character"))
kolada <- read(file.path(given[1], "kolada_2012_2018.csv"))
sizes <- read(file.path(given[1], "refugee_group_size_2014_2018.csv"))
ours <- read(given[2])

d <- kolada[kolada$year == year & kolada$municipality != "0" & !is.na(kolada$N00485), ]
d <- d[complete.cases(d[, c("N00700", "N00704", given[4], "N00708")]), ]
sizes <- sizes[sizes$year == year, ]
d$n <- sizes$refugees_20_64[match(d$municipality, sizes$municipality)]
y <- d$N00700
X <- cbind(1, as.matrix(d[, c("N00704", given[4], "N00708")]))
p <- pmin(pmax(fitted(lm.fit(X, y)), 2), 98)
has <- !is.na(d$n)
d <- d[has, ]; y <- y[has]; X <- X[has, ]; v <- (p * (100 - p))[has] / d$n

at <- function(tau2) {
    w <- 1 / (tau2 + v)
    V <- solve(crossprod(X, w * X))
    e <- y - drop(X %*% (V %*% crossprod(X, w * y)))
    list(w = w, e = e, form = rowSums((X %*% V) * X))
}
squares <- function(tau2) with(at(tau2), sum(w * e^2))
tau2 <- uniroot(function(t) squares(t) - (nrow(X) - ncol(X)), c(0, 1000), tol = 1e-13)$root
f <- at(tau2)
rest <- 1 - f$w * f$form
middle <- y - f$e / rest
reach <- qnorm(0.975) * sqrt(tau2 + v + f$form / rest)

# Over what tau2 may be: tau = 5 s^2 / (1 - s)^2 at 4000 midpoints, weighted by Q^(nu/2) exp(-Q/2)
# sqrt(tau) d tau.
s <- (seq_len(4000) - 0.5) / 4000
taus <- 5 * s^2 / (1 - s)^2
nodes <- lapply(taus^2, at)
q <- vapply(nodes, function(f) sum(f$w * f$e^2), 0)
logs <- (nrow(X) - ncol(X)) / 2 * log(q) - q / 2 + log(taus) / 2 + log(s) - 3 * log(1 - s)
p <- exp(logs - max(logs))
p <- p / sum(p)
B <- mapply(function(t, f) t^2 * f$w, taus, nodes)
centre <- B * vapply(nodes, function(f) f$e, y)
variance <- B * v + B^2 * vapply(nodes, function(f) f$form, y)
u <- drop(centre %*% p)
se <- sqrt(drop((variance + (centre - u)^2) %*% p))
p_above <- drop(pnorm(centre / sqrt(variance)) %*% p)

ours <- ours[match(d$municipality, ours$municipality), ]
worst <- max(abs(ours$shrunken - u), abs(ours$se - se), abs(ours$lower - (middle - reach)),
             abs(ours$upper - (middle + reach)), abs(ours$p_above - p_above),
             abs(ours$rank - rank(-u, ties.method = "min")))
cat(sprintf("tau2 %.6f, %d municipalities, largest difference %.2g\n", tau2, nrow(d), worst))
quit(status = if (is.finite(worst) && worst < 1e-9) 0 else 1)
