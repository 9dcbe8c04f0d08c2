//! Payment batches (支付批次): built and submitted by one person, approved by another, recalled, sent.

use std::collections::{BTreeSet, HashMap};

use boxed::boxed;
use domain::credit::Stage;
use domain::id::{ApplicationId, BatchId, PaymentId};
use domain::ledger::{self, Posting};
use domain::money::Fen;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::{Role, Step};
use domain::roles_of;
use domain::workflow::{BatchEvent, BatchState, Moved, PaymentEvent, PaymentState};
use entity::{payment, payment_batch};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use validator::Validate;

use super::advance;
use crate::App;
use crate::account::change::held;
use crate::actor::Actor;
use crate::application::{Case, reason};
use crate::cluster::keeps_what_is_paid;
use crate::command::{self, Command, Context};
use crate::credit::ask;
use crate::credit::run_check::run_check;
use crate::restoration::must_be_free;
use crate::seal;
use kernel::error::Error;
use kernel::id::new_uuid;
use store::payment::Beside;

use super::left_out::{self, Left};

/// Builds a batch of ready payments: a new credit check of every case first, then PAYABLE ← COMMITTED for each payment.
/// What the check refuses is left out and stays ready, with its reason; the rest goes on.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Build {
    /// Numbers of the payments.
    pub payments: Vec<String>,
}

#[boxed]
impl command::Act for Build {
    const NAME: &'static str = "batch.build";
    const ROLES: &'static [Role] = roles_of!(PaymentState, PaymentEvent::Batch);
    /// The number of the batch.
    type Output = String;
    type Prepared = ();

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<(), Error> {
        ask::before_payments(app, actor, &self.payments).await
    }

    async fn run(&self, cx: &mut Context<'_>, (): &()) -> Result<String, Error> {
        let mut numbers = self.payments.clone();
        numbers.sort();
        numbers.dedup();
        if numbers.is_empty() {
            return Err(Refusal::new(Code::NothingSelected).at_field("payments").into());
        }
        let members = store::payment::lock_many(cx.tx, &cx.actor.scope()?, &numbers).await?;
        let mut accounts = BTreeSet::new();
        for line in members.iter().map(|p| p.budget_line_id).collect::<BTreeSet<_>>() {
            accounts.insert(store::budget::line(cx.tx, line).await?.bank_account_id);
        }
        let [account] = accounts.into_iter().collect::<Vec<_>>()[..] else {
            return Err(Code::MixedAccounts.into());
        };
        must_be_free(cx, account).await?;
        let (members, left) = checked(cx, members).await?;
        if members.is_empty() {
            return Err(left_out::all_refused(left));
        }
        let batch = BatchId::from_uuid(new_uuid(cx.now));
        let number = store::number::next(cx.tx, domain::series::BATCH, domain::date::year_of(cx.today)).await?;
        let row = payment_batch::Model {
            id: batch,
            number: number.clone(),
            unit_id: cx.actor.own_unit()?,
            bank_account_id: account,
            state: BatchState::Draft,
            version: 1,
            payments: i64::try_from(members.len()).unwrap_or(i64::MAX),
            sum_fen: Fen::sum(members.iter().map(|p| p.amount_fen))?,
            content_sha256: seal::batch(&members),
            approved_sha256: None,
            execution_date: None,
            msg_id: None,
            file_bytes: None,
            file_sha256: None,
            created_by: cx.actor.person,
            created_at: cx.now,
            moved_event: String::new(),
        };
        let sum = row.sum_fen;
        store::payment::insert_batch(cx.tx, row).await?;
        for application in members.iter().map(|p| p.application_id).collect::<BTreeSet<_>>() {
            batch_step(cx, application, Step::BatchMade, "build", &number).await?;
        }
        let beside = Beside { batch: Some(Some(batch)), ..Beside::default() };
        advance(cx, &members, PaymentEvent::Batch, beside).await?;
        post_each(cx, &members, |m| ledger::order(m.award_id, m.id, m.amount_fen, format!("{}:{batch}", m.id))).await?;
        let numbers: Vec<&str> = members.iter().map(|p| p.number.as_str()).collect();
        let mut payload = json!({ "number": number, "payments": numbers, "sum_fen": sum });
        left_out::keep(cx, batch, "build", &left, &mut payload).await?;
        cx.record("payment_batch", batch, <Self as command::Act>::NAME, payload);
        Ok(number)
    }
}

/// Checks every case anew and parts the payments that may be made from those that may not: all of a case that does not
/// pass, and of one that does those to payees that turned bad since the approval.
async fn checked(
    cx: &mut Context<'_>,
    members: Vec<payment::Model>,
) -> Result<(Vec<payment::Model>, Vec<Left>), Error> {
    let hindered = left_out::hindered(cx, &members, Step::BatchMade).await?;
    let own: Vec<payment::Model> = members.iter().filter(|m| !hindered.contains_key(&m.id)).cloned().collect();
    let mut refused: HashMap<PaymentId, Refusal> = held(cx, &own).await?;
    refused.extend(hindered);
    for case in cases(cx, &own).await? {
        let schedule = case.application.schedule_id.ok_or(Code::ScheduleMissing)?;
        let lines = store::line::of_schedule(cx.tx, schedule).await?;
        let check = run_check(cx, &case, &lines, Stage::Disbursement).await?;
        match check.must_pass() {
            Ok(()) => {
                let found = store::line::some(cx.tx, &check.found()).await?;
                refused.extend(check.refused_payees(&found, &members, &case));
            }
            Err(why) => {
                let own = members.iter().filter(|m| m.application_id == case.application.id);
                refused.extend(own.map(|m| (m.id, why.clone())));
            }
        }
    }
    Ok(left_out::parted(members, refused))
}

/// Posts one transfer for each payment, all together.
pub(super) async fn post_each(
    cx: &Context<'_>,
    members: &[payment::Model],
    posting: impl Fn(&payment::Model) -> Posting,
) -> Result<(), Error> {
    let postings: Vec<_> = members.iter().map(|m| (m.budget_line_id, posting(m))).collect();
    let postings = postings.iter().map(|(line, posting)| (*line, posting));
    store::ledger::post_all(cx.tx, postings, cx.today, cx.now).await
}

/// The cases whose payments are in a batch, each once, in the order of their ids.
pub(super) async fn cases(cx: &Context<'_>, members: &[payment::Model]) -> Result<Vec<Case>, Error> {
    let mut out = Vec::new();
    for id in members.iter().map(|p| p.application_id).collect::<BTreeSet<_>>() {
        let application = store::application::lock_by_id(cx.tx, id).await?;
        out.push(Case::around(cx, application).await?);
    }
    Ok(out)
}

/// Writes a person's step on a case of a batch; the database refuses one who decided or paid it before.
pub(super) async fn batch_step(
    cx: &Context<'_>,
    application: ApplicationId,
    step: Step,
    event: &str,
    batch: &str,
) -> Result<(), Error> {
    let new = store::step::NewStep {
        application,
        step,
        person: cx.actor.person,
        role: cx.role,
        event,
        reason: batch,
        content_sha256: "",
    };
    store::step::insert(cx.tx, new, cx.now).await
}

/// Writes the person's step on every case of a batch; the payments of a case on which that person took a step before that
/// never meets this one leave the batch first.
///
/// # Errors
/// What refuses them where none is left.
async fn signed_for(
    cx: &Context<'_>,
    batch: payment_batch::Model,
    members: Vec<payment::Model>,
    (step, event): (Step, &str),
) -> Result<(payment_batch::Model, Vec<Left>), Error> {
    let hindered = left_out::hindered(cx, &members, step).await?;
    let (members, left) = left_out::parted(members, hindered);
    if members.is_empty() {
        return Err(left_out::all_refused(left));
    }
    let batch = left_out::without(cx, batch, &members, &left).await?;
    for case in cases(cx, &members).await? {
        batch_step(cx, case.application.id, step, event, &batch.number).await?;
    }
    Ok((batch, left))
}

/// A batch locked for an act of the actor, with its members and the move; `version` is the one that the person saw. Its state is
/// settled first: it says more than that the content changed, as that of a void batch does, which has let its payments go.
pub(super) async fn lock(
    cx: &mut Context<'_>,
    (number, version): (&str, i64),
    event: BatchEvent,
) -> Result<(payment_batch::Model, Vec<payment::Model>, Moved<BatchState>), Error> {
    let batch = store::payment::lock_batch(cx.tx, &cx.actor.scope()?, number).await?;
    if batch.version != version {
        return Err(Code::Stale.into());
    }
    let step = cx.moves(batch.state, event)?;
    let members = store::payment::members(cx.tx, batch.id).await?;
    if !seal::is_of_batch(&members, &batch.content_sha256) {
        return Err(Code::ContentChanged.into());
    }
    Ok((batch, members, step))
}

/// Hands a draft to the second person (提交复核).
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Submit {
    /// The batch.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
}

#[boxed]
impl Command for Submit {
    const NAME: &'static str = "batch.submit";
    const ROLES: &'static [Role] = roles_of!(BatchState, BatchEvent::Submit);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let (batch, members, step) = lock(cx, (&self.number, self.version), BatchEvent::Submit).await?;
        let (batch, left) = signed_for(cx, batch, members, (Step::BatchMade, "submit")).await?;
        store::payment::advance_batch(cx.tx, &batch, &step, None, None).await?;
        let mut payload = json!({ "number": batch.number, "content_sha256": batch.content_sha256 });
        left_out::keep(cx, batch.id, "submit", &left, &mut payload).await?;
        cx.record("payment_batch", batch.id, Self::NAME, payload);
        Ok(())
    }
}

/// The second person approves the batch as it stands (支付复核).
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Approve {
    /// The batch.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
}

#[boxed]
impl Command for Approve {
    const NAME: &'static str = "batch.approve";
    const ROLES: &'static [Role] = roles_of!(BatchState, BatchEvent::Approve);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let (batch, members, step) = lock(cx, (&self.number, self.version), BatchEvent::Approve).await?;
        keeps_what_is_paid(cx).await?;
        let (batch, left) = signed_for(cx, batch, members, (Step::BatchApproved, "approve")).await?;
        store::payment::advance_batch(cx.tx, &batch, &step, Some(batch.content_sha256.clone()), None).await?;
        let mut payload =
            json!({ "number": batch.number, "sum_fen": batch.sum_fen, "content_sha256": batch.content_sha256 });
        left_out::keep(cx, batch.id, "approve", &left, &mut payload).await?;
        cx.record("payment_batch", batch.id, Self::NAME, payload);
        Ok(())
    }
}

/// Recalls a batch before it is sealed; its payments are ready again.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Recall {
    /// The batch.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for Recall {
    const NAME: &'static str = "batch.recall";
    const ROLES: &'static [Role] = roles_of!(BatchState, BatchEvent::Recall);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let (batch, members, step) = lock(cx, (&self.number, self.version), BatchEvent::Recall).await?;
        let why = reason(&self.reason)?;
        let beside = Beside { batch: Some(None), ..Beside::default() };
        advance(cx, &members, PaymentEvent::Unbatch, beside).await?;
        let batching = |m: &payment::Model| format!("{}:{}", m.id, batch.id);
        post_each(cx, &members, |m| ledger::unorder(m.award_id, m.id, m.amount_fen, batching(m))).await?;
        store::payment::advance_batch(cx.tx, &batch, &step, None, None).await?;
        cx.record("payment_batch", batch.id, Self::NAME, json!({ "number": batch.number, "reason": why }));
        Ok(())
    }
}

/// Notes that the sealed file went to the bank; who approved the batch does not send it.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Send {
    /// The batch.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
}

#[boxed]
impl Command for Send {
    const NAME: &'static str = "batch.send";
    const ROLES: &'static [Role] = roles_of!(BatchState, BatchEvent::Send);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let (batch, members, step) = lock(cx, (&self.number, self.version), BatchEvent::Send).await?;
        // A bank does not pay on a day that is over; the batch is cancelled and built again.
        if let Some(date) = batch.execution_date.filter(|date| *date < cx.today) {
            return Err(Refusal::new(Code::ExecutionPassed).with("date", Fact::Date(date)).into());
        }
        for case in cases(cx, &members).await? {
            batch_step(cx, case.application.id, Step::BatchSent, "send", &batch.number).await?;
        }
        store::payment::advance_batch(cx.tx, &batch, &step, None, None).await?;
        cx.record(
            "payment_batch",
            batch.id,
            Self::NAME,
            json!({ "number": batch.number, "file_sha256": batch.file_sha256 }),
        );
        Ok(())
    }
}
