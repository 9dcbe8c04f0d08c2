#!/usr/bin/env bash
# dateutil reads the amount 10.05 as the tenth of this month and 1234.50 as a day of the year 1234.
# Guess: parse of python-dateutil 2.9.0.post0 raises an error for 100, 10.05 and 2026.50, which are no dates, as it does for
#        HT-2026-1, A5 and 2026年1月5日.
# Seen: days of the year 100, of this month and of this month's day in 2026; whatever is missing is taken from today. So are
#       5, 0012 and 1234.50.
# Why: a program that finds out by trial which column holds the days takes the amounts, and says so for every line; what
#      it makes of them is another day tomorrow.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir python-dateutil==2.9.0.post0; } >log 2>&1 ||
  { echo "python-dateutil 2.9.0.post0 could not be installed"; exit 2; }

cat >run.py <<'E1'
from datetime import datetime
from dateutil import parser
for text in ("100", "10.05", "2026.50", "1234.50", "0012", "HT-2026-1", "A5", "2026年1月5日"):
    read = []
    for today in (datetime(2026, 1, 20), datetime(2026, 3, 21)):
        try:
            read.append(f"{parser.parse(text, default=today):%Y-%m-%d}")
        except parser.ParserError:
            read.append("error")
    print(f"{text}: on 20 January {read[0]}, on 21 March {read[1]}")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='100: on 20 January 100-01-20, on 21 March 100-03-21
10.05: on 20 January 2026-01-10, on 21 March 2026-03-10
2026.50: on 20 January 2026-01-20, on 21 March 2026-03-21
1234.50: on 20 January 1234-01-20, on 21 March 1234-03-21
0012: on 20 January 2026-01-12, on 21 March 2026-03-12
HT-2026-1: on 20 January error, on 21 March error
A5: on 20 January error, on 21 March error
2026年1月5日: on 20 January error, on 21 March error'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
