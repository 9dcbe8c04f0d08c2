//! What all applications of a call share: pools (`[[pool]]`), the budget (`[budget]`), and who pays (`[[payer]]`).

use toml::Spanned;

use super::{Checker, Known, document};
use crate::refusal::{Code, Refusal};
use crate::scheme::formula::{Formula, Name};
use crate::scheme::problem::text;
use crate::scheme::unit::Unit;
use crate::scheme::{Budget, Division, Figure, Level, Payer, Pool, Step};

impl Checker<'_> {
    pub(super) fn pool_names(&mut self, pools: &[document::Pool]) {
        for (place, pool) in pools.iter().enumerate() {
            let known = Known { name: Name::Pool(place), unit: Unit::MONEY, level: Level::Firm, used: false };
            self.declare(&pool.name, known);
        }
    }

    pub(super) fn pool(&mut self, pool: &document::Pool) -> Option<Pool> {
        let rule = self.rule(&pool.name, pool.zh.as_ref(), pool.en.as_ref(), pool.article.as_ref());
        let method = match pool.method.as_ref().map(|method| (method, method.get_ref().as_str())) {
            Some((_, "largest_remainder")) => Some(Division::LargestRemainder),
            Some((_, "floor")) => Some(Division::Floor),
            Some((_, "half_up")) => Some(Division::HalfUp),
            Some((method, found)) => {
                self.unknown(method, "method", found, "largest_remainder, floor, half_up");
                None
            }
            None => {
                self.missing(pool.name.span().start, &rule.name, "method");
                None
            }
        };
        let unit = self.division_unit(pool.name.span().start, &rule.name, pool.unit.as_ref());
        let amount = self.fixed_amount(&pool.amount);
        let weight = self.compiled(&pool.weight, Level::Firm, false)?;
        if !weight.root.unit.is_quantity() {
            self.result(&pool.weight, &weight, Unit::MONEY);
        }
        Some(Pool { rule, amount: amount?, weight, unit: unit?, method: method? })
    }

    /// An amount that is the same for all applications: from parameters and written values only.
    fn fixed_amount(&mut self, written: &Spanned<String>) -> Option<Formula> {
        let formula = self.compiled(written, Level::Firm, false)?;
        self.result(written, &formula, Unit::MONEY);
        if formula.names().iter().any(|name| !matches!(name, Name::Parameter(_))) {
            let refusal = Refusal::new(Code::SchemeCallAmount).with("formula", text(&formula.text));
            self.problems.note(written.span().start, refusal);
        }
        Some(formula)
    }

    fn division_unit(
        &mut self,
        at: usize,
        owner: &str,
        written: Option<&Spanned<String>>,
    ) -> Option<crate::money::Fen> {
        let unit = written.and_then(|unit| self.minor_units(unit.get_ref()));
        if unit.is_none() {
            self.problems.name(at, Code::SchemeRoundingMissing, owner);
        }
        unit
    }

    pub(super) fn budget(&mut self, written: &Spanned<document::Budget>) -> Option<Budget> {
        let at = written.span().start;
        let budget = written.get_ref();
        let name = Spanned::new(written.span(), "budget".to_owned());
        let rule = self.rule(&name, budget.zh.as_ref(), budget.en.as_ref(), budget.article.as_ref());
        let before_caps = match budget.order.as_ref().map(|order| (order, order.get_ref().as_str())) {
            Some((_, "after_caps")) => Some(false),
            Some((_, "before_caps")) => Some(true),
            Some((order, found)) => {
                self.unknown(order, "order", found, "after_caps, before_caps");
                None
            }
            None => {
                self.missing(at, "budget", "order");
                None
            }
        };
        let unit = self.division_unit(at, "budget", budget.unit.as_ref());
        let amount = self.fixed_amount(&budget.amount);
        Some(Budget { rule, amount: amount?, before_caps: before_caps?, unit: unit? })
    }

    /// The weight of a pool is needed before any share is known, so nothing behind it may use a share.
    pub(super) fn pools_stand_alone(
        &mut self,
        written: &[document::Pool],
        pools: &[Pool],
        steps: &[Option<Step>],
        figures: &[Option<Figure>],
    ) {
        for (pool, written) in pools.iter().zip(written) {
            let mut open = pool.weight.names();
            let mut seen = Vec::new();
            while let Some(name) = open.pop() {
                if seen.contains(&name) {
                    continue;
                }
                seen.push(name);
                let formula = match name {
                    Name::Step(place) => steps.get(place).and_then(Option::as_ref).map(|step| &step.formula),
                    Name::Figure(place) => figures.get(place).and_then(Option::as_ref).map(|figure| &figure.formula),
                    Name::Pool(_) => {
                        self.problems.name(written.weight.span().start, Code::SchemeCycle, &pool.rule.name);
                        break;
                    }
                    _ => None,
                };
                if let Some(formula) = formula {
                    open.extend(formula.names());
                    open.extend(formula.aggregated_names());
                }
            }
        }
    }

    pub(super) fn payers(&mut self, payers: &[document::Payer]) -> Vec<Payer> {
        self.distinct(payers.iter().map(|payer| &payer.name));
        let one = |payer: &document::Payer| {
            self.well_named(&payer.name);
            let at = payer.name.span().start;
            let title = self.texts(at, payer.name.get_ref(), payer.zh.as_ref(), payer.en.as_ref());
            Payer { name: payer.name.get_ref().clone(), title }
        };
        payers.iter().map(one).collect()
    }

    /// Who bears a component; where the scheme names payers, every component names one of them.
    #[expect(clippy::option_option, reason = "outside: whether the file is right; inside: whether there are payers")]
    pub(super) fn payer(&mut self, part: &document::Component, payers: &[Payer]) -> Option<Option<usize>> {
        let known = || payers.iter().map(|payer| payer.name.as_str()).collect::<Vec<_>>().join(", ");
        match &part.payer {
            None if payers.is_empty() => Some(None),
            None => {
                self.missing(part.name.span().start, part.name.get_ref(), "payer");
                None
            }
            Some(payer) => {
                let place = payers.iter().position(|known| known.name == *payer.get_ref());
                if place.is_none() {
                    self.unknown(payer, "payer", payer.get_ref(), &known());
                }
                Some(Some(place?))
            }
        }
    }
}
