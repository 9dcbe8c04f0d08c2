#!/usr/bin/env bash
# pylightxl reads an amount in the format of Chinese capitals (中文大写) as a day of 1903, and 36 hours as 12.
# Guess: pylightxl 1.61 reads 1234.5 in [DBNum2][$-804]General as 1234.5, and 1.5 days in [h]:mm as 1.5 or 36:00:00.
# Seen: 1903/05/18, since the brackets hold a D or an m; and 12:00:00, the days are gone. openpyxl 3.1.5 has the number
#       and the 36 hours.
# Why: the sum of an application stands in capitals on many forms; what arrives looks like a date that was entered in
#      the wrong cell.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir pylightxl==1.61 openpyxl==3.1.5; } >log 2>&1 ||
  { echo "pylightxl 1.61 or openpyxl 3.1.5 could not be installed"; exit 2; }

cat >run.py <<'E1'
import pylightxl
from openpyxl import Workbook, load_workbook
codes = {"[DBNum2][$-804]General": 1234.5, "[h]:mm": 1.5, "0.00": 1234.5}
book = Workbook()
for row, (code, value) in enumerate(codes.items(), 1):
    book.active.cell(row, 1, value).number_format = code
book.save("list.xlsx")
sheet = pylightxl.readxl("list.xlsx").ws("Sheet")
other = load_workbook("list.xlsx").active
for row, (code, value) in enumerate(codes.items(), 1):
    print(f"{value} as {code}: pylightxl {sheet.index(row, 1)}, openpyxl {other.cell(row, 1).value}")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='1234.5 as [DBNum2][$-804]General: pylightxl 1903/05/18, openpyxl 1234.5
1.5 as [h]:mm: pylightxl 12:00:00, openpyxl 1 day, 12:00:00
1234.5 as 0.00: pylightxl 1234.5, openpyxl 1234.5'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
