#!/usr/bin/env bash
# json-2-csv writes days in the words of the computer's clock, and the word null where a name is missing.
# Guess: json2csv of json-2-csv 5.6.0 writes a date in the form of ISO 8601, as papaparse 5.7.1 does.
# Seen: "Mon Jan 05 2026 00:00:00 GMT+0800 (China Standard Time)" in Shanghai and another day in Berlin; null and undefined
#       are written as these words, so that a firm without a name is called null. papaparse leaves the fields empty. Both
#       can be asked for, neither is so by itself.
# Why: the list goes to a bank or into another system that takes null for the name of the payee, and cannot read the
#      day.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache json-2-csv@5.6.0 papaparse@5.7.1 >log 2>&1 ||
  { echo "json-2-csv 5.6.0 or papaparse 5.7.1 could not be installed"; exit 2; }

cat >run.js <<'E1'
const { json2csv } = require("json-2-csv");
const papa = require("papaparse");
const rows = [{ contract: "HT-1", payee: null, remark: undefined, day: new Date("2026-01-05T00:00:00+08:00") }];
console.log("json-2-csv:", json2csv(rows).split("\n")[1]);
console.log("papaparse:", papa.unparse(rows).split("\r\n")[1]);
E1

seen=$(for zone in Asia/Shanghai Europe/Berlin; do TZ=$zone node run.js 2>>log || echo failed; done)
want='json-2-csv: HT-1,null,undefined,Mon Jan 05 2026 00:00:00 GMT+0800 (China Standard Time)
papaparse: HT-1,,,2026-01-04T16:00:00.000Z
json-2-csv: HT-1,null,undefined,Sun Jan 04 2026 17:00:00 GMT+0100 (Central European Standard Time)
papaparse: HT-1,,,2026-01-04T16:00:00.000Z'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
