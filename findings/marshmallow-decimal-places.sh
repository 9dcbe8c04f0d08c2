#!/usr/bin/env bash
# marshmallow takes 1.005 yuan for 1.00 without a word, and 1.9 months for 1; Django's form takes 1_000.
# Guess: fields.Decimal(places=2) of marshmallow 4.4.0 refuses a third decimal, or rounds it half up to 1.01;
#        fields.Integer refuses the number 1.9 as it refuses the text 1.5. A DecimalField of Django 5.2.19's forms refuses
#        1_000, which nobody writes so, and figures of full width.
# Seen: 1.005 is 1.00 and 1.015 is 1.02, rounded to the even digit in silence; 1.9 is 1 (strict=True refuses it). Django
#       refuses the third decimal, but 1_000 is 1000 and １２.50 is 12.50, as Python's Decimal reads them.
# Why: places is set so that an amount has fen and no more; the amount that is stored is another one than the one that
#      was sent, and the sender is told that all is well.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir marshmallow==4.4.0 django==5.2.19; } >log 2>&1 ||
  { echo "marshmallow 4.4.0 or django 5.2.19 could not be installed"; exit 2; }

cat >run.py <<'E1'
import django
from django.conf import settings
settings.configure()
django.setup()
from django import forms
from marshmallow import ValidationError, fields
def show(name, read, value):
    try:
        print(f"{name}: {value!r} is {read(value)}")
    except (ValidationError, forms.ValidationError):
        print(f"{name}: {value!r} is refused")
for value in ("1.005", "1.015", "1,234.50"):
    show("marshmallow Decimal", fields.Decimal(places=2).deserialize, value)
for value in (1.9, "1.5"):
    show("marshmallow Integer", fields.Integer().deserialize, value)
for value in ("1.005", "1_000", "１２.50"):
    show("Django DecimalField", forms.DecimalField(max_digits=10, decimal_places=2).clean, value)
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want="marshmallow Decimal: '1.005' is 1.00
marshmallow Decimal: '1.015' is 1.02
marshmallow Decimal: '1,234.50' is refused
marshmallow Integer: 1.9 is 1
marshmallow Integer: '1.5' is refused
Django DecimalField: '1.005' is refused
Django DecimalField: '1_000' is 1000
Django DecimalField: '１２.50' is 12.50"
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
