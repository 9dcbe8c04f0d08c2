#!/usr/bin/env bash
# QuantLib's calendar of China has one holiday in 2027, New Year's Day, and says nothing about what it does not know.
# Guess: China (interbank) of QuantLib 1.44 has the notice of 2026 day by day and, for years without one, the days that
#        the law fixes (three of the Spring Festival, the first of May and October), or an error, as
#        exchange-calendars 4.13.2 raises one beyond its last year.
# Seen: 2026 is right, the swapped Saturdays too. In 2027 every weekday is a business day except 1 January: Monday
#       8 February (third day of the Spring Festival) and Friday 1 October are, and so on in all later years. isHoliday
#       gives neither an error nor a warning. holidays 0.108 has the days of the law.
# Why: guarantees run for years; a payment that is due in the first week of October, or over the Spring Festival, is
#      placed on days on which no bank books, and the day that is announced to the firm cannot be kept.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir QuantLib==1.44 exchange-calendars==4.13.2 holidays==0.108; } \
  >log 2>&1 || { echo "QuantLib 1.44, exchange-calendars 4.13.2 or holidays 0.108 could not be installed"; exit 2; }

cat >run.py <<'E1'
from datetime import date, timedelta
import exchange_calendars
import holidays
import QuantLib
china = QuantLib.China(QuantLib.China.IB)
off = lambda day: china.isHoliday(QuantLib.Date.from_date(day))
print("2026:", *(f"{day} {'off' if off(day) else 'open'}" for day in (date(2026, 2, 14), date(2026, 2, 23))))
for year in (2026, 2027, 2030):
    days = [date(year, 1, 1) + timedelta(n) for n in range(365)]
    print(year, "weekdays off:", sum(off(day) for day in days if day.weekday() < 5))
law = holidays.China(years=2027)
for day in (date(2027, 2, 8), date(2027, 10, 1)):
    print(day, "QuantLib:", "off" if off(day) else "open", "holidays:", "off" if day in law else "open")
try:
    exchange_calendars.get_calendar("XSHG", end="2027-12-31")
except ValueError as error:
    print("exchange-calendars:", str(error).split(",")[0])
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='2026: 2026-02-14 open 2026-02-23 off
2026 weekdays off: 19
2027 weekdays off: 1
2030 weekdays off: 1
2027-02-08 QuantLib: open holidays: off
2027-10-01 QuantLib: open holidays: off
exchange-calendars: The XSHG holidays are only recorded to the year 2026'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
