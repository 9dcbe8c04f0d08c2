#!/usr/bin/env bash
# Amounts in capitals (大写) are cut off after the fen, not rounded: 3.45 yuan become 叁元肆角肆分.
# Guess: cn2an 0.5.24 (mode rmb) and nzh 1.0.14 (toMoney) round to the fen as every formatter of amounts does, or
#        refuse a third decimal.
# Seen: both cut off: 1.005 is 壹元, 99.995 is 99.99, and the float 1.15 * 3, which prints as 3.45 to two places, is
#       叁元肆角肆分.
# Why: a payment order carries the amount in figures and in capitals; where they differ by one fen the bank sends it
#      back (for a note the law makes it void).
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir cn2an==0.5.24 &&
  npm install --no-audit --no-fund --ignore-scripts --cache cache nzh@1.0.14; } >log 2>&1 ||
  { echo "cn2an 0.5.24 or nzh 1.0.14 could not be installed"; exit 2; }

cat >run.py <<'E1'
import cn2an
for amount in (1.15 * 3, 99.995, 1.005):
    print("cn2an", amount, cn2an.an2cn(amount, "rmb"))
E1
cat >run.js <<'E1'
const nzh = require("nzh/cn");
for (const amount of [1.15 * 3, 99.995, 1.005]) console.log("nzh", amount, nzh.toMoney(amount));
E1

seen=$(v/bin/python run.py 2>>log && node run.js 2>>log || echo failed)
want='cn2an 3.4499999999999997 叁元肆角肆分
cn2an 99.995 玖拾玖元玖角玖分
cn2an 1.005 壹元整
nzh 3.4499999999999997 人民币叁元肆角肆分
nzh 99.995 人民币玖拾玖元玖角玖分
nzh 1.005 人民币壹元'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
