#!/usr/bin/env bash
# pyxirr: the principal and the interest of the first instalment do not make the instalment, when it is paid in advance.
# Guess: pyxirr 0.10.8 gives the figures of numpy-financial 1.0.0 for a loan of 100,000 at 5 % over twelve months: with
#        payments at the beginning the first one is principal only, since no time has passed, and the principals add
#        up to the loan.
# Seen: ipmt is 0.00 for both, but ppmt is -8110.29 for pyxirr where the instalment is -8525.23; its principals, and its
#       cumprinc, end at 99585.06. From the second instalment on both agree, and with payments at the end always.
# Why: the balance on which an interest subsidy is paid starts 414.94 too high and never comes to nothing; interest and
#      principal together are not what the firm paid.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir pyxirr==0.10.8 numpy-financial==1.0.0 numpy==2.4.6; } >log 2>&1 ||
  { echo "pyxirr 0.10.8 or numpy-financial 1.0.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
import numpy_financial
import pyxirr
rate, months, loan = 0.05 / 12, 12, 100000
print(f"instalment: {pyxirr.pmt(rate, months, loan, pmt_at_beginning=True):.2f}")
def pyxirr_part(part, n):
    return getattr(pyxirr, part)(rate, n, months, loan, pmt_at_beginning=True)
def numpy_part(part, n):
    return float(getattr(numpy_financial, part)(rate, n, months, loan, 0, "begin"))
for name, of in (("pyxirr", pyxirr_part), ("numpy-financial", numpy_part)):
    for n in (1, 2):
        print(f"{name}, {n}: principal {of('ppmt', n):.2f}, interest {of('ipmt', n):.2f}")
    print(f"{name}: principals add up to {sum(of('ppmt', n) for n in range(1, 13)):.2f}")
print(f"pyxirr cumprinc: {pyxirr.cumprinc(rate, months, loan, 1, 12, pmt_at_beginning=True):.2f}")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='instalment: -8525.23
pyxirr, 1: principal -8110.29, interest 0.00
pyxirr, 2: principal -8144.08, interest -381.14
pyxirr: principals add up to -99585.06
numpy-financial, 1: principal -8525.23, interest 0.00
numpy-financial, 2: principal -8144.08, interest -381.14
numpy-financial: principals add up to -100000.00
pyxirr cumprinc: -99585.06'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
