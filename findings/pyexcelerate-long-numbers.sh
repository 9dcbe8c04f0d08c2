#!/usr/bin/env bash
# PyExcelerate writes whole numbers with fifteen digits: the last figure of a card number is lost.
# Guess: PyExcelerate 0.13.0 writes the digits of an int as they are, as openpyxl 3.1.5 does up to sixteen and
#        XlsxWriter 3.3.1 does.
# Seen: 6222021234567891 becomes 6222021234567890, although a cell holds whole numbers up to 2^53 exactly; Decimal
#       12345678901234.56 becomes 12345678901234.6.
# Why: the account that a subsidy goes to is another one after the list was written and read again.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir pyexcelerate==0.13.0 openpyxl==3.1.5 xlsxwriter==3.3.1; } >log 2>&1 ||
  { echo "pyexcelerate 0.13.0, openpyxl 3.1.5 or xlsxwriter 3.3.1 could not be installed"; exit 2; }

cat >run.py <<'E1'
import warnings
from decimal import Decimal
import openpyxl
import pyexcelerate
import xlsxwriter
warnings.simplefilter("ignore")
row = [6222021234567891, Decimal("12345678901234.56")]
one = pyexcelerate.Workbook()
one.new_sheet("A", data=[row])
one.save("pyexcelerate.xlsx")
two = openpyxl.Workbook()
two.active.append(row)
two.save("openpyxl.xlsx")
with xlsxwriter.Workbook("xlsxwriter.xlsx") as three:
    three.add_worksheet("A").write_row(0, 0, row)
for name in ("pyexcelerate", "openpyxl", "xlsxwriter"):
    read = next(openpyxl.load_workbook(f"{name}.xlsx").active.values)
    print(name, f"{read[0]:.0f}", f"{read[1]:.2f}")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='pyexcelerate 6222021234567890 12345678901234.60
openpyxl 6222021234567891 12345678901234.56
xlsxwriter 6222021234567891 12345678901234.56'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
