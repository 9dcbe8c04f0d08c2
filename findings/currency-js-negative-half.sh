#!/usr/bin/env bash
# currency.js rounds 1.005 up to 1.01 and -1.005 up to -1.00: a correction does not cancel what it corrects.
# Guess: currency.js 2.0.4, which takes care that 1.005 becomes 1.01, rounds negative amounts as positive ones, away
#        from zero: -1.01, and -0.285 to -0.29.
# Seen: halves go towards plus infinity: -1.00 and -0.28. accounting 0.4.1 does not even get 1.005 right (1.00),
#       although its page names a better toFixed; numeral 2.0.6 and numbro 2.5.0 are as uneven as currency.js.
#       dinero.js 2.0.2 rounds both alike when it is asked for halfAwayFromZero.
# Why: a subsidy of 8.5 % is reversed line by line; each reversal of a half fen leaves a fen behind.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache currency.js@2.0.4 accounting@0.4.1 numeral@2.0.6 numbro@2.5.0 dinero.js@2.0.2 >log 2>&1 ||
  { echo "currency.js 2.0.4, accounting 0.4.1, numeral 2.0.6, numbro 2.5.0 or dinero.js 2.0.2 could not be installed"; exit 2; }

cat >run.mjs <<'E1'
import accounting from "accounting";
import currency from "currency.js";
import { CNY, dinero, halfAwayFromZero, toDecimal, transformScale } from "dinero.js";
import numbro from "numbro";
import numeral from "numeral";

for (const amount of [1.005, -1.005, 0.285, -0.285]) {
  const exact = dinero({ amount: Math.round(amount * 1000), currency: CNY, scale: 3 });
  console.log(
    `${amount}: currency.js ${currency(amount).value.toFixed(2)}, accounting ${accounting.toFixed(amount, 2)},`,
    `numeral ${numeral(amount).format("0.00")}, numbro ${numbro(amount).format({ mantissa: 2 })},`,
    `dinero ${toDecimal(transformScale(exact, 2, halfAwayFromZero))}`,
  );
}
const lines = Array(1000).fill(1.005);
const sum = (list) => list.reduce((total, line) => total.add(currency(line)), currency(0)).value;
console.log("currency.js: 1000 lines and their reversals leave", currency(sum(lines)).add(sum(lines.map((x) => -x))).value);
E1

seen=$(node run.mjs 2>>log || echo failed)
want='1.005: currency.js 1.01, accounting 1.00, numeral 1.01, numbro 1.01, dinero 1.01
-1.005: currency.js -1.00, accounting -1.00, numeral -1.00, numbro -1.00, dinero -1.01
0.285: currency.js 0.29, accounting 0.28, numeral 0.29, numbro 0.29, dinero 0.29
-0.285: currency.js -0.28, accounting -0.28, numeral -0.28, numbro -0.28, dinero -0.29
currency.js: 1000 lines and their reversals leave 10'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
