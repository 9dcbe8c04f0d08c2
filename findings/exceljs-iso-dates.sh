#!/usr/bin/env bash
# XLSX: exceljs reads a date that is stored as ISO 8601 text (cell type d) as a day in July 1905.
# Guess: exceljs 4.4.0 reads <c t="d"><v>2026-01-05</v></c> as 2026-01-05, as openpyxl does.
# Seen: 1905-07-18 without a warning: only the year is read, and counted as the 2026th day of the calendar. openpyxl
#       3.1.5, which also wrote the file, reads it back right.
# Why: policy days decide the year of a subsidy and the term of a guarantee; here every policy of 2026 starts on one
#      day of 1905.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir openpyxl==3.1.5 &&
  npm install --no-audit --no-fund --ignore-scripts --cache cache exceljs@4.4.0; } >log 2>&1 ||
  { echo "openpyxl 3.1.5 or exceljs 4.4.0 could not be installed"; exit 2; }

seen=$(
  v/bin/python - 2>>log <<'E1' || echo failed
from datetime import date
from openpyxl import Workbook, load_workbook
book = Workbook(iso_dates=True)
for day in (date(2026, 1, 5), date(2026, 12, 31)):
    book.active.append([day])
book.save("policies.xlsx")
print("openpyxl:", *(str(row[0])[:10] for row in load_workbook("policies.xlsx").active.values))
E1
  node - 2>>log <<'E1' || echo failed
const { Workbook } = require("exceljs");
const book = new Workbook();
book.xlsx.readFile("policies.xlsx").then(() => {
  const days = book.worksheets[0].getColumn(1).values.filter(Boolean);
  console.log("exceljs:", days.map((day) => day.toISOString().slice(0, 10)).join(" "));
});
E1
)
want='openpyxl: 2026-01-05 2026-12-31
exceljs: 1905-07-18 1905-07-18'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
