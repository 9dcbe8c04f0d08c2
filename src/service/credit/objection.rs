//! Objections against records (异议): the firm opens one, the record is marked disputed at once, an officer accepts or
//! returns it, asks the source, and closes it with a reason; closing checks the open cases again.

use boxed::boxed;
use domain::credit::Times;
use domain::credit::desk::{Deadlines, ObjectionResult, deadlines};
use domain::credit::matching::{Match, compare};
use domain::credit::statement::OWN_SOURCE;
use domain::id::CreditObjectionId;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::Table as _;
use domain::workflow::objection::{ObjectionEvent, ObjectionState};
use entity::{credit_objection, credit_record, firm};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::gather::{Who, gather};
use super::recheck::recheck;
use crate::application::reason;
use crate::command::{Command, Context};
use kernel::error::Error;
use kernel::id::new_uuid;
use store::credit::desk::Handled;

/// People of a firm who may act on its credit file.
pub const OF_FIRM: &[Role] = &[Role::Preparer, Role::Signatory];

/// The firm of the person, and a record that is about it.
pub(super) async fn own_record(cx: &Context<'_>, record: &str) -> Result<(firm::Model, credit_record::Model), Error> {
    let firm = store::firm::by_id(cx.tx, cx.actor.own_firm()?).await?;
    let unknown = || Refusal::new(Code::CreditRecordUnknown).with("record", Fact::Text(record.to_owned()));
    let row = store::credit::checks::current(cx.tx, record).await?.ok_or_else(unknown)?;
    let times = Times { as_of: cx.today, known_at: cx.now };
    let who = Who { code: firm.uscc.as_str(), name: &firm.name, application: None, lines: &[] };
    let known = gather(cx.tx, who, times).await?;
    let own = known.facts.records.iter().any(|r| {
        r.natural_key() == record && !matches!(compare(r, &known.facts.subject), Match::None | Match::Namesake)
    });
    if own { Ok((firm, row)) } else { Err(unknown().into()) }
}

/// Opens an objection against a record of the own firm.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// The record, by its natural key.
    pub record: String,
    /// What is wrong with it.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub words: String,
}

#[boxed]
impl Command for Open {
    const NAME: &'static str = "credit.object";
    const ROLES: &'static [Role] = OF_FIRM;
    type Output = CreditObjectionId;

    async fn run(&self, cx: &mut Context<'_>) -> Result<CreditObjectionId, Error> {
        let words = reason(&self.words).map_err(|r| r.at_field("words"))?;
        let (firm, record) = own_record(cx, &self.record).await?;
        let calendar = store::calendar::load(cx.tx).await?;
        let Deadlines { accept_by, due_on, latest_on } =
            deadlines(&calendar, cx.today, record.source_id == OWN_SOURCE)?;
        let id = CreditObjectionId::from_uuid(new_uuid(cx.now));
        let row = credit_objection::Model {
            id,
            record_key: self.record.clone(),
            source_id: record.source_id,
            subject_code: firm.uscc.as_str().to_owned(),
            firm_id: firm.id,
            words: words.to_owned(),
            state: ObjectionState::Opened,
            opened_by: cx.actor.person,
            opened_at: cx.now,
            opened_on: cx.today,
            accept_by,
            due_on,
            latest_on,
            handled_by: None,
            result: None,
            answer: String::new(),
            closed_at: None,
            closed_on: None,
        };
        let payload = serde_json::json!({ "record": row.record_key, "subject": row.subject_code, "due_on": due_on });
        store::credit::desk::insert_objection(cx.tx, row).await?;
        cx.record("credit_objection", id, Self::NAME, payload);
        recheck(cx, firm.uscc.as_str()).await?;
        Ok(id)
    }
}

/// What an officer does with an objection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// 受理
    Accept,
    /// 不予受理
    Return,
    /// 请来源单位核查
    Ask,
    /// 办结
    Close(ObjectionResult),
}

impl Act {
    const fn event(self) -> ObjectionEvent {
        match self {
            Self::Accept => ObjectionEvent::Accept,
            Self::Return => ObjectionEvent::Return,
            Self::Ask => ObjectionEvent::Ask,
            Self::Close(_) => ObjectionEvent::Close,
        }
    }
}

/// Moves an objection on.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct Handle {
    /// The objection.
    pub id: CreditObjectionId,
    /// What is done.
    pub act: Act,
    /// What is answered; needed to return and to close.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub answer: String,
}

#[boxed]
impl Command for Handle {
    const NAME: &'static str = "credit.handle_objection";
    const ROLES: &'static [Role] = roles_of!(
        ObjectionState,
        ObjectionEvent::Accept,
        ObjectionEvent::Return,
        ObjectionEvent::Ask,
        ObjectionEvent::Close
    );
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let row = store::credit::desk::objection(cx.tx, &cx.actor.scope()?, self.id).await?;
        let moved = cx.moves(row.state, self.act.event())?;
        let ends = moved.to().is_end();
        let result = if let Act::Close(result) = self.act { Some(result) } else { None };
        let answer = if ends { reason(&self.answer)? } else { self.answer.trim() };
        let closed = ends.then_some((cx.now, cx.today));
        let handled = Handled { by: cx.actor.person, answer, result, closed };
        store::credit::desk::move_objection(cx.tx, row.id, (&moved, &handled)).await?;
        let payload = serde_json::json!({
            "record": row.record_key, "subject": row.subject_code, "from": moved.from(), "to": moved.to(), "result": result, "answer": answer,
        });
        cx.record("credit_objection", row.id, Self::NAME, payload);
        if ends { recheck(cx, &row.subject_code).await } else { Ok(()) }
    }
}
