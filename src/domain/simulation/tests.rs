//! Real schemes with one rule changed: what moves, who wins, what is left, and what does not fit.

use super::fit::fit;
use super::*;
use crate::calculation::{Context, Facts, InputRow, calculate};
use crate::scheme::Scheme;
use crate::scheme::cases::CaseFile;
use crate::template::Value;

const CHONGQING: &str = include_str!("../../schemes/cq-2022-19/1.toml");
const CASES: &str = include_str!("../../schemes/cq-2022-19/cases.json");

fn scheme(text: &str) -> Scheme {
    Scheme::load(text).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// The scheme with some passages replaced, as a draft of version 2.
fn redraft(changes: &[(&str, &str)]) -> Scheme {
    let mut text = CHONGQING.replace("version = \"1\"", "version = \"2\"");
    for (old, new) in changes {
        assert!(text.contains(old), "the scheme has no {old}");
        text = text.replace(old, new);
    }
    scheme(&text)
}

fn draft(old: &str, new: &str) -> Scheme {
    redraft(&[(old, new)])
}

fn case(scheme: &Scheme, id: &str) -> (Facts, Vec<InputRow>) {
    let file: CaseFile = serde_json::from_str(CASES).unwrap();
    file.cases.iter().find(|c| c.id == id).unwrap_or_else(|| panic!("no case {id}")).inputs(scheme).unwrap()
}

fn names(scheme: &Scheme, rows: &[InputRow]) -> Vec<LineName> {
    let key = scheme.template.columns.iter().position(|c| c.key).unwrap();
    let text = |row: &InputRow, place: usize| match &row.values[place] {
        Value::Text(text) => text.clone(),
        other => panic!("{other:?}"),
    };
    let line = |(n, row): (usize, &InputRow)| LineName {
        row: i64::try_from(n).unwrap() + 2,
        key: text(row, key),
        enterprise: text(row, scheme.beneficiary.name),
    };
    rows.iter().enumerate().map(line).collect()
}

/// A case of the library calculated under the published scheme and under a draft.
fn pair(number: &str, firm: &str, id: &str, draft: &Scheme) -> Pair {
    let base = scheme(CHONGQING);
    let (facts, rows) = case(&base, id);
    let fitted = fit(&base, draft, &facts, &rows).unwrap();
    Pair {
        number: number.to_owned(),
        firm: FirmName { code: firm.to_owned(), name: format!("{firm}担保") },
        lines: names(&base, &rows),
        before: calculate(&base, &facts, &rows, &Context::default()).unwrap(),
        after: calculate(draft, &fitted.facts, &fitted.rows, &Context::default()).unwrap(),
        budget: Some(0),
    }
}

fn room(minor: i64) -> BudgetRoom {
    let title = Words { zh: "担保指标".to_owned(), en: "Guarantees".to_owned() };
    BudgetRoom { code: "GUARANTEE".to_owned(), title, year: 2026, room: Fen::new(minor) }
}

fn first_case() -> String {
    let file: CaseFile = serde_json::from_str(CASES).unwrap();
    file.cases.first().unwrap().id.clone()
}

#[test]
fn the_same_rules_move_nothing() {
    let report = compare(&[pair("SQ-1", "A", &first_case(), &scheme(CHONGQING))], &[room(100)]).unwrap();
    assert_eq!(report.total.difference, Fen::ZERO);
    assert!(report.total.before > Fen::ZERO);
    assert!(report.moved.is_empty() && report.transitions.is_empty());
    assert_eq!((report.firm_tally.unchanged, report.line_tally.unchanged), (1, report.lines));
    assert_eq!(report.line_bands.len(), 1);
    assert_eq!(report.line_bands[0].count, report.lines);
}

#[test]
fn another_rate_moves_every_paid_line_and_the_sums_agree() {
    let lower = redraft(&[
        ("to_inclusive = false, value = \"1%\"", "to_inclusive = false, value = \"0.5%\""),
        ("value = \"1.2%\"", "value = \"0.6%\""),
        ("value = \"1.3%\"", "value = \"0.7%\""),
    ]);
    let file: CaseFile = serde_json::from_str(CASES).unwrap();
    let pairs: Vec<Pair> = file
        .cases
        .iter()
        .enumerate()
        .map(|(n, case)| pair(&format!("SQ-{n}"), if n % 2 == 0 { "A" } else { "B" }, &case.id, &lower))
        .collect();
    let report = compare(&pairs, &[room(0)]).unwrap();
    let sum = |of: &dyn Fn(&Pair) -> Fen| Fen::sum(pairs.iter().map(of)).unwrap();
    assert_eq!(report.total.before, sum(&|p| p.before.total));
    assert_eq!(report.total.after, sum(&|p| p.after.total));
    assert!(report.total.difference.is_negative(), "a lower rate pays less: {:?}", report.total);
    // Total, applications, firms, lines, components, transitions, bands and the budget all tell the same difference.
    let difference = report.total.difference;
    let same = |what: &str, parts: Vec<Fen>| assert_eq!(Fen::sum(parts).unwrap(), difference, "{what}");
    same("cases", report.cases.iter().map(|c| c.total.difference).collect());
    same("firms", report.firms.iter().map(|f| f.total.difference).collect());
    same("lines", report.moved.iter().map(|l| l.amount.difference).collect());
    same("components", report.components.iter().map(|c| c.amount.difference).collect());
    same("transitions", report.transitions.iter().map(|t| t.amount.difference).collect());
    same("bands of lines", report.line_bands.iter().map(|b| b.sum).collect());
    same("bands of firms", report.firm_bands.iter().map(|b| b.sum).collect());
    same("winners and losers", vec![report.line_tally.winners.sum, report.line_tally.losers.sum]);
    assert_eq!(report.budgets[0].cost, report.total);
    assert_eq!(report.budgets[0].left_after.minor(), -report.total.after.minor());
    assert_eq!(report.firms.len(), 2);
    let counted: usize = report.line_bands.iter().map(|b| b.count).sum();
    assert_eq!(counted, report.lines);
    assert!(report.moved.windows(2).all(|w| w[0].amount.size() >= w[1].amount.size()), "the largest first");
    assert!(report.moved.iter().all(|l| l.component.as_deref() == Some("fee_subsidy")));
}

#[test]
fn a_stricter_gate_names_itself() {
    let stricter = draft("obligor_balance ≤ 1000万元", "obligor_balance ≤ 1元");
    let report = compare(&[pair("SQ-1", "A", &first_case(), &stricter)], &[]).unwrap();
    let gate = Outcome::Ineligible { gate: "balance_within".to_owned() };
    let kept_out = report.transitions.iter().find(|t| t.before == Outcome::Paid && t.after == gate).unwrap();
    assert_eq!(kept_out.amount.after, Fen::ZERO);
    let moved = || report.moved.iter().filter(|l| l.before == Outcome::Paid && l.after == gate);
    assert_eq!(kept_out.lines, moved().count());
    assert!(moved().all(|l| l.component.is_none() && l.amount.after.is_zero()));
    assert_eq!(report.line_tally.winners.count, 0);
}

#[test]
fn struck_lines_stay_struck() {
    let base = scheme(CHONGQING);
    let generous = draft("formula = \"fee_rate ≤ 1.5%\"", "formula = \"fee_rate ≤ 99%\"");
    let (facts, mut rows) = case(&base, &first_case());
    rows[0].struck = true;
    let fitted = fit(&base, &generous, &facts, &rows).unwrap();
    assert!(fitted.rows[0].struck);
    assert_eq!(
        calculate(&generous, &fitted.facts, &fitted.rows, &Context::default()).unwrap().lines[0].outcome,
        Outcome::Struck
    );
}

#[test]
fn the_order_of_the_applications_changes_no_sum() {
    let lower = draft("value = \"1.2%\"", "value = \"1.1%\"");
    let (a, b) = (pair("SQ-1", "A", &first_case(), &lower), pair("SQ-2", "B", &first_case(), &lower));
    let one = compare(&[a.clone(), b.clone()], &[room(7)]).unwrap();
    let other = compare(&[b, a], &[room(7)]).unwrap();
    assert_eq!(one.total, other.total);
    assert_eq!(one.firms, other.firms);
    assert_eq!((one.line_bands, one.budgets), (other.line_bands, other.budgets));
}

#[test]
fn calculations_of_other_lines_are_refused() {
    let mut uneven = pair("SQ-1", "A", &first_case(), &scheme(CHONGQING));
    uneven.after.lines.pop();
    assert_eq!(compare(&[uneven], &[]).unwrap_err().code, Code::SimulationUneven);
}

#[test]
fn bands_have_exact_edges() {
    let bands = distribution([-12_345, -999, 0, 0, 1, 99, 100, 1_000, 9_999, 10_000].map(Fen::new)).unwrap();
    let shown: Vec<_> =
        bands.iter().map(|b| (b.side, b.from.minor(), b.below.map(Fen::minor), b.count, b.sum.minor())).collect();
    let expected = [
        (Side::Less, 10_000, Some(100_000), 1, -12_345),
        (Side::Less, 1_000, Some(10_000), 0, 0),
        (Side::Less, 100, Some(1_000), 1, -999),
        (Side::Less, 0, Some(100), 0, 0),
        (Side::Same, 0, None, 2, 0),
        (Side::More, 0, Some(100), 2, 100),
        (Side::More, 100, Some(1_000), 1, 100),
        (Side::More, 1_000, Some(10_000), 2, 10_999),
        (Side::More, 10_000, Some(100_000), 1, 10_000),
    ];
    assert_eq!(shown, expected);
    let huge = distribution([Fen::new(i64::MAX), Fen::new(i64::MIN)]).unwrap();
    assert_eq!(huge.iter().map(|b| b.count).sum::<usize>(), 2, "the largest amounts have a band too");
    assert_eq!(distribution([Fen::new(5)]).unwrap().last().unwrap().below, Some(Fen::new(10)));
}

#[test]
fn what_does_not_fit_is_said_by_name() {
    let base = scheme(CHONGQING);
    let (facts, rows) = case(&base, &first_case());
    let asked = "[[column]]\nname = \"green\"\nzh = \"绿色贷款\"\nen = \"Green loan\"\nkind = \"flag\"\n";
    let needs = draft("[[column]]\nname = \"starts\"", &format!("{asked}\n[[column]]\nname = \"starts\""));
    let refusals = fit(&base, &needs, &facts, &rows).unwrap_err();
    assert_eq!(refusals.len(), 1);
    assert_eq!(refusals[0].code, Code::SimulationColumnMissing);
    assert_eq!(refusals[0].facts[0].1, Fact::Text("绿色贷款".to_owned()));
    // The same column as an optional one is left empty, and that is said.
    let optional = format!("{asked}optional = true\n\n[[column]]\nname = \"starts\"");
    let may = draft("[[column]]\nname = \"starts\"", &optional);
    let fitted = fit(&base, &may, &facts, &rows).unwrap();
    assert_eq!(fitted.left_empty.iter().map(|w| w.en.as_str()).collect::<Vec<_>>(), ["Green loan"]);
    assert_eq!(
        calculate(&may, &fitted.facts, &fitted.rows, &Context::default()).unwrap().total,
        calculate(&base, &facts, &rows, &Context::default()).unwrap().total
    );
    // A column of another kind, a word that is no choice any more, a question that nobody was asked.
    let text = draft(
        "name = \"fee\"\nzh = \"担保费（元）\"\nen = \"Fee (CNY)\"\naliases = [\"担保费\"]\nkind = \"money\"\nunit = \"元\"",
        "name = \"fee\"\nzh = \"担保费（元）\"\nen = \"Fee (CNY)\"\nkind = \"text\"",
    );
    assert_eq!(fit(&base, &text, &facts, &rows).unwrap_err()[0].code, Code::SimulationColumnKind);
    let mut asks = base.clone();
    asks.facts.push(crate::scheme::FactSpec { name: "licensed".to_owned(), ..base.facts[0].clone() });
    assert_eq!(fit(&base, &asks, &facts, &rows).unwrap_err()[0].code, Code::SimulationFactMissing);
    let mut changed = base.clone();
    let place = changed.template.position("subject").unwrap();
    let crate::template::ColumnKind::Choice(choices) = &mut changed.template.columns[place].kind else { panic!() };
    choices.retain(|c| c.key != "small_firm");
    let refused = fit(&base, &changed, &facts, &rows).unwrap_err();
    assert_eq!(refused[0].code, Code::SimulationChoice);
    assert!(refused[0].facts.contains(&("value".to_owned(), Fact::Text("小微企业".to_owned()))), "{refused:?}");
}

#[test]
fn columns_are_found_by_name_wherever_they_stand() {
    let base = scheme(CHONGQING);
    let (facts, rows) = case(&base, &first_case());
    let mut turned = base.clone();
    turned.template.columns.reverse();
    let fitted = fit(&base, &turned, &facts, &rows).unwrap();
    let place = turned.template.position("amount").unwrap();
    let old = base.template.position("amount").unwrap();
    assert!(fitted.rows.iter().zip(&rows).all(|(new, row)| new.values[place] == row.values[old]));
}
