#!/usr/bin/env bash
# pendulum: from 31 January to 28 February is a month, from 30 January to the same day is none.
# Guess: in_months of pendulum 3.3.0 gives 0 for 2026-01-31 to 2026-02-28, as the day of the month is not reached, and so
#        for 30 and 29 January; or 1 for all three, as adding a month to each gives 28 February.
# Seen: 1 for the 31st, 0 for the 30th and the 29th: of two spans that end on the same day the longer has fewer months.
#       29 February 2024 to 28 February 2025 is 11 months and 30 days, though adding twelve months gives that day.
#       relativedelta of python-dateutil 2.9.0.post0 counts a month for all three, and a year.
# Why: interest is subsidised by the month; a loan of the 30th gets nothing for February and one of a day later a whole
#      month.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir pendulum==3.3.0 python-dateutil==2.9.0.post0; } >log 2>&1 ||
  { echo "pendulum 3.3.0 or python-dateutil 2.9.0.post0 could not be installed"; exit 2; }

cat >run.py <<'E1'
import pendulum
from dateutil.relativedelta import relativedelta
def show(first, last):
    first, last = pendulum.date(*first), pendulum.date(*last)
    other = relativedelta(last, first)
    print(f"{first} to {last}: pendulum {first.diff(last).in_months()}, dateutil {12 * other.years + other.months},",
          f"a month later is {first.add(months=1)}")
for day in (29, 30, 31):
    show((2026, 1, day), (2026, 2, 28))
show((2024, 2, 29), (2025, 2, 28))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='2026-01-29 to 2026-02-28: pendulum 0, dateutil 1, a month later is 2026-02-28
2026-01-30 to 2026-02-28: pendulum 0, dateutil 1, a month later is 2026-02-28
2026-01-31 to 2026-02-28: pendulum 1, dateutil 1, a month later is 2026-02-28
2024-02-29 to 2025-02-28: pendulum 11, dateutil 12, a month later is 2024-03-29'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
