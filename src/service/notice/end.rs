//! Ends a notice after its last day: what was reserved becomes awards and payments that are ready.

use boxed::boxed;
use domain::id::{AwardId, PaymentId};
use domain::ledger;
use domain::money::Fen;
use domain::payee::same_code;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::notice::{NoticeEvent, NoticeState};
use domain::workflow::{ApplicationEvent, ApplicationState, PaymentState};
use entity::{award, payment};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::application::{Case, Move};
use crate::command::{Command, Context};
use crate::payment::{end_to_end_id, payees};
use crate::segregation;
use kernel::error::Error;
use kernel::id::new_uuid;

/// Ends a notice. Where the person took a step on one of its cases before that never meets this one, that case and the
/// notice wait for somebody else; the others go on.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// Number of the notice.
    pub number: String,
}

#[boxed]
impl Command for End {
    const NAME: &'static str = "notice.end";
    const ROLES: &'static [Role] = roles_of!(NoticeState, NoticeEvent::End);
    /// How many payments are ready now.
    type Output = usize;

    async fn run(&self, cx: &mut Context<'_>) -> Result<usize, Error> {
        let notice = store::notice::lock(cx.tx, &cx.actor.scope()?, &self.number).await?;
        let moved = cx.moves(NoticeState::of(notice.closed_at.is_some()), NoticeEvent::End)?;
        if cx.today <= notice.ends_on {
            return Err(Refusal::new(Code::NoticeRuns).with("until", Fact::Date(notice.ends_on)).into());
        }
        let items = store::notice::items(cx.tx, notice.id).await?;
        let step = ApplicationEvent::EndNotice.step(cx.role);
        let mut hindered = segregation::hindered(cx, items.iter().map(|i| i.application_id), step).await?;
        let (mut ready, mut ended, mut left) = (0, 0usize, Vec::new());
        for item in items {
            let application = store::application::lock_by_id(cx.tx, item.application_id).await?;
            // One that was refused while the notice ran stays on it, and gets nothing; what somebody else ended is ended.
            if application.state != ApplicationState::Published {
                continue;
            }
            if let Some(why) = hindered.remove(&application.id) {
                left.push((application.number, why));
                continue;
            }
            let case = Case::around(cx, application).await?;
            ready += award_case(cx, &case).await?;
            case.step(cx, Move::new(ApplicationEvent::EndNotice)).await?;
            ended = ended.saturating_add(1);
        }
        let numbers: Vec<&str> = left.iter().map(|(number, _)| number.as_str()).collect();
        let payload = serde_json::json!({ "number": notice.number, "payments": ready, "left_out": numbers });
        cx.record("notice", notice.id, Self::NAME, payload);
        match left.pop() {
            None => store::notice::close(cx.tx, notice.id, &moved, (cx.today, cx.now)).await?,
            Some((_, why)) if ended == 0 => return Err(why.into()),
            // The notice stays open for whoever ends it for the cases that are left.
            Some(_) => {}
        }
        Ok(ready)
    }
}

/// Turns the reservation of a case into one award per payee and one ready payment per account.
async fn award_case(cx: &mut Context<'_>, case: &Case) -> Result<usize, Error> {
    let line = case.call.budget_line_id;
    let payees = payees(cx, case).await?;
    let mut awards: Vec<award::Model> = Vec::new();
    let mut of_payee = Vec::with_capacity(payees.len());
    for payee in &payees {
        // The accounts of a payee stand one after another.
        match awards.last_mut().filter(|award| same_code(&award.payee_code, &payee.account.code)) {
            Some(award) => award.amount_fen = award.amount_fen.plus(payee.amount)?,
            None => awards.push(award::Model {
                id: AwardId::from_uuid(new_uuid(cx.now)),
                application_id: case.application.id,
                budget_line_id: line,
                payee_code: payee.account.code.clone(),
                payee_name: payee.account.name.clone(),
                account_no: payee.account.number.clone(),
                cnaps: payee.account.cnaps.clone(),
                amount_fen: payee.amount,
                awarded_at: cx.now,
            }),
        }
        of_payee.push(awards.len().saturating_sub(1));
    }
    let postings: Vec<_> =
        awards.iter().map(|award| ledger::commit(case.application.id, award.id, award.amount_fen)).collect();
    store::ledger::post(cx.tx, line, &postings, cx.today, cx.now).await?;
    store::payment::insert_awards(cx.tx, awards.clone()).await?;
    let ready = payees.len();
    let numbers = store::number::take(cx.tx, domain::series::PAYMENT, domain::date::year_of(cx.today), ready).await?;
    let mut rows = Vec::with_capacity(ready);
    for ((payee, place), number) in payees.into_iter().zip(of_payee).zip(numbers) {
        let Some(award) = awards.get(place) else { continue };
        let id = PaymentId::from_uuid(new_uuid(cx.now));
        rows.push(payment::Model {
            id,
            number,
            award_id: award.id,
            application_id: award.application_id,
            budget_line_id: line,
            attempt: payee.part,
            amount_fen: payee.amount,
            payee_name: payee.account.name,
            account_no: payee.account.number,
            cnaps: payee.account.cnaps,
            end_to_end_id: end_to_end_id(id),
            state: PaymentState::Ready,
            batch_id: None,
            return_reason: String::new(),
            created_at: cx.now,
            payee_code: award.payee_code.clone(),
            part: payee.part,
            settled_fen: Fen::ZERO,
            returned_fen: Fen::ZERO,
        });
    }
    store::payment::insert_all(cx.tx, rows).await?;
    Ok(ready)
}
