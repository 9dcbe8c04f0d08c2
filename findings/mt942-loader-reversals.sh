#!/usr/bin/env bash
# MT942: bankstatementparser-loader-mt942 leaves out what the bank takes back, and writes its words beside the payment before.
# Guess: load_mt942 of bankstatementparser-loader-mt942 0.0.28 gives a line with RC in field 61 as a negative amount and one
#        with RD as a positive one, as mt-940 5.1.1 keeps both, or stops at them.
# Seen: the lines are not there, without an error, and their field 86 takes the place of that of the line before. The summary
#       says two lines where the file's own fields 90D and 90C, which it reads, say four.
# Why: a subsidy that came back the same day is paid for the program; the credit that was taken back counts as received, beside
#      the text "taken back", which nobody sees who adds up amounts.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check bankstatementparser-loader-mt942==0.0.28 \
    bankstatementparser==0.0.29 mt-940==5.1.1; } >log 2>&1 ||
  { echo "bankstatementparser-loader-mt942 0.0.28, bankstatementparser 0.0.29 and mt-940 5.1.1 could not be installed"; exit 2; }

cat >run.py <<'E1'
import mt940
from bankstatementparser_loader_mt942 import load_mt942, summarize_mt942
report = """:20:INTRA1
:25:6222000011112222
:28C:5/1
:34F:CNY0,00
:13D:2601051730+0800
:61:2601050105C100,00NTRFHT-2026-0017//BK1
:86:RETURNED SUBSIDY HT-2026-0017
:61:2601050105RC100,00NTRFHT-2026-0017//BK2
:86:CREDIT BK1 TAKEN BACK
:61:2601050105D20,00NTRFAWARD-18//BK3
:86:SECOND INSTALMENT
:61:2601050105RD20,00NTRFAWARD-18//BK4
:86:BK3 RETURNED, ACCOUNT CLOSED
:90D:2CNY120,00
:90C:2CNY120,00
"""
for line in load_mt942(report):
    print("loader:", line.amount, line.reference, line.description)
told = summarize_mt942(report)
print("summary:", told.transaction_count, "lines;", told.debit_count, "debits and", told.credit_count, "credits told by the bank")
for line in mt940.parse(report):
    print("mt-940:", line.data["status"], line.data["bank_reference"], line.data["transaction_details"])
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='loader: 100.00 BK1 CREDIT BK1 TAKEN BACK
loader: -20.00 BK3 BK3 RETURNED, ACCOUNT CLOSED
summary: 2 lines; 2 debits and 2 credits told by the bank
mt-940: C BK1 RETURNED SUBSIDY HT-2026-0017
mt-940: RC BK2 CREDIT BK1 TAKEN BACK
mt-940: D BK3 SECOND INSTALMENT
mt-940: RD BK4 BK3 RETURNED, ACCOUNT CLOSED'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
