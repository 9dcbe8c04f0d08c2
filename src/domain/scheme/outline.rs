//! A scheme as an outline: sections, the items in them, and labelled lines of each, in both languages.
//!
//! Pages, the command line and the comparison of two versions all work on the outline, so a new section of the language
//! is written for people once, here. The words are the headings and formulas of the scheme itself.

use serde::Serialize;

use super::formula::show::{both, conditions, interval, money, title, title_in_formula, value, with_titles};
use super::formula::value::{Val, read};
use super::formula::{Formula, Name};
use super::{CapKind, Division, FactSpec, Level, Measure, Parameter, Payee, Period, Rule, Scheme, unit_of};
use crate::claim::Repeat;
use crate::money::{Exact, Mode, Rounding};
use crate::payee::{Accounts, Columns};
use crate::template::{Choice, Column, ColumnKind, Value, Words};

/// A part of the outline; sections without items are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Section {
    /// Its name in the scheme file: `gate`, `cap`, …
    pub key: &'static str,
    /// What people call it.
    pub title: Words,
    /// Whether the order of its items is part of the rule.
    pub ordered: bool,
    /// What stands in it.
    pub items: Vec<Item>,
}

/// A rule, a table, a column: whatever has a name of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Its name in the scheme file.
    pub name: String,
    /// What people call it.
    pub title: Words,
    /// The article behind it.
    pub article: Option<Words>,
    /// What it says.
    pub lines: Vec<Line>,
}

/// One thing that an item says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What it is about.
    pub label: Words,
    /// What it says.
    pub text: Words,
}

/// The outline of a scheme, in the order in which a notice is read.
pub fn outline(scheme: &Scheme) -> Vec<Section> {
    let writer = Writer { scheme };
    let sections = [
        ("scheme", "办法", "Scheme", false, vec![writer.identity()]),
        ("article", "引用的条款", "Articles", false, writer.articles()),
        ("payer", "负担单位", "Payers", false, writer.payers()),
        ("parameter", "由主管部门确定的参数", "Parameters fixed by the authority", false, writer.parameters()),
        ("component", "补贴项", "What is paid", true, writer.components()),
        ("cap", "限额与调整", "Limits and adjustments", true, writer.caps()),
        ("pool", "资金池", "Pools", false, writer.pools()),
        ("budget", "预算", "Budget", false, writer.budget()),
        ("claim", "同一合同再次申报", "A contract claimed again", false, vec![writer.claim()]),
        ("gate", "条件", "Conditions", true, writer.gates()),
        ("table", "分档表", "Tables", false, writer.tables()),
        ("series", "参考数列", "Reference series", false, writer.series()),
        ("step", "逐行计算", "Values of a line", false, writer.steps()),
        ("figure", "汇总指标", "Values of the whole book", false, writer.figures()),
        ("memory", "以往补贴", "Earlier grants", false, writer.memories()),
        ("group", "分组", "Groups", false, writer.groups()),
        ("fact", "申报单位填报的事项", "What the firm states", false, writer.facts()),
        ("column", "业务明细表的列", "Columns of the schedule", true, writer.columns()),
    ];
    let sections = sections.into_iter().filter(|(.., items)| !items.is_empty());
    sections.map(|(key, zh, en, ordered, items)| Section { key, title: words(zh, en), ordered, items }).collect()
}

fn words(zh: &str, en: &str) -> Words {
    Words { zh: zh.to_owned(), en: en.to_owned() }
}

/// The same in both languages.
fn same(text: impl Into<String>) -> Words {
    let zh = text.into();
    Words { en: zh.clone(), zh }
}

fn line(zh: &str, en: &str, text: Words) -> Line {
    Line { label: words(zh, en), text }
}

/// Words one after the other.
fn list(all: &[Words]) -> Words {
    both(|chinese| {
        let separator = if chinese { "、" } else { ", " };
        all.iter().map(|one| one.pick(chinese)).collect::<Vec<_>>().join(separator)
    })
}

fn yes_or_no(flag: bool) -> Words {
    if flag { words("是", "yes") } else { words("否", "no") }
}

struct Writer<'s> {
    scheme: &'s Scheme,
}

impl Writer<'_> {
    fn item(&self, rule: &Rule, lines: Vec<Line>) -> Item {
        let article = Some(self.scheme.article(rule.article));
        Item { name: rule.name.clone(), title: rule.title.clone(), article, lines }
    }

    fn formula(&self, zh: &str, en: &str, formula: &Formula) -> Line {
        line(zh, en, with_titles(self.scheme, formula))
    }

    fn level(&self, level: Level) -> Line {
        line("计算层级", "Per", self.scheme.level_title(level))
    }

    fn money(&self, amount: crate::money::Fen) -> Words {
        let code = self.scheme.currency.code();
        let shown = money(self.scheme, Exact::from(amount));
        if code == "CNY" {
            words(&format!("{shown} 元"), &format!("CNY {shown}"))
        } else {
            same(format!("{code} {shown}"))
        }
    }

    fn rounding(&self, rounding: Rounding) -> Words {
        let (zh, en) = match rounding.mode {
            Mode::HalfUp => ("四舍五入到", "half up to"),
            Mode::HalfEven => ("四舍六入五成双到", "half to even to"),
            Mode::Down => ("截去零头，到", "cut off to"),
            Mode::Floor => ("向下取整到", "down to"),
            Mode::Up => ("向上取整到", "up to"),
        };
        let unit = self.money(rounding.unit);
        words(&format!("{zh} {}", unit.zh), &format!("{en} {}", unit.en))
    }

    fn identity(&self) -> Item {
        let scheme = self.scheme;
        let ends = |zh: &str, en: &str| scheme.effective_to.map_or_else(|| words(zh, en), |day| same(day.to_string()));
        let payee = match scheme.payee {
            Payee::Applicant => words("申报单位", "the applicant"),
            Payee::Enterprise(Columns { accounts: Accounts::One, .. }) => {
                words("明细中的每家企业", "each enterprise of the schedule")
            }
            Payee::Enterprise(Columns { accounts: Accounts::Several, .. }) => words(
                "明细中的每家企业；一家企业有几个账户的，按账户分别支付",
                "each enterprise of the schedule; one with several accounts is paid to each of them",
            ),
        };
        let mut lines = vec![
            line("名称", "Title", scheme.title.clone()),
            line("文号", "Document", same(&scheme.basis.document)),
            line("发布机关", "Issued by", scheme.basis.issuer.clone()),
            line("原文", "Source", same(&scheme.basis.url)),
            line("起始日", "First day", same(scheme.effective_from.to_string())),
            line("截止日", "Last day", ends("未定", "open")),
            line("币种", "Currency", same(scheme.currency.code())),
            line("补贴对象", "Who is paid", payee),
        ];
        lines.extend(scheme.basis.note.iter().map(|note| line("说明", "Note", note.clone())));
        Item { name: scheme.id.clone(), title: scheme.title.clone(), article: None, lines }
    }

    /// What holds for a second claim; a scheme that is silent refuses it.
    fn claim(&self) -> Item {
        let rule = self.scheme.claim.as_ref();
        let again = match rule.map_or(Repeat::Never, |rule| rule.repeat) {
            Repeat::Never => words("不得再次申报", "never"),
            Repeat::OtherDays => words("尚未申报的日期可在以后期间申报", "for days that no claim has taken"),
        };
        let direction = rule.map_or("", |rule| rule.direction.as_str());
        let direction = if direction.is_empty() {
            words("任何方向的支持都算重复", "support in any direction is a double")
        } else {
            same(direction)
        };
        let share = rule.and_then(|rule| rule.share).and_then(|place| self.scheme.template.columns.get(place));
        let share = share.map_or_else(
            || words("全额，不分担", "the whole contract"),
            |column| {
                both(|chinese| {
                    let title = column.title.pick(chinese);
                    let [before, after] = if chinese {
                        ["按“", "”，合计不超过 100%"]
                    } else {
                        ["by “", "”, at most 100% together"]
                    };
                    format!("{before}{title}{after}")
                })
            },
        );
        Item {
            name: "claim".to_owned(),
            title: words("同一合同再次申报", "A contract claimed again"),
            article: rule.map(|rule| self.scheme.article(rule.article)),
            lines: vec![
                line("再次申报", "Claimed again", again),
                line("支持方向", "Direction of support", direction),
                line("申报份额", "Share that is claimed", share),
            ],
        }
    }

    fn articles(&self) -> Vec<Item> {
        let item = |article: &super::Article| Item {
            name: article.name.clone(),
            title: article.title.clone(),
            article: None,
            lines: Vec::new(),
        };
        self.scheme.articles.iter().map(item).collect()
    }

    fn payers(&self) -> Vec<Item> {
        let item = |payer: &super::Payer| Item {
            name: payer.name.clone(),
            title: payer.title.clone(),
            article: None,
            lines: Vec::new(),
        };
        self.scheme.payers.iter().map(item).collect()
    }

    fn spec(&self, spec: &FactSpec, more: Vec<Line>) -> Item {
        let mut lines =
            vec![line("内容", "Kind", kind(&spec.kind)), line("必填", "Required", yes_or_no(spec.required))];
        lines.extend(spec.hint.iter().map(|hint| line("提示", "Hint", hint.clone())));
        lines.extend(more);
        let article = Some(self.scheme.article(spec.article));
        Item { name: spec.name.clone(), title: spec.title.clone(), article, lines }
    }

    fn facts(&self) -> Vec<Item> {
        self.scheme.facts.iter().map(|fact| self.spec(fact, Vec::new())).collect()
    }

    /// A stored value of a column, fact or parameter.
    fn given(&self, kind: &ColumnKind, given: &Value) -> Words {
        if let (ColumnKind::Choice(choices), Value::Text(key)) = (kind, given) {
            let choice = choices.iter().find(|choice| choice.key == *key);
            return choice.map_or_else(|| same(key), |choice| words(&choice.zh, &choice.en));
        }
        value(self.scheme, unit_of(kind).unwrap_or(super::Unit::Text), read(given))
    }

    fn parameters(&self) -> Vec<Item> {
        let bound = |parameter: &Parameter, bound: Exact| {
            let unit = unit_of(&parameter.spec.kind).unwrap_or(super::Unit::NUMBER);
            value(self.scheme, unit, Ok(Val::Number(bound)))
        };
        let item = |parameter: &Parameter| {
            let mut more = Vec::new();
            more.extend(
                parameter
                    .default
                    .iter()
                    .map(|default| line("未确定时", "When not fixed", self.given(&parameter.spec.kind, default))),
            );
            more.extend(parameter.at_least.map(|least| line("不低于", "At least", bound(parameter, least))));
            more.extend(parameter.at_most.map(|most| line("不高于", "At most", bound(parameter, most))));
            self.spec(&parameter.spec, more)
        };
        self.scheme.parameters.iter().map(item).collect()
    }

    fn components(&self) -> Vec<Item> {
        let scheme = self.scheme;
        let item = |component: &super::Component| {
            let mut lines = vec![self.level(component.level)];
            let payer = component.payer.and_then(|place| scheme.payers.get(place));
            lines.extend(payer.map(|payer| line("负担单位", "Paid by", payer.title.clone())));
            lines.extend(component.when.iter().map(|when| self.formula("适用条件", "When", when)));
            lines.push(self.formula("算法", "Formula", &component.formula));
            lines.push(line("舍入", "Rounding", self.rounding(component.rounding)));
            if let Some(spread) = &component.spread {
                lines.push(self.formula(
                    "按此分摊到各行（最大余数法）",
                    "Spread over the lines by (largest remainder)",
                    &spread.weight,
                ));
                lines.push(line("分摊单位", "In steps of", self.money(spread.unit)));
            }
            self.item(&component.rule, lines)
        };
        scheme.components.iter().map(item).collect()
    }

    fn caps(&self) -> Vec<Item> {
        let scheme = self.scheme;
        let item = |cap: &super::Cap| {
            let over: Vec<Words> = cap
                .over
                .iter()
                .filter_map(|place| scheme.components.get(*place))
                .map(|component| component.rule.title.clone())
                .collect();
            let mut lines = vec![self.level(cap.scope), line("所限补贴项", "Over", list(&over))];
            let (label, effect) = match cap.kind {
                CapKind::Clamp => (words("上限", "Limit"), words("超过部分不予补贴", "what lies above is not paid")),
                CapKind::Cliff { inclusive: true } => {
                    (words("上限", "Limit"), words("超过的全部不予补贴", "above it nothing is paid"))
                }
                CapKind::Cliff { inclusive: false } => {
                    (words("上限", "Limit"), words("达到或超过的全部不予补贴", "at it or above it nothing is paid"))
                }
                CapKind::Minimum { inclusive: true } => {
                    (words("下限", "Minimum"), words("低于的不予补贴", "below it nothing is paid"))
                }
                CapKind::Minimum { inclusive: false } => {
                    (words("下限", "Minimum"), words("不超过（含）的不予补贴", "up to and at it nothing is paid"))
                }
                CapKind::Deduct => (words("抵扣", "Deduction"), words("从合计中抵扣", "taken off the sum")),
                CapKind::Round(rounding) => (words("舍入", "Rounding"), self.rounding(rounding)),
            };
            if let Some(limit) = &cap.limit {
                lines.push(Line { label, text: with_titles(scheme, limit) });
            }
            lines.push(line("处理", "Effect", effect));
            self.item(&cap.rule, lines)
        };
        scheme.caps.iter().map(item).collect()
    }

    fn pools(&self) -> Vec<Item> {
        let item = |pool: &super::Pool| {
            let method = match pool.method {
                Division::LargestRemainder => {
                    words("最大余数法，分配后与总额一致", "largest remainder: the shares add up")
                }
                Division::Floor => words("舍去零头", "parts are cut off"),
                Division::HalfUp => {
                    words("各自四舍五入，超出总额时拒绝", "each rounded half up; refused when it overspends")
                }
            };
            let lines = vec![
                self.formula("总额", "Amount", &pool.amount),
                self.formula("权重", "Weight", &pool.weight),
                line("分配单位", "In steps of", self.money(pool.unit)),
                line("零头", "Parts of a step", method),
            ];
            self.item(&pool.rule, lines)
        };
        self.scheme.pools.iter().map(item).collect()
    }

    fn budget(&self) -> Vec<Item> {
        let item = |budget: &super::Budget| {
            let order = if budget.before_caps {
                words("先按预算压减，后适用限额", "cut before the limits")
            } else {
                words("先适用限额，后按预算压减", "cut after the limits")
            };
            let lines = vec![
                self.formula("总额", "Amount", &budget.amount),
                line("不足时", "When short", order),
                line("压减单位", "In steps of", self.money(budget.unit)),
            ];
            self.item(&budget.rule, lines)
        };
        self.scheme.budget.iter().map(item).collect()
    }

    fn gates(&self) -> Vec<Item> {
        let item = |gate: &super::Gate| {
            let mut lines = vec![self.level(gate.level)];
            lines.extend(gate.when.iter().map(|when| self.formula("适用于", "Applies to", when)));
            lines.push(self.formula("须满足", "Must hold", &gate.formula));
            let effect = if gate.defers {
                words("转入下一期", "belongs into the next period")
            } else {
                words("不予补贴", "earns nothing")
            };
            lines.push(line("不满足时", "Otherwise", effect));
            lines.push(line("如何满足", "What would have to be different", gate.otherwise.clone()));
            self.item(&gate.rule, lines)
        };
        self.scheme.gates.iter().map(item).collect()
    }

    fn tables(&self) -> Vec<Item> {
        let scheme = self.scheme;
        let item = |table: &super::Table| Item {
            name: table.name.clone(),
            title: table.title.clone(),
            article: Some(scheme.article(table.article)),
            lines: table
                .rows
                .iter()
                .map(|row| Line {
                    label: both(|chinese| interval(scheme, table.key, row, chinese)),
                    text: value(scheme, table.value, Ok(Val::Number(row.value))),
                })
                .collect(),
        };
        let tables = scheme.tables.iter().map(item);
        tables.chain(scheme.grids.iter().map(|grid| self.grid(grid))).collect()
    }

    fn grid(&self, grid: &super::grid::Grid) -> Item {
        let scheme = self.scheme;
        let shown = |number| value(scheme, grid.value, Ok(Val::Number(number)));
        let rows = grid
            .rows
            .iter()
            .map(|row| Line { label: both(|chinese| conditions(scheme, grid, row, chinese)), text: shown(row.value) });
        let rest = grid.otherwise.map(|rest| line("其他", "All else", shown(rest)));
        let (name, title) = (grid.name.clone(), grid.title.clone());
        Item { name, title, article: Some(scheme.article(grid.article)), lines: rows.chain(rest).collect() }
    }

    fn series(&self) -> Vec<Item> {
        let item = |series: &super::series::Series| {
            let values = series.values.iter().map(|(from, number)| Line {
                label: same(from.to_string()),
                text: value(self.scheme, series.unit, Ok(Val::Number(*number))),
            });
            let last = line("完整至", "Complete up to", same(series.known_to.to_string()));
            let source = line("来源", "Source", same(series.source.clone()));
            self.item(&series.rule, values.chain([last, source]).collect())
        };
        self.scheme.series.iter().map(item).collect()
    }

    fn steps(&self) -> Vec<Item> {
        let item = |step: &super::Step| {
            let mut lines = vec![self.formula("算法", "Formula", &step.formula)];
            lines.extend(step.rounding.map(|rounding| line("舍入", "Rounding", self.rounding(rounding))));
            self.item(&step.rule, lines)
        };
        self.scheme.steps.iter().map(item).collect()
    }

    fn figures(&self) -> Vec<Item> {
        let item = |figure: &super::Figure| {
            let over = if figure.eligible_only {
                words("符合条件的业务", "eligible lines only")
            } else {
                words("全部业务", "all lines")
            };
            let mut lines = vec![
                self.level(figure.level),
                line("统计范围", "Over", over),
                self.formula("算法", "Formula", &figure.formula),
            ];
            lines.extend(figure.rounding.map(|rounding| line("舍入", "Rounding", self.rounding(rounding))));
            self.item(&figure.rule, lines)
        };
        self.scheme.figures.iter().map(item).collect()
    }

    fn memories(&self) -> Vec<Item> {
        let item = |memory: &super::Memory| {
            let since = match memory.period {
                Period::All => words("全部记录", "as long as there are records"),
                Period::Year => words("申报日所在年度", "the calendar year of filing"),
                Period::Rolling(years) => {
                    words(&format!("申报日前 {years} 年"), &format!("{years} years back from filing"))
                }
            };
            let measure = match memory.measure {
                Measure::Granted => words("核定金额", "amounts granted"),
                Measure::Paid => words("实付金额", "amounts paid"),
                Measure::Count => words("次数", "number of grants"),
            };
            let mut lines = vec![
                self.level(memory.of),
                line("所计办法", "Schemes", same(memory.schemes.join(", "))),
                line("期间", "Since", since),
                line("统计", "Measure", measure),
            ];
            if !memory.components.is_empty() {
                lines.push(line("所计补贴项", "Components", same(memory.components.join(", "))));
            }
            self.item(&memory.rule, lines)
        };
        self.scheme.memories.iter().map(item).collect()
    }

    fn groups(&self) -> Vec<Item> {
        let item = |group: &super::Group| {
            let by: Vec<Words> = group.by.iter().map(|name| title(self.scheme, *name)).collect();
            let lines = vec![line("依据", "By", list(&by))];
            Item { name: group.name.clone(), title: group.title.clone(), article: None, lines }
        };
        self.scheme.groups.iter().map(item).collect()
    }

    fn columns(&self) -> Vec<Item> {
        let item = |(place, column): (usize, &Column)| {
            let mut lines =
                vec![line("内容", "Kind", kind(&column.kind)), line("必填", "Required", yes_or_no(column.required))];
            let default = column.default.as_ref().map(|default| self.given(&column.kind, default));
            lines.extend(default.map(|default| line("未填时", "When empty", default)));
            let in_formulas = title_in_formula(self.scheme, Name::Column(place));
            if in_formulas != column.title {
                lines.push(line("算法中的名称", "In formulas", in_formulas));
            }
            if !column.aliases.is_empty() {
                lines.push(line("其他列名", "Other headings", same(column.aliases.join("; "))));
            }
            if column.key {
                lines.push(line("区分各行", "Identifies the line", yes_or_no(true)));
            }
            Item { name: column.name.clone(), title: column.title.clone(), article: None, lines }
        };
        self.scheme.template.columns.iter().enumerate().map(item).collect()
    }
}

/// What a column or an answer holds, in words.
pub fn kind(kind: &ColumnKind) -> Words {
    use crate::money::text::Unit;
    match kind {
        ColumnKind::Money(Unit::Major) => words("金额（元）", "amount (major unit)"),
        ColumnKind::Money(Unit::TenThousand) => words("金额（万元）", "amount (ten thousand)"),
        ColumnKind::Rate { bare } => {
            let sign = match bare {
                100 => "%",
                1000 => "‰",
                _ => "1",
            };
            words(&format!("比率（{sign}）"), &format!("rate ({sign})"))
        }
        ColumnKind::Count => words("整数", "whole number"),
        ColumnKind::Date => words("日期", "date"),
        ColumnKind::Text(longest) => words(&format!("文字（不超过 {longest} 字）"), &format!("text (up to {longest})")),
        ColumnKind::Flag => words("是或否", "yes or no"),
        ColumnKind::Uscc => words("统一社会信用代码", "unified social credit code"),
        ColumnKind::Account => words("银行账号", "bank account number"),
        ColumnKind::Cnaps => words("联行号", "bank routing code"),
        ColumnKind::Choice(choices) => {
            list(&choices.iter().map(|Choice { zh, en, .. }| words(zh, en)).collect::<Vec<_>>())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_of_a_real_scheme_is_in_its_outline_in_both_languages() {
        let scheme = Scheme::load(include_str!("../../schemes/cq-2022-19/1.toml")).unwrap();
        let sections = outline(&scheme);
        let items = |key: &str| sections.iter().find(|section| section.key == key).map_or(0, |s| s.items.len());
        assert_eq!(items("gate"), scheme.gates.len());
        assert_eq!(items("component"), scheme.components.len());
        assert_eq!(items("cap"), scheme.caps.len());
        assert_eq!(items("table"), scheme.tables.len() + scheme.grids.len());
        assert_eq!(items("column"), scheme.template.columns.len());
        assert!(sections.iter().all(|section| !section.items.is_empty()), "empty sections are left out");
        for item in sections.iter().flat_map(|section| &section.items) {
            let texts = item.lines.iter().flat_map(|line| [&line.label, &line.text]).chain([&item.title]);
            for text in texts {
                assert!(!text.zh.trim().is_empty() && !text.en.trim().is_empty(), "{}: {text:?}", item.name);
            }
        }
        let cap = sections.iter().find(|s| s.key == "cap").and_then(|s| s.items.first()).unwrap();
        assert!(cap.lines.iter().any(|line| line.text.zh == "30,000,000.00"), "{:?}", cap.lines);
        assert!(cap.article.as_ref().is_some_and(|article| !article.zh.is_empty()));
    }
}
