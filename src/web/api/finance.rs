//! What the programs of finance staff read and send: payments, batches, requests, statements; and the word on a line of a statement.

use axum::extract::Request;
use axum::response::Response;
use domain::id::BankAccountId;
use domain::reconciliation::AllocationKind;
use domain::refusal::{Code, Refusal};
use domain::workflow::PaymentState;
use schemars::JsonSchema;
use serde::Deserialize;

use super::act::{Sent, file_sent};
use super::view::{self, Listing, answer, versioned};
use super::{After, PART};
use crate::service::query::finance::{budget, payment, request, statement};
use crate::service::query::{Page, account};
use crate::service::reconcile::decide::{Decide, Piece};
use crate::service::reconcile::import_statement::import_of_account;
use crate::web::address::{Path, Query};
use crate::web::fault::WebError;
use crate::web::visit::Visit;

/// Which payments, and after which one.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Payments {
    after: Option<String>,
    state: Option<String>,
    application: Option<String>,
}

/// Payments, newest first.
///
/// # Errors
/// [`Code::NotFound`] for an unknown state.
pub(super) async fn payments(visit: Visit, Query(asked): Query<Payments>) -> Result<Response, WebError> {
    let states = match &asked.state {
        Some(state) => vec![PaymentState::from_key(state).ok_or(Code::NotFound)?],
        None => PaymentState::ALL.to_vec(),
    };
    let of = asked.application.as_deref();
    let page =
        payment::page(&visit.web.app, &visit.reader()?, (&states, of), true, asked.after.as_deref(), PART).await?;
    let Page { rows, next } = page;
    Ok(answer(&Listing { items: rows.into_iter().map(view::Payment::from).collect(), next }))
}

/// Batches, newest first.
///
/// # Errors
/// A fault of the database.
pub(super) async fn batches(visit: Visit, Query(part): Query<After>) -> Result<Response, WebError> {
    let Page { rows, next } = payment::batches(&visit.web.app, &visit.reader()?, part.after.as_deref()).await?;
    let items = rows.into_iter().map(|row| view::Batch::from(row.batch)).collect();
    Ok(answer(&Listing { items, next }))
}

/// One batch with a part of its payments.
///
/// # Errors
/// [`Code::NotFound`].
pub(super) async fn batch(
    visit: Visit,
    Path(number): Path<String>,
    Query(part): Query<After>,
) -> Result<Response, WebError> {
    let places = payment::Places { members: part.after.as_deref(), left_out: None };
    let found = payment::batch(&visit.web.app, &visit.reader()?, &number, places).await?;
    let (version, Page { rows, next }) = (found.batch.version, found.members);
    let file = view::BatchFile {
        batch: view::Batch::from(found.batch),
        payments: Listing { items: rows.into_iter().map(view::Payment::from).collect(), next },
    };
    Ok(versioned(&file, version))
}

/// After which one, and whether those that are decided.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Decided {
    after: Option<String>,
    #[serde(default)]
    decided: bool,
}

/// Requests of one person that wait for another, or that were decided, newest first.
///
/// # Errors
/// A fault of the database.
pub(super) async fn requests(visit: Visit, Query(asked): Query<Decided>) -> Result<Response, WebError> {
    let (app, reader, after) = (&visit.web.app, &visit.reader()?, asked.after.as_deref());
    let Page { rows, next } = request::page(app, reader, !asked.decided, after).await?;
    Ok(answer(&Listing { items: rows.into_iter().map(view::Request::from).collect(), next }))
}

/// Money for budget lines that was proposed: what waits first, then what was decided last.
///
/// # Errors
/// A fault of the database.
pub(super) async fn allocations(visit: Visit) -> Result<Response, WebError> {
    let (open, decided) = budget::proposed(&visit.web.app, &visit.reader()?).await?;
    Ok(answer(&Listing { items: open.into_iter().chain(decided).map(view::Proposal::from).collect(), next: None }))
}

/// Holds on what payees are paid, the open ones.
///
/// # Errors
/// A fault of the database.
pub(super) async fn holds(visit: Visit) -> Result<Response, WebError> {
    let holds = account::holds(&visit.web.app, &visit.reader()?).await?;
    Ok(answer(&Listing { items: holds.into_iter().map(view::AccountHold::from).collect(), next: None }))
}

/// Statements, newest first.
///
/// # Errors
/// A fault of the database.
pub(super) async fn statements(visit: Visit, Query(part): Query<After>) -> Result<Response, WebError> {
    let Page { rows, next } = statement::page(&visit.web.app, &visit.reader()?, part.after.as_deref()).await?;
    Ok(answer(&Listing { items: rows.iter().map(view::Statement::from).collect(), next }))
}

/// After which line.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Beyond {
    #[serde(default)]
    after: i64,
}

/// The lines of a statement.
///
/// # Errors
/// [`Code::NotFound`].
pub(super) async fn entries(
    visit: Visit,
    Path(number): Path<String>,
    Query(beyond): Query<Beyond>,
) -> Result<Response, WebError> {
    let Page { rows, next } = statement::entries(&visit.web.app, &visit.reader()?, &number, beyond.after).await?;
    let items = rows.into_iter().map(view::Entry::from).collect();
    Ok(answer(&Listing { items, next: next.map(|ordinal| ordinal.to_string()) }))
}

/// The name of a file that is sent as it is, and the account that a table is of.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    file_name: Option<String>,
    account: Option<BankAccountId>,
}

/// Takes a file of statements.
///
/// # Errors
/// What the import refuses.
pub(super) async fn import(visit: Visit, Query(named): Query<Named>, request: Request) -> Result<Response, WebError> {
    let name = named.file_name.unwrap_or_else(|| "statement".to_owned());
    let (key, _, file) = file_sent(&visit, request, &name).await?;
    if file.is_empty() {
        return Err(Refusal::new(Code::FieldRequired).at_field("file").into());
    }
    let (app, actor) = (&visit.web.app, visit.actor()?);
    let done = import_of_account(app, actor, Some(&key), (&name, named.account), file).await?;
    Ok(answer(&view::StatementsImported::from(done)))
}

/// Says what a line of a statement is, whole.
#[derive(Debug, Deserialize, JsonSchema, validator::Validate)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "DecideEntry")]
pub(super) struct Said {
    /// Number of the statement.
    statement: String,
    /// Ordinal of the line.
    #[validate(range(min = 0))]
    ordinal: i64,
    /// Its parts.
    pieces: Vec<PieceOfEntry>,
    /// Why; may be empty where the whole line is one payment.
    #[serde(default)]
    #[validate(length(max = 2000))]
    note: String,
}

/// A part of a line.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum PieceOfEntry {
    /// A payment, by number: a debit paid it, a credit brought it back.
    Payment(String),
    /// What belongs to no payment: the rest of the line.
    Explained(AllocationKind),
    /// The whole debit was not owed beside this payment, by number: it must come back.
    Overpaid(String),
    /// The whole credit brought back what was paid beside this payment, by number.
    Recovered(String),
}

/// Says what a line of a statement is.
///
/// # Errors
/// What the act refuses.
pub(super) async fn decide_entry(visit: Visit, sent: Sent<Said>) -> Result<Response, WebError> {
    let Said { statement, ordinal, pieces, note } = sent.body;
    let piece = |piece| match piece {
        PieceOfEntry::Payment(number) => Piece::Payment(number),
        PieceOfEntry::Explained(kind) => Piece::Explained(kind, None),
        PieceOfEntry::Overpaid(number) => Piece::Overpaid(number),
        PieceOfEntry::Recovered(number) => Piece::Recovered(number),
    };
    let act = Decide { statement, ordinal, pieces: pieces.into_iter().map(piece).collect(), note };
    visit.execute(&sent.key, &act).await?;
    Ok(answer(&()))
}
