//! The firm's signatory signs and submits, or signs a correction. What is signed is hashed; every later decision is bound
//! to that hash.

use domain::credit::Stage;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::scheme::Payee;
use domain::workflow::{ApplicationEvent, ApplicationState};
use serde::Serialize;

use super::claim;
use super::create::open_on;
use super::recalculate::{is_answered, recalculate_sheet};
use super::sheet::Sheet;
use super::{Case, Move};
use crate::error::Error;
use crate::service::App;
use crate::service::account::signed::{self, Asked};
use crate::service::actor::Actor;
use crate::service::command::{Act, Context};
use crate::service::credit::ask;
use crate::service::seal::{self, Signed};
use crate::store;
use crate::store::application::Change;

/// Signs and submits (or resubmits). The signatory is never one who prepared a part: the database refuses that person.
#[derive(Debug, Serialize)]
pub struct Submit {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    pub version: i64,
    /// The declaration was accepted.
    pub declared: bool,
    /// Rows with errors are left out of this application, knowingly.
    pub leave_out_bad_rows: bool,
}

impl Act for Submit {
    const NAME: &'static str = "application.submit";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::Submit, ApplicationEvent::Resubmit);
    type Output = ();
    type Prepared = ();

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<(), Error> {
        ask::before_case(app, actor, &self.number).await
    }

    async fn run(&self, cx: &mut Context<'_>, (): &()) -> Result<(), Error> {
        let case = Case::lock(cx, &self.number, self.version).await?;
        let again = case.procedure.allows(case.application.state, ApplicationEvent::Resubmit);
        let event = if again { ApplicationEvent::Resubmit } else { ApplicationEvent::Submit };
        if event == ApplicationEvent::Submit {
            open_on(&case.call, cx.today)?;
        }
        if !self.declared {
            return Err(Refusal::new(Code::DeclarationMissing).at_field("declared").into());
        }
        let schedule_id = case.application.schedule_id.ok_or(Code::ScheduleMissing)?;
        let schedule = store::line::schedule(cx.tx, schedule_id).await?;
        if schedule.rows_bad > 0 && !self.leave_out_bad_rows {
            let refusal = Refusal::new(Code::RowsWithErrors).with("count", Fact::Count(schedule.rows_bad));
            return Err(refusal.at_field("leave_out_bad_rows").into());
        }
        let account = match case.scheme.payee {
            Payee::Applicant => {
                let account = store::firm::account(cx.tx, case.firm.id).await?.ok_or(Code::AccountMissing)?;
                Some(account)
            }
            Payee::Enterprise(_) => None,
        };
        if !is_answered(&case, &case.application.facts)? {
            return Err(Code::FactMissing.into());
        }
        let signed = Signed {
            number: &case.application.number,
            firm: case.firm.uscc.as_str(),
            call: &case.call.number,
            scheme: &case.scheme.hash,
            facts: &case.application.facts,
            account: account.as_ref().map(|a| (a.account_name.as_str(), a.account_no.as_str(), a.cnaps.as_str())),
        };
        // The lines are read once, for the check, the calculation, the seal and the accounts.
        let mut signing = signed.begin(usize::try_from(schedule.rows_good).unwrap_or(usize::MAX));
        let mut asked = Asked::under(case.scheme.payee);
        let sheet = Sheet::read_with(cx.tx, &case.scheme, schedule_id, |full| {
            signing.line(full.line.row, &full.values)?;
            Ok(asked.take(&full.line, &full.values)?)
        });
        let sheet = sheet.await?;
        let facts = &case.application.facts;
        let result = recalculate_sheet(cx, &case, (schedule_id, sheet), facts, Stage::Submission).await?;
        result.check.must_not_block()?;
        if result.total.is_zero() {
            return Err(Code::NothingPayable.into());
        }
        if event == ApplicationEvent::Resubmit {
            store::claim::release(cx.tx, case.application.id, cx.now).await?;
        }
        let claiming = claim::claiming(&case.application, &case.call, &case.scheme);
        let carried = store::claim::take(cx.tx, claiming, (schedule_id, &result.lines), cx.now).await?;
        let (content, declaration) = (signing.end(), seal::declaration(&case.call));
        signed::sign(cx, &case, &content, asked).await?;
        let moved = Move {
            change: Change {
                signed: Some((content.clone(), declaration)),
                calculation: Some((result.calculation, result.total)),
                correction_note: Some(String::new()),
                ..Change::default()
            },
            facts: serde_json::json!({
                "lines": result.lines.len(), "rows_left_out": schedule.rows_bad, "total_fen": result.total, "answers_carried": carried,
            }),
            ..Move::new(event).bound_to(&content)
        };
        case.step(cx, moved).await?;
        crate::service::account::hold::overtake(cx, case.application.id).await
    }
}
