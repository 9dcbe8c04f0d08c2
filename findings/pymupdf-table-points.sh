#!/usr/bin/env bash
# PDF: PyMuPDF as it is installed today takes the points, commas and minus signs out of the amounts in a table.
# Guess: PyMuPDF 2.0 keeps the minus of -200.00 and the rest of an amount wherever it reads it, as pdfplumber 0.11.10 does
#        (find_tables with cells between ruled lines, built-in Helvetica).
# Seen: 1,234.50 is "123450\n, .", -200.00 is "20000\n- ." and 0.85 is "085\n.": the signs that are low or small follow
#       on a line of their own, the hyphen of a contract number too. get_text gives them in place. It comes with
#       pymupdf_layout 2.0, which is installed along with this version; without it the cells are right.
# Why: whoever takes the first line of a cell, or strips what is no digit, reads an amount a hundred times too large,
#      and a payment where there was a return.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir pymupdf==2.0 pymupdf_layout==2.0 pdfplumber==0.11.10; } >log 2>&1 ||
  { echo "pymupdf 2.0, pymupdf_layout 2.0 or pdfplumber 0.11.10 could not be installed"; exit 2; }

cat >run.py <<'E1'
import pdfplumber
import pymupdf
rows = [("HT-0012", "1,234.50", "-200.00"), ("HT-0013", "5,000,000.00", "0.85")]
document = pymupdf.open()
page = document.new_page(width=400, height=200)
for n, row in enumerate(rows):
    for x, text in zip((45, 125, 225), row):
        page.insert_text((x, 50 + 20 * n), text, fontsize=10)
for n in range(3):
    page.draw_line((40, 35 + 20 * n), (300, 35 + 20 * n))
for x in (40, 120, 220, 300):
    page.draw_line((x, 35), (x, 75))
document.save("list.pdf")
page = pymupdf.open("list.pdf")[0]
print("text:", *page.get_text().split())
for row in page.find_tables().tables[0].extract():
    print("cells:", *(repr(cell) for cell in row if cell))
with pdfplumber.open("list.pdf") as file:
    for row in file.pages[0].extract_tables()[0]:
        print("pdfplumber:", *map(repr, row))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want="text: HT-0012 1,234.50 -200.00 HT-0013 5,000,000.00 0.85
cells: 'HT 0012\\n-' '123450\\n, .' '20000\\n- .'
cells: 'HT 0013\\n-' '500000000\\n, , .' '085\\n.'
pdfplumber: 'HT-0012' '1,234.50' '-200.00'
pdfplumber: 'HT-0013' '5,000,000.00' '0.85'"
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
