#!/usr/bin/env bash
# price-parser reads -5.00元 as 5.00.
# Guess: price-parser 0.5.1 keeps the minus sign of -5.00元.
# Seen: the sign is left out without a word, before and after the currency and behind the figures; the currency is
#       found for the sign ¥ only.
# Why: corrections in a list of premiums are added where they should be taken off.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir price-parser==0.5.1; } >log 2>&1 ||
  { echo "price-parser 0.5.1 could not be installed"; exit 2; }

cat >run.py <<'E1'
from price_parser import Price
for text in ("5.00元", "-5.00元", "¥-5.00", "-¥5.00", "5.00-"):
    price = Price.fromstring(text)
    print(text, price.amount, price.currency)
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='5.00元 5.00 None
-5.00元 5.00 None
¥-5.00 5.00 ¥
-¥5.00 5.00 ¥
5.00- 5.00 None'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
