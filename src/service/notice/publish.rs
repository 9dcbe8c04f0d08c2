//! Publishes the notice of approved applications for the working days of their call.

use domain::id::NoticeId;
use domain::refusal::{Code, Refusal};
use domain::role::{Role, Step};
use domain::workflow::ApplicationEvent;
use entity::{notice, notice_item};
use serde::Serialize;

use crate::error::Error;
use crate::service::application::{Case, Move};
use crate::service::command::{Command, Context};
use crate::service::id::{new_uuid, sha256};
use crate::service::payment::payees;
use crate::store;

/// Publishes one notice for the given applications.
#[derive(Debug, Serialize)]
pub struct Publish {
    /// Numbers of the applications with the versions that the person saw.
    pub applications: Vec<(String, i64)>,
}

impl Command for Publish {
    const NAME: &'static str = "notice.publish";
    const ROLES: &'static [Role] = &[Role::ReceivingOfficer];
    /// The number of the notice.
    type Output = String;

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        if self.applications.is_empty() {
            return Err(Refusal::new(Code::NothingSelected).at_field("applications").into());
        }
        let calendar = store::calendar::load(cx.tx).await?;
        let mut cases = Vec::new();
        for (number, version) in &self.applications {
            cases.push(Case::lock(cx, number, *version).await?);
        }
        // The longest of the calls' periods governs a common notice.
        let days = cases.iter().map(|c| c.call.notice_working_days).max().unwrap_or(1);
        let counts = cases.iter().all(|c| c.call.notice_start_counts);
        let days_u32 = u32::try_from(days).unwrap_or(u32::MAX);
        let starts_on =
            if calendar.is_working_day(cx.today)? { cx.today } else { calendar.next_working_day(cx.today)? };
        let ends_on = calendar.nth_working_day(starts_on, days_u32, counts)?;
        let id = NoticeId::from_uuid(new_uuid(cx.now));
        let number = store::number::next(cx.tx, "GS", domain::date::year_of(cx.today)).await?;
        let mut items = Vec::new();
        for case in &cases {
            let amount = case.application.approved_fen.ok_or(Code::NotFound)?;
            let payees = payees(cx, case).await?;
            items.push(notice_item::Model {
                notice_id: id,
                application_id: case.application.id,
                payees: i64::try_from(payees.len()).unwrap_or(i64::MAX),
                amount_fen: amount,
            });
        }
        let text: Vec<String> =
            items.iter().map(|i| format!("{} {} {}", i.application_id, i.payees, i.amount_fen.minor())).collect();
        let row = notice::Model {
            id,
            number: number.clone(),
            unit_id: cx.actor.own_unit()?,
            starts_on,
            ends_on,
            working_days: days,
            items_sha256: sha256(text.join("\n")),
            published_by: cx.actor.person,
            published_at: cx.now,
            closed_at: None,
        };
        cx.record(
            "notice",
            id,
            Self::NAME,
            serde_json::json!({ "number": number, "from": starts_on, "to": ends_on, "items": text }),
        );
        store::notice::insert(cx.tx, row, items).await?;
        for case in &cases {
            case.step(cx, Move::new(ApplicationEvent::Publish, Step::Received)).await?;
        }
        Ok(number)
    }
}
