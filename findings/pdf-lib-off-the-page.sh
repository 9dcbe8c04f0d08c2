#!/usr/bin/env bash
# PDF: pdf-lib writes a Chinese sentence on one line that leaves the page, and readers find all of it.
# Guess: drawText of pdf-lib 1.17.1 with maxWidth breaks Chinese, which has no blanks, at that width; its option wordBreaks is
#        for Latin words.
# Seen: it breaks at blanks only: the sentence is one line, here more than four times as wide as asked, and leaves the page just
#       before the amount. pypdf 7.1.1 reads the whole sentence. With wordBreaks: [""] it is broken, also inside the amount.
#       English is broken right.
# Why: the letter that a firm receives ends before the sum; a test that reads the PDF finds the sum, and so does a search.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check pypdf==7.1.1 &&
  npm install --silent --no-audit --no-fund pdf-lib@1.17.1 @pdf-lib/fontkit@1.1.1 @expo-google-fonts/noto-sans-sc@0.4.3; } >log 2>&1 ||
  { echo "pdf-lib 1.17.1, its fontkit 1.1.1, the font and pypdf 7.1.1 could not be installed"; exit 2; }

cat >run.cjs <<'E1'
const fs = require("fs");
const { PDFDocument } = require("pdf-lib");
const chinese = "根据办法现核定贵公司二〇二六年度补贴金额为人民币1,234,567.50元（合同号HT-2026-0012），请于五个工作日内领取。";
const english = "The subsidy of your firm for the year 2026 was set at 1,234,567.50 yuan (contract HT-2026-0012).";
(async () => {
  for (const [name, text, more] of [["english", english, {}], ["chinese", chinese, {}], ["broken", chinese, { wordBreaks: [""] }]]) {
    const document = await PDFDocument.create();
    document.registerFontkit(require("@pdf-lib/fontkit"));
    const font = await document.embedFont(
      fs.readFileSync("node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf"), { subset: true });
    document.addPage([300, 400]).drawText(text, { x: 20, y: 350, size: 12, lineHeight: 16, font, maxWidth: 160, ...more });
    fs.writeFileSync(`${name}.pdf`, await document.save());
  }
})();
E1
cat >run.py <<'E1'
import pypdf
for name in ("english", "chinese", "broken"):
    page = pypdf.PdfReader(f"{name}.pdf").pages[0]
    lines = page.extract_text().strip().split("\n")
    print(name, len(lines), "lines, the longest of", max(map(len, lines)), "characters")
    if name == "chinese":
        print(lines[0], "at 12 points each on a page of", page.mediabox.width)
    if name == "broken":
        print(*(line for line in lines if any(one.isdigit() for one in line)), sep=" | ")
E1

seen=$({ node run.cjs && v/bin/python run.py; } 2>>log || echo failed)
want='english 4 lines, the longest of 29 characters
chinese 1 lines, the longest of 66 characters
根据办法现核定贵公司二〇二六年度补贴金额为人民币1,234,567.50元（合同号HT-2026-0012），请于五个工作日内领取。 at 12 points each on a page of 300
broken 5 lines, the longest of 21 characters
六年度补贴金额为人民币1,23 | 4,567.50元（合同号HT-2026- | 0012），请于五个工作日内领'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
