#!/usr/bin/env bash
# MT940: around New Year the booking day of a line falls a whole year off.
# Guess: mt940js 1.3.5 takes the year of the booking day (field 61 gives only month and day) that lies nearest to
#        the value day: value 2024-12-31 with 0102 was booked on 2025-01-02; value 2025-01-02 with 1231 on
#        2024-12-31.
# Seen: it takes the year of the value day as it stands: booked on 2024-01-02, and on 2025-12-31, in the future.
# Why: a payment booked on the first bank day of January counts against last year's budget, and a payment that left
#      in December is not found in the statement of December when the year is closed.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache mt940js@1.3.5 >log 2>&1 ||
  { echo "mt940js 1.3.5 could not be installed"; exit 2; }

cat >statement.sta <<'E1'
:20:STMT001
:25:95588/1001234567
:28C:00001/001
:60F:C241230CNY10000,00
:61:2412310102C1234,56NTRFREF001//BANK001
:61:2501021231D200,00NTRFREF002//BANK002
:62F:C250102CNY11034,56
-
E1

seen=$(
  node - 2>>log <<'E1' || echo failed
const { Parser } = require("mt940js");
const [statement] = new Parser().parse(require("fs").readFileSync("statement.sta", "utf8"));
const day = (date) => date.toISOString().slice(0, 10);
for (const line of statement.transactions) console.log(`value day ${day(line.date)}, booked ${day(line.entryDate)}`);
E1
)
want='value day 2024-12-31, booked 2024-01-02
value day 2025-01-02, booked 2025-12-31'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
