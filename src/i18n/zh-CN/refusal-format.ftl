### 文件、明细表、银行报文的提示（format/、import_row、statement、reconciliation）

## 文件
refusal-file-empty = 文件是空的。请重新选择有内容的文件。
refusal-file-too-large = 文件超过上限 { $max } MB，未予接收。请删去无关的工作表、图片和空白行后另存再上传；仍超过的，请联系项目管理员调高上限。明细表不要拆开：分开核算的结果可能与合并核算不同。
refusal-file-kind = 这是{ $found }，不能读取。请上传 XLSX 工作簿或 CSV 文件。
refusal-file-encrypted = 文件有打开密码。请在 Excel 中取消密码后重新上传。
refusal-file-broken = 文件已损坏或不完整，无法读取：{ $what }。请用 Excel 打开并另存为 XLSX 后重新上传。
broken-container = 不是完整的 XLSX（压缩包不全或已损坏）
broken-part = 其中一部分无法解压
broken-part-missing = 缺少组成部分
broken-sheet = 工作表的内容不符合 XLSX 格式
broken-order = 单元格或行的次序颠倒
broken-record = 无法读取的行
broken-quote = 引号没有成对，最后读到的行
broken-reading = 读取文件时磁盘出错
xml-mismatched = 开始与结束标记不一致
xml-unmatched = 多出的结束标记
xml-unclosed = 标记没有写完
xml-end = 文件到此中断，没有写完
xml-second-root = 根元素之后还有内容
xml-attribute = 属性的写法不对
xml-reference = 不能识别的“&…;”
xml-characters = 有不能识别的字符
xml-long = 一段文字超过 16 MB
xml-other = 不符合 XML 的写法
import-stopped = 导入已中断
refusal-file-unpacked = 文件解压后超过 { $max } MB，或压缩比例不正常，未予读取。
refusal-file-parts = 文件内部超过 { $max } 个部分，不是正常的工作簿，未予读取。
refusal-file-doctype = 文件含有文档类型声明（DOCTYPE），正常的工作簿和银行报文没有这种内容，未予读取。
refusal-file-encoding = 文件的编码既不是 UTF-8 也不是 GB18030。请用 Excel 另存为 XLSX 或“CSV UTF-8”。
file-kind-pdf = PDF 文件
file-kind-ofd = OFD 文件
file-kind-xlsx = Excel 工作簿
file-kind-program = 可执行程序
file-kind-script = 脚本
file-kind-active = 含有宏或程序的文件
file-kind-text = 纯文本
file-kind-picture = 图片
file-kind-archive = 压缩包
file-kind-word = Word 文档
file-kind-xls = 旧版 Excel 文件（.xls）
file-kind-xlsb = 二进制 Excel 文件（.xlsb）
file-kind-ods = OpenDocument 表格（.ods）
file-kind-html = 网页文件（扩展名可能是 .xls 或 .xlsx）
file-kind-xml = XML 文件
file-kind-json = JSON 文件
file-kind-binary = 无法识别的二进制文件

## 工作表与列
refusal-sheet-missing = 没有名为“{ $wanted }”的工作表。文件中有：{ $seen }。
refusal-sheet-ambiguous = 有多个工作表都像所需的明细表：{ $seen }。请指明其中一个，或只保留一个。
refusal-sheet-no-headings = 在“{ $seen }”中没有找到明细表的标题行。请使用下载的模板，不要改动列名。
refusal-columns-too-many = 第 { NUMBER($row, useGrouping: 0) } 行到了 { $column } 列，最多允许 { $max } 列。
refusal-rows-too-many = 超过 { $max } 行。请拆分后分别上传。
refusal-column-missing = 缺少必填的列“{ $column }”（{ $column_en }）。
refusal-column-doubled = 列“{ $column }”出现了两次：{ $first } 列和 { $second } 列。请只保留一列。
refusal-column-unit = 列“{ $column }”的单位是“{ $found }”，本表规定为“{ $declared }”。请换算后修改数值和列名。
refusal-key-doubled = 第 { NUMBER($row, useGrouping: 0) } 行的“{ $value }”与第 { NUMBER($first, useGrouping: 0) } 行重复。
refusal-cell-broken = 单元格是错误值 { $value }。请在 Excel 中改正公式后重新上传。
refusal-key-zeros-lost = 第 { NUMBER($row, useGrouping: 0) } 行的“{ $value }”与第 { NUMBER($first, useGrouping: 0) } 行的“{ $other }”可能是同一编号：其中一个是数值单元格，数值会丢掉开头的零。请将两处都设为文本并填写完整编号。
refusal-cell-format = 单元格显示为“{ $value }”，实际存储的是 { $stored }（格式 { $format }）。请按本列的单位填写数值，并改用普通数值格式。
refusal-cell-uncalculated = 单元格是公式，但没有计算结果（存储的是“{ $stored }”）。请在 Excel 或 WPS 中打开、重新计算并保存，或将结果粘贴为数值。
refusal-cell-merged = 单元格与 { $corner } 合并，其中的“{ $value }”不能同时代表几行。请取消合并，逐行填写。
refusal-value-bounds = “{ $value }”超出本列允许的范围：不小于 { $least }，不大于 { $most }。
refusal-date-order = { $value } 早于本行“{ $column }”（{ $column_en }）的 { $earlier }，先后颠倒。

## 银行报文
refusal-message-malformed = 第 { NUMBER($line, useGrouping: 0) } 行不是正确的 XML：{ $what }。
refusal-message-encoding = 文件自称以 { $declared } 编码，但内容不是，或系统不认识这种编码。请向银行索取编码正确的文件；不要用其他程序另存。
refusal-message-depth = 报文嵌套超过 { $max } 层，未予读取。
refusal-message-kind = 这不是可以读取的报文：{ $found }。可以读取的是：{ $allowed }。
refusal-message-element-missing = 报文缺少元素 { $element }。
refusal-message-text = 支付文件的 { $element } 不能写入“{ $value }”：最多 { $max } 个字符，不能为空，不能有控制字符，首尾不能有空格。
refusal-payments-none = 批次中没有支付，不能生成支付文件。
refusal-payment-not-positive = 支付 { $id } 的金额不大于零。
refusal-payment-id-doubled = 两笔支付使用了同一个端到端标识 { $id }。

## 银行流水的隔离原因
quarantine-account-missing = 没有账号。
quarantine-currency-unknown = 没有账户币种，或币种不在系统范围内。
quarantine-opening-missing = 没有期初余额。
quarantine-closing-missing = 没有期末余额。
quarantine-unbalanced = 期初 { $opening } 加收入 { $credits } 减支出 { $debits }，与期末 { $closing } 相差 { $difference }。
quarantine-account-currency = 本账户以 { $account } 记账，这份流水的币种是 { $found }。
quarantine-overflow = 发生额合计超出系统范围。
quarantine-opening-differs = 期初余额 { $opening } 不等于上一份流水的期末余额 { $previous }。
quarantine-sequence-gap = 流水序号不连续：上一份是 { NUMBER($previous, useGrouping: 0) }，这一份是 { NUMBER($found, useGrouping: 0) }。
quarantine-period-overlaps = 流水从 { $from } 开始，早于上一份流水的截止日 { $previous }。
quarantine-currency-differs = { $ordinal ->
    [0] 余额的币种是 { $found }，与账户币种不同。
   *[other] 第 { NUMBER($ordinal, useGrouping: 0) } 笔的币种是 { $found }，与账户币种不同。
}
quarantine-date-missing = 第 { NUMBER($ordinal, useGrouping: 0) } 笔没有记账日期。
quarantine-outside-period = 第 { NUMBER($ordinal, useGrouping: 0) } 笔的记账日期 { $booked } 不在流水期间内。
quarantine-future = 流水日期到 { $day }，晚于收到它的日期 { $today }：未来的流水不能入账。请放弃这一份，待该日结束后导入银行的正式流水。
quarantine-entry-doubled = 第 { NUMBER($ordinal, useGrouping: 0) } 笔与第 { NUMBER($first, useGrouping: 0) } 笔的银行流水号、日期、金额和方向都相同。
quarantine-details-differ = 第 { NUMBER($ordinal, useGrouping: 0) } 笔是批量记账，与其明细合计相差 { $difference }。
quarantine-unreadable = { $ordinal ->
    [0] { $element } 无法识别：“{ $found }”。
   *[other] 第 { NUMBER($ordinal, useGrouping: 0) } 笔的 { $element } 无法识别：“{ $found }”。
}

## 匹配的理由
match-reason-end-to-end-agrees = 端到端标识一致
match-reason-amount-agrees = 金额一致
match-reason-amount-differs = 金额相差 { $by }
match-reason-account-agrees = 账号一致
match-reason-account-differs = 账号不一致
match-reason-name-agrees = 户名一致
match-reason-name-differs = 户名不一致
match-reason-date-within = 支付后 { $days } 天记账
match-reason-id-in-words = 附言中有该付款的端到端标识或付款编号
match-reason-charge-inside = 金额等于付款加银行注明的手续费 { $charge }
match-reason-not-booked-yet = 该付款的支出尚未在流水中出现
match-reason-taken-back = 这一匹配曾被撤销
match-reason-bank-says-return = 银行注明退汇
match-reason-bank-says-reversal = 银行注明冲正
match-reason-direction-differs = 收付方向不一致
match-reason-payment-taken = 该支付已与另一笔流水匹配
match-reason-already-paid = 该支付已付讫
match-reason-not-with-bank = 账上这笔付款不在银行处理中
match-reason-owed-back = 该付款有错付的款待追回
match-reason-looks-like-charge = 像是银行手续费
match-reason-looks-like-interest = 像是利息
match-reason-nothing-agrees = 没有相符的支付
document-kind-schedule = 企业申报明细表
document-kind-statement = 银行对账单
document-kind-credit_list = 信用信息名单
document-kind-credit_evidence = 信用依据材料
document-kind-account_evidence = 收款账户变更依据材料
document-kind-finance_evidence = 财务事项依据材料
document-kind-firm_licence = 注册单位的营业执照
document-kind-budget_document = 预算指标文件
document-kind-contract_paper = 合同材料
document-kind-policy_paper = 保险材料
document-kind-loss_paper = 代偿和赔付材料
document-kind-declaration_paper = 承诺书
document-kind-power_of_attorney = 授权委托书
document-kind-other_paper = 其他材料
