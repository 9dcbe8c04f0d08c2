//! The first person: proposes up to which amount the approvers of a unit approve, from a day on.

use boxed::boxed;
use chrono::NaiveDate;
use domain::id::ApprovalLimitId;
use domain::money::{Currency, text};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::workflow::call::ProposalState;
use entity::approval_limit;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{BOUND, KEEPERS};
use crate::application::reason;
use crate::command::{Command, Context};
use crate::person::own_unit;
use kernel::error::Error;
use kernel::id::new_uuid;

/// Proposes a limit; gives its number.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ProposeLimit {
    /// Code of the unit: the proposer's own or one below it.
    pub unit: String,
    /// The currency.
    pub currency: Currency,
    /// Up to which amount, in major units as typed; nought ends what was before.
    pub limit: String,
    /// The first day.
    pub valid_from: NaiveDate,
    /// Why, for the second person.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for ProposeLimit {
    const NAME: &'static str = "limit.propose";
    const ROLES: &'static [Role] = KEEPERS;
    type Output = String;

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        let why = reason(&self.reason)?;
        let unit = own_unit(cx, &self.unit).await?.ok_or_else(|| Error::nothing_named(&self.unit))?;
        not_past(self.valid_from, cx.today)?;
        let limit = text::parse(&self.limit, text::Unit::Major, self.currency);
        let limit = limit.map_err(|refusal| own_words(refusal, &self.limit))?;
        let role = BOUND.first().copied().ok_or(Code::NotFound)?;
        let number =
            store::number::next(cx.tx, domain::series::APPROVAL_LIMIT, domain::date::year_of(cx.today)).await?;
        let row = approval_limit::Model {
            id: ApprovalLimitId::from_uuid(new_uuid(cx.now)),
            number: number.clone(),
            unit_id: unit.id,
            role,
            currency: self.currency,
            limit_fen: limit,
            valid_from: self.valid_from,
            reason: why.to_owned(),
            state: ProposalState::Proposed,
            proposed_by: Some(cx.actor.person),
            proposed_at: cx.now,
            decided_by: None,
            decided_at: None,
            decided_on: None,
            answer: String::new(),
        };
        cx.record("approval_limit", row.id, Self::NAME, told(&row));
        store::approval_limit::insert(cx.tx, row).await.map_err(|error| match error {
            Error::Refused(refusal) if refusal.code == Code::LimitTaken => {
                refusal.with("value", Fact::Words(unit.name_zh, unit.name_en)).at_field("valid_from").into()
            }
            other => other,
        })?;
        Ok(number)
    }
}

/// A limit is no figure of a schedule: what is said there of refunds means nothing here.
pub(crate) fn own_words(refusal: Refusal, typed: &str) -> Refusal {
    let own = || Refusal::new(Code::LimitNegative).with("value", Fact::Text(typed.trim().chars().take(40).collect()));
    if refusal.code == Code::AmountNegative { own() } else { refusal }.at_field("limit")
}

/// A limit counts for nothing that was decided before it was confirmed.
pub(super) fn not_past(day: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if day >= today {
        return Ok(());
    }
    let refusal = Refusal::new(Code::CallDayPast).with("date", Fact::Date(day)).with("today", Fact::Date(today));
    Err(refusal.at_field("valid_from"))
}

/// What is written about a limit in the log.
pub(crate) fn told(row: &approval_limit::Model) -> serde_json::Value {
    serde_json::json!({
        "number": row.number, "unit": row.unit_id, "role": row.role, "currency": row.currency,
        "limit_fen": row.limit_fen, "valid_from": row.valid_from, "reason": row.reason, "answer": row.answer,
    })
}
