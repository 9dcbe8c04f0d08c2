#!/usr/bin/env bash
# Unified social credit codes: python-stdnum refuses whole kinds of registered organisations and lets through kinds
# that do not exist.
# Guess: python-stdnum 2.2 cn.uscc accepts every registering authority of GB 32100-2015 and its amendments, the
#        letters too (Y for others, N for rural collectives), and refuses a kind that the authority does not
#        register, as 95.
# Seen: a code that begins with a letter has an invalid format, whatever its check character; 95 and 00 pass.
# Why: village collectives and their cooperatives (N2) are guaranteed borrowers; with this check they cannot apply,
#      while a mistyped second digit is not noticed when the check character was calculated for it.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir python-stdnum==2.2; } >log 2>&1 ||
  { echo "python-stdnum 2.2 could not be installed"; exit 2; }

# Invented codes: region 440300, a made-up organisation, the check character calculated as the standard says.
cat >run.py <<'E1'
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
for kind in ("91", "52", "N2", "Y1", "95", "00"):
    body = kind + "440300MA5G00000"
    total = sum(ALPHABET.index(letter) * 3**place for place, letter in enumerate(body))
    try:
        uscc.validate(body + ALPHABET[-total % 31])
        print(kind, "valid")
    except ValidationError as error:
        print(kind, type(error).__name__)
E1
seen=$(v/bin/python run.py 2>>log || echo failed)
want='91 valid
52 valid
N2 InvalidFormat
Y1 InvalidFormat
95 valid
00 valid'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
