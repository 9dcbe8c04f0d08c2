#!/usr/bin/env bash
# JSON Schema: 19.99 is no multiple of 0.01 for jsonschema and Ajv, and is one for fastjsonschema.
# Guess: jsonschema 4.26.0 takes 4.35 and 19.99 as multiples of 0.01, as it compares the quotient of floats with some
#        care; fastjsonschema 2.22.3 too. (Of Ajv 8.20.0 we knew that it does not unless told multipleOfPrecision.)
# Seen: jsonschema refuses 4.35, 19.99, 0.07 and 1234567.89 as Ajv does, and takes 1.1, 64.4 and 123456.78. Numbers
#       that are read as Decimal it judges right only if the schema is read so as well. fastjsonschema takes them all.
# Why: multipleOf 0.01 is how an interface says that amounts have two decimals; whether a right amount is refused
#      depends on the amount and on the library.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir jsonschema==4.26.0 fastjsonschema==2.22.3 &&
  npm install --no-audit --no-fund --ignore-scripts --cache cache ajv@8.20.0; } >log 2>&1 ||
  { echo "jsonschema 4.26.0, fastjsonschema 2.22.3 or ajv 8.20.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
import json
from decimal import Decimal
import fastjsonschema
from jsonschema import Draft202012Validator
amounts = "[4.35, 19.99, 0.07, 1234567.89, 1.1, 64.4, 123456.78, 1.005]"
schema = '{"type": "number", "multipleOf": 0.01}'
def fast(amount, check=fastjsonschema.compile(json.loads(schema))):
    try:
        return bool(check(amount))
    except fastjsonschema.JsonSchemaException:
        return False
for name, read in (("floats", json.loads), ("decimals", lambda text: json.loads(text, parse_float=Decimal))):
    check = Draft202012Validator(read(schema))
    print("jsonschema with", name, *(amount for amount in read(amounts) if not check.is_valid(amount)), "refused")
print("fastjsonschema", *(amount for amount in json.loads(amounts) if not fast(amount)), "refused")
E1
cat >run.js <<'E1'
const Ajv = require("ajv").default;
const check = new Ajv().compile({ type: "number", multipleOf: 0.01 });
console.log("Ajv", ...[4.35, 19.99, 0.07, 1234567.89, 1.1, 64.4, 123456.78, 1.005].filter((amount) => !check(amount)), "refused");
E1

seen=$(v/bin/python run.py 2>>log && node run.js 2>>log || echo failed)
want='jsonschema with floats 4.35 19.99 0.07 1234567.89 1.005 refused
jsonschema with decimals 1.005 refused
fastjsonschema 1.005 refused
Ajv 4.35 19.99 0.07 1234567.89 1.005 refused'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
