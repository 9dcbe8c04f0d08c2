#!/usr/bin/env bash
# XLSX: one contract number, four readers, three contracts. What looks like an escape is decoded by some and not by
# others.
# Guess: openpyxl 3.1.5, exceljs 4.4.0 and SheetJS (xlsx 0.18.5) write HT_x2024_0017 and BX_x0031_7 so that these,
#        and python-calamine 0.9.1, read the same back. (Cell text may hold _xHHHH_ for a character; a writer
#        escapes the real one.)
# Seen: openpyxl does not escape: its file is HT_x2024_0017 and BX_x0031_7 for itself and exceljs; HT․0017 (U+2024)
#       and BX17 for SheetJS; HT_x2024_0017 but BX17 for calamine. exceljs reads its own file back as HT․0017 and
#       BX17, SheetJS its own as HT$0017 and BX17.
# Why: contract numbers are the key by which a second application for the same contract is found; BX_x0031_7 becomes
#      the number of another contract, BX17.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir openpyxl==3.1.5 python-calamine==0.9.1 &&
  npm install --no-audit --no-fund --ignore-scripts --cache cache exceljs@4.4.0 xlsx@0.18.5; } >log 2>&1 ||
  { echo "openpyxl 3.1.5, python-calamine 0.9.1, exceljs 4.4.0 or xlsx 0.18.5 could not be installed"; exit 2; }

cat >read.py <<'E1'
from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook
book = Workbook()
book.active.append(["HT_x2024_0017", "BX_x0031_7"])
book.save("openpyxl.xlsx")
print("openpyxl to openpyxl:", *next(load_workbook("openpyxl.xlsx").active.values))
print("openpyxl to calamine:", *CalamineWorkbook.from_path("openpyxl.xlsx").get_sheet_by_index(0).to_python()[0])
E1
cat >read.js <<'E1'
const { Workbook } = require("exceljs");
const XLSX = require("xlsx");
const row = ["HT_x2024_0017", "BX_x0031_7"];
const exceljs = async (path) => (await new Workbook().xlsx.readFile(path)).worksheets[0].getRow(1).values.slice(1);
const sheetjs = (path) => XLSX.utils.sheet_to_json(Object.values(XLSX.readFile(path).Sheets)[0], { header: 1 })[0];
(async () => {
  console.log("openpyxl to exceljs:", ...(await exceljs("openpyxl.xlsx")));
  console.log("openpyxl to SheetJS:", ...sheetjs("openpyxl.xlsx"));
  const one = new Workbook();
  one.addWorksheet("A").addRow(row);
  await one.xlsx.writeFile("exceljs.xlsx");
  console.log("exceljs to exceljs:", ...(await exceljs("exceljs.xlsx")));
  const other = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(other, XLSX.utils.aoa_to_sheet([row]), "A");
  XLSX.writeFile(other, "sheetjs.xlsx");
  console.log("SheetJS to SheetJS:", ...sheetjs("sheetjs.xlsx"));
})();
E1
seen=$(v/bin/python read.py 2>>log || echo failed; node read.js 2>>log || echo failed)
want='openpyxl to openpyxl: HT_x2024_0017 BX_x0031_7
openpyxl to calamine: HT_x2024_0017 BX17
openpyxl to exceljs: HT_x2024_0017 BX_x0031_7
openpyxl to SheetJS: HT․0017 BX17
exceljs to exceljs: HT․0017 BX17
SheetJS to SheetJS: HT$0017 BX17'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
