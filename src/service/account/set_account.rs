//! A firm names its first bank account.

use boxed::boxed;
use domain::refusal::{Code, Refusal};
use domain::role::Role;
use entity::firm_account;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::super::command::{Command, Context};
use super::super::id::new_uuid;
use super::change::account;
use kernel::error::Error;

/// Enters the first payee account of the actor's firm, which may be corrected until it is signed or verified. Later another one
/// is asked for.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct SetAccount {
    /// The bank that holds the account.
    pub bank_name: String,
    /// The account number as typed.
    pub account_no: String,
    /// The routing code as typed.
    pub cnaps: String,
}

#[boxed]
impl Command for SetAccount {
    const NAME: &'static str = "firm.set_account";
    const ROLES: &'static [Role] = &[Role::Preparer];
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let (account_no, cnaps) = account(&self.bank_name, &self.account_no, &self.cnaps)?;
        let firm = store::firm::by_id(cx.tx, cx.actor.own_firm()?).await?;
        if let Some(known) = store::firm::account(cx.tx, firm.id).await? {
            if (&known.account_no, &known.cnaps) == (&account_no, &cnaps) && known.bank_name == self.bank_name.trim() {
                cx.record(
                    "firm",
                    firm.id,
                    Self::NAME,
                    serde_json::json!({ "account": account_no.masked(), "same": true }),
                );
                return Ok(());
            }
            // Once somebody signed or verified it, another one is a matter of two people and the authority.
            if known.verified_at.is_some() || store::account::was_signed(cx.tx, firm.uscc.as_str()).await? {
                return Err(Refusal::new(Code::AccountChangeNeeded).at_field("account_no").into());
            }
        }
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
            verified_by: None,
            verified_at: None,
        };
        store::firm::replace_account(cx.tx, row).await?;
        let payload = serde_json::json!({ "account": account_no.masked(), "cnaps": cnaps.as_str() });
        cx.record("firm", firm.id, Self::NAME, payload);
        Ok(())
    }
}
