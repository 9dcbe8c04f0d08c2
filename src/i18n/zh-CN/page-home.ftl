# 工作台
home-nothing-title = 没有待办事项
home-nothing-text = 您的岗位没有逐件办理的事项，可从左侧菜单进入查询页面。
home-role-waiting = 待您办理
home-role-empty = 目前没有待您办理的事项。
waits-application = 申报：{ $state }
waits-payment = 拨付：{ $state }
waits-batch = 支付批次：{ $state }
waits-entry = 银行流水：{ $state }
waits-notices-over = 公示期满、待结束的公示
waits-payments-back = 退汇或支付失败、待重新办理的拨付
waits-statements-held = 未通过核对的银行流水文件
waits-requests = 待您复核的双人办理事项
waits-credit-matches = 待认定的信用记录匹配
waits-credit-statements = 待第二人确认的信用录入
waits-credit-objections = 待处理的异议和信用修复
waits-credit-recoveries = 待决定的追回建议
waits-credit-rules = 待您审定的信用规则版本
