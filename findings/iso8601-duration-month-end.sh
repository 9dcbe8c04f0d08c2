#!/usr/bin/env bash
# iso8601-duration: a month from 31 January ends on 3 March.
# Guess: end of iso8601-duration 2.1.4 gives 28 February for P1M from 31 January 2026, the last day of the month, as
#        duration-fns 3.0.2 and dayjs 1.11.23 do.
# Seen: 3 March, and P1Y from 29 February 2028 is 1 March; the days that the month does not have are counted on. The
#       other two have the last day of the month.
# Why: the term of a guarantee or of a deferral is handed over as P36M in many interfaces; it ends up to three days late
#      by one library and not by the next, and always in the month after.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache iso8601-duration@2.1.4 duration-fns@3.0.2 dayjs@1.11.23 >log 2>&1 ||
  { echo "iso8601-duration 2.1.4, duration-fns 3.0.2 or dayjs 1.11.23 could not be installed"; exit 2; }

cat >run.mjs <<'E1'
import dayjs from "dayjs";
import plugin from "dayjs/plugin/duration.js";
import * as fns from "duration-fns";
import { end, parse } from "iso8601-duration";
dayjs.extend(plugin);
for (const [from, term] of [["2026-01-31", "P1M"], ["2026-08-31", "P6M"], ["2028-02-29", "P1Y"], ["2026-01-05", "P36M"]]) {
  const start = new Date(`${from}T00:00:00`);
  const days = [end(parse(term), start), fns.apply(start, fns.parse(term)), dayjs(from).add(dayjs.duration(term))];
  console.log(`${from} ${term}:`, ...days.map((day) => dayjs(day).format("YYYY-MM-DD")));
}
E1

seen=$(TZ=Asia/Shanghai node run.mjs 2>>log || echo failed)
want='2026-01-31 P1M: 2026-03-03 2026-02-28 2026-02-28
2026-08-31 P6M: 2027-03-03 2027-02-28 2027-02-28
2028-02-29 P1Y: 2029-03-01 2029-02-28 2029-02-28
2026-01-05 P36M: 2029-01-05 2029-01-05 2029-01-05'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
