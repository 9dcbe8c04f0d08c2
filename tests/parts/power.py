"""The power fails: what the program wrote and synced is recorded, and the files are made as a disk may have left them.

What was synced is there. Of what was written since, each sector is there or not, in any mixture; what was cut off or made longer
is so or not. Each image is opened, checked page by page, and held against what was acknowledged before that moment; now and then
`verify` looks at all of it. A disk that lies about its syncs is not among what is tried, but it shows that loss is found: on the
same record, images that forget syncs must fail."""

import pathlib
import random
import re
import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time

from drive import until

from .common import Load, Program, documents, ended, path_of, row, rounds, set_up, sound
from .errors import traced

SECTOR = 512
CALLS = "pwrite64,write,fdatasync,fsync,ftruncate,unlink,unlinkat"
# The number of a process is padded where it is short.
LINE = re.compile(r"^(\d+) +(\d+\.\d+) (\w+)\((.*)\) += (-?\d+)")
OF_FILE = re.compile(r"^-?\d+<([^>]*)>")


class Recorded(Load):
    """Somebody who writes, and notes when each act was acknowledged."""

    def __init__(self, *all_of_it):
        super().__init__(*all_of_it)
        self.told = []

    def run(self):
        watch = threading.Thread(target=super().run, daemon=True)
        watch.start()
        seen = 0
        while watch.is_alive() or seen < len(self.acknowledged):
            for document in self.acknowledged[seen:]:
                self.told.append((time.time(), document))
                seen += 1
            time.sleep(0.0005)
        watch.join()


def power(database, folder):
    """Every image opens, holds together, and has what was acknowledged."""
    if database.name != "SQLite":
        return
    url = database.fresh()
    set_up(url, folder)
    path = pathlib.Path(path_of(url))
    base = folder / "base.db"
    program = Program(url)
    load = [Recorded(n, program) for n in range(4)]
    program.kill()
    # As it lies on the disk while nobody has it open: signing in is written by then.
    files = {end: pathlib.Path(f"{path}{end}") for end in ("", "-wal")}
    begun = {end: bytearray(file.read_bytes()) if file.exists() else bytearray() for end, file in files.items()}
    program = Program(url)
    for one in load:
        one.program = program
    record = folder / "record.txt"
    trace = subprocess.Popen(["strace", "-f", "-qq", "-ttt", "-y", "-xx", "-s", "200000", "-e", f"trace={CALLS}", "-o", str(record), "-p",
                              str(program.process.pid)], stderr=subprocess.DEVNULL)
    until(lambda: traced(program.process.pid), 10, "strace holds the program")
    # What the start wrote before it was recorded.
    begun = {end: bytearray(file.read_bytes()) if file.exists() else bytearray() for end, file in files.items()}
    for one in load:
        one.start()
    wanted_acts = 400
    end = time.monotonic() + 180
    while time.monotonic() < end and sum(len(one.acknowledged) for one in load) < wanted_acts:
        time.sleep(0.05)
    ended(load)
    trace.terminate()
    trace.wait()
    program.kill()
    told = sorted(pair for one in load for pair in one.told)
    steps = read(record, files)
    if not steps:
        raise RuntimeError("nothing of what the program wrote was read from the record")
    wanted = rounds(10_000)
    counts = tried(steps, begun, told, wanted, folder, lying=False)
    syncs = sum(1 for step in steps if step[1] == "sync")
    row(f"SQLite: images of a power loss ({len(steps)} writes and syncs of the program, {len(told)} acts; {syncs} syncs)", f"{wanted}",
        f"{counts['images']}", counts["images"] == wanted and len(told) > 20 and syncs > 20)
    row("SQLite: of them, that did not open or whose pages did not hold together", "0", str(counts["broken"]), counts["broken"] == 0)
    row("SQLite: of them, in which an acknowledged act was missing or done twice", "0", str(counts["lost"]), counts["lost"] == 0)
    row(f"SQLite: of {counts['proved']} of them, not clean for verify", "0", str(counts["unsound"]),
        counts["unsound"] == 0 and counts["proved"] > 0)
    lies = tried(steps, begun, told, max(50, wanted // 100), folder, lying=True)
    row(f"SQLite: of {lies['images']} images of a disk that lies about syncs, those in which the loss was found", "> 0", str(lies["bad"]),
        lies["bad"] > 0)


def read(record, files):
    """What was done to the files, in order: (instant, what, file, …)."""
    names = {str(file): end for end, file in files.items()}
    steps, waiting = [], {}
    for line in record.open(errors="replace"):
        task = line.split(" ", 1)[0]
        if line.rstrip().endswith("<unfinished ...>"):
            waiting[task] = line.rstrip().removesuffix("<unfinished ...>").rstrip()
            continue
        resumed = re.match(r"^\d+ +\d+\.\d+ <\.\.\. \w+ resumed>(.*)", line)
        if resumed:
            line = waiting.pop(task, "") + resumed.group(1)
        found = LINE.match(line)
        if not found or int(found.group(5)) < 0:
            continue
        at, call, rest = float(found.group(2)), found.group(3), found.group(4)
        if call.startswith("unlink"):
            name = bytes.fromhex(re.search(r'"((?:\\x[0-9a-f]{2})*)"', rest).group(1).replace("\\x", "")).decode(errors="replace")
            if name in names:
                steps.append((at, "cut", names[name], 0))
            continue
        of = OF_FILE.match(rest)
        name = of and unescaped(of.group(1))
        if name not in names:
            continue
        if call in ("fdatasync", "fsync"):
            steps.append((at, "sync", names[name]))
        elif call == "ftruncate":
            steps.append((at, "cut", names[name], int(rest.rsplit(",", 1)[1])))
        elif call == "pwrite64":
            data = bytes.fromhex(re.search(r'"((?:\\x[0-9a-f]{2})*)"', rest).group(1).replace("\\x", ""))
            length, place = (int(n) for n in rest.rsplit(", ", 2)[1:])
            if len(data) != length:
                raise RuntimeError("a write was not recorded wholly")
            steps.append((at, "write", names[name], place, data))
        else:
            raise RuntimeError(f"{call} to a file of the database: where it wrote is not known")
    return steps


def unescaped(name):
    return bytes.fromhex(name.replace("\\x", "")).decode() if name.startswith("\\x") else name


def put(content, place, data):
    if len(content) < place + len(data):
        content.extend(bytes(place + len(data) - len(content)))
    content[place:place + len(data)] = data


def applied(content, step, chance=None):
    """Does a step to a file; by chance only some of its sectors."""
    if step[1] == "cut":
        if chance is None or chance.random() < 0.5:
            del content[step[3]:]
            content.extend(bytes(max(0, step[3] - len(content))))
        return
    place, data = step[3], step[4]
    if chance is None:
        put(content, place, data)
        return
    how = chance.random()
    if how < 0.3:
        return
    if how < 0.6:
        put(content, place, data)
        return
    first = place - place % SECTOR
    for sector in range(first, place + len(data), SECTOR):
        if chance.random() < 0.5:
            begin, end = max(sector, place), min(sector + SECTOR, place + len(data))
            put(content, begin, data[begin - place:end - place])


def tried(steps, begun, told, wanted, folder, lying):
    chance = random.Random(1)
    counts = {"images": 0, "bad": 0, "broken": 0, "lost": 0, "proved": 0, "unsound": 0}
    # The moments at which the power fails, in order, so that what is safe is made once.
    moments = sorted(chance.randrange(len(steps)) for _ in range(wanted))
    safe = {end: bytearray(content) for end, content in begun.items()}
    pending = {end: [] for end in begun}
    done = 0
    place = pathlib.Path(tempfile.mkdtemp(prefix="image-", dir=folder))
    for number, moment in enumerate(moments):
        while done < moment:
            step = steps[done]
            if step[1] == "sync" and not lying:
                for one in pending[step[2]]:
                    applied(safe[step[2]], one)
                pending[step[2]] = []
            elif step[1] != "sync":
                pending[step[2]].append(step)
            done += 1
        for end, content in safe.items():
            image = bytearray(content)
            for one in pending[end]:
                applied(image, one, chance)
            (place / f"x.db{end}").write_bytes(image)
        (place / "x.db-shm").unlink(missing_ok=True)
        # The disk was told before the person was: what was acknowledged before this moment must be there.
        before = [document for at, document in told if at < steps[moment][0]]
        proof = not lying and number % 50 == 0
        look(place, before, counts, proof)
    shutil.rmtree(place)
    return counts


def look(place, before, counts, proof):
    counts["images"] += 1
    if proof:
        copy = place / "proof"
        copy.mkdir()
        for end in ("", "-wal"):
            shutil.copy(place / f"x.db{end}", copy / f"x.db{end}")
        counts["proved"] += 1
        counts["unsound"] += not sound(f"sqlite:{copy}/x.db")
        shutil.rmtree(copy)
    try:
        db = sqlite3.connect(place / "x.db")
        try:
            whole = db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            there = [one for (one,) in db.execute("SELECT document_no FROM budget_allocation")]
        finally:
            db.close()
    except sqlite3.DatabaseError:
        whole, there = False, before
    lost = bool(set(before) - set(there)) or len(there) != len(set(there))
    counts["broken"] += not whole
    counts["lost"] += lost
    counts["bad"] += lost or not whole
