#!/usr/bin/env bash
# pyotp: a second factor whose secret has 16 letters, as telephones have kept them for years, counts no more.
# Guess: pyotp 2.12.1 makes the codes of RFC 6238 from any secret in base32, as its releases did before and as npm's otpauth does;
#        RFC 4226 (R6) asks 128 bits of whoever makes a secret, and nothing of whoever checks a code of one that is there.
# Seen: a secret of 80 bits (16 letters) is refused when the object is made, whatever is done with it then: at least 112 bits.
#       otpauth gives the code. With 24 letters both agree.
# Why: an office that takes over its people with their telephones finds the longest-serving of them locked out by an upgrade of a
#      library, at their first sign-in and not before.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check pyotp==2.12.1 &&
  npm install --silent --no-audit --no-fund otpauth@9.5.2; } >log 2>&1 ||
  { echo "pyotp 2.12.1 and otpauth 9.5.2 could not be installed"; exit 2; }

cat >run.py <<'E1'
import pyotp
for letters in (16, 24):
    secret = ("GEZDGNBVGY3TQOJQ" * 2)[:letters]
    try:
        print(f"pyotp, {letters} letters: {pyotp.TOTP(secret).at(59)}")
    except ValueError as refused:
        print(f"pyotp, {letters} letters: {refused}")
E1
cat >run.mjs <<'E1'
import { TOTP, Secret } from "otpauth";
for (const letters of [16, 24]) {
  const secret = Secret.fromBase32("GEZDGNBVGY3TQOJQ".repeat(2).slice(0, letters));
  console.log(`otpauth, ${letters} letters: ${new TOTP({ secret }).generate({ timestamp: 59000 })}`);
}
E1

seen=$(v/bin/python run.py 2>>log && node run.mjs 2>>log || echo failed)
want="pyotp, 16 letters: Secrets must be at least 112 bits after decoding
pyotp, 24 letters: 617190
otpauth, 16 letters: 263420
otpauth, 24 letters: 617190"
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
