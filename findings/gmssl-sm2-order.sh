#!/usr/bin/env bash
# SM2: what gmssl encrypts, sm-crypto decrypts to an empty text.
# Guess: gmssl 3.2.2 and sm-crypto 0.5.8 use the order of the standard of 2016, C1C3C2, unless told otherwise; the
#        comment in gmssl and the page of sm-crypto name it as default.
# Seen: gmssl's default is C1C2C3. sm-crypto does not raise an error for the other order: the result is "". With
#       mode=1 in gmssl, or 0 in sm-crypto, both agree.
# Why: an account number that is sent encrypted arrives as an empty field, which looks like one left blank.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir gmssl==3.2.2 &&
  npm install --no-audit --no-fund --ignore-scripts --cache cache sm-crypto@0.5.8; } >log 2>&1 ||
  { echo "gmssl 3.2.2 or sm-crypto 0.5.8 could not be installed"; exit 2; }

cat >run.py <<'E1'
from gmssl import sm2
# The key pair of the example in GB/T 32918.5.
private = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8"
public = (
    "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
)
for settings in ({}, {"mode": 1}):
    print(sm2.CryptSM2(private_key=private, public_key=public, **settings).encrypt(b"6222021234567891").hex())
E1
cat >run.js <<'E1'
const { sm2 } = require("sm-crypto");
const key = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
require("fs").readFileSync("secret", "utf8").trim().split("\n").forEach((secret, i) => {
  const read = [undefined, 0].map((mode) => JSON.stringify(sm2.doDecrypt(secret, key, mode)));
  console.log(["gmssl as it is:", "gmssl with mode=1:"][i], "sm-crypto as it is", read[0], "with 0", read[1]);
});
E1

seen=$(v/bin/python run.py 2>>log >secret && node run.js 2>>log || echo failed)
want='gmssl as it is: sm-crypto as it is "" with 0 "6222021234567891"
gmssl with mode=1: sm-crypto as it is "6222021234567891" with 0 ""'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
