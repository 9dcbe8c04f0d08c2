//! Every word of formulas and every key of a scheme file, with what it means: the reference that the help shows, and the
//! names that rules may not take.

/// A word of formulas.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// As it is written.
    pub word: &'static str,
    /// With its arguments and its value.
    pub form: &'static str,
    /// Its short name in Chinese and English, as explanations use it.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
    /// What it means, in Chinese.
    pub about_zh: &'static str,
    /// In English.
    pub about_en: &'static str,
    /// A formula that uses it, over the columns and facts of [`EXAMPLE`].
    pub example: &'static str,
}

const fn word(names: [&'static str; 4], about: [&'static str; 2], example: &'static str) -> Word {
    let [word, form, zh, en] = names;
    let [about_zh, about_en] = about;
    Word { word, form, zh, en, about_zh, about_en, example }
}

/// Words that join values.
pub const OPERATORS: &[Word] = &[
    word(["+", "a + b", "加", "plus"], ["两边单位须相同", "both sides have one unit"], "amount + fee"),
    word(
        ["−", "a − b", "减", "minus"],
        ["也可写作 -；两边单位须相同", "also written -; both sides have one unit"],
        "amount − fee",
    ),
    word(
        ["×", "a × b", "乘", "times"],
        ["也可写作 *；金额×比率得金额", "also written *; money × rate is money"],
        "amount × 50%",
    ),
    word(
        ["÷", "a ÷ b", "除", "over"],
        [
            "也可写作 /；金额÷金额得比率，除数为零时本行无法计算",
            "also written /; money ÷ money is a rate; a division by zero is a fault of the line",
        ],
        "amount × (fee ÷ amount)",
    ),
    word(
        ["=", "a = b, a ≠ b", "等于", "equals"],
        ["不等于写作 ≠ 或 !=", "unequal is written ≠ or !="],
        "if(kind = '担保', amount, 0元)",
    ),
    word(
        ["≤", "a ≤ b, a < b, a ≥ b, a > b", "比较", "compares"],
        ["也可写作 <=、>=；含不含由符号写明", "also written <= and >=; the sign says whether the bound is inside"],
        "if(amount ≤ 800万元, amount, 0元)",
    ),
    word(
        ["in", "x in ['a', 'b']", "属于", "is one of"],
        ["选项列是否为其中之一", "whether a choice is one of these"],
        "if(kind in ['担保', '再担保'], amount, 0元)",
    ),
    word(["and", "a and b", "且", "and"], ["两边都成立", "both hold"], "if(amount > 1元 and fee > 1元, amount, 0元)"),
    word(["or", "a or b", "或", "or"], ["任一成立", "one of them holds"], "if(amount > 1元 or fee > 1元, amount, 0元)"),
    word(["not", "not a", "非", "not"], ["不成立", "it does not hold"], "if(not first, amount, 0元)"),
    word(["true", "true, false", "是", "yes"], ["是、否", "yes and no"], "if(first = true, amount, 0元)"),
];

/// Functions of values.
pub const FUNCTIONS: &[Word] = &[
    word(
        ["if", "if(condition, a, b)", "若", "if"],
        [
            "条件成立取 a，否则取 b；只计算取用的一边",
            "a where the condition holds, b elsewhere; only the chosen side is valued",
        ],
        "if(first, amount, fee)",
    ),
    word(
        ["min", "min(a, b, …)", "取小", "least"],
        ["最小的一个；日期也可以", "the least; dates too"],
        "min(amount, 800万元)",
    ),
    word(
        ["max", "max(a, b, …)", "取大", "greatest"],
        ["最大的一个；日期也可以", "the greatest; dates too"],
        "max(0元, amount − fee)",
    ),
    word(
        ["band", "band(table, key, …)", "分档", "band"],
        ["表中所在一行的值", "the value of the row of a table that the key lies in"],
        "amount × band(bands, fee ÷ amount)",
    ),
    word(
        ["at", "at(series, date)", "数列", "series"],
        ["参考数列在某日的值", "the value of a reference series on a day"],
        "amount × at(benchmark, starts)",
    ),
    word(
        ["missing", "missing(x)", "未填", "not given"],
        ["选填的列或事项是否空着", "whether an optional column or fact is empty"],
        "if(missing(other), amount, fee)",
    ),
    word(
        ["round", "round(x, 0.01元, 'half_up')", "取整", "round"],
        [
            "按单位和方式取整；金额、比率、数均可，单位与 x 相同",
            "rounds to a unit by a named mode; the unit is that of x",
        ],
        "round(amount × 3‰, 1元, 'down')",
    ),
    word(["abs", "abs(x)", "绝对值", "absolute value"], ["去掉负号", "without its sign"], "abs(amount − fee)"),
    word(
        ["days", "days(a, b)", "天数", "days"],
        ["从 a 到 b 的天数，首尾只计一日", "days from a to b, counting one of the two ends"],
        "amount × days(starts, ends) ÷ 365天",
    ),
    word(
        ["days_inclusive", "days_inclusive(a, b)", "天数（含首尾）", "days with both ends"],
        ["首尾两日都计", "counting both ends"],
        "amount × days_inclusive(starts, ends) ÷ 365天",
    ),
    word(
        ["overlap", "overlap(a, b, c, d)", "共有天数", "shared days"],
        [
            "a 至 b 与 c 至 d 共有的天数，首尾都计，没有为 0",
            "the days that a to b and c to d share, both ends counted; 0 when none",
        ],
        "amount × overlap(starts, ends, 2025-01-01, 2025-12-31) ÷ 365天",
    ),
    word(
        ["days_in_year", "days_in_year(d)", "全年天数", "days of the year"],
        ["365 或 366", "365 or 366"],
        "amount × days(starts, ends) ÷ days_in_year(starts)",
    ),
    word(
        ["year_fraction", "year_fraction(a, b)", "折合年数", "years"],
        ["每个自然年按各自天数折算，首尾都计", "the days of each calendar year over its own length, both ends counted"],
        "amount × year_fraction(starts, ends)",
    ),
    word(
        ["months", "months(a, b)", "足月数", "whole months"],
        ["足月的个数", "whole months"],
        "amount × (months(starts, ends) ÷ 12)",
    ),
    word(
        ["months_started", "months_started(a, b)", "起始月数", "months begun"],
        ["不足一月按一月计", "a month that has begun counts"],
        "amount × (months_started(starts, ends) ÷ 12)",
    ),
    word(["year", "year(d)", "年份", "year"], ["年份", "the year"], "if(year(starts) = 2025, amount, 0元)"),
    word(["month", "month(d)", "月份", "month"], ["月份", "the month"], "if(month(starts) ≤ 6, amount, 0元)"),
    word(
        ["month_end", "month_end(d)", "月末", "end of the month"],
        ["当月最后一日", "the last day of the month"],
        "amount × days(starts, month_end(starts)) ÷ 365天",
    ),
    word(
        ["quarter_end", "quarter_end(d)", "季末", "end of the quarter"],
        ["当季最后一日", "the last day of the quarter"],
        "amount × at(benchmark, quarter_end(starts))",
    ),
    word(
        ["year_end", "year_end(d)", "年末", "end of the year"],
        ["当年最后一日", "the last day of the year"],
        "amount × days(starts, year_end(starts)) ÷ 365天",
    ),
    word(
        ["add_days", "add_days(d, 15天)", "加天数", "days later"],
        ["若干天之后；负数为之前", "so many days later; earlier when negative"],
        "if(ends ≤ add_days(starts, 365天), amount, 0元)",
    ),
    word(
        ["add_months", "add_months(d, 6)", "加月数", "months later"],
        ["若干月之后；月末对月末", "so many months later; the last day of a shorter month"],
        "if(ends ≤ add_months(starts, 24), amount, 0元)",
    ),
    word(
        ["workdays", "workdays(a, b)", "工作日数", "working days"],
        ["首尾都计，按国务院办公厅放假安排", "both ends counted, by the official calendar"],
        "if(workdays(starts, ends) ≥ 5, amount, 0元)",
    ),
    word(
        ["add_workdays", "add_workdays(d, 5)", "第几个工作日", "the n-th working day"],
        ["第 n 个工作日，当日是工作日的计入", "the n-th working day; the day itself counts when it is worked"],
        "if(filed_on ≤ add_workdays(starts, 10), amount, 0元)",
    ),
    word(
        ["size_class", "size_class(industry, staff, revenue, assets)", "划型", "size class"],
        ["大中小微，各项指标取低", "large, medium, small or micro by the lowest indicator"],
        "if(size_class(industry, staff, revenue) in ['小型', '微型'], amount, 0元)",
    ),
    word(
        ["size_class_any", "size_class_any(industry, staff, revenue, assets)", "划型（任一）", "size class by either"],
        ["任一指标符合即可", "by whichever indicator qualifies"],
        "if(size_class_any(industry, staff, revenue) = '小型', amount, 0元)",
    ),
    word(
        ["starts_with", "starts_with(text, '44')", "开头为", "begins with"],
        ["文字以此开头，例如地区代码", "whether a text begins so, such as a region code"],
        "if(starts_with(region, '44'), amount, 0元)",
    ),
];

/// Sums over lines; they stand in figures.
pub const AGGREGATES: &[Word] = &[
    word(
        ["sum", "sum(x where condition)", "合计", "sum"],
        ["各行相加，where 可省", "adds up; where may be left out"],
        "sum(amount where first)",
    ),
    word(
        ["count", "count(where condition)", "笔数", "count"],
        ["行数", "the number of lines"],
        "amount_of_one × count(where first)",
    ),
    word(
        ["highest", "highest(x where condition)", "最高", "highest"],
        ["最大的值", "the greatest value"],
        "highest(amount)",
    ),
    word(
        ["lowest", "lowest(x where condition)", "最低", "lowest"],
        ["最小的值", "the least value"],
        "lowest(amount where first)",
    ),
    word(
        ["overlapping", "overlapping(from, to where condition)", "期间重叠", "overlapping periods"],
        ["其中有没有两行的期间重叠（共有一日）", "whether the periods of two lines share a day"],
        "if(overlapping(starts, ends), 0元, sum(amount))",
    ),
    word(
        ["where", "… where condition", "条件", "where"],
        ["只算符合条件的行", "only lines that meet the condition"],
        "sum(fee where amount > 1元)",
    ),
];

/// Names that every scheme has.
pub const BUILT_IN: &[Word] = &[word(
    ["filed_on", "filed_on", "申报日期", "day of filing"],
    ["申报提交之日；未提交时为当日", "the day on which the application was filed; today while it is not"],
    "if(filed_on ≤ 2026-03-31, amount, 0元)",
)];

/// A scheme whose names the examples use.
pub const EXAMPLE: &str = r#"format = 1
id = "example"
version = "1"
currency = "CNY"
title = { zh = "例", en = "Example" }
basis = { document = "例", issuer = { zh = "例", en = "Example" }, url = "https://example.org" }
effective = { from = 2026-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "name", uscc = "uscc" }
template = { zh = "例", en = "Example" }
article = [{ name = "one", zh = "第一条", en = "Article 1" }]
column = [
  { name = "name", zh = "企业", en = "Enterprise", kind = "text" },
  { name = "uscc", zh = "代码", en = "Code", kind = "uscc" },
  { name = "industry", zh = "行业", en = "Industry", kind = "choice", list = "industry" },
  { name = "staff", zh = "人数", en = "Staff", kind = "count", at_least = "0", at_most = "2000000" },
  { name = "revenue", zh = "收入", en = "Revenue", kind = "money", unit = "元" },
  { name = "region", zh = "地区", en = "Region", kind = "text" },
  { name = "amount", zh = "金额", en = "Amount", kind = "money", unit = "元" },
  { name = "fee", zh = "费用", en = "Fee", kind = "money", unit = "元" },
  { name = "other", zh = "其他", en = "Other", kind = "money", unit = "元", optional = true },
  { name = "starts", zh = "起", en = "From", kind = "date" },
  { name = "ends", zh = "止", en = "To", kind = "date" },
  { name = "first", zh = "首贷", en = "First loan", kind = "flag" },
  { name = "kind", zh = "业务", en = "Kind", kind = "choice", choices = [
    { key = "guarantee", zh = "担保", en = "Guarantee" }, { key = "again", zh = "再担保", en = "Re-guarantee" },
  ] },
]
fact = [{ name = "amount_of_one", zh = "每笔", en = "Each", article = "one", kind = "money", unit = "元" }]
table = [{ name = "bands", zh = "比例", en = "Rate", article = "one", rows = [
  { to = "1%", to_inclusive = true, value = "1%" }, { from = "1%", from_inclusive = false, value = "0.5%" },
] }]
series = [{ name = "benchmark", zh = "基准", en = "Benchmark", article = "one", source = "https://example.org", known_to = 2030-12-31, values = [
  { from = 2020-01-01, value = "4.35%" },
] }]
"#;

/// A key of a scheme file.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The section: `column`, or the empty text for the file itself.
    pub section: &'static str,
    /// The key.
    pub key: &'static str,
    /// What it means, in Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

const fn key(section: &'static str, key: &'static str, zh: &'static str, en: &'static str) -> Key {
    Key { section, key, zh, en }
}

/// Every key, by section in the order in which a file is written.
pub const KEYS: &[Key] = &[
    key("", "format", "格式，现为 1", "the format, 1 at present"),
    key("", "id", "办法代号：小写字母、数字、连字符", "name of the scheme: lower case letters, digits, dashes"),
    key("", "version", "版本", "version"),
    key("", "currency", "币种：CNY、JPY、USD、EUR、KWD", "currency: CNY, JPY, USD, EUR, KWD"),
    key("", "title", "名称，zh 与 en", "title, zh and en"),
    key(
        "",
        "basis",
        "依据：document 文号、issuer 发文机关、url 出处、note 公文未明事项",
        "basis: document number, issuer, url, note on what the notice leaves open",
    ),
    key("", "effective", "有效期：from 起、to 止（可省）", "validity: from, and to where there is an end"),
    key(
        "",
        "payee",
        "收款人：kind 为 applicant（申报单位）或 enterprise（各企业，另写 name、uscc、account、cnaps 列）；accounts 为 one（一家企业一个账户，不写即此）或 several（按账户分别支付）",
        "payee: kind is applicant, or enterprise with the columns name, uscc, account, cnaps; accounts is one (one account for each enterprise, as when it is not written) or several (each account is paid by itself)",
    ),
    key("", "beneficiary", "受益企业：name、uscc 两列", "whose business a line is: the columns name and uscc"),
    key("", "template", "明细表名称，zh 与 en", "title of the schedule, zh and en"),
    key("", "budget", "预算总额，见 [budget]", "the budget of a call, see [budget]"),
    key("", "claim", "同一合同再次申报，见 [claim]", "a second claim of a contract, see [claim]"),
    key("", "article", "依据条款，见 [[article]]", "articles, see [[article]]"),
    key("", "column", "明细表的列，见 [[column]]", "columns, see [[column]]"),
    key("", "fact", "申报单位填报事项，见 [[fact]]", "facts asked of the firm, see [[fact]]"),
    key("", "parameter", "主管部门确定的参数，见 [[parameter]]", "what the authority fixes, see [[parameter]]"),
    key("", "group", "分组，见 [[group]]", "groups of lines, see [[group]]"),
    key("", "memory", "以往补贴，见 [[memory]]", "earlier grants, see [[memory]]"),
    key("", "pool", "资金池，见 [[pool]]", "pools, see [[pool]]"),
    key("", "payer", "负担方，见 [[payer]]", "payers, see [[payer]]"),
    key("", "table", "分档表，见 [[table]]", "tables, see [[table]]"),
    key("", "series", "参考数列，见 [[series]]", "reference series, see [[series]]"),
    key("", "classification", "归类，见 [[classification]]", "classifications, see [[classification]]"),
    key("", "gate", "条件，见 [[gate]]", "conditions, see [[gate]]"),
    key("", "step", "逐行计算，见 [[step]]", "values of a line, see [[step]]"),
    key("", "figure", "汇总指标，见 [[figure]]", "values of the firm, an enterprise or a group, see [[figure]]"),
    key("", "component", "补贴项目，见 [[component]]", "what is paid, see [[component]]"),
    key("", "cap", "上限和调整，见 [[cap]]", "limits and other adjustments, see [[cap]]"),
    key("article", "name", "条款的名字，供各规则引用", "name that rules point to"),
    key("article", "zh", "怎样引用，中文", "how it is cited, in Chinese"),
    key("article", "en", "怎样引用，英文", "how it is cited, in English"),
    key("column", "name", "列名，公式中使用", "name in formulas"),
    key("column", "zh", "表头，中文", "heading in Chinese"),
    key("column", "en", "表头，英文", "heading in English"),
    key("column", "aliases", "导入时同样认得的表头", "other headings that are understood on import"),
    key(
        "column",
        "kind",
        "money、rate、count、date、text、choice、flag、uscc、account、cnaps",
        "money, rate, count, date, text, choice, flag, uscc, account, cnaps",
    ),
    key("column", "unit", "金额：元、万元、major；比率：%、‰、1", "of money: 元, 万元, major; of a rate: %, ‰, 1"),
    key("column", "list", "现成的选项：industry 行业、size_class 规模", "a standard list: industry, size_class"),
    key("column", "choices", "自定选项：key、zh、en、aliases", "own choices: key, zh, en, aliases"),
    key("column", "longest", "文字最长几个字", "longest text"),
    key("column", "optional", "true 为选填", "true where it may be empty"),
    key("column", "default", "空着时的值", "value of an empty cell"),
    key(
        "column",
        "at_least",
        "不得小于；rate、count 必写",
        "the least that a value may be; required for rate and count",
    ),
    key(
        "column",
        "at_most",
        "不得大于；rate、count 必写，责任比例为 100%",
        "the most that a value may be; required for rate and count, 100% for a share",
    ),
    key(
        "column",
        "not_before",
        "日期不得早于哪一列，如到期日写起始日的列名",
        "the date column before whose day it must not lie, such as the start of a period",
    ),
    key("column", "key", "true 为合同号等，一份申报里不得重复", "true for the contract number: it must not repeat"),
    key("fact", "name", "名字，公式中使用", "name in formulas"),
    key("fact", "zh", "问题，中文", "question in Chinese"),
    key("fact", "en", "问题，英文", "question in English"),
    key("fact", "hint", "填写说明，zh 与 en", "what helps to answer, zh and en"),
    key("fact", "article", "依据", "article"),
    key("fact", "kind", "同列", "as for a column"),
    key("fact", "unit", "同列", "as for a column"),
    key("fact", "list", "同列", "as for a column"),
    key("fact", "choices", "同列", "as for a column"),
    key("fact", "longest", "同列", "as for a column"),
    key("fact", "optional", "true 为选填", "true where it may be left out"),
    key("fact", "at_least", "同列", "as for a column"),
    key("fact", "at_most", "同列", "as for a column"),
    key("fact", "not_before", "日期不得早于哪一项", "the other answer before whose day it must not lie"),
    key("parameter", "name", "名字，公式中使用", "name in formulas"),
    key("parameter", "zh", "名称，中文", "what it is, in Chinese"),
    key("parameter", "en", "名称，英文", "what it is, in English"),
    key("parameter", "hint", "说明，zh 与 en", "what helps to fix it, zh and en"),
    key("parameter", "article", "依据", "article"),
    key("parameter", "kind", "同列", "as for a column"),
    key("parameter", "unit", "同列", "as for a column"),
    key("parameter", "list", "同列", "as for a column"),
    key("parameter", "choices", "同列", "as for a column"),
    key("parameter", "longest", "同列", "as for a column"),
    key("parameter", "default", "未另行确定时的值", "its value when the authority fixes none"),
    key("parameter", "at_least", "不得低于", "the least that may be fixed"),
    key("parameter", "at_most", "不得高于：公文的上限", "the most that may be fixed: the ceiling of the notice"),
    key("parameter", "not_before", "日期不得早于哪一项参数", "the other parameter before whose day it must not lie"),
    key("group", "name", "组名，写在 per、scope 之后", "name after per and scope"),
    key("group", "zh", "名称，中文", "title in Chinese"),
    key("group", "en", "名称，英文", "title in English"),
    key("group", "by", "各值相同的行为一组", "lines that agree in all of these"),
    key("memory", "name", "名字，公式中使用", "name in formulas"),
    key("memory", "zh", "名称，中文", "title in Chinese"),
    key("memory", "en", "名称，英文", "title in English"),
    key("memory", "article", "依据", "article"),
    key("memory", "schemes", "哪些办法的补贴；own 为本办法", "which schemes count; own is this one"),
    key("memory", "components", "哪些项目，省略为全部", "which components; all when left out"),
    key(
        "memory",
        "of",
        "谁的：firm、enterprise、line（同一合同）",
        "whose: firm, enterprise, line (the same contract)",
    ),
    key("memory", "period", "all 全部、year 同一自然年、rolling 近几年", "all, year (the same calendar year), rolling"),
    key("memory", "years", "rolling 的年数", "years of rolling"),
    key("memory", "measure", "granted 批准额（默认）、paid 到账额、count 次数", "granted (default), paid, count"),
    key("pool", "name", "名字：本单位分得的金额", "name: the share of the applicant"),
    key("pool", "zh", "名称，中文", "title in Chinese"),
    key("pool", "en", "名称，英文", "title in English"),
    key("pool", "article", "依据", "article"),
    key("pool", "amount", "总额，只能用参数", "the whole, from parameters only"),
    key("pool", "weight", "本单位的权重", "the weight of the applicant"),
    key("pool", "unit", "最小分配单位", "in which steps it is given out"),
    key(
        "pool",
        "method",
        "largest_remainder 最大余数、floor 截去、half_up 四舍五入",
        "largest_remainder, floor, half_up",
    ),
    key("payer", "name", "名字，写在 component 的 payer", "name in a component's payer"),
    key("payer", "zh", "名称，中文", "title in Chinese"),
    key("payer", "en", "名称，英文", "title in English"),
    key("table", "name", "名字，用于 band", "name in band"),
    key("table", "zh", "名称，中文", "title in Chinese"),
    key("table", "en", "名称，英文", "title in English"),
    key("table", "article", "依据", "article"),
    key(
        "table",
        "keys",
        "多个键：money、rate、number、days 或选项列的名字",
        "several keys: money, rate, number, days, or the name of a choice",
    ),
    key("table", "otherwise", "各行之外的值", "the value outside all rows"),
    key("table", "rows", "各行", "the rows"),
    key("table.rows", "from", "下界", "lower bound"),
    key("table.rows", "from_inclusive", "含不含下界", "whether the lower bound is inside"),
    key("table.rows", "to", "上界", "upper bound"),
    key("table.rows", "to_inclusive", "含不含上界", "whether the upper bound is inside"),
    key("table.rows", "is", "恰好是这个（些）值", "exactly this value, or one of these"),
    key("table.rows", "at", "多个键时，逐键写条件；{} 为任意", "with several keys, a condition for each; {} is any"),
    key("table.rows", "value", "这一行的值", "the value of the row"),
    key("series", "name", "名字，用于 at", "name in at"),
    key("series", "zh", "名称，中文", "title in Chinese"),
    key("series", "en", "名称，英文", "title in English"),
    key("series", "article", "依据", "article"),
    key("series", "source", "数据来源", "where it was published"),
    key("series", "known_to", "完整到哪一天", "the last day for which it is complete"),
    key("series", "values", "from 起用日、value 值，按日期先后", "from and value, days rising"),
    key("classification", "name", "名字，公式中使用", "name in formulas"),
    key("classification", "zh", "名称，中文", "title in Chinese"),
    key("classification", "en", "名称，英文", "title in English"),
    key("classification", "article", "依据", "article"),
    key(
        "classification",
        "classes",
        "各类：key、zh、en、when；最后一类不写 when",
        "classes: key, zh, en, when; the last has no when",
    ),
    key("gate", "name", "名字", "name"),
    key("gate", "zh", "名称，中文", "title in Chinese"),
    key("gate", "en", "名称，英文", "title in English"),
    key("gate", "article", "依据", "article"),
    key("gate", "per", "line（默认）、enterprise、firm 或分组", "line (default), enterprise, firm or a group"),
    key("gate", "when", "只对哪些行适用", "to which lines it applies"),
    key("gate", "formula", "条件", "the condition"),
    key("gate", "effect", "refuse 不予补贴（默认）、defer 转入下期", "refuse (default), defer to the next period"),
    key("gate", "otherwise", "不满足时告诉申报单位怎样才符合，zh 与 en", "what would have to be different, zh and en"),
    key("step", "name", "名字，公式中使用", "name in formulas"),
    key("step", "zh", "名称，中文", "title in Chinese"),
    key("step", "en", "名称，英文", "title in English"),
    key("step", "article", "依据", "article"),
    key("step", "formula", "怎样算", "how it is found"),
    key("step", "round", "取整：unit、mode（可省）", "rounding: unit, mode; may be left out"),
    key("figure", "name", "名字，公式中使用", "name in formulas"),
    key("figure", "zh", "名称，中文", "title in Chinese"),
    key("figure", "en", "名称，英文", "title in English"),
    key("figure", "article", "依据", "article"),
    key("figure", "per", "enterprise、firm 或分组", "enterprise, firm or a group"),
    key("figure", "over", "all 全部业务、eligible 符合条件的业务", "all lines, or eligible lines"),
    key("figure", "formula", "怎样算", "how it is found"),
    key("figure", "round", "取整（可省）", "rounding; may be left out"),
    key("component", "name", "名字", "name"),
    key("component", "zh", "名称，中文", "title in Chinese"),
    key("component", "en", "名称，英文", "title in English"),
    key("component", "article", "依据", "article"),
    key("component", "per", "line、enterprise、firm 或分组", "line, enterprise, firm or a group"),
    key("component", "payer", "由谁负担", "who bears it"),
    key("component", "when", "何时适用", "when it applies"),
    key("component", "formula", "金额", "the amount"),
    key("component", "round", "取整：unit、mode，必写", "rounding: unit and mode, required"),
    key(
        "component",
        "spread",
        "分到各行：weight 权重、unit 单位、method 方法",
        "how it comes to the lines: weight, unit, method",
    ),
    key("cap", "name", "名字", "name"),
    key("cap", "zh", "名称，中文", "title in Chinese"),
    key("cap", "en", "名称，英文", "title in English"),
    key("cap", "article", "依据", "article"),
    key("cap", "scope", "line、enterprise、firm 或分组", "line, enterprise, firm or a group"),
    key("cap", "over", "合在一起算的项目", "the components under it"),
    key(
        "cap",
        "kind",
        "clamp 封顶、cliff 超过不补、minimum 起付、deduct 抵扣、round 取整",
        "clamp, cliff, minimum, deduct, round",
    ),
    key("cap", "limit", "上限或起付金额", "the limit or the minimum"),
    key("cap", "inclusive", "恰好等于时付不付（cliff、minimum）", "whether exactly the limit is paid (cliff, minimum)"),
    key("cap", "amount", "抵扣的金额（deduct）", "the amount to deduct (deduct)"),
    key("cap", "round", "取整：unit、mode（round）", "rounding: unit, mode (round)"),
    key("claim", "article", "依据", "article"),
    key(
        "claim",
        "repeat",
        "never 不得再次申报（不写即此）、other_days 尚未申报的日期可在以后期间申报，须有 starts、ends 两列",
        "never (as when it is not written), or other_days: days that no claim has taken are claimed in a later period; needs the columns starts and ends",
    ),
    key(
        "claim",
        "direction",
        "支持方向，如 fee、premium；两个办法都写明且不同的不算重复，不写则任何方向都算重复",
        "direction of the support, such as fee or premium; two schemes that both name theirs, and another one, make no double",
    ),
    key(
        "claim",
        "share",
        "分担比例列；写明后各机构各报所担份额，同一合同同一日合计不超过 100%，不写则按全额",
        "column of the share: each guarantor claims the share that it guarantees, at most 100% of a contract on any day; without it a claim is of the whole",
    ),
    key("budget", "zh", "名称，中文", "title in Chinese"),
    key("budget", "en", "名称，英文", "title in English"),
    key("budget", "article", "依据", "article"),
    key("budget", "amount", "总额，只能用参数", "the whole, from parameters only"),
    key("budget", "order", "after_caps 上限之后、before_caps 上限之前", "after_caps or before_caps"),
    key("budget", "unit", "最小分配单位", "in which steps it is given out"),
];

/// Whether a name would be misread: it joins values, sums lines, or is built in. A function is known by its bracket, so that
/// a column may be called `size_class` or `year`.
pub fn is_taken(name: &str) -> bool {
    const MORE: [&str; 6] = ["if", "min", "max", "band", "missing", "false"];
    let words = OPERATORS.iter().chain(AGGREGATES).chain(BUILT_IN);
    words.map(|word| word.word).chain(MORE).any(|word| word == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scheme::Scheme;
    use crate::scheme::formula::function::Function;

    /// A scheme that pays by a formula of the line, or of the firm.
    fn with(example: &str, figure: bool) -> String {
        let round = "round = { unit = \"0.01元\", mode = \"half_up\" }";
        let figures = if figure {
            format!(
                "[[figure]]\nname = \"whole\"\nzh = \"合\"\nen = \"Whole\"\narticle = \"one\"\nper = \"firm\"\nover = \"all\"\nformula = \"{example}\"\n"
            )
        } else {
            String::new()
        };
        let pay = if figure { "whole" } else { example };
        let per = if figure { "firm" } else { "line" };
        let spread = if figure {
            "spread = { weight = \"amount\", unit = \"0.01元\", method = \"largest_remainder\" }\n"
        } else {
            ""
        };
        format!(
            "{EXAMPLE}{figures}[[component]]\nname = \"pay\"\nzh = \"补\"\nen = \"Pay\"\narticle = \"one\"\nper = \"{per}\"\nformula = \"{pay}\"\n{round}\n{spread}"
        )
    }

    #[test]
    fn every_example_is_a_formula() {
        let lines = OPERATORS.iter().chain(FUNCTIONS).chain(BUILT_IN).map(|word| (word, false));
        for (word, figure) in lines.chain(AGGREGATES.iter().map(|word| (word, true))) {
            let loaded = Scheme::load(&with(word.example, figure));
            // What the example does not use is told, and nothing else is wrong.
            let wrong: Vec<_> = loaded
                .err()
                .into_iter()
                .flatten()
                .filter(|p| p.refusal.code != crate::refusal::Code::SchemeUnused)
                .collect();
            assert!(wrong.is_empty(), "{}: {wrong:#?}", word.word);
            let stem = word.word.trim_end_matches('−');
            assert!(word.example.contains(stem), "{} is not in its example", word.word);
        }
    }

    #[test]
    fn every_function_of_plain_values_is_in_the_reference() {
        for function in Function::ALL {
            assert!(FUNCTIONS.iter().any(|word| word.word == function.word()), "{}", function.word());
        }
    }

    #[test]
    fn the_reference_has_the_keys_that_a_file_may_have() {
        let sections: std::collections::BTreeSet<_> = KEYS.iter().map(|key| key.section).collect();
        for section in sections {
            // An unknown key is refused with the list of known ones.
            let file = match section {
                "" => format!("bogus = 1\n{EXAMPLE}"),
                "budget" | "claim" => format!("{EXAMPLE}[{section}]\nbogus = 1\n"),
                "table.rows" => format!("{EXAMPLE}[[figure]]\nname = \"x\"\n")
                    .replace("{ to = \"1%\", to", "{ bogus = 1, to = \"1%\", to")
                    .replace("[[figure]]\nname = \"x\"\n", ""),
                "column" | "fact" | "table" | "series" | "article" => EXAMPLE
                    .replacen(&format!("\n{section} = [{{"), &format!("\n{section} = [{{ bogus = 1,"), 1)
                    .replacen(&format!("\n{section} = [\n  {{"), &format!("\n{section} = [\n  {{ bogus = 1,"), 1),
                other => format!("{EXAMPLE}[[{other}]]\nbogus = 1\n"),
            };
            let error = toml::from_str::<crate::scheme::document::Document>(&file).unwrap_err();
            let list = error.message().split("expected").nth(1).unwrap_or_else(|| panic!("{section}: {error}"));
            let mut told: Vec<&str> = list.split('`').skip(1).step_by(2).collect();
            let mut known: Vec<&str> = KEYS.iter().filter(|key| key.section == section).map(|key| key.key).collect();
            told.sort_unstable();
            known.sort_unstable();
            assert_eq!(told, known, "{section}");
        }
    }
}
