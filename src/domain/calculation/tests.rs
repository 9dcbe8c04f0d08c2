//! What the engine does at its edges: wrong inputs, faults, other currencies, caps of every scope and kind.

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
    format!(
        "[[cap]]\nname = \"{name}\"\nzh = \"上限\"\nen = \"Limit\"\narticle = \"one\"\nscope = \"{scope}\"\n\
         over = [{over}]\nlimit = \"{limit}\"\nkind = \"{kind}\"\n"
    )
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
        let result = calculate(&scheme, &facts, &rows).unwrap();
        assert_eq!(amounts(&result), expected, "{scope} {kind}");
        assert_eq!(result.caps[0].reduction.minor(), 700 - expected.iter().sum::<i64>());
        let explanation = explain(&scheme, &facts, &rows, 0).unwrap();
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
    let result = calculate(&scheme, &Facts::new(), &rows).unwrap();
    assert_eq!(result.caps, []);
    let explanation = explain(&scheme, &Facts::new(), &rows, 0).unwrap();
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
    let explanation = explain(&scheme, &Facts::new(), &rows, 1).unwrap();
    let cuts: Vec<_> = explanation.steps.iter().filter(|step| step.kind == StepKind::CapCut).collect();
    assert_eq!(cuts.iter().map(|step| step.amount.unwrap().minor()).collect::<Vec<_>>(), [200, 150]);
    assert_eq!(explanation.amount, Fen::new(150));
}

#[test]
fn a_value_that_is_missing_stops_its_own_line_only() {
    let scheme = scheme(&component("aid", "line", "amount × (other ÷ amount)", ""));
    let rows = [row("a", 300, Some(100)), row("b", 300, None), row("c", 0, Some(100))];
    let result = calculate(&scheme, &Facts::new(), &rows).unwrap();
    assert_eq!(amounts(&result), [100, 0, 0]);
    let fault = |code| Outcome::Fault { code, rule: "aid".to_owned() };
    assert_eq!(result.lines[1].outcome, fault(FaultCode::Missing));
    assert_eq!(result.lines[2].outcome, fault(FaultCode::DivisionByZero));
    let steps = explain(&scheme, &Facts::new(), &rows, 1).unwrap().steps;
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
    let refusal = calculate(&scheme, &Facts::new(), &rows).unwrap_err();
    assert_eq!(refusal.code, Code::CalcLineFault);
    assert!(refusal.facts.contains(&("line".to_owned(), Fact::Count(2))));
    assert!(refusal.facts.contains(&("rule".to_owned(), Fact::Text("whole".to_owned()))));
}

#[test]
fn an_amount_below_zero_is_a_fault_and_never_a_debt() {
    let scheme = scheme(&component("aid", "line", "amount - 5元", ""));
    let result = calculate(&scheme, &Facts::new(), &[row("a", 100, None)]).unwrap();
    assert_eq!(result.total, Fen::ZERO);
    assert!(matches!(result.lines[0].outcome, Outcome::Fault { code: FaultCode::Negative, .. }));
}

#[test]
fn too_large_is_a_fault_and_never_a_wrong_number() {
    let scheme = scheme(&component("aid", "line", "amount × 9999999999999 × 9999999999999 × 9999999999999", ""));
    let result = calculate(&scheme, &Facts::new(), &[row("a", 900_000_000_000_000, None)]).unwrap();
    assert!(matches!(result.lines[0].outcome, Outcome::Fault { code: FaultCode::Overflow, .. }));
}

#[test]
fn an_amount_for_nobody_is_refused() {
    let spread = "spread = { weight = \"amount\", unit = \"0.01元\", method = \"largest_remainder\" }";
    let scheme = scheme(&component("aid", "firm", "5元", spread));
    let refusal = calculate(&scheme, &Facts::new(), &[row("a", 0, None)]).unwrap_err();
    assert_eq!(refusal.code, Code::CalcRuleFault);
    let nobody = calculate(&scheme, &Facts::new(), &[]).unwrap();
    assert_eq!(nobody.total, Fen::ZERO);
}

#[test]
fn days_and_annualised_amounts() {
    let scheme = scheme(&component("aid", "line", "amount × days_inclusive(from, to) ÷ 365天 × 1%", ""));
    let mut own = row("a", 1_000_000_000, None);
    own.values[4] = Value::Date(chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap());
    own.values[5] = Value::Date(chrono::NaiveDate::from_ymd_opt(2024, 12, 31).unwrap());
    // A leap year over a fixed 365 pays 366/365 (case FS-01 of the collection).
    let result = calculate(&scheme, &Facts::new(), &[own]).unwrap();
    assert_eq!(result.total, Fen::new(10_027_397));
}

#[test]
fn a_currency_without_decimals() {
    let yen = HEAD.replace("\"CNY\"", "\"JPY\"");
    let pay = component("aid", "line", "min(amount × 0.5%, 100JPY)", "").replace("0.01元", "1JPY");
    let scheme = Scheme::load(&format!("{yen}{}", pay.replace("half_up", "down"))).unwrap();
    let rows = [row("a", 1_999, None), row("b", 999_999, None)];
    assert_eq!(amounts(&calculate(&scheme, &Facts::new(), &rows).unwrap()), [9, 100]);
}

#[test]
fn inputs_that_do_not_fit_are_refused() {
    let fact = "[[fact]]\nname = \"own\"\nzh = \"自有\"\nen = \"Own\"\narticle = \"one\"\nkind = \"flag\"\n";
    let scheme = scheme(&format!("{fact}{}", component("aid", "line", "if(own, amount, 0元)", "")));
    let rows = [row("a", 100, None)];
    let code = |facts: &Facts, rows: &[InputRow]| calculate(&scheme, facts, rows).unwrap_err().code;
    assert_eq!(code(&Facts::new(), &rows), Code::CalcFactMissing);
    let mut facts = Facts::new();
    facts.insert("own", Value::Count(1));
    assert_eq!(code(&facts, &rows), Code::CalcFactUnknown);
    facts.insert("own", Value::Flag(true));
    assert_eq!(calculate(&scheme, &facts, &rows).unwrap().total, Fen::new(100));
    let mut short = rows[0].clone();
    short.values.pop();
    assert_eq!(code(&facts, &[short]), Code::CalcRowMalformed);
    let mut wrong = rows[0].clone();
    wrong.values[2] = Value::Count(5);
    assert_eq!(code(&facts, &[wrong]), Code::CalcRowMalformed);
    assert_eq!(explain(&scheme, &facts, &rows, 1).unwrap_err().code, Code::CalcLineUnknown);
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
    let result = calculate(&scheme, &Facts::new(), &[row("a", 100, None)]).unwrap();
    let bytes = result.bytes().unwrap();
    assert_eq!(serde_json::from_slice::<Calculation>(&bytes).unwrap(), result);
    let words = explain_total(&scheme, &Facts::new(), &[row("a", 100, None)]).unwrap().steps[0].title.clone();
    assert_eq!(words, Words { zh: "补助".to_owned(), en: "Aid".to_owned() });
}
