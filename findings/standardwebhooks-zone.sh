#!/usr/bin/env bash
# Webhooks: standardwebhooks for Python signs a time in Beijing as if its clock were that of Greenwich.
# Guess: sign of standardwebhooks 1.1.0 (PyPI) makes the same signature for one instant, whatever zone the datetime has, one that
#        it takes itself and that the library of npm (1.1.1) takes. (A time without a zone was looked at besides.)
# Seen: the zone is thrown away and the clock taken for UTC: for 17:30 in Beijing what is signed is a time eight hours later than
#       the one that goes into the header, and both libraries find no signature that fits. In UTC it is right. A time without a
#       zone, which is the computer's own elsewhere in Python, counts as UTC, too.
# Why: a message that a decision was made or money was paid is refused by the receiver, as one that was forged; on a server in
#      UTC, where it was tested, it was taken.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check standardwebhooks==1.1.0 &&
  npm install --no-audit --no-fund --ignore-scripts --cache cache standardwebhooks@1.1.1; } >log 2>&1 ||
  { echo "standardwebhooks 1.1.0 of PyPI and 1.1.1 of npm could not be installed"; exit 2; }

cat >run.py <<'E1'
import base64
import datetime
import json
import subprocess
import sys
from standardwebhooks import Webhook
secret = base64.b64encode(b"no secret, but a key for a test!").decode()
body = '{"payee": "甲公司", "amount": "1234.50"}'
now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
def verified(headers):
    try:
        return "taken" if Webhook(secret).verify(body, headers) else "nothing"
    except Exception as problem:
        return str(problem)
for name, at in (("UTC", now), ("Beijing", now.astimezone(datetime.timezone(datetime.timedelta(hours=8)))),
                 ("without a zone", now.astimezone().replace(tzinfo=None))):
    stamp = int(at.timestamp())
    headers = {"webhook-id": "msg_1", "webhook-timestamp": str(stamp), "webhook-signature": Webhook(secret).sign("msg_1", at, body)}
    with open("message.json", "w", encoding="utf-8") as file:
        json.dump({"secret": secret, "body": body, "headers": headers}, file)
    there = subprocess.run(["node", "verify.cjs"], capture_output=True, text=True).stdout.strip()
    print(f"{name}: the same instant {stamp == int(now.timestamp())}, Python: {verified(headers)}, JavaScript: {there}")
E1
cat >verify.cjs <<'E1'
const { Webhook } = require("standardwebhooks");
const { secret, body, headers } = JSON.parse(require("fs").readFileSync("message.json", "utf8"));
try {
  console.log(new Webhook(secret).verify(body, headers) ? "taken" : "nothing");
} catch (problem) {
  console.log(problem.message);
}
E1

seen=$(TZ=Asia/Shanghai v/bin/python run.py 2>>log || echo failed)
want='UTC: the same instant True, Python: taken, JavaScript: taken
Beijing: the same instant True, Python: No matching signature found, JavaScript: No matching signature found
without a zone: the same instant True, Python: No matching signature found, JavaScript: No matching signature found'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
