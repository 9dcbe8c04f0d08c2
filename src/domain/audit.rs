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

/// An event as it is stored: its fields, the hash of the one before it, and its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link<'a> {
    /// What is hashed.
    pub fields: EventFields<'a>,
    /// The stored hash of the event before it; none for the first.
    pub prev: Option<[u8; 32]>,
    /// The stored hash.
    pub hash: [u8; 32],
}

/// Where the chain of an aggregate breaks, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the chain breaks at event {position}: {kind}")]
pub struct ChainBreak {
    /// The first event that does not fit, counted from 0.
    pub position: usize,
    /// What does not fit.
    pub kind: BreakKind,
}

/// What does not fit in a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BreakKind {
    /// The event belongs to another aggregate than the first one.
    #[error("it belongs to another aggregate")]
    Aggregate,
    /// Versions do not go 1, 2, 3 …: an event was removed, inserted or moved.
    #[error("its version does not follow")]
    Version,
    /// It does not name the hash of the event before it.
    #[error("it does not follow the event before it")]
    Previous,
    /// Its fields do not hash to its stored hash.
    #[error("its content is not what was hashed")]
    Content,
}

/// Verifies all events of one aggregate in the order of their versions.
///
/// A cut tail, or a chain that was rewritten to its end with new hashes, agrees with itself; only a checkpoint kept
/// elsewhere shows those (integrity.md 5.5, layer C).
///
/// # Errors
/// The first break.
pub fn verify_chain<'a>(links: impl IntoIterator<Item = Link<'a>>) -> Result<(), ChainBreak> {
    let mut before: Option<Link<'a>> = None;
    for (position, link) in links.into_iter().enumerate() {
        let fault = |kind| Err(ChainBreak { position, kind });
        let next = before.map_or(Some(1), |b| b.fields.agg_version.checked_add(1));
        let aggregate = |l: &Link<'a>| (l.fields.aggregate_kind, l.fields.aggregate_id);
        if before.is_some_and(|b| aggregate(&b) != aggregate(&link)) {
            return fault(BreakKind::Aggregate);
        }
        if Some(link.fields.agg_version) != next {
            return fault(BreakKind::Version);
        }
        if link.prev != before.map(|b| b.hash) {
            return fault(BreakKind::Previous);
        }
        if link.hash != hash(&link.fields, link.prev) {
            return fault(BreakKind::Content);
        }
        before = Some(link);
    }
    Ok(())
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

    /// A good chain whose events carry the given payloads.
    fn chain(payloads: &[String]) -> Vec<Link<'_>> {
        let mut links: Vec<Link<'_>> = Vec::new();
        for (at, payload) in payloads.iter().enumerate() {
            let fields = event("application", "1", i64::try_from(at).unwrap() + 1, payload);
            let prev = links.last().map(|l| l.hash);
            links.push(Link { fields, prev, hash: hash(&fields, prev) });
        }
        links
    }

    /// The chain with one event's field changed by hand.
    fn altered(links: &[Link<'static>], at: usize, field: usize) -> Vec<Link<'static>> {
        let mut links = links.to_vec();
        let fields = &mut links[at].fields;
        match field {
            0 => fields.at_utc_micros += 1,
            1 => fields.business_date = fields.business_date.succ_opt().unwrap(),
            2 => fields.actor = "somebody",
            3 => fields.role = "approver",
            4 => fields.action = "application.approve",
            _ => fields.payload_json = "{\"amount\":1}",
        }
        links
    }

    #[test]
    fn an_empty_chain_and_a_good_one_hold() {
        assert_eq!(verify_chain([]), Ok(()));
        assert_eq!(verify_chain(chain(&["{}".to_owned(), "[]".to_owned(), "{}".to_owned()])), Ok(()));
    }

    #[test]
    fn an_event_with_a_new_hash_breaks_the_next_one() {
        let payloads = ["{}".to_owned(), "[]".to_owned(), "{}".to_owned()];
        let mut links = chain(&payloads);
        links[1].fields.payload_json = "[1]";
        links[1].hash = hash(&links[1].fields, links[1].prev);
        assert_eq!(verify_chain(links), Err(ChainBreak { position: 2, kind: BreakKind::Previous }));
    }

    #[test]
    fn an_event_of_another_aggregate_does_not_belong() {
        let payloads = ["{}".to_owned(), "[]".to_owned()];
        let mut links = chain(&payloads);
        links[1].fields.aggregate_id = "2";
        links[1].hash = hash(&links[1].fields, links[1].prev);
        assert_eq!(verify_chain(links), Err(ChainBreak { position: 1, kind: BreakKind::Aggregate }));
    }

    #[test]
    fn any_changed_field_is_found_where_it_is() {
        let payloads: &'static [String] = Vec::leak(vec!["{}".to_owned(); 6]);
        let links = chain(payloads);
        for at in 0..links.len() {
            for field in 0..6 {
                let found = verify_chain(altered(&links, at, field));
                assert_eq!(found, Err(ChainBreak { position: at, kind: BreakKind::Content }), "field {field}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_changed_byte_of_a_hash_or_payload_is_found(payloads in prop::collection::vec("[a-z]{1,20}", 1..12), at in any::<prop::sample::Index>(), byte in 0usize..32, bit in 0u8..8) {
            let links = chain(&payloads);
            let at = at.index(links.len());
            let mut bad = links.clone();
            bad[at].hash[byte] ^= 1 << bit;
            prop_assert_eq!(verify_chain(bad).unwrap_err().position, at);
            let mut changed = payloads.clone();
            changed[at].push('!');
            let mut bad = links.clone();
            bad[at].fields.payload_json = &changed[at];
            prop_assert_eq!(verify_chain(bad), Err(ChainBreak { position: at, kind: BreakKind::Content }));
            let mut bad = links;
            bad[at].prev = Some(bad[at].prev.map_or([7; 32], |mut p| { p[byte] ^= 1 << bit; p }));
            prop_assert_eq!(verify_chain(bad), Err(ChainBreak { position: at, kind: BreakKind::Previous }));
        }

        #[test]
        fn a_removed_swapped_or_inserted_event_is_found(payloads in prop::collection::vec("[a-z]{0,20}", 2..12), one in any::<prop::sample::Index>(), two in any::<prop::sample::Index>()) {
            let links = chain(&payloads);
            let (one, two) = (one.index(links.len()), two.index(links.len()));
            if one + 1 < links.len() {
                let mut bad = links.clone();
                bad.remove(one);
                prop_assert_eq!(verify_chain(bad), Err(ChainBreak { position: one, kind: BreakKind::Version }));
            }
            if one != two {
                let mut bad = links.clone();
                bad.swap(one, two);
                prop_assert_eq!(verify_chain(bad), Err(ChainBreak { position: one.min(two), kind: BreakKind::Version }));
            }
            // A forger who numbers and chains the new event well still cannot make the next one follow it.
            let mut bad = links.clone();
            let prev = one.checked_sub(1).map(|before| links[before].hash);
            let forged = EventFields { action: "application.forged", ..links[one].fields };
            bad.insert(one, Link { fields: forged, prev, hash: hash(&forged, prev) });
            prop_assert_eq!(verify_chain(bad).unwrap_err().position, one + 1);
        }

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
