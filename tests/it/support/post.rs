//! Mail as its readers get it: parsed by a library of another language, and a server that takes it.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use domain::mail::{Address, Pace, Tongue};
use post::Carrier;
use serde::Deserialize;
use xinbu::service::command::execute;
use xinbu::service::job::mail::look;
use xinbu::service::mail::{AskForMail, ChooseMail, Post, ProveAddress};
use xinbu::web::letter::wording;

use super::TestApp;

/// Debian's Python, in which its packages are.
const PYTHON: &str = "/usr/bin/python3";

/// Where the pages are, as mail says.
pub const SITE: &str = "https://butie.example.gov.cn";

/// A mail that came.
#[derive(Debug, Clone, Deserialize, PartialEq, Eq)]
pub struct Came {
    pub id: String,
    pub from: String,
    pub to: String,
    pub subject: String,
    pub body: String,
    /// What the server noted of it; nothing in a folder.
    pub seen: String,
    /// Names of its headers.
    pub headers: Vec<String>,
}

impl Came {
    /// The path behind its first link.
    pub fn link(&self) -> String {
        let link = self.body.split_whitespace().find(|word| word.starts_with(SITE));
        link.unwrap_or_else(|| panic!("no link: {self:?}")).trim_start_matches(SITE).to_owned()
    }
}

const READER: &str = r#"
import email, email.policy, json, os, sys
all = []
names = [n for n in os.listdir(sys.argv[1]) if n.endswith(".eml")]
for name in sorted(names, key=lambda n: (os.stat(os.path.join(sys.argv[1], n)).st_mtime_ns, n)):
    with open(os.path.join(sys.argv[1], name), "rb") as file:
        mail = email.message_from_binary_file(file, policy=email.policy.default)
    assert not mail.defects, mail.defects
    assert mail.get_content_type() == "text/plain", mail.get_content_type()
    assert mail["date"].datetime is not None
    all.append({
        "id": str(mail["message-id"]), "from": str(mail["from"]), "to": str(mail["to"]), "subject": str(mail["subject"]),
        "body": mail.get_content(), "seen": str(mail["x-seen"] or ""), "headers": [h.lower() for h in mail.keys()],
    })
json.dump(all, sys.stdout)
"#;

/// The mails in a folder, in the order in which they came.
pub fn mails(folder: &Path) -> Vec<Came> {
    let out = Command::new(PYTHON).args(["-c", READER]).arg(folder).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

/// The way to a place.
pub fn way(place: &str) -> Post {
    let from = Address::parse("office@example.gov.cn").unwrap();
    Post { carrier: Arc::new(Carrier::new(place, None, from).unwrap()), site: SITE.to_owned(), wording }
}

impl TestApp {
    /// Sends mail into a folder from now on.
    pub fn mails_into(&mut self, folder: &Path) {
        self.app.post = Some(way(&format!("folder:{}", folder.display())));
    }

    /// A person's address is proved, through the mails in a folder.
    pub async fn has_mail(&self, folder: &Path, login: &str, (pace, tongue): (Pace, Tongue)) {
        let address = format!("{login}@example.org");
        self.run(login, &AskForMail { address: address.clone(), tongue }).await.unwrap();
        let link = mails(folder).into_iter().rfind(|mail| mail.to == address).unwrap().link();
        let token = link.trim_start_matches("/me/mail/").to_owned();
        self.run(login, &ProveAddress { token }).await.unwrap();
        self.run(login, &ChooseMail { pace, tongue }).await.unwrap();
    }

    /// Five minutes later, who is to be told is told.
    pub async fn told_by_mail(&self) {
        self.app.clock.advance(chrono::TimeDelta::minutes(5));
        look(&self.app).await.unwrap();
        self.work_off().await;
    }

    /// Carries an act out and leaves what it leaves.
    pub async fn act<A: xinbu::service::command::Act>(&self, login: &str, act: &A) -> A::Output {
        Box::pin(execute(&self.app, &self.actor(login).await, None, act)).await.unwrap()
    }
}

/// A server for mail, a process of its own.
pub struct Server {
    child: Child,
    pub port: u16,
    pub folder: PathBuf,
    _kept: tempfile::TempDir,
}

impl Server {
    /// A server with options, see `smtp.py`; nothing where the machine has no server, said loudly.
    pub fn start(options: &[String]) -> Option<Self> {
        let there = Command::new(PYTHON).args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status();
        if !there.is_ok_and(|status| status.success()) {
            eprintln!("SKIPPED: this machine has no aiosmtpd (Debian: python3-aiosmtpd), so no server takes mail");
            return None;
        }
        let kept = tempfile::tempdir().unwrap();
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut child = Command::new(PYTHON)
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/support/smtp.py"))
            .arg(kept.path())
            .arg(format!("port={port}"))
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
        assert_eq!(said.trim(), "ready");
        Some(Self { child, port, folder: kept.path().to_owned(), _kept: kept })
    }

    /// What it saw.
    pub fn saw(&self) -> Vec<Came> {
        mails(&self.folder)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A certificate of `localhost` and its key, in a folder.
pub fn certificate(folder: &Path) -> (PathBuf, PathBuf) {
    let (certificate, key, wanted) = (folder.join("cert.pem"), folder.join("key.pem"), folder.join("wanted"));
    let text = "[req]\ndistinguished_name=dn\nx509_extensions=ext\nprompt=no\n[dn]\nCN=localhost\n\
                [ext]\nsubjectAltName=DNS:localhost\nbasicConstraints=critical,CA:FALSE\n";
    std::fs::write(&wanted, text).unwrap();
    let made = Command::new("openssl")
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-config"])
        .arg(&wanted)
        .arg("-keyout")
        .arg(&key)
        .arg("-out")
        .arg(&certificate)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    (certificate, key)
}
