#!/usr/bin/env bash
# excel4node writes the day before when it runs in China.
# Guess: excel4node 1.8.2 writes new Date(2026, 0, 5), midnight of the day on the clock of the computer, as 2026-01-05
#        in every time zone. (A cell of a workbook has no zone.)
# Seen: 2026-01-04 16:00 in Asia/Shanghai, 05:00 of the day in New York; it takes the time of Greenwich. In UTC, as on
#       most servers that test it, it is right.
# Why: every date of a list is a day early; a policy that begins on 1 January falls into the year before.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir openpyxl==3.1.5 &&
  npm install --no-audit --no-fund --ignore-scripts --cache cache excel4node@1.8.2; } >log 2>&1 ||
  { echo "openpyxl 3.1.5 or excel4node 1.8.2 could not be installed"; exit 2; }

cat >run.js <<'E1'
const { Workbook } = require("excel4node");
const book = new Workbook();
book.addWorksheet("A").cell(1, 1).date(new Date(2026, 0, 5));
book.writeToBuffer().then((bytes) => require("fs").writeFileSync("day.xlsx", bytes));
E1
cat >run.py <<'E1'
import os
import subprocess
from openpyxl import load_workbook
for zone in ("UTC", "Asia/Shanghai", "America/New_York"):
    subprocess.run(["node", "run.js"], env={**os.environ, "TZ": zone}, check=True)
    print(zone, load_workbook("day.xlsx").active["A1"].value)
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='UTC 2026-01-05 00:00:00
Asia/Shanghai 2026-01-04 16:00:00
America/New_York 2026-01-05 05:00:00'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
