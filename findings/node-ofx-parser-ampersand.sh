#!/usr/bin/env bash
# OFX: node-ofx-parser makes "A &amp;amp;amp; B" of the name "A &amp; B".
# Guess: node-ofx-parser 0.5.1 gives the name <NAME>A &amp; B as A & B, as ofx-js 1.1.1 does.
# Seen: A &amp;amp;amp; B: the ampersand of what is already escaped is escaped twice more, and nothing is decoded. Names
#       without one are right.
# Why: Huang & Co. is not found among the payees of the office; what is stored cannot be put right without knowing how
#      often it was escaped.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache node-ofx-parser@0.5.1 ofx-js@1.1.1 >log 2>&1 ||
  { echo "node-ofx-parser 0.5.1 or ofx-js 1.1.1 could not be installed"; exit 2; }

cat >run.js <<'E1'
const ofx = `OFXHEADER:100
DATA:OFXSGML
VERSION:102
SECURITY:NONE
ENCODING:UTF-8
CHARSET:NONE
COMPRESSION:NONE
OLDFILEUID:NONE
NEWFILEUID:NONE

<OFX>
<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20260106<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>0<STATUS><CODE>0<SEVERITY>INFO</STATUS>
<STMTRS><CURDEF>CNY<BANKACCTFROM><BANKID>102100099<ACCTID>6222000000000001<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260101<DTEND>20260105
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260105<TRNAMT>100.00<FITID>1<NAME>A &amp; B</STMTTRN>
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260105<TRNAMT>200.00<FITID>2<NAME>甲担保有限公司</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>300.00<DTASOF>20260105</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1>
</OFX>
`;
const names = (data) => data.OFX.BANKMSGSRSV1.STMTTRNRS.STMTRS.BANKTRANLIST.STMTTRN.map((entry) => entry.NAME).join("; ");
(async () => {
  for (const name of ["node-ofx-parser", "ofx-js"]) console.log(`${name}:`, names(await require(name).parse(ofx)));
})();
E1

seen=$(node run.js 2>>log || echo failed)
want='node-ofx-parser: A &amp;amp;amp; B; 甲担保有限公司
ofx-js: A & B; 甲担保有限公司'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
