//! The life of an application: one file per act.

use std::sync::Arc;

use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::scheme::Scheme;
use domain::workflow::procedure::{Grounds, Procedure};
use domain::workflow::{ApplicationEvent, ApplicationState};
use entity::{application, call, firm};
use serde_json::json;

use super::App;
use super::actor::Actor;
use super::command::Context;
use super::seal;
use kernel::error::Error;
use store::application::Change;

pub mod answer_claim;
pub mod approve;
pub mod attach;
pub(crate) mod bundle;
pub mod check;
pub mod circumstances;
pub mod claim;
pub mod correction;
pub mod create;
pub mod decide_line;
pub mod divide;
pub mod elsewhere;
pub mod fill_in;
pub mod import_schedule;
pub mod moved;
pub mod opened;
pub mod reading;
pub mod recalculate;
pub mod receive;
pub mod recheck;
pub mod review;
pub mod sheet;
mod shelf;
pub mod submit;
pub mod suspend;
pub mod undo;

/// An application with what its rules need, locked for the running command.
pub struct Case {
    /// The application as it was read.
    pub application: application::Model,
    /// Its call.
    pub call: call::Model,
    /// Its firm.
    pub firm: firm::Model,
    /// The scheme version that it was started under.
    pub scheme: Arc<Scheme>,
    /// The procedure that it was started under.
    pub procedure: Arc<Procedure>,
}

impl Case {
    /// Locks the case `number` for an act that causes an event; `version` is the one that the person saw. Whether the event is
    /// possible, and for this person, is settled before anything is read for it or written.
    ///
    /// # Errors
    /// [`Code::NotFound`]; [`Code::Stale`]; [`Code::NotInThisState`]; [`Code::NotYourRole`].
    pub async fn lock(cx: &mut Context<'_>, seen: (&str, i64), event: ApplicationEvent) -> Result<Self, Error> {
        Ok(Self::lock_for(cx, seen, |_| event).await?.0)
    }

    /// As [`Case::lock`], for an act whose event follows from how the case stands.
    ///
    /// # Errors
    /// As for [`Case::lock`].
    pub async fn lock_for(
        cx: &mut Context<'_>,
        (number, version): (&str, i64),
        event: impl FnOnce(&Self) -> ApplicationEvent,
    ) -> Result<(Self, ApplicationEvent), Error> {
        let application = store::application::lock(cx.tx, &cx.actor.scope()?, number).await?;
        if application.version != version {
            return Err(Code::Stale.into());
        }
        let case = Self::around(cx, application).await?;
        let event = event(&case);
        case.may(cx, event)?;
        Ok((case, event))
    }

    /// The case around an application that is locked already.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn around(cx: &Context<'_>, application: application::Model) -> Result<Self, Error> {
        Self::with(cx.app, cx.tx, application).await
    }

    /// The case `number` as the actor sees it before an act that may cause an event, for what the act prepares. `None` where
    /// the act will refuse: another version, another state, another role.
    ///
    /// # Errors
    /// [`Code::NotFound`]; a fault of the database.
    pub async fn before(
        app: &App,
        actor: &Actor,
        (number, version): (&str, i64),
        may: impl Fn(&Procedure, ApplicationState) -> bool,
    ) -> Result<Option<Self>, Error> {
        let db = app.store.read();
        let application = store::application::find(db, &actor.scope()?, number).await?;
        if application.version != version {
            return Ok(None);
        }
        let case = Self::with(app, db, application).await?;
        let may = may(&case.procedure, case.application.state);
        Ok(may.then_some(case))
    }

    /// A case with what it stands on.
    pub(crate) async fn with(
        app: &App,
        db: &store::Connection,
        application: application::Model,
    ) -> Result<Self, Error> {
        let call = store::call::by_id(db, application.call_id).await?;
        let firm = store::firm::by_id(db, application.firm_id).await?;
        let scheme = app.scheme(db, call.scheme_version_id).await?;
        let procedure = app.procedure(db, &application.procedure).await?;
        Ok(Self { application, call, firm, scheme, procedure })
    }

    /// The hash of what a decision is about: what was signed, what was calculated, what was decided line by line.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn decision_hash(&self, cx: &Context<'_>) -> Result<String, Error> {
        decision_hash(cx.tx, &self.application).await
    }

    /// Whether the actor may cause an event now; the actor acts in the role of its row from here on.
    ///
    /// # Errors
    /// [`Code::NotInThisState`]; [`Code::NotYourRole`].
    fn may(&self, cx: &mut Context<'_>, event: ApplicationEvent) -> Result<(), Refusal> {
        cx.role = self.procedure.may(self.application.state, event, &cx.actor.roles)?;
        Ok(())
    }

    /// Moves the case along a row of its procedure: the step of the person, the guarded update and the audit event
    /// belong together and cannot be forgotten.
    ///
    /// # Errors
    /// [`Code::NotInThisState`]; what a guard refuses; [`Code::SamePerson`]; [`Code::Stale`].
    pub async fn step(&self, cx: &mut Context<'_>, moved: Move<'_>) -> Result<i64, Error> {
        let step = cx.steps(&self.procedure, (self.application.state, moved.event), &moved.grounds)?;
        let to = step.to();
        let new = store::step::NewStep {
            application: self.application.id,
            step: moved.event.step(cx.role),
            person: cx.actor.person,
            role: cx.role,
            event: moved.event.key(),
            reason: moved.reason,
            content_sha256: moved.content,
        };
        store::step::insert(cx.tx, new, cx.now).await?;
        let change = Change { moved: Some(step), ..moved.change };
        let version = store::application::advance(cx.tx, &self.application, change, cx.now).await?;
        let payload = json!({
            "number": self.application.number, "from": self.application.state, "to": to, "version": version,
            "reason": moved.reason, "content_sha256": moved.content, "facts": moved.facts,
        });
        cx.record("application", self.application.id, &format!("application.{}", moved.event.key()), payload);
        Ok(version)
    }
}

/// A move of a case.
pub struct Move<'a> {
    /// What happens.
    pub event: ApplicationEvent,
    /// The reason given, or empty.
    pub reason: &'a str,
    /// The hash that the decision is bound to, or empty.
    pub content: &'a str,
    /// What its guards are decided from.
    pub grounds: Grounds<'a>,
    /// What changes beside the state.
    pub change: Change,
    /// Facts for the audit event.
    pub facts: serde_json::Value,
}

impl<'a> Move<'a> {
    /// A move that changes nothing but the state.
    pub fn new(event: ApplicationEvent) -> Self {
        Self {
            event,
            reason: "",
            content: "",
            grounds: Grounds::default(),
            change: Change::default(),
            facts: serde_json::Value::Null,
        }
    }

    /// Adds a reason.
    #[must_use]
    pub const fn because(mut self, reason: &'a str) -> Self {
        self.reason = reason;
        self
    }

    /// Binds it to a content hash.
    #[must_use]
    pub const fn bound_to(mut self, content: &'a str) -> Self {
        self.content = content;
        self
    }
}

/// A move of the case `number` that a person must give a reason for, and that changes nothing but the state; `version` is the
/// one that the person saw.
///
/// # Errors
/// As for [`Case::lock`], [`reason`] and [`Case::step`].
async fn move_for_a_reason(
    cx: &mut Context<'_>,
    seen: (&str, i64),
    event: ApplicationEvent,
    said: &str,
) -> Result<(), Error> {
    let case = Case::lock(cx, seen, event).await?;
    case.step(cx, Move::new(event).because(reason(said)?)).await.map(|_| ())
}

/// The seal of what reviewers decide on: the signed content, the calculation and the decisions on lines.
///
/// # Errors
/// A fault of the database.
pub async fn decision_hash(db: &store::Connection, application: &application::Model) -> Result<String, Error> {
    let calculation = match application.calculation_id {
        Some(id) => Some(store::calculation::by_id(db, id).await?),
        None => None,
    };
    decision_hash_of(db, application, calculation.as_ref()).await
}

/// As [`decision_hash`], with the calculation in force.
///
/// # Errors
/// A fault of the database.
pub async fn decision_hash_of(
    db: &store::Connection,
    application: &application::Model,
    calculation: Option<&entity::calculation::Model>,
) -> Result<String, Error> {
    let lines = decided_lines(db, application).await?;
    let (signed, calculation) = (application.content_sha256.as_deref(), calculation.map(|row| row.sha256.as_str()));
    Ok(seal::Decided { signed, calculation, lines: &lines }.seal())
}

/// Whether a seal that a decision is bound to is of what the case says now.
pub(super) async fn is_decided(
    db: &store::Connection,
    application: &application::Model,
    kept: &str,
) -> Result<bool, Error> {
    let (calculation, lines) = decided(db, application).await?;
    let signed = application.content_sha256.as_deref();
    Ok(seal::Decided { signed, calculation: calculation.as_deref(), lines: &lines }.is(kept))
}

async fn decided(
    db: &store::Connection,
    application: &application::Model,
) -> Result<(Option<String>, Vec<domain::line::Line>), Error> {
    let calculation = match application.calculation_id {
        Some(id) => Some(store::calculation::by_id(db, id).await?.sha256),
        None => None,
    };
    Ok((calculation, decided_lines(db, application).await?))
}

async fn decided_lines(
    db: &store::Connection,
    application: &application::Model,
) -> Result<Vec<domain::line::Line>, Error> {
    match application.schedule_id {
        Some(schedule) => store::line::decided(db, schedule).await,
        None => Ok(Vec::new()),
    }
}

/// A reason that a person must give.
///
/// # Errors
/// [`Code::ReasonRequired`].
pub fn reason(text: &str) -> Result<&str, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::new(Code::ReasonRequired).at_field("reason"));
    }
    if text.chars().count() > 2000 {
        return Err(Refusal::new(Code::TextTooLong).with("max", Fact::Count(2000)).at_field("reason"));
    }
    Ok(text)
}

/// Roles that prepare an application in a firm.
pub const PREPARERS: &[Role] = roles_of!(ApplicationState, ApplicationEvent::Edit);
