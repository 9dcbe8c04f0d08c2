#!/usr/bin/env bash
# cn2int reads 三点一四 as -6986.
# Guess: chinese2int of cn2int 0.2.3 gives 3.14 or 3 for 三点一四, or refuses it; and 1000000000000 for 一万亿.
# Seen: a negative whole number without an error: the 点 is counted as a number of its own. 一万亿 is out of range for it.
#       chinese2float reads the first right.
# Why: rates in documents have points; a rate of minus seven thousand goes into a calculation.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir cn2int==0.2.3; } >log 2>&1 ||
  { echo "cn2int 0.2.3 could not be installed"; exit 2; }

cat >run.py <<'E1'
from cn2int import chinese2float, chinese2int
def read(how, words):
    try:
        return how(words)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
for words in ("三", "三点一四", "一百二十点五", "一万亿"):
    print(words, read(chinese2int, words), read(chinese2float, words))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='三 3 3.0
三点一四 -6986 3.14
一百二十点五 ValueError: invalid Chinese numerals 120.5
一万亿 OverflowError: the value is out of the supported range OverflowError: the value is out of the supported range'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
