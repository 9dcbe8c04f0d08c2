### 拨付前的信用核查

refusal-credit-gate = 不能拨付 { $application }：{ $why }。请撤回该批次后重新组批，系统会重新核查。
refusal-credit-gate-cause = 不能拨付 { $application }：{ $reasons }。{ $who }

# 规则版本、双人录入、异议与修复
refusal-credit-approvals-missing = 规则须经两名未参与起草的人员审定后方可生效。
refusal-credit-rules-malformed = 规则文本无法使用：{ $rule } { $what }。请按示例格式修改后再试。
refusal-credit-rules-past = 规则自 { $found } 起生效，早于今天（{ $today }）。已作出的核查不能被新规则改写，请选择今天之后的日期。
refusal-credit-rules-known = 编号 { $id } 已被使用。规则一经保存不再修改，请换一个编号另立版本。
refusal-credit-rules-known-bare = 该编号已被使用。规则一经保存不再修改，请换一个编号另立版本。
refusal-credit-dry-run-missing = 请先用最近 { $days } 天的核查试算，看清哪些结论会改变，再审定。
refusal-credit-second-officer = 须由另一名人员确认，本人录入的内容不能由本人确认。
refusal-credit-statement-malformed = 内容不完整或有误：{ $what }。
refusal-evidence-missing = 请上传依据材料（证明文件、截图或函件）。
refusal-document-kind = { $kind }应为 { $allowed } 文件（不含宏），所选文件是{ $found }，未予接收。
refusal-document-name = 文件名为“{ $name }”，内容却是{ $found }。请以正确的扩展名保存后再上传。
refusal-file-not-taken = “{ $file }”未予接收：{ $why }同时上传的其他合格文件已保存。
refusal-material-missing = 缺少必须提交的材料：{ $material }。请在“申报材料”页补充后再签署。
refusal-material-unknown = 本次申报没有这项材料。请重新打开“申报材料”页，从清单中选择。
refusal-material-key = 代码应为 1 至 40 个小写字母、数字或下划线，例如 contracts。
refusal-material-twice = 另一项材料已用此代码，请各用各的代码。
refusal-material-kind = 申报材料没有这一种类，请从列表中选择。
refusal-material-part = 请写明由哪些补贴事项要求提交，且须是所依据办法中的事项；一律提交或可选提交的，不填事项。
refusal-materials-too-many = 一次申报最多要求 { $max } 项材料，请适当合并。
refusal-attachment-there = 该文件已在此项材料中，没有作任何改动。
refusal-attachments-too-many = 一件申报最多附 { $max } 个文件，请合并为一个 PDF 或移除不需要的文件。
refusal-document-held = 该文件正在进行病毒检查，检查无问题后才能打开，请过几分钟再试。
refusal-document-infected = 该文件未通过病毒检查，任何人都不能打开。请将其移除，另行上传无问题的文件。
refusal-papers-held = 有 { $count } 个文件正在进行病毒检查，请过几分钟再试；仍不行的，请告知受理单位的系统管理员。
refusal-papers-infected = 有 { $count } 个文件未通过病毒检查。请在“申报材料”页移除有标记的文件，另行上传无问题的文件。
refusal-scanner-away = 病毒检查服务不可用：{ $why }恢复之前，文件暂不能打开。
scanner-silent = 它没有应答。
scanner-strange = 它的应答不是病毒检查服务的应答。
scanner-limit = 文件超过其上限（clamd.conf 的 StreamMaxLength）。
refusal-scanner-address = XINBU_CLAMD 的值“{ $address }”既不是 主机:端口，也不是套接字路径。程序没有启动。
refusal-credit-record-unknown = 没有找到该单位的这条记录：{ $record }。请从信用档案中的记录进入。
refusal-credit-entry-open = { $who }已于 { $at } 就同一事项录入“{ $what }”，正待第二人确认。同一事项同时只能有一项待确认：请先在“双人录入”中确认或退回该项，再录入新的。
refusal-credit-entry-overtaken = 本项录入之后，{ $who }已于 { $at } 就同一事项确认了“{ $what }”。请退回本项；仍有不同意见的，请依据现在的情况重新录入。
refusal-credit-desk-open = 这条记录已有未办结的异议或修复申请，请等待办结。
refusal-credit-not-overridable = 下列情形不能由人员裁量放行，请按其办法处理：{ $reasons }。
refusal-purpose-missing = 请写明查询用途。用途与查询人、时间一并留存。
refusal-credit-drop-too-large = 按该文件将移出 { $removed } 条记录（现有 { $known } 条），已达到或超过 { $percent }%。请核对文件是否完整；确认无误后勾选“确认移出”（命令行用 --confirm-drop）再导入。
refusal-credit-file-date-missing = 请填写名单的数据截止日期。时效按数据的日期计算，不按导入的日期。
refusal-credit-import-running = 该来源的另一份名单正在导入。请等其完成后再办理。中断的导入在最后一次写入两分钟后，由下一次导入自动清除。
refusal-credit-file-older = 该文件的数据截止日期为 { $found }，早于已导入的 { $known }。请使用更新的文件。
refusal-registry-malformed = 接口设置有误：{ $what }。

# 全量文件导入
refusal-credit-file-incomplete = 文件中有 { $bad } 行无法读取，不能据此判断哪些记录已移出。请修正这些行后重新导入，或改用增量方式导入。
refusal-credit-file-future = 数据截止日期 { $found } 晚于今天。请填写名单本身的数据日期。
refusal-credit-list-other = 该文件是{ $found }，而来源 { $source } 只提供：{ $lists }。一份名单只能作为其本来的来源导入，请选择正确的来源。
refusal-credit-code-column = 第 { $letter } 列“{ $column }”是统一社会信用代码，但未能识别该表头，导入后记录将没有代码。请将表头改为“统一社会信用代码”后重新导入。
refusal-credit-cell-unread = “{ $value }”无法读取，按未知从严处理；该记录照常计入。
refusal-credit-end-before-event = “{ $value }”早于该记录的日期（{ $event }），按未知从严处理；该记录照常计入。请来源单位更正。
refusal-credit-event-later = 事项日期 { $value } 晚于今天，无法认定；该行未计入，请向来源单位核实后重新导入。
refusal-credit-full-empty = 全量清单中没有任何记录，未予导入，原有记录和新鲜度不变。请核对文件是否完整；名单确已清空的，请来源单位出具证明后由两名人员逐条录入解除。
refusal-credit-cell-missing = 该格为空，按未知从严处理；该记录照常计入。

# 双公示报送
refusal-credit-export-nothing = 没有待报送的{ $kind }。已报送且内容未变的不会重复报送。
refusal-credit-export-row = 该文件共 { $rows } 行，没有第 { $row } 行。请按回执填写行号。
refusal-credit-receipt-line = 无法识别“{ $line }”。请每行填写一个行号和原因，例如“3 代码有误”，行号不重复。
