#!/usr/bin/env bash
# dateparser reads 2026年1月5日 and not 二〇二六年一月五日.
# Guess: dateparser 1.5.0, which lists Chinese among its languages, reads dates in Chinese numerals, as official
#        documents write them.
# Seen: None, with and without languages=["zh"]; the month and day alone, 一月五日, are None as well.
# Why: decisions and contracts of earlier years end with such a date; a day that is not found is easily taken for one
#      that is not there.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir dateparser==1.5.0; } >log 2>&1 ||
  { echo "dateparser 1.5.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
import dateparser
for text in ("2026年1月5日", "二〇二六年一月五日", "二零二六年一月五日", "一月五日"):
    print(text, dateparser.parse(text), dateparser.parse(text, languages=["zh"]))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='2026年1月5日 2026-01-05 00:00:00 2026-01-05 00:00:00
二〇二六年一月五日 None None
二零二六年一月五日 None None
一月五日 None None'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
