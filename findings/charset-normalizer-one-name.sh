#!/usr/bin/env bash
# GB18030: a bank's list with one Chinese name in it is read as Korean by charset-normalizer, without an error.
# Guess: charset-normalizer 3.5.2 finds gb18030, or a part of it, also in a short list with English headings and one
#        name.
# Seen: cp949; 甲担保行 begins with the Korean 솖덫괏. chardet 7.7.0 says GB18030 for the same bytes. With three Chinese
#       firms and Chinese headings both are right.
# Why: the name of the payee is what a returned payment is matched by; amounts and days are right, so nobody looks
#      again.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --no-cache-dir charset-normalizer==3.5.2 chardet==7.7.0; } >log 2>&1 ||
  { echo "charset-normalizer 3.5.2 or chardet 7.7.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
import chardet
import charset_normalizer
short = "date,amount,name\n2026-01-05,1234.56,甲担保行\n" + "2026-01-06,200.00,\n2026-01-07,99.10,\n2026-01-08,200.00,\n"
long = "交易日期,金额,户名\n" + "".join(
    f"2026-01-05,1234.56,{name}\n" for name in ("深圳市甲融资担保有限公司", "深圳市乙保险经纪有限公司", "广州丙科技股份有限公司"))
for text in (short, long):
    data = text.encode("gb18030")
    best = charset_normalizer.from_bytes(data).best()
    name = str(best).splitlines()[1].rsplit(",", 1)[1]
    print("charset-normalizer:", best.encoding, name[:3], "chardet:", chardet.detect(data)["encoding"])
E1
seen=$(v/bin/python run.py 2>>log || echo failed)
want='charset-normalizer: cp949 솖덫괏 chardet: GB18030
charset-normalizer: gb18030 深圳市 chardet: GB18030'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
