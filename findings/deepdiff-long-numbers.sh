#!/usr/bin/env bash
# deepdiff: asked to look at two decimals, it finds no difference between two invoice numbers.
# Guess: DeepDiff of deepdiff 9.1.0 with significant_digits=2 leaves whole numbers alone: 26442000000012345678 and
#        26442000000012345679 differ. (Its page speaks of the digits after the decimal point.)
# Seen: no difference, nor between two accounts of nineteen digits that differ in the last two; whole numbers are compared
#       as floats. Without significant_digits, or as text, they differ; with sixteen digits and as Decimals they do, too.
# Why: the list of payments of yesterday is compared with today's to the fen; a payment that now goes to another account
#      is not in the report.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir deepdiff==9.1.0; } >log 2>&1 ||
  { echo "deepdiff 9.1.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
from decimal import Decimal
from deepdiff import DeepDiff
for one, other in ((26442000000012345678, 26442000000012345679), (6222021234567891234, 6222021234567891299),
                   (6222021234567891, 6222021234567892), ("26442000000012345678", "26442000000012345679"),
                   (Decimal("1234567890123456789.01"), Decimal("1234567890123456789.02"))):
    plain, two = bool(DeepDiff(one, other)), bool(DeepDiff(one, other, significant_digits=2))
    print(f"{one!r} and {other!r}: differ {plain}, to two decimals {two}")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want="26442000000012345678 and 26442000000012345679: differ True, to two decimals False
6222021234567891234 and 6222021234567891299: differ True, to two decimals False
6222021234567891 and 6222021234567892: differ True, to two decimals True
'26442000000012345678' and '26442000000012345679': differ True, to two decimals True
Decimal('1234567890123456789.01') and Decimal('1234567890123456789.02'): differ True, to two decimals True"
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
