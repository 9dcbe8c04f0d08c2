#!/usr/bin/env bash
# XLSX: cells without an address, which the format allows, are an empty sheet for one reader and an error for three.
# Guess: openpyxl 3.1.5, python-calamine 0.9.1, pylightxl 1.61, xlsx2csv 0.8.6, exceljs 4.4.0, SheetJS (xlsx 0.18.5)
#        and read-excel-file 9.3.17 count rows and cells where the attribute r is missing; the schema has it as
#        optional.
# Seen: openpyxl, calamine and SheetJS do. xlsx2csv writes an empty file and says nothing; pylightxl, exceljs and
#       read-excel-file stop with an error that does not speak of addresses.
# Why: a writer may leave r out, which saves space in long lists; a list of a thousand contracts is accepted as an
#      empty one.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir openpyxl==3.1.5 python-calamine==0.9.1 pylightxl==1.61 xlsx2csv==0.8.6 &&
  npm install --no-audit --no-fund --ignore-scripts --cache cache exceljs@4.4.0 xlsx@0.18.5 read-excel-file@9.3.17; } >log 2>&1 ||
  { echo "openpyxl 3.1.5, python-calamine 0.9.1, pylightxl 1.61, xlsx2csv 0.8.6, exceljs 4.4.0, xlsx 0.18.5 or read-excel-file 9.3.17 could not be installed"; exit 2; }

cat >run.py <<'E1'
import io
import re
import zipfile
from openpyxl import Workbook, load_workbook
from pylightxl import readxl
from python_calamine import CalamineWorkbook
from xlsx2csv import Xlsx2csv
book = Workbook()
book.active.title = "A"
book.active.append(["HT-1", 1234.5])
book.save("with.xlsx")
with zipfile.ZipFile("with.xlsx") as given, zipfile.ZipFile("without.xlsx", "w") as made:
    for name in given.namelist():
        data = given.read(name).decode()
        made.writestr(name, re.sub(' r="[A-Z]*[0-9]+"', "", data) if "/sheet1.xml" in name else data)
def text():
    out = io.StringIO()
    Xlsx2csv("without.xlsx").convert(out)
    return out.getvalue()
for name, read in {
    "openpyxl": lambda: list(load_workbook("without.xlsx").active.values),
    "calamine": lambda: CalamineWorkbook.from_path("without.xlsx").get_sheet_by_index(0).to_python(),
    "pylightxl": lambda: list(readxl("without.xlsx").ws("A").rows),
    "xlsx2csv": text,
}.items():
    try:
        print(name, repr(read()))
    except Exception as error:
        print(name, f"{type(error).__name__}: {error}")
E1
cat >run.mjs <<'E1'
import ExcelJS from "exceljs";
import readExcelFile from "read-excel-file/node";
import XLSX from "xlsx";
const sheet = XLSX.readFile("without.xlsx").Sheets.A;
console.log("SheetJS", JSON.stringify(XLSX.utils.sheet_to_json(sheet, { header: 1 })));
const failed = (name) => (error) => console.log(name, `${error.name}: ${error.message}`);
await new ExcelJS.Workbook().xlsx.readFile("without.xlsx").catch(failed("exceljs"));
await readExcelFile("without.xlsx").catch(failed("read-excel-file"));
E1

seen=$(v/bin/python run.py 2>>log && node run.mjs 2>>log || echo failed)
want='openpyxl [('\''HT-1'\'', 1234.5)]
calamine [['\''HT-1'\'', 1234.5]]
pylightxl TypeError: '\''NoneType'\'' object is not iterable
xlsx2csv '\'''\''
SheetJS [["HT-1",1234.5]]
exceljs Error: Invalid row number in model
read-excel-file TypeError: Cannot read properties of undefined (reading '\''length'\'')'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
