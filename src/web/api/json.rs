//! A body of JSON, into a closed struct: what cannot be read is refused at its place, as a field of a form is.

use std::fmt;

use domain::refusal::{Code, Fact, Refusal};
use serde::de::value::{MapAccessDeserializer, MapDeserializer, SeqDeserializer};
use serde::de::{self, Deserialize, DeserializeOwned, Deserializer, IntoDeserializer, MapAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;

use crate::web::form::read::{Unread, numbers, short_enough};

/// An object with its names as they were sent, twice where they stand twice.
pub(super) struct Object(Vec<(String, Value)>);

impl Object {
    /// The object of a body.
    ///
    /// # Errors
    /// [`Code::FormMalformed`] for what is no JSON, or no object.
    pub fn of(bytes: &[u8]) -> Result<Self, Refusal> {
        serde_json::from_slice(bytes).map_err(|_| Refusal::new(Code::FormMalformed))
    }

    /// The version that an act carries, where it stands beside the body: both must say the same.
    ///
    /// # Errors
    /// [`Code::Stale`] where they do not.
    pub fn with_version(&mut self, seen: Option<i64>) -> Result<(), Refusal> {
        let Some(seen) = seen else { return Ok(()) };
        match self.0.iter().find(|(name, _)| name == VERSION) {
            None => self.0.push((VERSION.to_owned(), seen.into())),
            Some((_, said)) if said.as_i64() == Some(seen) => {}
            Some(_) => return Err(Refusal::new(Code::Stale)),
        }
        Ok(())
    }

    /// Reads it.
    ///
    /// # Errors
    /// [`Code::FieldRequired`], [`Code::CountMalformed`], [`Code::FlagMalformed`], [`Code::FieldTwice`], [`Code::TextTooLong`],
    /// [`Code::FormMalformed`] at their places.
    pub fn read<T: DeserializeOwned>(self) -> Result<T, Refusal> {
        let fields = self.0.into_iter().map(|(name, value)| (name.clone(), Json { name, value }));
        T::deserialize(MapDeserializer::new(fields)).map_err(|unread: Unread| match unread.unknown {
            Some(name) => unread.refusal.at_field(&name),
            None => unread.refusal,
        })
    }
}

/// The name of the field of versions.
const VERSION: &str = "version";

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Names;
        impl<'de> Visitor<'de> for Names {
            type Value = Object;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Object, M::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Object(fields))
            }
        }
        deserializer.deserialize_map(Names)
    }
}

/// A value at its place.
struct Json {
    name: String,
    value: Value,
}

impl Json {
    fn at(&self, code: Code) -> Unread {
        Unread::at(if self.value.is_null() { Code::FieldRequired } else { code }, &self.name)
    }

    /// The value as far as a message shows one.
    fn shown(&self) -> Fact {
        Fact::Text(self.value.to_string().chars().take(40).collect())
    }

    fn whole<N: TryFrom<i64>>(&self) -> Result<N, Unread> {
        let number = self.value.as_i64().and_then(|number| N::try_from(number).ok());
        number.ok_or_else(|| match self.value {
            Value::Null => self.at(Code::FieldRequired),
            _ => Refusal::new(Code::CountMalformed).with("value", self.shown()).at_field(&self.name).into(),
        })
    }

    fn text(&self) -> Result<&str, Unread> {
        let text = self.value.as_str().ok_or_else(|| self.at(Code::FormMalformed))?;
        short_enough(&self.name, text)?;
        Ok(text)
    }

    /// A refusal of what is inside stands at its place.
    fn placed(name: &str) -> impl Fn(Unread) -> Unread + '_ {
        move |unread| match unread.refusal.field {
            Some(_) => unread,
            None => unread.refusal.at_field(unread.unknown.as_deref().unwrap_or(name)).into(),
        }
    }
}

impl<'de> IntoDeserializer<'de, Unread> for Json {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Json {
    type Error = Unread;

    numbers! {}

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        let Self { name, value } = self;
        let placed = Self::placed(&name);
        match value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(flag) => visitor.visit_bool(flag),
            Value::Number(_) => visitor.visit_i64(Self { name: name.clone(), value }.whole()?),
            Value::String(_) => visitor.visit_str(Self { name: name.clone(), value }.text()?),
            Value::Array(list) => {
                let items = list.into_iter().map(|value| Self { name: name.clone(), value });
                visitor.visit_seq(SeqDeserializer::new(items))
            }
            Value::Object(fields) => {
                let fields = fields.into_iter().map(|(key, value)| (key.clone(), Self { name: key, value }));
                visitor.visit_map(MapDeserializer::new(fields))
            }
        }
        .map_err(placed)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        match self.value {
            Value::Bool(flag) => visitor.visit_bool(flag),
            Value::Null => Err(self.at(Code::FieldRequired)),
            _ => Err(Refusal::new(Code::FlagMalformed).with("value", self.shown()).at_field(&self.name).into()),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_str(self.text()?).map_err(Self::placed(&self.name))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        if self.value.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unread> {
        let placed = Self::placed(&self.name);
        // A choice that says more is an object of one name: the choice, and what it says.
        if let Value::Object(fields) = self.value {
            if fields.len() != 1 {
                return Err(Unread::at(Code::FormMalformed, &self.name));
            }
            let fields = fields.into_iter().map(|(key, value)| (key.clone(), Self { name: key, value }));
            return visitor.visit_enum(MapAccessDeserializer::new(MapDeserializer::new(fields))).map_err(placed);
        }
        let word: de::value::StrDeserializer<'_, Unread> = self.text()?.into_deserializer();
        visitor.visit_enum(word).map_err(placed)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unread> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 u8 u16 i128 u128 char bytes byte_buf unit unit_struct seq tuple tuple_struct map struct identifier
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[derive(Debug, serde::Deserialize, PartialEq)]
    #[serde(rename_all = "snake_case")]
    enum Word {
        Yes,
        No,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Act {
        number: String,
        version: i64,
        #[serde(default)]
        declared: bool,
        days: Option<u32>,
        word: Option<Word>,
        #[serde(default)]
        answers: BTreeMap<String, String>,
        #[serde(default)]
        pairs: Vec<(String, i64)>,
    }

    #[derive(Debug, serde::Deserialize, PartialEq)]
    #[serde(rename_all = "snake_case", deny_unknown_fields)]
    enum Choice {
        Nothing,
        Until(String),
        Between { first: i64, last: i64 },
    }

    #[derive(Debug, serde::Deserialize)]
    struct Chosen {
        choice: Choice,
    }

    #[test]
    fn a_choice_is_a_word_or_an_object_of_one_name() {
        let read = |text: &str| {
            let sent = Object::of(format!("{{\"choice\": {text}}}").as_bytes()).unwrap();
            sent.read::<Chosen>().map(|chosen| chosen.choice).map_err(|r| (r.code, r.field.unwrap_or_default()))
        };
        assert_eq!(read("\"nothing\""), Ok(Choice::Nothing));
        assert_eq!(read(r#"{"until": "noon"}"#), Ok(Choice::Until("noon".into())));
        assert_eq!(read(r#"{"between": {"first": 1, "last": 2}}"#), Ok(Choice::Between { first: 1, last: 2 }));
        let refused = |code, place: &str| Err((code, place.to_owned()));
        assert_eq!(read("\"until\""), refused(Code::FormMalformed, "choice"));
        assert_eq!(read(r#"{"until": 1}"#), refused(Code::FormMalformed, "until"));
        assert_eq!(read(r#"{"between": {"first": 1}}"#), refused(Code::FieldRequired, "last"));
        assert_eq!(read(r#"{"between": {"first": 1, "last": 2, "x": 3}}"#), refused(Code::FormMalformed, "x"));
        for other in ["{}", "[]", "1", r#"{"perhaps": 1}"#, r#"{"until": "a", "nothing": null}"#] {
            assert_eq!(read(other), refused(Code::FormMalformed, "choice"), "{other}");
        }
    }

    fn read(text: &str) -> Result<Act, (Code, Option<String>)> {
        Object::of(text.as_bytes()).and_then(Object::read).map_err(|r| (r.code, r.field))
    }

    #[test]
    fn what_was_sent_is_read_by_name() {
        let act = read(
            r#"{"number": "甲", "version": 7, "declared": true, "days": null, "word": "yes", "answers": {"a": "1"}, "pairs": [["x", 2]]}"#,
        )
        .unwrap();
        assert_eq!((act.number.as_str(), act.version, act.declared, act.days), ("甲", 7, true, None));
        assert_eq!((act.word, act.answers["a"].as_str(), act.pairs), (Some(Word::Yes), "1", vec![("x".to_owned(), 2)]));
        assert_eq!(read(r#"{"number": "甲", "version": 7, "word": "no"}"#).unwrap().word, Some(Word::No));
    }

    #[test]
    fn what_cannot_be_read_is_refused_at_its_place() {
        let at = |name: &str| Some(name.to_owned());
        let with = |more: &str| read(&format!(r#"{{"number": "a", {more}}}"#)).unwrap_err();
        assert_eq!(read("no json").unwrap_err(), (Code::FormMalformed, None));
        assert_eq!(read("[]").unwrap_err(), (Code::FormMalformed, None));
        assert_eq!(read("{}").unwrap_err(), (Code::FieldRequired, at("number")));
        assert_eq!(with(r#""version": null"#), (Code::FieldRequired, at("version")));
        for number in ["\"1\"", "1.5", "99999999999999999999999", "[]", "{}", "true"] {
            assert_eq!(with(&format!("\"version\": {number}")), (Code::CountMalformed, at("version")), "{number}");
        }
        assert_eq!(with(r#""version": 1, "version": 1"#), (Code::FieldTwice, at("version")));
        assert_eq!(with(r#""version": 1, "other": 1"#), (Code::FormMalformed, at("other")));
        assert_eq!(with(r#""version": 1, "days": -1"#), (Code::CountMalformed, at("days")));
        assert_eq!(with(r#""version": 1, "declared": "yes""#), (Code::FlagMalformed, at("declared")));
        assert_eq!(with(r#""version": 1, "word": "perhaps""#), (Code::FormMalformed, at("word")));
        assert_eq!(with(r#""version": 1, "answers": {"a": 1}"#), (Code::FormMalformed, at("a")));
        assert_eq!(with(r#""version": 1, "answers": []"#), (Code::FormMalformed, at("answers")));
        assert_eq!(with(r#""version": 1, "pairs": [["x"]]"#).0, Code::FormMalformed);
        let long = "长".repeat(10_001);
        assert_eq!(with(&format!(r#""version": 1, "answers": {{"a": "{long}"}}"#)), (Code::TextTooLong, at("a")));
        assert_eq!(with(r#""version": 1, "answers": {"a": "\u0000"}"#), (Code::FormMalformed, at("a")));
    }

    #[test]
    fn a_version_beside_the_body_is_the_version_of_the_body() {
        let with = |text: &str, seen| {
            let mut sent = Object::of(text.as_bytes()).unwrap();
            sent.with_version(seen).and_then(|()| sent.read::<Act>()).map(|act| act.version).map_err(|r| r.code)
        };
        assert_eq!(with(r#"{"number": "a"}"#, Some(3)), Ok(3));
        assert_eq!(with(r#"{"number": "a", "version": 3}"#, Some(3)), Ok(3));
        assert_eq!(with(r#"{"number": "a", "version": 2}"#, Some(3)), Err(Code::Stale));
        assert_eq!(with(r#"{"number": "a"}"#, None), Err(Code::FieldRequired));
    }
}
