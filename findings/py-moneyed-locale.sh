#!/usr/bin/env bash
# py-moneyed writes an amount as the environment of the process pleases.
# Guess: str(Money) of py-moneyed 3.0 is CN¥1,234.50 everywhere, as a text for English readers, until a program asks
#        for another language.
# Seen: LC_ALL decides: CN¥1,234.50 under en_US, ¥1,234.50 under zh_CN, 1.234,50 CN¥ under de_DE, and under C, as in
#       containers and services, CN¥ 1234.50 without groups. The system needs to have none of these languages
#       installed.
# Why: letters and exports that are made with it change between a developer's machine, the tests and the server;
#      1.234,50 read by a program is 1.23.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir py-moneyed==3.0 babel==2.18.0; } >log 2>&1 ||
  { echo "py-moneyed 3.0 or babel 2.18.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
import os
from moneyed import Money
print(os.environ["LC_ALL"], repr(str(Money("1234.5", "CNY"))))
E1

seen=$(for language in C en_US.UTF-8 zh_CN.UTF-8 de_DE.UTF-8; do LC_ALL="$language" v/bin/python run.py; done 2>>log || echo failed)
want='C '\''CN¥\xa01234.50'\''
en_US.UTF-8 '\''CN¥1,234.50'\''
zh_CN.UTF-8 '\''¥1,234.50'\''
de_DE.UTF-8 '\''1.234,50\xa0CN¥'\'''
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
