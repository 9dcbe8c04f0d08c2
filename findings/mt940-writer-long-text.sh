#!/usr/bin/env bash
# mt940-writer puts two hundred characters into one line of field 86.
# Guess: mt940-writer 0.8 breaks the text of field 86 into lines of 65 characters, at most six, or refuses longer
#        ones.
# Seen: one line, whatever its length, and every character as it is. mt-940 5.1.1 reads it all the same, so a test by
#       reading back says nothing.
# Why: a bank or an accounting program that keeps to the format refuses the file or cuts the contract number at the
#      end of the line off.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir mt940-writer==0.8 mt-940==5.1.1; } >log 2>&1 ||
  { echo "mt940-writer 0.8 or mt-940 5.1.1 could not be installed"; exit 2; }

cat >run.py <<'E1'
from datetime import date
from decimal import Decimal
import mt940
from mt940_writer import Account, Balance, Statement, Transaction, TransactionAdditionalInfo, TransactionType
day = date(2026, 1, 5)
text = "subsidy for the guarantees of the first quarter " * 4 + "contract HT-0017"
line = Transaction(day, Decimal("1234.56"), TransactionType.transfer, "REF001", TransactionAdditionalInfo(text))
balances = [Balance(Decimal(amount), day, "CNY") for amount in ("0", "1234.56")]
written = str(Statement("STMT001", Account("1001234567", "95588"), "1/1", *balances, [line]))
print("longest line:", max(map(len, written.split("\n"))), "of 65 characters")
print("read back whole:", mt940.parse(written)[0].data["transaction_details"] == text)
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='longest line: 212 of 65 characters
read back whole: True'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
