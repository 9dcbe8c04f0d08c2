#!/usr/bin/env bash
# pain.001: sepaxml writes Chinese payees by sound: 华信 and 华新 are both Hua Xin, and 厂, a factory, is Han.
# Guess: sepaxml 2.7.0 keeps a Chinese name in the message, whose schema allows it, or raises an error.
# Seen: each character is replaced by one reading of it, with a blank behind, the payer's too; different firms come out alike,
#       行 of 银行 is Xing, 重 of 重庆 Zhong and 厂 Han. No error and no warning; its option clean does it, which is on unless
#       one says otherwise. With clean=False the name is as it was given; the schema accepts both.
# Why: the bank compares the payee with the holder of the account and sends the payment back, or pays the wrong one of two; and
#      what comes back carries a name that is no firm's in the books.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check sepaxml==2.7.0; } >log 2>&1 ||
  { echo "sepaxml 2.7.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
import datetime, re
from sepaxml import SepaTransfer
names = ("华信贸易有限公司", "华新贸易有限公司", "重庆银行设备厂")
for options in ({}, {"clean": False}):
    payer = {"name": "财政局", "IBAN": "DE89370400440532013000", "BIC": "BANKDEFFXXX", "batch": True, "currency": "EUR"}
    message = SepaTransfer(payer, schema="pain.001.001.03", **options)
    for name in names:
        message.add_payment({"name": name, "IBAN": "DE89370400440532013000", "BIC": "BANKDEFFXXX", "amount": 110,
                             "execution_date": datetime.date(2026, 1, 5), "description": "HT-2026-0012"})
    text = message.export(validate=True).decode()
    print(options or "as it is", re.findall("<Cdtr><Nm>(.*?)</Nm>", text), re.findall("<Dbtr><Nm>(.*?)</Nm>", text))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want="as it is ['Hua Xin Mao Yi You Xian Gong Si ', 'Hua Xin Mao Yi You Xian Gong Si ', 'Zhong Qing Yin Xing She Bei Han '] ['Cai Zheng Ju ']
{'clean': False} ['华信贸易有限公司', '华新贸易有限公司', '重庆银行设备厂'] ['财政局']"
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
