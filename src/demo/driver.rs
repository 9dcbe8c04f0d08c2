//! Drives the whole path on the demonstration data through the commands that the pages use, tells each step with its
//! figures, and proves the result.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::calendar::Calendar;
use domain::line::Line;
use domain::money::Fen;
use domain::refusal::Code;
use entity::application;

use super::folder;
use crate::clock::Clock;
use crate::config::{Config, ZONE};
use crate::error::Error;
use crate::format::columns::{Side, Table, pad};
use crate::i18n::{Lang, Value};
use crate::service::App;
use crate::service::account::actor_of;
use crate::service::actor::Actor;
use crate::service::command::{Act, execute};
use crate::service::job::work_all;
use crate::service::verify::Finding;
use crate::store::{self, Store};

mod credit;
mod decision;
mod filing;
mod money;
mod opening;
mod proof;
mod version;

/// The lists of credit records with the sources that they come from: each source has its own.
const LISTS: &[(&str, &str)] = &[
    ("CREDIT_PLATFORM", "penalties-双公示.csv"),
    ("CREDIT_PLATFORM", "serious-list-严重失信.csv"),
    ("CREDIT_PLATFORM", "tax-major-重大税收违法.csv"),
    ("COURT_SX", "court-defaulters-失信被执行人.csv"),
    ("GSXT", "abnormal-operations-经营异常.csv"),
];
/// What the treasury pays into the account, fen.
const FUNDING: Fen = Fen::new(2_300_000_000);

/// How the demonstration ended.
pub struct Ended {
    /// The application, ready to be served.
    pub app: App,
    /// Whether every proof holds.
    pub proved: bool,
    /// What the verification found.
    pub findings: Vec<Finding>,
}

/// Takes the data along the path in a folder of its own.
///
/// # Errors
/// [`Code::DemoFolder`]; anything that a step refuses, which it should not.
pub async fn run(folder: &Path, config: &Config, say: &mut dyn FnMut(&str), lang: Lang) -> Result<Ended, Error> {
    folder::prepare(folder)?;
    let store = Store::create(&config.database).await?;
    store.migrate().await?;
    let app = App::new(store, Clock::standing(at(day(2026, 3, 2), 9), ZONE), true);
    let mut driver =
        Driver { app, lang, say, people: BTreeMap::new(), owners: BTreeMap::new(), step: 0, folder: folder.to_owned() };
    let (proved, findings) = driver.path().await?;
    Ok(Ended { app: driver.app, proved, findings })
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// A full hour of a business day.
fn at(day: NaiveDate, hour: u32) -> DateTime<Utc> {
    let time = day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default());
    time.and_local_timezone(ZONE).earliest().map_or_else(DateTime::<Utc>::default, |t| t.with_timezone(&Utc))
}

/// One application on its way.
struct Filing {
    firm: &'static str,
    preparer: &'static str,
    signatory: &'static str,
    number: String,
}

struct Driver<'s> {
    app: App,
    lang: Lang,
    say: &'s mut dyn FnMut(&str),
    people: BTreeMap<&'static str, Actor>,
    /// Who prepared each application.
    owners: BTreeMap<String, &'static str>,
    step: u32,
    folder: PathBuf,
}

impl Driver<'_> {
    async fn path(&mut self) -> Result<(bool, Vec<Finding>), Error> {
        self.prepare().await?;
        let calls = self.open_calls().await?;
        self.import_lists().await?;
        let filings = self.file(&calls).await?;
        self.submit(&filings).await?;
        self.accept(&filings).await?;
        self.check(&filings).await?;
        self.review(&filings).await?;
        self.approve(&filings).await?;
        self.notice(&filings).await?;
        let (batch, sent) = self.pay().await?;
        let statement = self.bank(&sent).await?;
        self.explain(&statement).await?;
        self.returned().await?;
        self.next_version().await?;
        self.credit_desk().await?;
        self.prove(&batch).await
    }
    /// Begins a step: its number, its name, and a sentence.
    fn tell(&mut self, key: &str, facts: &[(&str, Value<'_>)]) {
        self.step += 1;
        let title = self.lang.t(&format!("demo-{key}"));
        let width = if self.lang == Lang::ZhCn { 10 } else { 16 };
        let title = pad(&title, width, Side::Left);
        let text = self.lang.tv(&format!("demo-{key}-text"), facts);
        (self.say)(&format!("{:02} {title} {text}", self.step));
    }

    /// Figures under a step, in columns.
    fn figures(&mut self, table: &Table) {
        for line in table.lines() {
            (self.say)(&format!("     {line}"));
        }
    }

    fn count(&self, n: usize) -> String {
        self.lang.count(i64::try_from(n).unwrap_or(i64::MAX))
    }

    /// Somebody acts: a few minutes pass, and the command goes through the same door as on the pages.
    async fn act<A: Act>(&mut self, login: &'static str, command: &A) -> Result<A::Output, Error> {
        let actor = self.person(login).await?;
        self.app.clock.advance(TimeDelta::minutes(3));
        let done = execute(&self.app, &actor, None, command).await?;
        work_all(&self.app).await?;
        Ok(done)
    }

    async fn person(&mut self, login: &'static str) -> Result<Actor, Error> {
        if let Some(actor) = self.people.get(login) {
            return Ok(actor.clone());
        }
        let person = store::person::by_login(self.app.store.read(), login).await?.ok_or(Code::NotFound)?;
        let actor = actor_of(&self.app, person.id).await?.ok_or(Code::NotFound)?;
        self.people.insert(login, actor.clone());
        Ok(actor)
    }

    /// The case as its firm sees it: a draft is nobody else's business.
    async fn case(&mut self, number: &str) -> Result<application::Model, Error> {
        let owner = *self.owners.get(number).ok_or(Code::NotFound)?;
        let scope = self.person(owner).await?.scope()?;
        store::application::find(self.app.store.read(), &scope, number).await
    }

    async fn lines(&mut self, number: &str) -> Result<Vec<Line>, Error> {
        let schedule = self.case(number).await?.schedule_id.ok_or(Code::ScheduleMissing)?;
        store::line::of_schedule(self.app.store.read(), schedule).await
    }

    async fn calendar(&self) -> Result<Calendar, Error> {
        store::calendar::load(self.app.store.read()).await
    }

    /// The Chinese or the English name.
    fn own(&self, name: &(String, String)) -> String {
        if self.lang == Lang::ZhCn { name.0.clone() } else { name.1.clone() }
    }
}
