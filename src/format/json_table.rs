//! A table out of JSON objects, as an array or one object a line: the names of the members are the headings, in the order
//! of their letters. Objects are read one by one; the first is row 2, below the headings.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::io::Read;

use domain::refusal::{Code, Refusal};
use domain::template::Cell;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::de::IoRead;

use super::source::{Parts, Text};

/// Longer numbers are identifiers that some program took for numbers; digits may be lost already.
const SAFE_DIGITS: usize = 15;

/// Whether a text is JSON objects: a brace first, or a bracket and then a brace or the other bracket.
pub(super) fn is_json(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with('{') || text.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with(['{', ']']))
}

/// The names of all members of all objects.
///
/// # Errors
/// [`Code::FileBroken`] with the place; [`Code::FileEmpty`] without any member.
pub(super) fn headings(text: &mut Text<'_>) -> Result<Vec<String>, Refusal> {
    let mut names = BTreeSet::new();
    objects(text, &mut Names(&mut names), &mut |()| Ok(()))?;
    if names.is_empty() {
        return Err(Refusal::new(Code::FileEmpty));
    }
    Ok(names.into_iter().collect())
}

/// Hands over the cells of each object in the order of the headings.
///
/// # Errors
/// [`Code::FileBroken`] with the place, and what `take` refuses.
pub(super) fn rows(
    text: &mut Text<'_>,
    headings: &[String],
    take: &mut dyn FnMut(Vec<Cell>) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let places = headings.iter().enumerate().map(|(place, name)| (name.as_str(), place)).collect();
    objects(text, &mut Cells(&places), take)
}

/// Reads one object of the file.
trait ReadObject {
    type Output;
    fn read<'de, A: MapAccess<'de>>(&mut self, members: A) -> Result<Self::Output, A::Error>;
}

/// Notes the names of the members and passes over the values.
struct Names<'n>(&'n mut BTreeSet<String>);

impl ReadObject for Names<'_> {
    type Output = ();

    fn read<'de, A: MapAccess<'de>>(&mut self, mut members: A) -> Result<(), A::Error> {
        while let Some(name) = members.next_key::<std::borrow::Cow<'de, str>>()? {
            if !self.0.contains(name.as_ref()) {
                self.0.insert(name.into_owned());
            }
            members.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

/// Puts each value into its place.
struct Cells<'p>(&'p HashMap<&'p str, usize>);

impl ReadObject for Cells<'_> {
    type Output = Vec<Cell>;

    fn read<'de, A: MapAccess<'de>>(&mut self, mut members: A) -> Result<Vec<Cell>, A::Error> {
        let mut cells = vec![Cell::Empty; self.0.len()];
        while let Some(name) = members.next_key::<std::borrow::Cow<'de, str>>()? {
            let value: Value = members.next_value()?;
            if let Some(slot) = self.0.get(name.as_ref()).and_then(|place| cells.get_mut(*place)) {
                *slot = cell(value);
            }
        }
        Ok(cells)
    }
}

fn cell(value: Value) -> Cell {
    match value {
        Value::Null => Cell::Empty,
        Value::String(text) => Cell::Text(text),
        Value::Bool(flag) => Cell::Flag(flag),
        Value::Number(number) => {
            let text = number.to_string();
            let digits = text.chars().filter(char::is_ascii_digit).count();
            let lossy = digits > SAFE_DIGITS || text.contains(['e', 'E']);
            Cell::Number { text, lossy }
        }
        other => Cell::Text(other.to_string()),
    }
}

/// Hands over every object of an array, or of lines. What `take` refuses stops the reading.
fn objects<R: ReadObject>(
    text: &mut Text<'_>,
    read: &mut R,
    take: &mut dyn FnMut(R::Output) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let mut refused = None;
    let is_array = text.head.starts_with('[');
    let (reader, next) = Parts::of(text.reader()?);
    let mut reader = serde_json::Deserializer::from_reader(reader);
    let mut take = |row| {
        next.begins();
        take(row)
    };
    let read = if is_array {
        let array = Each { read, take: &mut take, refused: &mut refused };
        array.deserialize(&mut reader).and_then(|()| reader.end())
    } else {
        lines(&mut reader, read, &mut take, &mut refused)
    };
    match (refused, read) {
        (Some(refusal), _) => Err(refusal),
        (None, Err(error)) => Err(broken(&error)),
        (None, Ok(())) => Ok(()),
    }
}

fn lines<R: ReadObject, F: Read>(
    reader: &mut serde_json::Deserializer<IoRead<F>>,
    read: &mut R,
    take: &mut dyn FnMut(R::Output) -> Result<(), Refusal>,
    refused: &mut Option<Refusal>,
) -> Result<(), serde_json::Error> {
    // Between two objects may stand blanks only; nothing more is the end.
    while reader.end().is_err() {
        let row = One(read).deserialize(&mut *reader)?;
        if let Err(refusal) = take(row) {
            *refused = Some(refusal);
            return Ok(());
        }
    }
    Ok(())
}

/// One object.
struct One<'r, R>(&'r mut R);

impl<'de, R: ReadObject> DeserializeSeed<'de> for One<'_, R> {
    type Value = R::Output;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<R::Output, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de, R: ReadObject> Visitor<'de> for One<'_, R> {
    type Value = R::Output;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<R::Output, A::Error> {
        self.0.read(members)
    }
}

/// The objects of an array, one by one.
struct Each<'r, R: ReadObject> {
    read: &'r mut R,
    take: &'r mut dyn FnMut(R::Output) -> Result<(), Refusal>,
    refused: &'r mut Option<Refusal>,
}

impl<'de, R: ReadObject> DeserializeSeed<'de> for Each<'_, R> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de, R: ReadObject> Visitor<'de> for Each<'_, R> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        while let Some(row) = elements.next_element_seed(One(self.read))? {
            if let Err(refusal) = (self.take)(row) {
                *self.refused = Some(refusal);
                return Err(A::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

fn broken(error: &serde_json::Error) -> Refusal {
    Refusal::new(Code::FileBroken).with("what", domain::syntax::json_place(error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    type Read = Result<(Vec<String>, Vec<Vec<Cell>>), Refusal>;

    fn text_of(text: &str) -> Text<'_> {
        Text::of(Source::Bytes(text.as_bytes()), || Refusal::new(Code::FileKind)).unwrap()
    }

    fn read(text: &str) -> Read {
        let text = &mut text_of(text);
        let names = headings(text)?;
        let mut found = Vec::new();
        rows(text, &names, &mut |cells| {
            found.push(cells);
            Ok(())
        })?;
        Ok((names, found))
    }

    #[test]
    fn arrays_and_lines_become_the_same_table() {
        let array = r#" [{"CF_NR":"警告,罚款","CF_NR_FK":0.2},{"CF_WSH":"江罚1号","CF_NR":null}] "#;
        let lines = "{\"CF_NR\":\"警告,罚款\",\"CF_NR_FK\":0.2}\n\n{\"CF_WSH\":\"江罚1号\"}\n";
        let words = |text: &str| Cell::Text(text.to_owned());
        let number = Cell::Number { text: "0.2".to_owned(), lossy: false };
        let wanted = [vec![words("警告,罚款"), number, Cell::Empty], vec![Cell::Empty, Cell::Empty, words("江罚1号")]];
        for text in [array, lines] {
            assert!(is_json(text));
            let (names, rows) = read(text).unwrap();
            assert_eq!(names, ["CF_NR", "CF_NR_FK", "CF_WSH"]);
            assert_eq!(rows, wanted);
        }
        for text in ["名称,代码\n", "[名称],代码\n", ""] {
            assert!(!is_json(text));
        }
    }

    #[test]
    fn a_long_number_is_known_to_have_lost_digits() {
        let (_, rows) = read(r#"{"a":914301000000000000,"b":123456789012345,"c":1e20}"#).unwrap();
        let lossy: Vec<bool> = rows[0].iter().map(|c| matches!(c, Cell::Number { lossy: true, .. })).collect();
        assert_eq!(lossy, [true, false, true]);
    }

    #[test]
    fn a_broken_or_empty_file_is_refused() {
        let code = |text: &str| read(text).unwrap_err().code;
        for text in [r#"[{"a":"1"}"#, r#"[{"a":"1"}] x"#, "{\"a\":1}\n{\"a\":", "{\"a\":1}\n[1]"] {
            assert_eq!(code(text), Code::FileBroken, "{text}");
        }
        assert_eq!(code("[]"), Code::FileEmpty);
        assert_eq!(code("{}"), Code::FileEmpty);
    }

    #[test]
    fn what_is_refused_stops_the_reading() {
        for text in [r#"[{"a":1},{"a":2}]"#, "{\"a\":1}\n{\"a\":2}\n"] {
            let mut taken = 0;
            let stopped = rows(&mut text_of(text), &["a".to_owned()], &mut |_| {
                taken += 1;
                Err(Refusal::new(Code::RowsTooMany))
            });
            assert_eq!((stopped.unwrap_err().code, taken), (Code::RowsTooMany, 1));
        }
    }

    #[test]
    fn a_broken_place_is_named_by_line_and_column() {
        for (text, words) in [
            ("[{\"a\":\"1\"},\n {\"a\" 2}]", ["2:7", "malformed-other"]),
            ("{\"a\":1}\n{\"a\":", ["2:5", "malformed-end"]),
            ("[{\"a\":1}", ["1:8", "malformed-end"]),
        ] {
            let refusal = read(text).unwrap_err();
            let told = format!("{:?}", refusal.facts);
            assert!(words.iter().all(|word| told.contains(word)), "{text}: {told}");
        }
    }

    #[test]
    fn an_object_that_would_fill_the_memory_is_refused() {
        let long = format!("[{{\"a\":\"{}\"}}]", "x".repeat(17 << 20));
        assert_eq!(read(&long).unwrap_err().code, Code::FileBroken);
        let many = format!("[{}{{\"a\":\"2\"}}]", format!("{{\"a\":\"{}\"}},", "x".repeat(1 << 20)).repeat(20));
        assert_eq!(read(&many).unwrap().1.len(), 21);
    }
}
