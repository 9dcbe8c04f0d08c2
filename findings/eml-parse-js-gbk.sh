#!/usr/bin/env bash
# E-mail: eml-parse-js reads a text in GBK when it came as quoted-printable and not when it came as base64, and cuts names
# short.
# Guess: eml-parse-js 1.1.15 reads a text in gbk or gb18030 in both transfer encodings, and a name of an attachment that
#        nodemailer 10.6.1 wrote in pieces (RFC 2231) whole.
# Seen: in base64, as Chinese mail programs often send it, the same text is bytes that were taken for UTF-8; only the amount can
#       be read. Of 担保费补贴申请材料补正通知书HT-2026-0012.pdf the last piece is missing: it ends HT-2, without .pdf. Short
#       names are whole.
# Why: firms answer from Chinese mail programs; the figures look right and the words are lost, and the document that came with
#      them has another contract's number, or none, and no kind.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ npm install --silent --no-audit --no-fund nodemailer@10.6.1 eml-parse-js@1.1.15 postal-mime@4.0.0; } >log 2>&1 ||
  { echo "nodemailer 10.6.1, eml-parse-js 1.1.15 and postal-mime 4.0.0 could not be installed"; exit 2; }

cat >run.mjs <<'E1'
import nodemailer from "nodemailer";
import eml from "eml-parse-js";
import PostalMime from "postal-mime";
const bytes = Buffer.from([0xb5, 0xa3, 0xb1, 0xa3, 0xb7, 0xd1, 0x20, ...Buffer.from("1,234.50"), 0xd4, 0xaa]);   // 担保费 1,234.50元
const quoted = [...bytes].map(one => one < 128 ? String.fromCharCode(one) : "=" + one.toString(16).toUpperCase()).join("");
for (const charset of ["gbk", "gb18030"])
  for (const [encoding, body] of [["quoted-printable", quoted], ["base64", bytes.toString("base64")]]) {
    const mail = ["From: a@example.org", "To: b@example.org", "Subject: x", "Date: Mon, 5 Jan 2026 23:30:00 +0800", "MIME-Version: 1.0",
      `Content-Type: text/plain; charset=${charset}`, `Content-Transfer-Encoding: ${encoding}`, "", body, ""].join("\r\n");
    console.log(`${charset} ${encoding}: eml-parse-js ${eml.readEml(mail).text.trim()}, postal-mime ${(await PostalMime.parse(mail)).text.trim()}`);
  }
const writer = nodemailer.createTransport({ streamTransport: true, buffer: true });
const { message } = await writer.sendMail({ from: "a@example.org", to: "b@example.org", subject: "x", text: "x",
  attachments: ["担保费补贴申请材料补正通知书HT-2026-0012.pdf", "通知.pdf"].map(filename => ({ filename, content: "x" })) });
console.log("eml-parse-js:", eml.readEml(message.toString("latin1")).attachments.map(one => one.name).join(" and "));
console.log("postal-mime: ", (await PostalMime.parse(message)).attachments.map(one => one.filename).join(" and "));
E1

seen=$(node run.mjs 2>>log || echo failed)
want='gbk quoted-printable: eml-parse-js 担保费 1,234.50元, postal-mime 担保费 1,234.50元
gbk base64: eml-parse-js ������ 1,234.50Ԫ, postal-mime 担保费 1,234.50元
gb18030 quoted-printable: eml-parse-js 担保费 1,234.50元, postal-mime 担保费 1,234.50元
gb18030 base64: eml-parse-js ������ 1,234.50Ԫ, postal-mime 担保费 1,234.50元
eml-parse-js: 担保费补贴申请材料补正通知书HT-2 and 通知.pdf
postal-mime:  担保费补贴申请材料补正通知书HT-2026-0012.pdf and 通知.pdf'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
