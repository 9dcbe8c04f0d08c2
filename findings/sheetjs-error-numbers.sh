#!/usr/bin/env bash
# SheetJS hands over 42 for #N/A, 7 for #DIV/0! and 23 for #REF!.
# Guess: the value v of a cell of xlsx 0.18.5 that shows #N/A is that text or nothing, in no case a number; exceljs
#        4.4.0, openpyxl 3.1.5 and python-calamine 0.9.1 give no number.
# Seen: v is 42: the number that the error had in the old binary format. The type of the cell says e, the text w says
#       #N/A, and sheet_to_json leaves the cell out; whoever takes v, or asks for a number with typeof, gets 42.
# Why: VLOOKUP finds nothing for a contract, and the amount of the award is 42.00 yuan.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ npm install --no-audit --no-fund --ignore-scripts --cache cache xlsx@0.18.5 &&
  python3 -m venv v && v/bin/pip install -q --no-cache-dir openpyxl==3.1.5; } >log 2>&1 ||
  { echo "xlsx 0.18.5 or openpyxl 3.1.5 could not be installed"; exit 2; }

cat >run.py <<'E1'
from openpyxl import Workbook
book = Workbook()
for row, error in enumerate(("#N/A", "#DIV/0!", "#VALUE!", "#REF!"), 1):
    book.active.cell(row, 1, error).data_type = "e"
book.active.append([100.5])
book.save("awards.xlsx")
E1
cat >run.js <<'E1'
const xlsx = require("xlsx");
const sheet = xlsx.readFile("awards.xlsx").Sheets.Sheet;
let sum = 0;
for (const row of [1, 2, 3, 4, 5]) {
  const cell = sheet[`A${row}`];
  if (typeof cell.v === "number") sum += cell.v;
  console.log(`type ${cell.t}, text ${cell.w}, value ${cell.v}`);
}
console.log("sum of what is a number:", sum);
E1

seen=$(v/bin/python run.py 2>>log && node run.js 2>>log || echo failed)
want='type e, text #N/A, value 42
type e, text #DIV/0!, value 7
type e, text #VALUE!, value 15
type e, text #REF!, value 23
type n, text 100.5, value 100.5
sum of what is a number: 187.5'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
