#!/usr/bin/env bash
# jq for Python: two numbers that it knows to be different come out as the same.
# Guess: jq 1.13.0 (PyPI) keeps numbers that are only passed through digit by digit, as jq does since 1.7; one of two
#        numbers of twenty digits that differ in the last one is lost by unique, which compares.
# Seen: the other way round: == says false and unique keeps both, but both come out as 26442000000012345344. A number of
#       nineteen digits that is handed over as an int is another one as well, and 1.10 is 1.1. tojson has every digit.
# Why: the numbers of invoices and accounts in a JSON are changed by a filter that does not touch them, "." is enough; a
#      count of different ones before shows no loss.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir --only-binary jq jq==1.13.0; } >log 2>&1 ||
  { echo "jq 1.13.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
import jq
invoices = "[26442000000012345678, 26442000000012345679]"
for program in (".", ".[0] == .[1]", "unique", "unique | length", "map(tojson)"):
    print(f"{program}:", jq.compile(program).input_text(invoices).first())
print("an int:", jq.compile(".").input_value(6222021234567891234).first())
print("as text:", jq.compile(".").input_text("[1.10, 12345678901234567.89]").text())
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want=".: [26442000000012345344, 26442000000012345344]
.[0] == .[1]: False
unique: [26442000000012345344, 26442000000012345344]
unique | length: 2
map(tojson): ['26442000000012345678', '26442000000012345679']
an int: 6222021234567890944
as text: [1.1, 12345678901234568]"
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
