#!/usr/bin/env bash
# papaparse: that a list ends with a line end makes it take the commas in the amounts for what separates the columns.
# Guess: papaparse 5.7.1 finds out that | separates the columns of a list of two, numbers and amounts as 1,234.50, and the
#        tab in another (csv-string 4.1.1 was looked at for comparison).
# Seen: neither: the comma is taken, so that 0001|1 and 234.50 are the columns; the rows come all the same, and among its
#       errors is UndetectableDelimiter. Without the line end after the last line, or with skipEmptyLines: true, both are
#       found; csv-string always finds them.
# Why: banks write such lists for their batch payments, and every file ends with a line end; an amount of 1,234.50 is read
#      as 234.50, and one below a thousand has none.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache papaparse@5.7.1 csv-string@4.1.1 >log 2>&1 ||
  { echo "papaparse 5.7.1 or csv-string 4.1.1 could not be installed"; exit 2; }

cat >run.js <<'E1'
const Papa = require("papaparse"), csv = require("csv-string");
const show = (value) => JSON.stringify(value);
const lists = { "|": "No|Amount\n0001|1,234.50\n0002|5,000.00\n", "\t": "No\tAmount\n0001\t1,234.50\n0002\t5,000.00\n" };
for (const [sign, list] of Object.entries(lists)) {
  const read = Papa.parse(list);
  console.log(show(sign), "found", show(read.meta.delimiter), show(read.data[1]), read.errors.map((error) => error.code).join());
  console.log("  without the last line end", show(Papa.parse(list.trimEnd()).meta.delimiter),
    "skipEmptyLines", show(Papa.parse(list, { skipEmptyLines: true }).meta.delimiter), "csv-string", show(csv.detect(list)));
}
E1

seen=$(node run.js 2>>log || echo failed)
want='"|" found "," ["0001|1","234.50"] UndetectableDelimiter
  without the last line end "|" skipEmptyLines "|" csv-string "|"
"\t" found "," ["0001\t1","234.50"] UndetectableDelimiter
  without the last line end "\t" skipEmptyLines "\t" csv-string "\t"'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
