//! Checks credit and calculates: the one way from lines and facts to an amount, used by every act that changes either.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::calculation::{self as engine, Calculation, Explanation, Facts, InputRow, Outcome, calculate, evaluate};
use domain::credit::Stage;
use domain::id::{CalculationId, LineId, ScheduleId};
use domain::money::Fen;
use domain::refusal::Code;
use domain::scheme::Scheme;
use entity::{calculation, line};

use super::Case;
use super::circumstances::{Division, circumstances, stored as stored_context};
use crate::error::{Error, Fault};
use crate::service::App;
use crate::service::account::signed::of_lines;
use crate::service::command::Context;
use crate::service::credit::run_check::{self, Check, Examined, examine};
use crate::service::id::{new_uuid, sha256};
use crate::store;
use crate::store::line::LineResult;

/// What a recalculation found.
pub struct Recalculated {
    /// The stored calculation.
    pub calculation: CalculationId,
    /// Its total.
    pub total: Fen,
    /// What it found, line by line.
    pub result: Calculation,
    /// The credit check that went before it.
    pub check: Check,
    /// The lines with the results that they had before.
    pub lines: Vec<line::Model>,
}

/// Checks every line, calculates the firm, stores both, and writes each line's result. `None` while a question of the
/// scheme is not answered yet: there is no estimate then, and nothing is guessed.
///
/// # Errors
/// What the scheme refuses; faults.
pub async fn recalculate(
    cx: &mut Context<'_>,
    case: &Case,
    schedule: ScheduleId,
    facts_json: &str,
    stage: Stage,
) -> Result<Option<Recalculated>, Error> {
    let found = estimate(cx.app, cx.tx, case, (schedule, facts_json), (stage, cx.now)).await?;
    let Some(found) = found else { return Ok(None) };
    store::line::write_results(cx.tx, &found.changed()).await?;
    let calculation = found.store(cx, case).await?;
    let Estimate { result, examined, lines, .. } = found;
    Ok(Some(Recalculated { calculation, total: result.total, result, check: examined.check, lines }))
}

/// A check and a calculation that were made and are not stored.
pub struct Estimate {
    schedule: ScheduleId,
    facts: String,
    lines: Vec<line::Model>,
    examined: Examined,
    context: engine::Context,
    /// Whether the application asks its call for something else than when that was divided.
    asks_otherwise: bool,
    /// What the calculation found.
    pub result: Calculation,
    /// How its sums came about.
    explained: Explanation,
    /// The place in the log up to which it knows what happened.
    known: i64,
}

/// Checks and calculates, and writes nothing; what [`recalculate`] stores.
///
/// # Errors
/// As for [`recalculate`].
pub async fn estimate(
    app: &App,
    db: &store::Connection,
    case: &Case,
    (schedule, facts_json): (ScheduleId, &str),
    (stage, now): (Stage, DateTime<Utc>),
) -> Result<Option<Estimate>, Error> {
    let facts: Facts = serde_json::from_str(facts_json)?;
    if case.scheme.facts.iter().any(|f| f.required && facts.get(&f.name).is_none()) {
        return Ok(None);
    }
    let known = store::audit::last_place(db).await?;
    let lines = store::line::of_schedule(db, schedule).await?;
    let examined = examine(app, db, case, &lines, (stage, now)).await?;
    let credit: Vec<&'static str> = lines.iter().map(|l| examined.check.outcome_of(l.id)).collect();
    let rows = input_rows(&lines, &credit)?;
    let context = circumstances(app, db, (&case.application, &case.call, &case.scheme), schedule).await?;
    let evaluation = evaluate(&case.scheme, &facts, &rows, &context)?;
    let asks_otherwise = match Division::of(&case.application)? {
        Some(division) => division.demand != evaluation.demand()?,
        None => false,
    };
    let (result, explained) = (evaluation.calculation(), evaluation.explain_total());
    let facts = facts_json.to_owned();
    Ok(Some(Estimate { schedule, facts, lines, examined, context, asks_otherwise, result, explained, known }))
}

impl Estimate {
    /// The results of the lines that are not stored so.
    pub fn changed(&self) -> Vec<(LineId, LineResult)> {
        let check = &self.examined.check;
        let results = self.lines.iter().zip(&self.result.lines).map(|(line, result)| {
            let credit = check.outcome_of(line.id);
            let (outcome, reason) = told(&result.outcome, credit, || check.first_reason(line.id));
            let new = LineResult { outcome, reason, amount: result.amount, credit };
            (!is_stored(line, &new)).then_some((line.id, new))
        });
        results.flatten().collect()
    }

    /// Whether nothing happened since that could change it: in the credit register, in its rules, or to what was granted.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn still_holds(&self, cx: &Context<'_>, case: &Case) -> Result<bool, Error> {
        let same_day = cx.app.clock.business_date(self.examined.made_at()) == cx.today;
        if !same_day || store::audit::touched_since(cx.tx, self.known).await? {
            return Ok(false);
        }
        let now = circumstances(cx.app, cx.tx, (&case.application, &case.call, &case.scheme), self.schedule).await?;
        Ok(serde_json::to_string(&now)? == serde_json::to_string(&self.context)?)
    }

    /// Stores the check and the calculation; the results of the lines are written already.
    ///
    /// # Errors
    /// Faults.
    pub async fn store(&self, cx: &mut Context<'_>, case: &Case) -> Result<CalculationId, Error> {
        run_check::keep(cx, case, &self.lines, &self.examined).await?;
        // What the whole call divided no longer holds for anybody when one application asks for something else.
        if self.asks_otherwise {
            store::application::forget_division(cx.tx, case.application.call_id).await?;
        }
        let id = CalculationId::from_uuid(new_uuid(cx.now));
        store::calculation::insert(cx.tx, self.row(cx, case, id)?).await?;
        Ok(id)
    }

    fn row(&self, cx: &Context<'_>, case: &Case, id: CalculationId) -> Result<calculation::Model, Error> {
        let result = &self.result;
        let head = Calculation { lines: Vec::new(), ..result.clone() };
        Ok(calculation::Model {
            id,
            application_id: case.application.id,
            schedule_id: self.schedule,
            scheme_version_id: case.call.scheme_version_id,
            facts: self.facts.clone(),
            // The lines' results stand in the lines; the hash is over all of it.
            result: serde_json::to_string(&head)?,
            sha256: sha256(result.bytes()?),
            total_fen: result.total,
            lines_paid: i64::try_from(result.counts.paid).unwrap_or(i64::MAX),
            computed_at: cx.now,
            context: serde_json::to_string(&self.context)?,
            explained: serde_json::to_string(&self.explained)?,
        })
    }
}

/// The engine's input: a line that the credit check blocks or a reviewer rejected is struck.
///
/// # Errors
/// A fault when stored values cannot be read.
pub fn input_rows(lines: &[line::Model], credit: &[&str]) -> Result<Vec<InputRow>, Error> {
    lines
        .iter()
        .zip(credit)
        .map(|(line, credit)| input_row(&line.row_values, credit, line.decision.as_deref()))
        .collect()
}

fn input_row(values: &str, credit: &str, decision: Option<&str>) -> Result<InputRow, Error> {
    let struck = credit == "block" || decision == Some("reject");
    Ok(InputRow { values: serde_json::from_str(values)?, struck })
}

/// How a result is stored with its line: the outcome and why; the reason of a line that credit blocks is the check's.
fn told(outcome: &Outcome, credit: &str, of_credit: impl FnOnce() -> String) -> (&'static str, String) {
    match outcome {
        Outcome::Paid => ("paid", String::new()),
        Outcome::Zero => ("zero", String::new()),
        Outcome::Ineligible { gate } => ("ineligible", gate.clone()),
        Outcome::Struck if credit == "block" => ("struck", of_credit()),
        Outcome::Struck => ("struck", "reviewer".to_owned()),
        Outcome::Fault { .. } => ("fault", outcome.stored_reason()),
    }
}

fn is_stored(line: &line::Model, new: &LineResult) -> bool {
    line.outcome.as_deref() == Some(new.outcome)
        && line.outcome_reason == new.reason
        && line.calculated_fen == Some(new.amount)
        && line.credit_outcome.as_deref() == Some(new.credit)
}

/// The inputs of a stored calculation, as they were evaluated.
pub struct Inputs {
    /// The version of the scheme.
    pub scheme: Arc<Scheme>,
    /// The firm's answers.
    pub facts: Facts,
    /// The circumstances of the calculation.
    pub context: engine::Context,
    /// The lines as they are stored.
    pub lines: Vec<line::Model>,
    /// The lines as the engine takes them: what was taken out stays out.
    pub rows: Vec<InputRow>,
}

impl Inputs {
    /// The inputs of a calculation.
    ///
    /// # Errors
    /// A fault when what is stored cannot be read.
    pub async fn of(app: &App, db: &store::Connection, row: &calculation::Model) -> Result<Self, Error> {
        let scheme = app.scheme(db, row.scheme_version_id).await?;
        let lines = store::line::of_schedule(db, row.schedule_id).await?;
        let credit: Vec<&str> = lines.iter().map(|l| l.credit_outcome.as_deref().unwrap_or("pass")).collect();
        let rows = input_rows(&lines, &credit)?;
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
        let credit = line.credit_outcome.as_deref().unwrap_or("pass");
        let (outcome, reason) = told(&result.outcome, credit, || line.outcome_reason.clone());
        line.calculated_fen == Some(result.amount)
            && line.outcome.as_deref() == Some(outcome)
            && line.outcome_reason == reason
    });
    let (total, bytes) = (again.total, again.bytes()?);
    // What pages tell of it without its lines.
    let told: Option<Calculation> = serde_json::from_str(&row.result).ok();
    let told_alike = told == Some(Calculation { lines: Vec::new(), ..again });
    Ok(lines_agree && told_alike && explained_alike && total == row.total_fen && sha256(bytes) == row.sha256)
}

/// The explanation of a line of an application, derived again from the stored inputs; what the other lines come to is part of
/// it, so all of them are calculated, beside what serves other people.
///
/// # Errors
/// [`Code::LineNotFound`]; [`Code::ScheduleMissing`]; a fault when it does not end in the stored amount.
pub async fn explain_line(
    app: &App,
    application: &entity::application::Model,
    row_no: i64,
) -> Result<(line::Model, Explanation), Error> {
    let id = application.calculation_id.ok_or(Code::ScheduleMissing)?;
    let db = app.store.read();
    let row = store::calculation::by_id(db, id).await?;
    let line = store::line::by_row(db, row.schedule_id, row_no).await?;
    let scheme = app.scheme(db, row.scheme_version_id).await?;
    let (facts, context): (Facts, _) = (serde_json::from_str(&row.facts)?, stored_context(db, &row).await?);
    let inputs = store::line::inputs(db, row.schedule_id).await?;
    let derive = move || -> Result<(Fen, Explanation), Error> {
        let place = inputs.iter().position(|input| input.row_no == row_no).ok_or(Code::LineNotFound)?;
        let rows = inputs.iter().map(|input| {
            let credit = input.credit_outcome.as_deref().unwrap_or("pass");
            input_row(&input.row_values, credit, input.decision.as_deref())
        });
        let rows: Vec<InputRow> = rows.collect::<Result<_, _>>()?;
        let evaluation = evaluate(&scheme, &facts, &rows, &context)?;
        Ok((evaluation.amount(place), evaluation.explain(place)?))
    };
    let derived = tokio::task::spawn_blocking(derive).await;
    let (amount, explanation) = derived.map_err(|e| Fault::from_cause("a derivation stopped", e))??;
    if Some(amount) != line.calculated_fen {
        let what = format!("row {row_no} of {}: the derived amount is not the stored one", application.number);
        return Err(Fault::new(what).into());
    }
    Ok((line, explanation))
}

/// The explanation of the sums of an application, as it was kept with the calculation in force.
///
/// # Errors
/// As for [`explain_line`].
pub async fn explain_total(app: &App, application: &entity::application::Model) -> Result<Explanation, Error> {
    let id = application.calculation_id.ok_or(Code::ScheduleMissing)?;
    let db = app.store.read();
    let row = store::calculation::by_id(db, id).await?;
    if let Some(explained) = kept(&row)? {
        return Ok(explained);
    }
    let Inputs { scheme, facts, context, rows, .. } = Inputs::of(app, db, &row).await?;
    Ok(engine::explain_total(&scheme, &facts, &rows, &context)?)
}

/// The derivation of the sums that stands with a calculation; none with those of before it was kept.
fn kept(row: &calculation::Model) -> Result<Option<Explanation>, Error> {
    Ok(if row.explained.is_empty() { None } else { Some(serde_json::from_str(&row.explained)?) })
}

/// What an approval grants, by line and component: calculated once more under the circumstances of now, which must give
/// what was reviewed.
///
/// # Errors
/// [`Code::CallNotDivided`] while a pool or budget of the call is open; [`Code::CalculationChanged`] when what was granted
/// elsewhere since gives another amount.
pub async fn grants(
    cx: &Context<'_>,
    case: &Case,
    lines: &[line::Model],
) -> Result<Vec<entity::granted::Model>, Error> {
    let schedule = case.application.schedule_id.ok_or(Code::ScheduleMissing)?;
    let memory = case.scheme.memories.iter().flat_map(|memory| memory.schemes.iter().map(String::as_str));
    // Approvals that draw on one memory go one after the other, whatever budget they come from.
    store::scheme::lock(cx.tx, memory.chain([case.scheme.id.as_str()])).await?;
    let facts: Facts = serde_json::from_str(&case.application.facts)?;
    let credit: Vec<&str> = lines.iter().map(|l| l.credit_outcome.as_deref().unwrap_or("pass")).collect();
    let rows = input_rows(lines, &credit)?;
    let context = circumstances(cx.app, cx.tx, (&case.application, &case.call, &case.scheme), schedule).await?;
    let result = calculate(&case.scheme, &facts, &rows, &context)?;
    if result.provisional {
        return Err(Code::CallNotDivided.into());
    }
    let agree = lines.iter().zip(&result.lines).all(|(line, result)| line.calculated_fen == Some(result.amount));
    if !agree || Some(result.total) != case.application.calculated_fen {
        return Err(Code::CalculationChanged.into());
    }
    // Each line's payee and account, as they will be paid.
    let payees = of_lines(case.scheme.payee, lines)?;
    let of_row: HashMap<i64, (&str, i64)> =
        payees.iter().flat_map(|p| p.rows.iter().map(|row| (*row, (p.account.code.as_str(), p.part)))).collect();
    let mut out = Vec::new();
    for (line, result) in lines.iter().zip(&result.lines) {
        let (payee, part_of_payee) = of_row.get(&line.row_no).copied().unwrap_or_else(|| (case.firm.uscc.as_str(), 1));
        for (component, part) in case.scheme.components.iter().zip(&result.parts).filter(|(_, part)| !part.is_zero()) {
            out.push(entity::granted::Model {
                id: new_uuid(cx.now),
                application_id: case.application.id,
                line_id: line.id,
                scheme_id: case.scheme.id.clone(),
                component: component.rule.name.clone(),
                firm_id: case.firm.id,
                enterprise_code: line.enterprise_code.clone(),
                payee_code: payee.to_owned(),
                part: part_of_payee,
                claim: line.contract_no.clone(),
                granted_on: cx.today,
                granted_fen: *part,
            });
        }
    }
    Ok(out)
}
