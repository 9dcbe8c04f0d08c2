//! Notices by e-mail: what a person chooses about them. What is told, to whom and when is work of the program
//! ([`crate::job::mail`]); how it is worded is the doors' ([`Wording`]).

use std::sync::Arc;

use boxed::boxed;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::id::PersonId;
use domain::mail::{Address, Pace, Tongue};
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;
use entity::mail_box;
use kernel::error::Error;
use kernel::id::sha256;
use post::{Carrier, Mail};
use serde::Serialize;
use serde_json::json;

use crate::App;
use crate::actor::Actor;
use crate::command::{Command, Context};
use crate::job::Job;
use crate::query::inbox::Happened;
use crate::query::waiting::Errand;
use crate::reader::{Filing, People};

/// How long a link to prove an address may be used.
pub const LINK_ENDS_AFTER: TimeDelta = TimeDelta::hours(24);

/// Between two links lies at least this: nobody's box is filled by another.
const BETWEEN_LINKS: TimeDelta = TimeDelta::seconds(60);

/// The way of mail out of the program, and where its links lead.
#[derive(Debug, Clone)]
pub struct Post {
    /// The way.
    pub carrier: Arc<Carrier>,
    /// The address of the pages, without a stroke at its end.
    pub site: String,
    /// How mail is worded.
    pub wording: Wording,
}

/// Puts what a mail says into words: its subject and its text.
pub type Wording = fn(&Letter<'_>) -> (String, String);

/// A mail before it has words.
#[derive(Debug)]
pub struct Letter<'a> {
    /// In which language.
    pub tongue: Tongue,
    /// The address of the pages.
    pub site: &'a str,
    /// The name of the authority in this language.
    pub authority: &'a str,
    /// What it says.
    pub says: Says<'a>,
}

/// What a mail says. It names nobody and no amount.
#[derive(Debug)]
pub enum Says<'a> {
    /// That an address is to be proved, with the token of the link.
    Prove(&'a str),
    /// That an address does not count any more.
    Gone,
    /// What happened, and what waits.
    News {
        /// What happened, the oldest first.
        happened: &'a [Happened],
        /// How much more there is than is named.
        more: usize,
        /// What waits.
        waits: &'a [Errand],
        /// The day, of a digest.
        day: Option<NaiveDate>,
        /// For whom.
        reader: ReaderOf,
    },
    /// Nothing: whether mail arrives is tried.
    Try,
}

/// Which pages open to whoever reads a mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReaderOf {
    /// Those of a firm.
    pub firm: bool,
    /// Those about people.
    pub people: bool,
}

impl ReaderOf {
    /// Those that open to somebody.
    pub fn of(actor: &Actor) -> Self {
        Self { firm: actor.reads::<Filing>(), people: actor.reads::<People>() }
    }
}

impl Post {
    /// A mail with its words.
    pub fn mail(&self, letter: &Letter<'_>, to: Address, (id, at): (&str, DateTime<Utc>)) -> Mail {
        let (subject, body) = (self.wording)(letter);
        Mail { id: sha256(id).split_off(32), to, sender: letter.authority.to_owned(), subject, body, at }
    }
}

/// The address of the pages as it was set, without a stroke at its end.
///
/// # Errors
/// [`Code::MailSite`].
pub fn site(text: &str) -> Result<String, Refusal> {
    let site = text.trim_end_matches('/');
    let host = site.strip_prefix("https://").or_else(|| site.strip_prefix("http://")).unwrap_or_default();
    let sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    if !host.is_empty() && host.chars().all(sign) && host.contains(|c: char| c.is_ascii_alphanumeric()) {
        return Ok(site.to_owned());
    }
    Err(Refusal::new(Code::MailSite).with("value", Fact::Text(text.to_owned())))
}

/// Asks for mail at an address: a link is sent there, and what is told goes there once it was opened.
#[derive(Debug, Serialize)]
pub struct AskForMail {
    /// The address. The log does not name it, and what is kept of the request does not either.
    #[serde(skip)]
    pub address: String,
    /// The language, where none was chosen before.
    pub tongue: Tongue,
}

#[boxed]
impl Command for AskForMail {
    const NAME: &'static str = "mail.ask";
    const ROLES: &'static [Role] = Role::ALL;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        if cx.app.post.is_none() {
            return Err(Code::MailOff.into());
        }
        let wanted = Address::parse(&self.address).map_err(|refusal| refusal.at_field("address"))?;
        let before = store::mail::lock(cx.tx, cx.actor.person).await?;
        if let Some(left) = before.as_ref().and_then(|row| row.asked_at).map(|at| at + BETWEEN_LINKS - cx.now)
            && left > TimeDelta::zero()
        {
            let seconds = Fact::Count(left.num_seconds().saturating_add(1));
            return Err(Refusal::new(Code::MailAskedJustNow).with("seconds", seconds).at_field("address").into());
        }
        let row = before.unwrap_or_else(|| mail_box::Model {
            person_id: cx.actor.person,
            address: String::new(),
            proved_at: None,
            wanted: String::new(),
            asked_at: None,
            token_sha256: String::new(),
            token_ends_at: None,
            pace: Pace::usual(cx.actor.firm.is_some()),
            tongue: self.tongue,
            told_to: 0,
        });
        let row = mail_box::Model { wanted: wanted.as_str().to_owned(), asked_at: Some(cx.now), ..without_link(row) };
        store::mail::put(cx.tx, row).await?;
        cx.later(Job::MailProof { person: cx.actor.person });
        cx.record("person", cx.actor.person, Self::NAME, json!({}));
        Ok(())
    }
}

/// Opens the link that was sent to an address: it counts from now on, and one that counted before is told so.
#[derive(Debug, Serialize)]
pub struct ProveAddress {
    /// The token of the link.
    #[serde(skip)]
    pub token: String,
}

/// A box with no address that is still to be proved, and no link that would prove one.
fn without_link(row: mail_box::Model) -> mail_box::Model {
    mail_box::Model { wanted: String::new(), token_sha256: String::new(), token_ends_at: None, ..row }
}

/// Whether a token is that of the link that a person was sent last, and may be used.
fn opens(row: &mail_box::Model, token: &str, now: DateTime<Utc>) -> bool {
    !row.wanted.is_empty() && row.token_sha256 == sha256(token) && row.token_ends_at.is_some_and(|ends| now < ends)
}

#[boxed]
impl Command for ProveAddress {
    const NAME: &'static str = "mail.prove";
    const ROLES: &'static [Role] = Role::ALL;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let row = store::mail::lock(cx.tx, cx.actor.person).await?;
        let row = row.filter(|row| opens(row, &self.token, cx.now)).ok_or(Code::MailLink)?;
        let before = row.address.clone();
        let told_to = if before.is_empty() { store::audit::last_place(cx.tx).await? } else { row.told_to };
        if !before.is_empty() && before != row.wanted {
            cx.later(Job::MailGone { person: cx.actor.person, address: before });
        }
        let row =
            mail_box::Model { address: row.wanted.clone(), proved_at: Some(cx.now), told_to, ..without_link(row) };
        store::mail::put(cx.tx, row).await?;
        cx.record("person", cx.actor.person, Self::NAME, json!({}));
        Ok(())
    }
}

/// Chooses how often and in which language mail is sent.
#[derive(Debug, Serialize)]
pub struct ChooseMail {
    /// How often.
    pub pace: Pace,
    /// The language.
    pub tongue: Tongue,
}

#[boxed]
impl Command for ChooseMail {
    const NAME: &'static str = "mail.choose";
    const ROLES: &'static [Role] = Role::ALL;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let row = store::mail::lock(cx.tx, cx.actor.person).await?.ok_or(Code::NotFound)?;
        // What happened while nothing was to be sent stands in the inbox alone.
        let told_to = if row.pace == Pace::Off { store::audit::last_place(cx.tx).await? } else { row.told_to };
        store::mail::put(cx.tx, mail_box::Model { pace: self.pace, tongue: self.tongue, told_to, ..row }).await?;
        cx.record("person", cx.actor.person, Self::NAME, json!({ "pace": self.pace, "tongue": self.tongue }));
        Ok(())
    }
}

/// Takes the own address away; it is told so.
#[derive(Debug, Serialize)]
pub struct EndMail {}

#[boxed]
impl Command for EndMail {
    const NAME: &'static str = "mail.end";
    const ROLES: &'static [Role] = Role::ALL;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let row = store::mail::lock(cx.tx, cx.actor.person).await?.ok_or(Code::NotFound)?;
        if !row.address.is_empty() {
            cx.later(Job::MailGone { person: cx.actor.person, address: row.address.clone() });
        }
        let row = mail_box::Model { address: String::new(), proved_at: None, ..without_link(row) };
        store::mail::put(cx.tx, row).await?;
        cx.record("person", cx.actor.person, Self::NAME, json!({}));
        Ok(())
    }
}

/// What the program notes of a link that it is about to send.
#[derive(Debug, Serialize)]
pub(crate) struct MakeLink {
    pub(crate) person: PersonId,
    #[serde(skip)]
    pub(crate) wanted: String,
    #[serde(skip)]
    pub(crate) token: String,
}

#[boxed]
impl Command for MakeLink {
    const NAME: &'static str = "mail.link";
    const ROLES: &'static [Role] = &[];
    const BY_PROGRAM: bool = true;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        let row =
            store::mail::lock(cx.tx, self.person).await?.filter(|row| row.wanted == self.wanted).ok_or(Code::Stale)?;
        let (token_sha256, token_ends_at) = (sha256(&self.token), Some(cx.now + LINK_ENDS_AFTER));
        store::mail::put(cx.tx, mail_box::Model { token_sha256, token_ends_at, ..row }).await?;
        cx.record("person", self.person, Self::NAME, json!({}));
        Ok(())
    }
}

/// What the program notes of a mail that was taken.
#[derive(Debug, Serialize)]
pub(crate) struct Told {
    pub(crate) person: PersonId,
    /// From which place in the log to which one the person was told.
    pub(crate) places: (i64, i64),
    /// How much of what happened, and how much that waits.
    pub(crate) counts: (usize, usize),
}

#[boxed]
impl Command for Told {
    const NAME: &'static str = "mail.sent";
    const ROLES: &'static [Role] = &[];
    const BY_PROGRAM: bool = true;
    type Output = ();

    async fn run(&self, cx: &mut Context<'_>) -> Result<(), Error> {
        if !store::mail::told(cx.tx, self.person, self.places).await? {
            return Err(Code::Stale.into());
        }
        let ((from, to), (happened, waits)) = (self.places, self.counts);
        let payload = json!({ "from": from, "to": to, "happened": happened, "waits": waits });
        cx.record("person", self.person, Self::NAME, payload);
        Ok(())
    }
}

/// What a person chose, as the person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The address that counts.
    pub address: Option<String>,
    /// The one that is still to be proved.
    pub wanted: Option<String>,
    /// How often.
    pub pace: Pace,
    /// The language.
    pub tongue: Tongue,
}

impl Chosen {
    pub(crate) fn of(row: mail_box::Model) -> Self {
        let there = |text: String| (!text.is_empty()).then_some(text);
        Self { address: there(row.address), wanted: there(row.wanted), pace: row.pace, tongue: row.tongue }
    }
}

/// How far a person is with mail, as administrators see it: not where it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// Nothing was asked for.
    Not,
    /// An address is still to be proved.
    Asked,
    /// An address was proved, and mail is sent so often.
    Proved(Pace),
}

impl Reached {
    pub(crate) fn of(row: Option<&mail_box::Model>) -> Self {
        match row {
            Some(row) if !row.address.is_empty() => Self::Proved(row.pace),
            Some(row) if !row.wanted.is_empty() => Self::Asked,
            _ => Self::Not,
        }
    }
}

/// The address that a link proves for the person who opened it.
///
/// # Errors
/// [`Code::MailLink`], also for a link of somebody else.
pub async fn proves(app: &App, person: PersonId, token: &str) -> Result<String, Error> {
    let row = store::mail::of(app.store.read(), person).await?;
    Ok(row.filter(|row| opens(row, token, app.clock.now())).map(|row| row.wanted).ok_or(Code::MailLink)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_an_address_of_pages_alone() {
        for (text, kept) in [
            ("https://butie.example.gov.cn", "https://butie.example.gov.cn"),
            ("https://butie.example.gov.cn/", "https://butie.example.gov.cn"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://[::1]:8080/", "http://[::1]:8080"),
        ] {
            assert_eq!(site(text).unwrap(), kept);
        }
        for bad in [
            "",
            "https://",
            "butie.example.gov.cn",
            "ftp://x.org",
            "https://x.org/pages",
            "https://a@x.org",
            "https://x.org\r\n",
        ] {
            assert_eq!(site(bad).unwrap_err().code, Code::MailSite, "{bad:?}");
        }
    }
}
