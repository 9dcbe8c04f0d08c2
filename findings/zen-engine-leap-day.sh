#!/usr/bin/env bash
# zen-engine: a year after 29 February is no day, twelve months after it are 28 February.
# Guess: in the expressions of zen-engine 2.1.3 a year is added to 29 February 2024 as twelve months are, whose last day is
#        cut to that of the month: both give 28 February 2025.
# Seen: twelve months give 28 February 2025, a year gives an invalid date without an error; it is neither before nor after
#       nor on any other day, so each condition on it is false. Four years give 29 February 2028.
# Why: a guarantee that begins on 29 February for one year has no end in such a rule: it is never found to be over, and never
#      found to be running.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check zen-engine==2.1.3; } >log 2>&1 ||
  { echo "zen-engine 2.1.3 could not be installed"; exit 2; }

cat >run.py <<'E1'
import zen
begins = "d('2024-02-29')"
for asked in (f"{begins}.add(12, 'M').format('%Y-%m-%d')", f"{begins}.add(1, 'y').format('%Y-%m-%d')",
              f"{begins}.add(4, 'y').format('%Y-%m-%d')", f"{begins}.add(1, 'y').isBefore(d('2025-03-01'))",
              f"{begins}.add(1, 'y').isAfter(d('2025-03-01'))", "d('2024-02-28').add(1, 'y').format('%Y-%m-%d')"):
    print(f"{asked}: {zen.evaluate_expression(asked)}")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want="d('2024-02-29').add(12, 'M').format('%Y-%m-%d'): 2025-02-28
d('2024-02-29').add(1, 'y').format('%Y-%m-%d'): Invalid date
d('2024-02-29').add(4, 'y').format('%Y-%m-%d'): 2028-02-29
d('2024-02-29').add(1, 'y').isBefore(d('2025-03-01')): False
d('2024-02-29').add(1, 'y').isAfter(d('2025-03-01')): False
d('2024-02-28').add(1, 'y').format('%Y-%m-%d'): 2025-02-28"
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
