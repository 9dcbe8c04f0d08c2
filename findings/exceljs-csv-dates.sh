#!/usr/bin/env bash
# exceljs writes the day before into a CSV when it runs west of Greenwich, and a time with an offset in China.
# Guess: exceljs 4.4.0 writes the date 2026-01-05, read from a workbook, into a CSV as 2026-01-05 in every time zone.
# Seen: 2026-01-04T19:00:00-05:00 in New York, 2026-01-05T08:00:00+08:00 in Shanghai: the day, which it holds as
#       midnight at Greenwich, is written as a moment of the local clock.
# Why: the list that goes on to the bank or the archive says eight in the morning; a reader that cuts the time off is
#      right in China and wrong elsewhere.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir openpyxl==3.1.5 &&
  npm install --no-audit --no-fund --ignore-scripts --cache cache exceljs@4.4.0; } >log 2>&1 ||
  { echo "openpyxl 3.1.5 or exceljs 4.4.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
from datetime import date
from openpyxl import Workbook
book = Workbook()
book.active.append(["HT-1", date(2026, 1, 5)])
book.save("day.xlsx")
E1
cat >run.js <<'E1'
const { Workbook } = require("exceljs");
(async () => {
  const book = await new Workbook().xlsx.readFile("day.xlsx");
  console.log(process.env.TZ, (await book.csv.writeBuffer()).toString());
})();
E1

seen=$(v/bin/python run.py 2>>log && for zone in UTC Asia/Shanghai America/New_York; do TZ="$zone" node run.js; done 2>>log || echo failed)
want='UTC HT-1,2026-01-05T00:00:00+00:00
Asia/Shanghai HT-1,2026-01-05T08:00:00+08:00
America/New_York HT-1,2026-01-04T19:00:00-05:00'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
