#!/usr/bin/env bash
# chinese-numbers-converter reads 一亿二千万, 120 million, as a million million.
# Guess: chinese-numbers-converter 2.3.1 reads 一亿二千万 as 120000000.
# Seen: 1000020000000. 二千万 and 一亿 alone are right.
# Why: a limit that is written in words in a contract becomes eight thousand times as large.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache chinese-numbers-converter@2.3.1 >log 2>&1 ||
  { echo "chinese-numbers-converter 2.3.1 could not be installed"; exit 2; }

cat >run.js <<'E1'
const ChineseNumber = require("chinese-numbers-converter");
for (const words of ["一亿", "二千万", "一亿二千万", "三亿五千万", "一亿零五百"]) console.log(words, new ChineseNumber(words).toInteger());
E1

seen=$(node run.js 2>>log || echo failed)
want='一亿 100000000
二千万 20000000
一亿二千万 1000020000000
三亿五千万 3000050000000
一亿零五百 100000500'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
