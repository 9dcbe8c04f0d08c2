#!/usr/bin/env bash
# csv-parse with cast loses the last digits of card numbers and the zeros of contract numbers; with cast_date the
# contract number HT-2026-1 is New Year's Day.
# Guess: csv-parse 7.0.3 with cast: true leaves text that a number would not hold as it is: 0012 keeps its zeros and a
#        number of nineteen digits its digits (papaparse 5.7.1 with dynamicTyping leaves the latter as text).
# Seen: 12 and 6222021234567891000; 0x17 even becomes 0. With cast_date: true beside it HT-2026-1 is 2026-01-01, 12-3 is
#       2001-12-03 and "A 5" is 2001-05-01: whatever the engine can make a day of.
# Why: the account that a subsidy is paid to is another one after the list was read, two contracts have one number, and
#      a column of contract numbers turns into days where it looks like them.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache csv-parse@7.0.3 papaparse@5.7.1 >log 2>&1 ||
  { echo "csv-parse 7.0.3 or papaparse 5.7.1 could not be installed"; exit 2; }

cat >run.js <<'E1'
const { parse } = require("csv-parse/sync");
const papa = require("papaparse");
const line = "0012,6222021234567891234,0x17,HT-2026-1,12-3,A 5,1.10\n";
console.log("cast:", JSON.stringify(parse(line, { cast: true })[0]));
console.log("cast_date:", JSON.stringify(parse(line, { cast: true, cast_date: true })[0]));
console.log("papaparse:", JSON.stringify(papa.parse(line, { dynamicTyping: true }).data[0]));
E1

seen=$(TZ=UTC node run.js 2>>log || echo failed)
want='cast: [12,6222021234567891000,0,"HT-2026-1","12-3","A 5",1.1]
cast_date: [12,6222021234567891000,0,"2026-01-01T00:00:00.000Z","2001-12-03T00:00:00.000Z","2001-05-01T00:00:00.000Z",1.1]
papaparse: [12,"6222021234567891234","0x17","HT-2026-1","12-3","A 5",1.1]'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
