#!/usr/bin/env bash
# Avro: the library of the Apache project writes 1.5 yuan as 0.15 and 100 yuan as 0.01.
# Guess: avro 1.12.2 for Python writes Decimal("1.5") for a decimal with scale 2 as 150 and so gives 1.50 back, as fastavro
#        1.13.1 does; and Decimal("1E+2") as 100.00.
# Seen: 0.15 and 0.01: the digits are written as they are, whatever the number of places of the value. With exactly two
#       places it is right (-0.05). More places than the scale are an error; so is nothing else.
# Why: amounts that were calculated, or entered as 1.5, are ten or a hundred times too small at the other end, those that
#      were written with both fen are right; a normalized Decimal("100.00") is a hundredth of a yuan.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir avro==1.12.2 fastavro==1.13.1; } >log 2>&1 ||
  { echo "avro 1.12.2 or fastavro 1.13.1 could not be installed"; exit 2; }

cat >run.py <<'E1'
import io
import json
from decimal import Decimal
import avro.io
import avro.schema
import fastavro
amount = {"type": "bytes", "logicalType": "decimal", "precision": 18, "scale": 2}
record = {"type": "record", "name": "award", "fields": [{"name": "amount", "type": amount}]}
schema = avro.schema.parse(json.dumps(record))
def through_avro(value):
    data = io.BytesIO()
    avro.io.DatumWriter(schema).write({"amount": value}, avro.io.BinaryEncoder(data))
    data.seek(0)
    return avro.io.DatumReader(schema).read(avro.io.BinaryDecoder(data))["amount"]
def through_fastavro(value):
    data = io.BytesIO()
    fastavro.schemaless_writer(data, record, {"amount": value})
    data.seek(0)
    return fastavro.schemaless_reader(data, record, record)["amount"]
for text in ("1.50", "1.5", "2", "1E+2", "-0.05"):
    print(f"{text}: avro {through_avro(Decimal(text))}, fastavro {through_fastavro(Decimal(text))}")
try:
    print("1.005: avro", through_avro(Decimal("1.005")))
except Exception as error:
    print("1.005: avro", type(error).__name__)
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='1.50: avro 1.50, fastavro 1.50
1.5: avro 0.15, fastavro 1.50
2: avro 0.02, fastavro 2.00
1E+2: avro 0.01, fastavro 100.00
-0.05: avro -0.05, fastavro -0.05
1.005: avro AvroOutOfScaleException'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
