#!/usr/bin/env bash
# camt053-loader-mt940 cannot read a statement that ends as SWIFT messages end.
# Guess: camt053-loader-mt940 0.0.23 reads a file that ends with a hyphen on a line of its own, the end of the text
#        block, and one inside {4: ... -}.
# Seen: a ValueError in both cases: the hyphen is taken for a part of the closing balance. Only without it the file is
#       read. mt-940 5.1.1 reads all three.
# Why: files from banks have it; whoever cuts the last line off by hand also cuts off the sign that the file is whole.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir camt053-loader-mt940==0.0.23 mt-940==5.1.1; } >log 2>&1 ||
  { echo "camt053-loader-mt940 0.0.23 or mt-940 5.1.1 could not be installed"; exit 2; }

cat >statement.sta <<'E1'
:20:STMT001
:25:95588/1001234567
:28C:00001/001
:60F:C260101CNY10000,00
:61:2601020102CY1234,56NTRFREF001//BANK001
:61:2601020102RCY1234,56NTRFREF001//BANK002
:61:2601020102RDY200,00NTRFREF002//BANK003
:62F:C260102CNY10200,00
E1

cat >run.py <<'E1'
import mt940
from camt053_loader_mt940 import parse_mt940
text = open("statement.sta").read()
head = "{1:F01TESTCNBJAXXX0000000000}{2:O9400000260102TESTCNBJAXXX00000000002601020000N}{4:\n"
for name, file in (("bare", text), ("hyphen", text + "-\n"), ("blocks", head + text + "-}\n")):
    try:
        read = len(parse_mt940(file).statements[0].entries)
    except ValueError as error:
        read = f"{type(error).__name__}: {error}"
    print(f"{name}: mt-940 {len(mt940.parse(file))} entries, loader {read}")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='bare: mt-940 3 entries, loader 3
hyphen: mt-940 3 entries, loader ValueError: Malformed balance field :62F:'\''C260102CNY10200,00\n-'\''
blocks: mt-940 3 entries, loader ValueError: Malformed balance field :62F:'\''C260102CNY10200,00\n-}'\'''
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
