"""Copies: drills under load, a large copy while people work, and going back to an instant by PostgreSQL's own means."""

import json
import os
import pathlib
import shutil
import subprocess
import time

from drive import free_port, until

from .common import LESS, Load, Postgres, Program, WRITERS, XINBU, documents, ended, quantile, row, rounds, set_up, xinbu


def drills(database, folder):
    """Copies under load, each brought back beside the installation and proved."""
    wanted, bad = rounds(100), 0
    url = database.fresh()
    set_up(url, folder)
    program = Program(url)
    load = [Load(n, program) for n in range(WRITERS)]
    for one in load:
        one.start()
    times = []
    for _ in range(wanted):
        into = folder / "copies"
        before = {d for one in load for d in list(one.acknowledged)}
        done = xinbu("drill", "--to", str(into), "--json", "--database", url, good=False)
        report = json.loads(done.stdout or "{}")
        good = done.returncode == 0 and report.get("holds") is True
        if good and database.name == "SQLite":
            # What was acknowledged before the copy began is in it.
            held = set(documents(database, "sqlite:" + str(pathlib.Path(report["copy"]) / "database.sqlite")))
            good = before <= held
        bad += not good
        times.append(report.get("whole_ms", 0) / 1000)
        shutil.rmtree(into, ignore_errors=True)
    acts = len(ended(load))
    program.kill()
    row(f"{database.name}: drills while people write ({acts} acts beside them) without a difference", str(wanted), str(wanted - bad), bad == 0)
    row(f"{database.name}: slowest drill", "900 s", f"{max(times):.1f} s", max(times) < 900)


LINES = 1_000_000


def backup(database, folder):
    """A copy of a million lines while people work: pages stay quick."""
    url = database.fresh()
    set_up(url, folder)
    # Fewer are copied before anybody has looked at a page.
    wanted = max(100_000, LINES // LESS)
    # Rows as wide as those of a schedule, in a table that any number may stand in.
    if database.name == "SQLite":
        import sqlite3
        with sqlite3.connect(url.removeprefix("sqlite:")) as db:
            db.execute(f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {wanted}) "
                       "INSERT INTO sign_in_failure (id, login, at, place) SELECT randomblob(16), printf('%0400d', i), "
                       "'2026-01-01T00:00:00+00:00', NULL FROM n")
    else:
        database.sql("INSERT INTO sign_in_failure (id, login, at, place) SELECT gen_random_uuid(), lpad(i::text, 400, '0'), "
                     f"'2026-01-01', NULL FROM generate_series(1, {wanted}) i", url.rsplit("/", 1)[1])
    program = Program(url)
    load = [Load(n, program) for n in range(2)]
    cookie, _ = program.sign_in()
    copying = subprocess.Popen([XINBU, "backup", "--to", str(folder / "large"), "--database", url], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    begun = time.monotonic()
    for one in load:
        one.start()
    times = []
    while copying.poll() is None:
        asked = time.monotonic()
        program.ask("GET", "/budget", None, cookie)
        times.append(time.monotonic() - asked)
        time.sleep(0.02)
    whole = time.monotonic() - begun
    ended(load)
    program.kill()
    shutil.rmtree(folder / "large", ignore_errors=True)
    p99 = quantile(times, 0.99) * 1000 if times else 0
    row(f"{database.name}: a page while {wanted:,} rows are copied in {whole:.0f} s, p99 of {len(times)}", "100 ms", f"{p99:.0f} ms",
        p99 < 100 and copying.returncode == 0 and len(times) > 20)


def pitr(database, folder):
    """A PostgreSQL with an archive goes back to an instant by its own means; the program proves it and locks its payments."""
    if database.name != "PostgreSQL":
        return
    archive, base, data = folder / "archive", folder / "base", folder / "pitr"
    archive.mkdir()
    os.chmod(archive, 0o777)
    port, url = free_port(), database.fresh()
    name = url.rsplit("/", 1)[1]
    set_up(url, folder)
    database.sql(f"ALTER SYSTEM SET archive_command = 'test ! -f {archive}/%f && cp %p {archive}/%f'", "postgres")
    database.sql("ALTER SYSTEM SET archive_mode = on", "postgres")
    database.as_postgres(database.bin / "pg_ctl", "-D", database.data, "-w", "-l", folder / "pg-again.log", "-m", "fast", "restart",
                         "-o", f"-k {folder} -p {database.port} -c listen_addresses=127.0.0.1 -c max_connections=300")
    database.as_postgres(database.bin / "pg_basebackup", "-h", "127.0.0.1", "-p", database.port, "-U", "postgres", "-D", base,
                         "-c", "fast", "-X", "stream")
    program = Program(url)
    one = Load(0, program)
    one.start()
    until(lambda: len(one.acknowledged) >= 20, 60, "acts before the instant")
    one.stopping = True
    one.join()
    before = set(one.acknowledged)
    time.sleep(1.1)
    instant = database.sql("SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')", name)
    time.sleep(1.1)
    later = Load(1, program, one.session)
    later.start()
    until(lambda: len(later.acknowledged) >= 20, 60, "acts after the instant")
    later.stopping = True
    later.join()
    program.kill()
    database.sql("SELECT pg_switch_wal()", "postgres")
    database.as_postgres("cp", "-a", base, data)
    settings = (f"restore_command = 'cp {archive}/%f %p'\nrecovery_target_time = '{instant[:-1].replace('T', ' ')}+00'\nrecovery_target_action = 'promote'\n"
                f"archive_mode = off\nport = {port}\nmax_connections = 300\n")
    (folder / "extra.conf").write_text(settings)
    os.chmod(folder / "extra.conf", 0o644)
    database.as_postgres("sh", "-c", f"cat {folder}/extra.conf >> {data}/postgresql.auto.conf && touch {data}/recovery.signal")
    database.as_postgres(database.bin / "pg_ctl", "-D", data, "-w", "-l", folder / "pitr.log", "start", "-o",
                         f"-k {folder} -c listen_addresses=127.0.0.1")
    try:
        back = Postgres.__new__(Postgres)
        back.name, back.bin, back.port = "PostgreSQL", database.bin, port
        until(lambda: back.sql("SELECT pg_is_in_recovery()", "postgres") == "f", 60, "the server is back")
        again = f"postgres://postgres@127.0.0.1:{port}/{name}"
        marked = xinbu("restore", "--by-own-means", instant, "--database", again, good=False)
        there = set(documents(back, again))
        row("PostgreSQL: back at an instant by its own means, acts before it", str(len(before)), str(len(before & there)), before <= there)
        row("PostgreSQL: acts after it", "0", str(len(set(later.acknowledged) & there)), not set(later.acknowledged) & there)
        locks = back.sql("SELECT count(*) FROM release_lock WHERE lifted_by IS NULL", name)
        row("PostgreSQL: proved, and payments locked", "1", locks, marked.returncode == 0 and locks == "1")
    finally:
        database.as_postgres(database.bin / "pg_ctl", "-D", data, "-m", "immediate", "stop")
