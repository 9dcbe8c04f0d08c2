//! What happened to somebody's things, read where it stands: in the log, for cases, payments and accounts; in the tables, for
//! records of the credit register and for what a second person decided. Nothing is kept of it but up to where the person has
//! read.

use chrono::{DateTime, TimeDelta, Utc};
use domain::id::{FirmId, PersonId};
use domain::inbox::{AFTER_A_STEP, OF_CASES, OF_PAYMENTS, act_of_case, act_of_payment};
use domain::money::{Currency, Fen};
use entity::inbox_read;
use sea_orm::sea_query::{Expr, OnConflict, Query};
use sea_orm::{ActiveValue::Set, ConnectionTrait as _, DatabaseBackend, EntityTrait, FromQueryResult, Value};
use uuid::Uuid;

use super::scope::Scope;
use super::tally::Count;
use crate::Connection;
use kernel::error::Error;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Happened {
    /// Its id: of the event of the log, or of the row that says it.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// What, by its key in [`domain::inbox`].
    pub what: String,
    /// The number of the thing.
    pub number: String,
    /// The number of the case, where it belongs to one.
    pub case_number: String,
    /// The amount that it is about.
    pub amount_fen: Option<Fen>,
    /// Its currency.
    pub currency: Option<Currency>,
}

/// Whose things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whose<'a> {
    /// The firm, for people of a firm.
    pub firm: Option<FirmId>,
    /// The person.
    pub person: PersonId,
    /// What the person sees.
    pub scope: &'a Scope,
}

/// For so long after a step an officer is told at the menu what came of it; the list itself goes back without an end.
const TOLD_FOR: TimeDelta = TimeDelta::days(366);

/// The statement that finds them after `{since}`, with names for what is bound.
fn found(backend: DatabaseBackend, of: &Whose<'_>) -> String {
    let id = |column: &str| match backend {
        DatabaseBackend::Sqlite => format!(
            "lower(substr(hex({column}), 1, 8) || '-' || substr(hex({column}), 9, 4) || '-' || substr(hex({column}), 13, 4) \
             || '-' || substr(hex({column}), 17, 4) || '-' || substr(hex({column}), 21))"
        ),
        _ => format!("CAST({column} AS text)"),
    };
    let quoted = |keys: Vec<String>| keys.iter().map(|key| format!("'{key}'")).collect::<Vec<_>>().join(", ");
    let (none, no_text) = ("CAST(NULL AS bigint) AS amount_fen, CAST(NULL AS text) AS currency", "'' AS case_number");
    // The thing is found first and its events by its id. Where the database chooses the order it may read all events of a kind,
    // of everybody's things, since it knows little of ids that are calculated: SQLite keeps to the order of a CROSS JOIN.
    let log = "CROSS JOIN audit_event e";
    let about = |kind: &str, column: &str| format!("e.aggregate_kind = '{kind}' AND e.aggregate_id = {}", id(column));
    let money = "JOIN call k ON k.id = a.call_id JOIN budget_line b ON b.id = k.budget_line_id";
    let parts = if of.firm.is_some() {
        let (case, payment) = (about("application", "a.id"), about("payment", "p.id"));
        let change = about("account_change", "c.id");
        let of_cases = quoted(OF_CASES.iter().map(|event| act_of_case(*event)).collect());
        let of_payments = quoted(OF_PAYMENTS.iter().map(|event| act_of_payment(*event)).collect());
        vec![
            format!(
                "SELECT e.id, e.at, e.action AS what, a.number, a.number AS case_number, a.approved_fen AS amount_fen, b.currency
                 FROM application a {money} {log}
                 WHERE {case} AND a.firm_id = {{firm}} AND a.updated_at > {{since}} AND e.at > {{since}} AND e.action IN ({of_cases})"
            ),
            format!(
                "SELECT e.id, e.at, e.action AS what, p.number, a.number AS case_number, p.amount_fen, b.currency
                 FROM application a {money} JOIN payment p ON p.application_id = a.id {log}
                 WHERE {payment} AND a.firm_id = {{firm}} AND e.at > {{since}} AND e.action IN ({of_payments})"
            ),
            format!(
                "SELECT e.id, e.at, e.action AS what, c.number, {no_text}, {none} FROM account_change c {log}
                 WHERE {change} AND c.firm_id = {{firm}} AND e.at > {{since}} AND e.action IN ('account.verify', 'account.reject')"
            ),
            format!(
                "SELECT r.id, r.known_from AS at, 'credit.record' AS what, r.decision_no AS number, {no_text}, {none}
                 FROM firm f JOIN credit_known r ON r.subject_code_norm = f.uscc
                 WHERE f.id = {{firm}} AND r.known_to IS NULL AND r.known_from > {{since}}"
            ),
            format!(
                "SELECT o.id, o.closed_at AS at, 'credit.objection' AS what, '' AS number, {no_text}, {none}
                 FROM credit_objection o WHERE o.firm_id = {{firm}} AND o.closed_at > {{since}}"
            ),
            format!(
                "SELECT o.id, o.closed_at AS at, 'credit.repair' AS what, '' AS number, {no_text}, {none}
                 FROM credit_repair o WHERE o.firm_id = {{firm}} AND o.closed_at > {{since}}"
            ),
        ]
    } else {
        let decided = |table: &str, number: &str, by: &str| {
            format!(
                "SELECT r.id, r.decided_at AS at, '{table}.' || r.state AS what, r.{number} AS number, {no_text}, {none}
                 FROM {table} r WHERE r.{by} = {{person}} AND r.decided_by <> {{person}} AND r.decided_at > {{since}}"
            )
        };
        let case = about("application", "a.id");
        let after = quoted(AFTER_A_STEP.iter().map(|event| act_of_case(*event)).collect());
        vec![
            decided("person_request", "number", "proposed_by"),
            decided("approval_limit", "number", "proposed_by"),
            decided("call_proposal", "number", "proposed_by"),
            decided("procedure_version", "name", "proposed_by"),
            decided("budget_allocation", "document_no", "proposed_by"),
            decided("finance_request", "number", "asked_by"),
            format!(
                "SELECT e.id, e.at, e.action AS what, a.number, a.number AS case_number, a.approved_fen AS amount_fen, b.currency
                 FROM (SELECT s.application_id, MIN(s.at) AS at FROM case_step s
                   WHERE s.person_id = {{person}} AND s.at > {{steps}} GROUP BY s.application_id) m
                 JOIN application a ON a.id = m.application_id {money}
                 JOIN unit u ON u.id = a.unit_id AND substr(u.path, 1, length({{path}})) = {{path}} {log}
                 WHERE {case} AND e.at >= m.at AND e.at > {{since}} AND a.updated_at > {{since}} AND e.person_id <> {{person}}
                   AND e.action IN ({after})"
            ),
        ]
    };
    parts.join(" UNION ALL ")
}

/// The statement with its values in their places: numbered on PostgreSQL, one after another on SQLite.
fn bound(backend: DatabaseBackend, text: &str, values: &[(&str, Value)]) -> (String, Vec<Value>) {
    let (mut out, mut given, mut rest) = (String::new(), Vec::new(), text);
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(before);
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            given.push(value.clone());
            match backend {
                DatabaseBackend::Sqlite => out.push('?'),
                _ => out.push_str(&format!("${}", given.len())),
            }
        }
        rest = after;
    }
    out.push_str(rest);
    (out, given)
}

fn values<'v>(of: &Whose<'_>, since: DateTime<Utc>, steps: DateTime<Utc>) -> Vec<(&'v str, Value)> {
    vec![
        ("firm", of.firm.map(FirmId::uuid).into()),
        ("person", of.person.uuid().into()),
        ("path", of.scope.unit_path().unwrap_or("-").into()),
        ("since", since.into()),
        ("steps", steps.into()),
    ]
}

/// What happened, the newest first, before a place in the list.
///
/// # Errors
/// A fault of the database.
pub async fn page(
    db: &Connection,
    of: &Whose<'_>,
    before: Option<(DateTime<Utc>, Uuid)>,
    limit: u64,
) -> Result<Vec<Happened>, Error> {
    let backend = db.get_database_backend();
    let onward = if before.is_some() { "WHERE t.at < {at} OR (t.at = {at} AND t.id < {id})" } else { "" };
    let text = format!(
        "SELECT t.id, t.at, t.what, t.number, t.case_number, t.amount_fen, t.currency FROM ({}) t {onward}
         ORDER BY t.at DESC, t.id DESC LIMIT {limit}",
        found(backend, of)
    );
    let mut values = values(of, DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH);
    if let Some((at, id)) = before {
        values.extend([("at", at.into()), ("id", id.into())]);
    }
    let (text, values) = bound(backend, &text, &values);
    let rows = db.query_all_raw(super::sql(db, &text, values)).await?;
    rows.iter().map(|row| Happened::from_query_result(row, "").map_err(Error::from)).collect()
}

/// Up to where a person has read, as a part of a statement; what happened before the person was there is read.
const MARK: &str =
    "(SELECT COALESCE(r.read_to, p.created_at) FROM person p LEFT JOIN inbox_read r ON r.person_id = p.id
    WHERE p.id = {person})";

/// The statement that counts what happened after the mark of a person, which it looks for itself, and its values.
pub fn unread(backend: DatabaseBackend, of: &Whose<'_>, now: DateTime<Utc>) -> (String, Vec<Value>) {
    let text = format!("SELECT COUNT(*) FROM ({}) t", found(backend, of).replace("{since}", MARK));
    bound(backend, &text, &values(of, now, now - TOLD_FOR))
}

/// How much happened after the mark of a person.
pub fn count_unread(backend: DatabaseBackend, of: &Whose<'_>, now: DateTime<Utc>) -> Count {
    let (text, values) = unread(backend, of, now);
    let values: Vec<Expr> = values.into_iter().map(Expr::value).collect();
    Count::written(Query::select().expr(Expr::cust_with_exprs(format!("({text})"), values)).to_owned())
}

/// Up to where a person has read.
///
/// # Errors
/// A fault of the database.
pub async fn read_to(db: &Connection, person: PersonId) -> Result<Option<DateTime<Utc>>, Error> {
    let text = format!("SELECT {MARK} AS at");
    let (text, values) = bound(db.get_database_backend(), &text, &[("person", person.uuid().into())]);
    let row = db.query_one_raw(super::sql(db, &text, values)).await?;
    Ok(row.map(|row| row.try_get("", "at")).transpose()?.flatten())
}

/// Notes up to where a person has read.
///
/// # Errors
/// A fault of the database.
pub async fn mark(tx: &Connection, person: PersonId, read_to: DateTime<Utc>) -> Result<(), Error> {
    let row = inbox_read::ActiveModel { person_id: Set(person), read_to: Set(read_to) };
    let again = OnConflict::column(inbox_read::Column::PersonId).update_column(inbox_read::Column::ReadTo).to_owned();
    inbox_read::Entity::insert(row).on_conflict(again).exec_without_returning(tx).await.map(|_| ()).map_err(Error::from)
}
