#!/bin/sh
# ols: its numbers by hand, against NIST and against R; what it complains of.
# SPDX-License-Identifier: GPL-3.0-or-later
. tests/examples/checks
data=$(cd "$DATA" 2>/dev/null && pwd)
cd "$work" || exit 1

# agrees DIGITS FILE: every number of FILE (term,number,...) is in the output, to that many digits.
agrees() {
    awk -F, -v digits="$1" '
        FNR == NR { for (c = 2; c <= NF; c++) wanted[$1, c] = $c; next }
        { for (c = 2; c <= NF; c++) if (($1, c) in wanted) {
              if (!near($c, wanted[$1, c])) { print "  " $1 ": " $c ", not " wanted[$1, c]; bad = 1 }
              delete wanted[$1, c] } }
        function near(a, b) {
            return a == b || (a != "" && b != "" &&
                              (a - b) ^ 2 <= (b == 0 ? 1 : b * b) * 10 ^ (-2 * digits)) }
        END { for (w in wanted) { print "  not in the output: " w; bad = 1 }; exit bad }' "$2" out
}

# ---- a straight line by hand: 1, 3, 5 and 8 at 0, 1, 2, 3 ---------------------------------------------
cat >line.csv <<'EOF'
name,y,x,double,w
A,1,0,0,1
B,3,1,2,1
C,5,2,4,1
D,8,3,6,1
E,,9,18,1
F,4,,,1
EOF
run 0 ols line.csv --response y --terms x
cat >wanted <<'EOF'
(Intercept),0.8
x,2.3,0.17320508075688773,13.279056191361393,0.0056232873,1.5547586864749,3.0452413135251
n,4
rank,2
df,2
rss,0.3
tss,26.75
r2,0.98878504672897196
rows_missing,2
terms_dropped,0
EOF
agrees 8 wanted || fail 'the line differs from the one by hand'
[ "$(head -n 1 out)" = term,estimate,se,t,p,lower,upper ] || fail 'the header is another'
[ "$(sed -n 4p out)" = statistic,value ] || fail 'the statistics have no header of their own'

run 0 ols line.csv --response y --terms x --no-intercept
grep -q Intercept out && fail 'there is an intercept'
printf 'x,2.6428571428571428\ntss,99\n' >wanted # sum xy / sum xx = 37/14; not centred
agrees 14 wanted || fail 'the line through the origin differs from the one by hand'

# A weight of 2 is a row that is there twice; a weight of 0 one that is not.
sed '5s/1$/2/; 2s/1$/0/' line.csv >weighted.csv
run 0 ols weighted.csv --response y --terms x --weight w
printf '(Intercept),0.27272727272727271\nx,2.5454545454545454\nrows_zero_weight,1\n' >wanted
agrees 13 wanted || fail 'the weighted line differs from the one by hand'

run 0 ols line.csv --response y --terms x,double
err_has 'ols: double: is a combination of the terms before it, and was dropped'
printf 'double,,,,,,\nterms_dropped,1\nx,2.3\n' >wanted
agrees 14 wanted || fail 'the term that is another one is not dropped'

# ---- complaints ----------------------------------------------------------------------------------------------
run 1 ols line.csv --response y --terms z
err_has 'line.csv: there is no column z'
run 1 ols line.csv --response name --terms x
err_has 'line.csv:2: name: "A" is no number'
run 1 ols nowhere.csv --response y --terms x
run 2 ols line.csv --terms x
run 2 ols line.csv --response y --terms x --poly x
run 2 ols line.csv --response y --terms x --poly x:0
run 2 ols line.csv --response y --terms x --nonsense 1
head -n 2 line.csv >short.csv
run 1 ols short.csv --response y --terms x
err_has '1 rows are too few for 2 coefficients'

# ---- certified values -------------------------------------------------------------------------------------------
# certified SET TERM...: the set as set.csv (y, then the terms in its order) and its certified
# estimates and standard errors, in the order (Intercept), TERM....
certified() {
    file=$data/strd/$1.dat
    shift
    sed '1,60d' "$file" | awk -v names="$*" 'BEGIN { gsub(" ", ",", names); print "y," names }
        /^ *-?[0-9.]+( +-?[0-9.E+-]+)+ *\r?$/ { sub(/\r/, ""); $1 = $1; gsub(" ", ","); print }' >set.csv
    awk '$1 ~ /^B[0-9]+$/ { print $2 "," $3 }' "$file" >values
}

if [ -d "$data/strd" ]; then
    certified Filip x
    { echo '(Intercept)'; echo x; seq -f 'x^%g' 2 10; } | paste -d, - values >wanted
    run 0 ols set.csv --response y --poly x:10
    agrees 13 wanted || fail 'Filip differs from its certified values'
    certified Longley a b c d e f
    printf '(Intercept)\na\nb\nc\nd\ne\nf\n' | paste -d, - values >wanted
    run 0 ols set.csv --response y --terms a,b,c,d,e,f
    agrees 13 wanted || fail 'Longley differs from its certified values'
else
    echo "certified sets are skipped: there are no published data"
fi

# ---- R ---------------------------------------------------------------------------------------------------------
if [ -d "$data/golden" ]; then
    # Published shares beside the size of the group, of the municipalities with an expected value.
    awk -F, 'FNR == NR { size[$1, $2] = $3; next }
        FNR == 1 { for (c = 1; c <= NF; c++) at[$c] = c; print "y,n00704,n00706,n00708,size" }
        $at["year"] == 2018 && $at["N00485"] != "" && ($1, 2018) in size {
            print $at["N00700"] "," $at["N00704"] "," $at["N00706"] "," $at["N00708"] "," size[$1, 2018] }
        ' "$data/refugee_group_size_2014_2018.csv" "$data/kolada_2012_2018.csv" >2018.csv
    run 0 ols 2018.csv --response y --terms n00704,n00706,n00708 --weight size
    tail -n +2 "$data/golden/wls_2018.csv" >wanted
    agrees 9 wanted || fail 'the weighted fit of 2018 differs from R'
    if command -v Rscript >/dev/null; then
        Rscript --vanilla - >wanted <<'EOF'
d <- read.csv("2018.csv")
m <- lm(y ~ n00704 + n00706 + n00708, d)
s <- summary(m)
rows <- cbind(s$coefficients, confint(m))
cat(paste(rownames(rows), apply(rows, 1, function(r) paste(sprintf("%.17g", r), collapse = ",")), sep = ","),
    sprintf("%s,%.17g", c("n", "df", "sigma", "rss", "r2", "r2_adjusted", "f", "f_df1", "log_likelihood", "aic", "bic"),
            c(nobs(m), df.residual(m), s$sigma, deviance(m), s$r.squared, s$adj.r.squared, s$fstatistic[1:2],
              logLik(m), AIC(m), BIC(m))), sep = "\n")
EOF
        run 0 ols 2018.csv --response y --terms n00704,n00706,n00708
        agrees 9 wanted || fail '2018 differs from lm'
    else
        echo "lm is skipped: there is no R"
    fi
fi
finish
