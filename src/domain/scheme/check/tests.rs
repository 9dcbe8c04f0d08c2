//! Every message of the linter, by a small scheme with one fault in it.

use super::*;

const GOOD: &str = r#"format = 1
id = "small"
version = "1"
currency = "CNY"
title = { zh = "小办法", en = "Small scheme" }
basis = { document = "某财〔2026〕1号", issuer = { zh = "某局", en = "A bureau" }, url = "https://example.org/1" }
effective = { from = 2026-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "who", uscc = "code" }
template = { zh = "明细表", en = "Schedule" }

[[article]]
name = "one"
zh = "第一条"
en = "Article 1"

[[column]]
name = "who"
zh = "企业"
en = "Enterprise"
kind = "text"

[[column]]
name = "code"
zh = "代码"
en = "Code"
kind = "uscc"

[[column]]
name = "amount"
zh = "金额（元）"
en = "Amount"
kind = "money"
unit = "元"

[[column]]
name = "rate"
zh = "费率"
en = "Rate"
kind = "rate"
unit = "%"

[[column]]
name = "sort"
zh = "种类"
en = "Sort"
kind = "choice"
choices = [{ key = "a", zh = "甲", en = "A" }, { key = "b", zh = "乙", en = "B" }]

[[fact]]
name = "budget"
zh = "预算"
en = "Budget"
article = "one"
kind = "money"
unit = "万元"

[[table]]
name = "bands"
zh = "分档"
en = "Bands"
article = "one"
rows = [
  { to = "80%", to_inclusive = false, value = "1%" },
  { from = "80%", from_inclusive = true, value = "2%" },
]

[[gate]]
name = "low_rate"
zh = "费率不高"
en = "Low rate"
article = "one"
formula = "rate ≤ 80%"
otherwise = { zh = "费率不得超过80%。", en = "At most 80%." }

[[step]]
name = "base"
zh = "基数"
en = "Base"
article = "one"
formula = "amount × band(bands, rate)"

[[figure]]
name = "all"
zh = "全部"
en = "All"
article = "one"
per = "firm"
over = "all"
formula = "sum(amount where sort = '甲')"

[[component]]
name = "aid"
zh = "补助"
en = "Aid"
article = "one"
per = "line"
formula = "min(base, all, budget)"
round = { unit = "0.01元", mode = "half_up" }

[[cap]]
name = "limit"
zh = "上限"
en = "Limit"
article = "one"
scope = "firm"
over = ["aid"]
limit = "500万元"
kind = "clamp"
"#;

/// The faults after one change of the good file: each with the text of its line.
fn after(from: &str, to: &str) -> Vec<(Code, String)> {
    assert_eq!(GOOD.matches(from).count(), 1, "{from}");
    let file = GOOD.replacen(from, to, 1);
    let problems = Scheme::load(&file).expect_err(to);
    let line = |number: usize| file.lines().nth(number - 1).unwrap_or_default().to_owned();
    problems.into_iter().map(|problem| (problem.refusal.code, line(problem.line))).collect()
}

/// This fault, on a line that contains `place`.
fn one(from: &str, to: &str, code: Code, place: &str) {
    let found = after(from, to);
    assert!(found.iter().any(|(own, line)| *own == code && line.contains(place)), "{to}: {found:?}");
}

/// One change of a formula: this fault and no other, on its line.
fn formula(written: &str, code: Code) {
    let found = after("formula = \"rate ≤ 80%\"", &format!("formula = \"{written}\""));
    assert!(
        matches!(found.as_slice(), [(own, line)] if *own == code && line.contains(written)),
        "{written}: {found:?}"
    );
}

#[test]
fn the_good_file_is_good() {
    let scheme = Scheme::load(GOOD).unwrap();
    assert_eq!(scheme.hash.len(), 64);
    assert!(scheme.in_force(NaiveDate::from_ymd_opt(2026, 1, 1).unwrap()));
    assert!(!scheme.in_force(NaiveDate::from_ymd_opt(2025, 12, 31).unwrap()));
}

#[test]
fn syntax_and_unknown_fields() {
    one("version = \"1\"\n", "version = \"1\"\ncolour = \"red\"\n", Code::SchemeSyntax, "colour");
    one("kind = \"uscc\"", "kind = ", Code::SchemeSyntax, "kind = ");
    assert_eq!(Scheme::load("").unwrap_err()[0].refusal.code, Code::SchemeSyntax);
    let long = format!("# {}\n", "x".repeat(MAX_FILE));
    assert_eq!(Scheme::load(&long).unwrap_err()[0].refusal.code, Code::SchemeFileTooLarge);
}

#[test]
fn closed_words() {
    one("format = 1", "format = 2", Code::SchemeValueUnknown, "format");
    one("currency = \"CNY\"", "currency = \"CNX\"", Code::SchemeValueUnknown, "currency");
    one("unit = \"元\"", "unit = \"块\"", Code::SchemeValueUnknown, "块");
    one("unit = \"元\"\n", "", Code::SchemeFieldMissing, "amount");
    one("kind = \"uscc\"", "kind = \"number\"", Code::SchemeValueUnknown, "kind = \"number\"");
    one("per = \"line\"", "per = \"loan\"", Code::SchemeValueUnknown, "loan");
    one("over = \"all\"", "over = \"some\"", Code::SchemeValueUnknown, "some");
    one("over = \"all\"\n", "", Code::SchemeFieldMissing, "name = \"all\"");
    one("kind = \"clamp\"", "kind = \"soft\"", Code::SchemeValueUnknown, "soft");
    one("over = [\"aid\"]", "over = [\"aids\"]", Code::SchemeValueUnknown, "aids");
    one("over = [\"aid\"]", "over = []", Code::SchemeFieldMissing, "name = \"limit\"");
    one("uscc = \"code\"", "uscc = \"who\"", Code::SchemeValueUnknown, "who");
    one(
        "{ kind = \"applicant\" }",
        "{ kind = \"enterprise\", name = \"who\", uscc = \"code\" }",
        Code::SchemeFieldMissing,
        "payee",
    );
    one("2026-01-01", "1848-01-01", Code::SchemeValueUnknown, "1848");
}

#[test]
fn names() {
    one("name = \"base\"", "name = \"Base\"", Code::SchemeNameUnknown, "min(base");
    one("name = \"budget\"", "name = \"amount\"", Code::SchemeNameTwice, "amount");
    one("name = \"who\"\nzh", "name = \"sum\"\nzh", Code::SchemeValueUnknown, "beneficiary");
    formula("rates ≤ 80%", Code::SchemeNameUnknown);
    formula("band(band, rate) ≤ 80%", Code::SchemeTableUnknown);
    formula("half(rate) ≤ 80%", Code::SchemeFunction);
    formula("min(rate) ≤ 80%", Code::SchemeFunction);
    formula("sort = '丙'", Code::SchemeChoiceUnknown);
    formula("sort in ['甲', '丙']", Code::SchemeChoiceUnknown);
}

#[test]
fn texts_and_articles() {
    one("zh = \"基数\"\n", "", Code::SchemeTextMissing, "base");
    one("en = \"Base\"\n", "", Code::SchemeTextMissing, "base");
    one("en = \"Base\"", "en = \" \"", Code::SchemeTextMissing, "base");
    one("otherwise = { zh = \"费率不得超过80%。\", en = \"At most 80%.\" }\n", "", Code::SchemeTextMissing, "low_rate");
    one("article = \"one\"\nscope", "scope", Code::SchemeArticleMissing, "limit");
    one("article = \"one\"\nscope", "article = \"two\"\nscope", Code::SchemeValueUnknown, "two");
    one("[[cap]]", "[[article]]\nname = \"two\"\nzh = \"二\"\nen = \"2\"\n\n[[cap]]", Code::SchemeUnused, "two");
}

#[test]
fn units() {
    formula("amount + rate > 0元", Code::SchemeUnits);
    formula("amount > 80", Code::SchemeUnits);
    formula("rate ≤ 80", Code::SchemeRateNumber);
    formula("rate + 1 ≤ 80%", Code::SchemeRateNumber);
    formula("amount = '甲'", Code::SchemeUnits);
    formula("amount ÷ 2", Code::SchemeResult);
    formula("who and true", Code::SchemeUnits);
    formula("if(true, amount, rate) > 0元", Code::SchemeUnits);
    formula("max(amount, 5) > 0元", Code::SchemeUnits);
    formula("band(bands, amount) > 5%", Code::SchemeUnits);
    formula("days(amount, 2021-01-01) > 5天", Code::SchemeUnits);
    one("min(base, all, budget)", "rate × 1%", Code::SchemeResult, "rate × 1%");
    one("amount × band(bands, rate)", "amount × amount × band(bands, rate)", Code::SchemeResult, "amount × amount");
}

#[test]
fn levels_sums_and_circles() {
    one("sum(amount where sort = '甲')", "amount", Code::SchemeLevel, "formula = \"amount\"");
    one("limit = \"500万元\"", "limit = \"amount\"", Code::SchemeLevel, "limit = \"amount\"");
    formula("sum(amount) > 0元", Code::SchemeAggregate);
    one("sum(amount where sort = '甲')", "sum(amount + sum(amount))", Code::SchemeAggregate, "sum(amount");
    one("amount × band(bands, rate)", "base × band(bands, rate)", Code::SchemeCycle, "base");
    let circle = after("sum(amount where sort = '甲')", "sum(base2)").into_iter().next().unwrap();
    assert_eq!(circle.0, Code::SchemeNameUnknown);
}

#[test]
fn a_gate_cannot_rest_on_a_sum_of_the_lines_that_it_lets_in() {
    let file =
        GOOD.replace("over = \"all\"", "over = \"eligible\"").replace("rate ≤ 80%\"", "rate ≤ 80% and all > 0元\"");
    let problems = Scheme::load(&file).unwrap_err();
    assert_eq!(problems.iter().map(|problem| problem.refusal.code).collect::<Vec<_>>(), [Code::SchemeCycle]);
}

#[test]
fn bands() {
    let low = "{ to = \"80%\", to_inclusive = false, value = \"1%\" }";
    let high = "{ from = \"80%\", from_inclusive = true, value = \"2%\" }";
    one(low, "{ to = \"80%\", value = \"1%\" }", Code::SchemeBoundFlag, "80%");
    one(high, "{ from = \"80%\", from_inclusive = false, value = \"2%\" }", Code::SchemeBandGap, "from");
    one(high, "{ from = \"81%\", from_inclusive = true, value = \"2%\" }", Code::SchemeBandGap, "81%");
    one(low, "{ to = \"80%\", to_inclusive = true, value = \"1%\" }", Code::SchemeBandOverlap, "from");
    one(high, "{ from = \"79%\", from_inclusive = true, value = \"2%\" }", Code::SchemeBandOverlap, "79%");
    one(
        high,
        "{ from = \"80%\", from_inclusive = true, to = \"70%\", to_inclusive = true, value = \"2%\" }",
        Code::SchemeUnreachable,
        "70%",
    );
    one(high, "{ from = \"80\", from_inclusive = true, value = \"2%\" }", Code::SchemeUnits, "80");
    one(high, "{ from = \"much\", from_inclusive = true, value = \"2%\" }", Code::SchemeValueUnknown, "much");
    one("amount × band(bands, rate)", "amount × rate", Code::SchemeUnused, "bands");
}

#[test]
fn roundings_caps_and_conditions() {
    let round = "round = { unit = \"0.01元\", mode = \"half_up\" }";
    one(&format!("{round}\n"), "", Code::SchemeRoundingMissing, "aid");
    one(round, "round = { unit = \"0.01元\" }", Code::SchemeRoundingMissing, "aid");
    one(round, "round = { unit = \"0.01元\", mode = \"nearest\" }", Code::SchemeRoundingMissing, "aid");
    one(round, "round = { unit = \"1%\", mode = \"half_up\" }", Code::SchemeRoundingMissing, "aid");
    one("scope = \"firm\"\n", "", Code::SchemeCapScope, "limit");
    formula("1 < 2", Code::SchemeUnreachable);
    one("per = \"line\"", "per = \"firm\"", Code::SchemeLevel, "min(base");
    one("min(base, all, budget)", "min(base, all)", Code::SchemeUnused, "budget");
}

#[test]
fn a_formula_that_cannot_be_read_has_its_line() {
    formula("rate ≤", Code::SchemeFormulaSyntax);
    formula("rate ≤ 80块", Code::SchemeFormulaSyntax);
    formula(&"(".repeat(60), Code::SchemeFormulaTooLarge);
    // In a formula over several lines, the line of the fault itself.
    let file = GOOD.replace("\"rate ≤ 80%\"", "\"\"\"\nrate ≤ 80%\nand rates ≤ 5%\"\"\"");
    let problems = Scheme::load(&file).unwrap_err();
    let line = file.lines().nth(problems[0].line - 1).unwrap();
    assert!(line.contains("rates"), "{line}");
}

#[test]
fn all_faults_are_listed_at_once_and_by_line() {
    let file =
        GOOD.replace("zh = \"基数\"\n", "").replace("scope = \"firm\"\n", "").replace("rate ≤ 80%\"", "rate ≤ 80\"");
    let problems = Scheme::load(&file).unwrap_err();
    assert_eq!(problems.len(), 3, "{problems:?}");
    assert!(problems.is_sorted_by_key(|problem| problem.line));
}

proptest::proptest! {
    #[test]
    fn no_file_panics(at in 0..GOOD.len(), length in 0..40usize, put in "\\PC{0,12}") {
        let start = (0..=at).rev().find(|at| GOOD.is_char_boundary(*at)).unwrap();
        let end = (start + length..=GOOD.len()).find(|at| GOOD.is_char_boundary(*at)).unwrap_or(GOOD.len());
        let _ = Scheme::load(&format!("{}{put}{}", &GOOD[..start], &GOOD[end..]));
    }
}
