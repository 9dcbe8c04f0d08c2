//! How small and how large a value can be, and which day may not lie before which (`at_least`, `at_most`, `not_before`).

use toml::Spanned;

use super::{Bounds, Checker};
use crate::money::Exact;
use crate::refusal::{Code, Fact, Refusal};
use crate::scheme::formula::value::{Val, read};
use crate::scheme::problem::text;
use crate::scheme::unit::Unit;
use crate::template::{ColumnKind, Value, bound_words};

/// The bounds of a column or a fact as they are written.
pub(super) struct Written<'d> {
    name: &'d Spanned<String>,
    at_least: Option<&'d Spanned<String>>,
    at_most: Option<&'d Spanned<String>>,
}

impl<'d> Written<'d> {
    pub(super) const fn new(
        name: &'d Spanned<String>,
        at_least: Option<&'d Spanned<String>>,
        at_most: Option<&'d Spanned<String>>,
    ) -> Self {
        Self { name, at_least, at_most }
    }
}

impl Checker<'_> {
    /// The bounds of a value. A rate or a number must state both: one wrong place of the point pays ten times as much.
    pub(super) fn bounds_of(
        &mut self,
        kind: &ColumnKind,
        unit: Unit,
        written: &Written<'_>,
    ) -> (Option<Exact>, Option<Exact>) {
        let asked = matches!(kind, ColumnKind::Rate { .. } | ColumnKind::Count);
        if asked && self.bounds == Bounds::Stated {
            for (field, given) in [("at_least", written.at_least), ("at_most", written.at_most)] {
                if given.is_none() {
                    self.missing(written.name.span().start, written.name.get_ref(), field);
                }
            }
        }
        let mut least = self.parameter_bound(kind, unit, "at_least", written.at_least);
        let mut most = self.parameter_bound(kind, unit, "at_most", written.at_most);
        if matches!(kind, ColumnKind::Rate { .. }) && self.bounds == Bounds::Implied {
            least = least.or(Some(Exact::ZERO));
            most = most.or(Some(Exact::ONE));
        }
        if let (Some(low), Some(high), Some(at)) = (least, most, written.at_most)
            && high < low
        {
            self.unknown(at, "at_most", at.get_ref(), &format!("≥ {}", bound_words(kind, self.currency, least)));
        }
        (least, most)
    }

    /// Refuses the value of an empty cell that its own column would refuse.
    pub(super) fn default_within(
        &mut self,
        value: &Value,
        (least, most): (Option<Exact>, Option<Exact>),
        kind: &ColumnKind,
        written: &Spanned<String>,
    ) {
        let Ok(Val::Number(number)) = read(value) else { return };
        if least.is_none_or(|least| number >= least) && most.is_none_or(|most| number <= most) {
            return;
        }
        let words = |bound| Fact::Text(bound_words(kind, self.currency, bound));
        let refusal = Refusal::new(Code::ValueBounds)
            .with("value", text(written.get_ref()))
            .with("least", words(least))
            .with("most", words(most));
        self.problems.note(written.span().start, refusal);
    }

    /// Checks `not_before`: a day, and the name of another one.
    pub(super) fn follows(
        &mut self,
        own: &Spanned<String>,
        kind: &ColumnKind,
        first: &Spanned<String>,
        dates: &[&Spanned<String>],
    ) {
        let known = dates.iter().filter(|date| date.get_ref() != own.get_ref());
        let known: Vec<&str> = known.map(|date| date.get_ref().as_str()).collect();
        if *kind != ColumnKind::Date || !known.contains(&first.get_ref().as_str()) {
            self.unknown(first, "not_before", first.get_ref(), &known.join(", "));
        }
    }
}
