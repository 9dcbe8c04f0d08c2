#!/usr/bin/env bash
# XLSX: excelize for Python writes 3000000000 yuan as -1294967296, and a card number as 897100499.
# Guess: set_cell_value of excelize 0.1.0 (PyPI) writes the digits of an int, at least up to the fifteen or sixteen that a cell
#        can hold, as openpyxl 3.1.5 does.
# Seen: of an int only the lowest 32 bits are written: 2147483648 is negative, 4294967296 is 0, 100000000000 is 1215752192. No
#       error. set_sheet_row and the writer for large files (new_stream_writer) do the same; set_cell_int and a float are right.
# Why: budgets of three thousand million yuan are negative, and the card that a subsidy shall go to is another number, one that
#      looks like a contract's; tests with small amounts are right.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check excelize==0.1.0 openpyxl==3.1.5; } >log 2>&1 ||
  { echo "excelize 0.1.0 and openpyxl 3.1.5 could not be installed"; exit 2; }

cat >run.py <<'E1'
import excelize
import openpyxl
whole = (2147483647, 2147483648, 3000000000, 4294967296, 100000000000, 6222021234567891)
book = excelize.new_file()
for row, one in enumerate(whole, 1):
    book.set_cell_value("Sheet1", f"A{row}", one)
    book.set_cell_int("Sheet1", f"B{row}", one)
    book.set_cell_value("Sheet1", f"C{row}", float(one))
book.set_sheet_row("Sheet1", "D1", [3000000000])
book.new_sheet("Large")
writer = book.new_stream_writer("Large")
writer.set_row("A1", [3000000000])
writer.flush()
book.save_as("book.xlsx")
read = openpyxl.load_workbook("book.xlsx")
for row, one in enumerate(whole, 1):
    print(one, *(f"{name} {read['Sheet1'].cell(row, column).value}" for column, name in enumerate(("value", "int", "float"), 1)))
print("row", read["Sheet1"]["D1"].value, "large", read["Large"]["A1"].value)
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='2147483647 value 2147483647 int 2147483647 float 2147483647
2147483648 value -2147483648 int 2147483648 float 2147483648
3000000000 value -1294967296 int 3000000000 float 3000000000
4294967296 value 0 int 4294967296 float 4294967296
100000000000 value 1215752192 int 100000000000 float 100000000000
6222021234567891 value 897100499 int 6222021234567891 float 6222021234567891
row -1294967296 large -1294967296'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
