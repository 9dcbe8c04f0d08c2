#!/usr/bin/env bash
# EDATE in fast-formula-parser leaves the month: a month after 31 January is 3 March.
# Guess: fast-formula-parser 1.0.19 gives EDATE(2026-01-31, 1) = 2026-02-28, the last day of the month, as Excel
#        does.
# Seen: 2026-03-03, because the 31st of February is counted on into March; hyperformula 3.5.0 gives 2026-02-28.
# Why: guarantees run for months; the term ends three days late, and with it the premium and the days that are
#      subsidised.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache hyperformula@3.5.0 fast-formula-parser@1.0.19 >log 2>&1 ||
  { echo "hyperformula 3.5.0 or fast-formula-parser 1.0.19 could not be installed"; exit 2; }

cat >run.js <<'E1'
const { HyperFormula } = require("hyperformula");
const FormulaParser = require("fast-formula-parser");
const day = (serial) => new Date(Date.UTC(1899, 11, 30 + serial)).toISOString().slice(0, 10);
const formulas = ["EDATE(DATE(2026,1,31),1)", "EDATE(DATE(2026,8,31),6)", "EDATE(DATE(2026,1,15),1)"];
const sheet = HyperFormula.buildFromArray([formulas.map((formula) => `=${formula}`)], { licenseKey: "gpl-v3" });
console.log("hyperformula:", ...sheet.getSheetValues(0)[0].map(day));
const place = { row: 1, col: 1, sheet: "A" };
console.log("fast-formula-parser:", ...formulas.map((formula) => day(new FormulaParser().parse(formula, place))));
E1
seen=$(node run.js 2>>log || echo failed)
want='hyperformula: 2026-02-28 2027-02-28 2026-02-15
fast-formula-parser: 2026-03-03 2027-03-03 2026-02-15'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
