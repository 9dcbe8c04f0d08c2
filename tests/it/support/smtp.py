"""A server for mail: says its port, keeps what it takes in a folder, one file a mail.

server.py FOLDER [refuse=N] [hang] [cert=FILE key=FILE user=NAME password=WORD]
"""
import asyncio, ssl, sys, time
from pathlib import Path
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

folder = Path(sys.argv[1])
options = dict(part.partition("=")[::2] for part in sys.argv[2:])
refuses = int(options.get("refuse", 0))
seen = 0


class Keeper:
    async def handle_DATA(self, server, session, envelope):
        global seen
        seen += 1
        how = "refused" if seen <= refuses else "taken"
        part = folder / f".{seen}"
        secret = "tls" if session.ssl else "plain"
        part.write_bytes(b"X-Seen: %s %s\r\n" % (how.encode(), secret.encode()) + envelope.content)
        part.rename(folder / f"{seen:03}.eml")
        if "hang" in options:
            await asyncio.sleep(3600)
        return f"451 4.3.0 Come back later <{envelope.rcpt_tos[0]}>" if how == "refused" else "250 2.0.0 Kept"


def knows(server, session, envelope, mechanism, data):
    good = data.login == options["user"].encode() and data.password == options["password"].encode()
    return AuthResult(success=good, handled=good)


class Server(Controller):
    def factory(self):
        if "cert" not in options:
            return SMTP(self.handler, enable_SMTPUTF8=False)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(options["cert"], options["key"])
        return SMTP(
            self.handler, tls_context=context, require_starttls=True, auth_required=True, auth_require_tls=True,
            authenticator=knows, enable_SMTPUTF8=False,
        )


server = Server(Keeper(), hostname="127.0.0.1", port=int(options["port"]))
server.start()
print("ready", flush=True)
sys.stdin.read()
