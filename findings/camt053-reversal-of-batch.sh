#!/usr/bin/env bash
# camt053 takes back a whole collected entry when one payment in it was returned, under the reference of another.
# Guess: for one returned payment (AC04, 200.00) in an entry of three (600.00), camt053 0.0.23 generates a reversing
#        entry of 200.00 with the EndToEndId of that payment, or refuses.
# Seen: a reversing entry of 600.00 with AC04 and the EndToEndId of the first payment, which went through. It passes
#       the check against the official schema.
# Why: banks book a file of subsidies as one entry; two firms that keep their money are taken for returned, and the
#      one that did come back is not named.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir camt053==0.0.23; } >log 2>&1 ||
  { echo "camt053 0.0.23 could not be installed"; exit 2; }

cat >statement.py <<'E1'
def transaction(reference, amount, more=""):
    return f"""<TxDtls><Refs><EndToEndId>{reference}</EndToEndId></Refs><Amt Ccy="CNY">{amount}</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><RmtInf><Ustrd>subsidy {reference}</Ustrd></RmtInf>{more}</TxDtls>"""
def entry(reference, amount, details):
    return f"""<Ntry><NtryRef>{reference}</NtryRef><Amt Ccy="CNY">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-01-05</Dt></BookgDt><ValDt><Dt>2026-01-05</Dt></ValDt><BkTxCd><Domn>
<Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls>{details}</NtryDtls></Ntry>"""
def statement(number, entries):
    return f"""<Stmt><Id>S{number}</Id><CreDtTm>2026-01-05T08:00:00</CreDtTm><Acct><Id><Othr><Id>6222{number:012}</Id></Othr>
</Id><Ccy>CNY</Ccy></Acct><Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">600.00</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-01-05</Dt></Dt></Bal>{entries}</Stmt>"""
def document(*statements):
    return f"""<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
<BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-01-05T08:00:00</CreDtTm></GrpHdr>{"".join(statements)}
</BkToCstmrStmt></Document>"""
E1
cat >run.py <<'E1'
import re
from camt053 import services
from statement import document, entry, statement, transaction
returned = "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>"
details = transaction("E1", "100.00") + transaction("E2", "200.00", returned) + transaction("E3", "300.00")
xml = document(statement(1, entry("N1", "600.00", details)))
print("statement valid:", services.validate_statement(xml)["valid"])
reversal = services.generate_reversal(xml, reason_code="AC04")
print("reversal valid:", services.validate_statement(reversal)["valid"])
for tag in ("Ntry>.*?<Amt", "TxDtls>.*?<Amt"):
    print(re.search(f"<{tag} Ccy=\"CNY\">([0-9.]+)<", reversal, re.S).group(1), end=" ")
print(re.findall("<EndToEndId>(.*?)<", reversal))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='statement valid: True
reversal valid: True
600.00 600.00 ['\''E1'\'']'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
