#!/usr/bin/env bash
# openpyxl opens a workbook saved as Strict Open XML and finds no sheet in it.
# Guess: openpyxl 3.1.5 raises an error for the strict form of the standard (ISO/IEC 29500), or reads it as
#        python-calamine 0.9.1 does.
# Seen: load_workbook succeeds, sheetnames is empty and active is None; a warning speaks of an invalid specification
#       for 0. calamine reads the row.
# Why: Excel offers the form in its list when saving; a program that goes through all sheets imports nothing and
#      reports success.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir openpyxl==3.1.5 python-calamine==0.9.1; } >log 2>&1 ||
  { echo "openpyxl 3.1.5 or python-calamine 0.9.1 could not be installed"; exit 2; }

cat >run.py <<'E1'
import warnings
import zipfile
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook
book = Workbook()
book.active.append(["HT-1", 1234.5])
book.save("usual.xlsx")
strict = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
with zipfile.ZipFile("usual.xlsx") as given, zipfile.ZipFile("strict.xlsx", "w") as made:
    for name in given.namelist():
        data = given.read(name).decode()
        for usual, other in strict.items():
            data = data.replace(usual, other)
        made.writestr(name, data)
for name in ("usual.xlsx", "strict.xlsx"):
    with warnings.catch_warnings(record=True) as said:
        book = load_workbook(name)
    print(name, "openpyxl", book.sheetnames, book.active, *(warning.message for warning in said))
    print(name, "calamine", CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python())
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='usual.xlsx openpyxl ['\''Sheet'\''] <Worksheet "Sheet">
usual.xlsx calamine [['\''HT-1'\'', 1234.5]]
strict.xlsx openpyxl [] None File contains an invalid specification for 0. This will be removed
strict.xlsx calamine [['\''HT-1'\'', 1234.5]]'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
