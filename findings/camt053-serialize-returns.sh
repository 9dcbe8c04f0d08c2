#!/usr/bin/env bash
# camt053 writes every entry as a returned payment and forgets what the payer wrote.
# Guess: serialize_statement of camt053 0.0.23 keeps the bank transaction code, the amounts of the single payments and
#        the remittance text. (Its page calls the round trip stable for account, balances and entries.)
# Seen: PMNT/RCDT/DMCT (a domestic transfer) becomes PMNT/RCDT/RRTN (a return); the amounts of the two payments in the
#       entry and both texts are gone, and each payment has NtryDtls of its own. The result passes the check against
#       the official schema.
# Why: after a statement has gone through it, every incoming payment looks like a returned one, and the contract
#      number by which it would be matched is lost.
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
xml = document(statement(1, entry("N1", "600.00", transaction("E1", "100.00") + transaction("E2", "500.00"))))
for name, text in (("given", xml), ("written", services.serialize_statement(xml))):
    entries = text[text.index("<Ntry>"):]
    print(name, "valid" if services.validate_statement(text)["valid"] else "not valid", end=": ")
    print(*(re.findall(f"<{tag}[^>]*>([^<]+)<", entries) for tag in ("SubFmlyCd", "Amt", "EndToEndId", "Ustrd")))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='given valid: ['\''DMCT'\''] ['\''600.00'\'', '\''100.00'\'', '\''500.00'\''] ['\''E1'\'', '\''E2'\''] ['\''subsidy E1'\'', '\''subsidy E2'\'']
written valid: ['\''RRTN'\''] ['\''600.00'\''] ['\''E1'\'', '\''E2'\''] []'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
