//! A formula for people: with the headings of its values, or with the numbers themselves.

use super::value::{Env, Slot, Val, constant, eval, flag, number, read};
use super::{AggregateKind, Arithmetic, Comparison, Constant, Formula, Name, Node, NodeKind};
use crate::money::{Exact, Fen, Mode, text};
use crate::scheme::Scheme;
use crate::scheme::grid::{Cell, Grid, GridRow};
use crate::scheme::language::FUNCTIONS;
use crate::scheme::table::{Bound, Row};
use crate::scheme::unit::Unit;
use crate::template::{ColumnKind, Value, Words};

/// Makes a text in both languages.
pub(crate) fn both(write: impl Fn(bool) -> String) -> Words {
    Words { zh: write(true), en: write(false) }
}

/// What people call a named value in a formula: a heading without the unit of its column, since amounts in formulas are
/// always in the major unit.
pub fn title_in_formula(scheme: &Scheme, name: Name) -> Words {
    let title = title(scheme, name);
    let is_money = |place: usize| {
        scheme.template.columns.get(place).is_some_and(|column| matches!(column.kind, ColumnKind::Money(_)))
    };
    match name {
        Name::Column(place) if is_money(place) => both(|chinese| without_unit(title.pick(chinese)).to_owned()),
        _ => title,
    }
}

/// `担保金额（元）` without its bracket.
fn without_unit(heading: &str) -> &str {
    let bare = heading.strip_suffix(['）', ')']).and_then(|rest| rest.rfind(['（', '(']));
    bare.and_then(|open| heading.get(..open)).map_or(heading, str::trim_end)
}

/// What people call a named value.
pub fn title(scheme: &Scheme, name: Name) -> Words {
    let title = match name {
        Name::Column(place) => scheme.template.columns.get(place).map(|column| &column.title),
        Name::Fact(place) => scheme.facts.get(place).map(|fact| &fact.title),
        Name::Step(place) => scheme.steps.get(place).map(|step| &step.rule.title),
        Name::Figure(place) => scheme.figures.get(place).map(|figure| &figure.rule.title),
        Name::Parameter(place) => scheme.parameters.get(place).map(|parameter| &parameter.spec.title),
        Name::Memory(place) => scheme.memories.get(place).map(|memory| &memory.rule.title),
        Name::Pool(place) => scheme.pools.get(place).map(|pool| &pool.rule.title),
        Name::FiledOn => return Words { zh: "申报日期".to_owned(), en: "day of filing".to_owned() },
    };
    title.cloned().unwrap_or_else(|| both(|_| String::new()))
}

/// The unit of a named value.
pub(crate) fn unit(scheme: &Scheme, name: Name) -> Unit {
    use crate::scheme::unit_of;
    let choice = |kind: &ColumnKind| match kind {
        ColumnKind::Choice(words) => {
            Unit::Choice(scheme.lists.iter().position(|list| list == words).unwrap_or(usize::MAX))
        }
        other => unit_of(other).unwrap_or(Unit::Text),
    };
    let unit = match name {
        Name::Column(place) => scheme.template.columns.get(place).map(|column| choice(&column.kind)),
        Name::Fact(place) => scheme.facts.get(place).map(|fact| choice(&fact.kind)),
        Name::Step(place) => scheme.steps.get(place).map(|step| step.formula.root.unit),
        Name::Figure(place) => scheme.figures.get(place).map(|figure| figure.formula.root.unit),
        Name::Parameter(place) => scheme.parameters.get(place).map(|parameter| choice(&parameter.spec.kind)),
        Name::Memory(place) => scheme.memories.get(place).map(|memory| memory.unit()),
        Name::Pool(_) => Some(Unit::MONEY),
        Name::FiledOn => Some(Unit::Date),
    };
    unit.unwrap_or(Unit::Text)
}

/// A value for people: amounts grouped, rates in per cent, words in their language; — when there is none.
pub fn value(scheme: &Scheme, unit: Unit, slot: Slot<'_>) -> Words {
    both(|chinese| one(scheme, unit, slot, chinese))
}

/// A stated value (a parameter, a fact, a cell) for people.
pub fn stated(scheme: &Scheme, name: Name, stated: &Value) -> Words {
    value(scheme, unit(scheme, name), read(stated))
}

/// The formula with headings in place of names.
pub fn with_titles(scheme: &Scheme, formula: &Formula) -> Words {
    both(|chinese| Writer { scheme, formula, env: None, chinese }.node(&formula.root, 0))
}

/// The formula with headings, in brackets where it is not a single term: to stand in a product.
pub(crate) fn as_factor(scheme: &Scheme, formula: &Formula) -> Words {
    both(|chinese| Writer { scheme, formula, env: None, chinese }.node(&formula.root, 7))
}

/// The formula with numbers in place of names; of an `if` only the side that applies.
pub fn with_numbers<'a>(scheme: &'a Scheme, formula: &'a Formula, env: &Env<'a, '_>) -> Words {
    both(|chinese| Writer { scheme, formula, env: Some(env), chinese }.node(&formula.root, 0))
}

/// An exact amount: grouped, with more decimals only where it is not whole, cut with `…`.
pub fn money(scheme: &Scheme, value: Exact) -> String {
    let currency = scheme.currency;
    let floor = value.numerator().checked_div_euclid(value.denominator()).and_then(|whole| i64::try_from(whole).ok());
    let Some(floor) = floor.map(Fen::new) else { return value.to_string() };
    let rest = value.minus(Exact::from(floor)).unwrap_or(Exact::ZERO);
    let whole = text::grouped(floor, currency);
    if rest.is_zero() || floor.is_negative() {
        return whole;
    }
    let decimals = text::decimal(rest, 0, 4);
    let decimals = decimals.strip_prefix("0.").or_else(|| decimals.strip_prefix('0')).unwrap_or_default();
    let point = if whole.contains('.') { "" } else { "." };
    format!("{whole}{point}{decimals}")
}

/// A row of a table as an interval: `[80.00%, 90.00%)`.
pub fn interval(scheme: &Scheme, unit: Unit, row: &Row, chinese: bool) -> String {
    let bound = |at: Exact| one(scheme, unit, Ok(Val::Number(at)), chinese);
    let from = row
        .from
        .map_or("(−∞".to_owned(), |from| format!("{}{}", if from.inclusive { '[' } else { '(' }, bound(from.at)));
    let to =
        row.to.map_or("+∞)".to_owned(), |to| format!("{}{}", bound(to.at), if to.inclusive { ']' } else { ')' }));
    format!("{from}, {to}")
}

/// The conditions of a row of a table with several keys: `(≤ 5,000,000.00, ≤ 1.00%)`.
pub fn conditions(scheme: &Scheme, grid: &Grid, row: &GridRow, chinese: bool) -> String {
    let shown = |unit: Unit, value: Val<'_>| one(scheme, unit, Ok(value), chinese);
    let cell = |(cell, unit): (&Cell, &Unit)| match cell {
        Cell::Any => if chinese { "任意" } else { "any" }.to_owned(),
        Cell::Numbers(numbers) => {
            let numbers: Vec<_> = numbers.iter().map(|number| shown(*unit, Val::Number(*number))).collect();
            numbers.join(if chinese { "、" } else { " / " })
        }
        Cell::Words(words) => {
            let words: Vec<_> = words.iter().map(|word| shown(*unit, Val::Text(word))).collect();
            words.join(if chinese { "、" } else { " / " })
        }
        Cell::Range { from, to } => range(*from, *to, |at| shown(*unit, Val::Number(at))),
    };
    let cells: Vec<_> = row.at.iter().zip(&grid.keys).map(cell).collect();
    if let [single] = cells.as_slice() {
        single.clone()
    } else {
        format!("({})", cells.join(if chinese { "，" } else { ", " }))
    }
}

fn range(from: Option<Bound>, to: Option<Bound>, shown: impl Fn(Exact) -> String) -> String {
    let below = |bound: Bound| if bound.inclusive { "≤" } else { "<" };
    let above = |bound: Bound| if bound.inclusive { "≥" } else { ">" };
    match (from, to) {
        (Some(from), Some(to)) => {
            format!("{} {} … {} {}", shown(from.at), below(from), below(to), shown(to.at))
        }
        (Some(from), None) => format!("{} {}", above(from), shown(from.at)),
        (None, Some(to)) => format!("{} {}", below(to), shown(to.at)),
        (None, None) => "…".to_owned(),
    }
}

fn one(scheme: &Scheme, unit: Unit, slot: Slot<'_>, chinese: bool) -> String {
    match slot {
        Err(_) => "—".to_owned(),
        Ok(Val::Number(value)) => match unit {
            Unit::MONEY => money(scheme, value),
            Unit::RATE => text::percent(value, 4),
            Unit::DAYS => {
                let days = text::decimal(value, 0, 4);
                if chinese { format!("{days} 天") } else { format!("{days} days") }
            }
            Unit::Quantity { money: 0, .. } => text::decimal(value, 0, 6),
            _ => {
                let major = value.over(Exact::whole(scheme.currency.minor_per_major()));
                major.map_or_else(|_| value.to_string(), |major| text::decimal(major, 0, 6))
            }
        },
        Ok(Val::Date(date)) => date.to_string(),
        Ok(Val::Text(word)) => match unit {
            Unit::Choice(list) => {
                let choice = scheme.lists.get(list).and_then(|list| list.iter().find(|choice| choice.key == word));
                choice.map_or_else(|| word.to_owned(), |c| if chinese { c.zh.clone() } else { c.en.clone() })
            }
            _ => word.to_owned(),
        },
        Ok(Val::Flag(flag)) => match (flag, chinese) {
            (true, true) => "是",
            (false, true) => "否",
            (true, false) => "yes",
            (false, false) => "no",
        }
        .to_owned(),
    }
}

struct Writer<'a, 'e, 'w> {
    scheme: &'a Scheme,
    formula: &'a Formula,
    env: Option<&'w Env<'a, 'e>>,
    chinese: bool,
}

impl<'a> Writer<'a, '_, '_> {
    fn word(&self, zh: &'static str, en: &'static str) -> &'static str {
        if self.chinese { zh } else { en }
    }

    fn constant(&self, unit: Unit, value: &Constant) -> String {
        one(self.scheme, unit, Ok(constant(value)), self.chinese)
    }

    /// Writes a part; in brackets when it binds weaker than its surroundings.
    fn node(&self, node: &'a Node, around: u8) -> String {
        let (own, written) = self.part(node);
        if own < around { format!("({written})") } else { written }
    }

    fn pair(&self, own: u8, left: &'a Node, sign: &str, right: &'a Node) -> (u8, String) {
        let left = self.node(left, own);
        (own, format!("{left} {sign} {}", self.node(right, own.saturating_add(1))))
    }

    fn list(&self, nodes: &'a [Node]) -> String {
        let comma = self.word("，", ", ");
        nodes.iter().map(|node| self.node(node, 0)).collect::<Vec<_>>().join(comma)
    }

    fn part(&self, node: &'a Node) -> (u8, String) {
        match &node.kind {
            NodeKind::Constant(value) => (8, self.constant(node.unit, value)),
            NodeKind::Name(name) => match self.env {
                Some(env) => (8, one(self.scheme, node.unit, env.name(*name), self.chinese)),
                None => (8, title_in_formula(self.scheme, *name).pick(self.chinese).to_owned()),
            },
            NodeKind::Negative(of) => (7, format!("−{}", self.node(of, 7))),
            NodeKind::Not(of) => (3, format!("{}{}", self.word("非 ", "not "), self.node(of, 4))),
            NodeKind::Arithmetic(operation, left, right) => match operation {
                Arithmetic::Plus => self.pair(5, left, "+", right),
                Arithmetic::Minus => self.pair(5, left, "−", right),
                Arithmetic::Times => self.pair(6, left, "×", right),
                Arithmetic::Over => self.pair(6, left, "÷", right),
            },
            NodeKind::Comparison(comparison, left, right) => {
                // With numbers, a relation that does not hold is written as the one that does.
                let holds = self.env.and_then(|env| eval(node, env).and_then(flag).ok()).unwrap_or(true);
                let sign = match (comparison, holds) {
                    (Comparison::Less, true) | (Comparison::AtLeast, false) => "<",
                    (Comparison::AtMost, true) | (Comparison::More, false) => "≤",
                    (Comparison::Equal, true) | (Comparison::Unequal, false) => "=",
                    (Comparison::Unequal, true) | (Comparison::Equal, false) => "≠",
                    (Comparison::AtLeast, true) | (Comparison::Less, false) => "≥",
                    (Comparison::More, true) | (Comparison::AtMost, false) => ">",
                };
                self.pair(4, left, sign, right)
            }
            NodeKind::And(left, right) => self.pair(2, left, self.word("且", "and"), right),
            NodeKind::Or(left, right) => self.pair(1, left, self.word("或", "or"), right),
            NodeKind::In(of, list) => {
                let holds = self.env.and_then(|env| eval(node, env).and_then(flag).ok()).unwrap_or(true);
                let words: Vec<_> = list.iter().map(|word| self.constant(of.unit, word)).collect();
                let sign = match holds {
                    true => self.word("属于", "is one of"),
                    false => self.word("不属于", "is none of"),
                };
                (4, format!("{} {sign} {}", self.node(of, 5), words.join(self.word("、", ", "))))
            }
            NodeKind::If(condition, yes, no) => {
                let taken = self.env.and_then(|env| eval(condition, env).and_then(flag).ok());
                match taken {
                    Some(true) => self.part(yes),
                    Some(false) => self.part(no),
                    None => {
                        let (condition, yes, no) = (self.node(condition, 0), self.node(yes, 0), self.node(no, 0));
                        let written = if self.chinese {
                            format!("若 {condition}，则 {yes}，否则 {no}")
                        } else {
                            format!("if {condition}, then {yes}, else {no}")
                        };
                        (0, written)
                    }
                }
            }
            NodeKind::Extreme { greatest, of } => {
                (8, format!("{}({})", if *greatest { "max" } else { "min" }, self.list(of)))
            }
            NodeKind::Band(table, of) => {
                let Some(table) = self.scheme.tables.get(*table) else { return (8, String::new()) };
                let key = self.node(of, 5);
                let row =
                    self.env.and_then(|env| eval(of, env).and_then(number).ok()).and_then(|key| table.row_of(key));
                match row {
                    Some(row) => (4, format!("{key} ∈ {}", interval(self.scheme, table.key, row, self.chinese))),
                    None => (8, format!("{}({key})", table.title.pick(self.chinese))),
                }
            }
            NodeKind::Grid(grid, of) => {
                let Some(grid) = self.scheme.grids.get(*grid) else { return (8, String::new()) };
                let keys = self.list(of);
                let point = self.env.map(|env| of.iter().map(|key| eval(key, env)).collect::<Result<Vec<_>, _>>());
                match point {
                    Some(Ok(point)) => {
                        let row = grid.row_of(&point);
                        let row = row.map_or_else(
                            || self.word("其他", "all else").to_owned(),
                            |row| conditions(self.scheme, grid, row, self.chinese),
                        );
                        (4, format!("({keys}) ∈ {row}"))
                    }
                    _ => (8, format!("{}({keys})", grid.title.pick(self.chinese))),
                }
            }
            NodeKind::At(series, day) => {
                let title = self.scheme.series.get(*series).map(|series| series.rule.title.pick(self.chinese));
                let value = self.env.map(|env| one(self.scheme, node.unit, eval(node, env), self.chinese));
                let day = self.node(day, 0);
                let name = format!("{}[{day}]", title.unwrap_or_default());
                (8, value.map_or_else(|| name.clone(), |value| format!("{name} {value}")))
            }
            NodeKind::Function(function, of) => {
                let names = FUNCTIONS.iter().find(|names| names.word == function.word());
                let name = names.map_or(function.word(), |names| self.word(names.zh, names.en));
                let call = format!("{name}({})", self.list(of));
                let value = self.env.map(|env| one(self.scheme, node.unit, eval(node, env), self.chinese));
                (8, value.unwrap_or(call))
            }
            NodeKind::Round { of, unit, mode } => {
                let step = one(self.scheme, node.unit, Ok(Val::Number(*unit)), self.chinese);
                let mode = match mode {
                    Mode::HalfUp => self.word("四舍五入到", "rounded half up to"),
                    Mode::HalfEven => self.word("四舍六入到", "rounded half to even to"),
                    Mode::Down => self.word("截去到", "cut off to"),
                    Mode::Floor => self.word("向下取整到", "rounded down to"),
                    Mode::Up => self.word("向上取整到", "rounded up to"),
                };
                (6, format!("{} {mode} {step}", self.node(of, 7)))
            }
            NodeKind::StartsWith(of, start) => {
                (4, format!("{} {} {start}", self.node(of, 5), self.word("开头为", "begins with")))
            }
            NodeKind::Days { inclusive, from, to } => {
                let (from, to) = (self.node(from, 5), self.node(to, 5));
                let end = if *inclusive { self.word("（含末日）", " (last day included)") } else { "" };
                (8, format!("{from} → {to}{end}"))
            }
            NodeKind::SizeClass { industry, indicators, .. } => {
                let comma = self.word("，", ", ");
                let industry = self.node(industry, 0);
                (8, format!("{}({industry}{comma}{})", self.word("划型", "size class"), self.list(indicators)))
            }
            NodeKind::Missing(name) => {
                let title = title_in_formula(self.scheme, *name);
                (8, format!("{}{}", title.pick(self.chinese), self.word("未填", " not given")))
            }
            NodeKind::Aggregate(place) => self.aggregate(node, *place),
        }
    }

    fn aggregate(&self, node: &'a Node, place: usize) -> (u8, String) {
        if let Some(env) = self.env {
            let value = env.aggregates.get(place).copied().unwrap_or(Err(super::value::FaultCode::Missing));
            return (8, one(self.scheme, node.unit, value, self.chinese));
        }
        let Some(aggregate) = self.formula.aggregates.get(place) else { return (8, String::new()) };
        let sign = match aggregate.kind {
            AggregateKind::Sum => "Σ",
            AggregateKind::Count => self.word("笔数", "count"),
            AggregateKind::Highest => self.word("最高", "highest"),
            AggregateKind::Lowest => self.word("最低", "lowest"),
            AggregateKind::Overlapping => self.word("期间重叠", "overlapping periods"),
        };
        let of = aggregate.of.iter().chain(&aggregate.to).map(|of| self.node(of, 6)).collect::<Vec<_>>();
        let of = if of.is_empty() { String::new() } else { format!(" {}", of.join(" – ")) };
        let when = aggregate.when.as_ref().map_or(String::new(), |when| {
            let when = self.node(when, 0);
            if self.chinese { format!("（{when}）") } else { format!(" ({when})") }
        });
        (5, format!("{sign}{of}{when}"))
    }
}
