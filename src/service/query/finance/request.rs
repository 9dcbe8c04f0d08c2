//! Acts of finance for two people: what waits for its second person, what was decided, one with its evidence.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::id::{FinanceRequestId, PersonId};
use domain::template::Words;
use domain::workflow::{RequestKind, RequestState};
use entity::finance_request;

use super::{PAGE, names};
use crate::App;
use crate::document::{self, Document};
use crate::query::Page;
use crate::reader::{Finance, Reader};
use kernel::error::Error;

/// A request with the people of it.
pub struct Row {
    pub(super) id: FinanceRequestId,
    pub(super) subject_id: uuid::Uuid,
    /// Its number.
    pub number: String,
    /// What is asked for.
    pub kind: RequestKind,
    /// What it is about, as people know it.
    pub subject: String,
    /// How it stands.
    pub state: RequestState,
    /// Why.
    pub reason: String,
    /// Whether there is a document.
    pub has_evidence: bool,
    /// Who asked.
    pub asker: PersonId,
    /// The name.
    pub asked_by: Option<Words>,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// Who decided.
    pub decided_by: Option<Words>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// What the second person said.
    pub decision_note: String,
}

impl Row {
    /// Whether it waits for its second person.
    pub fn is_open(&self) -> bool {
        self.state == RequestState::Asked
    }
}

async fn rows(app: &App, found: Vec<finance_request::Model>) -> Result<Vec<Row>, Error> {
    let who = names(app, people(&found)).await?;
    Ok(named(found, &who))
}

/// The people of requests.
pub(super) fn people(requests: &[finance_request::Model]) -> impl Iterator<Item = PersonId> {
    requests.iter().flat_map(|r| std::iter::once(r.asked_by).chain(r.decided_by))
}

/// Requests with the names of their people, among others.
pub(super) fn named(found: Vec<finance_request::Model>, who: &HashMap<PersonId, Words>) -> Vec<Row> {
    let row = |request: finance_request::Model| Row {
        asked_by: who.get(&request.asked_by).cloned(),
        asker: request.asked_by,
        asked_at: request.asked_at,
        decided_by: request.decided_by.and_then(|id| who.get(&id).cloned()),
        decided_at: request.decided_at,
        decision_note: request.decision_note,
        id: request.id,
        subject_id: request.subject_id,
        number: request.number,
        kind: request.kind,
        subject: request.subject,
        state: request.state,
        reason: request.reason,
        has_evidence: request.document_id.is_some(),
    };
    found.into_iter().map(row).collect()
}

/// A page of requests, newest first, and the number before which the next page begins.
///
/// # Errors
/// A fault of the database.
pub async fn page(
    app: &App,
    reader: &Reader<'_, Finance>,
    open: bool,
    before: Option<&str>,
) -> Result<Page<Row>, Error> {
    let found = |limit| store::finance_request::page(app.store.read(), reader.scope(), open, before, limit);
    let Page { rows: found, next } = Page::ask(PAGE, found, |request| request.number.clone()).await?;
    Ok(Page { rows: rows(app, found).await?, next })
}

/// One request.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn one(app: &App, reader: &Reader<'_, Finance>, number: &str) -> Result<Row, Error> {
    let found = store::finance_request::by_number(app.store.read(), reader.scope(), number).await?;
    rows(app, vec![found]).await?.pop().ok_or_else(|| domain::refusal::Code::NotFound.into())
}

/// The evidence of a request.
///
/// # Errors
/// [`domain::refusal::Code::NotFound`].
pub async fn evidence(app: &App, reader: &Reader<'_, Finance>, number: &str) -> Result<Document, Error> {
    let found = store::finance_request::by_number(app.store.read(), reader.scope(), number).await?;
    let id = found.document_id.ok_or(domain::refusal::Code::NotFound)?;
    document::show(reader, store::document::head(app.store.read(), id).await?)
}

/// All requests about some things, newest first.
///
/// # Errors
/// A fault of the database.
pub(crate) async fn about(app: &App, subjects: &[uuid::Uuid]) -> Result<Vec<Row>, Error> {
    rows(app, store::finance_request::about(app.store.read(), subjects).await?).await
}
