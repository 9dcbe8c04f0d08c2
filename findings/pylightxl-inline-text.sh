#!/usr/bin/env bash
# pylightxl reads no text at all from workbooks that hold it in the cells.
# Guess: pylightxl 1.61 reads text that stands in the cell itself (inlineStr, also in formatted pieces), as openpyxl
#        3.1.5 and python-calamine 0.9.1 do.
# Seen: only the numbers are there; each text is empty, and a row of text alone does not exist. No error.
# Why: XlsxWriter writes so in its mode for large files: the amounts of a list are read, the contracts and firms are
#      not.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir xlsxwriter==3.3.1 openpyxl==3.1.5 python-calamine==0.9.1 pylightxl==1.61; } >log 2>&1 ||
  { echo "xlsxwriter 3.3.1, openpyxl 3.1.5, python-calamine 0.9.1 or pylightxl 1.61 could not be installed"; exit 2; }

cat >run.py <<'E1'
from openpyxl import load_workbook
from pylightxl import readxl
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook
rows = [["合同", "金额"], ["HT-1", 1234.5]]
with Workbook("list.xlsx", {"constant_memory": True}) as book:
    sheet = book.add_worksheet("A")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
print("openpyxl", [list(row) for row in load_workbook("list.xlsx").active.values])
print("calamine", CalamineWorkbook.from_path("list.xlsx").get_sheet_by_index(0).to_python())
print("pylightxl", list(readxl("list.xlsx").ws("A").rows))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='openpyxl [['\''合同'\'', '\''金额'\''], ['\''HT-1'\'', 1234.5]]
calamine [['\''合同'\'', '\''金额'\''], ['\''HT-1'\'', 1234.5]]
pylightxl [['\'''\'', '\'''\''], ['\'''\'', 1234.5]]'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
