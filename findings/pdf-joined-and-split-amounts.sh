#!/usr/bin/env bash
# PDF: two readers join the amounts of neighbouring columns, and a third puts the decimals of one amount on the next
# line.
# Guess: pdfplumber 0.11.10, pypdfium2 5.15.2, pdfminer.six 20260107 and pypdf 7.1.1 put a blank between two amounts in
#        neighbouring columns, and none into an amount that is drawn in two pieces without a gap; what stands on one
#        line of the page is one line of the text.
# Seen: with a ruled line and two points (0.7 mm) between the columns pdfplumber and pypdfium2 give 5,000.005,000.00.
#       pypdf gives a line to every piece: the row is three lines, and 1,234.50 is 1,234 and .50. pdfminer.six does both
#       right. (extract_tables of pdfplumber and the layout mode of pypdf do as well.)
# Why: statements are made by programs that draw a figure where it belongs, cell by cell; 5,000.005 can be read as an
#      amount, and so can 1,234.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir pdfplumber==0.11.10 pdfminer.six==20260107 pypdfium2==5.15.2 \
  pypdf==7.1.1 reportlab==5.1.0; } >log 2>&1 || { echo "a package could not be installed"; exit 2; }

cat >run.py <<'E1'
import pdfplumber
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text
from reportlab.pdfgen import canvas
page = canvas.Canvas("list.pdf", pagesize=(400, 200))
page.setFont("Helvetica", 10)
page.drawString(50, 150, "HT-0012")
page.drawRightString(200, 150, "5,000.00")
page.drawString(202, 150, "5,000.00")
for x in (45, 120, 201, 280):
    page.line(x, 163, x, 145)
for y in (163, 145):
    page.line(45, y, 280, y)
page.drawString(50, 100, "1,234")
page.drawString(50 + page.stringWidth("1,234", "Helvetica", 10), 100, ".50")
page.save()
reader = pypdf.PdfReader("list.pdf").pages[0]
with pdfplumber.open("list.pdf") as file:
    texts = {
        "pdfplumber": file.pages[0].extract_text(),
        "pypdfium2": pypdfium2.PdfDocument("list.pdf")[0].get_textpage().get_text_range(),
        "pdfminer.six": extract_text("list.pdf"),
        "pypdf": reader.extract_text(),
        "pypdf, layout": reader.extract_text(extraction_mode="layout"),
    }
    for name, text in texts.items():
        print(f"{name}:", " / ".join(" ".join(line.split()) for line in text.splitlines() if line.strip()))
    print("pdfplumber, table:", *file.pages[0].extract_tables()[0][0])
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='pdfplumber: HT-0012 5,000.005,000.00 / 1,234.50
pypdfium2: HT-0012 5,000.005,000.00 / 1,234.50
pdfminer.six: HT-0012 / 5,000.00 5,000.00 / 1,234.50
pypdf: HT-0012 / 5,000.00 / 5,000.00 / 1,234 / .50
pypdf, layout: HT-0012 5,000.00 5,000.00 / 1,234.50
pdfplumber, table: HT-0012 5,000.00 5,000.00'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
