#!/usr/bin/env bash
# @agrora/decimal: 100 less 0.01 is 100.99; big-rational rounds -1 to 0.
# Guess: subtract of @agrora/decimal 0.2.1 is exact, as its page says of a library of arbitrary precision: 1.05 - 2.10 is -1.05,
#        100 - 0.01 is 99.99. (big-rational 0.10.9 was looked at besides: -1 rounds to -1, -0.05 up to 0.)
# Seen: when the number that is taken away has more decimals than the other, the result is nearly always wrong: 100 - 0.01 is
#       100.99, 10 - 9.99 is 10.01, 1.5 - 0.25 is 0.45, 1000000 - 333333.33 is 1006666.67. With equal decimals (100.00 - 0.01)
#       and in sums of positive amounts it is right; adding a negative amount goes wrong as well. big-rational: ceil of -0.05
#       is 1, round of -1 and of -0.6 is 0, of -2 is -2.
# Why: what is left of a budget is more than there was before something was paid; tests with amounts that all have two decimals
#      do not show it.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache @agrora/decimal@0.2.1 big-rational@0.10.9 >log 2>&1 ||
  { echo "@agrora/decimal 0.2.1 and big-rational 0.10.9 could not be installed"; exit 2; }

cat >run.cjs <<'E1'
const { from } = require("@agrora/decimal").default;
const rational = require("big-rational");
for (const [a, b] of [["1.05", "2.10"], ["100.00", "0.01"], ["100", "0.01"], ["10", "9.99"], ["1.5", "0.25"], ["1000000", "333333.33"]])
  console.log(`${a} - ${b} = ${from(a).subtract(b)}, ${a} + -${b} = ${from(a).add("-" + b)}, ${a} + ${b} = ${from(a).add(b)}`);
for (const one of ["-0.05", "-0.6", "-1", "-2", "-2.6", "0.05"])
  console.log(`${one}: floor ${rational(one).floor()}, ceil ${rational(one).ceil()}, round ${rational(one).round()}`);
E1

seen=$(node run.cjs 2>>log || echo failed)
want='1.05 - 2.10 = -1.05, 1.05 + -2.10 = -1.05, 1.05 + 2.10 = 3.15
100.00 - 0.01 = 99.99, 100.00 + -0.01 = 99.99, 100.00 + 0.01 = 100.01
100 - 0.01 = 100.99, 100 + -0.01 = 100.99, 100 + 0.01 = 100.01
10 - 9.99 = 10.01, 10 + -9.99 = 10.01, 10 + 9.99 = 19.99
1.5 - 0.25 = 0.45, 1.5 + -0.25 = 0.45, 1.5 + 0.25 = 1.75
1000000 - 333333.33 = 1006666.67, 1000000 + -333333.33 = 1006666.67, 1000000 + 333333.33 = 1333333.33
-0.05: floor 0/1, ceil 1/1, round 0/1
-0.6: floor 0/1, ceil 1/1, round 0/1
-1: floor -1/1, ceil -1/1, round 0/1
-2: floor -2/1, ceil -2/1, round -2/1
-2.6: floor -3/1, ceil -2/1, round -3/1
0.05: floor 0/1, ceil 1/1, round 0/1'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
