//! Another payee account (收款账户变更): one person of the firm requests it, another confirms it, the authority calls back
//! under a number that it knew before, and keeps evidence. What was signed is never edited; what is not yet ordered from
//! the bank is held from the confirmation on.

use std::collections::HashMap;

use boxed::boxed;
use domain::document::Kind;
use domain::id::{AccountChangeId, AccountHoldId, PaymentId};
use domain::identifier::{AccountNumber, Cnaps};
use domain::payee::same_code;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::{AccountChangeEvent, AccountChangeState, AccountHoldState};
use entity::{account_change, account_hold, firm_account, payment};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::application::reason;
use crate::command::{Command, Context};
use crate::credit::statement::Attached;
use crate::upload::Incoming;
use kernel::error::Error;
use kernel::id::new_uuid;
use store::account::ChangeAct;

/// Who may ask for another account and confirm it; never one person both.
pub const FIRM: &[Role] = &[Role::Preparer, Role::Signatory];

/// Asks for another account: the firm's own, or that of a payee of one application.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The application whose payee has another account; empty for the firm's own account.
    pub application: String,
    /// That payee's code; empty for the firm itself.
    pub payee_code: String,
    /// The bank.
    pub bank_name: String,
    /// The account number as typed.
    pub account_no: String,
    /// The routing code as typed.
    pub cnaps: String,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub why: String,
}

#[boxed]
impl Command for Request {
    const NAME: &'static str = "account.request";
    const ROLES: &'static [Role] = FIRM;
    /// The number of the request.
    type Output = String;

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        let (account_no, cnaps) = account(&self.bank_name, &self.account_no, &self.cnaps)?;
        let why = reason(&self.why).map_err(|r| r.at_field("why"))?;
        let firm = store::firm::by_id(cx.tx, cx.actor.own_firm()?).await?;
        let own = self.application.is_empty() || same_code(&self.payee_code, firm.uscc.as_str());
        let (application, payee_code, name, old) = if own {
            let old = store::firm::account(cx.tx, firm.id).await?.ok_or(Code::AccountMissing)?;
            // Money goes to the firm under its registered name and to nobody else.
            (None, firm.uscc.as_str().to_owned(), firm.name.clone(), (old.account_no, old.cnaps))
        } else {
            let case = store::application::find(cx.tx, &cx.actor.scope()?, &self.application).await?;
            let signed = store::account::signed(cx.tx, &case).await?;
            let old = signed.into_iter().find(|s| same_code(&s.payee_code, &self.payee_code)).ok_or(Code::NotFound)?;
            (Some(case.id), old.payee_code, old.account_name, (old.account_no, old.cnaps))
        };
        if (&old.0, &old.1) == (&account_no, &cnaps) {
            return Err(Refusal::new(Code::AccountUnchanged).at_field("account_no").into());
        }
        let number =
            store::number::next(cx.tx, domain::series::ACCOUNT_CHANGE, domain::date::year_of(cx.today)).await?;
        let row = account_change::Model {
            id: AccountChangeId::from_uuid(new_uuid(cx.now)),
            number: number.clone(),
            firm_id: firm.id,
            application_id: application,
            payee_code,
            old_account_no: old.0,
            account_name: name,
            bank_name: self.bank_name.trim().to_owned(),
            account_no,
            cnaps,
            why: why.to_owned(),
            state: AccountChangeState::Requested,
            requested_by: cx.actor.person,
            requested_at: cx.now,
            confirmed_by: None,
            confirmed_at: None,
            answer: String::new(),
            evidence_sha256: String::new(),
            decided_by: None,
            decided_at: None,
        };
        let payload = serde_json::json!({
            "number": number, "payee": row.payee_code, "account_before": row.old_account_no.masked(),
            "account": row.account_no.masked(), "cnaps": row.cnaps.as_str(), "why": why,
        });
        let id = row.id;
        store::account::insert_change(cx.tx, row).await?;
        cx.record("account_change", id, Self::NAME, payload);
        Ok(number)
    }
}

/// An account as typed, with everything that is wrong with it at once.
///
/// # Errors
/// What is malformed or missing, at its field.
pub fn account(bank_name: &str, account_no: &str, cnaps: &str) -> Result<(AccountNumber, Cnaps), Error> {
    let mut refusals = Vec::new();
    let account_no = AccountNumber::parse(account_no).map_err(|r| refusals.push(r.at_field("account_no"))).ok();
    let cnaps = Cnaps::parse(cnaps).map_err(|r| refusals.push(r.at_field("cnaps"))).ok();
    if bank_name.trim().is_empty() {
        refusals.push(Refusal::new(Code::FieldRequired).at_field("bank_name"));
    }
    match (account_no, cnaps, refusals.is_empty()) {
        (Some(account_no), Some(cnaps), true) => Ok((account_no, cnaps)),
        _ => Err(Error::RefusedMany(refusals)),
    }
}

/// Another person of the firm confirms; from now on nothing of this payee is ordered from the bank until finance releases it.
#[derive(Debug, Serialize)]
pub struct Confirm {
    /// The request.
    pub number: String,
}

#[boxed]
impl Command for Confirm {
    const NAME: &'static str = "account.confirm";
    const ROLES: &'static [Role] = roles_of!(AccountChangeState, AccountChangeEvent::Confirm);
    /// How many applications are held.
    type Output = usize;

    async fn run(&self, cx: &mut Context<'_>) -> Result<usize, Error> {
        let change = store::account::lock_change(cx.tx, &cx.actor.scope()?, &self.number).await?;
        let moved = cx.moves(change.state, AccountChangeEvent::Confirm)?;
        if change.requested_by == cx.actor.person {
            return Err(Code::AccountSecondPerson.into());
        }
        let act = ChangeAct::Confirmed(cx.actor.person);
        store::account::advance_change(cx.tx, change.id, &moved, act, cx.now).await?;
        let held = hold(cx, &change).await?;
        let payload =
            serde_json::json!({ "number": change.number, "from": change.state, "to": moved.to(), "held": held });
        cx.record("account_change", change.id, Self::NAME, payload);
        Ok(held)
    }
}

/// Puts the hold of a request on everything of its payee that is not yet ordered from the bank.
async fn hold(cx: &mut Context<'_>, change: &account_change::Model) -> Result<usize, Error> {
    let ids = store::account::to_hold(cx.tx, change).await?;
    let rows: Vec<_> = ids
        .iter()
        .map(|application| account_hold::Model {
            id: AccountHoldId::from_uuid(new_uuid(cx.now)),
            change_id: change.id,
            application_id: *application,
            payee_code: change.payee_code.clone(),
            state: AccountHoldState::Held,
            held_at: cx.now,
            supplement_sha256: None,
            supplement_by: None,
            supplement_at: None,
            pay_to: None,
            proposed_by: None,
            proposed_at: None,
            why: String::new(),
            released_by: None,
            released_at: None,
        })
        .collect();
    for row in &rows {
        let payload = serde_json::json!({ "change": change.number, "payee": change.payee_code, "hold": row.id });
        cx.record("application", row.application_id, "account.hold", payload);
    }
    let held = rows.len();
    store::account::insert_holds(cx.tx, rows).await?;
    Ok(held)
}

/// The firm takes its request back. What it held stays held until finance releases it.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Withdraw {
    /// The request.
    pub number: String,
}

#[boxed]
impl Command for Withdraw {
    const NAME: &'static str = "account.withdraw";
    const ROLES: &'static [Role] = roles_of!(AccountChangeState, AccountChangeEvent::Withdraw);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let change = store::account::lock_change(cx.tx, &cx.actor.scope()?, &self.number).await?;
        let moved = cx.moves(change.state, AccountChangeEvent::Withdraw)?;
        store::account::advance_change(cx.tx, change.id, &moved, ChangeAct::Withdrawn, cx.now).await?;
        let payload = serde_json::json!({ "number": change.number, "from": change.state, "to": moved.to() });
        cx.record("account_change", change.id, Self::NAME, payload);
        Ok(())
    }
}

/// The authority has called back and keeps what shows it. A firm's own account is in force for later applications.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Verify {
    /// The request.
    pub number: String,
    /// Who was called under which number known before, and what was said.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub call_back: String,
    /// What shows it: the firm's letter, the bank's confirmation.
    #[serde(default)]
    #[schemars(skip_serializing_if = "Attached::is_none")]
    pub evidence: Attached,
}

#[boxed]
impl Command for Verify {
    const NAME: &'static str = "account.verify";
    const ROLES: &'static [Role] = roles_of!(AccountChangeState, AccountChangeEvent::Verify);
    type Output = ();

    fn brings(&self) -> Option<&Incoming> {
        Some(self.evidence.file())
    }

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let change = store::account::lock_change(cx.tx, &cx.actor.scope()?, &self.number).await?;
        let moved = cx.moves(change.state, AccountChangeEvent::Verify)?;
        let said = reason(&self.call_back).map_err(|r| match r.code {
            Code::ReasonRequired => Refusal::new(Code::CallBackMissing).at_field("call_back"),
            _ => r.at_field("call_back"),
        })?;
        if self.evidence.sha256.is_empty() {
            return Err(Refusal::new(Code::EvidenceMissing).at_field("file").into());
        }
        self.evidence.keep_as(cx, Kind::AccountEvidence).await?;
        let act = ChangeAct::Decided(cx.actor.person, said.to_owned(), self.evidence.sha256.clone());
        store::account::advance_change(cx.tx, change.id, &moved, act, cx.now).await?;
        if change.application_id.is_none() {
            let row = firm_account::Model {
                id: new_uuid(cx.now),
                firm_id: change.firm_id,
                account_name: change.account_name.clone(),
                account_no: change.account_no.clone(),
                cnaps: change.cnaps.clone(),
                bank_name: change.bank_name.clone(),
                active: true,
                created_by: change.requested_by,
                created_at: cx.now,
                verified_by: Some(cx.actor.person),
                verified_at: Some(cx.now),
            };
            store::firm::replace_account(cx.tx, row).await?;
        }
        // What was signed for the old account while the authority called is held too.
        let held = hold(cx, &change).await?;
        // And what is signed with the new account already waits for nobody.
        for hold in store::account::holds_of(cx.tx, change.id).await? {
            super::hold::overtake(cx, hold.application_id).await?;
        }
        let payload = serde_json::json!({
            "number": change.number, "from": change.state, "to": moved.to(), "call_back": said, "evidence": self.evidence.sha256,
            "account": change.account_no.masked(), "held": held,
        });
        cx.record("account_change", change.id, Self::NAME, payload);
        Ok(())
    }
}

/// The authority does not believe the request.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Reject {
    /// The request.
    pub number: String,
    /// Why.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for Reject {
    const NAME: &'static str = "account.reject";
    const ROLES: &'static [Role] = roles_of!(AccountChangeState, AccountChangeEvent::Reject);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let change = store::account::lock_change(cx.tx, &cx.actor.scope()?, &self.number).await?;
        let moved = cx.moves(change.state, AccountChangeEvent::Reject)?;
        let why = reason(&self.reason)?;
        let act = ChangeAct::Decided(cx.actor.person, why.to_owned(), String::new());
        store::account::advance_change(cx.tx, change.id, &moved, act, cx.now).await?;
        let payload =
            serde_json::json!({ "number": change.number, "from": change.state, "to": moved.to(), "reason": why });
        cx.record("account_change", change.id, Self::NAME, payload);
        Ok(())
    }
}

/// The authority has called the firm about the account in force, which nobody had verified.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct VerifyFirst {
    /// The firm's code.
    pub code: String,
    /// Who was called under which number known before, and what was said.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub call_back: String,
}

#[boxed]
impl Command for VerifyFirst {
    const NAME: &'static str = "account.verify_first";
    const ROLES: &'static [Role] = &[Role::ReceivingOfficer];
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let firm = store::firm::in_scope(cx.tx, &cx.actor.scope()?, &self.code).await?;
        let account = store::firm::account(cx.tx, firm.id).await?.ok_or(Code::AccountMissing)?;
        let said = reason(&self.call_back).map_err(|_| Refusal::new(Code::CallBackMissing).at_field("call_back"))?;
        store::account::verified(cx.tx, account.id, cx.actor.person, cx.now).await?;
        let payload = serde_json::json!({ "account": account.account_no.masked(), "call_back": said });
        cx.record("firm", firm.id, Self::NAME, payload);
        Ok(())
    }
}

/// The payments among these that an open change holds, each with its refusal.
///
/// # Errors
/// A fault of the database.
pub async fn held(cx: &Context<'_>, members: &[payment::Model]) -> Result<HashMap<PaymentId, Refusal>, Error> {
    let waiting = store::account::held_payments(cx.tx).await?;
    let waiting: HashMap<&str, _> = waiting.iter().map(|h| (h.payment.as_str(), h)).collect();
    let held = members.iter().filter_map(|member| waiting.get(member.number.as_str()).map(|held| (member, held)));
    let held = held.map(|(member, held)| {
        let refusal = Refusal::new(Code::AccountHeld)
            .with("payee", Fact::Text(held.payee.clone()))
            .with("application", Fact::Text(held.application.clone()))
            .with("payment", Fact::Text(held.payment.clone()));
        (member.id, refusal)
    });
    Ok(held.collect())
}
