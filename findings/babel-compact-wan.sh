#!/usr/bin/env bash
# Babel shows 99,999,999 compactly as 10000万 where Chinese says 1亿.
# Guess: Babel 2.18.0 gives 1亿 for format_compact_decimal(99999999, locale="zh_CN"): the unit is chosen for the
#        rounded number, as ICU does (CLDR asks for it).
# Seen: 10000万: the unit is chosen before rounding. In English 999,999 is 1000K and not 1M. Node.js 20 (ICU) says 1亿
#       and 1M.
# Why: budgets that are nearly round show as 10000万 beside others as 1亿, in one column; a reader takes them for
#      different sizes.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir babel==2.18.0; } >log 2>&1 ||
  { echo "babel 2.18.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
from babel.numbers import format_compact_decimal as compact
for number, locale in ((99_999_999, "zh_CN"), (999_999, "en"), (100_000_000, "zh_CN")):
    print("Babel", locale, number, compact(number, locale=locale))
E1
cat >run.js <<'E1'
const compact = (locale) => new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 0 });
for (const [number, locale] of [[99999999, "zh-CN"], [999999, "en"]])
  console.log("ICU", locale, number, compact(locale).format(number));
E1

seen=$(v/bin/python run.py 2>>log && node run.js 2>>log || echo failed)
want='Babel zh_CN 99999999 10000万
Babel en 999999 1000K
Babel zh_CN 100000000 1亿
ICU zh-CN 99999999 1亿
ICU en 999999 1M'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
