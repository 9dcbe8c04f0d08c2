//! What the engine does at its edges: wrong inputs, faults, other currencies, caps of every scope and kind.

use super::call::{Application, calculate_call};
use super::context::EarlierGrant;
use super::*;
use crate::refusal::{Code, Fact};
use crate::template::Words;

const HEAD: &str = r#"format = 1
id = "edge"
version = "1"
currency = "CNY"
title = { zh = "边界", en = "Edges" }
basis = { document = "某财〔2026〕1号", issuer = { zh = "某局", en = "A bureau" }, url = "https://example.org/1" }
effective = { from = 2026-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "who", uscc = "code" }
template = { zh = "明细表", en = "Schedule" }
article = [{ name = "one", zh = "第一条", en = "Article 1" }]
column = [
  { name = "who", zh = "企业", en = "Enterprise", kind = "text" },
  { name = "code", zh = "代码", en = "Code", kind = "uscc" },
  { name = "amount", zh = "金额", en = "Amount", kind = "money", unit = "major" },
  { name = "other", zh = "其他金额", en = "Other amount", kind = "money", unit = "major", optional = true },
  { name = "from", zh = "起", en = "From", kind = "date", optional = true },
  { name = "to", zh = "止", en = "To", kind = "date", optional = true },
]
"#;

fn scheme(rules: &str) -> Scheme {
    Scheme::load(&format!("{HEAD}{rules}")).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn component(name: &str, per: &str, formula: &str, spread: &str) -> String {
    format!(
        "[[component]]\nname = \"{name}\"\nzh = \"补助\"\nen = \"Aid\"\narticle = \"one\"\nper = \"{per}\"\n\
         formula = \"{formula}\"\nround = {{ unit = \"0.01元\", mode = \"half_up\" }}\n{spread}\n"
    )
}

fn cap(name: &str, scope: &str, over: &str, limit: &str, kind: &str) -> String {
    let inclusive = if kind == "clamp" { "" } else { "inclusive = true\n" };
    adjustment(name, scope, over, &format!("kind = \"{kind}\"\nlimit = \"{limit}\"\n{inclusive}"))
}

fn adjustment(name: &str, scope: &str, over: &str, what: &str) -> String {
    format!(
        "[[cap]]\nname = \"{name}\"\nzh = \"上限\"\nen = \"Limit\"\narticle = \"one\"\nscope = \"{scope}\"\n\
         over = [{over}]\n{what}"
    )
}

fn today() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 3, 31).unwrap()
}

fn row(code: &str, amount: i64, other: Option<i64>) -> InputRow {
    let money = |minor| Value::Money(Fen::new(minor));
    let (who, code) = (Value::Text("某企业".to_owned()), Value::Text(code.to_owned()));
    let values = vec![who, code, money(amount), other.map_or(Value::Missing, money), Value::Missing, Value::Missing];
    InputRow { values, struck: false }
}

fn amounts(calculation: &Calculation) -> Vec<i64> {
    calculation.lines.iter().map(|line| line.amount.minor()).collect()
}

#[test]
fn caps_of_each_scope_and_the_cliff() {
    let rows = [row("a", 300, None), row("a", 300, None), row("b", 100, None)];
    let facts = Facts::new();
    let pay = component("aid", "line", "amount", "");
    for (scope, kind, expected) in [
        ("line", "clamp", vec![200, 200, 100]),
        ("enterprise", "clamp", vec![100, 100, 100]),
        ("firm", "clamp", vec![86, 86, 28]),
        ("enterprise", "cliff", vec![0, 0, 100]),
        ("firm", "cliff", vec![0, 0, 0]),
    ] {
        let scheme = scheme(&format!("{pay}{}", cap("limit", scope, "\"aid\"", "2元", kind)));
        let result = calculate(&scheme, &facts, &rows, &Context::default()).unwrap();
        assert_eq!(amounts(&result), expected, "{scope} {kind}");
        assert_eq!(result.caps[0].reduction.minor(), 700 - expected.iter().sum::<i64>());
        let explanation = explain(&scheme, &facts, &rows, &Context::default(), 0).unwrap();
        assert!(explanation.steps.iter().any(|step| step.kind == StepKind::CapCut));
    }
}

#[test]
fn a_cap_that_is_reached_exactly_cuts_nothing() {
    let scheme = scheme(&format!(
        "{}{}",
        component("aid", "line", "amount", ""),
        cap("limit", "firm", "\"aid\"", "3元", "clamp")
    ));
    let rows = [row("a", 300, None)];
    let result = calculate(&scheme, &Facts::new(), &rows, &Context::default()).unwrap();
    assert_eq!(result.caps, []);
    let explanation = explain(&scheme, &Facts::new(), &rows, &Context::default(), 0).unwrap();
    assert!(explanation.steps.iter().all(|step| step.kind != StepKind::CapCut));
}

#[test]
fn two_caps_one_after_the_other_show_what_each_took() {
    let rules = [
        component("aid", "line", "amount", ""),
        cap("each", "line", "\"aid\"", "2元", "clamp"),
        cap("whole", "firm", "\"aid\"", "3元", "clamp"),
    ];
    let scheme = scheme(&rules.concat());
    let rows = [row("a", 300, None), row("b", 300, None)];
    let explanation = explain(&scheme, &Facts::new(), &rows, &Context::default(), 1).unwrap();
    let cuts: Vec<_> = explanation.steps.iter().filter(|step| step.kind == StepKind::CapCut).collect();
    assert_eq!(cuts.iter().map(|step| step.amount.unwrap().minor()).collect::<Vec<_>>(), [200, 150]);
    assert_eq!(explanation.amount, Fen::new(150));
}

#[test]
fn a_value_that_is_missing_stops_its_own_line_only() {
    let scheme = scheme(&component("aid", "line", "amount × (other ÷ amount)", ""));
    let rows = [row("a", 300, Some(100)), row("b", 300, None), row("c", 0, Some(100))];
    let result = calculate(&scheme, &Facts::new(), &rows, &Context::default()).unwrap();
    assert_eq!(amounts(&result), [100, 0, 0]);
    let fault = |code| Outcome::Fault { code, rule: "aid".to_owned() };
    assert_eq!(result.lines[1].outcome, fault(FaultCode::Missing));
    assert_eq!(result.lines[2].outcome, fault(FaultCode::DivisionByZero));
    let steps = explain(&scheme, &Facts::new(), &rows, &Context::default(), 1).unwrap().steps;
    let fault = steps.iter().find(|step| step.kind == StepKind::Fault).unwrap();
    assert!(fault.note.as_ref().unwrap().zh.contains("其他金额"), "{fault:?}");
}

#[test]
fn a_sum_over_a_missing_value_is_refused_with_its_line() {
    let figure = "[[figure]]\nname = \"whole\"\nzh = \"合计\"\nen = \"Sum\"\narticle = \"one\"\nper = \"firm\"\n\
                  over = \"all\"\nformula = \"sum(other)\"\n";
    let spread = "spread = { weight = \"amount\", unit = \"0.01元\", method = \"largest_remainder\" }";
    let scheme = scheme(&format!("{figure}{}", component("aid", "firm", "whole", spread)));
    let rows = [row("a", 300, Some(100)), row("b", 300, None)];
    let refusal = calculate(&scheme, &Facts::new(), &rows, &Context::default()).unwrap_err();
    assert_eq!(refusal.code, Code::CalcLineFault);
    assert!(refusal.facts.contains(&("line".to_owned(), Fact::Count(2))));
    assert!(refusal.facts.contains(&("rule".to_owned(), Fact::Text("whole".to_owned()))));
}

#[test]
fn an_amount_below_zero_is_a_fault_and_never_a_debt() {
    let scheme = scheme(&component("aid", "line", "amount - 5元", ""));
    let result = calculate(&scheme, &Facts::new(), &[row("a", 100, None)], &Context::default()).unwrap();
    assert_eq!(result.total, Fen::ZERO);
    assert!(matches!(result.lines[0].outcome, Outcome::Fault { code: FaultCode::Negative, .. }));
}

#[test]
fn too_large_is_a_fault_and_never_a_wrong_number() {
    let scheme = scheme(&component("aid", "line", "amount × 9999999999999 × 9999999999999 × 9999999999999", ""));
    let result =
        calculate(&scheme, &Facts::new(), &[row("a", 900_000_000_000_000, None)], &Context::default()).unwrap();
    assert!(matches!(result.lines[0].outcome, Outcome::Fault { code: FaultCode::Overflow, .. }));
}

#[test]
fn an_amount_for_nobody_is_refused() {
    let spread = "spread = { weight = \"amount\", unit = \"0.01元\", method = \"largest_remainder\" }";
    let scheme = scheme(&component("aid", "firm", "5元", spread));
    let refusal = calculate(&scheme, &Facts::new(), &[row("a", 0, None)], &Context::default()).unwrap_err();
    assert_eq!(refusal.code, Code::CalcRuleFault);
    let nobody = calculate(&scheme, &Facts::new(), &[], &Context::default()).unwrap();
    assert_eq!(nobody.total, Fen::ZERO);
}

#[test]
fn days_and_annualised_amounts() {
    let scheme = scheme(&component("aid", "line", "amount × days_inclusive(from, to) ÷ 365天 × 1%", ""));
    let mut own = row("a", 1_000_000_000, None);
    own.values[4] = Value::Date(chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap());
    own.values[5] = Value::Date(chrono::NaiveDate::from_ymd_opt(2024, 12, 31).unwrap());
    // A leap year over a fixed 365 pays 366/365 (case FS-01 of the collection).
    let result = calculate(&scheme, &Facts::new(), &[own], &Context::default()).unwrap();
    assert_eq!(result.total, Fen::new(10_027_397));
}

#[test]
fn a_currency_without_decimals() {
    let yen = HEAD.replace("\"CNY\"", "\"JPY\"");
    let pay = component("aid", "line", "min(amount × 0.5%, 100JPY)", "").replace("0.01元", "1JPY");
    let scheme = Scheme::load(&format!("{yen}{}", pay.replace("half_up", "down"))).unwrap();
    let rows = [row("a", 1_999, None), row("b", 999_999, None)];
    assert_eq!(amounts(&calculate(&scheme, &Facts::new(), &rows, &Context::default()).unwrap()), [9, 100]);
}

#[test]
fn inputs_that_do_not_fit_are_refused() {
    let fact = "[[fact]]\nname = \"own\"\nzh = \"自有\"\nen = \"Own\"\narticle = \"one\"\nkind = \"flag\"\n";
    let scheme = scheme(&format!("{fact}{}", component("aid", "line", "if(own, amount, 0元)", "")));
    let rows = [row("a", 100, None)];
    let code =
        |facts: &Facts, rows: &[InputRow]| calculate(&scheme, facts, rows, &Context::default()).unwrap_err().code;
    assert_eq!(code(&Facts::new(), &rows), Code::CalcFactMissing);
    let mut facts = Facts::new();
    facts.insert("own", Value::Count(1));
    assert_eq!(code(&facts, &rows), Code::CalcFactUnknown);
    facts.insert("own", Value::Flag(true));
    assert_eq!(calculate(&scheme, &facts, &rows, &Context::default()).unwrap().total, Fen::new(100));
    let mut short = rows[0].clone();
    short.values.pop();
    assert_eq!(code(&facts, &[short]), Code::CalcRowMalformed);
    let mut wrong = rows[0].clone();
    wrong.values[2] = Value::Count(5);
    assert_eq!(code(&facts, &[wrong]), Code::CalcRowMalformed);
    assert_eq!(explain(&scheme, &facts, &rows, &Context::default(), 1).unwrap_err().code, Code::CalcLineUnknown);
    facts.insert("else", Value::Flag(true));
    assert_eq!(code(&facts, &rows), Code::CalcFactUnknown);
}

#[test]
fn amounts_are_written_exactly() {
    use crate::scheme::formula::show::money;
    let scheme = scheme(&component("aid", "line", "amount", ""));
    let shown = |n, d| money(&scheme, Exact::ratio(n, d).unwrap());
    assert_eq!(shown(1_499_999_999, 1), "14,999,999.99");
    assert_eq!(shown(149_999_985, 10), "149,999.985");
    assert_eq!(shown(100, 3), "0.333333…");
    assert_eq!(shown(1, 20), "0.0005");
    assert_eq!(shown(-150, 1), "−1.50");
}

#[test]
fn the_result_reads_back_from_its_bytes() {
    let scheme = scheme(&component("aid", "line", "amount ÷ 3", ""));
    let result = calculate(&scheme, &Facts::new(), &[row("a", 100, None)], &Context::default()).unwrap();
    let bytes = result.bytes().unwrap();
    assert_eq!(serde_json::from_slice::<Calculation>(&bytes).unwrap(), result);
    let words = explain_total(&scheme, &Facts::new(), &[row("a", 100, None)], &Context::default()).unwrap().steps[0]
        .title
        .clone();
    assert_eq!(words, Words { zh: "补助".to_owned(), en: "Aid".to_owned() });
}

#[test]
fn what_the_authority_fixes_stays_under_the_ceiling_of_the_law() {
    let parameter = "[[parameter]]\nname = \"rate\"\nzh = \"当年比例\"\nen = \"Rate of the year\"\narticle = \"one\"\n\
                     kind = \"rate\"\nunit = \"%\"\nat_most = \"1%\"\n";
    let scheme = scheme(&format!("{parameter}{}", component("aid", "line", "amount × rate", "")));
    let rows = [row("a", 100_000, None)];
    let with = |value: Option<Exact>| {
        let mut context = Context::default();
        if let Some(value) = value {
            context.parameters.insert("rate", Value::Rate(value));
        }
        calculate(&scheme, &Facts::new(), &rows, &context)
    };
    assert_eq!(with(Some(Exact::ratio(8, 1_000).unwrap())).unwrap().total, Fen::new(800));
    assert_eq!(with(None).unwrap_err().code, Code::CalcParameterMissing);
    assert_eq!(with(Some(Exact::ratio(1_001, 100_000).unwrap())).unwrap_err().code, Code::CalcParameterRange);
    let mut context = Context::default();
    context.parameters.insert("rate", Value::Count(1));
    assert_eq!(calculate(&scheme, &Facts::new(), &rows, &context).unwrap_err().code, Code::CalcParameterUnknown);
}

#[test]
fn lines_of_one_buyer_share_a_limit_within_their_enterprise() {
    let group = "[[group]]\nname = \"buyer\"\nzh = \"同一买方\"\nen = \"One buyer\"\nby = [\"code\", \"who\"]\n";
    let figure = "[[figure]]\nname = \"bought\"\nzh = \"买方合计\"\nen = \"Sum of the buyer\"\narticle = \"one\"\n\
                  per = \"buyer\"\nover = \"all\"\nformula = \"sum(amount)\"\n";
    let rules = [
        group,
        figure,
        &component("aid", "line", "if(bought > 5元, 0元, amount)", ""),
        &cap("limit", "buyer", "\"aid\"", "2元", "clamp"),
    ];
    let scheme = scheme(&rules.concat());
    let mut rows = [row("a", 300, None), row("a", 300, None), row("a", 100, None), row("b", 300, None)];
    for (row, buyer) in rows.iter_mut().zip(["x", "y", "x", "x"]) {
        row.values[0] = Value::Text(buyer.to_owned());
    }
    let result = calculate(&scheme, &Facts::new(), &rows, &Context::default()).unwrap();
    assert_eq!(amounts(&result), [150, 200, 50, 200]);
    rows[2].values[2] = Value::Money(Fen::new(250));
    let result = calculate(&scheme, &Facts::new(), &rows, &Context::default()).unwrap();
    assert_eq!(amounts(&result), [0, 200, 0, 200]);
    assert_eq!(explain(&scheme, &Facts::new(), &rows, &Context::default(), 1).unwrap().amount, Fen::new(200));
}

#[test]
fn a_minimum_is_tested_after_rounding_and_says_whether_it_is_paid_itself() {
    let rows = [row("a", 166_666, None), row("b", 166_667, None), row("c", 166_668, None)];
    for (inclusive, expected) in [(false, [0, 0, 100_001]), (true, [100_000, 100_000, 100_001])] {
        let minimum = format!("kind = \"minimum\"\nlimit = \"1000元\"\ninclusive = {inclusive}\n");
        let rules =
            [component("aid", "line", "amount × 60%", ""), adjustment("least", "enterprise", "\"aid\"", &minimum)];
        let result = calculate(&scheme(&rules.concat()), &Facts::new(), &rows, &Context::default()).unwrap();
        assert_eq!(amounts(&result), expected);
    }
}

#[test]
fn deductions_and_roundings_in_their_order() {
    let rules = [
        component("aid", "line", "amount", ""),
        adjustment("net", "firm", "\"aid\"", "kind = \"deduct\"\namount = \"1.55元\"\n"),
        adjustment("whole", "firm", "\"aid\"", "kind = \"round\"\nround = { unit = \"1元\", mode = \"half_up\" }\n"),
    ];
    let scheme = scheme(&rules.concat());
    let total = |minor: &[i64]| {
        let rows: Vec<_> = minor.iter().map(|minor| row("a", *minor, None)).collect();
        let result = calculate(&scheme, &Facts::new(), &rows, &Context::default()).unwrap();
        assert_eq!(result.lines.iter().map(|line| line.amount.minor()).sum::<i64>(), result.total.minor());
        for line in 0..rows.len() {
            let explanation = explain(&scheme, &Facts::new(), &rows, &Context::default(), line).unwrap();
            assert_eq!(explanation.amount, result.lines[line].amount);
        }
        (result.total.minor(), result.caps.iter().map(|cap| cap.reduction.minor()).collect::<Vec<_>>())
    };
    assert_eq!(total(&[300, 10]), (200, vec![155, -45]));
    assert_eq!(total(&[100, 10]), (0, vec![110]));
    assert_eq!(total(&[255, 100]), (200, vec![155]));
}

#[test]
fn earlier_grants_limit_what_is_left() {
    let memory = |name: &str, of: &str, rest: &str| {
        format!(
            "[[memory]]\nname = \"{name}\"\nzh = \"以往补贴\"\nen = \"Earlier grants\"\narticle = \"one\"\n\
             schemes = [\"own\", \"old\"]\nof = \"{of}\"\n{rest}\n"
        )
    };
    let grant = |scheme: &str, enterprise: &str, day: &str, granted: i64| EarlierGrant {
        scheme: scheme.to_owned(),
        component: "aid".to_owned(),
        own: enterprise == "a",
        enterprise: enterprise.to_owned(),
        claim: String::new(),
        granted_on: day.parse().unwrap(),
        granted: Fen::new(granted),
        paid: Fen::new(granted - 1),
    };
    let earlier = vec![
        grant("edge", "a", "2025-12-31", 50),
        grant("edge", "a", "2026-01-01", 40),
        grant("old", "a", "2023-03-31", 30),
        grant("old", "b", "2023-04-01", 20),
        grant("foreign", "a", "2026-01-01", 1_000),
    ];
    let context = Context { filed_on: Some(today()), earlier, ..Context::default() };
    let rows = [row("a", 300, None), row("b", 300, None), row("c", 300, None)];
    for (of, rest, expected) in [
        ("enterprise", "period = \"all\"", [180, 280, 300]),
        ("enterprise", "period = \"year\"", [260, 300, 300]),
        ("enterprise", "period = \"rolling\"\nyears = 3", [210, 280, 300]),
        ("firm", "period = \"all\"", [180, 180, 180]),
        ("enterprise", "period = \"all\"\nmeasure = \"paid\"", [183, 281, 300]),
    ] {
        let rules = [
            memory("before", of, rest),
            component("aid", "line", "amount", ""),
            cap("limit", "enterprise", "\"aid\"", "3元 - before", "clamp"),
        ];
        let result = calculate(&scheme(&rules.concat()), &Facts::new(), &rows, &context).unwrap();
        assert_eq!(amounts(&result), expected, "{of} {rest}");
    }
    let counted = [
        memory("before", "enterprise", "period = \"all\"\nmeasure = \"count\""),
        component("aid", "line", "if(before = 0, amount, 0元)", ""),
    ];
    let result = calculate(&scheme(&counted.concat()), &Facts::new(), &rows, &context).unwrap();
    assert_eq!(amounts(&result), [0, 0, 300]);
    let rolling = [memory("before", "firm", "period = \"year\""), component("aid", "line", "amount - before", "")];
    let unfiled = Context { filed_on: None, ..context };
    let unfiled = calculate(&scheme(&rolling.concat()), &Facts::new(), &rows, &unfiled).unwrap();
    assert!(matches!(unfiled.lines[0].outcome, Outcome::Fault { code: FaultCode::Missing, .. }));
}

/// Applications of one line each.
fn applications(minor: &[i64]) -> Vec<Application> {
    let one = |minor: &i64| Application {
        facts: Facts::new(),
        rows: vec![row("a", *minor, None)],
        context: Context::default(),
    };
    minor.iter().map(one).collect()
}

fn totals(results: &[Calculation]) -> Vec<i64> {
    results.iter().map(|result| result.total.minor()).collect()
}

fn pool_scheme(method: &str) -> Scheme {
    let pool = |method: &str| {
        format!(
            "[[figure]]\nname = \"business\"\nzh = \"业务量\"\nen = \"Business\"\narticle = \"one\"\nper = \"firm\"\n\
             over = \"all\"\nformula = \"sum(amount)\"\n[[pool]]\nname = \"share\"\nzh = \"资金池\"\nen = \"Pool\"\n\
             article = \"one\"\namount = \"100元\"\nweight = \"business\"\nunit = \"0.01元\"\nmethod = \"{method}\"\n"
        )
    };
    let spread = "spread = { weight = \"amount\", unit = \"0.01元\", method = \"largest_remainder\" }";
    scheme(&format!("{}{}", pool(method), component("aid", "firm", "share", spread)))
}

#[test]
fn a_pool_is_divided_among_all_applications_of_the_call() {
    let of = pool_scheme;
    // Case JY-03 of the collection: seven equal weights.
    let seven = applications(&[1; 7]);
    let results = calculate_call(&of("largest_remainder"), &seven).unwrap();
    assert_eq!(totals(&results), [1_429, 1_429, 1_429, 1_429, 1_428, 1_428, 1_428]);
    assert_eq!(totals(&calculate_call(&of("floor"), &seven).unwrap()), [1_428; 7]);
    assert_eq!(calculate_call(&of("half_up"), &seven).unwrap_err().code, Code::CalcPoolOverspent);
    assert!(results.iter().all(|result| !result.provisional));
    let alone = of("floor");
    let open = calculate(&alone, &Facts::new(), &seven[0].rows, &Context::default()).unwrap();
    assert!(open.provisional && open.total.is_zero());
    assert_eq!(totals(&calculate_call(&alone, &applications(&[0, 0])).unwrap()), [0, 0]);
}

#[test]
fn a_short_budget_cuts_before_or_after_the_caps() {
    let rules = |order: &str| {
        let budget = format!(
            "[budget]\nzh = \"预算不足按比例核减\"\nen = \"Cut to the budget\"\narticle = \"one\"\n\
             amount = \"12000元\"\norder = \"{order}\"\nunit = \"0.01元\"\n"
        );
        let rules =
            [component("aid", "line", "amount", ""), cap("limit", "firm", "\"aid\"", "10000元", "clamp"), budget];
        scheme(&rules.concat())
    };
    // Case BP-02 of the collection, at a hundredth of its size.
    let two = applications(&[3_000_000, 500_000]);
    assert_eq!(totals(&calculate_call(&rules("after_caps"), &two).unwrap()), [800_000, 400_000]);
    assert_eq!(totals(&calculate_call(&rules("before_caps"), &two).unwrap()), [1_000_000, 171_429]);
    let enough = calculate_call(&rules("after_caps"), &applications(&[500_000, 500_000])).unwrap();
    assert_eq!(totals(&enough), [500_000, 500_000]);
    assert_eq!(enough[0].caps, []);
}

#[test]
fn a_condition_of_the_firm_keeps_every_line_out_and_may_put_it_off() {
    let gate = "[[gate]]\nname = \"in_time\"\nzh = \"申报期限\"\nen = \"Filing date\"\narticle = \"one\"\nper = \"firm\"\n\
                effect = \"defer\"\nformula = \"filed_on ≤ 2026-03-31\"\n\
                otherwise = { zh = \"逾期申报\", en = \"Filed late\" }\n";
    let scheme = scheme(&format!("{gate}{}", component("aid", "line", "amount", "")));
    let rows = [row("a", 100, None)];
    let on = |day| Context { filed_on: Some(day), ..Context::default() };
    assert_eq!(calculate(&scheme, &Facts::new(), &rows, &on(today())).unwrap().total, Fen::new(100));
    let late = on(today().succ_opt().unwrap());
    assert!(calculate(&scheme, &Facts::new(), &rows, &late).unwrap().total.is_zero());
    let explanation = explain(&scheme, &Facts::new(), &rows, &late, 0).unwrap();
    assert!(explanation.steps.iter().any(|step| step.note.as_ref().is_some_and(|note| note.zh.contains("下一期"))));
}

proptest::proptest! {
    /// A pool is given out to the fen, to everybody within a fen of the exact share, and never more than there is.
    #[test]
    fn pools_are_conserved(weights in proptest::collection::vec(0i64..1_000_000_000, 1..20)) {
        let sum: i64 = weights.iter().sum();
        let given = totals(&calculate_call(&pool_scheme("largest_remainder"), &applications(&weights)).unwrap());
        proptest::prop_assert_eq!(given.iter().sum::<i64>(), if sum == 0 { 0 } else { 10_000 });
        for (share, weight) in given.iter().zip(&weights) {
            // An oracle of its own: integer division, without the program's fractions.
            let exact = if sum == 0 { 0 } else { i128::from(*weight) * 10_000 / i128::from(sum) };
            proptest::prop_assert!((exact..=exact + 1).contains(&i128::from(*share)));
        }
        let cut = totals(&calculate_call(&pool_scheme("floor"), &applications(&weights)).unwrap());
        proptest::prop_assert!(cut.iter().zip(&given).all(|(cut, given)| cut <= given));
    }

    /// Who does more never gets less under a rule that is monotone, whatever the others do.
    #[test]
    fn more_business_never_earns_less(amount in 0i64..2_000_000_000, more in 0i64..2_000_000_000) {
        let rules = [
            component("aid", "line", "min(amount × 1.3%, 20000元)", ""),
            cap("limit", "enterprise", "\"aid\"", "30000元", "clamp"),
        ];
        let scheme = scheme(&rules.concat());
        let total = |minor: i64| {
            let rows = [row("a", minor, None), row("a", 100_000_000, None)];
            calculate(&scheme, &Facts::new(), &rows, &Context::default()).unwrap().total
        };
        proptest::prop_assert!(total(amount) <= total(amount + more));
        proptest::prop_assert!(total(amount + more) <= Fen::new(3_000_000));
    }
}
