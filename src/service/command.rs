//! The one door for every change: role, idempotency, preparation, transaction, retry and audit, in this order, for every act
//! and whoever asks for it: a page, the command line, the demonstration, a job.

use std::time::Duration;

use boxed::boxed;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::id::{DocumentId, JobId};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use domain::workflow::procedure::{Grounds, Procedure};
use domain::workflow::{ApplicationEvent, ApplicationState, Machine, Moved};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::time::Instant;

use super::App;
use super::acknowledged;
use super::actor::Actor;
use super::id::sha256;
use super::job::{Job, Queue};
use super::upload::{self, Incoming};
use kernel::error::{Error, Fault, Trouble};
use kernel::failpoint::{Failpoint, reach};
use store::tx::Transaction;

/// How often a whole command is tried when the database asks for it (serialization failure, deadlock, busy).
const TRIES: u32 = 5;

/// How long a whole command is tried again where connections are cut: a person waits for it.
const PATIENCE: Duration = Duration::from_secs(10);

/// A change that somebody asks for. `run` reads, decides with the domain and writes; it never begins or commits.
#[boxed]
pub trait Command: Serialize + Sync {
    /// Name in the audit log, in idempotency keys and in the route table.
    const NAME: &'static str;
    /// Roles of which the actor needs one.
    const ROLES: &'static [Role];
    /// Whether the program may do it by itself, in a job.
    const BY_PROGRAM: bool = false;
    /// What the caller gets back; stored, so that a repeated request gets the same answer.
    type Output: Serialize + DeserializeOwned + Send + Sync;

    /// The file that comes with it; a long one, and any that is kept outside of the database, is kept before the transaction.
    fn brings(&self) -> Option<&Incoming> {
        None
    }

    /// Does it inside the transaction of `cx`.
    async fn run(&self, cx: &mut Context<'_>) -> Result<Self::Output, Error>;
}

/// What the door carries out: a command with what is found out for it before its transaction begins, so that nobody waits for
/// the writer while a registry answers, a file is read or an amount is calculated. A [`Command`] is an act for which nothing
/// is prepared; an act that prepares implements this trait in its place, and no door can forget it.
///
/// What it does is boxed, so that its code is made once, where the act is, and not in every program that asks for it.
#[boxed]
pub trait Act: Serialize + Sync {
    /// As for [`Command::NAME`].
    const NAME: &'static str;
    /// As for [`Command::ROLES`].
    const ROLES: &'static [Role];
    /// As for [`Command::BY_PROGRAM`].
    const BY_PROGRAM: bool = false;
    /// Whether anything is prepared.
    const PREPARES: bool = true;
    /// As for [`Command::Output`].
    type Output: Serialize + DeserializeOwned + Send + Sync;
    /// What was found out.
    type Prepared: Send + Sync;

    /// As for [`Command::brings`].
    fn brings(&self) -> Option<&Incoming> {
        None
    }

    /// Finds out what the act needs, outside of its transaction. What it wrote on the way counts for nothing by itself.
    async fn prepare(&self, app: &App, actor: &Actor) -> Result<Self::Prepared, Error>;

    /// Does it inside the transaction of `cx`, after a look whether everything is still as it was found.
    async fn run(&self, cx: &mut Context<'_>, prepared: &Self::Prepared) -> Result<Self::Output, Error>;

    /// Takes away what was prepared and does not count: `done` is what came of the act, none where it was refused.
    async fn clear(&self, _app: &App, _prepared: Self::Prepared, _done: Option<&Self::Output>) {}
}

#[boxed]
impl<C: Command> Act for C {
    const NAME: &'static str = C::NAME;
    const ROLES: &'static [Role] = C::ROLES;
    const BY_PROGRAM: bool = C::BY_PROGRAM;
    const PREPARES: bool = false;
    type Output = C::Output;
    type Prepared = ();

    fn brings(&self) -> Option<&Incoming> {
        Command::brings(self)
    }

    async fn prepare(&self, _: &App, _: &Actor) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, cx: &mut Context<'_>, (): &()) -> Result<C::Output, Error> {
        Command::run(self, cx).await
    }
}

/// What a running command has at hand.
pub struct Context<'a> {
    /// The application (schemes, configuration); its pools are not used inside a command.
    pub app: &'a App,
    /// The transaction.
    pub tx: &'a Transaction,
    /// Who acts.
    pub actor: &'a Actor,
    /// In which role. The program has none: what it does moves nothing that somebody must move.
    pub role: Role,
    /// The instant of the command.
    pub now: DateTime<Utc>,
    /// Its business date.
    pub today: NaiveDate,
    /// Under which the file that comes with it is on its way, when it is a long one.
    pub(super) kept: Option<DocumentId>,
    events: Vec<Event>,
    jobs: Queue,
    wakes: bool,
}

struct Event {
    kind: &'static str,
    id: String,
    action: String,
    payload: Value,
}

impl Context<'_> {
    /// The move of the actor along a row of its table; the actor acts in the row's role from here on.
    ///
    /// # Errors
    /// [`domain::refusal::Code::NotInThisState`]; [`domain::refusal::Code::NotYourRole`].
    pub fn moves<S: Machine>(&mut self, state: S, event: S::Event) -> Result<Moved<S>, Refusal> {
        let moved = state.step(event, self.actor.person, &self.actor.roles)?;
        if let Some((_, role)) = moved.by() {
            self.role = role;
        }
        Ok(moved)
    }

    /// The move of a case along a row of its procedure; the actor acts in the row's role from here on.
    ///
    /// # Errors
    /// [`domain::refusal::Code::NotInThisState`]; [`domain::refusal::Code::NotYourRole`]; what a guard refuses.
    pub fn steps(
        &mut self,
        procedure: &Procedure,
        (state, event): (ApplicationState, ApplicationEvent),
        grounds: &Grounds<'_>,
    ) -> Result<Moved<ApplicationState>, Refusal> {
        let moved = procedure.step(state, event, (self.actor.person, &self.actor.roles), grounds)?;
        if let Some((_, role)) = moved.by() {
            self.role = role;
        }
        Ok(moved)
    }

    /// The move of something that the running act takes along, in the role of the act.
    ///
    /// # Errors
    /// As for [`Context::moves`].
    pub fn takes_along<S: Machine>(&self, state: S, event: S::Event) -> Result<Moved<S>, Refusal> {
        // The program has no role to lend.
        let held = self.actor.someone().map_or(&[][..], |_| std::slice::from_ref(&self.role));
        state.step(event, self.actor.person, held)
    }

    /// Leaves work to be done after the act, under an id; it is queued with the act's transaction, for the program or for
    /// whoever acts.
    pub fn later(&mut self, job: Job) -> JobId {
        self.jobs.add(job)
    }

    /// There is something to do for the workers once the act is kept.
    pub const fn wakes(&mut self) {
        self.wakes = true;
    }

    /// Notes an event of the log on an aggregate; it is written with the command's transaction.
    pub fn record(&mut self, kind: &'static str, id: impl ToString, action: &str, payload: Value) {
        self.events.push(Event { kind, id: id.to_string(), action: action.to_owned(), payload });
    }
}

/// A request's idempotency key: made when the form was shown, or sent by the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// The key itself.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// The key of a part of what was asked under it, where one form brings several acts of a kind.
    #[must_use]
    pub fn of_part(&self, part: usize) -> Self {
        Self(sha256(format!("{} {part}", self.0)))
    }

    /// A key of 8 to 64 letters, digits or dashes.
    pub fn parse(text: &str) -> Option<Self> {
        let good = (8..=64).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        good.then(|| Self(text.to_owned()))
    }
}

/// The answer to a command that was carried out before under this key, so that nothing is prepared for it again.
///
/// # Errors
/// [`domain::refusal::Code::KeyReused`]; faults.
pub async fn answered<A: Act>(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    act: &A,
) -> Result<Option<A::Output>, Error> {
    let Some(key) = key else { return Ok(None) };
    let request = sha256(serde_json::to_vec(act)?);
    let answer = answer_before(app, actor, (A::NAME, key), &request).await?;
    Ok(answer.map(|answer| serde_json::from_str(&answer)).transpose()?)
}

async fn answer_before(
    app: &App,
    actor: &Actor,
    (act, Key(key)): (&str, &Key),
    request: &str,
) -> Result<Option<String>, Error> {
    if store::idempotency::find(app.store.read(), actor.person, act, key, request).await?.is_none() {
        return Ok(None);
    }
    let tx = store::tx::begin(&app.store).await?;
    match store::idempotency::find(&tx, actor.person, act, key, request).await? {
        Some(answer) => told_again(tx, answer).await.map(Some),
        None => Ok(None),
    }
}

/// A stored answer, once what it tells is known to be kept: the one who got it first may have been told nothing.
async fn told_again(tx: Transaction, answer: String) -> Result<String, Error> {
    store::tx::waits_for_standbys(&tx).await?;
    tx.commit().await?;
    Ok(answer)
}

/// Carries an act out: the only way to change anything. A repeated request is answered without preparing anything again.
///
/// # Errors
/// What the act refuses; [`domain::refusal::Code::NotYourRole`]; [`domain::refusal::Code::KeyReused`]; faults.
pub async fn execute<A: Act>(app: &App, actor: &Actor, key: Option<&Key>, act: &A) -> Result<A::Output, Error> {
    let role = match actor.someone() {
        // What nobody but the program does has no roles; nothing is shown of this one.
        None if A::BY_PROGRAM => A::ROLES.first().copied().unwrap_or(Role::Auditor),
        _ => actor.acts_as(A::ROLES)?,
    };
    if A::PREPARES
        && let Some(done) = answered(app, actor, key, act).await?
    {
        return Ok(done);
    }
    let prepared = act.prepare(app, actor).await?;
    let answer = with_its_file(app, actor, key, &Ready { act, prepared: &prepared }, role).await;
    let done = answer.and_then(|answer| Ok(serde_json::from_str(&answer)?));
    act.clear(app, prepared, done.as_ref().ok()).await;
    done
}

/// An act with what was prepared for it, whatever their types: the way through the transaction is one for all.
#[boxed]
trait Prepared: Send + Sync {
    fn name(&self) -> &'static str;

    /// The hash of what is asked.
    fn request(&self) -> Result<String, Error>;

    fn brings(&self) -> Option<&Incoming>;

    /// Does it; the answer as it is stored.
    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error>;
}

struct Ready<'a, A: Act> {
    act: &'a A,
    prepared: &'a A::Prepared,
}

#[boxed]
impl<A: Act> Prepared for Ready<'_, A> {
    fn name(&self) -> &'static str {
        A::NAME
    }

    fn request(&self) -> Result<String, Error> {
        Ok(sha256(serde_json::to_vec(self.act)?))
    }

    fn brings(&self) -> Option<&Incoming> {
        self.act.brings()
    }

    async fn run(&self, cx: &mut Context<'_>) -> Result<String, Error> {
        Ok(serde_json::to_string(&self.act.run(cx, self.prepared).await?)?)
    }
}

async fn with_its_file(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    act: &dyn Prepared,
    role: Role,
) -> Result<String, Error> {
    let outside = app.store.storage().outside().is_some();
    let long = act.brings().filter(|file| !file.is_empty() && (outside || !file.is_short()));
    let Some(file) = long else { return carry_out(app, actor, key, act, (role, None)).await };
    let kept = upload::keep(app, actor, None, file).await?;
    let done = carry_out(app, actor, key, act, (role, Some(kept))).await;
    // What the act did not count is taken away at once; what cannot be now is taken away later.
    if let Err(error) = upload::let_go(app, kept).await {
        tracing::info!(command = act.name(), %error, "a file that nothing counts waits");
    }
    done
}

async fn carry_out(
    app: &App,
    actor: &Actor,
    key: Option<&Key>,
    act: &dyn Prepared,
    (role, kept): (Role, Option<DocumentId>),
) -> Result<String, Error> {
    let request = act.request()?;
    let begun = Instant::now();
    // Whether an earlier try may have been kept.
    let mut unsure = false;
    let mut tries = 1u32;
    loop {
        let error = match attempt(app, actor, (role, kept), key, &request, act, &mut unsure).await {
            Ok(output) => return Ok(output),
            Err(error) => error,
        };
        let unknown = error.trouble() == Some(Trouble::Unknown);
        unsure |= unknown;
        // Before COMMIT nothing was kept; after it the key makes sure that the act is done once.
        let pause = match () {
            () if error.is_transient() && tries < TRIES => 5 << tries,
            () if error.is_lost() || (unknown && key.is_some()) => (50 << tries).min(1_000),
            () => 0,
        };
        if pause > 0 && begun.elapsed() < PATIENCE {
            tracing::info!(command = act.name(), tries, error = ?error, "the whole command is tried again");
            tries = tries.saturating_add(1).min(16);
            tokio::time::sleep(Duration::from_millis(pause)).await;
            continue;
        }
        return Err(match error {
            error if unknown => error,
            error if unsure => error.after_unknown(),
            error if error.is_transient() => {
                tracing::warn!(command = act.name(), "the database stays busy");
                Error::busy(error)
            }
            error => error,
        });
    }
}

/// A clock that stands more than this behind the last event is wrong: deadlines would be counted from it.
const BEHIND: TimeDelta = TimeDelta::minutes(5);

/// Refuses to write by a clock that stands behind what was written.
pub(super) fn time_goes_on(last: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<(), Refusal> {
    match last {
        Some(last) if last - now > BEHIND => {
            let instant = |at: DateTime<Utc>| Fact::Text(at.format("%Y-%m-%d %H:%M UTC").to_string());
            Err(Refusal::new(Code::ClockBehind).with("now", instant(now)).with("last", instant(last)))
        }
        _ => Ok(()),
    }
}

async fn attempt(
    app: &App,
    actor: &Actor,
    (role, kept): (Role, Option<DocumentId>),
    key: Option<&Key>,
    request: &str,
    act: &dyn Prepared,
    unsure: &mut bool,
) -> Result<String, Error> {
    let name = act.name();
    let tx = store::tx::begin(&app.store).await?;
    reach(Failpoint::ActBegun)?;
    if let Some(Key(key)) = key {
        store::idempotency::take_turn(&tx, actor.person, name, key).await?;
        let answer = store::idempotency::find(&tx, actor.person, name, key, request).await?;
        // Every earlier try has ended, and this is what became of it.
        *unsure = false;
        if let Some(answer) = answer {
            return told_again(tx, answer).await;
        }
    }
    let now = app.clock.now();
    time_goes_on(store::audit::last_at(&tx).await?, now)?;
    let today = app.clock.business_date(now);
    let mut cx = Context {
        app,
        tx: &tx,
        actor,
        role,
        now,
        today,
        kept,
        events: Vec::new(),
        jobs: Queue::new(now),
        wakes: false,
    };
    let output = act.run(&mut cx).await?;
    reach(Failpoint::ActDone)?;
    // A worker whose time is over keeps nothing of what it wrote.
    if let Some(lease) = &app.lease {
        lease.mark(&tx, now).await?;
    }
    if cx.events.is_empty() {
        return Err(Fault::new(format!("{name} changed something without an audit event")).into());
    }
    let Context { events, jobs, wakes, .. } = cx;
    let wakes = wakes || !jobs.is_empty();
    let role = actor.someone().map_or("", |_| role.key());
    let new = events.iter().map(|event| store::audit::NewEvent {
        kind: event.kind,
        id: &event.id,
        action: &event.action,
        person: actor.someone(),
        role,
        payload: &event.payload,
        now,
        today,
    });
    let hash = store::audit::append_all(&tx, &new.collect::<Vec<_>>()).await?;
    jobs.write(&tx, (name, actor.someone())).await?;
    reach(Failpoint::ActRecorded)?;
    if let Some(Key(key)) = key {
        store::idempotency::insert(&tx, (actor.person, name, key), request, &output, now).await?;
    }
    reach(Failpoint::ActAnswered)?;
    tx.commit().await?;
    reach(Failpoint::ActKept)?;
    if wakes {
        app.work.notify_one();
    }
    if let (Some(record), Some(hash), Some(last)) = (&app.acknowledged, hash, events.last()) {
        let person = actor.someone().map_or_else(|| "program".to_owned(), |person| person.to_string());
        let command = name.to_owned();
        record
            .add(&acknowledged::Act { at: now, command, person, about: (last.kind.to_owned(), last.id.clone()), hash })
            .await;
    }
    reach(Failpoint::ActToldOutside)?;
    Ok(output)
}
