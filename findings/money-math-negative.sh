#!/usr/bin/env bash
# money-math loses the sign of small products and misses by two fen when a negative amount is divided.
# Guess: money-math 2.6.3 treats negative amounts as positive ones with a minus: mul("-0.05", "0.10") is -0.01 or 0.00,
#        div("-20.00", "3.00") is -6.67 as div("20.00", "3.00") is 6.67, and mul("-10.05", "0.50") is -5.03 as 5.03.
# Seen: 0.01 (the minus is gone), -6.65 and -5.01: a negative result that is not whole is rounded by adding to it what a
#       positive one would need. Of the amounts from 0.01 to 9.99, 500 times 0.50 and 334 divided by 3 differ from their
#       negatives. Beside that, floatToAmount makes 5.55 of 0.1 + 0.2 - 0.3.
# Why: a subsidy that is taken back is calculated as a negative one; what is taken back is not what was paid, by one or
#      two fen a line, and a reversal below one fen pays another fen.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache money-math@2.6.3 >log 2>&1 ||
  { echo "money-math 2.6.3 could not be installed"; exit 2; }

cat >run.js <<'E1'
const money = require("money-math");
const show = (name, a, b) => console.log(`${name} ${a}, ${b}: ${money[name](a, b)}`);
show("mul", "0.05", "0.10");
show("mul", "-0.05", "0.10");
show("mul", "10.05", "0.50");
show("mul", "-10.05", "0.50");
show("div", "20.00", "3.00");
show("div", "-20.00", "3.00");
show("percent", "200.05", "8.50");
show("percent", "-200.05", "8.50");
const amounts = Array.from({ length: 999 }, (_, i) => ((i + 1) / 100).toFixed(2));
const uneven = (name, by) => amounts.filter((a) => money[name](`-${a}`, by) !== `-${money[name](a, by)}`).length;
console.log(`of 999 amounts: mul 0.50 ${uneven("mul", "0.50")}, div 3.00 ${uneven("div", "3.00")}`);
console.log("floatToAmount", 0.1 + 0.2 - 0.3, money.floatToAmount(0.1 + 0.2 - 0.3));
E1

seen=$(node run.js 2>>log || echo failed)
want='mul 0.05, 0.10: 0.01
mul -0.05, 0.10: 0.01
mul 10.05, 0.50: 5.03
mul -10.05, 0.50: -5.01
div 20.00, 3.00: 6.67
div -20.00, 3.00: -6.65
percent 200.05, 8.50: 17.00
percent -200.05, 8.50: -16.99
of 999 amounts: mul 0.50 500, div 3.00 334
floatToAmount 5.551115123125783e-17 5.55'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
