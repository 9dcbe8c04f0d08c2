#!/usr/bin/env bash
# iconv-lite reads eighteen two-byte codes of GB18030 as private characters that no font has.
# Guess: iconv-lite 0.7.3 decodes every two-byte code of GB18030 as the decoder of the web standard does (TextDecoder
#        of Node.js 20), since those were settled in 2005 and 2022.
# Seen: FE59 and FE61 and others give U+E81E, U+E826 where the standard has U+9FB4, U+9FB5; A6D9 to A6F3, the brackets
#       and stops of vertical text, give U+E78D and on where it has U+FE10 and on. Eighteen in all.
# Why: the same file gives two different texts in two programs of one office; names compared by character do not
#      match, and the page shows an empty box.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache iconv-lite@0.7.3 >log 2>&1 ||
  { echo "iconv-lite 0.7.3 could not be installed"; exit 2; }

cat >run.js <<'E1'
const iconv = require("iconv-lite");
const standard = new TextDecoder("gb18030");
const codes = (text) => [...text].map((letter) => "U+" + letter.codePointAt(0).toString(16).toUpperCase()).join(" ");
const different = [];
for (let first = 0x81; first < 0xff; first++)
  for (let second = 0x40; second < 0xff; second++) {
    if (second === 0x7f) continue;
    const bytes = Buffer.from([first, second]);
    const [one, other] = [iconv.decode(bytes, "gb18030"), standard.decode(bytes)];
    if (one !== other) different.push(`${bytes.toString("hex").toUpperCase()} ${codes(one)} (${codes(other)})`);
  }
console.log(different.length, "differ:", different.join(", "));
E1

seen=$(node run.js 2>>log || echo failed)
want='18 differ: A6D9 U+E78D (U+FE10), A6DA U+E78E (U+FE12), A6DB U+E78F (U+FE11), A6DC U+E790 (U+FE13), A6DD U+E791 (U+FE14), A6DE U+E792 (U+FE15), A6DF U+E793 (U+FE16), A6EC U+E794 (U+FE17), A6ED U+E795 (U+FE18), A6F3 U+E796 (U+FE19), FE59 U+E81E (U+9FB4), FE61 U+E826 (U+9FB5), FE66 U+E82B (U+9FB6), FE67 U+E82C (U+9FB7), FE6D U+E832 (U+9FB8), FE7E U+E843 (U+9FB9), FE90 U+E854 (U+9FBA), FEA0 U+E864 (U+9FBB)'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
