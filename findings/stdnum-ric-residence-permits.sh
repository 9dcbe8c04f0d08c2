#!/usr/bin/env bash
# Identity numbers: python-stdnum refuses residence permits of people from Hong Kong, Macao and Taiwan, and takes a
# birthday in 2099.
# Guess: python-stdnum 2.2 cn.ric accepts the numbers of the residence permits introduced in 2018 (they begin with
#        810000, 820000 and 830000 and follow GB 11643) and refuses a day of birth that has not come.
# Seen: all three are an invalid component; 2099-01-01 passes. id-validator 1.0.20 does both right.
# Why: a director from Hong Kong cannot sign for a firm, while a mistyped year is not noticed when the check digit was
#      calculated for it.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir python-stdnum==2.2 id-validator==1.0.20; } >log 2>&1 ||
  { echo "python-stdnum 2.2 or id-validator 1.0.20 could not be installed"; exit 2; }

# Invented numbers; the check digit is calculated as the standard says.
cat >run.py <<'E1'
from id_validator import validator
from stdnum.cn import ric
from stdnum.exceptions import ValidationError
for body in ("11010519491231002", "81000019900101001", "82000019900101001", "83000019900101001", "44010620990101001"):
    weights = (2 ** (17 - place) % 11 for place in range(17))
    number = body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, weights)) % 11]
    try:
        ric.validate(number)
        said = "valid"
    except ValidationError as error:
        said = type(error).__name__
    print(f"{number}: python-stdnum {said}, id-validator {'valid' if validator.is_valid(number) else 'invalid'}")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='11010519491231002X: python-stdnum valid, id-validator valid
810000199001010019: python-stdnum InvalidComponent, id-validator valid
820000199001010010: python-stdnum InvalidComponent, id-validator valid
830000199001010012: python-stdnum InvalidComponent, id-validator valid
440106209901010015: python-stdnum valid, id-validator invalid'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
