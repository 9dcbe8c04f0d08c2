#!/usr/bin/env bash
# pydantic makes a Decimal of a JSON number by way of a float: 99999999999999.99 becomes 99999999999999.98.
# Guess: model_validate_json of pydantic 2.14.4 gives Decimal('1.10') for the number 1.10 in a field of type Decimal,
#        digit by digit, as msgspec 0.22.0 does; that is what the type is there for.
# Seen: Decimal('1.1'); 100.00 is 100, and of 99999999999999.99 and a rate of nineteen digits the last ones are others.
#       The same figures in quotes, and a dict read by json with parse_float=Decimal, are exact. msgspec is exact with
#       numbers as well.
# Why: amounts in fen below ninety million million come out right, so tests pass; what was sent as 100.00 is stored and
#      signed as 100, and long exchange rates and shares are changed without an error.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir pydantic==2.14.4 msgspec==0.22.0; } >log 2>&1 ||
  { echo "pydantic 2.14.4 or msgspec 0.22.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
from decimal import Decimal
import msgspec
from pydantic import BaseModel
class Award(BaseModel):
    amount: Decimal
class Struct(msgspec.Struct):
    amount: Decimal
for text in ("1.10", "100.00", "99999999999999.99", "0.1234567890123456789"):
    number, quoted = f'{{"amount": {text}}}', f'{{"amount": "{text}"}}'
    print(
        f"{text}: number {Award.model_validate_json(number).amount}, quoted {Award.model_validate_json(quoted).amount},",
        f"msgspec {msgspec.json.decode(number, type=Struct).amount}",
    )
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='1.10: number 1.1, quoted 1.10, msgspec 1.10
100.00: number 100, quoted 100.00, msgspec 100.00
99999999999999.99: number 99999999999999.98, quoted 99999999999999.99, msgspec 99999999999999.99
0.1234567890123456789: number 0.12345678901234568, quoted 0.1234567890123456789, msgspec 0.1234567890123456789'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
