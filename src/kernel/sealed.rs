//! Secrets that the database keeps under a key of the installation (`XINBU_SECRET_KEY`), so that a copy of the database alone does not
//! hand them out: AES-256-GCM, each bound to what it belongs to.

use std::fmt;

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use crate::error::Fault;
use crate::id::{random, sha256};

/// A key of the installation.
pub struct SealingKey {
    key: LessSafeKey,
    name: String,
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "the key {}", self.name)
    }
}

impl SealingKey {
    /// A key of 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 32] = hex::decode(text.trim()).ok()?.try_into().ok()?;
        let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &bytes).ok()?);
        let name = sha256([b"name of ".as_slice(), &bytes].concat()).chars().take(16).collect();
        Some(Self { key, name })
    }

    /// By which it is known which key something is kept under; nothing of the key follows from it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// A secret that belongs to something, as it is kept.
    ///
    /// # Errors
    /// A fault when the operating system has no randomness.
    pub fn seal(&self, of: &str, secret: &[u8]) -> Result<Vec<u8>, Fault> {
        let nonce: [u8; NONCE_LEN] = random()?;
        let mut sealed = secret.to_vec();
        let done = self.key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(of), &mut sealed);
        done.map_err(|_| Fault::new("a secret could not be sealed"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// A secret that was kept; none where it is of another key, of something else, or was altered.
    pub fn open(&self, of: &str, kept: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = kept.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut sealed = sealed.to_vec();
        self.key.open_in_place(nonce, Aad::from(of), &mut sealed).ok().map(|secret| secret.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_with_its_key_for_what_it_belongs_to_and_unaltered() {
        let key = SealingKey::parse(&"0f".repeat(32)).unwrap();
        let other = SealingKey::parse(&"1f".repeat(32)).unwrap();
        let kept = key.seal("peng", b"secret").unwrap();
        assert!(!kept.windows(6).any(|part| part == b"secret"));
        assert_ne!(kept, key.seal("peng", b"secret").unwrap());
        assert_eq!(key.open("peng", &kept).as_deref(), Some(b"secret".as_slice()));
        assert_eq!(
            (key.open("zhou", &kept), other.open("peng", &kept), key.open("peng", b"short")),
            (None, None, None)
        );
        let altered: Vec<u8> = kept.iter().enumerate().map(|(n, b)| if n == 13 { b ^ 1 } else { *b }).collect();
        assert_eq!(key.open("peng", &altered), None);
        assert_ne!(key.name(), other.name());
        assert!(!format!("{key:?}").contains("0f0f"));
        assert!(["", "0f", &"0g".repeat(32), &"0f".repeat(33)].into_iter().all(|bad| SealingKey::parse(bad).is_none()));
    }
}
