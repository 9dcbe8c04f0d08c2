#!/usr/bin/env bash
# XLSX: dates in the built-in formats of Chinese Excel are dates for three readers and plain numbers for four.
# Guess: openpyxl 3.1.5, python-calamine 0.9.1, pylightxl 1.61, xlsx2csv 0.8.6, exceljs 4.4.0, SheetJS (xlsx 0.18.5)
#        and read-excel-file 9.3.17 know the number formats 27 to 36 and 50 to 58, which the standard reserves for
#        East Asian dates (31 is 年月日), as they know 14.
# Seen: calamine, SheetJS and read-excel-file do. openpyxl, pylightxl, xlsx2csv and exceljs give 46027 for 2026-01-05
#       in format 31 or 57; the same day in format 14 is a date for all.
# Why: a cell formatted with 2012年3月14日 in Chinese Excel is stored so; a policy's first day arrives as an amount of
#      46027.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir xlsxwriter==3.3.1 openpyxl==3.1.5 python-calamine==0.9.1 pylightxl==1.61 xlsx2csv==0.8.6 &&
  npm install --no-audit --no-fund --ignore-scripts --cache cache exceljs@4.4.0 xlsx@0.18.5 read-excel-file@9.3.17; } >log 2>&1 ||
  { echo "xlsxwriter 3.3.1, openpyxl 3.1.5, python-calamine 0.9.1, pylightxl 1.61, xlsx2csv 0.8.6, exceljs 4.4.0, xlsx 0.18.5 or read-excel-file 9.3.17 could not be installed"; exit 2; }

cat >run.py <<'E1'
import io
import sys
from datetime import date
from openpyxl import load_workbook
from pylightxl import readxl
from python_calamine import CalamineWorkbook
from xlsx2csv import Xlsx2csv
from xlsxwriter import Workbook
with Workbook("dates.xlsx") as book:
    sheet = book.add_worksheet("A")
    for column, number in enumerate((14, 31, 57)):
        sheet.write_datetime(0, column, date(2026, 1, 5), book.add_format({"num_format": number}))
print("openpyxl", *(str(cell)[:10] for cell in next(load_workbook("dates.xlsx").active.values)))
print("calamine", *(str(cell) for cell in CalamineWorkbook.from_path("dates.xlsx").get_sheet_by_index(0).to_python()[0]))
print("pylightxl", *readxl("dates.xlsx").ws("A").row(1))
text = io.StringIO()
Xlsx2csv("dates.xlsx").convert(text)
print("xlsx2csv", *text.getvalue().strip().split(","))
E1
cat >run.mjs <<'E1'
import ExcelJS from "exceljs";
import readExcelFile from "read-excel-file/node";
import XLSX from "xlsx";
const show = (row) => row.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell)).join(" ");
const book = new ExcelJS.Workbook();
await book.xlsx.readFile("dates.xlsx");
console.log("exceljs", show(book.worksheets[0].getRow(1).values.slice(1)));
const sheet = XLSX.readFile("dates.xlsx", { cellDates: true }).Sheets.A;
console.log("SheetJS", show(XLSX.utils.sheet_to_json(sheet, { header: 1 })[0]));
console.log("read-excel-file", show((await readExcelFile("dates.xlsx"))[0].data[0]));
E1

seen=$(v/bin/python run.py 2>>log && TZ=UTC node run.mjs 2>>log || echo failed)
want='openpyxl 2026-01-05 46027 46027
calamine 2026-01-05 2026-01-05 2026-01-05
pylightxl 2026/01/05 46027 46027
xlsx2csv 01-05-26 46027 46027
exceljs 2026-01-05 46027 46027
SheetJS 2026-01-05 2026-01-05 2026-01-05
read-excel-file 2026-01-05 2026-01-05 2026-01-05'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
