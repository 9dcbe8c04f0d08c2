#!/usr/bin/env bash
# Sign-in: joserfc and PyJWT refuse a token whose issuer's clock is one second ahead; jose and fast-jwt take it.
# Guess: joserfc 1.8.0 checks exp and nbf and takes a token that was issued (iat) a second or half a minute from now, as jose
#        6.2.18 and fast-jwt 6.3.6 do: RFC 7519 gives no rule by which a token is refused for its iat. (Of PyJWT 2.15.1 we knew.)
# Seen: JWTClaimsRegistry().validate says that the token was issued in the future; its leeway is 0 unless one is given. The
#       deprecated authlib.jose (Authlib 1.9.10) does the same. nbf with a part of a second, a moment ago, is refused by joserfc
#       and jose within the same second, since their own clock is cut to whole seconds; PyJWT and fast-jwt take it.
# Why: people sign in with tokens that are a fraction of a second old; whether they can depends on which of two servers' clocks
#      is ahead that day, and on the library behind the page, and the second try often works.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check joserfc==1.8.0 Authlib==1.9.10 PyJWT==2.15.1 &&
  npm install --no-audit --no-fund --ignore-scripts --cache cache jose@6.2.18 fast-jwt@6.3.6; } >log 2>&1 ||
  { echo "joserfc 1.8.0, Authlib 1.9.10, PyJWT 2.15.1, jose 6.2.18 and fast-jwt 6.3.6 could not be installed"; exit 2; }

cat >run.py <<'E1'
import json
import subprocess
import time
import warnings
warnings.simplefilter("ignore")
import jwt as pyjwt
from authlib.jose import jwt as authlib
from joserfc import jwk, jwt as joserfc
key = b"no secret, but a key for a test!"
def with_pyjwt(token):
    return pyjwt.decode(token, key, algorithms=["HS256"])
def with_authlib(token):
    authlib.decode(token, key).validate()
def with_joserfc(token):
    joserfc.JWTClaimsRegistry().validate(joserfc.decode(token, jwk.OctKey.import_key(key)).claims)
def tell(check, token):
    try:
        check(token)
        return "taken"
    except Exception:
        return "refused"
node = subprocess.Popen(["node", "verify.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
for name, claim, ahead in (("issued now", "iat", 0), ("issued in 2 s", "iat", 2), ("issued in 30 s", "iat", 30), ("valid from a moment ago", "nbf", -0.1)):
    while not 0.3 < time.time() % 1 < 0.4:
        time.sleep(0.02)
    now = time.time()
    token = pyjwt.encode({claim: now + ahead if ahead < 0 else int(now) + ahead, "exp": int(now) + 600}, key, algorithm="HS256")
    here = [f"{check.__name__[5:]} {tell(check, token)}" for check in (with_joserfc, with_authlib, with_pyjwt)]
    node.stdin.write(token + "\n")
    node.stdin.flush()
    print(f"{name}:", ", ".join(here + [node.stdout.readline().strip()]))
node.stdin.close()
E1
cat >verify.mjs <<'E1'
import { createInterface } from "readline";
import { jwtVerify } from "jose";
import { createVerifier } from "fast-jwt";
const key = "no secret, but a key for a test!";
const verifier = createVerifier({ key });
const tell = async (check) => { try { await check(); return "taken"; } catch { return "refused"; } };
for await (const token of createInterface({ input: process.stdin }))
  console.log(`jose ${await tell(() => jwtVerify(token, Buffer.from(key)))}, fast-jwt ${await tell(() => verifier(token))}`);
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='issued now: joserfc taken, authlib taken, pyjwt taken, jose taken, fast-jwt taken
issued in 2 s: joserfc refused, authlib refused, pyjwt refused, jose taken, fast-jwt taken
issued in 30 s: joserfc refused, authlib refused, pyjwt refused, jose taken, fast-jwt taken
valid from a moment ago: joserfc refused, authlib refused, pyjwt taken, jose refused, fast-jwt taken'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
