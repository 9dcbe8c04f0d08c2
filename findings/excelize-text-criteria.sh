#!/usr/bin/env bash
# excelize counts no account number that is text, finds half of what SUMPRODUCT looks for, and adds up text.
# Guess: calc_cell_value of excelize 0.1.0 (PyPI) calculates as spreadsheets do: SUM over "1", 2 and "3" is 2, COUNTIF finds an
#        account or contract number that is stored as text.
# Seen: SUM is 6. COUNTIF and SUMIF find HT-1 and 甲公司, but no text of figures: 0 for 0012, 12 and a number of nineteen digits,
#       where spreadsheets find 0012 under 12 as well. VLOOKUP does find them. SUMPRODUCT((A1:A7="HT-1")*B1:B7) is 100, the
#       first of two rows, where SUMIF is 101.5; AVERAGE over the numbers as text is 2.07E+18. No error in any of them.
# Why: "was this account paid before" is a COUNTIF, and the answer is no; a total by contract depends on which of two formulas
#      the applicant's workbook has.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check excelize==0.1.0; } >log 2>&1 ||
  { echo "excelize 0.1.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
import excelize
book = excelize.new_file()
rows = (("HT-1", 100.0), ("HT-2", 200.0), ("0012", 5.0), ("12", 7.0), ("HT-1", 1.5), ("甲公司", 3.0), ("6222021234567891234", 9.0))
for row, (name, amount) in enumerate(rows, 1):
    book.set_cell_value("Sheet1", f"A{row}", name)
    book.set_cell_value("Sheet1", f"B{row}", amount)
for cell, content in (("C1", "1"), ("C2", 2), ("C3", "3")):
    book.set_cell_value("Sheet1", cell, content)
for formula in ('COUNTIF(A1:A7,"HT-1")', 'COUNTIF(A1:A7,"甲公司")', 'COUNTIF(A1:A7,"0012")', 'COUNTIF(A1:A7,"12")',
                'COUNTIF(A1:A7,"6222021234567891234")', 'SUMIF(A1:A7,"6222021234567891234",B1:B7)', 'VLOOKUP("0012",A1:B7,2,FALSE)',
                'SUMIF(A1:A7,"HT-1",B1:B7)', 'SUMPRODUCT((A1:A7="HT-1")*B1:B7)', "SUM(C1:C3)", "AVERAGE(A1:A7)"):
    book.set_cell_formula("Sheet1", "D1", formula)
    print(formula, "=", book.calc_cell_value("Sheet1", "D1"))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='COUNTIF(A1:A7,"HT-1") = 2
COUNTIF(A1:A7,"甲公司") = 1
COUNTIF(A1:A7,"0012") = 0
COUNTIF(A1:A7,"12") = 0
COUNTIF(A1:A7,"6222021234567891234") = 0
SUMIF(A1:A7,"6222021234567891234",B1:B7) = 0
VLOOKUP("0012",A1:B7,2,FALSE) = 5
SUMIF(A1:A7,"HT-1",B1:B7) = 101.5
SUMPRODUCT((A1:A7="HT-1")*B1:B7) = 100
SUM(C1:C3) = 6
AVERAGE(A1:A7) = 2.0740070781893E+18'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
