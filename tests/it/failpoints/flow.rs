//! The steps that are stopped: what stands before each of them, the step itself, and what must stand when it was asked for
//! again.

use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use domain::mail::{Pace, Tongue};
use sea_orm::ConnectionTrait as _;
use tempfile::TempDir;
use xinbu::clock::Clock;
use xinbu::error::Error;
use xinbu::service::acknowledged::Record;
use xinbu::service::application::import_schedule::import_schedule;
use xinbu::service::application::import_schedule::later::{Asking, ImportLater};
use xinbu::service::application::submit::Submit;
use xinbu::service::attached::Attached;
use xinbu::service::backup::regular::before_upgrade;
use xinbu::service::backup::{copies, copy, prove, restore};
use xinbu::service::command::{Key, execute};
use xinbu::service::credit::import_records::{Options, import_records};
use xinbu::service::job::mail::look;
use xinbu::service::payment::batch::{self, Build};
use xinbu::service::payment::seal::Seal;
use xinbu::service::reconcile::import_statement::import_statement;
use xinbu::service::upload::Incoming;
use xinbu::service::verify::verify;
use xinbu::service::{App, budget};
use xinbu::store::Store;
use xinbu::store::schema::Standing;
use xinbu::store::storage::Storage;

use crate::support::app::{PDF, proposal};
use crate::support::bank::{self, Line};
use crate::support::database::Database;
use crate::support::post::mails;
use crate::support::schedule::Row;
use crate::support::{Kind, TestApp};

/// A step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// An act with a short file.
    Proposal,
    /// An act with a file that is kept in pieces.
    LongFile,
    /// A schedule.
    Schedule,
    /// A long schedule is signed.
    Signing,
    /// A list of credit records.
    List,
    /// A payment file is sealed.
    PaymentFile,
    /// A statement of the bank settles payments.
    Statement,
    /// What acts left to be done.
    Jobs,
    /// A schedule that a job imports.
    Import,
    /// A firm is told by mail.
    Mail,
    /// A new database.
    FirstStart,
    /// A database of an earlier version.
    Upgrade,
    /// A copy.
    Copying,
    /// A copy takes the place of the database.
    Restoration,
}

/// An office that is made once, and copied for every step.
pub struct Office {
    database: Database,
    /// Its call for guarantee companies.
    call: String,
}

impl Office {
    /// An office in a fresh database, in which something was acknowledged, and that nobody has open.
    pub async fn closed(database: Database) -> Self {
        let app = TestApp::over(Database::at(&database.url)).await;
        app.run("finance_maker", &proposal("GUARANTEE", "1.00", BEFORE)).await.unwrap();
        app.app.store.clone().close().await.unwrap();
        Self { database, call: app.guarantee_call }
    }
}

/// What a step is done on.
pub struct Stage {
    pub database: Database,
    /// What the step must know.
    pub note: String,
    /// Where copies and records are.
    pub folder: TempDir,
}

impl Stage {
    /// The same once more; a folder with the same in it.
    pub fn again(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let copied = std::process::Command::new("cp")
            .args(["-a", &format!("{}/.", self.folder.path().display()), &folder.path().display().to_string()])
            .status();
        assert!(copied.unwrap().success());
        Self { database: self.database.again(), note: self.note.clone(), folder }
    }
}

/// The document of the step, and that of what was acknowledged before.
const DOCUMENT: &str = "D-step";
const BEFORE: &str = "D-before";

/// The document of what the copy has not.
const AFTER: &str = "D-after";

/// Lines of the schedule that is signed: more than an act writes itself.
const LONG: u32 = 1_001;

/// Rows of the list.
const RECORDS: usize = 40;

fn key() -> Key {
    Key::parse("step-00000001").unwrap()
}

/// A step that waits to be run.
pub struct Ready<'a> {
    flow: Flow,
    url: &'a str,
    note: &'a str,
    folder: &'a Path,
    office: Option<TestApp>,
    clock: Clock,
}

impl Flow {
    pub const ALL: [Self; 14] = [
        Self::Proposal,
        Self::LongFile,
        Self::Schedule,
        Self::Signing,
        Self::List,
        Self::PaymentFile,
        Self::Statement,
        Self::Jobs,
        Self::Import,
        Self::Mail,
        Self::FirstStart,
        Self::Copying,
        Self::Restoration,
        Self::Upgrade,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Proposal => "Proposal",
            Self::LongFile => "LongFile",
            Self::Schedule => "Schedule",
            Self::Signing => "Signing",
            Self::List => "List",
            Self::PaymentFile => "PaymentFile",
            Self::Statement => "Statement",
            Self::Jobs => "Jobs",
            Self::Import => "Import",
            Self::Mail => "Mail",
            Self::FirstStart => "FirstStart",
            Self::Upgrade => "Upgrade",
            Self::Copying => "Copying",
            Self::Restoration => "Restoration",
        }
    }

    /// Whether a program works on its database while it is done.
    const fn has_office(self) -> bool {
        !matches!(self, Self::FirstStart | Self::Upgrade | Self::Restoration)
    }

    /// Whether copies are made or tried in it.
    pub const fn copies(self) -> bool {
        matches!(self, Self::Upgrade | Self::Copying | Self::Restoration)
    }

    /// What stands before the step.
    pub async fn prepared(self, office: &Office, kind: Kind) -> Stage {
        let (folder, mut note) = (tempfile::tempdir().unwrap(), String::new());
        if self == Self::FirstStart {
            return Stage { database: Database::empty(kind).unwrap(), note, folder };
        }
        let database = office.database.again();
        let url = database.url.clone();
        let mut app = TestApp::resumed(Database::at(&url)).await;
        app.guarantee_call.clone_from(&office.call);
        match self {
            Self::Schedule => {
                note = app.draft("a").await;
                note = format!("{note} {}", app.version(&note).await);
            }
            Self::Signing => {
                let (number, rows) = (app.draft("a").await, (1..=LONG).map(Row::contract).collect::<Vec<_>>());
                app.upload("a", &number, &rows).await.unwrap();
                note = format!("{number} {}", app.version(&number).await);
            }
            Self::PaymentFile => {
                let number = app.payable("a", &[Row::contract(1), Row::contract(2)]).await;
                let payments = app.payments(&number).await.into_iter().map(|p| p.number).collect();
                let batch = app.run("finance_maker", &Build { payments }).await.unwrap();
                let of = |version| (batch.clone(), version);
                let (number, version) = of(1);
                app.run("finance_maker", &batch::Submit { number, version }).await.unwrap();
                let (number, version) = of(2);
                app.run("finance_approver", &batch::Approve { number, version }).await.unwrap();
                note = batch;
            }
            Self::Statement => {
                let number = app.payable("a", &[Row::contract(1)]).await;
                app.sent(&number).await;
                let paid = app.payments(&number).await.remove(0);
                let fen = paid.amount_fen.minor();
                note = bank::statement(
                    "ICBC-0001",
                    1,
                    ("2026-03-09", "2026-03-09"),
                    0,
                    &[
                        Line::Funding(fen),
                        Line::Paid(&paid.end_to_end_id, fen, &paid.payee_name, paid.account_no.as_str()),
                    ],
                )
                .replace('\n', " ");
            }
            Self::Jobs => {
                app.submitted("a", &[Row::contract(1)]).await;
                crate::jobs::a_fact_changes(&app).await;
            }
            Self::Import => {
                let number = app.draft("a").await;
                let version = app.version(&number).await;
                let rows = [Row::contract(1), Row::contract(2), Row::contract(3)];
                let file = Incoming::from(("schedule.csv", app.schedule_csv(&rows).await));
                let wanted = ImportLater { number, version, what: Asking::Send(file) };
                execute(&app.app, &app.actor("a.preparer").await, None, &wanted).await.unwrap();
            }
            Self::Mail => {
                let mails = folder.path().join("mails");
                std::fs::create_dir(&mails).unwrap();
                app.mails_into(&mails);
                app.has_mail(&mails, "a.preparer", (Pace::AtOnce, Tongue::ZhCn)).await;
                app.in_review("a", &[Row::contract(1)]).await;
                app.app.clock.advance(TimeDelta::minutes(5));
                look(&app.app).await.unwrap();
            }
            Self::Restoration => {
                copy(&app.app, &url, &folder.path().join("copies")).await.unwrap();
                app.run("finance_maker", &proposal("GUARANTEE", "1.00", AFTER)).await.unwrap();
            }
            _ => {}
        }
        if self == Self::Upgrade {
            crate::backup::of_an_earlier_version(&app).await;
        }
        app.app.store.clone().close().await.unwrap();
        Stage { database, note, folder }
    }

    /// The step, ready to be run.
    pub async fn ready<'a>(self, url: &'a str, note: &'a str, folder: &'a Path, later: TimeDelta) -> Ready<'a> {
        let day: DateTime<Utc> = "2026-03-12T01:00:00Z".parse().unwrap();
        let clock = Clock::standing(day + later, chrono_tz::Asia::Shanghai);
        let office = if self.has_office() {
            let mut office = TestApp::resumed(Database::at(url)).await;
            let record = Record::begin(&folder.join("acknowledged"), office.app.clock.now());
            office.app.acknowledged = Some(record.unwrap());
            office.app.clock.set(office.app.clock.now() + later);
            if self == Self::Mail {
                office.mails_into(&folder.join("mails"));
            }
            Some(office)
        } else {
            None
        };
        Ready { flow: self, url, note, folder, office, clock }
    }

    /// Asks for the step once more and holds what came of it to what must be.
    pub async fn holds_once(self, stage: &Stage, what: &str) {
        let url = &stage.database.url;
        // A list that was broken off counts as on its way for some minutes.
        let step = self.ready(url, &stage.note, stage.folder.path(), TimeDelta::hours(1)).await;
        if let Err(error) = step.run().await {
            panic!("{what}, asked for again: {error:?}");
        }
        if let Some(office) = step.office {
            office.app.store.close().await.unwrap();
        }
        let app = TestApp::resumed_or_new(url).await;
        for finding in verify(&app.app).await.unwrap() {
            assert!(finding.holds(), "{what}: {} is violated: {:?}", finding.invariant, finding.violations);
        }
        let count = async |from: &str| app.count(from).await;
        let proposed =
            async |document: &str| count(&format!("budget_allocation WHERE document_no = '{document}'")).await;
        if self != Self::FirstStart {
            assert_eq!(proposed(BEFORE).await, 1, "{what}: what was acknowledged before");
        }
        let found = match self {
            Self::Proposal | Self::LongFile => (proposed(DOCUMENT).await, 1),
            Self::Schedule => {
                let of = "line WHERE schedule_id = (SELECT schedule_id FROM application WHERE schedule_id IS NOT NULL)";
                (count(of).await, 3)
            }
            Self::Import => {
                let of = "line WHERE schedule_id = (SELECT schedule_id FROM application WHERE schedule_id IS NOT NULL)";
                let acts = "audit_event WHERE action = 'application.import_schedule'";
                (count(of).await * 100 + count("job WHERE state = 'done'").await * 10 + count(acts).await, 311)
            }
            Self::Signing => {
                let steps = "case_step WHERE event = 'submit'";
                let left = count("bundle WHERE place IS NULL").await;
                (count("live_claim").await + 10 * left + 100_000 * count(steps).await, 100_000 + i64::from(LONG))
            }
            Self::List => {
                (count("credit_record WHERE decision_no LIKE '断〔2026〕%'").await, i64::try_from(RECORDS).unwrap())
            }
            Self::PaymentFile => (count("payment_batch WHERE state = 'sealed' AND file_sha256 IS NOT NULL").await, 1),
            Self::Statement => (count("statement").await * 10 + count("payment WHERE state = 'paid'").await, 11),
            Self::Jobs => {
                let of_the_job = count("credit_check WHERE requested_by IS NULL").await;
                (of_the_job * 10 + count("job WHERE state = 'done'").await, 11)
            }
            // The server may have it twice, under one id: in a folder that is one file.
            Self::Mail => {
                let told = mails(&stage.folder.path().join("mails"))
                    .into_iter()
                    .filter(|mail| mail.subject.contains("已受理"));
                let noted = count("audit_event WHERE action = 'mail.sent'").await;
                (i64::try_from(told.count()).unwrap() * 10 + noted, 11)
            }
            Self::FirstStart => (i64::from(app.app.store.standing().await.unwrap() == Standing::Current), 1),
            Self::Upgrade => (i64::from(!copies(&stage.folder.path().join("copies")).unwrap().is_empty()), 1),
            Self::Copying => {
                let all = copies(&stage.folder.path().join("copies")).unwrap();
                for (folder, _) in &all {
                    let proof = prove(folder, url, &app.app.clock).await.unwrap();
                    assert!(proof.holds(), "{what}: {:?}", proof.findings);
                }
                (i64::from(!all.is_empty()), 1)
            }
            // The copy has not what came after it, and says that it is one.
            Self::Restoration => (count("restoration").await * 10 + proposed(AFTER).await, 10),
        };
        assert_eq!(found.0, found.1, "{what}: done once");
        app.app.store.clone().close().await.unwrap();
    }
}

impl Ready<'_> {
    /// Does it.
    pub async fn run(&self) -> Result<(), Error> {
        match &self.office {
            Some(office) => self.of_office(office).await,
            None => self.of_database().await,
        }
    }

    async fn of_office(&self, office: &TestApp) -> Result<(), Error> {
        let (app, key): (&App, _) = (&office.app, key());
        match self.flow {
            Flow::Proposal | Flow::LongFile => {
                let mut file = PDF.to_vec();
                if self.flow == Flow::LongFile {
                    // Two and a half groups of pieces.
                    file.resize(5 << 20, b' ');
                }
                let wanted = budget::Propose {
                    file: Attached::new("指标文.pdf", file),
                    ..proposal("GUARANTEE", "1.00", DOCUMENT)
                };
                execute(app, &office.actor("finance_maker").await, Some(&key), &wanted).await.map(|_| ())
            }
            Flow::Schedule => {
                let (number, version) = self.note.split_once(' ').unwrap();
                let rows = [Row::contract(1), Row::contract(2), Row::contract(3)];
                let file = ("schedule.csv", office.schedule_csv(&rows).await);
                let actor = office.actor("a.preparer").await;
                import_schedule(app, &actor, Some(&key), (number, version.parse().unwrap()), file).await.map(|_| ())
            }
            Flow::Signing => {
                let (number, version) = self.note.split_once(' ').unwrap();
                let version = version.parse().unwrap();
                let submit = Submit { number: number.to_owned(), version, declared: true, leave_out_bad_rows: false };
                execute(app, &office.actor("a.signatory").await, Some(&key), &submit).await
            }
            Flow::List => {
                let mut list = crate::support::app::PENALTIES.lines().next().unwrap().to_owned() + "\n";
                for n in 0..RECORDS {
                    list += &format!("断点{n}有限公司,,断〔2026〕{n}号,警告,,2026-01-10,江临市市场监督管理局,轻微\n");
                }
                let options = Options::of("2026-03-02".parse().unwrap());
                let actor = office.actor("credit_checker").await;
                let file = ("list.csv", list.into_bytes());
                import_records(app, &actor, Some(&key), "CREDIT_PLATFORM", file, options).await.map(|_| ())
            }
            Flow::PaymentFile => {
                let seal = Seal { number: self.note.to_owned(), version: 3 };
                execute(app, &office.actor("finance_approver").await, Some(&key), &seal).await.map(|_| ())
            }
            Flow::Statement => {
                let actor = office.actor("reconciler").await;
                let file = self.note.as_bytes().to_vec();
                import_statement(app, &actor, Some(&key), "0309.xml", file).await.map(|_| ())
            }
            Flow::Jobs | Flow::Import | Flow::Mail => xinbu::service::job::work_all(app).await.map(|_| ()),
            Flow::Copying => copy(app, self.url, &self.copies()).await.map(|_| ()),
            Flow::FirstStart | Flow::Upgrade | Flow::Restoration => unreachable!("no program works meanwhile"),
        }
    }

    async fn of_database(&self) -> Result<(), Error> {
        if self.flow == Flow::Restoration {
            let (copy, _) = copies(&self.copies()).unwrap().remove(0);
            return restore(&copy, (self.url, &Storage::Database), true, &self.clock).await.map(|_| ());
        }
        let store = Store::create(self.url).await?;
        let done = async {
            if self.flow == Flow::Upgrade {
                before_upgrade(&store, self.url, Some(&self.copies()), &self.clock).await?;
            }
            store.migrate().await
        };
        let done = done.await;
        store.close().await?;
        done
    }

    fn copies(&self) -> PathBuf {
        self.folder.join("copies")
    }
}

impl TestApp {
    /// A database that is there, with or without an office in it.
    async fn resumed_or_new(url: &str) -> Self {
        let store = Store::open(url).await.unwrap();
        let text = "SELECT 1 AS one FROM audit_event LIMIT 1";
        let backend = store.backend();
        let there = store.read().query_one_raw(sea_orm::Statement::from_string(backend, text)).await.unwrap().is_some();
        store.close().await.unwrap();
        if there { Self::resumed(Database::at(url)).await } else { Self::over(Database::at(url)).await }
    }
}
