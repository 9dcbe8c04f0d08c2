#!/usr/bin/env bash
# camt053-writer-xlsx: the column of amounts adds up to nothing, and as numbers it would add up to too much.
# Guess: camt053-writer-xlsx 0.0.23 writes amounts as numbers and the amount of an entry once.
# Seen: all amounts and dates are text, so SUM over the column is 0 (LibreOffice and Excel leave text out); an entry
#       of 600.00 with three payments is three rows of 600.00 each, and the payments' own amounts are missing.
# Why: the workbook is made for people who check a statement against their list by a sum or a pivot table.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir camt053==0.0.23 camt053-writer-xlsx==0.0.23; } >log 2>&1 ||
  { echo "camt053 0.0.23 or camt053-writer-xlsx 0.0.23 could not be installed"; exit 2; }

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
from camt053 import parse_document
from camt053_writer_xlsx import write_xlsx
from openpyxl import load_workbook
from statement import document, entry, statement, transaction
details = transaction("E1", "100.00") + transaction("E2", "200.00") + transaction("E3", "300.00")
write_xlsx(parse_document(document(statement(1, entry("N1", "600.00", details)))), "statement.xlsx")
rows = list(load_workbook("statement.xlsx")["Entries"].values)
column, dates = rows[0].index("amount"), rows[0].index("booking_date")
print("amounts:", [row[column] for row in rows[1:]], "dates:", [row[dates] for row in rows[1:]])
print("numbers in the column:", sum(isinstance(row[column], (int, float)) for row in rows[1:]))
print("read as numbers they make", sum(float(row[column]) for row in rows[1:]), "of 600.00")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='amounts: ['\''600.00'\'', '\''600.00'\'', '\''600.00'\''] dates: ['\''2026-01-05'\'', '\''2026-01-05'\'', '\''2026-01-05'\'']
numbers in the column: 0
read as numbers they make 1800.0 of 600.00'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
