# 拒绝的理由：何处、发现了什么、应当怎样

## 金额与费率
refusal-amount-overflow = 金额过大，超出系统可记录的范围，请核对数值和单位。
refusal-division-by-zero = 计算中除数为零，请核对作为分母的天数、余额或单位。
refusal-negative-weight = 分摊比例不能为负数，请核对参与分摊的数值。
refusal-nothing-to-share = 有金额需要分摊，但没有分摊对象，请先添加分摊对象。
refusal-amount-malformed = “{ $value }”不是金额，应填数字，例如 5000000.00。
refusal-amount-too-large = “{ $value }”太大，无法登记：金额小数点前最多 13 位。请核对数字及其单位。
refusal-amount-unit = “{ $value }”中含有单位，只填数字，单位以表头为准。
refusal-amount-decimals = “{ $value }”的小数位过多，最多 { $places } 位小数。
refusal-amount-scientific = “{ $value }”是科学记数法，可能已丢失位数，请将单元格设为文本后填写完整数字。
refusal-amount-negative = “{ $value }”带有正负号，此处只接受不带符号的金额；退保、冲回不填负数，由主管部门按办法追回或抵扣。
refusal-rate-malformed = “{ $value }”不是费率，应填百分比，例如 1.20%。

## 日期
refusal-date-malformed = “{ $value }”不是有效日期，应填年月日，例如 2026-07-27。
refusal-calendar-missing = 系统尚未载入 { $year } 年的工作日历，不能推算工作日。项目管理员在国务院办公厅公布该年放假安排后，在“工作日历”中录入并由另一人复核（命令行：xinbu calendar add）。
refusal-calendar-known = { $year } 年的工作日历已经载入，保持不变。
refusal-calendar-source = { $year } 年的工作日历没有注明来源。请在 source 中写明放假通知的文号或网址。
refusal-calendar-day = { $date }：{ $why }
calendar-day-other-year = 不在所写的年份内。
calendar-day-twice = 写了两次，或既列为放假又列为上班。
calendar-day-no-weekend = 不是星期六或星期日，本来就是工作日，不必列为调休上班。
calendar-day-holiday = 是法定节假日（《全国年节及纪念日放假办法》第二条），却没有列为放假。
calendar-day-known = 已由另一年的通知列入，不能再列。

## 证照号码与账户
refusal-uscc-malformed = “{ $value }”不是统一社会信用代码，应为 18 位数字或大写字母（不含 I、O、S、V、Z）。
refusal-uscc-structure = “{ $value }”不是统一社会信用代码：前两位应为登记管理部门和机构类别，第 3 至 8 位应为登记管理机关行政区划码（GB 32100）。请按营业执照填写。
refusal-uscc-check-digit = 统一社会信用代码“{ $value }”的校验位不正确，请对照营业执照核对。执照上确是此代码的，持执照请受理部门登记“代码认可”，经第二人确认后即可填报。
refusal-uscc-person = “{ $value }”是自然人的公民身份号码的格式，不是单位的统一社会信用代码。此处不得填写自然人的证件号码：请填写单位的代码；自然人不填此列。
refusal-cnaps-malformed = “{ $value }”不是联行号，应为 12 位数字。
refusal-cnaps-check-digit = 联行号“{ $value }”的校验位不正确，请向开户行核对。
refusal-account-malformed = “{ $value }”不是银行账号，应为 6 至 32 位，至少 6 位数字，可含大写字母和连字符。
refusal-identifier-as-number = “{ $value }”已被表格软件转换为数值并丢失位数，请将单元格设为文本后重新填写完整号码。

## 表单字段
refusal-field-required = 此项必填。
refusal-text-too-long = 文字过长，最多 { $max } 个字。
refusal-count-malformed = “{ $value }”不是整数，应填不带小数的数字。
refusal-choice-unknown = “{ $value }”不在可选范围内，可填：{ $allowed }。
refusal-flag-malformed = “{ $value }”不是“是”或“否”。

## 登录、权限与流程
refusal-not-signed-in = 您尚未登录或登录已过期，请先登录。
refusal-sign-in-failed = 账号或密码不正确，请重新输入。
refusal-sign-in-locked = 登录失败次数过多，请于 { $until } 之后再试。
refusal-not-your-role = 此操作需要下列角色之一，而您的账号没有：{ $role }。
refusal-not-your-role-bare = 此操作需要您的账号所没有的角色。
refusal-clock-behind = 服务器的时钟显示 { $now }，早于最近一次记录 { $last }，期限会算错，因此没有保存。请系统管理员校准时钟后再办理。
refusal-not-found = 没有找到，或不在您的管辖范围内。
refusal-nothing-named = 没有找到“{ $value }”，或不在您的管辖范围内。
refusal-same-person = 您已在本件中办理过“{ $step }”，按职责分离规定，本环节须由另一人办理。
refusal-same-person-bare = 您已在本件中办理过不相容的环节，按职责分离规定，须由另一人办理。
refusal-not-in-this-state = 当前状态为“{ $state }”，不能办理“{ $event }”。
refusal-not-in-this-state-bare = 当前状态不能办理此事项，请查看最新内容后再操作。
refusal-stale = 您打开本页后，他人已作更改。请查看最新内容后再操作。
refusal-content-changed = 批准之后内容已有变化，原批准不再有效，须重新办理。
refusal-key-reused = 同一次提交被用于不同的内容，请返回原页面重新提交。
refusal-foreign-request = 请求不是从本系统页面发出的，或页面已过期，请返回原页面重新操作。
refusal-https-only = 本页面是以 http 打开的。密码和登录状态在途中可能被读取，所以本系统只在 https 下登录：请把地址开头改为 https:// 后重新打开。打不开时，请系统运维人员在前置代理上配置 https；仅单机使用时可设 XINBU_HTTPS=false。
refusal-reason-required = 请填写理由。
