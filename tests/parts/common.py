"""What the parts of tests/long share: rows, databases, the running program, people who write all the time, and the tests that
cargo builds."""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from drive import PDF, ROOT, as_postgres, ask, free_port, office, postgres_bin, proposal, sign_in, until

WRITERS = 4
LESS = max(1, int(os.environ.get("XINBU_ROUNDS", "1")))
XINBU = os.environ.get("XINBU", str(ROOT / "target/release/xinbu"))
# The program as it was before what is measured here, for upgrades and for speed.
BEFORE = os.environ.get("XINBU_BEFORE")

ROWS = []


def row(what, target, reached, good):
    ROWS.append((what, target, reached, good))
    print(f"{'✓' if good else '✗'} {what:84} target {target:>12}  reached {reached}", flush=True)


def rounds(all_of_them):
    return max(1, all_of_them // LESS)


def quantile(times, share):
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def xinbu(*command, good=True, program=None, **more):
    lang = [] if program else ["--lang", "en"]
    done = subprocess.run([program or XINBU, *command, *lang], capture_output=True, text=True, **more)
    if good and done.returncode:
        raise RuntimeError(f"{command}: {done.stdout}{done.stderr}")
    return done


# --- databases -----------------------------------------------------------------------------------------------------------


class Sqlite:
    name = "SQLite"

    def __init__(self, folder):
        self.folder, self.number = folder, 0

    def fresh(self):
        self.number += 1
        return f"sqlite:{self.folder}/x{self.number}.db"

    def copy(self, url):
        """The same database once more; nobody has it open."""
        other = self.fresh()
        for end in ("", "-wal"):
            if os.path.exists(path_of(url) + end):
                shutil.copy(path_of(url) + end, path_of(other) + end)
        return other

    def remove(self, url):
        for end in ("", "-wal", "-shm"):
            pathlib.Path(path_of(url) + end).unlink(missing_ok=True)

    def end(self):
        pass


def parent(stat):
    """The process from which one comes; none of one that is gone."""
    try:
        return int(stat.read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return None


def path_of(url):
    return url.removeprefix("sqlite:")


class Postgres:
    name = "PostgreSQL"

    def __init__(self, folder):
        self.folder, self.number, self.port = folder, 0, free_port()
        self.bin = postgres_bin()
        os.chmod(folder, 0o777)
        self.data = folder / "pg"
        self.as_postgres(self.bin / "initdb", "-D", self.data, "-A", "trust", "-U", "postgres", "--locale=C.UTF-8", "-E", "UTF8")
        self.start()

    def as_postgres(self, *command):
        done = subprocess.run(as_postgres(command), capture_output=True, text=True, cwd="/")
        if done.returncode:
            logs = "".join(log.read_text()[-2000:] for log in self.folder.glob("*.log"))
            raise RuntimeError(f"{command}: {done.stdout}{done.stderr}{logs}")

    def sql(self, text, database):
        done = subprocess.run([str(self.bin / "psql"), "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", "-d", database,
                               "-qAtc", text], capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return done.stdout.strip()

    def fresh(self):
        self.number += 1
        self.sql(f"CREATE DATABASE x{self.number}", "postgres")
        return f"postgres://postgres@127.0.0.1:{self.port}/x{self.number}"

    def copy(self, url):
        """The same database once more; nobody has it open."""
        self.number += 1
        self.sql(f"CREATE DATABASE x{self.number} TEMPLATE {url.rsplit('/', 1)[1]}", "postgres")
        return f"postgres://postgres@127.0.0.1:{self.port}/x{self.number}"

    def remove(self, url):
        self.sql(f"DROP DATABASE {url.rsplit('/', 1)[1]} WITH (FORCE)", "postgres")

    def start(self):
        self.server = subprocess.Popen(
            as_postgres([self.bin / "postgres", "-D", self.data, "-k", self.folder, "-p", self.port, "-c",
                         "listen_addresses=127.0.0.1", "-c", "max_connections=300"]),
            stdout=open(self.folder / "pg.log", "ab"), stderr=subprocess.STDOUT, cwd="/", start_new_session=True)
        until(lambda: self.sql("SELECT 1", "postgres") == "1", 60, "PostgreSQL")

    def cut_off(self):
        """Ends all of its processes at once."""
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        others = [int(path.parent.name) for path in pathlib.Path("/proc").glob("[0-9]*/stat") if parent(path) == first]
        for process in (first, *others):
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.server.wait()
        until(lambda: not any(os.path.exists(f"/proc/{process}") for process in others), 30, "its processes are gone")

    def end(self):
        subprocess.run(as_postgres([self.bin / "pg_ctl", "-D", self.data, "-m", "immediate", "stop"]), capture_output=True, cwd="/")
        self.server.wait()


# --- an office and its program -------------------------------------------------------------------------------------------


def set_up(url, folder):
    xinbu("migrate", "--database", url)
    file = folder / "setup.toml"
    office(file, WRITERS)
    xinbu("setup", str(file), "--database", url)


# Whoever signs in here has none.
NO_TELEPHONES = {"XINBU_SECOND_FACTOR": "offered"}


class Program:
    def __init__(self, url, before=(), environment=None, program=None):
        self.url, self.port = url, free_port()
        self.log = tempfile.NamedTemporaryFile(prefix="xinbu-log-")
        self.process = subprocess.Popen(
            [*before, program or XINBU, "serve", "--database", url, "--listen", f"127.0.0.1:{self.port}", "--https", "false", "--lang", "en"],
            stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True, env={**os.environ, **NO_TELEPHONES, **(environment or {})})
        until(self.ready, 120, "the program answers")

    def ready(self):
        if self.process.poll() is not None:
            sys.exit(f"the program ended: {pathlib.Path(self.log.name).read_text()}")
        return self.ask("GET", "/livez")[0] == 200

    def ask(self, *request, **more):
        return ask(self.port, *request, **more)

    def sign_in(self, *who):
        return sign_in(self.port, *who)

    def memory(self):
        """What the process holds, in MB."""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) / 1024

    def kill(self):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()


class Load(threading.Thread):
    """Somebody who writes all the time, on a line of their own; what was not answered is sent again as it was."""

    def __init__(self, number, program, session=None, act=0, pending=None):
        super().__init__(daemon=True)
        self.number, self.program, self.session = number, program, session or program.sign_in()
        self.act, self.pending = act, pending
        self.acknowledged, self.answers, self.stopping = [], {}, False

    def run(self):
        while not self.stopping:
            if self.pending is None:
                self.act += 1
                document = f"D-{self.number}-{self.act}"
                self.pending = proposal(self.session[1], f"L{self.number}", document)
            try:
                status, _, _ = self.program.ask("POST", "/budget", self.pending, self.session[0], timeout=30, file=PDF)
            except OSError:
                status = 0
            self.answers[status] = self.answers.get(status, 0) + 1
            if status == 303:
                self.acknowledged.append(self.pending["document"])
                self.pending = None
            elif status == 0:
                return
            elif status not in (202, 503, 507):
                self.pending = None
            else:
                time.sleep(0.01)


def documents(database, url):
    """The documents on which budget was proposed, each as often as it stands there."""
    text = "SELECT document_no FROM budget_allocation"
    if database.name == "SQLite":
        import sqlite3
        # Read only, on a copy of the files: an older SQLite never writes what the program wrote.
        with tempfile.TemporaryDirectory() as copy:
            path = url.removeprefix("sqlite:")
            for end in ("", "-wal"):
                if os.path.exists(path + end):
                    shutil.copy(path + end, copy + "/x.db" + end)
            with sqlite3.connect(copy + "/x.db") as db:
                payloads = [one for (one,) in db.execute(text)]
    else:
        payloads = database.sql(text, url.rsplit("/", 1)[1]).split("\n")
    return [document for document in payloads if re.fullmatch(r"D-\d+-\d+", document)]


def sound(url):
    return xinbu("verify", "--database", url, good=False).returncode == 0


def ended(load):
    """Lets everybody who writes come to an end; gives what was acknowledged to them."""
    for one in load:
        one.stopping = True
    for one in load:
        one.join()
    return [document for one in load for document in one.acknowledged]


# --- the tests that cargo builds -----------------------------------------------------------------------------------------

_BUILT = {}


def built(*of):
    """The program of the tests of a package, built once: its path and where it is to be run."""
    if of not in _BUILT:
        done = subprocess.run(["cargo", "test", "--locked", "--no-run", "--message-format=json", *of], cwd=ROOT, text=True,
                              stdout=subprocess.PIPE, check=True)
        found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        _BUILT[of] = [one["executable"] for one in found if one.get("executable") and one.get("profile", {}).get("test")]
    return _BUILT[of]


class Tests:
    """A run of the tests whose names begin with one of the filters: how many passed, how many failed, what they printed."""

    def __init__(self, *filters, of=("-p", "xinbu", "--test", "it"), threads=None, limit=None, **environment):
        self.passed = self.failed = 0
        self.text, self.good = "", True
        for program in built(*of):
            command = [program, *filters, "--nocapture", *(["--test-threads", str(threads)] if threads else [])]
            home = ROOT / "src/domain" if "domain" in of else ROOT
            try:
                done = subprocess.run(command, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=limit,
                                      env={**os.environ, **{name: str(value) for name, value in environment.items()}})
            except subprocess.TimeoutExpired as late:
                self.good, self.text = False, self.text + (late.stdout or b"").decode(errors="replace")
                continue
            text = done.stdout.decode(errors="replace")
            self.text += text
            self.passed += sum(int(n) for n in re.findall(r"test result: \w+\. (\d+) passed", text))
            self.failed += sum(int(n) for n in re.findall(r"test result: \w+\. \d+ passed; (\d+) failed", text))
            self.good &= done.returncode == 0

    def reached(self, pattern):
        """What the lines that begin with `reached:` say."""
        return [found for line in self.text.splitlines() if "reached:" in line for found in re.findall(pattern, line)]

    def row(self, what):
        """The row of rules that either hold or do not."""
        good = self.good and self.passed > 0 and "SKIPPED" not in self.text
        row(what, "0 failed", f"{self.passed} passed, {self.failed} failed", good)
        if not good:
            print(self.text[-4000:], flush=True)
