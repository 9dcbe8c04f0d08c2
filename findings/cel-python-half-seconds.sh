#!/usr/bin/env bash
# cel-python: an instant written as text loses its part of a second, so two instants have one text.
# Guess: string() of an instant in cel-python 0.5.0 gives back what timestamp() reads, with the part of the second, as RFC 3339
#        and the language's definition write it.
# Seen: the part is kept in the value (it is compared, and getMilliseconds() is 500) and left out of the text; the text read
#       again is another instant. A duration of 1.5 s is written as 1s.
# Why: rules that key or join records by the text of their instant take two entries of one second for the same, and what was
#      written down by a rule is not what it compared.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check cel-python==0.5.0; } >log 2>&1 ||
  { echo "cel-python 0.5.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
import celpy
environment = celpy.Environment()
half, whole = "timestamp('2026-01-31T20:00:00.5Z')", "timestamp('2026-01-31T20:00:00Z')"
for asked in (f"{half} > {whole}", f"{half}.getMilliseconds()", f"string({half})", f"string({half}) == string({whole})",
              f"timestamp(string({half})) == {half}", "string(duration('1.5s'))"):
    print(f"{asked}: {environment.program(environment.compile(asked)).evaluate({})}")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want="timestamp('2026-01-31T20:00:00.5Z') > timestamp('2026-01-31T20:00:00Z'): True
timestamp('2026-01-31T20:00:00.5Z').getMilliseconds(): 500
string(timestamp('2026-01-31T20:00:00.5Z')): 2026-01-31T20:00:00Z
string(timestamp('2026-01-31T20:00:00.5Z')) == string(timestamp('2026-01-31T20:00:00Z')): True
timestamp(string(timestamp('2026-01-31T20:00:00.5Z'))) == timestamp('2026-01-31T20:00:00.5Z'): False
string(duration('1.5s')): 1s"
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
