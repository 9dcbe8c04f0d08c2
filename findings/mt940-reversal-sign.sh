#!/usr/bin/env bash
# MT940: a credit that the bank takes back (RC in field 61) still counts as money that came in.
# Guess: both read RC as money out: mt-940 5.1.1 with a minus, mt940-js 1.0.0 as a debit; RD the other way round.
# Seen: mt-940 gives RC +1234.56 unless Options(reversal_sign=True) is asked for; mt940-js says isCredit=true for
#       RC, isCredit=false for RD, an amount without sign, and has no field that tells a reversal. (mt940-js also
#       needs tslib beside it and does not ask for it.)
# Why: when a bank cancels a returned subsidy, the sum of the lines misses the closing balance by twice the amount.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir mt-940==5.1.1 &&
  npm install --no-audit --no-fund --ignore-scripts --cache cache mt940-js@1.0.0 tslib@2.8.1; } >log 2>&1 ||
  { echo "mt-940 5.1.1 or mt940-js 1.0.0 could not be installed"; exit 2; }

# Opening 10000.00, +1234.56 taken back, -200.00 taken back: the closing balance is 10000.00 again.
cat >statement.sta <<'E1'
:20:STMT001
:25:95588/1001234567
:28C:00001/001
:60F:C250102CNY10000,00
:61:2501020102CY1234,56NTRFREF001//BANK001
:61:2501020102DY200,00NTRFREF002//BANK002
:61:2501020102RCY1234,56NTRFREF001//BANK003
:61:2501020102RDY200,00NTRFREF002//BANK004
:62F:C250102CNY10000,00
-
E1

seen=$(
  v/bin/python - 2>>log <<'E1' || echo failed
import mt940
lines = [line.data for line in mt940.parse("statement.sta")]
print("mt-940:", *(f"{line['status']} {line['amount'].amount}" for line in lines))
print("mt-940: opening 10000.00 and the lines make", 10000 + sum(line["amount"].amount for line in lines))
E1
  node - 2>>log <<'E1' || echo failed
const mt940 = require("mt940-js");
mt940.read(require("fs").readFileSync("statement.sta")).then(([statement]) => {
  const marks = ["C", "D", "RC", "RD"];
  const said = statement.transactions.map((t, i) => `${marks[i]} ${t.amount} isCredit=${t.isCredit}`);
  console.log("mt940-js:", said.join(", "));
});
E1
)
want='mt-940: C 1234.56 D -200.00 RC 1234.56 RD 200.00
mt-940: opening 10000.00 and the lines make 12469.12
mt940-js: C 1234.56 isCredit=true, D 200 isCredit=false, RC 1234.56 isCredit=true, RD 200 isCredit=false'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
