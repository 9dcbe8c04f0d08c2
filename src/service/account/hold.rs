//! The end of a hold: the signatory may sign the new account for an application, a finance person says where the money
//! goes, and a second one releases it there.

use boxed::boxed;
use domain::id::{AccountHoldId, ApplicationId};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::{Role, Step};
use domain::roles_of;
use domain::workflow::{
    AccountChangeState, AccountHoldEvent, AccountHoldState, Machine as _, PaymentEvent, PaymentState,
};
use entity::{account_change, account_hold, application, signed_payee};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::application::reason;
use crate::command::{Command, Context};
use crate::payment::{advance, follow_up};
use kernel::error::Error;
use kernel::id::{new_uuid, sha256};
use store::account::HoldAct;
use store::payment::Beside;

/// Where held money goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PayTo {
    /// The account that was signed with the application.
    Signed,
    /// The new verified one, which the signatory signed by a supplement.
    New,
}

impl PayTo {
    /// The key in the database and in forms.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::New => "new",
        }
    }
}

/// A hold with what it is about, locked.
struct Held {
    hold: account_hold::Model,
    change: account_change::Model,
    application: application::Model,
}

async fn lock(cx: &Context<'_>, id: AccountHoldId) -> Result<Held, Error> {
    let hold = store::account::lock_hold(cx.tx, &cx.actor.scope()?, id).await?;
    let application = store::application::lock_by_id(cx.tx, hold.application_id).await?;
    let change = store::account::changes_by_ids(cx.tx, vec![hold.change_id]).await?.pop().ok_or(Code::NotFound)?;
    Ok(Held { hold, change, application })
}

/// What the signatory signs: the application as signed, and the account in place of which account. Every part stands with
/// its length, so that no two supplements read the same.
pub fn supplement_hash(application: &application::Model, change: &account_change::Model) -> String {
    let parts = [
        application.number.as_str(),
        application.content_sha256.as_deref().unwrap_or_default(),
        change.number.as_str(),
        change.payee_code.as_str(),
        change.old_account_no.as_str(),
        change.account_name.as_str(),
        change.bank_name.as_str(),
        change.account_no.as_str(),
        change.cnaps.as_str(),
    ];
    sha256(parts.iter().map(|part| format!("{}:{part}\n", part.len())).collect::<String>())
}

/// The signatory signs the new account for one application (补充签署). The signed application itself stays as it is.
#[derive(Debug, Serialize)]
pub struct SignSupplement {
    /// The hold.
    pub id: AccountHoldId,
    /// That what is signed was read.
    pub declared: bool,
}

#[boxed]
impl Command for SignSupplement {
    const NAME: &'static str = "account.sign_supplement";
    const ROLES: &'static [Role] = roles_of!(AccountHoldState, AccountHoldEvent::Sign);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let Held { hold, change, application } = lock(cx, self.id).await?;
        let moved = cx.moves(hold.state, AccountHoldEvent::Sign)?;
        if change.state != AccountChangeState::Verified {
            return Err(Refusal::new(Code::NotInThisState)
                .with("event", Fact::Message("account_hold-event-sign".to_owned()))
                .with("state", Fact::Message(format!("account_change-state-{}", change.state)))
                .into());
        }
        if !self.declared {
            return Err(Refusal::new(Code::DeclarationMissing).at_field("declared").into());
        }
        let hash = supplement_hash(&application, &change);
        let step = store::step::NewStep {
            application: application.id,
            step: Step::Signed,
            person: cx.actor.person,
            role: cx.role,
            event: "sign_supplement",
            reason: &change.number,
            content_sha256: &hash,
        };
        store::step::insert(cx.tx, step, cx.now).await?;
        let act = HoldAct::Signed(cx.actor.person, hash.clone());
        store::account::advance_hold(cx.tx, hold.id, &moved, act, cx.now).await?;
        let payload = serde_json::json!({
            "number": application.number, "change": change.number, "payee": change.payee_code,
            "account": change.account_no.masked(), "supplement_sha256": hash,
        });
        cx.record("application", application.id, Self::NAME, payload);
        Ok(())
    }
}

/// A finance person says where the held money goes.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ProposeRelease {
    /// The hold.
    pub id: AccountHoldId,
    /// Where.
    pub pay_to: PayTo,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for ProposeRelease {
    const NAME: &'static str = "account.propose_release";
    const ROLES: &'static [Role] = roles_of!(AccountHoldState, AccountHoldEvent::Propose);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let Held { hold, change, application } = lock(cx, self.id).await?;
        let step = cx.moves(hold.state, AccountHoldEvent::Propose)?;
        let why = reason(&self.reason)?;
        if self.pay_to == PayTo::New && hold.supplement_sha256.is_none() {
            return Err(Refusal::new(Code::SupplementMissing)
                .with("application", Fact::Text(application.number))
                .at_field("pay_to")
                .into());
        }
        // While the authority has not answered, nobody knows that the signed account is the right one.
        if matches!(change.state, AccountChangeState::Requested | AccountChangeState::Confirmed) {
            return Err(Refusal::new(Code::AccountChangeOpen).with("number", Fact::Text(change.number)).into());
        }
        let act = HoldAct::Proposed(cx.actor.person, self.pay_to.key(), why.to_owned());
        store::account::advance_hold(cx.tx, hold.id, &step, act, cx.now).await?;
        let payload = serde_json::json!({
            "number": application.number, "change": change.number, "pay_to": self.pay_to, "reason": why,
        });
        cx.record("application", application.id, Self::NAME, payload);
        Ok(())
    }
}

/// A second finance person agrees: payments go on, to the signed account or to the new one.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// The hold.
    pub id: AccountHoldId,
}

#[boxed]
impl Command for Release {
    const NAME: &'static str = "account.release";
    const ROLES: &'static [Role] = roles_of!(AccountHoldState, AccountHoldEvent::Release);
    /// How many payments were ordered anew to the new account.
    type Output = usize;

    async fn run(&self, cx: &mut Context<'_>) -> Result<usize, Error> {
        let Held { hold, change, application } = lock(cx, self.id).await?;
        let step = cx.moves(hold.state, AccountHoldEvent::Release)?;
        if hold.proposed_by == Some(cx.actor.person) {
            return Err(Refusal::new(Code::SamePerson)
                .with("step", Fact::Message("account_hold-event-propose".to_owned()))
                .into());
        }
        let to_new = hold.pay_to.as_deref() == Some(PayTo::New.key());
        let moved = if to_new { pay_to_new(cx, &hold, &change, &application).await? } else { 0 };
        store::account::advance_hold(cx.tx, hold.id, &step, HoldAct::Released(cx.actor.person), cx.now).await?;
        let payload = serde_json::json!({
            "number": application.number, "change": change.number, "pay_to": hold.pay_to, "payments": moved,
        });
        cx.record("application", application.id, Self::NAME, payload);
        Ok(moved)
    }
}

/// The supplement counts: what is not ordered yet goes to the new account.
async fn pay_to_new(
    cx: &mut Context<'_>,
    hold: &account_hold::Model,
    change: &account_change::Model,
    application: &application::Model,
) -> Result<usize, Error> {
    let stands = hold.supplement_sha256.as_deref() == Some(supplement_hash(application, change).as_str());
    if !stands {
        // A correction was signed since: the supplement belonged to what it replaced.
        return Err(Code::ContentChanged.into());
    }
    let signed = store::account::signed(cx.tx, application).await?;
    let replaced: Vec<_> = signed
        .into_iter()
        .filter(|s| s.payee_code == hold.payee_code && s.account_no == change.old_account_no)
        .map(|s| signed_payee::Model {
            id: new_uuid(cx.now),
            ordinal: s.ordinal.saturating_add(1),
            account_name: change.account_name.clone(),
            bank_name: change.bank_name.clone(),
            account_no: change.account_no.clone(),
            cnaps: change.cnaps.clone(),
            change_id: Some(change.id),
            signed_by: hold.supplement_by,
            signed_at: hold.supplement_at.unwrap_or(cx.now),
            ..s
        })
        .collect();
    if replaced.is_empty() {
        return Err(Code::AccountNotSigned.into());
    }
    store::account::sign(cx.tx, replaced.clone()).await?;
    let mut moved: usize = 0;
    for old in store::payment::of_application(cx.tx, application.id).await? {
        let new = replaced.iter().find(|s| s.payee_code == old.payee_code && s.part == old.part);
        let Some(new) =
            new.filter(|_| matches!(old.state, PaymentState::Ready | PaymentState::Held | PaymentState::Batched))
        else {
            continue;
        };
        if old.state == PaymentState::Batched {
            return Err(Refusal::new(Code::PaymentInBatch).with("payment", Fact::Text(old.number)).into());
        }
        let old = store::payment::lock_by_id(cx.tx, old.id).await?;
        let beside = Beside { reason: Some(&change.number), ..Beside::default() };
        advance(cx, std::slice::from_ref(&old), PaymentEvent::Replace, beside).await?;
        follow_up(cx, &old, new, ("payment.to_new_account", "change", &change.number)).await?;
        moved = moved.saturating_add(1);
    }
    Ok(moved)
}

/// Ends the holds of an application whose payee was signed with the new, verified account: the signature leaves nothing to
/// decide, and where the money goes is where both the firm and the authority want it.
///
/// # Errors
/// A fault of the database.
pub(crate) async fn overtake(cx: &mut Context<'_>, application: ApplicationId) -> Result<(), Error> {
    let holds = store::account::holds_on(cx.tx, application).await?;
    if holds.is_empty() {
        return Ok(());
    }
    let application = store::application::by_id(cx.tx, application).await?;
    let signed = store::account::signed(cx.tx, &application).await?;
    for hold in holds {
        let change = store::account::changes_by_ids(cx.tx, vec![hold.change_id]).await?.pop().ok_or(Code::NotFound)?;
        if change.state != AccountChangeState::Verified || !is_signed(&signed, &change, &hold.payee_code) {
            continue;
        }
        let step = hold.state.follow(AccountHoldEvent::Overtake)?;
        store::account::advance_hold(cx.tx, hold.id, &step, HoldAct::Overtaken, cx.now).await?;
        let payload = serde_json::json!({
            "number": application.number, "change": change.number, "payee": hold.payee_code,
            "account": change.account_no.masked(), "hold": hold.id,
        });
        cx.record("application", application.id, "account.overtake", payload);
    }
    Ok(())
}

/// Whether every account that was signed for a payee is the one of a change.
fn is_signed(signed: &[signed_payee::Model], change: &account_change::Model, payee: &str) -> bool {
    let mut found = false;
    for row in signed.iter().filter(|row| row.payee_code == payee) {
        if (&row.account_no, &row.cnaps) != (&change.account_no, &change.cnaps) {
            return false;
        }
        found = true;
    }
    found
}

/// A second finance person does not agree.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SendBack {
    /// The hold.
    pub id: AccountHoldId,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for SendBack {
    const NAME: &'static str = "account.send_back";
    const ROLES: &'static [Role] = roles_of!(AccountHoldState, AccountHoldEvent::SendBack);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let Held { hold, change, application } = lock(cx, self.id).await?;
        let step = cx.moves(hold.state, AccountHoldEvent::SendBack)?;
        let why = reason(&self.reason)?;
        store::account::advance_hold(cx.tx, hold.id, &step, HoldAct::SentBack, cx.now).await?;
        let payload = serde_json::json!({ "number": application.number, "change": change.number, "reason": why });
        cx.record("application", application.id, Self::NAME, payload);
        Ok(())
    }
}
