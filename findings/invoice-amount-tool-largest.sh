#!/usr/bin/env bash
# PDF: invoice-amount-tool takes the guaranteed sum in the remarks for the amount of an invoice, and a red invoice for nothing.
# Guess: invoice-amount-tool 0.3.1 reads the total with tax, 价税合计（小写）, as its page says, of a Chinese digital invoice: 1000.00;
#        a red invoice (红字), which takes back another, counts as -1060.00.
# Seen: the largest amount with ¥ on the page is taken: with 合同金额￥1,200,000.00 in the remarks the invoice of 1000.00 is one of
#       1200000.00, without any remark on it (its list of issues is empty). The sign of -¥... and ¥-... is no part of what it
#       looks for: the red invoice has no amount, which it lists as an issue, and adds 0 to the total; -¥1060.00 is +1060.00.
# Why: the premium on an invoice is what a subsidy is calculated from, and guarantee invoices name the guaranteed sum in the
#      remarks; premiums that were taken back stay in the total.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
{ python3 -m venv v && v/bin/pip install -q --disable-pip-version-check invoice-amount-tool==0.3.1 pypdf==7.1.1 reportlab==5.1.0; } >log 2>&1 ||
  { echo "invoice-amount-tool 0.3.1, pypdf 7.1.1 and reportlab 5.1.0 could not be installed"; exit 2; }

cat >run.py <<'E1'
import pathlib
from invoice_amount_tool.core import parse_invoice_file, summarize_invoices
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
def write(number, net, tax, total, capitals, remark):
    page = canvas.Canvas(f"{number}.pdf", (600, 300))
    page.setFont("STSong-Light", 10)
    for line, text in enumerate(("电子发票（普通发票）", f"发票号码：2644200000001234567{number}", "开票日期：2026年01月05日",
                                 "*金融服务*担保费 6%", f"合 计 {net} {tax}", f"价税合计（大写） {capitals} （小写） {total}", f"备注：{remark}")):
        page.drawString(30, 270 - 20 * line, text)
    page.save()
write(1, "¥1000.00", "¥60.00", "¥1060.00", "壹仟零陆拾元整", "HT-2026-0012")
write(2, "¥943.40", "¥56.60", "¥1000.00", "壹仟元整", "HT-2026-0013，合同金额￥1,200,000.00")
write(3, "¥-1000.00", "¥-60.00", "¥-1060.00", "（负数）壹仟零陆拾元整", "红冲26442000000012345671")
write(4, "-¥1000.00", "-¥60.00", "-¥1060.00", "（负数）壹仟零陆拾元整", "红冲26442000000012345671")
read = [parse_invoice_file(pathlib.Path(f"{number}.pdf")) for number in range(1, 5)]
for one in read:
    print(one.invoice_no, one.amount, one.confidence, *one.issues)
print("total of the first three", *(one.amount for one in summarize_invoices(read[:3]).totals.values()))
E1

seen=$(v/bin/python run.py 2>>log || echo failed)
want='26442000000012345671 1060.0 medium
26442000000012345672 1200000.0 medium
26442000000012345673 None low missing_amount
26442000000012345674 1060.0 medium
total of the first three 1201060.0'
echo "$seen"
[ "$seen" = "$want" ] || { printf 'CHANGED. It was:\n%s\n' "$want"; exit 1; }
