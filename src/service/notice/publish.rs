//! Publishes the notice of approved applications for the working days of their call.

use std::collections::BTreeSet;

use boxed::boxed;
use chrono::NaiveDate;
use domain::calendar::Calendar;
use domain::id::NoticeId;
use domain::money::Currency;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::{ApplicationEvent, ApplicationState};
use entity::{call, notice, notice_item};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use crate::application::{Case, Move};
use crate::command::{Command, Context};
use crate::payment::payees;
use crate::{seal, segregation};
use kernel::error::Error;
use kernel::id::new_uuid;

/// Publishes one notice for the given applications. One on which the person took a step before that never meets this one
/// is left to somebody else.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Publish {
    /// Numbers of the applications with the versions that the person saw.
    pub applications: Vec<(String, i64)>,
}

#[boxed]
impl Command for Publish {
    const NAME: &'static str = "notice.publish";
    const ROLES: &'static [Role] = roles_of!(ApplicationState, ApplicationEvent::Publish);
    /// The number of the notice.
    type Output = String;

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        if self.applications.is_empty() {
            return Err(Refusal::new(Code::NothingSelected).at_field("applications").into());
        }
        let calendar = store::calendar::load(cx.tx).await?;
        let mut cases = Vec::new();
        for (number, version) in &self.applications {
            cases.push(Case::lock(cx, (number, *version), ApplicationEvent::Publish).await?);
        }
        let step = ApplicationEvent::Publish.step(cx.role);
        let mut hindered = segregation::hindered(cx, cases.iter().map(|c| c.application.id), step).await?;
        let (left, cases): (Vec<Case>, Vec<Case>) =
            cases.into_iter().partition(|case| hindered.contains_key(&case.application.id));
        if let ([first, ..], []) = (&left[..], &cases[..])
            && let Some(refusal) = hindered.remove(&first.application.id)
        {
            return Err(refusal.into());
        }
        let left: Vec<&str> = left.iter().map(|case| case.application.number.as_str()).collect();
        one_currency(cases.iter().map(|c| c.scheme.currency), "applications")?;
        let (starts_on, ends_on, days) = period(&calendar, cases.iter().map(|c| &c.call), cx.today)?;
        let id = NoticeId::from_uuid(new_uuid(cx.now));
        let number = store::number::next(cx.tx, domain::series::NOTICE, domain::date::year_of(cx.today)).await?;
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
        let said: Vec<serde_json::Value> = items
            .iter()
            .map(|i| serde_json::json!({ "application": i.application_id, "payees": i.payees, "amount_fen": i.amount_fen }))
            .collect();
        let row = notice::Model {
            id,
            number: number.clone(),
            unit_id: cx.actor.own_unit()?,
            starts_on,
            ends_on,
            working_days: days,
            items_sha256: seal::notice(&items),
            published_by: cx.actor.person,
            published_at: cx.now,
            closed_at: None,
        };
        cx.record(
            "notice",
            id,
            Self::NAME,
            serde_json::json!({ "number": number, "from": starts_on, "to": ends_on, "items": said, "left_out": left }),
        );
        store::notice::insert(cx.tx, row, items).await?;
        for case in &cases {
            case.step(cx, Move::new(ApplicationEvent::Publish)).await?;
        }
        Ok(number)
    }
}

/// The one currency of what is chosen for a notice or a batch: its sum is one amount.
///
/// # Errors
/// [`Code::SeveralCurrencies`] when there are several.
pub fn one_currency(chosen: impl IntoIterator<Item = Currency>, field: &str) -> Result<Currency, Refusal> {
    let all: BTreeSet<Currency> = chosen.into_iter().collect();
    let codes = || all.iter().map(|c| Fact::Text(c.code().to_owned())).collect();
    match all.first() {
        Some(only) if all.len() == 1 => Ok(*only),
        None => Ok(Currency::Cny),
        Some(_) => Err(Refusal::new(Code::SeveralCurrencies).with("currencies", Fact::List(codes())).at_field(field)),
    }
}

/// First day, last day and length of a common notice of some calls that is published on a day: the longest of the calls'
/// periods governs, and the first day counts only where every call says so.
///
/// # Errors
/// [`Code::CalendarMissing`].
pub fn period<'a>(
    calendar: &Calendar,
    calls: impl IntoIterator<Item = &'a call::Model> + Clone,
    today: NaiveDate,
) -> Result<(NaiveDate, NaiveDate, i64), Refusal> {
    let days = calls.clone().into_iter().map(|c| c.notice_working_days).max().unwrap_or(1);
    let counts = calls.into_iter().all(|c| c.notice_start_counts);
    let starts_on = if calendar.is_working_day(today)? { today } else { calendar.next_working_day(today)? };
    let ends_on = calendar.nth_working_day(starts_on, u32::try_from(days).unwrap_or(u32::MAX), counts)?;
    Ok((starts_on, ends_on, days))
}
