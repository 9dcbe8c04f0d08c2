//! Everything that anybody may do: one file per act, each change a [`command::Command`] run by [`command::execute`].
//!
//! | area | acts |
//! |---|---|
//! | [`account`] | sign in and out, people and firms |
//! | [`application`] | create, fill in, import the schedule, submit, withdraw, receive, check, review, confirm, approve, correct |
//! | [`credit`] | import records, check an application, report own records outward |
//! | [`scheme`] | write, submit, give back, publish, withdraw, discard versions; open calls |
//! | [`budget`] | allocate |
//! | [`cluster`] | accept that a fail-over may lose acts, note a fail-over |
//! | [`backup`] | copy the installation, prove a copy, bring one back |
//! | [`job`] | work that acts and clocks leave to be done; have a job done again, give one up |
//! | [`letter`] | issue letters of the authority, make their files, hand them out |
//! | [`limit`] | propose, confirm, decline, take back up to which amount a unit approves |
//! | [`mail`] | ask for mail, prove an address, choose how often, end it |
//! | [`notice`] | publish, end |
//! | [`payment`] | build, submit, approve, seal, send, recall a batch; order a returned payment again |
//! | [`procedure`] | propose, confirm, decline, take back versions of procedures |
//! | [`reconcile`] | import a statement, match, explain |
//! | [`restoration`] | lock the payments of a copy that was brought back, and free them |
//! | [`simulation`] | run a version over past applications |
//! | [`query`] | what pages and the command line show |
//! | [`reader`] | who reads what |
//! | [`attached`] | files of evidence, with the act that they are for |
//! | [`upload`] | files on their way in, kept in pieces before the act that counts them |
//! | [`verify`] | the invariants I1–I14 |

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use tokio::sync::Notify;

use acknowledged::Record;
use chrono::TimeDelta;
use domain::sign_in::Required;
use kernel::clock::Clock;
use kernel::error::Fault;
use kernel::sealed::SealingKey;
use registry::{Limits, Registries};
use store::Store;

pub mod account;
pub mod acknowledged;
pub mod actor;
pub mod addition;
pub mod application;
pub mod attached;
pub mod backup;
pub mod budget;
pub mod calendar;
pub mod call;
pub mod clock;
pub mod cluster;
pub mod command;
pub mod credit;
pub use kernel::id;
pub mod document;
pub mod inbox;
pub mod job;
pub mod letter;
pub mod limit;
pub mod mail;
pub mod notice;
pub mod payment;
pub mod person;
pub mod procedure;
pub mod query;
pub mod reader;
pub mod reconcile;
pub mod recusal;
pub mod registration;
pub mod relocation;
pub mod restoration;
pub mod scan;
pub mod scheme;
pub mod seal;
pub mod segregation;
pub mod simulation;
pub mod upload;
pub mod verify;

/// What every service call needs: the database, the clock, and whether this is the demonstration.
#[derive(Clone)]
pub struct App {
    /// The database.
    pub store: Store,
    /// The clock.
    pub clock: Clock,
    /// Whether one-click sign-in and the movable clock of the demonstration are on.
    pub demo: bool,
    /// Where acts are written down outside the database, if they are.
    pub acknowledged: Option<Record>,
    /// The copies that the program makes while it serves.
    pub copies: backup::regular::Regular,
    /// Who must have a second factor.
    pub second_factor: Required,
    /// How old a proof of identity may be for acts that ask for one; none where they do not ask.
    pub step_up: Option<TimeDelta>,
    /// The way of mail; none where no mail is sent.
    pub post: Option<mail::Post>,
    /// The folder of the fonts for letters; without one, those of the system.
    pub fonts: Option<PathBuf>,
    /// The scanner that looks at papers; none where they are not looked at.
    pub scanner: Option<scan::clamd::Clamd>,
    /// The key under which the database keeps secrets, where there is one.
    pub secrets: Option<Arc<SealingKey>>,
    /// The clock of people's devices: the clock of the world, also where the program's own stands still.
    pub devices: Clock,
    /// Wakes the workers of this process when an act left them something to do.
    pub work: Arc<Notify>,
    /// The job under whose lease this work is done.
    pub lease: Option<job::Lease>,
    opened: Arc<application::opened::Opened>,
    left: Arc<application::reading::LeftBehind>,
    elsewhere: Arc<application::elsewhere::AtHand>,
    pending: Arc<account::pending::Pending>,
    schemes: Arc<scheme::Cache>,
    procedures: Arc<procedure::Cache>,
    registries: Arc<OnceLock<Registries>>,
}

impl App {
    /// An application over an open, migrated database.
    pub fn new(store: Store, clock: Clock, demo: bool) -> Self {
        let acknowledged = None;
        Self {
            store,
            second_factor: Required::Offered,
            step_up: None,
            post: None,
            fonts: None,
            scanner: None,
            secrets: None,
            devices: clock.clone(),
            clock,
            demo,
            acknowledged,
            copies: backup::regular::Regular::default(),
            work: Arc::default(),
            lease: None,
            opened: Arc::default(),
            left: Arc::default(),
            elsewhere: Arc::default(),
            pending: Arc::default(),
            schemes: Arc::default(),
            procedures: Arc::default(),
            registries: Arc::default(),
        }
    }

    /// The registries of credit records that are asked over HTTP, with their circuits; made when first asked.
    ///
    /// # Errors
    /// A fault when the system has no certificates.
    pub fn registries(&self) -> Result<&Registries, Fault> {
        if let Some(made) = self.registries.get() {
            return Ok(made);
        }
        let new = Registries::new(Limits::default())
            .map_err(|e| Fault::from_cause("the client for registries could not be made", e))?;
        Ok(self.registries.get_or_init(|| new))
    }
}

/// Publishes what the program brings along and the database does not hold yet: schemes and credit rules.
///
/// # Errors
/// A fault of the database; a broken file of the program.
pub async fn bring_along(app: &App) -> Result<(), kernel::error::Error> {
    scheme::publish_embedded(app).await?;
    account::known::begin(app).await?;
    credit::rules::bring_along(app).await
}
