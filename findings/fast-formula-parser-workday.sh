#!/usr/bin/env bash
# fast-formula-parser: WORKDAY with a negative number of days is the day that one starts from.
# Guess: fast-formula-parser 1.0.19 goes back with WORKDAY(…, -1): from Monday 2026-02-16 to Friday 2026-02-13; and
#        "Jia"="JIA" is TRUE, as spreadsheets compare text.
# Seen: 2026-02-16 for -1, and 2026-02-18 for five days before 2026-02-18; no error. Forward it is right. Text is compared
#       with its case. hyperformula 3.5.0 does both as spreadsheets do.
# Why: a form asks when an application must be in, five working days before the term; the answer is the term itself.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache fast-formula-parser@1.0.19 hyperformula@3.5.0 >log 2>&1 ||
  { echo "fast-formula-parser 1.0.19 or hyperformula 3.5.0 could not be installed"; exit 2; }

cat >run.js <<'E1'
const FormulaParser = require("fast-formula-parser");
const { HyperFormula } = require("hyperformula");
const fast = (formula) => new FormulaParser().parse(formula, { row: 1, col: 1, sheet: "list" });
const hyper = (formula) => HyperFormula.buildFromArray([[`=${formula}`]], { licenseKey: "gpl-v3" }).getCellValue({ sheet: 0, row: 0, col: 0 });
const day = (serial) => new Date(Date.UTC(1899, 11, 30) + serial * 864e5).toISOString().slice(0, 10);
for (const formula of ["WORKDAY(DATE(2026,2,13),1)", "WORKDAY(DATE(2026,2,16),-1)", "WORKDAY(DATE(2026,2,18),-5)"])
  console.log(`${formula}: fast-formula-parser ${day(fast(formula))}, hyperformula ${day(hyper(formula))}`);
console.log(`"Jia"="JIA": fast-formula-parser ${fast('"Jia"="JIA"')}, hyperformula ${hyper('"Jia"="JIA"')}`);
E1

seen=$(TZ=UTC node run.js 2>>log || echo failed)
want='WORKDAY(DATE(2026,2,13),1): fast-formula-parser 2026-02-16, hyperformula 2026-02-16
WORKDAY(DATE(2026,2,16),-1): fast-formula-parser 2026-02-16, hyperformula 2026-02-13
WORKDAY(DATE(2026,2,18),-5): fast-formula-parser 2026-02-18, hyperformula 2026-02-11
"Jia"="JIA": fast-formula-parser false, hyperformula true'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
