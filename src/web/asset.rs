//! The files that pages refer to, inside the binary, each under an address that changes with its bytes.

use std::sync::LazyLock;

use crate::web::path::{Path, to};
use sha2::{Digest, Sha256};

/// A file served under `/assets/<hash>/<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asset {
    /// The style sheet.
    Style,
    /// The logo, also the icon of the browser's tab.
    Logo,
}

impl Asset {
    /// Every file.
    pub const ALL: [Self; 2] = [Self::Style, Self::Logo];

    /// The last part of the address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Style => "app.css",
            Self::Logo => "logo.svg",
        }
    }

    /// The content.
    pub const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Style => include_bytes!("asset/app.css"),
            Self::Logo => include_bytes!("asset/logo.svg"),
        }
    }

    /// The media type.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Style => "text/css; charset=utf-8",
            Self::Logo => "image/svg+xml",
        }
    }

    /// The first 16 hexadecimal digits of the SHA-256 of the content.
    pub fn hash(self) -> &'static str {
        static STYLE: LazyLock<String> = LazyLock::new(|| short_hash(Asset::Style.bytes()));
        static LOGO: LazyLock<String> = LazyLock::new(|| short_hash(Asset::Logo.bytes()));
        match self {
            Self::Style => &STYLE,
            Self::Logo => &LOGO,
        }
    }

    /// The address for pages.
    pub fn url(self) -> Path {
        to!("/assets/{hash}/{name}", self.hash(), self.name())
    }

    /// The file of an address, if its hash is the one of today.
    pub fn find(hash: &str, name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.name() == name && a.hash() == hash)
    }
}

fn short_hash(bytes: &[u8]) -> String {
    let mut hash = hex::encode(Sha256::digest(bytes));
    hash.truncate(16);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_its_file_and_an_old_one_does_not() {
        for asset in Asset::ALL {
            assert_eq!(Asset::find(asset.hash(), asset.name()), Some(asset));
            assert_eq!(Asset::find("0000000000000000", asset.name()), None);
            assert!(asset.url().as_str().contains(asset.hash()));
        }
    }

    #[test]
    fn the_style_sheet_loads_nothing_from_elsewhere() {
        let css = std::str::from_utf8(Asset::Style.bytes()).unwrap();
        assert!(!css.contains("url(") && !css.contains("@import"));
        assert!(css.contains("@media print"));
    }
}
