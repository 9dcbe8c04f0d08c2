//! A firm names the bank account that it wants to be paid to.

use domain::identifier::{AccountNumber, Cnaps};
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use entity::firm_account;
use serde::Serialize;

use super::super::command::{Command, Context};
use super::super::id::new_uuid;
use crate::error::Error;
use crate::store;

/// Sets the payee account of the actor's firm. It is copied into each award, so a later change does not move money that
/// was approved; the new account is active for later applications.
#[derive(Debug, Serialize)]
pub struct SetAccount {
    /// The bank that holds the account.
    pub bank_name: String,
    /// The account number as typed.
    pub account_no: String,
    /// The routing code as typed.
    pub cnaps: String,
}

impl Command for SetAccount {
    const NAME: &'static str = "firm.set_account";
    const ROLES: &'static [Role] = &[Role::Preparer];
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let mut refusals = Vec::new();
        let account_no =
            AccountNumber::parse(&self.account_no).map_err(|r| refusals.push(r.at_field("account_no"))).ok();
        let cnaps = Cnaps::parse(&self.cnaps).map_err(|r| refusals.push(r.at_field("cnaps"))).ok();
        if self.bank_name.trim().is_empty() {
            refusals.push(Refusal::new(Code::FieldRequired).at_field("bank_name"));
        }
        let (Some(account_no), Some(cnaps), true) = (account_no, cnaps, refusals.is_empty()) else {
            return Err(Error::RefusedMany(refusals));
        };
        let firm = store::firm::by_id(cx.tx, cx.actor.own_firm()?).await?;
        let row = firm_account::Model {
            id: new_uuid(cx.now),
            firm_id: firm.id,
            // Money goes to the firm under its registered name and to nobody else.
            account_name: firm.name.clone(),
            account_no: account_no.clone(),
            cnaps: cnaps.clone(),
            bank_name: self.bank_name.trim().to_owned(),
            active: true,
            created_by: cx.actor.person,
            created_at: cx.now,
        };
        store::firm::replace_account(cx.tx, row).await?;
        let payload = serde_json::json!({ "account": account_no.masked(), "cnaps": cnaps.as_str() });
        cx.record("firm", firm.id, Self::NAME, payload);
        Ok(())
    }
}
