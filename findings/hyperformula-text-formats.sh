#!/usr/bin/env bash
# HyperFormula writes the rate 8.5 % as 0.1% and 1234.5 as "1235,##0.00".
# Guess: TEXT of hyperformula 3.5.0 knows the formats 0.0% and #,##0.00, or says that it does not.
# Seen: TEXT(0.085,"0.0%") is 0.1%: the number is rounded and the sign put behind it, without the hundred.
#       TEXT(1234.5,"#,##0.00") is 1235,##0.00. Neither is an error. 0.00 works. fast-formula-parser 1.0.19 and
#       @formulajs/formulajs 4.6.1 give 8.5% and 1,234.50.
# Why: letters and remarks are put together with TEXT; the notice to the firm says 0.1% where 8.5% was granted.
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
for (const [value, format] of [[0.085, "0.0%"], [1234.5, "#,##0.00"], [1234.5, "0.00"]]) {
  const formula = `TEXT(${value},"${format}")`;
  console.log(`${formula}: hyperformula ${hyper(formula)}, fast-formula-parser ${fast(formula)}, formulajs ${formulajs.TEXT(value, format)}`);
}
E1

seen=$(node run.js 2>>log || echo failed)
want='TEXT(0.085,"0.0%"): hyperformula 0.1%, fast-formula-parser 8.5%, formulajs 8.5%
TEXT(1234.5,"#,##0.00"): hyperformula 1235,##0.00, fast-formula-parser 1,234.50, formulajs 1,234.50
TEXT(1234.5,"0.00"): hyperformula 1234.50, fast-formula-parser 1234.50, formulajs 1234.50'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
