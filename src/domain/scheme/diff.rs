//! What changed from one scheme version to another: rule by rule in words, and line by line in the text.

use serde::Serialize;

use super::Scheme;
use super::outline::{Item, Line, Section, outline};
use crate::template::Words;

/// A section in which something changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionChange {
    /// Its name in the scheme file.
    pub key: &'static str,
    /// What people call it.
    pub title: Words,
    /// Whether rules that both versions have stand in another order, where the order is part of the rule.
    pub reordered: bool,
    /// What changed in it.
    pub items: Vec<ItemChange>,
}

/// A rule that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemChange {
    /// Its name in the scheme file.
    pub name: String,
    /// What people call it now, or called it before it was taken out.
    pub title: Words,
    /// What happened to it.
    pub change: Change,
    /// What it says differently; of a new or old rule all that it says.
    pub lines: Vec<LineChange>,
}

/// What happened to a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Only the newer version has it.
    Added,
    /// Only the older version has it.
    Removed,
    /// Both have it, and it says something else.
    Changed,
}

impl Change {
    /// The key in messages.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
        }
    }
}

/// One thing that a rule says, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LineChange {
    /// What it is about.
    pub label: Words,
    /// What the older version says.
    pub before: Option<Words>,
    /// What the newer version says.
    pub after: Option<Words>,
}

/// What changed in the rules; empty when both say the same (comments and the order of definitions do not count).
pub fn compare(older: &Scheme, newer: &Scheme) -> Vec<SectionChange> {
    let (before, after) = (outline(older), outline(newer));
    // A section that only one version has stands where that version has it.
    let old_only = before.iter().filter(|old| !after.iter().any(|new| new.key == old.key));
    let mut changes: Vec<SectionChange> = Vec::new();
    for section in after.iter().chain(old_only) {
        let old = before.iter().find(|old| old.key == section.key);
        let new = after.iter().find(|new| new.key == section.key);
        let change = compare_section(section, old.map_or(&[], |s| &s.items), new.map_or(&[], |s| &s.items));
        if change.reordered || !change.items.is_empty() {
            changes.push(change);
        }
    }
    changes
}

fn compare_section(section: &Section, before: &[Item], after: &[Item]) -> SectionChange {
    let mut items = Vec::new();
    for new in after {
        match before.iter().find(|old| old.name == new.name) {
            Some(old) => items.extend(compare_item(old, new)),
            None => items.push(whole(new, Change::Added)),
        }
    }
    let gone = before.iter().filter(|old| !after.iter().any(|new| new.name == old.name));
    items.extend(gone.map(|old| whole(old, Change::Removed)));
    let common = |all: &[Item], other: &[Item]| -> Vec<String> {
        let both = all.iter().filter(|item| other.iter().any(|one| one.name == item.name));
        both.map(|item| item.name.clone()).collect()
    };
    let reordered = section.ordered && common(before, after) != common(after, before);
    SectionChange { key: section.key, title: section.title.clone(), reordered, items }
}

/// All that a rule says, on one side.
fn whole(item: &Item, change: Change) -> ItemChange {
    let said = with_title(item).into_iter().map(|line| match change {
        Change::Removed => LineChange { label: line.label, before: Some(line.text), after: None },
        _ => LineChange { label: line.label, before: None, after: Some(line.text) },
    });
    let lines = said.skip(1).collect();
    ItemChange { name: item.name.clone(), title: item.title.clone(), change, lines }
}

/// The lines of an item with its heading first and its article last, so that these are compared as well.
fn with_title(item: &Item) -> Vec<Line> {
    let label = |zh: &str, en: &str| Words { zh: zh.to_owned(), en: en.to_owned() };
    let mut lines = vec![Line { label: label("名称", "Title"), text: item.title.clone() }];
    lines.extend(item.lines.iter().cloned());
    lines.extend(item.article.iter().map(|article| Line { label: label("依据", "Article"), text: article.clone() }));
    lines
}

fn compare_item(old: &Item, new: &Item) -> Option<ItemChange> {
    let (before, after) = (with_title(old), with_title(new));
    let text = |all: &[Line], label: &Words| all.iter().find(|line| line.label == *label).map(|line| line.text.clone());
    let mut lines: Vec<LineChange> = Vec::new();
    let gone = before.iter().filter(|line| text(&after, &line.label).is_none());
    for line in after.iter().chain(gone) {
        let change = LineChange {
            label: line.label.clone(),
            before: text(&before, &line.label),
            after: text(&after, &line.label),
        };
        // A scheme says its title twice, as heading and as line.
        if change.before != change.after && !lines.contains(&change) {
            lines.push(change);
        }
    }
    let (name, title) = (new.name.clone(), new.title.clone());
    (!lines.is_empty()).then_some(ItemChange { name, title, change: Change::Changed, lines })
}

/// A line of two texts laid over one another; numbers count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TextLine<'t> {
    /// Both texts have it.
    Same {
        /// Its number in the older text.
        old: usize,
        /// Its number in the newer text.
        new: usize,
        /// The line.
        text: &'t str,
    },
    /// Only the older text has it.
    Removed {
        /// Its number there.
        old: usize,
        /// The line.
        text: &'t str,
    },
    /// Only the newer text has it.
    Added {
        /// Its number there.
        new: usize,
        /// The line.
        text: &'t str,
    },
}

/// Above so many pairs of lines the middle of two texts is shown as taken out and put in, rather than compared.
const MOST_PAIRS: usize = 4_000_000;

/// Lays two texts over one another by their longest common sequence of lines.
pub fn lines<'t>(older: &'t str, newer: &'t str) -> Vec<TextLine<'t>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (older.lines().collect(), newer.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (old.get(head..).unwrap_or(&[]), new.get(head..).unwrap_or(&[]));
    let tail = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let middle = |rest: &'_ [&'t str]| rest.get(..rest.len().saturating_sub(tail)).unwrap_or(&[]).to_vec();
    let (old_middle, new_middle) = (middle(old_rest), middle(new_rest));
    let mut out = Vec::with_capacity(old.len().max(new.len()));
    let (mut at_old, mut at_new) = (0_usize, 0_usize);
    let mut step = |kind: Step, text: &'t str| {
        at_old = at_old.saturating_add(usize::from(kind != Step::Added));
        at_new = at_new.saturating_add(usize::from(kind != Step::Removed));
        out.push(match kind {
            Step::Same => TextLine::Same { old: at_old, new: at_new, text },
            Step::Removed => TextLine::Removed { old: at_old, text },
            Step::Added => TextLine::Added { new: at_new, text },
        });
    };
    old.iter().take(head).for_each(|text| step(Step::Same, text));
    for (kind, text) in merge(&old_middle, &new_middle) {
        step(kind, text);
    }
    old_rest.iter().skip(old_middle.len()).for_each(|text| step(Step::Same, text));
    out
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Same,
    Removed,
    Added,
}

/// The shortest way from one list of lines to another.
fn merge<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<(Step, &'t str)> {
    let removed = || old.iter().map(|text| (Step::Removed, *text));
    let added = || new.iter().map(|text| (Step::Added, *text));
    if old.is_empty() || new.is_empty() || old.len().saturating_mul(new.len()) > MOST_PAIRS {
        return removed().chain(added()).collect();
    }
    // longest[i][j]: the length of the longest common sequence of old[i..] and new[j..].
    let width = new.len().saturating_add(1);
    let mut longest = vec![0_u32; width.saturating_mul(old.len().saturating_add(1))];
    let place = |i: usize, j: usize| i.saturating_mul(width).saturating_add(j);
    let at = |longest: &[u32], i: usize, j: usize| longest.get(place(i, j)).copied().unwrap_or(0);
    for (i, left) in old.iter().enumerate().rev() {
        for (j, right) in new.iter().enumerate().rev() {
            let (below, beside) = (i.saturating_add(1), j.saturating_add(1));
            let best = if left == right {
                at(&longest, below, beside).saturating_add(1)
            } else {
                at(&longest, below, j).max(at(&longest, i, beside))
            };
            if let Some(cell) = longest.get_mut(place(i, j)) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j) = (0_usize, 0_usize);
    let mut steps = Vec::new();
    loop {
        match (old.get(i), new.get(j)) {
            (Some(left), Some(right)) if left == right => {
                steps.push((Step::Same, *left));
                (i, j) = (i.saturating_add(1), j.saturating_add(1));
            }
            (Some(left), right)
                if right.is_none() || at(&longest, i.saturating_add(1), j) >= at(&longest, i, j.saturating_add(1)) =>
            {
                steps.push((Step::Removed, *left));
                i = i.saturating_add(1);
            }
            (_, Some(right)) => {
                steps.push((Step::Added, *right));
                j = j.saturating_add(1);
            }
            _ => return steps,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = include_str!("../../schemes/cq-2022-19/1.toml");

    fn load(text: &str) -> Scheme {
        Scheme::load(text).unwrap()
    }

    #[test]
    fn a_version_does_not_differ_from_itself_nor_by_a_comment() {
        let scheme = load(TEXT);
        assert!(compare(&scheme, &scheme).is_empty());
        assert!(compare(&scheme, &load(&format!("# 另一条注释\n{TEXT}"))).is_empty());
    }

    #[test]
    fn a_changed_limit_is_told_from_what_to_what() {
        let newer = TEXT.replace("limit = \"3000万元\"", "limit = \"2000万元\"");
        assert_ne!(newer, TEXT);
        let changes = compare(&load(TEXT), &load(&newer));
        assert_eq!(changes.len(), 1, "{changes:?}");
        assert_eq!(changes[0].key, "cap");
        let item = &changes[0].items[0];
        assert_eq!((item.name.as_str(), item.change), ("firm_cap", Change::Changed));
        assert_eq!(item.lines.len(), 1);
        let (before, after) = (item.lines[0].before.as_ref().unwrap(), item.lines[0].after.as_ref().unwrap());
        assert_eq!((before.zh.as_str(), after.zh.as_str()), ("30,000,000.00", "20,000,000.00"));
        // Backwards it is the same change the other way round.
        let back = compare(&load(&newer), &load(TEXT));
        assert_eq!(back[0].items[0].lines[0].before.as_ref(), Some(after));
    }

    #[test]
    fn a_rule_that_comes_or_goes_is_told_wholly() {
        let cap = TEXT.split_at(TEXT.rfind("[[cap]]").unwrap()).1;
        let second = cap.replace("firm_cap", "second_cap");
        let more = load(&format!("{TEXT}\n{second}"));
        let gone = compare(&more, &load(TEXT));
        assert!(gone.iter().any(|s| s.items.iter().any(|i| i.name == "second_cap" && i.change == Change::Removed)));
        let come = compare(&load(TEXT), &more);
        let item = come.iter().flat_map(|s| &s.items).find(|i| i.name == "second_cap").unwrap();
        assert_eq!(item.change, Change::Added);
        assert!(item.lines.iter().all(|line| line.before.is_none() && line.after.is_some()));
    }

    #[test]
    fn the_lines_of_two_texts_can_be_put_together_again() {
        let pairs = [
            ("a\nb\nc", "a\nx\nc"),
            ("", "a\nb"),
            ("a\nb", ""),
            ("a\nb\nc\nd\ne", "b\nd\nf\ne"),
            ("a\na\nb\na", "a\nb\na\na"),
            ("same", "same"),
        ];
        for (old, new) in pairs {
            let laid = lines(old, new);
            let side = |newer: bool| {
                let texts = laid.iter().filter_map(|line| match line {
                    TextLine::Same { text, .. } => Some(*text),
                    TextLine::Removed { text, .. } => (!newer).then_some(*text),
                    TextLine::Added { text, .. } => newer.then_some(*text),
                });
                texts.collect::<Vec<_>>().join("\n")
            };
            assert_eq!((side(false).as_str(), side(true).as_str()), (old, new));
        }
        let laid = lines("a\nb\nc", "a\nx\nc");
        assert_eq!(laid.len(), 4);
        assert_eq!(laid[3], TextLine::Same { old: 3, new: 3, text: "c" });
    }
}
