#!/usr/bin/env bash
# mathjs rounds -2.5 to -3 as a number and to -2 as a fraction.
# Guess: round of mathjs 15.2.0 gives -3 for -2.5 in all its types, and -1.01
#        for -1.005 with two decimals.
# Seen: numbers and BigNumbers do; fractions, its exact type, go towards plus infinity: -2.5 is -2 and -1.005 is -1.00.
#       Positive halves are alike in all three.
# Why: who changes to fractions to be exact gets other fen for every amount that is taken back; a correction no longer
#      cancels what it corrects.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache mathjs@15.2.0 >log 2>&1 ||
  { echo "mathjs 15.2.0 could not be installed"; exit 2; }

cat >run.js <<'E1'
const { round, bignumber, fraction, format } = require("mathjs");
for (const [text, places] of [["2.5", 0], ["-2.5", 0], ["1.005", 2], ["-1.005", 2]]) {
  const rounded = [Number(text), bignumber(text), fraction(text)].map((value) => format(round(value, places), { fraction: "decimal" }));
  console.log(`${text}: number ${rounded[0]}, BigNumber ${rounded[1]}, fraction ${rounded[2]}`);
}
E1

seen=$(node run.js 2>>log || echo failed)
want='2.5: number 3, BigNumber 3, fraction 3
-2.5: number -3, BigNumber -3, fraction -2
1.005: number 1.01, BigNumber 1.01, fraction 1.01
-1.005: number -1.01, BigNumber -1.01, fraction -1'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
