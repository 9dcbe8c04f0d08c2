#!/usr/bin/env bash
# The next working day after the Saturday before the Spring Festival is a day of the festival, for two libraries.
# Guess: nextBusinessDay of moment-business-days 1.2.0 and of dayjs-business-days2 1.4.0, which are given the holidays of 2026,
#        goes from Saturday 14 February 2026 to Tuesday the 24th, the first day after nine days off (15 to 23), as adding one
#        working day does.
# Seen: Friday 20 February, of which the same library says that it is no working day: both stop looking after seven days and
#       give the day where they are, without a warning; backwards too. (The page of the first has an option for the limit, that
#       of the second does not speak of one.) Adding one working day gives the 24th in both.
# Why: a correction is due "on the next working day"; the letter names a day on which nobody receives it, in China in every year
#      that joins the festival to two weekends, and in a test with one or two holidays never.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ npm install --silent --no-audit --no-fund moment@2.31.0 moment-business-days@1.2.0 dayjs@1.11.23 dayjs-business-days2@1.4.0; } >log 2>&1 ||
  { echo "moment-business-days 1.2.0 and dayjs-business-days2 1.4.0 could not be installed"; exit 2; }

cat >run.cjs <<'E1'
const moment = require("moment-business-days");
const dayjs = require("dayjs");
const plugin = require("dayjs-business-days2");
const holidays = ["2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-02-23"];
moment.updateLocale("en", { holidays, holidayFormat: "YYYY-MM-DD" });
dayjs.extend(plugin.default ?? plugin, { holidays, holidayFormat: "YYYY-MM-DD" });
const day = one => `${one.format("dddd YYYY-MM-DD")}${one.isBusinessDay() ? "" : ", no working day"}`;
for (const [library, from] of [["moment-business-days", moment], ["dayjs-business-days2", dayjs]]) {
  console.log(`${library}: next ${day(from("2026-02-14").nextBusinessDay())}; previous ${day(from("2026-02-23").prevBusinessDay())}`);
}
console.log(`plus one: ${day(moment("2026-02-14").businessAdd(1))}; ${day(dayjs("2026-02-14").businessDaysAdd(1))}`);
E1

seen=$(TZ=UTC node run.cjs 2>>log || echo failed)
want='moment-business-days: next Friday 2026-02-20, no working day; previous Tuesday 2026-02-17, no working day
dayjs-business-days2: next Friday 2026-02-20, no working day; previous Tuesday 2026-02-17, no working day
plus one: Tuesday 2026-02-24; Tuesday 2026-02-24'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
