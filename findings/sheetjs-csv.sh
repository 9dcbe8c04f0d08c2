#!/usr/bin/env bash
# SheetJS reads the contract numbers 12-3 and 3-4 of a CSV as days of 2001, and a card number as another one.
# Guess: xlsx 0.18.5 reads 12-3, 3-4 and 5-1-26 in a CSV as text, and a number of nineteen digits too, as it would lose
#        its last ones; exceljs 4.4.0 leaves the former as they are. (That 0012 becomes 12 is known.)
# Seen: 12/3/01, 3/4/01 and 5/1/26 with the type of a number, and 6222021234567891000. In Shanghai the day 2026-01-05 is
#       46027.33383, the fifth at 8:00:43. With raw: true everything is text. exceljs keeps 12-3 and 3-4 and loses the
#       digits as well.
# Why: the two columns by which a payment is found, contract and account, are both wrong in a list that opens without a
#      warning; comparing days by their number finds none.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache xlsx@0.18.5 exceljs@4.4.0 >log 2>&1 ||
  { echo "xlsx 0.18.5 or exceljs 4.4.0 could not be installed"; exit 2; }

cat >run.js <<'E1'
const xlsx = require("xlsx");
const exceljs = require("exceljs");
const { Readable } = require("stream");
const texts = ["12-3", "3-4", "5-1-26", "6222021234567891234", "2026-01-05"];
const csv = texts.map((text) => `${text}\n`).join("");
const cells = (options) => texts.map((_, row) => xlsx.read(csv, { type: "string", ...options }).Sheets.Sheet1[`A${row + 1}`]);
const plain = (cell) => (cell.t === "n" ? `${+cell.v.toFixed(5)} (${cell.w})` : `text ${cell.v}`);
console.log("SheetJS:", cells({}).map(plain).join(", "));
console.log("SheetJS, raw:", cells({ raw: true }).map(plain).join(", "));
new exceljs.Workbook().csv.read(Readable.from([csv])).then((sheet) =>
  console.log("exceljs:", texts.slice(0, 4).map((_, row) => sheet.getCell(row + 1, 1).value).map((v) => `${typeof v} ${v}`).join(", ")));
E1

seen=$(TZ=Asia/Shanghai node run.js 2>>log || echo failed)
want='SheetJS: 37228.0005 (12/3/01), 36954.0005 (3/4/01), 46143.0005 (5/1/26), 6222021234567891000 (6222021234567891234), 46027.33383 (1/5/26)
SheetJS, raw: text 12-3, text 3-4, text 5-1-26, text 6222021234567891234, text 2026-01-05
exceljs: string 12-3, string 3-4, string 5-1-26, number 6222021234567891000'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
