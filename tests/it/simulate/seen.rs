//! What stands in the database, by the numbers that people read: without ids, hashes and what else differs by nature.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DatabaseBackend, QueryResult, Statement};

use crate::support::TestApp;

/// A thing that goes through states: its state, its amount, and what it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    pub state: String,
    pub fen: i64,
    pub of: String,
}

/// All that the model looks at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    /// By number: the approved amount, and the budget line.
    pub cases: BTreeMap<String, Thing>,
    /// By number: the amount, and the award.
    pub payments: BTreeMap<String, Thing>,
    /// By number: the sum, and nothing.
    pub batches: BTreeMap<String, Thing>,
    /// By case and payee: the amount, and the case; the state says how much of it was given up.
    pub awards: BTreeMap<String, Thing>,
    /// By number: nothing, and the kind.
    pub requests: BTreeMap<String, Thing>,
    /// By statement and place: the amount, and what is allocated.
    pub entries: BTreeMap<String, Thing>,
    /// By number: the closing balance, and nothing.
    pub statements: BTreeMap<String, Thing>,
    /// By line and kind of account.
    pub balances: BTreeMap<String, i64>,
    /// Who took which step: case, step, person.
    pub steps: Vec<String>,
    /// Events of the log.
    pub events: i64,
}

const CASES: &str = "SELECT a.number AS number, a.state AS state, COALESCE(a.approved_fen, 0) AS fen, b.code AS whose FROM application a
    JOIN call c ON c.id = a.call_id JOIN budget_line b ON b.id = c.budget_line_id";
const PAYMENTS: &str = "SELECT p.number AS number, p.state AS state, p.amount_fen AS fen, a.number || ' ' || w.payee_code AS whose FROM payment p
    JOIN award w ON w.id = p.award_id JOIN application a ON a.id = w.application_id";
const BATCHES: &str = "SELECT number, state, sum_fen AS fen, '' AS whose FROM payment_batch";
const AWARDS: &str = "SELECT a.number || ' ' || w.payee_code AS number, CAST(COALESCE(g.amount_fen, 0) AS TEXT) AS state, w.amount_fen AS fen,
    a.number AS whose FROM award w JOIN application a ON a.id = w.application_id LEFT JOIN award_given_up g ON g.award_id = w.id";
const REQUESTS: &str = "SELECT number, state, decided_by IS NOT NULL AS fen, kind AS whose FROM finance_request";
const ENTRIES: &str =
    "SELECT s.number || ' ' || CAST(e.ordinal AS TEXT) AS number, e.state AS state, e.amount_fen AS fen,
    CAST(e.allocated_fen AS TEXT) AS whose FROM statement_entry e JOIN statement s ON s.id = e.statement_id";
const STATEMENTS: &str = "SELECT number, quarantine AS state, closing_fen AS fen, '' AS whose FROM statement";
const BALANCES: &str = "SELECT b.code || ' ' || a.kind AS number, '' AS state, CAST(SUM(a.debit_fen - a.credit_fen) AS BIGINT) AS fen, '' AS whose
    FROM account a JOIN budget_line b ON b.id = a.budget_line_id GROUP BY b.code, a.kind";
const STEPS: &str =
    "SELECT a.number || ' ' || s.step || ' ' || p.login AS number, '' AS state, 0 AS fen, '' AS whose FROM case_step s
    JOIN application a ON a.id = s.application_id JOIN person p ON p.id = s.person_id ORDER BY 1";

async fn rows(app: &TestApp, sql: &str) -> Vec<QueryResult> {
    let db = app.app.store.read();
    db.query_all_raw(Statement::from_string(app.app.store.backend(), sql)).await.unwrap()
}

async fn things(app: &TestApp, sql: &str) -> BTreeMap<String, Thing> {
    let sql = sql.replace("decided_by IS NOT NULL AS", "CASE WHEN decided_by IS NULL THEN 0 ELSE 1 END AS");
    let of_row = |row: &QueryResult| {
        let text = |column: &str| row.try_get::<String>("", column).unwrap();
        let fen = row.try_get::<i64>("", "fen").or_else(|_| row.try_get::<i32>("", "fen").map(i64::from)).unwrap();
        (text("number"), Thing { state: text("state"), fen, of: text("whose") })
    };
    rows(app, &sql).await.iter().map(of_row).collect()
}

impl Seen {
    pub async fn look(app: &TestApp) -> Self {
        let text = |row: &QueryResult| row.try_get::<String>("", "number").unwrap();
        let events = rows(app, "SELECT COUNT(*) AS n FROM audit_event").await;
        Self {
            cases: things(app, CASES).await,
            payments: things(app, PAYMENTS).await,
            batches: things(app, BATCHES).await,
            awards: things(app, AWARDS).await,
            requests: things(app, REQUESTS).await,
            entries: things(app, ENTRIES).await,
            statements: things(app, STATEMENTS).await,
            balances: things(app, BALANCES).await.into_iter().map(|(key, thing)| (key, thing.fen)).collect(),
            steps: rows(app, STEPS).await.iter().map(text).collect(),
            events: events[0].try_get("", "n").unwrap(),
        }
    }

    /// What is not the same, for a message.
    pub fn differs(&self, other: &Self) -> Vec<String> {
        let one = format!("{self:#?}");
        let other = format!("{other:#?}");
        let lines = one.lines().zip(other.lines()).filter(|(a, b)| a != b);
        lines.take(6).map(|(a, b)| format!("{} was {}", a.trim(), b.trim())).collect()
    }

    /// The numbers of things in one of these states.
    pub fn in_states(all: &BTreeMap<String, Thing>, states: &[&str]) -> Vec<String> {
        all.iter().filter(|(_, t)| states.contains(&t.state.as_str())).map(|(number, _)| number.clone()).collect()
    }
}

/// How an installation stands at the end, line by line: all of the above, what the log tells in its order, every transfer,
/// and how many rows each table has.
pub async fn dump(app: &TestApp) -> Vec<String> {
    let seen = Seen::look(app).await;
    let mut lines: Vec<String> = format!("{seen:#?}").lines().map(str::to_owned).collect();
    let log = "SELECT aggregate_kind || ' ' || action || ' ' || role || ' ' || CAST(agg_version AS TEXT) AS number FROM audit_event
        ORDER BY seq";
    let transfers = "SELECT t.code || ' ' || b.code || ' ' || CAST(t.amount_fen AS TEXT) || ' ' || CAST(t.business_date AS TEXT) AS number
        FROM transfer t JOIN budget_line b ON b.id = t.budget_line_id ORDER BY 1";
    let schedules = "SELECT a.number || ' ' || CAST(l.row_no AS TEXT) || ' ' || l.contract_key || ' ' || COALESCE(s.outcome, '') || ' ' ||
        CAST(COALESCE(s.amount_fen, -1) AS TEXT) || ' ' || COALESCE(s.credit, '') || ' ' || COALESCE(l.decision, '') AS number
        FROM line l JOIN application a ON a.id = l.application_id LEFT JOIN schedule_standing h ON h.schedule_id = l.schedule_id
        LEFT JOIN line_standing s ON s.schedule_id = h.schedule_id AND s.side = h.side AND s.row_no = l.row_no ORDER BY 1";
    let checks = "SELECT a.number || ' ' || k.stage || ' ' || CAST(k.as_of AS TEXT) || ' ' || k.outcome AS number
        FROM credit_check k JOIN application a ON a.id = k.application_id ORDER BY 1";
    let notices = "SELECT number || ' ' || CAST(starts_on AS TEXT) || ' ' || CAST(ends_on AS TEXT) AS number FROM notice ORDER BY 1";
    for sql in [log, transfers, schedules, checks, notices] {
        lines.extend(rows(app, sql).await.iter().map(|row| row.try_get::<String>("", "number").unwrap()));
    }
    let tables = match app.app.store.backend() {
        DatabaseBackend::Sqlite => {
            "SELECT name AS number FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1"
        }
        _ => {
            "SELECT table_name::text COLLATE \"C\" AS number FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1"
        }
    };
    for row in rows(app, tables).await {
        let table: String = row.try_get("", "number").unwrap();
        lines.push(format!("{table} {}", app.count(&table).await));
    }
    lines
}
