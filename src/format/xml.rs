//! Walks an ISO 20022 message element by element: no document type, bounded depth, only the five entities of XML.

use std::borrow::Cow;

use domain::refusal::{Code, Fact, Refusal};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

/// The deepest message of ISO 20022 needs less than half of it.
const DEPTH: usize = 64;

/// What the walk comes to.
pub(super) enum Step<'s> {
    /// The first element with its namespace.
    Root {
        /// The namespace; empty when there is none.
        namespace: &'s str,
    },
    /// An element begins.
    Open {
        /// The local names from below the root, with `/` between them.
        path: &'s str,
        /// Its attribute `Ccy`.
        currency: Option<&'s str>,
    },
    /// An element ends.
    Close {
        /// As in [`Step::Open`].
        path: &'s str,
        /// Its text when it has no elements inside, trimmed.
        text: &'s str,
    },
}

/// Walks through a message.
///
/// # Errors
/// [`Code::FileEncoding`], [`Code::FileDoctype`], [`Code::MessageDepth`], [`Code::MessageMalformed`] with the line, and
/// what `see` refuses.
pub(super) fn walk(bytes: &[u8], mut see: impl FnMut(Step<'_>) -> Result<(), Refusal>) -> Result<(), Refusal> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal::new(Code::FileEmpty));
    }
    let source = std::str::from_utf8(bytes).map_err(|_| Refusal::new(Code::FileEncoding))?;
    let mut walk =
        Walk { source, reader: NsReader::from_str(source), path: String::new(), depth: 0, text: String::new() };
    walk.reader.config_mut().expand_empty_elements = true;
    let mut rooted = false;
    loop {
        let (namespace, event) = match walk.reader.read_resolved_event() {
            Ok((ResolveResult::Bound(namespace), event)) => (Some(namespace.as_ref().to_owned()), event),
            Ok((_, event)) => (None, event),
            Err(error) => return Err(walk.malformed(&error.to_string())),
        };
        match event {
            Event::Start(start) => {
                if walk.depth == 0 {
                    if std::mem::replace(&mut rooted, true) {
                        return Err(walk.malformed("a second root element"));
                    }
                    walk.depth = 1;
                    see(Step::Root { namespace: namespace.as_deref().unwrap_or_default() })?;
                } else {
                    walk.open(&start)?;
                    let currency = walk.currency(&start)?;
                    see(Step::Open { path: &walk.path, currency: currency.as_deref() })?;
                }
            }
            Event::End(_) => {
                if walk.depth > 1 {
                    see(Step::Close { path: &walk.path, text: walk.text.trim() })?;
                }
                walk.close();
            }
            Event::Text(text) => walk.text.push_str(&text.xml10_content()),
            Event::CData(text) => walk.text.push_str(&text.xml10_content()),
            Event::GeneralRef(entity) => {
                let character = walk.entity(&entity)?;
                walk.text.push(character);
            }
            Event::DocType(_) => return Err(Refusal::new(Code::FileDoctype)),
            Event::Eof if walk.depth > 0 || !rooted => return Err(walk.malformed("the end is missing")),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Empty(_) => {}
        }
    }
}

struct Walk<'a> {
    source: &'a str,
    reader: NsReader<&'a [u8]>,
    path: String,
    depth: usize,
    text: String,
}

impl Walk<'_> {
    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), Refusal> {
        self.depth = self.depth.saturating_add(1);
        if self.depth > DEPTH {
            return Err(Refusal::new(Code::MessageDepth).with("max", Fact::Count(i64::try_from(DEPTH).unwrap_or(0))));
        }
        if !self.path.is_empty() {
            self.path.push('/');
        }
        self.path.push_str(start.local_name().as_ref());
        self.text.clear();
        Ok(())
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.path.truncate(self.path.rfind('/').unwrap_or(0));
        self.text.clear();
    }

    fn currency(&self, start: &BytesStart<'_>) -> Result<Option<String>, Refusal> {
        let found = start.try_get_attribute("Ccy").map_err(|e| self.malformed(&e.to_string()))?;
        Ok(found.map(|attribute| attribute.value.trim().to_owned()))
    }

    fn entity(&self, entity: &BytesRef<'_>) -> Result<char, Refusal> {
        match entity.resolve_char_ref() {
            Ok(Some(character)) => return Ok(character),
            Ok(None) => {}
            Err(error) => return Err(self.malformed(&error.to_string())),
        }
        match entity.xml10_content() {
            Cow::Borrowed("amp") => Ok('&'),
            Cow::Borrowed("lt") => Ok('<'),
            Cow::Borrowed("gt") => Ok('>'),
            Cow::Borrowed("quot") => Ok('"'),
            Cow::Borrowed("apos") => Ok('\''),
            other => Err(self.malformed(&format!("&{other};"))),
        }
    }

    fn malformed(&self, what: &str) -> Refusal {
        let place = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        let before = self.source.as_bytes().get(..place).unwrap_or(self.source.as_bytes());
        let line = before.iter().filter(|b| **b == b'\n').count().saturating_add(1);
        Refusal::new(Code::MessageMalformed)
            .with("what", Fact::Text(what.chars().take(120).collect()))
            .with("line", Fact::Count(i64::try_from(line).unwrap_or(i64::MAX)))
    }
}
