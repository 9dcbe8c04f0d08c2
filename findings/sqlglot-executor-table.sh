#!/usr/bin/env bash
# sqlglot's executor shows a sum of 10.15 as 1 when the column is called s.
# Guess: the executor of sqlglot 30.30.0 shows SELECT SUM(amount) AS s as 10.15, and ROUND(2.5) is 3 as in the databases
#        that it stands for.
# Seen: every printed value is cut off at the width of the column's name: 10.15 under s is 1, under su 10, and under
#       subsidy it is whole; the rows themselves hold 10.15. ROUND(2.5) is 2 and ROUND(0.125, 2) is 0.12.
# Why: a check of a query that is read from the screen finds a wrong amount that looks like a right one, and the name
#      of the column decides which.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir sqlglot==30.30.0; } >log 2>&1 ||
  { echo "sqlglot 30.30.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
from decimal import Decimal
from sqlglot.executor import execute
tables = {"awards": [{"amount": Decimal("10.05")}, {"amount": Decimal("0.10")}]}
for name in ("s", "su", "subsidy"):
    table = execute(f"SELECT SUM(amount) AS {name} FROM awards", tables=tables)
    print(f"{name}: row {table.rows[0][0]}, shown {str(table).split()[-1]}")
for text in ("2.5", "3.5", "0.125, 2"):
    print(f"ROUND({text}):", execute(f"SELECT ROUND({text}) AS rounded FROM awards", tables=tables).rows[0][0])
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='s: row 10.15, shown 1
su: row 10.15, shown 10
subsidy: row 10.15, shown 10.15
ROUND(2.5): 2
ROUND(3.5): 4
ROUND(0.125, 2): 0.12'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
