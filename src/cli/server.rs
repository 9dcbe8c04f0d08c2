//! `xinbu serve`, `xinbu migrate`, `xinbu setup`: the commands that run an installation.

use std::ffi::{OsStr, OsString};
use std::io::IsTerminal as _;
use std::os::linux::net::SocketAddrExt as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::net::{SocketAddr, UnixDatagram};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use clap::Args;
use domain::identifier::{AccountNumber, Cnaps, Uscc};
use domain::refusal::{Code, Fact, Refusal};
use domain::sign_in::{Profile, Required};
use kernel::sealed::SealingKey;
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use super::output::Out;
use super::{Database, block_on, read_text, read_toml};
use crate::clock::Clock;
use crate::config::{Config, UPLOAD_MEGABYTES, Uploads, ZONE, zone};
use crate::error::{Error, Trouble};
use crate::service::App;
use crate::service::account::provision::{Setup, provision};
use crate::service::account::set_up;
use crate::service::acknowledged::Record;
use crate::service::backup::regular::{Plan, Regular, before_upgrade, turn};
use crate::service::cluster::{note_epoch, promise};
use crate::service::credit::import_records::way::clear_away;
use crate::service::person::factor::count_under_another_key;
use crate::store::Store;
use crate::web::path::to;

/// Arguments of `xinbu serve`.
#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    database: Database,
    /// Address to listen on; a port alone is one of this machine
    #[arg(long, env = "XINBU_LISTEN", default_value = "127.0.0.1:8080", value_parser = place_of)]
    listen: String,
    /// Address at which Prometheus asks for figures, for those who run the program alone; without it there is none
    #[arg(long, env = "XINBU_METRICS", value_name = "ADDRESS", value_parser = place_of)]
    metrics: Option<String>,
    /// Zone of business dates
    #[arg(long, env = "XINBU_ZONE", default_value = "Asia/Shanghai")]
    zone: String,
    /// Whether cookies are for https only; false only where no proxy stands before the program
    #[arg(long, env = "XINBU_HTTPS", default_value_t = true, action = clap::ArgAction::Set)]
    https: bool,
    /// Addresses of proxies before the program; what they say of where a request comes from counts
    #[arg(long, env = "XINBU_PROXY", value_name = "ADDRESSES", value_delimiter = ',')]
    proxy: Vec<std::net::IpAddr>,
    /// The largest upload, in MB
    #[arg(long, env = "XINBU_UPLOAD_LIMIT", value_name = "MB", default_value_t = UPLOAD_MEGABYTES, value_parser = clap::value_parser!(u64).range(1..=4_000))]
    upload_limit: u64,
    /// Folder where uploads wait while they are read; without it the system's folder for temporary files
    #[arg(long, env = "XINBU_UPLOAD_DIR", value_name = "DIR")]
    upload_dir: Option<PathBuf>,
    /// Folder in which every act is written down outside the database before it is acknowledged
    #[arg(long, env = "XINBU_ACKNOWLEDGED", value_name = "DIR")]
    acknowledged: Option<PathBuf>,
    #[command(flatten)]
    sign_in: SignIn,
    #[command(flatten)]
    regular: RegularCopies,
    #[command(flatten)]
    mail: super::mail::Settings,
    #[command(flatten)]
    letters: super::letter::Letters,
    #[command(flatten)]
    scan: super::scan::Scanner,
    /// Where a service manager waits to be told that the program serves; it sets this itself.
    #[arg(long, env = "NOTIFY_SOCKET", hide = true)]
    notify_socket: Option<OsString>,
}

/// How people sign in.
#[derive(Debug, Args)]
struct SignIn {
    /// By which standard people sign in: asvs (OWASP ASVS 5.0.0, level 2) or djbh3 (GB/T 22239-2019, level 3)
    #[arg(long, env = "XINBU_SIGN_IN", value_name = "PROFILE", default_value = "asvs", value_parser = profile)]
    sign_in: Profile,
    /// Who must have a second factor: staff, everybody, or nobody to whom it is offered
    #[arg(long, env = "XINBU_SECOND_FACTOR", value_name = "WHO", default_value = "staff", value_parser = required)]
    second_factor: Required,
    /// The key under which the database keeps secrets; in the environment nobody else sees it
    #[arg(long, env = "XINBU_SECRET_KEY", value_name = "KEY", hide = true, hide_env_values = true)]
    secret_key: Option<String>,
    /// File of the key under which the database keeps secrets: 64 hexadecimal digits
    #[arg(long, env = "XINBU_SECRET_KEY_FILE", value_name = "FILE", conflicts_with = "secret_key")]
    secret_key_file: Option<PathBuf>,
}

/// For so long a proof of identity counts for acts that ask for one.
const PROOF_COUNTS: TimeDelta = TimeDelta::minutes(10);

fn profile(key: &str) -> Result<Profile, String> {
    Profile::from_key(key).ok_or_else(|| "asvs or djbh3".to_owned())
}

fn required(key: &str) -> Result<Required, String> {
    Required::from_key(key).ok_or_else(|| "staff, everybody or offered".to_owned())
}

impl SignIn {
    /// The key under which the database keeps secrets, where one is named.
    fn key(&self) -> Result<Option<SealingKey>, Error> {
        let text = match (&self.secret_key, &self.secret_key_file) {
            (Some(text), _) => text.clone(),
            (None, Some(file)) => read_text(file)?,
            (None, None) => return Ok(None),
        };
        Ok(Some(SealingKey::parse(&text).ok_or(Code::SecretKeyMalformed)?))
    }

    /// Puts what was set into force.
    fn put(&self, app: &mut App) -> Result<(), Error> {
        if !self.sign_in.allows(self.second_factor) {
            return Err(Code::SecondFactorDemanded.into());
        }
        app.second_factor = self.second_factor;
        app.step_up = Some(PROOF_COUNTS);
        app.secrets = self.key()?.map(Arc::new);
        Ok(())
    }
}

/// An address to listen on as people type it.
#[expect(clippy::unnecessary_wraps, reason = "the form of a reader of arguments")]
pub(super) fn place_of(text: &str) -> Result<String, std::convert::Infallible> {
    Ok(if text.parse::<u16>().is_ok() { format!("127.0.0.1:{text}") } else { text.to_owned() })
}

/// Where copies go.
#[derive(Debug, Args)]
pub(super) struct Copies {
    /// Folder of the copies; one is made before an upgrade, for SQLite beside the database where no folder is named
    #[arg(long, env = "XINBU_BACKUP_DIR", value_name = "DIR")]
    backup_dir: Option<PathBuf>,
}

/// Which copies are made at an interval: none where no folder is named.
#[derive(Debug, Args)]
pub(super) struct RegularCopies {
    #[command(flatten)]
    copies: Copies,
    /// Hours between two copies
    #[arg(long, env = "XINBU_BACKUP_EVERY", value_name = "HOURS", default_value_t = 24, value_parser = clap::value_parser!(u32).range(1..=720))]
    backup_every: u32,
    /// How many of the copies stay
    #[arg(long, env = "XINBU_BACKUP_KEEP", value_name = "COPIES", default_value_t = 14, value_parser = clap::value_parser!(u32).range(1..))]
    backup_keep: u32,
}

impl RegularCopies {
    /// The copies of the database at `url`.
    pub(super) fn of(&self, url: &str) -> Regular {
        let Some(folder) = self.copies.backup_dir.clone() else { return Regular::default() };
        let keep = usize::try_from(self.backup_keep).unwrap_or(usize::MAX);
        Regular::by(Plan { url: url.to_owned(), folder, every: self.backup_every, keep })
    }
}

/// Arguments of `xinbu migrate`.
#[derive(Debug, Args)]
pub(super) struct Migrate {
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    copies: Copies,
    /// Bring an older database along without a copy of its own: there is another one
    #[arg(long, conflicts_with = "backup_dir")]
    without_backup: bool,
}

/// Arguments of `xinbu setup`.
#[derive(Debug, Args)]
pub(super) struct SetUp {
    /// The TOML file: units, bank_accounts, budget_lines, firms, people
    file: PathBuf,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    copies: Copies,
    /// Zone of business dates
    #[arg(long, env = "XINBU_ZONE", default_value = "Asia/Shanghai")]
    zone: String,
}

pub(super) fn serve(out: Out, command: &Serve) -> Result<bool, Error> {
    log_to_stderr();
    let config = Config {
        database: command.database.database.clone(),
        limits: command.database.connections.limits(),
        storage: command.database.storage()?,
        acknowledged: command.acknowledged.clone(),
        listen: command.listen.clone(),
        zone: zone(&command.zone)?,
        https: command.https,
        proxies: command.proxy.clone(),
        uploads: Uploads {
            limit: command.upload_limit << 20,
            folder: command.upload_dir.clone().unwrap_or_else(|| Uploads::default().folder),
        },
    };
    if !config.uploads.folder.is_dir() {
        let path = config.uploads.folder.display().to_string();
        let refusal = Refusal::new(Code::FileUnreadable).with("path", Fact::Text(path));
        return Err(refusal.with("why", Fact::Message("upload-folder-missing".to_owned())).into());
    }
    let post = command.mail.post()?;
    let scanner = command.scan.scanner()?;
    block_on(async {
        let listener = listen(&config.listen).await?;
        let figures = match &command.metrics {
            Some(address) => Some(listen(address).await?),
            None => None,
        };
        let clock = Clock::system(config.zone);
        let store = opened(out, &config, &command.regular.copies, &clock).await?;
        store.watch();
        let mut app = App::new(store, clock, false);
        app.copies = command.regular.of(&config.database);
        app.post = post;
        app.fonts = command.letters.fonts.clone();
        app.scanner = scanner;
        command.sign_in.put(&mut app)?;
        let sealed = count_under_another_key(&app).await?;
        if sealed > 0 {
            out.note(&out.lang.tv("cli-secret-key-other", &[("count", sealed.into())]));
        }
        if let Some(folder) = &config.acknowledged {
            app.acknowledged = Some(Record::begin(folder, app.clock.now())?);
        }
        if let Err(error) = clear_away(&app).await {
            tracing::warn!(%error, "lists that were broken off wait to be cleared away");
        }
        crate::service::bring_along(&app).await?;
        out.note(&crate::export::cluster::words(out.lang, &promise(&app).await?));
        note_epoch(&app).await?;
        tokio::spawn(note_epochs(app.clone()));
        out.note(&out.lang.tv("cli-serving", &[("address", format!("http://{}", config.listen).into())]));
        if let Some(token) = set_up::offer(&app).await? {
            let address = format!("http://{}{}", config.listen, to!("/setup/{token}", token));
            let facts = [("address", address.into()), ("minutes", set_up::ENDS_AFTER.num_minutes().into())];
            out.note(&out.lang.tv("cli-set-up-link", &facts));
        }
        if let Some(socket) = &command.notify_socket
            && let Err(error) = tell(socket, "READY=1")
        {
            tracing::warn!(%error, "the service manager could not be told that the program serves");
        }
        tokio::spawn(crate::service::clock::watch(app.clone()));
        let workers = tokio::spawn(crate::job::serve(app.clone(), crate::web::asked_to_stop()));
        crate::web::serve(app, &config, listener, figures).await;
        // They were told to stop with the pages.
        workers.await.map_err(|e| crate::error::Fault::from_cause("the workers stopped", e))?;
        Ok(())
    })?;
    Ok(true)
}

/// Tells a service manager something, as sd_notify(3) has it: a name that begins with @ is one of no file.
fn tell(socket: &OsStr, what: &str) -> std::io::Result<()> {
    let address = match socket.as_bytes().strip_prefix(b"@") {
        Some(name) => SocketAddr::from_abstract_name(name)?,
        None => SocketAddr::from_pathname(socket)?,
    };
    UnixDatagram::unbound()?.send_to_addr(what.as_bytes(), &address).map(|_| ())
}

/// The database, when it is there: a server of PostgreSQL may start later than this program or change its leader just now.
///
/// # Errors
/// As for [`Store::upgrade`], where waiting would not help.
async fn opened(out: Out, config: &Config, copies: &Copies, clock: &Clock) -> Result<Store, Error> {
    let mut said = None;
    loop {
        let error = match upgraded(out, config, copies, clock).await {
            Ok(store) => return Ok(store),
            Err(error) => error,
        };
        let passes = matches!(error.trouble(), Some(Trouble::Away | Trouble::Busy))
            || matches!(error.code(), Some(Code::DatabaseStandby | Code::DatabaseLeftBehind));
        // A file does not come back by itself: whoever started the program is told at once.
        if !passes || config.database.starts_with("sqlite:") {
            return Err(error);
        }
        let why = error.to_string();
        if said.as_ref() != Some(&why) {
            out.note(&out.lang.t("cli-waiting-for-database"));
            out.error(&error);
            said = Some(why);
        }
        tokio::time::sleep(AGAIN).await;
    }
}

/// Opens the installation and brings it along, copied before where it is of an earlier version.
async fn upgraded(out: Out, config: &Config, copies: &Copies, clock: &Clock) -> Result<Store, Error> {
    let store = Store::bare(&config.database, config.limits).await?.keeping(config.storage.clone());
    let _turn = turn(&config.database).await?;
    copy_before(out, &store, &config.database, copies, clock).await?;
    let store = store.brought_along().await?;
    store.finds_its_documents().await?;
    if let Some(outside) = config.storage.outside() {
        outside.takes_what_is_written(clock.now()).await?;
    }
    Ok(store)
}

/// How long the program waits before it asks again for a server that is not there.
const AGAIN: Duration = Duration::from_secs(1);

/// Writes a fail-over down soon after it.
async fn note_epochs(app: App) {
    let mut known = app.store.timeline();
    loop {
        tokio::time::sleep(AGAIN).await;
        let now = app.store.timeline();
        if now != known {
            match note_epoch(&app).await {
                Ok(_) => known = now,
                Err(error) => tracing::warn!(%error, "the fail-over could not be written down yet"),
            }
        }
    }
}

/// Takes the address before anything else is done, so that a taken port is told at once.
///
/// # Errors
/// [`Code::ListenFailed`].
pub(super) async fn listen(address: &str) -> Result<TcpListener, Refusal> {
    TcpListener::bind(address).await.map_err(|e| {
        Refusal::new(Code::ListenFailed).with("address", Fact::Text(address.to_owned())).with("why", why_not(&e))
    })
}

/// Why an address is not listened on; what the system never saw is none.
fn why_not(error: &std::io::Error) -> Fact {
    if error.raw_os_error().is_some() {
        crate::error::why(error)
    } else {
        Fact::Message("address-malformed".to_owned())
    }
}

/// The log of a server goes to standard error; `RUST_LOG` says how much.
pub(super) fn log_to_stderr() {
    let ours = "kernel=info,format=info,registry=info,store=info,service=info,xinbu=info";
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new(format!("warn,{ours},sqlx_core::pool=off")));
    // Journals and containers keep what they are given: colours are for people who look on.
    let colours = std::io::stderr().is_terminal();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(colours);
    // A second start in one process keeps the first log.
    let _ = log.try_init();
}

/// Copies a database of an earlier version before it is brought along.
async fn copy_before(out: Out, store: &Store, url: &str, copies: &Copies, clock: &Clock) -> Result<(), Error> {
    if let Some(made) = before_upgrade(store, url, copies.backup_dir.as_deref(), clock).await? {
        out.note(&out.lang.tv("cli-upgrade-copied", &[("copy", made.folder.display().to_string().into())]));
    }
    Ok(())
}

pub(super) fn migrate(out: Out, command: &Migrate) -> Result<bool, Error> {
    block_on(async {
        let url = &command.database.database;
        let store = command.database.create().await?;
        let _turn = turn(url).await?;
        if !command.without_backup {
            copy_before(out, &store, url, &command.copies, &Clock::system(ZONE)).await?;
        }
        store.migrate().await?;
        store.close().await
    })?;
    out.line(&out.lang.t("cli-migrated"));
    Ok(true)
}

pub(super) fn set_up(out: Out, command: &SetUp) -> Result<bool, Error> {
    let setup = read_setup(&command.file)?;
    let zone = zone(&command.zone)?;
    block_on(async {
        let (url, clock) = (&command.database.database, Clock::system(zone));
        let store = command.database.create().await?;
        let _turn = turn(url).await?;
        copy_before(out, &store, url, &command.copies, &clock).await?;
        store.migrate().await?;
        let app = App::new(store, clock, false);
        provision(&app, &setup).await?;
        crate::service::bring_along(&app).await
    })?;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX).into();
    let facts = [
        ("units", count(setup.units.len())),
        ("firms", count(setup.firms.len())),
        ("people", count(setup.people.len())),
        ("lines", count(setup.budget_lines.len())),
    ];
    out.line(&out.lang.tv("cli-set-up", &facts));
    Ok(true)
}

fn read_setup(path: &std::path::Path) -> Result<Setup, Error> {
    let setup: Setup = read_toml(path)?;
    check_codes(&setup)?;
    Ok(setup)
}

/// The fiscal years that a budget line may be of.
const YEARS: std::ops::RangeInclusive<i64> = 2000..=2099;

/// Whether a text has the form of an administrative code (GB/T 2260).
fn is_administrative(code: &str) -> bool {
    code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit())
}

/// A typed file may hold any text where a code stands; check digits are compared before anything is stored.
fn check_codes(setup: &Setup) -> Result<(), Error> {
    let firms = setup.firms.iter().filter_map(|f| Uscc::parse(f.uscc.as_str()).err());
    let accounts = setup.bank_accounts.iter().filter_map(|a| AccountNumber::parse(a.number.as_str()).err());
    let banks = setup.bank_accounts.iter().filter_map(|a| Cnaps::parse(a.cnaps.as_str()).err());
    let units = setup
        .units
        .iter()
        .filter(|unit| !is_administrative(&unit.code))
        .map(|unit| Refusal::new(Code::SetupUnitCode).with("value", Fact::Text(unit.code.clone())));
    let years = setup.budget_lines.iter().filter(|line| !YEARS.contains(&line.year)).map(|line| {
        let year = |year: i64| Fact::Text(year.to_string());
        let refusal = Refusal::new(Code::SetupYear).with("line", Fact::Text(line.code.clone()));
        refusal.with("year", year(line.year)).with("least", year(*YEARS.start())).with("most", year(*YEARS.end()))
    });
    let refusals: Vec<Refusal> = firms.chain(accounts).chain(banks).chain(units).chain(years).collect();
    if refusals.is_empty() { Ok(()) } else { Err(Error::RefusedMany(refusals)) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_port_alone_is_one_of_this_machine() {
        let place = |text| super::place_of(text).unwrap();
        assert_eq!(place("8491"), "127.0.0.1:8491");
        assert_eq!(place("0.0.0.0:80"), "0.0.0.0:80");
        assert_eq!(place("99999"), "99999", "no port; binding says so");
    }

    #[test]
    fn a_service_manager_is_told_by_a_file_or_by_a_name() {
        use std::os::linux::net::SocketAddrExt as _;
        use std::os::unix::net::{SocketAddr, UnixDatagram};

        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("notify");
        let name = format!("xinbu-{}", std::process::id());
        let places = [
            (file.clone().into_os_string(), UnixDatagram::bind(&file).unwrap()),
            (
                format!("@{name}").into(),
                UnixDatagram::bind_addr(&SocketAddr::from_abstract_name(name).unwrap()).unwrap(),
            ),
        ];
        for (place, manager) in places {
            super::tell(&place, "READY=1").unwrap();
            let mut told = [0; 64];
            let length = manager.recv(&mut told).unwrap();
            assert_eq!(&told[..length], b"READY=1", "{place:?}");
        }
        super::tell(folder.path().join("nobody").as_os_str(), "READY=1").unwrap_err();
    }
}
