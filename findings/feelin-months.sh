#!/usr/bin/env bash
# feelin: a duration in years and months between two days has hours, minutes and seconds in it.
# Guess: years and months duration of @bpmn-io/feelin 6.1.1 gives P0M from 31 January to 28 February 2026 and otherwise
#        whole months, as the DMN standard has it, which names the function.
# Seen: P1M for both 30 and 31 January; from 15 January to 14 March it is P1M28DT22H17M8.571S, and from 31 March back to
#       30 January a text that is no duration. Where the day of the month is the same it is right (P3Y).
# Why: rules for a subsidy are written in FEEL for the months that a guarantee ran; a guarantee of 28 days counts as a
#      month, and a comparison of the result with a number of months depends on the seconds.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache @bpmn-io/feelin@6.1.1 luxon@3.7.2 >log 2>&1 ||
  { echo "@bpmn-io/feelin 6.1.1 could not be installed"; exit 2; }

cat >run.mjs <<'E1'
import { evaluate } from "@bpmn-io/feelin";
for (const [from, to] of [["2026-01-05", "2029-01-05"], ["2026-01-30", "2026-02-28"], ["2026-01-31", "2026-02-28"],
  ["2026-01-15", "2026-03-14"], ["2026-03-31", "2026-01-30"]]) {
  const { value } = evaluate(`string(years and months duration(date("${from}"), date("${to}")))`, {});
  console.log(`${from} to ${to}: ${value}`);
}
E1

seen=$(node run.mjs 2>>log || echo failed)
want='2026-01-05 to 2029-01-05: P3Y
2026-01-30 to 2026-02-28: P1M
2026-01-31 to 2026-02-28: P1M
2026-01-15 to 2026-03-14: P1M28DT22H17M8.571S
2026-03-31 to 2026-01-30: P-2MT-23H-13M-32.903S'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
