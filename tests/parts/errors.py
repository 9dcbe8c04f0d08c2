"""The disk of SQLite refuses or breaks at the n-th write or sync of the running program."""

import pathlib
import subprocess
import time

from drive import until

from .common import LESS, Load, Program, documents, ended, row, set_up, sound

# Whichever call the build of SQLite syncs with.
SYNCS = "fsync,fdatasync"
KINDS = [("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), (SYNCS, "EIO"), (SYNCS, "ENOSPC")]


def errors(database, folder):
    """Nothing acknowledged is lost, and nothing is done twice."""
    if database.name != "SQLite":
        return
    first = database.fresh()
    set_up(first, folder)
    each = max(2, 75 // LESS)
    met = lost = twice = unsound = acts = 0
    for call, error in KINDS:
        for nth in range(1, 1 + each):
            url = database.copy(first)
            told = folder / "strace.txt"
            program = Program(url)
            load = [Load(n, program) for n in range(2)]
            trace = subprocess.Popen(
                ["strace", "-f", "-qq", "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={nth}..{nth + 2}", "-o",
                 str(told), "-p", str(program.process.pid)], stderr=subprocess.DEVNULL)
            # It is traced when the system says so.
            until(lambda: traced(program.process.pid), 10, "strace holds the program")
            for one in load:
                one.start()
            end = time.monotonic() + 20
            while time.monotonic() < end and "INJECTED" not in told.read_text():
                time.sleep(0.02)
            # Work goes on behind it.
            time.sleep(0.3)
            acknowledged = set(ended(load))
            trace.terminate()
            trace.wait()
            program.kill()
            there = documents(database, url)
            met += "INJECTED" in told.read_text()
            acts += len(acknowledged)
            lost += bool(acknowledged - set(there))
            twice += len(there) != len(set(there))
            unsound += not sound(url)
            database.remove(url)
            told.unlink()
    row("SQLite: runs in which the n-th write or sync failed", str(len(KINDS) * each), str(met), met == len(KINDS) * each)
    row(f"SQLite: of them, with acknowledged acts lost ({acts} in all)", "0", str(lost), lost == 0 and acts > 0)
    row("SQLite: of them, with an act done twice", "0", str(twice), twice == 0)
    row("SQLite: of them, not clean for verify", "0", str(unsound), unsound == 0)


def traced(process):
    """Whether somebody traces every thread of a process."""
    tasks = pathlib.Path(f"/proc/{process}/task").glob("*/status")
    return all("TracerPid:\t0\n" not in task.read_text() for task in tasks)
