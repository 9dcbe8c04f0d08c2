#!/usr/bin/env bash
# xlsx2csv writes 2026年1月5日 as text with quotes in it, half past one in the afternoon as 01:30 and a short date as
# 01-05-26.
# Guess: xlsx2csv 0.8.6 writes dates as the sheet shows them or as ISO dates, whatever their format.
# Seen: the quotes of the format code go into the text and the CSV doubles them; h:mm without AM or PM is taken for a
#       twelve-hour clock and the half of the day is lost; the built-in short date is always month-day-year with two
#       figures for the year. yyyy-mm-dd is right.
# Why: converted lists carry days that a date parser refuses, reads as 1 May, or places twelve hours early.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir xlsx2csv==0.8.6 openpyxl==3.1.5; } >log 2>&1 ||
  { echo "xlsx2csv 0.8.6 or openpyxl 3.1.5 could not be installed"; exit 2; }

cat >run.py <<'E1'
import io
from datetime import date, datetime
from openpyxl import Workbook
from xlsx2csv import Xlsx2csv
book = Workbook()
given = [
    (date(2026, 1, 5), "yyyy-mm-dd"),
    (date(2026, 1, 5), 'yyyy"年"m"月"d"日"'),
    (date(2026, 1, 5), "mm-dd-yy"),
    (datetime(2026, 1, 5, 13, 30), "yyyy/m/d h:mm"),
]
for row, (value, code) in enumerate(given, 1):
    book.active.append([value])
    book.active.cell(row, 1).number_format = code
book.save("dates.xlsx")
text = io.StringIO()
Xlsx2csv("dates.xlsx").convert(text)
for (value, code), line in zip(given, text.getvalue().split("\n")):
    print(f"{value:%F %H:%M} as {code}: {line}")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='2026-01-05 00:00 as yyyy-mm-dd: 2026-01-05
2026-01-05 00:00 as yyyy"年"m"月"d"日": "2026""年""01""月""05""日"""
2026-01-05 00:00 as mm-dd-yy: 01-05-26
2026-01-05 13:30 as yyyy/m/d h:mm: 2026/01/05 01:30'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
