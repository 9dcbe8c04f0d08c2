#!/usr/bin/env bash
# pain.002: pain001 reads the first payment of a batch and none of the others, the rejected ones among them.
# Guess: parse_pain002_report of pain001 0.0.74 gives the status and the reason of each payment of a batch that the bank took in
#        part (PART); its description speaks of a list of statuses per transaction.
# Seen: of three payments the first is there, and with it one record for the batch; whether that is one that was paid or one that
#       was rejected depends on their order. A reason in the bank's own words (Prtry) is empty. The answer passed the check
#       against the official schema (validate=True), and there is no error.
# Why: the bank takes a batch of subsidies and refuses two accounts in it; the office sees the one that was paid, and nobody
#      looks for the two firms that got nothing.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check pain001==0.0.74; } >log 2>&1 ||
  { echo "pain001 0.0.74 could not be installed"; exit 2; }

cat >run.py <<'E1'
from pain001.pain002.parser import parse_pain002_report
def element(name, *content):
    return f"<{name}>{''.join(content)}</{name}>"
def payment(number, status, reason=""):
    more = element("StsRsnInf", element("Rsn", reason)) if reason else ""
    return element("TxInfAndSts", element("StsId", f"S{number}"), element("OrgnlEndToEndId", f"HT-2026-000{number}"),
                   element("TxSts", status), more)
paid, closed, own = payment(1, "ACSC"), payment(2, "RJCT", element("Cd", "AC04")), payment(3, "RJCT", element("Prtry", "9901"))
for name, payments in (("paid first", (paid, closed, own)), ("closed first", (closed, own, paid)), ("own first", (own, paid, closed))):
    report = element("CstmrPmtStsRpt",
                     element("GrpHdr", element("MsgId", "R1"), element("CreDtTm", "2026-01-05T10:00:00")),
                     element("OrgnlGrpInfAndSts", element("OrgnlMsgId", "B1"), element("OrgnlMsgNmId", "pain.001.001.03"),
                             element("GrpSts", "PART")),
                     element("OrgnlPmtInfAndSts", element("OrgnlPmtInfId", "P1"), element("PmtInfSts", "PART"), *payments))
    with open("answer.xml", "w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03">'
                   + report + "</Document>")
    read = parse_pain002_report("answer.xml", validate=True)
    print(f"{name}: {read['group_status']},", *(f"{one['original_end_to_end_id']} {one['transaction_status']} {one['status_reason']!r}"
                                              for one in read["payment_statuses"]))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want="paid first: PART, HT-2026-0001 ACSC ''
closed first: PART, HT-2026-0002 RJCT 'AC04'
own first: PART, HT-2026-0003 RJCT ''"
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
