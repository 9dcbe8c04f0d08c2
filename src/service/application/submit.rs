//! The firm's signatory signs and submits, or signs a correction. What is signed is hashed; every later decision is bound
//! to that hash.

use boxed::boxed;
use chrono::{DateTime, Utc};
use domain::credit::Stage;
use domain::payee::Payee as Asking;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::scheme::Payee;
use domain::workflow::procedure::Procedure;
use domain::workflow::{ApplicationEvent, ApplicationState};
use entity::firm_account;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::create::open_on;
use super::import_schedule::later;
use super::recalculate::{Estimate, if_possible, in_force_with};
use super::{Case, Move, attach, bundle, claim};
use crate::App;
use crate::account::signed::{self, Asked};
use crate::actor::Actor;
use crate::command::{Act, Context};
use crate::credit::ask;
use crate::seal::{self, Signed};
use kernel::error::Error;
use store::application::Change;
use store::attachment::Carried;
use store::claim::Ahead;

/// Signs and submits (or resubmits). The signatory is never one who prepared a part: the database refuses that person.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Submit {
    /// The application.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
    /// The declaration was accepted.
    #[serde(default)]
    pub declared: bool,
    /// Rows with errors are left out of this application, knowingly.
    #[serde(default)]
    pub leave_out_bad_rows: bool,
}

#[boxed]
impl Act for Submit {
    const NAME: &'static str = "application.submit";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::Submit, ApplicationEvent::Resubmit);
    type Output = ();
    type Prepared = Option<(Signable, Option<Ahead>)>;

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<Self::Prepared, Error> {
        ask::before_case(app, actor, &self.number).await?;
        let signs = |procedure: &Procedure, state| {
            ApplicationEvent::SIGNINGS.iter().any(|event| procedure.allows(state, *event))
        };
        let Some(case) = Case::before(app, actor, (&self.number, self.version), signs).await? else { return Ok(None) };
        let signable = if_possible(Signable::of(app, app.store.read(), &case, app.clock.now()).await)?;
        let Some(signable) = signable else { return Ok(None) };
        let signable = Signable { found: signable.found.written_ahead(app).await?, ..signable };
        let signed = self.declared && signable.can_be_signed(&case).is_ok();
        let claims = if signed {
            claim::ahead(app, &case, signable.found.schedule(), signable.found.lines()).await?
        } else {
            None
        };
        Ok(Some((signable, claims)))
    }

    async fn clear(&self, app: &App, prepared: Self::Prepared, done: Option<&()>) {
        let Some((signable, claims)) = prepared else { return };
        if let Some(claims) = claims {
            bundle::let_go(app, claims.bundle).await;
        }
        if done.is_some() {
            signable.found.leave(app);
        }
    }

    async fn run(&self, cx: &mut Context<'_>, ahead: &Self::Prepared) -> Result<(), Error> {
        let signs = |case: &Case| {
            let again = case.procedure.allows(case.application.state, ApplicationEvent::Resubmit);
            if again { ApplicationEvent::Resubmit } else { ApplicationEvent::Submit }
        };
        let (case, event) = Case::lock_for(cx, (&self.number, self.version), signs).await?;
        if event == ApplicationEvent::Submit {
            open_on(&case.call, cx.today)?;
        }
        later::must_be_over(cx.tx, &self.number).await?;
        if !self.declared {
            return Err(Refusal::new(Code::DeclarationMissing).at_field("declared").into());
        }
        let schedule_id = case.application.schedule_id.ok_or(Code::ScheduleMissing)?;
        let schedule = store::line::schedule(cx.tx, schedule_id).await?;
        if schedule.rows_bad > 0 && !self.leave_out_bad_rows {
            let refusal = Refusal::new(Code::RowsWithErrors).with("count", Fact::Count(schedule.rows_bad));
            return Err(refusal.at_field("leave_out_bad_rows").into());
        }
        let account = account(cx.tx, &case).await?;
        let papers = attach::carried(cx.tx, case.application.id).await?;
        let now;
        let (signable, claims) = match ahead {
            Some((ahead, claims))
                if ahead.account == account && ahead.papers == papers && ahead.found.still_holds(cx, &case).await? =>
            {
                (ahead, claims.as_ref())
            }
            _ => {
                now = Signable::of(cx.app, cx.tx, &case, cx.now).await?;
                (&now, None)
            }
        };
        let Signable { content, payees, found, .. } = signable;
        let calculation = found.put_in_force(cx, &case).await?;
        signable.can_be_signed(&case)?;
        if event == ApplicationEvent::Resubmit {
            store::claim::release(cx.tx, case.application.id, cx.now).await?;
        }
        let claiming = claim::claiming(&case.application, &case.call, &case.scheme);
        let carried = store::claim::take(cx.tx, claiming, (schedule_id, found.lines()), claims, cx.now).await?;
        let declaration = seal::declaration(&case.call);
        signed::sign(cx, &case, content, payees.as_ref().map_err(Clone::clone)?).await?;
        let moved = Move {
            change: Change {
                signed: Some((content.clone(), declaration)),
                calculation: Some((calculation, found.result.total)),
                correction_note: Some(String::new()),
                ..Change::default()
            },
            facts: serde_json::json!({
                "lines": found.lines().len(), "rows_left_out": schedule.rows_bad, "total_fen": found.result.total, "answers_carried": carried,
                "papers": papers.len(),
            }),
            ..Move::new(event).bound_to(content)
        };
        case.step(cx, moved).await?;
        crate::account::hold::overtake(cx, case.application.id).await
    }
}

/// The account of the firm, where it is the one that is paid.
async fn account(db: &store::Connection, case: &Case) -> Result<Option<firm_account::Model>, Error> {
    match case.scheme.payee {
        Payee::Applicant => Ok(Some(store::firm::account(db, case.firm.id).await?.ok_or(Code::AccountMissing)?)),
        Payee::Enterprise(_) => Ok(None),
    }
}

/// What a signatory signs: sealed, checked and calculated from one reading of the lines.
pub struct Signable {
    account: Option<firm_account::Model>,
    papers: Vec<Carried>,
    content: String,
    /// Whom the lines ask to be paid, or why they do not agree.
    payees: Result<Vec<Asking>, Refusal>,
    found: Estimate,
}

impl Signable {
    /// Refuses what the check blocks, what earns nothing, and what lacks a paper that is demanded.
    fn can_be_signed(&self, case: &Case) -> Result<(), Error> {
        self.found.check().must_not_block()?;
        if self.found.result.total.is_zero() {
            return Err(Refusal::new(Code::NothingPayable).into());
        }
        attach::complete(&case.call, &self.papers, &self.found.result)
    }

    async fn of(app: &App, db: &store::Connection, case: &Case, now: DateTime<Utc>) -> Result<Self, Error> {
        let account = account(db, case).await?;
        let papers = attach::carried(db, case.application.id).await?;
        let schedule = store::line::schedule(db, case.application.schedule_id.ok_or(Code::ScheduleMissing)?).await?;
        let signed = Signed {
            number: &case.application.number,
            firm: case.firm.uscc.as_str(),
            call: &case.call.number,
            scheme: &case.scheme.hash,
            facts: &case.application.facts,
            account: account.as_ref().map(|a| (a.account_name.as_str(), a.account_no.as_str(), a.cnaps.as_str())),
            papers: &papers,
        };
        let mut signing = signed.begin(usize::try_from(schedule.rows_good).unwrap_or(usize::MAX));
        let mut asked = Asked::under(case.scheme.payee);
        let found = in_force_with(app, db, case, (Stage::Submission, now), |full| {
            signing.line(full.line.row, &full.values)?;
            Ok(asked.take(&full.line, &full.values)?)
        });
        let found = found.await?;
        Ok(Self { content: signing.end(), payees: asked.payees(), account, papers, found })
    }
}
