#!/usr/bin/env bash
# RFC 3161: rfc3161-client drops the fractions of a second of a time stamp.
# Guess: gen_time of rfc3161-client 1.0.9 gives the time of the token with its milliseconds, in UTC; rfc3161ng 2.1.3 too.
# Seen: rfc3161ng has them; for rfc3161-client every stamp is at a whole second, with microsecond 0 and without a
#       warning.
# Why: an office stamps hundreds of decisions in a minute; which of two applications was first decides who gets the
#      rest of the budget, and in the proof both have the same time.
# Needs openssl, which makes the stamps here as an authority of its own.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ command -v openssl && python3 -m venv v &&
  v/bin/pip install -q --no-cache-dir rfc3161-client==1.0.9 rfc3161ng==2.1.3; } >log 2>&1 ||
  { echo "rfc3161-client 1.0.9 or rfc3161ng 2.1.3 could not be installed, or there is no openssl"; exit 2; }

cat >authority.cnf <<'E1'
[req]
distinguished_name = name
[name]
[extensions]
extendedKeyUsage = critical, timeStamping
[tsa]
default_tsa = authority
[authority]
serial = ./serial
signer_cert = ./certificate.pem
certs = ./certificate.pem
signer_key = ./key.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
clock_precision_digits = 3
E1
cat >run.py <<'E1'
import rfc3161_client
import rfc3161ng
from pyasn1.codec.der import decoder
fractions = {"rfc3161ng": 0, "rfc3161-client": 0}
same = True
for n in range(5):
    with open(f"{n}.tsr", "rb") as file:
        reply = file.read()
    token = decoder.decode(reply, asn1Spec=rfc3161ng.TimeStampResp())[0].time_stamp_token
    one = rfc3161ng.get_timestamp(token, naive=False)
    other = rfc3161_client.decode_timestamp_response(reply).tst_info.gen_time
    fractions["rfc3161ng"] += one.microsecond > 0
    fractions["rfc3161-client"] += other.microsecond > 0
    same = same and one.replace(microsecond=0) == other
print("stamps with a fraction of a second:", "several" if fractions["rfc3161ng"] > 2 else "few", "for rfc3161ng,",
      fractions["rfc3161-client"], "for rfc3161-client; whole seconds are the same:", same)
E1
{ echo 01 >serial
  openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out certificate.pem -days 30 -subj "/CN=authority" \
    -config authority.cnf -extensions extensions
  for n in 0 1 2 3 4; do
    echo "decision $n" >decision.txt
    openssl ts -query -data decision.txt -sha256 -cert -out query.tsq
    openssl ts -reply -queryfile query.tsq -config authority.cnf -out "$n.tsr"
  done; } >>log 2>&1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='stamps with a fraction of a second: several for rfc3161ng, 0 for rfc3161-client; whole seconds are the same: True'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
