#!/usr/bin/env bash
# chinese-workday has four days of past years wrong against the notices of the State Council.
# Guess: chinese-workday 1.16.1 follows the notices: 2026 day by day, and the prolonged Spring Festival of 2020
#        (国办发明电〔2020〕1号: off until 2 February).
# Seen: working days for it: 2018-01-01 (New Year's Day itself), 2020-01-31 and the Saturday 2020-02-01; a holiday
#       for it: 2023-01-03, a Tuesday on which offices worked. The years 2024 to 2026 are right. chinesecalendar
#       1.11.0 has all right.
# Why: deadlines in working days are recounted years later, when an application is audited; one day decides whether
#      it was late.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir chinesecalendar==1.11.0 &&
  npm install --no-audit --no-fund --ignore-scripts --cache cache chinese-workday@1.16.1; } >log 2>&1 ||
  { echo "chinesecalendar 1.11.0 or chinese-workday 1.16.1 could not be installed"; exit 2; }

cat >run.mjs <<'E1'
import { isWorkday } from "chinese-workday";
for (let time = Date.UTC(2018, 0, 1); time < Date.UTC(2027, 0, 1); time += 86_400_000) {
  const day = new Date(time).toISOString().slice(0, 10);
  console.log(day, isWorkday(day) ? "work" : "off");
}
E1
cat >run.py <<'E1'
from datetime import date
from chinese_calendar import is_workday
names = {True: "work", False: "off"}
for line in open("days"):
    day, said = line.split()
    right = names[is_workday(date.fromisoformat(day))]
    if said != right:
        print(f"{day}: chinese-workday {said}, chinesecalendar {right}")
E1
seen=$({ node run.mjs >days && v/bin/python run.py; } 2>>log || echo failed)
want='2018-01-01: chinese-workday work, chinesecalendar off
2020-01-31: chinese-workday work, chinesecalendar off
2020-02-01: chinese-workday work, chinesecalendar off
2023-01-03: chinese-workday off, chinesecalendar work'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
