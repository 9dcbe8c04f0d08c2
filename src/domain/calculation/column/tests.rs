//! The machine against `eval`: random formulas over random lines, value by value and fault by fault.

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::strategy::Union;

use super::*;
use crate::calculation::InputRow;
use crate::calculation::book::Book;
use crate::calculation::context::Context;
use crate::calculation::parallel::batches;
use crate::calculation::slots::Slots;
use crate::money::Fen;
use crate::scheme::Scheme;
use crate::scheme::formula::value::{eval, read};
use crate::template::Value;

const HEAD: &str = r#"format = 1
id = "columns"
version = "1"
currency = "CNY"
title = { zh = "列", en = "Columns" }
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
  { name = "share", zh = "比例", en = "Share", kind = "rate", unit = "%", at_least = "0%", at_most = "100%", optional = true, default = "80%" },
  { name = "lent", zh = "利率", en = "Lent", kind = "rate", unit = "%", at_least = "0%", at_most = "100%", optional = true },
  { name = "staff", zh = "人数", en = "Staff", kind = "count", at_least = "0", at_most = "9999999999", optional = true },
  { name = "starts", zh = "起", en = "From", kind = "date" },
  { name = "ends", zh = "止", en = "To", kind = "date", optional = true },
  { name = "first", zh = "首贷", en = "First", kind = "flag" },
  { name = "batch", zh = "批量", en = "Batch", kind = "flag", optional = true },
  { name = "bank", zh = "银行", en = "Bank", kind = "text", optional = true },
  { name = "kind", zh = "类型", en = "Kind", kind = "choice", choices = [
    { key = "guarantee", zh = "担保", en = "Guarantee" }, { key = "insurance", zh = "保险", en = "Insurance" },
    { key = "other", zh = "其他", en = "Other" } ] },
  { name = "industry", zh = "行业", en = "Industry", kind = "choice", list = "industry" },
]
fact = [
  { name = "own", zh = "自有", en = "Own", article = "one", kind = "flag", optional = true },
  { name = "budget", zh = "预算", en = "Budget", article = "one", kind = "money", unit = "元", optional = true },
]
figure = [
  { name = "whole", zh = "合计", en = "Whole", article = "one", per = "firm", over = "all", formula = "sum(amount)" },
  { name = "each", zh = "每户", en = "Each", article = "one", per = "enterprise", over = "all", formula = "sum(amount)" },
]
[[table]]
name = "by_amount"
zh = "按金额"
en = "By amount"
article = "one"
rows = [
  { to = "10万元", to_inclusive = false, value = "1%" },
  { from = "10万元", from_inclusive = true, to = "500万元", to_inclusive = true, value = "1.25%" },
  { from = "500万元", from_inclusive = false, value = "0.333%" },
]
[[table]]
name = "by_share"
zh = "按比例"
en = "By share"
article = "one"
rows = [
  { from = "0%", from_inclusive = true, to = "50%", to_inclusive = true, value = "100元" },
  { from = "50%", from_inclusive = false, to = "100%", to_inclusive = true, value = "20000元" },
]
"#;

fn load(steps: &[(String, Option<&str>)]) -> Scheme {
    let step = |(place, (formula, mode)): (usize, &(String, Option<&str>))| {
        let round = mode.map_or(String::new(), |mode| format!("round = {{ unit = \"0.01元\", mode = \"{mode}\" }}\n"));
        format!(
            "[[step]]\nname = \"s{place}\"\nzh = \"值\"\nen = \"Value\"\narticle = \"one\"\nformula = \"{formula}\"\n{round}"
        )
    };
    let uses: Vec<_> = (0..steps.len()).map(|place| format!("missing(s{place})")).collect();
    let steps: String = steps.iter().enumerate().map(step).collect();
    let component = format!(
        "[[component]]\nname = \"aid\"\nzh = \"补助\"\nen = \"Aid\"\narticle = \"one\"\nper = \"line\"\n\
                     when = \"{} or missing(own) or missing(budget) or missing(whole) or missing(each)\"\n\
                     formula = \"amount × band(by_amount, amount) + band(by_share, share)\"\n\
                     round = {{ unit = \"0.01元\", mode = \"half_up\" }}\n",
        uses.join(" or ")
    );
    Scheme::load(&format!("{HEAD}{steps}{component}")).unwrap_or_else(|problems| panic!("{steps}\n{problems:#?}"))
}

/// Money, rates, numbers, days, dates, flags and keys of choices, each as deep as asked for.
#[derive(Clone)]
struct Formulas {
    money: BoxedStrategy<String>,
    rate: BoxedStrategy<String>,
    number: BoxedStrategy<String>,
    days: BoxedStrategy<String>,
    date: BoxedStrategy<String>,
    flag: BoxedStrategy<String>,
    key: BoxedStrategy<String>,
}

fn one_of(words: &'static [&'static str]) -> BoxedStrategy<String> {
    prop::sample::select(words).prop_map(str::to_owned).boxed()
}

fn any_of(all: Vec<BoxedStrategy<String>>) -> BoxedStrategy<String> {
    Union::new(all).boxed()
}

macro_rules! write_formula {
    ($pattern:literal, $($part:expr),+) => { ($($part.clone()),+).prop_map(|parts| fill($pattern, parts)).boxed() };
}

trait Parts {
    fn list(self) -> Vec<String>;
}

impl Parts for String {
    fn list(self) -> Vec<String> {
        vec![self]
    }
}

impl Parts for (String, String) {
    fn list(self) -> Vec<String> {
        vec![self.0, self.1]
    }
}

impl Parts for (String, String, String) {
    fn list(self) -> Vec<String> {
        vec![self.0, self.1, self.2]
    }
}

/// The parts in the places of `#`.
fn fill(pattern: &str, parts: impl Parts) -> String {
    parts.list().iter().fold(pattern.to_owned(), |text, part| text.replacen('#', part, 1))
}

fn formulas(depth: u32) -> Formulas {
    let leaves = Formulas {
        money: one_of(&[
            "amount",
            "other",
            "budget",
            "whole",
            "each",
            "0元",
            "50000元",
            "0.01元",
            "333.33元",
            "3000万元",
        ]),
        rate: one_of(&["share", "lent", "30%", "1.5‰", "0%", "100%", "33.333%"]),
        number: one_of(&["staff", "0", "1", "7", "1000000007"]),
        days: one_of(&["365天", "360天", "1天"]),
        date: one_of(&["starts", "ends", "2024-02-29", "2025-12-31"]),
        flag: one_of(&[
            "first",
            "batch",
            "own",
            "missing(other)",
            "missing(ends)",
            "true",
            "bank = '中国银行'",
            "bank ≠ 'x'",
        ]),
        key: one_of(&["kind", "kind", "'担保'"]),
    };
    if depth == 0 {
        return leaves;
    }
    let Formulas { money, rate, number, days, date, flag, key } = formulas(depth - 1);
    let compare = one_of(&["<", "≤", "=", "≠", "≥", ">"]);
    let extreme = one_of(&["min", "max"]);
    let sign = one_of(&["+", "-"]);
    let condition = |value: &BoxedStrategy<String>| write_formula!("if(#, #, #)", flag, value, value);
    let either = |value: &BoxedStrategy<String>| write_formula!("#(#, #)", extreme, value, value);
    let sum = |value: &BoxedStrategy<String>| {
        (value.clone(), sign.clone(), value.clone()).prop_map(|(a, sign, b)| format!("({a} {sign} {b})")).boxed()
    };
    let relation = |value: &BoxedStrategy<String>| {
        (value.clone(), compare.clone(), value.clone()).prop_map(|(a, sign, b)| format!("({a} {sign} {b})")).boxed()
    };
    let keyed = |key: &BoxedStrategy<String>| {
        let known = key.clone().prop_map(|key| if key.contains("kind") { key } else { "kind".to_owned() });
        known.prop_map(|key| format!("({key} = '担保')")).boxed()
    };
    Formulas {
        money: any_of(vec![
            leaves.money,
            condition(&money),
            either(&money),
            sum(&money),
            write_formula!("(# × #)", money, rate),
            write_formula!("(# × # ÷ #)", money, days, days),
            write_formula!("(# ÷ #)", money, number),
            write_formula!("(# × #)", number, money),
            write_formula!("(-#)", money),
            write_formula!("(# × band(by_amount, #))", money, money),
            write_formula!("band(by_share, #)", rate),
        ]),
        rate: any_of(vec![
            leaves.rate,
            condition(&rate),
            either(&rate),
            sum(&rate),
            write_formula!("(# ÷ #)", money, money),
            write_formula!("(# × #)", rate, rate),
            write_formula!("band(by_amount, #)", money),
            write_formula!("(# ÷ #)", days, days),
        ]),
        number: any_of(vec![
            leaves.number,
            condition(&number),
            sum(&number),
            write_formula!("(# × #)", number, number),
        ]),
        days: any_of(vec![
            leaves.days,
            write_formula!("days(#, #)", date, date),
            write_formula!("days_inclusive(#, #)", date, date),
            either(&days),
            sum(&days),
        ]),
        date: any_of(vec![leaves.date, condition(&date), either(&date)]),
        flag: any_of(vec![
            leaves.flag,
            relation(&money),
            relation(&rate),
            relation(&number),
            relation(&days),
            relation(&date),
            keyed(&key),
            write_formula!("(not #)", flag),
            write_formula!("(# and #)", flag, flag),
            write_formula!("(# or #)", flag, flag),
            condition(&flag),
            one_of(&[
                "kind in ['担保', '其他']",
                "kind = '保险'",
                "bank in ['中国银行', '工商银行']",
                "industry in ['工业', '批发业']",
                "size_class(industry, staff, amount, other) in ['小型', '微型']",
                "size_class_any(industry, staff, amount) = '中型'",
                "if(first, size_class(industry, staff, amount), '小型') = '小型'",
                "if(first, kind, '担保') = '保险'",
            ]),
        ]),
        key,
    }
}

fn optional(value: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    prop_oneof![1 => Just(Value::Missing), 5 => value].boxed()
}

fn rows() -> impl Strategy<Value = Vec<InputRow>> {
    // Schedules of ordinary amounts, of large ones and of a few that no formula can bear.
    (0_usize..4).prop_flat_map(|size| {
        let most = [10_000_000, 1_000_000_000_000, 900_000_000_000_000_000, i64::MAX][size];
        let money =
            move || prop_oneof![Just(0), 0..=most, 0..=10_000_000_i64].prop_map(|fen| Value::Money(Fen::new(fen)));
        let rate = move || {
            let over = prop::sample::select(vec![
                100_i128,
                1_000,
                10_000,
                1_000_000,
                if size > 1 { 1_000_000_000_039 } else { 8 },
            ]);
            (0_i128..2_000, over).prop_map(|(n, d)| Value::Rate(Exact::ratio(n, d).unwrap()))
        };
        let day = || {
            (0_u64..6_000).prop_map(|day| {
                let first = NaiveDate::from_ymd_opt(2015, 1, 1).unwrap();
                Value::Date(first + chrono::Days::new(day))
            })
        };
        let text =
            |words: &'static [&'static str]| prop::sample::select(words).prop_map(|word| Value::Text(word.to_owned()));
        let row = (
            (text(&["a", "b", "c"]), money(), optional(money()), optional(rate()), optional(rate())),
            (optional(prop_oneof![0_i64..3_000, 0..=most].prop_map(Value::Count)), day(), optional(day())),
            (
                any::<bool>(),
                optional(any::<bool>().prop_map(Value::Flag)),
                optional(text(&["中国银行", "工商银行", ""])),
            ),
            (
                text(&["guarantee", "insurance", "other"]),
                text(&["industry", "wholesale", "construction", "not_applicable"]),
            ),
        );
        let row = row.prop_map(
            |((code, amount, other, share, lent), (staff, starts, ends), (first, batch, bank), (kind, industry))| {
                let who = Value::Text("某企业".to_owned());
                let values = vec![
                    who,
                    code,
                    amount,
                    other,
                    share,
                    lent,
                    staff,
                    starts,
                    ends,
                    Value::Flag(first),
                    batch,
                    bank,
                    kind,
                    industry,
                ];
                InputRow { values, struck: false }
            },
        );
        prop::collection::vec(row, 1..40)
    })
}

fn cell<'a>(scheme: &'a Scheme, row: &'a InputRow, place: usize) -> Slot<'a> {
    match &row.values[place] {
        Value::Missing => scheme.template.columns[place].default.as_ref().map_or(Err(FaultCode::Missing), read),
        value => read(value),
    }
}

/// Compares every step on every line.
fn agree(scheme: &Scheme, rows: &[InputRow], facts: &[Slot<'_>], figures: &[Vec<Slot<'static>>]) {
    let book = Book::of(scheme, rows).unwrap();
    let context = Context::default();
    let mut known = Known {
        scheme,
        context: &context,
        facts: facts.to_vec(),
        parameters: Vec::new(),
        groups: Vec::new(),
        memories: Vec::new(),
        figures: Vec::new(),
    };
    for values in figures {
        let mut slots = Slots::default();
        values.iter().for_each(|value| slots.push(*value));
        known.figures.push(slots);
    }
    let mut plan = Plan::new(&known);
    let places: Vec<_> = (0..scheme.steps.len()).map(|step| plan.step(step)).collect();
    let mut machine = Machine::new(&plan, &book);
    for batch in batches(0..rows.len()) {
        machine.go(batch.clone());
        for (lane, line) in batch.enumerate() {
            let enterprise = book.enterprises().of_line(line).unwrap();
            let mut steps = vec![Err(FaultCode::Missing); scheme.steps.len()];
            for (place, _) in &scheme.order.steps {
                let names = |name| match name {
                    Name::Column(place) => cell(scheme, &rows[line], place),
                    Name::Fact(place) => facts[place],
                    Name::Step(place) => steps[place],
                    Name::Figure(place) => figures[place][if place == 0 { 0 } else { enterprise }],
                    _ => Err(FaultCode::Missing),
                };
                let step = &scheme.steps[*place];
                let value = eval(&step.formula.root, &known.env(&names, &[]));
                steps[*place] = crate::calculation::evaluate::rounded(value, step.rounding);
            }
            for (step, place) in places.iter().enumerate() {
                let found = machine.value(*place).slot(lane);
                assert_eq!(found, steps[step], "line {line}: {}", scheme.steps[step].formula.text);
            }
        }
    }
}

fn money(fen: i64) -> Slot<'static> {
    Ok(Val::Number(Exact::whole(fen)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_line_comes_to_what_the_tree_says(
        amounts in prop::collection::vec((formulas(3).money, prop::sample::select(vec![None, Some("half_up"), Some("half_even"), Some("down"), Some("floor"), Some("up")])), 1..4),
        flags in prop::collection::vec(formulas(3).flag, 1..3),
        rates in prop::collection::vec(formulas(2).rate, 0..2),
        rows in rows(),
        own in prop::option::of(any::<bool>()),
        budget in prop::option::of(0_i64..1_000_000_000),
    ) {
        let others = flags.into_iter().chain(rates).map(|formula| (formula, None));
        let steps: Vec<_> = amounts.into_iter().chain(others).collect();
        let scheme = load(&steps);
        let facts = [own.map_or(Err(FaultCode::Missing), |own| Ok(Val::Flag(own))), budget.map_or(Err(FaultCode::Missing), money)];
        let each = vec![money(5_000_000), Err(FaultCode::Overflow), Ok(Val::Number(Exact::ratio(100, 3).unwrap()))];
        let figures = [vec![money(70_000_000)], each];
        agree(&scheme, &rows, &facts, &figures);
    }
}

#[test]
fn batches_of_many_lines_follow_one_another() {
    let formulas = [
        ("min(amount × share × days_inclusive(starts, ends) ÷ 365天, 50000元)", Some("half_up")),
        ("if(first or other > 1000元, amount, each) × band(by_amount, amount)", Some("floor")),
        ("max(0元, amount - other) ÷ 3", None),
    ];
    let scheme = load(&formulas.map(|(formula, mode)| (formula.to_owned(), mode)));
    let day = |n: i32| Value::Date(NaiveDate::from_num_days_from_ce_opt(738_000 + n).unwrap());
    let row = |line: i32| {
        let text = |word: &str| Value::Text(word.to_owned());
        // The amounts of the second batch have no room for products in 64 bits, and those of the third are all alike.
        let amount = match line / 1_024 {
            0 => i64::from(line) * 7_919,
            1 => i64::from(line) * 1_000_000_007_000,
            _ => 12_345,
        };
        let (amount, other) = (Value::Money(Fen::new(amount)), Value::Money(Fen::new(i64::from(line % 777) * 1_000)));
        let share = Value::Rate(Exact::ratio(i128::from(line % 1_000), 10_000).unwrap());
        let missing = |line: i32, value| if line % 13 == 0 { Value::Missing } else { value };
        let values = vec![
            text("某企业"),
            text(["a", "b", "c"][(line % 3) as usize]),
            amount,
            missing(line, other),
            missing(line + 1, share),
            Value::Missing,
            Value::Count(i64::from(line)),
            day(line % 400),
            missing(line + 2, day(400)),
            Value::Flag(line % 5 == 0),
            Value::Missing,
            Value::Missing,
            text("guarantee"),
            text("industry"),
        ];
        InputRow { values, struck: line % 11 == 0 }
    };
    let rows: Vec<_> = (0..2_600).map(row).collect();
    agree(
        &scheme,
        &rows,
        &[Err(FaultCode::Missing); 2],
        &[vec![money(1)], vec![money(1), money(7), Err(FaultCode::Overflow)]],
    );
}
