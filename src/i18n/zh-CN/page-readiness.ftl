# 开工自查

nav-readiness = 开工自查
readiness-lead = 办理全流程所需的人员、日历、预算和申报通知是否齐备；缺少的排在前面，并说明如何补齐。
readiness-good = 已齐备，可以开展申报、审核、拨付和对账。
readiness-missing = 还缺 { $count } 项，补齐前有的事项不能办理。
readiness-needs = 所需条件
readiness-state-missing = 缺少
readiness-state-soon = 即将需要
readiness-state-there = 已有
readiness-go = 前往办理
readiness-administrators = 两名项目管理员：一人提出，另一人复核
readiness-holder = 有人担任“{ $role }”
readiness-chain = 审核程序 { $name } 的各环节能由不同的人办理
readiness-payments = 拨付的经办与复核能由两个人办理
readiness-passwords = 每名工作人员都已设密码
readiness-passwords-missing = 有 { $count } 名工作人员尚未设密码，不能登录
readiness-holidays = { $year } 年的法定节假日日历
readiness-budget-line = { $year } 年度的预算科目
readiness-call = 正在受理的申报通知
readiness-cure-people = 由一名项目管理员提出新增人员或授予角色，另一名复核。
readiness-cure-passwords = 在该人员的页面生成设置密码的链接，当面交给本人。
readiness-cure-holidays = 国务院办公厅公布放假安排后，由一名项目管理员录入，另一名复核；没有录入的年份不能作为截止日期。
readiness-cure-budget-line = 由一名项目管理员开设该年度的预算科目，另一名复核。
readiness-cure-call = 由一名项目管理员提出申报通知，另一名复核。
home-missing = 办理全流程所需的条件还缺 { $count } 项。
