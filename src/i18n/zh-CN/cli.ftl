### 命令行

cli-fault = 程序没有完成这项工作：
cli-list-row = 第 { NUMBER($row, useGrouping: 0) } 行：{ $why }
cli-rows-read = 已读取行数
cli-waiting-for-database = 正在等待数据库；数据库可用后自动继续。
promise-alone = 单台服务器，没有备库：只要磁盘在，已确认的内容就在。请把备份放在别处。
promise-asynchronous = 异步复制：有备库（目前 { $standbys } 台），但办理时不等它们。切换会丢失备库尚未收到的内容，因此除非两名管理员接受该风险，否则不放行支付。
promise-synchronous = 同步复制（{ $names }）：每次办理都等备库确认，目前有 { $confirming } 台在确认。备库全部不在时集群是否退为异步，由数据库之外的设置决定（Patroni：synchronous_mode_strict）。
promise-standby = 这是备库：可以查看，不在这里写入。
cli-cluster-proposed = 已提出，请另一名管理员确认：xinbu cluster confirm。
cli-cluster-accepted = 两名管理员接受：至 { $until } 止，切换可能丢失已确认的内容。理由：{ $reason }
cli-doctor-writes = 可以写入。
cli-doctor-does-not-write = 不能写入。
cli-cluster-ended = 已终止。备库为异步时不再放行支付。
cli-cluster-missing = 记录了 { $acts } 次已确认的办理，其中 { $missing } 次数据库里没有，{ $unread } 行读不懂。
cli-serving = 服务已启动：{ $address }（按 Ctrl+C 停止）
cli-migrated = 数据库结构已是最新。
cli-calendar-good = { $year } 年的放假安排可以载入：放假 { $off } 天，调休上班 { $makeup } 天，全年工作日 { $worked } 天。
cli-calendar-proposed = { $year } 年的放假安排已提出，编号 { $number }，待另一名项目管理员复核（xinbu office confirm { $number }）：放假 { $off } 天，调休上班 { $makeup } 天，全年工作日 { $worked } 天。
cli-call-proposed = 拟稿 { $number } 已提交，待另一名项目管理员复核（{ $people }）：xinbu call confirm { $number } --by …
cli-call-confirmed = 已复核，申报通知 { $number } 按此执行。
cli-set-up = 初始化完成：{ $units } 个机构，{ $firms } 家单位，{ $people } 人，{ $lines } 条预算指标。

## 列名
cli-column-row = 行
cli-column-letter = 列
cli-column-heading = 列名
cli-column-found = 单元格内容
cli-column-problem = 问题
cli-column-key = 编号
cli-column-enterprise = 企业
cli-column-amount = 补贴（{ $unit }）
cli-column-outcome = 结果
cli-column-entry = 序号
cli-column-booked = 记账日
cli-column-credit = 收入（{ $unit }）
cli-column-debit = 支出（{ $unit }）
cli-column-party = 对方户名
cli-column-end-to-end = 端到端标识
cli-column-remark = 备注
cli-entry-pending = 未入账（待处理）
cli-entry-not-booked = 未入账
cli-entry-reversal = 冲正
cli-column-scheme = 编号
cli-column-version = 版本
cli-column-in-force = 有效期
cli-column-title = 名称

## 明细表
cli-schedule-head = { $file }：工作表“{ $sheet }”，标题在第 { NUMBER($row, useGrouping: 0) } 行
cli-schedule-unknown = 未使用的列：{ $letter } “{ $heading }”
cli-schedule-rows = 共 { $rows } 行：可用 { $good } 行，有错误 { $bad } 行；合计行 { $totals } 行不计入
cli-schedule-good = 明细表没有错误，可以上传。
cli-schedule-bad = 有 { $count } 处错误。请更正后重新检查。

## 银行流水
cli-statement-id = 对账单编号
cli-statement-account = 账号
cli-statement-period = 期间
cli-statement-opening = 期初余额
cli-statement-credits = 收入合计
cli-statement-debits = 支出合计
cli-statement-closing = 期末余额
cli-statement-good = 期初加收入减支出等于期末，可以导入。
cli-statement-quarantine = 导入时会整份隔离，原因是：

## 核算
cli-calc-head = 办法 { $scheme }，明细表 { $file }，{ $rows } 行
cli-admitted-way = 不符合校验规则但确系核发的代码，经两名人员凭证件认可后计入。不连接服务器时，用 --admitted FILE 给出此类代码，每行一个。
cli-calc-bad-rows = 有 { $count } 行存在错误，未作核算。更正后重试，或加上 --leave-out-bad-rows 只核算其余的行。
cli-calc-bad-earlier = 以往批准文件有 { $count } 行存在错误，未作核算。
cli-calc-no-earlier = 没有提供以往批准的数据，下列跨年度限额按没有批准过计算，结果可能偏高：{ $limits }。请用 --earlier 给出文件。
cli-calc-total = 合计 { $total }：共 { $lines } 行，计补 { $paid } 行，不符合条件 { $ineligible } 行，算不出金额 { $faults } 行（各行注明原因）
cli-outcome-zero = 符合条件，补贴为零
cli-outcome-struck = 不予计入
cli-outcome-ineligible = 不符合：{ $gate }
cli-outcome-fault = 规则 { $rule } 无值
cli-outcome-negative = 规则 { $rule } 算得负数，不予补贴（退保、冲回由主管部门追回或抵扣）

## 补贴办法
cli-scheme-no-cases = 旁边没有 cases.json，只检查了办法文件。
cli-scheme-folder = 共检查 { $count } 个办法文件，{ $bad } 个有问题。
cli-scheme-difference = { $what }：应为 { $expected }，算得 { $found }
cli-scheme-diff-head = 对比：{ $older } → { $newer }
cli-scheme-diff-none = { $older } 与 { $newer } 的规则相同。

## 核验
cli-verify-good = 全部成立。
cli-backup-made = 已备份：{ $tables } 张表，{ $rows } 行，{ $size } KiB，截至 { $at }。
cli-backup-hash = 清单的 SHA-256：{ $hash }。请另行保管，以便日后证明备份未被改动。
cli-backup-retained = 已清除较旧的备份 { $count } 份。
cli-left-behind = 已清除：{ $what }（此前中断的备份或恢复所遗留）
cli-upgrade-copied = 数据属于较早的版本：已备份，并已在备份上试升级、核验通过：{ $copy }
cli-backup-is = 备份内容：{ $tables } 张表，{ $rows } 行，{ $size } KiB，截至 { $at }。
cli-restored = 已恢复；第 { $epoch } 纪元开始。
cli-restore-aside = 原数据库现为 { $place }。
cli-restore-locked = 所有人员须重新登录。付款已暂停，待银行流水显示备份之后付过什么；财务页面会说明还缺什么。
cli-restore-unsound = 备份内容不满足核验，未作任何替换。
cli-drill = 备份用时 { $copied } 毫秒，恢复并核验共 { $whole } 毫秒；无差异。
cli-verify-bad = 有不成立的项目，见上。
invariant-whole = 数据库文件完好：每一页可读，索引与表相符
invariant-i1 = 每笔转账金额为正，借贷两方在同一账簿、同一预算指标
invariant-i2 = 每个账户的借贷累计等于其转账之和
invariant-i3 = 每本账簿借贷相等
invariant-i4 = 应为正的账户都不透支
invariant-i5 = 每条预算指标：下达等于可用、预留、承诺、待付、在途、已支之和
invariant-i6 = 付款不超过核定，核定之和等于审定金额
invariant-i7 = 每项核定至多一笔有效付款
invariant-i8 = 付款状态与银行流水的匹配一致
invariant-i9 = 账面存款等于银行期末余额
invariant-i10 = 支付批次的内容、笔数、金额与复核时一致
invariant-i11 = 同一申报中没有人办理了不相容的环节
invariant-i12 = 同一合同没有重复申报
invariant-i13 = 审计记录的哈希链完整
invariant-i14 = 每个文件与存入时大小一致
invariant-moves = 每件申报与每个批次的状态、每人的办理环节，均与审计记录一致
invariant-accounts = 每项核定与付款的账户都是签署时的账户
invariant-procedures = 审核程序都是两人复核过的或随程序提供的，每件案件适用其申报通知的程序，限额内审批的金额都有限额覆盖
invariant-people = 每个人的所属单位与角色同审计记录一致
invariant-files = 每个文件的内容与存入时逐字节相同，校验值见于审计记录
invariant-signatures = 每件申报的答复、明细与收款账户都是签署时的内容，签署值见于审计记录
invariant-lines = 每条明细的各列由签署时的内容重新导出而一致；其信用结果与封存的核查一致，其审核决定与审计记录一致
invariant-claims = 每份计入的合同与发票均与其明细及方案的规定一致
invariant-meetings = 两件申报所报的同一合同，在双方各有记载，且没有多余的记载
invariant-standings = 明细表中每条有效的行都有其明细
invariant-grants = 批准所给予的支持出自其明细，合计等于各明细所得，并与向收款方支付的一致
invariant-budget-payments = 预算 = 付款：已支、在途与付款状态逐条相等
invariant-owed-back = 应追回款等于错付减去已追回，逐条相等
invariant-payments-bank = 付款 = 银行：已付与流水匹配逐条相等
invariant-recalculation = 按保存的输入重新核算，结果逐字节相同
invariant-credit = 每次信用核查的快照与其校验值一致，并与前一次相接；其结果与逐行结果同封存的一致

## 信用
cli-credit-cases = 共执行 { $count } 项，不一致 { $differences } 处。
cli-credit-difference = { $case } 第 { $step } 步 { $field }：应为 { $expected }，实为 { $found }
cli-credit-check = { $code } 截至 { $day }：{ $outcome }（规则 { $rules }）
cli-credit-list = 名单：{ $list }
cli-credit-imported = 共 { $seen } 行：新增 { $added }，变更 { $changed }，无变化 { $same }，有错误 { $bad }
cli-credit-removed = 移出 { $removed } 条：全量文件中已不再列出
cli-credit-kept = 已保存，导入编号 { $import }。
cli-credit-dry-run = 仅试算，没有保存。
cli-credit-night = 复查 { $cases } 件已拨付申报，新增追回建议 { $proposed } 件，清除到期个人信息 { $purged } 条，核对核查快照 { $checked } 份。
cli-credit-row = 第 { $row } 行 { $column }：{ $words }
cli-doctor-documents = 文件内容保存在 { $place }。
cli-doctor-documents-database = 文件内容保存在数据库中。
cli-backup-documents = 数据库之外的文件共 { $count } 个，其中缺失 { $missing } 个；本次取回 { $fetched } KiB，其余与上一份副本共用。
cli-doctor-copies = 定期备份存放在 { $folder }，最近一份备份于 { $at }。
cli-doctor-copies-late = 定期备份已逾期：存放在 { $folder }，最近一份备份于 { $at }。请查看“后台任务”和程序日志。
cli-doctor-copies-empty = 定期备份存放在 { $folder }，还没有备份。xinbu serve 运行时会备份。
cli-doctor-copies-none = 没有定期备份：未设置 XINBU_BACKUP_DIR。请设置该文件夹，或另行定时执行 xinbu backup。
cli-set-up-link = 本系统尚未开局。请在 { $minutes } 分钟内用浏览器打开以下链接，设置本机构和最先的两名管理员（链接只用一次，不要转给他人）：
    { $address }
cli-people-open-none = 没有等待复核的人员变更。
cli-tables-none = 还没有登记任何银行表格。首次导入时会询问各列的含义。
cli-recover-link = 链接只显示这一次，{ $hours } 小时内可使用一次。请亲自交给本人。使用后该人员的第二验证因素即停用；日志载明本命令及其理由。
cli-secret-key-other = 有 { $count } 个第二验证因素由 XINBU_SECRET_KEY 以外的密钥保管，相关人员只能用恢复码登录；请用原来的密钥启动程序。

cli-relocated = 已迁移并逐行核对：{ $tables } 张表，{ $rows } 行。
cli-relocated-next = 今后请以新的数据库地址启动程序。原文件未作改动，请收存，不要再使用。
cli-ready = { $address } 可以办理业务。
cli-not-ready = { $address } 不能办理业务：{ $why }。
