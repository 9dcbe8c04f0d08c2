#!/usr/bin/env bash
# Four money libraries pay a fen to the party whose share is nothing.
# Guess: ts-money 0.4.8 gives nothing to a share of 0 when 100.00 is allocated by 0, 1, 1, 1; the fen that is left over
#        goes to one of those that have a share. (js-money 0.6.3, bigmoney.js 0.0.4 and, for Python, moneyx 0.1.1 were
#        looked at for comparison.)
# Seen: all four hand out what is left over from the front, whoever stands there: 0.01 for the share of 0, and 33.33
#       for each of the others. dinero.js 2.0.2 and @dintero/money 1.1.12 give nothing to it.
# Why: a subsidy is divided between offices, and one that bears nothing this year stays in the list with 0; it is
#      booked a fen that it has no budget for, and there is a payment to somebody who is owed none.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ npm install --no-audit --no-fund --ignore-scripts --cache cache ts-money@0.4.8 js-money@0.6.3 bigmoney.js@0.0.4 \
  dinero.js@2.0.2 @dintero/money@1.1.12 && python3 -m venv v && v/bin/pip install -q --no-cache-dir moneyx==0.1.1; } \
  >log 2>&1 || { echo "a package could not be installed"; exit 2; }

cat >run.js <<'E1'
const ts = require("ts-money"), js = require("js-money"), big = require("bigmoney.js");
const dinero = require("dinero.js"), dintero = require("@dintero/money");
const shares = [0, 1, 1, 1];
const yuan = (fen) => (fen / 100).toFixed(2);
const show = (name, parts) => console.log(`${name}: ${parts.join(" ")}`);
show("ts-money", ts.Money.fromInteger(10000, "CNY").allocate(shares).map((part) => yuan(part.amount)));
show("js-money", new js(10000, "CNY").allocate(shares).map((part) => yuan(part.amount)));
show("bigmoney.js", new big("100", "CNY").allocate(shares).map(String));
const parts = dinero.allocate(dinero.dinero({ amount: 10000, currency: dinero.CNY }), shares);
show("dinero.js", parts.map((part) => yuan(dinero.toSnapshot(part).amount)));
show("@dintero/money", dintero.Money.of("100", "CNY").distributeBy(shares).map(String));
E1
cat >run.py <<'E1'
from moneyx import Money
print("moneyx:", *(part.amount for part in Money("100", "CNY").allocate([0, 1, 1, 1])))
E1

seen=$(node run.js 2>>log && v/bin/python run.py 2>>log || echo failed)
want='ts-money: 0.01 33.33 33.33 33.33
js-money: 0.01 33.33 33.33 33.33
bigmoney.js: 0.01 33.33 33.33 33.33
dinero.js: 0.00 33.34 33.33 33.33
@dintero/money: 0.00 33.34 33.33 33.33
moneyx: 0.01 33.33 33.33 33.33'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
