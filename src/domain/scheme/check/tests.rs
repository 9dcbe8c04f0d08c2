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
at_least = "0%"
at_most = "100%"

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

/// The fault of the good file with more rules after it.
fn with(rules: &str, code: Code, place: &str) {
    let file = format!("{GOOD}{rules}");
    let problems = Scheme::load(&file).expect_err(rules);
    let line = |number: usize| file.lines().nth(number - 1).unwrap_or_default().to_owned();
    let found: Vec<_> = problems.into_iter().map(|problem| (problem.refusal.code, line(problem.line))).collect();
    assert!(found.iter().any(|(own, line)| *own == code && line.contains(place)), "{rules}: {found:?}");
}

fn rule(section: &str, name: &str, rest: &str) -> String {
    format!("\n[[{section}]]\nname = \"{name}\"\nzh = \"某\"\nen = \"Some\"\narticle = \"one\"\n{rest}\n")
}

#[test]
fn second_claims() {
    let dates = |kind: &str| {
        ["starts", "ends"]
            .map(|name| {
                format!("\n[[column]]\nname = \"{name}\"\nzh = \"{name}\"\nen = \"{name}\"\nkind = \"{kind}\"\n")
            })
            .concat()
    };
    let claim = |rest: &str| format!("\n[claim]\narticle = \"one\"\n{rest}\n");
    let load = |rules: &str| Scheme::load(&format!("{GOOD}{rules}"));
    // A scheme that says nothing refuses a second claim: there is no rule.
    assert_eq!(load("").unwrap().claim, None);
    let full = claim("repeat = \"other_days\"\ndirection = \"fee\"\nshare = \"rate\"");
    let rule = load(&format!("{}{full}", dates("date"))).unwrap().claim.unwrap();
    assert_eq!((rule.repeat, rule.direction.as_str(), rule.share), (crate::claim::Repeat::OtherDays, "fee", Some(3)));
    assert_eq!(load(&claim("")).unwrap().claim.unwrap().repeat, crate::claim::Repeat::Never);
    with("\n[claim]\nrepeat = \"never\"\n", Code::SchemeArticleMissing, "[claim]");
    with(&claim("repeat = \"always\""), Code::SchemeValueUnknown, "always");
    // Days are counted by the dates of the contract.
    with(&claim("repeat = \"other_days\""), Code::SchemeFieldMissing, "[claim]");
    with(&format!("{}{}", dates("text"), claim("repeat = \"other_days\"")), Code::SchemeFieldMissing, "[claim]");
    with(&claim("direction = \"保费\""), Code::SchemeNameMalformed, "保费");
    with(&claim("share = \"amount\""), Code::SchemeValueUnknown, "amount");
    let wide = GOOD.replacen("at_most = \"100%\"", "at_most = \"800%\"", 1);
    let problems = Scheme::load(&format!("{wide}{}", claim("share = \"rate\""))).unwrap_err();
    assert!(problems.iter().any(|p| p.refusal.code == Code::SchemeValueUnknown), "{problems:?}");
}

#[test]
fn tables_with_several_keys() {
    let table = |rest: &str| rule("table", "grid", rest);
    let low = "{ at = [{ to = \"5元\", to_inclusive = true }, { is = \"甲\" }], value = \"1%\" }";
    let rest = "{ at = [{ from = \"5元\", from_inclusive = false }, { is = \"甲\" }], value = \"2%\" }";
    let other = "{ at = [{}, { is = \"乙\" }], value = \"3%\" }";
    let keys = "keys = [\"money\", \"sort\"]\n";
    let rows = |rows: &[&str]| format!("{keys}rows = [\n{}\n]", rows.join(",\n"));
    let step = rule("step", "looked_up", "formula = \"amount × band(grid, amount, sort)\"");
    let good = format!("{GOOD}{}{step}", table(&rows(&[low, rest, other])));
    assert!(Scheme::load(&good).is_ok(), "{:#?}", Scheme::load(&good));

    with(&table(&rows(&[low, other])), Code::SchemeUnused, "grid");
    with(&table(&rows(&[low, rest])), Code::SchemeTableGap, "grid");
    with(&table(&rows(&[low, rest, other, "{ at = [{}, {}], value = \"9%\" }"])), Code::SchemeTableOverlap, "9%");
    let nowhere =
        "{ at = [{ from = \"7元\", from_inclusive = false, to = \"7元\", to_inclusive = true }, {}], value = \"8%\" }";
    with(&table(&rows(&[low, rest, other, nowhere])), Code::SchemeUnreachable, "8%");
    with(&table(&rows(&["{ at = [{}], value = \"1%\" }"])), Code::SchemeTableKeys, "value");
    with(&table(&rows(&["{ at = [{}, { is = \"丙\" }], value = \"1%\" }"])), Code::SchemeChoiceUnknown, "丙");
    with(&table(&rows(&["{ at = [{ to = \"5元\" }, {}], value = \"1%\" }"])), Code::SchemeBoundFlag, "5元");
    with(
        &table(&rows(&["{ at = [{ to = \"5%\", to_inclusive = true }, {}], value = \"1%\" }"])),
        Code::SchemeValueUnknown,
        "5%",
    );
    with(&table("keys = [\"colour\"]\nrows = [{ value = \"1%\" }]"), Code::SchemeValueUnknown, "colour");
    let step = rule("step", "looked_up", "formula = \"amount × band(grid, amount)\"");
    with(&format!("{}{step}", table(&rows(&[low, rest, other]))), Code::SchemeTableKeys, "band(grid");
    let many: Vec<String> =
        (0..300).map(|n| format!("{{ at = [{{ is = \"{n}元\" }}, {{ is = \"{n}元\" }}], value = \"1%\" }}")).collect();
    let large = format!("keys = [\"money\", \"money\"]\notherwise = \"0%\"\nrows = [{}]", many.join(","));
    with(&table(&large), Code::SchemeTableTooLarge, "grid");
}

#[test]
fn exact_keys_and_a_value_for_all_else() {
    let table = rule(
        "table",
        "exact",
        "otherwise = \"0%\"\nrows = [{ is = \"1.19%\", value = \"0.39%\" }, { is = [\"1%\", \"2%\"], value = \"1%\" }]",
    );
    let step = rule("step", "looked_up", "formula = \"amount × band(exact, rate)\"");
    let scheme = Scheme::load(&format!("{GOOD}{table}{step}")).unwrap();
    let value =
        |n, d| scheme.grids[0].value_of(&[crate::scheme::formula::value::Val::Number(Exact::ratio(n, d).unwrap())]);
    assert_eq!(value(119, 10_000), Exact::ratio(39, 10_000).ok());
    assert_eq!(value(2, 100), Exact::ratio(1, 100).ok());
    assert_eq!(value(12, 1_000), Some(Exact::ZERO));
}

#[test]
fn series_and_classifications() {
    let series = |rest: &str| rule("series", "rates", rest);
    let source = "source = \"某行公告\"\nknown_to = 2026-12-31\n";
    let used = rule("step", "today", "formula = \"amount × at(rates, filed_on)\"");
    let good =
        format!("{GOOD}{}{used}", series(&format!("{source}values = [{{ from = 2026-01-01, value = \"5%\" }}]")));
    let scheme = Scheme::load(&good).unwrap();
    let at = |day: &str| scheme.series[0].at(day.parse().unwrap());
    use crate::scheme::formula::value::FaultCode;
    assert_eq!(at("2025-12-31"), Err(FaultCode::BeforeSeries));
    assert_eq!(at("2026-12-31"), Exact::ratio(5, 100).map_err(FaultCode::from));
    assert_eq!(at("2027-01-01"), Err(FaultCode::AfterSeries));

    let one_value = "values = [{ from = 2026-01-01, value = \"5%\" }]";
    with(&series(&format!("known_to = 2026-12-31\n{one_value}")), Code::SchemeFieldMissing, "rates");
    with(&series(&format!("source = \"x\"\n{one_value}")), Code::SchemeFieldMissing, "rates");
    with(&series(&format!("{source}values = []")), Code::SchemeFieldMissing, "rates");
    with(&series(&format!("{source}{one_value}")), Code::SchemeUnused, "rates");
    for second in ["2026-01-01, value = \"6%\"", "2027-01-01, value = \"6%\"", "2026-02-01, value = \"6元\""] {
        let values = format!("{source}values = [{{ from = 2026-01-01, value = \"5%\" }},\n{{ from = {second} }}]");
        with(&series(&values), Code::SchemeSeriesOrder, second);
    }
    formula("at(none, filed_on) ≤ 5%", Code::SchemeSeriesUnknown);

    let classes = |classes: &str| rule("classification", "track", &format!("classes = [\n{classes}\n]"));
    let small = "{ key = \"small\", zh = \"小额\", en = \"Small\", when = \"amount ≤ 5元\" }";
    let large = "{ key = \"large\", zh = \"大额\", en = \"Large\" }";
    let used =
        rule("gate", "kept", "formula = \"track = '小额'\"\notherwise = { zh = \"限小额。\", en = \"Small only.\" }");
    assert!(Scheme::load(&format!("{GOOD}{}{used}", classes(&format!("{small},\n{large}")))).is_ok());
    with(&classes(small), Code::SchemeFieldMissing, "track");
    with(&classes(&format!("{large},\n{large}")), Code::SchemeNameTwice, "large");
    with(&classes(&format!("{large},\n{small}")), Code::SchemeClassOpen, "small");
    with(&classes(&format!("{},\n{large}", small.replace("5元", "5"))), Code::SchemeUnits, "amount ≤ 5");
}

#[test]
fn functions_have_their_units() {
    formula("year(amount) = 5", Code::SchemeUnits);
    formula("add_days(filed_on, 5) > 2026-01-01", Code::SchemeUnits);
    formula("add_days(filed_on) > 2026-01-01", Code::SchemeFunction);
    formula("overlap(filed_on, filed_on, filed_on) > 5天", Code::SchemeFunction);
    formula("round(amount, 1, 'half_up') > 5元", Code::SchemeUnits);
    formula("round(amount, 1元, 'nearest') > 5元", Code::SchemeValueUnknown);
    formula("round(amount, 0元, 'half_up') > 5元", Code::SchemeFunction);
    formula("abs(who) > 5元", Code::SchemeUnits);
    formula("starts_with(amount, '4')", Code::SchemeUnits);
    one(
        "sum(amount where sort = '甲')",
        "sum(amount where overlapping(amount, amount))",
        Code::SchemeAggregate,
        "overlapping",
    );
    one("sum(amount where sort = '甲')", "if(overlapping(amount, amount), 0元, 1元)", Code::SchemeUnits, "overlapping");
}

#[test]
fn every_rate_and_number_of_a_schedule_states_how_small_and_how_large_it_can_be() {
    let bounds = "at_least = \"0%\"\nat_most = \"100%\"\n";
    one("at_least = \"0%\"\n", "", Code::SchemeFieldMissing, "rate");
    one("at_most = \"100%\"\n", "", Code::SchemeFieldMissing, "rate");
    one(bounds, "at_least = \"50%\"\nat_most = \"10%\"\n", Code::SchemeValueUnknown, "at_most");
    one(bounds, "at_least = \"0%\"\nat_most = \"1元\"\n", Code::RateMalformed, "at_most");
    one(bounds, &format!("{bounds}default = \"800%\"\n"), Code::ValueBounds, "default");
    one(bounds, &format!("{bounds}not_before = \"amount\"\n"), Code::SchemeValueUnknown, "not_before");
    // What was published before bounds were asked for is held to 0 to 100 per cent.
    let silent = GOOD.replace(bounds, "");
    let column = |scheme: &Scheme| scheme.template.columns.iter().find(|c| c.name == "rate").cloned().unwrap();
    let old = Scheme::load_published(&silent).unwrap();
    assert_eq!((column(&old).at_least, column(&old).at_most), (Some(Exact::ZERO), Some(Exact::ONE)));
    assert_eq!(column(&Scheme::load(GOOD).unwrap()).at_most, Some(Exact::ONE));
}

#[test]
fn parameters_groups_and_memory() {
    let parameter = |rest: &str| rule("parameter", "top", rest);
    let rate = "kind = \"rate\"\nunit = \"%\"\n";
    with(&parameter(rate), Code::SchemeUnused, "top");
    with(&parameter(&format!("{rate}default = \"2%\"\nat_most = \"1%\"")), Code::CalcParameterRange, "default");
    with(&parameter("kind = \"flag\"\nat_most = \"1%\""), Code::SchemeValueUnknown, "at_most");
    with(&parameter(&format!("{rate}at_most = \"1元\"")), Code::RateMalformed, "at_most");

    let group = |by: &str| format!("\n[[group]]\nname = \"pair\"\nzh = \"组\"\nen = \"Pair\"\nby = [{by}]\n");
    with(&group(""), Code::SchemeFieldMissing, "pair");
    with(&group("\"budget\""), Code::SchemeValueUnknown, "budget");
    let late = rule("step", "late", "formula = \"amount ÷ all\"");
    with(&format!("{}{late}", group("\"late\"")), Code::SchemeGroupLate, "late");
    with(&group("\"who\"").replace("\"pair\"", "\"firm\""), Code::SchemeNameMalformed, "firm");

    let memory = |rest: &str| rule("memory", "before", rest);
    let good = "schemes = [\"own\"]\nof = \"firm\"\nperiod = \"all\"\n";
    with(&memory(good), Code::SchemeUnused, "before");
    with(&memory(&good.replace("\"own\"", "")), Code::SchemeFieldMissing, "before");
    with(&memory(&good.replace("\"own\"", "\"Own\"")), Code::SchemeNameMalformed, "Own");
    with(&memory(&good.replace("\"firm\"", "\"buyer\"")), Code::SchemeValueUnknown, "buyer");
    with(&memory(&good.replace("of = \"firm\"\n", "")), Code::SchemeFieldMissing, "before");
    with(&memory(&good.replace("\"all\"", "\"ever\"")), Code::SchemeValueUnknown, "ever");
    with(&memory(&good.replace("\"all\"", "\"rolling\"")), Code::SchemeFieldMissing, "before");
    with(&memory(&good.replace("\"all\"", "\"rolling\"\nyears = 0")), Code::SchemeValueUnknown, "years");
    with(&memory(&format!("{good}years = 2")), Code::SchemeUnused, "years");
    with(&memory(&format!("{good}measure = \"all\"")), Code::SchemeValueUnknown, "measure");
}

#[test]
fn adjustments_pools_budgets_and_payers() {
    let kind = "limit = \"500万元\"\nkind = \"clamp\"";
    one(kind, "limit = \"500万元\"\nkind = \"cliff\"", Code::SchemeBoundFlag, "limit");
    one(kind, "kind = \"clamp\"", Code::SchemeFieldMissing, "limit");
    one(kind, "kind = \"clamp\"\nlimit = \"5元\"\ninclusive = true", Code::SchemeValueUnknown, "kind");
    one(kind, "kind = \"deduct\"", Code::SchemeFieldMissing, "limit");
    one(kind, "kind = \"round\"", Code::SchemeRoundingMissing, "limit");
    one("limit = \"500万元\"", "limit = \"80%\"", Code::SchemeResult, "80%");
    one("formula = \"rate ≤ 80%\"", "per = \"galaxy\"\nformula = \"rate ≤ 80%\"", Code::SchemeValueUnknown, "galaxy");

    let pool = |rest: &str| rule("pool", "part", rest);
    let good = "amount = \"5元\"\nweight = \"budget\"\nunit = \"0.01元\"\nmethod = \"floor\"";
    with(&pool(good), Code::SchemeUnused, "part");
    with(&pool(&good.replace("\"5元\"", "\"budget\"")), Code::SchemeCallAmount, "amount");
    with(&pool(&good.replace("\"floor\"", "\"fair\"")), Code::SchemeValueUnknown, "fair");
    with(&pool(&good.replace("unit = \"0.01元\"\n", "")), Code::SchemeRoundingMissing, "part");
    with(&pool(&good.replace("\"budget\"", "\"part\"")), Code::SchemeCycle, "weight");

    let budget = "\n[budget]\nzh = \"预算\"\nen = \"Budget\"\narticle = \"one\"\namount = \"5元\"\norder = \"after_caps\"\nunit = \"0.01元\"\n";
    assert!(Scheme::load(&format!("{GOOD}{budget}")).is_ok());
    with(&budget.replace("order = \"after_caps\"\n", ""), Code::SchemeFieldMissing, "budget");
    with(&budget.replace("after_caps", "sometimes"), Code::SchemeValueUnknown, "sometimes");
    with(&budget.replace("\"5元\"", "\"all\""), Code::SchemeCallAmount, "all");

    let payer = "\n[[payer]]\nname = \"central\"\nzh = \"中央\"\nen = \"Central\"\n";
    with(payer, Code::SchemeFieldMissing, "aid");
    let file = format!("{GOOD}{payer}").replace("per = \"line\"\n", "per = \"line\"\npayer = \"city\"\n");
    assert_eq!(Scheme::load(&file).unwrap_err()[0].refusal.code, Code::SchemeValueUnknown);
}

proptest::proptest! {
    /// What the linter says of a table with two keys, against trying many points.
    #[test]
    fn overlaps_and_gaps_are_found_exactly(
        rows in proptest::collection::vec((0u8..5, 0u8..5, 0u8..5, 0u8..5, proptest::prelude::any::<[bool; 4]>()), 1..5),
    ) {
        let cell = |from: u8, to: u8, inside: (bool, bool)| {
            format!("{{ from = \"{from}\", from_inclusive = {}, to = \"{to}\", to_inclusive = {} }}", inside.0, inside.1)
        };
        let holds = |from: u8, to: u8, inside: (bool, bool), at: u16| {
            let (from, to) = (u16::from(from) * 2, u16::from(to) * 2);
            (at > from || (inside.0 && at == from)) && (at < to || (inside.1 && at == to))
        };
        let text: Vec<String> = rows.iter().map(|(a, b, c, d, i)| {
            format!("{{ at = [{}, {}], value = \"1%\" }}", cell(*a, *b, (i[0], i[1])), cell(*c, *d, (i[2], i[3])))
        }).collect();
        let table = rule("table", "grid", &format!("keys = [\"number\", \"number\"]\notherwise = \"0%\"\nrows = [{}]", text.join(", ")));
        let step = rule("step", "looked_up", "formula = \"amount × band(grid, 1, 2)\"");
        let problems = Scheme::load(&format!("{GOOD}{table}{step}")).err().unwrap_or_default();
        let has = |code| problems.iter().any(|problem| problem.refusal.code == code);
        let mut overlap = false;
        let mut reached = vec![false; rows.len()];
        for x in 0..=10 {
            for y in 0..=10 {
                let own: Vec<_> = rows.iter().enumerate().filter(|(_, (a, b, c, d, i))| {
                    holds(*a, *b, (i[0], i[1]), x) && holds(*c, *d, (i[2], i[3]), y)
                }).map(|(place, _)| place).collect();
                overlap |= own.len() > 1;
                own.into_iter().for_each(|place| reached[place] = true);
            }
        }
        proptest::prop_assert_eq!(has(Code::SchemeTableOverlap), overlap);
        proptest::prop_assert_eq!(has(Code::SchemeUnreachable), reached.contains(&false));
    }

    /// A soup of words of the language is refused or understood, and always comes to an end.
    #[test]
    fn no_formula_panics(words in proptest::collection::vec(0usize..60, 0..80)) {
        const SOUP: [&str; 30] = [
            "(", ")", "[", "]", ",", "+", "−", "×", "÷", "≤", "=", "if", "min", "band", "bands", "rate", "amount", "sum",
            "where", "overlapping", "and", "or", "not", "in", "'甲'", "80%", "500万元", "999999999999999", "2026-02-30", "filed_on",
        ];
        let functions = language::FUNCTIONS;
        let text: Vec<&str> = words.iter().map(|word| match word.checked_sub(30) {
            None => SOUP[*word],
            Some(function) => functions[function % functions.len()].word,
        }).collect();
        let _ = Scheme::load(&GOOD.replace("rate ≤ 80%", &text.join(" ")));
        let _ = Scheme::load(&GOOD.replace("sum(amount where sort = '甲')", &text.join("(")));
    }
}
