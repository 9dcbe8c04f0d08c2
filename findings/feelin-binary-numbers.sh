#!/usr/bin/env bash
# feelin: rules of the DMN standard, whose numbers are decimals, are calculated with binary fractions.
# Guess: 0.1 + 0.2 = 0.3 is true for @bpmn-io/feelin 6.1.1: FEEL, the language of DMN, has decimals of 34 digits (IEEE
#        754-2008).
# Seen: false; 4.35 * 100 is 434.99999999999994, so that floor gives 434; 1.005 is 1 by round half up; of twenty digits
#       the last ones are others. zen-engine 2.1.3, whose rules have a language of their own, calculates with decimals.
# Why: a rule that was tested in another engine, or by hand, denies the last fen here; a limit that is reached exactly
#      counts as not reached.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ npm install --no-audit --no-fund --ignore-scripts --cache cache @bpmn-io/feelin@6.1.1 &&
  python3 -m venv v && v/bin/pip install -q --no-cache-dir zen-engine==2.1.3; } >log 2>&1 ||
  { echo "@bpmn-io/feelin 6.1.1 or zen-engine 2.1.3 could not be installed"; exit 2; }

cat >run.mjs <<'E1'
import { evaluate } from "@bpmn-io/feelin";
for (const rule of ["0.1 + 0.2 = 0.3", "4.35 * 100", "floor(4.35 * 100)", "round half up(1.005, 2)",
  "26442000000012345678 = 26442000000012345679"]) console.log(`feelin ${rule}: ${evaluate(rule, {}).value}`);
E1
cat >run.py <<'E1'
import zen
for rule in ("0.1 + 0.2 == 0.3", "4.35 * 100", "floor(4.35 * 100)", "round(1.005, 2)",
             "26442000000012345678 == 26442000000012345679"):
    print(f"zen {rule}: {zen.evaluate_expression(rule, {})}")
E1

seen=$(node run.mjs 2>>log && v/bin/python run.py 2>>log || echo failed)
want='feelin 0.1 + 0.2 = 0.3: false
feelin 4.35 * 100: 434.99999999999994
feelin floor(4.35 * 100): 434
feelin round half up(1.005, 2): 1
feelin 26442000000012345678 = 26442000000012345679: true
zen 0.1 + 0.2 == 0.3: True
zen 4.35 * 100: 435.0
zen floor(4.35 * 100): 435.0
zen round(1.005, 2): 1.01
zen 26442000000012345678 == 26442000000012345679: False'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
