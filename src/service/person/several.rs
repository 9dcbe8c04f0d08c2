//! Several people at once, as a list brings them: one person proposes all of them, another agrees to those that are named, and
//! whoever hands the links over makes them together. Each of it is what it is for one person, and counts for all or for none.

use std::collections::HashSet;

use boxed::boxed;
use domain::id::PersonId;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::roles_of;
use domain::workflow::call::{ProposalEvent, ProposalState};
use kernel::error::Error;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use validator::Validate;

use super::KEEPERS;
use super::decide::ConfirmChange;
use super::link::{Made, MakeLink};
use super::propose::{Invite, PROPOSERS};
use crate::command::{Command, Context};

/// The most people of one list: what a person who agrees can still read.
pub const MOST: u64 = 200;

/// Proposes new people; gives the numbers of the proposals, in the order of the list.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct InviteSeveral {
    /// The people. One who has no reason of his own has that of the list.
    #[validate(length(min = 1, max = 200), nested)]
    pub people: Vec<Invite>,
    /// Why, for the second person.
    #[serde(default)]
    #[validate(length(max = 2000))]
    pub reason: String,
}

#[boxed]
impl Command for InviteSeveral {
    const NAME: &'static str = "person.invite_several";
    const ROLES: &'static [Role] = PROPOSERS;
    type Output = Vec<String>;

    async fn run(&self, cx: &mut Context<'_>) -> Result<Vec<String>, Error> {
        let (mut done, mut logins) = (Together::of("people"), HashSet::new());
        for person in &self.people {
            let twice = || Refusal::new(Code::LoginTaken).with("value", Fact::Text(person.login.clone()));
            let answer = if logins.insert(person.login.as_str()) {
                let reason = if person.reason.trim().is_empty() { &self.reason } else { &person.reason };
                Command::run(&Invite { reason: reason.clone(), ..person.clone() }, cx).await
            } else {
                Err(twice().at_field("login").into())
            };
            done.note(answer)?;
        }
        done.all()
    }
}

/// Agrees to several changes of people's rights.
#[derive(Debug, Serialize, Deserialize, JsonSchema, Validate)]
#[serde(deny_unknown_fields)]
pub struct ConfirmSeveral {
    /// Numbers of the proposals.
    #[validate(length(min = 1, max = 200))]
    pub numbers: Vec<String>,
}

#[boxed]
impl Command for ConfirmSeveral {
    const NAME: &'static str = "person.confirm_several";
    const ROLES: &'static [Role] = roles_of!(ProposalState, ProposalEvent::Confirm);
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let mut done = Together::of("numbers");
        for number in &self.numbers {
            done.note(Command::run(&ConfirmChange { number: number.clone() }, cx).await)?;
        }
        done.all().map(|_: Vec<()>| ())
    }
}

/// Makes the links with which several people set their passwords.
#[derive(Debug, Serialize)]
pub struct MakeLinks(
    /// One for each.
    pub Vec<MakeLink>,
);

impl MakeLinks {
    /// Links with new tokens.
    ///
    /// # Errors
    /// A fault when the operating system has no randomness.
    pub fn new(people: impl IntoIterator<Item = PersonId>) -> Result<Self, Error> {
        people.into_iter().map(MakeLink::new).collect::<Result<_, _>>().map(Self)
    }
}

#[boxed]
impl Command for MakeLinks {
    const NAME: &'static str = "person.links";
    const ROLES: &'static [Role] = KEEPERS;
    type Output = Vec<Made>;

    async fn run(&self, cx: &mut Context<'_>) -> Result<Vec<Made>, Error> {
        let mut done = Together::of("people");
        for link in &self.0 {
            done.note(Command::run(link, cx).await)?;
        }
        done.all()
    }
}

/// The place in the list of the part that a refusal of such an act is about.
pub fn place(refusal: &Refusal) -> Option<usize> {
    let (_, rest) = refusal.field.as_deref()?.split_once('[')?;
    rest.split_once(']')?.0.parse().ok()
}

/// What came of the parts of an act that counts as a whole: every refusal is told at once, each at its place.
struct Together<T> {
    of: &'static str,
    at: usize,
    done: Vec<T>,
    refused: Vec<Refusal>,
}

impl<T> Together<T> {
    const fn of(of: &'static str) -> Self {
        Self { of, at: 0, done: Vec::new(), refused: Vec::new() }
    }

    /// What came of the next part; a fault ends the act.
    fn note(&mut self, answer: Result<T, Error>) -> Result<(), Error> {
        let refused = match answer {
            Ok(done) => {
                self.done.push(done);
                Vec::new()
            }
            Err(Error::Refused(refusal)) => vec![refusal],
            Err(Error::RefusedMany(refusals)) => refusals,
            Err(fault) => return Err(fault),
        };
        self.refused.extend(refused.into_iter().map(|refusal| {
            let place = format!("{}[{}]", self.of, self.at);
            let place = refusal.field.as_ref().map_or(place.clone(), |field| format!("{place}.{field}"));
            refusal.at_field(&place)
        }));
        self.at = self.at.saturating_add(1);
        Ok(())
    }

    fn all(self) -> Result<Vec<T>, Error> {
        if self.refused.is_empty() { Ok(self.done) } else { Err(Error::RefusedMany(self.refused)) }
    }
}
