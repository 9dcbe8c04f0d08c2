### 信用数据源接口的约定

refusal-registry-url = 接口地址填写为“{ $value }”。应为 https:// 或 http:// 加主机，路径或查询参数中须有 {"{code}"}，也可有 {"{name}"}；不得有其他花括号、登录信息或“#”。
refusal-registry-header = 请求头“{ $name }”与变量“{ $env }”无法使用。名称只能用字母、数字和短横线；存放密钥的环境变量名只能用大写字母、数字和下划线。
refusal-registry-kind = 没有信用规则使用“{ $value }”这一记录类型，此类记录不会起作用。请填写规则中的类型（如 COURT_DEFAULTER），或填写其在记录中的位置并列出类型用词对照。
refusal-registry-pointer = { $name } 的位置填写为“{ $value }”。位置应为 JSON 指针，以“/”开头，如 /data/rows。
refusal-registry-marker = “无记录”标志填写为 { $value }。应为文字、数字或 true、false，且位置不得与列表相同：仅没有列表或列表为空不算答复。
refusal-registry-field = 未指明 { $name } 在记录中的位置。subject_name、authority、decision_no、event_date 为必填。
refusal-registry-word = 严重程度对照中有“{ $value }”。只能是 minor、general、serious、unknown。
refusal-registry-allow = “{ $value }”既不是主机名，也不是 IP 地址。允许访问的主机不带协议、端口、掩码或星号。
