#!/usr/bin/env bash
# xlsx-calc adds up text that looks like a number, and rounds -2.5 to -2.
# Guess: xlsx-calc 0.9.2 leaves text out of SUM over a range as spreadsheets do, and ROUND(-2.5,0) is -3.
# Seen: SUM over "1", 2, "3" is 6 where spreadsheets say 2; ROUND(2.5,0) is 3, ROUND(-2.5,0) is -2.
# Why: a total that the program recalculates differs from the one that the applicant saw, because one amount was typed
#      as text; nobody can tell which is meant.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache xlsx-calc@0.9.2 >log 2>&1 ||
  { echo "xlsx-calc 0.9.2 could not be installed"; exit 2; }

cat >run.js <<'E1'
const calculate = require("xlsx-calc");
for (const formula of ["SUM(A1:A3)", "ROUND(2.5,0)", "ROUND(-2.5,0)"]) {
  const cells = { A1: { t: "s", v: "1" }, A2: { t: "n", v: 2 }, A3: { t: "s", v: "3" }, C1: { t: "n", f: formula, v: 0 } };
  calculate({ SheetNames: ["A"], Sheets: { A: { "!ref": "A1:C3", ...cells } } });
  console.log(formula, cells.C1.v);
}
E1

seen=$(node run.js 2>>log || echo failed)
want='SUM(A1:A3) 6
ROUND(2.5,0) 3
ROUND(-2.5,0) -2'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
