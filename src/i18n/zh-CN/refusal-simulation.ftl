### 测算的提示

refusal-simulation-column-missing = 明细表没有“{ $column }”（{ $column_en }）列，该版本要求必填。
refusal-simulation-column-kind = “{ $column }”（{ $column_en }）列在该版本中是另一种数据，不能换用。
refusal-simulation-value-missing = “{ $column }”（{ $column_en }）列在该版本中必填，有 { $count } 行没有填写，第一处在明细第 { $line } 条。
refusal-simulation-choice = 明细第 { $line } 条的“{ $column }”（{ $column_en }）填的是“{ $value }”，该版本没有这个选项。
refusal-simulation-fact-missing = 申报时没有询问“{ $fact }”（{ $fact_en }），该版本要求填报。
refusal-simulation-fact-kind = 填报项“{ $fact }”（{ $fact_en }）在该版本中是另一种数据，不能换用。
refusal-simulation-currency = 两个版本的币种不同：{ $before } 和 { $after }，不能比较。
refusal-simulation-uneven = { $number } 两次核算的行数不一致，不能比较。
refusal-simulation-base-missing = 用文件测算时，请用 --base 指明对照的办法（编号或文件）。
refusal-simulation-nothing = 没有在两个版本下都正确的行，无法测算。
