#!/usr/bin/env bash
# chinesenumber reads 十二万 as 20010 and cn2num reads 壹佰 as 0.
# Guess: chinesenumber 0.1.1 reads 一亿二千万 as 120000000, and cn2num 0.1.1 reads 壹佰, the capitals of cheques, as 100
#        and 三点一四 as 3.14.
# Seen: chinesenumber adds up pairs of figure and unit: 一亿二千万 is 100012000 and 十二万 is 20010. cn2num takes every
#       sign that it does not know for nothing: 壹佰 is 0.0, and of 三点一四 only the last figure is left, 4.0. Plain
#       numerals it reads right.
# Why: amounts in words are read to check the figures beside them; here the check fails where both agree, or reads
#      nothing as zero.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir chinesenumber==0.1.1 cn2num==0.1.1; } >log 2>&1 ||
  { echo "chinesenumber 0.1.1 or cn2num 0.1.1 could not be installed"; exit 2; }

cat >run.py <<'E1'
import cn2num
from chinesenumber import NumberParser
for text in ("五百", "十二万", "一亿二千万", "壹佰", "三点一四"):
    print(text, "chinesenumber", NumberParser().numberify(text), "cn2num", cn2num.transform(text))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='五百 chinesenumber 500 cn2num 500.0
十二万 chinesenumber 20010 cn2num 120000.0
一亿二千万 chinesenumber 100012000 cn2num 120000000.0
壹佰 chinesenumber 100 cn2num 0.0
三点一四 chinesenumber 3点5 cn2num 4.0'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
