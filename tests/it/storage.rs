//! Content of documents outside of the database, in a folder and on an S3 server: nothing is lost that holds inside of it.

use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use domain::credit::Statement;
use domain::refusal::Code;
use reqwest::StatusCode;
use xinbu::service::App;
use xinbu::service::backup::{copy, prove, restore};
use xinbu::service::credit::import_records::kept::{KeepList, kept};
use xinbu::service::credit::statement::{Attached, Enter};
use xinbu::service::reconcile::import_statement::import_statement;
use xinbu::service::upload::{self, Incoming};
use xinbu::service::verify::verify;
use xinbu::store::Store;
use xinbu::store::storage::{Keys, Outside, Storage};

use crate::command_line::{said, status, xinbu};
use crate::support::bank::{self, Line};
use crate::support::s3::S3;
use crate::support::schedule::Row;
use crate::support::{Kind, TestApp, both_databases, database};

/// Where documents are kept, and where that lies on the disk of the test.
pub struct Place {
    pub storage: Storage,
    pub root: PathBuf,
    _folder: tempfile::TempDir,
    server: Option<S3>,
}

impl Place {
    pub fn folder() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::parse(&format!("folder:{}", folder.path().display()), &Keys::default()).unwrap();
        Self { storage, root: folder.path().to_owned(), _folder: folder, server: None }
    }

    pub async fn s3() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = S3::start(folder.path()).await;
        let storage = Storage::parse(&format!("{}/office?region=cn-east-1", server.address), &S3::keys()).unwrap();
        Self { storage, root: server.bucket(folder.path()), _folder: folder, server: Some(server) }
    }

    /// The disk is taken off, or the server stops.
    fn go_away(&mut self) {
        match &mut self.server {
            Some(server) => server.stop(),
            None => std::fs::rename(&self.root, self.root.with_extension("off")).unwrap(),
        }
    }

    async fn come_back(&mut self) {
        match &mut self.server {
            Some(server) => server.start_again().await,
            None => std::fs::rename(self.root.with_extension("off"), &self.root).unwrap(),
        }
    }

    fn outside(&self) -> &Outside {
        self.storage.outside().unwrap()
    }

    /// The files of all pieces.
    pub fn pieces(&self) -> Vec<PathBuf> {
        pieces(&self.root)
    }
}

fn pieces(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let hidden = path.file_name().unwrap().to_string_lossy().starts_with('.');
        match path.is_dir() {
            true => found.extend(pieces(&path)),
            false if !hidden => found.push(path),
            false => {}
        }
    }
    found.sort();
    found
}

/// The installation with its documents elsewhere from now on.
pub fn with(app: &mut TestApp, storage: &Storage) {
    app.app.store = app.app.store.clone().keeping(storage.clone());
}

/// A paper of a length in bytes.
pub fn paper(length: usize) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7 a scanned paper".to_vec();
    bytes.resize(length, b'x');
    bytes
}

pub fn statement_of(code: &str, evidence: Attached) -> Enter {
    let (code, why) = (code.to_owned(), "执照原件".to_owned());
    Enter { code, name: String::new(), application: None, statement: Statement::CodeAccepted {}, why, evidence }
}

pub const CODES: [&str; 4] = ["91430100MA4L16JQ3B", "91430100MA4L16JQ3C", "91430100MA4L16JQ3D", "91430100MA4L16JQ3E"];
/// What was kept before the content went elsewhere.
const INSIDE: &str = "document WHERE NOT outside";

pub async fn said_of_files(app: &App) -> String {
    let findings = verify(app).await.unwrap();
    findings.into_iter().find(|f| f.invariant == "files").unwrap().violations.join("\n")
}

/// Every way in and out.
async fn everything_comes_and_goes(mut app: TestApp, place: Place) {
    let before = app.count(INSIDE).await;
    assert!(before > 0, "the budget came with documents in the database");
    with(&mut app, &place.storage);
    app.run("credit_checker", &statement_of(CODES[0], Attached::new("短.pdf", paper(100)))).await.unwrap();
    assert_eq!(place.pieces().len(), 1, "short ones too");
    let long = Attached::new("长.pdf", paper(9 << 20));
    app.run("credit_checker", &statement_of(CODES[1], long.clone())).await.unwrap();
    assert_eq!(place.pieces().len(), 4);
    // The same paper once more is the same document, and its content goes again.
    app.run("credit_checker", &statement_of(CODES[2], long.clone())).await.unwrap();
    // What an act refuses leaves nothing.
    let refused =
        app.run("credit_checker", &statement_of(CODES[3], Attached::new("x.pdf", b"MZ\x90\x00".to_vec()))).await;
    assert_eq!(refused.unwrap_err().code(), Some(Code::DocumentKind));
    assert_eq!((place.pieces().len(), app.count("upload").await), (4, 0));

    // A schedule, a list, and statements of the bank of which one waits and is read again.
    let number = app.submitted("a", &[Row::contract(1)]).await;
    let list =
        Incoming::from(("名单.csv", "主体名称,统一社会信用代码\n某公司,91430100MA4L16JQ3B\n".as_bytes().to_vec()));
    let keep = KeepList { source: "CREDIT_PLATFORM".to_owned(), file: list.clone() };
    app.run("credit_checker", &keep).await.unwrap();
    assert_eq!(kept(&app.app, &list.sha256).await.unwrap().sha256, list.sha256);
    let reconciler = app.actor("reconciler").await;
    app.go_to("2026-03-12");
    let statement = |n: u32, day: &str, opening: i64| {
        bank::statement(&format!("S{n}"), n, (day, day), opening, &[Line::Funding(100)])
    };
    let take = async |name: &str, text: String| {
        import_statement(&app.app, &reconciler, None, name, text.into_bytes()).await.unwrap()
    };
    take("1.xml", statement(1, "2026-03-09", 0)).await;
    let waits = take("3.xml", statement(3, "2026-03-11", 200)).await;
    let came = take("2.xml", statement(2, "2026-03-10", 100)).await;
    assert_eq!(came.released, [waits.statements[0].number.clone()], "what waited was read again and taken");
    assert_eq!((app.count(INSIDE).await, app.count("upload").await), (before, 0));
    app.is_sound().await;

    // What is downloaded is what came.
    let server = app.serve().await;
    let browser = server.sign_in("credit_checker_2").await;
    let path = format!("/credit/evidence/{}", long.sha256);
    assert_eq!(browser.get(&path).await.bytes().await.unwrap(), paper(9 << 20));
    let answer = server.sign_in("a.signatory").await.get(&format!("/applications/{number}/schedule/original")).await;
    assert!(answer.bytes().await.unwrap().len() > 100);

    // Altered: named, and never downloaded whole. Missing: named.
    let id = app.document(&long.sha256).await;
    let piece = place.root.join(Outside::path(id, 1));
    let whole = std::fs::read(&piece).unwrap();
    let mut altered = whole.clone();
    altered[7] ^= 1;
    std::fs::write(&piece, &altered).unwrap();
    let found = said_of_files(&app.app).await;
    assert!(found.contains("长.pdf") && found.contains("is not what was stored"), "{found}");
    assert!(browser.get(&path).await.bytes().await.is_err(), "a broken download, and no altered document");
    std::fs::remove_file(&piece).unwrap();
    let found = said_of_files(&app.app).await;
    assert!(found.contains("长.pdf") && found.contains("is missing in"), "{found}");
    assert_eq!(
        browser.get(&path).await.status(),
        StatusCode::INTERNAL_SERVER_ERROR,
        "no document, not even its beginning"
    );
    std::fs::write(&piece, &whole).unwrap();
    assert_eq!(said_of_files(&app.app).await, "");

    // Written once.
    assert!(place.outside().write(id, 0, b"other".to_vec()).await.is_err());
    place.outside().write(id, 2, vec![b'x'; 1 << 20]).await.unwrap();
    place.outside().takes_what_is_written(app.app.clock.now()).await.unwrap();

    // Nobody is let on who does not say where the documents are.
    let bare = app.app.store.clone().keeping(Storage::Database);
    assert_eq!(bare.finds_its_documents().await.unwrap_err().code(), Some(Code::StorageMissing));
}

both_databases! {
    async fn documents_in_a_folder_come_and_go(app: TestApp) {
        everything_comes_and_goes(app, Place::folder()).await;
    }
}

both_databases! {
    async fn documents_on_an_s3_server_come_and_go(app: TestApp) {
        everything_comes_and_goes(app, Place::s3().await).await;
    }
}

/// The place goes while people work; what they ask for is refused in words, on pages, in jobs and on the command line.
async fn away_is_told(mut app: TestApp, mut place: Place, why: &str) {
    with(&mut app, &place.storage);
    let paper = Attached::new("短.pdf", paper(100));
    app.run("credit_checker", &statement_of(CODES[0], paper.clone())).await.unwrap();
    let number = app.draft("a").await;
    let server = app.serve().await;
    let (checker, preparer) = (server.sign_in("credit_checker_2").await, server.sign_in("a.preparer").await);
    let (file, version) = (app.schedule_csv(&[Row::contract(1)]).await, app.version(&number).await.to_string());
    place.go_away();
    let uploads = app.count("upload").await;
    let refused = app.run("credit_checker", &statement_of(CODES[1], paper.clone())).await.unwrap_err();
    assert_eq!(refused.code(), Some(Code::StorageAway), "{refused}");
    let answer = checker.get(&format!("/credit/evidence/{}?lang=zh", paper.sha256)).await;
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    let page = answer.text().await.unwrap();
    assert!(page.contains("保存文件的地方暂时不可用") && page.contains(why) && page.contains("</html>"), "{page}");
    let path = format!("/applications/{number}/schedule");
    let answer = preparer.try_upload(&format!("{path}?lang=en"), "a.csv", file, &[("version", &version)]).await;
    let page = answer.text().await.unwrap();
    assert!(page.contains("Try again in a few minutes") && page.contains("name=\"file\""), "{page}");
    assert!(!page.contains("127.0.0.1") && !page.contains("/tmp"), "nothing of the inside: {page}");
    assert_eq!(verify(&app.app).await.unwrap_err().code(), Some(Code::StorageAway));
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(copy(&app.app, app.url(), folder.path()).await.unwrap_err().code(), Some(Code::StorageAway));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "no copy that is not whole");
    assert_eq!(app.count("document WHERE outside").await, 1);
    // What was on its way is taken away in a night, once the place is there again.
    assert!(app.count("upload").await >= uploads);
    place.come_back().await;
    assert_eq!(checker.get(&format!("/credit/evidence/{}", paper.sha256)).await.bytes().await.unwrap().len(), 100);
    app.run("credit_checker", &statement_of(CODES[1], paper)).await.unwrap();
    app.go_to("2026-03-20");
    xinbu::service::job::clock::ring(&app.app).await.unwrap();
    app.work_off().await;
    assert_eq!((place.pieces().len(), app.count("upload").await), (1, 0));
    app.is_sound().await;
}

both_databases! {
    async fn a_folder_that_went_is_told_in_words(app: TestApp) {
        away_is_told(app, Place::folder(), "文件夹不在原处").await;
    }
}

both_databases! {
    async fn an_s3_server_that_does_not_answer_is_told_in_words(app: TestApp) {
        away_is_told(app, Place::s3().await, "它没有应答").await;
    }
}

both_databases! {
    async fn what_no_act_counts_is_taken_away_in_a_night_and_counts_no_more(app: TestApp) {
        let (mut app, place) = (app, Place::folder());
        with(&mut app, &place.storage);
        let actor = app.actor("credit_checker").await;
        let id = upload::keep(&app.app, &actor, None, &Incoming::from(("x.pdf", paper(9 << 20)))).await.unwrap();
        assert_eq!(place.pieces().len(), 3);
        // The program ended while it was taken away: its content is gone in part.
        let tx = xinbu::store::tx::begin(&app.app.store).await.unwrap();
        assert!(xinbu::store::upload::leave(&tx, id).await.unwrap());
        tx.commit().await.unwrap();
        std::fs::remove_file(place.root.join(Outside::path(id, 0))).unwrap();
        let tx = xinbu::store::tx::begin(&app.app.store).await.unwrap();
        assert_eq!(xinbu::store::upload::end(&tx, id).await.unwrap_err().code(), Some(Code::Stale), "no act counts it");
        tx.rollback().await.unwrap();
        app.go_to("2026-03-20");
        xinbu::service::job::clock::ring(&app.app).await.unwrap();
        app.work_off().await;
        assert_eq!((place.pieces().len(), app.count("upload").await), (0, 0));
        app.is_sound().await;
    }
}

/// A copy holds the documents, a second one shares them, and one comes back where nothing is left.
async fn copied_and_brought_back(mut app: TestApp, place: Place, back: Place) {
    with(&mut app, &place.storage);
    app.submitted("a", &[Row::contract(1)]).await;
    let long = Attached::new("长.pdf", paper(9 << 20));
    app.run("credit_checker", &statement_of(CODES[1], long.clone())).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let first = copy(&app.app, app.url(), folder.path()).await.unwrap();
    let told = first.manifest.documents.clone().unwrap();
    assert_eq!((told.missing, usize::try_from(told.count).unwrap()), (0, place.pieces().len() - 2));
    assert!(told.fetched > 9 << 20);
    app.run("credit_checker", &statement_of(CODES[0], Attached::new("短.pdf", paper(100)))).await.unwrap();
    let made = copy(&app.app, app.url(), folder.path()).await.unwrap();
    let told = made.manifest.documents.clone().unwrap();
    assert_eq!((told.missing, told.fetched), (0, 100), "what the copy before has is linked");
    let id = app.document(&long.sha256).await;
    let linked = made.folder.join("documents").join(Outside::path(id, 0));
    assert_eq!(std::fs::metadata(&linked).unwrap().nlink(), 2);
    let proof = prove(&made.folder, app.url(), &app.app.clock).await.unwrap();
    assert!(proof.holds(), "{:?}", proof.findings);

    let url = app.elsewhere();
    let clock = app.app.clock.clone();
    let refused = restore(&made.folder, (&url, &Storage::Database), false, &clock).await.unwrap_err();
    assert_eq!(refused.code(), Some(Code::StorageMissing));
    let restored = restore(&made.folder, (&url, &back.storage), false, &clock).await.unwrap();
    assert!(restored.epoch.is_some(), "{:?}", restored.proof.findings);
    let store = Store::open(&url).await.unwrap().keeping(back.storage.clone());
    let other = App::new(store, clock.clone(), true);
    let wrong: Vec<_> = verify(&other).await.unwrap().into_iter().filter(|f| !f.holds()).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert_eq!(back.pieces().len(), place.pieces().len());
    other.store.close().await.unwrap();

    // A copy without one of its documents is no proof.
    std::fs::remove_file(&linked).unwrap();
    let proof = prove(&made.folder, app.url(), &clock).await.unwrap();
    let files = proof.findings.iter().find(|f| f.invariant == "files").unwrap();
    assert!(files.violations.join("").contains("长.pdf"), "{files:?}");
}

both_databases! {
    async fn a_copy_holds_the_documents_of_a_folder(app: TestApp) {
        copied_and_brought_back(app, Place::folder(), Place::folder()).await;
    }
}

both_databases! {
    async fn a_copy_holds_the_documents_of_an_s3_server(app: TestApp) {
        copied_and_brought_back(app, Place::s3().await, Place::s3().await).await;
    }
}

#[test]
fn the_command_line_says_where_documents_are_and_refuses_to_go_on_without_them() {
    database::run(Kind::Sqlite, |mut app: TestApp| async move {
        let place = Place::folder();
        with(&mut app, &place.storage);
        app.run("credit_checker", &statement_of(CODES[0], Attached::new("短.pdf", paper(100)))).await.unwrap();
        let (url, setting) = (app.url().to_owned(), place.outside().place().to_owned());
        let told = xinbu(&["doctor", "--database", &url, "--documents", &setting]);
        assert!(status(&told) == 0 && said(&told).contains(&setting), "{}", said(&told));
        assert_eq!(status(&xinbu(&["verify", "--database", &url, "--documents", &setting])), 0);
        for (arguments, words) in [
            (&["verify"][..], "XINBU_DOCUMENTS"),
            (&["verify", "--documents", "folder:/nowhere/at/all"], "没有这个文件夹"),
            (&["verify", "--documents", "disk"], "不是 database"),
            (&["verify", "--documents", "s3:https://127.0.0.1:1/papers"], "XINBU_S3_KEY"),
            (&["serve", "--listen", "127.0.0.1:0"], "XINBU_DOCUMENTS"),
        ] {
            let told = xinbu(&[arguments, &["--database", &url]].concat());
            assert!(status(&told) == 1 && said(&told).contains(words), "{arguments:?}: {}", said(&told));
        }
        assert_eq!(place.pieces().len(), 1, "nothing is left of what was tried");
    });
}

both_databases! {
    async fn what_is_outside_is_not_copied_or_brought_along_by_who_does_not_say_where_it_is(app: TestApp) {
        let (mut app, place) = (app, Place::folder());
        with(&mut app, &place.storage);
        app.run("credit_checker", &statement_of(CODES[0], Attached::new("短.pdf", paper(100)))).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let (into, url) = (folder.path().display().to_string(), app.url().to_owned());
        let bare = App::new(app.app.store.clone().keeping(Storage::Database), app.app.clock.clone(), true);
        let refused = copy(&bare, &url, folder.path()).await.unwrap_err();
        assert_eq!(refused.code(), Some(Code::StorageMissing), "{refused}");
        // A database of the version before, as the program sees it.
        app.sql("DELETE FROM seaql_migrations WHERE version = (SELECT MAX(version) FROM seaql_migrations)").await.unwrap();
        for command in ["migrate", "setup"] {
            let file: &[&str] = if command == "setup" { &["src/demo/data/setup.toml"] } else { &[] };
            let told = xinbu(&[&[command][..], file, &["--backup-dir", &into, "--database", &url]].concat());
            assert!(status(&told) == 1 && said(&told).contains("XINBU_DOCUMENTS"), "{command}: {}", said(&told));
        }
        let told = xinbu(&["serve", "--listen", "127.0.0.1:0", "--backup-dir", &into, "--database", &url]);
        assert!(status(&told) == 1 && said(&told).contains("XINBU_DOCUMENTS"), "{}", said(&told));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
