//! The schemes that come with the program, against their cases.

use proptest::prelude::*;

use super::*;
use crate::calculation::{StepKind, evaluate};

const SCHEMES: [(&str, &str); 4] = [
    (include_str!("../../../schemes/cq-2022-19/1.toml"), include_str!("../../../schemes/cq-2022-19/cases.json")),
    (include_str!("../../../schemes/tci-2009/1.toml"), include_str!("../../../schemes/tci-2009/cases.json")),
    (include_str!("../../../schemes/tj-2019/1.toml"), include_str!("../../../schemes/tj-2019/cases.json")),
    (
        include_str!("../../../schemes/tj-2022-central/1.toml"),
        include_str!("../../../schemes/tj-2022-central/cases.json"),
    ),
];

fn load(text: &str) -> Scheme {
    Scheme::load(text).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
    })
}

fn cases(text: &str) -> Vec<Case> {
    serde_json::from_str::<CaseFile>(text).unwrap().cases
}

#[test]
fn every_case_of_every_scheme_holds_to_the_fen() {
    for (text, file) in SCHEMES {
        let scheme = load(text);
        let outcomes = run(&scheme, file, &Calendar::default()).unwrap();
        assert!(!outcomes.is_empty());
        for outcome in outcomes {
            assert_eq!(outcome.differences, [], "{} {}", scheme.id, outcome.id);
        }
    }
}

#[test]
fn the_published_cases_are_all_there() {
    let published = include_str!("../../../../tests/cases/worked-examples.json");
    let published: Vec<serde_json::Value> = serde_json::from_str(published).unwrap();
    let own: Vec<_> = SCHEMES.iter().flat_map(|(_, file)| cases(file)).map(|case| case.id).collect();
    let wanted = published.iter().filter_map(|case| case["id"].as_str()).filter(|id| {
        id.starts_with("CQ-") || id.starts_with("TCI-") || ["TJ-01", "TJ-02", "TJ-03", "TJ-04"].contains(id)
    });
    let mut count = 0;
    for id in wanted {
        count += 1;
        assert!(own.iter().any(|own| own == id), "{id}");
    }
    assert_eq!(count, 16);
}

#[test]
fn a_case_that_does_not_hold_says_what_came_out() {
    let scheme = load(SCHEMES[1].0);
    let mut case = cases(SCHEMES[1].1).remove(0);
    case.expect.total = Some("150000.01".to_owned());
    let outcome = run_case(&scheme, &case, &Calendar::default()).unwrap();
    assert_eq!(outcome.differences.len(), 1);
    assert_eq!(outcome.differences[0].found, "150000.00");
}

#[test]
fn every_explanation_ends_with_the_stored_amount_and_speaks_both_languages() {
    for (text, file) in SCHEMES {
        let scheme = load(text);
        for case in cases(file) {
            if !case.applications.is_empty() {
                continue;
            }
            let (facts, rows) = case.inputs(&scheme).unwrap();
            let context = case.context(&scheme, case.filed_on, &case.earlier, &Calendar::default()).unwrap();
            let evaluation = evaluate(&scheme, &facts, &rows, &context).unwrap();
            let stored = evaluation.calculation();
            for (line, result) in stored.lines.iter().enumerate() {
                let explanation = evaluation.explain(line).unwrap();
                let end = explanation.steps.last().unwrap();
                assert_eq!((end.kind, end.amount), (StepKind::End, Some(result.amount)), "{} {line}", case.id);
                for step in &explanation.steps {
                    for words in [Some(&step.title), step.formula.as_ref(), step.numbers.as_ref(), step.note.as_ref()] {
                        let empty = words.is_some_and(|words| words.zh.is_empty() || words.en.is_empty());
                        assert!(!empty, "{} {line} {step:?}", case.id);
                    }
                    assert!(step.article.is_some() || matches!(step.kind, StepKind::End | StepKind::Struck));
                }
                if result.amount.is_zero() {
                    assert!(end.note.is_some(), "{} {line}", case.id);
                }
            }
            let total = evaluation.explain_total();
            assert_eq!(total.steps.last().unwrap().amount, Some(stored.total));
        }
    }
}

/// A line of the Chongqing scheme from a few numbers.
fn line(scheme: &Scheme, case: &Case, seed: (u32, u8, u8)) -> InputRow {
    let (_, rows) = case.inputs(scheme).unwrap();
    let mut row = rows[0].clone();
    let mut set = |name: &str, value: Value| {
        let place = scheme.template.position(name).unwrap();
        row.values[place] = value;
    };
    let (amount, flags, rate) = seed;
    set("amount", Value::Money(Fen::new(i64::from(amount) * 37)));
    set("obligor_balance", Value::Money(Fen::new(i64::from(amount) * 41)));
    set("fee_rate", Value::Rate(Exact::ratio(i128::from(rate), 10_000).unwrap()));
    set("bank_loan", Value::Flag(flags & 1 == 0));
    set("first_loan", Value::Flag(flags & 2 == 0));
    set("batch", Value::Flag(flags & 4 == 0));
    set("kind", Value::Text(if flags & 24 == 0 { "reguarantee" } else { "guarantee" }.to_owned()));
    set("subject", Value::Text(if flags & 96 == 0 { "other" } else { "agriculture" }.to_owned()));
    row.struck = flags & 128 != 0 && flags & 64 != 0;
    row
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn lines_add_up_and_their_order_never_matters(
        seeds in proptest::collection::vec(any::<(u32, u8, u8)>(), 1..30),
        turn in any::<usize>(),
    ) {
        let scheme = load(SCHEMES[0].0);
        let case = cases(SCHEMES[0].1).swap_remove(5);
        let (facts, _) = case.inputs(&scheme).unwrap();
        let mut rows: Vec<_> = seeds.into_iter().map(|seed| line(&scheme, &case, seed)).collect();
        let first = calculate(&scheme, &facts, &rows, &Context::default()).unwrap();
        prop_assert_eq!(Fen::sum(first.lines.iter().map(|line| line.amount)).unwrap(), first.total);
        prop_assert_eq!(Fen::sum(first.components.iter().map(|part| part.amount)).unwrap(), first.total);
        prop_assert_eq!(first.bytes().unwrap(), calculate(&scheme, &facts, &rows, &Context::default()).unwrap().bytes().unwrap());
        for (result, row) in first.lines.iter().zip(&rows) {
            prop_assert_eq!(Fen::sum(result.parts.iter().copied()).unwrap(), result.amount);
            prop_assert!(!row.struck || result.amount.is_zero());
        }
        let len = rows.len();
        rows.rotate_left(turn % len);
        rows.swap(0, len - 1);
        let second = calculate(&scheme, &facts, &rows, &Context::default()).unwrap();
        prop_assert_eq!(first.total, second.total);
        prop_assert_eq!(first.components, second.components);
        prop_assert_eq!(first.figures, second.figures);
    }

    #[test]
    fn caps_are_never_exceeded(premiums in proptest::collection::vec((0u32..80_000_000, 0u8..4), 1..30)) {
        let scheme = load(SCHEMES[1].0);
        let case = cases(SCHEMES[1].1).swap_remove(0);
        let (facts, rows) = case.inputs(&scheme).unwrap();
        let (paid, uscc) = (scheme.template.position("premium_paid").unwrap(), scheme.beneficiary.uscc);
        let rows: Vec<_> = premiums.iter().map(|(premium, enterprise)| {
            let mut row = rows[0].clone();
            row.values[paid] = Value::Money(Fen::new(i64::from(*premium)));
            row.values[uscc] = Value::Text(enterprise.to_string());
            row
        }).collect();
        let context = Context::default();
        let evaluation = evaluate(&scheme, &facts, &rows, &context).unwrap();
        let result = evaluation.calculation();
        for enterprise in 0..4u8 {
            let own = premiums.iter().zip(&result.lines).filter(|((_, e), _)| *e == enterprise);
            let (mut premium, mut sum) = (0i64, 0i64);
            for ((paid, _), line) in own {
                premium += i64::from(*paid);
                sum += line.amount.minor();
            }
            // Half of the premium, half a fen up, and never above the cap.
            prop_assert_eq!(sum, ((premium + 1) / 2).min(15_000_000));
        }
        for line in 0..rows.len() {
            prop_assert_eq!(evaluation.explain(line).unwrap().amount, result.lines[line].amount);
        }
    }
}
