#!/usr/bin/env bash
# CSV: the twenty digits of a Chinese digital invoice (数电票) become 2.6442e19 for three readers, and two invoices one.
# Guess: pyarrow 25.0.1 reads a column of numbers with twenty digits, which no integer of 64 bits holds, as text, as pandas
#        2.3.3 does. (daft 0.7.26 and sqlite-utils 4.2.1 were looked at for comparison.)
# Seen: pyarrow, daft and sqlite-utils make floats of them, without a warning: 26442000000012345678 and the next number are
#       both 26442000000012345344. pandas keeps the text, but not with engine="pyarrow". DuckDB 2.0.1 and polars 2.1.0 have
#       integers of 128 bits and keep every digit.
# Why: the number is the key by which an invoice is refused when it is handed in a second time; here a hundred firms'
#      invoices have the same one, and the real one is lost.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir pyarrow==25.0.1 pandas==2.3.3 daft==0.7.26 sqlite-utils==4.2.1 \
  duckdb==2.0.1 polars==2.1.0; } >log 2>&1 || { echo "a package could not be installed"; exit 2; }

cat >run.py <<'E1'
import json
import subprocess
import daft
import duckdb
import pandas
import polars
import pyarrow.csv
with open("invoices.csv", "w") as file:
    file.write("invoice,amount\n26442000000012345678,1.10\n26442000000012345679,2.50\n")
utils = ["v/bin/sqlite-utils", "memory", "invoices.csv", "select invoice from invoices"]
read = {
    "pyarrow": pyarrow.csv.read_csv("invoices.csv")["invoice"].to_pylist(),
    "daft": daft.read_csv("invoices.csv").to_pydict()["invoice"],
    "sqlite-utils": [row["invoice"] for row in json.loads(subprocess.check_output(utils))],
    "pandas": pandas.read_csv("invoices.csv")["invoice"].tolist(),
    "pandas, engine pyarrow": pandas.read_csv("invoices.csv", engine="pyarrow")["invoice"].tolist(),
    "DuckDB": [row[0] for row in duckdb.sql("select invoice from 'invoices.csv'").fetchall()],
    "polars": polars.read_csv("invoices.csv")["invoice"].to_list(),
}
for name, (one, other) in read.items():
    shown = f"{one:.0f}" if isinstance(one, float) else one
    print(f"{name}: {type(one).__name__} {shown}, {'one number' if one == other else 'two numbers'}")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='pyarrow: float 26442000000012345344, one number
daft: float 26442000000012345344, one number
sqlite-utils: float 26442000000012345344, one number
pandas: str 26442000000012345678, two numbers
pandas, engine pyarrow: float 26442000000012345344, one number
DuckDB: int 26442000000012345678, two numbers
polars: int 26442000000012345678, two numbers'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
