//! Walks an ISO 20022 message element by element: no document type, bounded depth, only the five entities of XML.

use std::borrow::Cow;

use domain::refusal::{Code, Fact, Refusal};
use encoding_rs::Encoding;
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
        /// Whether blanks were trimmed.
        padded: bool,
    },
}

/// Walks through a message.
///
/// # Errors
/// [`Code::MessageEncoding`], [`Code::FileDoctype`], [`Code::MessageDepth`], [`Code::MessageMalformed`] with the line, and
/// what `see` refuses.
pub(super) fn walk(bytes: &[u8], mut see: impl FnMut(Step<'_>) -> Result<(), Refusal>) -> Result<(), Refusal> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal::new(Code::FileEmpty));
    }
    let source = decode(bytes)?;
    let source = source.as_ref();
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
                    let text = walk.text.trim();
                    see(Step::Close { path: &walk.path, text, padded: text.len() < walk.text.len() })?;
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

/// The text of a message in the encoding that its first bytes or its declaration name; without either it is UTF-8. Nothing
/// is guessed: a byte that does not belong to the encoding refuses the message.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Refusal> {
    let (encoding, start) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None => (declared(bytes)?, 0),
    };
    let rest = bytes.get(start..).unwrap_or_default();
    let text = encoding.decode_without_bom_handling_and_without_replacement(rest);
    text.ok_or_else(|| not_in(encoding.name()))
}

/// The encoding that the declaration names.
fn declared(bytes: &[u8]) -> Result<&'static Encoding, Refusal> {
    let head = bytes.get(..bytes.len().min(200)).unwrap_or_default();
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
        match entity.xml10_content().as_ref() {
            "amp" => Ok('&'),
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "quot" => Ok('"'),
            "apos" => Ok('\''),
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

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write;
    use std::path::Path;
    use std::process::{Command, Stdio};

    use proptest::prelude::*;

    use super::*;

    /// Validates a message against its schema where the schemas and `xmllint` are present; says so when they are not.
    pub(in crate::format) fn valid(bytes: &[u8], message: &str) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let named = std::env::var_os("XINBU_XSD").map(std::path::PathBuf::from);
        let places = [named, Some(root.join("../shared/xsd")), Some(root.join("../../shared/xsd"))];
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
