//! What the authority fixes when it opens a call (`[[parameter]]`).

use toml::Spanned;

use super::{Checker, KindDoc, Known, document};
use crate::money::Exact;
use crate::scheme::formula::Name;
use crate::scheme::formula::value::{Val, read};
use crate::scheme::unit::Unit;
use crate::scheme::{FactSpec, Level, Parameter, text_value};
use crate::template::ColumnKind;

impl Checker<'_> {
    pub(super) fn parameters(&mut self, written: &[document::Parameter]) -> Vec<Parameter> {
        written.iter().enumerate().map(|(place, parameter)| self.parameter(place, parameter, written)).collect()
    }

    fn parameter(&mut self, place: usize, written: &document::Parameter, all: &[document::Parameter]) -> Parameter {
        let rule = self.rule(&written.name, written.zh.as_ref(), written.en.as_ref(), written.article.as_ref());
        let (kind, unit) = self.kind(&KindDoc {
            name: &written.name,
            kind: &written.kind,
            unit: written.unit.as_ref(),
            list: written.list.as_ref(),
            choices: written.choices.as_ref(),
            longest: written.longest,
        });
        self.declare(&written.name, Known { name: Name::Parameter(place), unit, level: Level::Firm, used: false });
        let at = written.name.span().start;
        let default = written.default.as_ref().and_then(|default| {
            let value = text_value::read(&kind, self.currency, default.get_ref());
            value.map_err(|refusal| self.problems.note(default.span().start, refusal)).ok()
        });
        let at_least = self.parameter_bound(&kind, unit, "at_least", written.at_least.as_ref());
        let at_most = self.parameter_bound(&kind, unit, "at_most", written.at_most.as_ref());
        let hint = written.hint.as_ref().map(|hint| self.words(at, written.name.get_ref(), hint));
        let required = default.is_none();
        if let Some(first) = &written.not_before {
            let dates = all.iter().filter(|other| other.kind.get_ref() == "date").map(|d| &d.name);
            self.follows(&written.name, &kind, first, &dates.collect::<Vec<_>>());
        }
        let not_before = written.not_before.as_ref().map(|first| first.get_ref().clone());
        let spec = FactSpec {
            name: rule.name,
            title: rule.title,
            hint,
            article: rule.article,
            kind,
            required,
            at_least: None,
            at_most: None,
            not_before,
        };
        let parameter = Parameter { spec, default, at_least, at_most };
        if let (Some(default), Some(written)) = (&parameter.default, &written.default)
            && let Err(refusal) = parameter.check(default)
        {
            self.problems.note(written.span().start, refusal);
        }
        parameter
    }

    pub(super) fn parameter_bound(
        &mut self,
        kind: &ColumnKind,
        unit: Unit,
        field: &str,
        written: Option<&Spanned<String>>,
    ) -> Option<Exact> {
        let written = written?;
        if !unit.is_quantity() {
            self.unknown(written, field, written.get_ref(), "kind = money, rate, count");
            return None;
        }
        match text_value::read(kind, self.currency, written.get_ref()) {
            Ok(value) => match read(&value) {
                Ok(Val::Number(bound)) => Some(bound),
                _ => None,
            },
            Err(refusal) => {
                self.problems.note(written.span().start, refusal);
                None
            }
        }
    }
}
