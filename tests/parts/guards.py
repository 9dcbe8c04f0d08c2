"""Mutations of the schema: each guard of the database is taken away alone, and a test must notice.

First the tests that try guards around the program are run, then those whose files speak of the guard's table or of its word, then
all that are not slow. What nobody notices is named."""

import pathlib
import re
import sqlite3
import tempfile

from drive import ROOT

from .common import LESS, Postgres, Sqlite, Tests, row, xinbu
from .programme import shards

# They look at the schema itself, take long, or speak of other things; a guard is noticed by what it prevents.
LEFT_OUT = ["constraints::", "cities::", "browser::", "accessible::", "fuzz::", "failpoints::", "simulate::", "replicated::", "strangers::",
            "disk::", "tidy::", "backup::", "schema::", "budget_race::", "tamper::random", "help::", "order::"]
FIRST = ["guards::"]


def guards():
    for kind in (Sqlite, Postgres):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="xinbu-guards-"))
        database = kind(folder)
        try:
            url = database.fresh()
            xinbu("migrate", "--database", url)
            every = of_sqlite(url) if kind is Sqlite else of_postgres(database, url)
        finally:
            database.end()
        held(database.name, sorted(every)[::LESS])


def of_sqlite(url):
    """Triggers and unique indexes: what takes it away, its name, its table, its text."""
    with sqlite3.connect(url.removeprefix("sqlite:")) as db:
        triggers = db.execute("SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        indexes = db.execute("SELECT name, tbl_name, sql FROM sqlite_schema WHERE type = 'index' AND sql LIKE 'CREATE UNIQUE%'").fetchall()
    return [(f"DROP TRIGGER {name}", name, table, sql) for name, table, sql in triggers] + \
           [(f"DROP INDEX {name}", name, table, sql) for name, table, sql in indexes]


def of_postgres(database, url):
    """Triggers, checks and unique keys."""
    name = url.rsplit("/", 1)[1]
    triggers = database.sql("SELECT t.tgname, t.tgrelid::regclass, replace(replace(p.prosrc, chr(10), ' '), '|', ' ') FROM pg_trigger t "
                            "JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal", name)
    rules = database.sql("SELECT conname, conrelid::regclass, replace(replace(pg_get_constraintdef(oid), chr(10), ' '), '|', ' ') "
                         "FROM pg_constraint WHERE contype IN ('c', 'u') AND connamespace = 'public'::regnamespace", name)
    found = []
    for kind, text in (("TRIGGER", triggers), ("CONSTRAINT", rules)):
        for line in text.splitlines():
            guard, table, about = line.split("|", 2)
            gone = f"DROP TRIGGER {guard} ON {table}" if kind == "TRIGGER" else f"ALTER TABLE {table} DROP CONSTRAINT {guard}"
            found.append((gone, guard, table, about))
    return found


def modules():
    """The modules of the tests with their text."""
    texts = {}
    for file in (ROOT / "tests/it").rglob("*.rs"):
        module = file.relative_to(ROOT / "tests/it").parts[0].removesuffix(".rs")
        if module not in ("main", "support") and f"{module}::" not in LEFT_OUT:
            texts[module] = texts.get(module, "") + file.read_text()
    return texts


def candidates(table, about, texts):
    """The modules that speak of a guard, those that speak most of it first."""
    words = {table, *re.findall(r"xinbu:[a-z-]+", about)}
    said = {module: sum(len(re.findall(rf"\b{re.escape(word)}\b", text)) for word in words) for module, text in texts.items()}
    return [f"{module}::" for module in sorted(said, key=lambda module: -said[module]) if said[module]]


def noticed(name, guard, texts, other):
    """Whether a test fails without it, and which."""
    gone, _, table, about = guard
    skip = [part for left in [*LEFT_OUT, f"::{other}"] for part in ("--skip", left)]
    near = candidates(table, about, texts)
    stages = [FIRST, near[:3]] if LESS > 1 else [FIRST, near[:3], near[3:], []]
    for number, filters in enumerate(stages):
        if not filters and number < 3:
            continue
        done = Tests(*filters, *skip, XINBU_WITHOUT=gone, limit=1800)
        if "not taken away:" in done.text:
            raise RuntimeError(done.text[-2000:])
        if not done.good:
            first = re.search(r"^test (\S+) .*FAILED", done.text, re.M)
            return first.group(1) if first else "a test"
    return None


def held(name, every):
    other = "postgres" if name == "SQLite" else "sqlite"
    skip = [part for left in [*LEFT_OUT, f"::{other}"] for part in ("--skip", left)]
    texts, left = modules(), []
    # When few guards are tried, those modules alone that they are tried with.
    near = sorted({module for guard in every for module in candidates(guard[2], guard[3], texts)[:3]}) if LESS > 1 else []
    whole = Tests(*(FIRST + near if near else []), *skip)
    row(f"{name}: the tests without a mutation", "0 failed", f"{whole.passed} passed, {whole.failed} failed", whole.good and whole.passed > 100)
    if not whole.good:
        return
    found = shards(lambda begun, _: (every[begun], noticed(name, every[begun], texts, other)), len(every), 1)
    for guard, test in found:
        if test is None:
            left.append(guard)
    share = 1 - len(left) / len(every)
    row(f"{name}: guards (triggers, checks, unique keys) taken away alone, that a test noticed", f"{len(every)}", f"{len(every) - len(left)} ({share:.0%})", not left)
    for gone, _, _, _ in sorted(left):
        print(f"    nobody noticed: {gone}", flush=True)
