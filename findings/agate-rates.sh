#!/usr/bin/env bash
# agate reads 8.5% as 8.5, 0,5 as 5 and 1.234,50 as 1.2345.
# Guess: agate 1.14.2 reads 8.5% as 0.085 or leaves it as text, and leaves 0,5 and 1.234,50, which its locale (en_US) does
#        not write, as text.
# Seen: the percent sign is taken off and the figure kept, as is a sign of a currency (¥5 is 5); every comma is taken out
#       wherever it stands. ￥, the sign on Chinese keyboards, is not known: such a column stays text.
# Why: a rate of 8.5 % multiplies the premium by 8.5; an amount from a German or French branch is ten times or a
#      thousandth of what was written.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir agate==1.14.2; } >log 2>&1 ||
  { echo "agate 1.14.2 could not be installed"; exit 2; }

cat >run.py <<'E1'
import io
import agate
for texts in (("8.5%", "10%"), ("0,5", "1,5"), ("1.234,50", "2.345,60"), ("1,234.50", "5"), ("¥5", "¥1,234.50"), ("￥5", "￥6")):
    table = agate.Table.from_csv(io.StringIO("column,row\n" + "".join(f'"{text}",HT-{n}\n' for n, text in enumerate(texts))))
    print(*texts, "->", *(repr(row["column"]) for row in table.rows))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want="8.5% 10% -> Decimal('8.5') Decimal('10')
0,5 1,5 -> Decimal('5') Decimal('15')
1.234,50 2.345,60 -> Decimal('1.23450') Decimal('2.34560')
1,234.50 5 -> Decimal('1234.50') Decimal('5')
¥5 ¥1,234.50 -> Decimal('5') Decimal('1234.50')
￥5 ￥6 -> '￥5' '￥6'"
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
