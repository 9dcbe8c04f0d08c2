//! Drives the whole path on the demonstration data through the commands that the pages use, tells each step with its
//! figures, and proves the result.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::calendar::Calendar;
use domain::ledger::AccountKind;
use domain::money::Fen;
use domain::refusal::Code;
use domain::role::Role;
use domain::workflow::{EntryState, PaymentState};
use entity::{application, line, payment_batch};

use super::bank::{Booking, Statement};
use super::generate::{GUARANTEE_SCHEME, INSURANCE_SCHEME};
use super::guarantee::COMPANY;
use super::insurance::INSURERS;
use super::setup::{ACCOUNT, AUTHORITY, GUARANTEE_LINE, INSURANCE_LINE, bank_code, officer, people_of};
use super::{folder, setup};
use crate::clock::Clock;
use crate::config::{Config, ZONE};
use crate::error::{Error, Fault};
use crate::format::columns::{Side, Table, pad};
use crate::format::pain001::{PaymentFileSeen, read_back};
use crate::i18n::{Lang, Value};
use crate::service::App;
use crate::service::account::actor_of;
use crate::service::account::provision::provision;
use crate::service::account::set_account::SetAccount;
use crate::service::actor::Actor;
use crate::service::application::approve::Approve;
use crate::service::application::check::RunChecks;
use crate::service::application::create::Create;
use crate::service::application::decide_line::{DecideLine, Decision};
use crate::service::application::decision_hash;
use crate::service::application::fill_in::FillIn;
use crate::service::application::import_schedule::import_schedule;
use crate::service::application::receive::Accept;
use crate::service::application::review::{Confirm, Recommend, StartReview};
use crate::service::application::submit::Submit;
use crate::service::budget::Allocate;
use crate::service::command::{Command, execute};
use crate::service::credit::import_records::import_records;
use crate::service::notice::end::End;
use crate::service::notice::publish::Publish;
use crate::service::payment::batch;
use crate::service::payment::seal::Seal;
use crate::service::reconcile::explain::{Explain, Kind};
use crate::service::reconcile::import_statement::import_statement;
use crate::service::scheme::{OpenCall, embedded, publish_embedded};
use crate::service::verify::{Finding, verify};
use crate::store::{self, Store};

/// The file of public penalties.
const PENALTIES: &str = "penalties-双公示.csv";
/// The source that it comes from.
const SOURCE: &str = "CREDIT_PLATFORM";
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
    let store = Store::open(&config.database).await?;
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
        self.import_penalties().await?;
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
        self.prove(&batch).await
    }

    // ---- telling -------------------------------------------------------------------------------------------------

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

    // ---- people and time -----------------------------------------------------------------------------------------

    /// Somebody acts: a few minutes pass, and the command goes through the same door as on the pages.
    async fn act<C: Command>(&mut self, login: &'static str, command: &C) -> Result<C::Output, Error> {
        let actor = self.person(login).await?;
        self.app.clock.advance(TimeDelta::minutes(3));
        execute(&self.app, &actor, None, command).await
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

    async fn lines(&mut self, number: &str) -> Result<Vec<line::Model>, Error> {
        let schedule = self.case(number).await?.schedule_id.ok_or(Code::ScheduleMissing)?;
        store::line::of_schedule(self.app.store.read(), schedule).await
    }

    async fn calendar(&self) -> Result<Calendar, Error> {
        store::calendar::load(self.app.store.read()).await
    }

    // ---- before the first application ----------------------------------------------------------------------------

    async fn prepare(&mut self) -> Result<(), Error> {
        let setup = setup::setup()?;
        provision(&self.app, &setup).await?;
        let facts = [
            ("units", self.count(setup.units.len()).into()),
            ("firms", self.count(setup.firms.len()).into()),
            ("people", self.count(setup.people.len()).into()),
            ("folder", self.folder.display().to_string().into()),
            ("time", self.lang.instant(self.app.clock.now(), ZONE).into()),
        ];
        self.tell("prepare", &facts);
        publish_embedded(&self.app).await?;
        let count = self.count(embedded()?.len());
        self.tell("schemes", &[("count", count.into())]);
        let mut table = Table::bare(vec![Side::Left, Side::Left, Side::Right, Side::Left]);
        let lines = [
            (GUARANTEE_LINE, "20000000.00", "东财金〔2026〕8号", Fen::new(2_000_000_000)),
            (INSURANCE_LINE, "3000000.00", "东财金〔2026〕9号", Fen::new(300_000_000)),
        ];
        for (code, amount, document, fen) in lines {
            let command = Allocate { line: code.to_owned(), amount: amount.to_owned(), document: document.to_owned() };
            self.act(officer(Role::FinanceApprover), &command).await?;
            let line = setup.budget_lines.iter().find(|l| l.code == code);
            let title = line.map_or("", |l| if self.lang == Lang::ZhCn { &l.zh } else { &l.en });
            table.row([code.to_owned(), title.to_owned(), self.lang.yuan(fen), document.to_owned()]);
        }
        self.tell("budget", &[]);
        self.figures(&table);
        Ok(())
    }

    /// Opens both calls; gives their numbers, the guarantee company's first.
    async fn open_calls(&mut self) -> Result<[String; 2], Error> {
        let text = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
        let declaration = text(
            "本单位承诺所报材料真实、完整，合同未在其他渠道重复申报；如有虚假，愿退回资金并承担责任。",
            "We declare that what we file is true and complete and that no contract is claimed elsewhere; if it is not, we \
             pay the money back and answer for it.",
        );
        let guarantee = OpenCall {
            scheme: text(GUARANTEE_SCHEME, "1"),
            budget_line: GUARANTEE_LINE.to_owned(),
            title: text("2023年度小微企业融资担保降费奖补资金清算", "Settlement of guarantee fee subsidies for 2023"),
            firm_kind: "guarantor".to_owned(),
            window: (day(2026, 3, 2), day(2026, 12, 31)),
            period: (day(2023, 1, 1), day(2023, 12, 31)),
            notice_working_days: 5,
            declaration: declaration.clone(),
        };
        let insurance = OpenCall {
            scheme: text(INSURANCE_SCHEME, "1"),
            budget_line: INSURANCE_LINE.to_owned(),
            title: text("2025年度国内贸易信用保险保费补助", "Premium subsidies for trade credit insurance in 2025"),
            firm_kind: "insurer".to_owned(),
            window: (day(2026, 3, 2), day(2026, 12, 31)),
            period: (day(2025, 1, 1), day(2025, 12, 31)),
            notice_working_days: 5,
            declaration,
        };
        let mut table = Table::bare(vec![Side::Left, Side::Left]);
        let mut numbers = [String::new(), String::new()];
        for (number, call) in numbers.iter_mut().zip([&guarantee, &insurance]) {
            *number = self.act(officer(Role::Administrator), call).await?;
            let title = if self.lang == Lang::ZhCn { &call.title.0 } else { &call.title.1 };
            table.row([number.clone(), title.clone()]);
        }
        self.tell("calls", &[]);
        self.figures(&table);
        Ok(numbers)
    }

    async fn import_penalties(&mut self) -> Result<(), Error> {
        let actor = self.person(officer(Role::CreditChecker)).await?;
        self.app.clock.advance(TimeDelta::minutes(5));
        let done = import_records(&self.app, &actor, None, SOURCE, (PENALTIES, folder::data(PENALTIES)?)).await?;
        let facts = [
            ("file", PENALTIES.into()),
            ("seen", done.seen.into()),
            ("added", done.added.into()),
            ("same", done.same.into()),
            ("bad", done.bad.into()),
        ];
        self.tell("credit", &facts);
        Ok(())
    }

    // ---- the firms -----------------------------------------------------------------------------------------------

    async fn file(&mut self, calls: &[String; 2]) -> Result<Vec<Filing>, Error> {
        let firms = std::iter::once((COMPANY, "guarantee-schedule.xlsx".to_owned()))
            .chain(INSURERS.iter().map(|i| (i.name, format!("premium-schedule-{}.xlsx", i.key))));
        let mut filings = Vec::new();
        let mut table = Table::bare(vec![Side::Left, Side::Left, Side::Left, Side::Right]);
        for (firm, file) in firms {
            let (preparer, signatory) = people_of(firm).ok_or(Code::NotFound)?;
            let call = &calls[usize::from(firm != COMPANY)];
            let number = self.act(preparer, &Create { call: call.clone() }).await?;
            self.owners.insert(number.clone(), preparer);
            let rows = if firm == COMPANY {
                let account = SetAccount {
                    bank_name: "东岭银行江临分行".to_owned(),
                    account_no: "8010 0000 0000 0004 271".to_owned(),
                    cnaps: bank_code(2)?.as_str().to_owned(),
                };
                self.act(preparer, &account).await?;
                let answers = [("government_owned".to_owned(), "是".to_owned())].into();
                let version = self.case(&number).await?.version;
                self.act(preparer, &FillIn { number: number.clone(), version, answers }).await?;
                self.upload(preparer, &number, &file).await?
            } else {
                self.upload(preparer, &number, &file).await?
            };
            let estimate = self.case(&number).await?.calculated_fen.unwrap_or(Fen::ZERO);
            let facts = [("rows", rows.0.into()), ("bad", rows.1.into()), ("file", file.clone().into())];
            let words = self.lang.tv("demo-file-rows", &facts);
            let estimate = self.lang.tv("demo-file-estimate", &[("amount", self.lang.yuan(estimate).into())]);
            table.row([number.clone(), firm.to_owned(), words, estimate]);
            filings.push(Filing { firm, preparer, signatory, number });
        }
        let count = self.count(filings.len());
        self.tell("file", &[("count", count.into())]);
        self.figures(&table);
        Ok(filings)
    }

    async fn upload(&mut self, login: &'static str, number: &str, file: &str) -> Result<(i64, i64), Error> {
        let actor = self.person(login).await?;
        let version = self.case(number).await?.version;
        self.app.clock.advance(TimeDelta::minutes(3));
        let bytes = folder::data(file)?;
        let done = import_schedule(&self.app, &actor, None, (number, version), (file, bytes)).await?;
        Ok((done.good, done.bad))
    }

    async fn submit(&mut self, filings: &[Filing]) -> Result<(), Error> {
        for filing in filings {
            let version = self.case(&filing.number).await?.version;
            let number = filing.number.clone();
            let command = Submit { number, version, declared: true, leave_out_bad_rows: false };
            self.act(filing.signatory, &command).await?;
        }
        let first = filings.first().map_or("", |f| f.preparer);
        let preparer = self.person(first).await?.name;
        let signatory = self.person(filings.first().map_or("", |f| f.signatory)).await?.name;
        let facts = [("preparer", self.own(&preparer).into()), ("signatory", self.own(&signatory).into())];
        self.tell("submit", &facts);
        Ok(())
    }

    /// The Chinese or the English name.
    fn own(&self, name: &(String, String)) -> String {
        if self.lang == Lang::ZhCn { name.0.clone() } else { name.1.clone() }
    }

    // ---- the authority -------------------------------------------------------------------------------------------

    async fn accept(&mut self, filings: &[Filing]) -> Result<(), Error> {
        for filing in filings {
            let version = self.case(&filing.number).await?.version;
            self.act(officer(Role::ReceivingOfficer), &Accept { number: filing.number.clone(), version }).await?;
        }
        let name = self.person(officer(Role::ReceivingOfficer)).await?.name;
        let facts = [("count", self.count(filings.len()).into()), ("who", self.own(&name).into())];
        self.tell("accept", &facts);
        Ok(())
    }

    async fn check(&mut self, filings: &[Filing]) -> Result<(), Error> {
        let mut credit = Table::bare(vec![Side::Left, Side::Left]);
        let mut amounts = Table::bare(vec![Side::Left, Side::Left, Side::Right]);
        for filing in filings {
            let version = self.case(&filing.number).await?.version;
            let number = filing.number.clone();
            let outcome = self.act(officer(Role::CreditChecker), &RunChecks { number, version }).await?;
            let lines = self.lines(&filing.number).await?;
            let credit_is = |wanted: &str| lines.iter().filter(|l| l.credit_outcome.as_deref() == Some(wanted)).count();
            let facts = [
                ("firm", self.lang.t(&format!("credit-outcome-{outcome}")).into()),
                ("pass", self.count(credit_is("pass")).into()),
                ("refer", self.count(credit_is("refer")).into()),
                ("block", self.count(credit_is("block")).into()),
            ];
            credit.row([filing.number.clone(), self.lang.tv("demo-check-lines", &facts)]);
            let came_to = |wanted: &str| lines.iter().filter(|l| l.outcome.as_deref() == Some(wanted)).count();
            let facts = [
                ("lines", self.count(lines.len()).into()),
                ("paid", self.count(came_to("paid")).into()),
                ("ineligible", self.count(came_to("ineligible")).into()),
                ("struck", self.count(came_to("struck")).into()),
            ];
            let total = self.case(&filing.number).await?.calculated_fen.unwrap_or(Fen::ZERO);
            let words = self.lang.tv("demo-calculate-lines", &facts);
            amounts.row([filing.number.clone(), words, self.lang.yuan(total)]);
        }
        self.tell("check", &[]);
        self.figures(&credit);
        self.tell("calculate", &[]);
        self.figures(&amounts);
        Ok(())
    }

    async fn review(&mut self, filings: &[Filing]) -> Result<(), Error> {
        let reviewer = officer(Role::FirstReviewer);
        let mut decided = Vec::new();
        for filing in filings {
            let number = || filing.number.clone();
            let version = self.case(&filing.number).await?.version;
            self.act(reviewer, &StartReview { number: number(), version }).await?;
            for line in self.lines(&filing.number).await? {
                if line.credit_outcome.as_deref() != Some("refer") {
                    continue;
                }
                let version = self.case(&filing.number).await?.version;
                let reason = "决定书载明的住所与营业执照不同，经与登记机关核对，不是同一主体。".to_owned();
                let decision = Decision::Accept;
                self.act(reviewer, &DecideLine { number: number(), version, row: line.row_no, decision, reason })
                    .await?;
                decided.push((filing.number.clone(), line));
            }
            let version = self.case(&filing.number).await?.version;
            let reason = "材料齐全，明细与合同、发票核对一致，建议按核算金额予以补贴。".to_owned();
            self.act(reviewer, &Recommend { number: number(), version, reason }).await?;
        }
        let name = self.person(reviewer).await?.name;
        let facts = [("who", self.own(&name).into()), ("count", self.count(decided.len()).into())];
        self.tell("review", &facts);
        let mut table = Table::bare(vec![Side::Left, Side::Left, Side::Left]);
        for (number, line) in &decided {
            table.row([number, &line.contract_no, &line.enterprise_name]);
        }
        self.figures(&table);
        self.app.clock.set(at(day(2026, 3, 3), 9));
        for filing in filings {
            let version = self.case(&filing.number).await?.version;
            let (number, reason) = (filing.number.clone(), String::new());
            self.act(officer(Role::SecondReviewer), &Confirm { number, version, reason }).await?;
        }
        let name = self.person(officer(Role::SecondReviewer)).await?.name;
        let facts = [("who", self.own(&name).into()), ("count", self.count(filings.len()).into())];
        self.tell("confirm", &facts);
        Ok(())
    }

    async fn approve(&mut self, filings: &[Filing]) -> Result<(), Error> {
        let mut table = Table::bare(vec![Side::Left, Side::Left, Side::Right]);
        let mut amounts = Vec::new();
        for filing in filings {
            let case = self.case(&filing.number).await?;
            let content = decision_hash(self.app.store.read(), &case).await?;
            let command =
                Approve { number: filing.number.clone(), version: case.version, content, reason: String::new() };
            let amount = self.act(officer(Role::Approver), &command).await?;
            table.row([filing.number.clone(), filing.firm.to_owned(), self.lang.yuan(amount)]);
            amounts.push(amount);
        }
        let name = self.person(officer(Role::Approver)).await?.name;
        let total = self.lang.yuan(Fen::sum(amounts)?);
        self.tell("approve", &[("who", self.own(&name).into()), ("total", total.into())]);
        self.figures(&table);
        Ok(())
    }

    async fn notice(&mut self, filings: &[Filing]) -> Result<(), Error> {
        self.app.clock.set(at(day(2026, 3, 4), 9));
        let mut applications = Vec::new();
        for filing in filings {
            applications.push((filing.number.clone(), self.case(&filing.number).await?.version));
        }
        let number = self.act(officer(Role::ReceivingOfficer), &Publish { applications }).await?;
        let notice = store::notice::by_number(self.app.store.read(), &number).await?;
        let facts = [
            ("number", number.clone().into()),
            ("from", self.lang.date(notice.starts_on).into()),
            ("to", self.lang.date(notice.ends_on).into()),
            ("days", notice.working_days.into()),
        ];
        self.tell("publish", &facts);
        let after = self.calendar().await?.next_working_day(notice.ends_on)?;
        self.app.clock.set(at(after, 9));
        let ready = self.act(officer(Role::ReceivingOfficer), &End { number }).await?;
        let facts = [("today", self.lang.date(after).into()), ("count", self.count(ready).into())];
        self.tell("notice-end", &facts);
        // Before money leaves, the sources must have answered within a day: the same file again changes no record.
        self.import_penalties().await
    }

    // ---- finance and bank ----------------------------------------------------------------------------------------

    /// Builds, checks, seals and sends the batch; gives its number and what the sealed file orders.
    async fn pay(&mut self) -> Result<(String, PaymentFileSeen), Error> {
        let scope = self.person(officer(Role::FinanceMaker)).await?.scope()?;
        let ready = store::payment::in_states(self.app.store.read(), &scope, &[PaymentState::Ready], 10_000).await?;
        let payments = ready.iter().map(|p| p.number.clone()).collect();
        let number = self.act(officer(Role::FinanceMaker), &batch::Build { payments }).await?;
        let made = self.batch(&number).await?;
        let facts = [
            ("number", number.clone().into()),
            ("count", made.payments.into()),
            ("sum", self.lang.yuan(made.sum_fen).into()),
        ];
        self.tell("batch", &facts);
        let step = |version| (number.clone(), version);
        let (number_, version) = step(made.version);
        self.act(officer(Role::FinanceMaker), &batch::Submit { number: number_, version }).await?;
        let (number_, version) = step(self.batch(&number).await?.version);
        self.act(officer(Role::FinanceApprover), &batch::Approve { number: number_, version }).await?;
        let (maker, approver) = (
            self.person(officer(Role::FinanceMaker)).await?.name,
            self.person(officer(Role::FinanceApprover)).await?.name,
        );
        self.tell("two-persons", &[("maker", self.own(&maker).into()), ("approver", self.own(&approver).into())]);
        let (number_, version) = step(self.batch(&number).await?.version);
        let hash = self.act(officer(Role::FinanceApprover), &Seal { number: number_, version }).await?;
        let sealed =
            self.batch(&number).await?.file_bytes.ok_or_else(|| Fault::new("a sealed batch without a file"))?;
        let file = format!("{number}.pain.001.xml");
        folder::write(&self.folder, &file, &sealed)?;
        let short: String = hash.chars().take(16).collect();
        self.tell("seal", &[("file", file.into()), ("hash", short.into())]);
        let (number_, version) = step(self.batch(&number).await?.version);
        self.act(officer(Role::FinanceMaker), &batch::Send { number: number_, version }).await?;
        self.tell("send", &[]);
        Ok((number, read_back(&sealed)?))
    }

    async fn batch(&mut self, number: &str) -> Result<payment_batch::Model, Error> {
        let scope = self.person(officer(Role::Auditor)).await?.scope()?;
        store::payment::batch(self.app.store.read(), &scope, number).await
    }

    /// The bank carries the file out and sends its statement; gives our number of the statement.
    async fn bank(&mut self, sent: &PaymentFileSeen) -> Result<String, Error> {
        let paid_on = self.app.clock.today();
        let returned_on = paid_on + TimeDelta::days(2);
        let treasury = ("东岭省财政厅国库处", "8010000000000009001");
        let mut entries =
            vec![Booking::funding(paid_on, FUNDING, treasury.0, treasury.1, "东财金〔2026〕8、9号 补贴资金")];
        entries.extend(sent.payments.iter().map(|p| Booking::payment(paid_on, p)));
        if let Some(last) = sent.payments.last() {
            entries.push(Booking::returned(returned_on, last, ("AC01", "收款账号与户名不符")));
        }
        entries.push(Booking::charge(returned_on, Fen::new(2_600)));
        let period = (day(2026, 3, 1), returned_on);
        let count = entries.len();
        let statement = Statement::balanced((ACCOUNT, AUTHORITY), 1, period, Fen::ZERO, entries)?;
        let bytes = statement.write()?;
        let file = format!("statement-{returned_on}.camt.053.xml");
        folder::write(&self.folder, &file, &bytes)?;
        let facts = [
            ("file", file.clone().into()),
            ("count", self.count(count).into()),
            ("closing", self.lang.yuan(statement.closing).into()),
        ];
        self.tell("bank", &facts);
        let next = self.calendar().await?.next_working_day(returned_on)?;
        self.app.clock.set(at(next, 9));
        let actor = self.person(officer(Role::Reconciler)).await?;
        let imported = import_statement(&self.app, &actor, None, &file, bytes).await?;
        let imported = imported.into_iter().next().ok_or_else(|| Fault::new("no statement was imported"))?;
        let facts = [
            ("number", imported.number.clone().into()),
            ("lines", self.count(imported.lines).into()),
            ("matched", self.count(imported.matched).into()),
            ("open", self.count(imported.lines.saturating_sub(imported.matched)).into()),
        ];
        self.tell("match", &facts);
        Ok(imported.number)
    }

    async fn explain(&mut self, number: &str) -> Result<(), Error> {
        let scope = self.person(officer(Role::Reconciler)).await?.scope()?;
        let statement = store::statement::by_number(self.app.store.read(), &scope, number).await?;
        let mut table = Table::bare(vec![Side::Left, Side::Right]);
        for entry in store::statement::entries(self.app.store.read(), statement.id).await? {
            if entry.state != EntryState::Unmatched {
                continue;
            }
            let (kind, note) = if entry.direction == "credit" {
                (Kind::Funding, "国库拨款凭证 2026-0311")
            } else {
                (Kind::Charge, "银行收费回单")
            };
            let (statement, ordinal, note) = (number.to_owned(), entry.ordinal, note.to_owned());
            self.act(officer(Role::Reconciler), &Explain { statement, ordinal, kind, note }).await?;
            let words = self.lang.t(&format!("demo-explain-{}", kind.key())).into_owned();
            table.row([words, self.lang.yuan(entry.amount_fen)]);
        }
        let name = self.person(officer(Role::Reconciler)).await?.name;
        self.tell("explain", &[("who", self.own(&name).into())]);
        self.figures(&table);
        Ok(())
    }

    /// The payment that came back is open again: nothing is paid twice by itself.
    async fn returned(&mut self) -> Result<(), Error> {
        let scope = self.person(officer(Role::Auditor)).await?.scope()?;
        for back in store::payment::in_states(self.app.store.read(), &scope, &[PaymentState::Returned], 100).await? {
            let facts = [
                ("number", back.number.into()),
                ("payee", back.payee_name.into()),
                ("amount", self.lang.yuan(back.amount_fen).into()),
                ("reason", back.return_reason.into()),
            ];
            self.tell("returned", &facts);
        }
        // The pages begin with fresh sources, so that the next application can be checked at once.
        self.import_penalties().await
    }

    // ---- the proof -----------------------------------------------------------------------------------------------

    /// Budget = payments = bank for every budget line, to the fen, and every invariant.
    async fn prove(&mut self, batch: &str) -> Result<(bool, Vec<Finding>), Error> {
        let scope = self.person(officer(Role::Auditor)).await?.scope()?;
        let db = self.app.store.read();
        let paid = store::payment::in_states(db, &scope, &[PaymentState::Paid], 1_000_000).await?;
        let heads = ["allocated", "available", "open", "spent", "paid", "bank", "holds"];
        let mut columns = vec![(self.lang.t("demo-proof-line"), Side::Left)];
        columns.extend(heads.map(|h| (self.lang.t(&format!("demo-proof-{h}")), Side::Right)));
        let mut table = Table::new(columns);
        let mut good = true;
        for line in store::budget::lines(db, &scope).await? {
            let balances = store::ledger::balances(db, line.id).await?;
            let of = |kind| balances.iter().find(|(k, _)| *k == kind).map_or(Fen::ZERO, |(_, b)| *b);
            let allocated = Fen::ZERO.minus(of(AccountKind::Appropriation))?;
            let held = [AccountKind::Reserved, AccountKind::Committed, AccountKind::Payable, AccountKind::InTransit];
            let open = Fen::sum(held.map(of))?;
            let spent = of(AccountKind::Spent);
            let payments = Fen::sum(paid.iter().filter(|p| p.budget_line_id == line.id).map(|p| p.amount_fen))?;
            let bank = store::statement::bank_spent(db, line.id).await?;
            let whole = of(AccountKind::Available).plus(open)?.plus(spent)? == allocated;
            let holds = whole && spent == payments && payments == bank && spent > Fen::ZERO;
            good &= holds;
            let amounts = [allocated, of(AccountKind::Available), open, spent, payments, bank];
            let mut cells = vec![line.code.clone()];
            cells.extend(amounts.map(|a| self.lang.amount(a)));
            cells.push(if holds { "✓" } else { "✗" }.to_owned());
            table.row(cells);
        }
        self.tell("proof", &[("batch", batch.to_owned().into())]);
        self.figures(&table);
        let findings = verify(&self.app).await?;
        good &= findings.iter().all(Finding::holds);
        let held = findings.iter().filter(|f| f.holds()).count();
        let facts = [("held", self.count(held).into()), ("all", self.count(findings.len()).into())];
        self.tell("verify", &facts);
        Ok((good, findings))
    }
}
