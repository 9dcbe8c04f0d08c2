#!/usr/bin/env bash
# MT940 to camt.053: a credit that the bank takes back becomes a credit.
# Guess: camt053-loader-mt940 0.0.23 turns RC of field 61 into CdtDbtInd DBIT with RvslInd true, as the camt.053 guide
#        has it (the indicator is that of the entry itself), and RD into CRDT.
# Seen: RC becomes CRDT and RD becomes DBIT, both with RvslInd true; the entries miss the closing balance by twice
#       their amounts. What camt053 0.0.23 itself writes for a reversed credit is DBIT with RvslInd true.
# Why: money that the bank took back counts as received; the difference is found only by whoever adds up.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir camt053-loader-mt940==0.0.23; } >log 2>&1 ||
  { echo "camt053-loader-mt940 0.0.23 could not be installed"; exit 2; }

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
from decimal import Decimal
from camt053_loader_mt940 import parse_mt940
statement = parse_mt940(open("statement.sta").read()).statements[0]
sums = {"CRDT": 1, "DBIT": -1}
total = statement.balances[0].amount_decimal
for mark, entry in zip(("C", "RC", "RD"), statement.entries):
    total += sums[entry.credit_debit_indicator] * Decimal(entry.amount)
    print(mark, entry.amount, entry.credit_debit_indicator, "reversal" if entry.reversal_indicator else "")
print("adds up to", total, "closing balance", statement.balances[-1].amount)
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='C 1234.56 CRDT 
RC 1234.56 CRDT reversal
RD 200.00 DBIT reversal
adds up to 12269.12 closing balance 10200.00'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
