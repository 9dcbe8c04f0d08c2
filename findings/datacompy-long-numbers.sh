#!/usr/bin/env bash
# datacompy finds no difference between two card numbers of nineteen digits, with a tolerance of nothing.
# Guess: datacompy 1.1.0 compares whole numbers and Decimals exactly, since its tolerances are 0 unless asked for:
#        6222021234567891234 and 6222021234567891235 differ, and so do 90071992547409.93 and 90071992547409.94.
# Seen: both are equal for PandasCompare, as for PolarsCompare the card numbers and 12345678901234567.89 and .88: what is compared
#       are floats, also of columns of int64 and Decimal. As key of the rows, and as text, the card numbers are told apart.
# Why: the list of payments of today is compared with that of yesterday; the report says that all rows match, and a subsidy goes
#      to another account.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check datacompy==1.1.0 pandas==3.0.6 polars==1.44.2 numpy==1.26.4; } >log 2>&1 ||
  { echo "datacompy 1.1.0, pandas 3.0.6, polars 1.44.2 and numpy 1.26.4 could not be installed"; exit 2; }

cat >run.py <<'E1'
from decimal import Decimal
import datacompy
import pandas
import polars
pairs = {"card": (6222021234567891234, 6222021234567891235), "card as text": ("6222021234567891234", "6222021234567891235"),
         "amount": (Decimal("90071992547409.93"), Decimal("90071992547409.94")),
         "large": (Decimal("12345678901234567.89"), Decimal("12345678901234567.88")), "small": (Decimal("0.10"), Decimal("0.11"))}
for name, compare, frame in (("pandas", datacompy.PandasCompare, pandas.DataFrame), ("polars", datacompy.PolarsCompare, polars.DataFrame)):
    before, after = (frame({"contract": ["HT-1"], **{key: [pair[side]] for key, pair in pairs.items()}}) for side in (0, 1))
    result = compare(before, after, join_columns=["contract"])
    print(name, "differ:", *(one["column"] for one in result.column_stats if one["unequal_cnt"]),
          "| equal:", *(one["column"] for one in result.column_stats if not one["unequal_cnt"]))
    alone = compare(before[["contract", "card"]], after[["contract", "card"]], join_columns=["contract"])
    keyed = compare(before[["card"]], after[["card"]], join_columns=["card"])
    print(name, "all match, cards alone:", alone.matches(), "cards as key:", keyed.matches())
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='pandas differ: card as text small | equal: contract card amount large
pandas all match, cards alone: True cards as key: False
polars differ: card as text amount small | equal: contract card large
polars all match, cards alone: True cards as key: False'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
