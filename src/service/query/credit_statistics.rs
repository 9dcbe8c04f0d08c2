//! Statistics of credit over a period: checks by month, reasons by firms (家) and by occurrences (家次), what was withheld,
//! objections, repairs, records received and reported, and how much of the paid money had all three checks.
//!
//! Basis: credit.md C13. The data do not hold clusters, and regions only as the unit of an application; these figures are
//! of a unit and everything below it.

use chrono::NaiveDate;
use domain::money::Fen;
use domain::refusal::{Code, Fact, Refusal};
use serde::Serialize;

use crate::App;
use crate::reader::{CreditFigures, Reader};
use kernel::error::Error;
use store::credit::statistics::{self as figures, Span};

/// The figures of a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statistics {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Checks by month.
    pub months: Vec<Month>,
    /// Reasons, the one with the most firms first.
    pub reasons: Vec<Ranked>,
    /// What was withheld.
    pub withheld: Withheld,
    /// Objections.
    pub objections: Objections,
    /// Repairs.
    pub repairs: Repairs,
    /// Records received, by source.
    pub received: Vec<Received>,
    /// Own records reported, by kind.
    pub reported: Vec<Reported>,
    /// Payments and their checks.
    pub paid: Paid,
}

/// Checks of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Month {
    /// `2026-03`.
    pub month: String,
    /// Checks.
    pub checks: i64,
    /// Passed.
    pub pass: i64,
    /// Referred to a person.
    pub refer: i64,
    /// Vetoed.
    pub block: i64,
    /// Distinct firms.
    pub firms: i64,
    /// Distinct applications.
    pub cases: i64,
    /// Lines that were referred.
    pub lines_refer: i64,
    /// Lines that were vetoed.
    pub lines_block: i64,
}

/// How often a reason was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ranked {
    /// The reason.
    pub code: String,
    /// What it does: block, refer, reduce, warn.
    pub effect: String,
    /// 家: distinct subjects.
    pub firms: i64,
    /// 家次: distinct subjects in distinct applications.
    pub times: i64,
    /// Findings in checks; a case is checked several times.
    pub findings: i64,
}

/// What was not paid because of credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Withheld {
    /// Applications without an award whose newest check of the period does not pass.
    pub cases: i64,
    /// Their calculated amounts.
    pub amount: Fen,
    /// Lines that credit struck.
    pub lines: i64,
    /// Their distinct enterprises.
    pub line_firms: i64,
    /// Contract amounts of those lines; a struck line has no calculated subsidy.
    pub line_contracts: Fen,
    /// Recoveries that were proposed.
    pub recoveries: i64,
    /// Their amount.
    pub recovery_amount: Fen,
    /// The part of it that is pursued.
    pub pursued: Fen,
}

/// Objections of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Objections {
    /// Opened.
    pub opened: i64,
    /// Upheld.
    pub upheld: i64,
    /// Upheld in part.
    pub partly: i64,
    /// Rejected.
    pub rejected: i64,
    /// Opened in the period and answered late, or late now.
    pub overdue: i64,
}

/// Repairs of the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Repairs {
    /// Opened.
    pub opened: i64,
    /// Verified.
    pub verified: i64,
    /// Rejected.
    pub rejected: i64,
}

/// Records that a source sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Received {
    /// The source.
    pub source: String,
    /// Imports.
    pub imports: i64,
    /// Rows seen.
    pub seen: i64,
    /// New records.
    pub added: i64,
    /// Changed records.
    pub changed: i64,
    /// Refused rows.
    pub bad: i64,
}

/// Own records that were reported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reported {
    /// The kind.
    pub kind: String,
    /// Files.
    pub files: i64,
    /// Rows.
    pub rows: i64,
    /// Taken by the platform.
    pub taken: i64,
    /// Refused by it.
    pub refused: i64,
    /// Without an answer yet.
    pub unanswered: i64,
}

/// Payments that the bank confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Paid {
    /// Payments.
    pub payments: i64,
    /// Their sum.
    pub amount: Fen,
    /// The sum of those whose application was checked at submission, at approval and before the payment.
    pub covered: Fen,
    /// The share in ten thousandths, rounded down; none when nothing was paid.
    pub share_bp: Option<i64>,
}

/// The figures of a period, for a reader's unit and everything below it; without a reader, of all units, for whoever runs the
/// program.
///
/// # Errors
/// [`Code::CreditStatementMalformed`] for a period that ends before it begins; [`Code::NotYourRole`] for people of firms; a
/// fault of the database.
pub async fn statistics(
    app: &App,
    reader: Option<&Reader<'_, CreditFigures>>,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Statistics, Error> {
    if from > to {
        let what = Fact::Message("credit-statement-period".to_owned());
        return Err(Refusal::new(Code::CreditStatementMalformed).with("what", what).at_field("to").into());
    }
    let unit = match reader {
        None => "",
        Some(reader) => reader
            .scope()
            .unit_path()
            .ok_or_else(|| Refusal::new(Code::NotYourRole).with("role", Fact::Message("role-auditor".to_owned())))?,
    };
    let ends = app.clock.start_of(domain::date::day_after(to)?);
    let span = Span { from, to, begins: app.clock.start_of(from), ends, unit };
    let db = app.store.read();
    let months = figures::checks(db, &span).await?.into_iter().map(|m| {
        let ([checks, pass, refer, block], [_, lines_refer, lines_block]) = (m.checks, m.lines);
        Month { month: m.month, checks, pass, refer, block, firms: m.firms, cases: m.cases, lines_refer, lines_block }
    });
    let reasons = figures::reasons(db, &span).await?.into_iter().map(|r| Ranked {
        code: r.code,
        effect: r.effect,
        firms: r.firms,
        times: r.times,
        findings: r.findings,
    });
    let [cases, amount] = figures::held(db, &span).await?;
    let [lines, line_firms, contracts] = figures::struck(db, &span).await?;
    let [recoveries, recovery_amount, pursued] = figures::recoveries(db, &span).await?;
    let desk = figures::desk(db, &span, app.clock.today()).await?;
    let [opened, upheld, partly, rejected, overdue] = desk.objections;
    let objections = Objections { opened, upheld, partly, rejected, overdue };
    let [opened, verified, rejected] = desk.repairs;
    let received = figures::received(db, &span).await?.into_iter().map(|r| {
        let [imports, seen, added, changed, bad] = r.counts;
        Received { source: r.source, imports, seen, added, changed, bad }
    });
    let reported = figures::reported(db, &span).await?.into_iter().map(|r| {
        let [files, rows, taken, refused, unanswered] = r.counts;
        Reported { kind: r.kind, files, rows, taken, refused, unanswered }
    });
    let [payments, paid, covered] = figures::paid(db, &span).await?;
    let share = i128::from(covered).checked_mul(10_000).and_then(|n| n.checked_div(i128::from(paid)));
    Ok(Statistics {
        from,
        to,
        months: months.collect(),
        reasons: reasons.collect(),
        withheld: Withheld {
            cases,
            amount: Fen::new(amount),
            lines,
            line_firms,
            line_contracts: Fen::new(contracts),
            recoveries,
            recovery_amount: Fen::new(recovery_amount),
            pursued: Fen::new(pursued),
        },
        objections,
        repairs: Repairs { opened, verified, rejected },
        received: received.collect(),
        reported: reported.collect(),
        paid: Paid {
            payments,
            amount: Fen::new(paid),
            covered: Fen::new(covered),
            share_bp: share.and_then(|n| i64::try_from(n).ok()),
        },
    })
}
