//! A comparison of two versions of the rules as a workbook and as JSON, and its words for pages and the command line.

use domain::money::text::{grouped, plain};
use domain::money::{Currency, Fen};
use domain::refusal::Refusal;
use domain::scheme::Scheme;
use domain::simulation::{Band, Change, Group, LineChange, Side, Tally};
use serde_json::{Value, json};

use super::{outcome_words, rule_title, unit};
use crate::format::sheets::{Cell, Sheet, sheets_xlsx};
use crate::i18n::Lang;
use crate::service::query::simulation::Simulation;

/// `cq-2022-19/1`.
pub fn version(scheme: &Scheme) -> String {
    format!("{}/{}", scheme.id, scheme.version)
}

/// The base in words: one version, or each application's own.
pub fn base_words(lang: Lang, simulation: &Simulation) -> String {
    simulation.base().map_or_else(|| lang.t("simulation-base-own").into_owned(), |base| version(base))
}

/// Why a line moves: from which outcome to which, or the component that moves it.
pub fn cause(lang: Lang, simulation: &Simulation, line: &LineChange) -> String {
    let scheme = &simulation.scheme;
    let base = simulation.bases.get(line.case).unwrap_or(scheme);
    if line.before != line.after {
        return format!("{} → {}", outcome_words(lang, base, &line.before), outcome_words(lang, scheme, &line.after));
    }
    match &line.component {
        Some(id) => component_title(lang, simulation, id).to_owned(),
        None => outcome_words(lang, scheme, &line.after),
    }
}

/// What people call a component, in the version that is tried or, when it is gone there, in a base.
pub fn component_title<'s>(lang: Lang, simulation: &'s Simulation, id: &'s str) -> &'s str {
    let holds = |scheme: &&'s Scheme| scheme.component(id).is_some();
    let schemes = std::iter::once(&*simulation.scheme).chain(simulation.bases.iter().map(|base| &**base));
    schemes.into_iter().find(holds).map_or(id, |scheme| rule_title(lang, scheme, id))
}

/// The edges of a band. The edge nearer to zero belongs to it, the other one does not.
pub fn band_words(lang: Lang, band: &Band, currency: Currency) -> String {
    let edge = |amount: Fen| {
        let text = grouped(amount, currency);
        let bare = text.strip_suffix(&format!(".{}", "0".repeat(usize::try_from(currency.decimals()).unwrap_or(0))));
        bare.map_or_else(|| text.clone(), str::to_owned)
    };
    let far = band.below.map(edge);
    let signed = |sign: char| if band.from.is_zero() { "0".to_owned() } else { format!("{sign}{}", edge(band.from)) };
    match (band.side, far) {
        (Side::Same, _) => lang.t("simulation-band-same").into_owned(),
        (Side::More, Some(far)) => format!("{} ～ +{far}", signed('+')),
        (Side::More, None) => format!("≥ {}", signed('+')),
        (Side::Less, Some(far)) => format!("−{far} ～ {}", signed('−')),
        (Side::Less, None) => format!("≤ {}", signed('−')),
    }
}

/// The sheets: summary, firms, applications, lines that move, and applications that do not fit.
///
/// # Errors
/// `file-broken` when the workbook cannot be written.
pub fn xlsx(lang: Lang, simulation: &Simulation) -> Result<Vec<u8>, Refusal> {
    let writer = Writer { lang, simulation, currency: simulation.scheme.currency };
    let mut sheets = vec![
        writer.summary(),
        writer.amounts(),
        writer.firms(),
        writer.cases(),
        writer.lines(),
        writer.reasons(),
        writer.bands(),
    ];
    if !simulation.unfit.is_empty() {
        sheets.push(writer.unfit());
    }
    sheets_xlsx(&sheets)
}

struct Writer<'a> {
    lang: Lang,
    simulation: &'a Simulation,
    currency: Currency,
}

impl Writer<'_> {
    fn t(&self, key: &str) -> String {
        self.lang.t(key).into_owned()
    }

    /// A heading with the unit of its amounts.
    fn in_unit(&self, key: &str) -> String {
        self.lang.tv(key, &[("unit", unit(self.lang, self.currency).into())])
    }

    fn amount(&self, amount: Fen) -> Cell {
        Cell::Amount(amount, self.currency)
    }

    fn change(&self, change: Change) -> [Cell; 3] {
        [self.amount(change.before), self.amount(change.after), self.amount(change.difference)]
    }

    fn change_heads(&self) -> [String; 3] {
        ["simulation-head-before", "simulation-head-after", "simulation-head-difference"].map(|key| self.in_unit(key))
    }

    fn summary(&self) -> Sheet {
        let (found, report) = (self.simulation, &self.simulation.report);
        let mut rows = vec![
            (self.t("simulation-scheme"), Cell::text(version(&found.scheme))),
            (self.t("scheme-hash"), Cell::text(&found.scheme.hash)),
            (self.t("simulation-base"), Cell::text(base_words(self.lang, found))),
        ];
        for (number, title) in &found.calls {
            rows.push((self.t("simulation-call"), Cell::text(format!("{number} {}", self.lang.words(title)))));
        }
        rows.extend([
            (self.t("simulation-cases"), Cell::count(report.cases.len())),
            (self.t("simulation-lines"), Cell::count(report.lines)),
            (self.t("simulation-unfit"), Cell::count(found.unfit.len())),
            (self.t("simulation-left-out"), Cell::count(found.left_out)),
        ]);
        let [before, after, difference] = self.change_heads();
        rows.extend([
            (before, self.amount(report.total.before)),
            (after, self.amount(report.total.after)),
            (difference, self.amount(report.total.difference)),
        ]);
        for (tally, keys) in [
            (report.firm_tally, ["simulation-firms-more", "simulation-firms-less", "simulation-firms-same"]),
            (report.line_tally, ["simulation-lines-more", "simulation-lines-less", "simulation-lines-same"]),
        ] {
            let [more, less, same] = keys.map(|key| self.t(key));
            let sum = |group: Group| self.amount(group.sum);
            rows.extend([
                (more, Cell::count(tally.winners.count)),
                (self.in_unit("simulation-more-sum"), sum(tally.winners)),
                (less, Cell::count(tally.losers.count)),
                (self.in_unit("simulation-less-sum"), sum(tally.losers)),
                (same, Cell::count(tally.unchanged)),
            ]);
        }
        for budget in &report.budgets {
            let label = |key: &str| format!("{} {}", budget.line.code, self.in_unit(key));
            rows.push((label("simulation-room"), self.amount(budget.line.room)));
            rows.push((label("simulation-left-before"), self.amount(budget.left_before)));
            rows.push((label("simulation-left-after"), self.amount(budget.left_after)));
        }
        rows.push((self.t("simulation-hash"), Cell::text(&found.sha256)));
        let rows = rows.into_iter().map(|(label, value)| vec![Cell::Text(label), value]).collect();
        Sheet {
            name: self.t("simulation-sheet-summary"),
            heads: vec![self.t("trace-item"), self.t("trace-value")],
            rows,
        }
    }

    fn amounts(&self) -> Sheet {
        let mut heads = vec![self.t("simulation-component")];
        heads.extend(self.change_heads());
        let row = |title: &str, change: Change| {
            let mut cells = vec![Cell::text(title)];
            cells.extend(self.change(change));
            cells
        };
        let report = &self.simulation.report;
        let parts = report.components.iter().map(|c| row(component_title(self.lang, self.simulation, &c.id), c.amount));
        let total = std::iter::once(row(&self.lang.t("total"), report.total));
        Sheet { name: self.t("simulation-sheet-components"), heads, rows: parts.chain(total).collect() }
    }

    fn firms(&self) -> Sheet {
        let mut heads = vec![self.t("head-uscc"), self.t("head-firm")];
        heads.extend(self.change_heads());
        heads.extend([self.t("simulation-moved"), self.t("simulation-lines")]);
        let rows = self.simulation.report.firms.iter().map(|firm| {
            let mut cells = vec![Cell::text(&firm.firm.code), Cell::text(&firm.firm.name)];
            cells.extend(self.change(firm.total));
            cells.extend([Cell::count(firm.moved), Cell::count(firm.lines)]);
            cells
        });
        Sheet { name: self.t("simulation-sheet-firms"), heads, rows: rows.collect() }
    }

    fn cases(&self) -> Sheet {
        let mut heads = vec![self.t("head-application"), self.t("head-firm"), self.t("simulation-base")];
        heads.extend(self.change_heads());
        heads.extend([self.t("simulation-moved"), self.t("simulation-lines")]);
        let rows = self.simulation.report.cases.iter().map(|case| {
            let (scheme, version, _) = &case.base;
            let mut cells =
                vec![Cell::text(&case.number), Cell::text(&case.firm.name), Cell::text(format!("{scheme}/{version}"))];
            cells.extend(self.change(case.total));
            cells.extend([Cell::count(case.moved), Cell::count(case.lines)]);
            cells
        });
        Sheet { name: self.t("simulation-sheet-cases"), heads, rows: rows.collect() }
    }

    fn lines(&self) -> Sheet {
        let mut heads = ["head-application", "head-firm", "head-row", "head-contract", "review-enterprise"]
            .map(|key| self.t(key))
            .to_vec();
        heads.extend(self.change_heads());
        heads.push(self.t("simulation-cause"));
        let rows = self.simulation.report.moved.iter().map(|line| {
            let case = self.simulation.report.cases.get(line.case);
            let mut cells = vec![
                Cell::text(case.map_or("", |c| c.number.as_str())),
                Cell::text(case.map_or("", |c| c.firm.name.as_str())),
                Cell::Count(line.line.row),
                Cell::text(&line.line.key),
                Cell::text(&line.line.enterprise),
            ];
            cells.extend(self.change(line.amount));
            cells.push(Cell::Text(cause(self.lang, self.simulation, line)));
            cells
        });
        Sheet { name: self.t("simulation-sheet-lines"), heads, rows: rows.collect() }
    }

    fn reasons(&self) -> Sheet {
        let mut heads = vec![self.t("simulation-was"), self.t("simulation-becomes"), self.t("simulation-lines")];
        heads.extend(self.change_heads());
        let scheme = &self.simulation.scheme;
        let base = self.simulation.bases.first().unwrap_or(scheme);
        let rows = self.simulation.report.transitions.iter().map(|t| {
            let mut cells = vec![
                Cell::Text(outcome_words(self.lang, base, &t.before)),
                Cell::Text(outcome_words(self.lang, scheme, &t.after)),
                Cell::count(t.lines),
            ];
            cells.extend(self.change(t.amount));
            cells
        });
        Sheet { name: self.t("simulation-sheet-reasons"), heads, rows: rows.collect() }
    }

    fn bands(&self) -> Sheet {
        let heads = vec![
            self.t("simulation-of"),
            self.in_unit("simulation-band"),
            self.t("simulation-count"),
            self.in_unit("simulation-sum"),
        ];
        let report = &self.simulation.report;
        let parts = [("simulation-firms", &report.firm_bands), ("simulation-lines", &report.line_bands)];
        let rows = parts.into_iter().flat_map(|(key, bands)| {
            bands.iter().map(move |band| {
                vec![
                    Cell::Text(self.t(key)),
                    Cell::Text(band_words(self.lang, band, self.currency)),
                    Cell::count(band.count),
                    self.amount(band.sum),
                ]
            })
        });
        Sheet { name: self.t("simulation-sheet-bands"), heads, rows: rows.collect() }
    }

    fn unfit(&self) -> Sheet {
        let heads = ["head-application", "head-firm", "head-rule-version", "simulation-why"].map(|key| self.t(key));
        let rows = self.simulation.unfit.iter().flat_map(|case| {
            let (scheme, version) = &case.version;
            case.reasons.iter().map(move |reason| {
                vec![
                    Cell::text(&case.number),
                    Cell::text(&case.firm.name),
                    Cell::text(format!("{scheme}/{version}")),
                    Cell::Text(self.lang.refusal(reason)),
                ]
            })
        });
        Sheet { name: self.t("simulation-sheet-unfit"), heads: heads.to_vec(), rows: rows.collect() }
    }
}

/// The JSON of a comparison; amounts are decimal text in the major unit.
///
/// Fields: `format` (`xinbu.simulation/1`), `scheme` and `bases` (`id`, `version`, `sha256`), `currency`, `calls`, `total`
/// (`before`, `after`, `difference`, as everywhere below), `applications`, `firms`, `lines` (those that move, with `before`
/// and `after` outcomes and the `component` that moves most), `components`, `transitions`, `firm_tally`, `line_tally`,
/// `firm_bands`, `line_bands` (`side`, `from` inclusive, `below` exclusive), `budgets`, `unfit` (with `messages`),
/// `left_empty`, `left_out`, `sha256`.
pub fn as_json(lang: Lang, simulation: &Simulation) -> Value {
    let (report, currency) = (&simulation.report, simulation.scheme.currency);
    let amount = |amount: Fen| plain(amount, currency);
    let change =
        |c: Change| json!({ "before": amount(c.before), "after": amount(c.after), "difference": amount(c.difference) });
    let rules = |scheme: &Scheme| json!({ "id": scheme.id, "version": scheme.version, "sha256": scheme.hash });
    let tally = |t: Tally| {
        let group = |g: Group| json!({ "count": g.count, "sum": amount(g.sum) });
        json!({ "winners": group(t.winners), "losers": group(t.losers), "unchanged": t.unchanged })
    };
    let bands = |bands: &[Band]| -> Vec<Value> {
        let band = |b: &Band| json!({ "side": b.side, "from": amount(b.from), "below": b.below.map(amount), "count": b.count, "sum": amount(b.sum) });
        bands.iter().map(band).collect()
    };
    let number = |case: usize| report.cases.get(case).map(|c| c.number.as_str());
    let mut bases: Vec<Value> = Vec::new();
    for base in simulation.bases.iter().map(|base| rules(base)) {
        if !bases.contains(&base) {
            bases.push(base);
        }
    }
    json!({
        "format": "xinbu.simulation/1",
        "scheme": rules(&simulation.scheme),
        "bases": bases,
        "currency": currency.code(),
        "calls": simulation.calls.iter().map(|(number, title)| json!({ "number": number, "title": title })).collect::<Vec<_>>(),
        "total": change(report.total),
        "line_count": report.lines,
        "applications": report.cases.iter().map(|c| json!({
            "number": c.number, "firm": c.firm, "base": { "id": c.base.0, "version": c.base.1, "sha256": c.base.2 },
            "total": change(c.total), "moved": c.moved, "lines": c.lines,
        })).collect::<Vec<_>>(),
        "firms": report.firms.iter().map(|f| json!({
            "firm": f.firm, "total": change(f.total), "moved": f.moved, "lines": f.lines,
        })).collect::<Vec<_>>(),
        "lines": report.moved.iter().map(|l| json!({
            "application": number(l.case), "row": l.line.row, "key": l.line.key, "enterprise": l.line.enterprise,
            "amount": change(l.amount), "before": l.before, "after": l.after, "component": l.component,
        })).collect::<Vec<_>>(),
        "components": report.components.iter().map(|c| json!({ "id": c.id, "amount": change(c.amount) })).collect::<Vec<_>>(),
        "transitions": report.transitions.iter().map(|t| json!({
            "before": t.before, "after": t.after, "lines": t.lines, "amount": change(t.amount),
        })).collect::<Vec<_>>(),
        "firm_tally": tally(report.firm_tally),
        "line_tally": tally(report.line_tally),
        "firm_bands": bands(&report.firm_bands),
        "line_bands": bands(&report.line_bands),
        "budgets": report.budgets.iter().map(|b| json!({
            "code": b.line.code, "title": b.line.title, "year": b.line.year, "room": amount(b.line.room),
            "cost": change(b.cost), "left_before": amount(b.left_before), "left_after": amount(b.left_after),
        })).collect::<Vec<_>>(),
        "unfit": simulation.unfit.iter().map(|u| json!({
            "application": u.number, "firm": u.firm, "id": u.version.0, "version": u.version.1, "reasons": u.reasons,
            "messages": u.reasons.iter().map(|r| lang.refusal(r)).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "left_empty": simulation.left_empty,
        "left_out": simulation.left_out,
        "sha256": simulation.sha256,
    })
}

#[cfg(test)]
mod tests {
    use domain::simulation::distribution;

    use super::*;

    #[test]
    fn bands_read_from_the_largest_loss_to_the_largest_gain() {
        let bands = distribution([-250_000, 0, 12_345].map(Fen::new)).unwrap();
        let words: Vec<String> = bands.iter().map(|band| band_words(Lang::En, band, Currency::Cny)).collect();
        let expected = [
            "−10,000 ～ −1,000",
            "−1,000 ～ −100",
            "−100 ～ −10",
            "−10 ～ 0",
            "the same",
            "0 ～ +10",
            "+10 ～ +100",
            "+100 ～ +1,000",
            "+1,000 ～ +10,000",
        ];
        assert_eq!(words, expected);
    }
}
