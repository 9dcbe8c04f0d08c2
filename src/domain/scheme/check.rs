//! From the file as written to a scheme without ambiguity: every name, unit, band, text, article, rounding and scope is
//! checked, and all faults are listed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use toml::Spanned;

use super::document::{self, Document};
use super::formula::check::{Level, Names, compile, unit_fact};
use super::formula::lexer::quantity;
use super::formula::{Formula, Name, NodeKind};
use super::grid::Grid;
use super::language;
use super::problem::{Problems, SchemeProblem, text};
use super::series::Series;
use super::table::{Bound, Row, Table};
use super::unit::Unit;
use super::{
    Article, Basis, Beneficiary, Component, FactSpec, Figure, Gate, Order, Payee, Payer, Rule, Scheme, Spread, Step,
    text_value, unit_of,
};
use crate::date;
use crate::firm::size;
use crate::money::text::Unit as AmountUnit;
use crate::money::{Currency, Exact, Fen, Mode, Rounding};
use crate::payee::{Accounts, Columns};
use crate::refusal::{Code, Fact, Refusal};
use crate::template::{Choice, Column, ColumnKind, Template, Words};

mod bound;
mod cap;
mod claim;
mod classification;
mod grid;
mod group;
mod memory;
mod order;
mod parameter;
mod pool;
mod series;

/// Longest scheme file, in bytes.
const MAX_FILE: usize = 400_000;
/// The format that this program reads.
const FORMAT: i64 = 1;
const INDUSTRY_LIST: usize = 0;
const SIZE_LIST: usize = 1;

/// What a rate or a number without bounds is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bounds {
    /// A fault: every rate and number of a schedule states how small and how large it can be.
    Stated,
    /// A rate lies between 0 and 100 per cent: versions of before bounds were asked for.
    Implied,
}

pub(super) fn load(file: &str, bounds: Bounds) -> Result<Scheme, Vec<SchemeProblem>> {
    let mut problems = Problems::new(file);
    if file.len() > MAX_FILE {
        problems.note(0, Refusal::new(Code::SchemeFileTooLarge));
        return Err(problems.finish());
    }
    let document: Document = match toml::from_str(file) {
        Ok(document) => document,
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            problems.note(at, Refusal::new(Code::SchemeSyntax).with("found", crate::syntax::toml(file, &error)));
            return Err(problems.finish());
        }
    };
    let mut checker = Checker::new(problems, bounds);
    let scheme = checker.scheme(document, file);
    match scheme {
        Some(scheme) if checker.problems.is_empty() => Ok(scheme),
        _ => Err(checker.problems.finish()),
    }
}

/// A name and what it stands for.
struct Known {
    name: Name,
    unit: Unit,
    level: Level,
    used: bool,
}

struct Checker<'t> {
    problems: Problems<'t>,
    bounds: Bounds,
    currency: Currency,
    names: BTreeMap<String, Known>,
    lists: Vec<Vec<Choice>>,
    articles: Vec<Article>,
    articles_used: Vec<bool>,
    tables: Vec<Table>,
    tables_used: Vec<bool>,
    grids: Vec<Grid>,
    grids_used: Vec<bool>,
    series: Vec<Series>,
    series_used: Vec<bool>,
    /// The groups of the file: their names and what they go by, as written.
    groups: Vec<(String, Vec<String>)>,
    /// The column that tells enterprises apart.
    enterprise: String,
    /// Steps that are classifications, with their lists of words.
    classes: BTreeMap<usize, usize>,
}

/// The names of the scheme as formulas see them.
impl Names for Checker<'_> {
    fn name(&self, name: &str) -> Option<(Name, Unit, Level)> {
        self.names.get(name).map(|known| (known.name, known.unit, known.level))
    }

    fn table(&self, name: &str) -> Option<(usize, Unit, Unit)> {
        let place = self.tables.iter().position(|table| table.name == name)?;
        self.tables.get(place).map(|table| (place, table.key, table.value))
    }

    fn grid(&self, name: &str) -> Option<(usize, &[Unit], Unit)> {
        let place = self.grids.iter().position(|grid| grid.name == name)?;
        self.grids.get(place).map(|grid| (place, grid.keys.as_slice(), grid.value))
    }

    fn series(&self, name: &str) -> Option<(usize, Unit)> {
        let place = self.series.iter().position(|series| series.rule.name == name)?;
        self.series.get(place).map(|series| (place, series.unit))
    }

    fn reaches(&self, own: Level, named: Level) -> bool {
        own == named || own == Level::Line || named == Level::Firm || self.is_within(own, named)
    }

    fn choices(&self, list: usize) -> &[Choice] {
        self.lists.get(list).map_or(&[], Vec::as_slice)
    }

    fn standard_lists(&self) -> (usize, usize) {
        (INDUSTRY_LIST, SIZE_LIST)
    }

    fn known(&self) -> String {
        self.names.keys().map(String::as_str).collect::<Vec<_>>().join(", ")
    }

    fn currency(&self) -> Currency {
        self.currency
    }
}

/// What columns and facts have in common.
struct KindDoc<'d> {
    name: &'d Spanned<String>,
    kind: &'d Spanned<String>,
    unit: Option<&'d Spanned<String>>,
    list: Option<&'d Spanned<String>>,
    choices: Option<&'d Vec<Choice>>,
    longest: Option<usize>,
}

impl<'t> Checker<'t> {
    fn new(problems: Problems<'t>, bounds: Bounds) -> Self {
        Self {
            problems,
            bounds,
            currency: Currency::Cny,
            names: BTreeMap::new(),
            lists: vec![size::industry_choices(), size::size_choices()],
            articles: Vec::new(),
            articles_used: Vec::new(),
            tables: Vec::new(),
            tables_used: Vec::new(),
            grids: Vec::new(),
            grids_used: Vec::new(),
            series: Vec::new(),
            series_used: Vec::new(),
            groups: Vec::new(),
            enterprise: String::new(),
            classes: BTreeMap::new(),
        }
    }

    fn scheme(&mut self, mut document: Document, file: &str) -> Option<Scheme> {
        if *document.format.get_ref() != FORMAT {
            self.unknown(&document.format, "format", &document.format.get_ref().to_string(), &FORMAT.to_string());
        }
        self.identity(&document.id);
        let known: Vec<_> = Currency::ALL.iter().map(|currency| currency.code()).collect();
        match Currency::from_code(document.currency.get_ref()) {
            Some(currency) => self.currency = currency,
            None => self.unknown(&document.currency, "currency", document.currency.get_ref(), &known.join(", ")),
        }
        let title = self.words(document.title.span().start, "title", document.title.get_ref());
        let basis = self.basis(&document.basis);
        let effective = self.effective(&document.effective);
        self.articles(&document.article);
        let mut template = self.template(&document);
        let facts = self.facts(&document.fact);
        let parameters = self.parameters(&document.parameter);
        self.built_in();
        self.group_names(&document);
        let payers = self.payers(&document.payer);
        let memories = self.memories(&document);
        self.pool_names(&document.pool);
        self.tables(&document.table);
        self.all_series(&document.series);
        self.classes = self.classifications(&mut document);
        let payee = self.payee(&document.payee, &template);
        if let Some(Payee::Enterprise(columns)) = payee {
            template.payee = Some(columns);
        }
        let beneficiary = self.beneficiary(&document.beneficiary, &template);
        let claim = document.claim.as_ref().map(|claim| self.claim(claim, &template));

        // Steps and figures may use each other in any order, so their units are found first, each when its turn comes.
        let (steps, figures) = self.values(&document);
        let gates = document.gate.iter().filter_map(|gate| self.gate(gate)).collect::<Vec<_>>();
        let components = document.component.iter().filter_map(|part| self.component(part, &payers)).collect::<Vec<_>>();
        let caps = document.cap.iter().filter_map(|cap| self.cap(cap, &document.component)).collect::<Vec<_>>();
        let pools = document.pool.iter().filter_map(|pool| self.pool(pool)).collect::<Vec<_>>();
        let budget = document.budget.as_ref().and_then(|budget| self.budget(budget));
        let groups = document.group.iter().filter_map(|group| self.group(group)).collect::<Vec<_>>();
        self.distinct(document.gate.iter().map(|gate| &gate.name));
        self.distinct(document.component.iter().map(|part| &part.name).chain(document.cap.iter().map(|cap| &cap.name)));
        if document.component.is_empty() {
            self.missing(document.id.span().start, document.id.get_ref(), "component");
        }
        // After another fault much only seems unused.
        if self.problems.is_empty() {
            self.unused(&document);
        }
        let order = self.ordered(&document, &steps, &figures, &gates);
        if let Some(order) = &order {
            self.groups_come_first(&document.group, &groups, order);
            self.pools_stand_alone(&document.pool, &pools, &steps, &figures);
        }
        let (from, to) = effective?;
        Some(Scheme {
            id: document.id.into_inner(),
            version: document.version.into_inner(),
            hash: hash(file),
            currency: self.currency,
            title,
            basis,
            effective_from: from,
            effective_to: to,
            payee: payee?,
            beneficiary: beneficiary?,
            claim: claim.flatten(),
            template,
            facts,
            parameters,
            groups,
            memories,
            pools,
            payers,
            budget,
            articles: std::mem::take(&mut self.articles),
            tables: std::mem::take(&mut self.tables),
            grids: std::mem::take(&mut self.grids),
            series: std::mem::take(&mut self.series),
            gates,
            steps: steps.into_iter().collect::<Option<Vec<_>>>()?,
            figures: figures.into_iter().collect::<Option<Vec<_>>>()?,
            components,
            caps,
            lists: std::mem::take(&mut self.lists),
            order: order?,
        })
    }

    // ---- words of the file -------------------------------------------------------------------------------------

    fn unknown<T>(&mut self, place: &Spanned<T>, field: &str, found: &str, allowed: &str) {
        let refusal = Refusal::new(Code::SchemeValueUnknown)
            .with("field", text(field))
            .with("found", text(found))
            .with("allowed", text(allowed));
        self.problems.note(place.span().start, refusal);
    }

    fn missing(&mut self, at: usize, name: &str, field: &str) {
        let refusal = Refusal::new(Code::SchemeFieldMissing).with("name", text(name)).with("field", text(field));
        self.problems.note(at, refusal);
    }

    fn identity(&mut self, id: &Spanned<String>) {
        let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.get_ref().is_empty() || !id.get_ref().chars().all(good) {
            self.problems.name(id.span().start, Code::SchemeNameMalformed, id.get_ref());
        }
    }

    fn texts(&mut self, at: usize, name: &str, zh: Option<&String>, en: Option<&String>) -> Words {
        let mut given = |language: &str, words: Option<&String>| match words {
            Some(words) if !words.trim().is_empty() => words.trim().to_owned(),
            _ => {
                let refusal =
                    Refusal::new(Code::SchemeTextMissing).with("name", text(name)).with("language", text(language));
                self.problems.note(at, refusal);
                String::new()
            }
        };
        Words { zh: given("zh", zh), en: given("en", en) }
    }

    fn words(&mut self, at: usize, name: &str, words: &document::Text) -> Words {
        self.texts(at, name, words.zh.as_ref(), words.en.as_ref())
    }

    fn basis(&mut self, basis: &Spanned<document::Basis>) -> Basis {
        let at = basis.span().start;
        let basis = basis.get_ref();
        for (field, value) in [("document", &basis.document), ("url", &basis.url)] {
            if value.trim().is_empty() {
                self.missing(at, "basis", field);
            }
        }
        Basis {
            document: basis.document.clone(),
            issuer: self.words(at, "basis.issuer", &basis.issuer),
            url: basis.url.clone(),
            note: basis.note.as_ref().map(|note| self.words(at, "basis.note", note)),
        }
    }

    fn effective(&mut self, effective: &Spanned<document::Effective>) -> Option<(NaiveDate, Option<NaiveDate>)> {
        let mut day = |written: &Spanned<toml::value::Datetime>| {
            let found = written.get_ref().to_string();
            let day = date::parse(&found).ok();
            if day.is_none() {
                self.unknown(written, "effective", &found, "2021-01-01");
            }
            day
        };
        let from = day(&effective.get_ref().from)?;
        let to = match &effective.get_ref().to {
            Some(to) => Some(day(to)?),
            None => None,
        };
        if let Some(to) = to.filter(|to| *to < from) {
            self.unknown(effective, "effective.to", &to.to_string(), &format!("≥ {from}"));
        }
        Some((from, to))
    }

    fn articles(&mut self, articles: &[document::Article]) {
        self.distinct(articles.iter().map(|article| &article.name));
        for article in articles {
            let name = article.name.get_ref();
            let title = self.texts(article.name.span().start, name, article.zh.as_ref(), article.en.as_ref());
            self.articles.push(Article { name: name.clone(), title });
        }
        self.articles_used = vec![false; self.articles.len()];
    }

    fn article(&mut self, owner: &Spanned<String>, article: Option<&Spanned<String>>) -> usize {
        let Some(article) = article else {
            self.problems.name(owner.span().start, Code::SchemeArticleMissing, owner.get_ref());
            return 0;
        };
        let Some(place) = self.articles.iter().position(|known| known.name == *article.get_ref()) else {
            let known: Vec<_> = self.articles.iter().map(|known| known.name.clone()).collect();
            self.unknown(article, "article", article.get_ref(), &known.join(", "));
            return 0;
        };
        if let Some(used) = self.articles_used.get_mut(place) {
            *used = true;
        }
        place
    }

    fn rule(
        &mut self,
        name: &Spanned<String>,
        zh: Option<&String>,
        en: Option<&String>,
        article: Option<&Spanned<String>>,
    ) -> Rule {
        self.well_named(name);
        let title = self.texts(name.span().start, name.get_ref(), zh, en);
        let article = self.article(name, article);
        Rule { name: name.get_ref().clone(), title, article }
    }

    fn well_named(&mut self, name: &Spanned<String>) {
        let word = name.get_ref();
        let good = word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            && word.len() <= 40
            && !language::is_taken(word);
        if !good {
            self.problems.name(name.span().start, Code::SchemeNameMalformed, word);
        }
    }

    fn distinct<'d>(&mut self, names: impl Iterator<Item = &'d Spanned<String>>) {
        let mut seen = Vec::new();
        for name in names {
            if seen.contains(&name.get_ref()) {
                self.problems.name(name.span().start, Code::SchemeNameTwice, name.get_ref());
            }
            seen.push(name.get_ref());
        }
    }

    fn declare(&mut self, name: &Spanned<String>, known: Known) {
        if self.names.insert(name.get_ref().clone(), known).is_some() {
            self.problems.name(name.span().start, Code::SchemeNameTwice, name.get_ref());
        }
    }

    // ---- schedule, facts, payee --------------------------------------------------------------------------------

    fn list(&mut self, choices: Vec<Choice>) -> usize {
        self.lists.iter().position(|known| *known == choices).unwrap_or_else(|| {
            self.lists.push(choices);
            self.lists.len().saturating_sub(1)
        })
    }

    fn kind(&mut self, written: &KindDoc<'_>) -> (ColumnKind, Unit) {
        let kind = match written.kind.get_ref().as_str() {
            "money" => match written.unit.map(|unit| (unit, unit.get_ref().as_str())) {
                Some((_, "元" | "major")) => ColumnKind::Money(AmountUnit::Major),
                Some((_, "万元")) if self.currency == Currency::Cny => ColumnKind::Money(AmountUnit::TenThousand),
                Some((unit, found)) => {
                    self.unknown(unit, "unit", found, "元, 万元, major");
                    ColumnKind::Money(AmountUnit::Major)
                }
                None => {
                    self.missing(written.name.span().start, written.name.get_ref(), "unit");
                    ColumnKind::Money(AmountUnit::Major)
                }
            },
            "rate" => match written.unit.map(|unit| (unit, unit.get_ref().as_str())) {
                Some((_, "%")) => ColumnKind::Rate { bare: 100 },
                Some((_, "‰")) => ColumnKind::Rate { bare: 1_000 },
                Some((_, "1")) => ColumnKind::Rate { bare: 1 },
                Some((unit, found)) => {
                    self.unknown(unit, "unit", found, "%, ‰, 1");
                    ColumnKind::Rate { bare: 100 }
                }
                None => {
                    self.missing(written.name.span().start, written.name.get_ref(), "unit");
                    ColumnKind::Rate { bare: 100 }
                }
            },
            "count" => ColumnKind::Count,
            "date" => ColumnKind::Date,
            "text" => ColumnKind::Text(written.longest.unwrap_or(200)),
            "flag" => ColumnKind::Flag,
            "uscc" => ColumnKind::Uscc,
            "account" => ColumnKind::Account,
            "cnaps" => ColumnKind::Cnaps,
            "choice" => {
                let place = match (written.list.map(|list| (list, list.get_ref().as_str())), written.choices) {
                    (Some((_, "industry")), None) => INDUSTRY_LIST,
                    (Some((_, "size_class")), None) => SIZE_LIST,
                    (None, Some(choices)) if !choices.is_empty() => self.list(choices.clone()),
                    (Some((list, found)), _) => {
                        self.unknown(list, "list", found, "industry, size_class");
                        INDUSTRY_LIST
                    }
                    _ => {
                        self.missing(written.name.span().start, written.name.get_ref(), "choices");
                        INDUSTRY_LIST
                    }
                };
                let kind = ColumnKind::Choice(self.lists.get(place).cloned().unwrap_or_default());
                return (kind, Unit::Choice(place));
            }
            found => {
                let allowed = "money, rate, count, date, text, choice, flag, uscc, account, cnaps";
                self.unknown(written.kind, "kind", found, allowed);
                ColumnKind::Text(0)
            }
        };
        let unit = unit_of(&kind).unwrap_or(Unit::Text);
        (kind, unit)
    }

    fn template(&mut self, document: &Document) -> Template {
        let mut columns = Vec::new();
        for (place, column) in document.column.iter().enumerate() {
            self.well_named(&column.name);
            let at = column.name.span().start;
            let title = self.texts(at, column.name.get_ref(), column.zh.as_ref(), column.en.as_ref());
            let (kind, unit) = self.kind(&KindDoc {
                name: &column.name,
                kind: &column.kind,
                unit: column.unit.as_ref(),
                list: column.list.as_ref(),
                choices: column.choices.as_ref(),
                longest: column.longest,
            });
            let default = column.default.as_ref().and_then(|written| {
                let value = text_value::read(&kind, self.currency, written.get_ref());
                value.map_err(|refusal| self.problems.note(written.span().start, refusal)).ok()
            });
            let written = bound::Written::new(&column.name, column.at_least.as_ref(), column.at_most.as_ref());
            let (at_least, at_most) = self.bounds_of(&kind, unit, &written);
            let not_before = column.not_before.as_ref().and_then(|first| {
                let dates = || document.column.iter().filter(|other| other.kind.get_ref() == "date");
                self.follows(&column.name, &kind, first, &dates().map(|d| &d.name).collect::<Vec<_>>());
                document.column.iter().position(|other| other.name.get_ref() == first.get_ref())
            });
            if let (Some(default), Some(written)) = (&default, &column.default) {
                self.default_within(default, (at_least, at_most), &kind, written);
            }
            self.declare(&column.name, Known { name: Name::Column(place), unit, level: Level::Line, used: true });
            columns.push(Column {
                name: column.name.get_ref().clone(),
                title,
                aliases: column.aliases.clone(),
                kind,
                required: !column.optional && column.default.is_none(),
                default,
                key: column.key,
                currency: self.currency,
                at_least,
                at_most,
                not_before,
            });
        }
        Template {
            name: document.id.get_ref().clone(),
            title: self.words(document.template.span().start, "template", document.template.get_ref()),
            columns,
            payee: None,
            admitted: std::collections::BTreeSet::new(),
        }
    }

    fn facts(&mut self, facts: &[document::Fact]) -> Vec<FactSpec> {
        let mut out = Vec::new();
        for (place, fact) in facts.iter().enumerate() {
            let rule = self.rule(&fact.name, fact.zh.as_ref(), fact.en.as_ref(), fact.article.as_ref());
            let (kind, unit) = self.kind(&KindDoc {
                name: &fact.name,
                kind: &fact.kind,
                unit: fact.unit.as_ref(),
                list: fact.list.as_ref(),
                choices: fact.choices.as_ref(),
                longest: fact.longest,
            });
            let written = bound::Written::new(&fact.name, fact.at_least.as_ref(), fact.at_most.as_ref());
            let (at_least, at_most) = self.bounds_of(&kind, unit, &written);
            if let Some(first) = &fact.not_before {
                let dates = facts.iter().filter(|other| other.kind.get_ref() == "date").map(|d| &d.name);
                self.follows(&fact.name, &kind, first, &dates.collect::<Vec<_>>());
            }
            self.declare(&fact.name, Known { name: Name::Fact(place), unit, level: Level::Firm, used: false });
            let at = fact.name.span().start;
            out.push(FactSpec {
                name: rule.name,
                title: rule.title,
                hint: fact.hint.as_ref().map(|hint| self.words(at, fact.name.get_ref(), hint)),
                article: rule.article,
                kind,
                required: !fact.optional,
                at_least,
                at_most,
                not_before: fact.not_before.as_ref().map(|first| first.get_ref().clone()),
            });
        }
        out
    }

    /// The place of a column of a certain kind that every row has.
    fn column(
        &mut self,
        owner: usize,
        field: &str,
        name: Option<&Spanned<String>>,
        template: &Template,
        good: fn(&ColumnKind) -> bool,
    ) -> Option<usize> {
        let Some(name) = name else {
            self.missing(owner, "payee", field);
            return None;
        };
        let place = template.position(name.get_ref());
        let fits = place.and_then(|place| template.columns.get(place)).filter(|c| c.required && good(&c.kind));
        if fits.is_none() {
            let fitting = template.columns.iter().filter(|c| c.required && good(&c.kind));
            let allowed: Vec<_> = fitting.map(|c| c.name.as_str()).collect();
            self.unknown(name, field, name.get_ref(), &allowed.join(", "));
            return None;
        }
        place
    }

    fn payee(&mut self, payee: &Spanned<document::Payee>, template: &Template) -> Option<Payee> {
        let at = payee.span().start;
        let payee = payee.get_ref();
        match payee.kind.get_ref().as_str() {
            "applicant" => Some(Payee::Applicant),
            "enterprise" => {
                let is_text = |kind: &ColumnKind| matches!(kind, ColumnKind::Text(_));
                let name = self.column(at, "name", payee.name.as_ref(), template, is_text);
                let uscc = self.column(at, "uscc", payee.uscc.as_ref(), template, |k| *k == ColumnKind::Uscc);
                let account =
                    self.column(at, "account", payee.account.as_ref(), template, |k| *k == ColumnKind::Account);
                let cnaps = self.column(at, "cnaps", payee.cnaps.as_ref(), template, |k| *k == ColumnKind::Cnaps);
                let accounts = match payee.accounts.as_ref().map(|word| (word, word.get_ref().as_str())) {
                    None | Some((_, "one")) => Some(Accounts::One),
                    Some((_, "several")) => Some(Accounts::Several),
                    Some((word, found)) => {
                        self.unknown(word, "accounts", found, "one, several");
                        None
                    }
                };
                let columns =
                    Columns { name: name?, uscc: uscc?, account: account?, cnaps: cnaps?, accounts: accounts? };
                Some(Payee::Enterprise(columns))
            }
            found => {
                self.unknown(&payee.kind, "kind", found, "applicant, enterprise");
                None
            }
        }
    }

    fn beneficiary(&mut self, written: &Spanned<document::Beneficiary>, template: &Template) -> Option<Beneficiary> {
        let at = written.span().start;
        let is_text = |kind: &ColumnKind| matches!(kind, ColumnKind::Text(_));
        let name = self.column(at, "name", Some(&written.get_ref().name), template, is_text);
        let uscc = self.column(at, "uscc", Some(&written.get_ref().uscc), template, |k| *k == ColumnKind::Uscc);
        Some(Beneficiary { name: name?, uscc: uscc? })
    }

    // ---- tables ------------------------------------------------------------------------------------------------

    fn tables(&mut self, tables: &[document::Table]) {
        self.distinct(tables.iter().map(|table| &table.name));
        for table in tables {
            let rule = self.rule(&table.name, table.zh.as_ref(), table.en.as_ref(), table.article.as_ref());
            if Self::is_grid(table) {
                let grid = self.grid(table, rule);
                self.grids.extend(grid);
                continue;
            }
            let mut key = None;
            let mut value = None;
            let mut rows = Vec::new();
            for written in &table.rows {
                if let Some(row) = self.row(table.name.get_ref(), written, &mut key, &mut value) {
                    rows.push((written.span().start, row));
                }
            }
            if table.rows.is_empty() {
                self.missing(table.name.span().start, table.name.get_ref(), "rows");
            }
            self.continuous(table.name.get_ref(), &rows);
            self.tables.push(Table {
                name: rule.name,
                title: rule.title,
                article: rule.article,
                key: key.unwrap_or(Unit::RATE),
                value: value.unwrap_or(Unit::RATE),
                rows: rows.into_iter().map(|(_, row)| row).collect(),
            });
        }
        self.tables_used = vec![false; self.tables.len()];
        self.grids_used = vec![false; self.grids.len()];
    }

    fn row(
        &mut self,
        table: &str,
        written: &Spanned<document::Row>,
        key: &mut Option<Unit>,
        value: &mut Option<Unit>,
    ) -> Option<Row> {
        let row = written.get_ref();
        let from = self.bound(table, written, "from", row.from.as_ref(), row.from_inclusive, key)?;
        let to = self.bound(table, written, "to", row.to.as_ref(), row.to_inclusive, key)?;
        let amount = self.entry(written, "value", &row.value, value)?;
        Some(Row { from, to, value: amount })
    }

    fn bound(
        &mut self,
        table: &str,
        row: &Spanned<document::Row>,
        field: &str,
        at: Option<&String>,
        inclusive: Option<bool>,
        unit: &mut Option<Unit>,
    ) -> Option<Option<Bound>> {
        let Some(at) = at else { return Some(None) };
        let Some(inclusive) = inclusive else {
            let refusal = Refusal::new(Code::SchemeBoundFlag)
                .with("name", text(table))
                .with("bound", text(at))
                .with("field", text(&format!("{field}_inclusive")));
            self.problems.note(row.span().start, refusal);
            return None;
        };
        let at = self.entry(row, field, at, unit)?;
        Some(Some(Bound { at, inclusive }))
    }

    /// A number of a table, in the same unit as its neighbours.
    fn entry(
        &mut self,
        row: &Spanned<document::Row>,
        field: &str,
        written: &str,
        unit: &mut Option<Unit>,
    ) -> Option<Exact> {
        let Some((value, found)) = quantity(written, self.currency) else {
            self.unknown(row, field, written, "80%, 3‰, 500万元, 365天, 12");
            return None;
        };
        let wanted = *unit.get_or_insert(found);
        if found != wanted {
            let refusal = Refusal::new(Code::SchemeUnits)
                .with("formula", text(written))
                .with("left", unit_fact(found))
                .with("right", unit_fact(wanted));
            self.problems.note(row.span().start, refusal);
            return None;
        }
        Some(value)
    }

    fn continuous(&mut self, table: &str, rows: &[(usize, Row)]) {
        for (at, row) in rows {
            if row.is_empty() {
                self.problems.name(*at, Code::SchemeUnreachable, table);
            }
        }
        for pair in rows.windows(2) {
            let [(_, lower), (at, upper)] = pair else { continue };
            let code = match (lower.to, upper.from) {
                (Some(to), Some(from)) if to.at < from.at => Code::SchemeBandGap,
                (Some(to), Some(from)) if to.at == from.at && !to.inclusive && !from.inclusive => Code::SchemeBandGap,
                (Some(to), Some(from)) if to.at == from.at && to.inclusive != from.inclusive => continue,
                _ => Code::SchemeBandOverlap,
            };
            self.problems.name(*at, code, table);
        }
    }

    // ---- formulas ----------------------------------------------------------------------------------------------

    fn compiled(&mut self, written: &Spanned<String>, level: Level, aggregates: bool) -> Option<Formula> {
        let result = compile(written.get_ref(), level, aggregates, self);
        match result {
            Ok(formula) => {
                self.mark_used(&formula);
                Some(formula)
            }
            Err((inner, refusal)) => {
                let at = self.problems.inside(&written.span()).saturating_add(inner);
                self.problems.note(at.min(written.span().end.saturating_sub(1)), refusal);
                None
            }
        }
    }

    fn mark_used(&mut self, formula: &Formula) {
        let mut used = formula.names();
        used.extend(formula.aggregated_names());
        for known in self.names.values_mut() {
            known.used |= used.contains(&known.name);
        }
        formula.walk(&mut |kind| {
            let used = match kind {
                NodeKind::Band(table, _) => self.tables_used.get_mut(*table),
                NodeKind::Grid(grid, _) => self.grids_used.get_mut(*grid),
                NodeKind::At(series, _) => self.series_used.get_mut(*series),
                _ => None,
            };
            if let Some(used) = used {
                *used = true;
            }
        });
    }

    fn result(&mut self, written: &Spanned<String>, formula: &Formula, wanted: Unit) {
        if formula.root.unit != wanted {
            let refusal = Refusal::new(Code::SchemeResult)
                .with("formula", text(&formula.text))
                .with("found", unit_fact(formula.root.unit))
                .with("wanted", unit_fact(wanted));
            self.problems.note(written.span().start, refusal);
        }
    }

    fn condition(&mut self, written: &Spanned<String>, level: Level) -> Option<Formula> {
        let formula = self.compiled(written, level, false)?;
        self.result(written, &formula, Unit::Flag);
        if formula.names().is_empty() {
            self.problems.name(written.span().start, Code::SchemeUnreachable, written.get_ref());
        }
        Some(formula)
    }

    fn rounding(&mut self, at: usize, owner: &str, written: Option<&document::Rounding>) -> Option<Rounding> {
        let named = written.and_then(|rounding| Some((rounding.unit.as_ref()?, rounding.mode.as_ref()?)));
        let Some((unit, mode)) = named else {
            self.problems.name(at, Code::SchemeRoundingMissing, owner);
            return None;
        };
        let mode = Mode::of(mode);
        let unit = self.minor_units(unit);
        if let (Some(mode), Some(unit)) = (mode, unit) {
            return Some(Rounding { unit, mode });
        }
        self.problems.name(at, Code::SchemeRoundingMissing, owner);
        None
    }

    /// An amount such as `0.01元` that is a whole number of minor units above zero.
    fn minor_units(&self, written: &str) -> Option<Fen> {
        let (value, unit) = quantity(written, self.currency)?;
        let minor = i64::try_from(value.numerator()).ok().filter(|minor| *minor > 0)?;
        (unit == Unit::MONEY && value.denominator() == 1).then_some(Fen::new(minor))
    }

    fn level(
        &mut self,
        owner: &Spanned<String>,
        field: &str,
        written: Option<&Spanned<String>>,
        line: bool,
    ) -> Option<Level> {
        let Some(written) = written else {
            if field == "scope" {
                self.problems.name(owner.span().start, Code::SchemeCapScope, owner.get_ref());
            } else {
                self.missing(owner.span().start, owner.get_ref(), field);
            }
            return None;
        };
        match written.get_ref().as_str() {
            "line" if line => Some(Level::Line),
            "enterprise" => Some(Level::Enterprise),
            "firm" => Some(Level::Firm),
            found => {
                let group = self.groups.iter().position(|(name, _)| name == found).map(Level::Group);
                if group.is_none() {
                    let groups = self.groups.iter().map(|(name, _)| name.as_str());
                    let known: Vec<_> =
                        line.then_some("line").into_iter().chain(["enterprise", "firm"]).chain(groups).collect();
                    self.unknown(written, field, found, &known.join(", "));
                }
                group
            }
        }
    }

    /// Checks steps and figures. A formula waits until the names that it uses are known, so the file may list rules in
    /// the order of the notice; what is left when nothing moves any more is wrong, and says why.
    fn values(&mut self, document: &Document) -> (Vec<Option<Step>>, Vec<Option<Figure>>) {
        let mut steps: Vec<Option<Step>> = document.step.iter().map(|_| None).collect();
        let mut figures: Vec<Option<Figure>> = document.figure.iter().map(|_| None).collect();
        let levels: Vec<Option<Level>> =
            document.figure.iter().map(|figure| self.level(&figure.name, "per", figure.per.as_ref(), false)).collect();
        let declared: Vec<&str> = document
            .step
            .iter()
            .map(|step| step.name.get_ref().as_str())
            .chain(document.figure.iter().map(|figure| figure.name.get_ref().as_str()))
            .collect();
        self.distinct(document.step.iter().map(|s| &s.name).chain(document.figure.iter().map(|f| &f.name)));
        let mut settled = vec![false; declared.len()];
        loop {
            let mut moved = false;
            for place in 0..declared.len() {
                if settled.get(place).copied().unwrap_or(true) {
                    continue;
                }
                let step = document.step.get(place);
                let figure_place = place.saturating_sub(document.step.len());
                let figure = if step.is_none() { document.figure.get(figure_place) } else { None };
                let (written, level, aggregates) = match (step, figure) {
                    (Some(step), _) => (&step.formula, Level::Line, false),
                    (None, Some(figure)) => {
                        let level = levels.get(figure_place).copied().flatten().unwrap_or(Level::Firm);
                        (&figure.formula, level, true)
                    }
                    (None, None) => continue,
                };
                let waits = |refusal: &Refusal| {
                    let name = refusal.facts.iter().find(|(key, _)| key == "name");
                    refusal.code == Code::SchemeNameUnknown
                        && matches!(name, Some((_, Fact::Text(name))) if declared.contains(&name.as_str()))
                };
                let formula = match compile(written.get_ref(), level, aggregates, self) {
                    Err((_, refusal)) if waits(&refusal) => continue,
                    _ => self.compiled(written, level, aggregates),
                };
                if let Some(done) = settled.get_mut(place) {
                    *done = true;
                }
                moved = true;
                if let Some(step) = step {
                    let value = self.step(step, place, formula);
                    if let Some(slot) = steps.get_mut(place) {
                        *slot = value;
                    }
                } else if let Some(figure) = figure {
                    let value = self.figure(figure, figure_place, level, formula);
                    if let Some(slot) = figures.get_mut(figure_place) {
                        *slot = value;
                    }
                }
            }
            if !moved {
                break;
            }
        }
        for (name, settled) in document
            .step
            .iter()
            .map(|step| &step.name)
            .chain(document.figure.iter().map(|figure| &figure.name))
            .zip(settled)
        {
            if !settled {
                self.problems.name(name.span().start, Code::SchemeCycle, name.get_ref());
            }
        }
        (steps, figures)
    }

    fn named_unit(&mut self, written: &Spanned<String>, formula: &Formula, rounding: Option<Rounding>) {
        if rounding.is_some() || !formula.root.unit.has_name() {
            self.result(written, formula, Unit::MONEY);
        }
    }

    fn step(&mut self, step: &document::Step, place: usize, formula: Option<Formula>) -> Option<Step> {
        let rule = self.rule(&step.name, step.zh.as_ref(), step.en.as_ref(), step.article.as_ref());
        let rounding = match &step.round {
            Some(round) => Some(self.rounding(step.name.span().start, &rule.name, Some(round))?),
            None => None,
        };
        let mut formula = formula?;
        if let Some(list) = self.classes.get(&place) {
            classification::into_words(&mut formula.root, *list);
        }
        self.named_unit(&step.formula, &formula, rounding);
        let known = Known { name: Name::Step(place), unit: formula.root.unit, level: Level::Line, used: false };
        self.declare(&step.name, known);
        Some(Step { rule, formula, rounding })
    }

    fn figure(
        &mut self,
        figure: &document::Figure,
        place: usize,
        level: Level,
        formula: Option<Formula>,
    ) -> Option<Figure> {
        let rule = self.rule(&figure.name, figure.zh.as_ref(), figure.en.as_ref(), figure.article.as_ref());
        let rounding = match &figure.round {
            Some(round) => Some(self.rounding(figure.name.span().start, &rule.name, Some(round))?),
            None => None,
        };
        let formula = formula?;
        self.named_unit(&figure.formula, &formula, rounding);
        let eligible_only = match (&figure.over, formula.aggregates.is_empty()) {
            (None, true) => false,
            (Some(over), _) => match over.get_ref().as_str() {
                "eligible" => true,
                "all" => false,
                found => {
                    self.unknown(over, "over", found, "all, eligible");
                    false
                }
            },
            (None, false) => {
                self.missing(figure.name.span().start, &rule.name, "over");
                false
            }
        };
        let known = Known { name: Name::Figure(place), unit: formula.root.unit, level, used: false };
        self.declare(&figure.name, known);
        Some(Figure { rule, level, eligible_only, formula, rounding })
    }

    fn gate(&mut self, gate: &document::Gate) -> Option<Gate> {
        let rule = self.rule(&gate.name, gate.zh.as_ref(), gate.en.as_ref(), gate.article.as_ref());
        let otherwise = gate.otherwise.clone().unwrap_or_default();
        let otherwise = self.words(gate.name.span().start, &format!("{}.otherwise", rule.name), &otherwise);
        let level = match &gate.per {
            Some(per) => self.level(&gate.name, "per", Some(per), true)?,
            None => Level::Line,
        };
        let defers = match gate.effect.as_ref().map(|effect| (effect, effect.get_ref().as_str())) {
            None | Some((_, "refuse")) => false,
            Some((_, "defer")) => true,
            Some((effect, found)) => {
                self.unknown(effect, "effect", found, "refuse, defer");
                false
            }
        };
        let when = match &gate.when {
            Some(when) => Some(self.condition(when, level)?),
            None => None,
        };
        let formula = self.condition(&gate.formula, level)?;
        Some(Gate { rule, level, when, formula, defers, otherwise })
    }

    fn component(&mut self, part: &document::Component, payers: &[Payer]) -> Option<Component> {
        let rule = self.rule(&part.name, part.zh.as_ref(), part.en.as_ref(), part.article.as_ref());
        let level = self.level(&part.name, "per", part.per.as_ref(), true)?;
        let rounding = self.rounding(part.name.span().start, &rule.name, part.round.as_ref());
        let when = match &part.when {
            Some(when) => Some(self.condition(when, level)?),
            None => None,
        };
        let formula = self.compiled(&part.formula, level, false)?;
        self.result(&part.formula, &formula, Unit::MONEY);
        let spread = match (&part.spread, level) {
            (None, Level::Line) => None,
            (Some(spread), Level::Line) => {
                self.unknown(spread, "spread", "per = line", "per = enterprise, firm");
                return None;
            }
            (Some(spread), _) => Some(self.spread(&rule.name, spread)?),
            (None, _) => {
                self.missing(part.name.span().start, &rule.name, "spread");
                return None;
            }
        };
        let payer = self.payer(part, payers)?;
        Some(Component { rule, level, payer, when, formula, rounding: rounding?, spread })
    }

    fn spread(&mut self, owner: &str, written: &Spanned<document::Spread>) -> Option<Spread> {
        let spread = written.get_ref();
        let weight = self.compiled(&spread.weight, Level::Line, false)?;
        if !weight.root.unit.is_quantity() {
            self.result(&spread.weight, &weight, Unit::MONEY);
        }
        if spread.method != "largest_remainder" {
            self.unknown(written, "method", &spread.method, "largest_remainder");
        }
        let unit = self.minor_units(&spread.unit);
        if unit.is_none() {
            self.problems.name(written.span().start, Code::SchemeRoundingMissing, owner);
        }
        Some(Spread { weight, unit: unit? })
    }

    fn unused(&mut self, document: &Document) {
        let articles = document.article.iter().map(|article| &article.name).zip(&self.articles_used);
        let (grids, bands): (Vec<_>, Vec<_>) = document.table.iter().partition(|table| Self::is_grid(table));
        let bands = bands.into_iter().map(|table| &table.name).zip(&self.tables_used);
        let grids = grids.into_iter().map(|table| &table.name).zip(&self.grids_used);
        let series = document.series.iter().map(|series| &series.name).zip(&self.series_used);
        let tables = bands.chain(grids).chain(series);
        let stated = document.fact.iter().map(|fact| &fact.name);
        let fixed = document.parameter.iter().map(|parameter| &parameter.name);
        let earlier = document.memory.iter().map(|memory| &memory.name);
        let pools = document.pool.iter().map(|pool| &pool.name);
        let facts = stated.chain(fixed).chain(earlier).chain(pools);
        let facts = facts.map(|name| (name, self.names.get(name.get_ref()).is_none_or(|known| known.used)));
        let unused: Vec<_> = articles
            .chain(tables)
            .map(|(name, used)| (name, *used))
            .chain(facts)
            .filter(|(_, used)| !used)
            .map(|(name, _)| (name.span().start, name.get_ref().clone()))
            .collect();
        for (at, name) in unused {
            self.problems.name(at, Code::SchemeUnused, &name);
        }
    }

    fn ordered(
        &mut self,
        document: &Document,
        steps: &[Option<Step>],
        figures: &[Option<Figure>],
        gates: &[Gate],
    ) -> Option<Order> {
        match order::find(steps, figures, gates) {
            Ok(order) => Some(order),
            Err(name) => {
                let known = match name {
                    Some(Name::Step(place)) => document.step.get(place).map(|step| &step.name),
                    Some(Name::Figure(place)) => document.figure.get(place).map(|figure| &figure.name),
                    _ => None,
                };
                let known = known.unwrap_or(&document.id);
                self.problems.name(known.span().start, Code::SchemeCycle, known.get_ref());
                None
            }
        }
    }
}

fn hash(file: &str) -> String {
    crate::seal::hex(&Sha256::digest(file))
}

#[cfg(test)]
mod tests;
