#!/usr/bin/env bash
# CBOR: a decimal amount that Python writes is an object and no number for two of three readers in JavaScript.
# Guess: cbor2 6.3.0 (Python) writes Decimal("1.10") as a decimal fraction (tag 4 of RFC 8949), which cbor-x 1.6.9 reads as
#        1.1 (and rounds, if there are too many digits), cbor 10.0.12 as a BigNumber and cbor2 2.3.0 (npm) as 1.1.
# Seen: cbor and cbor2 hand over the tag with exponent and digits, of which Number makes NaN. cbor-x has 1.1, and
#       12345678901234568 for 12345678901234567.89. Whole numbers of twenty digits are right in all three.
# Why: amounts are handed over exactly and arrive as two numbers, -2 and 110; who finds that and takes the
#      reader that gives numbers gets large sums without their fen.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ npm install --no-audit --no-fund --ignore-scripts --cache cache cbor-x@1.6.9 cbor@10.0.12 cbor2@2.3.0 &&
  python3 -m venv v && v/bin/pip install -q --no-cache-dir cbor2==6.3.0; } >log 2>&1 ||
  { echo "a package could not be installed"; exit 2; }

cat >run.py <<'E1'
from decimal import Decimal
import cbor2
for value in (Decimal("1.10"), Decimal("12345678901234567.89"), 26442000000012345678):
    print(value, cbor2.dumps(value).hex())
E1
cat >run.mjs <<'E1'
import { readFileSync } from "node:fs";
import cbor from "cbor";
import { decode } from "cbor-x";
import * as cbor2 from "cbor2";
for (const line of readFileSync("written", "utf8").trim().split("\n")) {
  const [value, code] = line.split(" "), bytes = Buffer.from(code, "hex");
  const read = { "cbor-x": decode(bytes), cbor: cbor.decodeFirstSync(bytes), cbor2: cbor2.decode(bytes) };
  const shown = Object.entries(read).map(([name, it]) => `${name} ${typeof it === "object" ? `tag ${it.tag}` : it}`);
  console.log(`${value}: ${shown.join(", ")}`);
  if (value === "1.10") console.log(`as numbers: ${Number(read.cbor)} ${Number(read.cbor2)}`);
}
E1

seen=$({ v/bin/python run.py >written && node run.mjs; } 2>>log || echo failed)
want='1.10: cbor-x 1.1, cbor tag 4, cbor2 tag 4
as numbers: NaN NaN
12345678901234567.89: cbor-x 12345678901234568, cbor tag 4, cbor2 tag 4
26442000000012345678: cbor-x 26442000000012345678, cbor 26442000000012345678, cbor2 26442000000012345678'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
