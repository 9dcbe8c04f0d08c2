#!/usr/bin/env bash
# joi and yup accept 30 February as 2 March, also as ISO 8601, and the contract number 12-3 as a day of 2001.
# Guess: Joi.date() and Joi.date().iso() of joi 18.3.2 and date() of yup 1.7.1 refuse 2026-02-30, as z.iso.date() of zod 4.6.7
#        does, and 12-3, which is no date.
# Seen: 2 March 2026 for both, with .iso() too; 3 December 2001, and New Year's Day 2026 for HT-2026-1. 20260105 is the first
#       day of 1970 for joi and right for yup, which takes 46027, the number of a spreadsheet for that day, as the year
#       46027.
# Why: a mistyped end of a term is moved by the form, and nobody is asked; a contract number in the column of days is
#      accepted, and the term is over before it begins.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
echo '{}' >package.json
npm install --no-audit --no-fund --ignore-scripts --cache cache joi@18.3.2 yup@1.7.1 zod@4.6.7 >log 2>&1 ||
  { echo "joi 18.3.2, yup 1.7.1 or zod 4.6.7 could not be installed"; exit 2; }

cat >run.js <<'E1'
const joi = require("joi");
const yup = require("yup");
const { z } = require("zod");
const day = (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
const ways = {
  "joi": (text) => joi.attempt(text, joi.date()),
  "joi, iso": (text) => joi.attempt(text, joi.date().iso()),
  "yup": (text) => yup.date().validateSync(text),
  "zod": (text) => new Date(`${z.iso.date().parse(text)}T00:00:00`),
};
for (const text of ["2026-02-28", "2026-02-30", "12-3", "HT-2026-1", "20260105", "46027"]) {
  const read = Object.entries(ways).map(([name, way]) => {
    try {
      return `${name} ${day(way(text))}`;
    } catch {
      return `${name} refuses`;
    }
  });
  console.log(`${text}: ${read.join(", ")}`);
}
E1

seen=$(TZ=Asia/Shanghai node run.js 2>>log || echo failed)
want='2026-02-28: joi 2026-02-28, joi, iso 2026-02-28, yup 2026-02-28, zod 2026-02-28
2026-02-30: joi 2026-03-02, joi, iso 2026-03-02, yup 2026-03-02, zod refuses
12-3: joi 2001-12-03, joi, iso refuses, yup 2001-12-03, zod refuses
HT-2026-1: joi 2026-01-01, joi, iso refuses, yup 2026-01-01, zod refuses
20260105: joi 1970-01-01, joi, iso refuses, yup 2026-01-05, zod refuses
46027: joi 1970-01-01, joi, iso refuses, yup 46027-01-01, zod refuses'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
