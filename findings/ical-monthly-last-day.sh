#!/usr/bin/env bash
# iCalendar: what comes every month from 31 January is on the 28th from then on for node-ical and ts-ics, and on the 31st for
# others.
# Guess: node-ical 0.26.1 gives 31 January, March, May and July for RRULE:FREQ=MONTHLY;COUNT=4 from 31 January 2026, as RFC 5545
#        has days left out that a month lacks, and with BYMONTHDAY=-1 the last day of each month; so do ts-ics 2.4.6, ical.js
#        2.2.1 and recurring-ical-events 3.8.2.
# Seen: 31 January, 28 February, 28 March and 28 April for node-ical and ts-ics: the day is cut to February's and stays so. With
#       BYMONTHDAY=-1 ts-ics has 27 February, 30 March and 29 April, the day before the last, and leaves the first out. The
#       other two libraries have what the standard has.
# Why: a report that is due at the end of each month is due up to three days earlier in one program than in the next, and in
#      months that the other leaves out; every entry looks well.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check recurring-ical-events==3.8.2 icalendar==7.3.2 &&
  npm install --silent --no-audit --no-fund node-ical@0.26.1 rrule-temporal@1.6.0 ts-ics@2.4.6 ical.js@2.2.1; } >log 2>&1 ||
  { echo "node-ical 0.26.1, ts-ics 2.4.6, ical.js 2.2.1 and recurring-ical-events 3.8.2 could not be installed"; exit 2; }
export TZ=UTC

cat >run.mjs <<'E1'
import ical from "node-ical";
import { convertIcsCalendar, extendByRecurrenceRule } from "ts-ics";
import ICAL from "ical.js";
for (const rule of ["FREQ=MONTHLY;COUNT=4", "FREQ=MONTHLY;COUNT=4;BYMONTHDAY=-1"]) {
  const text = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z",
    "DTSTART;VALUE=DATE:20260131", `RRULE:${rule}`, "SUMMARY:x", "END:VEVENT", "END:VCALENDAR", ""].join("\r\n");
  const days = list => list.map(one => one.toISOString().slice(5, 10)).join(" ");
  console.log(`node-ical, ${rule}: ${days(ical.sync.parseICS(text)[1].rrule.all())}`);
  const event = convertIcsCalendar(undefined, text).events[0];
  console.log(`ts-ics, ${rule}: ${days(extendByRecurrenceRule(event.recurrenceRule, { start: event.start.date }))}`);
  const steps = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString("2026-01-31"));
  console.log(`ical.js, ${rule}: ${[1, 2, 3, 4].map(() => steps.next().toString().slice(5)).join(" ")}`);
}
E1
cat >run.py <<'E1'
import icalendar, recurring_ical_events
for rule in ("FREQ=MONTHLY;COUNT=4", "FREQ=MONTHLY;COUNT=4;BYMONTHDAY=-1"):
    calendar = icalendar.Calendar.from_ical("\r\n".join((
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20260101T000000Z",
        "DTSTART;VALUE=DATE:20260131", f"RRULE:{rule}", "SUMMARY:x", "END:VEVENT", "END:VCALENDAR", "")))
    events = recurring_ical_events.of(calendar).between((2026, 1, 1), (2027, 1, 1))
    print(f"recurring-ical-events, {rule}:", *sorted(one["DTSTART"].dt.isoformat()[5:] for one in events))
E1

seen=$({ node run.mjs && v/bin/python run.py; } 2>>log || echo failed)
want='node-ical, FREQ=MONTHLY;COUNT=4: 01-31 02-28 03-28 04-28
ts-ics, FREQ=MONTHLY;COUNT=4: 01-31 02-28 03-28 04-28
ical.js, FREQ=MONTHLY;COUNT=4: 01-31 03-31 05-31 07-31
node-ical, FREQ=MONTHLY;COUNT=4;BYMONTHDAY=-1: 01-31 02-28 03-31 04-30
ts-ics, FREQ=MONTHLY;COUNT=4;BYMONTHDAY=-1: 02-27 03-30 04-29 05-30
ical.js, FREQ=MONTHLY;COUNT=4;BYMONTHDAY=-1: 01-31 02-28 03-31 04-30
recurring-ical-events, FREQ=MONTHLY;COUNT=4: 01-31 03-31 05-31 07-31
recurring-ical-events, FREQ=MONTHLY;COUNT=4;BYMONTHDAY=-1: 01-31 02-28 03-31 04-30'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
