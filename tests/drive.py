"""What the long tests and the drill of a cluster share: the program over HTTP, the office that they set up, and where
PostgreSQL is."""

import http.client
import os
import pathlib
import re
import socket
import sys
import time
import urllib.parse
import uuid

ROOT = pathlib.Path(__file__).resolve().parent.parent
PASSWORD = "correct horse battery staple"
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def until(good, limit, what, pause=0.02, passing=(RuntimeError, OSError)):
    """Waits until something holds; what is raised meanwhile counts as not yet."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        try:
            if good():
                return
        except passing:
            pass
        time.sleep(pause)
    raise RuntimeError(f"not within {limit} s: {what}")


def postgres_bin():
    found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        sys.exit("PostgreSQL is not installed")
    return found[-1].parent


def as_postgres(command):
    """PostgreSQL does not run as root; its package brings a user for it."""
    command = [str(part) for part in command]
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


def office(file, lines):
    """Writes the set-up of the office, with a budget line for each that writes."""
    text = "".join(
        f'[[budget_lines]]\nunit = "430000"\ncode = "L{n}"\nzh = "指标{n}"\nen = "Line {n}"\nyear = 2026\n'
        f'account = "4300001234567890"\ncurrency = "CNY"\n\n' for n in range(lines))
    file.write_text((ROOT / "tests/cluster/setup.toml").read_text().replace("@lines@\n", text))


def proposal(csrf, line, document):
    """An act: budget is proposed."""
    return {"csrf": csrf, "key": str(uuid.uuid4()), "line": line, "kind": "allocate", "amount": "0.01", "document": document}


def form(fields, file):
    """The type and the bytes of a form; with a file in parts."""
    if file is None:
        return "application/x-www-form-urlencoded", urllib.parse.urlencode(fields).encode()
    line = uuid.uuid4().hex
    parts = [f'--{line}\r\ncontent-disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
             for name, value in fields.items()]
    head = (f'--{line}\r\ncontent-disposition: form-data; name="file"; filename="document.pdf"\r\n'
            "content-type: application/pdf\r\n\r\n").encode()
    return f"multipart/form-data; boundary={line}", b"".join([*parts, head, file, f"\r\n--{line}--\r\n".encode()])


def ask(port, method, path, fields=None, cookie=None, timeout=60, file=None):
    """A request; gives its status, its text and the whole answer. What is broken off is an OSError."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    kind, body = form(fields, file) if fields is not None else (None, None)
    headers = {"content-type": kind} if kind else {}
    if cookie:
        headers["cookie"] = cookie
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace"), answer
    except http.client.HTTPException as error:
        raise OSError(str(error)) from error
    finally:
        connection.close()


def sign_in(port, account="maker", password=PASSWORD):
    """Signs in; gives the cookie and the token of forms."""
    fields = {"csrf": "signed-out", "key": str(uuid.uuid4()), "account": account, "password": password}
    status, text, answer = ask(port, "POST", "/sign-in", fields)
    if status != 303:
        raise RuntimeError(f"sign in: {status} {re.sub(r'<[^>]*>', ' ', text)[:400]}")
    cookie = "; ".join(v.split(";")[0] for n, v in answer.getheaders() if n.lower() == "set-cookie")
    page = ask(port, "GET", "/", None, cookie)[1]
    return cookie, re.search(r'name="csrf"\s+value="([^"]+)"', page).group(1)
