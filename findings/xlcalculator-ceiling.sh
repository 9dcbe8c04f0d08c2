#!/usr/bin/env bash
# xlcalculator rounds 1.23 up to the next tenth as 1.4; pycel's EDATE leaves the month.
# Guess: xlcalculator 0.5.0, pycel 1.0b30 and formulas 1.3.4 give the values of spreadsheets: CEILING(1.23,0.1) is 1.3,
#        EDATE of 31 January by one month 28 February, -2^2 is 4 and ISNUMBER("5") FALSE.
# Seen: each is wrong in its own way: CEILING of xlcalculator goes one step too far for steps below one (1.01 to the next
#       0.05 is 1.06); EDATE of pycel is 2026-03-03, and -2^2 is -4 for it; ISNUMBER("5") is TRUE for formulas.
# Why: fees that are rounded up to five fen, terms in months and checks for text in a column of amounts are what such
#      workbooks are made of; two engines agree on each, so a comparison of two may find nothing.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir xlcalculator==0.5.0 pycel==1.0b30 formulas==1.3.4 setuptools==80.9.0; } \
  >log 2>&1 || { echo "xlcalculator 0.5.0, pycel 1.0b30 or formulas 1.3.4 could not be installed"; exit 2; }

cat >run.py <<'E1'
import warnings
warnings.simplefilter("ignore")
import formulas
import numpy
from openpyxl import Workbook
from pycel import ExcelCompiler
from xlcalculator import Evaluator, ModelCompiler
def xlcalculator(formula):
    value = Evaluator(ModelCompiler().read_and_parse_dict({"list!A1": formula})).evaluate("list!A1")
    return getattr(value, "value", value)
def pycel(formula):
    book = Workbook()
    book.active["A1"] = formula
    return ExcelCompiler(excel=book).evaluate("Sheet!A1")
def with_formulas(formula):
    return numpy.asarray(formulas.Parser().ast(formula)[1].compile()(), dtype=object).ravel()[0]
def shown(value):
    return str(bool(value)).upper() if isinstance(value, (bool, numpy.bool_)) else f"{float(value):g}"
for formula in ("CEILING(1.23,0.1)", "CEILING(1.01,0.05)", "DAY(EDATE(DATE(2026,1,31),1))", "-2^2", 'ISNUMBER("5")'):
    values = [shown(engine(f"={formula}")) for engine in (xlcalculator, pycel, with_formulas)]
    print(f"{formula}: xlcalculator {values[0]}, pycel {values[1]}, formulas {values[2]}")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='CEILING(1.23,0.1): xlcalculator 1.4, pycel 1.3, formulas 1.3
CEILING(1.01,0.05): xlcalculator 1.06, pycel 1.05, formulas 1.05
DAY(EDATE(DATE(2026,1,31),1)): xlcalculator 28, pycel 3, formulas 28
-2^2: xlcalculator 4, pycel -4, formulas 4
ISNUMBER("5"): xlcalculator FALSE, pycel FALSE, formulas TRUE'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
