#!/usr/bin/env bash
# E-mail: eml-format reads the first ten characters of a Chinese subject, and no name of an attachment.
# Guess: eml-format 0.6.1 puts a subject together that nodemailer 10.6.1 wrote in several encoded words (RFC 2047 allows 75
#        characters for each), and reads the name of a PDF that it wrote in pieces (RFC 2231), as postal-mime 4.0.0 does.
# Seen: of 关于担保费补贴资金申请材料补正的通知（合同号HT-2026-0012） it has 关于担保费补贴资金申, the first encoded word, and
#       the attachment has no name. A subject of four characters, an English name and the text come out right.
# Why: what a firm answers is filed by the contract number in the subject and the name of the document; both are gone, and tests
#      with short subjects pass.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ npm install --silent --no-audit --no-fund nodemailer@10.6.1 eml-format@0.6.1 postal-mime@4.0.0; } >log 2>&1 ||
  { echo "nodemailer 10.6.1, eml-format 0.6.1 and postal-mime 4.0.0 could not be installed"; exit 2; }

cat >run.mjs <<'E1'
import nodemailer from "nodemailer";
import emlformat from "eml-format";
import PostalMime from "postal-mime";
const writer = nodemailer.createTransport({ streamTransport: true, buffer: true });
for (const [subject, to, filename] of [
  ["补正通知", [{ name: "甲公司", address: "b@example.org" }], "list.pdf"],
  ["关于担保费补贴资金申请材料补正的通知（合同号HT-2026-0012）",
    [{ name: "甲公司", address: "b@example.org" }, { name: "李四", address: "c@example.org" }],
    "担保费补贴申请材料补正通知书HT-2026-0012.pdf"]]) {
  const { message } = await writer.sendMail({
    from: "a@example.org", to, subject, text: "金额 1,234.50元", attachments: [{ filename, content: "x" }] });
  emlformat.read(message.toString("latin1"), (failed, mail) => {
    if (failed) throw failed;
    console.log("eml-format: ", mail.subject, JSON.stringify([mail.to].flat().map(one => one.email)),
      mail.attachments.map(one => one.name ?? "(no name)").join(), mail.text.trim());
  });
  const mail = await PostalMime.parse(message);
  console.log("postal-mime:", mail.subject, JSON.stringify(mail.to.map(one => one.address)),
    mail.attachments.map(one => one.filename).join(), mail.text.trim());
}
E1

seen=$(node run.mjs 2>>log || echo failed)
want='eml-format:  补正通知 ["b@example.org"] list.pdf 金额 1,234.50元
postal-mime: 补正通知 ["b@example.org"] list.pdf 金额 1,234.50元
eml-format:  关于担保费补贴资金申 ["b@example.org","c@example.org"] (no name) 金额 1,234.50元
postal-mime: 关于担保费补贴资金申请材料补正的通知（合同号HT-2026-0012） ["b@example.org","c@example.org"] 担保费补贴申请材料补正通知书HT-2026-0012.pdf 金额 1,234.50元'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
