#!/usr/bin/env bash
# amortization: the instalments of a loan are no amounts of money; the last is 8560.730000000005.
# Guess: every row of a schedule of amortization 3.0.1 holds whole cents, the last instalment takes up the rest, and
#        the principals add up to the loan exactly.
# Seen: the last instalment of 100,000 at 5 % over twelve months is 8560.730000000005, and the principals make
#       100000.00000000001.
# Why: interest subsidies are worked out of such schedules; whoever adds the rows up, or compares the sum with the
#      loan, finds a difference that is none.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir amortization==3.0.1; } >log 2>&1 ||
  { echo "amortization 3.0.1 could not be installed"; exit 2; }

cat >run.py <<'E1'
from amortization.schedule import amortization_schedule
rows = list(amortization_schedule(100_000, 0.05, 12))
print("first:", rows[0].amount, "last:", rows[-1].amount, "balance:", rows[-1].balance)
print("principals:", sum(row.principal for row in rows))
print("rows that are not whole cents:", sum(any(round(n, 2) != n for n in row) for row in rows), "of", len(rows))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='first: 8560.75 last: 8560.730000000005 balance: 0.0
principals: 100000.00000000001
rows that are not whole cents: 5 of 12'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
