//! What one person proposed and another decides, whatever it is about: who, when, why, and what was answered.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::PersonId;
use domain::template::Words;
use domain::workflow::call::ProposalState;
use entity::{addition, approval_limit, call_proposal, person_request, procedure_version, recusal_end};

use super::person::names;
use crate::App;
use kernel::error::Error;

/// A proposal, beside what it is about.
pub struct Proposed {
    /// Its number.
    pub number: String,
    /// How it stands.
    pub state: ProposalState,
    /// Why; empty where nobody is asked.
    pub reason: String,
    /// Who proposed it; none for what a set-up brought along.
    pub by: Option<Words>,
    /// Whether the reader did.
    pub own: bool,
    /// When.
    pub at: Option<DateTime<Utc>>,
    /// Who decided it.
    pub decided_by: Option<Words>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// The business date of that.
    pub decided_on: Option<NaiveDate>,
    /// What the second person said.
    pub answer: String,
}

/// A row that is a proposal.
pub(super) trait Row {
    /// Who proposed and decided it.
    fn people(&self) -> [Option<PersonId>; 2];

    /// The proposal, for a reader.
    fn proposed(&self, names: &HashMap<PersonId, Words>, reader: PersonId) -> Proposed;
}

macro_rules! rows {
    ($($entity:ident($number:ident, $reason:expr, $decided_on:expr)),+ $(,)?) => {
        $(impl Row for $entity::Model {
            fn people(&self) -> [Option<PersonId>; 2] {
                [self.proposed_by.into(), self.decided_by]
            }

            fn proposed(&self, names: &HashMap<PersonId, Words>, reader: PersonId) -> Proposed {
                let [by, decided_by] = self.people();
                let name = |person: Option<PersonId>| person.and_then(|id| names.get(&id).cloned());
                let (reason, decided_on): (fn(&Self) -> &str, fn(&Self) -> Option<NaiveDate>) = ($reason, $decided_on);
                Proposed {
                    number: self.$number.clone(),
                    state: self.state,
                    reason: reason(self).to_owned(),
                    by: name(by),
                    own: by == Some(reader),
                    at: self.proposed_at.into(),
                    decided_by: name(decided_by),
                    decided_at: self.decided_at,
                    decided_on: decided_on(self),
                    answer: self.answer.clone(),
                }
            }
        })+
    };
}

rows!(
    addition(number, |row| &row.reason, |row| row.decided_on),
    approval_limit(number, |row| &row.reason, |row| row.decided_on),
    call_proposal(number, |row| &row.reason, |row| row.decided_on),
    person_request(number, |row| &row.reason, |row| row.decided_on),
    recusal_end(number, |row| &row.reason, |row| row.decided_on),
    procedure_version(name, |_| "", |_| None),
);

/// Rows, each with its proposal.
pub(super) async fn proposed<R: Row>(
    app: &App,
    reader: PersonId,
    rows: Vec<R>,
) -> Result<impl Iterator<Item = (Proposed, R)> + use<R>, Error> {
    let names = names(app, rows.iter().flat_map(R::people).flatten().collect()).await?;
    Ok(rows.into_iter().map(move |row| (row.proposed(&names, reader), row)))
}
