//! The match queue: whether a record is about a firm.

use chrono::{DateTime, Utc};
use domain::credit::Record;
use domain::template::Words;
use kernel::error::Error;

use crate::App;
use crate::credit::record_row;
use crate::query::person;
use crate::reader::{CreditFiles, Reader};

/// A question of the match queue.
pub struct Question {
    /// The natural key of the record.
    pub record_key: String,
    /// The record, where it is known.
    pub record: Option<Record>,
    /// Code of the firm.
    pub subject_code: String,
    /// Name of the firm.
    pub subject_name: String,
    /// Code of what is doubtful.
    pub doubt: String,
    /// Code of the reason that waits for the answer.
    pub behind: String,
    /// When it was asked.
    pub asked_at: DateTime<Utc>,
    /// Number of the application that asked first, where the viewer may see it.
    pub application: Option<String>,
}

/// An answer that was given.
pub struct Answered {
    /// The natural key of the record.
    pub record_key: String,
    /// Code of the firm.
    pub subject_code: String,
    /// Whether the record is about it.
    pub confirmed: bool,
    /// Why.
    pub why: String,
    /// Who said so.
    pub by: Option<Words>,
    /// When.
    pub at: DateTime<Utc>,
}

/// The queue.
pub struct Queue {
    /// Open questions.
    pub open: Vec<Question>,
    /// The newest answers.
    pub answered: Vec<Answered>,
}

/// The match queue: open questions and the newest answers.
///
/// # Errors
/// A fault of the database.
pub async fn queue(app: &App, reader: &Reader<'_, CreditFiles>, limit: u64) -> Result<Queue, Error> {
    let (db, scope) = (app.store.read(), reader.scope());
    let asked = store::credit::matching::unanswered(db, scope, limit).await?;
    let keys = asked.iter().map(|q| q.record_key.clone()).collect();
    let rows = store::credit::checks::currents(db, keys).await?;
    let applications = store::credit::checks::by_ids(db, asked.iter().map(|q| q.application_id).collect()).await?;
    let seen = store::credit::checks::visible(db, scope, applications.iter().map(|a| a.number.clone())).await?;
    let mut open = Vec::new();
    for question in asked {
        let record = rows.iter().find(|r| r.natural_key == question.record_key && r.source_id == question.source_id);
        let application = applications.iter().find(|a| a.id == question.application_id);
        open.push(Question {
            record: record.map(record_row::record).transpose()?,
            application: application.map(|a| a.number.clone()).filter(|number| seen.contains(number)),
            record_key: question.record_key,
            subject_code: question.subject_code,
            subject_name: question.subject_name,
            doubt: question.doubt,
            behind: question.behind,
            asked_at: question.asked_at,
        });
    }
    let decided = store::credit::matching::latest_decisions(db, scope, 20).await?;
    let names = person::names(app, decided.iter().map(|d| d.decided_by).collect()).await?;
    let answered = |row: entity::credit_match_decision::Model| Answered {
        by: names.get(&row.decided_by).cloned(),
        record_key: row.record_key,
        subject_code: row.subject_code,
        confirmed: row.confirmed,
        why: row.why,
        at: row.decided_at,
    };
    Ok(Queue { open, answered: decided.into_iter().map(answered).collect() })
}
