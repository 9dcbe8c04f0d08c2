//! Speed of the calculation over a million lines, on one thread and on two: the formula of a day-count scheme alone, and
//! the whole Chongqing scheme with its figures, gates, awards, spreading and cap.
//!
//! `cargo bench -p domain`; `XINBU_BENCH_LINES` takes another number of lines.

use std::num::NonZeroUsize;

use chrono::{Days, NaiveDate};
use divan::Bencher;
use divan::counter::ItemsCount;
use domain::calculation::{Book, BookBuilder, Context, Facts, InputRow, calculate_book, evaluate_book};
use domain::money::{Exact, Fen};
use domain::scheme::Scheme;
use domain::template::Value;

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

    fn code(&mut self, enterprises: u64) -> Value {
        Value::Text(format!("91500000MA{:08}", self.below(enterprises)))
    }
}

fn day_count() -> (Scheme, Book, Facts) {
    let scheme = Scheme::load(include_str!("day-count.toml")).expect("the scheme is well formed");
    let mut numbers = Numbers(1);
    let mut builder = BookBuilder::new(&scheme);
    for _ in 0..lines() {
        let starts = numbers.day();
        let ends = starts + Days::new(30 + numbers.below(700));
        let code = numbers.code(100_000);
        let values = vec![
            Value::Text("某企业".to_owned()),
            code,
            numbers.money(20_000_000),
            numbers.rate(800),
            Value::Date(starts),
            Value::Date(ends),
        ];
        builder.push(&InputRow { values, struck: false }).expect("the row fits");
    }
    let book = builder.finish();
    (scheme, book, Facts::new())
}

fn chongqing() -> (Scheme, Book, Facts) {
    let scheme = Scheme::load(include_str!("../../src/schemes/cq-2022-19/1.toml")).expect("the scheme is well formed");
    let mut numbers = Numbers(2);
    let mut builder = BookBuilder::new(&scheme);
    for line in 0..lines() {
        let starts = numbers.day();
        let one_of = |numbers: &mut Numbers, of: u64| Value::Flag(numbers.below(of) == 0);
        let value = |name: &str, numbers: &mut Numbers| match name {
            "uscc" => numbers.code(200_000),
            "industry" => numbers.word(&["industry", "wholesale", "retail", "construction", "agriculture", "software"]),
            "staff" => Value::Count(i64::try_from(numbers.below(400)).unwrap()),
            "revenue" | "assets" => numbers.money(60_000_000),
            "size_class" => numbers.word(&["medium", "small", "micro"]),
            "subject" => numbers.word(&["small_firm", "small_firm", "agriculture", "self_employed", "owner", "other"]),
            "kind" => numbers.word(&["guarantee", "guarantee", "guarantee", "reguarantee"]),
            "amount" => numbers.money(10_000_000),
            "liability_share" => {
                Value::Rate(Exact::ratio([100, 80, 70, 60][usize::try_from(numbers.below(4)).unwrap()], 100).unwrap())
            }
            "starts" => Value::Date(starts),
            "ends" => Value::Date(starts + Days::new(365)),
            "fee" => numbers.money(100_000),
            "fee_rate" => numbers.rate(170),
            "bank_loan" => Value::Flag(numbers.below(10) > 0),
            "first_loan" => one_of(numbers, 4),
            "batch" => one_of(numbers, 3),
            "obligor_balance" => numbers.money(11_000_000),
            "contract_no" => Value::Text(format!("DB-2022-{line:07}")),
            "seq" => Value::Missing,
            _ => Value::Text("某".to_owned()),
        };
        let values = scheme.template.columns.iter().map(|column| value(&column.name, &mut numbers)).collect();
        builder.push(&InputRow { values, struck: line % 500 == 0 }).expect("the row fits");
    }
    let book = builder.finish();
    let mut facts = Facts::new();
    facts.insert("government_owned", Value::Flag(true));
    (scheme, book, facts)
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
