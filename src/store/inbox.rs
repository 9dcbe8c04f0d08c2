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

/// For so long after a step an officer is told at the menu, and by mail, what came of it; the list itself goes back without an end.
pub(super) const TOLD_FOR: TimeDelta = TimeDelta::days(366);

/// The text of an id, as the log writes it.
pub(super) fn id_text(backend: DatabaseBackend, column: &str) -> String {
    match backend {
        DatabaseBackend::Sqlite => format!(
            "lower(substr(hex({column}), 1, 8) || '-' || substr(hex({column}), 9, 4) || '-' || substr(hex({column}), 13, 4) \
             || '-' || substr(hex({column}), 17, 4) || '-' || substr(hex({column}), 21))"
        ),
        _ => format!("CAST({column} AS text)"),
    }
}

/// What of it is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Span {
    /// After the instant `{since}`: for pages, which are read again.
    Since,
    /// After the place `{from}` in the log, up to the place `{to}`: for what is told once. An act that ends late has an early instant
    /// and a late place.
    Places,
    /// The same, as far as it is of `{until}` or earlier.
    Gathered,
}

impl Span {
    /// As a condition on the event `e`.
    const fn event(self) -> &'static str {
        match self {
            Self::Since => "e.at > {since}",
            Self::Places => "e.seq > {from} AND e.seq <= {to} AND e.seq > 0",
            Self::Gathered => "e.seq > {from} AND e.seq <= {to} AND e.seq > 0 AND e.at <= {until}",
        }
    }

    /// As a condition on a row that says itself when it happened; `event` is how its event in the log is known.
    fn row(self, at: &str, event: &str) -> String {
        match self {
            Self::Since => format!("{at} > {{since}}"),
            // Rows have no place: the event has, which was written with them.
            _ => {
                format!("{at} IS NOT NULL AND EXISTS (SELECT 1 FROM audit_event e WHERE {event} AND {})", self.event())
            }
        }
    }
}

/// The event that was written when a row was decided at `at`: the first of these acts about its thing from then on.
fn decision((kind, id): (&str, &str), at: &str, acts: &str) -> String {
    let of = |e: &str| {
        format!("{e}.aggregate_kind = '{kind}' AND {e}.aggregate_id = {id} AND {e}.at >= {at} AND {e}.action {acts}")
    };
    format!("{} AND e.agg_version = (SELECT MIN(x.agg_version) FROM audit_event x WHERE {})", of("e"), of("x"))
}

/// The statements that find them, one for each place where they stand, with names for what is bound.
fn parts(backend: DatabaseBackend, of_firm: bool, span: Span) -> Vec<String> {
    let id = |column: &str| id_text(backend, column);
    let quoted = |keys: Vec<String>| keys.iter().map(|key| format!("'{key}'")).collect::<Vec<_>>().join(", ");
    let (none, no_text) = ("CAST(NULL AS bigint) AS amount_fen, CAST(NULL AS text) AS currency", "'' AS case_number");
    // The thing is found first and its events by its id. Where the database chooses the order it may read all events of a kind,
    // of everybody's things, since it knows little of ids that are calculated: SQLite keeps to the order of a CROSS JOIN.
    let log = "CROSS JOIN audit_event e";
    let about = |kind: &str, column: &str| format!("e.aggregate_kind = '{kind}' AND e.aggregate_id = {}", id(column));
    let money = "JOIN call k ON k.id = a.call_id JOIN budget_line b ON b.id = k.budget_line_id";
    let happened = span.event();
    let touched = if span == Span::Since { "AND a.updated_at > {since}" } else { "" };
    if of_firm {
        let (case, payment) = (about("application", "a.id"), about("payment", "p.id"));
        let change = about("account_change", "c.id");
        let of_cases = quoted(OF_CASES.iter().map(|event| act_of_case(*event)).collect());
        let of_payments = quoted(OF_PAYMENTS.iter().map(|event| act_of_payment(*event)).collect());
        // A list or an answer of a registry has one event for all its records, of the instant from which they are known.
        let known = "e.aggregate_kind IN ('credit_source', 'credit_entry', 'credit_fetch') AND e.at = r.known_from";
        let closed = |kind: &str, act: &str| {
            span.row("o.closed_at", &decision((kind, &id("o.id")), "o.closed_at", &format!("= '{act}'")))
        };
        vec![
            format!(
                "SELECT e.id, e.at, e.action AS what, a.number, a.number AS case_number, a.approved_fen AS amount_fen, b.currency
                 FROM application a {money} {log}
                 WHERE {case} AND a.firm_id = {{firm}} {touched} AND {happened} AND e.action IN ({of_cases})"
            ),
            format!(
                "SELECT e.id, e.at, e.action AS what, p.number, a.number AS case_number, p.amount_fen, b.currency
                 FROM application a {money} JOIN payment p ON p.application_id = a.id {log}
                 WHERE {payment} AND a.firm_id = {{firm}} AND {happened} AND e.action IN ({of_payments})"
            ),
            format!(
                "SELECT e.id, e.at, e.action AS what, c.number, {no_text}, {none} FROM account_change c {log}
                 WHERE {change} AND c.firm_id = {{firm}} AND {happened} AND e.action IN ('account.verify', 'account.reject')"
            ),
            format!(
                "SELECT r.id, r.known_from AS at, 'credit.record' AS what, r.decision_no AS number, {no_text}, {none}
                 FROM firm f JOIN credit_known r ON r.subject_code_norm = f.uscc
                 WHERE f.id = {{firm}} AND r.known_to IS NULL AND {}",
                span.row("r.known_from", known)
            ),
            format!(
                "SELECT o.id, o.closed_at AS at, 'credit.objection' AS what, '' AS number, {no_text}, {none}
                 FROM credit_objection o WHERE o.firm_id = {{firm}} AND {}",
                closed("credit_objection", "credit.handle_objection")
            ),
            format!(
                "SELECT o.id, o.closed_at AS at, 'credit.repair' AS what, '' AS number, {no_text}, {none}
                 FROM credit_repair o WHERE o.firm_id = {{firm}} AND {}",
                closed("credit_repair", "credit.decide_repair")
            ),
        ]
    } else {
        let decided = |table: &str, (number, by): (&str, &str), acts: &str| {
            let thing = match table {
                "call_proposal" => ("call", id("r.call_id")),
                _ => (table, id("r.id")),
            };
            let when = span.row("r.decided_at", &decision((thing.0, &thing.1), "r.decided_at", acts));
            format!(
                "SELECT r.id, r.decided_at AS at, '{table}.' || r.state AS what, r.{number} AS number, {no_text}, {none}
                 FROM {table} r WHERE r.{by} = {{person}} AND r.decided_by <> {{person}} AND {when}"
            )
        };
        let case = about("application", "a.id");
        let after = quoted(AFTER_A_STEP.iter().map(|event| act_of_case(*event)).collect());
        let proposed = ("number", "proposed_by");
        vec![
            decided("person_request", proposed, "IN ('person.confirm', 'person.decline')"),
            decided("approval_limit", proposed, "IN ('limit.confirm', 'limit.decline')"),
            // What is confirmed is named after what it does to the call.
            decided("call_proposal", proposed, "NOT LIKE 'call.propose%'"),
            decided("procedure_version", ("name", "proposed_by"), "IN ('procedure.confirm', 'procedure.decline')"),
            decided("budget_allocation", ("document_no", "proposed_by"), "= 'budget.decide'"),
            decided("finance_request", ("number", "asked_by"), "<> 'request.ask'"),
            format!(
                "SELECT e.id, e.at, e.action AS what, a.number, a.number AS case_number, a.approved_fen AS amount_fen, b.currency
                 FROM (SELECT s.application_id, MIN(s.at) AS at FROM case_step s
                   WHERE s.person_id = {{person}} AND s.at > {{steps}} GROUP BY s.application_id) m
                 JOIN application a ON a.id = m.application_id {money}
                 JOIN unit u ON u.id = a.unit_id AND substr(u.path, 1, length({{path}})) = {{path}} {log}
                 WHERE {case} AND e.at >= m.at AND {happened} {touched} AND e.person_id <> {{person}}
                   AND e.action IN ({after}) AND {}",
                super::recusal::told("{person}", "a.firm_id", "e.at")
            ),
            format!(
                "SELECT r.id, r.declared_at AS at, 'recusal.declared' AS what, r.number, {no_text}, {none}
                 FROM recusal r WHERE r.person_id = {{person}} AND r.declared_by <> {{person}} AND {}",
                span.row("r.declared_at", &decision(("recusal", &id("r.id")), "r.declared_at", "= 'recusal.declare'"))
            ),
            format!(
                "SELECT r.id, r.decided_at AS at, 'recusal_end.' || r.state AS what, r.number, {no_text}, {none}
                 FROM recusal_end r JOIN recusal d ON d.id = r.recusal_id
                 WHERE (r.proposed_by = {{person}} OR d.person_id = {{person}}) AND r.decided_by <> {{person}}
                   AND r.state IN ('confirmed', 'declined') AND {}",
                span.row(
                    "r.decided_at",
                    &decision(
                        ("recusal_end", &id("r.id")),
                        "r.decided_at",
                        "IN ('recusal.confirm_end', 'recusal.decline_end')"
                    )
                )
            ),
        ]
    }
}

/// The statement that finds them in a span.
fn found(backend: DatabaseBackend, of: &Whose<'_>, span: Span) -> String {
    parts(backend, of.firm.is_some(), span).join(" UNION ALL ")
}

/// A condition on a person whom mail reaches (`reached`): something happened to the person's things that was
/// gathered and not told yet.
pub(super) fn happened_to_each(backend: DatabaseBackend, of_firm: bool) -> String {
    let each = parts(backend, of_firm, Span::Gathered).into_iter().map(|part| {
        // Within a part these names stand for its own tables.
        let part = part.replace("{firm}", "reached.firm_id").replace("{person}", "reached.id");
        format!("EXISTS ({})", part.replace("{path}", "reached.path").replace("{from}", "reached.told_to"))
    });
    format!("({})", each.collect::<Vec<_>>().join(" OR "))
}

/// The statement with its values in their places: numbered on PostgreSQL, one after another on SQLite.
pub(super) fn bound(backend: DatabaseBackend, text: &str, values: &[(&str, Value)]) -> (String, Vec<Value>) {
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

/// What a statement finds, with its values by their names.
async fn asked(db: &Connection, text: &str, values: &[(&str, Value)]) -> Result<Vec<Happened>, Error> {
    let (text, values) = bound(db.get_database_backend(), text, values);
    let rows = db.query_all_raw(super::sql(db, &text, values)).await?;
    rows.iter().map(|row| Happened::from_query_result(row, "").map_err(Error::from)).collect()
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
    let onward = if before.is_some() { "WHERE t.at < {at} OR (t.at = {at} AND t.id < {id})" } else { "" };
    let text = format!(
        "SELECT t.id, t.at, t.what, t.number, t.case_number, t.amount_fen, t.currency FROM ({}) t {onward}
         ORDER BY t.at DESC, t.id DESC LIMIT {limit}",
        found(db.get_database_backend(), of, Span::Since)
    );
    let mut values = values(of, DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH);
    if let Some((at, id)) = before {
        values.extend([("at", at.into()), ("id", id.into())]);
    }
    asked(db, &text, &values).await
}

/// What happened after one place in the log and up to another one, the oldest first.
///
/// # Errors
/// A fault of the database.
pub async fn between(
    db: &Connection,
    of: &Whose<'_>,
    (from, to): (i64, i64),
    now: DateTime<Utc>,
) -> Result<Vec<Happened>, Error> {
    let text = format!(
        "SELECT t.id, t.at, t.what, t.number, t.case_number, t.amount_fen, t.currency FROM ({}) t ORDER BY t.at, t.id",
        found(db.get_database_backend(), of, Span::Places)
    );
    let mut values = values(of, DateTime::UNIX_EPOCH, now - TOLD_FOR);
    values.extend([("from", from.into()), ("to", to.into())]);
    asked(db, &text, &values).await
}

/// Up to where a person has read, as a part of a statement; what happened before the person was there is read.
const MARK: &str =
    "(SELECT COALESCE(r.read_to, p.created_at) FROM person p LEFT JOIN inbox_read r ON r.person_id = p.id
    WHERE p.id = {person})";

/// The statement that counts what happened after the mark of a person, which it looks for itself, and its values.
pub fn unread(backend: DatabaseBackend, of: &Whose<'_>, now: DateTime<Utc>) -> (String, Vec<Value>) {
    let text = format!("SELECT COUNT(*) FROM ({}) t", found(backend, of, Span::Since).replace("{since}", MARK));
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
