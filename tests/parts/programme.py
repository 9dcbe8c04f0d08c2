"""The verification programme that cargo builds, at its full length: random acts with a model, broken input, altered rows, failpoints,
properties, races, cut commits, the full disk, four zones, the walk over every address, a replicated PostgreSQL."""

import os
import re
import shutil
import subprocess
import threading
import time

from drive import ROOT

from .common import Tests, built, row, rounds

DOMAIN = ("-p", "domain")
WORLD = 400


def shards(run, whole, piece):
    """Runs pieces of so many of a whole beside one another, as many as there are processors; each has seeds of its own."""
    pieces = [(begun, min(piece, whole - begun)) for begun in range(0, whole, piece)]
    results, lock = [], threading.Lock()

    def work():
        while True:
            with lock:
                if not pieces:
                    return
                begun, size = pieces.pop(0)
            done = run(begun, size)
            with lock:
                results.append(done)

    workers = [threading.Thread(target=work) for _ in range(os.cpu_count() or 1)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    return results


def told(results):
    """What went wrong, in its own words."""
    for one in results:
        if not one.good:
            print(one.text[-4000:], flush=True)


def simulate():
    """Random acts of everybody, in worlds of 400 acts: the model beside them agrees, and both databases tell the same story."""
    built("-p", "xinbu", "--test", "it")
    wanted = max(WORLD, rounds(100_000))

    def run(name):
        return lambda begun, size: Tests(f"simulate::{name}", XINBU_SEED=1 + begun // WORLD, XINBU_STEPS=size)

    piece = -(-wanted // 8 // WORLD) * WORLD
    same = shards(run("the_same_acts"), wanted, piece)
    told(same)
    acts = sum(int(n) for one in same for n in one.reached(r"reached: (\d+) acts answered alike"))
    row("acts by chance answered alike, and the same rows at the end of each world of 400, on both databases", f"{wanted:,}", f"{acts:,}",
        acts >= wanted and all(one.good for one in same))
    model = shards(run("whatever_people_do"), wanted, piece)
    told(model)
    acts = sum(int(n) for one in model for n in one.reached(r"reached: (\d+) acts, \d+ done"))
    done = sum(int(n) for one in model for n in one.reached(r"reached: \d+ acts, (\d+) done"))
    wrong = sum(not one.good for one in model)
    row(f"acts by chance on which the model agrees ({done:,} done, the others refused)", f"{wanted:,}", f"{acts:,}",
        acts >= wanted and wrong == 0)
    every = {move for one in model for move in re.findall(r"^  (?:move|not reached:) (.*)$", one.text, re.M)}
    gone = {move for one in model for move in re.findall(r"^  move (.*)$", one.text, re.M)}
    row("moves of every machine that were made, of those that the rules know", "all", f"{len(gone)} of {len(every)}", gone == every)
    for move in sorted(every - gone):
        print(f"    not made: {move}", flush=True)


# How many inputs each reader is given, by what it reads (integrity.md, V-09).
TEXT, XML, BOOK = ("text", 50_000_000), ("XML", 10_000_000), ("workbooks", 2_000_000)
FORMS = {"bank statements": XML, "payment files": XML, "workbooks broken from outside": BOOK, "workbooks broken inside": BOOK}


def fuzz():
    """Everything that is read from outside, broken by chance: no panic, no hang, a refusal in both languages."""
    quick = Tests("fuzz::", XINBU_FUZZ=400)
    told([quick])
    kinds = sorted({kind for kind, _ in quick.reached(r"reached: (.*?): (\d+) inputs")})
    missing = sorted(set(FORMS) - set(kinds))
    row(f"readers of what comes from outside that were found ({len(kinds)} kinds)", "> 20", str(len(kinds)),
        quick.good and len(kinds) > 20 and not missing)
    for kind in kinds:
        form, whole = FORMS.get(kind, TEXT)
        wanted = max(200, rounds(whole))
        results = shards(lambda begun, size, kind=kind: Tests("fuzz::", XINBU_KIND=kind, XINBU_SEED=1 + begun, XINBU_FUZZ=size), wanted,
                         -(-wanted // (os.cpu_count() or 1)))
        told(results)
        made = sum(int(n) for one in results for found, n in one.reached(r"reached: (.*?): (\d+) inputs") if found == kind)
        row(f"broken inputs of {form}, {kind}", f"{wanted:,}", f"{made:,}", made >= wanted and all(one.good for one in results))


def tamper():
    """Rows that are altered or taken away by chance behind the program."""
    wanted = max(20, rounds(10_000))
    results = shards(lambda begun, size: Tests("tamper::random", XINBU_SEED=1 + begun, XINBU_TAMPER=size), wanted, -(-wanted // 8))
    told(results)
    made = sum(int(n) for one in results for n in one.reached(r"reached: (\d+) mutations"))
    missed = sum(int(n) for one in results for n in one.reached(r"(\d+) not found"))
    row("alterations of the database by chance that verify found", f"{wanted:,}", f"{made - missed:,}", made >= wanted and missed == 0)


def failpoints():
    """Each named place, on both databases, killed and failing, in every step that passes it."""
    done = Tests("failpoints::wherever", XINBU_LONG=1)
    told([done])
    stops = done.reached(r"reached: (\d+) stops at (\d+) places")
    for stopped, places in stops:
        row(f"steps stopped by kill and by error at {places} named places, then done once", stopped, stopped, done.good)
    row("databases on which all named places were walked", "2", str(len(stops)), len(stops) == 2 and done.good)


def properties():
    """Money, calculation, keys, parsers: what holds of whatever comes."""
    cases = max(256, rounds(1_000_000))
    done = Tests("money::", of=DOMAIN, PROPTEST_CASES=cases)
    told([done])
    row(f"properties of money, each with {cases:,} cases: {done.passed} tests", "0 failed", f"{done.failed} failed", done.good and done.passed > 10)
    cases = max(256, rounds(20_000))
    done = Tests(of=DOMAIN, PROPTEST_CASES=cases)
    told([done])
    row(f"properties of all rules, each with {cases:,} cases: {done.passed} tests", "0 failed", f"{done.failed} failed", done.good and done.passed > 100)


def races():
    """Whoever is first wins, exactly: approvals for what is left of a budget, explanations, payments, one key many times."""
    wanted = rounds(200)
    results = shards(lambda begun, size: Tests("budget_race::", "at_once::", threads=1), wanted, 1)
    told(results)
    good = sum(one.good for one in results)
    tests = max((one.passed for one in results), default=0)
    row(f"rounds of races on both databases with exactly the winners there is room for ({tests} races each, 64 approvals in one)",
        str(wanted), str(good), good == wanted)


def cuts():
    """Connections are cut before and after a COMMIT reached PostgreSQL."""
    wanted = max(8, rounds(1_000))
    done = Tests("replicated::a_commit_that_is_cut", XINBU_CUTS=wanted)
    told([done])
    made = sum(int(n) for n in done.reached(r"reached: (\d+) commits cut"))
    row("PostgreSQL: commits cut before or behind their arrival, each act there once", f"{wanted:,}", f"{made:,}", made >= wanted and done.good)


def disk():
    """A small disk of its own is filled again and again; a locked file; a disk that is only to be read."""
    done = Tests("disk::", threads=1)
    told([done])
    skipped = "SKIPPED" in done.text
    row("SQLite: rounds in which the disk was full (tmpfs), 0 acknowledged acts lost", "20", "20" if done.good and not skipped else "not all",
        done.good and not skipped and done.passed >= 3)
    waited = max((int(n) for n in done.reached(r"locked file told after (\d+) ms")), default=None)
    row("SQLite: a file that another program has locked is told of, after at most", "2,500 ms", f"{waited} ms",
        done.good and waited is not None and waited <= 2500)
    Tests("replicated::on_a_full_disk").row("PostgreSQL: its disk is full, acts are refused as such, and work goes on")
    Tests("stops::", "strangers::", "schema::").row("stops, clocks behind and jumping, strangers' limits, older and newer schemas")


def quick():
    """What every change is held to, on a machine that has built it."""
    built("-p", "xinbu", "--test", "it")
    begun = time.monotonic()
    done = subprocess.run([str(ROOT / "tests/run")], cwd=ROOT, capture_output=True, text=True)
    took = (time.monotonic() - begun) / 60
    told_last = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else "nothing told"
    row(f"minutes of tests/run after the build ({told_last})", "20", f"{took:.1f}", done.returncode == 0 and took <= 20)


def zones():
    """The machine's zone changes nothing."""
    for zone in ("UTC", "Asia/Shanghai", "America/Los_Angeles", "Pacific/Apia"):
        Tests(of=DOMAIN, TZ=zone).row(f"zone {zone}: every rule")
        Tests("dates::", TZ=zone).row(f"zone {zone}: days and deadlines")


def walk():
    Tests("cities::", XINBU_LONG=1).row("every address and form, two provinces with two cities each: 0 effects and 0 foreign bytes, on both databases")


def cluster():
    done = subprocess.run([str(ROOT / "tests/cluster/run"), str(rounds(30))], cwd=ROOT)
    row("a replicated PostgreSQL (rows above)", "all", "all" if done.returncode == 0 else "not all", done.returncode == 0)


def coverage():
    """Branches and lines that the tests reach; only where cargo-llvm-cov is installed."""
    if not shutil.which("cargo-llvm-cov"):
        row("coverage of the domain (cargo llvm-cov is not installed)", "95 %", "not measured", False)
        return
    done = subprocess.run(["cargo", "llvm-cov", "--locked", "-p", "domain", "--summary-only"], cwd=ROOT, capture_output=True, text=True)
    lines = re.search(r"^TOTAL.*?(\d+\.\d+)%\s*(?:\d+\s+\d+\s+-)?\s*$", done.stdout, re.M)
    reached = float(lines.group(1)) if lines else 0.0
    row("lines of the domain that its own tests reach", "95 %", f"{reached:.1f} %", reached >= 95)
