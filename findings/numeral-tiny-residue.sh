#!/usr/bin/env bash
# numeral shows a difference that is only the rest of a float sum as NaN.
# Guess: numeral 2.0.6 shows 0.0000001 in the format 0.00 as 0.00.
# Seen: NaN for everything whose text is in exponent form: 1e-7, and 0.1 + 0.2 - 0.3. A millionth is shown as 0.00.
# Why: the difference between a statement and the books is such a rest whenever both agree; the page says NaN where it
#      should say that nothing is missing.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache numeral@2.0.6 >log 2>&1 ||
  { echo "numeral 2.0.6 could not be installed"; exit 2; }

cat >run.js <<'E1'
const numeral = require("numeral");
for (const amount of [0.000001, 0.0000001, 0.1 + 0.2 - 0.3, -0.0000001]) console.log(amount, numeral(amount).format("0,0.00"));
E1

seen=$(node run.js 2>>log || echo failed)
want='0.000001 0.00
1e-7 NaN
5.551115123125783e-17 NaN
-1e-7 NaN'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
