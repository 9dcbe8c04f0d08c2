#!/usr/bin/env bash
# ics: the lines of a calendar are folded by characters, so Chinese ones are three times as long as the standard asks.
# Guess: ics 3.12.0 folds long lines at 75 octets, as RFC 5545 has it (3.1), and so does ical-generator 10.2.0.
# Seen: a title of 76 Chinese characters is on a line of 209 octets; the characters were counted. English is at 75.
#       ical-generator folds both by octets.
# Why: the day by which a claim must be handed in goes to the firms as a calendar entry; a program that reads no more
#      than the standard allows cuts the title, with the contract number at its end, and tests in English show nothing.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache ics@3.12.0 ical-generator@10.2.0 >log 2>&1 ||
  { echo "ics 3.12.0 or ical-generator 10.2.0 could not be installed"; exit 2; }

cat >run.mjs <<'E1'
import ics from "ics";
import ical from "ical-generator";
const titles = { Chinese: "担保费补贴".repeat(15) + "。", English: "Guarantee fee subsidy, ".repeat(6) };
const longest = (text) => Math.max(...text.split("\r\n").map((line) => Buffer.byteLength(line)));
for (const [language, title] of Object.entries(titles)) {
  const one = ics.createEvent({ title, start: [2026, 1, 5], end: [2026, 1, 6], productId: "x" }).value;
  const calendar = ical();
  calendar.createEvent({ start: new Date(Date.UTC(2026, 0, 5)), allDay: true, summary: title });
  console.log(`${language}: ics ${longest(one)} octets, ical-generator ${longest(calendar.toString())}`);
}
E1

seen=$(node run.mjs 2>>log || echo failed)
want='Chinese: ics 209 octets, ical-generator 74
English: ics 75 octets, ical-generator 75'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
