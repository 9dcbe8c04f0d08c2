//! Adjustments (`[[cap]]`): limits, minima, deductions and roundings, each with its scope and its bound stated.

use toml::Spanned;

use super::{Checker, document};
use crate::refusal::{Code, Refusal};
use crate::scheme::formula::Formula;
use crate::scheme::problem::text;
use crate::scheme::unit::Unit;
use crate::scheme::{Cap, CapKind, Level};

impl Checker<'_> {
    pub(super) fn cap(&mut self, cap: &document::Cap, components: &[document::Component]) -> Option<Cap> {
        let rule = self.rule(&cap.name, cap.zh.as_ref(), cap.en.as_ref(), cap.article.as_ref());
        let scope = self.level(&cap.name, "scope", cap.scope.as_ref(), true);
        let kind = self.cap_kind(cap);
        let over = self.over(cap, components);
        let (scope, kind) = (scope?, kind?);
        let limit = match kind {
            CapKind::Clamp | CapKind::Cliff { .. } | CapKind::Minimum { .. } => {
                Some(self.sum_of_cap(cap, "limit", cap.limit.as_ref(), scope)?)
            }
            CapKind::Deduct => Some(self.sum_of_cap(cap, "amount", cap.amount.as_ref(), scope)?),
            CapKind::Round(_) => None,
        };
        Some(Cap { rule, scope, over, limit, kind })
    }

    fn cap_kind(&mut self, cap: &document::Cap) -> Option<CapKind> {
        let at = cap.name.span().start;
        let Some(kind) = &cap.kind else {
            self.missing(at, cap.name.get_ref(), "kind");
            return None;
        };
        let word = kind.get_ref().as_str();
        let fits: &[&str] = match word {
            "clamp" => &["limit"],
            "cliff" | "minimum" => &["limit", "inclusive"],
            "deduct" => &["amount"],
            "round" => &["round"],
            found => {
                self.unknown(kind, "kind", found, "clamp, cliff, minimum, deduct, round");
                return None;
            }
        };
        let given = [
            ("limit", cap.limit.is_some()),
            ("inclusive", cap.inclusive.is_some()),
            ("amount", cap.amount.is_some()),
            ("round", cap.round.is_some()),
        ];
        if let Some((field, _)) = given.iter().find(|(field, given)| *given && !fits.contains(field)) {
            self.unknown(kind, field, word, &fits.join(", "));
            return None;
        }
        match word {
            "clamp" => Some(CapKind::Clamp),
            "deduct" => Some(CapKind::Deduct),
            "round" => self.rounding(at, cap.name.get_ref(), cap.round.as_ref()).map(CapKind::Round),
            _ => {
                let Some(inclusive) = cap.inclusive else {
                    let bound = cap.limit.as_ref().map_or("limit", |limit| limit.get_ref());
                    let refusal = Refusal::new(Code::SchemeBoundFlag)
                        .with("name", text(cap.name.get_ref()))
                        .with("bound", text(bound))
                        .with("field", text("inclusive"));
                    self.problems.note(at, refusal);
                    return None;
                };
                Some(if word == "cliff" { CapKind::Cliff { inclusive } } else { CapKind::Minimum { inclusive } })
            }
        }
    }

    fn over(&mut self, cap: &document::Cap, components: &[document::Component]) -> Vec<usize> {
        let mut over = Vec::new();
        for name in &cap.over {
            match components.iter().position(|part| part.name.get_ref() == name.get_ref()) {
                Some(place) if !over.contains(&place) => over.push(place),
                Some(_) => self.problems.name(name.span().start, Code::SchemeNameTwice, name.get_ref()),
                None => {
                    let known: Vec<_> = components.iter().map(|part| part.name.get_ref().as_str()).collect();
                    self.unknown(name, "over", name.get_ref(), &known.join(", "));
                }
            }
        }
        if cap.over.is_empty() {
            self.missing(cap.name.span().start, cap.name.get_ref(), "over");
        }
        over
    }

    fn sum_of_cap(
        &mut self,
        cap: &document::Cap,
        field: &str,
        written: Option<&Spanned<String>>,
        scope: Level,
    ) -> Option<Formula> {
        let Some(written) = written else {
            self.missing(cap.name.span().start, cap.name.get_ref(), field);
            return None;
        };
        let formula = self.compiled(written, scope, false)?;
        self.result(written, &formula, Unit::MONEY);
        Some(formula)
    }
}
