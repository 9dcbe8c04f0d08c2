#!/usr/bin/env bash
# DOCX: figures that a contract hides are read as part of the amount: 金额999400元 where the page says 金额400元.
# Guess: python-docx 1.2.0, docx2txt 0.9, mammoth 1.13.0 and docx2python 3.7.1 leave out text that is formatted as
#        hidden (w:vanish), which nobody sees or prints.
# Seen: all four give it, in its place and without a mark: 400 becomes 999400.
# Why: templates keep examples and older figures as hidden text; a limit that is taken out of a contract by its text is
#      another one than the one that was signed.
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
    "<w:r><w:t>金额</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>999</w:t></w:r><w:r><w:t>400元</w:t></w:r>",
)
print("python-docx:", docx.Document("contract.docx").paragraphs[0].text)
print("docx2txt:", docx2txt.process("contract.docx").strip())
with open("contract.docx", "rb") as file:
    print("mammoth:", mammoth.extract_raw_text(file).value.strip())
print("docx2python:", docx2python.docx2python("contract.docx").text.strip())
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='python-docx: 金额999400元
docx2txt: 金额999400元
mammoth: 金额999400元
docx2python: 金额999400元'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
