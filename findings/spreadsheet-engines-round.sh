#!/usr/bin/env bash
# ROUND(1.005, 2) in three engines that calculate spreadsheet formulas: 1.00 twice and 1.01 once.
# Guess: hyperformula 3.5.0, fast-formula-parser 1.0.19 and @formulajs/formulajs 4.6.1 all round the number that is
#        shown, as Excel does: 1.005 to 1.01.
# Seen: only formulajs does. The other two round the binary fraction behind it: 1.005 to 1, -1.005 to -1, 0.285 to
#       0.28; hyperformula does so although it holds 0.1+0.2=0.3 for true.
# Why: a firm's workbook that is recalculated on a server differs by a fen from what the firm saw when it signed it.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache \
  hyperformula@3.5.0 fast-formula-parser@1.0.19 @formulajs/formulajs@4.6.1 >log 2>&1 ||
  { echo "hyperformula, fast-formula-parser or @formulajs/formulajs could not be installed"; exit 2; }

cat >run.js <<'E1'
const { HyperFormula } = require("hyperformula");
const FormulaParser = require("fast-formula-parser");
const { ROUND } = require("@formulajs/formulajs");
const numbers = [1.005, -1.005, 0.285];
const formulas = numbers.map((number) => `=ROUND(${number},2)`);
const sheet = HyperFormula.buildFromArray([[...formulas, "=0.1+0.2=0.3"]], { licenseKey: "gpl-v3" });
console.log("hyperformula:", ...sheet.getSheetValues(0)[0]);
const parser = new FormulaParser();
const place = { row: 1, col: 1, sheet: "A" };
console.log("fast-formula-parser:", ...formulas.map((formula) => parser.parse(formula.slice(1), place)));
console.log("formulajs:", ...numbers.map((number) => ROUND(number, 2)));
E1
seen=$(node run.js 2>>log || echo failed)
want='hyperformula: 1 -1 0.28 true
fast-formula-parser: 1 -1 0.28
formulajs: 1.01 -1.01 0.29'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
