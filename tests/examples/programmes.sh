#!/bin/sh
# programmes: the figures that the documents print; tables that are missing or wrong.
# SPDX-License-Identifier: GPL-3.0-or-later
. tests/examples/checks
tables=$(pwd)/examples/data

# one_line: the output, its lines joined and its blanks single, so that a break hides nothing.
one_line() {
    tr -s ' \n' '  ' <"$work/out" >"$work/line"
    mv "$work/line" "$work/out"
}

run 0 programmes
err_is_empty programmes
one_line
while read -r words; do
    out_has "$words"
done <<'WORDS'
17 grants, 7 059 600 kronor together; the largest 1 000 000, the median 400 000
16 grants, 7 463 543 kronor together; the largest 1 233 100
16 of 61, 26.2 per cent
17 of 38, 44.7 per cent
Not yet decided: 10.
2 of 20, 10.0 per cent
204 of 289, 70.6 per cent
Of the other 85, 84 had immigration
95 per cent are tied up
Over 7 000 000 decided and over 3 000 000 in preparation do NOT agree with about 9 500 000
They save 27 000 000 kronor in a year. Repaid within 2 months, they cost at most 4 500 000
In the text: 1 fulfilled, 5 partly, 3 not.
In the table: 1 fulfilled, 6 partly, 2 not.
The two contradict each other on objective 9: not fulfilled, partly.
In time: 1 of 12 cases, 8.3 per cent (0.2 to 38.5).
6 of 11, 54.5 per cent (23.4 to 83.3).
is 28 days long
These cases were chosen, not drawn
(Integrationsverket, proposal). SYNTHETIC
WORDS
[ "$(grep -o 'contradict each other' "$work/out" | wc -l)" -eq 1 ] || fail 'not one contradiction'

# A folder of one's own, with agreement where the audit disagrees with itself.
cp "$tables"/*.csv "$work"
sed 's/^9,1,2$/9,2,2/' "$tables/audit_2018.csv" >"$work/audit_2018.csv"
run 0 programmes --data "$work"
one_line
out_has 'In the text: 1 fulfilled, 6 partly, 2 not.'
grep -q 'contradict each other' "$work/out" && fail 'a contradiction where there is none'

run 1 programmes --data "$work/nowhere"
err_has 'nowhere/grants_2002.csv'
printf 'recipient,granted\nA,many\n' >"$work/grants_2002.csv"
run 1 programmes --data "$work"
err_has 'grants_2002.csv:2'
cp "$tables/grants_2002.csv" "$work"
grep -v '^finished' "$tables/stated_2002.csv" >"$work/stated_2002.csv"
run 1 programmes --data "$work"
err_has "no row is called 'finished'"
run 2 programmes --tables
err_has 'unknown option'
run 2 programmes --data
err_has 'value is missing'
run 0 programmes --help
finish
