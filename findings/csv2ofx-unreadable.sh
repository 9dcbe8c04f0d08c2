#!/usr/bin/env bash
# csv2ofx: two readers of OFX stop at what it writes, and the & in names of firms is half escaped.
# Guess: what csv2ofx 0.34.2 writes is read by ofxtools 1.1.1 and ofxparse 0.21, with "A & B" written as "A &amp; B".
# Seen: both stop with an error. The header has two lines, without OFXHEADER:100, with which it must begin, and without a
#       version. The name is written as "A &amp B" and < as &lt: the semicolon is missing.
# Why: lists that a bank gives as CSV are turned into OFX for a program that reads that; what comes out goes through no
#      reader, or, mended by hand, with another name than the firm's.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir csv2ofx==0.34.2 ofxtools==1.1.1 ofxparse==0.21; } >log 2>&1 ||
  { echo "csv2ofx 0.34.2, ofxtools 1.1.1 or ofxparse 0.21 could not be installed"; exit 2; }

cat >list.csv <<'E1'
Date,Amount,Description,Row,Account,Type
2026-01-05,1234.50,A & B,1,62220212345678901,debit
2026-01-06,-0.05,A <B>,2,62220212345678901,debit
E1
cat >run.py <<'E1'
from ofxparse import OfxParser
from ofxtools.Parser import OFXTree
text = open("list.ofx", encoding="utf-8").read()
print("header:", text.split("<OFX>")[0].split())
print("names:", [line.strip() for line in text.splitlines() if "<NAME>" in line])
for name, read in (("ofxtools", OFXTree().parse), ("ofxparse", OfxParser.parse)):
    try:
        read(open("list.ofx", "rb"))
        print(name, "reads it")
    except Exception as error:
        print(name, type(error).__name__)
E1

seen=$({ v/bin/csv2ofx -B 0 list.csv list.ofx && v/bin/python run.py; } 2>>log || echo failed)
want="header: ['DATA:OFXSGML', 'ENCODING:UTF-8']
names: ['<NAME>A &amp B</NAME>', '<NAME>A &ltB&gt</NAME>']
ofxtools OFXHeaderError
ofxparse IndexError"
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
