# The intervals of R over a grid, as CSV on stdout: kind,method,confidence,a,m,b,n,lower,upper.
# Shares and balances as proportions, differences as proportions, counts as counts.
# SPDX-License-Identifier: GPL-3.0-or-later

line <- function(kind, method, conf, a, m, b, n, limits)
  cat(sprintf("%s,%s,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,%.17g\n",
              kind, method, conf, a, m, b, n, limits[1], limits[2]))

cat("kind,method,confidence,a,m,b,n,lower,upper\n")

counts <- list(c(0, 1), c(1, 1), c(0, 2), c(1, 2), c(1, 3), c(0, 10), c(3, 10), c(10, 10),
               c(14, 60), c(59, 60), c(1, 290), c(137, 290), c(0, 1000), c(1, 1000), c(500, 1000),
               c(999, 1000), c(3, 1e5), c(49999, 1e5), c(0, 1e7), c(1, 1e7), c(2, 1e7),
               c(1234567, 1e7), c(9999999, 1e7), c(1e7, 1e7))
confidences <- c(0.8, 0.95, 0.99)

wilson <- function(a, m, conf)
  suppressWarnings(prop.test(a, m, conf.level = conf, correct = FALSE))$conf.int

# binom.test and poisson.test walk over all outcomes for a p value that is not asked for here: for
# large counts the two lines of them that give the limits stand in.
exact <- function(a, m, conf) {
  if (m <= 1e5) return(binom.test(a, m, conf.level = conf)$conf.int)
  tail <- (1 - conf) / 2
  c(if (a == 0) 0 else qbeta(tail, a, m - a + 1), if (a == m) 1 else qbeta(1 - tail, a + 1, m - a))
}

garwood <- function(d, conf) {
  if (d <= 1e5) return(poisson.test(d, conf.level = conf)$conf.int)
  tail <- (1 - conf) / 2
  c(qgamma(tail, d), qgamma(1 - tail, d + 1))
}

mid_p <- function(a, m, conf) {
  tail <- (1 - conf) / 2
  outer <- exact(a, m, conf)
  above <- function(p) pbinom(a, m, p, lower.tail = FALSE) + dbinom(a, m, p) / 2 - tail
  below <- function(p) pbinom(a - 1, m, p) + dbinom(a, m, p) / 2 - tail
  solve <- function(f, from, to)
    uniroot(f, c(from, to), tol = .Machine$double.eps * max(from, to, 1e-300), maxiter = 10000)$root
  c(if (a == 0) 0 else solve(above, outer[1], a / m),
    if (a == m) 1 else solve(below, a / m, outer[2]))
}

jeffreys <- function(a, m, conf) {
  tail <- (1 - conf) / 2
  c(if (a == 0) 0 else qbeta(tail, a + .5, m - a + .5),
    if (a == m) 1 else qbeta(tail, a + .5, m - a + .5, lower.tail = FALSE))
}

for (conf in confidences) for (x in counts) {
  a <- x[1]; m <- x[2]
  line("share", "wilson", conf, a, m, 0, 0, wilson(a, m, conf))
  line("share", "clopper-pearson", conf, a, m, 0, 0, exact(a, m, conf))
  line("share", "mid-p", conf, a, m, 0, 0, mid_p(a, m, conf))
  line("share", "jeffreys", conf, a, m, 0, 0, jeffreys(a, m, conf))
}

byar <- function(d, conf) {
  z <- qnorm(1 - (1 - conf) / 2)
  c(if (d == 0) 0 else d * (1 - 1 / (9 * d) - z / (3 * sqrt(d)))^3,
    (d + 1) * (1 - 1 / (9 * (d + 1)) + z / (3 * sqrt(d + 1)))^3)
}
for (conf in confidences) for (d in c(0:12, 25, 100, 999, 12345, 1e6, 1e7)) {
  line("count", "exact-poisson", conf, d, 0, 0, 0, garwood(d, conf))
  if (d > 1) # below, the cube root of the lower limit is negative: no rate is
    line("count", "byar", conf, d, 0, 0, 0, byar(d, conf))
  line("count", "exact-or-byar", conf, d, 0, 0, 0,
       if (d < 10) garwood(d, conf) else byar(d, conf))
}

# The score test of p1 - p2 = d inverted by bisection; the shares most likely at d by bisection of the
# derivative of the log likelihood. Of those that are many, the others are counted.
halve <- function(f, low, high) { # f is above 0 below its root
  for (k in 1:200) {
    middle <- (low + high) / 2
    if (middle == low || middle == high) return(middle)
    if (f(middle) > 0) low <- middle else high <- middle
  }
  (low + high) / 2
}
miettinen_nurminen <- function(a, m, b, n, conf) {
  if (a + b > (m + n) / 2) return(-rev(miettinen_nurminen(m - a, m, n - b, n, conf)))
  over <- function(x, y) if (x == 0) 0 else x / y
  z <- qnorm(1 - (1 - conf) / 2)
  score <- function(d) {
    q <- halve(function(q) over(a, q + d) - over(m - a, 1 - q - d) + over(b, q) - over(n - b, 1 - q),
               max(0, -d), min(1, 1 - d))
    p <- min(1, max(0, q + d))
    if (a / m - b / n == d) return(0)
    abs(a / m - b / n - d) / sqrt((p * (1 - p) / m + q * (1 - q) / n) * (m + n) / (m + n - 1))
  }
  end <- function(d) if (score(d) > z) halve(function(x) z - score(a / m - b / n + x * (d - a / m + b / n)), 0, 1) else 1
  c((a / m - b / n) + end(-1) * (-1 - a / m + b / n), (a / m - b / n) + end(1) * (1 - a / m + b / n))
}
pairs <- list(c(0, 10, 3, 10), c(3, 10, 3, 10), c(10, 10, 1, 20), c(10, 10, 20, 20), c(14, 60, 5, 20),
              c(30, 200, 4000, 16000), c(1, 1, 1, 2), c(137, 290, 99, 290), c(56, 70, 48, 80),
              c(1, 1e7, 3, 1e7), c(5e6, 1e7, 1, 1e7), c(1e7, 1e7, 1, 1e7), c(0, 1e7, 1, 1))
for (conf in confidences) for (x in pairs) {
  a <- x[1]; m <- x[2]; b <- x[3]; n <- x[4]
  p1 <- a / m; p2 <- b / n; l <- wilson(a, m, conf); k <- wilson(b, n, conf)
  l1 <- l[1]; u1 <- l[2]; l2 <- k[1]; u2 <- k[2]
  # Donner & Zou 2012; the lower limit in the form that has no 0 / 0 where 2 p2 = u2
  s <- p1 * p2
  lower <- l1 * (2 * p1 - l1) / (s + sqrt(s^2 - l1 * u2 * (2 * p1 - l1) * (2 * p2 - u2)))
  if (p1 == 0) lower <- 0
  if (abs(2 * p2 - u2) > 1e-3 * p2) # and in the published form, where that can be evaluated
    stopifnot(abs((s - sqrt(s^2 - l1 * u2 * (2 * p1 - l1) * (2 * p2 - u2))) / (u2 * (2 * p2 - u2)) -
                  lower) < 1e-6 * max(lower, 1e-12) + 1e-12)
  upper <- (s + sqrt(s^2 - u1 * l2 * (2 * p1 - u1) * (2 * p2 - l2))) / (l2 * (2 * p2 - l2))
  line("balance", "wilson", conf, a, m, b, n, c(lower, upper))
  d <- p1 - p2
  for (phi in c(0, 0.5)) {
    lower <- d - sqrt((p1 - l1)^2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2)^2)
    upper <- d + sqrt((u1 - p1)^2 - 2 * phi * (u1 - p1) * (p2 - l2) + (p2 - l2)^2)
    line(if (phi) "difference_tied" else "difference", "newcombe", conf, a, m, b, n, c(lower, upper))
  }
  line("difference", "miettinen-nurminen", conf, a, m, b, n, miettinen_nurminen(a, m, b, n, conf))
  z <- qnorm(1 - (1 - conf) / 2)
  q1 <- (a + 1) / (m + 2); q2 <- (b + 1) / (n + 2)
  half <- z * sqrt(q1 * (1 - q1) / (m + 2) + q2 * (1 - q2) / (n + 2))
  line("difference", "agresti-caffo", conf, a, m, b, n,
       c(max(-1, q1 - q2 - half), min(1, q1 - q2 + half)))
}
