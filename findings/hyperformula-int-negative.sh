#!/usr/bin/env bash
# HyperFormula: INT(-1.5) is -1, where spreadsheets say -2.
# Guess: INT of hyperformula 3.5.0 rounds down, so INT(-1.5) is -2, as @formulajs/formulajs 4.6.1 and fast-formula-parser
#        1.0.19 have it and as Excel's page for INT says with -8.9.
# Seen: -1, and INT(-0.01) is 0 instead of -1: the decimals are cut off. FLOOR(-1.5,1) is -2, and MOD(-1.5,1) is 0.5 as in
#       spreadsheets, which define it by INT.
# Why: whole yuan, months or units of a correction come out one too few for every negative amount; INT(a)+MOD(a,1) is
#      no longer a.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache hyperformula@3.5.0 fast-formula-parser@1.0.19 \
  @formulajs/formulajs@4.6.1 >log 2>&1 || { echo "a package could not be installed"; exit 2; }

cat >run.js <<'E1'
const { HyperFormula } = require("hyperformula");
const FormulaParser = require("fast-formula-parser");
const formulajs = require("@formulajs/formulajs");
const hyper = (formula) => HyperFormula.buildFromArray([[`=${formula}`]], { licenseKey: "gpl-v3" }).getCellValue({ sheet: 0, row: 0, col: 0 });
const fast = (formula) => new FormulaParser().parse(formula, { row: 1, col: 1, sheet: "list" });
for (const value of ["1.5", "-1.5", "-0.01", "-8.9"]) {
  const formula = `INT(${value})`;
  console.log(`${formula}: hyperformula ${hyper(formula)}, fast-formula-parser ${fast(formula)}, formulajs ${formulajs.INT(Number(value))}`);
}
console.log(`hyperformula: FLOOR(-1.5,1) ${hyper("FLOOR(-1.5,1)")}, MOD(-1.5,1) ${hyper("MOD(-1.5,1)")}`);
E1

seen=$(node run.js 2>>log || echo failed)
want='INT(1.5): hyperformula 1, fast-formula-parser 1, formulajs 1
INT(-1.5): hyperformula -1, fast-formula-parser -2, formulajs -2
INT(-0.01): hyperformula 0, fast-formula-parser -1, formulajs -1
INT(-8.9): hyperformula -8, fast-formula-parser -9, formulajs -9
hyperformula: FLOOR(-1.5,1) -2, MOD(-1.5,1) 0.5'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
