# 申报单位的页面

## 结果提示
done-account-set = 收款账户已保存。
done-application-created = 申报 { $number } 已建立，请按任务逐项填写。
done-application-submitted = 申报 { $number } 已签署并提交。请保存或打印下方的回执。
done-application-withdrawn = 申报 { $number } 已撤回。
done-facts-saved = 填报内容已保存。
done-schedule = 明细表已导入，{ $good } 行全部通过。
done-schedule-bad = 明细表已导入：{ $good } 行通过，{ $bad } 行有错误。

## 工作台
firm-desk-call = 可申报，截止 { $date }
firm-desk-draft = 草稿，请在 { $date } 前提交
firm-desk-money = 最近拨付
firm-desk-no-money = 还没有拨付。申报审定并公示期满后，付款会出现在这里。

## 可申报项目
firm-calls-lead = 选择项目，查看申报条件与所需材料，然后开始申报。
firm-calls-open = 开放的项目
firm-calls-closed = 已截止的项目
firm-calls-none-title = 目前没有开放的项目
firm-calls-none-text = 新的项目发布后会出现在这里。
firm-call-open = 可申报
firm-call-not-yet = 尚未开始
firm-call-over = 已截止
firm-call-details = 查看申报要求
firm-call-about = 项目概况
firm-call-rules = 补贴条件
firm-call-questions = 需要填写的问题
firm-call-parameters = 主管部门确定的标准
firm-parameter = 事项
firm-parameter-value = 本次标准
firm-estimate-provisional = 本办法设有资金池或预算总额，截止后统一分配，目前的金额不是最终结果。
firm-call-columns = 明细表的列
firm-call-not-for-you = 本项目由其他类型的单位申报。
firm-call-closed-hint = 不在申报期间内。
firm-preparer-starts = 由本单位经办人开始申报。
firm-open-mine = 打开本单位的申报
firm-basis-link = 查阅文件原文
firm-window = 申报时间
firm-who = 申报主体
firm-range = { $from } 至 { $to }
firm-days-left = 还剩 { $count } 天
firm-rule = 条件
firm-rule-meaning = 具体要求
firm-question = 问题
firm-question-help = 填写说明
firm-columns-lead = 下载模板填写，或使用列名相同的 Excel、CSV 文件。金额单位以列名为准。
firm-column-required = 是否必填
firm-column-content = 填写内容
firm-column-key = 本列的编号不可重复
firm-required = 必填
firm-not-required = 选填
firm-content-money = 金额，最多精确到分
firm-content-rate = 比率，如 1.2%
firm-content-count = 整数
firm-content-date = 日期，如 2026-06-30
firm-content-flag = 是或否
firm-content-uscc = 18 位统一社会信用代码
firm-content-account = 银行账号，单元格须为文本格式
firm-content-cnaps = 12 位联行号
firm-content-text = 文字，不超过 { $max } 字
firm-content-choice = 以下之一：{ $list }
firm-kind = 单位类型
firm-kind-guarantor = 融资担保机构
firm-kind-insurer = 保险公司
firm-kind-enterprise = 企业

## 我的申报
firm-none-title = 还没有申报
firm-none-text = 从可申报项目中选择一项开始。

## 申报
firm-progress = 办理进度
firm-station-fill = 填报提交
firm-station-receipt = 受理
firm-station-review = 审核
firm-station-notice = 公示
firm-station-payment = 拨付
firm-correction-title = 请按以下意见补正
firm-correction-how = 更正填报内容或重新上传明细表后，由签署人重新签署提交。
firm-tasks = 申报任务
firm-task-account = 单位信息与收款账户
firm-task-facts = 填写申报问题
firm-task-schedule = 业务明细表
firm-task-estimate = 补贴金额测算
firm-task-submit = 核对并提交
firm-task-resubmit = 核对并重新提交
firm-hint-account = { $bank } { $account }
firm-hint-account-missing = 尚未登记收款账户
firm-hint-account-none-needed = 本项目补贴直接支付给企业，无需本单位收款账户
firm-hint-facts = 已回答 { $given } 个，共 { $needed } 个必填问题
firm-hint-schedule-none = 尚未上传明细表
firm-hint-schedule = 已读取 { $seen } 行：{ $good } 行通过，{ $bad } 行有错误
firm-hint-estimate = 测算金额 { $amount }
firm-hint-estimate-none = 回答全部问题并上传明细表后自动测算
firm-hint-not-ready = 完成以上各项后可以提交
firm-hint-sign = 请核对后签署提交
firm-hint-signatory = 填报已完成，等待本单位签署人签署提交
firm-hint-signed = 已签署提交，内容已锁定
firm-amount-estimate = 测算金额
firm-amount-claimed = 申报金额
firm-amount-approved = 核定金额
firm-amount-paid = 已拨付
firm-history = 办理记录
firm-person = { $name }（{ $role }）
firm-event-create = 建立申报
firm-event-fill_in = 填写申报问题
firm-event-import_schedule = 上传明细表
firm-payments = 拨付记录
firm-receipt = 提交回执
firm-content-hash = 内容校验码（SHA-256）
firm-next-step = 下一步
firm-next-step-text = 受理单位审查材料是否齐全，结果会显示在本页。
firm-locked = 申报已提交，内容不能更改。如需更正，请等待退回补正。
firm-preparer-fills = 由本单位经办人填写，您可以查看。

## 问题
firm-facts-lead = 以下内容由本单位填报并承担责任，将与明细表一起用于测算。
firm-no-questions = 本项目没有需要另行填写的问题。
firm-not-answered = 尚未填写
firm-with-unit = { $title }（{ $unit }）

## 明细表
firm-upload = 上传明细表
firm-upload-again = 重新上传明细表
firm-upload-file = 明细表文件
firm-upload-hint = Excel（.xlsx）或 CSV 文件，不超过 20 MB。
firm-upload-columns = 必须有的列：{ $columns }
firm-upload-rule-rows = 正确的行会保留，有错误的行逐条列出原因和改法。
firm-upload-rule-units = 金额单位以列名中的“元”或“万元”为准，不会自动换算或猜测。
firm-upload-rule-accounts = 银行账号、合同编号请用文本格式，避免被表格软件改成科学计数。
firm-upload-rule-again = 新文件将替换现有明细，请上传包含全部合同的完整文件。
firm-import-result = 导入结果
firm-original = 下载原文件
firm-rows = 明细行
firm-rows-seen = 读取行数
firm-rows-good = 通过行数
firm-rows-bad = 有错误行数
firm-rows-skipped = 跳过行数
firm-rows-skipped-note = 合计行
firm-all-good = { $count } 行全部通过。
firm-some-bad = { $good } 行已保留，{ $bad } 行有错误，未计入测算。可下载标注文件，对照在完整文件中更正后重新上传。
firm-file-from = 文件：{ $file }，工作表：{ $sheet }，导入时间：{ $time }
firm-total-check = 通过行的金额合计，请与本单位台账核对：
firm-total-amount = 金额合计
firm-found = 填写内容
firm-blank = （空白）
firm-enterprise = 企业名称
firm-no-bad-title = 没有错误
firm-no-bad-text = 所有行均已通过。
firm-bad-how = 行号与列标对应上传的文件。合同编号取自原文件。
firm-errors-file = 错误行

## 测算
firm-estimate-total = 测算合计
firm-estimate-note = 以审定结果为准。
firm-no-estimate-title = 还不能测算
firm-no-estimate-text = 回答全部问题并上传明细表后自动测算。
firm-lines = 行数
firm-lines-all = 全部
firm-lines-paid = 有补贴
firm-lines-ineligible = 不符合条件
firm-lines-struck = 核查剔除
firm-lines-fault = 无法计算
firm-components = 补贴构成
firm-component = 项目
firm-before-cap = 限额前（元）
firm-cap = 限额扣减
firm-unpaid-reasons = 没有补贴的行及原因
firm-line-results = 逐行结果
firm-line-title = 第 { $row } 行　{ $contract }
firm-show-all = 全部
firm-show-paid = 有补贴
firm-show-unpaid = 没有补贴
firm-outcome-paid = 计入
firm-outcome-zero = 金额为零
firm-outcome-ineligible = 不符合条件
firm-outcome-struck = 核查剔除
firm-outcome-fault = 无法计算
firm-struck-by-credit = 因信用核查结果剔除
firm-struck-by-reviewer = 审核中剔除
firm-fault-hint = 计算所需的数据缺失或超出规则范围
firm-negative-hint = 按规则算出的金额为负（如退保、冲回）：本行不予补贴，也不从其他行扣除；以前已发的补贴由主管部门按办法追回或抵扣
firm-zero-hint = 按规则计算为零
firm-why = 计算过程

## 单位
firm-file = 单位信息
firm-file-source = 以上信息由受理单位登记；如有变化，请联系受理单位更正。
firm-name = 单位名称
firm-licence = 经营许可证号
firm-representative = 法定代表人
firm-contact = 联系人
firm-account = 收款账户
firm-account-none-title = 还没有收款账户
firm-account-none-text = 补贴只支付到以本单位名义开立的账户。
firm-account-add = 登记收款账户
firm-account-replace = 更换收款账户
firm-account-holder = 户名
firm-account-no = 账号
firm-account-hint = 只填数字，可以有空格。
firm-bank-hint = 填写到支行，如“江临银行解放路支行”。
firm-cnaps = 联行号
firm-cnaps-hint = 12 位数字，可向开户行查询。
firm-account-rule = 户名固定为“{ $name }”。已审定的申报仍按审定时的账户支付。
firm-account-save = 保存收款账户
firm-role = 岗位
firm-people-note = 经办人填报，签署人签署，不能是同一人。

## 提交
firm-declaration = 声明
firm-declared = 本人代表申报单位确认并接受以上声明
firm-leave-out = 知悉有 { $count } 行存在错误，本次申报不包括这些行
firm-sign-effect = 签署提交后内容锁定，系统记录签署人、时间和内容校验码。
firm-only-signatory = 只有本单位签署人可以提交；填报人和签署人不能是同一人。
firm-withdraw-effect = 申报终止，合同可以在其他申报中重新使用。
