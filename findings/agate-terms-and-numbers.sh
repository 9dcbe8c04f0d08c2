#!/usr/bin/env bash
# agate reads terms of 36m as 36 minutes, contract numbers 12-3 as days of 2001 and 0012 as 12.
# Guess: agate 1.14.2, on which csvkit is built, leaves columns of 36m and 12m, of 12-3 and 12-4, of 0012 and 0013 and
#        of 12E5 and 13E5 as text when it finds out the types of a CSV.
# Seen: 0:36:00 and 0:12:00; 2001-12-03 and 2001-12-04; 12 and 13; 1.2E+6 and 1.3E+6. A column of May and June is
#       0001-05-01 and 0001-06-01. 2026-1, 36个月 and HT-1 stay text.
# Why: a list of guarantees is sorted, joined and written again with minutes for terms and dates for contracts; what the
#      contract number was cannot be told from it.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir agate==1.14.2; } >log 2>&1 ||
  { echo "agate 1.14.2 could not be installed"; exit 2; }

cat >run.py <<'E1'
import io
import agate
for texts in (("36m", "12m"), ("12-3", "12-4"), ("0012", "0013"), ("12E5", "13E5"), ("May", "June"), ("2026-1", "2026-2"), ("36个月", "12个月")):
    table = agate.Table.from_csv(io.StringIO("column,row\n" + "".join(f"{text},HT-{n}\n" for n, text in enumerate(texts))))
    print(*texts, "->", *(row["column"] for row in table.rows))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='36m 12m -> 0:36:00 0:12:00
12-3 12-4 -> 2001-12-03 2001-12-04
0012 0013 -> 12 13
12E5 13E5 -> 1.2E+6 1.3E+6
May June -> 0001-05-01 0001-06-01
2026-1 2026-2 -> 2026-1 2026-2
36个月 12个月 -> 36个月 12个月'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
