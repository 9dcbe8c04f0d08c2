//! Classifications: a value of the line that is a word of its own list, by the first condition that holds.

use std::collections::BTreeMap;

use toml::Spanned;

use super::{Checker, document};
use crate::refusal::Code;
use crate::scheme::formula::{Constant, Node, NodeKind};
use crate::scheme::unit::Unit;
use crate::template::Choice;

impl Checker<'_> {
    /// Writes every classification as a step whose formula is a chain of `if`; which of the steps are such, and with
    /// which list of words.
    pub(super) fn classifications(&mut self, document: &mut document::Document) -> BTreeMap<usize, usize> {
        let mut lists = BTreeMap::new();
        for written in std::mem::take(&mut document.classification) {
            if let Some((step, list)) = self.classification(written) {
                lists.insert(document.step.len(), list);
                document.step.push(step);
            }
        }
        lists
    }

    fn classification(&mut self, written: document::Classification) -> Option<(document::Step, usize)> {
        self.distinct(written.classes.iter().map(|class| &class.key));
        let mut choices = Vec::new();
        for class in &written.classes {
            self.well_named(&class.key);
            let title = self.texts(class.key.span().start, class.key.get_ref(), class.zh.as_ref(), class.en.as_ref());
            let key = class.key.get_ref().clone();
            choices.push(Choice { key, zh: title.zh, en: title.en, aliases: Vec::new() });
        }
        let Some((last, first)) = written.classes.split_last().filter(|(_, first)| !first.is_empty()) else {
            self.missing(written.name.span().start, written.name.get_ref(), "classes");
            return None;
        };
        // A line that meets no condition would have no class; a class after one without a condition is never reached.
        if let Some(open) = last.when.as_ref().map(|_| last).or(first.iter().find(|class| class.when.is_none())) {
            self.problems.name(open.key.span().start, Code::SchemeClassOpen, open.key.get_ref());
            return None;
        }
        let chain = first.iter().rev().fold(format!("'{}'", last.key.get_ref()), |rest, class| {
            let when = class.when.as_ref().map_or("", |when| when.get_ref().as_str());
            format!("if(({when}), '{}', {rest})", class.key.get_ref())
        });
        let place = first.iter().find_map(|class| class.when.as_ref()).map_or(written.name.span(), Spanned::span);
        let step = document::Step {
            name: written.name,
            zh: written.zh,
            en: written.en,
            article: written.article,
            formula: Spanned::new(place, chain),
            round: None,
        };
        Some((step, self.list(choices)))
    }
}

/// Makes the texts at the ends of a chain words of a list.
pub(super) fn into_words(node: &mut Node, list: usize) {
    if let NodeKind::If(_, yes, no) = &mut node.kind {
        into_words(yes, list);
        into_words(no, list);
    }
    if matches!(node.kind, NodeKind::If(..) | NodeKind::Constant(Constant::Text(_))) {
        node.unit = Unit::Choice(list);
    }
}
