#!/usr/bin/env bash
# DOCX: mammoth's raw text makes 100.00200.00 of two amounts that stand below each other in one cell.
# Guess: extract_raw_text of mammoth 1.13.0 gives a line break in a paragraph (Shift+Enter, w:br) as a line break or a
#        blank, as docx2txt 0.9 and python-docx 1.2.0 do.
# Seen: nothing; what stands before and after the break is joined. Its HTML has <br />.
# Why: amounts and names in tables are set below each other so; two of 100.00 and 200.00 become one that no check of
#      the format refuses at first sight, and two firms become one name.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir python-docx==1.2.0 docx2txt==0.9 mammoth==1.13.0; } >log 2>&1 ||
  { echo "a package could not be installed"; exit 2; }

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
import docx2txt
import mammoth
from document import write
write("amounts.docx", "<w:r><w:t>100.00</w:t><w:br/><w:t>200.00</w:t></w:r>")
print("python-docx:", repr(docx.Document("amounts.docx").paragraphs[0].text))
print("docx2txt:", repr(docx2txt.process("amounts.docx").strip()))
with open("amounts.docx", "rb") as file:
    print("mammoth raw text:", repr(mammoth.extract_raw_text(file).value.strip()))
    print("mammoth HTML:", mammoth.convert_to_html(file).value)
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want="python-docx: '100.00\\n200.00'
docx2txt: '100.00\\n200.00'
mammoth raw text: '100.00200.00'
mammoth HTML: <p>100.00<br />200.00</p>"
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
