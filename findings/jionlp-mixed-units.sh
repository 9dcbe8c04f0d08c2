#!/usr/bin/env bash
# JioNLP reads 3亿5千万元, 350 million yuan, as 650 million, and 1万2千元 as 22000.
# Guess: parse_money of jionlp 1.5.31 reads 3亿5千万元 as 350000000.00, as it reads 三亿五千万元.
# Seen: 650000000.00, and 1万2千元 is 22000.00: with Arabic figures before each unit the larger unit is counted once
#       more for every further one. In Chinese numerals only, and with one unit (3.5亿元), it is right. 壹佰万元整 and
#       500元整, as amounts end in contracts, it refuses.
# Why: contracts and notices mix figures and units like this; the amount found by the program is nearly twice the
#      guaranteed one, and looks like an amount.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir jionlp==1.5.31; } >log 2>&1 ||
  { echo "jionlp 1.5.31 could not be installed"; exit 2; }

cat >run.py <<'E1'
import contextlib
import os
with open(os.devnull, "w") as nothing, contextlib.redirect_stdout(nothing):
    import jionlp
for text in ("3亿5千万元", "三亿五千万元", "3.5亿元", "1亿2千万元", "1万2千元", "一万二千元", "壹佰万元整", "500元整"):
    try:
        print(text, jionlp.parse_money(text)["num"])
    except ValueError:
        print(text, "ValueError")
E1

seen=$(v/bin/python run.py 2>>log | grep -v '^#' || echo failed)
want='3亿5千万元 650000000.00
三亿五千万元 350000000.00
3.5亿元 350000000.00
1亿2千万元 220000000.00
1万2千元 22000.00
一万二千元 12000.00
壹佰万元整 ValueError
500元整 ValueError'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
