//! The program as it is run: a process of its own, which can be killed, on a disk that can be filled.

use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The running program.
pub struct Process {
    child: Child,
    pub address: String,
}

impl Process {
    /// Serves a database, and waits until it answers. `enter` goes before the program, for example to enter a disk.
    pub async fn serve(enter: &[String], url: &str) -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let listen = format!("127.0.0.1:{port}");
        let program = env!("CARGO_BIN_EXE_xinbu").to_owned();
        let all = [enter, &[program, "serve".to_owned(), "--database".to_owned(), url.to_owned()]].concat();
        let child = Command::new(&all[0])
            .args(&all[1..])
            // Who signs in here has no telephone.
            .args(["--listen", &listen, "--lang", "en", "--second-factor", "offered"])
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .unwrap();
        let process = Self { child, address: format!("http://{listen}") };
        let begun = std::time::Instant::now();
        while tokio::net::TcpStream::connect(&listen).await.is_err() {
            assert!(begun.elapsed().as_secs() < 60, "the program does not answer");
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        process
    }

    /// Tells it to stop, as a service manager does.
    pub fn terminate(&self) {
        let told = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(told.unwrap().success());
    }

    /// How it ended, within a time.
    pub async fn ended(mut self, limit: std::time::Duration) -> std::process::ExitStatus {
        let begun = std::time::Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(begun.elapsed() < limit, "it does not end");
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }

    /// Ends it as a power cut would.
    pub fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        let group = format!("-{}", self.child.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

/// A small disk of its own, seen by those who enter it: a file system in memory in a mount namespace.
pub struct Disk {
    holder: Child,
    folder: PathBuf,
}

impl Disk {
    /// A disk of so many KiB at a folder, or nothing where the machine lets nobody make one; said loudly.
    pub fn small(folder: &Path, kibibytes: u32) -> Option<Self> {
        let mount =
            format!("mount -t tmpfs -o size={kibibytes}k tmpfs {} && echo ready && exec sleep 3600", folder.display());
        for own in [&["-m"][..], &["-Urm"]] {
            let holder = Command::new("unshare")
                .args(own)
                .args(["sh", "-c", &mount])
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn();
            let Ok(mut holder) = holder else { continue };
            let mut said = String::new();
            let out = holder.stdout.take().unwrap();
            let _ = std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut said);
            if said.trim() == "ready" {
                return Some(Self { holder, folder: folder.to_owned() });
            }
            let _ = holder.kill();
            let _ = holder.wait();
        }
        eprintln!("SKIPPED: this machine lets nobody make a file system, so no disk can be filled");
        None
    }

    /// Its folder as others see it.
    pub fn seen(&self) -> PathBuf {
        let root = format!("/proc/{}/root", self.holder.id());
        Path::new(&root).join(self.folder.strip_prefix("/").unwrap())
    }

    /// What goes before a program that shall see it.
    pub fn enter(&self) -> Vec<String> {
        let id = self.holder.id().to_string();
        let user = std::fs::read_link(format!("/proc/{id}/ns/user")).unwrap()
            != std::fs::read_link("/proc/self/ns/user").unwrap();
        let mut all: Vec<String> = ["nsenter", "-t", &id, "-m"].map(str::to_owned).to_vec();
        if user {
            all.extend(["-U", "--preserve-credentials"].map(str::to_owned));
        }
        all
    }

    /// Fills it but for so many bytes.
    pub fn fill(&self, free: u64) {
        use std::io::Write as _;
        self.clear();
        let mut file = std::fs::File::create(self.seen().join("filler")).unwrap();
        let block = vec![0u8; 4096];
        let mut written = 0u64;
        while file.write_all(&block).is_ok() {
            written += 4096;
        }
        file.set_len(written.saturating_sub(free)).unwrap();
    }

    /// Takes the right to write to it away from everybody, or gives it back.
    pub fn only_to_be_read(&self, only: bool) {
        let remount = format!("remount,{}", if only { "ro" } else { "rw" });
        let all =
            [self.enter(), ["mount", "-o", &remount, &self.folder.display().to_string()].map(str::to_owned).to_vec()]
                .concat();
        let done = Command::new(&all[0]).args(&all[1..]).status();
        assert!(done.unwrap().success(), "{remount}");
    }

    /// Makes room again.
    pub fn clear(&self) {
        let _ = std::fs::remove_file(self.seen().join("filler"));
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = self.holder.kill();
        let _ = self.holder.wait();
    }
}
