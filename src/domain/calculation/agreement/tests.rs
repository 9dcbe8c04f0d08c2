//! Columns and trees agree on every case of the library and on random schedules of a scheme with every level.

use std::num::NonZeroUsize;
use std::path::Path;

use proptest::prelude::*;

use super::{assert_agrees, assert_same};
use crate::calculation::{Book, Context, Facts, InputRow, evaluate, evaluate_book};
use crate::calendar::Calendar;
use crate::money::{Exact, Fen};
use crate::scheme::Scheme;
use crate::scheme::cases::CaseFile;
use crate::template::Value;

const LEVELS: &str = r#"format = 1
id = "levels"
version = "1"
currency = "CNY"
title = { zh = "各级", en = "Levels" }
basis = { document = "某财〔2026〕1号", issuer = { zh = "某局", en = "A bureau" }, url = "https://example.org/1" }
effective = { from = 2026-01-01 }
payee = { kind = "applicant" }
beneficiary = { name = "who", uscc = "code" }
template = { zh = "明细表", en = "Schedule" }
article = [{ name = "one", zh = "第一条", en = "Article 1" }]
column = [
  { name = "who", zh = "企业", en = "Enterprise", kind = "text" },
  { name = "code", zh = "代码", en = "Code", kind = "uscc" },
  { name = "buyer", zh = "买方", en = "Buyer", kind = "text", optional = true },
  { name = "amount", zh = "金额", en = "Amount", kind = "money", unit = "major" },
  { name = "other", zh = "其他金额", en = "Other amount", kind = "money", unit = "major", optional = true },
  { name = "rate", zh = "利率", en = "Rate", kind = "rate", unit = "%", at_least = "0%", at_most = "100%" },
  { name = "starts", zh = "起", en = "From", kind = "date" },
  { name = "ends", zh = "止", en = "To", kind = "date" },
  { name = "first", zh = "首贷", en = "First", kind = "flag" },
]
group = [{ name = "buyers", zh = "买方", en = "Buyers", by = ["code", "buyer", "first"] }]

[[gate]]
name = "small"
zh = "金额"
en = "Amount"
article = "one"
when = "first"
formula = "amount ≤ 800万元 and other ≥ 1元"
otherwise = { zh = "金额过大", en = "Too large" }

[[gate]]
name = "whole_enterprise"
zh = "企业合计"
en = "Enterprise"
article = "one"
per = "enterprise"
formula = "each_amount ≤ 5000000万元"
otherwise = { zh = "合计过大", en = "Too large together" }

[[step]]
name = "interest"
zh = "利息"
en = "Interest"
article = "one"
formula = "amount × rate × days_inclusive(starts, ends) ÷ 365天"

[[step]]
name = "share_of_buyer"
zh = "占买方比例"
en = "Share of the buyer"
article = "one"
formula = "if(buyer_amount = 0元, 0%, amount ÷ buyer_amount)"

[[figure]]
name = "each_amount"
zh = "每户"
en = "Each"
article = "one"
per = "enterprise"
over = "all"
formula = "sum(amount where not first) + sum(amount where first)"

[[figure]]
name = "buyer_amount"
zh = "每买方"
en = "Each buyer"
article = "one"
per = "buyers"
over = "all"
formula = "sum(amount)"

[[figure]]
name = "eligible_interest"
zh = "利息合计"
en = "Interest"
article = "one"
per = "firm"
over = "eligible"
formula = "sum(interest where amount > 100元)"

[[figure]]
name = "last_day"
zh = "最后一天"
en = "Last day"
article = "one"
per = "firm"
over = "all"
formula = "highest(ends where first)"

[[figure]]
name = "lowest_other"
zh = "最低"
en = "Lowest"
article = "one"
per = "enterprise"
over = "eligible"
formula = "lowest(other where first)"

[[figure]]
name = "how_many"
zh = "笔数"
en = "Count"
article = "one"
per = "buyers"
over = "eligible"
formula = "count(where first) + count()"

[[figure]]
name = "shares"
zh = "占比合计"
en = "Shares"
article = "one"
per = "buyers"
over = "eligible"
formula = "sum(share_of_buyer where amount > 0元)"

[[component]]
name = "own"
zh = "逐行"
en = "By line"
article = "one"
per = "line"
when = "first or missing(other)"
formula = "min(interest × share_of_buyer, other × 10)"
round = { unit = "0.01元", mode = "half_up" }

[[component]]
name = "whole"
zh = "单位"
en = "Firm"
article = "one"
per = "firm"
formula = "eligible_interest × 10%"
round = { unit = "1元", mode = "floor" }
spread = { weight = "interest", unit = "0.01元", method = "largest_remainder" }

[[component]]
name = "each"
zh = "企业"
en = "Enterprise"
article = "one"
per = "enterprise"
when = "not missing(lowest_other) and not missing(last_day)"
formula = "lowest_other × 3%"
round = { unit = "0.01元", mode = "half_even" }
spread = { weight = "interest × rate + 1元", unit = "0.05元", method = "largest_remainder" }

[[component]]
name = "by_buyer"
zh = "买方"
en = "Buyer"
article = "one"
per = "buyers"
formula = "1元 × how_many + shares × 1元"
round = { unit = "0.01元", mode = "up" }
spread = { weight = "amount + 0.01元", unit = "0.01元", method = "largest_remainder" }

[[cap]]
name = "line_cap"
zh = "逐行上限"
en = "Line limit"
article = "one"
scope = "line"
over = ["own", "by_buyer"]
limit = "if(first, min(amount × 5%, 50元), 10元)"
kind = "clamp"

[[cap]]
name = "firm_cap"
zh = "单位上限"
en = "Firm limit"
article = "one"
scope = "firm"
over = ["own", "whole", "each", "by_buyer"]
limit = "20万元"
kind = "clamp"
"#;

fn row(seed: (u8, i64, i64, u8, u16, bool)) -> InputRow {
    let (who, amount, other, rate, day, first) = seed;
    let money = |fen| Value::Money(Fen::new(fen));
    let text = |word: &str| Value::Text(word.to_owned());
    let starts = chrono::NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + chrono::Days::new(u64::from(day));
    let ends = starts + chrono::Days::new(u64::from(day) * 7 % 400);
    let buyer = if who % 5 == 0 { Value::Missing } else { text(["甲", "乙", "丙"][usize::from(who % 3)]) };
    let values = vec![
        text("某企业"),
        text(["a", "b", "c", "d"][usize::from(who / 64)]),
        buyer,
        money(amount),
        if other % 97 == 0 { Value::Missing } else { money(other) },
        Value::Rate(Exact::ratio(i128::from(rate), 1_000).unwrap()),
        Value::Date(starts),
        Value::Date(ends),
        Value::Flag(first),
    ];
    InputRow { values, struck: who % 31 == 0 }
}

/// Calculates in every way, and compares all of them. A refusal must be the same one in every way, too.
fn every_way(scheme: &Scheme, facts: &Facts, rows: &[InputRow], context: &Context) {
    let book = Book::of(scheme, rows).unwrap();
    let first = evaluate(scheme, facts, rows, context);
    for threads in [1, 2, 3] {
        let threads = NonZeroUsize::new(threads).unwrap();
        match (&first, evaluate_book(scheme, facts, &book, context, threads)) {
            (Ok(first), Ok(other)) => {
                assert_agrees(&other);
                assert_same(first, &other);
            }
            (Err(first), Err(other)) => assert_eq!((first.code, &first.facts), (other.code, &other.facts)),
            (first, other) => panic!("{:?} {:?}", first.as_ref().err(), other.err()),
        }
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test reads the library; the domain itself does no I/O")]
fn every_case_of_the_library() {
    let mut count = 0;
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemes");
    for folder in std::fs::read_dir(library).unwrap() {
        let folder = folder.unwrap().path();
        let Ok(file) = std::fs::read_to_string(folder.join("cases.json")) else { continue };
        let scheme = Scheme::load(&std::fs::read_to_string(folder.join("1.toml")).unwrap()).unwrap();
        let file: CaseFile = serde_json::from_str(&file).unwrap();
        for case in file.cases.iter().filter(|case| case.applications.is_empty()) {
            let (facts, rows) = case.inputs(&scheme).unwrap();
            let context = case.context(&scheme, case.filed_on, &case.earlier, &Calendar::default()).unwrap();
            every_way(&scheme, &facts, &rows, &context);
            count += 1;
        }
    }
    assert!(count > 20, "{count} cases");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn random_schedules(
        seeds in prop::collection::vec(
            (any::<u8>(), prop_oneof![0i64..1_000_000_000, Just(0), 0..i64::MAX / 100], 0i64..100_000_000, 0u8..90, 0u16..400, any::<bool>()),
            1..60,
        ),
        ordinary in any::<bool>(),
    ) {
        let scheme = Scheme::load(LEVELS).unwrap_or_else(|problems| panic!("{problems:#?}"));
        let ordinary = |(who, amount, other, rate, day, first)| {
            (who, if ordinary { amount % 1_000_000_000 } else { amount }, other, rate, day, first)
        };
        let rows: Vec<_> = seeds.into_iter().map(ordinary).map(row).collect();
        every_way(&scheme, &Facts::new(), &rows, &Context::default());
    }
}

#[test]
fn a_schedule_that_several_threads_share() {
    let scheme = Scheme::load(LEVELS).unwrap();
    let mut numbers = 7_u64;
    let mut next = |end: u64| {
        numbers = numbers.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (numbers >> 33) % end
    };
    let mut amount = |end: u64| i64::try_from(next(end)).unwrap();
    let mut seed = || {
        let who = u8::try_from(amount(256)).unwrap();
        let (rate, day) = (u8::try_from(amount(90)).unwrap(), u16::try_from(amount(400)).unwrap());
        (who, amount(1_000_000_000), amount(100_000_000), rate, day, amount(3) == 0)
    };
    let rows: Vec<_> = (0..20_000).map(|_| row(seed())).collect();
    every_way(&scheme, &Facts::new(), &rows, &Context::default());
    let (facts, context) = (Facts::new(), Context::default());
    let result = evaluate(&scheme, &facts, &rows, &context).unwrap().summary();
    let counts = result.counts;
    assert!(counts.paid > 1_000 && counts.ineligible > 100 && counts.struck > 100 && counts.faults > 10, "{counts:?}");
    assert!(result.caps.len() == 2 && result.components.iter().all(|part| !part.before_cap.is_zero()), "{result:?}");
}
