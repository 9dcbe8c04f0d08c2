#!/usr/bin/env bash
# BAI2: bankstatementparser reads 1500 yen as 15.
# Guess: bankstatementparser 0.0.29 takes the decimals of the currency for the amounts of a BAI2 file, which are written
#        without a point: 123456 in CNY is 1234.56, 1500 in JPY is 1500.
# Seen: every amount is divided by a hundred: 1500 in JPY is 15, and 1005 in KWD (1.005 dinars) is 10.05.
# Why: premiums for exports come back in yen; a hundredth of what came in is matched, or nothing.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir bankstatementparser==0.0.29; } >log 2>&1 ||
  { echo "bankstatementparser 0.0.29 could not be installed"; exit 2; }

cat >run.py <<'E1'
from bankstatementparser import Bai2Parser
def account(number, currency, amount):
    total = 2 * amount
    return f"""03,{number},{currency},015,{amount},,/
16,142,{amount},Z,B{number},C{number},premium/
49,{total},3/
""", total
accounts = [account("0001", "CNY", 123456), account("0002", "JPY", 1500), account("0003", "KWD", 1005)]
total = sum(total for _, total in accounts)
with open("statement.bai2", "w") as file:
    file.write(f"""01,122099999,123456789,260106,0200,1,,,2/
02,031001234,122099999,1,260105,2359,CNY,2/
{"".join(text for text, _ in accounts)}98,{total},3,11/
99,{total},1,13/
""")
for row in Bai2Parser("statement.bai2").parse().to_dict("records"):
    print(row["currency"], row["amount"])
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='CNY 1234.56
JPY 15
KWD 10.05'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
