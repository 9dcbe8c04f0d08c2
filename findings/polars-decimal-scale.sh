#!/usr/bin/env bash
# polars multiplies decimals in two ways: by expression it rounds every product to two places, by SQL it keeps four.
# Guess: polars 2.1.0 adds the places when it multiplies two Decimal(18, 2) (100.05 × 0.85 = 85.0425) and has at
#        least six after a division.
# Seen: by expression 85.04, and 0.05 × 0.05 = 0.00, 10.00 / 3 * 3 = 9.99; by SQL on the same table 85.0425, 0.0025
#       and 117.70588235. Ties go to the even digit.
# Why: a subsidy is amount × rate × share; rounded at every step it comes out other than the notice says, by an
#      amount that depends on the order of the factors and on the way the report was written.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir polars==2.1.0; } >log 2>&1 ||
  { echo "polars 2.1.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
from decimal import Decimal
import polars
from polars import col

places = polars.Decimal(18, 2)
values = {"premium": [Decimal("100.05"), Decimal("0.05")], "rate": [Decimal("0.85"), Decimal("0.05")]}
table = polars.DataFrame(values, schema={"premium": places, "rate": places})
both = [
    ("expression", table.select(col("premium") * col("rate"), quotient=col("premium") / col("rate"))),
    ("SQL", table.sql("select premium * rate, premium / rate as quotient from self")),
]
for way, result in both:
    print(f"{way}:", ", ".join(f"{product} {quotient}" for product, quotient in result.rows()))
ten = polars.DataFrame({"x": [Decimal("10.00")]})
print("10.00 / 3 * 3 =", ten.select(col("x") / 3 * 3).item())
E1
seen=$(v/bin/python run.py 2>>log || echo failed)
want='expression: 85.04 117.71, 0.00 1.00
SQL: 85.0425 117.70588235, 0.0025 1.00000000
10.00 / 3 * 3 = 9.99'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
