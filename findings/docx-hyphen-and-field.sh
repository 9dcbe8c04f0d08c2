#!/usr/bin/env bash
# DOCX: the contract number HT-0012 is HT0012 for two readers, and a date in a field is missing for two others.
# Guess: python-docx 1.2.0, docx2txt 0.9, mammoth 1.13.0 and docx2python 3.7.1 give the hyphen that does not break
#        (Ctrl+Shift+hyphen in Word, w:noBreakHyphen) as a hyphen, and the result of a simple field (w:fldSimple).
# Seen: docx2txt and docx2python drop the hyphen; mammoth gives U+2011, which is not equal to the hyphen on the keyboard.
#       python-docx and mammoth drop what the field shows: of 日期2026-01-05 only 日期 is left.
# Why: people use that hyphen so that a contract number stays on one line; the number is then another key in one system
#      than in the next. A day of signature is filled in by a field in many templates.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir python-docx==1.2.0 docx2txt==0.9 mammoth==1.13.0 \
  docx2python==3.7.1; } >log 2>&1 || { echo "a package could not be installed"; exit 2; }

cat >document.py <<'E1'
import zipfile
def write(name, *paragraphs):
    office = "http://schemas.openxmlformats.org"
    body = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    with zipfile.ZipFile(name, "w") as file:
        file.writestr("[Content_Types].xml", f"""<?xml version="1.0"?><Types xmlns="{office}/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml"
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""")
        file.writestr("_rels/.rels", f"""<?xml version="1.0"?><Relationships xmlns="{office}/package/2006/relationships">
<Relationship Id="rId1" Type="{office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
</Relationships>""")
        file.writestr("word/_rels/document.xml.rels", f"""<?xml version="1.0"?>
<Relationships xmlns="{office}/package/2006/relationships"/>""")
        file.writestr("word/document.xml", f"""<?xml version="1.0" encoding="UTF-8"?>
<w:document xmlns:w="{office}/wordprocessingml/2006/main"
xmlns:r="{office}/officeDocument/2006/relationships"><w:body>{body}</w:body></w:document>""")
E1
cat >run.py <<'E1'
import docx
import docx2python
import docx2txt
import mammoth
from document import write
write(
    "contract.docx",
    "<w:r><w:t>编号HT</w:t></w:r><w:r><w:noBreakHyphen/></w:r><w:r><w:t>0012</w:t></w:r>",
    '<w:r><w:t>日期</w:t></w:r><w:fldSimple w:instr="SAVEDATE"><w:r><w:t>2026-01-05</w:t></w:r></w:fldSimple>',
)
def show(name, text):
    print(f"{name}:", *(ascii(line).strip("'") if "\u2011" in line else line for line in text.split()))
show("python-docx", "\n".join(paragraph.text for paragraph in docx.Document("contract.docx").paragraphs))
show("docx2txt", docx2txt.process("contract.docx"))
with open("contract.docx", "rb") as file:
    show("mammoth", mammoth.extract_raw_text(file).value)
show("docx2python", docx2python.docx2python("contract.docx").text)
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='python-docx: 编号HT-0012 日期
docx2txt: 编号HT0012 日期2026-01-05
mammoth: \u7f16\u53f7HT\u20110012 日期
docx2python: 编号HT0012 日期2026-01-05'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
