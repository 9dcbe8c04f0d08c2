#!/usr/bin/env bash
# A decimal field with two places: peewee keeps 1.005 in it, three others make 1.00 of it; the sum of 0.10 and 0.20 is
# 0.30000000000000004 for two.
# Guess: decimal fields with two places of peewee 4.5.3, Pony 0.7.20 and Tortoise 1.1.9 (on SQLite, as their pages begin)
#        refuse 1.005 or round it half up to 1.01; the sum of 0.10 and 0.20 in a query is a Decimal, 0.30.
# Seen: peewee stores and gives back 1.005; Pony, Tortoise and Django 5.2.19 store 1.00 without a word, rounding to the even
#       digit (1.015 is 1.02). The sum is 0.30000000000000004 for peewee, as a float, and for Pony, as a Decimal; 0.30 for
#       Tortoise and Django.
# Why: an award that is calculated to three places is one fen less in the table than in the letter, or has half a fen in
#      it; a sum that is compared with the budget is not equal to it.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir peewee==4.5.3 pony==0.7.20 tortoise-orm==1.1.9 django==5.2.19; } >log 2>&1 ||
  { echo "a package could not be installed"; exit 2; }

cat >values.py <<'E1'
from decimal import Decimal
half, other, one, two = map(Decimal, ("1.005", "1.015", "0.10", "0.20"))
def show(name, stored, total):
    shown = total.normalize() if isinstance(total, Decimal) else total
    print(f"{name}: stored {stored[0]} and {stored[1]}, sum {type(total).__name__} {shown}")
E1
cat >run.py <<'E1'
import asyncio
from decimal import Decimal
import peewee
import tortoise
from pony import orm
from tortoise import fields, functions
import tortoise.models
from values import half, one, other, show, two
database = peewee.SqliteDatabase(":memory:")
class PeeweeAward(peewee.Model):
    amount = peewee.DecimalField(max_digits=18, decimal_places=2)
    class Meta:
        database = database
database.create_tables([PeeweeAward])
stored = [PeeweeAward.get_by_id(PeeweeAward.create(amount=amount).id).amount for amount in (half, other)]
PeeweeAward.delete().execute()
for amount in (one, two):
    PeeweeAward.create(amount=amount)
show("peewee", stored, PeeweeAward.select(peewee.fn.SUM(PeeweeAward.amount)).scalar())
pony = orm.Database("sqlite", ":memory:")
class PonyAward(pony.Entity):
    amount = orm.Required(Decimal, 18, 2)
pony.generate_mapping(create_tables=True)
with orm.db_session:
    for amount in (half, other):
        PonyAward(amount=amount)
with orm.db_session:
    stored = [award.amount for award in PonyAward.select().order_by(PonyAward.id)]
    PonyAward.select().delete()
    for amount in (one, two):
        PonyAward(amount=amount)
with orm.db_session:
    show("Pony", stored, orm.sum(award.amount for award in PonyAward))
class TortoiseAward(tortoise.models.Model):
    id = fields.IntField(primary_key=True)
    amount = fields.DecimalField(18, 2)
async def with_tortoise():
    await tortoise.Tortoise.init(db_url="sqlite://:memory:", modules={"models": ["__main__"]})
    await tortoise.Tortoise.generate_schemas()
    made = [await TortoiseAward.create(amount=amount) for amount in (half, other)]
    stored = [(await TortoiseAward.get(id=award.id)).amount for award in made]
    await TortoiseAward.all().delete()
    for amount in (one, two):
        await TortoiseAward.create(amount=amount)
    totals = await TortoiseAward.annotate(total=functions.Sum("amount")).values_list("total", flat=True)
    show("Tortoise", stored, totals[0])
    await tortoise.Tortoise.close_connections()
asyncio.run(with_tortoise())
E1
cat >run_django.py <<'E1'
import django
from django.conf import settings
from values import half, one, other, show, two
settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
                   DEFAULT_AUTO_FIELD="django.db.models.AutoField", USE_TZ=True)
django.setup()
from django.db import connection, models
class DjangoAward(models.Model):
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    class Meta:
        app_label = "awards"
with connection.schema_editor() as editor:
    editor.create_model(DjangoAward)
stored = [DjangoAward.objects.get(pk=DjangoAward.objects.create(amount=amount).pk).amount for amount in (half, other)]
DjangoAward.objects.all().delete()
for amount in (one, two):
    DjangoAward.objects.create(amount=amount)
show("Django", stored, DjangoAward.objects.aggregate(total=models.Sum("amount"))["total"])
E1

seen=$(v/bin/python run.py 2>>log && v/bin/python run_django.py 2>>log || echo failed)
want='peewee: stored 1.005 and 1.015, sum float 0.30000000000000004
Pony: stored 1.00 and 1.02, sum Decimal 0.30000000000000004
Tortoise: stored 1.00 and 1.02, sum Decimal 0.3
Django: stored 1.00 and 1.02, sum Decimal 0.3'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
