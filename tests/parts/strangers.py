"""People whom nobody knows: many sign-ins at once, and bodies that are too large."""

import threading
import time
import uuid

from drive import until

from .common import Program, quantile, row, set_up


def strangers(database, folder):
    """Three hundred sign in at once; other pages stay quick. Large bodies leave no memory behind."""
    url = database.fresh()
    set_up(url, folder)
    program = Program(url)
    cookie, _ = program.sign_in()
    program.ask("GET", "/", None, cookie)

    def guess(n):
        try:
            program.ask("POST", "/sign-in", {"csrf": "signed-out", "key": str(uuid.uuid4()), "account": f"nobody{n}", "password": "x" * 12})
        except OSError:
            pass

    guessing = [threading.Thread(target=guess, args=(n,), daemon=True) for n in range(300)]
    for one in guessing:
        one.start()
    times = []
    while any(one.is_alive() for one in guessing):
        begun = time.monotonic()
        status = program.ask("GET", "/budget", None, cookie)[0]
        times.append(time.monotonic() - begun)
        if status != 200:
            times.append(60)
        time.sleep(0.01)
    p99 = quantile(times, 0.99) * 1000
    row(f"{database.name}: a page beside 300 sign-ins, p99 of {len(times)}", "200 ms", f"{p99:.0f} ms", p99 < 200)
    before = program.memory()
    large = {"csrf": "signed-out", "key": "k" * 16, "account": "a", "password": "p" * (8 << 20)}
    for _ in range(20):
        try:
            program.ask("POST", "/sign-in", large)
        except OSError:
            pass
    until(lambda: program.memory() < before * 1.5 + 32, 60, "memory comes back")
    after = program.memory()
    row(f"{database.name}: memory after large bodies, before {before:.0f} MB", f"{before * 1.5 + 32:.0f} MB", f"{after:.0f} MB", True)
    program.kill()
