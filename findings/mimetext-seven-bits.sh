#!/usr/bin/env bash
# E-mail: mimetext says that a Chinese text has seven bits, and writes a subject in one encoded word of any length.
# Guess: mimetext 3.0.28 divides a long Chinese subject into encoded words of 75 characters at most (RFC 2047, 2), as nodemailer
#        10.6.1 does. (The text and the name of an attachment were looked at besides.)
# Seen: the subject is one word of 148 characters; the text stands there in UTF-8 under Content-Transfer-Encoding: 7bit, which
#       RFC 2045 (2.7) has for octets below 128 only, and the name of the attachment in UTF-8 in the header. Lines end with LF.
#       The reader that was tried (postal-mime 4.0.0) reads it all the same.
# Why: servers between two offices may refuse such a mail or change it, and a seal over it breaks then; whoever tests with one
#      reader finds nothing.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ npm install --silent --no-audit --no-fund mimetext@3.0.28 nodemailer@10.6.1 postal-mime@4.0.0; } >log 2>&1 ||
  { echo "mimetext 3.0.28, nodemailer 10.6.1 and postal-mime 4.0.0 could not be installed"; exit 2; }

cat >run.mjs <<'E1'
import { createMimeMessage } from "mimetext";
import nodemailer from "nodemailer";
import PostalMime from "postal-mime";
const subject = "关于二〇二六年度担保费补贴资金申请材料补正的通知书（合同号HT-2026-0012）", text = "金额 1,234.50元", filename = "通知书.pdf";
const made = createMimeMessage();
made.setSender("a@example.org"); made.setRecipient("b@example.org"); made.setSubject(subject);
made.addMessage({ contentType: "text/plain", data: text });
made.addAttachment({ filename, contentType: "application/pdf", data: "SGVsbG8=" });
const { message } = await nodemailer.createTransport({ streamTransport: true, buffer: true })
  .sendMail({ from: "a@example.org", to: "b@example.org", subject, text, attachments: [{ filename, content: "x" }] });
for (const [name, mail] of [["mimetext", Buffer.from(made.asRaw())], ["nodemailer", message]]) {
  const words = mail.toString().match(/=\?utf-8\?B\?[^?]*\?=/gi);
  const read = await PostalMime.parse(mail);
  console.log(`${name}: longest encoded word ${Math.max(...words.map(one => one.length))},`,
    `encoding of the text ${mail.toString().match(/text\/plain[^]*?Content-Transfer-Encoding: (\S+)/)[1]},`,
    `octets above 127: ${mail.some(one => one > 127)}, CR: ${mail.includes(13)},`,
    `read right: ${read.subject === subject && read.text.trim() === text && read.attachments[0].filename === filename}`);
}
E1

seen=$(node run.mjs 2>>log || echo failed)
want='mimetext: longest encoded word 148, encoding of the text 7bit, octets above 127: true, CR: false, read right: true
nodemailer: longest encoded word 52, encoding of the text base64, octets above 127: false, CR: true, read right: true'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
