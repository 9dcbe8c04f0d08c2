//! A registry that answers over HTTP in JSON: what is asked of it, and where in its answer things stand. No program is
//! written for a registry; its contract is written down as a [`Registry`], and [`read`] reads by it.
//!
//! Basis: credit.md C6 "HTTP JSON". In JSON such a contract looks like this:
//!
//! ```json
//! {
//!   "url": "https://registry.example/defaulters?code={code}",
//!   "header": { "name": "X-Api-Key", "env": "XINBU_COURT_KEY" },
//!   "kind": "COURT_DEFAULTER",
//!   "list": "/data/rows",
//!   "count": "/data/total",
//!   "none": { "at": "/data/total", "is": 0 },
//!   "echo": "/query/code",
//!   "as_of": "/answeredAt",
//!   "fields": {
//!     "subject_name": "/name", "authority": "/court", "decision_no": "/caseNo", "event_date": "/published"
//!   }
//! }
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Rules, Severity};
use crate::refusal::{Code, Fact, Refusal};
use crate::role::text_enum;

mod read;
mod repeated;
#[cfg(test)]
mod tests;

pub use read::{Flaw, Malformed, read};

text_enum! {
    /// What can be read from an item of the list. The first four must be: without them nobody could say which decision
    /// the record is.
    Field {
        /// Name of the firm.
        SubjectName = "subject_name",
        /// The deciding authority.
        Authority = "authority",
        /// Number of the decision.
        DecisionNo = "decision_no",
        /// Day of the decision or the listing.
        EventDate = "event_date",
        /// Code of the firm. Where items have none, they are of the firm that the answer as a whole is about.
        SubjectCode = "subject_code",
        /// The fact itself ended.
        EndedAt = "ended_at",
        /// Stated end of publication.
        PublicUntil = "public_until",
        /// Taken off the list.
        RemovedAt = "removed_at",
        /// Repaired.
        RepairedAt = "repaired_at",
        /// Annulled.
        RevokedAt = "revoked_at",
        /// Severity of a penalty.
        Severity = "severity",
        /// Which list, for kinds that have several.
        ListCode = "list_code",
        /// A grade or result.
        Value = "value",
        /// Field of the authority.
        Domain = "domain",
        /// 处罚种类: a list of texts, or one text with 、 between them.
        PenaltyTypes = "penalty_types",
        /// The fine in 万元, as text or number.
        FineWan = "fine_wan",
        /// What the decision says.
        Content = "content",
    }
}

impl Field {
    /// Whether every contract must say where it stands.
    pub const fn needed(self) -> bool {
        matches!(self, Self::SubjectName | Self::Authority | Self::DecisionNo | Self::EventDate)
    }

    /// Whether an item without it cannot be read, once the contract says where it stands.
    const fn required(self) -> bool {
        self.needed() || matches!(self, Self::SubjectCode | Self::Value)
    }
}

text_enum! {
    /// What a registry may say in words of its own.
    Worded {
        /// The kind of a record.
        Kind = "kind",
        /// The severity.
        Severity = "severity",
        /// The list.
        ListCode = "list_code",
        /// The grade or result.
        Value = "value",
        /// The field of the authority.
        Domain = "domain",
    }
}

/// The contract of a registry. Places in its answer are JSON pointers (RFC 6901).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registry {
    /// Where to ask, with `{code}` and, where it wants it, `{name}`, which are percent-encoded when they are filled in.
    pub url: String,
    /// The header by which it knows us.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header: Option<Header>,
    /// Kind of all its records (`COURT_DEFAULTER`); or, beginning with `/`, where an item says its kind.
    pub kind: String,
    /// Where the list of records stands.
    pub list: String,
    /// Where it says how many records it has, if it does: a list that was cut into pages is then noticed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<String>,
    /// How it says "no records".
    pub none: Marker,
    /// Where it repeats the code that it answers for.
    pub echo: String,
    /// Where it says when it answered (RFC 3339), if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// How many minutes ago that may be. It may never be more than [`AHEAD_MINUTES`] in the future.
    #[serde(default = "ten_minutes")]
    pub max_skew_minutes: u32,
    /// Where things stand inside an item.
    pub fields: BTreeMap<Field, String>,
    /// Its words for ours. Where some are given, every other word is refused.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<Worded, BTreeMap<String, String>>,
    /// Hosts and addresses that may be asked although they are not on the public internet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allow: Vec<String>,
}

/// How far the clock of a registry may be ahead of ours.
pub const AHEAD_MINUTES: i64 = 10;

const fn ten_minutes() -> u32 {
    10
}

/// A request header with a secret. The secret itself is never written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Name of the header.
    pub name: String,
    /// The environment variable that holds its value.
    pub env: String,
}

/// A value at a place that positively says "no records".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marker {
    /// Where.
    pub at: String,
    /// The value: a text, a number, true or false.
    pub is: Value,
}

impl Registry {
    /// Checks the contract against itself and against the rules in whose hands its records come.
    ///
    /// # Errors
    /// The first of [`Registry::problems`].
    pub fn check(&self, rules: &Rules) -> Result<(), Refusal> {
        self.problems(rules).into_iter().next().map_or(Ok(()), Err)
    }

    /// All that is wrong with the contract: [`Code::RegistryUrl`], [`Code::RegistryHeader`], [`Code::RegistryKind`],
    /// [`Code::RegistryPointer`], [`Code::RegistryMarker`], [`Code::RegistryField`], [`Code::RegistryWord`],
    /// [`Code::RegistryAllow`].
    pub fn problems(&self, rules: &Rules) -> Vec<Refusal> {
        let mut found = Vec::new();
        let text = |value: &str| Fact::Text(value.to_owned());
        if !is_template(&self.url) {
            found.push(Refusal::new(Code::RegistryUrl).with("value", text(&self.url)).at_field("url"));
        }
        for header in self.header.iter().filter(|h| !h.is_usable()) {
            let refusal = Refusal::new(Code::RegistryHeader).with("name", text(&header.name));
            found.push(refusal.with("env", text(&header.env)).at_field("header"));
        }
        // No rule would ever see a record of another kind, and its firm would look clean.
        let ruled = |kind: &String| rules.rule_sets.iter().flat_map(|s| &s.rules).any(|rule| rule.kind == *kind);
        let words = self.words.get(&Worded::Kind);
        let told = self.kind.starts_with('/');
        let kinds: Vec<&String> =
            if told { words.into_iter().flat_map(BTreeMap::values).collect() } else { vec![&self.kind] };
        if kinds.is_empty() {
            found.push(Refusal::new(Code::RegistryKind).with("value", text(&self.kind)).at_field("kind"));
        }
        for kind in kinds.into_iter().filter(|kind| *kind == "*" || !ruled(kind)) {
            found.push(Refusal::new(Code::RegistryKind).with("value", text(kind)).at_field("kind"));
        }
        for (name, pointer) in self.pointers().filter(|(_, pointer)| !is_pointer(pointer)) {
            let refusal = Refusal::new(Code::RegistryPointer).with("name", text(name));
            found.push(refusal.with("value", text(pointer)).at_field(name));
        }
        if self.none.at == self.list || matches!(self.none.is, Value::Null | Value::Array(_) | Value::Object(_)) {
            let refusal = Refusal::new(Code::RegistryMarker).with("value", text(&self.none.is.to_string()));
            found.push(refusal.at_field("none"));
        }
        for field in Field::ALL.iter().filter(|f| f.needed() && !self.fields.contains_key(f)) {
            found.push(Refusal::new(Code::RegistryField).with("name", text(field.key())).at_field("fields"));
        }
        let severities = self.words.get(&Worded::Severity).into_iter().flat_map(BTreeMap::values);
        for word in severities.filter(|word| Severity::from_key(word).is_none()) {
            found.push(Refusal::new(Code::RegistryWord).with("value", text(word)).at_field("words"));
        }
        for host in self.allow.iter().filter(|host| !is_host(host)) {
            found.push(Refusal::new(Code::RegistryAllow).with("value", text(host)).at_field("allow"));
        }
        found
    }

    /// Every pointer with the name under which the contract has it.
    fn pointers(&self) -> impl Iterator<Item = (&str, &str)> {
        let fixed = [("list", &self.list), ("none", &self.none.at), ("echo", &self.echo)];
        let optional = [("count", &self.count), ("as_of", &self.as_of)];
        let told = self.kind.starts_with('/').then_some(("kind", self.kind.as_str()));
        fixed
            .into_iter()
            .map(|(name, pointer)| (name, pointer.as_str()))
            .chain(optional.into_iter().filter_map(|(name, pointer)| Some((name, pointer.as_deref()?))))
            .chain(told)
            .chain(self.fields.iter().map(|(field, pointer)| (field.key(), pointer.as_str())))
    }

    /// The address to ask about a firm; none without a code, or where a part of the address would be nothing but dots,
    /// which would name another resource.
    pub fn url_for(&self, code: &str, name: &str) -> Option<String> {
        let mut url = self.url.clone();
        for (place, value) in [("{code}", code), ("{name}", name)] {
            let value = value.trim();
            if !url.contains(place) {
                continue;
            }
            if value.chars().all(|c| c == '.') {
                return None;
            }
            url = url.replace(place, &percent_encoded(value));
        }
        Some(url)
    }
}

impl Header {
    fn is_usable(&self) -> bool {
        let name = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let env = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
        !self.name.is_empty() && self.name.chars().all(name) && !self.env.is_empty() && self.env.chars().all(env)
    }
}

/// `http(s)://host/…{code}…`; what is filled in stands after the host, so that no firm's name chooses who is asked.
fn is_template(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) else { return false };
    let Some(end) = rest.find(['/', '?']) else { return false };
    let (authority, path) = rest.split_at(end);
    let plain = path.replace("{code}", "").replace("{name}", "");
    let host = authority.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok());
    is_host(host.map_or(authority, |(host, _)| host))
        && path.contains("{code}")
        && plain.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '{' | '}' | '#' | '\\'))
}

/// A host name or an address, without a port.
fn is_host(text: &str) -> bool {
    let bare = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    let name = || !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    bare.unwrap_or(text).parse::<core::net::IpAddr>().is_ok() || name()
}

/// A JSON pointer to something inside a value.
fn is_pointer(text: &str) -> bool {
    let escapes = text.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']));
    text.starts_with('/') && escapes
}

/// Everything but letters, digits, `-` and `_` as `%XX`.
fn percent_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_') {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
