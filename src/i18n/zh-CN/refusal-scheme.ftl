# 规则文件、核算与划型的拒绝理由；规则文件的行号由界面另行显示

## 规则文件
refusal-scheme-syntax = 无法读取：{ $found }。规则文件应为 TOML，且只含规定的字段。
refusal-scheme-file-too-large = 规则文件过大，最大为 400 KB。
refusal-scheme-field-missing = “{ $name }”缺少字段“{ $field }”，请补充。
refusal-scheme-value-unknown = “{ $field }”的值“{ $found }”无效，可用：{ $allowed }。
refusal-scheme-name-malformed = “{ $name }”不能作为名称，应以小写字母开头，由小写字母、数字、下划线组成，不超过 40 个字符，且不是公式用词；规则编号用连字符。
refusal-scheme-name-twice = 名称“{ $name }”重复，每个名称只能用一次。
refusal-scheme-name-unknown = 没有名为“{ $name }”的值，可用：{ $allowed }。
refusal-scheme-table-unknown = 没有名为“{ $name }”的分档表，请先定义该表。
refusal-scheme-text-missing = “{ $name }”缺少文字（{ $language }），每项须有中文和英文。
refusal-scheme-article-missing = “{ $name }”没有写明依据，每条规则须指明条款。
refusal-scheme-unused = “{ $name }”没有任何规则使用，请使用或删除。
refusal-scheme-unreachable = “{ $name }”永远不起作用或永远成立，请改正或删除。
refusal-scheme-cycle = “{ $name }”的计算用到了它自己，请改写公式。
refusal-scheme-formula-syntax = 公式从“{ $found }”处起无法读取，请检查运算符、括号和单位（元、万元、亿元、%、‰、天）。
refusal-scheme-formula-too-large = 公式过长或嵌套过深，请拆成几个步骤。
refusal-scheme-function = “{ $formula }”不是可用的函数，或参数个数不对。可用：if、min、max、days、days_inclusive、band、missing、size_class、size_class_any。
refusal-scheme-aggregate = “{ $formula }”处不能对各行求和，求和只能写在单位或企业指标中，且不能嵌套。
refusal-scheme-units = “{ $formula }”中{ $left }与{ $right }不能这样运算，请核对单位。
refusal-scheme-rate-number = “{ $formula }”中{ $left }与{ $right }相遇，比率应带单位，例如 80% 或 3‰。
refusal-scheme-result = “{ $formula }”的结果是{ $found }，此处应为{ $wanted }。
refusal-scheme-level = “{ $name }”是{ $level }的数值，不能用于{ $wanted }的规则，请先汇总为指标。
refusal-scheme-choice-unknown = 选项中没有“{ $value }”，可用：{ $allowed }。
refusal-scheme-bound-flag = 分档表“{ $name }”的界限“{ $bound }”没有写明是否含本数，请填写 { $field }。
refusal-scheme-band-gap = 分档表“{ $name }”的这一档与上一档之间有空档，请使两档相接。
refusal-scheme-band-overlap = 分档表“{ $name }”的这一档与上一档重叠或次序颠倒，请按从低到高排列且互不重叠。
refusal-scheme-rounding-missing = “{ $name }”没有写明舍入，应写明单位和方式（half_up、half_even、down、floor、up），例如 0.01元、half_up。
refusal-scheme-cap-scope = 上限“{ $name }”没有写明范围，应为 line、enterprise 或 firm。

## 核算
refusal-calc-fact-missing = 缺少单位填报事项“{ $name }”，请填写后重新核算。
refusal-calc-fact-unknown = 单位填报事项“{ $name }”不属于本规则，或数值类型不符。
refusal-calc-row-malformed = 第 { $line } 行“{ $column }”列的数值缺失或类型不符，请改正后重新核算。
refusal-calc-parameter-missing = 主管部门尚未确定参数“{ $name }”，确定后方可核算。
refusal-calc-parameter-range = 参数“{ $name }”超出规定范围：不低于 { $least }，不高于 { $most }。
refusal-calc-parameter-unknown = 参数“{ $name }”不属于本规则，或数值类型不符。
refusal-calc-pool-overspent = 资金池“{ $name }”逐家四舍五入后超过总额，请改用最大余数法或截去尾数。
refusal-scheme-group-late = 分组依据“{ $name }”要先汇总才能得出，分组只能依据列或由列直接算出的数值。
refusal-scheme-call-amount = “{ $formula }”对各家申报单位必须相同，只能使用参数和固定数值。
refusal-scheme-table-keys = 表“{ $name }”有 { $wanted } 个键，这里给了 { $found } 个。
refusal-scheme-table-gap = 表“{ $name }”有空档，例如 { $point } 不在任何一行内。请补上一行，或写明 otherwise。
refusal-scheme-table-overlap = 表“{ $name }”有重叠，例如 { $point } 同时落在这一行和前面的一行内。
refusal-scheme-table-too-large = 表“{ $name }”过大，无法逐一核对，请拆成几个表。
refusal-scheme-series-unknown = 没有名为“{ $name }”的参考数列。
refusal-scheme-series-order = 参考数列“{ $name }”中“{ $found }”的日期须晚于前一个且不晚于 known_to，各值单位须相同。
refusal-scheme-class-open = 归类“{ $name }”：最后一类不写 when，其余各类都要写 when，每一行才恰好属于一类。
refusal-call-not-divided = 本批申报的资金池或预算尚未统一分配，请在全部申报进入审核后先作分配，再行审批。
refusal-call-nothing-to-divide = 本批申报的办法没有资金池或预算总额，无需分配。
refusal-call-still-open = 申报受理至 { $closes } 止，截止后方可统一分配。
refusal-call-not-together = 申报 { $number } 目前为“{ $state }”，须全部申报处于审核中方可统一分配。
refusal-calculation-changed = 复核之后，其他申报的批准改变了本件的可补贴金额，请退回重新核算。
refusal-calc-rule-fault = 规则“{ $rule }”无法计算：{ $fault }。
refusal-calc-line-fault = 规则“{ $rule }”因第 { $line } 行无法计算：{ $fault }。
refusal-calc-line-unknown = 没有第 { $line } 行。
calc-fault-missing = 缺少需要的数值
calc-fault-division-by-zero = 除数为零
calc-fault-overflow = 数值超出可计算范围
calc-fault-outside-table = 数值不在分档表的任何一档内
calc-fault-negative = 金额或权重为负
calc-fault-before-series = 日期早于参考数列的第一个值
calc-fault-after-series = 日期晚于参考数列已知的最后一天
calc-fault-no-calendar = 没有该年度的官方放假安排
calc-fault-not-whole = 天数或月数不是整数
calc-fault-nothing-to-share = 没有可分摊的行

## 案例
refusal-case-malformed = 案例“{ $case }”无法读取：{ $found }。

## 企业划型
refusal-size-indicator-missing = 划型需要{ $indicator }，请补充。
size-indicator-staff = 从业人员
size-indicator-revenue = 营业收入
size-indicator-assets = 资产总额

## 公式中的单位与层级
scheme-unit-money = 金额
scheme-unit-rate = 比率
scheme-unit-number = 数
scheme-unit-days = 天数
scheme-unit-compound = 复合单位的数
scheme-unit-date = 日期
scheme-unit-text = 文字
scheme-unit-choice = 选项
scheme-unit-flag = 是否
scheme-level-line = 行
scheme-level-enterprise = 企业
scheme-level-group = 分组
scheme-level-firm = 单位

## 规则版本
refusal-scheme-version-taken = “{ $scheme }”已有版本 { $version }。请在规则文件的 version 中改用新的版本号。
refusal-scheme-version-taken-bare = 该办法已有这一版本。请在规则文件的 version 中改用新的版本号。
refusal-scheme-author-only = 草稿只能由其起草人修改或作废。您可以请起草人修改，或另行起草新版本。
refusal-scheme-second-person = 起草人和提交人不能发布本版本，须由另一名项目管理员发布。
refusal-scheme-cases-open = 本版本没有案例，或有案例未通过，不能提交。请补充案例并改正规则，使全部案例通过。
refusal-scheme-effective-past = 生效日 { $date } 早于今天（{ $today }）。请选择今天或以后的日期。
refusal-scheme-not-in-force = “{ $scheme }”版本 { $version } 的状态为“{ $standing }”，不能据此开设申报。请选择生效中的版本。
refusal-scheme-published = 已提交、已发布或已使用的版本不能修改或删除。请起草新版本。
edition-state-draft = 草稿
edition-state-submitted = 待审批
edition-state-published = 已发布
edition-state-withdrawn = 已停用
edition-state-discarded = 已作废
edition-event-submit = 提交审批
edition-event-reject = 退回
edition-event-publish = 发布
edition-event-withdraw = 停用
edition-event-discard = 作废
standing-draft = 草稿
standing-submitted = 待审批
standing-scheduled = 待生效
standing-in_force = 生效中
standing-superseded = 已被替代
standing-withdrawn = 已停用
standing-discarded = 已作废
