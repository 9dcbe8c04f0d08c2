#!/usr/bin/env bash
# SheetJS shows amounts in the usual 万元 format ten times too small.
# Guess: xlsx 0.18.5 shows 12345678 in the format 0"."0,"万元" as spreadsheets do: 1234.6万元. (The comma divides by
#        1000, the quoted point stands before the last digit.)
# Seen: 123.46万元 in the shown text and in its CSV: the quoted point is taken for a decimal point as well. numfmt
#       4.0.1, made for the same formats, says 1234.6万元.
# Why: a schedule that is shown or saved as text with SheetJS states a tenth of the guarantee; nothing else looks
#      wrong.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache xlsx@0.18.5 exceljs@4.4.0 numfmt@4.0.1 >log 2>&1 ||
  { echo "xlsx 0.18.5, exceljs 4.4.0 or numfmt 4.0.1 could not be installed"; exit 2; }

cat >run.mjs <<'E1'
import ExcelJS from "exceljs";
import { format } from "numfmt";
import XLSX from "xlsx";

const code = '0"."0,"万元"';
const book = new ExcelJS.Workbook();
const sheet = book.addWorksheet("担保");
sheet.addRow(["合同", "担保金额"]);
for (const amount of [12345678, 500000]) sheet.addRow(["HT-1", amount]).getCell(2).numFmt = code;
await book.xlsx.writeFile("schedule.xlsx");

const read = XLSX.readFile("schedule.xlsx").Sheets["担保"];
console.log("SheetJS holds:", read.B2.v, read.B3.v, "and shows:", read.B2.w, read.B3.w);
console.log("SheetJS as CSV:", XLSX.utils.sheet_to_csv(read).split("\n").slice(1, 3).join(" "));
console.log("numfmt shows:", format(code, 12345678), format(code, 500000));
E1
seen=$(node run.mjs 2>>log || echo failed)
want='SheetJS holds: 12345678 500000 and shows: 123.46万元 5.00万元
SheetJS as CSV: HT-1,123.46万元 HT-1,5.00万元
numfmt shows: 1234.6万元 50.0万元'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
