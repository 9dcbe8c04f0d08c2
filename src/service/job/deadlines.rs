//! The clock tells that a last day is over: of a notice, of a correction, of an objection, of a repair.
//!
//! It ends no notice and lapses no case. The tables give these moves to officers, and for a reason: that a notice ended well
//! means that nobody objected, by letter or telephone too, for which a person vouches; the move awards money; and the officer's
//! step counts for the segregation of duties. So the desk offers the act from that day on, as it follows from the state, and
//! the program adds the event on which messages stand, once for each last day.

use boxed::boxed;
use chrono::NaiveDate;
use domain::role::Role;
use domain::workflow::job::Deadline;
use serde::Serialize;

use super::Job;
use crate::App;
use crate::actor::Actor;
use crate::command::{Command, Context, execute};
use kernel::error::Error;

/// Leaves an event for everything whose last day is over. What was told stays told.
pub(super) async fn look(app: &App) -> Result<(), Error> {
    let over = store::deadline::over(app.store.read(), app.clock.today()).await?;
    let jobs = over.into_iter().map(|one| Job::Deadline {
        deadline: one.deadline,
        id: one.id.to_string(),
        number: one.number,
        on: one.on,
    });
    super::queue_and_end(app, jobs, "clock").await
}

/// Writes into the log that a last day is over.
#[derive(Debug, Serialize)]
struct Tell<'a> {
    deadline: Deadline,
    id: &'a str,
    number: &'a str,
    on: NaiveDate,
}

#[boxed]
impl Command for Tell<'_> {
    const NAME: &'static str = "deadline.over";
    const ROLES: &'static [Role] = &[];
    const BY_PROGRAM: bool = true;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let payload = serde_json::json!({ "deadline": self.deadline, "number": self.number, "on": self.on });
        cx.record(about(self.deadline), self.id, Self::NAME, payload);
        Ok(())
    }
}

/// What the event is about.
const fn about(deadline: Deadline) -> &'static str {
    match deadline {
        Deadline::Notice => "notice",
        Deadline::Correction => "application",
        Deadline::ObjectionReceipt | Deadline::ObjectionAnswer => "credit_objection",
        Deadline::Repair => "credit_repair",
    }
}

/// Tells one.
pub(super) async fn tell(
    app: &App,
    deadline: Deadline,
    (id, number): (&str, &str),
    on: NaiveDate,
) -> Result<(), Error> {
    execute(&app.ending(), &Actor::program(), None, &Tell { deadline, id, number, on }).await
}
