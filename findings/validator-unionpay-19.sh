#!/usr/bin/env bash
# validator says of a UnionPay card with nineteen digits, as most debit cards of Chinese banks have, that it is none.
# Guess: isCreditCard of validator 13.15.35 takes UnionPay numbers of 16 to 19 digits whose check digit is right, with
#        provider: "unionpay" at the latest.
# Seen: only the one with 16 digits, also with the provider named. card-validator 10.0.4 takes both, but a wrong check
#       digit as well: it does not check UnionPay's unless it is told to.
# Why: the account that a subsidy shall go to cannot be entered; without the check a mistyped digit is not noticed.
# Invented numbers; the check digit is calculated.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache validator@13.15.35 card-validator@10.0.4 >log 2>&1 ||
  { echo "validator 13.15.35 or card-validator 10.0.4 could not be installed"; exit 2; }

cat >run.js <<'E1'
const validator = require("validator");
const cards = require("card-validator");
for (const number of ["6222021234567894", "6222021234567891233", "6222021234567891234"]) {
  const digits = [...number].reverse().map((digit, n) => (n % 2 ? 2 * digit - 9 * (digit > 4) : +digit));
  const right = digits.reduce((sum, digit) => sum + digit, 0) % 10 === 0;
  const named = validator.isCreditCard(number, { provider: "unionpay" });
  console.log(`${number.length} digits, check digit ${right ? "right" : "wrong"}: validator ${validator.isCreditCard(number)}, ` +
    `for unionpay ${named}, card-validator ${cards.number(number).isValid} (${cards.number(number).card.type})`);
}
E1

seen=$(node run.js 2>>log || echo failed)
want='16 digits, check digit right: validator true, for unionpay true, card-validator true (unionpay)
19 digits, check digit right: validator false, for unionpay false, card-validator true (unionpay)
19 digits, check digit wrong: validator false, for unionpay false, card-validator true (unionpay)'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
