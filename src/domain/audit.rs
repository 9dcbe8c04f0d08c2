//! The tamper-evident log (integrity.md 5.5, layer A): a canonical encoding of an event and the hash that chains it to
//! the event before it of the same aggregate.
//!
//! `hash = SHA-256(0x00 ‖ version ‖ length-prefixed fields ‖ hash before)`. Lengths stand before the fields, so the border
//! between two fields is never in doubt; the leading byte keeps leaves apart from the nodes of a later Merkle tree.

use sha2::{Digest as _, Sha256};

/// The version of the encoding.
const VERSION: u8 = 1;

/// What of an event is hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventFields<'a> {
    /// Kind of the aggregate.
    pub aggregate_kind: &'a str,
    /// Its id.
    pub aggregate_id: &'a str,
    /// 1, 2, 3 … within the aggregate.
    pub agg_version: i64,
    /// The instant, in microseconds since 1970 UTC.
    pub at_utc_micros: i64,
    /// The business date.
    pub business_date: chrono::NaiveDate,
    /// The person's id, or `system`.
    pub actor: &'a str,
    /// The role at the time.
    pub role: &'a str,
    /// What happened.
    pub action: &'a str,
    /// The facts, as stored.
    pub payload_json: &'a str,
}

/// The hash of an event after the event with hash `prev`.
pub fn hash(fields: &EventFields<'_>, prev: Option<[u8; 32]>) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update([0x00, VERSION]);
    let version = fields.agg_version.to_be_bytes();
    let at = fields.at_utc_micros.to_be_bytes();
    let date = fields.business_date.to_string();
    let all: [&[u8]; 9] = [
        fields.aggregate_kind.as_bytes(),
        fields.aggregate_id.as_bytes(),
        &version,
        &at,
        date.as_bytes(),
        fields.actor.as_bytes(),
        fields.role.as_bytes(),
        fields.action.as_bytes(),
        fields.payload_json.as_bytes(),
    ];
    for field in all {
        hasher.update(u64::try_from(field.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(field);
    }
    hasher.update(prev.unwrap_or_default());
    hasher.finalize().into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn event<'a>(kind: &'a str, id: &'a str, version: i64, payload: &'a str) -> EventFields<'a> {
        EventFields {
            aggregate_kind: kind,
            aggregate_id: id,
            agg_version: version,
            at_utc_micros: 1_774_000_000_000_000,
            business_date: chrono::NaiveDate::from_ymd_opt(2026, 3, 20).unwrap(),
            actor: "system",
            role: "",
            action: "application.submit",
            payload_json: payload,
        }
    }

    #[test]
    fn the_border_between_fields_counts() {
        assert_ne!(hash(&event("ab", "c", 1, "{}"), None), hash(&event("a", "bc", 1, "{}"), None));
    }

    proptest! {
        #[test]
        fn any_change_of_an_event_or_of_its_past_changes_the_hash(payload in "\\PC{0,40}", other in "\\PC{0,40}", prev in any::<[u8; 32]>(), flip in 0usize..32) {
            let one = hash(&event("application", "1", 2, &payload), Some(prev));
            if payload != other {
                prop_assert_ne!(one, hash(&event("application", "1", 2, &other), Some(prev)));
            }
            prop_assert_ne!(one, hash(&event("application", "1", 3, &payload), Some(prev)));
            let mut altered = prev;
            altered[flip] ^= 1;
            prop_assert_ne!(one, hash(&event("application", "1", 2, &payload), Some(altered)));
        }
    }
}
