#!/usr/bin/env bash
# numeral reads 1.5万 as 1.5, also in its Chinese locale.
# Guess: numeral 2.0.6 says null for 1.5万, a unit that it does not know, as it says null for other text.
# Seen: 1.5, and 1.5亿 is 1.5 as well; 1.5k is 1500. In its locale chs it writes and reads 百万 and 千, but 万, by which
#       people count, is left out without a word there too.
# Why: schedules give guaranteed amounts in 万元; a cell with the unit in it is read ten thousand times too small, and
#      nothing says so.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache numeral@2.0.6 >log 2>&1 ||
  { echo "numeral 2.0.6 could not be installed"; exit 2; }

cat >run.js <<'E1'
const numeral = require("numeral");
require("numeral/locales/chs");
for (const text of ["1.5万", "1.5亿", "1.5k", "担保"]) console.log(text, numeral(text).value());
numeral.locale("chs");
const shown = numeral(1500000).format("0.0a");
console.log("chs:", shown, numeral(shown).value(), numeral("1.5万").value());
E1

seen=$(node run.js 2>>log || echo failed)
want='1.5万 1.5
1.5亿 1.5
1.5k 1500
担保 null
chs: 1.5百万 1500000 1.5'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
