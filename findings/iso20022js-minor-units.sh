#!/usr/bin/env bash
# iso20022.js: "minor units" that are no whole numbers, and that are hundredths for every currency.
# Guess: iso20022.js 0.0.15 reads camt.053 amounts as whole minor units, by the decimals of the currency (CNY 2, JPY
#        0, KWD 3), and writes pain.001 amounts by the same rule: 1500 with JPY is 1500 yen.
# Seen: read: CNY 4.35 is 434.99999999999994, JPY 1500 is 150000, KWD 1.005 is 100.49999999999999. Written: 1500
#       with JPY becomes 15 yen, 1005 with KWD (1.005 dinars) becomes 10.05 dinars.
# Why: 4.35 yuan from the bank do not equal the 435 fen that were paid, so the line stays open; and a refund in yen
#      goes out as a hundredth of what was granted.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache iso20022.js@0.0.15 >log 2>&1 ||
  { echo "iso20022.js 0.0.15 could not be installed"; exit 2; }

cat >run.mjs <<'E1'
import { CashManagementEndOfDayReport, ISO20022 } from "iso20022.js";

const statement = (currency, amount) => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-01-06T08:00:00Z</CreDtTm></GrpHdr><Stmt><Id>S1</Id><ElctrncSeqNb>1</ElctrncSeqNb>
<CreDtTm>2026-01-06T08:00:00Z</CreDtTm><Acct><Id><Othr><Id>95588001234567</Id></Othr></Id><Ccy>${currency}</Ccy>
<Svcr><FinInstnId><BIC>ICBKCNBJ</BIC></FinInstnId></Svcr></Acct>${["OPBD", "CLBD"].map((code) =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${code === "OPBD" ? 0 : amount}</Amt>
  <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-01-05</Dt></Dt></Bal>`).join("")}
<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-01-05</Dt></BookgDt>
<BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd></Ntry></Stmt></BkToCstmrStmt></Document>`;
for (const [currency, amount] of [["CNY", "4.35"], ["JPY", "1500"], ["KWD", "1.005"]]) {
  const [line] = CashManagementEndOfDayReport.fromXML(statement(currency, amount)).entries;
  console.log(`read ${currency} ${amount}: ${line.amount}`);
}

const agent = { bic: "ICBKCNBJ", bankAddress: { country: "CN" } };
const account = { accountNumber: "95588001234567" };
const address = { streetName: "Yitian Road", townName: "Shenzhen", postalCode: "518000", country: "CN" };
const writer = new ISO20022({ initiatingParty: { name: "Finance Bureau", id: "BUREAU", account, agent } });
for (const [currency, amount] of [["CNY", 435], ["JPY", 1500], ["KWD", 1005]]) {
  const creditor = { name: "Firm", account, agent, address };
  const payment = { type: "swift", direction: "credit", amount, currency, creditor };
  const xml = writer.createSWIFTCreditPaymentInitiation([payment]).toString();
  console.log(`written ${currency} ${amount}: ${/<InstdAmt[^>]*>([^<]*)/.exec(xml)[1]}`);
}
E1
seen=$(node run.mjs 2>>log || echo failed)
want='read CNY 4.35: 434.99999999999994
read JPY 1500: 150000
read KWD 1.005: 100.49999999999999
written CNY 435: 4.35
written JPY 1500: 15
written KWD 1005: 10.05'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
