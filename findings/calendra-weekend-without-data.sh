#!/usr/bin/env bash
# calendra knows no 2026 in China and says so, but not on weekends: the Saturday of a swapped working day is simply
# off.
# Guess: calendra 7.11.1 has the notices of the State Council for 2026 (published in November 2025), or raises an
#        error for every day of a year that it does not have.
# Seen: it raises "Need configure 2026 for China" for weekdays only; for Sunday 2026-01-04 and Saturday 2026-02-14, on
#       which offices work, it answers "no working day" without a warning (the warning comes when the class is made).
#       workalendar 17.0.0 does the same from 2024 on. Both also count 2020-01-31 and 2020-02-01, which were taken off
#       by 国办发明电〔2020〕1号, as working days. chinesecalendar 1.11.0 has all of them.
# Why: a term that ends on a swapped Saturday is moved to Monday for some and not for others, and a check by trying
#      weekend days first tells that all is well.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir calendra==7.11.1 workalendar==17.0.0 chinesecalendar==1.11.0; } >log 2>&1 ||
  { echo "calendra 7.11.1, workalendar 17.0.0 or chinesecalendar 1.11.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
import warnings
from datetime import date
from calendra.asia import China as Calendra
from chinese_calendar import is_workday
from workalendar.asia import China as Workalendar
warnings.simplefilter("ignore")
def asked(calendar, day):
    try:
        return calendar.is_working_day(day)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
for day in (date(2026, 1, 4), date(2026, 1, 5), date(2026, 2, 14), date(2024, 2, 4), date(2020, 1, 31)):
    print(f"{day:%F %a}: right {is_workday(day)}, calendra {asked(Calendra(), day)}, workalendar {asked(Workalendar(), day)}")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='2026-01-04 Sun: right True, calendra False, workalendar False
2026-01-05 Mon: right True, calendra CalendarError: Need configure 2026 for China., workalendar CalendarError: Need configure 2026 for China.
2026-02-14 Sat: right True, calendra False, workalendar False
2024-02-04 Sun: right True, calendra True, workalendar False
2020-01-31 Fri: right False, calendra True, workalendar True'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
