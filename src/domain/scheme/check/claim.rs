//! What a scheme says of a second claim of a contract (`[claim]`).

use toml::Spanned;

use super::{Checker, document};
use crate::claim::{Repeat, Rule};
use crate::money::Exact;
use crate::refusal::Code;
use crate::template::{ColumnKind, Template};

/// Longest name of a direction.
const LONGEST: usize = 40;

impl Checker<'_> {
    pub(super) fn claim(&mut self, written: &Spanned<document::Claim>, template: &Template) -> Option<Rule> {
        let at = written.span().start;
        let claim = written.get_ref();
        let name = Spanned::new(written.span(), "claim".to_owned());
        let article = self.article(&name, claim.article.as_ref());
        let repeat = match claim.repeat.as_ref().map(|word| (word, word.get_ref().as_str())) {
            None | Some((_, "never")) => Some(Repeat::Never),
            Some((_, "other_days")) => {
                // Without its dates nobody knows which days of a contract are taken.
                for column in ["starts", "ends"] {
                    let is_day = template.columns.iter().any(|c| c.name == column && c.kind == ColumnKind::Date);
                    if !is_day {
                        self.missing(at, "claim", column);
                    }
                }
                Some(Repeat::OtherDays)
            }
            Some((word, found)) => {
                self.unknown(word, "repeat", found, "never, other_days");
                None
            }
        };
        let direction = claim.direction.as_ref().map_or_else(String::new, |word| {
            let text = word.get_ref().as_str();
            let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            if text.is_empty() || text.len() > LONGEST || !text.chars().all(good) {
                self.problems.name(word.span().start, Code::SchemeNameMalformed, text);
            }
            text.to_owned()
        });
        let share = match &claim.share {
            None => None,
            Some(column) => Some(self.share(column, template)?),
        };
        Some(Rule { article, repeat: repeat?, direction, share })
    }

    /// The column of the share, which is at most the whole contract.
    fn share(&mut self, column: &Spanned<String>, template: &Template) -> Option<usize> {
        let is_rate =
            |place: &usize| template.columns.get(*place).is_some_and(|c| matches!(c.kind, ColumnKind::Rate { .. }));
        let Some(place) = template.position(column.get_ref()).filter(is_rate) else {
            let rates = template.columns.iter().filter(|c| matches!(c.kind, ColumnKind::Rate { .. }));
            let allowed: Vec<_> = rates.map(|c| c.name.as_str()).collect();
            self.unknown(column, "share", column.get_ref(), &allowed.join(", "));
            return None;
        };
        let most = template.columns.get(place).and_then(|c| c.at_most);
        if most.is_none_or(|most| most > Exact::ONE) {
            let found = most.map_or_else(|| "—".to_owned(), |most| crate::money::text::percent(most, 6));
            self.unknown(column, "at_most", &found, "100%");
        }
        Some(place)
    }
}
