//! Walks an ISO 20022 message element by element: no document type, bounded depth, only the five entities of XML.

use std::io::{BufRead, Read as _, Seek as _, SeekFrom, Write as _};

use domain::refusal::{Code, Fact, Refusal};
use encoding_rs::Encoding;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

use super::source::{Handle, Parts, Source, decode, failed, scratch};

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
        /// Whether blanks were trimmed.
        padded: bool,
    },
}

/// Walks through a message. It is read piece by piece; of one element no more is in memory than its text.
///
/// # Errors
/// [`Code::MessageEncoding`], [`Code::FileDoctype`], [`Code::MessageDepth`], [`Code::MessageMalformed`] with the line, and
/// what `see` refuses.
pub(super) fn walk<'a>(
    source: impl Into<Source<'a>>,
    mut see: impl FnMut(Step<'_>) -> Result<(), Refusal>,
) -> Result<(), Refusal> {
    let source = source.into();
    if is_blank(source)? {
        return Err(Refusal::new(Code::FileEmpty));
    }
    let (mut text, start) = text_of(source)?;
    text.seek(SeekFrom::Start(start)).map_err(|e| failed(&e))?;
    match steps(&mut text, &mut see) {
        Ok(()) => Ok(()),
        Err(Stop::Refused(refusal)) => Err(refusal),
        Err(Stop::Malformed { what, place }) => {
            text.seek(SeekFrom::Start(start)).map_err(|e| failed(&e))?;
            let mut line = 1i64;
            for byte in std::io::BufReader::new(text.take(place)).bytes() {
                line = line.saturating_add(i64::from(byte.map_err(|e| failed(&e))? == b'\n'));
            }
            Err(Refusal::new(Code::MessageMalformed).with("what", what).with("line", Fact::Count(line)))
        }
    }
}

/// Whether nothing stands in a file but blanks.
fn is_blank(file: Source<'_>) -> Result<bool, Refusal> {
    for byte in std::io::BufReader::new(file.open()?).bytes() {
        if !byte.map_err(|e| failed(&e))?.is_ascii_whitespace() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Why a walk ends early.
enum Stop {
    Refused(Refusal),
    /// What is wrong, and how many bytes from the beginning.
    Malformed {
        what: Fact,
        place: u64,
    },
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

fn steps(text: &mut Handle<'_>, see: &mut impl FnMut(Step<'_>) -> Result<(), Refusal>) -> Result<(), Stop> {
    let (parts, next) = Parts::of(text);
    let mut walk = Walk { reader: NsReader::from_reader(parts), path: String::new(), depth: 0, text: String::new() };
    walk.reader.config_mut().expand_empty_elements = true;
    let mut rooted = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        next.begins();
        let (namespace, event) = match walk.reader.read_resolved_event_into(&mut buffer) {
            Ok((ResolveResult::Bound(namespace), event)) => (Some(namespace.as_ref().to_owned()), event),
            Ok((_, event)) => (None, event),
            Err(error) => return Err(walk.malformed(words_of(&error))),
        };
        match event {
            Event::Start(start) => {
                if walk.depth == 0 {
                    if std::mem::replace(&mut rooted, true) {
                        return Err(walk.malformed(said("xml-second-root")));
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
                    let text = walk.text.trim();
                    see(Step::Close { path: &walk.path, text, padded: text.len() < walk.text.len() })?;
                }
                walk.close();
            }
            Event::Text(text) => walk.say(&text.xml10_content())?,
            Event::CData(text) => walk.say(&text.xml10_content())?,
            Event::GeneralRef(entity) => {
                let character = walk.entity(&entity)?;
                walk.say(character.encode_utf8(&mut [0; 4]))?;
            }
            Event::DocType(_) => return Err(Refusal::new(Code::FileDoctype).into()),
            Event::Eof if walk.depth > 0 || !rooted => return Err(walk.malformed(said("xml-end"))),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Empty(_) => {}
        }
    }
}

/// The text of a message and where it begins, in the encoding that its first bytes or its declaration name; without either
/// it is UTF-8. Nothing is guessed: a byte that does not belong to the encoding refuses the message.
fn text_of(source: Source<'_>) -> Result<(Handle<'_>, u64), Refusal> {
    let head = source.head(HEAD)?;
    let (encoding, start) = match Encoding::for_bom(&head) {
        Some((encoding, mark)) => (encoding, u64::try_from(mark).unwrap_or(0)),
        None => (declared(&head)?, 0),
    };
    let mut handle = source.open()?;
    handle.seek(SeekFrom::Start(start)).map_err(|e| failed(&e))?;
    if encoding == encoding_rs::UTF_8 {
        let good = decode(&mut handle, encoding, |_| Ok(()))?;
        return if good { Ok((handle, start)) } else { Err(not_in(encoding.name())) };
    }
    let mut made = scratch();
    let good = decode(&mut handle, encoding, |text| made.write_all(text.as_bytes()).map_err(|e| failed(&e)))?;
    if good { Ok((Box::new(made), 0)) } else { Err(not_in(encoding.name())) }
}

/// So many bytes at the beginning hold the declaration.
const HEAD: u64 = 200;

/// The encoding that the declaration names.
fn declared(head: &[u8]) -> Result<&'static Encoding, Refusal> {
    let head = String::from_utf8_lossy(head);
    let Some(declaration) = head.trim_start().strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) else {
        return Ok(encoding_rs::UTF_8);
    };
    let Some((_, value)) = declaration.0.split_once("encoding") else { return Ok(encoding_rs::UTF_8) };
    let value = value.trim_start().strip_prefix('=').unwrap_or_default().trim_start();
    let name = value.split(['"', '\'']).nth(1).unwrap_or_default();
    Encoding::for_label(name.as_bytes()).ok_or_else(|| not_in(name))
}

fn not_in(encoding: &str) -> Refusal {
    Refusal::new(Code::MessageEncoding).with("declared", Fact::Text(encoding.chars().take(40).collect()))
}

struct Walk<R> {
    reader: NsReader<R>,
    path: String,
    depth: usize,
    text: String,
}

impl<R: BufRead> Walk<R> {
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

    fn currency(&self, start: &BytesStart<'_>) -> Result<Option<String>, Stop> {
        let found = start.try_get_attribute("Ccy").map_err(|_| self.malformed(said("xml-attribute")))?;
        Ok(found.map(|attribute| attribute.value.trim().to_owned()))
    }

    fn entity(&self, entity: &BytesRef<'_>) -> Result<char, Stop> {
        match entity.resolve_char_ref() {
            Ok(Some(character)) => return Ok(character),
            Ok(None) => {}
            Err(_) => return Err(self.malformed(said("xml-reference"))),
        }
        match entity.xml10_content().as_ref() {
            "amp" => Ok('&'),
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "quot" => Ok('"'),
            "apos" => Ok('\''),
            other => Err(self.malformed(Fact::About(
                "xml-reference".to_owned(),
                format!("&{};", other.chars().take(40).collect::<String>()),
            ))),
        }
    }

    /// Adds to the text of the element that is open.
    fn say(&mut self, words: &str) -> Result<(), Stop> {
        if self.text.len().saturating_add(words.len()) > TEXT {
            return Err(self.malformed(said("xml-long")));
        }
        self.text.push_str(words);
        Ok(())
    }

    fn malformed(&self, what: Fact) -> Stop {
        Stop::Malformed { what, place: self.reader.buffer_position() }
    }
}

fn said(key: &str) -> Fact {
    Fact::Message(key.to_owned())
}

/// What the reader finds wrong, in words of ours; the line stands beside.
fn words_of(error: &quick_xml::Error) -> Fact {
    use quick_xml::Error::{Encoding, IllFormed, InvalidAttr, Io, Syntax};
    use quick_xml::errors::IllFormedError::{MismatchedEndTag, MissingEndTag, UnclosedReference, UnmatchedEndTag};
    let named = |key: &str, name: &str| Fact::About(key.to_owned(), name.chars().take(80).collect());
    match error {
        IllFormed(MismatchedEndTag { expected, found }) => {
            named("xml-mismatched", &format!("<{expected}> … </{found}>"))
        }
        IllFormed(UnmatchedEndTag(name)) => named("xml-unmatched", &format!("</{name}>")),
        IllFormed(MissingEndTag(name)) => named("xml-unclosed", &format!("<{name}>")),
        IllFormed(UnclosedReference) => said("xml-reference"),
        Syntax(_) => said("xml-unclosed"),
        InvalidAttr(_) => said("xml-attribute"),
        Encoding(_) => said("xml-characters"),
        Io(_) => said("broken-reading"),
        _ => said("xml-other"),
    }
}

/// The text of one element, which may stand in several parts.
const TEXT: usize = 16 << 20;

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write;
    use std::path::Path;
    use std::process::{Command, Stdio};

    use proptest::prelude::*;

    use super::*;

    /// Validates a message against its schema where the schemas and `xmllint` are present; says so when they are not.
    pub(crate) fn valid(bytes: &[u8], message: &str) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let named = std::env::var_os("XINBU_XSD").map(std::path::PathBuf::from);
        let places = [named, Some(root.join("../../../shared/xsd")), Some(root.join("../../../../shared/xsd"))];
        let schema = places.into_iter().flatten().map(|p| p.join(format!("{message}.xsd"))).find(|p| p.is_file());
        let Some(schema) = schema else {
            println!("skipped: no schema {message}.xsd");
            return;
        };
        let run = Command::new("xmllint")
            .args(["--nonet", "--noout", "--schema"])
            .arg(&schema)
            .arg("-")
            .stdin(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let Ok(mut run) = run else {
            println!("skipped: no xmllint");
            return;
        };
        run.stdin.take().unwrap().write_all(bytes).unwrap();
        let ended = run.wait_with_output().unwrap();
        assert!(ended.status.success(), "{message}: {}", String::from_utf8_lossy(&ended.stderr));
    }

    fn code(text: &str) -> Result<(), Code> {
        walk(text.as_bytes(), |_| Ok(())).map_err(|refusal| refusal.code)
    }

    #[test]
    fn paths_texts_and_entities() {
        let mut seen = Vec::new();
        let text =
            "<?xml version='1.0'?><d:R xmlns:d='urn:x'><d:a Ccy='CNY'> 1 &lt; 2&#x4E2D;<![CDATA[&]]> </d:a><b/></d:R>";
        walk(text.as_bytes(), |step| {
            seen.push(match step {
                Step::Root { namespace } => namespace.to_owned(),
                Step::Open { path, currency } => format!("{path} {}", currency.unwrap_or("-")),
                Step::Close { path, text, padded } => format!("/{path} {text} {padded}"),
            });
            Ok(())
        })
        .unwrap();
        assert_eq!(seen, ["urn:x", "a CNY", "/a 1 < 2中& true", "b -", "/b  false"]);
    }

    #[test]
    fn what_no_bank_sends_is_refused() {
        assert_eq!(code("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), Err(Code::FileDoctype));
        assert_eq!(code("<a>&b;</a>"), Err(Code::MessageMalformed));
        assert_eq!(code("<a><b></a>"), Err(Code::MessageMalformed));
        assert_eq!(code("<a><b></b>"), Err(Code::MessageMalformed));
        assert_eq!(code("<a/><a/>"), Err(Code::MessageMalformed));
        assert_eq!(code("合同号,金额"), Err(Code::MessageMalformed));
        assert_eq!(code(" "), Err(Code::FileEmpty));
        assert_eq!(code(&format!("{}{}", "<a>".repeat(65), "</a>".repeat(65))), Err(Code::MessageDepth));
        assert_eq!(code(&format!("{}{}", "<a>".repeat(64), "</a>".repeat(64))), Ok(()));
        assert_eq!(walk(b"<a>\xFF</a>", |_| Ok(())).unwrap_err().code, Code::MessageEncoding);
        assert_eq!(code("<?xml version='1.0' encoding='klingon'?><a/>"), Err(Code::MessageEncoding));
        let line = walk(b"<a>\n<b>\n</c></a>", |_| Ok(())).unwrap_err().facts;
        assert!(line.contains(&("line".into(), Fact::Count(3))), "{line:?}");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[<>/ab&;#x0-9'= !\\[\\]?-]*") {
            let _ = code(&text);
        }
    }
}
