#!/usr/bin/env bash
# Arrow: the JavaScript library shows 1234.50 yuan as 123450; parquetjs gives eight bytes for it.
# Guess: apache-arrow 21.2.0 reads a decimal with two places from an Arrow file as 1234.50 or 1234.5, and @dsnp/parquetjs
#        1.8.8 reads one from a Parquet file as 1234.5, as hyparquet 1.33.0 does.
# Seen: the text of the value is 123450, and -5 for -0.05: the scale stands in the type of the column only. In JSON it is a
#       text with quotes in it, "\"123450\"". parquetjs hands over the bytes. hyparquet has 1234.5. (Written with pyarrow
#       25.0.1.)
# Why: what the office exports exactly is shown in the browser a hundred times too large; and one that takes the fen for
#      yuan finds no error, as all amounts are whole.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ npm install --no-audit --no-fund --ignore-scripts --cache cache apache-arrow@21.2.0 @dsnp/parquetjs@1.8.8 hyparquet@1.33.0 &&
  python3 -m venv v && v/bin/pip install -q --no-cache-dir pyarrow==25.0.1; } >log 2>&1 ||
  { echo "a package could not be installed"; exit 2; }

cat >run.py <<'E1'
from decimal import Decimal
import pyarrow
import pyarrow.parquet
amounts = pyarrow.array([Decimal("1234.50"), Decimal("-0.05")], pyarrow.decimal128(18, 2))
table = pyarrow.table({"amount": amounts})
with pyarrow.OSFile("awards.arrow", "wb") as file, pyarrow.ipc.new_file(file, table.schema) as writer:
    writer.write_table(table)
pyarrow.parquet.write_table(table, "awards.parquet", compression="none", use_dictionary=False)
print("written:", *(amount.as_py() for amount in amounts))
E1
cat >run.mjs <<'E1'
import { readFileSync } from "fs";
import { tableFromIPC } from "apache-arrow";
import { asyncBufferFromFile, parquetReadObjects } from "hyparquet";
import parquet from "@dsnp/parquetjs";
const column = tableFromIPC(readFileSync("awards.arrow")).getChild("amount");
console.log("apache-arrow:", ...[...column].map(String), "JSON:", JSON.stringify(column.get(0)));
const cursor = (await parquet.ParquetReader.openFile("awards.parquet")).getCursor();
console.log("parquetjs:", (await cursor.next()).amount);
console.log("hyparquet:", ...(await parquetReadObjects({ file: await asyncBufferFromFile("awards.parquet") })).map((row) => row.amount));
E1

seen=$(v/bin/python run.py 2>>log && node run.mjs 2>>log || echo failed)
want='written: 1234.50 -0.05
apache-arrow: 123450 -5 JSON: "\"123450\""
parquetjs: <Buffer 00 00 00 00 00 01 e2 3a>
hyparquet: 1234.5 -0.05'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
