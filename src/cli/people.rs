//! `xinbu people`: lists who may do what, proposes new people and other rights, confirms what another administrator proposed, locks
//! somebody out, and makes the links with which passwords are set.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::id::PersonId;
use domain::identifier::Uscc;
use domain::person::Change;
use domain::refusal::{Code, Fact, Refusal};
use domain::role::Role;

use super::call::{Who, clerk};
use super::output::Out;
use super::proposal::{Declined, Named, decide};
use super::schedule::show;
use super::{Database, block_on, file_name};
use crate::clock::Clock;
use crate::error::Error;
use crate::format::columns::{Side, Table};
use crate::service::App;
use crate::service::actor::Actor;
use crate::service::command::execute;
use crate::service::person::decide::{ConfirmChange, DeclineChange, TakeChangeBack};
use crate::service::person::link::MakeLink;
use crate::service::person::lock::Lock;
use crate::service::person::propose::{Invite, ProposeChange};
use crate::service::person::recover::{ENDS_AFTER, recover};
use crate::service::person::several::{self, InviteSeveral};
use crate::service::query::person::{Listed, Wanted, open, page};
use crate::web::path::to;

/// People that are asked for at once.
const AT_ONCE: usize = 200;

/// What can be done with people. One administrator proposes, another confirms whom it does not favour.
#[derive(Debug, Subcommand)]
pub(super) enum People {
    /// List the people of the own units and of the firms that file there
    List(Asked),
    /// List what is proposed and waits for another administrator
    Open(Who),
    /// Propose a new person
    Invite(Invited),
    /// Propose the people of a list, a row for each and a column for each role
    InviteList(ListBrought),
    /// Propose to give or take roles, to have a lost password set anew, to let a locked person in again
    Propose(Proposed),
    /// Confirm what another administrator proposed
    Confirm(Named),
    /// Decline what another administrator proposed
    Decline(Declined),
    /// Take an own proposal back
    TakeBack(Named),
    /// Lock a person out, at once
    Lock(Locked),
    /// Make the link with which a person sets a password, once
    Link(Linked),
    /// Let somebody in again whom nobody in the office can: a link from the machine itself, which the log names
    Recover(Recovered),
}

/// Arguments of `xinbu people list`.
#[derive(Debug, Args)]
pub(super) struct Asked {
    /// A part of a name, of a unit or of a firm
    #[arg(default_value = "")]
    words: String,
    /// Those who hold a role
    #[arg(long, value_parser = role)]
    role: Option<Role>,
    #[command(flatten)]
    who: Who,
}

/// Arguments of `xinbu people invite`.
#[derive(Debug, Args)]
pub(super) struct Invited {
    /// Sign-in name
    login: String,
    /// Name in Chinese
    #[arg(long)]
    zh: String,
    /// Name in English
    #[arg(long)]
    en: String,
    /// Code of the unit, for a person of the authority
    #[arg(long, conflicts_with = "firm", required_unless_present = "firm")]
    unit: Option<String>,
    /// Unified social credit code of the firm, for a person of a firm
    #[arg(long)]
    firm: Option<String>,
    /// The roles; once for each
    #[arg(long = "role", value_parser = role, required = true)]
    roles: Vec<Role>,
    /// Why, for the second person
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

/// Arguments of `xinbu people invite-list`.
#[derive(Debug, Args)]
pub(super) struct ListBrought {
    /// The list, XLSX or CSV, with the headings of the empty list that the page of people gives
    file: PathBuf,
    /// Why, for the second person
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

/// Arguments of `xinbu people propose`.
#[derive(Debug, Args)]
pub(super) struct Proposed {
    /// Sign-in name of the person
    login: String,
    /// grant, revoke, reset or unlock
    #[arg(value_parser = change)]
    change: Change,
    /// The roles that are given or taken; once for each
    #[arg(long = "role", value_parser = role)]
    roles: Vec<Role>,
    /// Why, for the second person
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

/// Arguments of `xinbu people lock`.
#[derive(Debug, Args)]
pub(super) struct Locked {
    /// Sign-in name of the person
    login: String,
    /// Why
    #[arg(long)]
    reason: String,
    #[command(flatten)]
    who: Who,
}

/// Arguments of `xinbu people link`.
#[derive(Debug, Args)]
pub(super) struct Linked {
    /// Sign-in name of the person
    login: String,
    #[command(flatten)]
    who: Who,
}

/// Arguments of `xinbu people recover`.
#[derive(Debug, Args)]
pub(super) struct Recovered {
    /// Sign-in name of the person
    login: String,
    /// Why, for whoever reads the log
    #[arg(long)]
    reason: String,
    /// Zone of business dates
    #[arg(long, env = "XINBU_ZONE", default_value = "Asia/Shanghai")]
    zone: String,
    #[command(flatten)]
    database: Database,
}

fn role(key: &str) -> Result<Role, String> {
    Role::from_key(key).ok_or_else(|| keys(Role::ALL.iter().map(|role| role.key())))
}

fn change(key: &str) -> Result<Change, String> {
    let proposed = || Change::ALL.iter().filter(|change| **change != Change::Invite);
    let found = proposed().find(|change| change.key() == key).copied();
    found.ok_or_else(|| keys(proposed().map(|change| change.key())))
}

fn keys(keys: impl Iterator<Item = &'static str>) -> String {
    format!("one of {}", keys.collect::<Vec<_>>().join(", "))
}

pub(super) fn run(out: Out, command: People) -> Result<bool, Error> {
    let told = |key: &str, number: &str| out.line(&out.lang.tv(key, &[("number", number.into())]));
    match command {
        People::List(asked) => list(out, &asked)?,
        People::Open(who) => waiting(out, &who)?,
        People::Invite(Invited { login, zh, en, unit, firm, roles, reason, who }) => {
            let firm = firm.map(|code| Uscc::parse(&code)).transpose()?;
            let number = block_on(async {
                let (app, actor) = clerk(&who).await?;
                execute(&app, &actor, None, &Invite { login, zh, en, unit, firm, roles, reason }).await
            })?;
            told("done-person-proposed", &number);
        }
        People::InviteList(ListBrought { file, reason, who }) => {
            let (rows, reading) = crate::export::people::read(file.as_path(), &file_name(&file))?;
            if !reading.is_clean() {
                show(out, &file, &reading);
                return Ok(false);
            }
            let people = rows.iter().map(|(_, person)| person.clone()).collect();
            let act = InviteSeveral { people, reason };
            let answer = block_on(async {
                let (app, actor) = clerk(&who).await?;
                execute(&app, &actor, None, &act).await
            });
            let numbers = match answer {
                Err(Error::RefusedMany(refusals)) => {
                    for refusal in &refusals {
                        let why = out.lang.refusal(refusal);
                        let row = several::place(refusal).and_then(|place| rows.get(place)).map_or(0, |(row, _)| *row);
                        let facts = [("row", i64::from(row).into()), ("why", why.into())];
                        out.note(&format!("✗ {}", out.lang.tv("cli-list-row", &facts)));
                    }
                    return Ok(false);
                }
                other => other?,
            };
            for number in numbers {
                told("done-person-proposed", &number);
            }
        }
        People::Propose(Proposed { login, change, roles, reason, who }) => {
            if !roles.is_empty() && !change.names_roles() {
                let refusal = Refusal::new(Code::ChangeWithoutRoles);
                return Err(refusal.with("change", Fact::Message(format!("person-change-{}", change.key()))).into());
            }
            let number = block_on(async {
                let (app, actor) = clerk(&who).await?;
                let person = named(&app, &actor, &login).await?;
                let propose = ProposeChange { person, change, roles, reason };
                execute(&app, &actor, None, &propose).await.map_err(|e| e.about(&login))
            })?;
            told("done-person-proposed", &number);
        }
        People::Confirm(Named { number, who }) => {
            decide(&who, &number, &ConfirmChange { number: number.clone() })?;
            told("done-person-confirmed", &number);
        }
        People::Decline(Declined { number, reason, who }) => {
            decide(&who, &number, &DeclineChange { number: number.clone(), reason })?;
            told("done-person-declined", &number);
        }
        People::TakeBack(Named { number, who }) => {
            decide(&who, &number, &TakeChangeBack { number: number.clone() })?;
            told("done-person-taken-back", &number);
        }
        People::Lock(Locked { login, reason, who }) => {
            block_on(async {
                let (app, actor) = clerk(&who).await?;
                let person = named(&app, &actor, &login).await?;
                execute(&app, &actor, None, &Lock { person, reason }).await.map_err(|e| e.about(&login))
            })?;
            out.line(&out.lang.t("done-person-locked"));
        }
        People::Recover(Recovered { login, reason, zone, database }) => {
            let clock = Clock::system(crate::config::zone(&zone)?);
            let token = block_on(async {
                let app = App::new(database.open().await?, clock, false);
                crate::service::bring_along(&app).await?;
                recover(&app, &login, &reason).await
            })?;
            out.line(&out.lang.t("person-link-made"));
            out.line(to!("/welcome/{token}", token).as_str());
            out.line(&out.lang.tv("cli-recover-link", &[("hours", ENDS_AFTER.num_hours().into())]));
        }
        People::Link(Linked { login, who }) => {
            let token = block_on(async {
                let (app, actor) = clerk(&who).await?;
                let link = MakeLink::new(named(&app, &actor, &login).await?)?;
                execute(&app, &actor, None, &link).await.map_err(|e| e.about(&login))?;
                Ok(link.token)
            })?;
            out.line(&out.lang.t("person-link-made"));
            out.line(to!("/welcome/{token}", token).as_str());
            out.line(&out.lang.t("person-link-once"));
        }
    }
    Ok(true)
}

/// The person of a sign-in name, among those whom the one who acts sees.
async fn named(app: &App, actor: &Actor, login: &str) -> Result<PersonId, Error> {
    let found = page(app, &actor.reader()?, &Wanted { words: login, ..Wanted::default() }, AT_ONCE).await?;
    let person = found.rows.iter().find(|person| person.standing.login == login);
    Ok(person.ok_or_else(|| Error::nothing_named(login))?.standing.id)
}

fn list(out: Out, asked: &Asked) -> Result<(), Error> {
    let lang = out.lang;
    let people: Vec<Listed> = block_on(async {
        let (app, actor) = clerk(&asked.who).await?;
        let (mut people, mut after) = (Vec::new(), String::new());
        loop {
            let wanted = Wanted { words: &asked.words, role: asked.role, after: &after, ..Wanted::default() };
            let found = page(&app, &actor.reader()?, &wanted, AT_ONCE).await?;
            people.extend(found.rows);
            match found.next {
                Some(next) => after = next,
                None => return Ok(people),
            }
        }
    })?;
    let mut table = Table::bare(vec![Side::Left; 5]);
    for person in &people {
        let roles: Vec<String> =
            person.standing.roles.iter().map(|role| lang.t(&format!("role-{}", role.key())).into_owned()).collect();
        let state = match (person.active, person.has_password) {
            (false, _) => "person-locked",
            (true, false) => "person-no-password",
            (true, true) => "person-active",
        };
        table.row([
            person.standing.login.clone(),
            lang.pick(&person.standing.name_zh, &person.standing.name_en).to_owned(),
            lang.list(&roles),
            lang.t(state).into_owned(),
            lang.t(if person.standing.has_factor { "person-factor" } else { "person-no-factor" }).into_owned(),
        ]);
    }
    out.table(&table);
    Ok(())
}

fn waiting(out: Out, who: &Who) -> Result<(), Error> {
    let lang = out.lang;
    let found = block_on(async {
        let (app, actor) = clerk(who).await?;
        open(&app, &actor.reader()?).await
    })?;
    if found.is_empty() {
        out.line(&lang.t("cli-people-open-none"));
    }
    let mut table = Table::bare(vec![Side::Left; 5]);
    for proposal in &found {
        let row = &proposal.proposed;
        let by = row.by.as_ref().map(|name| lang.words(name).to_owned()).unwrap_or_default();
        table.row([
            row.number.clone(),
            lang.t(&format!("person-change-{}", proposal.change)).into_owned(),
            proposal.login.clone(),
            by,
            row.reason.clone(),
        ]);
    }
    out.table(&table);
    Ok(())
}
