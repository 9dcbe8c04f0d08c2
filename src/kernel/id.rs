//! New ids: UUID v7 of the given instant with bits from the operating system.

use chrono::{DateTime, Utc};
use uuid::{Builder, Uuid};

/// A new UUID v7.
pub fn new_uuid(now: DateTime<Utc>) -> Uuid {
    let mut random = [0u8; 10];
    // A system without randomness cannot make sessions either; zero bits then collide and the unique key refuses.
    let _ = getrandom::fill(&mut random);
    Builder::from_unix_timestamp_millis(u64::try_from(now.timestamp_millis()).unwrap_or(0), &random).into_uuid()
}

/// Ids of one instant that ascend, so that an index takes many of them at its end instead of each somewhere.
pub struct Ascending {
    millis: u64,
    next: u128,
}

impl Ascending {
    /// Ids from a place by chance on.
    pub fn new(now: DateTime<Utc>) -> Self {
        let mut random = [0u8; 10];
        // As for one id.
        let _ = getrandom::fill(&mut random);
        let next = random.iter().fold(0, |bits, byte| bits << 8 | u128::from(*byte));
        Self { millis: u64::try_from(now.timestamp_millis()).unwrap_or(0), next }
    }

    /// The next id.
    pub fn next_id(&mut self) -> Uuid {
        let [_, _, _, _, _, _, bits @ ..] = self.next.to_be_bytes();
        self.next = self.next.wrapping_add(1);
        Builder::from_unix_timestamp_millis(self.millis, &bits).into_uuid()
    }
}

/// 256 bits from the operating system as 64 hexadecimal digits: tokens of sessions and forms.
///
/// # Errors
/// When the operating system has no randomness.
pub fn new_token() -> Result<String, crate::error::Fault> {
    Ok(hex::encode(random::<32>()?))
}

/// Bytes from the operating system.
///
/// # Errors
/// When it has no randomness.
pub fn random<const N: usize>() -> Result<[u8; N], crate::error::Fault> {
    let mut bytes = [0u8; N];
    getrandom::fill(&mut bytes).map_err(|e| crate::error::Fault::new(format!("no randomness: {e}")))?;
    Ok(bytes)
}

/// SHA-256 as 64 hexadecimal digits.
pub fn sha256(bytes: impl AsRef<[u8]>) -> String {
    use sha2::Digest as _;
    hex::encode(sha2::Sha256::digest(bytes))
}
