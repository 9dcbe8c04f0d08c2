#!/usr/bin/env bash
# xlsx2csv writes #,##0.00 "cny" for every amount in the format #,##0.00 "CNY".
# Guess: xlsx2csv 0.8.6 writes 1234.5 in the formats #,##0.00 "HKD", #,##0.00 "CNY" and 0.00" per day" as the number, or
#        as the sheet shows it.
# Seen: #,##0.00 "12k18", #,##0.00 "cny" and 0.00" per 18ay": a d or y in the format, also in quotes, makes it a date,
#       and the figures of the amount are gone. [$HKD], the currency in brackets, is read as an amount.
# Why: a list of premiums arrives without a single amount, and still has a text in each line, the same one.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir xlsx2csv==0.8.6 openpyxl==3.1.5; } >log 2>&1 ||
  { echo "xlsx2csv 0.8.6 or openpyxl 3.1.5 could not be installed"; exit 2; }

cat >run.py <<'E1'
import csv
import io
from openpyxl import Workbook
from xlsx2csv import Xlsx2csv
codes = ['#,##0.00\\ "HKD"', '0.00" per day"', '#,##0.00\\ "CNY"', "[$HKD]\\ #,##0.00"]
book = Workbook()
for row, code in enumerate(codes, 1):
    book.active.cell(row, 1, 1234.5).number_format = code
book.save("list.xlsx")
text = io.StringIO()
Xlsx2csv("list.xlsx").convert(text)
for code, line in zip(codes, csv.reader(io.StringIO(text.getvalue()))):
    print(f"1234.5 as {code}: {line[0]}")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='1234.5 as #,##0.00\ "HKD": #,##0.00 "12k18"
1234.5 as 0.00" per day": 0.00" per 18ay"
1234.5 as #,##0.00\ "CNY": #,##0.00 "cny"
1234.5 as [$HKD]\ #,##0.00: 1234.5'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
