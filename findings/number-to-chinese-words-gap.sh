#!/usr/bin/env bash
# number-to-chinese-words says 一億 for 100,010,000 and 一億 for 100,090,000 as well.
# Guess: number-to-chinese-words 1.0.20 writes 100010000 as 一億零一萬.
# Seen: 一億: one to nine ten-thousands after 億 are left out without a trace; 100,500,000 and 120,003,456 are right, and
#       so is 10,010.
# Why: a guarantee is put into words ten thousand to ninety thousand yuan too small.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache number-to-chinese-words@1.0.20 >log 2>&1 ||
  { echo "number-to-chinese-words 1.0.20 could not be installed"; exit 2; }

cat >run.js <<'E1'
const { toWords } = require("number-to-chinese-words");
for (const number of [100010000, 100090000, 100500000, 105000000, 110000000, 120003456, 10010, 20100000])
  console.log(number, toWords(number));
E1

seen=$(node run.js 2>>log || echo failed)
want='100010000 一億
100090000 一億
100500000 一億零五十萬
105000000 一億零五百萬
110000000 一億一千萬
120003456 一億二千萬零三千四百五十六
10010 一萬零一十
20100000 二千零一十萬'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
