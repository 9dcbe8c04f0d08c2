//! People as administrators and auditors see them, and what waits for a second administrator; and what a person sees of oneself.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::id::{AccessTokenId, PersonId};
use domain::person::{Change, read};
use domain::refusal::Code;
use domain::role::Role;
use domain::template::Words;
use domain::workflow::call::{ProposalEvent, ProposalState};
use entity::person_request;
use kernel::error::{Error, Fault};

use super::Page;
use super::proposal::{Proposed, proposed};
use super::unit::Unit;
use crate::App;
use crate::actor::Actor;
use crate::mail::{Chosen, Reached};
use crate::person::password::mark_of;
use crate::person::{KEEPERS, rights};
use crate::reader::{self, People, Reader};
use kernel::id::sha256;
pub use store::person::{Listed, Wanted};

/// Proposals on a page; more of them are decided before they are shown.
const SHOWN: u64 = 100;

/// People of the reader's units and of the firms that file there.
///
/// # Errors
/// A fault of the database.
pub async fn page(
    app: &App,
    reader: &Reader<'_, People>,
    wanted: &Wanted<'_>,
    size: usize,
) -> Result<Page<Listed>, Error> {
    let rows = |limit| store::person::page(app.store.read(), reader.scope(), wanted, limit);
    Page::ask(size, rows, |row| row.standing.login.clone()).await
}

/// Those of them who may sign in and have set no password yet; at most as many as get their links together.
///
/// # Errors
/// A fault of the database.
pub async fn without_password(app: &App, reader: &Reader<'_, People>) -> Result<Vec<Listed>, Error> {
    store::person::without_password(app.store.read(), reader.scope(), SHOWN).await
}

/// A proposal with what the reader may do about it.
pub struct Proposal {
    /// The proposal.
    pub proposed: Proposed,
    /// What is changed.
    pub change: Change,
    /// Of whom.
    pub person: PersonId,
    /// The sign-in name.
    pub login: String,
    /// The name.
    pub name: Words,
    /// The roles that are given or taken.
    pub roles: Vec<Role>,
    /// The reader's acts.
    pub offers: Vec<ProposalEvent>,
}

async fn proposals(app: &App, actor: &Actor, rows: Vec<person_request::Model>) -> Result<Vec<Proposal>, Error> {
    let of = |(proposed, row): (Proposed, person_request::Model)| {
        let concerned = row.person_id == actor.person && row.change.gives();
        let mut offers = domain::workflow::Machine::offers(proposed.state, &actor.roles);
        offers.retain(|event| event.is_for(proposed.own).is_ok() && !(concerned && *event != ProposalEvent::TakeBack));
        Ok(Proposal {
            roles: read(&row.roles).ok_or_else(|| Fault::new("the roles of a proposal are no roles"))?,
            proposed,
            change: row.change,
            person: row.person_id,
            login: row.login,
            name: Words { zh: row.name_zh, en: row.name_en },
            offers,
        })
    };
    proposed(app, actor.person, rows).await?.map(of).collect()
}

/// What waits for a second administrator.
///
/// # Errors
/// A fault of the database.
pub async fn open(app: &App, reader: &Reader<'_, People>) -> Result<Vec<Proposal>, Error> {
    let rows = store::person_request::open(app.store.read(), reader.scope(), SHOWN).await?;
    proposals(app, reader, rows).await
}

/// What is known of one person.
pub struct File {
    /// The person.
    pub person: Listed,
    /// What was proposed, the latest first.
    pub proposals: Vec<Proposal>,
    /// When the link to set a password ends; none when there is none that may be used.
    pub link_ends_at: Option<DateTime<Utc>>,
    /// Whether the reader may make a link.
    pub may_link: bool,
    /// What the reader may propose, each with the roles that may be named.
    pub offers: Vec<(Change, Vec<Role>)>,
    /// Whether the reader may lock the person out.
    pub may_lock: bool,
    /// How far the person is with mail.
    pub mail: Reached,
}

/// One person of the reader's units, or of a firm that files there.
///
/// # Errors
/// [`Code::NotFound`].
pub async fn file(app: &App, reader: &Reader<'_, People>, id: PersonId) -> Result<File, Error> {
    let (db, scope) = (app.store.read(), reader.scope());
    let person = store::person::of_scope(db, scope, id).await?;
    let rows = store::person_request::of_person(db, scope, id, SHOWN).await?;
    let opening = store::person_request::opening(db, id).await?;
    let used = opening.as_ref().is_none_or(|(_, link)| link.as_ref().is_some_and(|link| link.used_at.is_some()));
    let now = app.clock.now();
    let link_ends_at = opening.and_then(|(_, link)| link).map(|link| link.ends_at).filter(|ends| !used && *ends >= now);
    let (keeps, own) = (reader.acts_as(KEEPERS).is_ok(), id == reader.person);
    let may_lock = person.active && keeps && !own;
    let may_link = may_lock && !used;
    // One proposal about a person is open at a time.
    let free = rows.iter().all(|row| row.state != ProposalState::Proposed);
    let possible = Change::ALL.iter().copied().filter(|change| free && keeps && !(own && change.gives()));
    let offers = possible.filter_map(|change| Some((change, change.choices(rights(&person))?))).collect();
    let mail = Reached::of(store::mail::of(db, id).await?.as_ref());
    let proposals = proposals(app, reader, rows).await?;
    Ok(File { person, proposals, link_ends_at, may_link, offers, may_lock, mail })
}

/// The units for which an administrator proposes people, from the top.
///
/// # Errors
/// A fault of the database.
pub async fn units(app: &App, reader: &Reader<'_, People>) -> Result<Vec<Unit>, Error> {
    below(app, reader).await
}

/// The unit of somebody and those below it, from the top.
pub(super) async fn below(app: &App, actor: &Actor) -> Result<Vec<Unit>, Error> {
    let mut units = store::person::units(app.store.read()).await?;
    units.retain(|unit| actor.looks_after(unit));
    Ok(units.into_iter().map(Unit::from).collect())
}

/// A session that goes on.
pub struct Session {
    /// By what it is known here; nothing that opens it.
    pub mark: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it was used last.
    pub last_seen_at: DateTime<Utc>,
    /// Whether it is the one that asks.
    pub this: bool,
}

/// A token with which programs act for a person.
pub struct Token {
    /// What acts name.
    pub id: AccessTokenId,
    /// What it is for.
    pub name: String,
    /// Whether it may act, and not only read.
    pub acts: bool,
    /// Until when it is good.
    pub ends_at: DateTime<Utc>,
    /// When it was used last.
    pub used_at: Option<DateTime<Utc>>,
}

/// What a person sees of oneself.
pub struct Own {
    /// The sign-in name.
    pub login: String,
    /// Whether there is a password to change.
    pub has_password: bool,
    /// Whether there is a second factor that counts.
    pub has_factor: bool,
    /// What was chosen about mail.
    pub mail: Option<Chosen>,
    /// The sessions, the latest used first.
    pub sessions: Vec<Session>,
    /// The tokens that may be used, the newest first.
    pub tokens: Vec<Token>,
}

/// What a person sees of oneself.
///
/// # Errors
/// [`Code::NotFound`]; a fault of the database.
pub async fn own(app: &App, reader: &Reader<'_, reader::Own>, token: Option<&str>) -> Result<Own, Error> {
    let db = app.store.read();
    let person = store::person::by_id(db, reader.person).await?.ok_or(Code::NotFound)?;
    let this = token.map(sha256);
    let sessions = store::person::sessions(db, reader.person, app.clock.now()).await?;
    let sessions = sessions.into_iter().map(|row| Session {
        mark: mark_of(&row.token_hash),
        created_at: row.created_at,
        last_seen_at: row.last_seen_at,
        this: this.as_deref() == Some(row.token_hash.as_str()),
    });
    let tokens = store::access_token::of_person(db, reader.person, app.clock.now()).await?;
    let tokens = tokens.into_iter().map(|row| Token {
        id: row.id,
        name: row.name,
        acts: row.acts,
        ends_at: row.ends_at,
        used_at: row.used_at,
    });
    let (sessions, tokens) = (sessions.collect(), tokens.collect());
    let has_factor =
        store::person::standing(db, reader.person, app.clock.now()).await?.is_some_and(|person| person.has_factor);
    let mail = store::mail::of(db, reader.person).await?.map(Chosen::of);
    Ok(Own { login: person.login, has_password: person.password_hash.is_some(), has_factor, mail, sessions, tokens })
}

/// The name of the authority at the top of the tree.
///
/// # Errors
/// A fault of the database.
pub async fn authority(app: &App) -> Result<Option<Words>, Error> {
    let units = store::person::units(app.store.read()).await?;
    Ok(units.into_iter().find(|u| u.parent_id.is_none()).map(|u| Words { zh: u.name_zh, en: u.name_en }))
}

/// Names of people by id.
///
/// # Errors
/// A fault of the database.
pub async fn names(app: &App, ids: Vec<PersonId>) -> Result<HashMap<PersonId, Words>, Error> {
    let people = store::person::by_ids(app.store.read(), ids).await?;
    Ok(people.into_iter().map(|p| (p.id, Words { zh: p.name_zh, en: p.name_en })).collect())
}

/// Everybody who can sign in, with login name: for the demonstration's list.
///
/// # Errors
/// A fault of the database.
pub async fn everybody(app: &App) -> Result<Vec<(String, Actor)>, Error> {
    let people = store::person::all_standings(app.store.read()).await?.into_iter();
    Ok(people.filter_map(|person| Some((person.login.clone(), Actor::of(person)?))).collect())
}
