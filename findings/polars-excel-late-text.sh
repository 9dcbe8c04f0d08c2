#!/usr/bin/env bash
# XLSX: polars drops contract numbers and amounts that are text when they stand far enough down.
# Guess: polars 2.1.0 read_excel looks at the whole column, or keeps it as text, so that no value is lost.
# Seen: the first rows decide the type of a column; the contract number HT-1201 in row 1202 and the amount
#       "1,234.56" stored as text in row 1302 become null. No error and no warning, the number of rows is right.
# Why: a schedule is pasted together from several banks' lists; the sum is short and a contract has no number, and
#      the one thing that people check, the count of the lines, is right.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir polars==2.1.0 fastexcel==0.21.0 xlsxwriter==3.3.1; } >log 2>&1 ||
  { echo "polars 2.1.0, fastexcel 0.21.0 or xlsxwriter 3.3.1 could not be installed"; exit 2; }

cat >run.py <<'E1'
import warnings
import polars
import xlsxwriter

book = xlsxwriter.Workbook("schedule.xlsx")
sheet = book.add_worksheet("担保")
sheet.write_row(0, 0, ["合同编号", "金额"])
for number in range(1, 1501):
    contract = "HT-1201" if number == 1201 else number
    amount = "1,234.56" if number == 1301 else 1.5
    sheet.write_row(number, 0, [contract, amount])
book.close()

with warnings.catch_warnings(record=True) as said:
    warnings.simplefilter("always")
    table = polars.read_excel("schedule.xlsx")
print("rows:", table.height, "warnings:", len(said), "types:", *table.dtypes)
print("row 1202:", table.row(1200), "row 1302:", table.row(1300))
print("sum:", table["金额"].sum(), "instead of", 1499 * 1.5 + 1234.56)
E1
seen=$(v/bin/python run.py 2>said || echo failed)
want='rows: 1500 warnings: 0 types: Int64 Float64
row 1202: (None, 1.5) row 1302: (1301, None)
sum: 2248.5 instead of 3483.06'
echo "$seen"
[ -s said ] && { echo "CHANGED: it says something now"; exit 1; }
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
