//! What whoever runs the program types wrongly, or finds damaged: told with its place and the cure.

use std::path::Path;
use std::process::{Command, Output};

use xinbu::service::backup::copy;

use crate::command_line::{said, status, xinbu};
use crate::support::both_databases;

fn with(settings: &[(&str, &str)], arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xinbu"));
    command.args(["--lang", "en"]).args(arguments).env_remove("XINBU_DATABASE");
    command.envs(settings.iter().copied()).output().unwrap()
}

fn address(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}

#[test]
fn a_setting_that_is_there_and_empty_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let url = address(&folder.path().join("x.db"));
    let empty = [
        "XINBU_ZONE",
        "XINBU_BACKUP_DIR",
        "XINBU_BACKUP_EVERY",
        "XINBU_BACKUP_KEEP",
        "XINBU_PG_READERS",
        "XINBU_PG_WRITERS",
        "XINBU_PG_WAIT",
        "XINBU_PG_STATEMENT",
        "XINBU_PG_LOCK",
        "XINBU_PG_COMMIT",
        "XINBU_LISTEN",
        "XINBU_HTTPS",
        "XINBU_PROXY",
        "XINBU_UPLOAD_LIMIT",
        "XINBU_UPLOAD_DIR",
        "XINBU_ACKNOWLEDGED",
        "XINBU_METRICS",
        "XINBU_DOCUMENTS",
        "XINBU_S3_KEY",
        "XINBU_S3_SECRET",
        "XINBU_SIGN_IN",
        "XINBU_SECOND_FACTOR",
        "XINBU_SECRET_KEY",
        "XINBU_SECRET_KEY_FILE",
        "XINBU_MAIL",
        "XINBU_MAIL_FROM",
        "XINBU_MAIL_PASSWORD",
        "XINBU_MAIL_PASSWORD_FILE",
        "XINBU_SITE",
        "XINBU_FONTS",
        "XINBU_CLAMD",
    ];
    let settings: Vec<_> = empty.iter().map(|name| (*name, "")).collect();
    let made = with(&settings, &["migrate", "--database", &url]);
    assert_eq!(status(&made), 0, "{}", said(&made));
    // `serve` reads them all; it comes as far as the address, which is none of this machine.
    let served = with(&settings, &["serve", "--database", &url, "--listen", "203.0.113.1:1"]);
    assert!(status(&served) == 1 && said(&served).contains("203.0.113.1:1"), "{}", said(&served));
    let none = with(&[("XINBU_DATABASE", "")], &["verify"]);
    assert!(status(&none) == 2 && said(&none).contains("--database"), "{}", said(&none));
    let wrong = with(&[("XINBU_PG_WAIT", "soon")], &["verify", "--database", &url]);
    assert!(status(&wrong) == 2 && said(&wrong).contains("--pg-wait"), "every command reads them: {}", said(&wrong));
}

#[test]
fn an_address_without_the_name_of_a_database_is_told_so() {
    for url in ["sqlite:", "postgres://somebody@localhost/", "postgres://somebody@localhost"] {
        let answer = xinbu(&["verify", "--database", url]);
        assert!(status(&answer) == 1 && said(&answer).contains("没有写数据库的名称"), "{url}: {}", said(&answer));
    }
}

#[test]
fn a_damaged_file_is_called_damaged_and_what_brings_it_back_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("x.db");
    assert_eq!(status(&xinbu(&["migrate", "--database", &address(&file)])), 0);
    let whole = std::fs::read(&file).unwrap();
    for (damage, words) in [(4096..whole.len(), "已损坏"), (0..4096, "开头已损坏")] {
        let mut bytes = whole.clone();
        bytes[damage].fill(0x5a);
        std::fs::write(&file, &bytes).unwrap();
        for command in ["verify", "doctor"] {
            let answer = xinbu(&[command, "--database", &address(&file)]);
            let told = said(&answer);
            assert!(
                status(&answer) == 1 && told.contains(words) && told.contains("xinbu restore"),
                "{command}: {told}"
            );
        }
    }
}

both_databases! {
    async fn a_folder_of_copies_names_its_copies_where_one_of_them_has_to_be_named(app: TestApp) {
        let folder = tempfile::tempdir().unwrap();
        let mut names = Vec::new();
        for _ in 0..2 {
            let made = copy(&app.app, app.url(), folder.path()).await.unwrap();
            names.push(made.folder.file_name().unwrap().to_str().unwrap().to_owned());
            app.app.clock.advance(chrono::TimeDelta::hours(1));
        }
        let answer = xinbu(&["restore", folder.path().to_str().unwrap(), "--verify", "--database", app.url()]);
        let told = said(&answer);
        assert_eq!(status(&answer), 1, "{told}");
        assert!(told.contains(&names.join(" ")), "the newest last: {told}");
    }
}

both_databases! {
    async fn what_a_killed_copy_or_proof_left_is_taken_away_by_the_next_and_what_is_used_stays(app: TestApp) {
        let folder = tempfile::tempdir().unwrap();
        let old = std::time::SystemTime::now() - std::time::Duration::from_secs(3_600);
        let left = |near: &Path, name: &str| {
            let path = near.join(name);
            std::fs::create_dir(&path).unwrap();
            std::fs::write(path.join("database"), "half").unwrap();
            let handle = std::fs::File::open(&path).unwrap();
            handle.set_modified(old).unwrap();
            (path, handle)
        };
        let (dead, _) = left(folder.path(), ".xinbu-20200101T000000000Z.part");
        let (used, handle) = left(folder.path(), ".xinbu-20200102T000000000Z.part");
        let (other, _) = left(folder.path(), ".somebody-else.part");
        handle.lock().unwrap();
        let made = copy(&app.app, app.url(), folder.path()).await.unwrap();
        assert_eq!(made.cleared, [dead.display().to_string()]);
        assert!(!dead.exists() && used.exists() && other.exists());

        let sqlite = app.url().strip_prefix("sqlite:").map(|path| Path::new(path.split('?').next().unwrap()).to_owned());
        let left = match &sqlite {
            Some(file) => vec![left(file.parent().unwrap(), ".xinbu-restoring-abcdef").0.display().to_string()],
            None => {
                let name = app.url().split('?').next().unwrap().rsplit('/').next().unwrap().to_owned();
                let days = |n: i64| (chrono::Utc::now() - chrono::TimeDelta::days(n)).format("%Y%m%d%H%M%S%3f").to_string();
                let of = |n| format!("{name}_restoring_{}", days(n));
                let (db, old) = (app.direct().await, of(2));
                for name in [old.clone(), of(0), format!("{name}_restoring_by_hand")] {
                    use sea_orm::ConnectionTrait as _;
                    db.execute_unprepared(&format!("CREATE DATABASE \"{name}\"")).await.unwrap();
                }
                vec![old]
            }
        };
        let answer = xinbu(&["restore", made.folder.to_str().unwrap(), "--verify", "--database", app.url()]);
        let told = said(&answer);
        assert!(answer.status.success(), "{told}");
        for left in &left {
            assert!(told.contains("已清除") && told.contains(left), "{left}: {told}");
        }
        assert_eq!(told.matches("已清除").count(), 1, "what may be in use stays: {told}");
    }
}

both_databases! {
    async fn what_a_fail_over_lost_is_named_by_who_did_what_about_which_thing(app: TestApp) {
        use crate::support::schedule::Row;
        use xinbu::service::acknowledged::{Act, Record};
        let number = app.submitted("a", &[Row::contract(1)]).await;
        let folder = tempfile::tempdir().unwrap();
        let record = Record::begin(folder.path(), app.app.clock.now()).unwrap();
        let act = Act {
            at: app.app.clock.now(),
            command: "application.accept".to_owned(),
            person: app.actor("receiving_officer").await.person.to_string(),
            about: ("application".to_owned(), app.application(&number).await.id.to_string()),
            hash: "0".repeat(64),
        };
        record.add(&act).await;
        let answer = xinbu(&["cluster", "missing", folder.path().to_str().unwrap(), "--database", app.url()]);
        let told = said(&answer);
        assert_eq!(status(&answer), 1, "{told}");
        assert!(told.contains(&number) && told.contains("receiving_officer 先生") && !told.contains(&act.person), "{told}");
    }
}

/// The set-up of a small office.
fn set_up() -> String {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cluster/setup.toml")).unwrap();
    text.replace("@lines@\n", "")
}

/// An office of its own in a file.
fn office(folder: &Path, name: &str) -> String {
    let url = address(&folder.join(name));
    let file = folder.join("setup.toml");
    std::fs::write(&file, set_up()).unwrap();
    let setup = file.display().to_string();
    for arguments in [&["migrate", "--database", &url][..], &["setup", &setup, "--database", &url]] {
        let made = with(&[], arguments);
        assert_eq!(status(&made), 0, "{}", said(&made));
    }
    url
}

#[test]
fn the_copy_of_another_installation_replaces_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, other) = (office(folder.path(), "ours.db"), office(folder.path(), "other.db"));
    let copies = folder.path().join("copies");
    let made = with(&[], &["backup", "--to", &copies.display().to_string(), "--database", &other]);
    assert_eq!(status(&made), 0, "{}", said(&made));
    let of_other = std::fs::read_dir(&copies).unwrap().next().unwrap().unwrap().path().display().to_string();
    let refused = with(&[], &["restore", &of_other, "--replace", "--database", &ours]);
    assert!(status(&refused) == 1 && said(&refused).contains("another installation"), "{}", said(&refused));
    let names = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    assert!(names.into_iter().all(|name| !name.contains(".before-")), "something was put aside");
    let own = with(&[], &["restore", &of_other, "--replace", "--database", &other]);
    assert_eq!(status(&own), 0, "{}", said(&own));
}

#[test]
fn a_folder_without_the_record_of_what_was_acknowledged_does_not_say_that_nothing_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let url = office(folder.path(), "x.db");
    let wrong = folder.path().display().to_string();
    let refused = with(&[], &["cluster", "missing", &wrong, "--database", &url]);
    assert!(status(&refused) == 1 && said(&refused).contains("XINBU_ACKNOWLEDGED"), "{}", said(&refused));
}

#[test]
fn a_sign_in_name_with_a_blank_is_refused_with_the_person() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("setup.toml");
    std::fs::write(&file, set_up().replacen("login = \"maker\"", "login = \"maker \"", 1)).unwrap();
    let url = address(&folder.path().join("x.db"));
    assert_eq!(status(&with(&[], &["migrate", "--database", &url])), 0);
    let refused = with(&[], &["setup", &file.display().to_string(), "--database", &url]);
    assert!(status(&refused) == 1 && said(&refused).contains("maker "), "{}", said(&refused));
}

#[test]
fn a_set_up_that_cannot_be_right_is_refused_with_what_would_be() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("setup.toml");
    let url = address(&folder.path().join("x.db"));
    let refused = |content: &[u8]| {
        std::fs::write(&file, content).unwrap();
        let refused = with(&[], &["setup", &file.display().to_string(), "--database", &url]);
        assert_eq!(status(&refused), 1, "{}", said(&refused));
        said(&refused)
    };
    let good = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/demo/data/setup.toml")).unwrap();
    for (from, to, words) in [
        ("level = \"province\"", "level = \"prov\"", "province, city, county"),
        ("kind = \"guarantor\"", "kind = \"bank\"", "guarantor, insurer, enterprise"),
        ("year = 2026", "year = 26", "2099"),
        ("code = \"990000\"", "code = \"99\"", "GB/T 2260"),
        ("[[people]]\n", "[[people]]\npassword = \"12345678\"\n", "guessed"),
    ] {
        assert!(good.contains(from), "{from}");
        let told = refused(good.replacen(from, to, 1).as_bytes());
        assert!(told.contains(words), "{to}: {told}");
    }
    // GB 18030, and no text at all.
    for content in [&b"# \xB9\xA9\xCF\xFA\n"[..], b"\x89PNG\r\n\x1A\n\xFF"] {
        let told = refused(content);
        assert!(told.contains("UTF-8") && !told.contains("XLSX"), "{told}");
    }
    std::fs::write(&file, &good).unwrap();
    let set_up = || with(&[], &["setup", &file.display().to_string(), "--database", &url]);
    assert_eq!(status(&set_up()), 0);
    assert!(said(&set_up()).contains("only what is new"), "{}", said(&set_up()));
}

#[test]
fn an_address_a_zone_and_a_folder_that_cannot_be_are_told_with_what_could() {
    let folder = tempfile::tempdir().unwrap();
    let (url, file) = (office(folder.path(), "x.db"), folder.path().join("a-file"));
    std::fs::write(&file, "x").unwrap();
    let file = file.display().to_string();
    for (arguments, words) in [
        (&["serve", "--listen", "99999", "--database", &url][..], "127.0.0.1:8080"),
        (&["serve", "--zone", "Mars/X", "--database", &url], "Asia/Shanghai"),
        (&["backup", "--to", &file, "--database", &url], "of this name"),
        (&["demo", "--no-serve", "--dir", &file], "of this name"),
        (
            &[
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--sign-in",
                "djbh3",
                "--second-factor",
                "offered",
                "--database",
                &url,
            ],
            "8.1.4.1",
        ),
        (
            &["serve", "--listen", "127.0.0.1:0", "--secret-key-file", &file, "--database", &url],
            "64 hexadecimal digits",
        ),
    ] {
        let refused = with(&[], arguments);
        assert!(status(&refused) == 1 && said(&refused).contains(words), "{arguments:?}: {}", said(&refused));
        assert!(!said(&refused).contains("code"), "{}", said(&refused));
    }
}

#[test]
fn the_help_has_the_settings_of_postgresql_alone_under_their_heading() {
    let help = String::from_utf8(with(&[], &["serve", "--help"]).stdout).unwrap();
    let under = help.split("PostgreSQL:\n").nth(1).unwrap();
    for other in ["--listen", "--zone", "--https", "--documents", "--backup-every"] {
        assert!(help.contains(other) && !under.contains(other), "{other}: {help}");
    }
}
