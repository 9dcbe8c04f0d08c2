#!/usr/bin/env bash
# xpinyin reads every bank (银行) as yin-xing and Xiamen as sha-men; pypinyin reads 长治 as zhang zhi.
# Guess: xpinyin 0.7.7 reads 重庆银行 as chong-qing-yin-hang and 厦门 as xia-men, as pypinyin 0.55.0 does, which also has
#        长治, the city, as chang zhi.
# Seen: zhong-qing-yin-xing and sha-men; 会计 is hui-ji: it takes one reading for each character, whatever stands beside
#       it. 长沙 is right by that. pypinyin has the words, but 长治 is zhang zhi.
# Why: payees go abroad in Latin letters; a name that the bank there reads differently comes back unpaid, and lists in
#      alphabetical order have Chongqing at the end.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir xpinyin==0.7.7 pypinyin==0.55.0; } >log 2>&1 ||
  { echo "xpinyin 0.7.7 or pypinyin 0.55.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
from pypinyin import lazy_pinyin
from xpinyin import Pinyin
for text in ("重庆银行", "厦门", "会计", "长沙", "长治"):
    print(text, Pinyin().get_pinyin(text), " ".join(lazy_pinyin(text)), sep=" | ")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='重庆银行 | zhong-qing-yin-xing | chong qing yin hang
厦门 | sha-men | xia men
会计 | hui-ji | kuai ji
长沙 | chang-sha | chang sha
长治 | chang-zhi | zhang zhi'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
