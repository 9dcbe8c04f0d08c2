#!/usr/bin/env bash
# ODS: of two equal payments in a row pyexcel-ods and tablib read one, and columns move to the left.
# Guess: pyexcel-ods 0.6.0 and tablib 3.10.0 read a row with number-rows-repeated="2" twice, a cell with
#        number-columns-repeated="2" twice, and the cell under a merged one as empty, as pandas 2.3.3 and
#        python-calamine 0.9.1 do. (Office programs write equal neighbours so.)
# Seen: the row is there once for both. pyexcel-ods leaves out the cell under a merged one, so the 0.10 beside it is
#       in its place; tablib reads the repeated amount once, so the remark behind it takes the second's place. The
#       amount with a currency is the text "100.5 CNY" for pyexcel-ods. No error and no warning.
# Why: two instalments of one amount to one firm are two equal rows; one of them is never seen, and the sum is short by
#      a payment that the other program shows on the screen.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir pyexcel-ods==0.6.0 tablib==3.10.0 odfpy==1.4.1 \
  python-calamine==0.9.1 pandas==2.3.3; } >log 2>&1 || { echo "a package could not be installed"; exit 2; }

cat >run.py <<'E1'
import zipfile
import pandas
import pyexcel_ods
import tablib
from python_calamine import CalamineWorkbook
def text(value, more=""):
    return f'<table:table-cell office:value-type="string"{more}><text:p>{value}</text:p></table:table-cell>'
def number(value, more=""):
    return f'<table:table-cell office:value-type="float" office:value="{value}"{more}><text:p>{value}</text:p></table:table-cell>'
rows = [
    ("", "".join(map(text, ("contract", "paid", "due", "remark")))),
    (' table:number-rows-repeated="2"', text("HT-1") + number("60.25", ' table:number-columns-repeated="2"') + text("half")),
    ("", text("sum", ' table:number-columns-spanned="2"') + "<table:covered-table-cell/>" + number("0.1") + text("open")),
    ("", text("HT-2") + '<table:table-cell office:value-type="currency" office:currency="CNY" office:value="100.5">'
     "<text:p>100.50</text:p></table:table-cell>" + number("1.5") + text("")),
]
namespaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
content = f"""<?xml version="1.0" encoding="UTF-8"?><office:document-content {namespaces} office:version="1.2"><office:body>
<office:spreadsheet><table:table table:name="list"><table:table-column table:number-columns-repeated="4"/>
{"".join(f"<table:table-row{more}>{cells}</table:table-row>" for more, cells in rows)}</table:table></office:spreadsheet>
</office:body></office:document-content>"""
kind = "application/vnd.oasis.opendocument.spreadsheet"
with zipfile.ZipFile("list.ods", "w") as file:
    file.writestr("mimetype", kind)
    file.writestr("content.xml", content.replace("\n", ""))
    file.writestr("META-INF/manifest.xml", f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>""")
def show(name, read):
    for row in read:
        print(f"{name}:", " | ".join(str(cell) for cell in row))
show("calamine", CalamineWorkbook.from_path("list.ods").get_sheet_by_index(0).to_python()[1:])
show("pandas", pandas.read_excel("list.ods", engine="odf").fillna("").values.tolist())
show("pyexcel-ods", pyexcel_ods.get_data("list.ods")["list"][1:])
with open("list.ods", "rb") as file:
    show("tablib", tablib.Dataset().load(file, "ods"))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='calamine: HT-1 | 60.25 | 60.25 | half
calamine: HT-1 | 60.25 | 60.25 | half
calamine: sum |  | 0.1 | open
calamine: HT-2 | 100.5 | 1.5 | 
pandas: HT-1 | 60.25 | 60.25 | half
pandas: HT-1 | 60.25 | 60.25 | half
pandas: sum |  | 0.1 | open
pandas: HT-2 | 100.5 | 1.5 | 
pyexcel-ods: HT-1 | 60.25 | 60.25 | half
pyexcel-ods: sum | 0.1 | open
pyexcel-ods: HT-2 | 100.5 CNY | 1.5
tablib: HT-1 | 60.25 | half | 
tablib: sum |  | 0.1 | open
tablib: HT-2 | 100.50 | 1.5 | '
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
