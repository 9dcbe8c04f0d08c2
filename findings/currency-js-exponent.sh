#!/usr/bin/env bash
# currency.js and accounting.js read 1e3 as 13 and 1.2E+5 as 1.25.
# Guess: currency.js 2.0.4 reads the text 1e3 as 1000, as every number parser of the language does, or says that it is
#        no number.
# Seen: everything that is no digit, point or minus is left out, so the e goes and the digits of the exponent are
#       joined to the amount. accounting.js 0.4.1 does the same. No error, also not with errorOnInvalid.
# Why: spreadsheets save large amounts in general format as 1.2E+5 when a list goes out as CSV; 120,000 yuan are then
#      booked as 1.25.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache currency.js@2.0.4 accounting@0.4.1 >log 2>&1 ||
  { echo "currency.js 2.0.4 or accounting 0.4.1 could not be installed"; exit 2; }

cat >run.js <<'E1'
const currency = require("currency.js");
const accounting = require("accounting");
for (const text of ["1e3", "1.2E+5", "1.2E5"]) {
  const strict = currency(text, { errorOnInvalid: true }).value;
  console.log(`${text}: currency.js ${currency(text).value}, strict ${strict}, accounting ${accounting.unformat(text)}`);
}
E1

seen=$(node run.js 2>>log || echo failed)
want='1e3: currency.js 13, strict 13, accounting 13
1.2E+5: currency.js 1.25, strict 1.25, accounting 1.25
1.2E5: currency.js 1.25, strict 1.25, accounting 1.25'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
