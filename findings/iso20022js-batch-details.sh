#!/usr/bin/env bash
# iso20022.js knows the three payments of a collected entry and neither their amounts nor their references.
# Guess: iso20022.js 0.0.15 gives each transaction of an entry the amount and the EndToEndId that stand in its TxDtls.
# Seen: three transactions without any amount and without the EndToEndId; of all that identifies a payment only the
#       remittance text is there.
# Why: one entry of 600 cannot be divided onto three awards, nor matched by the reference that the office itself gave.
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
const payment = (amount) => `<TxDtls><Refs><EndToEndId>E${amount}</EndToEndId></Refs><Amt Ccy="CNY">${amount}.00</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><RmtInf><Ustrd>subsidy ${amount}</Ustrd></RmtInf></TxDtls>`;
const xml = statement(entry(600, "CRDT", "", `<NtryDtls>${[100, 200, 300].map(payment).join("")}</NtryDtls>`));
const [read] = CashManagementEndOfDayReport.fromXML(xml).statements[0].entries;
console.log("entry:", read.amount, "transactions:", read.transactions.length);
for (const one of read.transactions) console.log(JSON.stringify(one));
E1

seen=$(node run.mjs 2>>log || echo failed)
want='entry: 60000 transactions: 3
{"remittanceInformation":"subsidy 100"}
{"remittanceInformation":"subsidy 200"}
{"remittanceInformation":"subsidy 300"}'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
