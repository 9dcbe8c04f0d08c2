//! Acts of finance for two people (双人办理): one asks with reason and evidence, another decides, and only then it is done: the
//! bank did not pay, or paid after all, a sealed file is cancelled, an award is given up, a statement is taken out of
//! quarantine.

use std::collections::BTreeSet;

use boxed::boxed;
use domain::document::Kind;
use domain::id::{ApplicationId, AwardId, BankAccountId, BatchId, FinanceRequestId, PaymentId, StatementId};
use domain::late_debit::LateDebit;
use domain::ledger;
use domain::money::Fen;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::{Role, Step};
use domain::roles_of;
use domain::workflow::{
    BatchEvent, PaymentEvent, PaymentState, QuarantineEvent, RequestEvent, RequestKind, RequestState,
};
use entity::{award, award_given_up, finance_request, payment};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;
use validator::Validate;

use super::advance;
use super::batch::{batch_step, post_each};
use crate::App;
use crate::actor::Actor;
use crate::application::claim::SetFree;
use crate::application::reason;
use crate::command::{Act, Command, Context};
use crate::credit::statement::Attached;
use crate::reconcile::apply::{Touched, follow};
use crate::reconcile::import_statement::match_by_rule;
use crate::reconcile::late::Late;
use crate::reconcile::quarantine;
use crate::restoration;
use crate::upload::Incoming;
use kernel::error::{Error, Fault};
use kernel::id::new_uuid;
use store::payment::Beside;

/// Asks for an act that a second person decides.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Ask {
    /// What.
    pub kind: RequestKind,
    /// Number of the payment, batch or statement; for an award that of its last payment.
    pub subject: String,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
    /// What shows it, for example the bank's answer.
    #[serde(default)]
    #[schemars(skip_serializing_if = "Attached::is_none")]
    pub evidence: Attached,
}

#[boxed]
impl Command for Ask {
    const NAME: &'static str = "request.ask";
    const ROLES: &'static [Role] = &[Role::FinanceMaker, Role::Reconciler];
    /// The number of the request.
    type Output = String;

    fn brings(&self) -> Option<&Incoming> {
        Some(self.evidence.file())
    }

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        cx.role = cx.actor.acts_as(self.kind.asked_by())?;
        let why = reason(&self.reason)?;
        if self.kind.needs_evidence() && self.evidence.sha256.is_empty() {
            return Err(Refusal::new(Code::EvidenceMissing).at_field("file").into());
        }
        let subject = self.subject(cx).await?;
        let named = if let Subject::Account(_, masked) = &subject { masked.clone() } else { self.subject.clone() };
        let step = if cx.role == Role::Reconciler { Step::Reconciled } else { Step::BatchMade };
        for application in subject.cases(cx).await? {
            batch_step(cx, application, step, self.kind.key(), &self.subject).await?;
        }
        let document = self.evidence.keep_as(cx, Kind::FinanceEvidence).await?;
        let id = FinanceRequestId::from_uuid(new_uuid(cx.now));
        let number = store::number::next(cx.tx, domain::series::REQUEST, domain::date::year_of(cx.today)).await?;
        let row = finance_request::Model {
            id,
            number: number.clone(),
            unit_id: cx.actor.own_unit()?,
            kind: self.kind,
            subject_id: subject.id(),
            subject: named.clone(),
            state: RequestState::Asked,
            reason: why.to_owned(),
            document_id: document,
            asked_by: cx.actor.person,
            asked_at: cx.now,
            decided_by: None,
            decided_at: None,
            decision_note: String::new(),
        };
        store::finance_request::insert(cx.tx, row).await?;
        let payload = json!({
            "number": number, "kind": self.kind, "subject": named, "reason": why, "evidence_sha256": self.evidence.sha256,
        });
        cx.record("finance_request", id, <Self as Command>::NAME, payload);
        Ok(number)
    }
}

impl Ask {
    /// Finds what is asked about and refuses what cannot be done with it now.
    async fn subject(&self, cx: &mut Context<'_>) -> Result<Subject, Error> {
        let scope = cx.actor.scope()?;
        match self.kind {
            RequestKind::RejectPayment => {
                let payment = store::payment::lock(cx.tx, &scope, &self.subject).await?;
                may(payment.state, PaymentEvent::Reject)?;
                Ok(Subject::Payment(payment.id))
            }
            RequestKind::UndoReject => {
                let payment = store::payment::lock(cx.tx, &scope, &self.subject).await?;
                may(payment.state, PaymentEvent::Unreject)?;
                made_instead(cx, &payment).await?;
                Ok(Subject::Payment(payment.id))
            }
            RequestKind::GiveUpAward => {
                let payment = store::payment::lock(cx.tx, &scope, &self.subject).await?;
                let award = store::payment::award(cx.tx, payment.award_id).await?;
                unpaid(cx, &award).await?;
                Ok(Subject::Award(award.id))
            }
            RequestKind::CancelBatch | RequestKind::RejectBatch => {
                let batch = store::payment::lock_batch(cx.tx, &scope, &self.subject).await?;
                let event =
                    if self.kind == RequestKind::CancelBatch { BatchEvent::Cancel } else { BatchEvent::Complete };
                may(batch.state, event)?;
                if self.kind == RequestKind::RejectBatch {
                    in_transit(cx, batch.id).await?;
                }
                Ok(Subject::Batch(batch.id))
            }
            RequestKind::BatchNeverSent => {
                let batch = store::payment::lock_batch(cx.tx, &scope, &self.subject).await?;
                store::budget::lock_bank_account(cx.tx, batch.bank_account_id).await?;
                restoration::never_sent(cx, &batch).await?;
                for payment in store::payment::members(cx.tx, batch.id).await? {
                    may(payment.state, PaymentEvent::Withdraw)?;
                }
                Ok(Subject::Batch(batch.id))
            }
            RequestKind::AcceptStatement => {
                let statement = store::statement::lock(cx.tx, &scope, &self.subject).await?;
                quarantine::acceptable(&statement)?;
                let moved = cx.moves(statement.quarantine, QuarantineEvent::Ask)?;
                store::statement::advance(cx.tx, statement.id, &moved, None, "").await?;
                Ok(Subject::Statement(statement.id))
            }
            RequestKind::LiftLock => {
                let locked = store::restoration::locked(cx.tx, &scope).await?;
                let account = locked.into_iter().map(|(a, _)| a).find(|a| a.id.to_string() == self.subject);
                let account = account.ok_or(Code::NotFound)?;
                store::budget::lock_bank_account(cx.tx, account.id).await?;
                restoration::may_end(cx, account.id).await?;
                Ok(Subject::Account(account.id, restoration::named(&account)))
            }
        }
    }
}

fn may<S: domain::workflow::Machine>(state: S, event: S::Event) -> Result<(), Refusal> {
    state.after(event).map(|_| ())
}

/// What a request is about.
enum Subject {
    Payment(PaymentId),
    Award(AwardId),
    Batch(BatchId),
    Statement(StatementId),
    /// With its number as people may see it.
    Account(BankAccountId, String),
}

impl Subject {
    fn of(request: &finance_request::Model) -> Self {
        let id = request.subject_id;
        match request.kind {
            RequestKind::RejectPayment | RequestKind::UndoReject => Self::Payment(PaymentId::from_uuid(id)),
            RequestKind::GiveUpAward => Self::Award(AwardId::from_uuid(id)),
            RequestKind::CancelBatch | RequestKind::RejectBatch | RequestKind::BatchNeverSent => {
                Self::Batch(BatchId::from_uuid(id))
            }
            RequestKind::AcceptStatement => Self::Statement(StatementId::from_uuid(id)),
            RequestKind::LiftLock => Self::Account(BankAccountId::from_uuid(id), request.subject.clone()),
        }
    }

    const fn id(&self) -> Uuid {
        match self {
            Self::Payment(id) => id.uuid(),
            Self::Award(id) => id.uuid(),
            Self::Batch(id) => id.uuid(),
            Self::Statement(id) => id.uuid(),
            Self::Account(id, _) => id.uuid(),
        }
    }

    /// The cases that it touches, so that nobody takes two parts in one.
    async fn cases(&self, cx: &Context<'_>) -> Result<BTreeSet<ApplicationId>, Error> {
        Ok(match self {
            Self::Payment(id) => BTreeSet::from([store::payment::lock_by_id(cx.tx, *id).await?.application_id]),
            Self::Award(id) => BTreeSet::from([store::payment::award(cx.tx, *id).await?.application_id]),
            Self::Batch(id) => store::payment::members(cx.tx, *id).await?.iter().map(|m| m.application_id).collect(),
            Self::Statement(_) | Self::Account(..) => BTreeSet::new(),
        })
    }
}

/// Decides what another person asked for; agreed, it is done at once.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// Number of the request.
    pub number: String,
    /// Whether the second person agrees.
    pub agreed: bool,
    /// Why not, or a remark.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub note: String,
}

#[boxed]
impl Act for Decide {
    const NAME: &'static str = "request.decide";
    const ROLES: &'static [Role] = roles_of!(RequestState, RequestEvent::Confirm, RequestEvent::Decline);
    type Output = ();
    /// What is set free with the award that the request gives up.
    type Prepared = Option<SetFree>;

    async fn prepare(&self, app: &App, actor: &Actor) -> Result<Option<SetFree>, Error> {
        let db = app.store.read();
        let request = store::finance_request::by_number(db, &actor.scope()?, &self.number).await?;
        match Subject::of(&request) {
            Subject::Award(id) if self.agreed => {
                let award = store::payment::award(db, id).await?;
                SetFree::by(app, db, &award).await.map(Some)
            }
            _ => Ok(None),
        }
    }

    async fn run(&self, cx: &mut Context<'_>, set_free: &Option<SetFree>) -> Result<(), Error> {
        let request = store::finance_request::lock(cx.tx, &cx.actor.scope()?, &self.number).await?;
        let event = if self.agreed { RequestEvent::Confirm } else { RequestEvent::Decline };
        let moved = cx.moves(request.state, event)?;
        if request.asked_by == cx.actor.person {
            return Err(Code::RequestOwn.into());
        }
        let note = if self.agreed { self.note.trim() } else { reason(&self.note)? };
        store::finance_request::decide(cx.tx, request.id, &moved, (cx.actor.person, note), cx.now).await?;
        let subject = Subject::of(&request);
        for application in subject.cases(cx).await? {
            batch_step(cx, application, Step::BatchApproved, event.key(), &request.number).await?;
        }
        if self.agreed {
            carry_out(cx, &request, &subject, set_free.as_ref()).await?;
        } else if let Subject::Statement(id) = subject {
            let statement = store::statement::lock_by_id(cx.tx, id).await?;
            let moved = cx.moves(statement.quarantine, QuarantineEvent::Decline)?;
            store::statement::advance(cx.tx, statement.id, &moved, None, "").await?;
        }
        let payload =
            json!({ "number": request.number, "kind": request.kind, "subject": request.subject, "reason": note });
        cx.record("finance_request", request.id, &format!("request.{}", event.key()), payload);
        Ok(())
    }
}

async fn carry_out(
    cx: &mut Context<'_>,
    request: &finance_request::Model,
    subject: &Subject,
    set_free: Option<&SetFree>,
) -> Result<(), Error> {
    match subject {
        Subject::Payment(id) if request.kind == RequestKind::UndoReject => paid_after_all(cx, *id, request).await,
        Subject::Payment(id) => {
            let payment = store::payment::lock_by_id(cx.tx, *id).await?;
            rejected(cx, vec![payment], request).await
        }
        Subject::Batch(id) if request.kind == RequestKind::RejectBatch => {
            let members = in_transit(cx, *id).await?;
            rejected(cx, members, request).await
        }
        Subject::Batch(id) => cancelled(cx, *id, request).await,
        Subject::Award(id) => given_up(cx, *id, request, set_free).await,
        Subject::Statement(id) => {
            let statement = store::statement::lock_by_id(cx.tx, *id).await?;
            quarantine::accept(cx, &statement).await
        }
        Subject::Account(id, _) => restoration::lift(cx, *id, request.id).await,
    }
}

/// The bank did not pay: COMMITTED ← IN TRANSIT; each can be ordered again or given up.
async fn rejected(
    cx: &mut Context<'_>,
    payments: Vec<payment::Model>,
    request: &finance_request::Model,
) -> Result<(), Error> {
    let beside = Beside { reason: Some(&request.reason), ..Beside::default() };
    advance(cx, &payments, PaymentEvent::Reject, beside).await?;
    let event = |m: &payment::Model| format!("{}:{}", m.id, request.id);
    post_each(cx, &payments, |m| ledger::reject(m.award_id, m.id, m.amount_fen, event(m))).await?;
    for payment in &payments {
        let payload = json!({ "number": payment.number, "request": request.number, "reason": request.reason });
        cx.record("payment", payment.id, "payment.reject", payload);
    }
    follow(cx, payments.iter().map(Touched::of).collect()).await
}

/// The payments of a batch that are in transit.
///
/// # Errors
/// [`Code::NothingInTransit`].
async fn in_transit(cx: &Context<'_>, id: BatchId) -> Result<Vec<payment::Model>, Error> {
    let mut members = store::payment::members(cx.tx, id).await?;
    members.retain(|m| m.state == PaymentState::Instructed);
    if members.is_empty() { Err(Code::NothingInTransit.into()) } else { Ok(members) }
}

/// The bank made a payment after all: IN TRANSIT ← COMMITTED, what was made instead falls, and a debit that is here already
/// settles it.
async fn paid_after_all(cx: &mut Context<'_>, id: PaymentId, request: &finance_request::Model) -> Result<(), Error> {
    let payment = store::payment::lock_by_id(cx.tx, id).await?;
    let instead = made_instead(cx, &payment).await?;
    advance(cx, &instead, PaymentEvent::Replace, Beside { reason: Some(&request.reason), ..Beside::default() }).await?;
    for other in &instead {
        let payload = json!({ "number": other.number, "request": request.number, "reason": request.reason });
        cx.record("payment", other.id, "payment.replace", payload);
    }
    let seen = std::slice::from_ref(&payment);
    advance(cx, seen, PaymentEvent::Unreject, Beside { reason: Some(""), ..Beside::default() }).await?;
    let event = |m: &payment::Model| format!("{}:{}", m.id, request.id);
    post_each(cx, seen, |m| ledger::correct(&ledger::reject(m.award_id, m.id, m.amount_fen, event(m)))).await?;
    let payload = json!({ "number": payment.number, "request": request.number, "reason": request.reason });
    cx.record("payment", payment.id, "payment.unreject", payload);
    follow(cx, vec![Touched::of(&payment)]).await?;
    let line = store::budget::line(cx.tx, payment.budget_line_id).await?;
    store::budget::lock_bank_account(cx.tx, line.bank_account_id).await?;
    match_by_rule(cx, line.bank_account_id).await?;
    Ok(())
}

/// The payments that were made instead of a refused one and wait.
///
/// # Errors
/// [`Code::PaidTwice`]; [`Code::GivenUpAndPaid`]; [`Code::SuccessorBatched`].
async fn made_instead(cx: &Context<'_>, payment: &payment::Model) -> Result<Vec<payment::Model>, Error> {
    let late = Late::of(cx.tx, payment).await?;
    if late.way == LateDebit::TakesRefusalBack { Ok(late.waiting()) } else { Err(late.refusal(payment).into()) }
}

/// A sealed file that was never sent, or that only counted as sent after a restoration: its payments are ready again, COMMITTED ← IN TRANSIT, and the batch is void.
async fn cancelled(cx: &mut Context<'_>, id: BatchId, request: &finance_request::Model) -> Result<(), Error> {
    let batch = store::payment::lock_batch_by_id(cx.tx, id).await?;
    let members = store::payment::members(cx.tx, id).await?;
    let event = if request.kind == RequestKind::BatchNeverSent {
        store::budget::lock_bank_account(cx.tx, batch.bank_account_id).await?;
        restoration::never_sent(cx, &batch).await?;
        BatchEvent::NeverSent
    } else {
        BatchEvent::Cancel
    };
    let step = cx.moves(batch.state, event)?;
    let beside = Beside { batch: Some(None), ..Beside::default() };
    advance(cx, &members, PaymentEvent::Withdraw, beside).await?;
    let cause = |m: &payment::Model| format!("{}:{}", m.id, request.id);
    post_each(cx, &members, |m| ledger::reject(m.award_id, m.id, m.amount_fen, cause(m))).await?;
    store::payment::advance_batch(cx.tx, &batch, &step, None, None).await?;
    let numbers: Vec<&str> = members.iter().map(|m| m.number.as_str()).collect();
    let payload = json!({
        "number": batch.number, "request": request.number, "reason": request.reason, "payments": numbers,
    });
    cx.record("payment_batch", id, &format!("batch.{}", event.key()), payload);
    Ok(())
}

/// An award that will never be paid: a payment that waits is cancelled, AVAILABLE ← COMMITTED(award).
async fn given_up(
    cx: &mut Context<'_>,
    id: AwardId,
    request: &finance_request::Model,
    set_free: Option<&SetFree>,
) -> Result<(), Error> {
    let award = store::payment::award(cx.tx, id).await?;
    let (live, left) = unpaid(cx, &award).await?;
    advance(cx, &live, PaymentEvent::Cancel, Beside::default()).await?;
    let posting = ledger::give_up(award.id, left);
    store::ledger::post(cx.tx, award.budget_line_id, &[posting], cx.today, cx.now).await?;
    let row = award_given_up::Model { award_id: award.id, request_id: request.id, amount_fen: left, at: cx.now };
    store::finance_request::give_up(cx.tx, row).await?;
    if left == award.amount_fen {
        let set_free =
            set_free.ok_or_else(|| Fault::new("an award is given up without a look at what it sets free"))?;
        set_free.release(cx).await?;
    }
    for payment in &live {
        let payload = json!({ "number": payment.number, "request": request.number, "reason": request.reason });
        cx.record("payment", payment.id, "payment.cancel", payload);
    }
    let payload =
        json!({ "payee": award.payee_name, "amount_fen": left, "request": request.number, "reason": request.reason });
    cx.record("award", award.id, "award.give_up", payload);
    follow(cx, vec![Touched { application: award.application_id, batch: None }]).await
}

/// The payments of an award that wait, and how much of it is not paid.
///
/// # Errors
/// [`Code::AwardGivenUp`]; [`Code::AlreadyPaid`] when all of it is paid; [`Code::NotInThisState`] when a payment of it is
/// with the bank or in a batch.
async fn unpaid(cx: &Context<'_>, award: &award::Model) -> Result<(Vec<payment::Model>, Fen), Error> {
    if store::finance_request::is_given_up(cx.tx, award.id).await? {
        return Err(Code::AwardGivenUp.into());
    }
    restoration::must_be_free(cx, store::budget::line(cx.tx, award.budget_line_id).await?.bank_account_id).await?;
    let (mut live, mut left) = (Vec::new(), award.amount_fen);
    for payment in store::payment::lock_of_award(cx.tx, award.id).await? {
        match payment.state {
            PaymentState::Ready | PaymentState::Held => live.push(payment),
            PaymentState::Paid => left = left.minus(payment.amount_fen)?,
            PaymentState::Batched | PaymentState::Instructed => {
                let refusal = Refusal::new(Code::NotInThisState);
                let refusal = refusal.with("event", Fact::Message("payment-event-cancel".to_owned()));
                let state = format!("payment-state-{}", payment.state.key());
                return Err(refusal.with("state", Fact::Message(state)).into());
            }
            PaymentState::Rejected | PaymentState::Returned | PaymentState::Cancelled => {}
        }
    }
    if left <= Fen::ZERO { Err(Code::AlreadyPaid.into()) } else { Ok((live, left)) }
}

/// Holds a payment that must not go out now (暂缓支付).
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Hold {
    /// Number of the payment.
    pub number: String,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for Hold {
    const NAME: &'static str = "payment.hold";
    const ROLES: &'static [Role] = roles_of!(PaymentState, PaymentEvent::Hold);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        held(cx, &self.number, &self.reason, PaymentEvent::Hold, Step::BatchMade).await
    }
}

/// Releases a held payment; the database refuses whoever held it.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// Number of the payment.
    pub number: String,
    /// Why it may go out now.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for Release {
    const NAME: &'static str = "payment.release";
    const ROLES: &'static [Role] = roles_of!(PaymentState, PaymentEvent::Release);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        held(cx, &self.number, &self.reason, PaymentEvent::Release, Step::BatchApproved).await
    }
}

async fn held(cx: &mut Context<'_>, number: &str, text: &str, event: PaymentEvent, step: Step) -> Result<(), Error> {
    let payment = store::payment::lock(cx.tx, &cx.actor.scope()?, number).await?;
    let why = reason(text)?;
    let step_of = cx.moves(payment.state, event)?;
    batch_step(cx, payment.application_id, step, event.key(), number).await?;
    store::payment::advance_all(cx.tx, &[payment.id], &step_of, Beside::default()).await?;
    let payload = json!({ "number": number, "reason": why });
    cx.record("payment", payment.id, &format!("payment.{}", event.key()), payload);
    Ok(())
}
