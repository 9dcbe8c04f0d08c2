#!/usr/bin/env bash
# JioNLP writes 100,000,000 in capitals as 壹亿萬, which reads as a million million.
# Guess: money_num2char(…, sim_or_tra="tra") of jionlp 1.5.31 writes 100000000 as 壹亿 and 100.05 as 壹佰元零伍分, the
#        capitals that cheques and payment orders carry.
# Seen: 壹亿萬; 200000000 is 贰亿萬. From one million million on it counts by 兆, which is not used for amounts. 元, 角
#       and 分 are never written (壹佰點零伍), and 萬 and 點 are traditional beside the simplified 亿 and 贰.
# Why: round limits are the commonest: 1亿元 in a contract would be read ten thousand times too large.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir jionlp==1.5.31; } >log 2>&1 ||
  { echo "jionlp 1.5.31 could not be installed"; exit 2; }

cat >run.py <<'E1'
import contextlib
import os
with open(os.devnull, "w") as nothing, contextlib.redirect_stdout(nothing):
    import jionlp
for text in ("100000000", "200000000", "3100000000", "100010000", "120003456", "1234567890123", "100.05"):
    print(text, jionlp.money_num2char(text, sim_or_tra="tra"))
E1

seen=$(v/bin/python run.py 2>>log | grep -v '^#' || echo failed)
want='100000000 壹亿萬
200000000 贰亿萬
3100000000 叁拾壹亿萬
100010000 壹亿零壹萬
120003456 壹亿贰仟萬叁仟肆佰伍拾陆
1234567890123 壹兆贰仟叁佰肆拾伍亿陆仟柒佰捌拾玖萬零壹佰贰拾叁
100.05 壹佰點零伍'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
