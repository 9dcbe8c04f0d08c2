//! Documents whose years are over: which they are, that they are cleared, and their content on its way out.
//!
//! A document belongs to what rests on it: a case, a statement of the bank, an import, an account, a request, a registration, money for
//! a budget line. Each of these was closed at some instant, or is open; a document on which something open rests stays, however old it
//! is, and so does one of a case from which money is still owed.

use chrono::{DateTime, NaiveDate, Utc};
use domain::document::{Cleared, Kind};
use domain::id::DocumentId;
use domain::workflow::phase::Standing;
use domain::workflow::{AccountChangeState, ApplicationState, PaymentState, Table as _};
use entity::document;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseBackend, EntityTrait, QueryFilter};

use super::{Connection, sql};
use kernel::error::{Error, Fault};

/// A document whose years are over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Over {
    /// The document.
    pub id: DocumentId,
    /// Its kind.
    pub kind: Kind,
    /// The name that the file had.
    pub file_name: String,
    /// The hash of its content.
    pub sha256: String,
    /// Its length in bytes.
    pub size_bytes: i64,
    /// When what it belongs to was closed.
    pub closed_at: DateTime<Utc>,
}

/// Documents of a kind that belong to nothing open and to nothing that was closed at or after an instant, the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn over(db: &Connection, kind: Kind, before: DateTime<Utc>, most: u64) -> Result<Vec<Over>, Error> {
    let text = format!(
        "SELECT d.id, d.file_name, d.sha256, d.size_bytes, d.created_at, MAX(h.closed_at) AS closed_at
         FROM document d LEFT JOIN ({}) h ON h.id = d.id
         WHERE d.kind = $1 AND d.cleared_on IS NULL AND d.created_at < $2
           AND NOT EXISTS (SELECT 1 FROM upload u WHERE u.id = d.id)
         GROUP BY d.id, d.file_name, d.sha256, d.size_bytes, d.created_at
         HAVING COUNT(h.id) = COUNT(h.closed_at) AND (MAX(h.closed_at) IS NULL OR MAX(h.closed_at) < $2)
         ORDER BY d.created_at, d.id LIMIT {most}",
        rests_on(kind, db.get_database_backend())
    );
    let rows = db.query_all_raw(sql(db, &text, [kind.key().into(), before.into()])).await?;
    let read = |row: sea_orm::QueryResult| {
        let (filed, closed): (DateTime<Utc>, Option<DateTime<Utc>>) =
            (row.try_get("", "created_at")?, row.try_get("", "closed_at")?);
        Ok(Over {
            id: DocumentId::from_uuid(row.try_get("", "id")?),
            kind,
            file_name: row.try_get("", "file_name")?,
            sha256: row.try_get("", "sha256")?,
            size_bytes: row.try_get("", "size_bytes")?,
            closed_at: closed.map_or(filed, |closed| closed.max(filed)),
        })
    };
    rows.into_iter().map(read).collect()
}

fn keys<S: domain::workflow::Table>(states: impl Iterator<Item = S>) -> String {
    states.map(|state| format!("'{}'", state.state_key())).collect::<Vec<_>>().join(", ")
}

/// What rests on documents of a kind: the document, and when it was closed; nothing while it is open.
fn rests_on(kind: Kind, backend: DatabaseBackend) -> String {
    let ended = keys(ApplicationState::ALL.iter().copied().filter(|state| state.standing() == Standing::Ended));
    let moving =
        keys([PaymentState::Ready, PaymentState::Held, PaymentState::Batched, PaymentState::Instructed].into_iter());
    let case_ended = format!(
        "CASE WHEN a.state IN ({ended})
            AND NOT EXISTS (SELECT 1 FROM payment p WHERE p.application_id = a.id AND p.state IN ({moving}))
            AND NOT EXISTS (SELECT 1 FROM credit_recovery r WHERE r.application_id = a.id AND r.state <> 'dropped')
            AND 0 = (SELECT COALESCE(SUM(CASE WHEN m.kind = 'overpaid' THEN m.amount_fen ELSE -m.amount_fen END), 0)
              FROM allocation m JOIN payment p ON p.id = m.payment_id
              WHERE p.application_id = a.id AND m.kind IN ('overpaid', 'recovered'))
          THEN a.updated_at END"
    );
    match kind {
        Kind::Schedule => {
            format!("SELECT s.document_id AS id, {case_ended} AS closed_at FROM schedule s JOIN application a ON a.id = s.application_id")
        }
        Kind::Letter => {
            format!("SELECT l.document_id AS id, {case_ended} AS closed_at FROM letter l JOIN application a ON a.id = l.application_id
             WHERE l.document_id IS NOT NULL")
        }
        // A paper that was taken away again is kept as long as the case: what was signed before may have carried it.
        Kind::ContractPaper
        | Kind::PolicyPaper
        | Kind::LossPaper
        | Kind::DeclarationPaper
        | Kind::PowerOfAttorney
        | Kind::OtherPaper => {
            format!("SELECT t.document_id AS id, {case_ended} AS closed_at FROM attachment t JOIN application a ON a.id = t.application_id")
        }
        Kind::Statement => "SELECT s.document_id AS id, CASE WHEN s.quarantine IN ('none', 'given_up')
                AND NOT EXISTS (SELECT 1 FROM statement_entry e WHERE e.statement_id = s.id AND e.state = 'unmatched')
              THEN COALESCE((SELECT MAX(m.decided_at) FROM allocation m JOIN statement_entry e ON e.id = m.entry_id
                WHERE e.statement_id = s.id), s.imported_at) END AS closed_at
             FROM statement s"
            .to_owned(),
        Kind::CreditList => "SELECT l.id, CASE WHEN NOT EXISTS (SELECT 1 FROM credit_intake t
                WHERE t.import_id = i.id AND t.in_force_at IS NULL) THEN i.imported_at END AS closed_at
             FROM document l JOIN credit_import i ON i.sha256 = l.sha256 WHERE l.kind = 'credit_list'"
            .to_owned(),
        Kind::CreditEvidence => {
            let end = match backend {
                DatabaseBackend::Sqlite => "c.valid_to || 'T00:00:00+00:00'",
                _ => "(c.valid_to + time '00:00') AT TIME ZONE 'UTC'",
            };
            // What an officer confirmed for every case counts in each to come.
            format!(
                "SELECT l.id, t.closed_at FROM document l JOIN (
                   SELECT e.evidence_sha256 AS sha256, CASE WHEN e.application_id IS NOT NULL THEN (SELECT a.updated_at
                       FROM application a WHERE a.id = e.application_id AND a.state IN ({ended}))
                     WHEN e.accepted THEN NULL ELSE e.decided_at END AS closed_at FROM credit_entry e
                   UNION ALL SELECT c.evidence_sha256, COALESCE(c.withdrawn_at, {end}) FROM credit_consent c
                   UNION ALL SELECT r.evidence_sha256, r.closed_at FROM credit_repair r
                 ) t ON t.sha256 = l.sha256 WHERE l.kind = 'credit_evidence'"
            )
        }
        Kind::AccountEvidence => {
            let ends = keys(AccountChangeState::ALL.iter().copied().filter(|state| state.is_end()));
            // It is closed once another account took its place and nothing of what was paid to it is open.
            format!(
                "SELECT l.id, CASE WHEN c.state IN ({ends})
                    AND NOT EXISTS (SELECT 1 FROM firm_account f
                      WHERE f.firm_id = c.firm_id AND f.account_no = c.account_no AND f.active)
                    AND NOT EXISTS (SELECT 1 FROM application a WHERE a.state NOT IN ({ended}) AND (a.id = c.application_id
                      OR a.id IN (SELECT p.application_id FROM payment p WHERE p.account_no = c.account_no)))
                  THEN (SELECT MAX(o.decided_at) FROM account_change o WHERE o.firm_id = c.firm_id) END AS closed_at
                 FROM document l JOIN account_change c ON c.evidence_sha256 = l.sha256 WHERE l.kind = 'account_evidence'"
            )
        }
        Kind::FinanceEvidence => format!(
            "SELECT r.document_id AS id, CASE WHEN NOT EXISTS (SELECT 1 FROM payment p JOIN application a
                ON a.id = p.application_id WHERE a.state NOT IN ({ended})
                  AND (p.id = r.subject_id OR p.batch_id = r.subject_id OR p.award_id = r.subject_id))
              THEN r.decided_at END AS closed_at
             FROM finance_request r WHERE r.document_id IS NOT NULL"
        ),
        // A firm that was admitted is there for good.
        Kind::FirmLicence => {
            "SELECT r.document_id AS id, CASE WHEN r.state = 'declined' THEN r.decided_at END AS closed_at FROM registration r"
                .to_owned()
        }
        // It is closed with the last posting on the line.
        Kind::BudgetDocument => format!(
            "SELECT b.document_id AS id, CASE WHEN b.decided_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM call k
                JOIN application a ON a.call_id = k.id WHERE k.budget_line_id = b.budget_line_id AND a.state NOT IN ({ended}))
              THEN COALESCE((SELECT MAX(t.posted_at) FROM transfer t WHERE t.budget_line_id = b.budget_line_id), b.decided_at)
              END AS closed_at
             FROM budget_allocation b"
        ),
    }
}

/// Notes that a document is cleared, from this day on.
///
/// # Errors
/// A fault of the database, which lets none be cleared before its time, and none twice.
pub async fn clear(tx: &Connection, id: DocumentId, cleared: &Cleared) -> Result<(), Error> {
    let query = document::Entity::update_many()
        .col_expr(document::Column::ClosedOn, Expr::value(cleared.closed))
        .col_expr(document::Column::KeptYears, Expr::value(cleared.years))
        .col_expr(document::Column::ClearedOn, Expr::value(cleared.on))
        .filter(document::Column::Id.eq(id));
    let done = query.exec(tx).await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Fault::new("a document that is cleared is not there").into()) }
}

/// A cleared document of which content is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaving {
    /// The document.
    pub id: DocumentId,
    /// Its length in bytes.
    pub size_bytes: i64,
    /// Whether its content is outside of the database.
    pub outside: bool,
}

/// Some of the documents that were cleared before a day and of which content is there.
///
/// # Errors
/// A fault of the database.
pub async fn leaving(db: &Connection, before: NaiveDate, most: u64) -> Result<Vec<Leaving>, Error> {
    let text = format!(
        "SELECT id, size_bytes, outside FROM document
         WHERE NOT content_gone AND cleared_on IS NOT NULL AND cleared_on < $1 ORDER BY cleared_on LIMIT {most}"
    );
    let rows = db.query_all_raw(sql(db, &text, [before.into()])).await?;
    let read = |row: sea_orm::QueryResult| {
        let id = DocumentId::from_uuid(row.try_get("", "id")?);
        Ok(Leaving { id, size_bytes: row.try_get("", "size_bytes")?, outside: row.try_get("", "outside")? })
    };
    rows.into_iter().map(read).collect()
}

/// Takes some pieces of a cleared document out of the database; how many.
///
/// # Errors
/// A fault of the database.
pub async fn take_pieces(tx: &Connection, id: DocumentId, most: u64) -> Result<u64, Error> {
    let text = format!(
        "DELETE FROM document_chunk WHERE document_id = $1 AND ordinal IN
         (SELECT c.ordinal FROM document_chunk c WHERE c.document_id = $1 ORDER BY c.ordinal DESC LIMIT {most})"
    );
    Ok(tx.execute_raw(sql(tx, &text, [id.uuid().into()])).await?.rows_affected())
}

/// Notes that nothing is left of the content of a cleared document, whose pieces are gone.
///
/// # Errors
/// A fault of the database, which lets no other content go.
pub async fn gone(tx: &Connection, id: DocumentId) -> Result<(), Error> {
    let query = document::Entity::update_many()
        .col_expr(document::Column::Content, Expr::value(Vec::<u8>::new()))
        .col_expr(document::Column::Outside, Expr::value(false))
        .col_expr(document::Column::ContentGone, Expr::value(true))
        .filter(document::Column::Id.eq(id))
        .filter(document::Column::ContentGone.eq(false));
    query.exec(tx).await?;
    Ok(())
}
