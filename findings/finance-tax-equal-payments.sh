#!/usr/bin/env bash
# finance-tax imports one of three subsidies of a day: equal amounts with the same words are one for it, whoever was paid.
# Guess: the import of finance-tax 0.1.2, made for statements of Chinese banks in XLSX, takes every line of a statement; a line
#        that was there before is known by its serial number (流水号), which it reads.
# Seen: lines with the same day, amount and summary (摘要) are taken for one, also within one file: of 5000.00 to three firms,
#       with three serial numbers and three accounts, one is imported. The count of those left out is in its answer, not
#       which they are. A bank fee of 5.00 twice a day goes the same way.
# Why: subsidies of a scheme have one summary and often one amount, and go out on one day; the books hold one of them, and the
#      two others look as if they had not left the bank.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check finance-tax==0.1.2 pandas==3.0.6 openpyxl==3.1.5 sqlalchemy==2.1.9; } >log 2>&1 ||
  { echo "finance-tax 0.1.2, pandas 3.0.6, openpyxl 3.1.5 and SQLAlchemy 2.1.9 could not be installed"; exit 2; }

cat >run.py <<'E1'
import importlib
import pkgutil
import openpyxl
import finance_tax.models as models
from finance_tax.import_engine.bank_parser import BankStatementParser
from finance_tax.models.base import Base
from finance_tax.models.transaction import BankTransaction
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
for one in pkgutil.iter_modules(models.__path__):
    importlib.import_module("finance_tax.models." + one.name)
book = openpyxl.Workbook()
for row in (["交易日期", "支出金额", "收入金额", "摘要", "对方户名", "对方账号", "流水号"],
            ["2026-01-05", "5000.00", None, "担保费补贴", "甲公司", "6222000000000001", "A0001"],
            ["2026-01-05", "5000.00", None, "担保费补贴", "乙公司", "6222000000000002", "A0002"],
            ["2026-01-05", "5000.00", None, "担保费补贴", "丙公司", "6222000000000003", "A0003"],
            ["2026-01-05", "5000.01", None, "担保费补贴", "丁公司", "6222000000000004", "A0004"]):
    book.active.append(row)
book.save("statement.xlsx")
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
with Session(engine) as session:
    answer = BankStatementParser(session, 1).import_to_db("statement.xlsx")
    print("lines", answer["total_records"], "imported", answer["imported"], "left out", answer["skipped"])
    for line in session.query(BankTransaction).order_by(BankTransaction.reference_no):
        print(line.trans_date, line.debit_amount, line.counterparty, line.counterparty_account, line.reference_no)
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='lines 4 imported 2 left out 2
2026-01-05 5000.00 甲公司 6222000000000001 A0001
2026-01-05 5000.01 丁公司 6222000000000004 A0004'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
