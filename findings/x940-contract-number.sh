#!/usr/bin/env bash
# MT940: x940 puts a blank into the contract number where the bank began a new piece of text: HT-20 26-0017.
# Guess: purpose of x940 0.1.1 joins the pieces of a structured field 86 (?20 to ?29, 27 characters each) without a blank, as
#        mt-940 5.1.1 does; what is cut there is cut by length, not between words.
# Seen: a blank between all pieces: HT-20 26-0017, and SVWZ+ stays in front. mt-940 has HT-2026-0017.
# Why: the contract number in the text is what a returned subsidy is found by; whether it is found depends on where in the text
#      it stood: with a few words less before it the line is right.
# (x940 is built from its source by cargo.)
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check x940==0.1.1 mt-940==5.1.1; } >log 2>&1 ||
  { echo "x940 0.1.1 and mt-940 5.1.1 could not be installed"; exit 2; }

cat >run.py <<'E1'
import mt940, x940
def statement(text):
    pieces = [text[at:at + 27] for at in range(0, len(text), 27)]
    return (":20:STMT1\n:25:6222000011112222\n:28C:1/1\n:60F:C260105CNY1000,00\n:61:2601050105C100,00NTRFAWARD-17//BK1\n"
            ":86:166?00CREDIT" + "".join(f"?{21 + at}{piece}" for at, piece in enumerate(pieces)) + "\n"
            ":62F:C260105CNY1100,00\n")
for text in ("SVWZ+Returned HT-2026-0017", "SVWZ+Subsidy returned HT-2026-0017 first half"):
    print(text)
    print("  x940:  ", x940.MT940(statement(text)).transactions[0].purpose)
    print("  mt-940:", mt940.parse(statement(text))[0].data["purpose"])
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want="SVWZ+Returned HT-2026-0017
  x940:   SVWZ+Returned HT-2026-0017
  mt-940: Returned HT-2026-0017
SVWZ+Subsidy returned HT-2026-0017 first half
  x940:   SVWZ+Subsidy returned HT-20 26-0017 first half
  mt-940: Subsidy returned HT-2026-0017 first half"
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
