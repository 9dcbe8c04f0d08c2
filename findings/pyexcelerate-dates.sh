#!/usr/bin/env bash
# PyExcelerate writes dates as plain numbers unless the cell is given a format.
# Guess: PyExcelerate 0.13.0 gives a date a date format of its own, as openpyxl and XlsxWriter's write_datetime with a
#        default format do.
# Seen: new_sheet(data=...) writes 2026-01-05 as 46027 in a workbook without a style, which openpyxl 3.1.5 and
#       python-calamine 0.9.1 read as a number; set_cell_value does give it a format.
# Why: the fast way that its page shows first makes lists whose days nobody recognises, also not in Excel.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir pyexcelerate==0.13.0 openpyxl==3.1.5 python-calamine==0.9.1; } >log 2>&1 ||
  { echo "pyexcelerate 0.13.0, openpyxl 3.1.5 or python-calamine 0.9.1 could not be installed"; exit 2; }

cat >run.py <<'E1'
import warnings
from datetime import date, datetime
from openpyxl import load_workbook
from pyexcelerate import Workbook
from python_calamine import CalamineWorkbook
warnings.simplefilter("ignore")
fast, slow = Workbook(), Workbook()
fast.new_sheet("A", data=[[date(2026, 1, 5), datetime(2026, 1, 5, 13, 30)]])
slow.new_sheet("A").set_cell_value(1, 1, datetime(2026, 1, 5, 13, 30))
for name, book in (("data", fast), ("set_cell_value", slow)):
    book.save("dates.xlsx")
    print(name, "openpyxl", *next(load_workbook("dates.xlsx").active.values), end=" ")
    print("calamine", *CalamineWorkbook.from_path("dates.xlsx").get_sheet_by_index(0).to_python()[0])
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='data openpyxl 46027.0 46027.5625 calamine 46027.0 46027.5625
set_cell_value openpyxl 2026-01-05 13:30:00 calamine 2026-01-05 13:30:00'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
