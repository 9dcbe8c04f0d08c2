#!/usr/bin/env bash
# idcard refuses an identity number that ends in a small x, and the 15 figures that it can itself upgrade.
# Guess: idcard 4.2.0 verifies 11010519491231002x as it does 11010519491231002X (id-validator 1.0.20 for Python does),
#        and 15 figures as well, since it has upgrade15To18.
# Seen: false for both, without a reason. id-validator accepts all three.
# Why: people type a small x; an old contract names its guarantor by 15 figures. The form calls a right number wrong.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir id-validator==1.0.20 &&
  npm install --no-audit --no-fund --ignore-scripts --cache cache idcard@4.2.0; } >log 2>&1 ||
  { echo "id-validator 1.0.20 or idcard 4.2.0 could not be installed"; exit 2; }

# The specimen number of the standard, and an invented one of 15 figures with that region.
cat >run.py <<'E1'
from id_validator import validator
for number in ("11010519491231002X", "11010519491231002x", "110105491231002"):
    print("id-validator", number, validator.is_valid(number))
E1
cat >run.js <<'E1'
const idcard = require("idcard");
for (const number of ["11010519491231002X", "11010519491231002x", "110105491231002"]) console.log("idcard", number, idcard.verify(number));
console.log("idcard upgrades:", idcard.upgrade15To18("110105491231002"));
E1

seen=$(v/bin/python run.py 2>>log && node run.js 2>>log || echo failed)
want='id-validator 11010519491231002X True
id-validator 11010519491231002x True
id-validator 110105491231002 True
idcard 11010519491231002X true
idcard 11010519491231002x false
idcard 110105491231002 false
idcard upgrades: { code: 0, msg: '\''身份证15位升级到18位成功'\'', card: '\''11010519491231002X'\'' }'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
