//! An officer declares a conflict of interest, or an administrator does for the officer, who is told in the inbox. It counts at once.

use boxed::boxed;
use chrono::NaiveDate;
use domain::id::{PersonId, RecusalId, UnitId};
use domain::identifier::Uscc;
use domain::recusal::{Span, Tie};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use entity::recusal;
use kernel::error::Error;
use kernel::id::new_uuid;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::keeps;
use crate::command::{Command, Context};
use crate::person::KEEPERS;
use crate::reader::{OFFICERS, not_your_role};

/// Declares a conflict of interest; gives its number.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Declare {
    /// The sign-in name of the officer, where an administrator declares it; none for oneself.
    #[serde(default)]
    pub login: Option<String>,
    /// Code of the firm.
    pub firm: Uscc,
    /// What ties the officer to the firm.
    pub tie: Tie,
    /// In words.
    #[validate(length(max = 2000))]
    pub words: String,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day; none as long as nobody ends it.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

#[boxed]
impl Command for Declare {
    const NAME: &'static str = "recusal.declare";
    const ROLES: &'static [Role] = OFFICERS;
    type Output = String;

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        let (person, unit) = self.whose(cx).await?;
        let words = self.words.trim();
        if words.is_empty() {
            return Err(Refusal::new(Code::FieldRequired).at_field("words").into());
        }
        let span = self.span(cx)?;
        let nothing = || Error::from(unknown(self.firm.as_str()).at_field("firm"));
        let firm = store::firm::by_code(cx.tx, &self.firm).await?.ok_or_else(nothing)?;
        if !cx.actor.looks_after(&store::person::unit(cx.tx, firm.unit_id).await?) {
            return Err(nothing());
        }
        let before = store::recusal::standing(cx.tx, person, firm.id).await?;
        if let Some(same) = before.into_iter().find(|known| known.tie == self.tie && known.span().meets(span)) {
            let known = Refusal::new(Code::RecusalKnown).with("number", Fact::Text(same.number));
            return Err(known.at_field("tie").into());
        }
        let number = store::number::next(cx.tx, domain::series::RECUSAL, domain::date::year_of(cx.today)).await?;
        let row = recusal::Model {
            id: RecusalId::from_uuid(new_uuid(cx.now)),
            number: number.clone(),
            person_id: person,
            unit_id: unit,
            firm_id: firm.id,
            tie: self.tie,
            words: words.to_owned(),
            counts_from: span.from,
            counts_until: span.until,
            declared_by: cx.actor.person,
            declared_at: cx.now,
        };
        let payload = serde_json::json!({
            "number": number, "person": person, "firm": firm.uscc, "tie": self.tie, "words": words,
            "from": self.from, "until": self.until,
        });
        cx.record("recusal", row.id, Self::NAME, payload);
        store::recusal::insert(cx.tx, row).await?;
        Ok(number)
    }
}

fn unknown(named: &str) -> Refusal {
    Refusal::new(Code::NothingNamed).with("value", Fact::Text(named.to_owned()))
}

impl Declare {
    /// The officer with the unit: whoever acts, or whom an administrator names.
    async fn whose(&self, cx: &mut Context<'_>) -> Result<(PersonId, UnitId), Error> {
        let Some(login) = self.login.as_deref().map(str::trim).filter(|login| !login.is_empty()) else {
            return Ok((cx.actor.person, cx.actor.own_unit()?));
        };
        let nobody = || Error::from(unknown(login).at_field("login"));
        let found = store::person::by_login(cx.tx, login).await?;
        if let Some(own) = found.as_ref().filter(|person| person.id == cx.actor.person) {
            return Ok((own.id, cx.actor.own_unit()?));
        }
        if !keeps(cx.actor) {
            return Err(not_your_role(KEEPERS).into());
        }
        cx.role = cx.actor.acts_as(KEEPERS)?;
        let Some((person, unit)) = found.and_then(|person| Some((person.id, person.unit_id?))) else {
            return Err(nobody());
        };
        let looked_after = cx.actor.looks_after(&store::person::unit(cx.tx, unit).await?);
        if looked_after { Ok((person, unit)) } else { Err(nobody()) }
    }

    /// The instants between which it counts.
    fn span(&self, cx: &Context<'_>) -> Result<Span, Error> {
        let clock = &cx.app.clock;
        if let Some(until) = self.until.filter(|until| *until < self.from) {
            let days = Refusal::new(Code::RecusalDays);
            let days = days.with("from", Fact::Date(self.from)).with("until", Fact::Date(until));
            return Err(days.at_field("until").into());
        }
        let until = self.until.map(domain::date::day_after).transpose()?;
        Ok(Span { from: clock.start_of(self.from), until: until.map(|day| clock.start_of(day)) })
    }
}
