#!/usr/bin/env bash
# OFX: ofxparse gives the day before for a booking at midnight in Beijing, and the day itself for one without a time.
# Guess: ofxparse 0.21 gives 2026-01-05 for <DTPOSTED>20260105000000[+8:CST], the day at the bank, as for 20260105.
# Seen: 2026-01-04 16:00, a time of Greenwich that does not say so, beside 2026-01-05 00:00 for the other entry of the
#       same day; the period of the statement begins on 2025-12-31. ofxtools 1.1.1 says that its times are of Greenwich
#       (+00:00), bankfile 0.2.0 gives the day at the bank.
# Why: everything that a bank in China books by the day moves to the day before; payments of 1 January fall into the
#      year before, whose budget is closed.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir ofxparse==0.21 ofxtools==1.1.1 bankfile==0.2.0; } >log 2>&1 ||
  { echo "ofxparse 0.21, ofxtools 1.1.1 or bankfile 0.2.0 could not be installed"; exit 2; }

cat >statement.ofx <<'E1'
OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:UTF-8
CHARSET:NONE
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX>
<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20260106080000[+8:CST]<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>0<STATUS><CODE>0<SEVERITY>INFO</STATUS>
<STMTRS><CURDEF>CNY<BANKACCTFROM><BANKID>102100099<ACCTID>6222000000000001<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260101000000[+8:CST]<DTEND>20260105235959[+8:CST]
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260105000000[+8:CST]<TRNAMT>100.00<FITID>1<NAME>A</STMTTRN>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260105<TRNAMT>200.00<FITID>2<NAME>B</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>300.00<DTASOF>20260105235959[+8:CST]</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1>
</OFX>
E1
cat >run.py <<'E1'
import warnings
warnings.simplefilter("ignore")
import bankfile
from ofxparse import OfxParser
from ofxtools.Parser import OFXTree
with open("statement.ofx", "rb") as file:
    statement = OfxParser.parse(file).account.statement
print("ofxparse:", *(f"{entry.date};" for entry in statement.transactions), "from", statement.start_date)
tree = OFXTree()
tree.parse("statement.ofx")
print("ofxtools:", *(f"{entry.dtposted};" for entry in tree.convert().statements[0].transactions))
print("bankfile:", *(f"{entry.date};" for entry in bankfile.parse("statement.ofx").transactions))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='ofxparse: 2026-01-04 16:00:00; 2026-01-05 00:00:00; from 2025-12-31 16:00:00
ofxtools: 2026-01-04 16:00:00+00:00; 2026-01-05 00:00:00+00:00;
bankfile: 2026-01-05; 2026-01-05;'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
