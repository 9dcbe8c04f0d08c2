"""Side by side with the program as it was before: acts per second, and an import of a million rows."""

import statistics
import subprocess
import threading
import time
import uuid

from drive import ROOT

from .common import BEFORE, LESS, Program, XINBU, row, xinbu

CLIENTS = 16
TIMES = 5
SECONDS = max(1.0, 10 / LESS)


def speed(database, folder):
    if not BEFORE:
        row(f"{database.name}: speed beside the program before (XINBU_BEFORE names it)", "1.00", "not measured", False)
        return
    acts(database, folder)
    imports(database, folder)


def office_of_checkers(database, folder, program):
    """One who reads credit files for each client, so that nobody waits for another's sign-in."""
    url = database.fresh()
    xinbu("migrate", "--database", url, program=program)
    head = (ROOT / "tests/cluster/setup.toml").read_text()
    unit = head[head.index("[[units]]"):head.index("[[bank_accounts]]")]
    people = "".join(f'[[people]]\nlogin = "checker{n}"\nzh = "核查{n}"\nen = "Checker {n}"\nunit = "430000"\nroles = ["credit_checker"]\n'
                     'password = "correct horse battery staple"\n\n' for n in range(CLIENTS))
    file = folder / "checkers.toml"
    file.write_text(unit + people)
    xinbu("setup", str(file), "--database", url, program=program)
    return url


class Reader(threading.Thread):
    """Opens credit files, each time with its purpose: an act with its event and its answer under a key, the same in both programs."""

    def __init__(self, number, program):
        super().__init__(daemon=True)
        self.number, self.program, self.done, self.bad, self.stopping = number, program, 0, 0, False
        self.session = program.sign_in(f"checker{number}")

    def run(self):
        while not self.stopping:
            fields = {"csrf": self.session[1], "key": str(uuid.uuid4()), "code": CODE, "purpose": f"核查用途 {self.number} {self.done}"}
            status, _, _ = self.program.ask("POST", "/credit/subjects", fields, self.session[0])
            if status == 303:
                self.done += 1
            else:
                self.bad += 1


CODE = "91350100M000100Y43"


def acts(database, folder):
    """Acts acknowledged in a second with 16 clients; the programs take turns, so that a busy machine is busy for both."""
    programs = {"before": BEFORE, "now": XINBU}
    urls = {name: office_of_checkers(database, folder, path) for name, path in programs.items()}
    rates, bad = {"before": [], "now": [], "before again": []}, 0
    for turn in range(TIMES):
        for which in (list(rates) if turn % 2 == 0 else reversed(rates)):
            name = which.split(" ")[0]
            program = Program(urls[name], program=programs[name])
            try:
                readers = [Reader(n, program) for n in range(CLIENTS)]
                begun = time.monotonic()
                for one in readers:
                    one.start()
                time.sleep(SECONDS)
                for one in readers:
                    one.stopping = True
                for one in readers:
                    one.join()
                rates[which].append(sum(one.done for one in readers) / (time.monotonic() - begun))
                bad += sum(one.bad for one in readers)
            finally:
                program.kill()
    print(f"    {database.name}: acts per second in turn: " + "; ".join(f"{which} {told(found)}" for which, found in rates.items()), flush=True)
    turns = list(zip(*rates.values()))
    reached = statistics.median(2 * now / (before + again) for before, now, again in turns)
    # What the same program differs from itself says nothing about the other one; more than a twentieth tells nothing at all.
    noise = statistics.median(abs(before - again) / max(before, again) for before, _, again in turns)
    row(f"{database.name}: acts acknowledged per second with {CLIENTS} clients, as a share of before (median of {TIMES}; before differs "
        f"from itself by {noise:.0%})", "1.00", f"{reached:.2f} ({statistics.median(rates['now']):.0f} per second)",
        bad == 0 and (reached >= 1 or noise <= 0.05 and reached >= 1 - noise))


def told(rates):
    return ", ".join(f"{rate:.0f}" for rate in rates)


def imports(database, folder):
    """The import of a list of a million rows by the command line."""
    wanted = 1_000_000 // LESS
    file = folder / "list.csv"
    with file.open("w") as out:
        out.write("行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚内容,罚款金额（万元）,处罚决定日期,处罚机关,失信严重程度\n")
        for n in range(wanted):
            out.write(f"某地第{n}有限公司,,江罚〔2026〕{n}号,警告,,2026-01-10,江临市市场监督管理局,轻微\n")
    programs = {"before": BEFORE, "now": XINBU}
    times = {name: [] for name in programs}
    for turn in range(3):
        for name in (list(programs) if turn % 2 == 0 else reversed(programs)):
            url = office_of_checkers(database, folder, programs[name])
            begun = time.monotonic()
            done = subprocess.run([programs[name], "credit", "import", str(file), "--by", "checker0", "--data-date", time.strftime("%Y-%m-%d"),
                                   "--database", url], capture_output=True, text=True)
            times[name].append(time.monotonic() - begun)
            if done.returncode:
                raise RuntimeError(f"{name}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
            database.remove(url)
    before, now = (statistics.median(times[name]) for name in ("before", "now"))
    row(f"{database.name}: seconds of an import of {wanted:,} rows, median of 3, of before ({before:.1f} s)", "1.05",
        f"{now / before:.2f} ({now:.1f} s)", now <= before * 1.05)
