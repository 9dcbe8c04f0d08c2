#!/usr/bin/env bash
# xmlschema writes amounts to JSON and refuses most of them when it reads its own JSON back.
# Guess: xmlschema 4.3.2 encodes a float such as 1.1 as the decimal 1.1, so that a document that went to JSON with
#        to_json comes back with from_json.
# Seen: to_json writes 1.10 as the number 1.1, from_json takes it for 1.10000000000000008881784197001252..., which has
#       more than the two fraction digits that the schema allows. Of the amounts from 0.01 to 99.99 it reads 399 back,
#       those that are whole quarters. Decimal('1E+2') it encodes as 1E+2, which is no xs:decimal and not valid for
#       itself.
# Why: fractionDigits is how ISO 20022 says what an amount may have; a trial with 100.00 and 0.50 succeeds, and the
#      first real list fails, or is passed with the check left out.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir xmlschema==4.3.2; } >log 2>&1 ||
  { echo "xmlschema 4.3.2 could not be installed"; exit 2; }

cat >run.py <<'E1'
from decimal import Decimal
from xml.etree import ElementTree
import xmlschema
schema = xmlschema.XMLSchema("""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:element name="List"><xs:complexType><xs:sequence><xs:element name="Amt" maxOccurs="unbounded"><xs:simpleType>
<xs:restriction base="xs:decimal"><xs:fractionDigits value="2"/><xs:totalDigits value="18"/></xs:restriction>
</xs:simpleType></xs:element></xs:sequence></xs:complexType></xs:element></xs:schema>""")
def back(json):
    try:
        return xmlschema.from_json(json, schema)[0].text
    except xmlschema.XMLSchemaValidationError as error:
        return error.reason
for text in ("0.50", "1.10", "4.35"):
    json = xmlschema.to_json(f"<List><Amt>{text}</Amt></List>", schema=schema)
    print(f"{text}: {json}: {back(json)}")
amounts = [f"{fen // 100}.{fen % 100:02}" for fen in range(1, 10000)]
lists = [xmlschema.to_json(f"<List><Amt>{amount}</Amt></List>", schema=schema) for amount in amounts]
print("read back:", sum(not back(json).startswith("the number") for json in lists), "of", len(lists))
made = ElementTree.tostring(schema.encode({"Amt": [Decimal("1E+2")]}), encoding="unicode")
print("1E+2:", "".join(made.split()), "valid:", schema.is_valid(made))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='0.50: {"Amt": [0.5]}: 0.5
1.10: {"Amt": [1.1]}: the number of fraction digits has to be lesser or equal than 2
4.35: {"Amt": [4.35]}: the number of fraction digits has to be lesser or equal than 2
read back: 399 of 9999
1E+2: <List><Amt>1E+2</Amt></List> valid: False'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
