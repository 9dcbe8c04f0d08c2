//! Takes a statement into the books, or says why not. A statement that opens with the closing balance of the one before
//! holds only new entries: the balances prove it, whatever ids and numbers the bank uses.

use chrono::NaiveDate;
use domain::id::{BankAccountId, EntryId, StatementId};
use domain::ledger;
use domain::money::Fen;
use domain::reconciliation;
use domain::refusal::{Code, Fact, Refusal};
use domain::statement::{Direction, EntryKey, Previous, QuarantineReason, Statement, StatementState};
use domain::workflow::{EntryState, Moved, QuarantineEvent, QuarantineState};
use entity::{bank_account, statement, statement_entry};
use serde_json::json;
use std::collections::HashMap;

use crate::command::Context;
use kernel::error::{Error, Fault};
use kernel::id::{Ascending, new_uuid, sha256};
use store::statement::Gap;
use store::{self, Connection};

/// The distance of two statements in the chain; one that fills a gap later goes into the middle.
const STEP: i64 = 1 << 20;

/// The balances and days between which a statement lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    opening: Option<Fen>,
    closing: Option<Fen>,
    from: NaiveDate,
    to: NaiveDate,
}

impl Ends {
    pub(super) fn of(read: &Statement, today: NaiveDate) -> Self {
        let balance = |balance: &Option<domain::statement::Balance>| balance.as_ref().map(|b| b.amount);
        let (from, to) = (read.from.or(read.to), read.to.or(read.from));
        Self {
            opening: balance(&read.opening),
            closing: balance(&read.closing),
            from: from.unwrap_or(today),
            to: to.unwrap_or(today),
        }
    }

    /// Of a statement that is here and may be accepted: it has both balances.
    const fn of_kept(kept: &statement::Model) -> Self {
        Self { opening: Some(kept.opening_fen), closing: Some(kept.closing_fen), from: kept.from_on, to: kept.to_on }
    }
}

/// Where a statement stands among those of its account.
pub(super) struct Place {
    /// What stands before it.
    pub(super) previous: Option<Previous>,
    chain_no: i64,
    before: Option<statement::Model>,
    next: Option<statement::Model>,
}

/// What the account moves by between the statement before and a statement that is here, taken or with both balances to be
/// taken; nothing where it follows the one before.
///
/// # Errors
/// An overflow; a fault of the database.
pub(crate) async fn gap_before(db: &Connection, kept: &statement::Model) -> Result<Option<Gap>, Error> {
    let before = match kept.chain_no {
        Some(taken) => store::statement::before(db, kept.bank_account_id, taken).await?,
        None => place(db, kept.bank_account_id, &Ends::of_kept(kept)).await?.before,
    };
    gap_between(before.as_ref(), kept)
}

fn gap_between(before: Option<&statement::Model>, kept: &statement::Model) -> Result<Option<Gap>, Error> {
    before.map_or(Ok(None), |before| gap_after(before.to_on, before.closing_fen, kept))
}

/// What is not explained between a statement that ends on a day with a balance and the one after it.
///
/// # Errors
/// An overflow.
pub(crate) fn gap_after(ends_on: NaiveDate, closing: Fen, kept: &statement::Model) -> Result<Option<Gap>, Error> {
    let moved = kept.opening_fen.minus(closing)?;
    let gap = || Gap { statement: kept.number.clone(), after: ends_on, before: kept.from_on, moved };
    Ok((!moved.is_zero()).then(gap))
}

/// Finds the place of a statement: after the last one, before the first, or in a gap that was accepted, where it opens with
/// the balance before the gap or closes with the one after it. Without a fitting one it is measured by the last.
pub(super) async fn place(db: &Connection, account: BankAccountId, ends: &Ends) -> Result<Place, Error> {
    let Some(last) = store::statement::latest(db, account).await? else {
        return Ok(Place { previous: None, chain_no: STEP, before: None, next: None });
    };
    let no = |s: &statement::Model| s.chain_no.unwrap_or(0);
    let between = |before: statement::Model, chain_no: i64, next: Option<statement::Model>| Place {
        previous: Some(previous(&before)),
        chain_no,
        before: Some(before),
        next,
    };
    let end_no = no(&last).saturating_add(STEP);
    let (Some(opening), Some(closing)) = (ends.opening, ends.closing) else { return Ok(between(last, end_no, None)) };
    if opening == last.closing_fen {
        return Ok(between(last, end_no, None));
    }
    let (before, next) = match store::statement::opening_with(db, account, closing, ends.to).await? {
        Some(next) => (store::statement::before(db, account, no(&next)).await?, next),
        None => match store::statement::closing_with(db, account, opening, ends.from).await? {
            Some(before) => match store::statement::after(db, account, no(&before)).await? {
                Some(next) => (Some(before), next),
                None => return Ok(between(last, end_no, None)),
            },
            None => return Ok(between(last, end_no, None)),
        },
    };
    let Some(before) = before else {
        let chain_no = no(&next).saturating_sub(STEP);
        return Ok(Place { previous: None, chain_no, before: None, next: Some(next) });
    };
    let middle = no(&before).saturating_add(no(&next).saturating_sub(no(&before)) / 2);
    let fills = before.closing_fen == opening && closing == next.opening_fen;
    let lies_in = before.to_on <= ends.from && ends.to <= next.from_on;
    let gap = before.closing_fen != next.opening_fen && middle > no(&before);
    Ok(if gap && (fills || lies_in) { between(before, middle, Some(next)) } else { between(last, end_no, None) })
}

/// Posts what the account moves by without a statement that says why, before and after one that is taken; a gap that it
/// fills, or makes smaller, is taken back first.
async fn post_gaps(
    cx: &Context<'_>,
    (account, id): (BankAccountId, StatementId),
    (opening, closing): (Fen, Fen),
    place: &Place,
) -> Result<(), Error> {
    let mut postings = Vec::new();
    if let Some(before) = &place.before {
        postings.extend(ledger::gap(opening.minus(before.closing_fen)?, format!("{id}:{}", before.id))?);
    }
    if let Some(next) = &place.next {
        if let Some(before) = &place.before {
            let event = format!("{}:{}", next.id, before.id);
            let old = ledger::gap(next.opening_fen.minus(before.closing_fen)?, &event)?;
            // One that was accepted before gaps were posted has nothing to be taken back.
            if let Some(old) = old
                && store::ledger::is_posted(cx.tx, old.code, &event).await?
            {
                postings.push(ledger::correct(&old));
            }
        }
        postings.extend(ledger::gap(next.opening_fen.minus(closing)?, format!("{}:{id}", next.id))?);
    }
    if postings.is_empty() {
        return Ok(());
    }
    let lines = store::budget::lines_of_account(cx.tx, account).await?;
    let line = lines.first().ok_or(Code::AccountWithoutLine)?;
    store::ledger::post(cx.tx, line.id, &postings, cx.today, cx.now).await
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
pub(super) fn reasons(
    account: &bank_account::Model,
    read: &Statement,
    place: &Place,
    today: NaiveDate,
) -> Vec<QuarantineReason> {
    let mut reasons = read.check(place.previous.as_ref());
    reasons.extend(read.check_currency(account.currency));
    reasons.extend(read.check_day(today));
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
    pub(super) format: &'a str,
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
        let number = store::number::next(cx.tx, domain::series::STATEMENT, domain::date::year_of(cx.today)).await?;
        let balance = |b: &Option<domain::statement::Balance>| b.as_ref().map_or(Fen::ZERO, |b| b.amount);
        let taken = against.is_empty();
        let row = statement::Model {
            id,
            number: number.clone(),
            bank_account_id: account.id,
            document_id: self.document,
            bank_statement_id: read.id.clone(),
            message_version: self.format.to_owned(),
            sequence_no: read.electronic_sequence.and_then(|n| i64::try_from(n).ok()),
            from_on: read.from.unwrap_or(cx.today),
            to_on: read.to.or(read.from).unwrap_or(cx.today),
            opening_fen: balance(&read.opening),
            closing_fen: balance(&read.closing),
            state: if taken { StatementState::Balanced } else { StatementState::Quarantined },
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
        if taken {
            post_gaps(cx, (account.id, id), (row.opening_fen, row.closing_fen), place).await?;
        }
        Ok((row, count))
    }
}

/// Takes a statement that waited, because nothing is against it any more or two people say so.
pub(super) async fn release(
    cx: &mut Context<'_>,
    waiting: &statement::Model,
    read: &Statement,
    place: &Place,
    moved: &Moved<QuarantineState>,
) -> Result<usize, Error> {
    let entries = lines(cx, read, waiting)?;
    let known = store::statement::known_lines(cx.tx, waiting.bank_account_id, &entries).await?;
    if known > 0 && moved.event() == QuarantineEvent::Accept {
        let count = Fact::Count(i64::try_from(known).unwrap_or(i64::MAX));
        return Err(Refusal::new(Code::StatementOverlaps).with("count", count).into());
    }
    let count = entries.len();
    store::statement::advance(cx.tx, waiting.id, moved, Some(place.chain_no), "").await?;
    store::statement::insert_entries(cx.tx, entries).await?;
    post_gaps(cx, (waiting.bank_account_id, waiting.id), (waiting.opening_fen, waiting.closing_fen), place).await?;
    let gap = gap_between(place.before.as_ref(), waiting)?.map(|gap| gap.moved);
    let payload =
        json!({ "number": waiting.number, "lines": count, "closing_fen": waiting.closing_fen, "gap_fen": gap });
    cx.record("statement", waiting.id, &format!("statement.{}", moved.event_key()), payload);
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
            direction: line.direction,
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
