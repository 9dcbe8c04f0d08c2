# 菜单与导航

## 通用
nav-home = 工作台
nav-todo = 待办
nav-done = 已办
nav-notices = 公示
nav-help = 帮助

## 申报单位
nav-group-apply = 补贴申报
nav-calls = 可申报项目
nav-my-applications = 我的申报
nav-objections-mine = 异议与复核
nav-group-money = 资金
nav-my-payments = 拨付记录
nav-my-recoveries = 退回与追回
nav-group-firm = 单位
nav-firm = 信息与账户
nav-firm-people = 经办人员

## 审核
nav-group-review = 审核
nav-receipt = 待受理
nav-review = 待审核
nav-second-check = 待复核
nav-approval = 待审批
nav-all-applications = 全部申报
nav-group-decision = 决定与公示
nav-batch-decision = 批量审定
nav-notice-admin = 公示管理
nav-divisions = 统一分配
nav-objections = 异议处理
nav-group-query = 查询
nav-credit = 企业信用档案
nav-duplicates = 合同查重
nav-statistics = 统计分析

## 财务
nav-group-pay = 预算与支付
nav-budget = 预算执行
nav-payable = 待支付
nav-batches = 支付批次
nav-requests = 双人办理
nav-returned = 退汇重付
nav-group-reconcile = 对账
nav-statements = 银行流水
nav-import-statement = 导入银行流水
nav-matching = 匹配工作台
nav-month-end = 月末对账
nav-recoveries = 追回台账
nav-group-report = 报表
nav-proof = 对账报告
nav-exports = 导出中心

## 管理与审计
nav-group-rules = 项目与规则
nav-schemes = 补贴项目
nav-rule-versions = 规则版本
nav-dry-run = 试算
nav-group-users = 用户与权限
nav-users = 用户
nav-roles = 角色
nav-units = 单位
nav-group-system = 系统
nav-audit = 审计日志
nav-style = 组件与样式
