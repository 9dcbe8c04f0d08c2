#!/usr/bin/env bash
# ODS: tablib reads what a cell shows, not what it holds: 6220000000000000 for a card number, and the author of a
# comment for a contract number.
# Guess: tablib 3.10.0 reads the value of a number, 6222021234567891 and 0.085, whatever the cell shows; of a text cell
#        the text with its blanks, and not its comment. python-calamine 0.9.1 does.
# Seen: the number shown as 6.22E+15 is 6220000000000000.0, one shown as 8.50% is that text, and 1234.565 shown as
#       1234.57 is 1234.57. Of a text only the first piece is read: "A   B" is A, and with a comment on the cell it is
#       the name of the comment's author.
# Why: columns that are too narrow show long numbers so; what is imported depends on how the sheet was formatted, and a
#      remark on a contract replaces its number.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir tablib==3.10.0 odfpy==1.4.1 python-calamine==0.9.1; } >log 2>&1 ||
  { echo "tablib 3.10.0, odfpy 1.4.1 or python-calamine 0.9.1 could not be installed"; exit 2; }

cat >run.py <<'E1'
import zipfile
import tablib
from python_calamine import CalamineWorkbook
def number(value, shown, kind="float"):
    return f'<table:table-cell office:value-type="{kind}" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>'
def text(content):
    return f'<table:table-cell office:value-type="string">{content}</table:table-cell>'
comment = "<office:annotation><dc:creator>clerk</dc:creator><text:p>see the file</text:p></office:annotation>"
cells = [
    number("6222021234567891", "6.22E+15"), number("1234.565", "1234.57"), number("0.085", "8.50%", "percentage"),
    text('<text:p>A<text:s text:c="3"/>B</text:p>'), text(f"{comment}<text:p>HT-1</text:p>"),
]
head = "".join(text(f"<text:p>{n}</text:p>") for n in range(len(cells)))
namespaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
content = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content {namespaces} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"><office:body><office:spreadsheet>
<table:table table:name="list"><table:table-row>{head}</table:table-row><table:table-row>{"".join(cells)}</table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""
kind = "application/vnd.oasis.opendocument.spreadsheet"
with zipfile.ZipFile("list.ods", "w") as file:
    file.writestr("mimetype", kind)
    file.writestr("content.xml", content.replace("\n", ""))
    file.writestr("META-INF/manifest.xml", f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>""")
print("calamine:", *CalamineWorkbook.from_path("list.ods").get_sheet_by_index(0).to_python()[1], sep=" | ")
with open("list.ods", "rb") as file:
    print("tablib:", *tablib.Dataset().load(file, "ods")[0], sep=" | ")
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='calamine: | 6222021234567891.0 | 1234.565 | 0.085 | A   B | HT-1
tablib: | 6220000000000000.0 | 1234.57 | 8.50% | A | clerk'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
