#!/usr/bin/env bash
# docx-mailmerge2: amounts that are exact come out of the letter's number format as they went in.
# Guess: docx-mailmerge2 1.0.3 fills a merge field with the format #,##0.00 as Word does: 1,234.50 for Decimal("1234.5"), as
#        for the number 1234.5.
# Seen: 1234.5 for the Decimal, and for the text 1234.5; only a float (or int) has groups and two places. There is a
#       warning, and the letter is written. The format 0.00, without groups, works for Decimals. (Python 3.11.)
# Why: whoever keeps amounts as decimals, as one should with money, sends letters that say 1234.5 yuan, and whoever turns
#      them into floats for the letter's sake has half fens rounded as they come.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir docx-mailmerge2==1.0.3 python-docx==1.2.0; } >log 2>&1 ||
  { echo "docx-mailmerge2 1.0.3 or python-docx 1.2.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
import warnings
from decimal import Decimal
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from mailmerge import MailMerge
warnings.simplefilter("ignore")
def letter(style, amount):
    document = Document()
    field, run, text = OxmlElement("w:fldSimple"), OxmlElement("w:r"), OxmlElement("w:t")
    field.set(qn("w:instr"), f' MERGEFIELD amount \\# "{style}" ')
    text.text = "amount"
    run.append(text)
    field.append(run)
    document.add_paragraph()._p.append(field)
    document.save("template.docx")
    with MailMerge("template.docx") as merge:
        merge.merge(amount=amount)
        merge.write("letter.docx")
    return "".join(text.text for text in Document("letter.docx").paragraphs[0]._p.iter(qn("w:t")))
for style, amount in (("#,##0.00", 1234.5), ("#,##0.00", Decimal("1234.5")), ("#,##0.00", "1234.5"), ("0.00", Decimal("1234.5"))):
    print(f"{style} {amount!r}: {letter(style, amount)}")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want="#,##0.00 1234.5: 1,234.50
#,##0.00 Decimal('1234.5'): 1234.5
#,##0.00 '1234.5': 1234.5
0.00 Decimal('1234.5'): 1234.50"
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
