#!/usr/bin/env bash
# RapidFuzz gives another firm the same 90 points as the firm's own branch, and jellyfish takes two firms for a match.
# Guess: WRatio of RapidFuzz 3.14.6 has a branch of 深圳市甲贸易有限公司 nearer to it than 深圳市乙贸易有限公司, another
#        firm; match_rating_comparison of jellyfish 1.3.0 does not say that Chinese names match (its rules are made for
#        English ones).
# Seen: 90.0 for both, and for 深圳市甲商贸有限公司. jellyfish says True for 甲公司 and 乙公司, and for two firms in two
#       cities with two trades: of a name the first and the last three characters are compared, and the last are 限公司.
# Why: half of a Chinese firm's name is its city and its legal form, and one character is the whole difference; 90
#      points are where many programs stop asking.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir rapidfuzz==3.14.6 jellyfish==1.3.0; } >log 2>&1 ||
  { echo "rapidfuzz 3.14.6 or jellyfish 1.3.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
import jellyfish
from rapidfuzz import fuzz
firm = "深圳市甲贸易有限公司"
for other in ("深圳市甲贸易有限公司龙岗分公司", "深圳市乙贸易有限公司", "深圳市甲商贸有限公司"):
    print(f"WRatio {fuzz.WRatio(firm, other)}: {other}")
for one, other in (("甲公司", "乙公司"), (firm, "广州市乙担保有限公司")):
    print(f"match rating {jellyfish.match_rating_comparison(one, other)}: {one}, {other}")
print("codes:", jellyfish.match_rating_codex(firm), jellyfish.match_rating_codex("广州市乙担保有限公司"))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='WRatio 90.0: 深圳市甲贸易有限公司龙岗分公司
WRatio 90.0: 深圳市乙贸易有限公司
WRatio 90.0: 深圳市甲商贸有限公司
match rating True: 甲公司, 乙公司
match rating True: 深圳市甲贸易有限公司, 广州市乙担保有限公司
codes: 深圳市限公司 广州市限公司'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
