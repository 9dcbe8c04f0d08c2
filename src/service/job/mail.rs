//! Mail is sent: whom there is something to tell is looked for by the clock, and each is told by a job of its own.
//!
//! A job names the place in the log up to which it tells, so that every try of it tells the same under the same Message-ID and
//! a receiver drops what came twice. How far a person was told is moved once the mail was taken, with its event of the log. Who the
//! person is by then, and what the person may see, is asked when the mail is made: whoever was locked meanwhile, holds no role any
//! more or belongs elsewhere is told nothing of before.

use chrono::{NaiveDate, TimeDelta};
use domain::id::{JobId, PersonId};
use domain::mail::{Address, DIGEST_AT, GATHERED, Pace};
use domain::refusal::Code;
use kernel::error::{Error, Fault};
use kernel::failpoint::{Failpoint, reach};
use kernel::id::{Ascending, new_token};
use store::Connection;
use store::inbox::Whose;
use store::job::{Batch, add};

use super::Job;
use super::clock::CAUSE;
use crate::App;
use crate::account::actor_of;
use crate::actor::Actor;
use crate::command::execute;
use crate::mail::{Letter, MakeLink, Post, ReaderOf, Says, Told};
use crate::query::waiting;

/// So long after a mail that was given up another one is tried.
const RESTS: TimeDelta = TimeDelta::hours(6);

/// So much of what happened a mail names; the inbox has the rest.
const NAMED: usize = 40;

/// Looks whom there is something to tell, and queues that it is told. Where no mail is sent, nobody is looked for.
///
/// # Errors
/// Busy; a fault of the database.
pub async fn look(app: &App) -> Result<(), Error> {
    if app.post.is_none() || found(app, app.store.read()).await?.is_empty() {
        return Ok(());
    }
    // Only now, and once more, one process after the other: nobody is told the same by two.
    let tx = store::tx::begin(&app.store).await?;
    store::mail::take_turn(&tx).await?;
    let (now, mut ids) = (app.clock.now(), Ascending::new(app.clock.now()));
    for job in found(app, &tx).await? {
        let batch = Batch { person: None, cause: CAUSE, once: job.is_once(), due: now, now };
        add(&tx, &batch, &[job.row(JobId::from_uuid(ids.next_id()))?]).await?;
    }
    tx.commit().await?;
    app.work.notify_one();
    Ok(())
}

/// What is to be queued now.
async fn found(app: &App, db: &Connection) -> Result<Vec<Job>, Error> {
    let (now, today) = (app.clock.now(), app.clock.today());
    let to = store::audit::last_place(db).await?;
    let due = store::mail::due(db, to, (now, TimeDelta::minutes(GATHERED), now - RESTS)).await?;
    let mut jobs: Vec<Job> = due.into_iter().map(|person| Job::Mail { person, to, day: None }).collect();
    // A year whose holidays nobody knows has no day of which it is known that people work.
    if now >= app.clock.start_of(today) + TimeDelta::minutes(DIGEST_AT)
        && store::calendar::load(db).await?.is_working_day(today).unwrap_or(false)
    {
        let daily = store::mail::daily(db, &today.to_string()).await?;
        jobs.extend(daily.into_iter().map(|person| Job::Mail { person, to, day: Some(today) }));
    }
    Ok(jobs)
}

fn post(app: &App) -> Result<&Post, Error> {
    app.post.as_ref().ok_or_else(|| Code::MailOff.into())
}

fn address(text: &str) -> Result<Address, Error> {
    Ok(Address::parse(text).map_err(|_| Fault::new("a kept address of mail is none"))?)
}

/// A letter of the authority to somebody.
fn letter<'a>(post: &'a Post, actor: &'a Actor, tongue: domain::mail::Tongue, says: Says<'a>) -> Letter<'a> {
    let authority = match tongue {
        domain::mail::Tongue::ZhCn => &actor.authority.0,
        domain::mail::Tongue::En => &actor.authority.1,
    };
    Letter { tongue, site: &post.site, authority, says }
}

/// Tells a person what happened up to a place in the log, and on a day what waits.
pub(super) async fn tell(app: &App, person: PersonId, to: i64, day: Option<NaiveDate>) -> Result<(), Error> {
    let (post, db) = (post(app)?, app.store.read());
    let Some(chosen) = store::mail::of(db, person).await?.filter(|row| !row.address.is_empty()) else { return Ok(()) };
    // What was chosen since it was queued counts.
    if chosen.pace != if day.is_some() { Pace::Daily } else { Pace::AtOnce } {
        return Ok(());
    }
    let Some(actor) = actor_of(app, person).await?.filter(|actor| !actor.roles.is_empty()) else { return Ok(()) };
    let places = (chosen.told_to, to.max(chosen.told_to));
    let reader = actor.reader()?;
    let whose = Whose { firm: actor.firm, person, scope: reader.scope() };
    let happened = store::inbox::between(db, &whose, places, app.clock.now()).await?;
    let waits = match day {
        Some(_) if actor.firm.is_none() => waiting::desk(app, &reader).await?.errands,
        _ => Vec::new(),
    };
    if happened.is_empty() && waits.is_empty() {
        return Ok(());
    }
    let named = happened.get(..NAMED).unwrap_or(&happened);
    let reader = ReaderOf::of(&actor);
    let more = happened.len().saturating_sub(named.len());
    let says = Says::News { happened: named, more, waits: &waits, day, reader };
    // The same content of every try; what it is made of is fixed when it is queued.
    let id = format!("news {person} {to} {}", day.map_or_else(String::new, |day| day.to_string()));
    let letter = letter(post, &actor, chosen.tongue, says);
    let mail = post.mail(&letter, address(&chosen.address)?, (&id, app.clock.now()));
    post.carrier.send(&mail).await?;
    reach(Failpoint::MailTaken)?;
    let told = Told { person, places, counts: (happened.len(), waits.len()) };
    execute(&app.ending(), &Actor::program(), None, &told).await
}

/// Sends the link that proves an address to it. Another try sends another link; the one that was sent last counts.
pub(super) async fn ask_for_proof(app: &App, person: PersonId) -> Result<(), Error> {
    let (post, db) = (post(app)?, app.store.read());
    let Some(chosen) = store::mail::of(db, person).await?.filter(|row| !row.wanted.is_empty()) else { return Ok(()) };
    let Some(actor) = actor_of(app, person).await? else { return Ok(()) };
    let token = new_token()?;
    let link = MakeLink { person, wanted: chosen.wanted.clone(), token: token.clone() };
    execute(app, &Actor::program(), None, &link).await?;
    let letter = letter(post, &actor, chosen.tongue, Says::Prove(&token));
    let mail = post.mail(&letter, address(&chosen.wanted)?, (&format!("proof {token}"), app.clock.now()));
    post.carrier.send(&mail).await
}

/// Tells an address that it does not count any more.
pub(super) async fn tell_gone(app: &App, person: PersonId, to: &str, id: JobId) -> Result<(), Error> {
    let (post, db) = (post(app)?, app.store.read());
    let tongue = store::mail::of(db, person).await?.map(|row| row.tongue).unwrap_or(domain::mail::Tongue::ZhCn);
    let Some(actor) = actor_of(app, person).await? else { return Ok(()) };
    let letter = letter(post, &actor, tongue, Says::Gone);
    let mail = post.mail(&letter, address(to)?, (&format!("gone {id}"), app.clock.now()));
    post.carrier.send(&mail).await
}
