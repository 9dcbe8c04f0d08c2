//! Copies of an installation, made while people work, and bringing one back: a copy is proved before it replaces anything.
//!
//! A copy is a folder: the database, in which the documents are too unless they are kept outside of it, such documents, and a
//! manifest that says what is in it. The program keeps no keys elsewhere.

use std::fs::OpenOptions;
use std::io::{Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use domain::refusal::{Code, Fact, Refusal};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::App;
use super::restoration::{GivenOut, mark};
use super::verify::{Finding, verify};
use kernel::error::{Error, Fault, why};
use kernel::failpoint::{Failpoint, reach};
use store::backup::postgres::Server;
use store::backup::{Contents, alone, copy_sqlite, keep, look_into_sqlite, take_the_place};
use store::postgres::Limits;
use store::schema::Standing;
use store::sqlite;
use store::storage::Storage;
use store::{self, Store};

mod documents;
pub mod regular;

pub use documents::Documents;

/// The name of the manifest in the folder of a copy.
const MANIFEST: &str = "manifest.json";

/// How the folders of copies are called, before the instant.
const NAMED: &str = "xinbu-";

/// What a copy is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The form of this file.
    pub form: u32,
    /// The version of the program that made it.
    pub program: String,
    /// When it was begun; what was acknowledged before is in it.
    pub taken_at: DateTime<Utc>,
    /// Of which installation it is: the hash of the first event of its log.
    pub installation: String,
    /// `sqlite` or `postgres`.
    pub database: String,
    /// The file of the database.
    pub file: String,
    /// Its length.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// What the database holds.
    pub contents: Contents,
    /// What there is of documents that are kept outside of the database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub documents: Option<Documents>,
}

impl Manifest {
    /// Reads the manifest of a copy.
    ///
    /// # Errors
    /// [`Code::BackupUnreadable`].
    pub fn read(folder: &Path) -> Result<Self, Refusal> {
        let unread = |what: Fact| {
            Refusal::new(Code::BackupUnreadable)
                .with("path", Fact::Text(folder.join(MANIFEST).display().to_string()))
                .with("why", what)
        };
        let file = std::fs::File::open(folder.join(MANIFEST)).map_err(|e| unread(why(&e)))?;
        let read = serde_json::from_reader(std::io::BufReader::new(file.take(LONGEST)));
        let manifest: Self = read.map_err(|_| unread(Fact::Message("backup-no-manifest".to_owned())))?;
        if manifest.form == FORM && Path::new(&manifest.file).file_name().is_some_and(|name| *name == *manifest.file) {
            Ok(manifest)
        } else {
            Err(unread(Fact::Message("backup-other-form".to_owned())))
        }
    }

    /// The file of the database, after a look at every byte of it.
    ///
    /// # Errors
    /// [`Code::BackupUnreadable`]; [`Code::BackupAltered`].
    fn file(&self, folder: &Path) -> Result<PathBuf, Error> {
        let path = folder.join(&self.file);
        let (bytes, sha256) = hash(&path)?;
        if bytes == self.bytes && sha256 == self.sha256 {
            return Ok(path);
        }
        Err(Refusal::new(Code::BackupAltered).with("file", Fact::Text(path.display().to_string())).into())
    }
}

const FORM: u32 = 1;

/// No manifest is longer: it names the tables of the program.
const LONGEST: u64 = 1 << 20;

fn hash(path: &Path) -> Result<(u64, String), Error> {
    let unread = |e: std::io::Error| {
        Refusal::new(Code::BackupUnreadable).with("path", Fact::Text(path.display().to_string())).with("why", why(&e))
    };
    let mut file = std::fs::File::open(path).map_err(unread)?;
    let (mut hasher, mut length, mut piece) = (Sha256::new(), 0u64, vec![0u8; 1 << 20]);
    loop {
        let read = file.read(&mut piece).map_err(unread)?;
        let Some(bytes) = piece.get(..read).filter(|b| !b.is_empty()) else { break };
        hasher.update(bytes);
        length = length.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
    }
    Ok((length, hex::encode(hasher.finalize())))
}

/// A copy that was made.
#[derive(Debug)]
pub struct Copy {
    /// Its folder.
    pub folder: PathBuf,
    /// What it is of.
    pub manifest: Manifest,
    /// SHA-256 of the manifest: kept elsewhere it shows that nobody altered the copy.
    pub sha256: String,
    /// What an earlier copy left behind that was broken off, and that was taken away.
    pub cleared: Vec<String>,
}

/// Shows others that a folder is used, for as long as the handle lives; a process that ends in whatever way lets it go.
fn hold(folder: &Path) -> std::io::Result<std::fs::File> {
    let handle = std::fs::File::open(folder)?;
    handle.lock()?;
    Ok(handle)
}

/// How old what is left behind must be: nobody makes it just now and holds it a moment later.
const LEFT: std::time::Duration = std::time::Duration::from_secs(60);

/// Takes folders away that a copy or a proof made and that nobody uses any more, because it was killed.
fn left_behind(of: &Path, ours: impl Fn(&str) -> bool) -> Vec<String> {
    let mut gone = Vec::new();
    for entry in std::fs::read_dir(of).into_iter().flatten().flatten() {
        let path = entry.path();
        let old = entry.metadata().and_then(|m| m.modified()).is_ok_and(|at| at.elapsed().is_ok_and(|age| age > LEFT));
        if !old || !path.is_dir() || !ours(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let free = std::fs::File::open(&path).is_ok_and(|folder| folder.try_lock().is_ok());
        if free && std::fs::remove_dir_all(&path).is_ok() {
            tracing::info!(path = %path.display(), "what was left behind is taken away");
            gone.push(path.display().to_string());
        }
    }
    gone
}

/// Makes a copy of the database of `app`, which stands at `url`, in a new folder of `into`. People work meanwhile.
///
/// # Errors
/// [`Code::StorageMissing`] where nobody said where its documents are; [`Code::FileUnreadable`] for a folder that cannot be
/// written; [`Code::ToolMissing`]; a fault of the database.
pub async fn copy(app: &App, url: &str, into: &Path) -> Result<Copy, Error> {
    app.store.finds_its_documents().await?;
    let taken_at = app.clock.now();
    let unwritable = |e: std::io::Error| {
        Refusal::new(Code::FileUnreadable).with("path", Fact::Text(into.display().to_string())).with("why", why(&e))
    };
    let mut builder = std::fs::DirBuilder::new();
    builder.mode(0o700).recursive(true).create(into).map_err(unwritable)?;
    builder.recursive(false);
    let cleared = left_behind(into, |name| name.starts_with(&format!(".{NAMED}")) && name.ends_with(".part"));
    // Several processes may copy in one millisecond.
    let mut names = (1u32..).map(|n| {
        let nth = if n == 1 { String::new() } else { format!("-{n}") };
        format!("{NAMED}{}{nth}", taken_at.format("%Y%m%dT%H%M%S%3fZ"))
    });
    let (folder, making) = loop {
        let name = names.next().ok_or_else(|| Fault::new("a copy has no name"))?;
        let (folder, making) = (into.join(&name), into.join(format!(".{name}.part")));
        match builder.create(&making) {
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
            Ok(()) if folder.exists() => std::fs::remove_dir(&making).map_err(unwritable)?,
            other => break other.map(|()| (folder, making)).map_err(unwritable)?,
        }
    };
    let _used = hold(&making).map_err(unwritable)?;
    let earlier = copies(into)?.pop().map(|(folder, _)| folder);
    let made = async {
        reach(Failpoint::CopyFolder)?;
        let (database, file, contents) = match Target::of(url).await? {
            Target::File(source) => {
                let file = "database.sqlite";
                copy_sqlite(source, &making.join(file)).await?;
                ("sqlite", file, look_into_sqlite(&making.join(file)).await?)
            }
            Target::Server(server) => {
                let (file, path) = ("database.pgdump", making.join("database.pgdump"));
                // Its owner alone may read it, whatever the program would give it.
                OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).map_err(unwritable)?;
                let contents = server.dump(&path).await?;
                keep(&path)?;
                ("postgres", file, contents)
            }
        };
        reach(Failpoint::CopyDatabase)?;
        let documents = match app.store.standing().await? {
            // An upgrade copies what the earlier version wrote, which may not know of such documents.
            Standing::Older(_) if !store::document::may_be_outside(app.store.read()).await? => None,
            _ => documents::copy(app, &making, earlier.as_deref()).await?,
        };
        let (bytes, sha256) = hash(&making.join(file))?;
        let program = env!("CARGO_PKG_VERSION").to_owned();
        let installation = store::audit::first(app.store.read()).await?.unwrap_or_default();
        let (database, file) = (database.to_owned(), file.to_owned());
        let manifest = Manifest {
            form: FORM,
            program,
            taken_at,
            installation,
            database,
            file,
            bytes,
            sha256,
            contents,
            documents,
        };
        let text = serde_json::to_vec_pretty(&manifest)?;
        let path = making.join(MANIFEST);
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).map_err(unwritable)?;
        file.write_all(&text).map_err(|e| Fault::of_file("a manifest was not written", e))?;
        keep(&path)?;
        reach(Failpoint::CopyManifest)?;
        // A folder with its last name is whole.
        std::fs::rename(&making, &folder).map_err(|e| Fault::of_file("a copy did not take its place", e))?;
        keep(&folder)?;
        reach(Failpoint::CopyNamed)?;
        Ok(Copy { folder: folder.clone(), manifest, sha256: hex::encode(Sha256::digest(&text)), cleared })
    };
    let made = made.await;
    if made.is_err() {
        let _ = std::fs::remove_dir_all(&making);
    }
    made
}

/// The copies in a folder, oldest first.
///
/// # Errors
/// [`Code::FileUnreadable`].
pub fn copies(of: &Path) -> Result<Vec<(PathBuf, Manifest)>, Error> {
    let unread = |e: std::io::Error| {
        Refusal::new(Code::FileUnreadable).with("path", Fact::Text(of.display().to_string())).with("why", why(&e))
    };
    let mut found = Vec::new();
    for entry in std::fs::read_dir(of).map_err(unread)? {
        let path = entry.map_err(unread)?.path();
        let named = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(NAMED));
        if named && let Ok(manifest) = Manifest::read(&path) {
            found.push((path, manifest));
        }
    }
    found.sort_by_key(|(_, manifest)| manifest.taken_at);
    Ok(found)
}

/// Takes away all but the newest copies of the installation whose copy is the newest; at least one stays. Copies of other
/// installations in the folder are not ours to count.
///
/// # Errors
/// As for [`copies`]; a fault when one cannot be taken away.
pub fn retain(folder: &Path, newest: usize) -> Result<Vec<PathBuf>, Error> {
    let mut all = copies(folder)?;
    if let Some((_, newest)) = all.last() {
        let ours = newest.installation.clone();
        all.retain(|(_, manifest)| manifest.installation == ours);
    }
    let many = all.len().saturating_sub(newest.max(1));
    let mut gone = Vec::new();
    for (path, _) in all.into_iter().take(many) {
        std::fs::remove_dir_all(&path).map_err(|e| Fault::of_file("an old copy was not taken away", e))?;
        gone.push(path);
    }
    Ok(gone)
}

/// What a copy proved to be.
#[derive(Debug)]
pub struct Proof {
    /// What it is of.
    pub manifest: Manifest,
    /// Every invariant of the money and of the log.
    pub findings: Vec<Finding>,
    /// What an earlier proof left behind that was broken off, and that was taken away.
    pub cleared: Vec<String>,
}

impl Proof {
    /// Whether every invariant holds.
    pub fn holds(&self) -> bool {
        self.findings.iter().all(Finding::holds)
    }
}

/// Where an installation stands, or shall.
enum Target<'u> {
    File(&'u Path),
    Server(Box<Server>),
}

impl<'u> Target<'u> {
    async fn of(url: &'u str) -> Result<Self, Error> {
        match sqlite::path(url) {
            Some(path) => Ok(Self::File(Path::new(path))),
            None => Ok(Self::Server(Box::new(Server::of(url).await?))),
        }
    }

    /// What people call it.
    fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Server(server) => server.database.clone(),
        }
    }

    async fn is_there(&self) -> Result<bool, Error> {
        match self {
            Self::File(path) => Ok(path.exists()),
            Self::Server(server) => server.has(&server.database).await,
        }
    }

    /// Refuses when somebody uses it.
    async fn alone(&self) -> Result<(), Error> {
        match self {
            Self::File(path) => alone(path).await,
            Self::Server(server) => server.alone().await,
        }
    }
}

/// The manifest and the file of a copy of the kind of database that an address names.
fn opened(folder: &Path, url: &str) -> Result<(Manifest, PathBuf), Error> {
    let manifest = match Manifest::read(folder) {
        Ok(manifest) => manifest,
        Err(refusal) => return Err(several(folder).unwrap_or(refusal).into()),
    };
    let ours = if sqlite::path(url).is_some() { "sqlite" } else { "postgres" };
    if manifest.database != ours {
        return Err(Refusal::new(Code::BackupOtherDatabase)
            .with("found", Fact::Text(manifest.database))
            .with("wanted", Fact::Text(ours.to_owned()))
            .into());
    }
    let file = manifest.file(folder)?;
    Ok((manifest, file))
}

/// Says which copies are in a folder that is none itself.
fn several(folder: &Path) -> Option<Refusal> {
    let name = |(path, _): &(PathBuf, Manifest)| Some(path.file_name()?.to_string_lossy().into_owned());
    let found: Vec<String> = copies(folder).ok()?.iter().filter_map(name).collect();
    let newest = found.get(found.len().saturating_sub(NAMES)..).unwrap_or_default().join(" ");
    let refusal = Refusal::new(Code::BackupSeveral).with("path", Fact::Text(folder.display().to_string()));
    (!found.is_empty()).then(|| refusal.with("copies", Fact::Text(newest)))
}

/// How many copies are named where one has to be chosen.
const NAMES: usize = 10;

/// A copy that was brought back beside the installation.
struct Beside<'t> {
    app: App,
    proof: Proof,
    place: Place<'t>,
}

/// A folder of work that others see to be used.
struct Held {
    folder: tempfile::TempDir,
    _used: std::fs::File,
}

enum Place<'t> {
    /// A folder that is taken away with what is in it, and the file in it.
    File(Held, PathBuf),
    /// A database of the server, by name.
    Server(&'t Server, String),
}

/// What the folder of a proof begins with.
const RESTORING: &str = ".xinbu-restoring-";

/// Brings a copy back beside its target and looks at all of it: every byte, every row, every invariant.
async fn beside<'t>(
    (manifest, file): (Manifest, PathBuf),
    target: &'t Target<'_>,
    clock: &kernel::clock::Clock,
) -> Result<Beside<'t>, Error> {
    let cleared;
    let place = match target {
        Target::File(target) => {
            let near = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
            cleared = left_behind(near, |name| name.starts_with(RESTORING));
            // Beside its later place, so that it gets there in one step.
            let folder = tempfile::Builder::new().prefix(RESTORING).tempdir_in(near).map_err(|e| {
                let refusal = Refusal::new(Code::FileUnreadable).with("path", Fact::Text(near.display().to_string()));
                refusal.with("why", why(&e))
            })?;
            let path = folder.path().join("database.sqlite");
            let fault = |e| Fault::of_file("a copy was not brought back", e);
            let used = hold(folder.path()).map_err(fault)?;
            let mut from = std::fs::File::open(&file).map_err(fault)?;
            let mut to = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).map_err(fault)?;
            std::io::copy(&mut from, &mut to).map_err(fault)?;
            keep(&path)?;
            look_into_sqlite(&path).await?.must_be(&manifest.contents)?;
            Place::File(Held { folder, _used: used }, path)
        }
        Target::Server(server) => {
            cleared = server.clear(clock.now()).await?;
            let name = server.beside(clock.now());
            server.create(&name).await?;
            Place::Server(server, name)
        }
    };
    match proved(&file, &place, &manifest, clock).await {
        Ok((app, findings)) => Ok(Beside { app, proof: Proof { manifest, findings, cleared }, place }),
        Err(error) => {
            let_go(place).await?;
            Err(error)
        }
    }
}

async fn proved(
    file: &Path,
    place: &Place<'_>,
    manifest: &Manifest,
    clock: &kernel::clock::Clock,
) -> Result<(App, Vec<Finding>), Error> {
    let store = match place {
        Place::File(_, path) => Store::bare(&format!("sqlite:{}", path.display()), Limits::default()).await?,
        Place::Server(server, name) => {
            server.restore(file, name).await?;
            Store::bare_of(server, name).await?
        }
    };
    let looked = async {
        reach(Failpoint::RestoreBeside)?;
        if matches!(place, Place::Server(..)) {
            Contents::of(store.read()).await?.must_be(&manifest.contents)?;
        }
        // A copy of an earlier version is brought along; one of a newer version is refused by name.
        store.migrate().await
    };
    if let Err(error) = looked.await {
        store.close().await?;
        return Err(error);
    }
    let store = match (&manifest.documents, file.parent()) {
        (Some(_), Some(copy)) => store.keeping(documents::of(copy)?),
        _ => store,
    };
    let app = App::new(store, clock.clone(), false);
    match verify(&app).await {
        Ok(findings) => Ok((app, findings)),
        Err(error) => {
            app.store.close().await?;
            Err(error)
        }
    }
}

async fn let_go(place: Place<'_>) -> Result<(), Error> {
    match place {
        Place::File(held, _) => {
            held.folder.close().map_err(|e| Fault::of_file("a proof was not taken away", e))?;
            Ok(())
        }
        Place::Server(server, name) => server.remove(&name).await,
    }
}

/// Proves a copy without changing anything: it is brought back beside the database at `url`, looked at, and taken away.
///
/// # Errors
/// [`Code::BackupUnreadable`]; [`Code::BackupAltered`]; [`Code::BackupDamaged`]; [`Code::BackupDiffers`];
/// [`Code::BackupOtherDatabase`]; [`Code::DatabaseNewer`]; faults.
pub async fn prove(folder: &Path, url: &str, clock: &kernel::clock::Clock) -> Result<Proof, Error> {
    let copy = opened(folder, url)?;
    let target = Target::of(url).await?;
    let Beside { app, proof, place } = beside(copy, &target, clock).await?;
    app.store.close().await?;
    let_go(place).await?;
    Ok(proof)
}

/// What came of bringing a copy back.
#[derive(Debug)]
pub struct Restored {
    /// What the copy proved to be.
    pub proof: Proof,
    /// The epoch that began; none where an invariant does not hold, and nothing was replaced.
    pub epoch: Option<i64>,
    /// Where the database is that was there before.
    pub aside: Option<String>,
}

/// Brings a copy back in the place of the database at `url`, once it is proved. Payments are locked in it until the bank's
/// statements show what was paid since. Documents that were kept outside of the database are brought to `storage` before.
///
/// # Errors
/// As for [`prove`]; [`Code::StorageMissing`] where nobody said where such documents go; [`Code::RestoreTargetThere`] unless what is there shall be replaced; [`Code::BackupOtherInstallation`];
/// [`Code::DatabaseInUse`].
pub async fn restore(
    folder: &Path,
    (url, storage): (&str, &Storage),
    replace: bool,
    clock: &kernel::clock::Clock,
) -> Result<Restored, Error> {
    let target = Target::of(url).await?;
    let there = target.is_there().await?;
    if there && !replace && !is_empty(url).await {
        return Err(Refusal::new(Code::RestoreTargetThere).with("path", Fact::Text(target.name())).into());
    }
    if there {
        // Told before the long proof, and again when it takes the place.
        target.alone().await?;
    }
    let copy = opened(folder, url)?;
    if there && installation(url).await.is_some_and(|found| found != copy.0.installation) {
        return Err(Refusal::new(Code::BackupOtherInstallation).with("path", Fact::Text(target.name())).into());
    }
    let outside = copy.0.documents.as_ref().map_or(0, |documents| documents.count);
    if outside > 0 && storage.outside().is_none() {
        let count = Fact::Count(i64::try_from(outside).unwrap_or(i64::MAX));
        return Err(Refusal::new(Code::StorageMissing).with("count", count).into());
    }
    let Beside { app, proof, place } = beside(copy, &target, clock).await?;
    if !proof.holds() {
        app.store.close().await?;
        let_go(place).await?;
        return Ok(Restored { proof, epoch: None, aside: None });
    }
    let source = format!("{} {}", proof.manifest.taken_at.to_rfc3339(), proof.manifest.sha256);
    let given_out = if there { given_out(url).await } else { GivenOut::default() };
    let brought = match reach(Failpoint::RestoreProved) {
        Ok(()) => documents::bring_back(&app, storage).await,
        Err(error) => Err(error),
    };
    let marked = match brought {
        Ok(()) => mark(&app, proof.manifest.taken_at, &source, &given_out).await,
        Err(error) => Err(error),
    };
    app.store.close().await?;
    let placed = match marked {
        Ok(epoch) => match reach(Failpoint::RestoreMarked) {
            Ok(()) => put_in_place(&place, &target, there, clock).await.map(|aside| (epoch, aside)),
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    };
    match placed {
        Ok((epoch, aside)) => {
            reach(Failpoint::RestorePlaced)?;
            Ok(Restored { proof, epoch: Some(epoch), aside })
        }
        Err(error) => {
            let_go(place).await?;
            Err(error)
        }
    }
}

/// Lets what was proved take the place of what is there, and says where that is now.
async fn put_in_place(
    place: &Place<'_>,
    target: &Target<'_>,
    there: bool,
    clock: &kernel::clock::Clock,
) -> Result<Option<String>, Error> {
    let stamp = clock.now().format("%Y%m%d%H%M%S");
    match place {
        Place::File(_, path) => {
            let target = target.name();
            let mut names = (1u32..).map(|n| PathBuf::from(format!("{target}.before-{stamp}-{n}")));
            let nameless = || Fault::new("what is replaced has no name");
            let aside = names.find(|aside| !aside.exists()).ok_or_else(nameless)?;
            take_the_place(path, Path::new(&target), &aside).await?;
            Ok(there.then(|| aside.display().to_string()))
        }
        Place::Server(server, name) => {
            let mut aside = String::new();
            for n in 1u32.. {
                aside = format!("{}_before_{stamp}_{n}", server.database);
                if !server.has(&aside).await? {
                    break;
                }
            }
            if there {
                server.rename(&server.database, &aside).await?;
            }
            let placed = match reach(Failpoint::RestoreAside) {
                Ok(()) => server.rename(name, &server.database).await,
                Err(error) => Err(error),
            };
            if let Err(error) = placed {
                if there {
                    server.rename(&aside, &server.database).await?;
                }
                return Err(error);
            }
            Ok(there.then_some(aside))
        }
    }
}

/// Looks into the database that shall be replaced, which may be one that cannot be read any more.
async fn looked_into<T>(url: &str, look: impl AsyncFnOnce(&Store) -> Result<T, Error>) -> Result<T, Error> {
    let store = Store::bare(url, Limits::default()).await?;
    let found = look(&store).await;
    store.close().await?;
    found
}

/// What the database that is replaced gave out; nothing where it cannot be read any more.
async fn given_out(url: &str) -> GivenOut {
    looked_into(url, async |store| GivenOut::of(store.read()).await).await.unwrap_or_else(|error| {
        tracing::info!(error = ?error, "what the replaced database gave out cannot be read");
        GivenOut::default()
    })
}

/// Which installation a database is of; none where it has no event yet, or cannot be read, which a copy is there to mend.
async fn installation(url: &str) -> Option<String> {
    looked_into(url, async |store| store::audit::first(store.read()).await).await.ok().flatten()
}

/// Whether a database holds nothing of the program yet.
async fn is_empty(url: &str) -> bool {
    matches!(looked_into(url, async |store| store.standing().await).await, Ok(Standing::Empty))
}
