#!/usr/bin/env bash
# The lunar year 2033: chinese-lunar and date-holidays put the leap month after the seventh, and the Mid-Autumn
# Festival into October.
# Guess: chinese-lunar 0.1.4 and date-holidays 3.37.0 know that the leap month of 2033 is the eleventh; old almanacs
#        had the seventh, and that was put right in the nineties.
# Seen: 2033-12-22 is the first of an ordinary eleventh month for chinese-lunar, which names 7 as leap month;
#       date-holidays has the Mid-Autumn Festival on 2033-10-07. For lunar-javascript 1.7.7 the month is the leap one
#       and the festival is on 2033-09-08, as for holidays 0.108 (Python).
# Why: guarantees with a term of seven years already end in 2033; a public holiday is a month off.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir holidays==0.108 &&
  npm install --no-audit --no-fund --ignore-scripts --cache cache chinese-lunar@0.1.4 date-holidays@3.37.0 lunar-javascript@1.7.7; } >log 2>&1 ||
  { echo "holidays 0.108, chinese-lunar 0.1.4, date-holidays 3.37.0 or lunar-javascript 1.7.7 could not be installed"; exit 2; }

cat >run.js <<'E1'
const chineseLunar = require("chinese-lunar");
const Holidays = require("date-holidays");
const { Lunar, Solar } = require("lunar-javascript");
const { month, leap, leapMonth } = chineseLunar.solarToLunar(new Date(2033, 11, 22));
console.log("2033-12-22 chinese-lunar: month", month, leap ? "leap" : "ordinary", "- leap month of the year:", leapMonth);
console.log("2033-12-22 lunar-javascript: month", Solar.fromYmd(2033, 12, 22).getLunar().getMonth(), "(negative: leap)");
const listed = new Holidays("CN", { timezone: "Asia/Shanghai" }).getHolidays(2033).find((day) => day.name.startsWith("中秋"));
console.log("Mid-Autumn 2033: date-holidays", listed.date.slice(0, 10), "lunar-javascript", Lunar.fromYmd(2033, 8, 15).getSolar().toYmd());
E1
cat >run.py <<'E1'
import holidays
print("holidays", *(day for day, name in holidays.China(years=2033, language="en_US").items() if "Mid-Autumn" in name))
E1

seen=$(TZ=Asia/Shanghai node run.js && v/bin/python run.py 2>>log || echo failed)
want='2033-12-22 chinese-lunar: month 11 ordinary - leap month of the year: 7
2033-12-22 lunar-javascript: month -11 (negative: leap)
Mid-Autumn 2033: date-holidays 2033-10-07 lunar-javascript 2033-09-08
holidays 2033-09-08'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
