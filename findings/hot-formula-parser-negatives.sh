#!/usr/bin/env bash
# hot-formula-parser: MOD(-5,3) is 2, ROUND(-2.5,0) is -2 and NETWORKDAYS counts weekends when it counts backward.
# Guess: hot-formula-parser 4.0.0 calculates negative numbers as spreadsheets do: MOD(-5,3) is 1, ROUND(-2.5,0) is -3, the
#        working days from 28 back to 9 February 2026 are -15, as there are 15 from 9 to 28.
# Seen: 2, -2 and -18. The functions come from formulajs, and an old one: @formulajs/formulajs 4.6.1 has 1 and -3, but also
#       -18. CUMIPMT with payments in advance is -2717.65 where 4.6.1 has -2302.72.
# Why: what is right for amounts that are paid is wrong for those that are taken back; a count of days late is longer
#      than the count of days early over the same time.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache hot-formula-parser@4.0.0 @formulajs/formulajs@4.6.1 >log 2>&1 ||
  { echo "hot-formula-parser 4.0.0 or @formulajs/formulajs 4.6.1 could not be installed"; exit 2; }

cat >run.js <<'E1'
const { Parser } = require("hot-formula-parser");
const formulajs = require("@formulajs/formulajs");
const hot = (formula) => new Parser().parse(formula).result;
const day = (n) => new Date(2026, 1, n);
const show = (formula, other) => {
  const [one, two] = [hot(formula), other].map((value) => Math.round(value * 100) / 100);
  console.log(`${formula}: hot-formula-parser ${one}, formulajs ${two}`);
};
show("MOD(-5,3)", formulajs.MOD(-5, 3));
show("ROUND(2.5,0)", formulajs.ROUND(2.5, 0));
show("ROUND(-2.5,0)", formulajs.ROUND(-2.5, 0));
show("NETWORKDAYS(DATE(2026,2,9),DATE(2026,2,28))", formulajs.NETWORKDAYS(day(9), day(28)));
show("NETWORKDAYS(DATE(2026,2,28),DATE(2026,2,9))", formulajs.NETWORKDAYS(day(28), day(9)));
show("CUMIPMT(0.05/12,12,100000,1,12,1)", formulajs.CUMIPMT(0.05 / 12, 12, 100000, 1, 12, 1));
E1

seen=$(TZ=UTC node run.js 2>>log || echo failed)
want='MOD(-5,3): hot-formula-parser 2, formulajs 1
ROUND(2.5,0): hot-formula-parser 3, formulajs 3
ROUND(-2.5,0): hot-formula-parser -2, formulajs -3
NETWORKDAYS(DATE(2026,2,9),DATE(2026,2,28)): hot-formula-parser 15, formulajs 15
NETWORKDAYS(DATE(2026,2,28),DATE(2026,2,9)): hot-formula-parser -18, formulajs -18
CUMIPMT(0.05/12,12,100000,1,12,1): hot-formula-parser -2717.65, formulajs -2302.72'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
