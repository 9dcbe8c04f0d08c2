//! Fields of a form, into a closed struct: what cannot be read is refused at its field, in words that the catalogue has.

use std::fmt;

use domain::refusal::{Code, Fact, Refusal};
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{self, Deserializer, IntoDeserializer, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

/// Reads what was sent, in its order, into `T`.
///
/// # Errors
/// [`Code::FieldRequired`], [`Code::CountMalformed`], [`Code::FieldTwice`], [`Code::TextTooLong`] at the field; [`Code::FormMalformed`] for a field
/// that `T` does not have, or a value that only a program writes.
pub(super) fn read<T: for<'de> Deserialize<'de>>(sent: &[(String, String)]) -> Result<T, Refusal> {
    let mut fields: Vec<(&str, Values<'_>)> = Vec::new();
    for (name, value) in sent {
        short_enough(name, value)?;
        match fields.iter_mut().find(|(known, _)| known == name) {
            Some((_, values)) => values.all.push(value),
            None => fields.push((name, Values { name, all: vec![value] })),
        }
    }
    T::deserialize(MapDeserializer::new(fields.into_iter())).map_err(|unread: Unread| unread.refusal)
}

/// Fields in which a whole document is written: a scheme, its cases, rules of credit, the description of a registry.
const DOCUMENTS: [&str; 4] = ["text", "source", "cases", "registry"];
/// The most characters of such a document.
const LONGEST_DOCUMENT: usize = 1_000_000;
/// The most characters of any other field.
const LONGEST: usize = 10_000;

/// Refuses a field that is longer than anything that people write into it, before anything is stored.
///
/// # Errors
/// [`Code::TextTooLong`], [`Code::FormMalformed`] at the field.
pub(in crate::web) fn short_enough(name: &str, value: &str) -> Result<(), Refusal> {
    let most = match name {
        // A file that comes with an act; how long the whole act may be holds it.
        "base64" => usize::MAX,
        name if DOCUMENTS.contains(&name) => LONGEST_DOCUMENT,
        _ => LONGEST,
    };
    // No browser sends it, and PostgreSQL stores none.
    if value.contains('\0') {
        return Err(Refusal::new(Code::FormMalformed).at_field(name));
    }
    // No text has more characters than bytes; most are not counted.
    if value.len() <= most || value.chars().count() <= most {
        return Ok(());
    }
    let max = Fact::Count(i64::try_from(most).unwrap_or(i64::MAX));
    Err(Refusal::new(Code::TextTooLong).with("max", max).at_field(name))
}

/// Why what was sent could not be read.
#[derive(Debug)]
pub(in crate::web) struct Unread {
    /// The refusal.
    pub refusal: Refusal,
    /// The name that no field has; no page shows it, and a program is told.
    pub unknown: Option<String>,
}

impl Unread {
    /// A refusal of a field.
    pub fn at(code: Code, name: &str) -> Self {
        Refusal::new(code).at_field(name).into()
    }
}

impl From<Refusal> for Unread {
    fn from(refusal: Refusal) -> Self {
        Self { refusal, unknown: None }
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.refusal.code.key())
    }
}

impl std::error::Error for Unread {}

impl de::Error for Unread {
    // What a library says is in its own language and about its own types.
    fn custom<T: fmt::Display>(_: T) -> Self {
        Refusal::new(Code::FormMalformed).into()
    }

    fn unknown_field(field: &str, _: &'static [&'static str]) -> Self {
        Self { unknown: Some(field.to_owned()), ..Refusal::new(Code::FormMalformed).into() }
    }

    fn missing_field(field: &'static str) -> Self {
        Self::at(Code::FieldRequired, field)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::at(Code::FieldTwice, field)
    }
}

/// Everything that was sent under one name.
struct Values<'a> {
    name: &'a str,
    all: Vec<&'a str>,
}

impl<'a> Values<'a> {
    fn one(&self) -> Result<&'a str, Unread> {
        match self.all.as_slice() {
            [one] => Ok(one),
            _ => Err(Unread::at(Code::FieldTwice, self.name)),
        }
    }

    fn whole<T: std::str::FromStr>(&self) -> Result<T, Unread> {
        let text = self.one()?.trim();
        if text.is_empty() {
            return Err(Unread::at(Code::FieldRequired, self.name));
        }
        text.parse().map_err(|_| {
            let found = Fact::Text(text.chars().take(40).collect());
            Refusal::new(Code::CountMalformed).with("value", found).at_field(self.name).into()
        })
    }
}

impl<'de> IntoDeserializer<'de, Unread> for Values<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// Numbers: whole ones, each within its bounds; no other kind has a rule of its own.
macro_rules! numbers {
    () => {
        numbers! {
            deserialize_i32 => visit_i32,
            deserialize_i64 => visit_i64,
            deserialize_u32 => visit_u32,
            deserialize_u64 => visit_u64,
        }

        fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
            self.deserialize_any(visitor)
        }

        fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
            self.deserialize_any(visitor)
        }
    };
    ($($method:ident => $visit:ident,)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
            visitor.$visit(self.whole()?)
        })*
    };
}
pub(in crate::web) use numbers;

impl<'de> Deserializer<'de> for Values<'_> {
    type Error = Unread;

    numbers! {}

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_str(self.one()?).map_err(|unread: Unread| unread.refusal.at_field(self.name).into())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        if self.all == [""] { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        let name = self.name;
        visitor.visit_seq(SeqDeserializer::new(self.all.into_iter().map(|one| Values { name, all: vec![one] })))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 u8 u16 char str string bytes byte_buf unit unit_struct tuple tuple_struct map struct enum
        identifier
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Form {
        version: i64,
        days: Option<i64>,
        #[serde(default, alias = "opinion")]
        reason: String,
        #[serde(default)]
        pick: Vec<String>,
    }

    fn read(sent: &[(&str, &str)]) -> Result<Form, (Code, Option<String>)> {
        let sent: Vec<(String, String)> = sent.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        super::read(&sent).map_err(|r| (r.code, r.field))
    }

    #[test]
    fn what_was_sent_is_read_by_name() {
        let form = read(&[("version", "7"), ("pick", "a"), ("opinion", "同意"), ("pick", "b"), ("days", "")]).unwrap();
        assert_eq!((form.version, form.days, form.reason.as_str()), (7, None, "同意"));
        assert_eq!(form.pick, ["a", "b"]);
        assert!(read(&[("version", " 7 "), ("days", "-1")]).unwrap().pick.is_empty());
    }

    #[test]
    fn what_cannot_be_read_is_refused_at_its_field() {
        let at = |name: &str| Some(name.to_owned());
        assert_eq!(read(&[]).unwrap_err(), (Code::FieldRequired, at("version")));
        assert_eq!(read(&[("version", "")]).unwrap_err(), (Code::FieldRequired, at("version")));
        assert_eq!(read(&[("version", "abc")]).unwrap_err(), (Code::CountMalformed, at("version")));
        assert_eq!(read(&[("version", "1"), ("days", "1.5")]).unwrap_err(), (Code::CountMalformed, at("days")));
        assert_eq!(read(&[("version", "1"), ("version", "1")]).unwrap_err(), (Code::FieldTwice, at("version")));
        let twice = [("version", "1"), ("reason", "a"), ("opinion", "b")];
        assert_eq!(read(&twice).unwrap_err(), (Code::FieldTwice, at("reason")), "also under two names");
        assert_eq!(read(&[("version", "1"), ("other", "")]).unwrap_err().0, Code::FormMalformed);
    }
}
