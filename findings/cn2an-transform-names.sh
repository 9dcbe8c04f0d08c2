#!/usr/bin/env bash
# cn2an makes 31重工 of the firm 三一重工, and 一,二百三十四点五零元 of 1,234.50元.
# Guess: transform of cn2an 0.5.24, which changes the numbers in a sentence, leaves numerals alone that are part of a name
#        or a word (三一重工, 甲一贸易公司, 一般), reads 千分之三 as it reads 百分之八点五, and the other way takes
#        1,234.50元 as one amount.
# Seen: 31重工, 甲1贸易公司 and 1般; 千分之3; and of 1,234.50元 the figure before the comma is a number of its own. 百度 stays as
#       it is, with a warning. 三千五百万元 and 二〇二六年一月五日 are right.
# Why: a contract is put into figures before its amount is looked for, and the guaranteed firm is then another one; the
#      amount that goes out in words is 一, and something.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir cn2an==0.5.24; } >log 2>&1 ||
  { echo "cn2an 0.5.24 could not be installed"; exit 2; }

cat >run.py <<'E1'
import cn2an
for text in ("三一重工", "甲一贸易公司", "一般", "百度", "千分之三", "百分之八点五", "三千五百万元", "二〇二六年一月五日"):
    print(text, "->", cn2an.transform(text, "cn2an"))
print("1,234.50元", "->", cn2an.transform("1,234.50元", "an2cn"))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='三一重工 -> 31重工
甲一贸易公司 -> 甲1贸易公司
一般 -> 1般
百度 -> 百度
千分之三 -> 千分之3
百分之八点五 -> 8.5%
三千五百万元 -> 35000000元
二〇二六年一月五日 -> 2026年1月5日
1,234.50元 -> 一,二百三十四点五零元'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
