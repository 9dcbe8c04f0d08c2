//! Speed of the calculation over a million lines, on one thread and on two: the formula of a day-count scheme alone, and
//! the whole Chongqing scheme with its figures, gates, awards, spreading and cap; and a scheme with sums, spreads and
//! caps of 200 000 enterprises.
//!
//! `cargo bench -p domain`; `XINBU_BENCH_LINES` takes another number of lines.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a benchmark stops at its first fault and takes the number of lines from outside"
)]

use std::num::NonZeroUsize;

use chrono::{Days, NaiveDate};
use divan::Bencher;
use divan::counter::ItemsCount;
use domain::calculation::{Book, BookBuilder, Context, Facts, InputRow, calculate_book, evaluate_book};
use domain::money::{Exact, Fen};
use domain::scheme::Scheme;
use domain::template::{Column, ColumnKind, Value};

fn main() {
    divan::main();
}

fn lines() -> usize {
    std::env::var("XINBU_BENCH_LINES").ok().and_then(|lines| lines.parse().ok()).unwrap_or(1_000_000)
}

/// The same numbers on every machine (a linear congruence of Knuth's).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn money(&mut self, yuan: u64) -> Value {
        Value::Money(Fen::new(i64::try_from(self.below(yuan * 100)).unwrap()))
    }

    fn rate(&mut self, ten_thousandths: u64) -> Value {
        Value::Rate(Exact::ratio(i128::from(self.below(ten_thousandths)), 10_000).unwrap())
    }

    fn day(&mut self) -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, 1, 1).unwrap() + Days::new(self.below(365))
    }

    fn word(&mut self, words: &[&str]) -> Value {
        let place = usize::try_from(self.below(u64::try_from(words.len()).unwrap())).unwrap();
        Value::Text(words[place].to_owned())
    }

    /// A cell of any kind.
    fn cell(&mut self, column: &Column, line: usize) -> Value {
        match &column.kind {
            ColumnKind::Money(_) => self.money(60_000_000),
            ColumnKind::Rate { .. } => self.rate(800),
            ColumnKind::Count => Value::Count(i64::try_from(self.below(400)).unwrap()),
            ColumnKind::Date => Value::Date(self.day()),
            ColumnKind::Flag => Value::Flag(self.below(3) == 0),
            ColumnKind::Choice(words) => {
                let word = usize::try_from(self.below(u64::try_from(words.len()).unwrap())).unwrap();
                Value::Text(words[word].key.clone())
            }
            ColumnKind::Uscc => Value::Text(format!("91500000MA{:08}", self.below(200_000))),
            ColumnKind::Text(_) | ColumnKind::Account | ColumnKind::Cnaps => Value::Text(format!("{line:08}")),
        }
    }
}

/// A scheme, its book of many lines, and its facts; `cell` says what stands in the columns that matter.
fn schedule(
    text: &str,
    facts: &[(&str, Value)],
    cell: impl Fn(&mut Numbers, &str) -> Option<Value>,
) -> (Scheme, Book, Facts) {
    let scheme = Scheme::load(text).expect("the scheme is well formed");
    let mut numbers = Numbers(1);
    let mut builder = BookBuilder::new(&scheme);
    for line in 0..lines() {
        let mut value =
            |column: &Column| cell(&mut numbers, &column.name).unwrap_or_else(|| numbers.cell(column, line));
        let values = scheme.template.columns.iter().map(&mut value).collect();
        builder.push(&InputRow { values, struck: line % 500 == 0 }).expect("the row fits");
    }
    let book = builder.finish();
    let facts = facts.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    (scheme, book, facts)
}

fn day_count() -> (Scheme, Book, Facts) {
    schedule(include_str!("day-count.toml"), &[], |numbers, column| match column {
        "amount" => Some(numbers.money(20_000_000)),
        "ends" => Some(Value::Date(numbers.day() + Days::new(365 + numbers.below(365)))),
        _ => None,
    })
}

fn chongqing() -> (Scheme, Book, Facts) {
    let facts = [("government_owned", Value::Flag(true))];
    schedule(include_str!("../../src/schemes/cq-2022-19/1.toml"), &facts, |numbers, column| match column {
        "kind" => Some(numbers.word(&["guarantee", "guarantee", "guarantee", "reguarantee"])),
        "amount" => Some(numbers.money(10_000_000)),
        "liability_share" => Some(Value::Rate(Exact::ratio(i128::from(6 + numbers.below(5)), 10).unwrap())),
        "fee_rate" => Some(numbers.rate(170)),
        "obligor_balance" => Some(numbers.money(11_000_000)),
        _ => None,
    })
}

/// Premiums by enterprise: 200 000 sums, spreads and caps.
fn credit_insurance() -> (Scheme, Book, Facts) {
    schedule(include_str!("../../src/schemes/tci-2009/1.toml"), &[], |numbers, column| match column {
        "industry" => Some(numbers.word(&["wholesale", "retail", "catering"])),
        "premium_due" => Some(numbers.money(2_000_000)),
        "premium_paid" => Some(numbers.money(100_000)),
        _ => None,
    })
}

/// From the columns to the amount of every line.
#[divan::bench(args = [1, 2], sample_count = 7, sample_size = 1)]
fn day_count_lines(bencher: Bencher<'_, '_>, threads: usize) {
    let (scheme, book, facts) = day_count();
    run(bencher, &scheme, &book, &facts, threads);
}

/// From the columns to the amount of every line, with the result as it is stored.
#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn day_count_result(bencher: Bencher<'_, '_>, threads: usize) {
    let (scheme, book, facts) = day_count();
    run_stored(bencher, &scheme, &book, &facts, threads);
}

#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn chongqing_lines(bencher: Bencher<'_, '_>, threads: usize) {
    let (scheme, book, facts) = chongqing();
    run(bencher, &scheme, &book, &facts, threads);
}

#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn enterprise_lines(bencher: Bencher<'_, '_>, threads: usize) {
    let (scheme, book, facts) = credit_insurance();
    run(bencher, &scheme, &book, &facts, threads);
}

#[divan::bench(args = [1, 2], sample_count = 5, sample_size = 1)]
fn chongqing_result(bencher: Bencher<'_, '_>, threads: usize) {
    let (scheme, book, facts) = chongqing();
    run_stored(bencher, &scheme, &book, &facts, threads);
}

fn run(bencher: Bencher<'_, '_>, scheme: &Scheme, book: &Book, facts: &Facts, threads: usize) {
    let threads = NonZeroUsize::new(threads).unwrap();
    let context = Context::default();
    bencher.counter(ItemsCount::new(book.lines())).bench(|| {
        let evaluation = evaluate_book(scheme, facts, book, &context, threads).expect("it calculates");
        evaluation.summary()
    });
}

fn run_stored(bencher: Bencher<'_, '_>, scheme: &Scheme, book: &Book, facts: &Facts, threads: usize) {
    let threads = NonZeroUsize::new(threads).unwrap();
    let context = Context::default();
    bencher
        .counter(ItemsCount::new(book.lines()))
        .bench(|| calculate_book(scheme, facts, book, &context, threads).expect("it calculates"));
}
