#!/usr/bin/env bash
# PDF: pdf-parse and unpdf read the amounts of a Chinese statement and leave out the names, without an error.
# Guess: pdf-parse 2.4.5, unpdf 1.8.1, pdf2json 4.1.0 and pdfreader 3.0.8 give Chinese names in STSong-Light, the font that
#        PDF readers bring along and that programs need not embed (UniGB-UCS2-H).
# Seen: pdf-parse and unpdf give HT-0012 and 1,234.50 and nothing between them; figures of full width are missing too.
#       The tables that say which code is which sign are not found by them as they are installed. pdf2json and pdfreader,
#       which use the same PDF.js, give everything, as pypdf 7.1.1 does.
# Why: the payee of every line is empty; a test with an English statement, or with an embedded font, shows nothing of
#      it.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ npm install --no-audit --no-fund --ignore-scripts --cache cache pdf-parse@2.4.5 unpdf@1.8.1 pdf2json@4.1.0 pdfreader@3.0.8 &&
  python3 -m venv v && v/bin/pip install -q --no-cache-dir reportlab==5.1.0 pypdf==7.1.1; } >log 2>&1 ||
  { echo "a package could not be installed"; exit 2; }

cat >run.py <<'E1'
import pypdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
page = canvas.Canvas("statement.pdf", pagesize=(400, 200))
for x, font, text in ((50, "Helvetica", "HT-0012"), (120, "STSong-Light", "甲担保有限公司"), (250, "Helvetica", "1,234.50")):
    page.setFont(font, 10)
    page.drawString(x, 150, text)
page.save()
print("pypdf:", *pypdf.PdfReader("statement.pdf").pages[0].extract_text().split())
E1
cat >run.mjs <<'E1'
import { readFileSync } from "fs";
import { PDFParse } from "pdf-parse";
import { extractText } from "unpdf";
import PDFParser from "pdf2json";
import { PdfReader } from "pdfreader";
const bytes = () => new Uint8Array(readFileSync("statement.pdf"));
const show = (name, text) => console.log(`${name}:`, text.split(/-- 1 of 1 --|-{5,}/)[0].split(/\s+/).filter(Boolean).join(" "));
show("pdf-parse", (await new PDFParse({ data: bytes() }).getText()).text);
show("unpdf", (await extractText(bytes(), { mergePages: true })).text);
const parser = new PDFParser(null, 1);
await new Promise((done) => {
  parser.on("pdfParser_dataReady", done);
  parser.loadPDF("statement.pdf");
});
show("pdf2json", parser.getRawTextContent());
const texts = [];
await new Promise((done) => new PdfReader().parseFileItems("statement.pdf", (error, item) => (item ? item.text && texts.push(item.text) : done())));
show("pdfreader", texts.join(" "));
E1

seen=$(v/bin/python run.py 2>>log && node run.mjs 2>>log | grep -v '^Warning' || echo failed)
want='pypdf: HT-0012 甲担保有限公司 1,234.50
pdf-parse: HT-0012 1,234.50
unpdf: HT-0012 1,234.50
pdf2json: HT-0012 甲担保有限公司 1,234.50
pdfreader: HT-0012 甲担保有限公司 1,234.50'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
