#!/usr/bin/env bash
# yearfrac counts 28 February 2024 as the end of its month: from there to the 29th no interest accrues.
# Guess: 30E/360 ISDA of yearfrac 0.4.8, daycounts 0.2.0 and fasti-dates 0.2.1 agrees with QuantLib 1.44 on every pair of days, the
#        ends of February among them.
# Seen: the other two do (daycounts and fasti-dates have the European 30E/360, for which February is as it is). For yearfrac the
#       28th and the 29th of a leap year are both the 30th: 28 to 29 February 2024 is no day where ISDA has 2 and the European
#       rule 1; 28 January to 28 February 2024 is 32 days (30 and 30). In 2023 it agrees with ISDA.
# Why: the interest of a loan is subsidised by days; with days of the month as common as the 28th every loan has two days too
#      many or too few in February 2028.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check yearfrac==0.4.8 daycounts==0.2.0 fasti-dates==0.2.1 QuantLib==1.44; } >log 2>&1 ||
  { echo "yearfrac 0.4.8, daycounts 0.2.0, fasti-dates 0.2.1 and QuantLib 1.44 could not be installed"; exit 2; }

cat >run.py <<'E1'
import datetime
import daycounts
import fasti
import QuantLib
import yearfrac
isda = QuantLib.Thirty360(QuantLib.Thirty360.ISDA, QuantLib.Date(1, 1, 1950))  # a maturity that is none of the days
european = QuantLib.Thirty360(QuantLib.Thirty360.European)
for first, last in (("2024-02-28", "2024-02-29"), ("2024-01-28", "2024-02-28"), ("2024-02-28", "2024-03-28"), ("2023-01-28", "2023-02-28"),
                    ("2023-02-28", "2023-03-28")):
    first, last = map(datetime.date.fromisoformat, (first, last))
    days = [QuantLib.Date(day.day, day.month, day.year) for day in (first, last)]
    print(first, last, "yearfrac", round(360 * yearfrac.d30360e(*first.timetuple()[:3], *last.timetuple()[:3], False)), "ISDA", isda.dayCount(*days),
          "| daycounts", round(360 * daycounts.thirty_e_360(first, last)),
          "fasti", 360 * fasti.DayCount.thirty_360_european().year_fraction(first, last), "European", european.dayCount(*days))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='2024-02-28 2024-02-29 yearfrac 0 ISDA 2 | daycounts 1 fasti 1 European 1
2024-01-28 2024-02-28 yearfrac 32 ISDA 30 | daycounts 30 fasti 30 European 30
2024-02-28 2024-03-28 yearfrac 28 ISDA 30 | daycounts 30 fasti 30 European 30
2023-01-28 2023-02-28 yearfrac 32 ISDA 32 | daycounts 30 fasti 30 European 30
2023-02-28 2023-03-28 yearfrac 28 ISDA 28 | daycounts 30 fasti 30 European 30'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
