### 命令行的提示

refusal-file-unreadable = 无法使用 { $path }：{ $why }。
upload-folder-missing = 没有这个文件夹
refusal-database-missing = 没有数据库 { $path }。请核对 --database 或 XINBU_DATABASE 中的路径；新建数据库请用 xinbu migrate。
refusal-database-empty = { $path } 里没有信补的数据。请核对 --database 或 XINBU_DATABASE；若是新建，请先运行 xinbu migrate。
refusal-scheme-folder-empty = 文件夹 { $path } 及其下级文件夹中没有办法文件（.toml）。
refusal-scheme-id-unknown = 没有名为“{ $value }”的补贴办法。可用的有：{ $allowed }；也可以给出办法文件（.toml）的路径。
refusal-fact-name-unknown = 该办法没有名为“{ $value }”的填报项。可填的有：{ $allowed }。
refusal-fact-not-given = 该办法要求填报“{ $zh }”（{ $en }）。请用 --facts 给出文件，其中写明 { $name } = "…"。
refusal-facts-malformed = 填报项文件 { $path } 无法读取：{ $what }。金额等带小数的数请加引号写成文字。
refusal-setup-malformed = 文件 { $path } 无法读取。{ $what }
refusal-text-malformed = 第 { NUMBER($line, useGrouping: 0) } 行 { $text }：{ $why }
malformed-missing = 缺少这一项
malformed-unknown = 没有这一项或这一值
malformed-allowed = 可用的有
malformed-twice = 写了两次
malformed-kind = 值的类型不对（文字和日期要加引号，数不加）
malformed-length = 个数或长度不对
malformed-end = 文件到此中断，没有写完
malformed-other = 不符合格式，请核对引号、括号、逗号和等号
refusal-login-taken = 登录名“{ $value }”已有人使用（系统中已有，或文件中写了两次），请换一个。本次没有保存任何内容。
refusal-person-incomplete = 人员“{ $value }”的“{ $field }”没有内容。登录名（login）、中英文姓名（zh、en）、角色（roles）都要填写；不用密码登录的人员不写密码（password），密码不能为空。本次没有保存任何内容。
refusal-login-taken-bare = 该登录名已有人使用，请换一个。
refusal-role-twice = “{ $value }”的同一角色写了两次，请删去一个。本次没有保存任何内容。
refusal-role-twice-bare = 同一角色写了两次，请删去一个。
refusal-unit-known = 代码为“{ $value }”的单位已经存在（系统中已有，或文件中写了两次）。本次没有保存任何内容。
refusal-unit-known-bare = 该代码的单位已经存在。
refusal-firm-known = 统一社会信用代码为 { $value } 的企业已经存在（系统中已有，或文件中写了两次）。本次没有保存任何内容。
refusal-firm-known-bare = 该统一社会信用代码的企业已经存在。
refusal-bank-account-known = 账号 { $value } 的银行账户已经存在（系统中已有，或文件中写了两次）。本次没有保存任何内容。
refusal-bank-account-known-bare = 该账号的银行账户已经存在。
refusal-budget-line-known = 代码为“{ $value }”的指标已经存在（系统中已有，或文件中写了两次）。本次没有保存任何内容。
refusal-budget-line-known-bare = 该代码的指标已经存在。
refusal-database-older = { $path } 的数据结构比本程序旧（缺 { $steps } 步）。请先备份，再运行 xinbu migrate 升级；未作任何改动。
refusal-database-newer = { $path } 的数据结构比本程序新（{ $step }）。请使用与之相符或更新的程序；未作任何改动。
refusal-listen-failed = 无法在 { $address } 上提供服务：{ $why }。请换一个地址或端口。
refusal-demo-folder = 文件夹 { $path } 中有不属于演示的文件，未作任何改动。请用 --dir 指定一个新文件夹。
