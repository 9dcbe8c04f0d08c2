#!/usr/bin/env bash
# XLSX: openpyxl opens no workbook of xlsx-populate in which a date is formatted as a date.
# Guess: a date that xlsx-populate 1.21.0 writes with a number format is read as that day by openpyxl 3.1.5, as by
#        python-calamine 0.9.1.
# Seen: "expected <class 'openpyxl.styles.fills.Fill'>": with every style xlsx-populate also writes an empty fill, which the
#       schema does not allow. calamine reads the day. Without the format the file opens, and the date is the number
#       46027 for both.
# Why: the office's export can be opened by people and not by the auditor's program; leaving the formats out makes it
#      open, and takes the days out.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ npm install --no-audit --no-fund --ignore-scripts --cache cache xlsx-populate@1.21.0 &&
  python3 -m venv v && v/bin/pip install -q --no-cache-dir openpyxl==3.1.5 python-calamine==0.9.1; } >log 2>&1 ||
  { echo "xlsx-populate 1.21.0, openpyxl 3.1.5 or python-calamine 0.9.1 could not be installed"; exit 2; }

cat >run.js <<'E1'
const XlsxPopulate = require("xlsx-populate");
(async () => {
  for (const name of ["plain", "formatted"]) {
    const book = await XlsxPopulate.fromBlankAsync();
    const cell = book.sheet(0).cell("A1").value(new Date(2026, 0, 5));
    if (name === "formatted") cell.style("numberFormat", "yyyy-mm-dd");
    await book.toFileAsync(`${name}.xlsx`);
  }
})();
E1
cat >run.py <<'E1'
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
for name in ("plain", "formatted"):
    print(f"{name}: calamine", CalamineWorkbook.from_path(f"{name}.xlsx").get_sheet_by_index(0).to_python()[0][0])
    try:
        print(f"{name}: openpyxl", load_workbook(f"{name}.xlsx").active["A1"].value)
    except TypeError as error:
        print(f"{name}: openpyxl TypeError: {error}")
E1

seen=$(TZ=Asia/Shanghai node run.js 2>>log && v/bin/python run.py 2>>log || echo failed)
want="plain: calamine 46027.0
plain: openpyxl 46027
formatted: calamine 2026-01-05
formatted: openpyxl TypeError: expected <class 'openpyxl.styles.fills.Fill'>"
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
