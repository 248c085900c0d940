# R's distribution functions and quantiles, for the test of ours: one CSV line per value.
# Usage: Rscript dist_reference.R OUTPUT, or - for standard output. Columns: what,p_or_x,a,b,answer.
# SPDX-License-Identifier: GPL-3.0-or-later

path <- commandArgs(TRUE)[1]
out <- if (path == "-") stdout() else file(path, "w")
emit <- function(what, x, a, b, answer)
    cat(sprintf("%s,%.17g,%.17g,%.17g,%.17g\n", what, x, a, b, answer), file = out, sep = "")

confidences <- c(.5, .8, .9, .95, .99, .999)

# Limits of a share: Clopper and Pearson, Jeffreys.
for (n in c(1:5, 8, 13, 21, 50, 100, 290, 1000, 4321, 10^(4:9))) {
    k <- c(0:5, 10, 30, floor(n * c(1e-7, 1e-5, .001, .01, .1, .25, .5, .75, .9, .99, .999)),
           n - c(100, 10, 4:0))
    k <- unique(k[k >= 0 & k <= n])
    for (tail in (1 - confidences) / 2) {
        some <- k[k > 0]
        rest <- k[k < n]
        emit("beta_lower", tail, some, n - some + 1, qbeta(tail, some, n - some + 1))
        emit("beta_upper", tail, rest + 1, n - rest, qbeta(tail, rest + 1, n - rest, lower.tail = FALSE))
        emit("beta_lower", tail, k + .5, n - k + .5, qbeta(tail, k + .5, n - k + .5))
        emit("beta_upper", tail, k + .5, n - k + .5, qbeta(tail, k + .5, n - k + .5, lower.tail = FALSE))
    }
}

# Limits of a count.
shapes <- c(.5, 1:10, 1.5, 10.5, 20, 50, 100.5, 290, 1000, 9999.5, 10000.5, 12345.5, 10^(5:9), 1e9 + .5)
for (tail in (1 - confidences) / 2) {
    emit("gamma_lower", tail, shapes, 0, qgamma(tail, shapes))
    emit("gamma_upper", tail, shapes, 0, qgamma(tail, shapes, lower.tail = FALSE))
}

# Student's t; between 0 and 1 degrees of freedom too.
nu <- c(.3, 1:6, 9.5, 30, 31, 100, 289, 1000, 1e5, 1e9)
for (p in c(.5001, .6, .75, .9, .95, .975, .995, .9995, 1e-8))
    emit("t", p, nu, 0, qt(p, nu))

# Forward functions: at and about the mean.
for (z in c(-5.5, -2, -.7, 0, .3, 1.2, 3, 6)) {
    emit("normal_sf", z, 0, 0, pnorm(z, lower.tail = FALSE))
    emit("t_sf", z, nu, 0, pt(z, nu, lower.tail = FALSE))
    x <- shapes + z * sqrt(shapes)
    ok <- x > 0
    emit("gamma_cdf", x[ok], shapes[ok], 0, pgamma(x[ok], shapes[ok]))
    emit("gamma_sf", x[ok], shapes[ok], 0, pgamma(x[ok], shapes[ok], lower.tail = FALSE))
    emit("chi2_sf", 2 * x[ok], 2 * shapes[ok], 0, pchisq(2 * x[ok], 2 * shapes[ok], lower.tail = FALSE))
    for (b in c(.5, 1, 7, 289, 4000.5)) {
        x <- shapes / (shapes + b) + z * sqrt(shapes * b / (shapes + b)^3)
        ok <- x > 0 & x < 1 & shapes < 1e6
        emit("beta_cdf", x[ok], shapes[ok], b, pbeta(x[ok], shapes[ok], b))
        emit("beta_sf", x[ok], shapes[ok], b, pbeta(x[ok], shapes[ok], b, lower.tail = FALSE))
        f <- exp(z * sqrt(1 / shapes + 1 / b))
        emit("f_cdf", f, 2 * shapes, 2 * b, pf(f, 2 * shapes, 2 * b))
        emit("f_sf", f, 2 * shapes, 2 * b, pf(f, 2 * shapes, 2 * b, lower.tail = FALSE))
    }
}
if (path != "-") close(out)
