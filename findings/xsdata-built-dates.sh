#!/usr/bin/env bash
# xsdata: a day that no calendar has is refused when it is read from XML, and written into XML when a program makes it.
# Guess: XmlDate(2026, 2, 30) of xsdata 26.10 raises a ValueError, as the text 2026-02-30 does.
# Seen: the text is refused, the value is made, and the serializer writes <Dt>2026-02-30</Dt>, which no schema allows.
# Why: a payment file is made from values: an execution date counted as "the 30th of next month" goes out in February and
#      comes back from the bank, although the same library reads no such file.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check xsdata==26.10; } >log 2>&1 ||
  { echo "xsdata 26.10 could not be installed"; exit 2; }

cat >run.py <<'E1'
from dataclasses import dataclass, field
from xsdata.formats.dataclass.serializers import XmlSerializer
from xsdata.models.datatype import XmlDate

@dataclass
class Dt:
    value: XmlDate = field(metadata={"type": "Text"})

try:
    print("read:", XmlDate.from_string("2026-02-30"))
except ValueError as refused:
    print("read:", refused)
made = XmlDate(2026, 2, 30)
print("made:", made)
print("written:", XmlSerializer().render(Dt(made)).split("\n")[1])
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='read: Day must be in 1..28
made: 2026-02-30
written: <Dt>2026-02-30</Dt>'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
