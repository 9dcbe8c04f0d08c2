//! Figures about checks, reasons, objections, repairs, exchange and payments, each in one statement over its whole set.

use chrono::{DateTime, NaiveDate, Utc};
use domain::credit::statement::OWN_SOURCE;
use sea_orm::{ConnectionTrait, DatabaseBackend, QueryResult};

use super::IN_FORCE;
use crate::Connection;
use crate::sql;
use kernel::error::Error;

/// Of when and of whom: business days, both counted; the same as instants, the end not counted; and the path of the unit
/// with everything below it, empty for all.
#[derive(Debug, Clone, Copy)]
pub struct Span<'a> {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The first instant.
    pub begins: DateTime<Utc>,
    /// The instant after the last.
    pub ends: DateTime<Utc>,
    /// Path of a unit.
    pub unit: &'a str,
}

/// The application and its unit, of which `$3` is the path.
const OF_UNIT: &str = "JOIN application a ON a.id = c.application_id JOIN unit u ON u.id = a.unit_id";
/// Sums are of yuan; amounts in another currency are counted as cases only.
const IN_YUAN: &str = "EXISTS (SELECT 1 FROM call k JOIN budget_line b ON b.id = k.budget_line_id
           WHERE k.id = a.call_id AND b.currency = 'CNY')";
const IN_UNIT: &str = "substr(u.path, 1, length(CAST($3 AS TEXT))) = CAST($3 AS TEXT)";

async fn all<T>(
    db: &Connection,
    text: &str,
    values: Vec<sea_orm::Value>,
    read: impl Fn(&QueryResult) -> Result<T, sea_orm::DbErr>,
) -> Result<Vec<T>, Error> {
    let rows = db.query_all_raw(sql(db, text, values)).await?;
    rows.iter().map(|row| read(row).map_err(Error::from)).collect()
}

fn days(span: &Span<'_>) -> Vec<sea_orm::Value> {
    vec![span.from.into(), span.to.into(), span.unit.into()]
}

fn instants(span: &Span<'_>) -> Vec<sea_orm::Value> {
    vec![span.begins.into(), span.ends.into(), span.unit.into()]
}

/// Checks of a month: how many, by outcome; distinct firms and applications; lines by outcome.
#[derive(Debug, Clone)]
pub struct Month {
    /// `2026-03`.
    pub month: String,
    /// Checks: all, passed, referred, blocked.
    pub checks: [i64; 4],
    /// Distinct firms.
    pub firms: i64,
    /// Distinct applications.
    pub cases: i64,
    /// Lines: passed, referred, blocked.
    pub lines: [i64; 3],
}

/// Checks by month of their business date.
///
/// # Errors
/// A fault of the database.
pub async fn checks(db: &Connection, span: &Span<'_>) -> Result<Vec<Month>, Error> {
    let text = format!(
        "SELECT substr(CAST(c.as_of AS TEXT), 1, 7) AS month, COUNT(*) AS n,
           COUNT(CASE WHEN c.outcome = 'pass' THEN 1 END) AS pass,
           COUNT(CASE WHEN c.outcome = 'refer' THEN 1 END) AS refer,
           COUNT(CASE WHEN c.outcome = 'block' THEN 1 END) AS block,
           COUNT(DISTINCT a.firm_id) AS firms, COUNT(DISTINCT a.id) AS cases,
           CAST(SUM(c.lines_pass) AS BIGINT) AS lines_pass, CAST(SUM(c.lines_refer) AS BIGINT) AS lines_refer,
           CAST(SUM(c.lines_block) AS BIGINT) AS lines_block
         FROM credit_check c {OF_UNIT} WHERE c.as_of BETWEEN $1 AND $2 AND {IN_UNIT} GROUP BY 1 ORDER BY 1"
    );
    all(db, &text, days(span), |row| {
        let n = |name: &str| row.try_get::<i64>("", name);
        Ok(Month {
            month: row.try_get("", "month")?,
            checks: [n("n")?, n("pass")?, n("refer")?, n("block")?],
            firms: n("firms")?,
            cases: n("cases")?,
            lines: [n("lines_pass")?, n("lines_refer")?, n("lines_block")?],
        })
    })
    .await
}

/// How often a reason was found.
#[derive(Debug, Clone)]
pub struct Ranked {
    /// Code of the reason.
    pub code: String,
    /// What it does.
    pub effect: String,
    /// Distinct subjects (家).
    pub firms: i64,
    /// Distinct subjects in distinct applications (家次).
    pub times: i64,
    /// Findings in checks; the same case is checked several times.
    pub findings: i64,
}

/// Reasons of applicants and of lines, the one with the most firms first.
///
/// # Errors
/// A fault of the database.
pub async fn reasons(db: &Connection, span: &Span<'_>) -> Result<Vec<Ranked>, Error> {
    // The one place where the databases read JSON differently.
    let (of_firm, of_line, code, effect) = match db.get_database_backend() {
        DatabaseBackend::Sqlite => (
            "json_each(c.snapshot, '$.applicant.reasons') r",
            "json_each(x.reasons) r",
            "json_extract(r.value, '$.code')",
            "json_extract(r.value, '$.effect')",
        ),
        _ => (
            "jsonb_array_elements(CAST(c.snapshot AS jsonb) -> 'applicant' -> 'reasons') AS r (value)",
            "jsonb_array_elements(CAST(x.reasons AS jsonb)) AS r (value)",
            "r.value ->> 'code'",
            "r.value ->> 'effect'",
        ),
    };
    let text = format!(
        "SELECT code, effect, COUNT(DISTINCT subject) AS firms, COUNT(DISTINCT number || '|' || subject) AS times,
           COUNT(*) AS findings
         FROM (
           SELECT {code} AS code, {effect} AS effect, f.uscc AS subject, a.number AS number
           FROM credit_check c {OF_UNIT} JOIN firm f ON f.id = a.firm_id CROSS JOIN {of_firm}
           WHERE c.as_of BETWEEN $1 AND $2 AND {IN_UNIT}
           UNION ALL
           SELECT {code}, {effect},
             CASE WHEN l.enterprise_code = '' THEN l.enterprise_name_norm ELSE l.enterprise_code END, a.number
           FROM credit_check c {OF_UNIT} JOIN credit_check_line x ON x.check_id = c.id
           JOIN line l ON l.id = x.line_id CROSS JOIN {of_line}
           WHERE c.as_of BETWEEN $1 AND $2 AND {IN_UNIT}
         ) t
         WHERE effect IN ('block', 'refer', 'reduce', 'warn')
         GROUP BY code, effect ORDER BY firms DESC, times DESC, code, effect"
    );
    all(db, &text, days(span), |row| {
        Ok(Ranked {
            code: row.try_get("", "code")?,
            effect: row.try_get("", "effect")?,
            firms: row.try_get("", "firms")?,
            times: row.try_get("", "times")?,
            findings: row.try_get("", "findings")?,
        })
    })
    .await
}

/// Figures in a fixed order of names, from a statement that gives one row.
async fn one<const N: usize>(
    db: &Connection,
    text: &str,
    values: Vec<sea_orm::Value>,
    names: [&str; N],
) -> Result<[i64; N], Error> {
    let mut out = [0; N];
    if let Some(row) = db.query_one_raw(sql(db, text, values)).await? {
        for (place, name) in out.iter_mut().zip(names) {
            *place = row.try_get::<Option<i64>>("", name)?.unwrap_or(0);
        }
    }
    Ok(out)
}

/// Applications that were not awarded and whose newest check in the span does not pass: how many, and their calculated
/// amounts in minor units.
///
/// # Errors
/// A fault of the database.
pub async fn held(db: &Connection, span: &Span<'_>) -> Result<[i64; 2], Error> {
    let text = format!(
        "SELECT COUNT(*) AS cases, CAST(SUM(CASE WHEN {IN_YUAN} THEN a.calculated_fen END) AS BIGINT) AS amount
         FROM credit_check c {OF_UNIT}
         WHERE c.as_of BETWEEN $1 AND $2 AND {IN_UNIT} AND c.outcome <> 'pass'
         AND NOT EXISTS (SELECT 1 FROM credit_check n WHERE n.application_id = c.application_id
                         AND n.ordinal > c.ordinal AND n.as_of BETWEEN $1 AND $2)
         AND NOT EXISTS (SELECT 1 FROM award w WHERE w.application_id = c.application_id)"
    );
    one(db, &text, days(span), ["cases", "amount"]).await
}

/// Lines that credit struck out of applications checked in the span: how many, of how many enterprises, and the contract
/// amounts in minor units.
///
/// # Errors
/// A fault of the database.
pub async fn struck(db: &Connection, span: &Span<'_>) -> Result<[i64; 3], Error> {
    let text = format!(
        "SELECT COUNT(*) AS lines, CAST(SUM(CASE WHEN {IN_YUAN} THEN l.amount_fen END) AS BIGINT) AS amount,
           COUNT(DISTINCT CASE WHEN l.enterprise_code = '' THEN l.enterprise_name_norm ELSE l.enterprise_code END) AS firms
         FROM line_standing s JOIN schedule_standing h ON h.schedule_id = s.schedule_id AND h.side = s.side
           JOIN line l ON l.schedule_id = s.schedule_id AND l.row_no = s.row_no
           JOIN application a ON a.schedule_id = l.schedule_id JOIN unit u ON u.id = a.unit_id
         WHERE s.outcome = 'struck' AND s.credit = 'block' AND {IN_UNIT}
         AND EXISTS (SELECT 1 FROM credit_check c WHERE c.application_id = a.id AND c.as_of BETWEEN $1 AND $2)"
    );
    one(db, &text, days(span), ["lines", "firms", "amount"]).await
}

/// Recoveries proposed in the span: how many, their amount, and the amount of those pursued, in minor units.
///
/// # Errors
/// A fault of the database.
pub async fn recoveries(db: &Connection, span: &Span<'_>) -> Result<[i64; 3], Error> {
    let text = format!(
        "SELECT COUNT(*) AS n, CAST(SUM(CASE WHEN {IN_YUAN} THEN c.paid_fen END) AS BIGINT) AS amount,
           CAST(SUM(CASE WHEN c.state = 'pursued' AND {IN_YUAN} THEN c.paid_fen ELSE 0 END) AS BIGINT) AS pursued
         FROM credit_recovery c {OF_UNIT} WHERE c.proposed_at >= $1 AND c.proposed_at < $2 AND {IN_UNIT}"
    );
    one(db, &text, instants(span), ["n", "amount", "pursued"]).await
}

/// Objections and repairs.
#[derive(Debug, Clone, Copy)]
pub struct Desk {
    /// Objections: opened in the span; closed in it as upheld, in part, as rejected; opened in it and late on the day of the
    /// question, or answered late.
    pub objections: [i64; 5],
    /// Repairs: opened in the span; closed in it as verified and as rejected.
    pub repairs: [i64; 3],
}

/// Objections and repairs, each as one row of figures, side by side.
///
/// # Errors
/// A fault of the database.
pub async fn desk(db: &Connection, span: &Span<'_>, today: NaiveDate) -> Result<Desk, Error> {
    let of_firm = "JOIN firm f ON f.id = o.firm_id JOIN unit u ON u.id = f.unit_id";
    let text = format!(
        "SELECT * FROM (
           SELECT COUNT(CASE WHEN o.opened_on BETWEEN $1 AND $2 THEN 1 END) AS objected,
             COUNT(CASE WHEN o.result = 'upheld' AND o.closed_on BETWEEN $1 AND $2 THEN 1 END) AS upheld,
             COUNT(CASE WHEN o.result = 'partly' AND o.closed_on BETWEEN $1 AND $2 THEN 1 END) AS partly,
             COUNT(CASE WHEN o.result = 'rejected' AND o.closed_on BETWEEN $1 AND $2 THEN 1 END) AS rejected,
             COUNT(CASE WHEN o.opened_on BETWEEN $1 AND $2 AND o.state <> 'returned'
                          AND o.due_on < COALESCE(o.closed_on, $4) THEN 1 END) AS overdue
           FROM credit_objection o {of_firm} WHERE {IN_UNIT}) objections
         CROSS JOIN (
           SELECT COUNT(CASE WHEN o.opened_at >= $5 AND o.opened_at < $6 THEN 1 END) AS filed,
             COUNT(CASE WHEN o.state = 'verified' AND o.closed_at >= $5 AND o.closed_at < $6 THEN 1 END) AS verified,
             COUNT(CASE WHEN o.state = 'rejected' AND o.closed_at >= $5 AND o.closed_at < $6 THEN 1 END) AS unverified
           FROM credit_repair o {of_firm} WHERE {IN_UNIT}) repairs"
    );
    let values = days(span).into_iter().chain([today.into(), span.begins.into(), span.ends.into()]).collect();
    let [opened, upheld, partly, rejected, overdue, filed, verified, unverified] = one(
        db,
        &text,
        values,
        ["objected", "upheld", "partly", "rejected", "overdue", "filed", "verified", "unverified"],
    )
    .await?;
    Ok(Desk { objections: [opened, upheld, partly, rejected, overdue], repairs: [filed, verified, unverified] })
}

/// What a source sent: imports, rows seen, added, changed and refused.
#[derive(Debug, Clone)]
pub struct Received {
    /// The source.
    pub source: String,
    /// Imports, rows seen, added, changed, refused.
    pub counts: [i64; 5],
}

/// Records received in the span, by source; own records are not received.
///
/// # Errors
/// A fault of the database.
pub async fn received(db: &Connection, span: &Span<'_>) -> Result<Vec<Received>, Error> {
    let text = format!(
        "SELECT source_id AS source, COUNT(*) AS imports, CAST(SUM(rows_seen) AS BIGINT) AS seen,
           CAST(SUM(rows_added) AS BIGINT) AS added, CAST(SUM(rows_changed) AS BIGINT) AS changed,
           CAST(SUM(rows_bad) AS BIGINT) AS bad
         FROM credit_import WHERE {IN_FORCE}
         AND imported_at >= $1 AND imported_at < $2 AND source_id <> $3
         GROUP BY source_id ORDER BY source_id"
    );
    let values = vec![span.begins.into(), span.ends.into(), OWN_SOURCE.into()];
    all(db, &text, values, |row| {
        let n = |name: &str| row.try_get::<i64>("", name);
        let counts = [n("imports")?, n("seen")?, n("added")?, n("changed")?, n("bad")?];
        Ok(Received { source: row.try_get("", "source")?, counts })
    })
    .await
}

/// What was reported of a kind: files, rows, rows taken, refused, and without an answer yet.
#[derive(Debug, Clone)]
pub struct Reported {
    /// The kind.
    pub kind: String,
    /// Files, rows, taken, refused, unanswered.
    pub counts: [i64; 5],
}

/// Own records reported in the span, by kind.
///
/// # Errors
/// A fault of the database.
pub async fn reported(db: &Connection, span: &Span<'_>) -> Result<Vec<Reported>, Error> {
    let text = "SELECT x.kind AS kind, COUNT(DISTINCT x.id) AS files, COUNT(*) AS n,
           COUNT(CASE WHEN x.accepted AND e.fault = '' THEN 1 END) AS taken,
           COUNT(CASE WHEN e.fault <> '' THEN 1 END) AS refused,
           COUNT(CASE WHEN x.receipt_at IS NULL THEN 1 END) AS unanswered
         FROM credit_export x JOIN credit_export_row e ON e.export_id = x.id
         WHERE x.exported_at >= $1 AND x.exported_at < $2 GROUP BY x.kind ORDER BY x.kind";
    let values = vec![span.begins.into(), span.ends.into()];
    all(db, text, values, |row| {
        let n = |name: &str| row.try_get::<i64>("", name);
        let counts = [n("files")?, n("n")?, n("taken")?, n("refused")?, n("unanswered")?];
        Ok(Reported { kind: row.try_get("", "kind")?, counts })
    })
    .await
}

/// Payments that the bank confirmed in the span: how many, their sum, and the sum of those whose application was checked
/// at submission, at approval and before the payment, in minor units.
///
/// # Errors
/// A fault of the database.
pub async fn paid(db: &Connection, span: &Span<'_>) -> Result<[i64; 3], Error> {
    let checked = |stage: &str| {
        format!("EXISTS (SELECT 1 FROM credit_check k WHERE k.application_id = a.id AND k.stage = '{stage}')")
    };
    let text = format!(
        "SELECT COUNT(*) AS n, CAST(SUM(CASE WHEN {IN_YUAN} THEN c.amount_fen END) AS BIGINT) AS amount,
           CAST(SUM(CASE WHEN {IN_YUAN} AND {} AND {} AND {} THEN c.amount_fen ELSE 0 END) AS BIGINT) AS covered
         FROM payment c {OF_UNIT} WHERE c.state = 'paid' AND {IN_UNIT}
         AND EXISTS (SELECT 1 FROM allocation m WHERE m.payment_id = c.id AND m.kind = 'settle' AND m.amount_fen > 0
                     AND m.decided_at >= $1 AND m.decided_at < $2)",
        checked("submission"),
        checked("approval"),
        checked("disbursement"),
    );
    one(db, &text, instants(span), ["n", "amount", "covered"]).await
}
