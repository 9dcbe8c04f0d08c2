//! Takes a statement into the books, or says why not. A statement that opens with the closing balance of the one before
//! holds only new entries: the balances prove it, whatever ids and numbers the bank uses.

use domain::id::{BankAccountId, EntryId, StatementId};
use domain::money::Fen;
use domain::reconciliation;
use domain::refusal::{Code, Fact, Refusal};
use domain::statement::{Direction, EntryKey, Previous, QuarantineReason, Statement};
use domain::workflow::{EntryState, QuarantineState};
use entity::{bank_account, statement, statement_entry};
use serde_json::json;
use std::collections::HashMap;

use crate::error::{Error, Fault};
use crate::id::{Ascending, new_uuid, sha256};
use crate::service::command::Context;
use crate::store;

/// The distance of two statements in the chain; one that fills a gap later goes into the middle.
const STEP: i64 = 1 << 20;

/// Where a statement stands among those of its account.
pub(super) struct Place {
    /// What stands before it.
    pub(super) previous: Option<Previous>,
    chain_no: i64,
}

/// Finds the place of a statement: after the last one, before the first, or in a gap that was accepted. Without a fitting
/// one it is measured by the last.
pub(super) async fn place(cx: &Context<'_>, account: BankAccountId, read: &Statement) -> Result<Place, Error> {
    let Some(last) = store::statement::latest(cx.tx, account).await? else {
        return Ok(Place { previous: None, chain_no: STEP });
    };
    let after = |s: &statement::Model| s.chain_no.unwrap_or(0).saturating_add(STEP);
    let end = Place { previous: Some(previous(&last)), chain_no: after(&last) };
    let (Some(opening), Some(closing)) = (&read.opening, &read.closing) else { return Ok(end) };
    if opening.amount == last.closing_fen {
        return Ok(end);
    }
    let day = read.to.or(read.from).unwrap_or(cx.today);
    let Some(next) = store::statement::opening_with(cx.tx, account, closing.amount, day).await? else {
        return Ok(end);
    };
    let next_no = next.chain_no.unwrap_or(0);
    let Some(before) = store::statement::before(cx.tx, account, next_no).await? else {
        return Ok(Place { previous: None, chain_no: next_no.saturating_sub(STEP) });
    };
    let before_no = before.chain_no.unwrap_or(0);
    let middle = before_no.saturating_add(next_no.saturating_sub(before_no) / 2);
    let fills = before.closing_fen == opening.amount && before.closing_fen != next.opening_fen && middle > before_no;
    Ok(if fills { Place { previous: Some(previous(&before)), chain_no: middle } } else { end })
}

fn previous(s: &statement::Model) -> Previous {
    Previous {
        closing: s.closing_fen,
        electronic_sequence: s.sequence_no.and_then(|n| u64::try_from(n).ok()),
        to: Some(s.to_on),
        page: s.page_no.and_then(|n| u32::try_from(n).ok()),
    }
}

/// Every reason for which a statement does not go to its place by itself.
pub(super) fn reasons(account: &bank_account::Model, read: &Statement, place: &Place) -> Vec<QuarantineReason> {
    let mut reasons = read.check(place.previous.as_ref());
    reasons.extend(read.check_currency(account.currency));
    reasons
}

/// The hash of what a statement says; it names the statement for ever.
///
/// # Errors
/// A fault.
pub(super) fn content(read: &Statement) -> Result<String, Error> {
    let said = Statement { tolerated: Vec::new(), ..read.clone() };
    Ok(sha256(serde_json::to_vec(&said)?))
}

/// A statement that comes with a file.
pub(super) struct Arrived<'a> {
    pub(super) account: &'a bank_account::Model,
    pub(super) read: &'a Statement,
    pub(super) document: domain::id::DocumentId,
    pub(super) version: &'a str,
    pub(super) file_sha256: &'a str,
}

impl Arrived<'_> {
    /// Writes it: taken with its lines when there is nothing against it, else in quarantine with its reasons.
    pub(super) async fn write(
        &self,
        cx: &mut Context<'_>,
        place: &Place,
        against: &[QuarantineReason],
    ) -> Result<(statement::Model, usize), Error> {
        let (read, account) = (self.read, self.account);
        let id = StatementId::from_uuid(new_uuid(cx.now));
        let number = store::number::next(cx.tx, "BS", domain::date::year_of(cx.today)).await?;
        let balance = |b: &Option<domain::statement::Balance>| b.as_ref().map_or(Fen::ZERO, |b| b.amount);
        let taken = against.is_empty();
        let row = statement::Model {
            id,
            number: number.clone(),
            bank_account_id: account.id,
            document_id: self.document,
            bank_statement_id: read.id.clone(),
            message_version: self.version.to_owned(),
            sequence_no: read.electronic_sequence.and_then(|n| i64::try_from(n).ok()),
            from_on: read.from.unwrap_or(cx.today),
            to_on: read.to.or(read.from).unwrap_or(cx.today),
            opening_fen: balance(&read.opening),
            closing_fen: balance(&read.closing),
            state: if taken { "balanced" } else { "quarantined" }.to_owned(),
            reasons: serde_json::to_string(against)?,
            imported_by: cx.actor.person,
            imported_at: cx.now,
            content_sha256: Some(content(read)?),
            chain_no: taken.then_some(place.chain_no),
            page_no: read.page.map(i64::from),
            quarantine: if taken { QuarantineState::None } else { QuarantineState::Waiting },
            given_up_reason: String::new(),
        };
        let payload = json!({
            "number": number, "file_sha256": self.file_sha256, "state": row.state, "reasons": against, "closing_fen": row.closing_fen,
        });
        cx.record("statement", id, "statement.import", payload);
        // Nothing of a statement that does not balance is taken over, let alone matched.
        let entries = if taken { lines(cx, read, &row)? } else { Vec::new() };
        let count = entries.len();
        store::statement::insert(cx.tx, row.clone(), entries).await?;
        Ok((row, count))
    }
}

/// Takes a statement that waited; `how` is `recheck` when nothing is against it any more, `accept` when two people say so.
pub(super) async fn release(
    cx: &mut Context<'_>,
    waiting: &statement::Model,
    read: &Statement,
    place: &Place,
    how: &str,
) -> Result<usize, Error> {
    let entries = lines(cx, read, waiting)?;
    let known = store::statement::known_lines(cx.tx, waiting.bank_account_id, &entries).await?;
    if known > 0 && how == "accept" {
        let count = Fact::Count(i64::try_from(known).unwrap_or(i64::MAX));
        return Err(Refusal::new(Code::StatementOverlaps).with("count", count).into());
    }
    let count = entries.len();
    store::statement::advance(cx.tx, waiting, QuarantineState::None, Some(place.chain_no), "").await?;
    store::statement::insert_entries(cx.tx, entries).await?;
    let payload = json!({ "number": waiting.number, "lines": count, "closing_fen": waiting.closing_fen });
    cx.record("statement", waiting.id, &format!("statement.{how}"), payload);
    Ok(count)
}

/// The lines of a statement. Entries of nothing move nothing and are left out.
fn lines(cx: &Context<'_>, read: &Statement, row: &statement::Model) -> Result<Vec<statement_entry::Model>, Error> {
    let keys: HashMap<u32, EntryKey> = read.entries.iter().map(|e| e.ordinal).zip(read.keys()).collect();
    let mut ids = Ascending::new(cx.now);
    let mut entries = Vec::new();
    let moving = reconciliation::lines(read).into_iter().filter(|line| !line.amount.is_zero());
    for (line, ordinal) in moving.zip(1..) {
        let key = keys.get(&line.ordinal).ok_or_else(|| Fault::new("a statement line without its entry"))?;
        entries.push(statement_entry::Model {
            id: EntryId::from_uuid(ids.next_id()),
            statement_id: row.id,
            bank_account_id: row.bank_account_id,
            ordinal,
            direction: if line.direction == Direction::Credit { "credit" } else { "debit" }.to_owned(),
            amount_fen: line.amount,
            booked_on: line.booked.unwrap_or(cx.today),
            bank_ref: key.reference.clone(),
            end_to_end_id: line.end_to_end_id.clone().unwrap_or_default(),
            return_code: line.return_reason.clone().unwrap_or_default(),
            counterparty_name: line.name.clone().unwrap_or_default(),
            counterparty_account: line.account.clone().unwrap_or_default(),
            remark: line.text.clone(),
            entry: serde_json::to_string(&line)?,
            entry_key: entry_key(key, line.part, &row.number),
            state: EntryState::Unmatched,
            allocated_fen: Fen::ZERO,
        });
    }
    Ok(entries)
}

/// What names a line for ever; equal lines of two statements are two lines.
fn entry_key(key: &EntryKey, part: Option<u32>, statement: &str) -> String {
    let booked = key.booked.map_or_else(String::new, |d| d.to_string());
    let direction = if key.direction == Direction::Credit { "C" } else { "D" };
    let part = part.map_or_else(String::new, |p| p.to_string());
    format!("{}|{booked}|{}|{direction}|{}|{part}|{statement}", key.reference, key.amount.minor(), key.occurrence)
}
