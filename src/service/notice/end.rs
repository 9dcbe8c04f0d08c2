//! Ends a notice after its last day: what was reserved becomes awards and payments that are ready.

use domain::id::{AwardId, PaymentId};
use domain::ledger;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::{Role, Step};
use domain::workflow::{ApplicationEvent, PaymentState};
use entity::{award, payment};
use serde::Serialize;

use crate::error::Error;
use crate::service::application::{Case, Move};
use crate::service::command::{Command, Context};
use crate::service::id::new_uuid;
use crate::service::payment::{end_to_end_id, payees};
use crate::store;

/// Ends a notice.
#[derive(Debug, Serialize)]
pub struct End {
    /// Number of the notice.
    pub number: String,
}

impl Command for End {
    const NAME: &'static str = "notice.end";
    const ROLES: &'static [Role] = &[Role::ReceivingOfficer];
    /// How many payments are ready now.
    type Output = usize;

    async fn run(&self, cx: &mut Context<'_>) -> Result<usize, Error> {
        let notice = store::notice::lock(cx.tx, &self.number).await?;
        if cx.today <= notice.ends_on {
            return Err(Refusal::new(Code::NoticeRuns).with("until", Fact::Date(notice.ends_on)).into());
        }
        store::notice::close(cx.tx, notice.id, cx.today, cx.now).await?;
        let mut ready = 0;
        for item in store::notice::items(cx.tx, notice.id).await? {
            let application = store::application::lock_by_id(cx.tx, item.application_id).await?;
            let case = Case::around(cx, application).await?;
            ready += award_case(cx, &case).await?;
            case.step(cx, Move::new(ApplicationEvent::EndNotice, Step::Received)).await?;
        }
        cx.record("notice", notice.id, Self::NAME, serde_json::json!({ "number": notice.number, "payments": ready }));
        Ok(ready)
    }
}

/// Turns the reservation of a case into one award and one ready payment per payee.
async fn award_case(cx: &mut Context<'_>, case: &Case) -> Result<usize, Error> {
    let line = case.call.budget_line_id;
    let mut awards = Vec::new();
    let mut postings = Vec::new();
    for payee in payees(cx, case).await? {
        let id = AwardId::from_uuid(new_uuid(cx.now));
        postings.push(ledger::commit(case.application.id, id, payee.amount));
        awards.push(award::Model {
            id,
            application_id: case.application.id,
            budget_line_id: line,
            payee_code: payee.code,
            payee_name: payee.name,
            account_no: payee.account_no,
            cnaps: payee.cnaps,
            amount_fen: payee.amount,
            awarded_at: cx.now,
        });
    }
    store::ledger::post(cx.tx, line, &postings, cx.today, cx.now).await?;
    store::payment::insert_awards(cx.tx, awards.clone()).await?;
    let ready = awards.len();
    for award in awards {
        let id = PaymentId::from_uuid(new_uuid(cx.now));
        let number = store::number::next(cx.tx, "ZF", domain::date::year_of(cx.today)).await?;
        let row = payment::Model {
            id,
            number,
            award_id: award.id,
            application_id: award.application_id,
            budget_line_id: line,
            attempt: 1,
            amount_fen: award.amount_fen,
            payee_name: award.payee_name,
            account_no: award.account_no,
            cnaps: award.cnaps,
            end_to_end_id: end_to_end_id(id),
            state: PaymentState::Ready,
            batch_id: None,
            return_reason: String::new(),
            created_at: cx.now,
        };
        store::payment::insert(cx.tx, row).await?;
    }
    Ok(ready)
}
