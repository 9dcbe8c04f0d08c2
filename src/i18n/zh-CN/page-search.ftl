# 搜索：每页顶部的搜索框及结果

search-title = 搜索
search-words = 编号、企业、信用代码或合同号
search-placeholder = 编号 / 企业 / 合同号
search-hint = 可以输入申报、付款、批次或对账单的编号，或只输末几位；企业名称的一部分；统一社会信用代码；合同、保单或发票号码。
search-none = 没有找到
search-too-little = 请输入至少两个字符，最多 120 个字符。
search-none-text = 只在您有权查看的范围内搜索：请核对编号，或输入更短的名称。合同号在其申报有效期间可以查到。
search-more = 每类只显示最前面的几条；请输入更完整的编号或名称。
search-head-thing = 类别
search-head-number = 编号
search-head-who = 企业或收款人
search-row = { $number } 第 { $row } 行
search-people = 在人员中搜索
search-kind-case = 申报
search-kind-contract = 合同
search-kind-payment = 付款
search-kind-batch = 支付批次
search-kind-statement = 银行对账单
