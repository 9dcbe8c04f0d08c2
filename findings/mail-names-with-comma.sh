#!/usr/bin/env bash
# E-mail: one receiver with a comma in his Chinese name is two for letterparser and eml-parse-js, one without address.
# Guess: letterparser 0.1.8 and eml-parse-js 1.1.15 give the name 甲公司, 财务 with its one address, as nodemailer 10.6.1
#        encoded it; the comma is inside the encoded word, so it parts nothing (RFC 2047: fields are parted first, then
#        decoded).
# Seen: the name is decoded first and parted then: 甲公司 is one, with no address (letterparser has the name for its address),
#       and 财务 the other, with the address. mailparser 3.14.2 and postal-mime 4.0.0 have one. The comma of full width （，）
#       parts nothing.
# Why: firm and department are written so; a notice is filed under a receiver without an address, and who was served is asked of
#      the wrong one of two.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ npm install --silent --no-audit --no-fund nodemailer@10.6.1 letterparser@0.1.8 eml-parse-js@1.1.15 mailparser@3.14.2 \
    postal-mime@4.0.0; } >log 2>&1 ||
  { echo "nodemailer 10.6.1 and the four readers could not be installed"; exit 2; }

cat >run.mjs <<'E1'
import nodemailer from "nodemailer";
import { extract } from "letterparser";
import eml from "eml-parse-js";
import { simpleParser } from "mailparser";
import PostalMime from "postal-mime";
const writer = nodemailer.createTransport({ streamTransport: true, buffer: true });
const show = list => [list].flat().map(one => `${one.name} <${one.address ?? one.email}>`).join(" and ");
for (const name of ["甲公司, 财务", "甲公司，财务"]) {
  const { message } = await writer.sendMail({
    from: { name: "局", address: "a@example.org" }, to: { name, address: "b@example.org" }, subject: "补正", text: "补正" });
  console.log("letterparser:", show(extract(message.toString("latin1")).to));
  console.log("eml-parse-js:", show(eml.readEml(message.toString("latin1")).to));
  console.log("mailparser:  ", show((await simpleParser(message)).to.value));
  console.log("postal-mime: ", show((await PostalMime.parse(message)).to));
}
E1

seen=$(node run.mjs 2>>log || echo failed)
want='letterparser: undefined <甲公司> and 财务 <b@example.org>
eml-parse-js: 甲公司 <> and 财务 <b@example.org>
mailparser:   甲公司, 财务 <b@example.org>
postal-mime:  甲公司, 财务 <b@example.org>
letterparser: 甲公司，财务 <b@example.org>
eml-parse-js: 甲公司，财务 <b@example.org>
mailparser:   甲公司，财务 <b@example.org>
postal-mime:  甲公司，财务 <b@example.org>'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
