#!/usr/bin/env bash
# iso20022.js says of every entry that it is no reversal.
# Guess: iso20022.js 0.0.15 sets reversal of an entry when the statement has <RvslInd>true</RvslInd>.
# Seen: false for true, for 1 and without: the text true has become a boolean before it is compared with the text.
# Why: a credit that the bank took back looks like a payment that the office made, and is looked for among the
#      payments.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache iso20022.js@0.0.15 >log 2>&1 ||
  { echo "iso20022.js 0.0.15 could not be installed"; exit 2; }

cat >statement.mjs <<'E1'
export const entry = (amount, sign, more, details) => `<Ntry><NtryRef>N${amount}</NtryRef><Amt Ccy="CNY">${amount}.00</Amt>
<CdtDbtInd>${sign}</CdtDbtInd>${more}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-01-05</Dt></BookgDt><BkTxCd><Domn><Cd>PMNT</Cd>
<Fmly><Cd>RCDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>${details}</Ntry>`;
export const statement = (entries) => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-01-05T08:00:00</CreDtTm></GrpHdr>
<Stmt><Id>S1</Id><CreDtTm>2026-01-05T08:00:00</CreDtTm><Acct><Id><Othr><Id>6222000000000001</Id></Othr></Id><Ccy>CNY</Ccy>
<Svcr><FinInstnId><Othr><Id>95588</Id></Othr></FinInstnId></Svcr></Acct>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">600.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<Dt><Dt>2026-01-05</Dt></Dt></Bal>${entries}</Stmt></BkToCstmrStmt></Document>`;
E1
cat >run.mjs <<'E1'
import { CashManagementEndOfDayReport } from "iso20022.js";
import { entry, statement } from "./statement.mjs";
const flags = ["", "<RvslInd>false</RvslInd>", "<RvslInd>true</RvslInd>", "<RvslInd>1</RvslInd>"];
const xml = statement(flags.map((flag, i) => entry(100 + i, "DBIT", flag, "")).join(""));
CashManagementEndOfDayReport.fromXML(xml).statements[0].entries.forEach((read, i) =>
  console.log(flags[i] || "not there", read.creditDebitIndicator, "reversal:", read.reversal));
E1

seen=$(node run.mjs 2>>log || echo failed)
want='not there debit reversal: false
<RvslInd>false</RvslInd> debit reversal: false
<RvslInd>true</RvslInd> debit reversal: false
<RvslInd>1</RvslInd> debit reversal: false'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
