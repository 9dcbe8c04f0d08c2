#!/usr/bin/env bash
# polars cuts the fen off when they come late in a JSON; in a CSV or a JSON by lines it refuses the same figures.
# Guess: read_json of polars 2.1.0 raises an error for an amount of 1.5 after many whole ones, as its read_csv and
#        read_ndjson do.
# Seen: 1.5 and 2.4 become 1 and 2, without a warning, as soon as a hundred whole amounts stand before them; with 99 the
#       column is one of floats. The other two readers stop with an error.
# Why: a program that was tested with both forms of JSON, or with a short list, loses up to 0.99 yuan a line in the long
#      one.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir polars==2.1.0; } >log 2>&1 ||
  { echo "polars 2.1.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
import polars
def read(name, whole, form):
    objects = [f'{{"amount": {amount}}}' for amount in ["1"] * whole + ["1.5", "2.4"]]
    with open("amounts.json", "w") as file:
        file.write("[" + ",".join(objects) + "]" if form == polars.read_json else "\n".join(objects) + "\n")
    try:
        column = form("amounts.json")["amount"]
        print(f"{name}, {whole} whole: {column.dtype}, the last two {column.tail(2).to_list()}")
    except polars.exceptions.ComputeError as error:
        print(f"{name}, {whole} whole: {error}")
for whole in (99, 100, 100000):
    read("read_json", whole, polars.read_json)
read("read_ndjson", 100000, polars.read_ndjson)
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want="read_json, 99 whole: Float64, the last two [1.5, 2.4]
read_json, 100 whole: Int64, the last two [1, 2]
read_json, 100000 whole: Int64, the last two [1, 2]
read_ndjson, 100000 whole: cannot parse '1.5' (f64) as Int64"
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
