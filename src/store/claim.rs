//! Claims: what of a contract, policy or invoice counts in which living application, what two claims have in common, and the
//! questions that only a person can answer.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::claim::{self, Claim, Days, Share};
use domain::id::{ApplicationId, BundleId, CallId, FirmId, LineId, PersonId, ScheduleId};
use domain::line::Line;
use domain::money::{Currency, Fen, Money, text};
use domain::reference_key::may_be_one;
use domain::refusal::{Code, Fact, Refusal};
use domain::workflow::ApplicationState;
use entity::{claim_answer, claim_question, contract_claim};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryResult, Value,
};
use uuid::Uuid;

use super::bundle::{self, Kind};
use super::{list, sql};
use crate::Connection;
use kernel::error::{Error, Fault};
use kernel::id::{Ascending, new_uuid};

/// Lines whose claims are made at once.
const PIECE: usize = 5_000;
/// Most other applications that are put to a person for one line: the next is asked about when these have ended.
const ALIKE: i64 = 5;

/// How an application claims its contracts.
#[derive(Debug, Clone, Copy)]
pub struct Claiming<'a> {
    /// The scheme.
    pub scheme: &'a str,
    /// What it says of a second claim.
    pub rule: Option<&'a claim::Rule>,
    /// The period of the call.
    pub period: Days,
    /// The firm.
    pub firm: FirmId,
    /// The application.
    pub application: ApplicationId,
}

impl Claiming<'_> {
    fn direction(&self) -> &str {
        self.rule.map_or("", |rule| rule.direction.as_str())
    }

    fn days(&self, dates: (Option<NaiveDate>, Option<NaiveDate>)) -> Days {
        claim::covered(self.rule, dates, self.period)
    }
}

/// A line whose contract or invoice counts elsewhere already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubled {
    /// The row.
    pub row: i64,
    /// The contract as the row writes it.
    pub contract: String,
    /// Whether it is the invoice of the row that counts already.
    pub invoice: bool,
    /// The days that are taken.
    pub days: Days,
    /// What of the contract nobody has claimed for the days of this line.
    pub free: Share,
    /// What the line claims of it.
    pub wanted: Share,
    /// The other application, where it is one of the same firm.
    pub own: Option<ApplicationId>,
}

/// What is one contract: the same number under one enterprise or, since a firm numbers its own contracts, of one firm. Numbers
/// of other firms with other enterprises are their own, and so are numbers of invoices. A claim `c` is held against a line or
/// a claim `n` of a firm and of a kind.
fn same_thing(n: &str, firm: &str, kind: &str) -> String {
    format!(
        "(c.enterprise_code <> '' AND c.enterprise_code = {n}.enterprise_code
           OR c.firm_id = {firm} AND c.kind = 'contract' AND {kind} = 'contract')"
    )
}

/// The lines `l` of schedule `$1` joined to the claims `c` of the same thing that live in other applications than `$2`, in the
/// order of the file; `$3` is the firm.
fn joined() -> String {
    let one = |kind: &str, key: &str| {
        format!(
            "SELECT l.row_no, l.contract_no, l.starts_on, l.ends_on, l.share AS own_share, '{kind}' AS own_kind,
                    c.covers_from, c.covers_to, c.direction, c.share, c.firm_id, c.application_id
               FROM line l JOIN live_claim c ON c.contract_key = l.{key}
              WHERE l.schedule_id = $1 AND l.{key} <> '' AND c.application_id <> $2 AND {}",
            same_thing("l", "$3", &format!("'{kind}'"))
        )
    };
    let both = [one("contract", "contract_key"), one("invoice", "invoice_key")].join(" UNION ALL ");
    format!("SELECT * FROM ({both}) AS met ORDER BY row_no, own_kind, covers_from")
}

#[derive(Debug, Clone, FromQueryResult)]
struct Hit {
    row_no: i64,
    contract_no: String,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    own_share: i64,
    own_kind: String,
    covers_from: NaiveDate,
    covers_to: NaiveDate,
    direction: String,
    share: i64,
    firm_id: FirmId,
    application_id: ApplicationId,
}

impl Hit {
    fn days(&self) -> Days {
        Days { from: self.covers_from, to: self.covers_to }
    }
}

/// The lines of a schedule whose contract or invoice counts in another living application already, the firm's own or
/// another's, in the order of the file.
///
/// # Errors
/// A fault of the database.
pub async fn doubled(db: &Connection, schedule: ScheduleId, claiming: Claiming<'_>) -> Result<Vec<Doubled>, Error> {
    let values = [schedule.uuid().into(), claiming.application.uuid().into(), claiming.firm.uuid().into()];
    let hits = Hit::find_by_statement(sql(db, &joined(), values)).all(db).await?;
    let mut found: Vec<Doubled> = Vec::new();
    for hits in hits.chunk_by(|a, b| (a.row_no, &a.own_kind) == (b.row_no, &b.own_kind)) {
        let Some(line) = hits.first() else { continue };
        // One row is told once, the contract before the invoice.
        if found.last().is_some_and(|last| last.row == line.row_no) {
            continue;
        }
        let others: Vec<Claim<'_>> = hits
            .iter()
            .map(|hit| Claim {
                days: hit.days(),
                direction: &hit.direction,
                share: Share::from_billionths(hit.share),
                own: hit.firm_id == claiming.firm,
            })
            .collect();
        let wanted = Share::from_billionths(line.own_share);
        let days = claiming.days((line.starts_on, line.ends_on));
        let mine = Claim { days, direction: claiming.direction(), share: wanted, own: false };
        let Some(double) = claim::double(mine, &others) else { continue };
        let Some(with) = hits.get(double.with) else { continue };
        found.push(Doubled {
            row: line.row_no,
            contract: line.contract_no.clone(),
            invoice: line.own_kind == "invoice",
            days: with.days(),
            free: double.free,
            wanted,
            own: (with.firm_id == claiming.firm).then_some(with.application_id),
        });
    }
    Ok(found)
}

impl Doubled {
    /// The refusal of an application with so many rows that count elsewhere; `own` is the number of the other application,
    /// where it is the firm's.
    pub fn refusal(&self, count: usize, own: Option<&str>) -> Refusal {
        let whose = own.map_or_else(
            || Fact::Message("claim-of-another".to_owned()),
            |number| Fact::About("claim-of-own".to_owned(), number.to_owned()),
        );
        let what = if self.invoice { "claim-invoice" } else { "claim-contract" };
        let days = if self.days.is_ever() {
            Fact::Message("claim-days-all".to_owned())
        } else {
            Fact::Text(format!("{} – {}", self.days.from, self.days.to))
        };
        Refusal::new(Code::ContractClaimed)
            .with("row", Fact::Count(self.row))
            .with("contract", Fact::About(what.to_owned(), self.contract.clone()))
            .with("days", days)
            .with("whose", whose)
            .with("free", Fact::Text(text::percent(self.free.rate(), 7)))
            .with("wanted", Fact::Text(text::percent(self.wanted.rate(), 7)))
            .with("count", Fact::Count(i64::try_from(count).unwrap_or(i64::MAX)))
    }
}

/// Keeps claims `n`, which `found` names, beside the claims `c` of other applications on the same thing: once for each side.
fn meet(found: &str) -> String {
    let one = same_thing("n", "n.firm_id", "n.kind");
    let side = |own: &str, other: &str| {
        format!(
            "SELECT {own}.application_id, l.row_no, {own}.id, {other}.id {found} JOIN line l ON l.id = {own}.line_id
              WHERE c.application_id <> n.application_id AND {one}"
        )
    };
    format!(
        "INSERT INTO claim_meeting (application_id, row_no, claim_id, other_claim_id) {} UNION ALL {} ON CONFLICT DO NOTHING",
        side("n", "c"),
        side("c", "n")
    )
}

/// Keeps the claims of a bundle beside those that came to count since it was begun; gives the place up to which that is done.
///
/// # Errors
/// A fault of the database.
pub async fn meet_newer(tx: &Connection, bundle: BundleId) -> Result<i64, Error> {
    let looked = bundle::last_place(tx).await?;
    let newer = "FROM bundle b JOIN bundle o ON o.kind = 'claims' AND o.place > b.seen AND o.ended_at IS NULL
        JOIN contract_claim c ON c.application_id = o.application_id AND c.bundle_id = o.id AND c.released_at IS NULL
        JOIN contract_claim n ON n.contract_key = c.contract_key AND n.released_at IS NULL AND n.bundle_id = b.id AND b.id = $1";
    tx.execute_raw(sql(tx, &meet(newer), [bundle.uuid().into()])).await?;
    Ok(looked)
}

/// Keeps all claims that count beside each other: their keys were made again.
///
/// # Errors
/// A fault of the database.
pub(super) async fn meet_all(tx: &Connection) -> Result<(), Error> {
    let all = "FROM live_claim n JOIN live_claim c ON c.contract_key = n.contract_key";
    tx.execute_raw(sql(tx, &meet(all), [])).await?;
    Ok(())
}

/// Claims that are written and do not count yet, with what was found about them.
#[derive(Debug)]
pub struct Ahead {
    /// The bundle that they are in.
    pub bundle: BundleId,
    /// The place up to which others were looked at.
    looked: i64,
    alike: Vec<Alike>,
}

impl Ahead {
    /// Looks at what the claims of a bundle have in common with those that count; none when one of them counts elsewhere. It
    /// was looked up to a place before, see [`meet_newer`]; what comes to count behind it is noticed in the act.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn look(
        db: &Connection,
        schedule: ScheduleId,
        claiming: Claiming<'_>,
        (bundle, looked): (BundleId, i64),
    ) -> Result<Option<Self>, Error> {
        if !doubled(db, schedule, claiming).await?.is_empty() {
            return Ok(None);
        }
        Ok(Some(Self { bundle, looked, alike: alike(db, schedule, claiming).await? }))
    }

    /// Whether nothing came to count since that could be one business with a line of it.
    async fn still_holds(&self, tx: &Connection) -> Result<bool, Error> {
        let since = |met: &str| {
            format!(
                "SELECT 1 AS one FROM bundle o JOIN contract_claim x ON x.application_id = o.application_id AND x.bundle_id = o.id
                   JOIN contract_claim n ON {met} AND n.released_at IS NULL AND n.bundle_id = $1 WHERE o.kind = 'claims' AND o.place > $2"
            )
        };
        let text = [
            since("n.contract_key = x.contract_key"),
            since("n.bare_key = x.bare_key"),
            since(
                "n.kind = 'contract' AND n.enterprise_code = x.enterprise_code AND n.amount_fen = x.amount_fen AND n.starts_on = x.starts_on",
            ),
        ];
        let text = format!("{} LIMIT 1", text.join(" UNION ALL "));
        let values: [Value; 2] = [self.bundle.uuid().into(), self.looked.into()];
        Ok(tx.query_one_raw(sql(tx, &text, values)).await?.is_none())
    }
}

/// Writes the claims of some lines into a bundle that does not count yet, beside those of others that count.
///
/// # Errors
/// [`Code::ContractClaimed`] where one counts elsewhere.
pub async fn write(
    tx: &Connection,
    claiming: Claiming<'_>,
    (bundle, lines): (BundleId, &[Line]),
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let mut ids = Ascending::new(now);
    let mut row = |line: &Line, kind: &str, key: &str| {
        let days = claiming.days((line.starts_on, line.ends_on));
        contract_claim::ActiveModel {
            id: Set(ids.next_id()),
            scheme_id: Set(claiming.scheme.to_owned()),
            firm_id: Set(claiming.firm),
            contract_key: Set(key.to_owned()),
            application_id: Set(claiming.application),
            released_at: Set(None),
            kind: Set(kind.to_owned()),
            line_id: Set(Some(line.id)),
            enterprise_code: Set(line.enterprise_code.clone()),
            amount_fen: Set(line.amount),
            starts_on: Set(line.starts_on),
            ends_on: Set(line.ends_on),
            covers_from: Set(days.from),
            covers_to: Set(days.to),
            direction: Set(claiming.direction().to_owned()),
            share: Set(line.share.billionths()),
            claimed_at: Set(Some(now)),
            bundle_id: Set(Some(bundle)),
        }
    };
    let counting =
        "FROM contract_claim n JOIN live_claim c ON n.id BETWEEN $1 AND $2 AND c.contract_key = n.contract_key";
    for piece in lines.chunks(PIECE) {
        let mut rows = Vec::with_capacity(piece.len());
        for line in piece {
            rows.push(row(line, "contract", &line.contract_key));
            if !line.invoice_key.is_empty() {
                rows.push(row(line, "invoice", &line.invoice_key));
            }
        }
        let id = |row: Option<&contract_claim::ActiveModel>| row.and_then(|row| row.id.try_as_ref().copied());
        let (Some(first), Some(last)) = (id(rows.first()), id(rows.last())) else { continue };
        list::insert_all(tx, rows).await?;
        // Their ids ascend, and nothing but them lies between.
        tx.execute_raw(sql(tx, &meet(counting), [first.into(), last.into()])).await?;
    }
    Ok(())
}

/// Claims the contracts, policies and invoices of an application and asks about those that only look alike; refused, naming
/// the row, when one counts elsewhere already. Whoever claims waits here for whoever is claiming, and a trigger has the last
/// word. What was written ahead only comes to count. Gives how many answers of before a correction were carried, see [`carry`].
///
/// # Errors
/// [`Code::ContractClaimed`].
pub async fn take(
    tx: &Connection,
    claiming: Claiming<'_>,
    (schedule, lines): (ScheduleId, &[Line]),
    ahead: Option<&Ahead>,
    now: DateTime<Utc>,
) -> Result<usize, Error> {
    bundle::gate(tx).await?;
    if let Some(ahead) = ahead
        && bundle::waits(tx, ahead.bundle).await?
        && ahead.still_holds(tx).await?
    {
        bundle::count(tx, ahead.bundle, now).await?;
        return ask(tx, (schedule, &ahead.alike), claiming, now).await;
    }
    let doubled = doubled(tx, schedule, claiming).await?;
    if let Some(first) = doubled.first() {
        let own = match first.own {
            Some(id) => Some(super::application::by_id(tx, id).await?.number),
            None => None,
        };
        return Err(first.refusal(doubled.len(), own.as_deref()).into());
    }
    let bundle = bundle::begin(tx, claiming.application, Kind::Claims, now).await?;
    write(tx, claiming, (bundle, lines), now).await?;
    bundle::count(tx, bundle, now).await?;
    let alike = alike(tx, schedule, claiming).await?;
    ask(tx, (schedule, &alike), claiming, now).await
}

/// Releases the claims of an application that ended or is being corrected.
///
/// # Errors
/// A fault of the database.
pub async fn release(tx: &Connection, application: ApplicationId, now: DateTime<Utc>) -> Result<(), Error> {
    bundle::end(tx, application, Kind::Claims, now).await?;
    let row = contract_claim::ActiveModel { released_at: Set(Some(now)), ..Default::default() };
    contract_claim::Entity::update_many()
        .set(row)
        .filter(contract_claim::Column::ApplicationId.eq(application))
        .filter(contract_claim::Column::BundleId.is_null())
        .filter(contract_claim::Column::ReleasedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Releases the claims of some lines: what they were to earn is given up.
///
/// # Errors
/// A fault of the database.
pub async fn release_lines(tx: &Connection, lines: &[LineId], now: DateTime<Utc>) -> Result<(), Error> {
    let row = contract_claim::ActiveModel { released_at: Set(Some(now)), ..Default::default() };
    contract_claim::Entity::update_many()
        .set(row)
        .filter(list::within(tx, contract_claim::Column::LineId, lines.iter().copied()))
        .filter(contract_claim::Column::ReleasedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Days and direction that claims of a call took, beside the dates of their contracts.
#[derive(Debug, FromQueryResult)]
pub struct Taken {
    /// The call.
    pub call_id: CallId,
    /// First day of the contract.
    pub starts_on: Option<NaiveDate>,
    /// Its last day.
    pub ends_on: Option<NaiveDate>,
    /// First day that was taken.
    pub covers_from: NaiveDate,
    /// Last day that was taken.
    pub covers_to: NaiveDate,
    /// Direction of the support.
    pub direction: String,
}

/// Each way in which claims took days, call by call, for the verification; claims of before schemes spoke of days took all.
///
/// # Errors
/// A fault of the database.
pub async fn taken(db: &Connection) -> Result<Vec<Taken>, Error> {
    let text = "SELECT DISTINCT a.call_id, c.starts_on, c.ends_on, c.covers_from, c.covers_to, c.direction
        FROM contract_claim c JOIN application a ON a.id = c.application_id WHERE c.claimed_at IS NOT NULL ORDER BY 1, 2, 3, 4, 5, 6";
    Ok(Taken::find_by_statement(sql(db, text, [])).all(db).await?)
}

// ---- what only looks alike -------------------------------------------------------------------------------------

/// Why a person is asked whether two lines are one business.
///
/// A number is asked about only where it should belong to one thing. The number of a contract is the key of a schedule and
/// names one row of it; firms number their own contracts, so under another firm and another enterprise an equal number says
/// something only where the amount or both dates are equal too. An invoice is written once for one business, whoever claims
/// it. Whatever separates the parts of a number is no part of it, so a number without them, or with others, may be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// One invoice stands in both, under other enterprises or in two rows of one schedule.
    Invoice,
    /// Two invoices differ in their separators alone.
    InvoiceSeparators,
    /// Two contracts or policies of one firm or enterprise differ in their separators alone, whatever their amounts.
    Separators,
    /// One number of a contract or policy stands under two firms and two enterprises, with an equal amount or equal dates.
    Number,
    /// Enterprise, amount and dates are equal and the numbers differ.
    Alike,
}

impl Because {
    /// All of them, what says more first.
    pub const ALL: [Self; 5] = [Self::Invoice, Self::InvoiceSeparators, Self::Separators, Self::Number, Self::Alike];

    /// The key in the database and of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::InvoiceSeparators => "invoice_separators",
            Self::Separators => "separators",
            Self::Number => "number",
            Self::Alike => "alike",
        }
    }

    fn of(key: &str) -> Result<Self, Error> {
        let known = Self::ALL.into_iter().find(|because| because.key() == key);
        known.ok_or_else(|| Fault::new(format!("a question is asked because of {key}")).into())
    }

    /// Whether it is the invoices that are alike.
    pub const fn is_of_invoices(self) -> bool {
        matches!(self, Self::Invoice | Self::InvoiceSeparators)
    }
}

#[derive(Debug, FromQueryResult)]
struct AlikeRow {
    because: String,
    line_id: LineId,
    row_no: i64,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    own_key: String,
    other_line_id: LineId,
    application_id: ApplicationId,
    other_key: String,
    covers_from: Option<NaiveDate>,
    covers_to: Option<NaiveDate>,
    other_starts: Option<NaiveDate>,
    other_ends: Option<NaiveDate>,
    direction: String,
}

#[derive(Debug, Clone, Copy)]
struct Alike {
    because: Because,
    line_id: LineId,
    row_no: i64,
    other_line_id: LineId,
    application_id: ApplicationId,
}

/// The lines `l` of schedule `$1` beside the claims `c` of other living applications than `$2`; `$3` is the firm.
fn beside_others(because: &str, [own, other]: [&str; 2], kind: &str, only: &str) -> String {
    format!(
        "SELECT {because} AS because, l.id AS line_id, l.row_no, l.starts_on, l.ends_on, l.{own} AS own_key, c.line_id AS other_line_id,
                c.application_id, c.contract_key AS other_key, c.covers_from, c.covers_to, c.starts_on AS other_starts,
                c.ends_on AS other_ends, c.direction
           FROM line l JOIN live_claim c ON {other} AND c.kind = '{kind}'
          WHERE l.schedule_id = $1 AND c.application_id <> $2 AND c.line_id IS NOT NULL AND {only}"
    )
}

/// The lines `l` of schedule `$1` beside the first line of it with the same bare key: what stands twice in one schedule. The
/// lines are read once and sorted: a join of them with themselves takes as long as their square.
fn beside_first(because: &str, [key, bare]: [&str; 2]) -> String {
    format!(
        "SELECT {because} AS because, l.id AS line_id, l.row_no, l.starts_on, l.ends_on, l.own_key, l.first_id AS other_line_id,
                a.id AS application_id, l.first_key AS other_key, NULL AS covers_from, NULL AS covers_to,
                l.first_starts AS other_starts, l.first_ends AS other_ends, '' AS direction
           FROM (SELECT id, row_no, starts_on, ends_on, {key} AS own_key, FIRST_VALUE(id) OVER same AS first_id,
                        FIRST_VALUE(row_no) OVER same AS first_row, FIRST_VALUE({key}) OVER same AS first_key,
                        FIRST_VALUE(starts_on) OVER same AS first_starts, FIRST_VALUE(ends_on) OVER same AS first_ends
                   FROM line WHERE schedule_id = $1 AND {bare} <> ''
                 WINDOW same AS (PARTITION BY {bare} ORDER BY row_no)) l
           JOIN application a ON a.id = $2
          WHERE l.row_no > l.first_row"
    )
}

/// Lines of a schedule that may be the same business as a line of another living application, or as an earlier one of the
/// same schedule, see [`Because`]; where one contract under one number would be no double, nothing is asked.
async fn alike(db: &Connection, schedule: ScheduleId, claiming: Claiming<'_>) -> Result<Vec<Alike>, Error> {
    let values = [schedule.uuid().into(), claiming.application.uuid().into(), claiming.firm.uuid().into()];
    let mut found = Vec::new();
    for row in AlikeRow::find_by_statement(sql(db, &alike_text(), values)).all(db).await? {
        let mine = (claiming.days((row.starts_on, row.ends_on)), claiming.direction());
        let other = match (row.covers_from, row.covers_to) {
            (Some(from), Some(to)) => (Days { from, to }, row.direction.as_str()),
            _ => (claiming.days((row.other_starts, row.other_ends)), claiming.direction()),
        };
        let because = Because::of(&row.because)?;
        let separated = matches!(because, Because::Separators | Because::InvoiceSeparators);
        if claim::meet(mine, other) && (!separated || may_be_one(&row.own_key, &row.other_key)) {
            found.push(Alike {
                because,
                line_id: row.line_id,
                row_no: row.row_no,
                other_line_id: row.other_line_id,
                application_id: row.application_id,
            });
        }
    }
    // Two lines are asked about once, for what says most.
    found.sort_by_key(|pair| (pair.row_no, pair.because, pair.other_line_id));
    let mut known = HashSet::new();
    found.retain(|pair| known.insert((pair.line_id, pair.other_line_id)));
    Ok(found)
}

/// The statement that finds them: of a schedule `$1` of an application `$2` of a firm `$3`.
pub fn alike_text() -> String {
    let currency = |of: &str| {
        format!(
            "(SELECT b.currency FROM application o JOIN call k ON k.id = o.call_id JOIN budget_line b ON b.id = k.budget_line_id
               WHERE o.id = {of})"
        )
    };
    let equal = format!(
        "l.enterprise_code <> '' AND l.amount_fen <> 0 AND c.contract_key <> l.contract_key AND {} = {}",
        currency("c.application_id"),
        currency("$2")
    );
    let one = same_thing("l", "$3", "'contract'");
    let strange =
        "(c.amount_fen = l.amount_fen AND l.amount_fen <> 0 OR c.starts_on = l.starts_on AND c.ends_on = l.ends_on)";
    [
        beside_others(
            "'alike'",
            [
                "contract_key",
                "c.enterprise_code = l.enterprise_code AND c.amount_fen = l.amount_fen AND c.starts_on = l.starts_on AND c.ends_on = l.ends_on",
            ],
            "contract",
            &equal,
        ),
        beside_others(
            "CASE WHEN c.contract_key = l.contract_key THEN 'number' ELSE 'separators' END",
            ["contract_key", "c.bare_key = l.bare_key"],
            "contract",
            &format!("l.bare_key <> '' AND ({one} AND c.contract_key <> l.contract_key OR NOT {one} AND {strange})"),
        ),
        beside_others(
            "CASE WHEN c.contract_key = l.invoice_key THEN 'invoice' ELSE 'invoice_separators' END",
            ["invoice_key", "c.bare_key = l.bare_invoice"],
            "invoice",
            "l.bare_invoice <> '' AND NOT (c.contract_key = l.invoice_key AND c.enterprise_code <> '' AND c.enterprise_code = l.enterprise_code)",
        ),
        beside_first("'separators'", ["contract_key", "bare_key"]),
        beside_first(
            "CASE WHEN l.first_key = l.own_key THEN 'invoice' ELSE 'invoice_separators' END",
            ["invoice_key", "bare_invoice"],
        ),
    ]
    .join(" UNION ALL ")
}

/// The rows of a schedule that a reviewer will be asked about, see [`take`].
///
/// # Errors
/// A fault of the database.
pub async fn alike_rows(db: &Connection, schedule: ScheduleId, claiming: Claiming<'_>) -> Result<Vec<i64>, Error> {
    let mut rows: Vec<i64> = alike(db, schedule, claiming).await?.iter().map(|pair| pair.row_no).collect();
    rows.dedup();
    Ok(rows)
}

/// Puts each such pair to a person once, whichever of the two asks; gives how many were answered before.
async fn ask(
    tx: &Connection,
    (schedule, alike): (ScheduleId, &[Alike]),
    claiming: Claiming<'_>,
    now: DateTime<Utc>,
) -> Result<usize, Error> {
    let mut pairs = alike.to_vec();
    if pairs.is_empty() {
        return Ok(0);
    }
    let (mut row, mut of_row) = (0, 0i64);
    pairs.retain(|pair| {
        of_row = if pair.row_no == row { of_row.saturating_add(1) } else { 1 };
        row = pair.row_no;
        of_row <= ALIKE
    });
    let known = "SELECT q.line_id, q.other_line_id FROM claim_question q JOIN line l ON l.schedule_id = $1
                  AND (q.line_id = l.id OR q.other_line_id = l.id)";
    let mut asked = HashSet::new();
    for row in tx.query_all_raw(sql(tx, known, [schedule.uuid().into()])).await? {
        let (line, other): (LineId, LineId) = (row.try_get("", "line_id")?, row.try_get("", "other_line_id")?);
        asked.extend([(line, other), (other, line)]);
    }
    pairs.retain(|pair| !asked.contains(&(pair.line_id, pair.other_line_id)));
    let questions = pairs.into_iter().map(|pair| claim_question::ActiveModel {
        id: Set(new_uuid(now)),
        application_id: Set(claiming.application),
        line_id: Set(pair.line_id),
        other_application_id: Set(pair.application_id),
        other_line_id: Set(pair.other_line_id),
        asked_at: Set(now),
        because: Set(pair.because.key().to_owned()),
    });
    list::insert_all(tx, questions).await?;
    carry(tx, schedule, claiming.application, now).await
}

/// One line of a pair by what it says, whatever schedule it stands in.
type Said = (ApplicationId, String, String);

/// Two lines by what they say, whichever of them asks.
fn said(row: &QueryResult) -> Result<(Said, Said), Error> {
    let of = |case: &str, contract: &str, values: &str| -> Result<Said, Error> {
        Ok((row.try_get("", case)?, row.try_get("", contract)?, row.try_get("", values)?))
    };
    let one = of("application_id", "own_contract", "own_values")?;
    let other = of("other_application_id", "other_contract", "other_values")?;
    Ok(if one <= other { (one, other) } else { (other, one) })
}

/// Answers the open questions about the lines of a schedule as a person did before a correction, where both rows are what
/// they were; the answer says whose it is and when it was given, and which one it repeats.
async fn carry(
    tx: &Connection,
    schedule: ScheduleId,
    application: ApplicationId,
    now: DateTime<Utc>,
) -> Result<usize, Error> {
    let sides = "q.application_id, q.other_application_id, l.contract_no AS own_contract, l.row_values AS own_values,
                 x.contract_no AS other_contract, x.row_values AS other_values";
    let answered = format!(
        "SELECT {sides}, w.id, w.question_id, w.ordinal, w.answer, w.reason, w.answered_by, w.answered_at, w.carried_from
           FROM claim_question q JOIN claim_answer w ON {NEWEST}
           JOIN line l ON l.id = q.line_id JOIN line x ON x.id = q.other_line_id
          WHERE q.application_id = $1 OR q.other_application_id = $1
          ORDER BY w.answered_at, q.asked_at, w.ordinal"
    );
    let mut before = HashMap::new();
    for row in tx.query_all_raw(sql(tx, &answered, [application.uuid().into()])).await? {
        before.insert(said(&row)?, claim_answer::Model::from_query_result(&row, "")?);
    }
    if before.is_empty() {
        return Ok(0);
    }
    let open = format!(
        "SELECT {sides}, q.id FROM claim_question q JOIN line l ON l.id = q.line_id AND l.schedule_id = $2
           JOIN line x ON x.id = q.other_line_id
          WHERE q.application_id = $1 AND NOT EXISTS (SELECT 1 FROM claim_answer w WHERE w.question_id = q.id)"
    );
    let mut carried = Vec::new();
    for row in tx.query_all_raw(sql(tx, &open, [application.uuid().into(), schedule.uuid().into()])).await? {
        let Some(answer) = before.get(&said(&row)?) else { continue };
        carried.push(claim_answer::ActiveModel {
            id: Set(new_uuid(now)),
            question_id: Set(row.try_get("", "id")?),
            ordinal: Set(1),
            answer: Set(answer.answer.clone()),
            reason: Set(answer.reason.clone()),
            answered_by: Set(answer.answered_by),
            answered_at: Set(answer.answered_at),
            carried_from: Set(Some(answer.id)),
        });
    }
    let count = carried.len();
    list::insert_all(tx, carried).await?;
    Ok(count)
}

/// Whether the other side of a question still counts.
const LIVES: &str = "EXISTS (SELECT 1 FROM live_claim c WHERE c.line_id = q.other_line_id)";
/// The newest answer to a question.
const NEWEST: &str =
    "w.question_id = q.id AND w.ordinal = (SELECT MAX(v.ordinal) FROM claim_answer v WHERE v.question_id = q.id)";

/// Whether a line of a query of lines waits for a person to answer a question about it.
pub(super) fn line_is_asked_about() -> String {
    format!(
        "EXISTS (SELECT 1 FROM claim_question q WHERE q.line_id = line.id AND {LIVES}
           AND NOT EXISTS (SELECT 1 FROM claim_answer w WHERE w.question_id = q.id))"
    )
}

/// How the questions of a case stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// How many are not answered.
    pub open: i64,
    /// The first row that was answered to be the same and that still counts.
    pub same: Option<i64>,
}

/// How the questions about the lines of a schedule stand.
///
/// # Errors
/// A fault of the database.
pub async fn standing(db: &Connection, application: ApplicationId, schedule: ScheduleId) -> Result<Standing, Error> {
    let text = format!(
        "SELECT COALESCE(SUM(CASE WHEN w.id IS NULL THEN 1 ELSE 0 END), 0) AS open,
                MIN(CASE WHEN w.answer = 'same' AND (l.decision IS NULL OR l.decision <> 'reject')
                          AND (x.id IS NULL OR x.decision IS NULL OR x.decision <> 'reject') THEN l.row_no END) AS same
           FROM claim_question q JOIN line l ON l.id = q.line_id AND l.schedule_id = $2
           LEFT JOIN line x ON x.id = q.other_line_id AND q.other_application_id = q.application_id
           LEFT JOIN claim_answer w ON {NEWEST}
          WHERE q.application_id = $1 AND {LIVES}"
    );
    let row = db.query_one_raw(sql(db, &text, [application.uuid().into(), schedule.uuid().into()])).await?;
    let Some(row) = row else { return Ok(Standing { open: 0, same: None }) };
    Ok(Standing { open: row.try_get("", "open")?, same: row.try_get("", "same")? })
}

/// The questions that an answer is for: the one of this id, and where `all` all open ones about the same other application.
///
/// # Errors
/// [`Code::NotFound`] for a question of another application.
pub async fn questions_to_answer(
    db: &Connection,
    application: ApplicationId,
    question: Uuid,
    all: bool,
) -> Result<Vec<claim_question::Model>, Error> {
    let of_case = claim_question::Entity::find().filter(claim_question::Column::ApplicationId.eq(application));
    let one = of_case.clone().filter(claim_question::Column::Id.eq(question)).one(db).await?.ok_or(Code::NotFound)?;
    if !all {
        return Ok(vec![one]);
    }
    let open = "SELECT q.* FROM claim_question q WHERE q.application_id = $1 AND q.other_application_id = $2
                 AND (q.id = $3 OR NOT EXISTS (SELECT 1 FROM claim_answer w WHERE w.question_id = q.id)) ORDER BY q.id";
    let values: [Value; 3] = [application.uuid().into(), one.other_application_id.uuid().into(), one.id.into()];
    Ok(claim_question::Entity::find().from_raw_sql(sql(db, open, values)).all(db).await?)
}

/// Notes an answer to some questions of one application.
///
/// # Errors
/// A fault of the database.
pub async fn answer(
    tx: &Connection,
    questions: &[claim_question::Model],
    (answer, reason): (&str, &str),
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let ids: Vec<Uuid> = questions.iter().map(|q| q.id).collect();
    let known = claim_answer::Entity::find();
    let known = list::find_in(tx, known, claim_answer::Column::QuestionId, ids.iter().copied()).await?;
    let mut last: HashMap<Uuid, i64> = HashMap::new();
    for answer in known {
        let ordinal = last.entry(answer.question_id).or_default();
        *ordinal = answer.ordinal.max(*ordinal);
    }
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        let before = last.get(&id).copied().unwrap_or(0);
        rows.push(claim_answer::ActiveModel {
            id: Set(new_uuid(now)),
            question_id: Set(id),
            ordinal: Set(before.saturating_add(1)),
            answer: Set(answer.to_owned()),
            reason: Set(reason.to_owned()),
            answered_by: Set(person),
            answered_at: Set(now),
            carried_from: Set(None),
        });
    }
    list::insert_all(tx, rows).await
}

/// One side of two claims, as the authority sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// The application.
    pub number: String,
    /// Its state.
    pub state: ApplicationState,
    /// Path of the unit that it was filed with.
    pub unit: String,
    /// The firm.
    pub firm_id: FirmId,
    /// Name of the firm.
    pub firm: String,
    /// Row of its schedule; none for a claim of before rows were kept.
    pub row: Option<i64>,
    /// The contract as it writes it.
    pub contract: String,
    /// The enterprise as it writes it.
    pub enterprise: String,
    /// The amount of the row.
    pub amount: Money,
    /// The dates of the row.
    pub dates: (Option<NaiveDate>, Option<NaiveDate>),
}

#[derive(Debug, FromQueryResult)]
struct OtherRow {
    o_number: String,
    o_state: ApplicationState,
    o_unit: String,
    o_firm_id: FirmId,
    o_firm: String,
    o_row: Option<i64>,
    o_contract: String,
    o_enterprise: String,
    o_amount: Fen,
    o_currency: Currency,
    o_starts: Option<NaiveDate>,
    o_ends: Option<NaiveDate>,
}

impl From<OtherRow> for Other {
    fn from(row: OtherRow) -> Self {
        Self {
            number: row.o_number,
            state: row.o_state,
            unit: row.o_unit,
            firm_id: row.o_firm_id,
            firm: row.o_firm,
            row: row.o_row,
            contract: row.o_contract,
            enterprise: row.o_enterprise,
            amount: row.o_currency.of(row.o_amount),
            dates: (row.o_starts, row.o_ends),
        }
    }
}

/// The firm `f`, unit `u` and budget line `b` of application `o`.
const BESIDE: &str = "JOIN firm f ON f.id = o.firm_id JOIN unit u ON u.id = o.unit_id
                      JOIN call k ON k.id = o.call_id JOIN budget_line b ON b.id = k.budget_line_id";

/// The columns of [`OtherRow`]: of application `o` with [`BESIDE`], and of line `x`, which may be missing.
fn other_columns(key: &str, amount: &str) -> String {
    format!(
        ", o.number AS o_number, o.state AS o_state, u.path AS o_unit, f.id AS o_firm_id, f.name AS o_firm, x.row_no AS o_row,
           COALESCE(x.contract_no, {key}) AS o_contract, COALESCE(x.enterprise_name, '') AS o_enterprise,
           COALESCE(x.amount_fen, {amount}) AS o_amount, b.currency AS o_currency, x.starts_on AS o_starts, x.ends_on AS o_ends"
    )
}

/// A contract of a case that also counts in another application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The row of this case.
    pub row: i64,
    /// The contract as this case writes it.
    pub contract: String,
    /// Whether it is the invoice of the row.
    pub invoice: bool,
    /// The days that the other one takes.
    pub days: Days,
    /// The direction that the other scheme supports, or empty.
    pub direction: String,
    /// The share of the other one.
    pub share: Share,
    /// Whether both want the same days in the same direction.
    pub meets: bool,
    /// The other side.
    pub other: Other,
}

/// Contracts and invoices of a case that count in other living applications too, in the order of the file: for the authority,
/// which sees both sides.
///
/// # Errors
/// A fault of the database.
pub async fn elsewhere(db: &Connection, claiming: Claiming<'_>, limit: i64) -> Result<Vec<Elsewhere>, Error> {
    let text = format!(
        "SELECT m.row_no, l.contract_no, l.starts_on, l.ends_on, l.share AS own_share, n.kind AS own_kind,
                c.covers_from, c.covers_to, c.direction, c.share, c.firm_id, c.application_id{}
           FROM claim_meeting m JOIN live_claim n ON n.id = m.claim_id JOIN line l ON l.id = n.line_id
           JOIN live_claim c ON c.id = m.other_claim_id JOIN application o ON o.id = c.application_id
           {BESIDE} LEFT JOIN line x ON x.id = c.line_id
          WHERE m.application_id = $1 ORDER BY m.row_no, n.kind, c.covers_from, c.id LIMIT {limit}",
        other_columns("c.contract_key", "c.amount_fen")
    );
    let mut found = Vec::new();
    for row in db.query_all_raw(sql(db, &text, [claiming.application.uuid().into()])).await? {
        let hit = Hit::from_query_result(&row, "")?;
        let mine = claiming.days((hit.starts_on, hit.ends_on));
        found.push(Elsewhere {
            row: hit.row_no,
            invoice: hit.own_kind == "invoice",
            days: hit.days(),
            share: Share::from_billionths(hit.share),
            meets: claim::meet((mine, claiming.direction()), (hit.days(), &hit.direction)),
            other: OtherRow::from_query_result(&row, "")?.into(),
            contract: hit.contract_no,
            direction: hit.direction,
        });
    }
    Ok(found)
}

/// A question about a line of a case, with both sides and the newest answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub id: Uuid,
    /// Whether this case is the one whose reviewer answers; otherwise the other one's does.
    pub here: bool,
    /// Whether both sides still count.
    pub lives: bool,
    /// The row of this case.
    pub row: i64,
    /// The contract as this case writes it.
    pub contract: String,
    /// The enterprise of the row.
    pub enterprise: String,
    /// The amount of the row.
    pub amount: Fen,
    /// The dates of the row.
    pub dates: (Option<NaiveDate>, Option<NaiveDate>),
    /// Why it is asked.
    pub because: Because,
    /// The keys of the invoices of both rows, where it is asked because of them.
    pub invoices: Option<(String, String)>,
    /// Whether both are rows of this case.
    pub within: bool,
    /// The other side.
    pub other: Other,
    /// What was answered.
    pub answer: Option<Answer>,
}

/// What a reviewer said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Whether the two are one.
    pub same: bool,
    /// Why.
    pub reason: String,
    /// Who said it.
    pub by: PersonId,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it was said before a correction that left both rows as they were.
    pub carried: bool,
}

#[derive(Debug, FromQueryResult)]
struct QuestionRow {
    id: Uuid,
    lives: i64,
    because: String,
    own_invoice: String,
    other_invoice: String,
    within: i64,
    row_no: i64,
    contract_no: String,
    enterprise_name: String,
    amount_fen: Fen,
    starts_on: Option<NaiveDate>,
    ends_on: Option<NaiveDate>,
    answer: Option<String>,
    reason: Option<String>,
    answered_by: Option<PersonId>,
    answered_at: Option<DateTime<Utc>>,
    carried_from: Option<Uuid>,
}

/// The questions about the lines of a schedule: those that its own reviewer answers first, open ones before answered ones,
/// then those that another case's reviewer answers.
///
/// # Errors
/// A fault of the database.
pub async fn questions(
    db: &Connection,
    application: ApplicationId,
    schedule: ScheduleId,
    limit: i64,
) -> Result<Vec<Question>, Error> {
    let mut found = Vec::new();
    for (here, [case, line], [other_case, other_line], only) in [
        (true, ["application_id", "line_id"], ["other_application_id", "other_line_id"], ""),
        (
            false,
            ["other_application_id", "other_line_id"],
            ["application_id", "line_id"],
            "AND q.application_id <> q.other_application_id",
        ),
    ] {
        let text = format!(
            "SELECT q.id, l.row_no,
                    CAST(CASE WHEN EXISTS (SELECT 1 FROM live_claim c WHERE c.line_id = q.{other_line})
                         THEN 1 ELSE 0 END AS bigint) AS lives,
                    q.because, l.invoice_key AS own_invoice, x.invoice_key AS other_invoice,
                    CAST(CASE WHEN q.application_id = q.other_application_id THEN 1 ELSE 0 END AS bigint) AS within,
                    l.contract_no, l.enterprise_name, l.amount_fen, l.starts_on, l.ends_on,
                    w.answer, w.reason, w.answered_by, w.answered_at, w.carried_from{}
               FROM claim_question q JOIN line l ON l.id = q.{line} AND l.schedule_id = $2
               JOIN line x ON x.id = q.{other_line} JOIN application o ON o.id = q.{other_case}
               {BESIDE} LEFT JOIN claim_answer w ON {NEWEST}
              WHERE q.{case} = $1 {only} ORDER BY CASE WHEN w.id IS NULL THEN 0 ELSE 1 END, l.row_no, q.id LIMIT {limit}",
            other_columns("x.contract_key", "x.amount_fen")
        );
        for row in db.query_all_raw(sql(db, &text, [application.uuid().into(), schedule.uuid().into()])).await? {
            let q = QuestionRow::from_query_result(&row, "")?;
            let answer = match (q.answer, q.reason, q.answered_by, q.answered_at) {
                (Some(answer), Some(reason), Some(by), Some(at)) => {
                    Some(Answer { same: answer == "same", reason, by, at, carried: q.carried_from.is_some() })
                }
                _ => None,
            };
            let because = Because::of(&q.because)?;
            found.push(Question {
                id: q.id,
                here,
                lives: q.lives == 1,
                because,
                invoices: because.is_of_invoices().then_some((q.own_invoice, q.other_invoice)),
                within: q.within == 1,
                row: q.row_no,
                contract: q.contract_no,
                enterprise: q.enterprise_name,
                amount: q.amount_fen,
                dates: (q.starts_on, q.ends_on),
                other: OtherRow::from_query_result(&row, "")?.into(),
                answer,
            });
        }
    }
    Ok(found)
}
