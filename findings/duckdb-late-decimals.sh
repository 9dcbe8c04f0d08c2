#!/usr/bin/env bash
# DuckDB rounds amounts to whole yuan when they come late in a JSON or CSV: 1.50 is 2 and 2.40 is 2.
# Guess: DuckDB 2.0.1 raises an error, or takes another type, when 100,000 objects of a JSON have whole amounts and the next
#        ones 1.5 and 2.4; the same for a time of day in a CSV column that began with days.
# Seen: the first rows make the column a BIGINT, and the rest is rounded into it: the sum of 100,000, 1.5 and 2.4 is 100004.
#       So it is with a CSV. 2026-01-05 23:30:00 becomes 2026-01-05. No error and no warning, the number of rows is right.
#       pandas 2.3.3 has 100003.9; polars 2.1.0 refuses the CSV.
# Why: lists of guarantees begin with round amounts, and fees and corrections with fen stand at the end; the sum is wrong
#      by what nobody sees in a single line.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir duckdb==2.0.1 pandas==2.3.3 polars==2.1.0; } >log 2>&1 ||
  { echo "duckdb 2.0.1, pandas 2.3.3 or polars 2.1.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
import duckdb
import pandas
import polars
amounts = ["1"] * 100000 + ["1.5", "2.4"]
with open("amounts.csv", "w") as file:
    file.write("amount\n" + "".join(f"{amount}\n" for amount in amounts))
with open("amounts.json", "w") as file:
    file.write("[" + ",".join(f'{{"amount": {amount}}}' for amount in amounts) + "]")
with open("days.csv", "w") as file:
    file.write("day\n" + "2026-01-05\n" * 30000 + "2026-01-05 23:30:00\n")
for name in ("amounts.json", "amounts.csv"):
    print(f"DuckDB, {name}:", *duckdb.sql(f"select sum(amount), typeof(max(amount)), count(*) from '{name}'").fetchall()[0])
print("DuckDB, days.csv:", *duckdb.sql("select max(day), typeof(max(day)), count(*) from 'days.csv'").fetchall()[0])
print("pandas, amounts.csv:", round(pandas.read_csv("amounts.csv")["amount"].sum(), 2))
try:
    print("polars, amounts.csv:", polars.read_csv("amounts.csv")["amount"].sum())
except polars.exceptions.ComputeError as error:
    print("polars, amounts.csv:", str(error).split(" at ")[0])
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='DuckDB, amounts.json: 100004 BIGINT 100002
DuckDB, amounts.csv: 100004 BIGINT 100002
DuckDB, days.csv: 2026-01-05 DATE 30001
pandas, amounts.csv: 100003.9
polars, amounts.csv: could not parse `1.5` as dtype `i64`'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
