# 帮助
help-lead = 怎样写一份补贴办法，以及办法文件的全部写法。
help-read = 阅读
help-language = 怎样写一份办法
help-language-hint = 用三份真实公文讲完全部写法，每一份都是可以直接运行的文件。
help-reference = 写法大全
help-reference-hint = 公式的每个词和文件的每个字段，附可运行的例子。
help-procedures = 审核程序与审批限额
help-procedures-hint = 案件经过哪些环节，怎样写本单位的程序，各机构审批多大的金额。
help-api = 程序接口（JSON）
help-api-hint = 写给编写程序的人员：凭令牌申报、办理、读取决定；全部地址及 OpenAPI 文档。
help-copies = 备份，以及恢复之后怎么办
help-copies-hint = 管理员：备份未按时完成，恢复备份。财务人员：付款被暂停怎么办。
help-cluster = 有备库的 PostgreSQL
help-cluster-hint = 写给运维人员：设置、代理、绝不能做的事、切换之后核对什么。
document-kinds-heads = | 文件 | 提交人 | 可查看 | 格式 | 大小上限 | 至少保存 |
document-years = { $count } 年
