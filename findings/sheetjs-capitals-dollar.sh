#!/usr/bin/env bash
# SheetJS shows an amount in capitals (中文大写 format) with a dollar sign.
# Guess: xlsx 0.18.5 does not know [DBNum2] and shows 1234 for [DBNum2][$-804]General, where a spreadsheet shows
#        壹仟贰佰叁拾肆; numfmt 4.0.1 shows the capitals.
# Seen: $1234, in the shown text and in its CSV: of [$-804], the language of the format, the dollar sign is taken for
#       a currency. numfmt shows 1234.
# Why: the sum of an application, which forms carry in capitals, is read as dollars.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache xlsx@0.18.5 numfmt@4.0.1 >log 2>&1 ||
  { echo "xlsx 0.18.5 or numfmt 4.0.1 could not be installed"; exit 2; }

cat >run.mjs <<'E1'
import { format } from "numfmt";
import XLSX from "xlsx";
const sheet = XLSX.utils.aoa_to_sheet([[1234, 1234.5]]);
const codes = { A1: "[DBNum2][$-804]General", B1: '[DBNum2][$-804]0.00"元"' };
for (const [cell, code] of Object.entries(codes)) sheet[cell].z = code;
const book = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(book, sheet, "A");
XLSX.writeFile(book, "capitals.xlsx");
const read = XLSX.readFile("capitals.xlsx", { cellNF: true }).Sheets.A;
for (const cell of ["A1", "B1"])
  console.log(read[cell].z, "SheetJS:", read[cell].w, "numfmt:", format(read[cell].z, read[cell].v));
console.log("SheetJS as CSV:", XLSX.utils.sheet_to_csv(read));
E1

seen=$(node run.mjs 2>>log || echo failed)
want='[DBNum2][$-804]General SheetJS: $1234 numfmt: 1234
[DBNum2][$-804]0.00"元" SheetJS: $1234.50元 numfmt: 1234.50元
SheetJS as CSV: $1234,$1234.50元'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
