#!/usr/bin/env bash
# PDF signatures: signpdf writes a Chinese reason, place and name as nonsense, under a signature that is right.
# Guess: both placeholders of signpdf 3.3.0 (plain and pdf-lib) write reason, location and name of a signature so that pyhanko
#        0.38.0 and pypdf 7.1.1 read 同意拨付 and 深圳, as they read what pyhanko wrote.
# Seen: the plain one writes each byte of the UTF-16 text as if it were a letter, in UTF-8; the one for pdf-lib loses the upper
#       half of each character, so that 同意拨付 cannot be recovered from it. English is right. The signature is intact for
#       pyhanko in all cases.
# Why: who sealed a decision, and what for, is what a reader of the PDF shows beside the seal; it is covered by the signature,
#      so that it cannot be put right afterwards without a new one.
# Needs openssl, which makes a certificate here.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check pyhanko==0.38.0 pypdf==7.1.1 &&
  npm install --silent --no-audit --no-fund @signpdf/signpdf@3.3.0 @signpdf/signer-p12@3.3.0 @signpdf/placeholder-plain@3.3.0 \
    @signpdf/placeholder-pdf-lib@3.3.0 pdf-lib@1.17.1; } >log 2>&1 ||
  { echo "signpdf 3.3.0, pdf-lib 1.17.1, pyhanko 0.38.0 and pypdf 7.1.1 could not be installed"; exit 2; }
{ openssl req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -days 3650 -subj "/CN=Office" &&
  openssl pkcs12 -export -inkey k.pem -in c.pem -out k.p12 -passout pass:x; } >>log 2>&1 || { echo "openssl is missing"; exit 2; }

cat >run.cjs <<'E1'
const fs = require("fs");
const { PDFDocument } = require("pdf-lib");
const { plainAddPlaceholder } = require("@signpdf/placeholder-plain");
const { pdflibAddPlaceholder } = require("@signpdf/placeholder-pdf-lib");
const { P12Signer } = require("@signpdf/signer-p12");
const signpdf = require("@signpdf/signpdf").default;
(async () => {
  const page = async () => { const one = await PDFDocument.create(); one.addPage([300, 400]); return one; };
  const save = async one => Buffer.from(await one.save({ useObjectStreams: false }));
  const sign = async (name, pdf) =>
    fs.writeFileSync(`${name}.pdf`, await signpdf.sign(pdf, new P12Signer(fs.readFileSync("k.p12"), { passphrase: "x" })));
  for (const [language, reason, location] of [["zh", "同意拨付", "深圳"], ["en", "Approved", "Shenzhen"]]) {
    const told = { reason, location, name: "Office", contactInfo: "a@example.org" };
    await sign(`plain-${language}`, plainAddPlaceholder({ pdfBuffer: await save(await page()), ...told }));
    const document = await page();
    pdflibAddPlaceholder({ pdfDoc: document, ...told });
    await sign(`pdf-lib-${language}`, await save(document));
  }
  fs.writeFileSync("unsigned.pdf", await save(await page()));
})();
E1
cat >run.py <<'E1'
import logging
import pypdf
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.validation import validate_pdf_signature
logging.disable()
with open("unsigned.pdf", "rb") as given, open("pyhanko-zh.pdf", "wb") as signed:
    signers.sign_pdf(IncrementalPdfFileWriter(given), signers.PdfSignatureMetadata(field_name="S", reason="同意拨付", location="深圳"),
                     signer=signers.SimpleSigner.load("k.pem", "c.pem"), output=signed)
for name in ("plain-en", "pdf-lib-en", "pyhanko-zh", "plain-zh", "pdf-lib-zh"):
    with open(f"{name}.pdf", "rb") as signed:
        one = PdfFileReader(signed).embedded_signatures[0]
        told = next(field["/V"] for field in pypdf.PdfReader(f"{name}.pdf").get_fields().values() if "/V" in field)
        reason = "同意拨付" if "zh" in name else "Approved"
        print(f"{name}: {'intact' if validate_pdf_signature(one).intact else 'broken'}; pyhanko and pypdf",
              *("reads it" if read == reason else "does not" for read in (str(one.sig_object["/Reason"]), told["/Reason"])),
              "in the file:", told["/Reason"].original_bytes.hex(" ") if hasattr(told["/Reason"], "original_bytes") else bytes(told["/Reason"]).hex(" "))
E1

seen=$({ node run.cjs && v/bin/python run.py; } 2>>log || { tail -3 log; echo failed; })
want='plain-en: intact; pyhanko and pypdf reads it reads it in the file: 41 70 70 72 6f 76 65 64
pdf-lib-en: intact; pyhanko and pypdf reads it reads it in the file: 41 70 70 72 6f 76 65 64
pyhanko-zh: intact; pyhanko and pypdf reads it reads it in the file: fe ff 54 0c 61 0f 62 e8 4e d8
plain-zh: intact; pyhanko and pypdf does not does not in the file: c3 be c3 bf 54 0c 61 0f 62 c3 a8 4e c3 98
pdf-lib-zh: intact; pyhanko and pypdf does not does not in the file: 0c 0f e8 d8'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
