#!/usr/bin/env bash
# lunardate begins one month of 1954 a day late and one of 1978 a day early; the Mid-Autumn Festival of 1978 moves
# with it.
# Guess: lunardate 0.3.0 agrees with other libraries on every day of 1950 to 2049; only new moons within seconds of
#        midnight (28 September 2057) may be disputed.
# Seen: sixty days differ from borax 4.1.3 and lunar-python 1.4.8. The new moons were at 20:30 on 25 November 1954 and
#       at 0:08 on 3 September 1978 in Beijing (ephem 4.2.1); those days are the first of their months, for lunardate
#       they are the 30th and the second.
# Why: elderly owners of firms know their birthday by the lunar calendar; the day found for it does not match the one
#      in the identity number.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir lunardate==0.3.0 borax==4.1.3 lunar-python==1.4.8 ephem==4.2.1; } >log 2>&1 ||
  { echo "lunardate 0.3.0, borax 4.1.3, lunar-python 1.4.8 or ephem 4.2.1 could not be installed"; exit 2; }

cat >run.py <<'E1'
from datetime import date, timedelta
import ephem
from borax.calendars.lunardate import LunarDate as Borax
from lunar_python import Solar
from lunardate import LunarDate
def three(day):
    one, other = LunarDate.fromSolarDate(day.year, day.month, day.day), Borax.from_solar(day)
    third = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return (one.month, one.day), (other.month, other.day), (abs(third.getMonth()), third.getDay())
days = [date(1950, 1, 1) + timedelta(n) for n in range(36525)]
different = [day for day in days if len(set(three(day))) > 1]
print(len(different), "days of a hundred years, from", different[0], "to", different[-1])
for day in (date(1954, 11, 25), date(1978, 9, 3)):
    moon = ephem.Date(ephem.next_new_moon(str(day - timedelta(5))) + 8 * ephem.hour)
    print(f"{day}: lunardate, borax, lunar-python:", *three(day), "new moon in Beijing:", moon)
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='60 days of a hundred years, from 1954-11-25 to 1978-10-01
1954-11-25: lunardate, borax, lunar-python: (10, 30) (11, 1) (11, 1) new moon in Beijing: 1954/11/25 20:30:22
1978-09-03: lunardate, borax, lunar-python: (8, 2) (8, 1) (8, 1) new moon in Beijing: 1978/9/3 00:08:53'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
