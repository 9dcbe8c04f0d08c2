#!/usr/bin/env bash
# fast-xml-parser reads the payment reference 12E5 as 1200000, and of two account numbers one as a number and one as
# text.
# Guess: XMLParser of fast-xml-parser 5.12.1 keeps a reference such as 12E5 as text, as it keeps one with other letters,
#        and an account number of nineteen digits, which a number would not hold. (That 0012 is 12 its page says.)
# Seen: 12E5 is 1200000, 20260105E3 is 20260105000 and 0x1F is 31, without a question; an account number of 16 digits is
#       a number and one of 17 is text. With parseTagValue: false everything is as it was written.
# Why: the EndToEndId that comes back with a payment is not the one that was sent, as soon as it is made of digits and
#      one E; the payment stays unmatched. A comparison of account numbers by === depends on their length.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache fast-xml-parser@5.12.1 >log 2>&1 ||
  { echo "fast-xml-parser 5.12.1 could not be installed"; exit 2; }

cat >run.js <<'E1'
const { XMLParser } = require("fast-xml-parser");
const texts = ["12E5", "20260105E3", "0x1F", "12F5", "6222021234567891", "62220212345678912"];
const xml = `<Ids>${texts.map((text) => `<EndToEndId>${text}</EndToEndId>`).join("")}</Ids>`;
const ids = (options) => JSON.stringify(new XMLParser(options).parse(xml).Ids.EndToEndId);
console.log("as it comes:", ids({}));
console.log("parseTagValue false:", ids({ parseTagValue: false }));
E1

seen=$(node run.js 2>>log || echo failed)
want='as it comes: [1200000,20260105000,31,"12F5",6222021234567891,"62220212345678912"]
parseTagValue false: ["12E5","20260105E3","0x1F","12F5","6222021234567891","62220212345678912"]'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
