//! What a file of evidence may be: a document or a picture by its content, never by its name alone. One function for every
//! upload of evidence; a program, a page or a script is refused whatever it is called.

use domain::refusal::{Code, Fact, Refusal};

use super::source::Source;

/// What a field for evidence offers in the browser's dialog.
pub const ACCEPT: &str = ".pdf,.ofd,.png,.jpg,.jpeg,.docx,.xlsx";

/// A kind of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// A PDF document.
    Pdf,
    /// A document of the national format OFD (GB/T 33190).
    Ofd,
    /// A PNG picture.
    Png,
    /// A JPEG picture.
    Jpeg,
    /// A Word document without macros.
    Docx,
    /// An Excel workbook without macros.
    Xlsx,
}

impl Evidence {
    /// Looks at a file.
    ///
    /// # Errors
    /// [`Code::EvidenceKind`] naming what was found; [`Code::EvidenceName`] when the name promises something else.
    pub fn of<'a>(file_name: &str, file: impl Into<Source<'a>>) -> Result<Self, Refusal> {
        let found = Self::by_content(file.into())?;
        let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        match ending {
            Some(ending) if !found.endings().contains(&ending.as_str()) => Err(Refusal::new(Code::EvidenceName)
                .with("name", Fact::Text(file_name.chars().take(80).collect()))
                .with("found", Fact::Message(found.message().to_owned()))),
            _ => Ok(found),
        }
    }

    /// The type under which it is sent to a browser.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Ofd => "application/ofd",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Ofd => &["ofd"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
        }
    }

    const fn message(self) -> &'static str {
        match self {
            Self::Pdf => "file-kind-pdf",
            Self::Ofd => "file-kind-ofd",
            Self::Png | Self::Jpeg => "file-kind-picture",
            Self::Docx => "file-kind-word",
            Self::Xlsx => "file-kind-xlsx",
        }
    }

    fn by_content(file: Source<'_>) -> Result<Self, Refusal> {
        let head = file.head(HEAD)?;
        match head[..] {
            [b'%', b'P', b'D', b'F', b'-', ..] => Ok(Self::Pdf),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(Self::Png),
            [0xFF, 0xD8, 0xFF, ..] => Ok(Self::Jpeg),
            [b'P', b'K', 3, 4, ..] => Self::in_container(file),
            _ => Err(refused(other(&head, file)?)),
        }
    }

    /// What a container holds is told by the names of its parts; nothing is unpacked.
    fn in_container(file: Source<'_>) -> Result<Self, Refusal> {
        let container = zip::ZipArchive::new(file.open()?).map_err(|_| refused("file-kind-archive"))?;
        let names: Vec<String> =
            container.file_names().filter_map(Result::ok).map(|n| n.to_ascii_lowercase()).collect();
        let has = |wanted: &str| names.iter().any(|name| name == wanted);
        let programs = |name: &String| {
            [".bin", ".exe", ".dll", ".js", ".vbs", ".html", ".htm"].iter().any(|end| name.ends_with(end))
        };
        // Printer settings are the one binary part that ordinary workbooks have.
        let active = names.iter().any(|name| programs(name) && !name.contains("printersettings"));
        match () {
            () if active => Err(refused("file-kind-active")),
            () if has("ofd.xml") => Ok(Self::Ofd),
            () if has("word/document.xml") => Ok(Self::Docx),
            () if has("xl/workbook.xml") => Ok(Self::Xlsx),
            () => Err(refused("file-kind-archive")),
        }
    }
}

/// What a file is that is no evidence.
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

fn refused(message: &str) -> Refusal {
    Refusal::new(Code::EvidenceKind).with("found", Fact::Message(message.to_owned()))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use super::*;

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
            ("证明.pdf", b"%PDF-1.7 ...".to_vec(), Evidence::Pdf),
            ("证明", b"%PDF-1.7 ...".to_vec(), Evidence::Pdf),
            ("截图.PNG", b"\x89PNG\r\n\x1a\n....".to_vec(), Evidence::Png),
            ("照片.jpeg", b"\xFF\xD8\xFF\xE0....".to_vec(), Evidence::Jpeg),
            ("函.ofd", container(&["OFD.xml", "Doc_0/Document.xml"]), Evidence::Ofd),
            ("函.docx", container(&["[Content_Types].xml", "word/document.xml"]), Evidence::Docx),
            ("表.xlsx", container(&["xl/workbook.xml", "xl/printerSettings/printerSettings1.bin"]), Evidence::Xlsx),
        ] {
            assert_eq!(Evidence::of(name, &bytes), Ok(kind), "{name}");
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
                let refusal = Evidence::of(name, &bytes).unwrap_err();
                assert_eq!(refusal, refused(kind), "{name} {kind}");
            }
        }
        for name in ["证明.exe", "证明.html", "证明.pdf.js", "证明.png"] {
            assert_eq!(Evidence::of(name, b"%PDF-1.7").unwrap_err().code, Code::EvidenceName, "{name}");
        }
    }
}
