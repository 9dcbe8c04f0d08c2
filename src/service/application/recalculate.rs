//! Checks credit and calculates: the one way from lines and facts to an amount, used by every act that changes either.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use domain::calculation::{self as engine, Calculation, Evaluation, Explanation, Facts, InputRow, evaluate};
use domain::credit::Stage;
use domain::id::{BundleId, CalculationId, ScheduleId};
use domain::line::{FullLine, Line, Standing};
use domain::payee::Payee;
use domain::refusal::{Code, Refusal};
use domain::scheme::Scheme;
use entity::{calculation, granted};

use super::circumstances::{Division, circumstances, stored as stored_context};
use super::opened::Rests;
use super::reading::{Left, Reading};
use super::sheet::Sheet;
use super::{Case, bundle};
use crate::App;
use crate::command::Context;
use crate::credit::run_check::{self, Check, Examined, examine, examine_again};
use kernel::error::{Error, Fault};
use kernel::id::{Ascending, new_uuid, sha256};

/// What an act rests on: an estimate that was made before its transaction and still holds, or one that was made in it.
pub enum Found<'a> {
    /// Before.
    Ahead(&'a Estimate),
    /// In the transaction.
    Now(Box<Estimate>),
}

impl Deref for Found<'_> {
    type Target = Estimate;

    fn deref(&self) -> &Estimate {
        match self {
            Self::Ahead(estimate) => estimate,
            Self::Now(estimate) => estimate,
        }
    }
}

impl<'a> Found<'a> {
    /// What was found ahead, where nothing happened since that could change it; otherwise it is found again.
    ///
    /// # Errors
    /// As for [`estimate`].
    pub async fn of(
        cx: &Context<'_>,
        case: &Case,
        ahead: Option<&'a Estimate>,
        again: impl Future<Output = Result<Estimate, Error>> + Send,
    ) -> Result<Self, Error> {
        match ahead {
            Some(estimate) if estimate.still_holds(cx, case).await? => Ok(Self::Ahead(estimate)),
            _ => Ok(Self::Now(Box::new(again.await?))),
        }
    }
}

/// Checks every line, calculates the firm, stores both, and writes how each line stands, unless that was done before the act
/// and still holds. `None` while a question of the scheme is not answered yet: there is no estimate then, and nothing is
/// guessed.
///
/// # Errors
/// What the scheme refuses; faults.
pub async fn recalculate<'a>(
    cx: &mut Context<'_>,
    case: &Case,
    of: (ScheduleId, &str),
    stage: Stage,
    ahead: Option<&'a Estimate>,
) -> Result<Option<(CalculationId, Found<'a>)>, Error> {
    if !is_answered(case, of.1)? {
        return Ok(None);
    }
    let again = of_all(cx.app, cx.tx, case, of, (stage, cx.now));
    let found = Found::of(cx, case, ahead, again).await?;
    let calculation = found.put_in_force(cx, case).await?;
    Ok(Some((calculation, found)))
}

/// What [`recalculate`] will find, before the act; none where that will be refused or there is nothing to find.
///
/// # Errors
/// Busy; faults.
pub async fn found_ahead(
    app: &App,
    case: &Case,
    of: (ScheduleId, &str),
    stage: Stage,
) -> Result<Option<Estimate>, Error> {
    if !is_answered(case, of.1)? {
        return Ok(None);
    }
    ahead_if_possible(app, of_all(app, app.store.read(), case, of, (stage, app.clock.now())).await).await
}

async fn of_all(
    app: &App,
    db: &store::Connection,
    case: &Case,
    (schedule, facts_json): (ScheduleId, &str),
    when: (Stage, DateTime<Utc>),
) -> Result<Estimate, Error> {
    let reading = Reading::at_hand(app, db, case, schedule).await?;
    estimate(app, db, case, (schedule, reading), facts_json, when).await
}

/// Checks and calculates the schedule in force of a case.
///
/// # Errors
/// [`Code::ScheduleMissing`]; [`Code::FactMissing`] while a question of the scheme is not answered; as for [`recalculate`].
pub async fn in_force(
    app: &App,
    db: &store::Connection,
    case: &Case,
    when: (Stage, DateTime<Utc>),
) -> Result<Estimate, Error> {
    let schedule = to_calculate(case)?;
    let reading = Reading::at_hand(app, db, case, schedule).await?;
    estimate(app, db, case, (schedule, reading), &case.application.facts, when).await
}

/// The same, with each line shown with its values to whoever needs more.
///
/// # Errors
/// As for [`in_force`]; what `also` refuses.
pub async fn in_force_with(
    app: &App,
    db: &store::Connection,
    case: &Case,
    when: (Stage, DateTime<Utc>),
    also: impl FnMut(&FullLine) -> Result<(), Error> + Send,
) -> Result<Estimate, Error> {
    let schedule = to_calculate(case)?;
    let reading = Reading::with(db, &case.scheme, schedule, also).await?;
    estimate(app, db, case, (schedule, reading), &case.application.facts, when).await
}

/// The schedule in force of a case, where there is all that a calculation takes.
fn to_calculate(case: &Case) -> Result<ScheduleId, Error> {
    let schedule = case.application.schedule_id.ok_or(Code::ScheduleMissing)?;
    if !is_answered(case, &case.application.facts)? {
        return Err(Code::FactMissing.into());
    }
    Ok(schedule)
}

/// What was prepared for an act, where it could be: what is refused here is refused once more inside, in its turn.
///
/// # Errors
/// Faults.
pub fn if_possible<T>(prepared: Result<T, Error>) -> Result<Option<T>, Error> {
    match prepared {
        Ok(prepared) => Ok(Some(prepared)),
        Err(Error::Refused(_) | Error::RefusedMany(_)) => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// The same of an estimate, with how the lines stand written before the act, see [`Estimate::written_ahead`].
///
/// # Errors
/// Busy; faults.
pub async fn ahead_if_possible(app: &App, found: Result<Estimate, Error>) -> Result<Option<Estimate>, Error> {
    match if_possible(found)? {
        Some(found) => found.written_ahead(app).await.map(Some),
        None => Ok(None),
    }
}

/// Whether every question of the scheme that must be answered is.
///
/// # Errors
/// A fault when the answers cannot be read.
pub fn is_answered(case: &Case, facts_json: &str) -> Result<bool, Error> {
    let facts: Facts = serde_json::from_str(facts_json)?;
    Ok(case.scheme.facts.iter().all(|f| !f.required || facts.get(&f.name).is_some()))
}

/// Leaves what was prepared for an act to the next act on the case, where the act was done.
pub fn leave(app: &App, prepared: Option<Estimate>, done: bool) {
    if let Some(found) = prepared.filter(|_| done) {
        found.leave(app);
    }
}

/// A check and a calculation that were made and are not stored.
pub struct Estimate {
    /// Under which it is stored.
    id: CalculationId,
    /// The version of the case that it is of, and the calculation that was in force.
    version: i64,
    in_force: Option<CalculationId>,
    schedule: ScheduleId,
    facts: String,
    /// The lines as they stood before.
    sheet: Sheet,
    examined: Examined,
    context: engine::Context,
    /// Whether the application asks its call for something else than when that was divided.
    asks_otherwise: bool,
    /// What the calculation found.
    pub result: Calculation,
    /// The hash of all of it.
    hash: String,
    /// How its sums came about.
    explained: Explanation,
    /// The place in the log up to which it knows what happened.
    known: i64,
    /// How the lines stand, written before the act.
    ahead: Option<store::standing::Ahead>,
}

/// Checks and calculates lines that are at hand, and writes nothing.
///
/// # Errors
/// What the scheme refuses; faults.
pub async fn estimate(
    app: &App,
    db: &store::Connection,
    case: &Case,
    (schedule, reading): (ScheduleId, Reading),
    facts_json: &str,
    (stage, now): (Stage, DateTime<Utc>),
) -> Result<Estimate, Error> {
    let Reading { mut sheet, known, gathered } = reading;
    let examined = match gathered {
        Some(earlier) => examine_again(app, db, case, &sheet.lines, (stage, now), earlier).await?,
        None => examine(app, db, case, &sheet.lines, (stage, now)).await?,
    };
    sheet.strike(|line| examined.check.outcome_of(line.id));
    let context = circumstances(app, db, (&case.application, &case.call, &case.scheme), &sheet.lines).await?;
    let division = Division::of(&case.application)?;
    let derive = move |evaluation: &Evaluation<'_>| {
        let asks_otherwise = match &division {
            Some(division) => division.demand != evaluation.demand()?,
            None => false,
        };
        let result = evaluation.calculation();
        let hash = sha256(result.bytes()?);
        Ok((result, hash, evaluation.explain_total(), asks_otherwise))
    };
    let facts = serde_json::from_str(facts_json)?;
    let of = (Arc::clone(&case.scheme), facts, context, sheet);
    let ((result, hash, explained, asks_otherwise), context, sheet) = calculated(of, derive).await?;
    let application = &case.application;
    Ok(Estimate {
        id: CalculationId::from_uuid(new_uuid(now)),
        version: application.version,
        in_force: application.calculation_id,
        schedule,
        facts: facts_json.to_owned(),
        sheet,
        examined,
        context,
        asks_otherwise,
        result,
        hash,
        explained,
        known,
        ahead: None,
    })
}

/// Calculates a sheet beside what serves other people, and derives from it what is wanted.
async fn calculated<T: Send + 'static>(
    (scheme, facts, context, sheet): (Arc<Scheme>, Facts, engine::Context, Sheet),
    derive: impl FnOnce(&Evaluation<'_>) -> Result<T, Error> + Send + 'static,
) -> Result<(T, engine::Context, Sheet), Error> {
    let work = move || {
        let derived = derive(&sheet.evaluate(&scheme, &facts, &context)?)?;
        Ok((derived, context, sheet))
    };
    tokio::task::spawn_blocking(work).await.map_err(|e| Fault::from_cause("a calculation stopped", e))?
}

impl Estimate {
    /// The schedule that it is of.
    pub const fn schedule(&self) -> ScheduleId {
        self.schedule
    }

    /// The lines as they stood before.
    pub fn lines(&self) -> &[Line] {
        &self.sheet.lines
    }

    /// The credit check.
    pub const fn check(&self) -> &Check {
        &self.examined.check
    }

    /// Writes how the lines stand before the act that changes it, where that would keep others waiting; it counts when the
    /// estimate is put in force.
    ///
    /// # Errors
    /// Busy; faults.
    pub async fn written_ahead(mut self, app: &App) -> Result<Self, Error> {
        if self.changed().nth(bundle::WITHIN).is_none() {
            return Ok(self);
        }
        let tx = store::tx::begin(&app.store).await?;
        let ahead = store::standing::begin(&tx, self.schedule, app.clock.now()).await?;
        tx.commit().await?;
        let mut more = true;
        while more {
            let tx = store::tx::begin(&app.store).await?;
            more = ahead.clear_some(&tx, 2 * bundle::PIECE).await?;
            tx.commit().await?;
        }
        let lines: Vec<_> = self.lines().iter().map(|line| line.row).zip(self.standings()).collect();
        for piece in lines.chunks(bundle::PIECE) {
            let tx = store::tx::begin(&app.store).await?;
            let goes_on = ahead.write(&tx, piece).await?;
            tx.commit().await?;
            if !goes_on {
                return Ok(self);
            }
        }
        self.ahead = Some(ahead);
        Ok(self)
    }

    /// Writes how each line stands, unless that is written already, and stores the check and the calculation.
    ///
    /// # Errors
    /// Faults.
    pub async fn put_in_force(&self, cx: &mut Context<'_>, case: &Case) -> Result<CalculationId, Error> {
        let turned = match &self.ahead {
            Some(ahead) => ahead.turn(cx.tx).await?,
            None => false,
        };
        if !turned {
            let changed: Vec<(i64, Standing)> = self.changed().collect();
            store::standing::change(cx.tx, self.schedule, &changed).await?;
        }
        self.store(cx, case).await
    }

    /// Stores the check alone.
    ///
    /// # Errors
    /// Faults.
    pub async fn keep_check(&self, cx: &mut Context<'_>, case: &Case) -> Result<(), Error> {
        run_check::keep(cx, case, self.lines(), &self.examined).await
    }

    /// How the lines stand that do not stand so yet.
    fn changed(&self) -> impl Iterator<Item = (i64, Standing)> {
        let new = self.lines().iter().zip(self.standings());
        new.filter(|(line, new)| line.standing.as_ref() != Some(new)).map(|(line, new)| (line.row, new))
    }

    /// How every line stands, in the order of the file.
    pub fn standings(&self) -> impl Iterator<Item = Standing> {
        let check = &self.examined.check;
        self.lines()
            .iter()
            .zip(&self.result.lines)
            .map(|(line, result)| Standing::of(result, check.outcome_of(line.id), || check.first_reason(line.id)))
    }

    /// Whether nothing happened since that could change it: to the case, in the credit register, in its rules, or to what
    /// was granted.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn still_holds(&self, cx: &Context<'_>, case: &Case) -> Result<bool, Error> {
        let same_day = cx.app.clock.business_date(self.examined.made_at()) == cx.today;
        if self.version != case.application.version
            || !same_day
            || store::audit::touched_since(cx.tx, self.known).await?
        {
            return Ok(false);
        }
        let now = circumstances(cx.app, cx.tx, (&case.application, &case.call, &case.scheme), self.lines()).await?;
        Ok(serde_json::to_string(&now)? == serde_json::to_string(&self.context)?)
    }

    /// Stores the check and the calculation; how the lines stand is written already.
    ///
    /// # Errors
    /// Faults.
    pub async fn store(&self, cx: &mut Context<'_>, case: &Case) -> Result<CalculationId, Error> {
        self.keep_check(cx, case).await?;
        // What the whole call divided no longer holds for anybody when one application asks for something else.
        if self.asks_otherwise {
            store::application::forget_division(cx.tx, case.application.call_id).await?;
        }
        store::calculation::insert(cx.tx, self.row(cx, case)?).await?;
        Ok(self.id)
    }

    /// Leaves the lines to the next act on the case, as they stand now that the estimate is in force.
    pub fn leave(mut self, app: &App) {
        let stands: Vec<Standing> = self.standings().collect();
        for (line, standing) in self.sheet.lines.iter_mut().zip(stands) {
            line.standing = Some(standing);
        }
        let id = self.id;
        self.left(app, id);
    }

    /// Leaves the lines to the next act on the case, of an estimate that came to nothing and changed no line.
    pub fn leave_unchanged(self, app: &App) {
        if let Some(in_force) = self.in_force {
            self.left(app, in_force);
        }
    }

    fn left(self, app: &App, under: CalculationId) {
        let Self { schedule, sheet, known, examined, .. } = self;
        let (lines, made_at) = (sheet.lines.len(), examined.made_at());
        app.left.0.put(under, lines, Left { schedule, sheet, known, gathered: examined.into_gathered(), made_at });
    }

    fn row(&self, cx: &Context<'_>, case: &Case) -> Result<calculation::Model, Error> {
        let result = &self.result;
        // The lines' results stand in the lines; the hash is over all of it.
        let head = Calculation { lines: Vec::new(), ..result.clone() };
        Ok(calculation::Model {
            id: self.id,
            application_id: case.application.id,
            schedule_id: self.schedule,
            scheme_version_id: case.call.scheme_version_id,
            facts: self.facts.clone(),
            result: serde_json::to_string(&head)?,
            sha256: self.hash.clone(),
            total_fen: result.total,
            lines_paid: i64::try_from(result.counts.paid).unwrap_or(i64::MAX),
            computed_at: cx.now,
            context: serde_json::to_string(&self.context)?,
            explained: serde_json::to_string(&self.explained)?,
        })
    }
}

/// The inputs of a stored calculation, as they were evaluated.
pub struct Inputs {
    /// The version of the scheme.
    pub scheme: Arc<Scheme>,
    /// The firm's answers.
    pub facts: Facts,
    /// The circumstances of the calculation.
    pub context: engine::Context,
    /// The lines as they stand.
    pub lines: Vec<Line>,
    /// The lines as the engine takes them: what was taken out stays out.
    pub rows: Vec<InputRow>,
}

impl Inputs {
    /// The inputs of a calculation.
    ///
    /// # Errors
    /// A fault when what is stored cannot be read.
    pub async fn of(app: &App, db: &store::Connection, row: &calculation::Model) -> Result<Self, Error> {
        Self::with(app, db, row, store::line::full(db, row.schedule_id).await?).await
    }

    /// The inputs of a calculation whose lines are read already.
    ///
    /// # Errors
    /// As for [`Inputs::of`].
    pub async fn with(
        app: &App,
        db: &store::Connection,
        row: &calculation::Model,
        lines: Vec<FullLine>,
    ) -> Result<Self, Error> {
        let scheme = app.scheme(db, row.scheme_version_id).await?;
        let (lines, rows) = lines.into_iter().map(FullLine::into_input).unzip();
        let context = stored_context(db, row).await?;
        Ok(Self { scheme, facts: serde_json::from_str(&row.facts)?, context, lines, rows })
    }
}

/// Whether a stored calculation, evaluated again from its stored inputs, has the same bytes and the same hash.
///
/// # Errors
/// A refusal of the engine; a fault.
pub fn agrees(inputs: &Inputs, row: &calculation::Model) -> Result<bool, Error> {
    let evaluation = evaluate(&inputs.scheme, &inputs.facts, &inputs.rows, &inputs.context)?;
    let again = evaluation.calculation();
    let explained_alike = kept(row)?.is_none_or(|kept| kept == evaluation.explain_total());
    let lines_agree = inputs.lines.iter().zip(&again.lines).all(|(line, result)| {
        let stands = line.standing.as_ref();
        stands.is_some_and(|stands| *stands == Standing::of(result, stands.credit, || stands.reason.clone()))
    });
    let (total, bytes) = (again.total, again.bytes()?);
    // What pages tell of it without its lines.
    let told: Option<Calculation> = serde_json::from_str(&row.result).ok();
    let told_alike = told == Some(Calculation { lines: Vec::new(), ..again });
    Ok(lines_agree && told_alike && explained_alike && total == row.total_fen && sha256(bytes) == row.sha256)
}

/// The explanation of a line of an application, derived again from the stored inputs; what the other lines come to is part of
/// it, see [`super::opened`].
///
/// # Errors
/// [`Code::LineNotFound`]; [`Code::ScheduleMissing`]; a fault when it does not end in the stored amount.
pub async fn explain_line(app: &App, row: &calculation::Model, row_no: i64) -> Result<(FullLine, Explanation), Error> {
    let db = app.store.read();
    let line = store::line::by_row(db, row.schedule_id, row_no).await?;
    let open = match app.opened.get(row.id) {
        Some(open) => open,
        None => {
            let scheme = app.scheme(db, row.scheme_version_id).await?;
            let (facts, context) = (serde_json::from_str(&row.facts)?, stored_context(db, row).await?);
            let sheet = Sheet::read(db, &scheme, row.schedule_id).await?;
            app.opened.hold(row.id, Rests { scheme, facts, context, sheet })?
        }
    };
    let (amount, explanation) = open.explain(row_no).await?.ok_or(Code::LineNotFound)?;
    if line.line.standing.as_ref().map(|stands| stands.amount) != Some(amount) {
        app.opened.close(row.id);
        let what = format!("row {row_no} of calculation {}: the derived amount is not the stored one", row.id);
        return Err(Fault::new(what).into());
    }
    Ok((line, explanation))
}

/// The explanation of the sums of a calculation, as it was kept with it.
///
/// # Errors
/// As for [`explain_line`].
pub async fn explain_total(app: &App, row: &calculation::Model) -> Result<Explanation, Error> {
    let db = app.store.read();
    if let Some(explained) = kept(row)? {
        return Ok(explained);
    }
    let scheme = app.scheme(db, row.scheme_version_id).await?;
    let (facts, context) = (serde_json::from_str(&row.facts)?, stored_context(db, row).await?);
    let sheet = Sheet::read(db, &scheme, row.schedule_id).await?;
    let derive = |evaluation: &Evaluation<'_>| Ok(evaluation.explain_total());
    Ok(calculated((scheme, facts, context, sheet), derive).await?.0)
}

/// The derivation of the sums that stands with a calculation; none with those of before it was kept.
fn kept(row: &calculation::Model) -> Result<Option<Explanation>, Error> {
    Ok(if row.explained.is_empty() { None } else { Some(serde_json::from_str(&row.explained)?) })
}

/// Approvals that draw on one memory go one after the other, whatever budget they come from.
///
/// # Errors
/// A fault of the database.
pub async fn lock_memory(cx: &Context<'_>, case: &Case) -> Result<(), Error> {
    let memory = case.scheme.memories.iter().flat_map(|memory| memory.schemes.iter().map(String::as_str));
    store::scheme::lock(cx.tx, memory.chain([case.scheme.id.as_str()])).await
}

/// What an approval grants in a bundle on a day, by line and component: calculated once more under the circumstances of now,
/// which must give what was reviewed.
///
/// # Errors
/// [`Code::CallNotDivided`] while a pool or budget of the call is open; [`Code::CalculationChanged`] when what was granted
/// elsewhere since gives another amount.
pub fn grants<'a>(
    case: &'a Case,
    Estimate { sheet: Sheet { lines, .. }, result, .. }: &'a Estimate,
    payees: &'a [Payee],
    (bundle, now, granted_on): (BundleId, DateTime<Utc>, NaiveDate),
) -> Result<impl Iterator<Item = granted::Model> + Send + use<'a>, Refusal> {
    if result.provisional {
        return Err(Refusal::new(Code::CallNotDivided));
    }
    let stands = |line: &Line, amount| line.standing.as_ref().is_some_and(|stands| stands.amount == amount);
    let agree = lines.iter().zip(&result.lines).all(|(line, result)| stands(line, result.amount));
    if !agree || Some(result.total) != case.application.calculated_fen {
        return Err(Refusal::new(Code::CalculationChanged));
    }
    // Each line's payee and account, as they will be paid.
    let of_row: HashMap<i64, (&str, i64)> =
        payees.iter().flat_map(|p| p.rows.iter().map(|row| (*row, (p.account.code.as_str(), p.part)))).collect();
    let mut ids = Ascending::new(now);
    Ok(lines.iter().zip(&result.lines).flat_map(move |(line, result)| {
        let (payee, part_of_payee) = of_row.get(&line.row).copied().unwrap_or_else(|| (case.firm.uscc.as_str(), 1));
        let parts = case.scheme.components.iter().zip(&result.parts).filter(|(_, part)| !part.is_zero());
        let of_line = parts.map(|(component, part)| granted::Model {
            id: ids.next_id(),
            application_id: case.application.id,
            line_id: line.id,
            scheme_id: case.scheme.id.clone(),
            component: component.rule.name.clone(),
            firm_id: case.firm.id,
            enterprise_code: line.enterprise_code.clone(),
            payee_code: payee.to_owned(),
            part: part_of_payee,
            claim: line.contract_no.clone(),
            granted_on,
            granted_fen: *part,
            bundle_id: Some(bundle),
        });
        of_line.collect::<Vec<_>>()
    }))
}
