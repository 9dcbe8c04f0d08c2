#!/usr/bin/env bash
# OFD: easyofd reads an amount that the document declares invisible, beside the one that is shown.
# Guess: easyofd 20260427 leaves out a text object with Visible="false" (GB/T 33190, graphic units), or says that it is not
#        shown, and keeps the blanks at the ends of a text.
# Seen: both amounts are in the list of texts, with the same keys; nothing tells which is shown. Blanks at the ends are
#       gone. Texts in groups, in several layers and in several pieces are read.
# Why: invoices and receipts come as OFD; templates keep what is not to be shown in the page, and a program that looks
#      for the amount finds two.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir --no-deps easyofd==20260427 pymupdf==2.0 reportlab==5.1.0 \
  pillow==13.0.0 charset-normalizer==3.5.3 xmltodict==1.0.4 pyasn1==0.6.5 loguru==0.7.3 fonttools==4.68.0; } >log 2>&1 ||
  { echo "easyofd 20260427 or what it needs could not be installed"; exit 2; }

cat >run.py <<'E1'
import base64
import contextlib
import io
import os
import zipfile
with open(os.devnull, "w") as nothing, contextlib.redirect_stdout(nothing), contextlib.redirect_stderr(nothing):
    from loguru import logger
    logger.remove()
    from easyofd.ofd import OFD
def element(name, content, more=""):
    return f"<ofd:{name}{more}>{content}</ofd:{name}>"
def root(name, content):
    return '<?xml version="1.0" encoding="UTF-8"?>' + element(name, content, ' xmlns:ofd="http://www.ofdspec.org/2016"')
def text(number, content, more=""):
    code = element("TextCode", content, ' X="0" Y="4"')
    return element("TextObject", code, f' ID="{number}" Boundary="20 {5 * number} 60 6" Font="2" Size="4"{more}')
area = element("PhysicalBox", "0 0 210 140")
texts = text(6, "999.00", ' Visible="false"') + text(7, "400.00", ' Visible="true"') + text(8, " HT-1 ")
parts = {
    "OFD.xml": root("OFD", element("DocBody", element("DocInfo", element("DocID", "0" * 32)) + element("DocRoot", "Doc_0/Document.xml"))),
    "Doc_0/Document.xml": root("Document", element("CommonData", element("MaxUnitID", "20") + element("PageArea", area) +
        element("PublicRes", "PublicRes.xml")) + element("Pages", '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>')),
    "Doc_0/PublicRes.xml": root("Res", element("Fonts", '<ofd:Font ID="2" FontName="宋体"/>')),
    "Doc_0/Pages/Page_0/Content.xml": root("Page", element("Area", area) + element("Content", element("Layer", texts, ' ID="5"'))),
}
made = io.BytesIO()
with zipfile.ZipFile(made, "w") as file:
    for name, content in parts.items():
        file.writestr(name, content)
with open(os.devnull, "w") as nothing, contextlib.redirect_stdout(nothing):
    document = OFD()
    document.read(base64.b64encode(made.getvalue()).decode(), save_xml=False)
found = document.data[0]["page_info"][0]["text_list"]
print(*(repr(one["text"]) for one in found), "alike in all other keys:", len({tuple(sorted(one)) for one in found}) == 1,
      "Visible in them:", any("isible" in key for one in found for key in one))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want="'999.00' '400.00' 'HT-1' alike in all other keys: True Visible in them: False"
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
