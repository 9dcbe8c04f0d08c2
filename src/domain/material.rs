//! What an application carries beside its schedule (材料清单). The list is a term of the call and not of the scheme: the scheme is the
//! law of the amounts, sealed with its hash and proved on its cases, while an authority says anew in each notice which papers it wants,
//! and two calls under one version may want different ones. What firms were told when they began does not change: a call that was
//! applied to keeps its list, as it keeps its other terms.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::document::Kind;
use crate::refusal::{Code, Fact, Refusal};
use crate::role::text_enum;

text_enum! {
    /// When a material is demanded.
    Demand {
        /// Of every application.
        Always = "always",
        /// Of an application that earns something by one of some parts of the programme.
        Parts = "parts",
        /// Of none; a firm may add it.
        Optional = "optional",
    }
}

/// One entry of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// What it is known by: small letters, digits and `_`.
    pub key: String,
    /// What people call it, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
    /// The kind of document that it is: what it may be, who sees it, how long it is kept.
    pub kind: Kind,
    /// When it is demanded.
    pub demand: Demand,
    /// The parts of the programme that demand it: components of the scheme by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
}

/// How many entries a list has at most: more than any notice that was read, and a page that a person can still read.
pub const MOST: usize = 40;
/// How many files an application carries at most.
pub const MOST_FILES: usize = 500;
/// Letters of a name.
const NAME: usize = 120;
/// Letters of a note.
pub const NOTE: usize = 300;

impl Material {
    /// Whether an application is asked for it that earns something by these parts.
    pub fn is_demanded(&self, earning: &[&str]) -> bool {
        match self.demand {
            Demand::Always => true,
            Demand::Parts => self.parts.iter().any(|part| earning.contains(&part.as_str())),
            Demand::Optional => false,
        }
    }

    /// The refusal of an application without it.
    pub fn missing(&self) -> Refusal {
        Refusal::new(Code::MaterialMissing).with("material", Fact::Words(self.zh.clone(), self.en.clone()))
    }

    fn against(&self, place: usize, components: &[&str]) -> Vec<Refusal> {
        let at = |code: Code, field: &str| Refusal::new(code).at_field(&field_of(place, field));
        let mut wrong = Vec::new();
        let letters = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if self.key.is_empty() || self.key.len() > 40 || !self.key.bytes().all(letters) {
            wrong.push(at(Code::MaterialKey, "key"));
        }
        for (field, text) in [("zh", &self.zh), ("en", &self.en)] {
            if text.trim().is_empty() {
                wrong.push(at(Code::FieldRequired, field));
            } else if text.chars().count() > NAME {
                let max = i64::try_from(NAME).unwrap_or(i64::MAX);
                wrong.push(at(Code::TextTooLong, field).with("max", Fact::Count(max)));
            }
        }
        if !self.kind.is_of_application() {
            wrong.push(at(Code::MaterialKind, "kind"));
        }
        let unknown = self.parts.iter().any(|part| !components.contains(&part.as_str()));
        if unknown || (self.demand == Demand::Parts) == self.parts.is_empty() {
            wrong.push(at(Code::MaterialPart, "demand"));
        }
        wrong
    }
}

/// The name of a field of an entry, as forms and refusals call it.
pub fn field_of(place: usize, field: &str) -> String {
    format!("material.{place}.{field}")
}

/// Everything that speaks against a list under a scheme with these components.
pub fn against(list: &[Material], components: &[&str]) -> Vec<Refusal> {
    if list.len() > MOST {
        let most = i64::try_from(MOST).unwrap_or(i64::MAX);
        return vec![Refusal::new(Code::MaterialsTooMany).with("max", Fact::Count(most))];
    }
    let mut seen = BTreeSet::new();
    let mut wrong = Vec::new();
    for (place, material) in list.iter().enumerate() {
        wrong.extend(material.against(place, components));
        if !material.key.is_empty() && !seen.insert(material.key.as_str()) {
            wrong.push(Refusal::new(Code::MaterialTwice).at_field(&field_of(place, "key")));
        }
    }
    wrong
}

/// What is demanded of an application that earns something by these parts, and is not there.
pub fn missing<'m>(list: &'m [Material], there: &BTreeSet<&str>, earning: &[&str]) -> Vec<&'m Material> {
    list.iter().filter(|material| material.is_demanded(earning) && !there.contains(material.key.as_str())).collect()
}

/// How a paper stands between the last signature and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// Both carried it, or there was only one.
    Kept,
    /// It came with the last one.
    Came,
    /// It went with the last one.
    Went,
}

/// Whether a signature of an instant carries a paper.
pub fn carried_at(signed: DateTime<Utc>, attached: DateTime<Utc>, removed: Option<DateTime<Utc>>) -> bool {
    attached <= signed && removed.is_none_or(|removed| removed > signed)
}

/// How a paper stands by the signatures of a case, in their order; none for what neither of the last two carried.
pub fn since(signings: &[DateTime<Utc>], attached: DateTime<Utc>, removed: Option<DateTime<Utc>>) -> Option<Since> {
    let carried = |signed: &DateTime<Utc>| carried_at(*signed, attached, removed);
    let (last, before) = signings.split_last()?;
    match (carried(last), before.last().map(carried)) {
        (true, None | Some(true)) => Some(Since::Kept),
        (true, Some(false)) => Some(Since::Came),
        (false, Some(true)) => Some(Since::Went),
        (false, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn material(key: &str, demand: Demand, parts: &[&str]) -> Material {
        Material {
            key: key.to_owned(),
            zh: "合同".to_owned(),
            en: "Contracts".to_owned(),
            kind: Kind::ContractPaper,
            demand,
            parts: parts.iter().map(|part| (*part).to_owned()).collect(),
        }
    }

    fn codes(list: &[Material]) -> Vec<(Code, String)> {
        against(list, &["fee", "loss"]).into_iter().map(|r| (r.code, r.field.unwrap_or_default())).collect()
    }

    #[test]
    fn a_list_names_each_thing_once_and_only_what_there_is() {
        let good = [
            material("contracts", Demand::Always, &[]),
            material("losses", Demand::Parts, &["loss"]),
            material("other", Demand::Optional, &[]),
        ];
        assert_eq!(codes(&good), []);
        assert_eq!(codes(&[]), []);
        let one = |material: Material| codes(&[material]);
        let at = |code, field: &str| vec![(code, format!("material.0.{field}"))];
        assert_eq!(one(material("Contracts", Demand::Always, &[])), at(Code::MaterialKey, "key"));
        assert_eq!(one(material("", Demand::Always, &[])), at(Code::MaterialKey, "key"));
        assert_eq!(one(material(&"a".repeat(41), Demand::Always, &[])), at(Code::MaterialKey, "key"));
        assert_eq!(one(material("a", Demand::Parts, &["unknown"])), at(Code::MaterialPart, "demand"));
        assert_eq!(one(material("a", Demand::Parts, &[])), at(Code::MaterialPart, "demand"));
        assert_eq!(one(material("a", Demand::Always, &["fee"])), at(Code::MaterialPart, "demand"));
        let plain = || material("a", Demand::Always, &[]);
        assert_eq!(one(Material { en: "  ".to_owned(), ..plain() }), at(Code::FieldRequired, "en"));
        assert_eq!(one(Material { zh: "字".repeat(121), ..plain() }), at(Code::TextTooLong, "zh"));
        assert_eq!(one(Material { zh: "字".repeat(120), ..plain() }), []);
        assert_eq!(one(Material { kind: Kind::BudgetDocument, ..plain() }), at(Code::MaterialKind, "kind"));
        assert_eq!(codes(&[plain(), plain()]), [(Code::MaterialTwice, "material.1.key".to_owned())]);
        let many: Vec<Material> = (0..=MOST).map(|n| material(&format!("m{n}"), Demand::Always, &[])).collect();
        assert_eq!(codes(&many), [(Code::MaterialsTooMany, String::new())]);
        assert_eq!(codes(many.get(..MOST).unwrap()), []);
    }

    #[test]
    fn a_part_demands_its_papers_only_of_who_earns_by_it() {
        let list = [
            material("contracts", Demand::Always, &[]),
            material("losses", Demand::Parts, &["loss", "recovery"]),
            material("other", Demand::Optional, &[]),
        ];
        let keys = |there: &[&str], earning: &[&str]| -> Vec<String> {
            let there = there.iter().copied().collect();
            missing(&list, &there, earning).into_iter().map(|m| m.key.clone()).collect()
        };
        assert_eq!(keys(&[], &[]), ["contracts"]);
        assert_eq!(keys(&[], &["loss"]), ["contracts", "losses"]);
        assert_eq!(keys(&["contracts"], &["recovery"]), ["losses"]);
        assert_eq!(keys(&["contracts", "losses"], &["loss"]), [""; 0]);
        assert_eq!(keys(&["contracts"], &["fee"]), [""; 0]);
    }

    #[test]
    fn a_paper_is_marked_by_the_last_two_signatures() {
        let at = |minute: u32| format!("2026-03-09T08:{minute:02}:00Z").parse::<DateTime<Utc>>().unwrap();
        let of = |signed: &[u32], attached: u32, removed: Option<u32>| {
            let signed: Vec<_> = signed.iter().map(|minute| at(*minute)).collect();
            since(&signed, at(attached), removed.map(at))
        };
        assert_eq!(of(&[], 1, None), None, "nothing is signed");
        assert_eq!(of(&[10], 1, None), Some(Since::Kept));
        assert_eq!(of(&[10], 10, None), Some(Since::Kept));
        assert_eq!(of(&[10], 11, None), None, "added for a correction that is not signed");
        assert_eq!(of(&[10], 1, Some(5)), None, "taken away before anybody signed");
        assert_eq!(of(&[10], 1, Some(15)), Some(Since::Kept), "taken away for a correction that is not signed");
        assert_eq!(of(&[10, 20], 1, None), Some(Since::Kept));
        assert_eq!(of(&[10, 20], 11, None), Some(Since::Came));
        assert_eq!(of(&[10, 20], 1, Some(15)), Some(Since::Went));
        assert_eq!(of(&[10, 20], 11, Some(15)), None);
        assert_eq!(of(&[10, 20, 30], 1, Some(15)), None, "it went long ago");
        assert_eq!(of(&[10, 20, 30], 11, None), Some(Since::Kept));
    }

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let list = vec![material("a", Demand::Always, &[]), material("b", Demand::Parts, &["fee"])];
        let text = serde_json::to_string(&list).unwrap();
        assert!(!text.contains("\"parts\":[]"), "{text}");
        assert_eq!(serde_json::from_str::<Vec<Material>>(&text).unwrap(), list);
        assert!(serde_json::from_str::<Vec<Material>>(&text.replace("always", "sometimes")).is_err());
    }
}
