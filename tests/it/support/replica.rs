//! A primary of PostgreSQL and its standby, both on the loopback device, of one test.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server of its own; it ends with the test.
pub struct Server {
    pub port: u16,
    folder: PathBuf,
    bin: PathBuf,
    keeper: Option<Child>,
    /// What goes before its program, for example to enter a disk.
    enter: Vec<String>,
    _holder: Option<tempfile::TempDir>,
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout == b"0\n")
}

impl Server {
    /// A new cluster with an empty database `xinbu`; nothing where PostgreSQL is not installed, which CI refuses.
    pub fn primary() -> Option<Self> {
        let holder = tempfile::tempdir().unwrap();
        let server = Self::new(holder.path().join("data"), Vec::new(), Some(holder))?;
        server.init("");
        Some(server.begun())
    }

    /// A new cluster whose tables are on a disk of its own, and whose log of writing is not.
    pub fn on(disk: &super::process::Disk, folder: &Path) -> Option<Self> {
        let holder = tempfile::tempdir().unwrap();
        open_to_all(holder.path());
        let server = Self::new(folder.join("data"), disk.enter(), Some(holder))?;
        open_to_all(&disk.seen());
        let wal = server._holder.as_ref().unwrap().path().join("wal");
        server.init(&format!("--waldir={}", wal.display()));
        Some(server.begun())
    }

    fn new(folder: PathBuf, enter: Vec<String>, holder: Option<tempfile::TempDir>) -> Option<Self> {
        let Some(bin) = super::database::bin() else {
            assert_ne!(
                std::env::var("CI").as_deref(),
                Ok("true"),
                "PostgreSQL is not installed; in CI nothing is skipped"
            );
            eprintln!("SKIPPED: PostgreSQL is not installed");
            return None;
        };
        if let Some(holder) = &holder {
            open_to_all(holder.path());
        }
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Some(Self { port, folder, bin, keeper: None, enter, _holder: holder })
    }

    fn init(&self, more: &str) {
        let (bin, data) = (self.bin.display(), self.folder.display());
        self.shell(&format!(
            "{bin}/initdb -D {data} --no-sync -A trust -U postgres --locale=C.UTF-8 -E UTF8 {more} >/dev/null && \
             printf \"wal_level = replica\\nmax_wal_senders = 8\\nhot_standby = on\\nwal_sender_timeout = 3s\\n\
             unix_socket_directories = ''\\nlisten_addresses = '127.0.0.1'\\n\" >> {data}/postgresql.conf && \
             printf 'host replication postgres 127.0.0.1/32 trust\\n' >> {data}/pg_hba.conf"
        ));
    }

    fn begun(mut self) -> Self {
        self.start();
        self.sql_in("postgres", "CREATE DATABASE xinbu");
        self
    }

    /// A standby that follows it.
    pub fn standby(&self) -> Self {
        let holder = tempfile::tempdir().unwrap();
        let mut standby = Self::new(holder.path().join("data"), Vec::new(), Some(holder)).unwrap();
        let (bin, data, port) = (self.bin.display(), standby.folder.display(), self.port);
        standby.shell(&format!(
            "{bin}/pg_basebackup -h 127.0.0.1 -p {port} -U postgres -D {data} -R -X stream -c fast --no-sync"
        ));
        standby.start();
        standby
    }

    pub fn url(&self) -> String {
        url_at(self.port)
    }

    /// Starts it, and waits until it answers.
    pub fn start(&mut self) {
        // The keeper waits on a pipe that this process holds, so the server ends with the test, however that ends.
        let script = format!(
            "{bin}/postgres -D {data} -p {port} >{data}.log 2>&1 & server=$!; cat >/dev/null; kill -QUIT $server; wait $server",
            bin = self.bin.display(),
            data = self.folder.display(),
            port = self.port,
        );
        let keeper = self.command(&script).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        self.keeper = Some(keeper.unwrap());
        let begun = Instant::now();
        while !self.psql("postgres", "SELECT 1").status().is_ok_and(|s| s.success()) {
            assert!(begun.elapsed() < Duration::from_secs(60), "PostgreSQL does not start");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Ends it at once, as a power cut would.
    pub fn stop(&mut self) {
        if let Some(mut keeper) = self.keeper.take() {
            self.freeze(false);
            drop(keeper.stdin.take());
            let _ = keeper.wait();
        }
    }

    /// Takes over from its primary.
    pub fn promote(&self) {
        self.sql("SELECT pg_promote()");
    }

    /// Stops every process of it where it stands, or lets them go on.
    pub fn freeze(&self, frozen: bool) {
        let Ok(text) = std::fs::read_to_string(self.folder.join("postmaster.pid")) else { return };
        let Some(parent) = text.lines().next().map(str::trim).map(str::to_owned) else { return };
        let children = Command::new("pgrep").args(["-P", &parent]).output().unwrap();
        let children = String::from_utf8_lossy(&children.stdout).into_owned();
        let signal = if frozen { "-STOP" } else { "-CONT" };
        for process in std::iter::once(parent.as_str()).chain(children.lines()) {
            let _ = Command::new("kill").args([signal, process]).stderr(Stdio::null()).status();
        }
    }

    /// Runs SQL beside the program.
    pub fn sql(&self, sql: &str) -> String {
        self.sql_in("xinbu", sql)
    }

    fn sql_in(&self, name: &str, sql: &str) -> String {
        let output = self.psql(name, sql).stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
        assert!(output.status.success(), "{sql}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Sets a setting of the whole server.
    pub fn set(&self, setting: &str, value: &str) {
        self.sql(&format!("ALTER SYSTEM SET {setting} = '{value}'"));
        self.sql("SELECT pg_reload_conf()");
        let begun = Instant::now();
        while self.sql(&format!("SHOW {setting}")) != value {
            assert!(begun.elapsed() < Duration::from_secs(30), "{setting} is not {value}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Waits until a query gives an answer.
    pub async fn until(&self, sql: &str, answer: &str) {
        let begun = Instant::now();
        loop {
            let found = self.sql(sql);
            if found == answer {
                return;
            }
            assert!(begun.elapsed() < Duration::from_secs(60), "{sql}: {found}, not {answer}");
            tokio::time::sleep(Duration::from_millis(30)).await;
        }
    }

    fn psql(&self, name: &str, sql: &str) -> Command {
        let mut command = Command::new(self.bin.join("psql"));
        command.args(["-h", "127.0.0.1", "-p", &self.port.to_string(), "-U", "postgres", "-d", name, "-qAtc", sql]);
        command.env("PGCONNECT_TIMEOUT", "5").stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn command(&self, script: &str) -> Command {
        let as_postgres = ["runuser", "-u", "postgres", "--"].map(str::to_owned);
        let mut all = self.enter.clone();
        if is_root() {
            all.extend(as_postgres);
        }
        all.extend(["sh", "-c", script].map(str::to_owned));
        let mut command = Command::new(&all[0]);
        command.args(&all[1..]).current_dir("/");
        command
    }

    fn shell(&self, script: &str) {
        let output = self.command(script).output().unwrap();
        assert!(output.status.success(), "{script}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
        // What belongs to the server's user goes with its folder.
        let _ = Command::new("rm").arg("-rf").arg(&self.folder).status();
    }
}

/// The address of the database behind a port.
pub fn url_at(port: u16) -> String {
    format!("postgres://postgres@127.0.0.1:{port}/xinbu")
}

/// PostgreSQL does not run as root; its own user writes here.
fn open_to_all(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o777)).unwrap();
}
