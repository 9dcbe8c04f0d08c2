//! What a file is, told from its bytes and never from its name. One function for whatever is kept; a program, a page or a
//! script is refused as evidence whatever it is called.

use domain::document::{Kind, Media};
use domain::refusal::{Code, Fact, Refusal};

use super::source::Source;

/// What a file for people to open is: of its kind by its content, with nothing in it that runs, and called what it is.
///
/// # Errors
/// [`Code::DocumentKind`] naming what was found; [`Code::DocumentName`] when the name promises something else;
/// [`Code::FileTooLarge`].
pub fn paper<'a>(kind: Kind, file_name: &str, file: impl Into<Source<'a>>) -> Result<Media, Refusal> {
    let file = file.into();
    let found = match look(file, true)? {
        Some(found) => found,
        None => Err(other(&file.head(HEAD)?, file)?),
    };
    let found = found.map_err(|found| kind.refuses(found))?;
    kind.takes(found, size(file)?)?;
    let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending {
        Some(ending) if !found.endings().contains(&ending.as_str()) => Err(Refusal::new(Code::DocumentName)
            .with("name", Fact::Text(file_name.chars().take(80).collect()))
            .with("found", Fact::Message(found.message().to_owned()))),
        _ => Ok(found),
    }
}

/// What a file of rows or a message is that a reader of ours takes; its name decides nothing.
///
/// # Errors
/// [`Code::DocumentKind`] naming what was found; [`Code::FileTooLarge`].
pub fn data<'a>(kind: Kind, file: impl Into<Source<'a>>) -> Result<Media, Refusal> {
    let file = file.into();
    let found = match look(file, false)? {
        Some(found) => found,
        None => text(file)?.ok_or("file-kind-binary"),
    };
    let found = found.map_err(|found| kind.refuses(found))?;
    kind.takes(found, size(file)?)?;
    Ok(found)
}

fn size(file: Source<'_>) -> Result<i64, Refusal> {
    Ok(i64::try_from(file.size()?).unwrap_or(i64::MAX))
}

/// What a file is in the list, or else in words.
type Found = Result<Media, &'static str>;

/// What has a sign of its own at its beginning; none has what is text. Inside a container nothing may run where `strict`.
fn look(file: Source<'_>, strict: bool) -> Result<Option<Found>, Refusal> {
    let head = file.head(HEAD)?;
    Ok(Some(match head[..] {
        [b'%', b'P', b'D', b'F', b'-', ..] => Ok(Media::Pdf),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(Media::Png),
        [0xFF, 0xD8, 0xFF, ..] => Ok(Media::Jpeg),
        [b'P', b'K', 3, 4, ..] => in_container(file, strict)?,
        _ => return Ok(None),
    }))
}

/// Text without a sign, by how it begins; none for what is no text.
fn text(file: Source<'_>) -> Result<Option<Media>, Refusal> {
    let head = file.head(HEAD)?;
    if head.contains(&0) {
        return Ok(None);
    }
    let begins = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head).trim_ascii_start();
    Ok(Some(match begins {
        [b'<', ..] => Media::Xml,
        [b'{', b'1', b':', ..] | [b':', ..] => Media::Text,
        [b'{' | b'[', ..] => Media::Json,
        _ => Media::Csv,
    }))
}

/// What a container holds is told by the names of its parts; nothing is unpacked.
fn in_container(file: Source<'_>, strict: bool) -> Result<Found, Refusal> {
    let Ok(container) = zip::ZipArchive::new(file.open()?) else { return Ok(Err("file-kind-archive")) };
    let names: Vec<String> = container.file_names().filter_map(Result::ok).map(|n| n.to_ascii_lowercase()).collect();
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let programs =
        |name: &String| [".bin", ".exe", ".dll", ".js", ".vbs", ".html", ".htm"].iter().any(|end| name.ends_with(end));
    // Printer settings are the one binary part that ordinary workbooks have.
    let active = strict && names.iter().any(|name| programs(name) && !name.contains("printersettings"));
    Ok(match () {
        () if active => Err("file-kind-active"),
        () if has("ofd.xml") => Ok(Media::Ofd),
        () if has("word/document.xml") => Ok(Media::Docx),
        () if has("xl/workbook.xml") => Ok(Media::Xlsx),
        () => Err("file-kind-archive"),
    })
}

/// What a file is that has no sign of its own, in words.
fn other(bytes: &[u8], file: Source<'_>) -> Result<&'static str, Refusal> {
    let head = String::from_utf8_lossy(bytes).to_ascii_lowercase();
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    Ok(match bytes {
        [b'M', b'Z', ..] | [0x7F, b'E', b'L', b'F', ..] | [0xCF, 0xFA, 0xED, 0xFE, ..] => "file-kind-program",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "file-kind-xls",
        [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xBC, 0xAF, ..] | [0x1F, 0x8B, ..] => "file-kind-archive",
        _ if head.starts_with("#!") || head.starts_with("@echo") => "file-kind-script",
        _ if ["<!doctype html", "<html", "<script", "<body"].iter().any(|start| head.contains(start)) => {
            "file-kind-html"
        }
        _ if head.starts_with('<') => "file-kind-xml",
        _ if file.contains(&[0])? => "file-kind-binary",
        _ => "file-kind-text",
    })
}

/// So many bytes at the beginning tell what a file is.
const HEAD: u64 = 512;

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::*;

    const PAPER: Kind = Kind::CreditEvidence;

    fn container(parts: &[&str]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for part in parts {
            writer.start_file(*part, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(b"<a/>").unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn documents_and_pictures_are_evidence() {
        for (name, bytes, kind) in [
            ("证明.pdf", b"%PDF-1.7 ...".to_vec(), Media::Pdf),
            ("证明", b"%PDF-1.7 ...".to_vec(), Media::Pdf),
            ("截图.PNG", b"\x89PNG\r\n\x1a\n....".to_vec(), Media::Png),
            ("照片.jpeg", b"\xFF\xD8\xFF\xE0....".to_vec(), Media::Jpeg),
            ("函.ofd", container(&["OFD.xml", "Doc_0/Document.xml"]), Media::Ofd),
            ("函.docx", container(&["[Content_Types].xml", "word/document.xml"]), Media::Docx),
            ("表.xlsx", container(&["xl/workbook.xml", "xl/printerSettings/printerSettings1.bin"]), Media::Xlsx),
        ] {
            assert_eq!(paper(PAPER, name, &bytes), Ok(kind), "{name}");
        }
    }

    #[test]
    fn programs_pages_and_scripts_are_refused_whatever_their_name() {
        for (bytes, kind) in [
            (b"MZ\x90\x00\x03".to_vec(), "file-kind-program"),
            (b"\x7fELF\x02".to_vec(), "file-kind-program"),
            (b"\n<!DOCTYPE html><html></html>".to_vec(), "file-kind-html"),
            (b"<svg onload='x'><script>x</script></svg>".to_vec(), "file-kind-html"),
            (b"#!/bin/sh\nrm -r /".to_vec(), "file-kind-script"),
            (b"hello".to_vec(), "file-kind-text"),
            (container(&["xl/workbook.xml", "xl/vbaProject.bin"]), "file-kind-active"),
            (container(&["OFD.xml", "run.EXE"]), "file-kind-active"),
            (container(&["a.txt"]), "file-kind-archive"),
            (b"PK\x03\x04 torn".to_vec(), "file-kind-archive"),
        ] {
            for name in ["证明.pdf", "证明.exe", "证明"] {
                let refusal = paper(PAPER, name, &bytes).unwrap_err();
                assert_eq!(refusal, PAPER.refuses(kind), "{name} {kind}");
            }
        }
        for name in ["证明.exe", "证明.html", "证明.pdf.js", "证明.png"] {
            assert_eq!(paper(PAPER, name, b"%PDF-1.7").unwrap_err().code, Code::DocumentName, "{name}");
        }
    }

    #[test]
    fn data_are_what_their_bytes_say() {
        let book = container(&["xl/workbook.xml", "xl/embeddings/oleobject1.bin"]);
        for (kind, bytes, media) in [
            (Kind::Schedule, book.as_slice(), Some(Media::Xlsx)),
            (Kind::Schedule, "合同编号,金额\n".as_bytes(), Some(Media::Csv)),
            (Kind::CreditList, b"\xEF\xBB\xBF[{\"a\": 1}]", Some(Media::Json)),
            (Kind::Statement, b"<?xml version='1.0'?><Document/>", Some(Media::Xml)),
            (Kind::Statement, b"{1:F01BANKCNBJ}{4:\r\n:20:1", Some(Media::Text)),
            (Kind::Statement, b":20:STARTUMS\r\n:25:1", Some(Media::Text)),
            (Kind::Statement, "日期,借方\n".as_bytes(), Some(Media::Csv)),
            (Kind::Schedule, b"<?xml version='1.0'?><Document/>", None),
            (Kind::Statement, b"%PDF-1.7", None),
            (Kind::Statement, b"MZ\x90\x00\x03", None),
        ] {
            let found = data(kind, bytes);
            assert_eq!(found.as_ref().ok().copied(), media, "{kind} {bytes:?}");
        }
        assert_eq!(data(Kind::Schedule, b"%PDF-1.7").unwrap_err().code, Code::DocumentKind);
    }
}
