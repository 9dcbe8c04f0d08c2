# 状态、事项、角色与环节

## 申报（办理人员所见）
application-state-draft = 草稿
application-state-submitted = 已提交
application-state-withdrawn = 已撤回
application-state-accepted = 已受理
application-state-not_accepted = 不予受理
application-state-checked = 已核查
application-state-in_review = 审核中
application-state-correction_requested = 退回补正
application-state-reviewed = 待复核
application-state-confirmed = 待审批
application-state-approved_provisional = 已审定
application-state-refused = 不予支持
application-state-published = 公示中
application-state-approved = 待拨付
application-state-settled = 已拨付
application-state-given_up = 已放弃拨付
application-state-lapsed = 逾期未补正
application-state-discarded = 草稿已删除
application-state-suspended = 已中止
application-state-undo_asked = 撤销审定待复核

## 申报（申报单位所见）
application-public-draft = 草稿
application-public-submitted = 已提交
application-public-withdrawn = 已撤回
application-public-accepted = 已受理
application-public-not_accepted = 不予受理
application-public-checked = 已受理
application-public-in_review = 审核中
application-public-correction_requested = 待补正
application-public-reviewed = 审核中
application-public-confirmed = 审核中
application-public-approved_provisional = 已审定
application-public-refused = 不予支持
application-public-published = 公示中
application-public-approved = 待拨付
application-public-settled = 已拨付
application-public-given_up = 已放弃拨付，未支付
application-public-lapsed = 逾期未补正，已办结
application-public-discarded = 草稿已删除
application-public-suspended = 已中止办理
application-public-undo_asked = 已审定

## 申报的办理事项
application-event-submit = 签署并提交
application-event-withdraw = 撤回申报
application-event-accept = 受理
application-event-reject_receipt = 不予受理
application-event-check = 完成核查
application-event-start_review = 开始审核
application-event-request_correction = 退回补正
application-event-resubmit = 补正后重新提交
application-event-recommend = 出具审核意见
application-event-confirm = 复核同意
application-event-send_back = 退回初审
application-event-recheck = 退回重新核查
application-event-approve = 审定
application-event-refuse = 不予支持
application-event-publish = 发布公示
application-event-end_notice = 结束公示
application-event-settle = 拨付完成
application-event-give_up = 放弃拨付，办结
application-event-reopen = 退汇后重新办理
application-event-lapse = 按逾期未补正办结
application-event-discard = 删除草稿
application-event-veto = 信用否决，不予支持
application-event-undo_approval = 撤销审定
application-event-ask_undo = 申请撤销审定
application-event-keep_approval = 维持审定
application-event-suspend = 中止
application-event-resume = 恢复办理

## 付款（办理人员所见）
payment-state-ready = 待支付
payment-state-held = 暂缓支付
payment-state-batched = 已入批次
payment-state-instructed = 已发出
payment-state-paid = 支付成功
payment-state-rejected = 支付失败
payment-state-returned = 退汇
payment-state-cancelled = 已取消

## 付款（申报单位所见）
payment-public-ready = 待拨付
payment-public-held = 待拨付
payment-public-batched = 待拨付
payment-public-instructed = 支付中
payment-public-paid = 已到账
payment-public-rejected = 支付中
payment-public-returned = 退汇，请核对账户
payment-public-cancelled = 已取消

## 付款的办理事项
payment-event-batch = 加入批次
payment-event-unbatch = 移出批次
payment-event-hold = 暂缓支付
payment-event-release = 解除暂缓
payment-event-instruct = 发出支付指令
payment-event-settle = 与银行流水匹配
payment-event-reject = 银行拒绝
payment-event-return = 退汇
payment-event-pay_again = 重新拨付
payment-event-cancel = 取消付款
payment-event-withdraw = 退出已取消的批次
payment-event-unsettle = 撤销匹配
payment-event-unreturn = 撤销退汇匹配
payment-event-unreject = 撤销银行未付
payment-event-restore = 恢复后移出批次
payment-event-find = 恢复后查明已付
payment-event-unfind = 该笔支出并非本笔拨付

## 支付批次
batch-state-draft = 草稿
batch-state-submitted = 待复核
batch-state-approved = 已审批
batch-state-sealed = 已封存
batch-state-sent = 已发送银行
batch-state-completed = 已完成
batch-state-void = 已作废

## 支付批次的办理事项
batch-event-submit = 提交复核
batch-event-approve = 复核通过
batch-event-seal = 封存并生成银行文件
batch-event-send = 标记已发送银行
batch-event-complete = 批次完成
batch-event-recall = 撤回批次
batch-event-cancel = 取消批次
batch-event-reopen = 重新等待结果
batch-event-restore = 恢复后撤回或视为已发送
batch-event-never_sent = 银行未收到文件

## 银行流水
entry-state-unmatched = 未匹配
entry-state-matched = 已匹配
entry-state-explained = 已说明
entry-event-match = 匹配
entry-event-explain = 说明用途
entry-event-match_by_rule = 按规则自动匹配
entry-event-explain_by_rule = 按规则自动说明
entry-event-unmatch = 撤销处理

## 流水的隔离
quarantine-state-none = 已入账
quarantine-state-waiting = 已隔离
quarantine-state-asked = 已申请接收
quarantine-state-given_up = 已放弃
quarantine-event-recheck = 重新检查通过
quarantine-event-ask = 申请接收
quarantine-event-accept = 同意接收
quarantine-event-decline = 不同意接收
quarantine-event-give_up = 放弃

## 双人办理
request-state-asked = 待复核
request-state-confirmed = 已同意
request-state-declined = 未同意
request-event-confirm = 同意并办理
request-event-decline = 不同意
request-kind-reject_payment = 银行未付
request-kind-undo_reject = 撤销银行未付（银行实际已付）
request-kind-reject_batch = 银行拒收批次文件
request-kind-cancel_batch = 取消已封存批次
request-kind-give_up_award = 放弃拨付
request-kind-accept_statement = 接收隔离流水
request-kind-lift_lock = 解除恢复后停付
request-kind-batch_never_sent = 银行未收到批次文件

## 收款账户变更
account_change-state-requested = 待本单位另一人确认
account_change-state-confirmed = 待主管部门核实
account_change-state-verified = 已核实
account_change-state-rejected = 未通过核实
account_change-state-withdrawn = 已撤回
account_change-event-confirm = 确认
account_change-event-verify = 核实
account_change-event-reject = 不予通过
account_change-event-withdraw = 撤回
account_hold-state-held = 暂缓支付
account_hold-state-proposed = 待第二人解除
account_hold-state-released = 已解除
account_hold-state-signed_anew = 已按新账户签署，暂缓终止
account_hold-event-sign = 签署补充件
account_hold-event-propose = 提出解除
account_hold-event-release = 解除暂缓
account_hold-event-send_back = 不同意
account_hold-event-overtake = 按新账户签署
payment-event-replace = 改付新账户

## 角色
role-preparer = 经办人
role-signatory = 签署人
role-receiving_officer = 受理人
role-first_reviewer = 初审人
role-second_reviewer = 复审人
role-credit_checker = 信用核查人
role-approver = 审批人
role-finance_maker = 支付经办
role-finance_approver = 支付复核
role-reconciler = 对账员
role-objection_handler = 异议处理人
role-administrator = 项目管理员
role-auditor = 审计员

## 办理环节
step-prepared = 填报
step-signed = 签署提交
step-received = 受理
step-credit_checked = 信用核查
step-reviewed = 初审
step-confirmed = 复核
step-approved = 审批
step-objection_handled = 异议处理
step-batch_made = 编制支付批次
step-batch_approved = 复核支付批次
step-batch_sent = 发送银行
step-reconciled = 对账

## 任务
task-state-not_started = 未开始
task-state-in_progress = 填写中
task-state-done = 已完成
task-state-problem = 有错误
task-state-blocked = 尚不可办理
task-state-locked = 已锁定

## 导入
import-state-queued = 排队中
import-state-running = 校验中
import-state-needs_fix = 待更正
import-state-imported = 已导入
import-state-failed = 导入失败
import-state-cancelled = 已取消

## 明细行
row-state-valid = 通过
row-state-warning = 有提示
row-state-error = 有错误

## 合同核算结果
line-result-agrees = 一致
line-result-adjusted = 已调整
line-result-excluded = 不予计入
line-result-duplicate = 疑似重复

## 信用核查
credit-state-pass = 通过
credit-state-attention = 需关注
credit-state-block = 不通过
credit-state-stale = 已过期
credit-state-unavailable = 数据源不可用

## 公示
notice-state-open = 公示中
notice-state-closed = 公示期满
notice-event-end = 结束公示

## 异议
objection-state-opened = 已提出
objection-state-accepted = 已受理
objection-state-returned = 不予受理
objection-state-asked = 来源单位核查中
objection-state-closed = 已办结
objection-event-accept = 受理
objection-event-return = 不予受理
objection-event-ask = 请来源单位核查
objection-event-close = 办结

## 信用修复
repair-state-opened = 待核实
repair-state-verified = 已核实
repair-state-rejected = 未通过
repair-event-verify = 核实无误
repair-event-reject = 核实未通过

## 双人录入
attestation-state-entered = 待确认
attestation-state-confirmed = 已确认
attestation-state-rejected = 已退回
attestation-event-confirm = 确认
attestation-event-reject = 退回
attestation-event-confirm_source = 确认来源设置
attestation-event-reject_source = 退回来源设置

## 查询授权
consent-state-given = 已授权
consent-state-withdrawn = 已撤回
consent-event-withdraw = 撤回授权

## 信用规则版本
rule_set-state-draft = 草稿
rule_set-state-published = 已发布
rule_set-state-discarded = 已作废
rule_set-event-try = 试算
rule_set-event-approve = 第一人批准
rule_set-event-publish = 第二人批准并发布
rule_set-event-discard = 作废

## 追回
recovery-state-proposed = 待决定
recovery-state-pursued = 决定追回
recovery-state-dropped = 不予追回
recovery-event-pursue = 决定追回
recovery-event-drop = 决定不追回

## 双公示报送
export-state-sent = 待回执
export-state-accepted = 已接收
export-state-rejected = 整份退回
export-event-accept = 登记已接收的回执
export-event-reject = 登记退回的回执
export-event-resend = 重新报送

## 丢失风险的接受
acceptance-state-proposed = 待决定
acceptance-state-accepted = 已接受
acceptance-state-declined = 未接受
acceptance-state-taken_back = 已收回
acceptance-state-ended = 已终止
acceptance-event-agree = 同意接受
acceptance-event-decline = 不同意
acceptance-event-take_back = 收回
acceptance-event-end = 提前终止

## 单位注册
registration-state-filed = 待核对
registration-state-admitted = 已准入
registration-state-declined = 未准入
registration-event-admit = 准入
registration-event-decline = 不予准入
