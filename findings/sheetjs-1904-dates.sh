#!/usr/bin/env bash
# XLSX: in a workbook that counts days from 1904 SheetJS shows one day and hands over another, four years earlier.
# Guess: xlsx 0.18.5 with cellDates gives the day 2026-01-05 of such a workbook as 2026-01-05.
# Seen: the date handed over is 2022-01-04, while the text shown of the same cell is right (2026-01-05).
# Why: old office suites on Macs make such workbooks; a policy of 2026 falls into a year whose budget is closed, and
#      who looks at the sheet on the screen sees nothing wrong.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir openpyxl==3.1.5 &&
  npm install --no-audit --no-fund --ignore-scripts --cache cache xlsx@0.18.5; } >log 2>&1 ||
  { echo "openpyxl 3.1.5 or xlsx 0.18.5 could not be installed"; exit 2; }

seen=$(
  v/bin/python - 2>>log <<'E1' || echo failed
from datetime import date
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
book = Workbook()
book.epoch = CALENDAR_MAC_1904
book.active["A1"] = date(2026, 1, 5)
book.active["A1"].number_format = "yyyy\\-mm\\-dd"
book.save("policies.xlsx")
print("openpyxl:", load_workbook("policies.xlsx").active["A1"].value.date())
E1
  TZ=UTC node - 2>>log <<'E1' || echo failed
const XLSX = require("xlsx");
const cell = XLSX.readFile("policies.xlsx", { cellDates: true }).Sheets.Sheet.A1;
console.log("SheetJS shows:", cell.w, "and hands over:", cell.v.toISOString().slice(0, 10));
E1
)
want='openpyxl: 2026-01-05
SheetJS shows: 2026-01-05 and hands over: 2022-01-04'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
