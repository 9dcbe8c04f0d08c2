//! Seals an approved batch: the file is made once, read back by an independent reader, and frozen. A case whose check does
//! not hold any more leaves the batch first.

use std::collections::HashMap;

use boxed::boxed;
use chrono::NaiveDate;
use domain::ledger;
use domain::money::Currency;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::{Role, Step};
use domain::roles_of;
use domain::workflow::{BatchEvent, BatchState, PaymentEvent};
use entity::{bank_account, payment, payment_batch};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::advance;
use super::batch::{batch_step, cases, lock, post_each};
use super::left_out::{self, Left};
use crate::account::change::held;
use crate::cluster::keeps_what_is_paid;
use crate::command::{Command, Context};
use crate::credit::gate;
use crate::restoration::{message_suffix, must_be_free};
use format::pain001::{self, CreditTransfer, Party, PaymentFile};
use kernel::error::Error;
use kernel::failpoint::{Failpoint, reach};
use kernel::id::sha256;
use store::payment::{Beside, SealedFile};

/// Seals a batch; every payment is in transit then.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Seal {
    /// The batch.
    pub number: String,
    /// The version that the person saw.
    #[validate(range(min = 0))]
    pub version: i64,
}

#[boxed]
impl Command for Seal {
    const NAME: &'static str = "batch.seal";
    const ROLES: &'static [Role] = roles_of!(BatchState, BatchEvent::Seal);
    /// SHA-256 of the file.
    type Output = String;

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        let (batch, members, step) = lock(cx, (&self.number, self.version), BatchEvent::Seal).await?;
        keeps_what_is_paid(cx).await?;
        must_be_free(cx, batch.bank_account_id).await?;
        let (members, left) = held_to_the_gate(cx, &batch, members).await?;
        let batch = left_out::without(cx, batch, &members, &left).await?;
        let account = store::budget::bank_account(cx.tx, batch.bank_account_id).await?;
        let calendar = store::calendar::load(cx.tx).await?;
        let execution =
            if calendar.is_working_day(cx.today)? { cx.today } else { calendar.next_working_day(cx.today)? };
        let file = message(cx, &batch, &members, &account, execution).await?;
        let bytes = pain001::write(&file)?;
        control(&batch, &members, account.currency, &bytes)?;
        reach(Failpoint::PaymentFileMade)?;
        advance(cx, &members, PaymentEvent::Instruct, Beside::default()).await?;
        post_each(cx, &members, |m| ledger::instruct(m.id, m.amount_fen, format!("{}:{}", m.id, batch.id))).await?;
        let hash = sha256(&bytes);
        let mut payload = serde_json::json!({
            "number": batch.number, "msg_id": file.message_id, "payments": members.len(), "sum_fen": batch.sum_fen, "file_sha256": hash,
        });
        let sealed = SealedFile { msg_id: file.message_id, bytes, sha256: hash.clone(), execution_date: execution };
        store::payment::advance_batch(cx.tx, &batch, &step, None, Some(sealed)).await?;
        reach(Failpoint::PaymentFileStored)?;
        left_out::keep(cx, batch.id, "seal", &left, &mut payload).await?;
        cx.record("payment_batch", batch.id, Self::NAME, payload);
        Ok(hash)
    }
}

/// Holds every case to the last question before payment; the payments of one that fails leave, those of the others are
/// signed for.
///
/// # Errors
/// What refuses them where none is left.
async fn held_to_the_gate(
    cx: &Context<'_>,
    batch: &payment_batch::Model,
    members: Vec<payment::Model>,
) -> Result<(Vec<payment::Model>, Vec<Left>), Error> {
    // A payment whose account is being changed leaves first, whatever the check of its case says.
    let mut waiting = held(cx, &members).await?;
    waiting.extend(left_out::hindered(cx, &members, Step::BatchApproved).await?);
    let (members, mut left) = left_out::parted(members, waiting);
    let mut refused = HashMap::new();
    for case in cases(cx, &members).await? {
        match gate::pass(cx, &case).await {
            Ok(()) => batch_step(cx, case.application.id, Step::BatchApproved, "seal", &batch.number).await?,
            Err(Error::Refused(why)) => {
                let own = members.iter().filter(|m| m.application_id == case.application.id);
                refused.extend(own.map(|m| (m.id, why.clone())));
            }
            Err(fault) => return Err(fault),
        }
    }
    let (stay, more) = left_out::parted(members, refused);
    left.extend(more);
    if stay.is_empty() { Err(left_out::all_refused(left)) } else { Ok((stay, left)) }
}

async fn message(
    cx: &Context<'_>,
    batch: &payment_batch::Model,
    members: &[payment::Model],
    account: &bank_account::Model,
    execution: NaiveDate,
) -> Result<PaymentFile, Error> {
    let unit = store::person::unit(cx.tx, batch.unit_id).await?;
    let mut sorted: Vec<&payment::Model> = members.iter().collect();
    sorted.sort_by(|a, b| a.number.cmp(&b.number));
    Ok(PaymentFile {
        message_id: format!("XB{}{}", batch.number, message_suffix(cx).await?),
        created: cx.now.with_timezone(&cx.app.clock.zone()).fixed_offset(),
        initiating_party: unit.name_zh,
        execution_date: execution,
        debtor: Party {
            name: account.account_name.clone(),
            account: account.account_no.clone(),
            bank: account.cnaps.clone(),
        },
        currency: account.currency,
        payments: sorted
            .into_iter()
            .map(|p| CreditTransfer {
                end_to_end_id: p.end_to_end_id.clone(),
                amount: p.amount_fen,
                creditor: Party { name: p.payee_name.clone(), account: p.account_no.clone(), bank: p.cnaps.clone() },
                remittance: format!("{} {}", p.number, batch.number),
            })
            .collect(),
    })
}

/// Reads the file with the independent reader and compares it with the batch before anything is frozen.
fn control(
    batch: &payment_batch::Model,
    members: &[payment::Model],
    currency: Currency,
    bytes: &[u8],
) -> Result<(), Refusal> {
    let seen = pain001::read_back(bytes)?;
    let counted = i64::try_from(seen.payments.len()).unwrap_or(-1);
    let by_id: HashMap<&str, _> = seen.payments.iter().map(|s| (s.end_to_end_id.as_str(), s)).collect();
    let all_there = members.iter().all(|m| {
        by_id
            .get(m.end_to_end_id.as_str())
            .is_some_and(|s| s.amount == m.amount_fen && s.account == m.account_no.as_str() && s.name == m.payee_name)
    });
    if seen.agrees() && seen.counted_sum == batch.sum_fen && counted == batch.payments && all_there {
        return Ok(());
    }
    Err(Refusal::new(Code::ControlTotals)
        .with("wanted", Fact::Money(currency.of(batch.sum_fen)))
        .with("found", Fact::Money(currency.of(seen.counted_sum))))
}
