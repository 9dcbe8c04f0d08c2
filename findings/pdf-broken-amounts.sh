#!/usr/bin/env bash
# PDF: reportlab and fpdf2 end a line inside an amount that stands in a Chinese sentence; the next one begins 7.50元.
# Guess: reportlab 5.1.0 with wordWrap="CJK" and multi_cell of fpdf2 2.8.9 break Chinese between any two characters, but keep
#        1,234,567.50 and HT-2026-0012 whole, as typst 0.15.2 and weasyprint 70.0 do (UAX 14, the standard for line breaks).
# Seen: they break the one and the other, also between two digits, wherever the width ends; reportlab moves them down whole only
#       where little of them would stand on the first line. The other two keep both whole. What pypdf 7.1.1 reads back has
#       7.50元 at the beginning of a line.
# Why: a decision names the sum in the middle of a sentence; where the break falls depends on the length of the firm's name, so
#      the letter of one firm in a few has a small amount at the beginning of a line, for people and for programs.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check reportlab==5.1.0 fpdf2==2.8.9 typst==0.15.2 pypdf==7.1.1 weasyprint==70.0 &&
  npm install --silent --no-audit --no-fund @expo-google-fonts/noto-sans-sc@0.4.3; } >log 2>&1 ||
  { echo "reportlab 5.1.0, fpdf2 2.8.9, typst 0.15.2, weasyprint 70.0, pypdf 7.1.1 and the font could not be installed"; exit 2; }

cat >run.py <<'E1'
import pathlib, re
import pypdf, typst, weasyprint
from fpdf import FPDF
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate
where = pathlib.Path("node_modules/@expo-google-fonts/noto-sans-sc/400Regular").resolve()
font = str(where / "NotoSansSC_400Regular.ttf")
amount, contract = "1,234,567.50", "HT-2026-0012"
text = f"根据办法现核定贵公司二〇二六年度补贴金额为人民币{amount}元（合同号{contract}），请于五个工作日内领取。"
widths = range(100, 300, 12)                                      # points
pdfmetrics.registerFont(TTFont("N", font))

def reportlab(width):
    story = Paragraph(text, ParagraphStyle("p", fontName="N", fontSize=12, leading=16, wordWrap="CJK"))
    SimpleDocTemplate("one.pdf", pagesize=(width + 12, 800), leftMargin=0, rightMargin=0, topMargin=0, bottomMargin=0).build([story])
def fpdf2(width):
    pdf = FPDF(unit="pt", format=(width + 10, 800))
    pdf.set_margin(0); pdf.c_margin = 0
    pdf.add_page(); pdf.add_font("N", fname=font); pdf.set_font("N", size=12)
    pdf.multi_cell(width, 16, text); pdf.output("one.pdf")
def typst_(width):
    pathlib.Path("one.typ").write_text(f'#set page(width: {width}pt, height: 800pt, margin: 0pt)\n'
                                       f'#set text(font: "Noto Sans SC", size: 12pt, lang: "zh")\n{text}')
    typst.compile("one.typ", output="one.pdf", font_paths=[str(where)], ignore_system_fonts=True)
def weasyprint_(width):
    weasyprint.HTML(string=f'<html lang="zh"><style>@font-face {{ font-family: N; src: url(file://{font}) }} '
                           f'@page {{ size: {width}pt 800pt; margin: 0 }} body {{ font: 12pt N; margin: 0 }}</style>{text}').write_pdf("one.pdf")

for name, write in (("reportlab", reportlab), ("fpdf2", fpdf2), ("typst", typst_), ("weasyprint", weasyprint_)):
    broken = {amount: 0, contract: 0}
    for width in widths if name in ("reportlab", "fpdf2") else widths[::3]:
        write(width)
        read = pypdf.PdfReader("one.pdf").pages[0].extract_text()
        assert re.sub(r"\s", "", read) == text, read
        for one in broken:
            broken[one] += one not in read
    print(name, "breaks the amount:", broken[amount] > 0, "the contract number:", broken[contract] > 0)
for name, write in (("reportlab", reportlab), ("fpdf2", fpdf2)):
    write(172)
    print(name, *(line for line in pypdf.PdfReader("one.pdf").pages[0].extract_text().split("\n") if re.search("[0-9]", line)), sep=" | ")
E1

seen=$(v/bin/python run.py 2>>log || { tail -3 log; echo failed; })
want='reportlab breaks the amount: True the contract number: True
fpdf2 breaks the amount: True the contract number: True
typst breaks the amount: False the contract number: False
weasyprint breaks the amount: False the contract number: False
reportlab | 年度补贴金额为人民币1,234,56 | 7.50元（合同号HT-2026-0012）
fpdf2 | 年度补贴金额为人民币1,234,56 | 7.50元（合同号HT-2026-0012'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
