#!/usr/bin/env bash
# exceljs reads a term of 36 months, shown as 36m, as a day in February 1900.
# Guess: exceljs 4.4.0 and excelts (@cj-tech-master/excelts) 10.2.0 read 36 in the format 0\m as the number 36: the letter
#        is literal, the backslash says so.
# Seen: a date for both, as for 0\d and 0\h; 0"m" with quotes is a number. SheetJS (xlsx 0.18.5), openpyxl 3.1.5 and
#       python-calamine 0.9.1 read 36 in all.
# Why: terms are entered as 36m or 90d; the column of terms becomes dates at the beginning of the last century, and
#      what was 36 is nowhere in the value.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ npm install --no-audit --no-fund --ignore-scripts --cache cache exceljs@4.4.0 @cj-tech-master/excelts@10.2.0 xlsx@0.18.5 &&
  python3 -m venv v && v/bin/pip install -q --no-cache-dir openpyxl==3.1.5 python-calamine==0.9.1; } >log 2>&1 ||
  { echo "a package could not be installed"; exit 2; }

cat >run.py <<'E1'
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook
book = Workbook()
for row, code in enumerate(("0\\m", "0\\d", "0\\h", '0"m"'), 1):
    book.active.cell(row, 1, 36).number_format = code
book.save("terms.xlsx")
print("openpyxl:", *(cell.value for cell in load_workbook("terms.xlsx").active["A"]))
print("calamine:", *(row[0] for row in CalamineWorkbook.from_path("terms.xlsx").get_sheet_by_index(0).to_python()))
E1
cat >run.mjs <<'E1'
import exceljs from "exceljs";
import * as excelts from "@cj-tech-master/excelts";
import xlsx from "xlsx";
const show = (name, values) => console.log(`${name}:`, ...values.map((v) => (v instanceof Date ? v.toISOString().slice(0, 10) : v)));
const rows = [1, 2, 3, 4];
for (const [name, Workbook] of [["exceljs", exceljs.Workbook], ["excelts", excelts.Workbook]]) {
  const book = new Workbook();
  await book.xlsx.readFile("terms.xlsx");
  show(name, rows.map((row) => book.worksheets[0].getCell(row, 1).value));
}
const sheet = xlsx.readFile("terms.xlsx", { cellDates: true }).Sheets.Sheet;
show("SheetJS", rows.map((row) => sheet[`A${row}`].v));
E1

seen=$(v/bin/python run.py 2>>log && node run.mjs 2>>log || echo failed)
want='openpyxl: 36 36 36 36
calamine: 36.0 36.0 36.0 36.0
exceljs: 1900-02-04 1900-02-04 1900-02-04 36
excelts: 1900-02-04 1900-02-04 1900-02-04 36
SheetJS: 36 36 36 36'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
