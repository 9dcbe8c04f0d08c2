#!/usr/bin/env bash
# pain.001: pain001 pays the rows of four payers out of the first one's account, all on the first row's day.
# Guess: pain001 0.0.74 writes the rows of a CSV into pain.001.001.03 as they stand: a name in Chinese stays, the control sum is
#        exact to the fen, 1e3 as an amount is refused. (Payer, account and day of each row were looked at besides.)
# Seen: name and sum are right; 1e3 is 1000.00, and the figures １２ of full width are 12.00. All rows are in one PmtInf with the
#       payer, the account and the execution day of the first; those of the other rows are nowhere, without a warning, also in
#       the file that its own command init writes, whose four rows name four payers and four days.
# Why: an office pays for the province and for the city from two accounts; everything leaves one of them, and what was to leave
#      in March, at the beginning of the quarter, leaves in January.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check pain001==0.0.74; } >log 2>&1 ||
  { echo "pain001 0.0.74 could not be installed"; exit 2; }

cat >run.py <<'E1'
import csv
import pathlib
import re
import subprocess
def pain001(*words):
    return subprocess.run(["v/bin/pain001", *words], capture_output=True).returncode
def tell(name):
    pain001("generate", "-t", "pain.001.001.03", "-d", f"{name}.csv", "-o", name)
    xml = pathlib.Path(name, "pain.001.001.03.xml").read_text(encoding="utf-8")
    def all_of(pattern):
        return " ".join(re.findall(pattern, xml))
    with open(f"{name}.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    print(f"{name}, rows: {len({row['debtor_account_IBAN'] for row in rows})} payers, days",
          *sorted({row["requested_execution_date"] for row in rows}))
    print(f"{name}, written: payer", all_of(r"<Dbtr>\s*<Nm>([^<]*)"), "day", all_of(r"<ReqdExctnDt>([^<]*)"),
          "sum", all_of(r"<CtrlSum>([^<]*)"), "amounts", all_of(r"<InstdAmt[^>]*>([^<]*)"), "payees", all_of(r"<Cdtr>\s*<Nm>([^<]*)"))
    return rows
pain001("init", "pain.001.001.03", "-o", "theirs.csv")
rows = tell("theirs")
for row, amount, name in zip(rows, ("0.10", "0.20", "1e3", "１２"), ("甲公司", "乙公司", "丙公司", "丁公司")):
    row.update(payment_amount=amount, creditor_name=name)
with open("ours.csv", "w", encoding="utf-8", newline="") as file:
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
tell("ours")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='theirs, rows: 4 payers, days 2023-03-12 2023-03-13 2023-03-14 2023-03-15
theirs, written: payer Acme Corp day 2023-03-12 sum 900.00 900.00 amounts 150.00 300.00 250.00 200.00 payees Global Tech Green Energy Beta Chemicals Theta Solutions
ours, rows: 4 payers, days 2023-03-12 2023-03-13 2023-03-14 2023-03-15
ours, written: payer Acme Corp day 2023-03-12 sum 1012.30 1012.30 amounts 0.10 0.20 1000.00 12.00 payees 甲公司 乙公司 丙公司 丁公司'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
