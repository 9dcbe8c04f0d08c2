#!/usr/bin/env bash
# cn-amount writes 99.999 yuan as 玖拾玖元整: the fen are rounded up and the yuan that this makes is lost.
# Guess: cn-amount 0.0.5 rounds to the fen and gives 壹佰元整 for 99.999.
# Seen: the decimals are rounded to 00 and the whole part is cut off: 99.999 is 玖拾玖元整, and ten times 0.1 added up
#       (0.9999999999999999) is 零元整. Where no yuan is made it rounds: 1.15 * 3 is 3.45.
# Why: the capitals on a payment order are one yuan less than the figures.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir cn-amount==0.0.5; } >log 2>&1 ||
  { echo "cn-amount 0.0.5 could not be installed"; exit 2; }

cat >run.py <<'E1'
from cn_amount import CNAmount
for amount in (99.99, 99.999, sum([0.1] * 10), 1.15 * 3, 100):
    print(f"{amount:.2f} ({amount}): {CNAmount().amount_to_chinese(amount)}")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='99.99 (99.99): 玖拾玖元玖角玖分
100.00 (99.999): 玖拾玖元整
1.00 (0.9999999999999999): 零元整
3.45 (3.4499999999999997): 叁元肆角伍分
100.00 (100): 壹佰元整'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
