"""The program, its migrations and its server are ended at any point, told to stop, and started several at once."""

import random
import signal
import subprocess
import time

from drive import ask, free_port, office, until

from .common import (BEFORE, Load, Program, WRITERS, XINBU, documents, ended, rounds, row, set_up, sound, xinbu)


def kills(database, folder):
    """The program is ended as by a power cut in the middle of acts, again and again; on PostgreSQL the server too."""
    killed(database, folder, "the program", rounds(1000 if database.name == "SQLite" else 300), lambda program: program.kill())
    if database.name == "PostgreSQL":
        def server(program):
            database.cut_off()
            program.kill()
            database.start()
        killed(database, folder, "the server", rounds(100), server)


def killed(database, folder, what, wanted, kill):
    url = database.fresh()
    set_up(url, folder)
    acknowledged, load, done = [], [], 0
    for number in range(wanted):
        program = Program(url)
        if number % 50 == 0:
            # Sessions last over a kill, as people's do.
            load = [Load(n, program, act=number * 1000) for n in range(WRITERS)]
        else:
            load = [Load(old.number, program, old.session, old.act, old.pending) for old in load]
        for one in load:
            one.start()
        time.sleep(random.uniform(0.005, 0.5))
        kill(program)
        done += 1
        acknowledged += ended(load)
    there = documents(database, url)
    lost, twice = set(acknowledged) - set(there), len(there) - len(set(there))
    clean = sound(url)
    row(f"{database.name}: kills of {what} while {WRITERS} people write", str(wanted), str(done), done >= wanted)
    row(f"{database.name}: acts that were acknowledged, and are lost ({len(acknowledged)} in all)", "0", str(len(lost)),
        not lost and acknowledged != [])
    row(f"{database.name}: acts that were done twice", "0", str(twice), twice == 0)
    row(f"{database.name}: verify after the kills", "clean", "clean" if clean else "not clean", clean)


def older(database, folder):
    """A database that the program before made, with an office in it."""
    url = database.fresh()
    xinbu("migrate", "--database", url, program=BEFORE)
    office(folder / "setup.toml", WRITERS)
    xinbu("setup", str(folder / "setup.toml"), "--database", url, program=BEFORE)
    return url


def migrate(database, folder):
    """A first migration, a first start and the upgrade of an older database are killed at any point; the next one always comes
    to its end, and what was in it is there."""
    serve = ["serve", "--https", "false", "--listen", f"127.0.0.1:{free_port()}"]
    copies = ["--backup-dir", str(folder / "upgrades")]
    migrated = database.fresh()
    xinbu("migrate", "--database", migrated)
    kinds = {"a migration of a new database": (database.fresh, ["migrate"], 0),
             "a first start": (lambda: database.copy(migrated), serve, 0)}
    if BEFORE:
        before = older(database, folder)
        kinds["an upgrade of an older database with an office in it"] = (lambda: database.copy(before), ["migrate", *copies], 1)
    else:
        row(f"{database.name}: kills of an upgrade (XINBU_BEFORE names the older program)", str(rounds(200)), "none", False)
    for what, (fresh, command, people) in kinds.items():
        whole = max(0.1, how_long(fresh(), command))
        wanted, unopened, stopped, lost = rounds(200), 0, 0, 0
        for _ in range(wanted):
            url = fresh()
            running = subprocess.Popen([XINBU, *command, "--database", url], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(random.uniform(0.001, whole))
            stopped += running.poll() is None
            running.kill()
            running.wait()
            done = xinbu("migrate", *(copies if people else []), "--database", url, good=False)
            unopened += done.returncode != 0 or not sound(url)
            lost += people and count(database, url, "SELECT COUNT(*) FROM person WHERE login = 'maker'") != 1
            database.remove(url)
        row(f"{database.name}: kills of {what} ({stopped} before its end, of {whole:.1f} s)", str(wanted), str(wanted), stopped * 3 > wanted)
        row(f"{database.name}: of them, databases that could not be opened or were not sound", "0", str(unopened), unopened == 0)
        if people:
            row(f"{database.name}: of them, databases that had lost people", "0", str(lost), lost == 0)
    together(database)


def how_long(url, command):
    begun = time.monotonic()
    running = subprocess.Popen([XINBU, *command, "--database", url], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if command[0] == "serve":
        port = int(command[command.index("--listen") + 1].rsplit(":", 1)[1])
        until(lambda: running.poll() is not None or ask(port, "GET", "/livez")[0] == 200, 120, "the first start")
        running.kill()
    running.wait()
    return time.monotonic() - begun


def count(database, url, text):
    if database.name == "SQLite":
        import sqlite3
        with sqlite3.connect(url.removeprefix("sqlite:")) as db:
            return db.execute(text).fetchone()[0]
    return int(database.sql(text, url.rsplit("/", 1)[1]))


def together(database):
    """Several programs bring one new database along at the same moment."""
    wanted, bad = rounds(20), 0
    for _ in range(wanted):
        url = database.fresh()
        running = [subprocess.Popen([XINBU, "migrate", "--database", url], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                   for _ in range(3)]
        bad += any([one.wait() for one in running]) or not sound(url)
        database.remove(url)
    row(f"{database.name}: times that three programs brought one new database along at once, and all did", str(wanted),
        str(wanted - bad), bad == 0)


def stops(database, folder):
    """The program is told to stop while people write: it ends by itself within its limit, and nothing acknowledged is lost."""
    wanted, slow, failed, acknowledged = rounds(50), 0.0, 0, []
    url = database.fresh()
    set_up(url, folder)
    load = []
    for number in range(wanted):
        program = Program(url)
        load = [Load(n, program, load[n].session if load else None, number * 1000) for n in range(WRITERS)]
        for one in load:
            one.start()
        time.sleep(random.uniform(0.05, 0.5))
        begun = time.monotonic()
        program.process.send_signal(signal.SIGTERM)
        try:
            failed += program.process.wait(timeout=60) != 0
        except subprocess.TimeoutExpired:
            failed += 1
            program.kill()
        slow = max(slow, time.monotonic() - begun)
        acknowledged += ended(load)
    there = documents(database, url)
    lost = len(set(acknowledged) - set(there)) + len(there) - len(set(there))
    row(f"{database.name}: stops by SIGTERM while {WRITERS} people write, that ended well", str(wanted), str(wanted - failed), failed == 0)
    row(f"{database.name}: slowest of them", "30 s", f"{slow:.1f} s", slow < 30)
    row(f"{database.name}: acts that were lost or done twice ({len(acknowledged)} acknowledged)", "0", str(lost), lost == 0 and acknowledged != [])
