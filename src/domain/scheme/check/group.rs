//! Groups of lines (`[[group]]`): what they go by, and which values reach into which group.

use super::{Checker, Document, Known, document};
use crate::refusal::Code;
use crate::scheme::formula::Name;
use crate::scheme::unit::Unit;
use crate::scheme::{Group, Level, Order};

impl Checker<'_> {
    /// Notes the names of the groups, so that `per` and `scope` can use them, and the column of enterprises.
    pub(super) fn group_names(&mut self, document: &Document) {
        self.distinct(document.group.iter().map(|group| &group.name));
        for group in &document.group {
            self.well_named(&group.name);
            if matches!(group.name.get_ref().as_str(), "line" | "enterprise" | "firm") {
                self.problems.name(group.name.span().start, Code::SchemeNameMalformed, group.name.get_ref());
            }
            let by = group.by.iter().map(|name| name.get_ref().clone()).collect();
            self.groups.push((group.name.get_ref().clone(), by));
        }
        self.enterprise.clone_from(document.beneficiary.get_ref().uscc.get_ref());
    }

    /// Whether all lines of one thing at level `own` belong to one thing at level `named`.
    pub(super) fn is_within(&self, own: Level, named: Level) -> bool {
        let by = |level| match level {
            Level::Enterprise => Some(std::slice::from_ref(&self.enterprise)),
            Level::Group(place) => self.groups.get(place).map(|(_, by)| by.as_slice()),
            Level::Firm | Level::Line => None,
        };
        match (by(own), by(named)) {
            (Some(own), Some(named)) => named.iter().all(|name| own.contains(name)),
            _ => false,
        }
    }

    pub(super) fn group(&mut self, group: &document::Group) -> Option<Group> {
        let at = group.name.span().start;
        let title = self.texts(at, group.name.get_ref(), group.zh.as_ref(), group.en.as_ref());
        let mut by = Vec::new();
        for name in &group.by {
            match self.names.get_mut(name.get_ref()) {
                Some(Known { name: found @ (Name::Column(_) | Name::Step(_)), used, .. }) => {
                    *used = true;
                    by.push(*found);
                }
                _ => {
                    let of_lines = self.names.iter().filter(|(_, known)| known.level == Level::Line);
                    let allowed: Vec<_> = of_lines.map(|(name, _)| name.as_str()).collect();
                    self.unknown(name, "by", name.get_ref(), &allowed.join(", "));
                }
            }
        }
        if group.by.is_empty() {
            self.missing(at, group.name.get_ref(), "by");
        }
        Some(Group { name: group.name.get_ref().clone(), title, by })
    }

    /// Lines are put together before anything is summed, so a group cannot go by a step that needs a sum.
    pub(super) fn groups_come_first(&mut self, written: &[document::Group], groups: &[Group], order: &Order) {
        for (group, written) in groups.iter().zip(written) {
            let late = |name: &Name| match name {
                Name::Step(place) => order.steps.iter().any(|(step, pass)| step == place && *pass > 0),
                _ => false,
            };
            if let Some(place) = group.by.iter().position(late)
                && let Some(name) = written.by.get(place)
            {
                self.problems.name(name.span().start, Code::SchemeGroupLate, name.get_ref());
            }
        }
    }

    /// Names that every scheme has.
    pub(super) fn built_in(&mut self) {
        let known = Known { name: Name::FiledOn, unit: Unit::Date, level: Level::Firm, used: true };
        self.names.insert("filed_on".to_owned(), known);
    }
}
